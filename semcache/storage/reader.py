"""The thread that reads the store's file, which may take as long as it likes, and what it makes of the rows."""

from __future__ import annotations

import asyncio
import functools
import logging
import sqlite3
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from semcache.core.entry import Entry
from semcache.core.world import Announcement
from semcache.errors import StoreFault
from semcache.ports import StoredVector
from semcache.storage.events import READ_EVENTS, read_event
from semcache.storage.pending import stored_fence
from semcache.storage.rows import READ_VECTORS, read_entry, read_vector
from semcache.storage.scanning import next_vectors, read_rows
from semcache.storage.writer import PATIENCE_SECONDS
from semcache.worker import Worker

log = logging.getLogger("semcache")
T = TypeVar("T")


class StoreReader:
    """Reads what is on the disk. A file that cannot be read is a StoreFault; a row that is not as it was written is
    passed over and counted."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """The connection gives texts as bytes."""
        self._path = path
        self.connection = connection
        self._retired: list[sqlite3.Connection] = []
        self._closed = False
        self.damaged = 0
        self._worker = Worker("semcache-store-reader")

    def read_from(self, connection: sqlite3.Connection) -> None:
        """The next job reads another file."""
        self._retired.append(self.connection)  # the thread may be using it
        self.connection = connection

    async def run(self, job: Callable[[sqlite3.Connection], T]) -> T:
        if self._closed:
            raise StoreFault("the store is closed")
        try:
            return await self._worker.run(lambda: job(self.connection))
        except (sqlite3.Error, UnicodeError) as error:
            raise StoreFault(f"{self._path} cannot be read: {error}") from error

    async def entries(self, keys: list[str]) -> dict[str, Entry]:
        """Those of them that there are."""
        rows, lost = await self.run(lambda connection: read_rows(connection, keys))
        found = [read_entry(row) for row in rows]
        self._count_damage(lost + found.count(None))
        return {entry.key: entry for entry in found if entry is not None}

    async def vectors_of(self, keys: Sequence[str]) -> dict[str, StoredVector]:
        """By key, of those that have one."""
        rows = await self._rows(READ_VECTORS.format(where=f"key IN ({','.join('?' * len(keys))})"), keys)
        return {found.key: found for found in map(read_vector, rows) if found is not None}

    async def vectors(self) -> AsyncIterator[StoredVector]:
        last = 0
        while True:
            rows, lost = await self.run(functools.partial(next_vectors, last=last))
            self._count_damage(lost)
            if not rows:
                return
            for row in rows:
                found = read_vector(row)
                if found is None:
                    self._count_damage(1)
                else:
                    yield found
            last = rows[-1][-1]

    async def fence(self, key: str) -> int:
        """Under which the entry was put; 0 where there is none."""
        return await self.run(lambda connection: stored_fence(connection, key))

    async def keys(self, prefix: str, limit: int) -> list[str]:
        """The first that begin so."""
        query = "SELECT key FROM entries WHERE key >= ? AND key < ? ORDER BY key LIMIT ?"
        return [key.decode() for (key,) in await self._rows(query, [prefix, prefix + chr(sys.maxunicode), limit])]

    async def count(self) -> int:
        rows = await self._rows("SELECT count(*) FROM entries", [])
        return int(rows[0][0])

    async def announcements(self, limit: int) -> AsyncIterator[Announcement]:
        """The last, the latest first."""
        for row in await self._rows(f"{READ_EVENTS} ORDER BY number DESC LIMIT ?", [limit]):
            yield read_event(row, self._path)

    async def close(self, before: Callable[[], None]) -> None:
        """Does this on the thread, after what was asked for, and closes what was read from."""
        self._closed = True

        def close() -> None:
            before()
            for connection in (self.connection, *self._retired):
                connection.close()

        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._worker.run(close)
        except TimeoutError:
            log.warning("%s: the disk does not answer", self._path)
        self._worker.close()

    async def _rows(self, query: str, parameters: Sequence[str | int]) -> list[tuple[Any, ...]]:
        return await self.run(lambda connection: connection.execute(query, parameters).fetchall())

    def _count_damage(self, rows: int) -> None:
        if rows and not self.damaged:
            log.warning("%s has rows that are not as they were written; they are ignored", self._path)
        self.damaged += rows
