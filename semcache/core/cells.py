"""Sums of ledger rows, small enough to keep for ever: a cell a day and combination of names.

Every report is made of cells, whether they were added up just now from rows or long ago when the rows were written, so
the two cannot disagree. Adding is exact and in any order; no row is counted twice, and a day's rows may be dropped once
they are in its cells.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple, TypeGuard, assert_never

from semcache.core.ledger import AnswerRow, AttemptRow, CheckRow, CostRow, Found, LedgerRow, Outcome, Price, Tier
from semcache.core.pace import pace_of, tpot_of
from semcache.core.sketch import Sketch

DAY = 86_400
ZERO = Decimal(0)


class Key(NamedTuple):
    """What the rows of one cell have in common; "" where a kind of row has no such name."""

    day: int
    """Since the epoch, UTC."""
    kind: str
    """ "answer", "attempt", "check" or "cost"."""
    model: str = ""
    tenant: str = ""
    rule: str = ""
    upstream: str = ""
    purpose: str = ""
    """Of an attempt or a check; what a cost was for."""
    outcome: str = ""
    """Of an answer, or of the one that an attempt was made for; what a check found."""
    tier: str = ""
    """In shadow mode, the one that would have answered."""
    reason: str = ""
    """Why an answer was not served from the cache."""
    kept: str = ""
    """What became of an attempt's answer."""
    price: str = ""
    """Where the price came from, and of when."""
    shadow: bool = False


@dataclass(slots=True)
class Sums:
    """What the rows of one cell add up to."""

    rows: int = 0
    first: float = float("inf")
    last: float = float("-inf")
    """Seconds since the epoch."""
    dollars: Decimal = ZERO
    """Saved by answers, spent on attempts and costs, taken back by checks."""
    output_dollars: Decimal = ZERO
    """Of an answer's, those for tokens that were generated once and not again."""
    chilled: Decimal = ZERO
    """That misses cost more because hits no longer keep their prefixes in the provider's prompt cache."""
    prompt: int = 0
    completion: int = 0
    """Tokens: avoided by answers, bought by attempts."""
    cached: int = 0
    """Of `prompt`, those that the provider's own prompt cache held."""
    failed: int = 0
    """With no response, or an error status."""
    unpriced: int = 0
    """Whose tokens are known and whose dollars are not."""
    unknown: int = 0
    """Whose tokens nobody told."""
    micros: int = 0
    """Microseconds of a cost, or of attempts that were `answered`: whole numbers add up the same in any order."""
    amount: int = 0
    answered: int = 0
    """Attempts whose answer came whole and was not filtered."""
    paces: dict[str, int] = field(default_factory=dict)
    """Of these, the tokens that were written at each pace: see `semcache.core.pace`."""
    gpu_micros: int = 0
    """Microseconds of own replicas."""
    cache_write_1h: int = 0
    """Of `prompt`, those written to the provider's prompt cache for an hour."""

    def add(self, other: Sums) -> None:
        self.rows += other.rows
        self.first = min(self.first, other.first)
        self.last = max(self.last, other.last)
        self.dollars += other.dollars
        self.output_dollars += other.output_dollars
        self.chilled += other.chilled
        self.prompt += other.prompt
        self.completion += other.completion
        self.cached += other.cached
        self.failed += other.failed
        self.unpriced += other.unpriced
        self.unknown += other.unknown
        self.micros += other.micros
        self.amount += other.amount
        self.answered += other.answered
        for pace, tokens in other.paces.items():
            self.paces[pace] = self.paces.get(pace, 0) + tokens
        self.gpu_micros += other.gpu_micros
        self.cache_write_1h += other.cache_write_1h


