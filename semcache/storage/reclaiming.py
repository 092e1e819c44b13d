"""Finds what events ended in the store's file, some at a time: to count it, and to give its space back."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from semcache.core.world import Event, Grounds, World
from semcache.storage.events import READ_EVENTS, read_event
from semcache.storage.grounds import EVERYWHERE, Found, Where, look, where_of

T = TypeVar("T")

RECLAIM_EVENTS = 20
"""More of them than this, and every entry is looked at, instead of those that they may touch."""


class Reading(Protocol):
    """Runs a job beside the event loop, on a connection that gives texts as bytes."""

    def __call__(self, job: Callable[[sqlite3.Connection], T]) -> Awaitable[T]: ...


@dataclass(slots=True)
class _Search:
    """A search, under way, for entries that events ended."""

    where: Where
    epoch: int
    """Of the last event that it takes into account."""
    after: int = 0
    """The id of the last entry that was looked at."""


class Ended:
    """What events ended. A search that is not done goes on from where it was."""

    def __init__(self, read: Reading, path: Path) -> None:
        self._read = read
        self._path = path
        self._search: _Search | None = None
        self._done = 0
        """The epoch up to which all was found."""

    async def next(self, world: World) -> list[Found] | None:
        """What was found among the next entries; None when there is nothing to look for."""
        if self._search is None and world.epoch > self._done:
            self._search = _Search(await self._where_since(self._done), world.epoch)
        search = self._search
        if search is None:
            return None
        end, found = await self._look(search.after, search.where, lambda one: world.says_gone(one) is not None)
        if end is None:
            self._search, self._done = None, search.epoch
        else:
            search.after = end
        return found

    async def count(self, before: World, number: int, event: Event) -> int:
        """How many entries stand in that world that end with this event. Looks at all that it may touch."""
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

    async def _where_since(self, number: int) -> Where:
        newer = f"{READ_EVENTS} WHERE number > ? LIMIT ?"
        rows = await self._read(lambda c: c.execute(newer, [number, RECLAIM_EVENTS + 1]).fetchall())
        events = [read_event(row, self._path).event for row in rows]
        return where_of(events) if len(events) <= RECLAIM_EVENTS else EVERYWHERE

    async def _look(
        self, after: int, where: Where, wanted: Callable[[Grounds], bool]
    ) -> tuple[int | None, list[Found]]:
        return await self._read(lambda connection: look(connection, after, where, wanted))
