"""All upstreams as one: what is sent to the replica whose turn it is, and elsewhere when that comes to nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import orjson

from semcache.core.admission import Priority, Shed
from semcache.core.prefix import Chain, prefix_chain
from semcache.core.prompt_cache import prepared, salt_of
from semcache.core.retrying import wait_of
from semcache.core.tenant import is_credential
from semcache.core.upstreams import Call, Errand, ReplicaView
from semcache.errors import UpstreamCut, UpstreamError, UpstreamUnreachable
from semcache.ids import new_id
from semcache.ports import Clock, Upstream, UpstreamRequest, UpstreamResponse
from semcache.upstreams.answer import Begun, Flowing, Unfit, Whole, beginning_of, judged, refusal, tokens_of
from semcache.upstreams.member import DOUBT_SECONDS
from semcache.upstreams.placing import Impossible, Leg, Order, Placing, Turn, Way
from semcache.upstreams.pool import Pool
from semcache.wire import protocol_of
from semcache.wire.asked import Asked, read_asked, sent_body

TRIES = 4
"""Calls that are made for one request at most."""
PAUSE = 0.1
"""Seconds before the same replica is asked again, where there is no other; doubled each time."""
_NO_CHAIN = Chain((), 0)


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
        self._placing = Placing(self.pools, clock)
        self.advance = self._placing.advance
        """There may be room again."""

    async def close(self) -> None:
        for pool in self.pools:
            for member in pool.members.values():
                await member.upstream.close()
        if self._single is not None:
            await self._single.close()

    def view(self) -> tuple[ReplicaView, ...]:
        """How every replica is doing now."""
        now = self._clock.monotonic()
        return tuple(view for pool in self.pools for view in pool.views(self._placing.waiting(pool.name), now))

    def tick(self) -> None:
        """Once a second: shares change, and there may be room for who waits."""
        now = self._clock.monotonic()
        for pool in self.pools:
            pool.tick(now)
        self.advance()

    # A request.

    async def open(self, request: UpstreamRequest) -> UpstreamResponse:
        asked = read_asked(request.body) if isinstance(request.body, bytes) and request.body else None
        order = None if asked is None else self._order(request, asked)
        if order is None:
            return await self._elsewhere(request, asked)
        order.errand.calls = []
        await self._read_tokens(order)
        while True:
            turn = await self._placing.turn(order)
            if isinstance(turn, Shed):
                return self._shed(order, turn)
            if isinstance(turn, Impossible):
                told = f"No upstream of {order.asked.model!r} can do what is asked ({turn.why})."
                return refusal(request.path, 400, told, "not_supported")
            pool = turn.leg.pool
            order.counts(pool)
            response = await self._attempt(order, turn)
            if response is not None:
                return response
            if len(order.tried) >= TRIES or not order.retries(pool):
                return self._given_up(order)
            if self._placing.repeats(order):
                await asyncio.sleep(PAUSE * 2 ** len(order.tried))

    def _order(self, request: UpstreamRequest, asked: Asked) -> Order | None:
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
        return Order(request, asked, way, errand, chain, protocol)

    async def _read_tokens(self, order: Order) -> None:
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

    # A call.

    async def _attempt(self, order: Order, turn: Turn) -> UpstreamResponse | None:
        """The response, if it is one that a client can use. What became of the call is told to the errand."""
        calls, member, leg = order.errand.calls, turn.member, turn.leg
        assert calls is not None
        sent = leg.served.name
        own_price = leg.served.price if leg.served.is_own_price else None
        model = sent if sent != order.asked.model else ""
        id = new_id() if calls else order.errand.id
        calls.append(
            Call(member.name, turn.choice, self._clock.now(), 0.0, 0, "", model, leg.stands_in, own_price, id=id)
        )
        error, status, usable = "cancelled", 0, False
        response: UpstreamResponse | None = None
        try:
            async with asyncio.timeout(leg.pool.first_byte_timeout if order.asked.stream else None) as limit:
                member.waiting_for_first.add(limit)
                try:
                    response = await member.upstream.open(self._outgoing(order, leg, id))
                    status = response.status
                    begun = await beginning_of(response)
                finally:
                    member.waiting_for_first.discard(limit)
            is_answer = order.protocol not in ("", "embeddings")
            doubted = member.is_doubted(self._clock.monotonic())
            found = await judged(begun, stream=order.asked.stream, is_answer=is_answer, is_doubted=doubted)
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

    def _outgoing(self, order: Order, leg: Leg, call: str) -> UpstreamRequest:
        pool, asked, errand, request = leg.pool, order.asked, order.errand, order.request
        extra: dict[str, object] = {}
        if pool.kind == "vllm":
            claimed = asked.document.get("priority")
            # Lower runs sooner: a client may put itself behind the others, never before them.
            if isinstance(claimed, int) or errand.priority is not Priority.INTERACTIVE:
                extra["priority"] = max(int(errand.priority), claimed if isinstance(claimed, int) else 0)
        headers = tuple(errand.headers(request.headers, call))
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
        self, order: Order, turn: Turn, response: UpstreamResponse, found: Whole | Begun
    ) -> UpstreamResponse:
        now = self._clock.monotonic()
        streams = isinstance(found, Begun) and found.is_events
        turn.member.first_byte(turn.going, now, tells=streams)
        if isinstance(found, Whole):
            # First, for whoever is cancelled while it closes has no other chance to give the place back.
            self._over(order, turn, tokens_of(found.body), None, None)
            await response.close()
            return found
        return Flowing(found, self._clock.monotonic, lambda *told: self._over(order, turn, *told))

    def _over(self, order: Order, turn: Turn, tokens: int, tpot: float | None, cut: UpstreamCut | None) -> None:
        """The answer was handed on, or as much of it as there was."""
        now = self._clock.monotonic()
        spent = turn.member.end(turn.going, now, tokens, tpot)
        if cut is not None:
            turn.leg.pool.failed(turn.member, now)
            turn.member.doubted_until = now + DOUBT_SECONDS
        calls = order.errand.calls
        if calls and spent.seconds is not None:
            calls[-1] = replace(calls[-1], cost=spent.dollars, gpu_seconds=spent.seconds)
        self.advance()

    # When it comes to nothing.

    def _shed(self, order: Order, shed: Shed) -> Whole:
        last = order.last
        if isinstance(last, Unfit) and not _is_merely_full(last):
            return last.response  # what the upstream itself says of it
        told = f"All upstreams of {order.asked.model!r} are busy; try again in {shed.retry_after} s."
        return refusal(order.request.path, 429, told, "overloaded", shed.retry_after)

    def _unfit(self, order: Order, turn: Turn, unfit: Unfit) -> None:
        now, member = self._clock.monotonic(), turn.member
        order.last = unfit
        if not unfit.is_refusal:
            turn.leg.pool.failed(member, now)
            return
        member.told_to_wait(now, wait_of(unfit.retry_after, datetime.fromtimestamp(self._clock.now(), UTC)))

    def _wasted(self, order: Order, turn: Turn, status: int, error: str) -> None:
        """A call whose answer nobody used: what it cost is known where it was refused, or goes by the hour."""
        now, calls = self._clock.monotonic(), order.errand.calls
        assert calls is not None
        spent = turn.member.end(turn.going, now, 0, None)
        dollars = spent.dollars
        if dollars is None and (status >= 400 or "ConnectError" in error):
            dollars = Decimal(0)
        seconds = self._clock.now() - calls[-1].at
        calls[-1] = replace(
            calls[-1], seconds=seconds, status=status, error=error, cost=dollars, gpu_seconds=spent.seconds
        )
        self.advance()

    def _given_up(self, order: Order) -> UpstreamResponse:
        """The last answer that an upstream gave, if any gave one, else ours."""
        last = order.last
        if isinstance(last, Unfit) and _is_merely_full(last):
            return self._shed(order, Shed(self._placing.retry_after(order)))
        if isinstance(last, Unfit):
            return last.response
        late = "Timeout" in str(last)
        told = f"The upstream did not answer ({last})."
        return refusal(order.request.path, 504 if late else 502, told, "upstream_unreachable")


def _is_merely_full(unfit: Unfit) -> bool:
    """An engine above its queue's limit answers 503, as a broken one does; clients are told 429 and when to come back.
    What a paid API says with a 429 of its own is handed on in its words."""
    return unfit.is_refusal and unfit.response.status != 429


_JSON = ((b"content-type", b"application/json"),)