HIT, HIT_FIRST, MISS, MISS_FIRST = "hit", "hit first byte", "miss", "miss first byte"
"""Names of the durations that are kept: whole answers, and up to their first byte."""
TTFT, TPOT = "ttft", "tpot"
"""And of streamed calls that a client waited for, by upstream and model: see `of_calls`."""
SERVE = "serve"
FILTERED = frozenset({"finish:content_filter", "finish:refusal"})
"""Why an answer was not kept that the provider's filter broke off: in OpenAI's words, and in Anthropic's."""


def of_calls(what: str, upstream: str, model: str) -> str:
    """The name under which a duration of calls is kept: ASCII, whatever a client calls its model."""
    return json.dumps([what, upstream, model])


@dataclass(slots=True)
class Cells:
    """Rows added up."""

    sums: dict[Key, Sums] = field(default_factory=dict)
    durations: dict[tuple[int, str], Sketch] = field(default_factory=dict)
    """By day and name."""

    @classmethod
    def of(cls, rows: Iterable[LedgerRow], first_found: Callable[[CheckRow], bool] | None = None) -> Cells:
        """Rows in any order. `first_found` says which of the checks that found an answer wrong was the first, whose
        dollars are taken back; without it, it is the first among these rows."""
        cells = cls()
        wrong: set[str] = set()
        for row in rows:
            again = False
            if takes_back(row):
                again = row.claim in wrong if first_found is None else not first_found(row)
                wrong.add(row.claim)
            cells.add(row, again)
        return cells

    def add(self, row: LedgerRow, taken_back_already: bool = False) -> None:
        match row:
            case AnswerRow():
                self._answer(row)
            case AttemptRow():
                self._attempt(row)
            case CheckRow():
                self._check(row, taken_back_already)
            case CostRow():
                self._cost(row)
            case _:
                assert_never(row)

    def merge(self, other: Cells) -> None:
        for key, sums in other.sums.items():
            self._at(key).add(sums)
        for place, sketch in other.durations.items():
            self._sketch(*place).merge(sketch)

    def drop_day(self, day: int) -> None:
        for key in [key for key in self.sums if key.day == day]:
            del self.sums[key]
        for place in [place for place in self.durations if place[0] == day]:
            del self.durations[place]

    def _answer(self, row: AnswerRow) -> None:
        day = _day(row.at)
        avoided = is_avoided(row.outcome, row.tier)
        sums = self._at(
            Key(
                day,
                "answer",
                row.model,
                row.tenant,
                row.rule,
                outcome=row.outcome,
                tier=row.would if row.would else row.tier,
                reason="" if avoided else reason_of(row.detail),
                price=_source(row.price),
                shadow=bool(row.would),
            )
        )
        _count(sums, row.at)
        saved = row.would_save if row.would else row.saved
        if saved is not None:
            sums.dollars += saved
        if (usage := row.usage) is not None and avoided:
            sums.prompt += usage.prompt
            sums.completion += usage.completion
            sums.cached += usage.cached
            sums.cache_write_1h += usage.cache_write_1h
            if saved is None:
                sums.unpriced += 1
            elif row.price is not None:
                sums.output_dollars += usage.completion * row.price.output
        elif avoided and saved is None:
            sums.unknown += 1
        sums.chilled += row.chilled
        if row.status >= 400:
            sums.failed += 1
        elif row.tier is not Tier.COLLAPSED:
            self._sketch(day, HIT if avoided else MISS).add(row.seconds)
            self._sketch(day, HIT_FIRST if avoided else MISS_FIRST).add(row.first_byte)

    def _attempt(self, row: AttemptRow) -> None:
        sums = self._at(
            Key(
                _day(row.at),
                "attempt",
                row.model,
                row.tenant,
                row.rule,
                row.upstream,
                row.purpose,
                row.outcome,
                reason=row.reason,
                kept=row.kept,
                price=_source(row.price),
            )
        )
        _count(sums, row.at)
        good = 200 <= row.status < 400
        sums.failed += not good
        if row.cost is not None:
            sums.dollars += row.cost
        elif row.usage is not None:
            sums.unpriced += 1
        else:
            sums.unknown += good
        if row.usage is not None:
            sums.prompt += row.usage.prompt
            sums.completion += row.usage.completion
            sums.cached += row.usage.cached
            sums.cache_write_1h += row.usage.cache_write_1h
        if row.gpu_seconds is not None:
            sums.gpu_micros += round(row.gpu_seconds * 1e6)
        if good and not row.error and row.kept not in FILTERED:
            self._answered(sums, row)

    def _answered(self, sums: Sums, row: AttemptRow) -> None:
        sums.answered += 1
        sums.micros += round(row.seconds * 1e6)
        tokens = row.usage.completion if row.usage is not None else 0
        if tokens <= 0:
            return
        pace = pace_of(row.stream, row.first_byte, row.seconds, tokens)
        sums.paces[pace] = sums.paces.get(pace, 0) + tokens
        if row.stream and row.purpose == SERVE:
            day = _day(row.at)
            self._sketch(day, of_calls(TTFT, row.upstream, row.model)).add(row.first_byte)
            if tokens > 1:
                tpot = tpot_of(row.first_byte, row.seconds, tokens)
                self._sketch(day, of_calls(TPOT, row.upstream, row.model)).add(tpot)

    def _check(self, row: CheckRow, taken_back_already: bool) -> None:
        key = Key(
            _day(row.at), "check", row.model, row.tenant, row.rule,
            purpose=row.purpose, outcome=row.found, tier=row.tier, shadow=row.purpose == "shadow",
        )  # fmt: skip
        sums = self._at(key)
        _count(sums, row.at)
        if (row.found is Found.DIFFERENT or takes_back(row)) and not taken_back_already and row.saved is not None:
            sums.dollars += row.saved

    def _cost(self, row: CostRow) -> None:
        sums = self._at(Key(_day(row.at), "cost", purpose=row.what, price=row.source))
        _count(sums, row.at)
        sums.micros += round(row.seconds * 1e6)
        sums.amount += row.amount
        if row.dollars is None:
            sums.unpriced += 1
        else:
            sums.dollars += row.dollars

    def _at(self, key: Key) -> Sums:
        sums = self.sums.get(key)
        if sums is None:
            sums = self.sums[key] = Sums()
        return sums

    def _sketch(self, day: int, name: str) -> Sketch:
        sketch = self.durations.get((day, name))
        if sketch is None:
            sketch = self.durations[day, name] = Sketch()
        return sketch


