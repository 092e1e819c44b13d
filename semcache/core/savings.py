"""What the ledger says was saved, from its cells."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Final

from semcache.core.advice import advice
from semcache.core.capacity import freed
from semcache.core.cells import HIT, HIT_FIRST, MISS, MISS_FIRST, SERVE, Cells, Key, Sums, is_avoided, only
from semcache.core.ledger import CHECKING, UPKEEP, Found, LedgerRow, Outcome, Tier
from semcache.core.pace import NO_TARGETS, Slo
from semcache.core.rates import confidence
from semcache.core.savings_report import (
    MAX_NAMES,
    OTHER,
    ZERO,
    Checked,
    Latency,
    Own,
    Part,
    Purpose,
    Reason,
    SavingsReport,
    Shadow,
    Totals,
    Unpriced,
)
from semcache.core.sketch import Sketch
from semcache.core.speeds import speeds

_EPOCH = date(1970, 1, 1).toordinal()
_DELTA: Final = 0.05
"""Intervals hold with probability 1 - this."""
OURSELVES = "(semcache)"
"""In whose group the cache's own costs stand."""
FROM_CACHE, FORWARDED = "(cache)", "(forwarded)"
"""In whose group answers stand where calls stand under the name of their upstream."""


def summarise(rows: Iterable[LedgerRow], slo: Slo = NO_TARGETS) -> SavingsReport:
    """The report over these rows, in any order."""
    return report_of(Cells.of(rows), slo)


def report_of(cells: Cells, slo: Slo = NO_TARGETS) -> SavingsReport:
    """The report over these cells; `slo` says how fast answers have to be to be of use."""
    sums = cells.sums
    days = _grouped(sums, _name_of["day"])
    groups = {"day": tuple((_iso(int(day)), days[day]) for day in sorted(days, key=int))}
    groups |= {name: _ranked(_grouped(sums, name_of)) for name, name_of in _name_of.items() if name != "day"}
    answers, attempts = (list(only(sums, kind)) for kind in ("answer", "attempt"))
    avoided = [one for key, one in answers if is_avoided(key.outcome, _tier(key))]
    return SavingsReport(
        first=min((one.first for one in sums.values()), default=None),
        last=max((one.last for one in sums.values()), default=None),
        total=_sum(days.values()),
        parts=_parts(answers),
        groups=groups,
        reasons=_reasons(answers, attempts),
        purposes=_purposes(attempts),
        tokens_avoided=sum(one.prompt + one.completion for one in avoided),
        failed=sum(one.failed for _, one in attempts),
        unknown_cost=sum(one.unknown for _, one in attempts),
        unknown_saving=sum(one.unknown for one in avoided),
        unpriced=_unpriced(sums),
        hit_latency=_latency(cells, HIT, HIT_FIRST),
        miss_latency=_latency(cells, MISS, MISS_FIRST),
        checks=_checks(sums),
        shadow=_shadow(sums),
        own=_own(sums),
        advice=advice(sums),
        speeds=speeds(cells, slo),
        slo=slo,
        freed=freed(cells),
        prices=tuple(sorted({key.price for key in sums if key.price and key.kind != "cost"})[:MAX_NAMES]),
    )


def _tier(key: Key) -> str:
    """That answered: in shadow mode none did."""
    return "" if key.shadow else key.tier


# Groups. Every cell is in one group of each kind, so that each kind adds up to the same total.


def _reason_name(key: Key) -> str:
    if key.kind == "cost":
        return OURSELVES
    if key.kind == "check":
        return f"checked, {key.purpose}"
    if key.kind == "attempt":
        return (key.reason or "(none given)") if key.purpose == SERVE else key.purpose
    if is_avoided(key.outcome, _tier(key)):
        return f"{key.outcome}, {key.tier}" if key.tier != Tier.COLLAPSED else key.tier
    return key.reason or "(none given)"


def _upstream_name(key: Key) -> str:
    if key.kind == "attempt":
        return key.upstream
    if key.kind == "answer":
        return FROM_CACHE if is_avoided(key.outcome, _tier(key)) else FORWARDED
    return FROM_CACHE if key.kind == "check" else OURSELVES


