"""Index, store and ledger in memory: the reference for every other adapter, and enough for one process."""

from __future__ import annotations

import asyncio
import heapq
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from semcache.core.cells import DAY, Cells, in_span, takes_back
from semcache.core.entry import Entry, Neighbour
from semcache.core.ledger import CheckRow, LedgerRow
from semcache.core.shares import surplus
from semcache.core.world import Announcement, Event, World, encode_event
from semcache.errors import IndexFault, LedgerFault, StoreFault
from semcache.ports import Changes, StoredVector, Vector
from semcache.vectors import checked, checked_many


class MemoryIndex:
    """Exact search by numpy; ties are broken by key. Without a dimension, each scope takes its first vector's."""

    def __init__(self, dimension: int | None = None) -> None:
        self._dimension = dimension
        self._scopes: dict[str, dict[str, Vector]] = {}
        self._closed = False

    async def is_kept(self) -> bool:
        return False

    async def search(self, scope: str, vector: Vector, k: int) -> list[Neighbour]:
        query = self._checked(scope, vector)
        members = self._scopes.get(scope)
        if not members or k <= 0:
            return []
        similarities = np.clip(np.stack(list(members.values())) @ query, -1.0, 1.0).tolist()
        nearest = heapq.nsmallest(k, zip((-s for s in similarities), members, strict=True))
        return [Neighbour(key, -negated) for negated, key in nearest]

    async def add(self, scope: str, key: str, vector: Vector) -> None:
        vector = self._checked(scope, vector).copy()
        self._scopes.setdefault(scope, {})[key] = vector

    async def add_many(self, scope: str, keys: Sequence[str], vectors: npt.NDArray[np.float32]) -> None:
        self._open()
        matrix = checked_many(vectors, len(keys), self._dimension_of(scope)).copy()
        if keys:
            self._scopes.setdefault(scope, {}).update(zip(keys, matrix, strict=True))

    async def remove(self, scope: str, keys: Iterable[str]) -> None:
        self._open()
        members = self._scopes.get(scope)
        if members is None:
            return
        for key in keys:
            members.pop(key, None)
        if not members:
            del self._scopes[scope]

    async def clear(self) -> None:
        self._open()
        self._scopes.clear()

    def __len__(self) -> int:
        return sum(map(len, self._scopes.values()))

    async def close(self) -> None:
        self._closed = True
        self._scopes.clear()

    def _checked(self, scope: str, vector: Vector) -> Vector:
        self._open()
        return checked(vector, self._dimension_of(scope))

    def _dimension_of(self, scope: str) -> int | None:
        members = self._scopes.get(scope)
        return len(next(iter(members.values()))) if members else self._dimension

    def _open(self) -> None:
        if self._closed:
            raise IndexFault("the index is closed")


