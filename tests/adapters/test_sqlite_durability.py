"""What the SQLite file survives, and what it does when the disk fails."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from stored_samples import answer, attempt, check, entry, unit

from semcache.adapters.sqlite_ledger import LedgerFile, SqliteLedger
from semcache.adapters.sqlite_store import SqliteStore
from semcache.errors import CacheFault, ConfigError, LedgerFault, StoreFault
from semcache.storage.schema import APPLICATION_ID, MIGRATIONS

Open = Callable[..., SqliteStore | SqliteLedger]
both = pytest.mark.parametrize(("adapter", "fault"), [(SqliteStore, StoreFault), (SqliteLedger, LedgerFault)])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder to be made" / "cache.db"


def plain(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


# Killed.


@pytest.mark.slow
def test_a_kill_loses_at_most_the_last_second_and_doubles_nothing(tmp_path: Path) -> None:
    chance = random.Random(7)
    for life in range(2):
        jobs = [_start(tmp_path / f"{name}.db", life) for name in range(8)]
        time.sleep(1.1)
        for job, path in jobs:
            time.sleep(chance.uniform(0.0, 0.2))
            killed = time.time()
            job.send_signal(signal.SIGKILL)
            assert job.wait() == -signal.SIGKILL
            _check_survivors(path, life, killed)


def _start(path: Path, life: int) -> tuple[subprocess.Popen[bytes], Path]:
    job = subprocess.Popen([sys.executable, str(Path(__file__).with_name("kill_me.py")), str(path), str(life)])
    log = Path(f"{path}.{life}.log")
    while not log.exists() or b"\n" not in log.read_bytes():
        assert job.poll() is None
        time.sleep(0.01)
    return job, path


def _check_survivors(path: Path, life: int, killed: float) -> None:
    log = [line.split() for line in Path(f"{path}.{life}.log").read_text().splitlines()]
    safe = {name for name, at in log if float(at) < killed - 1.0}
    assert safe
    with closing(plain(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        for column, table in (("id", "answers"), ("id", "attempts"), ("key", "entries")):
            names = [name[1:] for (name,) in connection.execute(f"SELECT {column} FROM {table}")]
            assert len(names) == len(set(names))
            assert safe <= set(names)


async def test_closing_writes_all_and_leaves_one_file(path: Path) -> None:
    store, ledger = SqliteStore(path), SqliteLedger(path)
    await store.put(entry("k"), unit(1, 0))
    ledger.append(answer("a"))
    await ledger.close()
    await store.close()
    assert os.listdir(path.parent) == ["cache.db"]
    store, ledger = SqliteStore(path), SqliteLedger(path)
    assert await store.get("k") == entry("k")
    assert list(ledger.rows()) == [answer("a")]
    await store.close()
    await ledger.close()


async def test_what_was_put_and_appended_is_on_the_disk_within_a_second(path: Path) -> None:
    store, ledger = SqliteStore(path), SqliteLedger(path)
    await store.put(entry("k"), None)
    ledger.append(answer("a"))
    await asyncio.sleep(0.8)
    with closing(plain(path)) as other:
        assert other.execute("SELECT key FROM entries").fetchall() == [("k",)]
        assert other.execute("SELECT id FROM answers").fetchall() == [("a",)]
    await store.close()
    await ledger.close()


async def test_a_removed_entry_is_off_the_disk_when_remove_returns(path: Path) -> None:
    store = SqliteStore(path)
    await store.put(entry("k"), None)
    await store.put(entry("expired", expires=1.0), None)
    await store.count()
    assert await store.remove(["k"]) == 1
    assert [key for _, key in await store.sweep(100.0)] == ["expired"]
    with closing(plain(path)) as other:
        assert other.execute("SELECT key FROM entries").fetchall() == []
    await store.close()


async def test_another_process_reads_while_this_one_writes(path: Path) -> None:
    ledger = SqliteLedger(path)
    ledger.append(answer("a", 1.0))
    await ledger.flush()
    reading = LedgerFile(path).rows()
    assert next(reading) == answer("a", 1.0)
    ledger.append(attempt("b", 2.0))
    await ledger.flush()
    assert list(reading) == []  # as it was when the reading began
    assert list(LedgerFile(path).rows()) == [answer("a", 1.0), attempt("b", 2.0)]
    await ledger.close()


async def test_books_of_the_first_schema_are_taken_on_with_every_row(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    ledger = SqliteLedger(path)
    for row in (answer("a", 1.0), attempt("b", 2.0)):
        ledger.append(row)
    await ledger.close()
    with closing(plain(path)) as connection:  # back to what the first version wrote
        rows = {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in ("answers", "attempts")}
    path.unlink()
    with closing(plain(path)) as connection:
        for statement in MIGRATIONS[0]:
            connection.execute(statement)
        for table, found in rows.items():
            width = len(connection.execute(f"PRAGMA table_info({table})").fetchall())
            marks = ", ".join("?" * width)
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", [row[:width] for row in found])
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
        connection.commit()
    ledger = SqliteLedger(path)
    ledger.append(check("c", 3.0))
    await ledger.close()
    assert list(LedgerFile(path).rows()) == [answer("a", 1.0), attempt("b", 2.0), check("c", 3.0)]


# Not our file, or not any more.


def _with_version(path: Path, version: int, mark: int = APPLICATION_ID) -> None:
    with closing(plain(path)) as connection:
        connection.execute("CREATE TABLE something (else_entirely)")
        connection.execute(f"PRAGMA application_id = {mark}")
        connection.execute(f"PRAGMA user_version = {version}")


@both
@pytest.mark.parametrize("recover", [False, True])
async def test_a_newer_schema_or_a_foreign_file_is_refused_and_left_as_it_is(
    tmp_path: Path, adapter: Open, fault: type[CacheFault], recover: bool
) -> None:
    path = tmp_path / "cache.db"
    for version, mark, says in (
        (len(MIGRATIONS) + 1, APPLICATION_ID, "newer semcache"),
        (0, 0, "not a semcache file"),
        (1, 0x12345678, "not a semcache file"),
    ):
        _with_version(path, version, mark)
        before = hashlib.sha256(path.read_bytes()).hexdigest()
        with pytest.raises(ConfigError, match=says):
            adapter(path, recover=recover)
        with pytest.raises(ConfigError, match=says):
            LedgerFile(path)
        assert hashlib.sha256(path.read_bytes()).hexdigest() == before
        assert os.listdir(tmp_path) == ["cache.db"]
        path.unlink()


@both
@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 5000])
async def test_a_damaged_file_is_a_fault_and_is_put_aside_on_request(
    tmp_path: Path, adapter: Open, fault: type[CacheFault], content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "cache.db"
    path.write_bytes(content)
    with pytest.raises(fault, match="damaged"):
        adapter(path)
    assert path.read_bytes() == content
    with caplog.at_level(logging.WARNING):
        await adapter(path, recover=True).close()
    assert (tmp_path / "cache.db.damaged").read_bytes() == content
    assert len(caplog.messages) == 1
    await adapter(path).close()


@both
async def test_an_impossible_place_is_a_fault(tmp_path: Path, adapter: Open, fault: type[CacheFault]) -> None:
    (tmp_path / "a file").write_text("")
    for path in (tmp_path, tmp_path / "a file" / "cache.db", Path("/proc/cache.db")):
        with pytest.raises(fault):
            adapter(path)


def test_reading_books_that_are_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(LedgerFault, match="no such file"):
        LedgerFile(tmp_path / "ledger.db")
    (tmp_path / "ledger.db").write_bytes(b"")
    with pytest.raises(LedgerFault, match="holds nothing yet"):
        LedgerFile(tmp_path / "ledger.db")
    assert os.listdir(tmp_path) == ["ledger.db"]


async def test_no_flipped_bit_is_ever_served(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    store = SqliteStore(path)
    await store.put(entry("k", "a long answer" * 20), unit(1, 2, 3, 4))
    await store.close()
    columns = ["scope", "query", "contract", "author", "protocol", "model", "usage", "checksum", "body"]
    for column in [*columns, "vector", "scope_digest"]:
        with closing(plain(path)) as connection:
            whole = connection.execute(f"SELECT CAST({column} AS BLOB), typeof({column}) FROM entries").fetchone()
            for place in range(0, 8 * len(whole[0]), max(1, len(whole[0]) // 4)):
                flipped = bytearray(whole[0])
                flipped[place // 8] ^= 1 << place % 8
                connection.execute(f"UPDATE entries SET {column} = CAST(? AS {whole[1]})", [bytes(flipped)])
                await _expect_nothing(path, whole_entry=column in ("vector", "scope_digest"))
            connection.execute(f"UPDATE entries SET {column} = CAST(? AS {whole[1]})", [whole[0]])
    store = SqliteStore(path)
    assert await store.get("k") == entry("k", "a long answer" * 20)
    assert [found.vector.tolist() async for found in store.vectors()] == [unit(1, 2, 3, 4).tolist()]
    await store.close()


async def _expect_nothing(path: Path, whole_entry: bool) -> None:
    store = SqliteStore(path)
    if whole_entry:
        assert [row async for row in store.vectors()] == []
    else:
        assert await store.get("k") is None
        assert await store.get_many(["k"]) == [None]
    assert store.damaged > 0
    await store.close()


async def test_a_contract_from_a_newer_version_is_not_half_understood(path: Path) -> None:
    store = SqliteStore(path)
    await store.put(entry("k"), None)
    await store.close()
    from semcache.storage.checksums import checksum

    with closing(plain(path)) as connection:
        names = "key, scope, query, contract, author, protocol, model, usage, body"
        row = list(connection.execute(f"SELECT {names} FROM entries").fetchone())
        row[3] = row[3].replace("}", ',"sources":["s1"]}')
        connection.execute("UPDATE entries SET contract = ?, checksum = ?", [row[3], checksum(*row)])
    store = SqliteStore(path)
    assert await store.get("k") is None
    await store.close()


# The disk fails while we run.


def full_disk(store: SqliteStore) -> Callable[[], None]:
    """SQLite's own limit on the file's size, which fails as a full disk does. Returns what lifts it."""
    connection = store._writer._connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    return lambda: connection.execute("PRAGMA max_page_count = 1000000") and None


async def test_a_full_disk_is_a_fault_served_from_memory_and_mended_by_itself(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = SqliteStore(path, hot_bytes=0, pending_bytes=400_000)
    lift = full_disk(store)
    with caplog.at_level(logging.WARNING):
        for number in range(10):
            await store.put(entry(f"k{number}", "x" * 20_000), None)
            assert await store.get(f"k{number}") == entry(f"k{number}", "x" * 20_000)
        for _ in range(2):
            with pytest.raises(StoreFault, match="full"):
                await store.count()
        with pytest.raises(StoreFault, match="full"):
            await store.remove(["k0"])
        assert await store.get("k0") is None
        assert await store.get("k9") == entry("k9", "x" * 20_000)
        assert store.unwritten == 0
        for number in range(10, 60):
            await store.put(entry(f"k{number}", "x" * 20_000), None)
        assert store.unwritten > 20
        assert await store.get("k59") == entry("k59", "x" * 20_000)
        assert await store.get("k9") is None
        lift()
        await asyncio.sleep(1.3)
    assert await store.count() == 59 - store.unwritten
    assert [message for message in caplog.messages if "write" in message] == [
        "the store cannot write: database or disk is full",
        "the store writes again",
    ]
    await store.close()


async def test_an_old_version_never_comes_back_when_its_successor_cannot_be_written(path: Path) -> None:
    store = SqliteStore(path, hot_bytes=0, pending_bytes=50_000)
    await store.put(entry("k", "old"), None)
    await store.count()
    full_disk(store)
    await store.put(entry("k", "new" * 7000), None)
    for number in range(5):
        await store.put(entry(f"k{number}", "x" * 20_000), None)
    assert store.unwritten > 0
    assert await store.get("k") is None
    await store.close()


@both
async def test_a_locked_file_delays_writing_and_nothing_else(
    path: Path, adapter: Open, fault: type[CacheFault], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("semcache.storage.file.WRITE_WAIT", 1.5)
    opened = adapter(path)
    with closing(plain(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        started = time.monotonic()
        if isinstance(opened, SqliteStore):
            await opened.put(entry("k"), None)
            assert await opened.get("k") == entry("k")
            assert await opened.get("other") is None
        else:
            opened.append(answer("a"))
        assert time.monotonic() - started < 1.5
        with pytest.raises(fault, match="locked"):
            await opened._writer.flush()
        other.execute("ROLLBACK")
    await asyncio.sleep(1.3)
    with closing(plain(path)) as other:
        table = "entries" if isinstance(opened, SqliteStore) else "answers"
        assert other.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,)
    await opened.close()


async def locked_at_the_end(path: Path, monkeypatch: pytest.MonkeyPatch, until_failures: int) -> SqliteLedger:
    """A ledger that has ended; somebody else held its file until writing had failed so often."""
    for module in ("semcache.storage.file", "semcache.adapters.sqlite_ledger"):
        monkeypatch.setattr(f"{module}.WRITE_WAIT", 0.05)
    ledger = SqliteLedger(path)
    with closing(plain(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        ledger.append(answer("a"))
        ending = asyncio.create_task(ledger.close())
        while ledger._writer.failures < until_failures and not ending.done():  # noqa: ASYNC110 - on a thread
            await asyncio.sleep(0.01)
        other.execute("ROLLBACK")
    await ending
    return ledger


async def test_a_ledger_that_ends_while_its_file_is_locked_waits_for_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = await locked_at_the_end(path, monkeypatch, until_failures=4)
    assert ledger.unwritten == 0
    assert [row.id for row in ledger.rows()] == ["a"]


async def test_a_ledger_whose_file_stays_locked_ends_and_counts_what_it_loses(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("semcache.adapters.sqlite_ledger.LAST_SECONDS", 0.1)
    ledger = await locked_at_the_end(path, monkeypatch, until_failures=10_000)
    assert ledger.unwritten == 1
    assert list(ledger.rows()) == []
    assert "1 ledger rows were not written" in caplog.text


@both
def test_a_file_that_may_only_be_read_is_a_fault(adapter: Open, fault: type[CacheFault]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, path = Path(name), Path(name) / "cache.db"
        asyncio.run(adapter(path).close())
        path.chmod(0o444)
        folder.chmod(0o555)
        with someone_else(), pytest.raises(fault):
            adapter(path)


@contextmanager
def someone_else() -> Iterator[None]:
    """Root may write to anything, so it stops being root for a moment."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@both
