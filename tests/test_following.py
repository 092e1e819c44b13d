"""The index follows what other processes do to the store they share."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from semcache.adapters.file_leases import FileLeases
from semcache.adapters.hash_embedder import HashEmbedder
from semcache.adapters.memory import MemoryIndex, MemoryLedger
from semcache.adapters.sqlite_store import SqliteStore
from semcache.core.entry import Entry
from semcache.core.freshness import Contract
from semcache.core.policy import Policy
from semcache.core.request import Completion
from semcache.core.scope import Scope
from semcache.engine import Engine
from semcache.errors import StoreFault
from semcache.ports import Changes
from semcache.slot import Slot
from semcache.storage import changes as change_log
from semcache.upkeep import vectors_name
from tests.harness import PRICES, RULE, TestClock

NAME = vectors_name(HashEmbedder())
SCOPE = Scope("tenant", "chat", "m", "f", RULE.digest, NAME)


def entry(key: str, query: str, scope: Scope = SCOPE) -> Entry:
    return Entry(key, scope, query, Completion("chat", "m", b"{}", None), Contract("test", "p", 1.0, 9e9), "tenant")


class Counting(HashEmbedder):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    async def embed(self, text: str):  # type: ignore[no-untyped-def]
        self.texts.append(text)
        await asyncio.sleep(0.001)
        return await super().embed(text)


def made(home: Path, embedder: HashEmbedder | None = None, slot: Slot | None = None) -> Engine:
    return Engine(
        policy=Policy("test", (RULE,)),
        embedder=embedder or HashEmbedder(),
        index=MemoryIndex(),
        store=SqliteStore(home / "cache.db"),
        ledger=MemoryLedger(),
        prices=PRICES,
        clock=TestClock(),
        leases=FileLeases(home / "leases"),
        slot=slot,
    )


@contextlib.asynccontextmanager
async def running(*engines: Engine) -> AsyncIterator[None]:
    for engine in engines:
        await engine.start()
        await until(lambda engine=engine: engine.upkeep.is_rebuilt)  # type: ignore[misc]
    yield
    for engine in engines:
        await engine.close()


async def until(true) -> None:  # type: ignore[no-untyped-def]
    async with asyncio.timeout(20):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def put(engine: Engine, key: str, query: str) -> None:
    await engine.store.put(entry(key, query), await HashEmbedder().embed(query))
    await engine.store.flush()


async def test_what_another_process_stores_and_removes_is_in_the_index_and_out_of_it(tmp_path: Path) -> None:
    one, other = made(tmp_path), made(tmp_path)
    async with running(one, other):
        await put(one, "k", "What is a monoid?")
        await until(lambda: other.upkeep.vectors == 1)
        await one.store.remove(["k"])
        await until(lambda: other.upkeep.vectors == 0)


async def test_vectors_of_another_embedder_are_left_for_the_rebuilding(tmp_path: Path) -> None:
    one = made(tmp_path)
    foreign = Scope("tenant", "chat", "m", "f", RULE.digest, "another")
    async with running(one):
        vector = await HashEmbedder().embed("q")
        other = SqliteStore(tmp_path / "cache.db")
        await other.put(entry("foreign", "q", foreign), vector)
        await other.put(entry("ours", "q"), vector)
        await other.flush()
        await until(lambda: one.upkeep.vectors == 1)
        await other.close()


async def test_who_missed_changes_rebuilds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(change_log, "KEPT", 10)
    one, other = made(tmp_path), made(tmp_path)
    async with running(one, other):
        for number in range(250):
            query = f"What is {number}?"
            await one.store.put(entry(f"k{number}", query), await HashEmbedder().embed(query))
        await one.store.flush()
        await until(lambda: other.upkeep.vectors == 250)


async def test_following_goes_on_after_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = made(tmp_path), made(tmp_path)
    faults = [StoreFault("away for a moment"), StoreFault("and again")]
    changes = other.store.changes

    async def troubled() -> Changes:
        if faults:
            raise faults.pop()
        return await changes()

    monkeypatch.setattr(other.store, "changes", troubled)
    async with running(one, other):
        await put(one, "k", "What is a monoid?")
        await until(lambda: other.upkeep.vectors == 1)
        assert not faults


async def test_several_processes_embed_a_question_anew_but_once(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "cache.db")
    foreign = Scope("tenant", "chat", "m", "f", RULE.digest, "another")
    for number in range(40):
        await store.put(entry(f"k{number}", f"Question {number}?", foreign), await HashEmbedder().embed("q"))
    await store.close()
    embedders = [Counting() for _ in range(3)]
    engines = [made(tmp_path, embedder) for embedder in embedders]
    for engine in engines:
        await engine.start()
    async with running(*engines):
        await until(lambda: all(engine.upkeep.vectors == 40 for engine in engines))
    assert sum(len(embedder.texts) for embedder in embedders) == 40


async def test_one_of_several_processes_sweeps_and_all_hear_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("semcache.upkeep.SWEEP_SECONDS", 0.05)
    engines = [made(tmp_path, slot=Slot(FileLeases(tmp_path / "leases"), of=2)) for _ in range(2)]
    swept = [0, 0]
    for number, engine in enumerate(engines):

        async def sweep(now: float, number: int = number, real=engine.store.sweep):  # type: ignore[no-untyped-def]
            swept[number] += 1
            return await real(now)

        monkeypatch.setattr(engine.store, "sweep", sweep)
    one, other = engines
    async with running(one, other):
        await put(one, "k", "What is a monoid?")
        await until(lambda: other.upkeep.vectors == 1)
        for engine in engines:
            engine.clock.offset = 1e11  # type: ignore[attr-defined]
        await until(lambda: one.upkeep.vectors == other.upkeep.vectors == 0)
        assert swept[0] > 0
        assert swept[1] == 0
