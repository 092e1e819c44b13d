"""Entries in a Redis that many processes on many hosts share."""

from __future__ import annotations

import asyncio
import heapq
import time
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace

import numpy as np

from semcache.core.entry import Entry
from semcache.core.world import Announcement, Event, World
from semcache.errors import StoreFault
from semcache.ports import Changes, StoredVector, Vector
from semcache.redis.client import Client
from semcache.redis.hearing import Hearing
from semcache.redis.leases import RedisLeases
from semcache.redis.looking import LOOK_PATIENCE, READ_AT_ONCE, Reader
from semcache.redis.names import Names
from semcache.redis.replica import Replica
from semcache.redis.sweeping import Sweeper
from semcache.redis.values import Seal
from semcache.redis.waiting import Put
from semcache.redis.writing import Writer
from semcache.redisurl import RedisUrl
from semcache.storage.hot import size_of

READ_PATIENCE = 2.0
"""For what a request waits for; its own budget is shorter."""
RELEARN_SECONDS = 1.0


class RedisStore:
    """Entries by key in one Redis, written behind the requests' back and read from memory where possible.

    No request asks Redis for anything but an entry that others stored or that was not used for long. Where this
    process cannot vouch for what it has heard (see `semcache.redis.hearing`), everything is a StoreFault, at once.
    """

    def __init__(
        self,
        url: RedisUrl,
        *,
        secret: str,
        prefix: str = "semcache",
        max_entries: int = 1_000_000,
        hot_bytes: int = 64 << 20,
        pending_bytes: int = 64 << 20,
        now: Callable[[], float] = time.time,
    ) -> None:
        """Connects when it is first used. UsageError when redis-py is not installed."""
        self._client = Client(url)
        self._names = Names(prefix)
        self._max_entries = max_entries
        seal = Seal(secret.encode(), prefix)
        self._replica = Replica(max_entries, hot_bytes)
        self._hearing = Hearing(self._client, self._names, seal, self._replica)
        self._reader = Reader(self._client, self._names, seal, self._hearing)
        self._writer = Writer(
            self._client, self._names, seal, self._hearing, now, pending_bytes, refused=self._replica.drop
        )
        self._sweeper = Sweeper(self._client, self._names, self._hearing, self._reader, self._writer, max_entries)
        self._seal = seal
        self._learner: asyncio.Task[None] | None = None
        self._closed = False

    @property
    def unwritten(self) -> int:
        """Entries that could not be written and were dropped."""
        return self._writer.unwritten

    @property
    def damaged(self) -> int:
        """What was found not to be as it was written, and was treated as absent."""
        return self._reader.damaged

    def leases(self) -> RedisLeases:
        """Which of the processes that share this store makes a call. To be closed before the store."""
        return RedisLeases(self._client, self._names, self._hearing)

    async def get(self, key: str) -> Entry | None:
        await self._begun()
        entry = self._replica.hot(key) or self._writer.pending(key)
        if entry is not None:
            return entry
        if key not in self._replica.known:
            return None
        return (await self._load([key])).get(key)

    async def look(self, key: str) -> tuple[World, Entry | None]:
        entry = await self.get(key)
        return await self.world(), entry

    async def get_many(self, keys: Sequence[str]) -> list[Entry | None]:
        await self._begun()
        found = {key: self._replica.hot(key) or self._writer.pending(key) for key in keys}
        elsewhere = [key for key, entry in found.items() if entry is None and key in self._replica.known]
        if elsewhere:
            found |= await self._load(elsewhere)
        return [found[key] for key in keys]

    async def put(self, entry: Entry, vector: Vector | None, fence: int | None = None) -> None:
        await self._begun()
        if self._replica.outbids(entry.key, fence) or not self._hearing.is_of_this_generation(entry.contract.epoch):
            return
        kept = None if vector is None else np.array(vector, dtype=np.float32)
        self._replica.put(entry, fence)
        self._writer.put(Put(entry, kept, fence, size_of(entry) + (0 if kept is None else kept.nbytes)))

    async def flush(self) -> None:
        await self._begun()
        await self._writer.flush()

    async def remove(self, keys: Iterable[str]) -> int:
        await self._begun()
        known = [key for key in dict.fromkeys(keys) if key in self._replica.known]
        try:
            return await self._writer.remove(known) if known else 0
        finally:  # not before: who asks meanwhile may load it once more
            for key in known:
                self._replica.drop(key)

    async def changes(self) -> Changes:
        await self._begun_whatever_comes()
        news = await self._replica.changes()
        if news is None:
            return Changes(is_whole=False)
        stored = [place for place, is_stored in news.items() if is_stored]
        try:
            vectors = dict(zip(stored, await self._reader.vectors(stored), strict=True))
        except BaseException:
            self._replica.put_back(news)
            raise
        gone = tuple(place for place in news if vectors.get(place) is None)
        return Changes(tuple(one for one in vectors.values() if one is not None), gone)

    async def sweep(self, now: float) -> list[tuple[str, str]]:
        await self._begun()
        await self._writer.write()
        # A put takes its key out again: it is there, and must stay in the index.
        self._replica.swept = swept = {}

        def tell(place: tuple[str, str]) -> None:
            scope, key = place
            if self._writer.pending(key) is None:
                self._replica.drop(key)
                swept[key] = scope

        try:
            await self._sweeper.sweep(now, tell)
        except StoreFault:
            if not swept:
                raise  # otherwise the index must still hear of what is gone
        if self._replica.known.added > self._max_entries:
            self._replica.to_learn.set()
        return [(scope, key) for key, scope in swept.items()]

    async def vectors(self) -> AsyncIterator[StoredVector]:
        await self._begun()
        await self._writer.write()
        async for _, places in self._reader.places():
            for start in range(0, len(places), READ_AT_ONCE):
                for found in await self._reader.vectors(places[start : start + READ_AT_ONCE]):
                    if found is not None:
                        yield found

    async def world(self) -> World:
        await self._begun()
        return await self._hearing.world()

    async def announce(self, event: Event, who: str, now: float) -> Announcement:
        self._seal.event(1, event, who, now)
        before = await self.world()
        number = await self._hearing.announce(event, who, now)
        entries = None
        with suppress(StoreFault):  # it is in force all the same
            entries = await self._count_gone(before, event)
            await self._client.do("HSET", self._names.counted, number, entries, seconds=LOOK_PATIENCE)
        return Announcement(number, event, who, now, entries)

    async def count_gone(self, event: Event) -> int:
        self._seal.event(1, event, "", 0.0)
        return await self._count_gone(await self.world(), event)

    async def _count_gone(self, before: World, event: Event) -> int:
        await self._writer.write()
        after = before.after(before.epoch + 1, event)
        gone: set[str] = set()
        async for _, places in self._reader.places():
            for found in await self._reader.grounds(places):
                grounds = found.grounds
                if grounds is not None and before.says_gone(grounds) is None and after.says_gone(grounds) is not None:
                    gone.add(grounds.key)
        return len(gone)

    async def announcements(self, limit: int = 100) -> AsyncIterator[Announcement]:
        await self._begun()
        await self._hearing.sure()
        items = await self._client.do("XREVRANGE", self._names.events, "+", "-", "COUNT", limit, seconds=LOOK_PATIENCE)
        numbers = [int(id.partition(b"-")[0]) for id, _ in items]
        counted = (
            await self._client.do("HMGET", self._names.counted, *numbers, seconds=LOOK_PATIENCE) if numbers else []
        )
        for number, (_, fields), entries in zip(numbers, items, counted, strict=True):
            yield replace(self._seal.read_event(number, fields), entries=None if entries is None else int(entries))

    async def find_keys(self, prefix: str, limit: int = 2) -> list[str]:
        await self._begun()
        await self._writer.write()
        found: set[str] = set()
        async for _, places in self._reader.places():
            found.update(key for _, key in places if key.startswith(prefix))
        return heapq.nsmallest(limit, found)

    async def count(self) -> int:
        await self._begun()
        await self._writer.write()
        return int(await self._client.do("ZCARD", self._names.ends, seconds=LOOK_PATIENCE))

    async def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        if self._learner is not None:
            self._learner.cancel()
            await asyncio.gather(self._learner, return_exceptions=True)
        await self._writer.close()
        await self._hearing.close()
        await self._client.close()

    async def _begun(self) -> None:
        """Everything runs, and this process may vouch for what it has heard."""
        if self._hearing.vouches and self._learner is not None and not self._closed:
            return
        await self._begun_whatever_comes()
        await self._hearing.sure()

    async def _begun_whatever_comes(self) -> None:
        if self._closed:
            raise StoreFault("the store is closed")
        if self._learner is None:
            self._learner = asyncio.create_task(self._keep_learning())
            self._hearing.begin()
            self._writer.begin()

    async def _load(self, keys: list[str]) -> dict[str, Entry | None]:
        """From Redis; kept in memory unless it was changed in the meantime."""
        token = self._replica.loading(keys)
        found: dict[str, Entry | None] = {}
        began = time.monotonic()
        try:
            found = await self._reader.entries(keys, READ_PATIENCE)
        except StoreFault as fault:
            self._hearing.doubt(str(fault))
            raise
        except asyncio.CancelledError:
            if time.monotonic() - began > self._hearing.slow:
                self._hearing.doubt(f"{self._client.url} answers too slowly")
            raise
        finally:
            self._replica.loaded(token, keys, found)
        return found

    async def _keep_learning(self) -> None:
        """The filter of stored keys. Until it knows them, every miss asks Redis."""
        while True:
            await self._replica.to_learn.wait()
            try:
                await self._hearing.sure()
                await self._replica.learn(self._stored_keys())
            except StoreFault:
                await asyncio.sleep(RELEARN_SECONDS)

    async def _stored_keys(self) -> AsyncIterator[list[str]]:
        yield self._writer.pending_keys()
        async for _, places in self._reader.places():
            yield [key for _, key in places]
