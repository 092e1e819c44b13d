"""Three gateways on one Redis keep the law, whatever becomes of the lines between them."""

from __future__ import annotations

from pathlib import Path

from tests.hosts.law_of_three import run
from tests.redis_servers import needs_redis


@needs_redis
def test_nobody_is_served_what_is_anothers_or_what_an_announcement_ended(tmp_path: Path) -> None:
    found = run(12.0, tmp_path, seed=1)
    assert not found.failed
    assert not found.crossed
    assert not found.stale
    # It was tried.
    assert found.asked > 100
    assert found.hits > 20
    assert found.announced >= 5
    assert found.troubles >= 5
