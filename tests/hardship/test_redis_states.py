"""Whatever befalls Redis, no request fails, and the cache comes back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.hardship.redis_states import STATES, Stage, State, go_through, stage
from tests.redis_servers import needs_redis

REQUESTS = 30
LINES = 2
"""A transition, as `make bench-redis-states` counts them."""
OFTEN = 3
"""Where the machine is busy, what is half a second late may be seen to come and go so often. A line a request would be
far more."""


@pytest.fixture(scope="module")
def gateways(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    # A machine that is busy with other tests must not look like a Redis in trouble.
    with stage(tmp_path_factory.mktemp("redis"), budget="1s") as one:
        yield one


@needs_redis
@pytest.mark.slow
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
async def test_no_request_fails_and_the_cache_comes_back(gateways: Stage, state: State) -> None:
    found = await go_through(gateways, state, REQUESTS, pause=0.02)
    assert (found.failed, found.requests) == ([], REQUESTS)
    if state.transitions is not None:
        assert max(found.lines) <= OFTEN * LINES * state.transitions, [one.log.read_text() for one in gateways.gateways]
