"""All upstreams as one: a request goes where it is answered best, and elsewhere when that comes to nothing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal

import orjson

from semcache.core.admission import Priority, Shed
from semcache.core.prefix import Chain, prefix_chain
from semcache.core.prompt_cache import prepared, salt_of
from semcache.core.retrying import RetryBudget, wait_of
from semcache.core.route import Need, Plan, Route, Target, plan
from semcache.core.routing import Choice
from semcache.core.tenant import is_credential
from semcache.core.upstreams import Call, Errand, ReplicaView
from semcache.errors import UpstreamCut, UpstreamError, UpstreamUnreachable
from semcache.ports import Clock, Upstream, UpstreamRequest, UpstreamResponse
from semcache.upstreams.answer import Begun, Flowing, Unfit, Whole, judged, refusal, tokens_of
from semcache.upstreams.line import Line
from semcache.upstreams.member import DOUBT_SECONDS, Going, Member
from semcache.upstreams.pool import Look, Pool, Served, choice_text, dollars_text
from semcache.wire import protocol_of
from semcache.wire.asked import Asked, read_asked, sent_body

log = logging.getLogger("semcache")

TRIES = 4
"""Calls that are made for one request at most."""
PAUSE = 0.1
"""Seconds before the same replica is asked again, where there is no other; doubled each time."""
_NO_CHAIN = Chain((), 0)


@dataclass(frozen=True, slots=True)
class Leg:
    """One way in which a model's requests may go."""

    pool: Pool
    served: Served
    stands_in: bool = False
    """It is another model than was asked for, and nobody said that its answers are as good."""


@dataclass(frozen=True, slots=True)
class Way:
    """Where the requests for one model go. The route names its legs by their keys."""

    route: Route
    legs: Mapping[str, Leg]

    @property
    def first(self) -> Pool:
        """In whose line requests wait."""
        return self.legs[(*self.route.upstreams, *self.route.fallbacks)[0]].pool


@dataclass(slots=True)
class _Order:
    """One request on its way, and what it has been through."""

    request: UpstreamRequest
    asked: Asked
    way: Way
    errand: Errand
    chain: Chain
    protocol: str
    exact: dict[str, Chain] = field(default_factory=dict)
    """The prompt in the tokens of a pool's own model, by the pool's name, where its replicas tell what they hold."""
    tried: list[str] = field(default_factory=list)
    """Replicas that have failed it."""
    last: Unfit | UpstreamError | None = None


@dataclass(frozen=True, slots=True)
class _Turn:
    """A replica that has a place for a request, which is taken."""

    leg: Leg
    member: Member
    going: Going
    choice: str


