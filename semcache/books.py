"""Writes the books: what each answer and each upstream call was worth."""

from __future__ import annotations

from decimal import Decimal

from semcache.core.ledger import AnswerRow, AttemptRow, LedgerRow, Outcome, Price
from semcache.core.pricing import PriceBook, cost
from semcache.core.request import Usage
from semcache.metrics import Metrics
from semcache.ports import Ledger

_BOUNDED = frozenset({"gate", "volatile", "fault"})
"""Reasons whose second word comes from a short list; the others' may be anything a client sends."""


class Books:
    """Prices usage, hands rows to the ledger, moves the counters."""

    def __init__(self, ledger: Ledger, prices: PriceBook, metrics: Metrics) -> None:
        self.ledger = ledger
        self._prices = prices
        self._metrics = metrics

    def price(self, usage: Usage | None, *models: str) -> tuple[Decimal | None, Price | None]:
        """Dollars and the price they were reckoned at, by the first of the models that has one."""
        prompt = usage.prompt if usage is not None else 0
        price = next((p for p in (self._prices.price(m, prompt) for m in models) if p is not None), None)
        return (cost(usage, price) if usage is not None and price is not None else None), price

    def book(self, row: LedgerRow) -> None:
        """Never raises; returns at once."""
        self.ledger.append(row)
        if isinstance(row, AttemptRow):
            self._book_attempt(row)
        else:
            self._book_answer(row)

    def _book_attempt(self, row: AttemptRow) -> None:
        if row.cost is not None:
            self._metrics.spent.inc(float(row.cost))
        else:
            self._metrics.unpriced.inc()
        self._metrics.observe("upstream", row.seconds)

    def _book_answer(self, row: AnswerRow) -> None:
        family = row.detail.partition(":")[0]
        self._metrics.count_request(row.outcome, row.tier, row.detail if family in _BOUNDED else family)
        if row.saved:
            self._metrics.saved.inc(float(row.saved))
        if row.outcome in (Outcome.HIT, Outcome.STALE):
            if row.saved is None:
                self._metrics.unpriced.inc()
            self._metrics.observe("replay", row.seconds)
