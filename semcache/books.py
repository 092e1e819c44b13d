"""Writes the books: what each answer and each upstream call was worth."""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from semcache.core.cells import takes_back
from semcache.core.ledger import AnswerRow, AttemptRow, LedgerRow, Outcome, Price, Tier
from semcache.core.policy import Context
from semcache.core.pricing import PriceBook, cost
from semcache.core.request import Usage
from semcache.core.upstreams import Call
from semcache.metrics import Metrics
from semcache.ports import Ledger

_BOUNDED = frozenset({"gate", "volatile", "fault", "shadow"})
"""Reasons whose second word comes from a short list; the others' may be anything a client sends."""


CLAIMS = 10_000
"""Of answers found wrong, that are remembered."""
LATEST = 100
"""Answers that are remembered for a look at what is going on."""
_SHOWN = 120
"""Characters of what a client chose freely: a model's name may be megabytes long."""


class Glance(NamedTuple):
    """One answer, as much of it as a list shows."""

    request_id: str
    at: float
    tenant: str
    model: str
    rule: str
    outcome: Outcome
    tier: Tier
    detail: str
    similarity: float | None
    saved: Decimal | None
    """Dollars; None when they are not known."""
    seconds: float
    status: int


@dataclass(slots=True)
class Tally:
    """What was booked since the start. Every answer is a hit, collapsed, a miss or bypassed."""

    answers: int = 0
    hits: int = 0
    """Stale answers included."""
    collapsed: int = 0
    saved: Decimal = Decimal(0)
    """Dollars."""
    taken_back: Decimal = Decimal(0)
    """Of `saved`, for answers that turned out to be wrong."""
    spent: Decimal = Decimal(0)
    unpriced: int = 0
    """Hits and upstream calls whose dollars are not known."""


def label_of(reason: str) -> str:
    """The reason as a metric's label: without what a client or an upstream chose freely."""
    family = reason.partition(",")[0].partition(":")[0]
    return reason.partition(",")[0] if family in _BOUNDED else family


class Books:
    """Prices usage, hands rows to the ledger, moves the counters."""

    def __init__(self, ledger: Ledger, prices: PriceBook, metrics: Metrics) -> None:
        self.ledger = ledger
        self._prices = prices
        self._metrics = metrics
        self.tally = Tally()
        self.latest: deque[Glance] = deque(maxlen=LATEST)
        """The newest is the last."""
        self._claims: OrderedDict[str, None] = OrderedDict()
        """Of the checks that were counted: an answer may be found wrong twice, by an audit and by somebody."""

    def price(
        self, usage: Usage | None, *models: str, tier: str = "", where: Context | None = None
    ) -> tuple[Decimal | None, Price | None]:
        """Dollars and the price they were reckoned at, by the first of the models that has one; `tier` is the service
        tier that is billed. What `where` knows of the deployment that answers goes before the models."""
        prompt = usage.prompt if usage is not None else 0
        if where is not None and where.listing is not None:
            price = where.listing.price(prompt, tier)
        else:
            named = models if where is None else (*where.priced_as, *models)
            price = next((p for p in (self._prices.price(m, prompt, tier) for m in named) if p is not None), None)
        return (cost(usage, price) if usage is not None and price is not None else None), price

    def bill(
        self, usage: Usage | None, call: Call, *models: str, tier: str = "", where: Context | None = None
    ) -> tuple[Decimal | None, Price | None]:
        """As `price`, of one call upstream: what is said of the place that answered it wins over the list."""
        if call.cost is not None or call.price is not None:
            by_token = cost(usage, call.price) if usage is not None and call.price is not None else None
            return (by_token if call.cost is None else call.cost), call.price
        return self.price(usage, *models, tier=tier, where=where)

    def book(self, row: LedgerRow) -> None:
        """Never raises; returns at once."""
        self.ledger.append(row)
        if isinstance(row, AttemptRow):
            self._book_attempt(row)
        elif isinstance(row, AnswerRow):
            self._book_answer(row)
        elif takes_back(row) and row.claim not in self._claims:
            self._claims[row.claim] = None
            if len(self._claims) > CLAIMS:
                self._claims.popitem(last=False)
            self.tally.taken_back += row.saved or 0

    def _book_attempt(self, row: AttemptRow) -> None:
        if row.cost is not None:
            self.tally.spent += row.cost
            self._metrics.spent.inc(float(row.cost))
        else:
            self.tally.unpriced += 1
            self._metrics.unpriced.inc()
        self._metrics.observe("upstream", row.seconds)

    def _book_answer(self, row: AnswerRow) -> None:
        self._metrics.count_request(row.outcome, row.tier, label_of(row.detail))
        self.tally.answers += 1
        self.latest.append(
            Glance(
                row.request_id, row.at, row.tenant[:_SHOWN], row.model[:_SHOWN], row.rule, row.outcome, row.tier,
                row.detail[:_SHOWN], row.similarity, row.saved, row.seconds, row.status,
            )
        )  # fmt: skip
        self.tally.collapsed += row.tier is Tier.COLLAPSED
        if row.saved:
            self.tally.saved += row.saved
            self._metrics.saved.inc(float(row.saved))
        if row.outcome in (Outcome.HIT, Outcome.STALE):
            self.tally.hits += 1
            if row.saved is None:
                self.tally.unpriced += 1
                self._metrics.unpriced.inc()
            self._metrics.observe("replay", row.seconds)
