"""Serves one request: replays a stored answer, joins a call under way, or has one made."""

from __future__ import annotations

import asyncio
import math
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial

from semcache.auditing import Auditor
from semcache.checking import Checker
from semcache.core.decision import Bypass, Hit, Miss, NotStored, StaleHit, Stored
from semcache.core.directives import CacheStatus
from semcache.core.ledger import Outcome, Tier
from semcache.core.request import Completion
from semcache.engine import Engine
from semcache.errors import UpstreamError
from semcache.exchange import Ask, Reply
from semcache.flight import Flight, Flights, Ride
from semcache.ids import new_id
from semcache.leading import Leading
from semcache.lookup import Lookup
from semcache.nearby import Nearby
from semcache.pump import Pump
from semcache.wire.chat import CHAT
from semcache.wire.heads import Headers

RIDES = 2
"""How many calls that failed a request waits for before it makes its own, so that a failing upstream does not make
a thousand requests wait for each other in a row."""
PATIENCE_SECONDS = 20.0
"""For how long a request waits for the answer to another wording: its own might come sooner."""
UNSHAREABLE_SECONDS = 10.0
"""For how long requests do not wait for each other after an answer that could not be kept."""
UNSHAREABLE_KEYS = 100_000
_RETRIABLE = frozenset({408, 409, 425, 429})
_TROUBLE = frozenset({500, 502, 503, 504})
"""The statuses for which RFC 5861 lets a stale answer stand in."""
_JSON: Headers = ((b"content-type", b"application/json"),)
_EVENT_STREAM: Headers = ((b"content-type", b"text/event-stream; charset=utf-8"), (b"cache-control", b"no-cache"))