class MemoryStore:
    """A dict of entries. Above `max_entries`, a sweep takes the oldest of those authors who hold most."""

    def __init__(self, max_entries: int = 1_000_000, *, with_vectors: bool = True) -> None:
        """Without vectors there is nothing to rebuild an index from, and half the memory does."""
        self._max_entries = max_entries
        self._with_vectors = with_vectors
        self._entries: dict[str, tuple[Entry, Vector | None, int]] = {}
        """With the fence that each was put under."""
        self._world = World()
        self._announcements: list[Announcement] = []
        self._closed = False
        self.unwritten = 0

    async def get(self, key: str) -> Entry | None:
        self._open()
        found = self._entries.get(key)
        return found[0] if found else None

    async def look(self, key: str) -> tuple[World, Entry | None]:
        entry = await self.get(key)
        return await self.world(), entry

    async def get_many(self, keys: Sequence[str]) -> list[Entry | None]:
        return [await self.get(key) for key in keys]

    async def put(self, entry: Entry, vector: Vector | None, fence: int | None = None) -> None:
        self._open()
        there = self._entries.get(entry.key)
        if there is not None and fence is not None and fence < there[2]:
            return
        kept = vector is not None and self._with_vectors
        self._entries[entry.key] = entry, np.array(vector, dtype=np.float32) if kept else None, fence or 0

    async def flush(self) -> None:
        self._open()

    async def changes(self) -> Changes:
        self._open()
        await asyncio.Event().wait()  # nobody shares it
        raise AssertionError

    async def remove(self, keys: Iterable[str]) -> int:
        self._open()
        return sum(self._entries.pop(key, None) is not None for key in keys)

    async def sweep(self, now: float) -> list[tuple[str, str]]:
        self._open()
        entries = [entry for entry, _, _ in self._entries.values()]
        gone = [e for e in entries if e.contract.ends < now or self._world.says_gone(e.grounds)]
        if len(entries) - len(gone) > self._max_entries:
            dead = {entry.key for entry in gone}
            of: defaultdict[str, list[Entry]] = defaultdict(list)
            for entry in entries:
                if entry.key not in dead:
                    of[entry.author].append(entry)
            for author, excess in surplus({author: len(own) for author, own in of.items()}, self._max_entries).items():
                gone += heapq.nsmallest(excess, of[author], key=lambda entry: (entry.contract.created, entry.key))
        for entry in gone:
            del self._entries[entry.key]
        return [(entry.scope.digest, entry.key) for entry in gone]

    async def vectors(self) -> AsyncIterator[StoredVector]:
        self._open()
        for entry, vector, _ in list(self._entries.values()):
            if vector is not None:
                yield StoredVector(entry.scope.digest, entry.key, entry.scope.embedder, vector)

    async def world(self) -> World:
        self._open()
        return self._world

    async def announce(self, event: Event, who: str, now: float) -> Announcement:
        entries = await self.count_gone(event)
        number = self._world.epoch + 1
        self._world = self._world.after(number, event)
        announcement = Announcement(number, event, who, now, entries)
        self._announcements.append(announcement)
        return announcement

    async def count_gone(self, event: Event) -> int:
        self._open()
        try:
            encode_event(event)
        except (TypeError, ValueError) as error:
            raise StoreFault(f"the event cannot be kept: {error}") from error
        then = self._world.after(self._world.epoch + 1, event)
        standing = (entry.grounds for entry, _, _ in self._entries.values() if not self._world.says_gone(entry.grounds))
        return sum(then.says_gone(grounds) is not None for grounds in standing)

    async def announcements(self, limit: int = 100) -> AsyncIterator[Announcement]:
        self._open()
        for announcement in self._announcements[: -limit - 1 : -1]:
            yield announcement

    async def find_keys(self, prefix: str, limit: int = 2) -> list[str]:
        self._open()
        return heapq.nsmallest(limit, (key for key in self._entries if key.startswith(prefix)))

    async def count(self) -> int:
        self._open()
        return len(self._entries)

    async def close(self) -> None:
        self._closed = True

    def _open(self) -> None:
        if self._closed:
            raise StoreFault("the store is closed")


class MemoryLedger:
    """A dict of rows by id. Nothing is ever lost but with the process."""

    def __init__(self) -> None:
        self._rows: dict[str, LedgerRow] = {}
        self._dropped = Cells()
        self._taken_back: dict[str, str] = {}
        """Claim -> the first check that made it."""
        self._unwritten = 0
        self._closed = False

    @property
    def unwritten(self) -> int:
        return self._unwritten

    def append(self, row: LedgerRow) -> None:
        if self._closed:
            self._unwritten += 1
        else:
            self._rows.setdefault(row.id, row)
            if takes_back(row):
                self._taken_back.setdefault(row.claim, row.id)

    async def flush(self) -> None:
        if self._closed:
            raise LedgerFault("the ledger is closed")

    def cells(self, since: float | None = None, until: float | None = None) -> Cells:
        cells = Cells.of(self.rows(since, until), self._first_found)
        for key, sums in self._dropped.sums.items():
            if in_span(key.day, since, until):
                cells.merge(Cells({key: sums}))
        for (day, name), sketch in self._dropped.durations.items():
            if in_span(day, since, until):
                cells.merge(Cells(durations={(day, name): sketch}))
        return cells

    def _first_found(self, row: CheckRow) -> bool:
        return self._taken_back[row.claim] == row.id

    async def drop_rows(self, before: float) -> int:
        old = [row for row in self._rows.values() if row.at < before // DAY * DAY]
        self._dropped.merge(Cells.of(old, self._first_found))
        for row in old:
            del self._rows[row.id]
        return len(old)

    def rows(self, since: float | None = None, until: float | None = None) -> Iterator[LedgerRow]:
        for row in sorted(self._rows.values(), key=lambda row: (row.at, row.id)):
            if (since is None or row.at >= since) and (until is None or row.at < until):
                yield row

    async def close(self) -> None:
        self._closed = True
