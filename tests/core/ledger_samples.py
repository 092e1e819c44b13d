"""Ledger rows for tests of the savings report."""

from __future__ import annotations

from decimal import Decimal

from semcache.core.ledger import AnswerRow, AttemptRow, CheckRow, CostRow, Found, Outcome, Price, Tier
from semcache.core.request import Usage

DAY = 86_400.0
START = 20_000 * DAY
"""2024-10-04 00:00 UTC."""

PRICE = Price(
    "gpt-4o",
    Decimal("0.0000025"),
    Decimal("0.00001"),
    Decimal("0.00000125"),
    Decimal("0.0000025"),
    "a list",
    "2024-10-01",
)
USAGE = Usage(1000, 100)
COST = Decimal("0.0035")


def answer(request: str, outcome: Outcome, tier: Tier = Tier.NONE, **changes: object) -> AnswerRow:
    """An answer that took a tenth of a second and, where a call was avoided, saved COST."""
    avoided = outcome in (Outcome.HIT, Outcome.STALE) or tier is Tier.COLLAPSED
    fields: dict[str, object] = {
        "id": request,
        "request_id": request,
        "at": START,
        "tenant": "t",
        "protocol": "chat",
        "model": "gpt-4o",
        "rule": "default",
        "outcome": outcome,
        "tier": tier,
        "detail": str(tier) or "absent",
        "status": 200,
        "stream": False,
        "key": "k",
        "similarity": None,
        "age": None,
        "usage": USAGE if avoided else None,
        "saved": COST if avoided else Decimal(0),
        "price": PRICE if avoided else None,
        "seconds": 0.1,
        "first_byte": 0.05,
    }
    return AnswerRow(**(fields | changes))  # type: ignore[arg-type]


def attempt(request: str, number: int = 0, **changes: object) -> AttemptRow:
    """A call that cost COST."""
    fields: dict[str, object] = {
        "id": f"{request}/{number}",
        "request_id": request,
        "at": START,
        "tenant": "t",
        "protocol": "chat",
        "model": "gpt-4o",
        "upstream": "upstream",
        "purpose": "serve",
        "status": 200,
        "error": "",
        "usage": USAGE,
        "cost": COST,
        "price": PRICE,
        "seconds": 1.0,
        "first_byte": 0.5,
        "rule": "default",
        "reason": "absent",
    }
    return AttemptRow(**(fields | changes))  # type: ignore[arg-type]


def check(request: str, found: Found = Found.SAME, **changes: object) -> CheckRow:
    """An audit of a semantic hit that was booked with COST."""
    fields: dict[str, object] = {
        "id": f"audit/{request}",
        "request_id": request,
        "at": START,
        "tenant": "t",
        "model": "gpt-4o",
        "rule": "default",
        "purpose": "audit",
        "tier": Tier.SEMANTIC,
        "found": found,
        "detail": "equal",
        "key": "k",
        "similarity": 0.95,
        "saved": COST,
    }
    return CheckRow(**(fields | changes))  # type: ignore[arg-type]


def own_cost(id: str = "c", **changes: object) -> CostRow:
    """A minute of embedding."""
    fields: dict[str, object] = {
        "id": id,
        "at": START,
        "what": "embedding",
        "seconds": 2.5,
        "amount": 2500,
        "dollars": Decimal("0.0001"),
        "source": "$0.144 an hour, settings",
    }
    return CostRow(**(fields | changes))  # type: ignore[arg-type]
