"""A Redis with search for tests, where `make redis-search` could fetch one."""

from __future__ import annotations

import atexit
import contextlib
import functools
import itertools
import os
from pathlib import Path

import pytest

from semcache.adapters.redis_index import RedisIndex
from semcache.redisurl import parse_redis_url
from tests.redis_servers import SECRET, RedisServer, redis_server

FOLDER = Path(os.environ.get("REDIS_SEARCH", Path(__file__).parent.parent / ".redis-search")).absolute()

needs_search = pytest.mark.skipif(
    not (FOLDER / "redis-server").exists(), reason="there is no Redis with search: `make redis-search` fetches one"
)


@functools.cache
def searching() -> RedisServer:
    """One for all tests of a process; each takes a prefix of its own."""
    stack = contextlib.ExitStack()
    module, program, libraries = (str(FOLDER / name) for name in ("redisearch.so", "redis-server", "lib"))
    server = stack.enter_context(redis_server("--loadmodule", module, program=program, libraries=libraries))
    atexit.register(stack.close)
    return server


def redis_index(dimension: int | None = None) -> RedisIndex:
    """An empty index in it."""
    return RedisIndex(parse_redis_url(searching().url), secret=SECRET, prefix=f"t{next(_numbers)}", dimension=dimension)


_numbers = itertools.count()
