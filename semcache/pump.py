"""Makes one upstream call: forwards first, copies aside, records what is whole, books what it cost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from semcache.core.cells import FILTERED
from semcache.core.decision import Bypass, Miss, NotStored, Stored, Verdict
from semcache.core.ledger import AttemptRow, Outcome
from semcache.core.request import Answer, Usage
from semcache.core.service_tier import billed_tier
from semcache.core.trace import traceparent
from semcache.core.upstreams import PRIORITY, Call, Errand, priority_of
from semcache.engine import Engine
from semcache.errors import UpstreamError
from semcache.exchange import Ask
from semcache.flight import JOINABLE_BYTES, Flight, Flights, Head
from semcache.ids import new_id
from semcache.lookup import Lookup
from semcache.ports import UpstreamResponse
from semcache.wire.base import StreamEvent, StreamReader, Wire
from semcache.wire.heads import is_encoded, media_type_of
from semcache.wire.other import OpaqueStream, read_opaque


class Pump:
    """Makes one upstream call, feeds its flight, records and books what came of it."""

    def __init__(
        self,
        engine: Engine,
        flights: Flights,
        ask: Ask,
        look: Lookup,
        purpose: str,
        unfit: Callable[[str], None],
        landed: Callable[[Ask, Lookup, Answer, Stored | NotStored], None],
    ) -> None:
        """`unfit` hears of the key when the answer was whole and cannot be kept, `landed` of every answer that a client
        waits for or that renews a stale one."""
        self._engine = engine
        self._flights = flights
        self._unfit = unfit
        self._landed = landed
        self._purpose = purpose
        self._ask = ask
        self._look = look
        self._first_byte: float | None = None
        self._filtered = ""
        self._error = "cancelled"

    async def run(self, flight: Flight) -> None:
        began, at = self._engine.clock.monotonic(), self._engine.clock.now()
        flight.errand = self._errand()
        flight.tier = billed_tier(self._look.request, None)  # until an answer says otherwise
        response: UpstreamResponse | None = None
        try:
            response = await self._ask.open(flight.errand)
            await self._copy(flight, response)
        except UpstreamError as trouble:
            self._error = f"{type(trouble).__name__}: {trouble}"
            raise
        finally:
            try:
                if response is not None:
                    await response.close()
            finally:  # the last rider may leave while it is closed
                self._book(flight, at, began, response.status if response is not None else 0, self._error)

    async def _copy(self, flight: Flight, response: UpstreamResponse) -> None:
        """Forwards first, copies aside, records when the answer is whole."""
        head = Head(response.status, response.headers)
        reader = self._reader(head)
        # Only a plain JSON answer is waited for: what else it may be, a stream in another guise say, flows.
        flight.is_events = isinstance(reader, _SseReader)
        flight.is_live = not (head.is_success and isinstance(reader, _JsonReader) and reader.is_plain)
        if not head.is_success:
            self._flights.retire(self._look.flight, flight)
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
                if answer is not None:
                    self._whole(flight, head, answer)
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
        self._whole(flight, head, answer)

    def _whole(self, flight: Flight, head: Head, answer: Answer) -> None:
        """All of it is handed on. Many clients leave at the last event, before the response has ended (openai's does):
        then nothing was cancelled."""
        flight.is_whole = True
        self._error = "" if head.is_success and answer.defect is None else answer.defect or f"status-{head.status}"

    def _reader(self, head: Head) -> _Reader:
        media_type = media_type_of(head.headers)
        if is_encoded(head.headers):
            return _JsonReader(None, head.status, is_plain=False, defect="encoded")
        wire = self._ask.wire
        if head.is_success and media_type == "text/event-stream":
            limit = self._look.rule.max_answer_bytes
            return _SseReader(OpaqueStream(head.status) if wire is None else wire.read_stream(head.status, limit))
        is_plain = media_type == "application/json" and not self._look.request.stream
        return _JsonReader(wire, head.status, is_plain and wire is not None)

    async def _publish(self, flight: Flight, events: list[StreamEvent]) -> None:
        if events and self._first_byte is None:
            self._first_byte = self._engine.clock.monotonic()
        await flight.publish(events)

    async def _land(self, flight: Flight, answer: Answer) -> Answer:
        assert flight.head is not None
        flight.usage = answer.usage
        flight.model = answer.completion.model if answer.completion is not None else None
        flight.tier = billed_tier(self._look.request, answer.completion)
        self._filtered = next((said for why in answer.finish_reasons if (said := f"finish:{why}") in FILTERED), "")
        verdict = flight.verdict
        calls = flight.errand.calls
        stands_in = calls is not None and len(calls) > 0 and calls[-1].stands_in
        if verdict is None and stands_in:
            # The next request for this model must not be given what another one said.
            verdict = NotStored("other-model")
        if verdict is None:
            verdict = await self._engine.record(self._look, answer, flight.head.headers)
        if isinstance(verdict, NotStored) and flight.head.is_success:
            self._unfit(self._look.key)
        flight.land(verdict)
        if self._purpose in ("serve", "revalidate") and not stands_in:
            self._landed(self._ask, self._look, answer, verdict)
        return answer

    def _errand(self) -> Errand:
        look = self._look
        said = look.context.headers.get(PRIORITY, "")
        priority = priority_of(self._purpose, look.rule.priority, said)
        return Errand(
            self._purpose,
            look.tenant,
            priority,
            look.rule.cache_salt,
            look.rule.prompt_cache,
            id=new_id(),
            trace=self._engine.trace_of(look, self._purpose),
        )

    def _book(self, flight: Flight, at: float, began: float, status: int, error: str) -> None:
        """A row for each call; the last one is whose answer was used, unless it says what was wrong with that."""
        calls = flight.errand.calls
        if calls is None:
            calls = [Call(self._ask.upstream, at=at, id=flight.errand.id)]
        if calls and not calls[-1].error:
            done = self._engine.clock.monotonic()
            begun = began + calls[-1].at - at  # of the call that answered, after those that did not
            calls[-1] = replace(calls[-1], status=status, error=error, seconds=done - begun)
            kept = flight.verdict
            told = "stored" if isinstance(kept, Stored) else "" if kept is None else kept.reason
            told = self._filtered or told  # also of an answer that would not have been kept anyhow
            first_byte = (self._first_byte or done) - begun
            self._book_call(calls[-1], flight.usage, flight.model, first_byte, told, flight.is_events, flight.tier)
            calls = calls[:-1]
        for call in calls:
            self._book_call(call, None, None, call.seconds)

    def _book_call(
        self,
        call: Call,
        usage: Usage | None,
        answered: str | None,
        first_byte: float,
        kept: str = "",
        streamed: bool = False,
        tier: str = "",
    ) -> None:
        books, look = self._engine.books, self._look
        model = look.request.model
        dollars, price = books.bill(usage, call, answered or model, model, tier=tier, where=look.context)
        books.book(
            AttemptRow(
                id=call.id or new_id(),
                request_id=look.request_id,
                at=call.at,
                tenant=look.tenant,
                protocol=look.request.protocol,
                model=model,
                upstream=call.upstream,
                purpose=self._purpose,
                status=call.status,
                error=call.error,
                usage=usage,
                cost=dollars,
                price=price,
                seconds=call.seconds,
                first_byte=first_byte,
                choice=call.choice,
                rule=look.rule.name,
                outcome=Outcome.BYPASS if isinstance(look.verdict, Bypass) else Outcome.MISS,
                reason=reason_of(look.verdict),
                kept=kept,
                stream=streamed,
                gpu_seconds=call.gpu_seconds,
                trace=traceparent(look.context.headers),
            )
        )


def reason_of(verdict: Verdict) -> str:
    """Why the answer was not served from the cache, in the word with which its Cache-Status begins."""
    return verdict.reason if isinstance(verdict, Bypass | Miss) else "expired"


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
    """A body that is read whole at its end, unless a `defect` is known before."""

    done = False
    rest = b""
    usage: Usage | None = None

    def __init__(self, wire: Wire | None, status: int, is_plain: bool, defect: str | None = None) -> None:
        self.is_plain = is_plain
        """It comes at once and whole, as JSON answers do."""
        self._defect = defect
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
        defect = "oversized" if self.overflowed else self._defect
        if defect is not None:
            return Answer(self._status, defect, None, size=len(self._body))
        body = bytes(self._body)
        return read_opaque(self._status, body) if self._wire is None else self._wire.read_json(self._status, body)


_Reader = _SseReader | _JsonReader
