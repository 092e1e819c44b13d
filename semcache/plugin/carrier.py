"""Carries requests through the cache where a proxy makes the upstream calls itself, and tells how they went."""

from __future__ import annotations

import asyncio
import weakref
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import Any

from semcache.core.decision import Bypass, Hit, Miss, NotStored, StaleHit, Stored
from semcache.core.ledger import AttemptRow
from semcache.core.policy import Context
from semcache.core.request import Completion, Usage
from semcache.core.service_tier import billed_tier
from semcache.core.trace import traceparent
from semcache.engine import Engine
from semcache.errors import UpstreamCut, UpstreamUnreachable
from semcache.exchange import Ask, Reply
from semcache.flight import Flight, Flights, Head
from semcache.guard import within
from semcache.ids import new_id
from semcache.lookup import Lookup
from semcache.plugin.calls import OwnCalls
from semcache.plugin.forms import Surface, Told, handed_over, read_result, rendered
from semcache.plugin.prices import OperatorPrices
from semcache.pump import reason_of
from semcache.serving import RIDES, Server, outcome_of
from semcache.wire.heads import Headers

PATIENCE = 60.0
"""Seconds that a request waits for the same one under way before it makes its own call. Nobody tells a plugin for
sure that a client has left and taken its call along."""
GRACE = 1.0
"""Seconds within which an answer that is to be kept is handed over, after it was delivered."""


class NotCached(Exception):
    """The client wants no other than a kept answer, and there is none."""


@dataclass(slots=True)
class Call:
    """One upstream call that the proxy makes after a lookup, and what came of it."""

    ask: Ask
    look: Lookup
    told: Told
    reply: Reply
    """What its client gets."""
    flight: Flight
    at: float
    began: float
    is_recorded: bool = False
    is_booked: bool = False
    is_answered: bool = False

    def answer(self, status: int = 200, client_left: bool = False) -> None:
        """Books what the client got, once."""
        if not self.is_answered:
            self.is_answered = True
            self.reply.status = status
            self.reply.finish(client_left=client_left)


@dataclass(eq=False)
class Exchange:
    """One client's request, from its admission to its last log line. The proxy may make several calls for it."""

    id: str
    """By which the proxy knows it."""
    call_type: str
    surface: Surface
    tenant: str | None
    model: str
    """That the client asked for."""
    call: Call | None = None
    """The last one made."""
    has_failed: bool = False
    """A call came to nothing, and the proxy may make another."""
    headers: dict[str, str] = field(default_factory=dict)
    """For the client."""
    calling: Any = None
    """What the proxy notes about the call that it makes."""


