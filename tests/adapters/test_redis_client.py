"""How commands reach a Redis: over which connections, and how often."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from semcache.redis import scripts
from semcache.redis.client import Client
from semcache.redisurl import parse_redis_url
from tests.chaos import chaos
from tests.redis_servers import RedisServer, needs_redis, redis_server

pytestmark = needs_redis


@pytest.fixture
def server() -> Iterator[RedisServer]:
    with redis_server() as one:
        yield one


async def test_a_connection_that_was_in_use_when_all_were_dropped_is_not_used_again(server: RedisServer) -> None:
    with redis_server() as successor, chaos(server.port) as proxy:
        for one, name in ((server, "old"), (successor, "new")):
            one.command("SET", "who", name)
        client = Client(parse_redis_url(proxy.url))
        waiting = asyncio.create_task(client.do("BLPOP", "list", 20, seconds=20))
        while b"blocked_clients:1" not in server.command("INFO", "clients"):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        proxy.target = successor.port
        await client.drop_idle()
        assert await client.do("GET", "who", seconds=5) == b"new"
        server.command("RPUSH", "list", "x")
        await waiting
        assert await client.do("GET", "who", seconds=5) == b"new"
        assert client.connections == 1
        await client.close()


async def test_a_lease_that_is_taken_twice_by_one_is_held_by_it(server: RedisServer) -> None:
    """A command whose reply was lost is sent once more."""
    client = Client(parse_redis_url(server.url))
    asked = [("mine", 1), ("mine", 1), ("another", 0)]
    for token, held in asked:
        assert await client.script(scripts.TAKE, "lease", token, 10_000, seconds=5) == held
    await client.close()
