"""What the store keeps in memory so that most questions never reach the disk."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass

import numpy as np

from semcache.core.entry import Entry

# What an entry takes in memory beyond its body and query: 1,700 bytes by tracemalloc on CPython 3.11, with digests of
# 64 characters; rounded up.
ENTRY_OVERHEAD = 2048


def size_of(entry: Entry) -> int:
    """Bytes it takes in memory, roughly."""
    return ENTRY_OVERHEAD + len(entry.completion.body) + len(entry.query or "")


class HotEntries:
    """The entries used last, up to so many bytes."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._bytes = 0
        self._entries: OrderedDict[str, Entry] = OrderedDict()

    def get(self, key: str) -> Entry | None:
        entry = self._entries.get(key)
        if entry is not None:
            self._entries.move_to_end(key)
        return entry

    def put(self, entry: Entry) -> None:
        self.drop(entry.key)
        size = size_of(entry)
        if size > self._max_bytes:
            return
        self._entries[entry.key] = entry
        self._bytes += size
        while self._bytes > self._max_bytes:
            _, oldest = self._entries.popitem(last=False)
            self._bytes -= size_of(oldest)

    def drop(self, key: str) -> None:
        entry = self._entries.pop(key, None)
        if entry is not None:
            self._bytes -= size_of(entry)

    def clear(self) -> None:
        self._entries.clear()
        self._bytes = 0


class KnownKeys:
    """Says of most keys that were never stored that they were not: one bit a key, found by its hash.

    With 64 bits for each entry there may be, 1.5 % of absent keys are thought to be stored when it is full. A key that
    is stored is never thought absent. Deleted keys stay known until the next `learn`.
    """

    def __init__(self, capacity: int) -> None:
        self._size = 1 << max(10, (64 * capacity - 1).bit_length())
        self._bits = bytearray(self._size >> 3)
        self._later: bytearray | None = None
        self._lock = threading.Lock()
        self._learnt = False
        self._forgotten = 0
        self.added = 0
        """Since the last `learn`."""

    def __contains__(self, key: str) -> bool:
        place = hash(key) & (self._size - 1)
        return not self._learnt or bool(self._bits[place >> 3] & (1 << (place & 7)))

    def add(self, key: str) -> None:
        place = hash(key) & (self._size - 1)
        with self._lock:
            self.added += 1
            self._bits[place >> 3] |= 1 << (place & 7)
            if self._later is not None:
                self._later[place >> 3] |= 1 << (place & 7)

    def forget(self) -> None:
        """Any key may be stored, until the next `learn`."""
        with self._lock:
            self._learnt = False
            self._forgotten += 1

    def learn(self, stored: Callable[[], Iterable[str]]) -> bool:
        """Know these keys, and those added while it learns, and no others. May run on another thread.

        False where it was told meanwhile to `forget`: then any key may still be stored.
        """
        learning = self._begin_to_learn()
        if learning is None:
            return True  # it is learning
        try:
            learning.mark(stored())
            return self._learn_all(learning)
        finally:
            self._later = None

    async def learn_from(self, parts: AsyncIterator[Iterable[str]]) -> bool:
        """As `learn`, of keys that come some at a time."""
        learning = self._begin_to_learn()
        if learning is None:
            return True
        try:
            async for keys in parts:
                learning.mark(keys)
            return self._learn_all(learning)
        finally:
            self._later = None

    def _begin_to_learn(self) -> _Learning | None:
        with self._lock:
            if self._later is not None:
                return None
            self._later = bytearray(self._size >> 3)
            self.added = 0
            return _Learning(bytearray(self._size >> 3), self._size, self._forgotten)

    def _learn_all(self, learning: _Learning) -> bool:
        with self._lock:
            assert self._later is not None
            merged = np.frombuffer(learning.bits, np.uint8)
            np.bitwise_or(merged, np.frombuffer(self._later, np.uint8), out=merged)
            if learning.forgotten == self._forgotten:
                self._bits, self._learnt = learning.bits, True
            return self._learnt


@dataclass(frozen=True, slots=True)
class _Learning:
    """Keys that were looked at so far."""

    bits: bytearray
    size: int
    forgotten: int
    """How often the filter had been told to forget when this began."""

    def mark(self, keys: Iterable[str]) -> None:
        for key in keys:
            place = hash(key) & (self.size - 1)
            self.bits[place >> 3] |= 1 << (place & 7)
