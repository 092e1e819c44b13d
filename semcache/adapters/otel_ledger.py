"""Books that also send OpenTelemetry traces and metrics, by its semantic conventions for generative AI.

Every span and number is made from ledger rows after they were booked, on a thread of its own: a request pays for one
append to a queue. A row says all that is sent, so no prompt and no answer ever is. A request that came with a W3C
traceparent is a span of its client's trace, and sampled as that is; any other is a trace of its own. Span ids come from
the request's id, so the spans of one request meet also when its rows come apart.

Names are those of the conventions as of opentelemetry-semantic-conventions 0.66 (November 2026).
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections import OrderedDict, deque
from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, cast

from semcache.core.cells import Cells, is_avoided, reason_of
from semcache.core.ledger import UPKEEP, AnswerRow, AttemptRow, LedgerRow
from semcache.core.trace import Trace, span_id
from semcache.mistakes import placed
from semcache.ports import Ledger

if TYPE_CHECKING:
    from opentelemetry.context import Context
    from opentelemetry.metrics import Histogram

log = logging.getLogger("semcache")

WAITING = 10_000
"""Rows that wait at most; more are dropped and counted: telemetry is never worth a request's memory."""
EVERY = 1.0
"""Seconds between two looks at the queue."""
PATIENCE = 2.0
"""Seconds for the collector, per batch and at the end: a dead one holds nothing up."""
_REMEMBERED = 10_000
"""Requests whose first call upstream is known before their answer is booked."""
_OPERATIONS = {"chat": "chat", "messages": "chat", "responses": "chat", "completions": "text_completion"}
_SECONDS = (0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92)
_TOKENS = (1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864)
"""Bucket bounds that the conventions ask for."""


def is_installed() -> bool:
    """The extra is there."""
    try:
        return find_spec("opentelemetry.exporter.otlp.proto.http") is not None
    except ModuleNotFoundError:
        return False


class TelemetryLedger:
    """A ledger as it is, and its rows on their way to a collector."""

    def __init__(self, ledger: Ledger, endpoint: str, *, every: float = EVERY) -> None:
        """`endpoint` speaks OTLP over HTTP; /v1/traces and /v1/metrics are appended."""
        self._ledger = ledger
        self._endpoint = endpoint.rstrip("/")
        self._every = every
        self._rows: deque[AnswerRow | AttemptRow] = deque()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="semcache-otel", daemon=True)
        self._thread.start()
        self.dropped = 0

    @property
    def unwritten(self) -> int:
        return self._ledger.unwritten

    def append(self, row: LedgerRow) -> None:
        self._ledger.append(row)
        if not isinstance(row, AnswerRow | AttemptRow):
            return
        if len(self._rows) >= WAITING or not self._thread.is_alive():
            self.dropped += 1
        else:
            self._rows.append(row)

    async def flush(self) -> None:
        await self._ledger.flush()

    def rows(self, since: float | None = None, until: float | None = None) -> Iterator[LedgerRow]:
        return self._ledger.rows(since, until)

    def cells(self, since: float | None = None, until: float | None = None) -> Cells:
        return self._ledger.cells(since, until)

    async def drop_rows(self, before: float) -> int:
        return await self._ledger.drop_rows(before)

    async def close(self) -> None:
        """What waits is sent if the collector takes it in time."""
        self._stop.set()
        await self._ledger.close()
        await asyncio.to_thread(self._thread.join, 3 * PATIENCE)

    def _run(self) -> None:
        try:
            telemetry = _Telemetry(self._endpoint, self._every)
        except ImportError as error:
            log.warning("no telemetry is sent to %s: %s; pip install 'semcache-llm[otel]'", self._endpoint, error)
            return
        stopping = False
        while not stopping:
            stopping = self._stop.wait(self._every)
            while self._rows:
                try:
                    telemetry.tell(self._rows.popleft())
                except Exception as mistake:
                    log.error("a ledger row could not be told as telemetry: %s", placed(mistake))
        telemetry.close()


Attributes = dict[str, str | int | float | bool]


