"""What every store promises."""

from __future__ import annotations

import asyncio
import itertools
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from stored_samples import SCOPE, entry, random_units, unit

from semcache.adapters.memory import MemoryStore
from semcache.adapters.sqlite_store import SqliteStore
from semcache.core.entry import Entry
from semcache.core.scope import Scope
from semcache.errors import StoreFault
from semcache.ports import Store, Vector
from tests.redis_servers import every, needs_redis, redis_store

Make = Callable[[Path], Store]

STORES: dict[str, Make] = {
    "memory": lambda _: MemoryStore(max_entries=50),
    "sqlite": lambda path: SqliteStore(path, max_entries=50),
    "sqlite that keeps nothing in memory": lambda path: SqliteStore(path, max_entries=50, hot_bytes=0),
    "redis": lambda path: redis_store(path, max_entries=50),
    "redis that keeps nothing in memory": lambda path: redis_store(path, max_entries=50, hot_bytes=0),
}
every_store = pytest.mark.parametrize("make", every(STORES))


@pytest.fixture
async def store(make: Make, tmp_path: Path) -> AsyncIterator[Store]:
    store = make(tmp_path / "cache.db")
    yield store
    await store.close()


async def vectors_of(store: Store) -> dict[tuple[str, str], list[float]]:
    return {(found.scope, found.key): found.vector.tolist() async for found in store.vectors()}


async def settled(store: Store) -> None:
    """Until what was put is wherever it goes."""
    await store.count()


@every_store
@pytest.mark.parametrize(
    "stored",
    [
        entry("k"),
        entry("k", usage=None),
        entry("k", query=None),
        entry("k", query=""),
        entry("k", "\u2028 \x00 \U0001f600 ä", query="\u2028 \x00 \U0001f600 ä"),
        entry("k", "x" * 300_000),
        entry("k", scope=Scope("", "", "", "", "", "")),
        entry("k", created=0.1 + 0.2, expires=1e300),
    ],
    ids=["plain", "no usage", "no query", "empty query", "odd characters", "large", "empty scope", "odd times"],
)
async def test_get_returns_what_was_put_at_once_and_later(store: Store, stored: Entry) -> None:
    await store.put(stored, None)
    assert await store.get("k") == stored
    assert await store.look("k") == (await store.world(), stored)
    await settled(store)
    assert await store.get("k") == stored
    assert await store.get_many(["k", "unknown"]) == [stored, None]
    assert await store.get("unknown") is None


@every_store
async def test_the_scopes_digest_comes_back(store: Store) -> None:
    await store.put(entry("k"), None)
    await settled(store)
    found = await store.get("k")
    assert found is not None
    assert found.scope.digest == SCOPE.digest


@every_store
async def test_putting_again_replaces_entry_and_vector_together(store: Store) -> None:
    await store.put(entry("k", "old"), unit(1, 0))
    await settled(store)
    await store.put(entry("k", "new"), unit(0, 1))
    assert await store.get("k") == entry("k", "new")
    assert await vectors_of(store) == {(SCOPE.digest, "k"): [0.0, 1.0]}
    assert await store.get("k") == entry("k", "new")
    await store.put(entry("k", "newest"), None)
    assert await vectors_of(store) == {}
    assert await store.get("k") == entry("k", "newest")
    assert await store.count() == 1


@every_store
async def test_get_many_answers_in_the_order_asked(store: Store) -> None:
    for number in range(30):
        await store.put(entry(f"k{number}"), None)
    await settled(store)
    await store.put(entry("fresh"), None)
    assert await store.get_many([]) == []
    asked = ["k7", "none", "k3", "fresh", "k7", "k29"]
    found = await store.get_many(asked)
    assert [one and one.key for one in found] == ["k7", None, "k3", "fresh", "k7", "k29"]


@every_store
async def test_remove_says_how_many_there_were(store: Store) -> None:
    for key in "abc":
        await store.put(entry(key), unit(1, 0))
    await settled(store)
    await store.put(entry("d"), None)
    await store.put(entry("a", "replaced"), None)
    assert await store.remove(["a", "a", "b", "d", "unknown"]) == 3
    assert await store.remove(["a", "b", "d"]) == 0
    assert await store.remove([]) == 0
    assert await store.get_many(["a", "b", "c", "d"]) == [None, None, entry("c"), None]
    assert await vectors_of(store) == {(SCOPE.digest, "c"): [1.0, 0.0]}
    assert await store.count() == 1


