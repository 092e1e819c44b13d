"""The parts that a request stands on, each called within its time and left alone while it is in trouble.

All calls raise CacheFault, and nothing else, when a part does not do what it is asked for.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from semcache.core.courtesy import gist
from semcache.core.crowd import Near
from semcache.core.entry import Entry
from semcache.core.world import World
from semcache.errors import CacheFault
from semcache.guard import Guard
from semcache.lookup import Lookup
from semcache.metrics import Metrics
from semcache.ports import Clock, Embedder, Leases, Store, Vector, VectorIndex

log = logging.getLogger("semcache")

FIRST_SECONDS = 2.0
"""For a store to answer at the start, when it has yet to be connected to."""
SHARED_REST = 0.5
"""Seconds that a part is left alone for at most which several processes share: it takes time to be believed again, and
says at once that it is not."""


@dataclass(slots=True)
class Budget:
    """What is left, in seconds, of the time the cache may take from one request."""

    left: float


class Parts:
    """Embedder, index, store and leases, behind their guards."""

    def __init__(
        self,
        embedder: Embedder,
        index: VectorIndex,
        store: Store,
        leases: Leases | None,
        clock: Clock,
        metrics: Metrics,
        *,
        budget: float,
        embed_budget: float,
    ) -> None:
        """Budgets are seconds a request: one for the embedding, one for everything else together."""
        self.embedder = embedder
        self.index = index
        self.store = store
        self.leases = leases
        self.budget = budget
        self.embed_budget = embed_budget
        self.embedding = 0
        """Requests that wait for their vector just now."""
        self._clock = clock
        self._metrics = metrics
        self.guards = {part: Guard(part, clock, metrics) for part in ("embedder", "index")}
        shared = ("store", *(("leases",) if leases is not None else ()))
        self.guards |= {part: Guard(part, clock, metrics, longest_rest=SHARED_REST) for part in shared}

    @property
    def troubled(self) -> str:
        """Which part made a call fail: the first that is not well, or the budget."""
        return next((part for part, guard in self.guards.items() if not guard.is_well), "budget")

    async def try_store(self) -> None:
        """Trouble with it is told when it is there, not when the first request finds it."""
        with suppress(CacheFault):
            await self.guards["store"].call(self.store.world, FIRST_SECONDS)

    async def close(self) -> None:
        for part in (self.embedder, self.index, self.leases, self.store):
            await closed(part)

    async def embed(self, embedder: Embedder, text: str) -> Vector:
        """The vector of a question's gist. Raises TextTooLong, too."""
        began = self._clock.monotonic()
        self.embedding += 1
        try:
            vector = await self.guards["embedder"].call(lambda: embedder.embed(gist(text)), self.embed_budget)
        finally:
            self.embedding -= 1
        self._metrics.observe("embed", self._clock.monotonic() - began)
        return vector

    async def world(self) -> World:
        return await self.guards["store"].call(self.store.world, self.budget)

    async def look(self, key: str, budget: Budget | None = None) -> tuple[World, Entry | None]:
        """What the world is like, and the entry under the key."""
        began = self._clock.monotonic()
        found = await self.guards["store"].call(
            lambda: self.store.look(key), self.budget if budget is None else budget.left
        )
        if budget is not None:
            budget.left -= self._clock.monotonic() - began
        return found

    async def near(self, scope: str, vector: Vector, k: int, budget: Budget) -> list[Near]:
        """The k nearest of a scope, nearest first, each with its entry as far as it is still there."""
        began = self._clock.monotonic()
        neighbours = await self.guards["index"].call(lambda: self.index.search(scope, vector, k), budget.left)
        searched = self._clock.monotonic()
        budget.left -= searched - began
        self._metrics.observe("search", searched - began)
        if not neighbours:
            return []
        keys = [neighbour.key for neighbour in neighbours]
        entries = await self.guards["store"].call(lambda: self.store.get_many(keys), budget.left)
        budget.left -= self._clock.monotonic() - searched
        return list(zip(neighbours, entries, strict=True))

    async def put(self, entry: Entry, vector: Vector | None, fence: int | None) -> None:
        await self.guards["store"].call(lambda: self.store.put(entry, vector, fence), self.budget)

    async def add(self, look: Lookup, vector: Vector) -> None:
        """Lets the request's key be found by its vector."""
        await self.guards["index"].call(lambda: self.index.add(look.scope.digest, look.key, vector), self.budget)

    async def remove(self, look: Lookup) -> None:
        """Takes what stands under the request's key out of store and index."""
        await self.guards["store"].call(lambda: self.store.remove([look.key]), self.budget)
        await self.guards["index"].call(lambda: self.index.remove(look.scope.digest, [look.key]), self.budget)


class Closing(Protocol):
    async def close(self) -> None: ...


async def closed(part: Closing | None) -> None:
    """Lets go of a part; trouble with it is logged."""
    try:
        if part is not None:
            await part.close()
    except CacheFault as fault:
        log.warning("closing: %s", fault)
