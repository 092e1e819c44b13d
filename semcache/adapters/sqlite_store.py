"""Entries in a SQLite file, written behind the requests' back and read from memory where possible."""

from __future__ import annotations

import asyncio
import functools
import logging
import sqlite3
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from semcache.core.entry import Entry
from semcache.core.world import Announcement, Event, Grounds, World, encode_event
from semcache.errors import CacheFault, StoreFault
from semcache.ports import StoredVector, Vector
from semcache.storage.events import READ_EVENTS, EventLog, insert_event, note_entries, read_event
from semcache.storage.file import open_to_read, open_to_write
from semcache.storage.grounds import EVERYWHERE, Found, Where, look, where_of
from semcache.storage.hot import HotEntries, KnownKeys, size_of
from semcache.storage.rows import READ, READ_VECTORS, WRITE, Row, entry_row, read_entry, read_vector, vector_bytes
from semcache.storage.sweeping import Gone, delete_ended, delete_found, delete_oldest
from semcache.storage.writer import PATIENCE_SECONDS, BatchWriter, transaction
from semcache.worker import Worker

log = logging.getLogger("semcache")
T = TypeVar("T")

BATCH_ENTRIES = 500
VECTORS_AT_ONCE = 500
RECLAIM_PARTS = 50
"""In one sweep; some 50,000 entries are looked at."""
RECLAIM_EVENTS = 20
"""More of them than this, and every entry is looked at, instead of those that they may touch."""
PARAMETERS = 500
"""In one statement; SQLite before 3.32 takes 999."""


@dataclass(slots=True)
class _Put:
    """To be written."""

    entry: Entry
    vector: bytes | None
    bytes: int
    replaces: bool
    """An earlier version may be on the disk."""


@dataclass(slots=True)
class _Gone:
    """To be deleted."""

    was_pending: bool = False
    deleted: int = 0


_Change = _Put | _Gone


@dataclass(slots=True)
class _Reclaim:
    """A search, under way, for entries that events ended."""

    where: Where
    epoch: int
    """Of the last event that it takes into account."""
    after: int = 0
    """The id of the last entry that was looked at."""


def _as_text(event: Event) -> str:
    try:
        return encode_event(event)
    except (TypeError, ValueError) as error:
        raise StoreFault(f"the event cannot be kept: {error}") from error


def _lenient(text: bytes) -> str:
    """A bit that flipped in a key must not keep a sweep from finishing."""
    return text.decode(errors="replace")


