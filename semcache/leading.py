"""Single flight across processes: one of them makes the call, the others wait until its answer is stored."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from semcache.core.decision import Stored
from semcache.core.entry import Entry
from semcache.core.service_tier import billed_tier
from semcache.engine import Engine
from semcache.errors import CacheFault, UpstreamCut
from semcache.flight import Flight, Head
from semcache.lookup import Lookup
from semcache.ports import Lease, Leases

log = logging.getLogger("semcache")

WAITS = 2
"""How many calls of other processes that came to nothing a request waits for before its own process makes one."""

Pump = Callable[[Flight], Awaitable[None]]


class Leading:
    """Feeds flights: with the upstream's answer, or with what another process stored meanwhile.

    Whoever makes the call holds its lease until the answer is stored and flushed. Where leases are in trouble every
    process makes its own calls.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def call(self, look: Lookup, flight: Flight, pump: Pump) -> None:
        """Has the flight fed by the pump, unless another process is making this very call and stores its answer."""
        leases = self._engine.parts.leases
        lease = None if leases is None else await self._lease(leases, look, flight)
        if flight.is_from_elsewhere:
            return
        await self._pumped(look, flight, pump, lease)

    async def renew(self, look: Lookup, flight: Flight, pump: Pump) -> None:
        """Has an answer fetched that nobody waits for. Raises UpstreamCut where another process is at it."""
        leases, lease = self._engine.parts.leases, None
        if leases is not None:
            try:
                lease = await self._take(leases, look)
            except CacheFault as fault:
                log.debug("without a lease: %s", fault)
            else:
                if lease is None:
                    raise UpstreamCut("another process fetches it")
        await self._pumped(look, flight, pump, lease)

    async def _pumped(self, look: Lookup, flight: Flight, pump: Pump, lease: Lease | None) -> None:
        if lease is not None:
            look.fence = lease.fence
            self._engine.upkeep.spawn(self._hand_over(flight, lease))
        await pump(flight)

    async def _hand_over(self, flight: Flight, lease: Lease) -> None:
        """Lets those who wait elsewhere go on once they can see the answer. No client waits for this."""
        try:
            if isinstance(await flight.landed(), Stored):
                await self._engine.store.flush()
        except CacheFault as fault:
            log.debug("those who wait for an answer may not find it: %s", fault)
        finally:
            await lease.release()

    async def _lease(self, leases: Leases, look: Lookup, flight: Flight) -> Lease | None:
        """The lease, or None: the flight was fed from the store, or this process goes alone."""
        try:
            lease = await self._take(leases, look)
            for _ in range(WAITS):
                if lease is not None:
                    break
                await leases.freed(look.flight)
                if await self._fed_from_store(look, flight):
                    return None
                lease = await self._take(leases, look)
            if lease is not None and await self._released_if_fed(look, flight, lease):
                return None
        except CacheFault as fault:
            log.debug("without a lease: %s", fault)
            return None
        return lease

    async def _take(self, leases: Leases, look: Lookup) -> Lease | None:
        engine = self._engine
        return await engine.parts.guards["leases"].call(lambda: leases.take(look.flight), engine.parts.budget)

    async def _released_if_fed(self, look: Lookup, flight: Flight, lease: Lease) -> bool:
        """Another process may have stored its answer, and released its lease, after this request looked for one."""
        fed = False
        try:
            fed = await self._fed_from_store(look, flight)
        except CacheFault as fault:
            log.debug("the store was not looked at again: %s", fault)
        except BaseException:
            await lease.release()
            raise
        if fed:
            await lease.release()
        return fed

    async def _fed_from_store(self, look: Lookup, flight: Flight) -> bool:
        entry = await self._engine.decider.stored_meanwhile(look)
        if entry is not None:
            _feed(flight, look, entry)
        return entry is not None


def _feed(flight: Flight, look: Lookup, entry: Entry) -> None:
    completion = entry.completion
    flight.usage, flight.model = completion.usage, completion.model
    flight.tier = billed_tier(look.request, completion)
    flight.is_from_elsewhere = True
    flight.begin(Head(200, ((b"content-type", b"application/json"),)))
    flight.land(Stored(completion, entry.contract))
