"""Serves one request: replays a stored answer, joins a call under way, or makes one and copies it aside."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from semcache.core.decision import Bypass, Hit, Miss, NotStored, StaleHit, Stored
from semcache.core.directives import CacheStatus, Directives
from semcache.core.ledger import AnswerRow, AttemptRow, Outcome, Tier
from semcache.core.policy import Context
from semcache.core.request import Answer, CanonicalRequest, Completion, Usage
from semcache.engine import Engine, Lookup
from semcache.errors import UpstreamError
from semcache.explaining import explanation_of
from semcache.flight import JOINABLE_BYTES, Flight, Flights, Head, Headers, Ride
from semcache.ids import new_id
from semcache.ports import UpstreamResponse
from semcache.wire.base import StreamEvent, StreamReader, Wire
from semcache.wire.chat import CHAT
from semcache.wire.other import OpaqueStream, read_opaque

RIDES = 2
"""How many calls that failed a request waits for before it makes its own, so that a failing upstream does not make
a thousand requests wait for each other in a row."""
UNSHAREABLE_SECONDS = 10.0
"""For how long requests do not wait for each other after an answer that could not be kept."""
_RETRIABLE = frozenset({408, 409, 425, 429})
_TROUBLE = frozenset({500, 502, 503, 504})
"""The statuses for which RFC 5861 lets a stale answer stand in."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A request as a face hands it over."""

    request: CanonicalRequest
    wire: Wire | None
    """None for a protocol that is only passed through."""
    context: Context
    directives: Directives
    open: Callable[[], Awaitable[UpstreamResponse]]
    """Makes the upstream call; raises UpstreamUnreachable."""
    upstream: str
    """Its name, for the ledger."""
    bypass: str | None = None
    """Why the cache must keep out of this request, where the face knows already."""


class Reply:
    """An answer on its way to one client.

    `content` is the whole body where it is known, else None and `stream()` yields it. `finish` must be called
    exactly once, when the last byte is handed over or the client has left.
    """

    def __init__(
        self,
        server: Server,
        look: Lookup,
        status: int,
        headers: Headers,
        cache_status: CacheStatus,
        *,
        outcome: Outcome,
        tier: Tier = Tier.NONE,
        hit: Hit | StaleHit | None = None,
        content: list[bytes] | None = None,
        ride: Ride | None = None,
        error: UpstreamError | None = None,
    ) -> None:
        self.error = error
        """Why there is no answer from upstream, for a face that can say it better than `content` does."""
        self.status = status
        self.headers = headers
        self.cache_status = cache_status
        self.content = content
        self.age = None if hit is None else int(hit.entry.contract.age(look.at))
        self.look = look
        self._clock = server.engine.clock
        self._books = server.engine.books
        self._engine = server.engine
        self._outcome = outcome
        self._tier = tier
        self._hit = hit
        self._ride = ride
        self._first_byte: float | None = None

    async def stream(self) -> AsyncGenerator[bytes, None]:
        """The body as it comes from upstream, for a `content` of None. Raises UpstreamCut where it breaks off."""
        assert self._ride is not None
        wants_usage = self.look.request.include_usage
        async for event in self._ride.events():
            if event.usage_only and not wants_usage:
                continue
            if self._first_byte is None:
                self.sending()
            yield event.raw

    @property
    def drops_events(self) -> bool:
        """The stream that the client sees is shorter than the upstream's."""
        return self.content is None and self.look.request.stream and not self.look.request.include_usage

    def sending(self) -> None:
        """The first byte is handed over now."""
        self._first_byte = self._clock.monotonic()

    def finish(self, *, client_left: bool = False) -> None:
        """Lets go of the upstream call and books the answer."""
        if self._ride is not None:
            self._ride.leave()
        look = self.look
        done = self._clock.monotonic()
        usage, models = self._usage()
        saved, price = self._books.price(usage, *models)
        counts = self._hit is not None or self._tier is Tier.COLLAPSED
        self._books.book(
            AnswerRow(
                id=look.request_id,
                request_id=look.request_id,
                at=look.at,
                tenant=look.tenant,
                protocol=look.request.protocol,
                model=look.request.model,
                rule=look.rule.name,
                outcome=self._outcome,
                tier=self._tier,
                detail=self.cache_status.detail,
                status=499 if client_left else self.status,
                stream=look.request.stream,
                key=look.key,
                similarity=None if self._hit is None else self._hit.similarity,
                age=None if self._hit is None else self._hit.entry.contract.age(look.at),
                usage=usage if counts else None,
                saved=saved if counts else _NOTHING,
                price=price if counts else None,
                seconds=done - look.started,
                first_byte=(self._first_byte or done) - look.started,
            )
        )
        if (journal := self._engine.journal) is not None:
            # Made when it is written down, so that no client waits for it. It must not hold the answer's bytes.
            kept = None if self._ride is None else self._ride.flight.verdict
            told = (self._engine, look, self._outcome, self._tier, self.cache_status, self._hit, kept)
            journal.append(look.request_id, partial(explanation_of, *told))

    def _usage(self) -> tuple[Usage | None, tuple[str, ...]]:
        """Of what this answer would have bought, and the names under which it may have a price."""
        asked = self.look.request.model
        if self._hit is not None:
            completion = self._hit.entry.completion
            return completion.usage, (completion.model, asked)
        if self._ride is not None:
            flight = self._ride.flight
            return flight.usage, (flight.model or asked, asked)
        return None, ()


