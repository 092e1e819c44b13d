"""What hits free on own replicas."""

from __future__ import annotations

from decimal import Decimal

import pytest

from semcache.core.ledger import LedgerRow, Outcome, Tier
from semcache.core.savings import summarise
from tests.core.ledger_samples import answer, attempt

OWN = {"model": "llama", "price": None}


def ledger(cost: Decimal | None) -> list[LedgerRow]:
    """Two calls of 100 tokens that took six seconds of a replica, and three hits on their answers."""
    rows: list[LedgerRow] = [
        attempt(f"{n}", gpu_seconds=3.0, cost=cost, upstream=f"own/{n}", **OWN)  # type: ignore[arg-type]
        for n in range(2)
    ]
    hits = (Outcome.HIT, Tier.EXACT), (Outcome.STALE, Tier.SEMANTIC), (Outcome.MISS, Tier.COLLAPSED)
    rows += [answer(f"h{n}", *how, saved=None, **OWN) for n, how in enumerate(hits)]  # type: ignore[arg-type]
    return rows


def test_time_is_freed_and_is_dollars_at_the_price_an_hour_alone() -> None:
    report = summarise(ledger(Decimal("0.0018")))  # three seconds at $2.16 an hour
    (found,) = report.freed
    assert (found.model, found.answers, found.tokens, found.gpu_seconds) == ("llama", 3, 300, 9)
    assert (found.gpu_hour, found.dollars) == (Decimal("2.16"), Decimal("0.0054"))
    assert (report.total.gross, report.total.net) == (0, 0)


def test_without_a_price_it_is_time() -> None:
    (found,) = summarise(ledger(None)).freed
    assert (found.gpu_seconds, found.gpu_hour, found.dollars) == (9, None, None)


@pytest.mark.parametrize(
    "rows",
    [
        [answer("h", Outcome.HIT, Tier.EXACT), attempt("a", gpu_seconds=1.0)],  # it has dollars
        [answer("h", Outcome.HIT, Tier.EXACT, saved=None, price=None), attempt("a")],  # of a paid API
        [answer("h", Outcome.BYPASS, would=Tier.EXACT, usage=None, price=None), attempt("a", gpu_seconds=1.0)],
        [attempt("a", gpu_seconds=1.0)],
    ],
)
def test_what_has_dollars_or_no_replica_frees_none(rows: list[LedgerRow]) -> None:
    assert summarise(rows).freed == ()