async def test_a_writer_that_may_no_longer_write_is_a_fault(
    path: Path, adapter: Open, fault: type[CacheFault], caplog: pytest.LogCaptureFixture
) -> None:
    opened = adapter(path)
    opened._writer._connection.execute("PRAGMA query_only = 1")
    if isinstance(opened, SqliteStore):
        await opened.put(entry("k"), None)
        assert await opened.get("k") == entry("k")
    else:
        opened.append(answer("a"))
    for _ in range(3):
        with pytest.raises(fault, match="readonly"):
            await opened._writer.flush()
    assert opened._writer.failures >= 3
    await opened.close()
    assert opened.unwritten == 1
    assert len(caplog.messages) == 2  # it cannot write; it was closed with so much unwritten


def overwrite(path: Path) -> None:
    with path.open("r+b") as file:
        for place in range(16384, path.stat().st_size, 8192):
            file.seek(place)
            file.write(b"\xff" * 4096)


def exchange(path: Path, page: int, content: bytes) -> bytes:
    """What lay on the page before."""
    with path.open("r+b") as file:
        file.seek(page * 8192)
        before = file.read(8192)
        file.seek(page * 8192)
        file.write(content)
    return before


async def test_what_lies_on_damaged_pages_is_absent_and_counted(path: Path) -> None:
    store = SqliteStore(path, hot_bytes=0)
    for number in range(200):
        await store.put(entry(f"k{number}", "x" * 5000), unit(1, 0))
    await store.close()
    store = SqliteStore(path, hot_bytes=0)
    overwrite(path)
    assert await store.get_many([f"k{number}" for number in range(200)]) == [None] * 200
    assert store.damaged >= 200
    assert [row async for row in store.vectors()] == []
    await store.close()