class Server:
    """Carries requests between clients, the engine and the upstream."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.flights = Flights()
        self._unshareable: dict[str, float] = {}

    async def look_up(self, ask: Ask) -> Reply | Lookup:
        """The reply, where none has to be fetched; else what to `forward`."""
        look = await self.engine.lookup(ask.request, ask.context, ask.directives, ask.bypass)
        if isinstance(look.verdict, Hit):
            return self._replay(ask, look, look.verdict, look.verdict.tier)
        if ask.directives.only_if_cached:
            return self._not_cached(ask, look)
        if isinstance(look.verdict, StaleHit):
            self._revalidate(ask, look)
            return self._replay(ask, look, look.verdict, "stale-while-revalidate")
        return look

    # Answers from the cache.

    def _replay(self, ask: Ask, look: Lookup, hit: Hit | StaleHit, detail: str) -> Reply:
        content, media_type = self._rendered(ask, hit.entry.completion)
        ttl = int(hit.entry.contract.ttl(look.at))
        status = CacheStatus(hit=True, ttl=ttl, key=hit.entry.key[:16], detail=detail)
        outcome = Outcome.HIT if isinstance(hit, Hit) else Outcome.STALE
        return Reply(self, look, 200, media_type, status, outcome=outcome, tier=hit.tier, hit=hit, content=content)

    def _revalidate(self, ask: Ask, look: Lookup) -> None:
        """Fetches a new answer in the background, unless somebody is at it."""
        if self.flights.find(look.flight, look.epoch) is None:
            ride = self._board(ask, look, "revalidate")

            async def revalidate() -> None:
                with suppress(UpstreamError):  # it is booked, and the next stale answer tries again
                    await self._fetched(ride)

            self.engine.upkeep.spawn(revalidate())

    async def fetch(self, ask: Ask, look: Lookup, purpose: str) -> None:
        """Fetches and records an answer that no client waits for. Raises UpstreamError."""
        await self._fetched(self._board(ask, look, purpose))

    def _board(self, ask: Ask, look: Lookup, purpose: str) -> Ride:
        return self.flights.launch(look.flight, _Pump(self, ask, look, purpose).run, look.epoch).board()

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
        body = CHAT.error_body(message, "semcache_error", "only_if_cached")
        status = CacheStatus(detail=f"only-if-cached:{self._status(look).detail}")
        return Reply(self, look, 504, _JSON, status, outcome=_outcome(look), content=[body])

    # Answers from upstream.

    async def forward(self, ask: Ask, look: Lookup) -> Reply:
        """A reply from upstream: from a call that is under way where one can be shared, else from a new one."""
        # A client that said no-cache wants a call made for it, not to wait for somebody else's.
        shareable = isinstance(look.verdict, Miss) and look.verdict.fwd != "request"
        rides = 0
        while True:
            now = self.engine.clock.monotonic()
            joins = shareable and rides < RIDES and self._unshareable.get(look.key, 0.0) <= now
            flight = self.flights.find(look.flight, look.epoch) if joins else None
            leads = flight is None
            if flight is None:
                flight = self.flights.launch(look.flight if joins else None, _Pump(self, ask, look).run, look.epoch)
            ride = flight.board()
            try:
                reply = await self._lead(ask, look, ride) if leads else await self._follow(ask, look, ride)
            except asyncio.CancelledError:
                # The client left before there was anything to send.
                gone = Reply(self, look, 499, (), self._status(look), outcome=_outcome(look), ride=ride)
                gone.finish(client_left=True)
                raise
            except BaseException:
                ride.leave()
                raise
            if reply is not None:
                return reply
            ride.leave()
            rides = rides + 1 if _may_be_better_next_time(flight) else RIDES

    async def _lead(self, ask: Ask, look: Lookup, ride: Ride) -> Reply:
        try:
            head = await ride.begun()
            kept = await ride.landed() if head.is_success and not ride.flight.is_live else None
        except UpstreamError as error:
            return await self._despite(ask, look, 0) or self._unreachable(look, error, ride)
        if head.status in _TROUBLE and (reply := await self._despite(ask, look, head.status)) is not None:
            ride.leave()
            return reply
        status = self._status(look, kept)
        return Reply(self, look, head.status, head.headers, status, outcome=_outcome(look), ride=ride)

    async def _despite(self, ask: Ask, look: Lookup, upstream_status: int) -> Reply | None:
        """A stale answer despite the upstream's trouble, where the rule allows one (RFC 5861, section 4)."""
        candidate = await self.engine.fallback(look)
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
                detail = f"{reason},{kept.reason}" if isinstance(kept, NotStored) else reason
                return CacheStatus(fwd=fwd, stored=isinstance(kept, Stored), detail=detail)
            case Bypass(reason):
                return CacheStatus(fwd="bypass", detail=reason)
            case StaleHit():
                return CacheStatus(fwd="stale", detail="expired")
            case Hit():
                raise AssertionError("a hit is not forwarded")

    def _unreachable(self, look: Lookup, error: UpstreamError, ride: Ride) -> Reply:
        late = "Timeout" in str(error)
        body = CHAT.error_body(f"The upstream did not answer ({error}).", "upstream_error", "upstream_unreachable")
        status = CacheStatus(fwd=self._status(look).fwd, detail="upstream-unreachable")
        return Reply(
            self,
            look,
            504 if late else 502,
            _JSON,
            status,
            outcome=_outcome(look),
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
        if ride.flight.is_live and ask.request.stream:
            return Reply(
                self, look, head.status, head.headers, status, outcome=Outcome.MISS, tier=Tier.COLLAPSED, ride=ride
            )
        verdict = await ride.landed()
        if not isinstance(verdict, Stored):
            return None
        if verdict.completion.usage is None and (not ask.request.stream or ask.request.include_usage):
            return None
        content, media_type = self._rendered(ask, verdict.completion)
        return Reply(
            self, look, 200, media_type, status,
            outcome=Outcome.MISS, tier=Tier.COLLAPSED, content=content, ride=ride,
        )  # fmt: skip

    def not_shareable(self, key: str) -> None:
        """Requests with this key need not wait for each other for a while."""
        now = self.engine.clock.monotonic()
        if len(self._unshareable) > 10_000:
            self._unshareable = {k: until for k, until in self._unshareable.items() if until > now}
        self._unshareable[key] = now + UNSHAREABLE_SECONDS


def _outcome(look: Lookup) -> Outcome:
    return Outcome.BYPASS if isinstance(look.verdict, Bypass) else Outcome.MISS


def _may_be_better_next_time(flight: Flight) -> bool:
    """Whether one of those who waited should try again for all: not when the answer was whole and unfit to share."""
    if flight.head is None or flight.error is not None:
        return True
    return flight.head.status >= 500 or flight.head.status in _RETRIABLE


class _Pump:
    """Makes one upstream call, feeds its flight, records and books what came of it."""

    def __init__(self, server: Server, ask: Ask, look: Lookup, purpose: str = "serve") -> None:
        self._server = server
        self._engine = server.engine
        self._purpose = purpose
        self._ask = ask
        self._look = look
        self._first_byte: float | None = None

    async def run(self, flight: Flight) -> None:
        began, at = self._engine.clock.monotonic(), self._engine.clock.now()
        response: UpstreamResponse | None = None
        error = "cancelled"
        try:
            response = await self._ask.open()
            error = await self._copy(flight, response)
        except UpstreamError as trouble:
            error = f"{type(trouble).__name__}: {trouble}"
            raise
        finally:
            if response is not None:
                await response.close()
            self._book(flight, at, began, response.status if response is not None else 0, error)

    async def _copy(self, flight: Flight, response: UpstreamResponse) -> str:
        """Forwards first, copies aside, records when the answer is whole. Returns what was wrong with it, or ""."""
        head = Head(response.status, response.headers)
        reader = self._reader(head)
        flight.is_live = not isinstance(reader, _JsonReader) or not head.is_success
        if not head.is_success:
            self._server.flights.retire(self._look.flight, flight)
        flight.begin(head)
        answer: Answer | None = None
        try:
            async for chunk in response.chunks():
                events = reader.feed(chunk)
                flight.usage = reader.usage
                if reader.done and answer is None:
                    # Before the last event goes out: a client that asks again at once finds the answer stored.
                    answer = await self._land(flight, reader.finish())
                elif reader.overflowed and flight.verdict is None:
                    # Whoever waits for the end of it must begin to read, or a slow reader would hold it up.
                    flight.land(NotStored("too-large"))
                await self._publish(flight, events)
        except BaseException:
            flight.usage = reader.usage
            raise
        if answer is None:
            answer = await self._land(flight, reader.finish())
        elif reader.finish().defect is not None:
            # More came after the terminal event: no answer of the protocol at all.
            await self._engine.withdraw(self._look)
        if reader.rest:
            await self._publish(flight, [StreamEvent(reader.rest, usage_only=False)])
        return "" if head.is_success and answer.defect is None else answer.defect or f"status-{head.status}"

    def _reader(self, head: Head) -> _Reader:
        media_type = header(head.headers, b"content-type").lower()
        if header(head.headers, b"content-encoding") not in ("", "identity"):
            return _JsonReader(None, 0)
        wire = self._ask.wire
        if head.is_success and media_type.startswith("text/event-stream"):
            limit = self._look.rule.max_answer_bytes
            return _SseReader(OpaqueStream(head.status) if wire is None else wire.read_stream(head.status, limit))
        return _JsonReader(wire, head.status)

    async def _publish(self, flight: Flight, events: list[StreamEvent]) -> None:
        if events and self._first_byte is None:
            self._first_byte = self._engine.clock.monotonic()
        await flight.publish(events)

    async def _land(self, flight: Flight, answer: Answer) -> Answer:
        assert flight.head is not None
        flight.usage = answer.usage
        flight.model = answer.completion.model if answer.completion is not None else None
        verdict = flight.verdict
        if verdict is None:
            verdict = await self._engine.record(self._look, answer, flight.head.headers)
        if isinstance(verdict, NotStored) and flight.head.is_success:
            self._server.not_shareable(self._look.key)
        flight.land(verdict)
        return answer

    def _book(self, flight: Flight, at: float, began: float, status: int, error: str) -> None:
        books, look = self._engine.books, self._look
        model = look.request.model
        dollars, price = books.price(flight.usage, flight.model or model, model)
        done = self._engine.clock.monotonic()
        books.book(
            AttemptRow(
                id=new_id(),
                request_id=look.request_id,
                at=at,
                tenant=look.tenant,
                protocol=look.request.protocol,
                model=model,
                upstream=self._ask.upstream,
                purpose=self._purpose,
                status=status,
                error=error,
                usage=flight.usage,
                cost=dollars,
                price=price,
                seconds=done - began,
                first_byte=(self._first_byte or done) - began,
            )
        )


class _SseReader:
    """A stream of events, read as it passes."""

    overflowed = False

    def __init__(self, reader: StreamReader) -> None:
        self._reader = reader
        self.feed = reader.feed
        self.finish = reader.finish

    @property
    def usage(self) -> Usage | None:
        return self._reader.usage

    @property
    def done(self) -> bool:
        return self._reader.done

    @property
    def rest(self) -> bytes:
        return self._reader.rest


class _JsonReader:
    """A body that is read whole at its end; status 0 says that it cannot be read."""

    done = False
    rest = b""
    usage: Usage | None = None

    def __init__(self, wire: Wire | None, status: int) -> None:
        self._wire = wire
        self._status = status
        self._body = bytearray()
        self.overflowed = False

    def feed(self, chunk: bytes) -> list[StreamEvent]:
        if not self.overflowed:
            self._body += chunk
            self.overflowed = len(self._body) > JOINABLE_BYTES
        return [StreamEvent(chunk, usage_only=False)]

    def finish(self) -> Answer:
        if self.overflowed or self._status == 0:
            return Answer(self._status, "oversized" if self.overflowed else "encoded", None, size=len(self._body))
        body = bytes(self._body)
        return read_opaque(self._status, body) if self._wire is None else self._wire.read_json(self._status, body)


_Reader = _SseReader | _JsonReader


def header(headers: Headers, name: bytes) -> str:
    """The first value of a header, or ""."""
    return next((value.decode("latin-1") for key, value in headers if key == name), "")


_NOTHING = Decimal(0)
_JSON: Headers = ((b"content-type", b"application/json"),)
_EVENT_STREAM: Headers = ((b"content-type", b"text/event-stream; charset=utf-8"), (b"cache-control", b"no-cache"))
