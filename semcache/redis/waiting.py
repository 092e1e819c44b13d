"""What is yet to be written to Redis, oldest first, and where in a cluster it belongs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from semcache.core.entry import Entry
from semcache.ports import Vector

Shard = tuple[str, ...]
"""The nodes that an entry takes to be written."""


@dataclass(frozen=True, slots=True)
class Put:
    """To be written."""

    entry: Entry
    vector: Vector | None
    fence: int | None
    bytes: int


class Waiting:
    """Up to `limit` bytes; the oldest beyond are dropped, wherever they belong.

    What is being written just now is counted no more, and found all the same.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._bytes = 0
        self._puts: dict[str, Put] = {}
        self._shards: dict[str, Shard] = {}
        """Of each."""
        self._lines: dict[Shard, dict[str, None]] = {}
        """The keys that wait for each, none of them empty."""
        self._writing: dict[str, Put] = {}

    def __len__(self) -> int:
        return len(self._puts)

    def get(self, key: str) -> Put | None:
        return self._puts.get(key) or self._writing.get(key)

    def keys(self) -> list[str]:
        return [*self._puts, *self._writing]

    def lines(self) -> dict[Shard, int]:
        """How many wait for each shard."""
        return {shard: len(keys) for shard, keys in self._lines.items()}

    def add(self, put: Put, shard: Shard) -> int:
        """In the place of what waits under the same key. How many were dropped for want of room."""
        key, dropped = put.entry.key, 0
        self.drop(key)
        self._puts[key] = put
        self._shards[key] = shard
        self._lines.setdefault(shard, {})[key] = None
        self._bytes += put.bytes
        while self._bytes > self._limit:
            self.drop(next(iter(self._puts)))
            dropped += 1
        return dropped

    def drop(self, key: str) -> bool:
        """Whether it was waiting."""
        put = self._puts.pop(key, None)
        if put is None:
            return False
        self._bytes -= put.bytes
        shard = self._shards.pop(key)
        line = self._lines[shard]
        del line[key]
        if not line:
            del self._lines[shard]
        return True

    def take(self, shard: Shard, at_most: int) -> dict[str, Put]:
        """The oldest that wait for it, which are being written until `put_back` or `written`."""
        # An older one of the same key comes first, also where it belonged elsewhere.
        free = (key for key in self._lines.get(shard, ()) if key not in self._writing)
        batch = {key: self._puts[key] for key in islice(free, at_most)}
        for key in batch:
            self.drop(key)
        self._writing |= batch
        return batch

    def put_back(self, batch: Mapping[str, Put], shard: Shard) -> None:
        """Before all others, but for what was put anew meanwhile."""
        self.written(batch)
        late = {key: put for key, put in batch.items() if key not in self._puts}
        if late:
            self._puts = {**late, **self._puts}
            self._shards |= dict.fromkeys(late, shard)
            self._lines[shard] = dict.fromkeys(late) | self._lines.get(shard, {})
            self._bytes += sum(put.bytes for put in late.values())

    def written(self, batch: Mapping[str, Put]) -> None:
        for key in batch:
            del self._writing[key]
