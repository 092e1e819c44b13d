"""Stored answers, and what is announced of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from semcache.core.entry import Entry
from semcache.core.world import Announcement, Event, World
from semcache.ports.embedding import Vector


@dataclass(frozen=True, slots=True)
class StoredVector:
    """One entry's vector and where it belongs."""

    scope: str
    """The scope's digest."""
    key: str
    embedder: str
    """Fingerprint of the embedder that made it."""
    vector: Vector


@dataclass(frozen=True, slots=True)
class Changes:
    """What other processes did to a store that they share."""

    stored: tuple[StoredVector, ...] = ()
    gone: tuple[tuple[str, str], ...] = ()
    """(scope digest, key) of each."""
    is_whole: bool = True
    """False where some were missed; only reading all vectors again tells what the store holds then."""


class Store(Protocol):
    """Entries by exact key: the truth.

    - After `put` returns, `get` in this process sees the whole entry; on disk it is within one second.
    - `put` under a key that exists replaces entry and vector together. With a fence, it changes nothing where something
      was put under a higher one: a leader that lost its lease does not write over its successor.
    - What was put before `flush` is seen by every process that shares the store when it returns.
    - `changes` waits until other processes stored or removed something, and tells what, in order, for the index: all
      since the store was opened, and from then on all since the last call. What this process did may be among it.
    - `get` returns whatever is stored, expired or not: freshness is decided in core, not here.
    - An entry that cannot be read back whole is None, never half an entry.
    - `vectors` yields every entry's vector, if it has one, for rebuilding the index.
    - What `remove` and `sweep` deleted is off the disk when they return.
    - `sweep` deletes what is of no more use after `now`, what events have ended, and then, where the store holds more
      than it may, the oldest of those authors who hold most (`core.shares`); it returns (scope digest, key) of each,
      for the index. A store is bounded only if it is swept now and then. What was put after the event that ended it
      may stay longer.
    - `world` holds every event whose `announce` returned before, in any process that shares the store. When that cannot
      be known, or one of the events is not understood, it is a fault: an older world is never returned.
    - `announce` puts an event in force in the time of one write, and only then counts what it ended. It stays in force
      when the counting fails or the caller is cancelled meanwhile.
    - What counts and lists holds up no request.
    - `unwritten` counts entries that could not be written and were dropped.
    - Trouble of any kind is a `StoreFault`.
    """

    @property
    def unwritten(self) -> int: ...

    async def get(self, key: str) -> Entry | None: ...

    async def look(self, key: str) -> tuple[World, Entry | None]:
        """`world` and `get` at the cost of one: an entry that was stored after an event comes with a world that knows
        of it."""
        ...

    async def get_many(self, keys: Sequence[str]) -> list[Entry | None]:
        """In the order asked."""
        ...

    async def put(self, entry: Entry, vector: Vector | None, fence: int | None = None) -> None: ...

    async def flush(self) -> None: ...

    async def changes(self) -> Changes: ...

    async def remove(self, keys: Iterable[str]) -> int:
        """How many there were."""
        ...

    async def sweep(self, now: float) -> list[tuple[str, str]]: ...

    def vectors(self) -> AsyncIterator[StoredVector]: ...

    async def world(self) -> World:
        """What has been heard. Called for every request, so it costs microseconds where nothing is new."""
        ...

    async def announce(self, event: Event, who: str, now: float) -> Announcement:
        """Numbers the event and keeps it, for good and for everybody. `now` is for the audit alone."""
        ...

    async def count_gone(self, event: Event) -> int:
        """How many entries that stand now, expired or not, the event would end; changes nothing. May read them all."""
        ...

    def announcements(self, limit: int = 100) -> AsyncIterator[Announcement]:
        """The audit, newest first."""
        ...

    async def find_keys(self, prefix: str, limit: int = 2) -> list[str]:
        """Keys of entries that begin so, in their order."""
        ...

    async def count(self) -> int: ...

    async def close(self) -> None:
        """Writes what is pending, then lets go."""
        ...