class Carrier(Server):
    """Answers from the cache, lets identical requests share one call, and keeps the books."""

    def __init__(self, engine: Engine, deadline: float, calls: OwnCalls, prices: OperatorPrices) -> None:
        """`deadline`: seconds that a lookup may take in all."""
        super().__init__(engine)
        self._deadline = deadline
        self._calls = calls
        self._prices = prices

    async def answer(self, exchange: Exchange, told: Told) -> dict[str, Any] | None:
        """A kept answer in the proxy's form; None where the proxy is to make a call and tell how it went. Raises
        NotCached where it must not make one."""
        if exchange.call is not None and not exchange.call.flight.is_over:
            return None  # a call within the call that is under way
        ask = self._asked(exchange, told)
        look = self.engine.begin(ask.request, ask.context, ask.directives, ask.bypass)
        try:
            found = await self._in_time(ask, look, exchange.has_failed)
            reply = found if isinstance(found, Reply) else await self._joined(exchange, ask, found, told)
        except asyncio.CancelledError:
            self._left(look)
            raise
        exchange.headers = _headers(reply)
        if reply.content is None:
            return None
        reply.sending()
        reply.finish()
        if reply.status != 200:
            raise NotCached
        return handed_over(exchange.surface.wire, reply.content, told.request.stream)

    def _asked(self, exchange: Exchange, told: Told) -> Ask:
        may_be_repeated = bool(told.arguments and told.deployment_id)
        return Ask(
            request=told.request,
            wire=exchange.surface.wire,
            context=Context(
                exchange.tenant or "unknown",
                told.headers,
                told.metadata,
                deployment=told.deployment,
                priced_as=(told.model,),
                listing=self._prices.of(told.deployment_id),
            ),
            directives=told.directives,
            open=partial(self._calls.repeat, exchange.call_type, told),
            upstream=told.model,
            bypass=told.bypass or (None if exchange.tenant else "no-credential"),
            again=self._calls.ask if may_be_repeated else None,
        )

    def _launched(self, look: Lookup, feed: Callable[[Flight], Awaitable[None]]) -> Flight:
        # Nobody joins: what a client waits for is a call that the proxy knows of, and charges.
        return self.flights.launch(None, feed, look.epoch)

    async def _in_time(self, ask: Ask, look: Lookup, has_failed: bool) -> Reply | Lookup:
        try:
            return await within(self._deadline, self._at_once(ask, look, has_failed))
        except TimeoutError:
            self.engine.metrics.faults.labels("deadline").inc()
            look.verdict, look.would = Bypass("fault:deadline"), None
            return self._not_cached(ask, look) if ask.directives.only_if_cached else look

    async def _at_once(self, ask: Ask, look: Lookup, has_failed: bool) -> Reply | Lookup:
        await self.engine.decide(look)
        verdict = look.verdict
        # Only the proxy can fetch a new answer: the first to find an old one lets it, the others need not wait.
        is_fetched = isinstance(verdict, StaleHit) and self.flights.find(look.flight, look.epoch) is not None
        served = verdict if isinstance(verdict, Hit) or is_fetched else look.would
        if look.weighed is not None and isinstance(served, Hit | StaleHit):
            self._counted(look, served)
        if isinstance(verdict, Hit):
            return self._replay(ask, look, verdict, verdict.tier)
        if ask.directives.only_if_cached:
            return self._not_cached(ask, look)
        if isinstance(verdict, StaleHit) and is_fetched:
            return self._replay(ask, look, verdict, "stale-while-revalidate")
        if has_failed and (reply := await self._despite(ask, look, 0)) is not None:
            return reply
        return look

    def _rendered(self, ask: Ask, completion: Completion) -> tuple[list[bytes], Headers]:
        assert ask.wire is not None, "every surface has one"
        return rendered(ask.wire, completion, new_id(), ask.request.stream), ()

    async def _joined(self, exchange: Exchange, ask: Ask, look: Lookup, told: Told) -> Reply:
        """A reply from the same request under way; else one without content, to be filled by a call."""
        shareable = isinstance(look.verdict, Miss | StaleHit) and look.world is not None
        shareable = shareable and not (isinstance(look.verdict, Miss) and not look.verdict.may_share)
        rides = 0
        while True:
            now = self.engine.clock.monotonic()
            joins = shareable and rides < RIDES and self._unshareable.get(look.key, 0.0) <= now
            flight = self.flights.find(look.flight, look.epoch) if joins else None
            if flight is None:
                return self._opened(exchange, ask, look, told, joins)
            with flight.board() as ride:
                try:
                    async with asyncio.timeout(PATIENCE):
                        reply = await self._follow(ask, look, ride)
                except TimeoutError:
                    reply, rides = None, RIDES
            if reply is not None:
                return reply
            rides = rides + 1 if flight.error is not None else RIDES

    def _opened(self, exchange: Exchange, ask: Ask, look: Lookup, told: Told, joins: bool) -> Reply:
        key = look.flight if joins else None
        flight = self.flights.open(key, look.epoch)
        reply = Reply(self.engine, look, 200, (), self._status(look), outcome=outcome_of(look), ride=flight.board())
        now = self.engine.clock.monotonic()
        flight.tier = billed_tier(look.request, None)  # until an answer says otherwise
        exchange.call = Call(ask, look, told, reply, flight, self.engine.clock.now(), now)
        # An exchange that nothing refers to any more will not be heard of again.
        weakref.finalize(exchange, _forget, self.flights, key, exchange.call).atexit = False
        return reply

    # What the proxy tells.

    async def keep(self, exchange: Exchange, result: Any, headers: Headers = ()) -> None:
        """The call's whole answer, which may be told more than once, and its provider's headers."""
        call = exchange.call
        if call is None or call.is_recorded:
            return
        answer = read_result(exchange.surface, result)
        if answer.defect == "wrong-object":
            return  # of a call within the call, in another protocol
        call.is_recorded = True
        flight = call.flight
        flight.usage = answer.usage
        flight.model = answer.completion.model if answer.completion is not None else None
        flight.tier = billed_tier(call.look.request, answer.completion)
        try:
            verdict = await self.engine.record(call.look, answer, headers)
            if isinstance(verdict, NotStored):
                self._not_shareable(call.look.key)
            self.checker.landed(call.ask, call.look, answer, verdict)
            flight.begin(Head(200, ()))
            flight.land(verdict)
        except BaseException:
            flight.end(UpstreamCut("nobody waited until it was kept"))  # one of those who wait makes another call
            raise
        finally:
            self._over(call)

    def failed(self, exchange: Exchange, status: int, error: str, seconds: float) -> None:
        """The call came to nothing; the proxy may make another."""
        exchange.has_failed = True
        call = exchange.call
        if call is not None and not call.is_booked:
            self._book(call, status, error, None, None, seconds, seconds)
            call.flight.end(UpstreamUnreachable(error))
            self._over(call)

    def done(
        self,
        exchange: Exchange,
        usage: Callable[[], Usage | None],
        dollars: Decimal | None,
        seconds: float,
        first_byte: float,
    ) -> None:
        """The call succeeded and its client has the answer. `dollars` are what the proxy says it cost; it is asked for
        the `usage` where no answer was kept that says so."""
        call = exchange.call
        if call is not None and not call.is_booked:
            self._book(call, 200, "", call.flight.usage or usage(), dollars, seconds, first_byte)
            call.reply.sending(min(call.began + first_byte, self.engine.clock.monotonic()))
            call.answer()
            if not call.is_recorded:  # some answers, empty ones say, are never handed over to be kept
                asyncio.get_running_loop().call_later(GRACE, self._over, call)

    def refused(self, exchange: Exchange, status: int) -> None:
        """The client gets an error, whatever came before."""
        call = exchange.call
        if call is not None:
            call.answer(status)
            self._over(call)

    def _over(self, call: Call) -> None:
        self.flights.retire(call.look.flight, call.flight)
        call.flight.end()

    def _book(
        self,
        call: Call,
        status: int,
        error: str,
        usage: Usage | None,
        said: Decimal | None,
        seconds: float,
        first_byte: float,
    ) -> None:
        call.is_booked = True
        look, books, kept = call.look, self.engine.books, call.flight.verdict
        dollars, price = books.price(
            usage, call.flight.model or "", look.request.model, tier=call.flight.tier, where=look.context
        )
        books.book(
            AttemptRow(
                id=new_id(),
                request_id=look.request_id,
                at=call.at,
                tenant=look.tenant,
                protocol=look.request.protocol,
                model=look.request.model,
                upstream=call.told.model,
                purpose="serve",
                status=status,
                error=error,
                usage=usage,
                cost=said if dollars is None else dollars,
                price=price,
                seconds=seconds,
                first_byte=first_byte,
                rule=look.rule.name,
                outcome=outcome_of(look),
                reason=reason_of(look.verdict),
                kept="stored" if isinstance(kept, Stored) else "" if kept is None else kept.reason,
                stream=look.request.stream,
                trace=traceparent(look.context.headers),
            )
        )


def _forget(flights: Flights, key: str | None, call: Call) -> None:
    """Its client has left: whoever waits for this call makes another."""
    flights.retire(key, call.flight)
    if not call.flight.is_over:
        call.flight.end(UpstreamCut("nobody told how it ended"))
    call.answer(499, client_left=True)


def _headers(reply: Reply) -> dict[str, str]:
    said = {"cache-status": str(reply.cache_status), "semcache-request-id": reply.look.request_id}
    return said if reply.age is None else {**said, "age": str(reply.age)}
