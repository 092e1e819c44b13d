"""Asks a share of the semantic hits upstream too, after they went out, to see how often they are wrong."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from decimal import Decimal

from semcache.checking import Checker
from semcache.core.bound import Purpose
from semcache.core.compare import Different, Doubt
from semcache.core.decision import Hit, StaleHit, Stored
from semcache.core.ledger import Tier
from semcache.core.request import digest
from semcache.core.service_tier import billed_tier
from semcache.core.tenant import may_be_used_again
from semcache.core.upstreams import Call
from semcache.engine import Engine
from semcache.errors import CacheFault, UpstreamError
from semcache.exchange import Ask
from semcache.flight import Flight, Flights
from semcache.lookup import Lookup

log = logging.getLogger("semcache")

AT_ONCE = 2
BUSY_FLIGHTS = 8
"""While more calls than this are under way, people are served first."""

Fetch = Callable[[Ask, Lookup, str], Awaitable[Flight]]


class Auditor:
    """Draws at random, stays within the rule's budget of the day, and gives way to everybody."""

    def __init__(self, engine: Engine, flights: Flights, fetch: Fetch, checker: Checker) -> None:
        self._engine = engine
        self._flights = flights
        self._fetch = fetch
        self._checker = checker
        self._under_way = 0
        self._reserved: dict[str, Decimal] = {}
        self._told: set[str] = set()

    def consider(self, ask: Ask, look: Lookup, hit: Hit | StaleHit) -> None:
        """A hit went out. Returns at once."""
        audit = look.rule.audit
        if isinstance(hit, StaleHit) or hit.tier is not Tier.SEMANTIC or not _is_drawn(look.request_id, audit.share):
            return
        completion = hit.entry.completion
        tier, asked = billed_tier(look.request, completion), look.request.model
        dollars, _ = self._engine.books.price(completion.usage, completion.model, asked, tier=tier, where=look.context)
        why_not = self._why_not(ask, look, dollars)
        if why_not:
            self._count(look, why_not)
            return
        assert dollars is not None
        self._under_way += 1
        self._reserve(look, dollars)
        self._engine.upkeep.spawn(self._audit(ask, look, hit, dollars))

    def _why_not(self, ask: Ask, look: Lookup, dollars: Decimal | None) -> str:
        rule = look.rule
        if ask.again is None or not may_be_used_again(look.context.headers):
            return "credential"
        if dollars is None:
            self._tell(
                f"rule {rule.name}: hits of {look.request.model} are not audited, for what that costs is unknown"
            )
            return "unpriced"
        is_asked = self._flights.find(look.flight, look.epoch) is not None
        if is_asked or self._under_way >= AT_ONCE or len(self._flights) > BUSY_FLIGHTS:
            return "busy"
        spent = self._engine.labels.spent(self._day(), rule.name) + self._reserved.get(rule.name, Decimal(0))
        return "budget" if spent + dollars > rule.audit.budget else ""

    async def _audit(self, ask: Ask, look: Lookup, hit: Hit, dollars: Decimal) -> None:
        result = "failed"
        try:
            with suppress(UpstreamError):  # it is booked
                flight = await self._fetch(ask, look, "audit")
                self._spend(look, flight)
                result = await self._concluded(ask, look, hit, flight)
        except CacheFault as fault:
            log.debug("an audit came to nothing: %s", fault)
        finally:
            self._under_way -= 1
            self._reserve(look, -dollars)
            self._count(look, result)

    async def _concluded(self, ask: Ask, look: Lookup, hit: Hit, flight: Flight) -> str:
        if not isinstance(flight.verdict, Stored):
            return "unusable"
        found = await self._checker.compare_or_ask(ask, look, hit.entry, flight.verdict.completion)
        self._checker.conclude(
            look, hit.entry, hit.tier, hit.similarity, found, Purpose.AUDIT, share=look.rule.audit.share
        )
        await self._checker.relate(look, flight.verdict.completion, hit.entry, found)
        if isinstance(found, Doubt):
            return "doubt"
        if not isinstance(found, Different):
            return "same"
        standing = self._engine.trusts.standing(hit.entry.key)
        if standing.wrong > standing.right + 1:  # else it may well answer its own question
            await self._checker.evict(hit.entry.key, "audit")
        return "different"

    def _spend(self, look: Lookup, flight: Flight) -> None:
        calls = flight.errand.calls
        call, model = calls[-1] if calls else Call(""), look.request.model
        cost, _ = self._engine.books.bill(
            flight.usage, call, flight.model or model, model, tier=flight.tier, where=look.context
        )
        if cost is not None:
            self._engine.labels.spend(self._day(), look.rule.name, cost)
            self._engine.metrics.audit_dollars.labels(look.rule.name).inc(float(cost))

    def _reserve(self, look: Lookup, dollars: Decimal) -> None:
        self._reserved[look.rule.name] = self._reserved.get(look.rule.name, Decimal(0)) + dollars

    def _day(self) -> int:
        return int(self._engine.clock.now() // 86400)

    def _count(self, look: Lookup, result: str) -> None:
        self._engine.metrics.audits.labels(look.rule.name, result).inc()

    def _tell(self, line: str) -> None:
        if line not in self._told and len(self._told) < 100:
            self._told.add(line)
            log.warning("%s", line)


def _is_drawn(request_id: str, share: float) -> bool:
    return int(digest(request_id)[:8], 16) / 2**32 < share