_name_of: dict[str, Callable[[Key], str]] = {
    "day": lambda key: str(key.day),
    "model": lambda key: key.model if key.kind != "cost" else OURSELVES,
    "tenant": lambda key: key.tenant if key.kind != "cost" else OURSELVES,
    "rule": lambda key: key.rule if key.kind != "cost" else OURSELVES,
    "reason": _reason_name,
    "upstream": _upstream_name,
}
GROUPINGS = tuple(_name_of)


def _grouped(sums: dict[Key, Sums], name_of: Callable[[Key], str]) -> dict[str, Totals]:
    tallies: dict[str, _Tally] = {}
    for key, one in sums.items():
        name = name_of(key)
        tally = tallies.get(name)
        if tally is None:
            tally = tallies[name] = _Tally()
        tally.add(key, one)
    found = {name: tally.totals() for name, tally in tallies.items()}
    return {name: totals for name, totals in found.items() if totals != _EMPTY}


def _ranked(groups: dict[str, Totals]) -> tuple[tuple[str, Totals], ...]:
    """Those that would have cost most first; what comes after the first MAX_NAMES is one group."""
    ranked = sorted(groups.items(), key=lambda one: (-one[1].would_have_spent, -one[1].answers, one[0]))
    if len(ranked) <= MAX_NAMES:
        return tuple(ranked)
    return (*ranked[:MAX_NAMES], (OTHER, _sum(totals for _, totals in ranked[MAX_NAMES:])))


class _Tally:
    """A Totals that is still being added up."""

    __slots__ = tuple(Totals.__slots__)

    def __init__(self) -> None:
        self.hits = self.collapsed = self.misses = self.bypassed = self.attempts = 0
        self.calls_without_dollars = self.avoided_without_dollars = 0
        self.spend = self.saved_hits = self.saved_collapsed = self.taken_back = ZERO
        self.checking = self.upkeep = self.chilled = self.own = self.output_saved = ZERO

    def add(self, key: Key, sums: Sums) -> None:
        if key.kind == "answer":
            self._answers(key, sums)
        elif key.kind == "attempt":
            self.attempts += sums.rows
            self.spend += sums.dollars
            self.calls_without_dollars += sums.unpriced + sums.unknown
            if key.purpose in CHECKING:
                self.checking += sums.dollars
            elif key.purpose in UPKEEP:
                self.upkeep += sums.dollars
        elif key.kind == "cost":
            self.own += sums.dollars
        elif not key.shadow:
            self.taken_back += sums.dollars

    def _answers(self, key: Key, sums: Sums) -> None:
        tier = _tier(key)
        if is_avoided(key.outcome, tier):
            self.avoided_without_dollars += sums.unpriced + sums.unknown
        if tier == Tier.COLLAPSED:
            self.collapsed += sums.rows
            self.saved_collapsed += sums.dollars
        elif key.outcome in (Outcome.HIT, Outcome.STALE):
            self.hits += sums.rows
            self.saved_hits += sums.dollars
        elif key.outcome == Outcome.MISS:
            self.misses += sums.rows
        else:
            self.bypassed += sums.rows
        self.output_saved += sums.output_dollars
        self.chilled += sums.chilled

    def totals(self) -> Totals:
        return Totals(**{name: getattr(self, name) for name in self.__slots__})


_EMPTY = Totals()


def _sum(groups: Iterable[Totals]) -> Totals:
    groups = list(groups)
    if not groups:
        return _EMPTY
    added = {
        name: sum((getattr(one, name) for one in groups[1:]), getattr(groups[0], name)) for name in Totals.__slots__
    }
    return Totals(**added)


# What else the report shows.

_Cells = list[tuple[Key, Sums]]


def _parts(answers: _Cells) -> tuple[Part, ...]:
    counts: Counter[tuple[Outcome, Tier]] = Counter()
    saved: defaultdict[tuple[Outcome, Tier], Decimal] = defaultdict(Decimal)
    for key, one in answers:
        part = (Outcome(key.outcome), Tier(_tier(key)))
        counts[part] += one.rows
        saved[part] += ZERO if key.shadow else one.dollars
    outcomes, tiers = list(Outcome), list(Tier)
    order = sorted(counts, key=lambda part: (outcomes.index(part[0]), tiers.index(part[1])))
    return tuple(Part(*part, counts[part], saved[part]) for part in order)


