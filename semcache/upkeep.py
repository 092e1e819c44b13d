"""What an engine does beside requests: keeps the index in step with the embedder, gives back space."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from dataclasses import replace
from typing import Any

from semcache.core import courtesy
from semcache.core.owncosts import OwnRates, Work, cost_rows
from semcache.errors import CacheFault, TextTooLong
from semcache.ids import new_id
from semcache.metrics import Metrics
from semcache.ports import Clock, Embedder, Journal, Ledger, Spent, Store, VectorIndex
from semcache.trusting import Trusts

log = logging.getLogger("semcache")


def vectors_name(embedder: Embedder) -> str:
    """What tells this embedder's vectors from all others: its fingerprint, and what is left out of the texts."""
    return f"{embedder.fingerprint}/{courtesy.VERSION}"


REBUILD_SECONDS = 1.0
"""Between two looks at whether the embedder was replaced."""
LEARNED_SECONDS = 2.0
"""Between two puttings by of what the verifiers learned."""
SWEEP_SECONDS = 30.0
"""Between two searches for entries that are of no more use. They are never served meanwhile; this only gives space
back."""
BOOK_SECONDS = 60.0
"""Between two rows about what the cache's own work cost."""
ROWS_SECONDS = 86_400.0
"""Between two droppings of ledger rows that are old enough."""
NO_RATES = OwnRates()


class Upkeep:
    """The background tasks of one engine."""

    def __init__(
        self,
        embedder: Embedder,
        index: VectorIndex,
        store: Store,
        ledger: Ledger,
        clock: Clock,
        metrics: Metrics,
        journal: Journal | None = None,
        trusts: Trusts | None = None,
        rates: OwnRates = NO_RATES,
        rows_for: float | None = None,
    ) -> None:
        self._embedder = embedder
        self._index = index
        self._store = store
        self._ledger = ledger
        self._journal = journal
        self._trusts = trusts
        self._clock = clock
        self._metrics = metrics
        self._rates = rates
        self._rows_for = rows_for
        self._booked = (clock.now(), embedder.spent)
        """Up to when, and up to what, the cache's own work is booked."""
        self._tasks: set[asyncio.Task[None]] = set()
        self._indexed = ""
        """Fingerprint of the embedder whose vectors are in the index."""

    def start(self) -> None:
        self._booked = (self._clock.now(), self._embedder.spent)
        for work in (self._keep_indexed, self._keep_swept, self._keep_learned, self._keep_booked, self._keep_rows):
            self.spawn(work())

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Runs beside the requests until it ends or the engine closes."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def settled(self) -> None:
        """Returns when nothing that was spawned is under way; never, where the upkeep was started."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def stop(self) -> None:
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    @property
    def embedder(self) -> Embedder:
        """The one in use."""
        return self._embedder.current

    @property
    def is_rebuilt(self) -> bool:
        """The index holds what the store has for the embedder in use."""
        return self._indexed == vectors_name(self._embedder.current)

    @property
    def vectors(self) -> int:
        """In the index."""
        return len(self._index)

    async def _keep_indexed(self) -> None:
        """Rebuilds the index at start, and again whenever a better embedder takes over."""
        while True:
            embedder = self._embedder.current
            if vectors_name(embedder) != self._indexed:
                try:
                    await embedder.ready()
                    await self.rebuild(embedder)
                except CacheFault as fault:
                    log.debug("the vector index waits: %s", fault)
                # Whatever it was, the next round tries again; this task must not die of it.
                except Exception:
                    log.exception("the vector index could not be rebuilt")
                    await asyncio.sleep(SWEEP_SECONDS)
            await asyncio.sleep(REBUILD_SECONDS)

    async def rebuild(self, embedder: Embedder) -> None:
        """Fills the index from the store. Texts whose vectors another embedder made are embedded anew."""
        name = vectors_name(embedder)
        others: list[str] = []
        async for found in self._store.vectors():
            if found.embedder == name:
                await self._index.add(found.scope, found.key, found.vector)
            else:
                await self._index.remove(found.scope, [found.key])
                others.append(found.key)
        self._indexed = name
        if others:
            log.info("embedding %d stored questions anew for %s", len(others), name)
        for key in others:
            entry = await self._store.get(key)
            if entry is None or entry.query is None:
                continue
            try:
                vector = await embedder.embed(courtesy.gist(entry.query))
            except TextTooLong:
                continue  # it stays in the exact tier
            if await self._store.get(key) != entry:
                continue  # stored again meanwhile, with a vector of its own
            moved = replace(entry, scope=replace(entry.scope, embedder=name))
            await self._store.put(moved, vector)
            await self._index.add(moved.scope.digest, key, vector)

    async def _keep_swept(self) -> None:
        while True:
            await self.sweep()
            await asyncio.sleep(SWEEP_SECONDS)

    async def _keep_learned(self) -> None:
        """Puts by what the verifiers learned, and hears which questions other processes keep apart."""
        while self._trusts is not None:
            await asyncio.sleep(LEARNED_SECONDS)
            try:
                self._trusts.keep()
                await self._trusts.labels.refresh()
            except CacheFault as fault:
                log.debug("labels: %s", fault)
            # Whatever it was, the next round tries again; this task must not die of it.
            except Exception:
                log.exception("what was learned could not be put by")
                await asyncio.sleep(SWEEP_SECONDS)

    async def sweep(self) -> None:
        """Gives back the space of entries that are of no more use."""
        try:
            for scope, key in await self._store.sweep(self._clock.now()):
                await self._index.remove(scope, [key])
        except CacheFault as fault:
            log.debug("sweep: %s", fault)
        for part in (self._journal, None if self._trusts is None else self._trusts.labels):
            try:
                if part is not None:
                    await part.sweep(self._clock.now())
            except CacheFault as fault:
                log.debug("sweep: %s", fault)

    async def _keep_booked(self) -> None:
        try:
            while True:
                await asyncio.sleep(BOOK_SECONDS)
                self.book_own_work()
        finally:
            self.book_own_work()

    def book_own_work(self) -> None:
        """Books what embedding and the machine cost since this was last done."""
        (since, before), (now, spent) = self._booked, (self._clock.now(), self._embedder.spent)
        self._booked = (now, spent)
        if spent.texts < before.texts or spent.on != before.on:
            before = Spent()  # another embedder has taken over
        work = Work(now, max(0.0, now - since), spent.texts - before.texts, spent.seconds - before.seconds, spent.on)
        for row in cost_rows(work, self._rates, new_id()):
            self._ledger.append(row)

    async def _keep_rows(self) -> None:
        while self._rows_for is not None:
            await self.drop_rows(self._rows_for)
            await asyncio.sleep(ROWS_SECONDS)

    async def drop_rows(self, seconds: float) -> None:
        """Forgets ledger rows of days that ended so long ago; every total stays."""
        try:
            dropped = await self._ledger.drop_rows(self._clock.now() - seconds)
        except CacheFault as fault:
            log.warning("old ledger rows could not be dropped, which is tried again tomorrow: %s", fault)
        else:
            log.log(logging.INFO if dropped else logging.DEBUG, "%d old ledger rows were dropped; sums stay", dropped)

    async def refresh_gauges(self) -> None:
        """Brings the gauges up to date; for whoever is about to read them."""
        try:
            self._metrics.entries.set(await self._store.count())
        except CacheFault as fault:
            log.debug("count: %s", fault)
        self._metrics.vectors.set(len(self._index))
        self._metrics.unwritten.set(self._ledger.unwritten)
