"""Entries in a SQLite file, written behind the requests' back and read from memory where possible."""

from __future__ import annotations

import asyncio
import functools
import logging
import sqlite3
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from semcache.core.entry import Entry
from semcache.core.world import Announcement, Event, World, encode_event
from semcache.errors import CacheFault, StoreFault
from semcache.ports import Changes, StoredVector, Vector
from semcache.storage.changes import NOTHING
from semcache.storage.events import insert_event, note_entries
from semcache.storage.hot import HotEntries
from semcache.storage.learning import LearntKeys
from semcache.storage.pending import Pending, Put
from semcache.storage.reader import StoreReader
from semcache.storage.reclaiming import Ended
from semcache.storage.rows import vector_bytes
from semcache.storage.scanning import PARAMETERS
from semcache.storage.storefile import StoreFile
from semcache.storage.sweeping import Sweep
from semcache.storage.writer import BatchWriter

log = logging.getLogger("semcache")

BATCH_ENTRIES = 500
LISTEN_SECONDS = 0.05
"""Between two looks at what other processes did, where no request looks."""
TOUCHED = 20_000
"""Keys that wait for whoever asks for changes; where nobody does, they are forgotten."""


def _as_text(event: Event) -> str:
    try:
        return encode_event(event)
    except (TypeError, ValueError) as error:
        raise StoreFault(f"the event cannot be kept: {error}") from error


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
        self._file = StoreFile(self._path, recover)
        connection, opened = self._file.open()
        self._events, self._changes, reading = opened
        self._reader = StoreReader(self._path, reading)
        self._hot = HotEntries(hot_bytes)
        self._pending = Pending(pending_bytes)
        self._keys = LearntKeys(self._path, max_entries, self._pending.keys)
        self._known = self._keys.known
        self._loads: dict[str, object] = {}
        self._swept: dict[str, str] = {}
        self._touched: dict[tuple[str, str], None] = {}
        """By other processes, in order: what `changes` will tell of."""
        self._missed = False
        self._ended = Ended(self._reader.run, self._path)
        self._closed = False
        self._writer = BatchWriter("the store", connection, self._pending.write, StoreFault, self._reopened)
        self._sweep = Sweep(self._writer, self._ended, max_entries, max_bytes)
        self._keys.learn()

    @property
    def damaged(self) -> int:
        """Rows that were not as they had been written, and were treated as absent."""
        return self._reader.damaged

    @property
    def unwritten(self) -> int:
        """Entries that could not be written and were dropped."""
        return self._pending.unwritten

    async def get(self, key: str) -> Entry | None:
        self._open()
        self._listen()
        entry, may_be_stored = self._at_hand(key)
        return (await self._load([key])).get(key) if may_be_stored else entry

    async def look(self, key: str) -> tuple[World, Entry | None]:
        world = await self.world()
        with suppress(sqlite3.Error):
            self._hear(self._events.seen)
        entry, may_be_stored = self._at_hand(key)
        if may_be_stored:
            entry = (await self._load([key])).get(key)
            world = await self.world()
        return world, entry

    def _at_hand(self, key: str) -> tuple[Entry | None, bool]:
        """What is known of it in memory, and whether only the disk can tell."""
        entry = self._hot.get(key)
        if entry is not None:
            return entry, False
        change = self._pending.change(key)
        if change is not None:
            return (change.entry if isinstance(change, Put) else None), False
        return None, key in self._known

    async def get_many(self, keys: Sequence[str]) -> list[Entry | None]:
        self._open()
        self._listen()
        found: dict[str, Entry | None] = {}
        on_disk = []
        for key in keys:
            found[key], may_be_stored = self._at_hand(key)
            if may_be_stored:
                on_disk.append(key)
        if on_disk:
            found.update(await self._load(on_disk))
        return [found[key] for key in keys]

    def _reopened(self, is_damaged: bool) -> sqlite3.Connection | None:
        """On the writer's thread."""
        return self._file.reopened(is_damaged, self._events.epoch)

    def _adopt(self) -> None:
        """From now on all is read from the file that the writer has opened in the place of another."""
        opened = self._file.take()
        if opened is None:
            return
        self._events.close()
        self._events, self._changes, reading = opened
        self._reader.read_from(reading)
        self._begin_anew()

    async def flush(self) -> None:
        self._open()
        await self._writer.flush()

    async def changes(self) -> Changes:
        self._open()
        while True:
            try:
                self._hear()
            except sqlite3.Error as error:
                raise StoreFault(f"{self._path}: changes cannot be read: {error}") from error
            if self._touched or self._missed:
                return await self._take_changes()
            await asyncio.sleep(LISTEN_SECONDS)
            self._open()

    async def _take_changes(self) -> Changes:
        is_whole, self._missed = not self._missed, False
        taken = list(self._touched)[:PARAMETERS]
        for one in taken:
            del self._touched[one]
        # What we put ourselves since then is in the index already.
        keys = {key: scope for scope, key in taken if not isinstance(self._pending.change(key), Put)}
        try:
            stored = await self._reader.vectors_of(list(keys))
        except BaseException:
            self._missed = self._missed or not is_whole
            self._touched.update(dict.fromkeys(taken))
            raise
        gone = tuple((scope, key) for key, scope in keys.items() if key not in stored)
        return Changes(tuple(stored.values()), gone, is_whole)

    def _listen(self) -> None:
        """What other processes flushed is seen from now on. Where that cannot be told, `world` says so."""
        self._adopt()
        with suppress(sqlite3.Error):
            self._hear()

    def _hear(self, version: int | None = None) -> None:
        for key in self._pending.take_refused():
            self._forget(key)
        heard = self._changes.hear(version)
        if heard is NOTHING:
            return
        for scope, key in heard.touched:
            self._forget(key)
            self._swept.pop(key, None)  # `changes` tells what it is now
            self._known.add(key)
            self._touched[scope, key] = None
        self._keys.learn_if_too_many()
        if not heard.is_whole:
            self._begin_anew()
        elif len(self._touched) > TOUCHED:
            self._touched.clear()
            self._missed = True

    def _begin_anew(self) -> None:
        """Nothing is known of what the file holds."""
        self._hot.clear()
        self._loads.clear()
        self._known.forget()
        self._keys.learn()
        self._touched.clear()
        self._missed = True

    def _forget(self, key: str) -> None:
        """The disk knows better."""
        self._hot.drop(key)
        self._loads.pop(key, None)

    async def put(self, entry: Entry, vector: Vector | None, fence: int | None = None) -> None:
        self._open()
        key = entry.key
        if fence is not None and fence < await self._fence(key):
            return
        self._loads.pop(key, None)
        self._swept.pop(key, None)
        self._hot.put(entry)
        self._pending.put(entry, None if vector is None else vector_bytes(vector), key in self._known, fence)
        # Last: a `learn` that begins after it finds the key among the pending ones.
        self._known.add(key)
        self._writer.wake(hurry=len(self._pending) >= BATCH_ENTRIES)

    async def _fence(self, key: str) -> int:
        self._listen()
        change = self._pending.change(key)
        if change is not None or key not in self._known:
            return (change.fence or 0) if isinstance(change, Put) else 0
        return await self._reader.fence(key)

    async def remove(self, keys: Iterable[str]) -> int:
        self._open()
        self._listen()
        gone = []
        for key in dict.fromkeys(keys):
            self._forget(key)
            if (change := self._pending.remove(key, key in self._known)) is not None:
                gone.append(change)
        if gone:
            await self._writer.flush()
        return sum(one.was_pending or one.deleted > 0 for one in gone)

    async def sweep(self, now: float) -> list[tuple[str, str]]:
        self._open()
        # A put takes its key out again: it is there, and must stay in the index.
        self._swept = swept = {}
        try:
            async for part in self._sweep.parts(now, self.world):
                for scope, key in part:
                    if not isinstance(self._pending.change(key), Put):
                        self._forget(key)
                        swept[key] = scope
        except StoreFault:
            if not swept:
                raise  # otherwise the index must still hear of what is gone
        self._keys.learn_if_too_many()
        return [(scope, key) for key, scope in swept.items()]

    async def world(self) -> World:
        self._open()
        self._adopt()
        try:
            return await self._events.world()
        except StoreFault as fault:
            self._file.doubt(fault)
            self._writer.wake(hurry=True)
            raise

    async def announce(self, event: Event, who: str, now: float) -> Announcement:
        text = _as_text(event)
        before = await self.world()
        number = await self._writer.run(lambda connection: insert_event(connection, text, who, now))
        entries = None
        try:
            entries = await self._ended.count(before, number, event)
            await self._writer.run(functools.partial(note_entries, number=number, entries=entries))
        except StoreFault as fault:
            log.warning("event %d is in force; what it ended could not be counted: %s", number, fault)
        return Announcement(number, event, who, now, entries)

    async def count_gone(self, event: Event) -> int:
        _as_text(event)
        before = await self.world()
        await self._writer.flush()
        return await self._ended.count(before, before.epoch + 1, event)

    async def announcements(self, limit: int = 100) -> AsyncIterator[Announcement]:
        self._open()
        async for told in self._reader.announcements(limit):
            yield told

    async def find_keys(self, prefix: str, limit: int = 2) -> list[str]:
        self._open()
        await self._writer.flush()
        return await self._reader.keys(prefix, limit)

    async def vectors(self) -> AsyncIterator[StoredVector]:
        self._open()
        with suppress(StoreFault):  # what cannot be written must not keep from being read what was
            await self._writer.flush()
        async for found in self._reader.vectors():
            yield found

    async def count(self) -> int:
        self._open()
        await self._writer.flush()
        return await self._reader.count()

    async def close(self) -> None:
        if self._closed:
            return
        self._adopt()
        self._closed = True
        self._events.close()
        self._keys.end()
        await self._reader.close(before=self._keys.join)
        try:
            # Last: whoever may write and is the last to close folds the write-ahead log into the file.
            await self._writer.close()
        except CacheFault as fault:
            self._pending.unwritten += len(self._pending)
            log.warning("%s: %d entries were not written: %s", self._path, len(self._pending), fault)

    def _open(self) -> None:
        if self._closed:
            raise StoreFault("the store is closed")

    async def _load(self, keys: list[str]) -> dict[str, Entry | None]:
        """From the disk; kept in memory unless it was changed in the meantime."""
        token = object()
        self._loads.update(dict.fromkeys(keys, token))
        found: dict[str, Entry | None] = dict.fromkeys(keys)
        try:
            found |= await self._reader.entries(keys)
            for key, entry in found.items():
                if entry is not None and self._loads.get(key) is token:
                    self._hot.put(entry)
        finally:
            for key in keys:
                if self._loads.get(key) is token:
                    del self._loads[key]
        return found
