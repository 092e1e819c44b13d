"""The index is rebuilt from what of the store is as it was written, whatever else is there."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from semcache.adapters.faiss_index import FaissIndex
from semcache.adapters.hash_embedder import HashEmbedder
from semcache.adapters.memory import MemoryLedger
from semcache.adapters.sqlite_store import SqliteStore
from semcache.core.entry import Entry
from semcache.core.freshness import Contract
from semcache.core.policy import Policy
from semcache.core.request import Completion
from semcache.core.scope import Scope
from semcache.engine import Engine
from semcache.storage.checksums import checksum
from semcache.upkeep import vectors_name
from tests.harness import PRICES, RULE, TestClock

EMBEDDER = HashEmbedder()
SCOPE = Scope("tenant", "chat", "m", "f", RULE.digest, vectors_name(EMBEDDER))
COUNT = 1200
"""More than two of the parts that are read at once, and than two segments of the index."""


def made(home: Path) -> Engine:
    dimension = EMBEDDER.dimension
    return Engine(
        policy=Policy("test", (RULE,)),
        embedder=EMBEDDER,
        index=FaissIndex(inline_floats=300 * dimension, block_floats=100 * dimension, divide_from=500, quiet_seconds=0),
        store=SqliteStore(home / "cache.db"),
        ledger=MemoryLedger(),
        prices=PRICES,
        clock=TestClock(),
    )


def key(number: int) -> str:
    return f"{number:064x}"


async def fill(home: Path) -> list[np.ndarray]:
    store = SqliteStore(home / "cache.db")
    vectors = []
    for number in range(COUNT):
        query = f"What does part {number} of the handbook say about {number * 7} and {number * 31}?"
        vectors.append(await EMBEDDER.embed(query))
        contract = Contract("test", "p", 1.0, 9e9)
        entry = Entry(key(number), SCOPE, query, Completion("chat", "m", b"{}", None), contract, "tenant")
        await store.put(entry, vectors[-1])
    await store.close()
    return vectors


def flipped(vector: bytes, number: int) -> bytes:
    return vector[:40] + bytes([vector[40] ^ 0x10]) + vector[41:]


def truncated(vector: bytes, number: int) -> bytes:
    return vector[:-4]


def emptied(vector: bytes, number: int) -> bytes:
    return b""


def swapped(vector: bytes, number: int) -> bytes:
    """Another's, of which every bit is as it was written."""
    return np.roll(np.frombuffer(vector, "<f4"), 1).tobytes()


DAMAGES = [flipped, truncated, emptied, swapped]


def damage(home: Path, numbers: range, how: Callable[[bytes, int], bytes], with_checksum: bool) -> None:
    """With the checksum of what is there now, as a fault of the program that writes would leave it."""
    with closing(sqlite3.connect(home / "cache.db")) as connection, connection:
        for number in numbers:
            ((vector,),) = connection.execute("SELECT vector FROM entries WHERE key = ?", [key(number)]).fetchall()
            new = how(vector, number)
            connection.execute("UPDATE entries SET vector = ? WHERE key = ?", [new, key(number)])
            if with_checksum:
                mark = checksum(SCOPE.digest, key(number), new)
                connection.execute("UPDATE entries SET vector_checksum = ? WHERE key = ?", [mark, key(number)])


@pytest.mark.parametrize("how", DAMAGES)
async def test_damaged_vectors_are_left_out_and_all_others_found(
    tmp_path: Path, how: Callable[[bytes, int], bytes]
) -> None:
    vectors = await fill(tmp_path)
    damage(tmp_path, range(0, COUNT, 10), how, with_checksum=False)
    await _is_whole_but_for(tmp_path, vectors, set(range(0, COUNT, 10)))


async def test_vectors_of_another_dimension_whose_checksum_is_right_are_made_anew(tmp_path: Path) -> None:
    vectors = await fill(tmp_path)
    # The first one, too: an empty scope would take its dimension from it.
    damage(tmp_path, range(0, COUNT, 10), lambda vector, number: vector[: len(vector) // 2], with_checksum=True)
    await _is_whole_but_for(tmp_path, vectors, set())


async def _is_whole_but_for(home: Path, vectors: list[np.ndarray], damaged: set[int]) -> None:
    engine = made(home)
    await engine.upkeep.rebuild(EMBEDDER)
    assert engine.upkeep.is_rebuilt
    assert engine.upkeep.vectors == COUNT - len(damaged)
    for number in range(0, COUNT, 5):
        (found,) = await engine.parts.index.search(SCOPE.digest, vectors[number], 1)
        assert (found.key == key(number)) == (number not in damaged)
        assert await engine.store.get(key(number)) is not None  # the exact tier serves it all the same
    await engine.close()


async def test_what_went_while_nobody_told_of_it_goes_when_it_is_most_of_the_index(tmp_path: Path) -> None:
    await fill(tmp_path)
    engine = made(tmp_path)
    await engine.upkeep.rebuild(EMBEDDER)
    with closing(sqlite3.connect(tmp_path / "cache.db")) as connection, connection:
        connection.execute("DELETE FROM entries WHERE key >= ?", [key(COUNT // 2 + 10)])
    await engine.upkeep.rebuild(EMBEDDER)
    assert engine.upkeep.vectors == COUNT  # a lookup that finds one of the rest takes it out
    with closing(sqlite3.connect(tmp_path / "cache.db")) as connection, connection:
        connection.execute("DELETE FROM entries WHERE key >= ?", [key(10)])
    await engine.upkeep.rebuild(EMBEDDER)
    assert engine.upkeep.vectors == 10
    await engine.close()


async def test_requests_are_served_while_the_index_is_rebuilt(tmp_path: Path) -> None:
    vectors = await fill(tmp_path)
    engine = made(tmp_path)
    rebuilding = asyncio.create_task(engine.upkeep.rebuild(EMBEDDER))
    served = 0
    while not rebuilding.done():
        assert await engine.store.get(key(served % COUNT)) is not None
        await engine.parts.index.search(SCOPE.digest, vectors[0], 1)
        served += 1
    await rebuilding
    assert served > 1
    await engine.close()
