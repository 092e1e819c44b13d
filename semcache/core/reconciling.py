"""The ledger against a provider's bill, by day and model."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from decimal import Decimal

from semcache.core.bills import BillLine
from semcache.core.cells import Cells, only

_LEAST = Decimal("0.000001")
"""Dollars: bills are added up in floats, so a smaller difference says nothing."""
_DATED = re.compile(r"-(?:\d{4}-\d{2}-\d{2}|\d{8})$")


@dataclass(slots=True)
class Amounts:
    """Sums. None is what nobody told, and differs from nothing."""

    calls: int | None = None
    prompt: int | None = None
    cached: int | None = None
    cache_write_1h: int | None = None
    completion: int | None = None
    dollars: Decimal | None = None
    slack: Decimal = Decimal(0)
    """Dollars that rounding may have moved: half of the last digit of each amount added."""

    def add(self, other: Amounts | BillLine) -> None:
        for name in TOLD:
            mine, more = getattr(self, name), getattr(other, name)
            if more is not None:
                setattr(self, name, more if mine is None else mine + more)
        if isinstance(other, Amounts):
            self.slack += other.slack
        elif other.dollars:
            exponent = other.dollars.as_tuple().exponent
            self.slack += Decimal(5).scaleb(int(exponent) - 1)


TOLD = tuple(one.name for one in fields(Amounts) if one.name != "slack")
"""What is compared."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One model's day in both. None: not there at all."""

    day: int
    """Since the epoch, UTC."""
    model: str
    """As the ledger names it where it does; "" where the bill names none."""
    ledger: Amounts | None
    bill: Amounts | None

    @property
    def differs(self) -> tuple[str, ...]:
        """Names of the amounts that both tell and that are not the same; all that are there where one has no such
        day."""
        if self.ledger is None or self.bill is None:
            there = self.ledger or self.bill or Amounts()
            return tuple(name for name in TOLD if getattr(there, name))
        return tuple(name for name in TOLD if _differs(name, self.ledger, self.bill))


@dataclass(frozen=True, slots=True)
class Reconciliation:
    days: tuple[int, int]
    """The first and the last that were compared."""
    lines: tuple[Compared, ...]
    """By day, then model."""
    total: Compared
    """Its day is the first one."""
    unpriced: int
    """Calls in the ledger whose dollars are not known."""
    unknown: int
    """Calls in the ledger whose tokens nobody told."""
    own: int = 0
    """Calls on replicas of one's own, of models that are not on the bill: they are in none of the above."""

    @property
    def differing(self) -> tuple[Compared, ...]:
        return tuple(line for line in self.lines if line.differs)


@dataclass(slots=True)
class _Sides:
    ledger: Amounts | None = None
    bill: Amounts | None = None


@dataclass(slots=True)
class _Comparing:
    sides: dict[tuple[int, str], _Sides] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def reconcile(cells: Cells, lines: Iterable[BillLine], days: tuple[int, int] | None = None) -> Reconciliation | None:
    """Both sides over these days, or those of the bill; None when the bill has no line on them.

    Calls that failed are on no bill, so they are not counted. A model's dated snapshots are added up under one name:
    requests name "gpt-4o", the bill "gpt-4o-2024-08-06". A bill that names no model at all is compared by day. Calls on
    replicas of one's own are compared only where the bill names their model.
    """
    billed = [line for line in lines if days is None or days[0] <= line.day <= days[1]]
    if not billed:
        return None
    first, last = days or (min(line.day for line in billed), max(line.day for line in billed))
    named = any(line.model for line in billed)
    on_bill = {family_of(line.model) for line in billed}
    family: Callable[[str], str] = family_of if named else lambda model: ""
    comparing, unpriced, unknown, own = _Comparing(), 0, 0, 0
    for key, sums in only(cells.sums, "attempt"):
        # A call that failed and was told no tokens is on no bill, nor is a day on which there were only such.
        if not first <= key.day <= last or not (sums.rows - sums.failed or sums.prompt or sums.dollars):
            continue
        calls = sums.rows - sums.failed
        if sums.gpu_micros and family_of(key.model) not in on_bill:
            own += calls
            continue
        sides = comparing.sides.setdefault((key.day, family(key.model)), _Sides())
        comparing.names[family(key.model)] = key.model if named else ""
        sides.ledger = sides.ledger or Amounts()
        sides.ledger.add(Amounts(calls, sums.prompt, sums.cached, sums.cache_write_1h, sums.completion, sums.dollars))
        unpriced += sums.unpriced
        unknown += sums.unknown
    for line in billed:
        sides = comparing.sides.setdefault((line.day, family(line.model)), _Sides())
        comparing.names.setdefault(family(line.model), line.model)
        sides.bill = sides.bill or Amounts()
        sides.bill.add(line)
    compared = tuple(
        Compared(day, comparing.names[model], sides.ledger, sides.bill)
        for (day, model), sides in sorted(comparing.sides.items())
    )
    total = Compared(first, "", Amounts(0, 0, 0, 0, 0, Decimal(0)), Amounts())
    for one in compared:
        for sum_, part in ((total.ledger, one.ledger), (total.bill, one.bill)):
            if sum_ is not None and part is not None:
                sum_.add(part)
    return Reconciliation((first, last), compared, total, unpriced, unknown, own)


def family_of(model: str) -> str:
    """The name without provider, date and the ways of writing it: "Claude Haiku 4.5" is
    "anthropic/claude-haiku-4-5-20251001"."""
    name = model.rpartition("/")[2].strip().lower().replace(" ", "-").replace(".", "-")
    return _DATED.sub("", name)


def _differs(name: str, ledger: Amounts, bill: Amounts) -> bool:
    ours, theirs = getattr(ledger, name), getattr(bill, name)
    if ours is None or theirs is None:
        return False
    if name == "dollars":
        return bool(abs(ours - theirs) > max(bill.slack, _LEAST))
    return bool(ours != theirs)