def in_span(day: int, since: float | None, until: float | None) -> bool:
    """Whether the whole day lies in the span; `since` is inclusive, `until` exclusive."""
    return (since is None or since <= day * DAY) and (until is None or (day + 1) * DAY <= until)


def is_avoided(outcome: str, tier: str) -> bool:
    """Whether an answer took no call of its own."""
    return tier == Tier.COLLAPSED or outcome in (Outcome.HIT, Outcome.STALE)


def takes_back(row: LedgerRow) -> TypeGuard[CheckRow]:
    """Whether the row says that an answer which was booked as saving dollars was wrong, or was not after all."""
    if not isinstance(row, CheckRow) or row.purpose == "shadow":
        return False
    return row.found is Found.DIFFERENT or (row.saved is not None and row.saved < 0)


def reason_of(detail: str) -> str:
    """The first word of a detail: what follows the comma says what became of the upstream's answer."""
    return detail.partition(",")[0]


def _day(at: float) -> int:
    return int(at // DAY)


def _count(sums: Sums, at: float) -> None:
    sums.rows += 1
    if at < sums.first:
        sums.first = at
    if at > sums.last:
        sums.last = at


def _source(price: Price | None) -> str:
    if price is None:
        return ""
    return f"{price.source}, {price.date}" if price.date else price.source


def only(cells: Mapping[Key, Sums], kind: str) -> Iterable[tuple[Key, Sums]]:
    """The cells of one kind of row."""
    return ((key, sums) for key, sums in cells.items() if key.kind == kind)