async def test_what_lies_beside_a_damaged_page_is_read(path: Path) -> None:
    store = SqliteStore(path, hot_bytes=0)
    keys = [f"k{number:03}" for number in range(200)]
    for key in keys:
        await store.put(entry(key, "x" * 500), unit(1, 0))
    await store.close()
    with closing(plain(path)) as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
    for page in range(1, pages):
        before = exchange(path, page, bytes(8192))
        store = SqliteStore(path, hot_bytes=0, recover=True)
        found = await store.get_many(keys)
        assert [one for one in found if one is not None] == [
            entry(one.key, "x" * 500) for one in found if one is not None
        ]
        vectors = [one.key async for one in store.vectors()]
        assert len(set(vectors)) == len(vectors)
        assert set(vectors) <= set(keys)
        await store.close()
        if path.with_name("cache.db.damaged").exists():
            path.with_name("cache.db.damaged").replace(path)  # the page was one without which it cannot do
        exchange(path, page, before)


async def test_a_full_queue_drops_rows_and_counts_them(path: Path) -> None:
    ledger = SqliteLedger(path, pending_rows=10)
    with closing(plain(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        for number in range(25):
            ledger.append(answer(f"a{number:02}", float(number)))
        assert ledger.unwritten == 15
        other.execute("ROLLBACK")
    await ledger.flush()
    assert [row.id for row in ledger.rows()] == [f"a{number:02}" for number in range(10)]
    await ledger.close()


async def test_a_row_that_can_never_be_written_does_not_hold_up_the_others(path: Path) -> None:
    store, ledger = SqliteStore(path), SqliteLedger(path)
    ledger.append(answer("good", 1.0))
    ledger.append(answer("lone surrogate", detail="\ud800"))
    ledger.append(answer("too large", status=2**70))
    ledger.append(answer("also good", 2.0))
    await ledger.flush()
    assert [row.id for row in ledger.rows()] == ["good", "also good"]
    assert ledger.unwritten == 2
    await store.put(entry("old"), None)
    await store.count()
    await store.put(entry("old", query="\ud800"), None)
    await store.put(entry("good"), None)
    assert await store.count() == 1
    assert store.unwritten == 1
    await store.close()
    await ledger.close()


async def test_rows_are_read_as_they_are_asked_for(path: Path) -> None:
    ledger = SqliteLedger(path)
    for number in range(3000):
        ledger.append(answer(f"{number:06}", float(number)))
    await ledger.flush()
    with closing(plain(path)) as other:
        other.execute("UPDATE answers SET saved = 'no number' WHERE id = '002999'")
    rows = ledger.rows()
    assert [next(rows).id for _ in range(2)] == ["000000", "000001"]
    with pytest.raises(LedgerFault, match="cannot be read"):
        list(rows)
    await ledger.close()


async def test_a_large_sweep_reports_every_entry(path: Path) -> None:
    store = SqliteStore(path, max_entries=1000, hot_bytes=0)
    for number in range(12_000):
        await store.put(entry(f"k{number}", created=float(number), expires=10.0 if number < 6000 else 1e4), None)
    gone = [key for _, key in await store.sweep(100.0)]
    assert len(gone) == len(set(gone)) == 11_000
    assert await store.count() == 1000
    assert await store.get("k11999") is not None
    await store.close()


async def test_a_limit_in_bytes_is_kept(path: Path) -> None:
    store = SqliteStore(path, max_bytes=100_000)
    for number in range(50):
        await store.put(entry(f"k{number:02}", "x" * 10_000, created=float(number)), None)
    gone = {key for _, key in await store.sweep(100.0)}
    assert gone == {f"k{number:02}" for number in range(41)}
    await store.close()


async def test_what_was_never_stored_costs_no_read_also_after_keys_came_and_went(path: Path) -> None:
    store = SqliteStore(path, max_entries=100, hot_bytes=0)
    await until(lambda: "k" not in store._known)
    keys = [f"k{number:03}" for number in range(150)]
    for number, key in enumerate(keys):
        await store.put(entry(key, created=float(number)), None)
    await store.sweep(0.0)
    await until(lambda: sum(key in store._known for key in keys) < 120)
    assert all(key in store._known for key in keys[50:])
    found = await store.get_many(keys)
    assert [one and one.key for one in found] == [None] * 50 + keys[50:]
    await store.close()


async def test_a_key_that_is_put_while_keys_are_learnt_is_never_thought_absent(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = SqliteStore(path, max_entries=100, hot_bytes=0)
    await until(lambda: "k" not in store._known)
    add = store._known.add

    def learns_next(key: str) -> None:
        add(key)
        store._known.learn(lambda: list(store._keys.stored(store._reader.connection)))

    monkeypatch.setattr(store._known, "add", learns_next)
    await store.put(entry("k"), None)
    assert await store.count() == 1
    assert await store.get("k") == entry("k")
    await store.close()


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not true():  # noqa: ASYNC110 - a thread makes it true, which sets no event
            await asyncio.sleep(0.01)


def stuck_disk(store: SqliteStore) -> threading.Event:
    """Makes SQLite stop in its next read until the event is set, for half a minute at most."""
    works = threading.Event()
    store._reader.connection.set_progress_handler(lambda: not works.wait(30), 1)
    return works


def slow_disk(store: SqliteStore, seconds: float) -> None:
    """Makes SQLite stop for so long in each read, as a disk would."""
    store._reader.connection.set_progress_handler(lambda: time.sleep(seconds), 1)


async def test_a_slow_disk_does_not_stop_the_event_loop(path: Path) -> None:
    store = SqliteStore(path, hot_bytes=0)
    await store.put(entry("k"), None)
    await store.count()
    works = stuck_disk(store)
    reading = asyncio.create_task(store.get("k"))
    for _ in range(20):  # a loop that the read holds up comes here too late: the read has failed by then
        await asyncio.sleep(0.001)
    assert not reading.done()
    works.set()
    assert await reading == entry("k")
    await store.close()


@pytest.mark.parametrize("change", ["put", "remove", "sweep"])
async def test_what_a_slow_read_brings_never_hides_what_happened_meanwhile(path: Path, change: str) -> None:
    store = SqliteStore(path)
    await store.put(entry("k", "old", expires=10.0), None)
    await store.close()
    store = SqliteStore(path)
    slow_disk(store, 0.03)
    reading = asyncio.create_task(store.get("k"))
    await asyncio.sleep(0.01)
    if change == "put":
        await store.put(entry("k", "new"), None)
    elif change == "remove":
        assert await store.remove(["k"]) == 1
    else:
        assert len(await store.sweep(100.0)) == 1
    assert not reading.done()
    assert await reading in (entry("k", "old", expires=10.0), None)
    assert await store.get("k") == (entry("k", "new") if change == "put" else None)
    await store.close()
