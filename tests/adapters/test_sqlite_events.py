"""Events in the file: other processes, crashes, damage, and what a request pays."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from stored_samples import entry

from semcache.adapters.sqlite_store import SqliteStore
from semcache.core.world import Changed, Known, OlderThan, SourceIs, Touches, World
from semcache.errors import StoreFault
from semcache.storage.events import LOOK_SECONDS, UNHEARD

EVERYTHING = Changed(Touches.ALL, "")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache.db"


def announcer(path: Path, who: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(Path(__file__).parent / "announce_me.py"), str(path), who, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def change(path: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute(statement, values)


class Disk:
    """Stops SQLite for so long every few steps of a read, or ends the read. Set once: SQLite holds a lock meanwhile."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.fails = False

    def __call__(self) -> bool:
        time.sleep(self.seconds)
        return self.fails


def slow_disk(store: SqliteStore, seconds: float, steps: int) -> Disk:
    disk = Disk(seconds)
    store._reader.connection.set_progress_handler(disk, steps)
    return disk


async def heard(store: SqliteStore, number: int) -> None:
    while (await store.world()).epoch < number:  # noqa: ASYNC110 - there is no event but the one that is waited for
        await asyncio.sleep(0.001)


async def test_processes_number_their_events_together_and_each_is_seen_at_once(path: Path) -> None:
    store = SqliteStore(path)
    assert await store.world() == World()
    others = [announcer(path, who, 40) for who in ("ann", "bob")]
    numbers: dict[str, list[int]] = {"ann": [], "bob": []}

    async def follow(who: str, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        while line := await asyncio.to_thread(process.stdout.readline):
            number, version = map(int, line.split())
            world = await store.world()
            assert world.epoch >= number
            assert int(world.sources[f"kb/{who}"].version[1:]) >= version
            numbers[who].append(number)

    await asyncio.gather(*map(follow, numbers, others))
    assert [process.wait(30) for process in others] == [0, 0]
    assert sorted(numbers["ann"] + numbers["bob"]) == list(range(1, 81))
    assert all(rising == sorted(rising) for rising in numbers.values())
    assert {one.number: one.who async for one in store.announcements()} == {
        number: who for who, all_numbers in numbers.items() for number in all_numbers
    }
    await store.close()


def test_a_process_killed_right_after_it_announced_has_lost_nothing(path: Path) -> None:
    heard = {}
    for life in range(4):
        process = announcer(path, f"life{life}", 1000)
        assert process.stdout is not None
        for _ in range(3 + life):
            number, version = map(int, process.stdout.readline().split())
        process.send_signal(signal.SIGKILL)
        heard[life] = number, version
        process.wait(10)
        process.stdout.close()

    async def world() -> World:
        store = SqliteStore(path)
        try:
            return await store.world()
        finally:
            await store.close()

    found = asyncio.run(world())
    for life, (number, version) in heard.items():
        known = found.sources[f"kb/life{life}"]
        assert known.since >= number
        assert int(known.version[1:]) >= version


async def test_what_one_store_announces_the_other_sees_without_waiting(path: Path) -> None:
    one, other = SqliteStore(path), SqliteStore(path)
    for number in range(1, 30):
        await one.announce(SourceIs("kb", f"v{number}"), "me", 1.0)
        assert (await other.world()).sources["kb"].version == f"v{number}"
        assert (await one.world()).epoch == number
    await one.close()
    await other.close()


async def test_more_events_than_fit_one_reading_are_all_heard_by_everyone_who_asks(path: Path) -> None:
    one, other = SqliteStore(path), SqliteStore(path)
    await one.announce(EVERYTHING, "me", 1.0)
    with closing(sqlite3.connect(path, isolation_level=None)) as plain:
        copy = "INSERT INTO events (at, who, event, checksum) SELECT at, who, event, checksum FROM events LIMIT 1"
        plain.execute("BEGIN")
        for _ in range(1999):
            plain.execute(copy)
        plain.execute("COMMIT")
    worlds = await asyncio.gather(*(other.world() for _ in range(5)))
    assert [world.epoch for world in worlds] == [2000] * 5
    await one.close()
    await other.close()


DAMAGE = {
    "a newer version's event": (
        """INSERT INTO events (at, who, event, checksum)
           SELECT at, who, '{"kind":"sun-rose"}', checksum FROM events LIMIT 1""",
        "damaged",
    ),
    "a changed event": ("""UPDATE events SET event = replace(event, 'kb', 'kc') WHERE number = 1""", "damaged"),
    "an event that is no text": ("UPDATE events SET event = x'ff00' WHERE number = 2", "damaged"),
    "a lost first event": ("DELETE FROM events WHERE number = 1", "lost events"),
    "a lost event": ("DELETE FROM events WHERE number = 2", "lost events"),
    "a lost last event": ("DELETE FROM events WHERE number = 3", "lost events"),
    "no events left": ("DELETE FROM events", "lost events"),
    "no table": ("DROP TABLE events", "cannot be read"),
}


@pytest.mark.parametrize(("statement", "complaint"), DAMAGE.values(), ids=DAMAGE)
async def test_events_that_cannot_be_read_are_a_fault_each_time_and_never_an_older_world(
    path: Path, statement: str, complaint: str
) -> None:
    store = SqliteStore(path)
    for version in ("v1", "v2", "v3"):
        await store.announce(SourceIs("kb", version), "me", 1.0)
    change(path, statement)
    late = SqliteStore(path)
    for _ in range(3):
        with pytest.raises(StoreFault, match=complaint):
            await late.world()
    for call in (late.announce(EVERYTHING, "me", 1.0), late.count_gone(EVERYTHING)):
        with pytest.raises(StoreFault, match=complaint):
            await call
    await late.put(entry("k"), None)
    assert await late.get("k") == entry("k")
    await store.close()
    await late.close()


@pytest.mark.parametrize("statement", [statement for statement, _ in DAMAGE.values()], ids=DAMAGE)
async def test_at_the_start_a_file_without_its_events_is_put_aside(path: Path, statement: str) -> None:
    store = SqliteStore(path)
    for version in ("v1", "v2", "v3"):
        await store.announce(SourceIs("kb", version), "me", 1.0)
    await store.put(entry("k"), None)
    await store.close()
    change(path, statement)
    store = SqliteStore(path, recover=True)
    assert await store.world() == World().after_all([(UNHEARD, EVERYTHING)])
    assert await store.get("k") is None
    await store.close()
    assert path.with_name("cache.db.damaged").exists()


async def test_an_event_that_only_a_newer_version_knows_stops_the_store_that_is_running(path: Path) -> None:
    from semcache.storage.events import insert_event

    store = SqliteStore(path)
    await store.announce(SourceIs("kb", "v1"), "me", 1.0)
    with closing(sqlite3.connect(path, isolation_level=None)) as newer:
        insert_event(newer, '{"kind":"sun-rose","where":"east"}', "newer", 2.0)
    for _ in range(2):
        with pytest.raises(StoreFault, match=r"'sun-rose' is none of the kinds.*upgrade semcache"):
            await store.world()
    await store.close()


def test_a_file_that_was_replaced_is_a_fault(path: Path) -> None:
    with asyncio.Runner() as runner:
        store = SqliteStore(path)
        assert runner.run(store.world()) == World()
        path.rename(path.with_name("away.db"))
        time.sleep(LOOK_SECONDS)
        with pytest.raises(StoreFault, match="moved or replaced"):
            runner.run(store.world())
        path.write_bytes(b"another")
        with pytest.raises(StoreFault, match="moved or replaced"):
            runner.run(store.world())
        path.unlink()
        path.with_name("away.db").rename(path)
        assert runner.run(store.world()) == World()
        runner.run(store.close())


async def test_an_event_is_in_force_before_what_it_ended_is_counted(path: Path) -> None:
    store, other = SqliteStore(path), SqliteStore(path)
    for number in range(3000):
        await store.put(entry(f"k{number}"), None)
    await store.count()
    disk = slow_disk(store, 0.01, 1000)
    announcing = asyncio.create_task(store.announce(EVERYTHING, "me", 1.0))
    await heard(other, 1)
    assert not announcing.done()
    assert [one.entries async for one in other.announcements()] == [None]
    disk.seconds = 0.0
    assert (await announcing).entries == 3000
    assert [one.entries async for one in other.announcements()] == [3000]
    await store.close()
    await other.close()


async def test_an_event_stays_in_force_when_its_announcer_is_cancelled_or_cannot_count(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = SqliteStore(path)
    await store.put(entry("k"), None)
    await store.count()
    disk = slow_disk(store, 0.0, 1)
    disk.fails = True
    announced = await store.announce(SourceIs("kb", "v1"), "me", 1.0)
    assert (announced.number, announced.entries) == (1, None)
    assert "event 1 is in force" in caplog.text
    disk.fails, disk.seconds = False, 0.05
    announcing = asyncio.create_task(store.announce(SourceIs("kb", "v2"), "me", 1.0))
    await heard(store, 2)
    announcing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await announcing
    assert (await store.world()).sources["kb"] == Known("v2", since=2, last=2, other=1)
    disk.seconds = 0.0
    await store.close()


async def test_a_disk_that_does_not_take_the_event_is_a_fault_and_no_event(path: Path) -> None:
    store = SqliteStore(path)
    store._writer._connection.execute("PRAGMA query_only = 1")
    with pytest.raises(StoreFault, match="readonly"):
        await store.announce(EVERYTHING, "me", 1.0)
    assert await store.world() == World()
    await store.close()


async def test_counting_does_not_stop_the_event_loop(path: Path) -> None:
    store = SqliteStore(path)
    for number in range(5000):
        await store.put(entry(f"k{number}"), None)
    await store.count()
    works = threading.Event()
    store._reader.connection.set_progress_handler(lambda: not works.wait(30), 2000)
    counting = asyncio.create_task(store.count_gone(OlderThan(5000.0)))
    for _ in range(20):  # a loop that the count holds up comes here too late: the count has failed by then
        await store.world()
        await asyncio.sleep(0.001)
    assert not counting.done()
    works.set()
    assert await counting == 5000
    await store.close()


async def test_the_world_is_cheap_to_ask_for_while_nothing_changes(path: Path) -> None:
    store = SqliteStore(path)
    world = await store.world()
    statements: list[str] = []
    store._events.connection.set_trace_callback(statements.append)
    for _ in range(100):
        assert await store.world() is world
    assert statements == ["PRAGMA data_version"] * 100
    while "unknown" in store._known:  # noqa: ASYNC110 - a thread makes it so, which sets no event
        await asyncio.sleep(0.01)
    await store.look("unknown")
    statements.clear()
    for _ in range(100):
        assert await store.look("unknown") == (world, None)
    assert statements == ["PRAGMA data_version"] * 100
    await store.put(entry("k"), None)
    await store.count()
    assert await store.world() is world
    await store.close()


async def test_a_long_search_for_what_events_ended_goes_on_in_the_next_sweep(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("semcache.storage.sweeping.RECLAIM_PARTS", 2)
    monkeypatch.setattr("semcache.storage.grounds.ENTRIES_AT_ONCE", 10)
    store = SqliteStore(path, hot_bytes=0)
    for number in range(50):
        await store.put(entry(f"k{number:02}"), None)
    for number in range(25):  # more than are looked for one by one
        await store.announce(SourceIs("kb", f"v{number}"), "me", 1.0)
    await store.announce(EVERYTHING, "me", 1.0)
    sizes = [len(await store.sweep(0.0)) for _ in range(5)]
    assert sizes == [20, 20, 10, 0, 0]
    await store.close()


async def test_what_is_put_again_while_a_sweep_goes_on_is_not_called_gone(path: Path) -> None:
    store = SqliteStore(path)
    for number in range(6000):
        await store.put(entry(f"k{number:04}", expires=1.0), None)
    await store.count()
    sweeping = asyncio.create_task(store.sweep(100.0))
    while await store.get("k0000") is not None:  # noqa: ASYNC110 - a thread makes it so, which sets no event
        await asyncio.sleep(0)
    await store.put(entry("k0000", "again"), None)
    await store._writer.flush()
    gone = {key for _, key in await sweeping}
    assert len(gone) == 5999
    assert "k0000" not in gone
    assert await store.get("k0000") == entry("k0000", "again")
    await store.close()
