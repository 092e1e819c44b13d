"""A request that is cancelled takes nothing with it and leaves nothing behind, whenever and by whomever it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hardship.cancelled import Face, run


@pytest.mark.slow
@pytest.mark.parametrize(("face", "count"), [("gateway", 800), ("middleware", 300)])
def test_cancelled_requests_harm_nobody_and_leave_nothing_behind(tmp_path: Path, face: Face, count: int) -> None:
    found = run(tmp_path, count, face=face)
    assert found.mismatched == []
    assert found.failed == []
    assert not found.answers_booked
    assert found.attempts == found.calls
    assert not any(found.left.values()), found.left
    assert found.outcomes
