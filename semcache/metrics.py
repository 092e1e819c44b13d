"""Counters and histograms of one engine, in Prometheus' words."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Metric, generate_latest

from semcache.core.upstreams import ReplicaView, State

_REPLICA_GAUGES: dict[str, tuple[str, Callable[[ReplicaView], float | Decimal | None]]] = {
    "up": ("1 while the replica gets calls.", lambda view: view.state in (State.HEALTHY, State.STARTING)),
    "in_flight": ("Our own calls under way.", lambda view: view.in_flight),
    "queued": ("Calls that wait for any replica of its pool.", lambda view: view.queued),
    "running": ("Requests running, as the engine says.", lambda view: view.running),
    "waiting": ("Requests waiting, as the engine says.", lambda view: view.waiting),
    "kv_usage": ("Share of the KV cache in use.", lambda view: view.kv_usage),
    "prefix_hit_ratio": ("Share of prompt tokens found in the KV cache.", lambda view: view.prefix_hit_ratio),
    "ttft_p50_seconds": ("Time to the first token, median.", lambda view: view.ttft_p50),
    "ttft_p99_seconds": ("Time to the first token, 99th percentile.", lambda view: view.ttft_p99),
    "tpot_p50_seconds": ("Time from one token to the next, median.", lambda view: view.tpot_p50),
    "tpot_p99_seconds": ("Time from one token to the next, 99th percentile.", lambda view: view.tpot_p99),
    "tokens_per_second": ("Answer tokens over the last minute.", lambda view: view.tokens_per_second),
    "dollars_per_million_tokens": ("Dollars for a million answer tokens.", lambda view: view.dollars_per_million),
    "calls": ("Calls since the start.", lambda view: view.calls),
    "failures": ("Of them, those whose answer was not used.", lambda view: view.failures),
}
STAGES = "semcache_stage_seconds"
_STAGE_SECONDS = (0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25, 1, 5, 30)


@dataclass(frozen=True, slots=True)
class Stage:
    """How long one stage of requests has taken since the start."""

    name: str
    count: int
    mean: float
    p50: float
    p99: float
    """Seconds; the percentiles within the histogram's buckets."""


