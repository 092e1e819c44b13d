"""Counters and histograms of one engine, in Prometheus' words."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_STAGE_SECONDS = (0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25, 1, 5, 30)


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
            "semcache_stage_seconds",
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
            "semcache_ledger_unwritten_rows", "Ledger rows that could not be written.", registry=self.registry
        )
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

    def text(self) -> bytes:
        """The exposition format that Prometheus scrapes."""
        return generate_latest(self.registry)
