"""What an index in Redis promises beyond what every index does."""

from __future__ import annotations

import pytest
from stored_samples import random_units, unit

from semcache.adapters.redis_index import RedisIndex
from semcache.core.entry import Neighbour
from semcache.errors import IndexFault
from semcache.redisurl import parse_redis_url
from tests.redis_search import needs_search, redis_index, searching
from tests.redis_servers import SECRET, needs_redis, shared


def again(index: RedisIndex, secret: str = SECRET) -> RedisIndex:
    """As another process has it."""
    return RedisIndex(parse_redis_url(searching().url), secret=secret, prefix=index._names.prefix)


@needs_search
async def test_it_outlives_the_process_and_is_shared() -> None:
    first = redis_index()
    assert not await first.is_kept()
    await first.add("s", "k", unit(1, 0))
    await first.close()
    second = again(first)
    assert await second.is_kept()
    assert len(second) == 1
    assert await second.search("s", unit(1, 0), 1) == [Neighbour("k", 1.0)]
    third = again(first)
    await third.add("s", "other", unit(0, 1))
    assert {one.key for one in await second.search("s", unit(1, 0), 5)} == {"k", "other"}
    await third.remove("s", ["k"])
    assert [one.key for one in await second.search("s", unit(1, 0), 5)] == ["other"]


@needs_search
async def test_what_was_not_written_with_our_key_is_not_there() -> None:
    index, place = redis_index(), parse_redis_url(searching().url)
    await index.add("s", "honest", unit(0, 1))
    forger = RedisIndex(place, secret="another key, of somebody else", prefix=index._names.prefix)
    await forger.add("s", "forged", unit(1, 0))
    assert await index.search("s", unit(1, 0), 1) == [Neighbour("honest", 0.0)]
    assert {one.key for one in await index.search("s", unit(1, 0), 5)} == {"honest"}
    vector = bytes(random_units(1, 2)[0])
    searching().command("HSET", index._names.vector(2, "s", "honest"), "v", vector)
    assert await index.search("s", unit(0, 1), 5) == []
    assert index.damaged >= 2


@needs_search
async def test_vectors_of_two_embedders_lie_apart() -> None:
    index = redis_index()
    await index.add("of one", "k", unit(1, 0))
    await index.add("of the other", "k", unit(0, 1, 0))
    assert len(index) == 2
    assert await index.search("of one", unit(1, 0), 5) == [Neighbour("k", 1.0)]
    assert await index.search("of the other", unit(0, 1, 0), 5) == [Neighbour("k", 1.0)]
    await index.remove("of one", ["k"])
    assert await index.search("of one", unit(1, 0), 5) == []
    assert len(index) == 1


@needs_search
async def test_it_is_made_anew_in_a_redis_that_was_emptied() -> None:
    index = redis_index()
    await index.add("s", "k", unit(1, 0))
    searching().command("FT.DROPINDEX", index._names.vectors(2), "DD")
    assert await index.search("s", unit(1, 0), 1) == []
    assert len(index) == 0
    await index.add("s", "new", unit(1, 0))
    assert await index.search("s", unit(1, 0), 5) == [Neighbour("new", 1.0)]
    assert len(index) == 1
    await index.close()


@needs_redis
async def test_a_redis_without_search_is_a_fault_that_says_what_to_do() -> None:
    index = RedisIndex(parse_redis_url(shared().url), secret=SECRET, prefix="none")
    with pytest.raises(IndexFault, match="no search; take Redis 8 or Redis Stack"):
        await index.add("s", "k", unit(1, 0))
    await index.close()
