"""Explanations for the tests of what keeps and shows them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from semcache.core.explanation import Considered, Explanation, Finding, Missed, Text
from semcache.core.ledger import Outcome, Tier
from semcache.core.volatile import Strength, Volatile

REFUSED = Considered(
    key="b" * 64,
    tier=Tier.SEMANTIC,
    similarity=0.9731,
    question=Text("How do I turn it off?", 21),
    model="gpt-4o-mini-2024-07-18",
    author="local",
    rule="default",
    age=3700.0,
    ttl=82_700.0,
    sources=("kb/power@v17", "price-list"),
    tags=("power",),
    findings=(
        Finding("similarity", True, "0.973 of 0.880"),
        Finding("polarity", False, "on, off"),
    ),
    silent=("length", "number", "standing", "fresh"),
    worth=Decimal("0.00042"),
    priced_by="litellm 1.109.1, 2026-11-01",
    served=False,
)

EXPLANATION = Explanation(
    request_id="0123456789abcdef0123456789abcdef",
    at=1_763_694_000.25,
    tenant="local",
    protocol="chat",
    model="gpt-4o-mini",
    rule="default",
    rule_digest="d" * 64,
    scope="5" * 64,
    key="a" * 64,
    question=Text("How do I turn it on?", 20),
    outcome=Outcome.MISS,
    tier=Tier.NONE,
    reason="gate:polarity",
    cache_status="semcache; fwd=miss; stored; detail=gate:polarity",
    kept="stored",
    volatile=None,
    candidates=(REFUSED,),
    nearest_refused=Missed("b" * 64, 0.9731, "polarity", "on, off", Decimal("0.00042")),
)

BYPASS = replace(
    EXPLANATION,
    outcome=Outcome.BYPASS,
    reason="volatile:present-time",
    cache_status='semcache; fwd=bypass; detail="volatile:present-time"',
    kept="",
    question=Text("What time is it now?", 20),
    volatile=Volatile("present-time", "now", Strength.REFUSE),
    candidates=(),
    nearest_refused=None,
)


def explanation(request_id: str, at: float = 1000.0, **changes: Any) -> Explanation:
    return replace(EXPLANATION, request_id=request_id, at=at, **changes)