class Server:
    """Carries requests between clients, the engine and the upstream."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.flights = Flights()
        self._leading = Leading(engine)
        self._nearby = Nearby()
        self._unshareable: OrderedDict[str, float] = OrderedDict()
        """Until when, in the order in which that comes."""
        self.checker = Checker(engine)
        self.auditor = Auditor(engine, self.flights, self.fetch, self.checker)

    async def look_up(self, ask: Ask) -> Reply | Lookup:
        """The reply, where none has to be fetched; else what to `forward`."""
        look = self.engine.begin(ask.request, ask.context, ask.directives, ask.bypass)
        try:
            await self.engine.decide(look)
        except asyncio.CancelledError:
            self._left(look)
            raise
        return self._answered(ask, look) or look

    def _answered(self, ask: Ask, look: Lookup) -> Reply | None:
        """The reply that was decided on; None where one has to be fetched."""
        if look.weighed is not None and isinstance(hit := look.would or look.verdict, Hit | StaleHit):
            self._counted(look, hit)
        if isinstance(look.verdict, Hit):
            return self._replay(ask, look, look.verdict, look.verdict.tier)
        if ask.directives.only_if_cached:
            return self._not_cached(ask, look)
        if isinstance(look.verdict, StaleHit):
            self._revalidate(ask, look)
            return self._replay(ask, look, look.verdict, "stale-while-revalidate")
        return None

    def _counted(self, look: Lookup, hit: Hit | StaleHit) -> None:
        """What is served on the verifier's word takes from what may be risked."""
        if (weighed := look.weighed_as(hit.entry.key)) is not None:
            self.engine.trusts.served(look.rule, weighed)

    # Answers from the cache.

    def _replay(self, ask: Ask, look: Lookup, hit: Hit | StaleHit, detail: str) -> Reply:
        content, media_type = self._rendered(ask, hit.entry.completion)
        ttl = math.floor(hit.entry.contract.ttl(look.at))  # negative from the first moment on which it is stale
        status = CacheStatus(hit=True, ttl=ttl, key=hit.entry.key[:16], detail=detail)
        outcome = Outcome.HIT if isinstance(hit, Hit) else Outcome.STALE
        drawn = isinstance(hit, Hit) and hit.tier is Tier.SEMANTIC and look.rule.audit.share
        return Reply(
            self.engine,
            look,
            200,
            media_type,
            status,
            outcome=outcome,
            tier=hit.tier,
            hit=hit,
            content=content,
            then=partial(self.auditor.consider, ask, look, hit) if drawn else None,
        )

    def _revalidate(self, ask: Ask, look: Lookup) -> None:
        """Fetches a new answer in the background, unless somebody is at it."""
        if self.flights.find(look.flight, look.epoch) is None:
            pump = self._pump(ask, look, "revalidate")
            ride = self._launched(look, partial(self._leading.renew, look, pump=pump.run)).board()

            async def revalidate() -> None:
                with suppress(UpstreamError):  # it is booked, and the next stale answer tries again
                    await self._fetched(ride)

            self.engine.upkeep.spawn(revalidate())

    async def fetch(self, ask: Ask, look: Lookup, purpose: str) -> Flight:
        """Fetches and records an answer that no client waits for. Raises UpstreamError."""
        ride = self._launched(look, self._pump(ask, look, purpose).run).board()
        await self._fetched(ride)
        return ride.flight

    def _launched(self, look: Lookup, feed: Callable[[Flight], Awaitable[None]]) -> Flight:
        """A call that others can join."""
        flight = self.flights.launch(look.flight, feed, look.epoch, ended=partial(self._nearby.remove, look))
        self._nearby.add(look, flight)
        return flight

    async def _fetched(self, ride: Ride) -> None:
        with ride:
            await ride.begun()
            async for _ in ride.events():
                pass

    def _rendered(self, ask: Ask, completion: Completion) -> tuple[list[bytes], Headers]:
        wire, request = ask.wire, ask.request
        assert wire is not None, "what is only passed through is never kept"
        if request.stream:
            return wire.replay_stream(completion, wire.answer_id(new_id()), request.include_usage), _EVENT_STREAM
        return [wire.replay_json(completion, wire.answer_id(new_id()))], _JSON

    def _not_cached(self, ask: Ask, look: Lookup) -> Reply:
        """RFC 9111 section 5.2.1.7: 504 when only a stored answer would do."""
        message = "No stored answer may be served, and the request said only-if-cached."
        body = (ask.wire or CHAT).error_body(message, "semcache_error", "only_if_cached")
        status = CacheStatus(detail=f"only-if-cached:{self._status(look).detail}")
        return Reply(self.engine, look, 504, _JSON, status, outcome=outcome_of(look), content=[body])

    # Answers from upstream.

    async def forward(self, ask: Ask, look: Lookup) -> Reply:
        """A reply from upstream: from a call that is under way where one can be shared, else from a new one."""
        rides, has_waited = 0, False
        while True:
            # Where nobody can tell what events there were, an answer under way may rest on what one of them ended.
            shareable = isinstance(look.verdict, Miss) and look.verdict.may_share and look.world is not None
            joins = shareable and rides < RIDES and self._is_shareable(look.key)
            flight = self.flights.find(look.flight, look.epoch) if joins else None
            leads = flight is None
            if flight is None and joins and not has_waited and (near := self._near(look)) is not None:
                has_waited = True
                if (reply := await self._answered_by(near, ask, look)) is not None:
                    return reply
                continue
            if flight is None:
                pump = self._pump(ask, look)
                if joins:
                    flight = self._launched(look, partial(self._leading.call, look, pump=pump.run))
                else:
                    flight = self.flights.launch(None, pump.run, look.epoch)
            ride = flight.board()
            try:
                reply = await self._lead(ask, look, ride) if leads else await self._follow(ask, look, ride)
            except asyncio.CancelledError:
                self._left(look, ride)
                raise
            except BaseException:
                ride.leave()
                raise
            if reply is not None:
                return reply
            ride.leave()
            rides = rides + 1 if _may_be_better_next_time(flight) else RIDES

    def _left(self, look: Lookup, ride: Ride | None = None) -> None:
        """The client left before there was anything to send."""
        gone = Reply(self.engine, look, 499, (), self._status(look), outcome=outcome_of(look), ride=ride)
        gone.finish(client_left=True)

    def _near(self, look: Lookup) -> Flight | None:
        """A call under way for a question in other words, whose answer would do for this one."""
        near = [one for one in self._nearby.near(look, look.rule.candidates) if self._is_shareable(one[1].key)]
        if not near:
            return None
        key = self.engine.would_serve(look, [neighbour for neighbour, _, _ in near], [other for _, other, _ in near])
        return next((flight for _, other, flight in near if other.key == key), None)

    async def _answered_by(self, near: Flight, ask: Ask, look: Lookup) -> Reply | None:
        """What is decided once that call's answer is stored, as if the request came only then."""
        try:
            with near.board() as ride:
                async with asyncio.timeout(PATIENCE_SECONDS):
                    if not isinstance(await ride.landed(), Stored):
                        return None
            await self.engine.decide_again(look)
        except TimeoutError:
            return None
        except asyncio.CancelledError:
            self._left(look)
            raise
        return self._answered(ask, look)

    async def _lead(self, ask: Ask, look: Lookup, ride: Ride) -> Reply | None:
        try:
            head = await ride.begun()
            if ride.flight.is_from_elsewhere:
                return await self._follow(ask, look, ride)
            kept = await ride.landed() if head.is_success and not ride.flight.is_live else None
        except UpstreamError as error:
            return await self._despite(ask, look, 0) or self._unreachable(ask, look, error, ride)
        if head.status in _TROUBLE and (reply := await self._despite(ask, look, head.status)) is not None:
            ride.leave()
            return reply
        status = self._status(look, kept)
        return Reply(self.engine, look, head.status, head.headers, status, outcome=outcome_of(look), ride=ride)

    async def _despite(self, ask: Ask, look: Lookup, upstream_status: int) -> Reply | None:
        """A stale answer despite the upstream's trouble, where the rule allows one (RFC 5861, section 4)."""
        candidate = await self.engine.decider.fallback(look)
        if candidate is None:
            return None
        hit = StaleHit(candidate.entry, candidate.tier, candidate.similarity)
        reply = self._replay(ask, look, hit, "stale-if-error")
        reply.cache_status = replace(
            reply.cache_status, hit=False, fwd="stale", fwd_status=upstream_status or None, key=hit.entry.key[:16]
        )
        return reply

    def _status(self, look: Lookup, kept: Stored | NotStored | None = None) -> CacheStatus:
        """Of an answer from a call of its own; whether it is kept is not known yet of one that flows."""
        match look.verdict:
            case Miss(reason, fwd):
                told = isinstance(kept, NotStored) and kept.reason != reason
                detail = f"{reason},{kept.reason}" if isinstance(kept, NotStored) and told else reason
                return CacheStatus(fwd=fwd, stored=isinstance(kept, Stored), detail=detail)
            case Bypass(reason):
                return CacheStatus(fwd="bypass", detail=reason)
            case StaleHit():
                return CacheStatus(fwd="stale", detail="expired")
            case Hit():
                raise AssertionError("a hit is not forwarded")

    def _unreachable(self, ask: Ask, look: Lookup, error: UpstreamError, ride: Ride) -> Reply:
        late = "Timeout" in str(error)
        message = f"The upstream did not answer ({error})."
        body = (ask.wire or CHAT).error_body(message, "upstream_error", "upstream_unreachable")
        status = CacheStatus(fwd=self._status(look).fwd, detail="upstream-unreachable")
        return Reply(
            self.engine,
            look,
            504 if late else 502,
            _JSON,
            status,
            outcome=outcome_of(look),
            content=[body],
            ride=ride,
            error=error,
        )

    async def _follow(self, ask: Ask, look: Lookup, ride: Ride) -> Reply | None:
        """A reply from somebody else's call; None when that came to nothing that can be shared."""
        try:
            head = await ride.begun()
        except UpstreamError:
            return None
        if not head.is_success:
            return None
        reason = look.verdict.reason if isinstance(look.verdict, Miss) else ""
        status = CacheStatus(fwd="miss", collapsed=True, detail=reason)
        if ride.flight.is_events and ask.request.stream:
            return Reply(
                self.engine,
                look,
                head.status,
                _EVENT_STREAM,  # the upstream's own headers are for the leader: cookies, limits, request ids
                status,
                outcome=Outcome.MISS,
                tier=Tier.COLLAPSED,
                ride=ride,
            )
        verdict = await ride.landed()
        if not isinstance(verdict, Stored):
            return None
        if verdict.contract.stream_only and (not ask.request.stream or ask.request.include_usage):
            return None
        content, media_type = self._rendered(ask, verdict.completion)
        return Reply(
            self.engine, look, 200, media_type, status,
            outcome=Outcome.MISS, tier=Tier.COLLAPSED, content=content, ride=ride,
        )  # fmt: skip

    def _pump(self, ask: Ask, look: Lookup, purpose: str = "serve") -> Pump:
        return Pump(
            self.engine, self.flights, ask, look, purpose, unfit=self._not_shareable, landed=self.checker.landed
        )

    def _is_shareable(self, key: str) -> bool:
        return self._unshareable.get(key, 0.0) <= self.engine.clock.monotonic()

    def _not_shareable(self, key: str) -> None:
        """Requests with this key need not wait for each other for a while."""
        now, known = self.engine.clock.monotonic(), self._unshareable
        known[key] = now + UNSHAREABLE_SECONDS
        known.move_to_end(key)
        while known[next(iter(known))] <= now or len(known) > UNSHAREABLE_KEYS:
            known.popitem(last=False)


def outcome_of(look: Lookup) -> Outcome:
    """Of an answer that comes from upstream."""
    return Outcome.BYPASS if isinstance(look.verdict, Bypass) else Outcome.MISS


def _may_be_better_next_time(flight: Flight) -> bool:
    """Whether one of those who waited should try again for all: not when the answer was whole and unfit to share."""
    if flight.head is None or flight.error is not None:
        return True
    return flight.head.status >= 500 or flight.head.status in _RETRIABLE