Labels = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A family of metrics at one moment."""

    name: str
    help: str
    type: str
    samples: tuple[tuple[str, Labels, float | None], ...]
    """Name, labels and value of each; None is not a number."""

    @classmethod
    def gauge(cls, name: str, help: str, value: float) -> Reading:
        return cls(name, help, "gauge", ((name, (), value),))

    def of(self, label: str, value: str) -> Reading:
        """With this label, too, on every sample."""
        mine = ((label, value),)
        return Reading(
            self.name,
            self.help,
            self.type,
            tuple((name, (*labels, *mine), told) for name, labels, told in self.samples),
        )


def exposition(readings: Iterable[Reading]) -> bytes:
    """The exposition format that Prometheus scrapes; every family stands there once."""
    families: dict[str, Metric] = {}
    for one in readings:
        family = families.setdefault(one.name, Metric(one.name, one.help, one.type))
        for name, labels, value in one.samples:
            family.add_sample(name, dict(labels), math.nan if value is None else value)
    return generate_latest(_Collected(families.values()))


@dataclass(frozen=True, slots=True)
class _Collected:
    """What is to be written down, as a registry gives it."""

    metrics: Iterable[Metric]

    def collect(self) -> Iterable[Metric]:
        return self.metrics


class Metrics:
    """One registry an engine, so that two engines in one process do not share counts."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "semcache_requests",
            "Answers served, by what the cache did and why.",
            ["outcome", "tier", "reason"],
            registry=self.registry,
        )
        self.stage = Histogram(
            STAGES,
            "Wall seconds spent in each stage of a request.",
            ["stage"],
            buckets=_STAGE_SECONDS,
            registry=self.registry,
        )
        self.stored = Counter(
            "semcache_store_decisions",
            "Upstream answers, by whether they were kept and why not.",
            ["decision"],
            registry=self.registry,
        )
        self.faults = Counter(
            "semcache_faults",
            "Troubles of a part of the cache; none failed a request.",
            ["part"],
            registry=self.registry,
        )
        self.saved = Counter(
            "semcache_saved_dollars", "Dollars that answers from the cache would have cost.", registry=self.registry
        )
        self.spent = Counter("semcache_spent_dollars", "Dollars spent upstream.", registry=self.registry)
        self.unpriced = Counter(
            "semcache_unpriced", "Answers whose dollars are unknown: no price or no usage.", registry=self.registry
        )
        self.entries = Gauge("semcache_entries", "Answers in the store.", registry=self.registry)
        self.vectors = Gauge("semcache_vectors", "Vectors in the index.", registry=self.registry)
        self.unwritten = Gauge(
            "semcache_unwritten", "What could not be written down and was dropped.", ["part"], registry=self.registry
        )
        self.unwritten_rows = Gauge(
            "semcache_ledger_unwritten_rows", "Ledger rows that could not be written.", registry=self.registry
        )
        self.comparisons = Counter(
            "semcache_comparisons",
            "Stored answers held against new ones, by why and what came of it.",
            ["purpose", "result"],
            registry=self.registry,
        )
        self.audits = Counter(
            "semcache_audits",
            "Semantic hits that were drawn to be asked upstream too, by what came of it.",
            ["rule", "result"],
            registry=self.registry,
        )
        self.audit_dollars = Counter(
            "semcache_audit_dollars", "Dollars that audits have cost.", ["rule"], registry=self.registry
        )
        self.wrong_hits = Gauge(
            "semcache_wrong_hits_ratio",
            "Share of semantic hits that are wrong, by audits and shadow mode: measured, and where it lies with "
            "probability 0.95 at every moment at once.",
            ["rule", "bound"],
            registry=self.registry,
        )
        self._replicas: dict[str, Gauge] = {}
        self._stages: dict[str, Histogram] = {}
        self._requests: dict[tuple[str, str, str], Counter] = {}

    def observe(self, stage: str, seconds: float) -> None:
        """The labelled child is looked up once: labels() costs more than observing."""
        child = self._stages.get(stage)
        if child is None:
            child = self._stages[stage] = self.stage.labels(stage)
        child.observe(seconds)

    def count_request(self, outcome: str, tier: str, reason: str) -> None:
        child = self._requests.get((outcome, tier, reason))
        if child is None:
            child = self._requests[outcome, tier, reason] = self.requests.labels(outcome, tier, reason)
        child.inc()

    def set_replicas(self, views: Iterable[ReplicaView]) -> None:
        """What each replica of the upstreams is doing; made when there first is one."""
        for view in views:
            for name, (help, value) in _REPLICA_GAUGES.items():
                gauge = self._replicas.get(name)
                if gauge is None:
                    full = f"semcache_upstream_{name}"
                    gauge = self._replicas[name] = Gauge(full, help, ["replica"], registry=self.registry)
                found = value(view)
                gauge.labels(view.name).set(math.nan if found is None else float(found))

    def readings(self) -> Iterator[Reading]:
        """Of every family."""
        for metric in self.registry.collect():
            samples = (
                (one.name, tuple(one.labels.items()), None if math.isnan(one.value) else one.value)
                for one in metric.samples
            )
            yield Reading(metric.name, metric.documentation, metric.type, tuple(samples))

    def text(self) -> bytes:
        """The exposition format that Prometheus scrapes."""
        return exposition(self.readings())


def stages(readings: Iterable[Reading]) -> list[Stage]:
    """Of every stage that was observed, by all processes whose readings these are."""
    buckets: dict[str, dict[float, float]] = {}
    totals: dict[str, float] = {}
    for name, pairs, value in (sample for one in readings if one.name == STAGES for sample in one.samples):
        labels, counted = dict(pairs), value or 0.0
        if name.endswith("_bucket"):
            mine, bound = buckets.setdefault(labels["stage"], {}), float(labels["le"])
            mine[bound] = mine.get(bound, 0.0) + counted
        elif name.endswith("_sum"):
            totals[labels["stage"]] = totals.get(labels["stage"], 0.0) + counted
    found = []
    for stage, mine in buckets.items():
        bounds = sorted(mine.items())
        if count := int(bounds[-1][1]):
            p50, p99 = _percentile(bounds, 0.5), _percentile(bounds, 0.99)
            found.append(Stage(stage, count, totals[stage] / count, p50, p99))
    return found


def _percentile(buckets: Sequence[tuple[float, float]], share: float) -> float:
    """Within its bucket every value is taken to be as likely, as Prometheus does it."""
    wanted, low, below = share * buckets[-1][1], 0.0, 0.0
    for high, count in buckets:
        if count >= wanted:
            return low if math.isinf(high) else low + (high - low) * (wanted - below) / (count - below)
        low, below = high, count
    return low
