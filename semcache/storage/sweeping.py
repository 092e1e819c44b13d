"""Deletes entries that are of no more use, some at a time."""

from __future__ import annotations

import functools
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

from semcache.core.shares import surplus
from semcache.core.world import World
from semcache.storage.grounds import Found
from semcache.storage.reclaiming import Ended
from semcache.storage.writer import BatchWriter, transaction

SWEEP_ENTRIES = 5000
"""In one transaction, so that a large sweep holds up nobody who waits for the disk."""

RECLAIM_PARTS = 50
"""In one sweep; some 50,000 entries are looked at."""

_OLDEST_OF = "SELECT id, scope_digest, key, bytes FROM entries WHERE author = ? ORDER BY created, key LIMIT ?"

Gone = list[tuple[str, str]]
"""The scope digest and key of each entry that was deleted."""


class Sweep:
    """What has ended, what events ended, and the oldest of those who hold most."""

    def __init__(
        self, writer: BatchWriter[sqlite3.Connection], ended: Ended, max_entries: int, max_bytes: int | None
    ) -> None:
        self._writer = writer
        self._ended = ended
        self._max_entries = max_entries
        self._max_bytes = max_bytes

    async def parts(self, now: float, world: Callable[[], Awaitable[World]]) -> AsyncIterator[Gone]:
        """Deletes, and tells of each part that is gone."""
        async for part in self._deleted(lambda connection: delete_ended(connection, now)):
            yield part
        async for part in self._reclaimed(await world()):
            yield part
        async for part in self._deleted(lambda c: delete_oldest(c, self._max_entries, self._max_bytes)):
            yield part

    async def _deleted(self, delete: Callable[[sqlite3.Connection], Gone]) -> AsyncIterator[Gone]:
        """Until one is not full: what comes meanwhile is for the next sweep, or this one might never end."""
        part = await self._writer.run(delete)
        while len(part) >= SWEEP_ENTRIES:
            yield part
            part = await self._writer.run(delete)
        yield part

    async def _reclaimed(self, world: World) -> AsyncIterator[Gone]:
        """What events ended, among so many entries at most; the next sweep goes on from there."""
        for _ in range(RECLAIM_PARTS):
            found = await self._ended.next(world)
            if found is None:
                return
            if found:
                yield await self._writer.run(functools.partial(delete_found, found=found))


def delete_ended(connection: sqlite3.Connection, now: float) -> Gone:
    """Some of those that nobody may be served any more."""
    with transaction(connection):
        ended = "SELECT id, scope_digest, key FROM entries WHERE ends < ? LIMIT ?"
        return _delete(connection, connection.execute(ended, [now, SWEEP_ENTRIES]).fetchall())


def delete_oldest(connection: sqlite3.Connection, max_entries: int, max_bytes: int | None) -> Gone:
    """Some of the oldest above the limits, of those authors who hold most."""
    with transaction(connection):
        count, size = connection.execute("SELECT count(*), total(bytes) FROM entries").fetchone()
        if count <= max_entries and (max_bytes is None or size <= max_bytes):
            return []
        held = connection.execute("SELECT author, count(*), sum(bytes) FROM entries GROUP BY author").fetchall()
        entries = surplus({author: count for author, count, _ in held}, max_entries)
        sizes = {} if max_bytes is None else surplus({author: size for author, _, size in held}, max_bytes)
        rows: list[tuple[int, str, str]] = []
        for author in entries.keys() | sizes.keys():
            excess, surplus_bytes = entries.get(author, 0), sizes.get(author, 0)
            oldest = connection.execute(_OLDEST_OF, [author, SWEEP_ENTRIES - len(rows)])
            for number, scope, key, taken in oldest:
                if excess <= 0 and surplus_bytes <= 0:
                    break
                rows.append((number, scope, key))
                excess -= 1
                surplus_bytes -= taken
        return _delete(connection, rows)


def delete_found(connection: sqlite3.Connection, found: Sequence[Found]) -> Gone:
    """Those of these that are still as they were found: the row of what was put again may have the same id."""
    with transaction(connection):
        delete = "DELETE FROM entries WHERE id = ? AND checksum = ?"
        return [(one.scope, one.key) for one in found if connection.execute(delete, [one.id, one.checksum]).rowcount]


def _delete(connection: sqlite3.Connection, rows: Sequence[tuple[int, str, str]]) -> Gone:
    connection.executemany("DELETE FROM entries WHERE id = ?", [(number,) for number, _, _ in rows])
    return [(scope, key) for _, scope, key in rows]
