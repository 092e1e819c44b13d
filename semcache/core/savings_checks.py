"""What the ledger says of answers that were checked: how many were wrong, and which dollars that takes back."""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict
from decimal import Decimal
from typing import Final

from semcache.core.ledger import AnswerRow, CheckRow, Found, Tier
from semcache.core.rates import confidence
from semcache.core.savings_report import MAX_NAMES, OTHER, ZERO, Checked, Shadow

MAX_OPEN = 100_000
"""Requests whose rows may still have to find each other. Rows come ordered by time, so they are close."""
_DELTA: Final = 0.05
"""Intervals hold with probability 1 - this."""


class Checks:
    """Counts what was checked. A hit that is found wrong twice is taken back once."""

    def __init__(self) -> None:
        self._counts: defaultdict[tuple[str, str, Tier], Counter[Found]] = defaultdict(Counter)
        self._wrong: OrderedDict[str, None] = OrderedDict()
        self._would = self._told = self._would_wrong = 0
        self._would_save = ZERO

    def answer(self, row: AnswerRow) -> None:
        if row.would is not Tier.NONE:
            self._would += 1
            self._would_save += row.would_save or ZERO

    def add(self, row: CheckRow) -> Decimal:
        """The dollars that this takes back."""
        key = (row.rule, row.purpose, row.tier)
        if key not in self._counts and len(self._counts) >= MAX_NAMES:
            key = (OTHER, row.purpose, row.tier)
        self._counts[key][row.found] += 1
        wrong = row.found is Found.DIFFERENT
        if row.purpose == "shadow":
            self._told += row.found is not Found.DOUBT
            self._would_wrong += wrong
            self._would_save -= (row.saved or ZERO) if wrong else ZERO
            return ZERO
        if not wrong or row.request_id in self._wrong:
            return ZERO
        self._wrong[row.request_id] = None
        if len(self._wrong) > MAX_OPEN:
            self._wrong.popitem(last=False)
        return row.saved or ZERO

    def checks(self) -> tuple[Checked, ...]:
        return tuple(self._checked(*key, self._counts[key]) for key in sorted(self._counts))

    def _checked(self, rule: str, purpose: str, tier: Tier, counts: Counter[Found]) -> Checked:
        same, different = counts[Found.SAME], counts[Found.DIFFERENT]
        low, high = (0.0, 1.0) if purpose == "feedback" else confidence(same + different, different, _DELTA)
        return Checked(rule, purpose, tier, same, different, counts[Found.DOUBT], low, high)

    def shadow(self) -> Shadow:
        return Shadow(self._would, self._would_save, self._would_wrong, max(0, self._would - self._told))