class _Telemetry:
    """Rows to spans and measurements; all on one thread. ImportError where the extra is not installed."""

    def __init__(self, endpoint: str, every: float) -> None:
        from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.metrics import MeterProvider
        from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
        from opentelemetry.sdk.resources import SERVICE_NAME, OTELResourceDetector, Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
        from opentelemetry.sdk.trace.id_generator import IdGenerator

        # What OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES say wins over our name.
        resource = Resource({SERVICE_NAME: "semcache"}).merge(OTELResourceDetector().detect())
        self._ids = _Ids()
        self._tracers = TracerProvider(
            resource=resource, id_generator=cast(IdGenerator, self._ids), shutdown_on_exit=False
        )
        self._tracers.add_span_processor(
            BatchSpanProcessor(
                OTLPSpanExporter(f"{endpoint}/v1/traces", timeout=PATIENCE), schedule_delay_millis=every * 1000
            )
        )
        reader = PeriodicExportingMetricReader(
            OTLPMetricExporter(f"{endpoint}/v1/metrics", timeout=PATIENCE), export_interval_millis=10_000 * every
        )
        self._meters = MeterProvider([reader], resource=resource, shutdown_on_exit=False)
        self._tracer = self._tracers.get_tracer("semcache")
        meter = self._meters.get_meter("semcache")

        def seconds(name: str, what: str) -> Histogram:
            return meter.create_histogram(name, "s", what, explicit_bucket_boundaries_advisory=_SECONDS)

        self._call = seconds("gen_ai.client.operation.duration", "Calls upstream.")
        self._first = seconds("gen_ai.client.operation.time_to_first_chunk", "Up to a call's first byte.")
        self._request = seconds("gen_ai.server.request.duration", "Requests, from the cache or from upstream.")
        self._request_first = seconds("gen_ai.server.time_to_first_token", "Up to a streamed answer's first byte.")
        self._tokens = meter.create_histogram(
            "gen_ai.client.token.usage", "{token}", "Tokens bought.", explicit_bucket_boundaries_advisory=_TOKENS
        )
        self._saved = meter.create_counter("semcache.saved", "{USD}", "What answers from the cache would have cost.")
        self._spent = meter.create_counter("semcache.spent", "{USD}", "What calls upstream have cost.")
        self._called: OrderedDict[str, float] = OrderedDict()
        """When a request's first call began, until its answer is booked."""

    def tell(self, row: AnswerRow | AttemptRow) -> None:
        if isinstance(row, AnswerRow):
            self._tell_answer(row)
        else:
            self._tell_attempt(row)

    def close(self) -> None:
        self._tracers.shutdown()
        self._meters.shutdown(timeout_millis=PATIENCE * 1000)

    def _tell_answer(self, row: AnswerRow) -> None:
        said = _said(row)
        cache: Attributes = {"semcache.cache.outcome": row.outcome.value, "semcache.cache.tier": row.tier.value}
        attributes: Attributes = (
            said
            | cache
            | {
                "http.response.status_code": row.status,
                "semcache.cache.reason": reason_of(row.detail),
                "semcache.rule": row.rule,
                "semcache.tenant": row.tenant,
                "semcache.request_id": row.request_id,
                "gen_ai.request.stream": row.stream,
            }
        )
        if row.similarity is not None:
            attributes["semcache.cache.similarity"] = row.similarity
        if row.age is not None:
            attributes["semcache.cache.age"] = row.age
        if row.saved is not None:
            attributes["semcache.saved.dollars"] = float(row.saved)
        avoided = is_avoided(row.outcome, row.tier)
        if avoided and row.usage is not None:
            attributes["semcache.avoided.input_tokens"] = row.usage.prompt
            attributes["semcache.avoided.output_tokens"] = row.usage.completion
        failed = str(row.status) if row.status >= 400 else ""
        self._span(row, "answer", _SERVER, row.at, row.at + row.seconds, attributes, failed)
        called = self._called.pop(row.request_id, None)
        looked = called if called is not None else row.at + (row.first_byte if avoided else 0)
        if looked > row.at:
            self._span(row, "lookup", _INTERNAL, row.at, looked, cache, "")
        self._request.record(row.seconds, said | cache | ({"error.type": failed} if failed else {}))
        if row.stream and not failed:
            self._request_first.record(row.first_byte, said | cache)
        if row.saved:
            self._saved.add(float(row.saved), {"gen_ai.request.model": row.model, **cache})

    def _tell_attempt(self, row: AttemptRow) -> None:
        said = _said(row)
        failed = "" if not row.error and 200 <= row.status < 400 else _kind_of(row)
        attributes: Attributes = said | {
            "semcache.upstream": row.upstream,
            "semcache.purpose": row.purpose,
            "semcache.rule": row.rule,
            "semcache.tenant": row.tenant,
            "gen_ai.request.stream": row.stream,
        }
        if row.stream and not failed:
            attributes["gen_ai.response.time_to_first_chunk"] = row.first_byte
        if row.status:
            attributes["http.response.status_code"] = row.status
        if row.choice:
            attributes["semcache.choice"] = row.choice
        if row.cost is not None:
            attributes["semcache.cost.dollars"] = float(row.cost)
        if (usage := row.usage) is not None:
            attributes |= {
                "gen_ai.usage.input_tokens": usage.prompt,
                "gen_ai.usage.output_tokens": usage.completion,
                "gen_ai.usage.cache_read.input_tokens": usage.cached,
                "gen_ai.usage.cache_creation.input_tokens": usage.cache_write,
                "gen_ai.usage.reasoning.output_tokens": usage.reasoning,
            }
            self._tokens.record(usage.prompt, said | {"gen_ai.token.type": "input"})
            self._tokens.record(usage.completion, said | {"gen_ai.token.type": "output"})
        self._span(row, "call", _CLIENT, row.at, row.at + row.seconds, attributes, failed)
        if row.purpose == "serve":
            self._called.setdefault(row.request_id, row.at)
            while len(self._called) > _REMEMBERED:
                self._called.popitem(last=False)
        measured = said | ({"error.type": failed} if failed else {})
        self._call.record(row.seconds, measured)
        if row.stream and not failed:
            self._first.record(row.first_byte, said)
        if row.cost:
            self._spent.add(float(row.cost), {"gen_ai.request.model": row.model, "semcache.purpose": row.purpose})

    def _span(
        self,
        row: AnswerRow | AttemptRow,
        what: str,
        kind: int,
        start: float,
        end: float,
        attributes: Attributes,
        failed: str,
    ) -> None:
        from opentelemetry.trace import SpanKind, Status, StatusCode

        # A refresh is made for no request; everything else belongs to the one that is named.
        alone = isinstance(row, AttemptRow) and row.purpose in UPKEEP
        trace = Trace.of(row.request_id, "" if alone else row.trace)
        above = trace.client if what == "answer" else None if alone else span_id("answer", row.request_id)
        parent = None if above is None else _context(trace.id, above, trace.sampled)
        own = row.request_id if what == "answer" else row.id
        self._ids.trace, self._ids.span = trace.id, span_id(what, own)
        name = "semcache lookup" if what == "lookup" else f"{attributes['gen_ai.operation.name']} {row.model}"
        if failed:
            attributes = attributes | {"error.type": failed}
        span = self._tracer.start_span(
            name, parent, SpanKind(kind), attributes=attributes, start_time=round(start * 1e9)
        )
        if failed:
            span.set_status(Status(StatusCode.ERROR))
        span.end(round(max(start, end) * 1e9))


