"""Ledger rows as OpenTelemetry: what reaches a collector over OTLP/HTTP, and what a dead one costs."""

from __future__ import annotations

import asyncio
import importlib
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

pytest.importorskip("opentelemetry.exporter.otlp.proto.http", reason="the extra otel is not installed")
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from semcache.adapters import otel_ledger
from semcache.adapters.memory import MemoryLedger
from semcache.adapters.otel_ledger import TelemetryLedger
from semcache.core.ledger import Outcome, Tier
from semcache.core.trace import Trace
from tests.core.ledger_samples import COST, START, answer, attempt


@dataclass
class Collector:
    endpoint: str = ""
    spans: list[Any] = field(default_factory=list)
    metrics: dict[str, Any] = field(default_factory=dict)
    services: set[str] = field(default_factory=set)


@pytest.fixture
def collector() -> Iterator[Collector]:
    found = Collector()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.headers.get("Content-Encoding") == "gzip":
                import gzip

                body = gzip.decompress(body)
            if self.path == "/v1/traces":
                for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
                    found.services.update(
                        one.value.string_value for one in resource.resource.attributes if one.key == "service.name"
                    )
                    found.spans += [span for scope in resource.scope_spans for span in scope.spans]
            elif self.path == "/v1/metrics":
                for resource in ExportMetricsServiceRequest.FromString(body).resource_metrics:
                    found.metrics |= {m.name: m for scope in resource.scope_metrics for m in scope.metrics}
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.endpoint = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield found
    server.shutdown()
    server.server_close()


def attributes(span: Any) -> dict[str, object]:
    return {one.key: getattr(one.value, one.value.WhichOneof("value")) for one in span.attributes}


async def told(collector: Collector, *rows: object) -> dict[str, Any]:
    ledger = TelemetryLedger(MemoryLedger(), collector.endpoint, every=0.05)
    for row in rows:
        ledger.append(row)  # type: ignore[arg-type]
    await ledger.close()
    return {span.name: span for span in collector.spans}


async def test_a_miss_is_a_trace_of_the_request_the_lookup_and_the_call(collector: Collector) -> None:
    spans = await told(
        collector,
        attempt("r", id="call", at=START + 0.2, seconds=0.7, upstream="own/2"),
        answer("r", Outcome.MISS, seconds=1.0, detail="absent, stored"),
    )
    assert collector.services == {"semcache"}
    request = next(span for span in collector.spans if not span.parent_span_id)
    lookup = spans["semcache lookup"]
    call = next(span for span in collector.spans if span.parent_span_id and span is not lookup)
    assert {span.trace_id for span in collector.spans} == {request.trace_id}
    assert lookup.parent_span_id == call.parent_span_id == request.span_id
    assert len({span.span_id for span in collector.spans}) == 3
    at = round(START * 1e9)
    assert (request.start_time_unix_nano, request.end_time_unix_nano) == (at, at + 10**9)
    assert (lookup.start_time_unix_nano, call.start_time_unix_nano) == (at, lookup.end_time_unix_nano)
    said = attributes(request)
    assert said["semcache.cache.outcome"] == "miss"
    assert said["semcache.cache.reason"] == "absent"
    assert (request.name, request.kind, call.kind, lookup.kind) == ("chat gpt-4o", 2, 3, 1)
    said = attributes(call)
    assert said["gen_ai.operation.name"] == "chat"
    assert said["gen_ai.provider.name"] == "openai"
    assert said["gen_ai.request.model"] == "gpt-4o"
    assert (said["gen_ai.usage.input_tokens"], said["gen_ai.usage.output_tokens"]) == (1000, 100)
    assert said["semcache.upstream"] == "own/2"
    assert said["semcache.cost.dollars"] == pytest.approx(float(COST))


async def test_a_hit_says_what_was_saved_and_calls_nobody(collector: Collector) -> None:
    spans = await told(collector, answer("r", Outcome.HIT, Tier.SEMANTIC, similarity=0.97, age=60.0))
    assert sorted(spans) == ["chat gpt-4o", "semcache lookup"]
    said = attributes(spans["chat gpt-4o"])
    assert (said["semcache.cache.outcome"], said["semcache.cache.tier"]) == ("hit", "semantic")
    assert (said["semcache.cache.similarity"], said["semcache.cache.age"]) == (0.97, 60.0)
    assert said["semcache.saved.dollars"] == pytest.approx(float(COST))
    assert "gen_ai.usage.input_tokens" not in said


