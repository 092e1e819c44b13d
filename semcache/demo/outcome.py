"""What a played day came to: pure sums over what was heard."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from semcache.demo.play import Heard, Verdict, Way
from semcache.demo.trace import Composition, DemoRequest, Kind, composition


@dataclass(frozen=True, slots=True)
class Latency:
    """Seconds, over one group of answers."""

    answers: int
    p50: float
    p99: float
    first_byte_p50: float

    @classmethod
    def of(cls, heard: Sequence[Heard]) -> Latency | None:
        """None over none."""
        if not heard:
            return None
        whole = [h.seconds for h in heard]
        return cls(
            len(heard), quantile(whole, 0.5), quantile(whole, 0.99), quantile([h.first_byte for h in heard], 0.5)
        )


@dataclass(frozen=True, slots=True)
class Mistake:
    """One answer from the cache that was not this request's."""

    asked: str
    desk: str
    kind: Kind
    verdict: Verdict
    got: str
    """Whose answer it was instead."""
    status: str


@dataclass(frozen=True, slots=True)
class Books:
    """The ledger against the stand-in's own bill."""

    ledger: Decimal
    bill: Decimal
    attempts: int
    """Upstream calls in the ledger."""
    calls: int
    """Calls on the bill."""
    unpriced: int
    """Attempts in the ledger without a price."""

    @property
    def agree(self) -> bool:
        """Exactly: both sides count in Decimal."""
        return self.ledger == self.bill and self.attempts == self.calls and not self.unpriced

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "ledger": str(self.ledger), "bill": str(self.bill), "agree": self.agree}


@dataclass(frozen=True, slots=True)
class Outcome:
    """The demo's own account of the day, from the client's side."""

    day: Composition
    ways: dict[str, int]
    mistakes: tuple[Mistake, ...]
    failures: dict[str, int]
    """What went wrong with answers that did not come whole, and how often."""
    hit: Latency | None
    miss: Latency | None
    seconds: float
    """How long the day took to play."""

    @property
    def hits(self) -> int:
        return self.ways[Way.EXACT] + self.ways[Way.SEMANTIC]

    @property
    def failed(self) -> int:
        return sum(self.failures.values())

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "hits": self.hits, "failed": self.failed}


def outcome_of(day: Sequence[DemoRequest], heard: Iterable[Heard], seconds: float) -> Outcome:
    """Sums up a day that took that long to play."""
    heard = list(heard)
    ways = Counter(h.way for h in heard)
    owners = {r.expected: r.text for r in day}
    whole = [h for h in heard if h.verdict is not Verdict.FAILED]
    return Outcome(
        day=composition(day),
        ways={way.value: ways[way] for way in Way},
        mistakes=tuple(
            Mistake(h.request.text, h.request.desk, h.request.kind, h.verdict, _whose(h, owners), h.detail)
            for h in whole
            if h.verdict is not Verdict.RIGHT
        ),
        failures=dict(Counter(h.text for h in heard if h.verdict is Verdict.FAILED)),
        hit=Latency.of([h for h in whole if h.way.is_hit]),
        miss=Latency.of([h for h in whole if h.way in (Way.MISS, Way.BYPASS)]),
        seconds=seconds,
    )


def _whose(heard: Heard, owners: Mapping[str | None, str]) -> str:
    if heard.verdict is Verdict.STALE:
        return "what was true at an earlier moment"
    owner = owners.get(heard.text)
    return f"the answer to: {owner}" if owner else heard.text[:60]


def quantile(values: Sequence[float], q: float) -> float:
    """The value that a share q of the values does not exceed (nearest rank)."""
    return sorted(values)[max(0, math.ceil(q * len(values)) - 1)]