class SqliteStore:
    """Entries in one file.

    `put` changes memory only; a thread writes within a quarter of a second. `get` looks at what was used last and at
    what is yet to be written, both in memory; keys never stored are told by a filter; what is left goes to a reader
    thread, because a read that takes 20 microseconds from the page cache takes as long as it likes from a disk. While
    the disk cannot be written, all goes on from memory up to `pending_bytes`; what is dropped is counted in
    `unwritten`.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        max_entries: int = 1_000_000,
        max_bytes: int | None = None,
        hot_bytes: int = 64 << 20,
        pending_bytes: int = 64 << 20,
        recover: bool = False,
    ) -> None:
        """Opens the file: ConfigError when it is not for us, StoreFault when it cannot be used. `recover` puts a
        damaged file aside and starts empty. `max_bytes` is of rows, the file is somewhat larger."""
        self._path = Path(path)
        self._max_entries = max_entries
        self._max_bytes = max_bytes
        self._pending_limit = pending_bytes
        connection = open_to_write(self._path, StoreFault, recover)
        connection.text_factory = _lenient
        self._read_connection = open_to_read(self._path, StoreFault)
        self._read_connection.text_factory = bytes
        self._events = EventLog(self._path)
        self._hot = HotEntries(hot_bytes)
        self._known = KnownKeys(max_entries)
        self._lock = threading.Lock()
        self._pending: dict[str, _Change] = {}
        self._writing: dict[str, _Change] = {}
        self._pending_bytes = 0
        self._loads: dict[str, object] = {}
        self._learner: threading.Thread | None = None
        self._swept: dict[str, str] = {}
        self._reclaim: _Reclaim | None = None
        self._reclaimed = 0
        self._closed = False
        self.unwritten = 0
        """Entries that could not be written and were dropped."""
        self.damaged = 0
        """Rows that were not as they had been written, and were treated as absent."""
        self._reader = Worker("semcache-store-reader")
        self._writer = BatchWriter("the store", connection, self._write, StoreFault)
        self._learn()

    async def get(self, key: str) -> Entry | None:
        self._open()
        entry = self._hot.get(key)
        if entry is not None:
            return entry
        change = self._change(key)
        if change is not None:
            return change.entry if isinstance(change, _Put) else None
        if key not in self._known:
            return None
        return (await self._load([key])).get(key)

    async def get_many(self, keys: Sequence[str]) -> list[Entry | None]:
        self._open()
        found: dict[str, Entry | None] = {}
        on_disk = []
        for key in keys:
            entry = self._hot.get(key)
            if entry is None and (change := self._change(key)) is not None:
                entry = change.entry if isinstance(change, _Put) else None
            elif entry is None and key in self._known:
                on_disk.append(key)
            found[key] = entry
        if on_disk:
            found.update(await self._load(on_disk))
        return [found[key] for key in keys]

    async def put(self, entry: Entry, vector: Vector | None) -> None:
        self._open()
        key = entry.key
        data = None if vector is None else vector_bytes(vector)
        change = _Put(entry, data, size_of(entry) + len(data or b""), key in self._known)
        self._loads.pop(key, None)
        self._swept.pop(key, None)
        self._hot.put(entry)
        with self._lock:
            self._forget_pending(key)
            self._pending[key] = change
            self._pending_bytes += change.bytes
            if self._pending_bytes > self._pending_limit:
                self._drop_pending()
        # Last: a `learn` that begins after it finds the key among the pending ones.
        self._known.add(key)
        self._writer.wake(hurry=len(self._pending) >= BATCH_ENTRIES)

    async def remove(self, keys: Iterable[str]) -> int:
        self._open()
        gone = []
        with self._lock:
            for key in dict.fromkeys(keys):
                self._hot.drop(key)
                self._loads.pop(key, None)
                change = self._change(key)
                if isinstance(change, _Gone):
                    gone.append(_Gone())  # counted by whoever removed it; we only wait for the disk
                elif change is not None or key in self._known:
                    self._forget_pending(key)
                    gone.append(_Gone(was_pending=change is not None))
                    self._pending[key] = gone[-1]
        if gone:
            await self._writer.flush()
        return sum(one.was_pending or one.deleted > 0 for one in gone)

    async def sweep(self, now: float) -> list[tuple[str, str]]:
        self._open()
        # A put takes its key out again: it is there, and must stay in the index.
        self._swept = swept = {}
        try:
            async for part in self._sweep(now):
                for scope, key in part:
                    if not isinstance(self._change(key), _Put):
                        self._hot.drop(key)
                        self._loads.pop(key, None)
                        swept[key] = scope
        except StoreFault:
            if not swept:
                raise  # otherwise the index must still hear of what is gone
        if self._known.added > self._max_entries:
            self._learn()
        return [(scope, key) for key, scope in swept.items()]

    async def _sweep(self, now: float) -> AsyncIterator[Gone]:
        while part := await self._writer.run(lambda connection: delete_ended(connection, now)):
            yield part
        async for part in self._reclaimed_parts():
            yield part
        while part := await self._writer.run(lambda c: delete_oldest(c, self._max_entries, self._max_bytes)):
            yield part

    async def _reclaimed_parts(self) -> AsyncIterator[Gone]:
        """Deletes what events ended, among so many entries at most; the next sweep goes on from there."""
        world = await self.world()
        if self._reclaim is None and world.epoch > self._reclaimed:
            self._reclaim = _Reclaim(await self._where_since(self._reclaimed), world.epoch)
        for _ in range(RECLAIM_PARTS):
            search = self._reclaim
            if search is None:
                return
            end, found = await self._look(search.after, search.where, lambda one: world.says_gone(one) is not None)
            if found:
                yield await self._writer.run(functools.partial(delete_found, found=found))
            if end is None:
                self._reclaim, self._reclaimed = None, search.epoch
            else:
                search.after = end

    async def _where_since(self, number: int) -> Where:
        newer = f"{READ_EVENTS} WHERE number > ? LIMIT ?"
        rows = await self._read(newer, [number, RECLAIM_EVENTS + 1])
        events = [read_event(row, self._path).event for row in rows]
        return where_of(events) if len(events) <= RECLAIM_EVENTS else EVERYWHERE

    async def world(self) -> World:
        self._open()
        return await self._events.world()

    async def announce(self, event: Event, who: str, now: float) -> Announcement:
        text = _as_text(event)
        before = await self.world()
        number = await self._writer.run(lambda connection: insert_event(connection, text, who, now))
        entries = None
        try:
            entries = await self._count_gone(before, number, event)
            await self._writer.run(functools.partial(note_entries, number=number, entries=entries))
        except StoreFault as fault:
            log.warning("event %d is in force; what it ended could not be counted: %s", number, fault)
        return Announcement(number, event, who, now, entries)

    async def count_gone(self, event: Event) -> int:
        _as_text(event)
        before = await self.world()
        await self._writer.flush()
        return await self._count_gone(before, before.epoch + 1, event)

    async def _count_gone(self, before: World, number: int, event: Event) -> int:
        after, where = before.after(number, event), where_of([event])
        count, last = 0, 0
        while True:
            end, found = await self._look(
                last, where, lambda one: before.says_gone(one) is None and after.says_gone(one) is not None
            )
            count += len(found)
            if end is None:
                return count
            last = end

    async def announcements(self, limit: int = 100) -> AsyncIterator[Announcement]:
        self._open()
        for row in await self._read(f"{READ_EVENTS} ORDER BY number DESC LIMIT ?", [limit]):
            yield read_event(row, self._path)

    async def find_keys(self, prefix: str, limit: int = 2) -> list[str]:
        self._open()
        await self._writer.flush()
        query = "SELECT key FROM entries WHERE key >= ? AND key < ? ORDER BY key LIMIT ?"
        return [key.decode() for (key,) in await self._read(query, [prefix, prefix + chr(sys.maxunicode), limit])]

    async def vectors(self) -> AsyncIterator[StoredVector]:
        self._open()
        await self._writer.flush()
        last = 0
        while True:
            self._open()
            rows = await self._read(READ_VECTORS, [last, VECTORS_AT_ONCE])
            if not rows:
                return
            for row in rows:
                found = read_vector(row)
                if found is None:
                    self._count_damage()
                else:
                    yield found
            last = rows[-1][-1]

    async def count(self) -> int:
        self._open()
        await self._writer.flush()
        rows = await self._read("SELECT count(*) FROM entries", [])
        return int(rows[0][0])

    async def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        self._events.close()
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._reader.run(self._stop_reading)
        except TimeoutError:
            log.warning("%s: the disk does not answer", self._path)
        self._reader.close()
        try:
            # Last: whoever may write and is the last to close folds the write-ahead log into the file.
            await self._writer.close()
        except CacheFault as fault:
            self.unwritten += len(self._pending)
            log.warning("%s: %d entries were not written: %s", self._path, len(self._pending), fault)

    def _stop_reading(self) -> None:
        if self._learner is not None:
            self._learner.join()
        self._read_connection.close()

    def _open(self) -> None:
        if self._closed:
            raise StoreFault("the store is closed")

    def _change(self, key: str) -> _Change | None:
        """What is yet to be written of this key. The writer puts into `_writing` before it empties `_pending`."""
        return self._pending.get(key) or self._writing.get(key)

    def _forget_pending(self, key: str) -> None:
        change = self._pending.pop(key, None)
        if isinstance(change, _Put):
            self._pending_bytes -= change.bytes

    def _drop_pending(self) -> None:
        """The oldest quarter of what the disk does not take. An earlier version must not come back in its place."""
        for key, change in list(self._pending.items()):
            if self._pending_bytes <= self._pending_limit * 3 // 4:
                return
            if isinstance(change, _Put):
                self._forget_pending(key)
                self.unwritten += 1
                if change.replaces:
                    self._pending[key] = _Gone()

    def _write(self, connection: sqlite3.Connection) -> None:
        """On the writer's thread: all that is pending, in one transaction."""
        with self._lock:
            self._writing = self._pending
            self._pending = {}
            self._pending_bytes = 0
        try:
            if self._writing:
                with transaction(connection):
                    self._apply(connection)
        except BaseException:
            with self._lock:
                self._pending = {**self._writing, **self._pending}
                self._writing = {}
                self._pending_bytes = sum(one.bytes for one in self._pending.values() if isinstance(one, _Put))
                if self._pending_bytes > self._pending_limit:
                    self._drop_pending()
            raise
        self._writing = {}

    def _apply(self, connection: sqlite3.Connection) -> None:
        rows: list[Row] = []
        for key, change in self._writing.items():
            if isinstance(change, _Put):
                try:
                    rows.append(entry_row(change.entry, change.vector))
                    continue
                except (TypeError, ValueError) as error:
                    self.unwritten += 1
                    log.warning("entry %s cannot be written down: %s", key, error)
            deleted = connection.execute("DELETE FROM entries WHERE key = ?", [key]).rowcount
            if isinstance(change, _Gone):
                change.deleted = deleted
        connection.executemany(WRITE, rows)

    async def _load(self, keys: list[str]) -> dict[str, Entry | None]:
        """From the disk; kept in memory unless it was changed in the meantime."""
        token = object()
        self._loads.update(dict.fromkeys(keys, token))
        found: dict[str, Entry | None] = dict.fromkeys(keys)
        try:
            for start in range(0, len(keys), PARAMETERS):
                part = keys[start : start + PARAMETERS]
                marks = ",".join("?" * len(part))
                for row in await self._read(f"{READ} WHERE key IN ({marks})", part):
                    entry = read_entry(row)
                    if entry is None:
                        self._count_damage()
                    else:
                        found[entry.key] = entry
            for key, entry in found.items():
                if entry is not None and self._loads.get(key) is token:
                    self._hot.put(entry)
        finally:
            for key in keys:
                if self._loads.get(key) is token:
                    del self._loads[key]
        return found

    async def _look(
        self, after: int, where: Where, wanted: Callable[[Grounds], bool]
    ) -> tuple[int | None, list[Found]]:
        self._open()
        return await self._on_reader(lambda connection: look(connection, after, where, wanted))

    async def _read(self, query: str, parameters: Sequence[str | int]) -> list[tuple[Any, ...]]:
        return await self._on_reader(lambda connection: connection.execute(query, parameters).fetchall())

    async def _on_reader(self, job: Callable[[sqlite3.Connection], T]) -> T:
        try:
            return await self._reader.run(lambda: job(self._read_connection))
        except (sqlite3.Error, UnicodeError) as error:
            raise StoreFault(f"{self._path} cannot be read: {error}") from error

    def _count_damage(self) -> None:
        self.damaged += 1
        if self.damaged == 1:
            log.warning("%s has rows that are not as they were written; they are ignored", self._path)

    def _learn(self) -> None:
        """Fill the filter of known keys from the disk, on a thread of its own: a second for a million."""
        if self._learner is not None and self._learner.is_alive():
            return

        def learn() -> None:
            try:
                with closing(open_to_read(self._path, StoreFault)) as connection:
                    self._known.learn(lambda: self._stored_keys(connection))
            except (CacheFault, sqlite3.Error) as error:
                log.warning("%s: keys cannot be listed, so every miss reads the disk: %s", self._path, error)

        self._learner = threading.Thread(target=learn, name="semcache-store-keys", daemon=True)
        self._learner.start()

    def _stored_keys(self, connection: sqlite3.Connection) -> Iterator[str]:
        with self._lock:
            yet_to_write = [*self._pending, *self._writing]
        yield from yet_to_write
        for (key,) in connection.execute("SELECT key FROM entries"):
            if self._closed:
                return
            yield key
