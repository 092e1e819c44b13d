"""Which changes of the settings would save most, each with its estimate and a way to try it.

An estimate is what the calls for one reason cost, times the measured hit ratio of comparable traffic:

- of requests that were never looked up (temperature, a rule that is off, a refused class, nobody's credential), the
  share of hits among those of the same model that were looked up;
- of expired answers and of candidates that the texts' gates or the verifier refused, the share of hits among all of
  the same model that found something: hits, and misses for such a reason.

Where less than COMPARABLE requests of a model can be compared, those of all models are. Nothing says that the rest is
alike: that is what trying it in replay is for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from semcache.core.cells import SERVE, ZERO, Key, Sums, only
from semcache.core.ledger import Outcome, Tier
from semcache.core.volatile import REFUSED_CLASSES

COMPARABLE: Final = 100
"""Requests that a hit ratio takes: with fewer it is noise."""
MOST: Final = 3
REPLAY = "semcache replay LOG"


@dataclass(frozen=True, slots=True)
class Advice:
    """One change that may save something."""

    reason: str
    """For which answers were not served from the cache."""
    change: str
    answers: int
    spend: Decimal
    """What the calls for them cost: no change can save more."""
    hit_ratio: float
    """Of comparable traffic, 0 to 1."""
    saving: Decimal
    """Estimated, over the span of the report."""
    command: str
    """Tries it on recorded traffic."""
    basis: str
    """How it was estimated."""


@dataclass(frozen=True, slots=True)
class _Change:
    words: str
    term: str
    found: bool = False
    """There was a stored answer; else the request was never looked up."""


_CHANGES: Final[Mapping[str, _Change]] = {
    "temperature": _Change("cache requests of any temperature", "--set max-temperature=2"),
    "rule-off": _Change("turn the rule on", "--set mode=on"),
    "no-credential": _Change("name the tenant of callers without a credential (tenant.header)", "--tenant-field NAME"),
    "expired": _Change("let answers live longer", "--set max-age=7d", found=True),
    "gate:similarity": _Change("let a verifier decide instead of the similarity", "--set max-error=1%", found=True),
    "gate:verifier": _Change("allow more of the reworded hits to be wrong", "--set max-error=2%", found=True),
}


def advice(cells: Mapping[Key, Sums]) -> tuple[Advice, ...]:
    """At most MOST changes, those that would save most first; none that would save nothing."""
    spend: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for key, one in only(cells, "attempt"):
        if key.purpose == SERVE and _change(key.reason) is not None:
            spend[key.reason, key.model] += one.dollars
    if not any(spend.values()):
        return ()
    looked_up, found = _Ratios(), _Ratios()
    answers: Counter[str] = Counter()
    for key, one in only(cells, "answer"):
        if key.shadow or key.tier == Tier.COLLAPSED:
            continue
        hit = key.outcome in (Outcome.HIT, Outcome.STALE)
        change = _change(key.reason)
        answers[key.reason] += 0 if hit else one.rows
        if hit or key.outcome == Outcome.MISS:
            looked_up.add(key.model, hit, one.rows)
        if hit or (change is not None and change.found):
            found.add(key.model, hit, one.rows)
    advised = []
    for reason in {reason for reason, _ in spend}:
        change = _change(reason)
        assert change is not None
        ratio_of = (found if change.found else looked_up).of
        advised.append(_advice(reason, change, answers[reason], spend, ratio_of))
    ranked = sorted(advised, key=lambda one: (-one.saving, one.reason))
    return tuple(one for one in ranked if one.saving > 0)[:MOST]


def _advice(
    reason: str,
    change: _Change,
    answers: int,
    spend: Mapping[tuple[str, str], Decimal],
    ratio_of: Callable[[str], Decimal],
) -> Advice:
    dear = {model: dollars for (why, model), dollars in spend.items() if why == reason}
    whole = sum(dear.values(), ZERO)
    saving = sum((dollars * ratio_of(model) for model, dollars in sorted(dear.items())), ZERO)
    ratio = float(saving / whole) if whole else 0.0
    among = "requests that found a stored answer" if change.found else "requests that were looked up"
    basis = f"what these calls cost, times {ratio * 100:.1f}%: the hits among {among}"
    return Advice(reason, change.words, answers, whole, ratio, saving, f"{REPLAY} {change.term}", basis)


def _change(reason: str) -> _Change | None:
    family, _, name = reason.partition(":")
    if family == "volatile" and name in REFUSED_CLASSES:
        others = ",".join(known for known in REFUSED_CLASSES if known != name)
        return _Change(f"stop refusing the class {name}, if its answers do last", f"--set never={others}")
    return _CHANGES.get(reason)


class _Ratios:
    """Hits among requests, by model."""

    def __init__(self) -> None:
        self._hits: Counter[str] = Counter()
        self._all: Counter[str] = Counter()

    def add(self, model: str, hit: bool, rows: int) -> None:
        self._all[model] += rows
        self._hits[model] += rows if hit else 0

    def of(self, model: str) -> Decimal:
        if self._all[model] >= COMPARABLE:
            return Decimal(self._hits[model]) / self._all[model]
        return Decimal(self._hits.total()) / self._all.total() if self._all.total() else ZERO