async def test_the_metrics_have_the_conventions_names_and_units(collector: Collector) -> None:
    await told(
        collector,
        attempt("1", stream=True),
        answer("1", Outcome.MISS, stream=True),
        attempt("2", status=0, error="refused: quoting the prompt", usage=None, cost=None),
        answer("3", Outcome.HIT, Tier.EXACT),
    )
    metrics = collector.metrics
    assert {name: metrics[name].unit for name in metrics if name.startswith(("gen_ai", "semcache"))} == {
        "gen_ai.client.operation.duration": "s",
        "gen_ai.client.operation.time_to_first_chunk": "s",
        "gen_ai.client.token.usage": "{token}",
        "gen_ai.server.request.duration": "s",
        "gen_ai.server.time_to_first_token": "s",
        "semcache.saved": "{USD}",
        "semcache.spent": "{USD}",
    }
    tokens = {
        attributes(p)["gen_ai.token.type"]: p.sum for p in metrics["gen_ai.client.token.usage"].histogram.data_points
    }
    assert tokens == {"input": 1000, "output": 100}
    calls = metrics["gen_ai.client.operation.duration"].histogram.data_points
    assert sorted(str(attributes(point).get("error.type")) for point in calls) == ["None", "refused"]
    (saved,) = metrics["semcache.saved"].sum.data_points
    assert Decimal(str(saved.as_double)) == COST
    assert not any(b"quoting" in span.SerializeToString() for span in collector.spans)


TRACE, CLIENT = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"


async def test_a_request_with_a_traceparent_is_part_of_its_clients_trace(collector: Collector) -> None:
    said = f"00-{TRACE}-{CLIENT}-01"
    await told(
        collector,
        attempt("r", id="call", at=START + 0.2, seconds=0.7, trace=said),
        answer("r", Outcome.MISS, seconds=1.0, trace=said),
        attempt("r", id="fresh", at=START + 5, purpose="revalidate", trace=said),
    )
    fresh = next(span for span in collector.spans if span.start_time_unix_nano == round((START + 5) * 1e9))
    assert (fresh.parent_span_id, fresh.trace_id.hex() == TRACE) == (b"", False)  # no client waited for it
    spans = [span for span in collector.spans if span is not fresh]
    assert [span.trace_id.hex() for span in spans] == [TRACE] * 3
    (request,) = [span for span in spans if span.kind == 2]
    assert request.parent_span_id.hex() == CLIENT
    assert {span.parent_span_id for span in spans if span is not request} == {request.span_id}


@pytest.mark.parametrize("said", [f"00-{TRACE}-{CLIENT}-01", ""])
async def test_the_parent_that_a_call_upstream_names_is_the_span_of_that_call(collector: Collector, said: str) -> None:
    await told(collector, attempt("r", id="one", trace=said), attempt("r", id="two", trace=said))
    sent = [dict(Trace.of("r", said).handed_on([], call))[b"traceparent"].decode() for call in ("one", "two")]
    assert sent == [f"00-{span.trace_id.hex()}-{span.span_id.hex()}-01" for span in collector.spans]


async def test_what_the_client_does_not_sample_is_not_sent(collector: Collector) -> None:
    said = f"00-{TRACE}-{CLIENT}-00"
    await told(collector, attempt("r", trace=said), answer("r", Outcome.MISS, trace=said))
    assert collector.spans == []
    assert "gen_ai.server.request.duration" in collector.metrics


async def test_all_names_under_gen_ai_are_those_of_the_conventions(collector: Collector) -> None:
    attribute_names = importlib.import_module("opentelemetry.semconv._incubating.attributes.gen_ai_attributes")
    metric_names = importlib.import_module("opentelemetry.semconv._incubating.metrics.gen_ai_metrics")
    await told(collector, attempt("r", stream=True), answer("r", Outcome.MISS, stream=True))
    points = [point for one in collector.metrics.values() for point in one.histogram.data_points]
    said = {name for one in (*collector.spans, *points) for name in attributes(one) if name.startswith("gen_ai")}
    outdated = {"gen_ai.system", "gen_ai.usage.prompt_tokens", "gen_ai.usage.completion_tokens"}
    assert len(said) > 8
    assert {name for name in collector.metrics if name.startswith("gen_ai")} <= names_in(metric_names)
    assert said <= names_in(attribute_names) - outdated


def names_in(module: object) -> set[str]:
    return {value for value in vars(module).values() if isinstance(value, str)}


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def test_a_dead_collector_holds_nothing_up_and_rows_reach_the_ledger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(otel_ledger, "WAITING", 100)
    books = MemoryLedger()
    ledger = TelemetryLedger(books, f"http://127.0.0.1:{free_port()}", every=0.2)
    await asyncio.sleep(0.5)  # the thread is up, its imports done
    for number in range(5000):
        ledger.append(answer(str(number), Outcome.MISS))
    assert ledger.dropped > 0
    assert len(list(books.rows())) == 5000
    async with asyncio.timeout(60):  # it gives up after some seconds; a machine may be busy
        await ledger.close()


async def test_without_the_extra_a_line_is_logged_and_the_books_go_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def missing(endpoint: str, every: float) -> None:
        raise ImportError("No module named 'opentelemetry'")

    monkeypatch.setattr(otel_ledger, "_Telemetry", missing)
    books = MemoryLedger()
    ledger = TelemetryLedger(books, "http://127.0.0.1:9")
    ledger._thread.join(5)
    ledger.append(answer("1", Outcome.MISS))
    await ledger.close()
    assert len(list(books.rows())) == 1
    assert "semcache-llm[otel]" in caplog.text
