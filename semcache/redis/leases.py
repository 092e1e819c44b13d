"""Leases for the processes of many hosts: a key in Redis that expires by itself where nobody prolongs it."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import suppress

from semcache.errors import StoreFault
from semcache.ids import new_id
from semcache.redis import scripts
from semcache.redis.client import Client
from semcache.redis.hearing import Hearing
from semcache.redis.names import Names

log = logging.getLogger("semcache")

LEASE_SECONDS = 2.0
RENEW_SECONDS = 0.5
PATIENCE = 1.0
"""Also for taking: whoever hears only later that he has it may have lost it already."""
SOONEST, LATEST = 0.02, 0.1
"""Seconds between two looks at whether a lease is free; the bell makes it sooner."""


class RedisLeases:
    """The lease of a key is a key with a random value that lives for two seconds and is prolonged four times as often.

    Fences are counted by Redis once the lease is held, so each is higher than that of every holder before.
    """

    def __init__(self, client: Client, names: Names, hearing: Hearing) -> None:
        self._client = client
        self._names = names
        self._hearing = hearing
        self._held: dict[str, RedisLease] = {}
        self._giving_back: set[asyncio.Task[None]] = set()
        """Of what was asked for by who has left."""
        self._renewing: asyncio.Task[None] | None = None
        self._closed = False

    async def take(self, key: str) -> RedisLease | None:
        await self._sure()
        if key in self._held:
            return None
        lease = self._held[key] = RedisLease(self, key, new_id())
        began = time.monotonic()
        # A task of its own, which nobody cancels: only with the reply it is known what there is to give back.
        taking = asyncio.create_task(self._taken(lease))
        try:
            lease.fence = await asyncio.shield(taking)
        except BaseException as error:
            self._let_go(lease)
            if isinstance(error, asyncio.CancelledError):
                self._give_back(lease, taking)
            # One that Redis did not answer for in time ends by itself, for nobody prolongs it.
            if isinstance(error, StoreFault) or time.monotonic() - began > self._hearing.slow:
                self._hearing.doubt("a lease could not be taken in time")
            raise
        if not lease.fence:
            self._let_go(lease)
            return None
        if self._renewing is None or self._renewing.done():
            self._renewing = asyncio.create_task(self._keep_renewing())
        return lease

    async def _taken(self, lease: RedisLease) -> int:
        """Its fence; 0 where somebody else holds it."""
        taken, fence = await self._client.run(
            [
                self._client.eval(scripts.TAKE, self._names.lease(lease.key), lease.token, int(LEASE_SECONDS * 1000)),
                self._client.eval(scripts.COUNT, self._names.fence),
            ],
            PATIENCE,
        )
        return int(fence) if taken else 0

    def _give_back(self, lease: RedisLease, taking: asyncio.Task[int]) -> None:
        """Whoever asked for it has left before Redis answered."""

        async def give_back() -> None:
            with suppress(StoreFault):
                if await taking:
                    await self._delete(lease)

        giving = asyncio.create_task(give_back())
        self._giving_back.add(giving)
        giving.add_done_callback(self._giving_back.discard)

    async def freed(self, key: str) -> None:
        pause = SOONEST
        while True:
            await self._sure()
            rung = self._hearing.bell.rung
            if not await self._client.do("EXISTS", self._names.lease(key), seconds=PATIENCE):
                return
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await rung.wait()
            pause = min(LATEST, 1.2 * pause)

    async def close(self) -> None:
        self._closed = True
        if self._renewing is not None:
            self._renewing.cancel()
            await asyncio.gather(self._renewing, return_exceptions=True)
        await asyncio.gather(*(lease.release() for lease in list(self._held.values())), *self._giving_back)

    async def _sure(self) -> None:
        if self._closed:
            raise StoreFault("the leases are closed")
        self._hearing.begin()
        await self._hearing.sure()

    async def _keep_renewing(self) -> None:
        while self._held:
            await asyncio.sleep(RENEW_SECONDS)
            leases = [lease for lease in self._held.values() if lease.fence]
            prolonging = [
                self._client.eval(scripts.PROLONG, self._names.lease(lease.key), lease.token, int(LEASE_SECONDS * 1000))
                for lease in leases
            ]
            try:
                replies = await self._client.each(prolonging, PATIENCE)
            except StoreFault as fault:
                log.debug("leases are not prolonged: %s", fault)
                continue
            for lease, reply in zip(leases, replies, strict=True):
                if reply == 0 and self._held.get(lease.key) is lease:
                    # Somebody else may hold it; the fence keeps what we still put from what he puts.
                    del self._held[lease.key]

    async def _release(self, lease: RedisLease) -> None:
        if self._held.get(lease.key) is lease:
            del self._held[lease.key]
            await self._delete(lease)

    def _let_go(self, lease: RedisLease) -> None:
        if self._held.get(lease.key) is lease:
            del self._held[lease.key]

    async def _delete(self, lease: RedisLease) -> None:
        with suppress(StoreFault):  # then it ends by itself
            await self._client.script(scripts.DELETE_IF, self._names.lease(lease.key), lease.token, seconds=PATIENCE)
            await self._hearing.bell.ring()


class RedisLease:
    """A lease that is held, until it is released or Redis was not heard for two seconds."""

    def __init__(self, leases: RedisLeases, key: str, token: str) -> None:
        self.key = key
        self.token = token
        self.fence = 0
        self._leases = leases

    @property
    def is_lost(self) -> bool:
        """Whether it is known that it ended."""
        return self._leases._held.get(self.key) is not self

    async def release(self) -> None:
        await self._leases._release(self)
