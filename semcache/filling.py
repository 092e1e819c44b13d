"""Stored vectors on their way into an index, many at a time."""

from __future__ import annotations

import logging
from collections import defaultdict

import numpy as np

from semcache.errors import IndexFault
from semcache.ports import Clock, StoredVector, VectorIndex

log = logging.getLogger("semcache")

AT_ONCE = 500
REPORT_SECONDS = 5.0
"""Between two lines in the log."""


class Filling:
    """Puts vectors into an index as they are read, and says from time to time how far it is.

    A vector that the index refuses is left out: its entry is in the exact tier alone, until it is embedded anew.
    """

    def __init__(self, index: VectorIndex, dimension: int, clock: Clock, expected: int) -> None:
        """`expected` is about how many there will be."""
        self._index = index
        self._dimension = dimension
        self._clock = clock
        self._expected = expected
        self._waiting: dict[str, list[StoredVector]] = defaultdict(list)
        self._count = 0
        self.refused: list[str] = []
        """Keys of the vectors that were left out."""
        self._began = self._reported = clock.monotonic()

    async def add(self, found: StoredVector) -> None:
        self._count += 1
        if len(found.vector) == self._dimension:
            self._waiting[found.scope].append(found)
        else:
            self.refused.append(found.key)
        if self._count % AT_ONCE == 0:
            await self._put()

    async def end(self) -> None:
        """What was added is in the index when this returns."""
        await self._put()
        took = self._clock.monotonic() - self._began
        level = logging.INFO if took >= REPORT_SECONDS else logging.DEBUG
        log.log(level, "the vector index is rebuilt: %d vectors in %.0f s", self._count - len(self.refused), took)
        if self.refused:
            log.warning("%d stored vectors cannot be used and are left out of the vector index", len(self.refused))

    async def _put(self) -> None:
        waiting, self._waiting = self._waiting, defaultdict(list)
        for scope, some in waiting.items():
            try:
                await self._index.add_many(scope, [one.key for one in some], np.stack([one.vector for one in some]))
            except IndexFault:
                await self._put_singly(some)
        now = self._clock.monotonic()
        if now - self._reported >= REPORT_SECONDS:
            self._reported = now
            log.info("rebuilding the vector index: %d of about %d vectors", self._count, self._expected)

    async def _put_singly(self, some: list[StoredVector]) -> None:
        for one in some:
            try:
                await self._index.add(one.scope, one.key, one.vector)
            except IndexFault as fault:
                self.refused.append(one.key)
                log.debug("the vector of %s is left out: %s", one.key, fault)