@every_store
async def test_a_key_can_be_put_again_after_it_was_removed(store: Store) -> None:
    await store.put(entry("k", "first"), None)
    await store.remove(["k"])
    await store.put(entry("k", "second"), None)
    assert await store.get("k") == entry("k", "second")
    await settled(store)
    assert await store.get("k") == entry("k", "second")


@every_store
async def test_a_sweep_takes_the_expired_and_says_which(store: Store) -> None:
    other = Scope("other", "chat", "m", "f", "p", "e")
    await store.put(entry("old", expires=99.9), None)
    await store.put(entry("older", scope=other, expires=50.0), unit(1, 0))
    await store.put(entry("now", expires=100.0), None)
    await store.put(entry("later", expires=200.0), None)
    assert await store.get("old") == entry("old", expires=99.9)
    assert set(await store.sweep(100.0)) == {(SCOPE.digest, "old"), (other.digest, "older")}
    assert await store.sweep(100.0) == []
    found = await store.get_many(["old", "older", "now", "later"])
    assert [one and one.key for one in found] == [None, None, "now", "later"]


async def test_a_sweep_leaves_to_the_next_what_is_put_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = SqliteStore(tmp_path / "cache.db", max_entries=50)
    for number in range(60):
        await store.put(entry(f"k{number}", created=float(number)), None)
    run, runs = store._writer.run, itertools.count(60)

    async def run_and_be_late(job: Callable[[sqlite3.Connection], Any]) -> Any:
        number = next(runs)
        assert number < 80, "it goes on as long as anything comes"
        await store.put(entry(f"k{number}", created=float(number)), None)
        return await run(job)

    monkeypatch.setattr(store._writer, "run", run_and_be_late)
    assert len(await store.sweep(0.0)) >= 10
    await store.close()


@needs_redis
async def test_a_writing_to_redis_leaves_to_the_next_what_is_put_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = redis_store(tmp_path / "cache.db", max_entries=50)
    await store.put(entry("k0"), None)
    write_some, numbers = store._writer._write_some, itertools.count(1)

    async def write_and_be_late(*some: Any) -> None:
        number = next(numbers)
        assert number < 20, "it goes on as long as anything comes"
        await store.put(entry(f"k{number}"), None)
        await write_some(*some)

    monkeypatch.setattr(store._writer, "_write_some", write_and_be_late)
    assert await store.count() >= 1
    monkeypatch.undo()
    await store.close()


@every_store
async def test_a_sweep_takes_the_oldest_above_the_limit(store: Store) -> None:
    for number in range(65):
        expires = 10.0 if number % 13 == 0 else 1000.0
        await store.put(entry(f"k{number:02}", created=float(100 - number), expires=expires), None)
    expired = {"k00", "k13", "k26", "k39", "k52"}
    ten_oldest = {f"k{number}" for number in range(55, 65)}
    assert {key for _, key in await store.sweep(100.0)} == expired | ten_oldest
    assert await store.count() == 50
    assert await store.sweep(100.0) == []


@every_store
async def test_vectors_come_back_bit_for_bit(store: Store) -> None:
    vectors = random_units(20, 384)
    for number, vector in enumerate(vectors):
        await store.put(entry(f"k{number}"), vector)
    await store.put(entry("without"), None)
    found = {found.key: found.vector async for found in store.vectors()}
    assert set(found) == {f"k{number}" for number in range(20)}
    assert all(np.array_equal(found[f"k{number}"], vector) for number, vector in enumerate(vectors))
    assert {vector.dtype for vector in found.values()} == {np.dtype(np.float32)}


@every_store
async def test_the_callers_array_may_be_used_again(store: Store) -> None:
    vector = unit(1, 0)
    await store.put(entry("k"), vector)
    vector[:] = unit(0, 1)
    assert await vectors_of(store) == {(SCOPE.digest, "k"): [1.0, 0.0]}


@every_store
async def test_a_closed_store_is_a_fault(make: Make, tmp_path: Path) -> None:
    store = make(tmp_path / "cache.db")
    await store.put(entry("k"), None)
    await store.close()
    await store.close()
    calls: list[Callable[[], object]] = [
        lambda: store.get("k"),
        lambda: store.get_many(["k"]),
        lambda: store.put(entry("k"), None),
        lambda: store.remove(["k"]),
        lambda: store.sweep(0.0),
        lambda: store.count(),
        lambda: vectors_of(store),
    ]
    for call in calls:
        with pytest.raises(StoreFault, match="closed"):
            await call()  # type: ignore[misc]


