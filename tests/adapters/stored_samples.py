"""Entries, rows and vectors for the tests of what keeps them."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from semcache.core.entry import Entry
from semcache.core.freshness import Contract
from semcache.core.ledger import AnswerRow, AttemptRow, CheckRow, CostRow, Found, Outcome, Price, Tier
from semcache.core.request import Completion, Usage
from semcache.core.scope import Scope
from semcache.ports import Vector

SCOPE = Scope("tenant", "chat", "gpt-4.1", "f" * 64, "p" * 64, "minilm")
USAGE = Usage(10, 20, 3, 2, 1)
PRICE = Price(
    "gpt-4.1", Decimal("0.000002"), Decimal("8E-6"), Decimal("0.0000005"), Decimal(0), "litellm", "2026-11-01"
)


def entry(
    key: str,
    text: str = "an answer",
    *,
    scope: Scope = SCOPE,
    query: str | None = "a question",
    usage: Usage | None = USAGE,
    created: float = 1000.0,
    expires: float = 2000.0,
) -> Entry:
    body = b'{"text":"' + text.encode() + b'"}'
    completion = Completion("chat", "gpt-4.1-2025-04-14", body, usage)
    return Entry(key, scope, query, completion, Contract("faq", "p" * 64, created, expires), "tenant")


def answer(id: str, at: float = 1000.0, **changes: object) -> AnswerRow:
    values: dict[str, object] = {
        "id": id,
        "request_id": "r" + id,
        "at": at,
        "tenant": "tenant",
        "protocol": "chat",
        "model": "gpt-4.1",
        "rule": "faq",
        "outcome": Outcome.HIT,
        "tier": Tier.SEMANTIC,
        "detail": "similarity=0.97",
        "status": 200,
        "stream": True,
        "key": "k" * 64,
        "similarity": 0.97,
        "age": 12.5,
        "usage": USAGE,
        "saved": Decimal("0.00123400"),
        "price": PRICE,
        "seconds": 0.012,
        "first_byte": 0.003,
    }
    return AnswerRow(**(values | changes))  # type: ignore[arg-type]


def attempt(id: str, at: float = 1000.0, **changes: object) -> AttemptRow:
    values: dict[str, object] = {
        "id": id,
        "request_id": "r" + id,
        "at": at,
        "tenant": "tenant",
        "protocol": "chat",
        "model": "gpt-4.1",
        "upstream": "https://api.example.com",
        "purpose": "serve",
        "status": 200,
        "error": "",
        "usage": Usage(10, 20),
        "cost": Decimal("0.00018"),
        "price": PRICE,
        "seconds": 1.5,
        "first_byte": 0.4,
    }
    return AttemptRow(**(values | changes))  # type: ignore[arg-type]


def check(id: str, at: float = 1000.0, **changes: object) -> CheckRow:
    values: dict[str, object] = {
        "id": id,
        "request_id": "r" + id,
        "at": at,
        "tenant": "tenant",
        "model": "gpt-4.1",
        "rule": "faq",
        "purpose": "audit",
        "tier": Tier.SEMANTIC,
        "found": Found.DIFFERENT,
        "detail": "number: 14 / 30",
        "key": "k" * 64,
        "similarity": 0.97,
        "saved": Decimal("0.00123400"),
    }
    return CheckRow(**(values | changes))  # type: ignore[arg-type]


def own_cost(id: str, at: float = 1000.0, **changes: object) -> CostRow:
    fields: dict[str, object] = {
        "id": id,
        "at": at,
        "what": "embedding",
        "seconds": 0.25,
        "amount": 200,
        "dollars": Decimal("0.0000031"),
        "source": "$0.045 an hour, settings",
    }
    return CostRow(**(fields | changes))  # type: ignore[arg-type]


def unit(*values: float) -> Vector:
    vector = np.array(values, dtype=np.float32)
    return vector / np.float32(np.linalg.norm(vector))


def random_units(count: int, dimension: int, seed: int = 0) -> np.ndarray:
    vectors = np.random.default_rng(seed).standard_normal((count, dimension), dtype=np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
