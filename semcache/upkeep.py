"""What an engine does beside requests: keeps the index in step with the embedder, gives back space."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict, deque
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from semcache.core import courtesy
from semcache.core.entry import Entry
from semcache.core.owncosts import OwnRates, Work, cost_rows
from semcache.errors import CacheFault, EmbedderFault, EmbedderLoading, TextTooLong
from semcache.filling import Filling
from semcache.ids import new_id
from semcache.metrics import Metrics
from semcache.mistakes import heard, placed
from semcache.ports import (
    Changes,
    Clock,
    Embedder,
    Journal,
    Lease,
    Leases,
    Ledger,
    Spent,
    Store,
    VectorIndex,
)
from semcache.slot import Slot
from semcache.trusting import Trusts
from semcache.vectors import is_fit

log = logging.getLogger("semcache")


def vectors_name(embedder: Embedder) -> str:
    """What tells this embedder's vectors from all others: its fingerprint, and what is left out of the texts."""
    return f"{embedder.fingerprint}/{courtesy.VERSION}"


REBUILD_SECONDS = 1.0
"""Between two looks at whether the embedder was replaced."""
LEARNED_SECONDS = 0.5
"""Between two puttings by of what the verifiers learned and spent, and two hearings of what other processes did."""
SWEEP_SECONDS = 30.0
"""Between two searches for entries that are of no more use. They are never served meanwhile; this only gives space
back."""
SWEEP_PUTS = 2000
"""New entries after which the next search does not wait: by so many may the store be fuller than it should. In 30 s a
flood of questions that nobody asked before brings some 30,000."""
MOST_LATE = 10_000
"""Entries that wait for their vector; of more, the oldest stay in the exact tier."""
BOOK_SECONDS = 60.0
"""Between two rows about what the cache's own work cost."""
ROWS_SECONDS = 86_400.0
"""Between two droppings of ledger rows that are old enough."""
MOST_BESIDE = 2
"""An index so many times as large as its store holds, for the most part, what went while nobody told of it: it is begun
anew. What is left of it otherwise is taken out when a lookup finds it."""
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
        leases: Leases | None = None,
        slot: Slot | None = None,
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
        self._leases = leases
        self._slot = slot or Slot()
        self._booked = (clock.now(), embedder.spent)
        """Up to when, and up to what, the cache's own work is booked."""
        self._tasks: set[asyncio.Task[None]] = set()
        self._new = 0
        """Entries since the last sweep began."""
        self._crowded = asyncio.Event()
        self._indexed = ""
        """Fingerprint of the embedder whose vectors are in the index."""
        self._fell_behind = False
        """What others did to the store was missed."""
        self._late: deque[str] = deque(maxlen=MOST_LATE)
        """Keys of entries that were stored before their vector could be had."""

    def start(self) -> None:
        self._booked = (self._clock.now(), self._embedder.spent)
        for work in (
            self._keep_indexed,
            self._keep_followed,
            self._keep_swept,
            self._keep_learned,
            self._keep_booked,
            self._keep_rows,
        ):
            self.spawn(work())

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Runs beside the requests until it ends or the engine closes."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(heard)

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

    @property
    def unwritten(self) -> dict[str, int]:
        """How much each part could not write down, and dropped."""
        counts = {"store": self._store.unwritten, "ledger": self._ledger.unwritten}
        if self._journal is not None:
            counts["journal"] = self._journal.unwritten
        if self._trusts is not None:
            counts["labels"] = self._trusts.labels.unwritten
        return counts

    async def _keep_indexed(self) -> None:
        """Rebuilds the index at start, and again whenever a better embedder takes over or changes were missed."""
        while True:
            embedder = self._embedder.current
            if vectors_name(embedder) != self._indexed or self._fell_behind or self._late:
                try:
                    await embedder.ready()
                    if vectors_name(embedder) != self._indexed or self._fell_behind:
                        self._fell_behind = False
                        await self.rebuild(embedder)
                    await self._embed_late(embedder)
                except CacheFault as fault:
                    log.debug("the vector index waits: %s", fault)
                # Whatever it was, the next round tries again; this task must not die of it.
                except Exception as mistake:
                    log.error("the vector index could not be rebuilt: %s", placed(mistake))
                    await asyncio.sleep(SWEEP_SECONDS)
            await asyncio.sleep(REBUILD_SECONDS)

    async def rebuild(self, embedder: Embedder) -> None:
        """Fills the index from the store. Texts whose vectors another embedder made are embedded anew."""
        name = vectors_name(embedder)
        others: list[str] = []
        expected, is_kept = await self._expected(), await self._index.is_kept()
        if expected is not None and len(self._index) > MOST_BESIDE * expected and not is_kept:
            await self._index.clear()
        filling = Filling(self._index, embedder.dimension, self._clock, expected or 0)
        async for found in self._store.vectors():
            if found.embedder == name:
                if not is_kept:
                    await filling.add(found)
            else:
                await self._index.remove(found.scope, [found.key])
                others.append(found.key)
        await filling.end()
        self._indexed = name
        unfit = filling.refused
        if others or unfit:
            log.info("embedding %d stored questions anew for %s", len(others) + len(unfit), name)
            await self._embed_anew(others, unfit, embedder)

    def embed_later(self, key: str) -> None:
        """What was stored under the key lacks the vector that it is found by."""
        self._late.append(key)

    async def _embed_late(self, embedder: Embedder) -> None:
        while self._late:
            key = self._late[0]
            try:
                if (entry := await self._store.get(key)) is not None:
                    await self._move_one(entry, embedder, vectors_name(embedder))
            except EmbedderLoading:
                raise  # its turn comes yet
            except EmbedderFault as fault:
                log.debug("%s stays in the exact tier: %s", key, fault)
            if self._late and self._late[0] == key:
                self._late.popleft()

    async def _expected(self) -> int | None:
        """About how many vectors there are; None where that cannot be told, which keeps none from being read."""
        try:
            return await self._store.count()
        except CacheFault as fault:
            log.debug("count: %s", fault)
            return None

    async def _embed_anew(self, others: list[str], unfit: list[str], embedder: Embedder) -> None:
        """In one process at a time: the others hear of what it did, and do what is left when it ended early."""
        name = vectors_name(embedder)
        lease = await self._lease(f"embedding anew for {name}")
        try:
            await self._move(others, embedder, name)
            await self._move(unfit, embedder, name, is_named_so=True)
            await self._store.flush()
        finally:
            if lease is not None:
                await lease.release()

    async def _lease(self, key: str) -> Lease | None:
        """Once nobody else holds it; None where there are none to be had."""
        try:
            while self._leases is not None:
                lease = await self._leases.take(key)
                if lease is not None:
                    return lease
                await self._leases.freed(key)
        except CacheFault as fault:
            log.debug("without a lease: %s", fault)
        return None

    async def _move(self, keys: list[str], embedder: Embedder, name: str, *, is_named_so: bool = False) -> None:
        for key in keys:
            entry = await self._store.get(key)
            if entry is not None and (entry.scope.embedder == name) == is_named_so:
                await self._move_one(entry, embedder, name)

    async def _move_one(self, entry: Entry, embedder: Embedder, name: str) -> None:
        if entry.query is None:
            return
        try:
            vector = await embedder.embed(courtesy.gist(entry.query))
        except TextTooLong:
            return  # it stays in the exact tier
        if await self._store.get(entry.key) != entry:
            return  # stored again meanwhile, with a vector of its own
        moved = replace(entry, scope=replace(entry.scope, embedder=name))
        await self._store.put(moved, vector)
        await self._index.add(moved.scope.digest, entry.key, vector)

    async def _keep_followed(self) -> None:
        """Brings the index in step with what other processes do to the store."""
        while True:
            try:
                await self.follow(await self._store.changes())
            except CacheFault as fault:
                log.debug("changes: %s", fault)
                await asyncio.sleep(REBUILD_SECONDS)
            # Whatever it was, the next round tries again; this task must not die of it.
            except Exception as mistake:
                log.error("what other processes did to the store could not be followed: %s", placed(mistake))
                self._fell_behind = True
                await asyncio.sleep(SWEEP_SECONDS)

    async def follow(self, changes: Changes) -> None:
        """What another embedder made is left alone: only a rebuild knows what to do with it."""
        if not changes.is_whole:
            log.info("too much was changed by other processes to be told; the index is rebuilt")
            self._fell_behind = True
        for scope, key in changes.gone:
            await self._index.remove(scope, [key])
        self.stored(len(changes.stored))
        name = vectors_name(self._embedder.current)
        for found in () if await self._index.is_kept() else changes.stored:
            if found.embedder == name and is_fit(found.vector, self._embedder.current.dimension):
                await self._index.add(found.scope, found.key, found.vector)

    def forget(self, scope: str, keys: Sequence[str]) -> None:
        """Takes out of the index, soon, what the store no longer has."""
        self.spawn(self._forget(scope, keys))

    async def _forget(self, scope: str, keys: Sequence[str]) -> None:
        try:
            await self._index.remove(scope, keys)
        except CacheFault as fault:
            log.debug("index: %s", fault)

    def stored(self, entries: int = 1) -> None:
        """So many entries are new in the store."""
        self._new += entries
        if self._new >= SWEEP_PUTS:
            self._crowded.set()

    async def _keep_swept(self) -> None:
        while True:
            self._new = 0
            self._crowded.clear()
            if self._slot.keeps_house:
                await self.sweep()
            with suppress(TimeoutError):
                async with asyncio.timeout(SWEEP_SECONDS):
                    await self._crowded.wait()

    async def _keep_learned(self) -> None:
        """Puts by what the verifiers learned, and hears what other processes found."""
        while self._trusts is not None:
            await asyncio.sleep(LEARNED_SECONDS)
            try:
                if self._slot.number is None and await self._slot.take():
                    self._trusts.seated()
                self._trusts.keep()
                await self._trusts.labels.refresh()
                self._trusts.hear()
            except CacheFault as fault:
                log.debug("labels: %s", fault)
            # Whatever it was, the next round tries again; this task must not die of it.
            except Exception as mistake:
                log.error("what was learned could not be put by: %s", placed(mistake))
                await asyncio.sleep(SWEEP_SECONDS)

    async def sweep(self) -> None:
        """Gives back the space of entries that are of no more use."""
        try:
            gone = defaultdict[str, list[str]](list)
            for scope, key in await self._store.sweep(self._clock.now()):
                gone[scope].append(key)
            for scope, keys in gone.items():
                await self._index.remove(scope, keys)
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
        # The machine is booked once, whatever runs on it.
        seconds = max(0.0, now - since) if self._slot.keeps_house else 0.0
        work = Work(now, seconds, spent.texts - before.texts, spent.seconds - before.seconds, spent.on)
        for row in cost_rows(work, self._rates, new_id()):
            self._ledger.append(row)

    async def _keep_rows(self) -> None:
        while self._rows_for is not None:
            if self._slot.keeps_house:
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
        for part, count in self.unwritten.items():
            self._metrics.unwritten.labels(part).set(count)
        self._metrics.unwritten_rows.set(self._ledger.unwritten)
