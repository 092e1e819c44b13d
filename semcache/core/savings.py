"""What the ledger says was saved: adds rows up in one pass, in memory that does not grow with their number."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import assert_never

from semcache.core.ledger import CHECKING, AnswerRow, AttemptRow, CheckRow, LedgerRow, Outcome, Price, Tier
from semcache.core.savings_checks import MAX_OPEN, Checks
from semcache.core.savings_report import (
    MAX_NAMES,
    OTHER,
    ZERO,
    Latency,
    Part,
    Reason,
    SavingsReport,
    Totals,
    Unpriced,
)
from semcache.core.sketch import Sketch

_DAY = 86_400
_EPOCH = date(1970, 1, 1).toordinal()


def summarise(rows: Iterable[LedgerRow]) -> SavingsReport:
    """The report over these rows, in any order."""
    summary = Summary()
    for row in rows:
        summary.add(row)
    return summary.report()


class _Tally:
    """A Totals that is still being added up."""

    __slots__ = ("attempts", "bypassed", "checking", "collapsed", "hits", "misses", "saved_collapsed", "saved_hits",
                 "spend", "taken_back")  # fmt: skip

    def __init__(self) -> None:
        self.hits = self.collapsed = self.misses = self.bypassed = self.attempts = 0
        self.spend = self.saved_hits = self.saved_collapsed = self.taken_back = self.checking = ZERO

    def answer(self, row: AnswerRow) -> None:
        saved = row.saved or ZERO
        if row.tier is Tier.COLLAPSED:
            self.collapsed += 1
            self.saved_collapsed += saved
        elif row.outcome is Outcome.HIT or row.outcome is Outcome.STALE:
            self.hits += 1
            self.saved_hits += saved
        elif row.outcome is Outcome.MISS:
            self.misses += 1
        else:
            self.bypassed += 1

    def attempt(self, row: AttemptRow) -> None:
        self.attempts += 1
        self.spend += row.cost or ZERO
        if row.purpose in CHECKING:
            self.checking += row.cost or ZERO

    def totals(self) -> Totals:
        return Totals(**{name: getattr(self, name) for name in self.__slots__})


class _Latencies:
    __slots__ = ("first_byte", "whole")

    def __init__(self) -> None:
        self.whole = Sketch()
        self.first_byte = Sketch()

    def add(self, row: AnswerRow) -> None:
        self.whole.add(row.seconds)
        self.first_byte.add(row.first_byte)

    def latency(self) -> Latency:
        whole, first = self.whole, self.first_byte
        return Latency(len(whole), *(s.quantile(q) for s in (whole, first) for q in (0.5, 0.99)))


class _ReasonCosts:
    """Brings together why a request was not answered from the cache and what the calls made for it cost."""

    def __init__(self) -> None:
        self.answers: defaultdict[tuple[Outcome, str], int] = defaultdict(int)
        self.spend: defaultdict[tuple[Outcome, str], Decimal] = defaultdict(Decimal)
        self._waiting: OrderedDict[str, Decimal] = OrderedDict()
        self._known: OrderedDict[str, tuple[Outcome, str]] = OrderedDict()

    def answer(self, row: AnswerRow) -> None:
        reason = (row.outcome, row.detail)
        if reason not in self.answers and len(self.answers) >= MAX_NAMES:
            reason = (row.outcome, OTHER)
        self.answers[reason] += 1
        self._known[row.request_id] = reason
        if len(self._known) > MAX_OPEN:
            self._known.popitem(last=False)
        if (cost := self._waiting.pop(row.request_id, None)) is not None:
            self.spend[reason] += cost

    def attempt(self, row: AttemptRow) -> None:
        if row.cost is None:
            return
        reason = self._known.get(row.request_id)
        if reason is not None:
            self.spend[reason] += row.cost
            return
        self._waiting[row.request_id] = self._waiting.get(row.request_id, ZERO) + row.cost
        if len(self._waiting) > MAX_OPEN:
            self._waiting.popitem(last=False)

    def reasons(self) -> tuple[Reason, ...]:
        found = [Reason(*key, answers, self.spend[key]) for key, answers in self.answers.items()]
        return tuple(sorted(found, key=lambda one: (-one.spend, -one.answers, one.outcome, one.detail)))


class Summary:
    """The sums so far. The total is the sum of the days, so that it is booked once and cannot disagree."""

    def __init__(self) -> None:
        self._first: float | None = None
        self._last: float | None = None
        self._models: defaultdict[str, _Tally] = defaultdict(_Tally)
        self._days: defaultdict[int, _Tally] = defaultdict(_Tally)
        self._part_counts: defaultdict[tuple[Outcome, Tier], int] = defaultdict(int)
        self._part_saved: defaultdict[tuple[Outcome, Tier], Decimal] = defaultdict(Decimal)
        self._reasons = _ReasonCosts()
        self._checks = Checks()
        self._unpriced: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
        self._hits = _Latencies()
        self._misses = _Latencies()
        self._prices: set[tuple[str, str]] = set()
        self._tokens = self._failed = self._unknown_cost = self._unknown_saving = 0

    def add(self, row: LedgerRow) -> None:
        match row:
            case AnswerRow():
                self._answer(row)
            case AttemptRow():
                self._attempt(row)
            case CheckRow():
                self._check(row)
            case _:
                assert_never(row)

    def _answer(self, row: AnswerRow) -> None:
        self._book(row)
        part = (row.outcome, row.tier)
        self._part_counts[part] += 1
        self._part_saved[part] += row.saved or ZERO
        self._checks.answer(row)
        forwarded = row.tier is not Tier.COLLAPSED and row.outcome in (Outcome.MISS, Outcome.BYPASS)
        if forwarded:
            self._reasons.answer(row)
        else:
            self._avoided(row)
        if row.status < 400 and row.tier is not Tier.COLLAPSED:
            (self._misses if forwarded else self._hits).add(row)

    def _attempt(self, row: AttemptRow) -> None:
        self._book(row)
        self._reasons.attempt(row)
        good = 200 <= row.status < 400
        self._failed += not good
        if row.cost is None:
            if row.usage is not None:
                self._unpriced[_capped(row.model, self._unpriced)][1] += 1
            elif good:
                self._unknown_cost += 1

    def _check(self, row: CheckRow) -> None:
        self._moment(row.at)
        taken_back = self._checks.add(row)
        for tally in self._tallies(row):
            tally.taken_back += taken_back

    def report(self) -> SavingsReport:
        days = tuple((_iso(day), self._days[day].totals()) for day in sorted(self._days))
        models = [(model, tally.totals()) for model, tally in self._models.items()]
        models.sort(key=lambda one: (-one[1].would_have_spent, -one[1].answers, one[0]))
        total = _sum(totals for _, totals in days)
        return SavingsReport(
            first=self._first,
            last=self._last,
            total=total,
            parts=tuple(Part(*key, self._part_counts[key], self._part_saved[key]) for key in self._part_order()),
            by_model=tuple(models),
            by_day=days,
            reasons=self._reasons.reasons(),
            spend_elsewhere=total.spend - sum(self._reasons.spend.values(), ZERO),
            tokens_avoided=self._tokens,
            failed=self._failed,
            unknown_cost=self._unknown_cost,
            unknown_saving=self._unknown_saving,
            unpriced=tuple(Unpriced(model, *counts) for model, counts in sorted(self._unpriced.items())),
            hit_latency=self._hits.latency(),
            miss_latency=self._misses.latency(),
            checks=self._checks.checks(),
            shadow=self._checks.shadow(),
            prices=tuple(f"{source}, {day}" if day else source for source, day in sorted(self._prices)),
        )

    def _moment(self, at: float) -> None:
        if self._first is None or at < self._first:
            self._first = at
        if self._last is None or at > self._last:
            self._last = at

    def _tallies(self, row: LedgerRow) -> tuple[_Tally, _Tally]:
        return self._models[_capped(row.model, self._models)], self._days[int(row.at // _DAY)]

    def _book(self, row: AnswerRow | AttemptRow) -> None:
        self._moment(row.at)
        if row.price is not None:
            self._source(row.price)
        for tally in self._tallies(row):
            if isinstance(row, AnswerRow):
                tally.answer(row)
            else:
                tally.attempt(row)

    def _avoided(self, row: AnswerRow) -> None:
        if row.usage is None:
            self._unknown_saving += row.saved is None
            return
        self._tokens += row.usage.prompt + row.usage.completion
        if row.saved is None:
            self._unpriced[_capped(row.model, self._unpriced)][0] += 1

    def _source(self, price: Price) -> None:
        source = (price.source, price.date)
        if len(self._prices) < MAX_NAMES or source in self._prices:
            self._prices.add(source)

    def _part_order(self) -> list[tuple[Outcome, Tier]]:
        outcomes, tiers = list(Outcome), list(Tier)
        return sorted(self._part_counts, key=lambda key: (outcomes.index(key[0]), tiers.index(key[1])))


def _capped(name: str, seen: defaultdict[str, _Tally] | defaultdict[str, list[int]]) -> str:
    return name if name in seen or len(seen) < MAX_NAMES else OTHER


def _sum(groups: Iterable[Totals]) -> Totals:
    groups = list(groups)
    return Totals(
        hits=sum(one.hits for one in groups),
        collapsed=sum(one.collapsed for one in groups),
        misses=sum(one.misses for one in groups),
        bypassed=sum(one.bypassed for one in groups),
        attempts=sum(one.attempts for one in groups),
        spend=sum((one.spend for one in groups), ZERO),
        saved_hits=sum((one.saved_hits for one in groups), ZERO),
        saved_collapsed=sum((one.saved_collapsed for one in groups), ZERO),
        taken_back=sum((one.taken_back for one in groups), ZERO),
        checking=sum((one.checking for one in groups), ZERO),
    )


def _iso(day: int) -> str:
    """The ISO date of a day since the epoch; a time that no calendar has is shown as its number."""
    try:
        return date.fromordinal(_EPOCH + day).isoformat()
    except (ValueError, OverflowError):
        return str(day)
