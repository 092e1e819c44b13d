"""What stores promise to those who share them: `flush`, `changes` and fences."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from stored_samples import SCOPE, entry, random_units, unit

from semcache.adapters.memory import MemoryStore
from semcache.adapters.sqlite_store import SqliteStore
from semcache.core.world import Changed, Touches, World
from semcache.ports import Changes, Store
from semcache.storage import changes as log

Make = Callable[[Path], Store]

SHARED: dict[str, Make] = {
    "sqlite": lambda path: SqliteStore(path, max_entries=5000),
    "sqlite that keeps nothing in memory": lambda path: SqliteStore(path, max_entries=5000, hot_bytes=0),
}
"""Made twice over one place, they are as two processes to each other."""
shared = pytest.mark.parametrize("make", SHARED.values(), ids=SHARED)
fenced = pytest.mark.parametrize("make", [*SHARED.values(), lambda _: MemoryStore()], ids=[*SHARED, "memory"])


@pytest.fixture
async def store(make: Make, tmp_path: Path) -> AsyncIterator[Store]:
    store = make(tmp_path / "cache.db")
    yield store
    await store.close()


@pytest.fixture
async def other(make: Make, store: Store, tmp_path: Path) -> AsyncIterator[Store]:
    other = make(tmp_path / "cache.db")
    yield other
    await other.close()


async def heard(store: Store) -> Changes:
    async with asyncio.timeout(10):
        return await store.changes()


@shared
async def test_what_was_flushed_is_seen_by_all_who_share_it(store: Store, other: Store) -> None:
    assert await other.get("k") is None
    await store.put(entry("k", "first"), unit(1, 0))
    await store.flush()
    assert await other.get("k") == entry("k", "first")
    await store.put(entry("k", "second"), unit(1, 0))
    await store.flush()
    assert await other.get_many(["k", "unknown"]) == [entry("k", "second"), None]
    await store.remove(["k"])
    assert await other.get("k") is None


@shared
async def test_a_look_sees_what_others_stored_and_the_events_before_it(store: Store, other: Store) -> None:
    assert (await other.look("k"))[1] is None
    event = await store.announce(Changed(Touches.SOURCE, "kb"), "test", 1.0)
    await store.put(entry("k", "after"), None)
    await store.flush()
    world, found = await other.look("k")
    assert (world.epoch, found) == (event.number, entry("k", "after"))
    await store.put(entry("k", "again"), None)
    await store.flush()
    assert (await other.look("k"))[1] == entry("k", "again")


@shared
async def test_puts_and_removals_of_others_are_heard(store: Store, other: Store) -> None:
    vectors = random_units(3, 8)
    for number, vector in enumerate(vectors):
        await store.put(entry(f"k{number}"), vector)
    await store.put(entry("without"), None)
    await store.flush()
    changes = await heard(other)
    assert changes.is_whole
    assert {one.key: one.vector.tolist() for one in changes.stored} == {
        f"k{number}": vector.tolist() for number, vector in enumerate(vectors)
    }
    assert {(one.scope, one.embedder) for one in changes.stored} == {(SCOPE.digest, SCOPE.embedder)}
    assert changes.gone == ((SCOPE.digest, "without"),)  # it has no place in an index
    await store.put(entry("k3"), unit(1, 0))
    await store.remove(["k0", "unknown"])
    changes = await heard(other)
    assert [one.key for one in changes.stored] == ["k3"]
    assert changes.gone == ((SCOPE.digest, "k0"),)


@shared
async def test_what_a_sweep_of_another_took_is_heard_and_no_more_served(store: Store, other: Store) -> None:
    await store.put(entry("old", expires=50.0), unit(1, 0))
    await store.flush()
    assert await other.get("old") is not None
    await heard(other)
    await store.sweep(100.0)
    assert (await heard(other)).gone == ((SCOPE.digest, "old"),)
    assert await other.get("old") is None


@shared
async def test_a_change_is_heard_soon_and_only_once(store: Store, other: Store) -> None:
    listening = asyncio.create_task(heard(other))
    await asyncio.sleep(0)
    assert not listening.done()
    await store.put(entry("k"), unit(1, 0))
    assert [one.key for one in (await listening).stored] == ["k"]
    again = asyncio.create_task(other.changes())
    await other.put(entry("own"), unit(1, 0))
    await other.flush()
    await asyncio.sleep(0.2)
    assert not again.done()
    again.cancel()
    with pytest.raises(asyncio.CancelledError):
        await again


@shared
async def test_what_happened_while_nobody_asked_is_not_lost(store: Store, other: Store) -> None:
    await store.put(entry("a"), unit(1, 0))
    await store.flush()
    assert await other.get("a") is not None  # heard, and yet to be told
    await store.put(entry("b"), unit(1, 0))
    await store.flush()
    assert {one.key for one in (await heard(other)).stored} == {"a", "b"}


@shared
async def test_what_the_listener_put_itself_meanwhile_is_not_called_gone(store: Store, other: Store) -> None:
    await store.put(entry("k", "theirs"), unit(1, 0))
    await store.flush()
    await heard(other)
    await store.remove(["k"])
    await other.put(entry("k", "mine"), unit(1, 0))
    await store.put(entry("last"), unit(1, 0))
    await store.flush()
    changes = await heard(other)
    assert (SCOPE.digest, "k") not in changes.gone
    assert await other.get("k") == entry("k", "mine")


@shared
async def test_who_fell_too_far_behind_is_told_to_read_everything(
    store: Store, other: Store, tmp_path: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "KEPT", 20)
    busy = make(tmp_path / "cache.db")
    await store.put(entry("k", "old"), unit(1, 0))
    await store.put(entry("gone"), unit(1, 0))
    await store.flush()
    assert await other.get("k") == entry("k", "old")
    await heard(other)
    await busy.put(entry("k", "new"), unit(1, 0))
    await busy.remove(["gone"])
    for number in range(130):
        await busy.put(entry(f"k{number}"), unit(1, 0))
    await busy.flush()
    assert not (await heard(other)).is_whole
    assert await other.get("k") == entry("k", "new")
    assert await other.get("gone") is None
    assert await other.get("k129") == entry("k129")
    await store.put(entry("next"), unit(1, 0))
    await store.flush()
    while not (changes := await heard(other)).is_whole:
        pass
    assert changes.stored[-1].key == "next"
    await busy.close()


@fenced
async def test_a_leader_that_lost_its_lease_does_not_write_over_its_successor(store: Store) -> None:
    await store.put(entry("k", "successor"), unit(1, 0), fence=8)
    await store.put(entry("k", "too late"), unit(0, 1), fence=7)
    assert await store.get("k") == entry("k", "successor")
    await store.flush()
    await store.put(entry("k", "too late"), unit(0, 1), fence=7)
    assert await store.get("k") == entry("k", "successor")
    assert [found.vector.tolist() async for found in store.vectors()] == [[1.0, 0.0]]
    await store.put(entry("k", "same lease"), None, fence=8)
    assert await store.get("k") == entry("k", "same lease")
    await store.put(entry("k", "without"), None)
    await store.put(entry("k", "anew"), None, fence=1)
    assert await store.get("k") == entry("k", "anew")


@shared
async def test_fences_hold_between_processes(store: Store, other: Store) -> None:
    await store.put(entry("k", "successor"), unit(1, 0), fence=8)
    await store.flush()
    await other.put(entry("k", "too late"), unit(0, 1), fence=7)
    await other.flush()
    assert await other.get("k") == await store.get("k") == entry("k", "successor")
    # Both at once: whoever comes to the disk second finds the higher one there.
    await store.put(entry("j", "successor"), unit(1, 0), fence=8)
    await other.put(entry("j", "too late"), unit(0, 1), fence=7)
    await store.flush()
    await other.flush()
    assert await other.get("j") == await store.get("j") == entry("j", "successor")


@shared
async def test_what_another_stores_while_a_sweep_goes_on_stays_in_the_index(
    store: SqliteStore, other: SqliteStore
) -> None:
    await store.put(entry("k", expires=100.0), unit(1, 0))
    await store.flush()
    reclaimed = store._sweep._reclaimed

    async def slowly(world: World) -> AsyncIterator[list[tuple[str, str]]]:
        await other.put(entry("k"), unit(1, 0))
        await other.flush()
        assert await store.get("k") == entry("k")
        async for part in reclaimed(world):
            yield part

    store._sweep._reclaimed = slowly  # type: ignore[method-assign]
    assert await store.sweep(200.0) == []