def _reasons(answers: _Cells, attempts: _Cells) -> tuple[Reason, ...]:
    counts: Counter[tuple[str, str]] = Counter()
    spend: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for key, one in answers:
        if not is_avoided(key.outcome, _tier(key)):
            counts[key.outcome, key.reason] += one.rows
    for key, one in attempts:
        if key.purpose == SERVE:
            spend[key.outcome, key.reason] += one.dollars
    # A call that failed stands under why it was made, its answer under how that ended.
    names = [*counts, *(name for name, dollars in spend.items() if dollars and name not in counts)]
    found = [Reason(Outcome(name[0]), name[1], counts[name], spend[name]) for name in names]
    found.sort(key=lambda one: (-one.spend, -one.answers, one.outcome, one.detail))
    shown, rest = found[:MAX_NAMES], found[MAX_NAMES:]
    for outcome in Outcome:
        if others := [one for one in rest if one.outcome is outcome]:
            answered, spent = sum(one.answers for one in others), sum((one.spend for one in others), ZERO)
            shown.append(Reason(outcome, OTHER, answered, spent))
    return tuple(shown)


def _purposes(attempts: _Cells) -> tuple[Purpose, ...]:
    counts: Counter[str] = Counter()
    spend: defaultdict[str, Decimal] = defaultdict(Decimal)
    for key, one in attempts:
        if key.purpose != SERVE:
            counts[key.purpose] += one.rows
            spend[key.purpose] += one.dollars
    found = (Purpose(name, count, spend[name]) for name, count in counts.items())
    return tuple(sorted(found, key=lambda one: (-one.spend, -one.attempts, one.purpose)))


def _unpriced(sums: dict[Key, Sums]) -> tuple[Unpriced, ...]:
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for key, one in sums.items():
        if one.unpriced and key.kind in ("answer", "attempt"):
            name = key.model if key.model in counts or len(counts) < MAX_NAMES else OTHER
            counts[name][key.kind == "attempt"] += one.unpriced
    return tuple(Unpriced(model, *pair) for model, pair in sorted(counts.items()))


def _checks(sums: dict[Key, Sums]) -> tuple[Checked, ...]:
    counts: defaultdict[tuple[str, str, Tier], Counter[str]] = defaultdict(Counter)
    for key, one in only(sums, "check"):
        rule = key.rule if len(counts) < MAX_NAMES else OTHER
        counts[rule, key.purpose, Tier(key.tier)][key.outcome] += one.rows
    return tuple(_checked(*name, counts[name]) for name in sorted(counts))


def _checked(rule: str, purpose: str, tier: Tier, counts: Counter[str]) -> Checked:
    same, different = counts[Found.SAME], counts[Found.DIFFERENT]
    low, high = (0.0, 1.0) if purpose == "feedback" else confidence(same + different, different, _DELTA)
    return Checked(rule, purpose, tier, same, different, counts[Found.DOUBT], low, high)


def _shadow(sums: dict[Key, Sums]) -> Shadow:
    would = [one for key, one in only(sums, "answer") if key.shadow]
    found = [(key.outcome, one) for key, one in only(sums, "check") if key.shadow]
    wrong = [one for outcome, one in found if outcome == Found.DIFFERENT]
    hits = sum(one.rows for one in would)
    told = sum(one.rows for outcome, one in found if outcome != Found.DOUBT)
    saved = sum((one.dollars for one in would), ZERO) - sum((one.dollars for one in wrong), ZERO)
    return Shadow(hits, saved, sum(one.rows for one in wrong), max(0, hits - told))


def _own(sums: dict[Key, Sums]) -> tuple[Own, ...]:
    kinds: defaultdict[tuple[str, str], Sums] = defaultdict(Sums)
    for key, one in only(sums, "cost"):
        kinds[key.purpose, key.price].add(one)
    return tuple(
        Own(what, one.micros / 1e6, one.amount, one.dollars, one.unpriced, source)
        for (what, source), one in sorted(kinds.items())
    )


def _latency(cells: Cells, whole: str, first: str) -> Latency:
    merged = {name: Sketch() for name in (whole, first)}
    for (_, name), sketch in cells.durations.items():
        if name in merged:
            merged[name].merge(sketch)
    return Latency(len(merged[whole]), *(sketch.quantile(q) for sketch in merged.values() for q in (0.5, 0.99)))


def _iso(day: int) -> str:
    """The ISO date of a day since the epoch; a time that no calendar has is shown as its number."""
    try:
        return date.fromordinal(_EPOCH + day).isoformat()
    except (ValueError, OverflowError):
        return str(day)