class UpstreamPools:
    """See `Upstream` for what it promises. One event loop."""

    def __init__(
        self, pools: Iterable[Pool], ways: Mapping[str, Way], single: Upstream | None, clock: Clock, name: str
    ) -> None:
        """`single` gets what is for no known model, as it comes."""
        self.name = name
        self.pools = tuple(pools)
        self._ways = ways
        self._single = single
        self._clock = clock
        self._budget = RetryBudget()
        self._lines: dict[str, Line[_Turn]] = {
            pool.name: Line(pool.limits.queue, lambda pool=pool: pool.seconds_each, self._give_back)  # type: ignore[misc]
            for pool in self.pools
        }

    async def close(self) -> None:
        for pool in self.pools:
            for member in pool.members.values():
                await member.upstream.close()
        if self._single is not None:
            await self._single.close()

    def view(self) -> tuple[ReplicaView, ...]:
        """How every replica is doing now."""
        now = self._clock.monotonic()
        return tuple(view for pool in self.pools for view in pool.views(len(self._lines[pool.name]), now))

    def tick(self) -> None:
        """Once a second: shares change, and there may be room for who waits."""
        now = self._clock.monotonic()
        for pool in self.pools:
            pool.tick(now)
        self.advance()

    def advance(self) -> None:
        """There may be room again."""
        for line in self._lines.values():
            if len(line):
                line.advance()

    # A request.

    async def open(self, request: UpstreamRequest) -> UpstreamResponse:
        asked = read_asked(request.body) if isinstance(request.body, bytes) and request.body else None
        order = None if asked is None else self._order(request, asked)
        if order is None:
            return await self._elsewhere(request, asked)
        order.errand.calls = []
        await self._read_tokens(order)
        self._budget = self._budget.after_call()
        while True:
            turn = await self._turn(order)
            if isinstance(turn, Whole):
                return turn
            response = await self._attempt(order, turn)
            if response is not None:
                return response
            if len(order.tried) >= TRIES or not self._budget.allows:
                return self._given_up(order)
            self._budget = self._budget.after_retry()

    def _order(self, request: UpstreamRequest, asked: Asked) -> _Order | None:
        """None for a model that none of the pools serves."""
        way = self._ways.get(asked.model)
        if way is None:
            return None
        errand = request.errand or Errand("pass")
        chain = _NO_CHAIN
        if any(len(leg.pool.members) > 1 for leg in way.legs.values()):
            chain = prefix_chain(asked.document, errand.tenant if errand.salted else "")
            asked = replace(asked, need=replace(asked.need, prompt=chain.tokens or asked.need.prompt))
        protocol = protocol_of(request.path.partition("?")[0]) or ""
        return _Order(request, asked, way, errand, chain, protocol)

    async def _read_tokens(self, order: _Order) -> None:
        """Where replicas tell what they hold, the prompt's tokens say how much of it that is."""
        document, errand = order.asked.document, order.errand
        if order.protocol not in ("chat", "completions"):
            return  # what engines' tokenizers take
        for leg in order.way.legs.values():
            pool = leg.pool
            if pool.telling is None or len(pool.members) < 2 or pool.name in order.exact:
                continue
            said = document.get("cache_salt")
            salt = salt_of(document, errand.tenant) if errand.salted else said if isinstance(said, str) else ""
            well = [member for member in pool.members.values() if not member.is_troubled]
            if not well:
                continue
            least = min(well, key=lambda member: member.in_flight)
            exact = await pool.telling.chain(least.upstream, leg.served.name, document, salt)
            if exact is not None:
                order.exact[pool.name] = exact

    async def _elsewhere(self, request: UpstreamRequest, asked: Asked | None) -> UpstreamResponse:
        if self._single is not None:
            return await self._single.open(request)
        if request.errand is not None:
            request.errand.calls = []
        if request.method == "GET" and request.path.partition("?")[0] == "/v1/models":
            models = [{"id": name, "object": "model", "created": 0, "owned_by": "semcache"} for name in self._ways]
            return Whole(200, _JSON, orjson.dumps({"object": "list", "data": models}))
        if asked is not None:
            told = f"No upstream serves the model {asked.model!r}."
            return refusal(request.path, 404, told, "model_not_found")
        return refusal(request.path, 404, "No upstream takes this: it names no model.", "not_found")

    # Whose turn it is.

    async def _turn(self, order: _Order) -> _Turn | Whole:
        """A replica that takes the request now or later; or what to tell the client instead."""
        line, priority = self._lines[order.way.first.name], order.errand.priority
        way: Plan | None = None
        kind = id(order.way)
        if not line.is_before(priority, kind):
            found, way = self._placed(order)
            if found is not None:
                return found
            if (told := self._impossible(order, way)) is not None:
                return told
        limits = order.way.first.limits
        if way is not None and way.free_in > limits.wait:
            return self._shed(order, Shed(max(1, int(way.free_in + 1))))
        if way is not None and way.free_in:
            # Rounded up a little, so that what is free by then is seen to be.
            asyncio.get_running_loop().call_later(way.free_in + 0.002, self.advance)
        turn = await line.wait(priority, kind, lambda: self._placed(order)[0], limits.wait)
        return self._shed(order, turn) if isinstance(turn, Shed) else turn

    def _impossible(self, order: _Order, found: Plan) -> Whole | None:
        """What is to be told when waiting would not help."""
        reasons = {passed.reason for passed in found.passed}
        if reasons & {"full", "down"}:
            return None
        what = ", ".join(sorted(reasons)) or f"the protocol {order.protocol}"
        told = f"No upstream of {order.asked.model!r} can do what is asked ({what})."
        return refusal(order.request.path, 400, told, "not_supported")

    def _shed(self, order: _Order, shed: Shed) -> Whole:
        last = order.last
        if isinstance(last, Unfit) and last.response is not None and not _is_merely_full(last):
            return last.response  # what the upstream itself says of it
        told = f"All upstreams of {order.asked.model!r} are busy; try again in {shed.retry_after} s."
        return refusal(order.request.path, 429, told, "overloaded", shed.retry_after)

    def _placed(self, order: _Order) -> tuple[_Turn | None, Plan]:
        """The turn, taken, if there is one now."""
        now = self._clock.monotonic()
        found = self._planned(order, order.tried, now)
        if not found[0].targets and order.tried:
            found = self._planned(order, (), now)  # no other can be had: the same again
        planned, choices = found
        for target in planned.targets:
            choice = choices[target.upstream]
            if choice is not None:
                return self._taken(order, target, choice, planned, now), planned
        reasons = {passed.reason for passed in planned.passed}
        if "down" in reasons and "full" not in reasons:
            for key, leg in order.way.legs.items():
                able = leg.served.able.lacks(order.asked.need) is None
                choice = leg.pool.desperate(order.chain, order.tried, now) if able else None
                choice = choice or (leg.pool.desperate(order.chain, (), now) if able else None)
                if choice is not None:
                    target = Target(key, leg.served.name, "all are down", None, None)
                    return self._taken(order, target, choice, planned, now), planned
        return None, planned

    def _planned(self, order: _Order, without: Iterable[str], now: float) -> tuple[Plan, dict[str, Choice | None]]:
        need = order.asked.need
        looks = {
            key: leg.pool.look(key, leg.served, need, order.chain, tuple(without), now, order.exact.get(leg.pool.name))
            for key, leg in order.way.legs.items()
            if leg.pool.takes(order.protocol)
        }
        if len(looks) == 1 and (planned := _only(next(iter(looks.values())), need)) is not None:
            return planned, {key: look.choice for key, look in looks.items()}
        planned = plan(order.way.route, need, [look.offer for look in looks.values()])
        return planned, {key: look.choice for key, look in looks.items()}

    def _taken(self, order: _Order, target: Target, choice: Choice, planned: Plan, now: float) -> _Turn:
        leg = order.way.legs[target.upstream]
        pool, need = leg.pool, order.asked.need
        member = pool.members[choice.replica]
        going = member.begin(max(0, need.prompt - choice.overlap), now)
        pool.take(need, now)
        if order.chain.blocks:
            pool.record.saw(member.name, order.chain)
        other = _runner_up(target, planned)
        chain = order.exact.get(pool.name, order.chain)
        told = choice_text(choice, member, chain, why=target.why, dollars=target.dollars, other=other)
        return _Turn(leg, member, going, told)

    def _give_back(self, turn: _Turn) -> None:
        turn.member.end(turn.going, self._clock.monotonic(), 0, None)
        self.advance()

    # A call.

    async def _attempt(self, order: _Order, turn: _Turn) -> UpstreamResponse | None:
        """The response, if it is one that a client can use. What became of the call is told to the errand."""
        calls, member, leg = order.errand.calls, turn.member, turn.leg
        assert calls is not None
        if order.tried and member.name in order.tried:
            await self._pause(order, turn)
        sent = leg.served.name
        own_price = leg.served.price if leg.served.is_own_price else None
        model = sent if sent != order.asked.model else ""
        calls.append(Call(member.name, turn.choice, self._clock.now(), 0.0, 0, "", model, leg.stands_in, own_price))
        error, status, usable = "cancelled", 0, False
        response: UpstreamResponse | None = None
        try:
            async with asyncio.timeout(leg.pool.first_byte_timeout if order.asked.stream else None) as limit:
                member.waiting_for_first.add(limit)
                try:
                    response = await member.upstream.open(self._outgoing(order, leg))
                    status = response.status
                    is_answer = order.protocol not in ("", "embeddings")
                    doubted = member.is_doubted(self._clock.monotonic())
                    found = await judged(response, stream=order.asked.stream, is_answer=is_answer, is_doubted=doubted)
                finally:
                    member.waiting_for_first.discard(limit)
            usable = True
            return await self._handed_on(order, turn, response, found)
        except TimeoutError:
            error = "Timeout: no first byte"
            order.last = UpstreamUnreachable(f"{member.name}: {error}")
            leg.pool.failed(member, self._clock.monotonic())
        except Unfit as unfit:
            error = str(unfit)
            self._unfit(order, turn, unfit)
        except UpstreamError as trouble:
            error = str(trouble)
            order.last = trouble
            leg.pool.failed(member, self._clock.monotonic())
        finally:
            if not usable:
                order.tried.append(member.name)
                self._wasted(order, turn, status, error)
                if response is not None:
                    await response.close()
        return None

    async def _pause(self, order: _Order, turn: _Turn) -> None:
        try:
            await asyncio.sleep(PAUSE * 2 ** len(order.tried))
        except asyncio.CancelledError:
            self._give_back(turn)
            raise

    def _outgoing(self, order: _Order, leg: Leg) -> UpstreamRequest:
        pool, asked, errand, request = leg.pool, order.asked, order.errand, order.request
        extra: dict[str, object] = {}
        if pool.kind == "vllm":
            claimed = asked.document.get("priority")
            # Lower runs sooner: a client may put itself behind the others, never before them.
            if isinstance(claimed, int) or errand.priority is not Priority.INTERACTIVE:
                extra["priority"] = max(int(errand.priority), claimed if isinstance(claimed, int) else 0)
        headers = request.headers
        if not pool.passes_credentials:
            headers = tuple([header for header in headers if not is_credential(header[0].decode("latin-1"))])
        body = sent_body(asked, leg.served.name, extra)
        if errand.marked or errand.salted:
            document = {**asked.document, **extra, "model": leg.served.name}
            body = (
                prepared(
                    document,
                    body,
                    marked=errand.marked,
                    salted=errand.salted,
                    tenant=errand.tenant,
                    kind=pool.kind,
                    protocol=order.protocol,
                )
                or body
            )
        return UpstreamRequest(request.method, request.path, headers, body, errand)

    async def _handed_on(
        self, order: _Order, turn: _Turn, response: UpstreamResponse, found: Whole | Begun
    ) -> UpstreamResponse:
        now = self._clock.monotonic()
        streams = isinstance(found, Begun) and bool(found.first)
        turn.member.first_byte(turn.going, now, tells=streams)
        if isinstance(found, Whole):
            await response.close()
            self._over(order, turn, tokens_of(found.body), None, None)
            return found
        return Flowing(found, self._clock.monotonic, lambda *told: self._over(order, turn, *told))

    def _over(self, order: _Order, turn: _Turn, tokens: int, tpot: float | None, cut: UpstreamCut | None) -> None:
        """The answer was handed on, or as much of it as there was."""
        now = self._clock.monotonic()
        dollars = turn.member.end(turn.going, now, tokens, tpot)
        if cut is not None:
            turn.leg.pool.failed(turn.member, now)
            turn.member.doubted_until = now + DOUBT_SECONDS
        calls = order.errand.calls
        if calls and dollars is not None:
            calls[-1] = replace(calls[-1], cost=dollars)
        self.advance()

    # When it comes to nothing.

    def _unfit(self, order: _Order, turn: _Turn, unfit: Unfit) -> None:
        now, member = self._clock.monotonic(), turn.member
        order.last = unfit
        if not unfit.is_refusal:
            turn.leg.pool.failed(member, now)
            return
        member.told_to_wait(now, wait_of(unfit.retry_after, datetime.fromtimestamp(self._clock.now(), UTC)))

    def _wasted(self, order: _Order, turn: _Turn, status: int, error: str) -> None:
        """A call whose answer nobody used: what it cost is known where it was refused, or goes by the hour."""
        now, calls = self._clock.monotonic(), order.errand.calls
        assert calls is not None
        dollars = turn.member.end(turn.going, now, 0, None)
        if dollars is None and (status >= 400 or "ConnectError" in error):
            dollars = Decimal(0)
        seconds = self._clock.now() - calls[-1].at
        calls[-1] = replace(calls[-1], seconds=seconds, status=status, error=error, cost=dollars)
        self.advance()

    def _given_up(self, order: _Order) -> UpstreamResponse:
        """The last answer that an upstream gave, if any gave one, else ours."""
        last = order.last
        if isinstance(last, Unfit) and _is_merely_full(last):
            return self._shed(order, Shed(self._lines[order.way.first.name].retry_after()))
        if isinstance(last, Unfit) and last.response is not None:
            return last.response
        late = "Timeout" in str(last)
        told = f"The upstream did not answer ({last})."
        return refusal(order.request.path, 504 if late else 502, told, "upstream_unreachable")


def _is_merely_full(unfit: Unfit) -> bool:
    """An engine above its queue's limit answers 503, as a broken one does; clients are told 429 and when to come back.
    What a paid API says with a 429 of its own is handed on in its words."""
    return unfit.is_refusal and unfit.response is not None and unfit.response.status != 429


_JSON = ((b"content-type", b"application/json"),)


def _only(look: Look, need: Need) -> Plan | None:
    """The plan where there is one upstream and it takes the request, which is most of the time."""
    offer = look.offer
    if look.choice is None or offer.able.lacks(need) is not None:
        return None
    return Plan((Target(offer.upstream, offer.model, "order", offer.dollars(need), None),))


def _runner_up(target: Target, planned: Plan) -> str:
    """The next upstream in the plan and what it would cost; else those that are passed over, and why."""
    if target.runner_up is not None:
        cost = dollars_text(target.runner_up_dollars)
        return f"{target.runner_up} {cost}".rstrip()
    return ", ".join(f"{passed.upstream} {passed.reason}" for passed in planned.passed if passed.reason != target.why)