@every_store
async def test_readers_and_writers_at_once_always_see_a_whole_entry(store: Store) -> None:
    newest = dict.fromkeys(map(str, range(8)), 0)

    async def write(key: str) -> None:
        for version in range(1, 60):
            await store.put(entry(key, f"{key}:{version}"), None)
            newest[key] = version
            if version % 20 == 0:
                await settled(store)
            await asyncio.sleep(0)

    async def read(key: str) -> None:
        for _ in range(60):
            at_least = newest[key]
            found = await store.get(key)
            version = 0 if found is None else int(found.completion.body.split(b":")[-1][:-2])
            assert at_least <= version <= newest[key]
            await asyncio.sleep(0)

    await asyncio.gather(*(work(key) for key in newest for work in (write, read, read)))


KEYS = st.integers(0, 12).map("k{}".format)


class StoreMachine(RuleBasedStateMachine):
    """Any order of calls, compared with a dict. What can be reopened is."""

    make: Make

    @initialize()
    def open(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "cache.db"
        self.store = self.loop.run_until_complete(self._made())
        self.model: dict[str, tuple[Entry, Vector | None]] = {}
        self.number = 0

    async def _made(self) -> Store:
        return type(self).make(self.path)

    @rule(key=KEYS, vector=st.sampled_from([None, unit(1, 0), unit(0, 1)]), expires=st.integers(0, 100))
    def put(self, key: str, vector: Vector | None, expires: int) -> None:
        self.number += 1
        stored = entry(key, f"answer {self.number}", created=float(self.number), expires=float(expires))
        self.loop.run_until_complete(self.store.put(stored, vector))
        self.model[key] = stored, vector

    @rule(keys=st.lists(KEYS, max_size=4))
    def remove(self, keys: list[str]) -> None:
        expected = sum(self.model.pop(key, None) is not None for key in keys)
        assert self.loop.run_until_complete(self.store.remove(keys)) == expected

    @rule(now=st.integers(0, 100))
    def sweep(self, now: int) -> None:
        expired = {key for key, (stored, _) in self.model.items() if stored.contract.expires < now}
        gone = self.loop.run_until_complete(self.store.sweep(float(now)))
        assert sorted(gone) == sorted((SCOPE.digest, key) for key in expired)
        for key in expired:
            del self.model[key]

    @rule(keys=st.lists(KEYS, max_size=6))
    def get(self, keys: list[str]) -> None:
        expected = [self.model[key][0] if key in self.model else None for key in keys]
        assert self.loop.run_until_complete(self.store.get_many(keys)) == expected
        assert [self.loop.run_until_complete(self.store.get(key)) for key in keys] == expected
        assert [self.loop.run_until_complete(self.store.look(key))[1] for key in keys] == expected

    @rule()
    def look_at_all(self) -> None:
        assert self.loop.run_until_complete(self.store.count()) == len(self.model)
        expected = {(SCOPE.digest, key): list(v) for key, (_, v) in self.model.items() if v is not None}
        assert self.loop.run_until_complete(vectors_of(self.store)) == expected

    @rule()
    def reopen(self) -> None:
        if not isinstance(self.store, MemoryStore):
            self.loop.run_until_complete(self.store.close())
            self.store = self.loop.run_until_complete(self._made())

    def teardown(self) -> None:
        self.loop.run_until_complete(self.store.close())
        self.loop.close()
        self.folder.cleanup()


@every_store
def test_any_order_of_calls_agrees_with_a_dict(make: Make) -> None:
    machine = type("Machine", (StoreMachine,), {"make": staticmethod(make)})
    run_state_machine_as_test(machine, settings=settings(max_examples=25, stateful_step_count=25, deadline=None))


@every_store
async def test_who_writes_ten_caps_full_pushes_out_nobody_but_himself(store: Store) -> None:
    """The others ask for what they stored: their hit rate falls by a point at most."""
    cap, modest = 50, {f"tenant {number}": 4 for number in range(9)}
    for name, count in modest.items():
        for number in range(count):
            await store.put(replace(entry(f"{name}/{number}", created=float(number)), author=name), None)
    for number in range(10 * cap):
        await store.put(replace(entry(f"flood/{number:03}", created=1000.0 + number), author="flood"), None)
        if number % 100 == 99:
            await store.sweep(0.0)
    asked = [f"{name}/{number}" for name, count in modest.items() for number in range(count)]
    hits = sum(found is not None for found in await store.get_many(asked))
    assert hits >= 0.99 * len(asked)
    assert await store.count() == cap
    theirs = await store.get_many([f"flood/{number:03}" for number in range(10 * cap)])
    assert [number for number, found in enumerate(theirs) if found] == list(range(486, 500))