_INTERNAL, _SERVER, _CLIENT = 0, 1, 2
"""Values of SpanKind."""


def _said(row: AnswerRow | AttemptRow) -> Attributes:
    return {
        "gen_ai.operation.name": _OPERATIONS.get(row.protocol, row.protocol),
        # Whose protocol it is; who answered is `semcache.upstream`.
        "gen_ai.provider.name": "anthropic" if row.protocol == "messages" else "openai",
        "gen_ai.request.model": row.model,
    }


def _kind_of(row: AttemptRow) -> str:
    """Of an error, never more than its kind: what upstreams say may quote the prompt."""
    return str(row.status) if row.status >= 400 else row.error.partition(":")[0][:40] or "_OTHER"


def _context(trace: int, span: int, sampled: bool) -> Context:
    from opentelemetry.trace import NonRecordingSpan, SpanContext, TraceFlags, set_span_in_context

    flags = TraceFlags(TraceFlags.SAMPLED if sampled else TraceFlags.DEFAULT)
    return set_span_in_context(NonRecordingSpan(SpanContext(trace, span, True, flags)))


class _Ids:
    """The ids of the span that is made next."""

    trace = 1
    span = 1

    def generate_trace_id(self) -> int:
        return self.trace

    def generate_span_id(self) -> int:
        return self.span

    def is_trace_id_random(self) -> bool:
        return True
