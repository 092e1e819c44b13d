"""Consistent hashing: the same key goes to the same replica, in every process, whoever else comes or goes."""

from __future__ import annotations

import hashlib
from bisect import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

_POINTS: Final = 64
"""Points of each replica on the ring: shares of the keys then differ by some 12 %."""


@dataclass(frozen=True, slots=True)
class Ring:
    """Replicas by the places of their points."""

    places: tuple[int, ...]
    """Ascending."""
    owners: tuple[str, ...]
    """Of the point at the same index."""
    size: int
    """How many replicas there are."""

    @classmethod
    def of(cls, names: Iterable[str]) -> Ring:
        known = sorted(set(names))
        points = sorted((_place(f"{name}#{i}".encode()), name) for name in known for i in range(_POINTS))
        return cls(tuple(place for place, _ in points), tuple(name for _, name in points), len(known))

    def walk(self, key: bytes) -> Iterator[str]:
        """Every replica once, in this key's own order."""
        start = bisect(self.places, _place(key))
        seen: set[str] = set()
        for i in range(start, start + len(self.owners)):
            name = self.owners[i % len(self.owners)]
            if name not in seen:
                seen.add(name)
                yield name
                if len(seen) == self.size:
                    return


def _place(key: bytes) -> int:
    return int.from_bytes(hashlib.sha1(key, usedforsecurity=False).digest()[:8])
