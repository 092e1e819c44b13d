"""A gateway under a stated bound, before an upstream whose answers the test plants."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from semcache.core.ledger import CheckRow
from semcache.core.policy import Audit, Rule
from semcache.core.verify import FEATURES, Calibration
from tests.gateway.admin_house import House, house
from tests.harness import RULE, Call, Script, changed, completion

TOPICS = "shoes boots hats coats shirts socks gloves scarves belts jackets aprons trousers lamps chairs tables".split()  # noqa: SIM905
SIZE = len(FEATURES) + 1


def asked(topic: str) -> str:
    return f"How long do refunds take for {topic}?"


def reworded(topic: str) -> str:
    return f"How long do refunds for {topic} take?"


def calibration(intercept: float, spread: float = 0.0) -> Calibration:
    """Believes the same of every candidate; a spread says how readily it learns."""
    covariance = tuple(tuple(spread if i == j else 0.0 for j in range(SIZE)) for i in range(SIZE))
    return Calibration((intercept, *[0.0] * (SIZE - 1)), covariance, "a test")


SURE, UNSURE = calibration(12.0), calibration(0.0)
BOUND = changed(max_error=0.05, calibration=SURE)


def audited(rule: Rule = BOUND, share: float = 1.0, **budget: Any) -> Rule:
    return changed(rule, audit=Audit(share, **budget))


def answering(answer: Callable[[str], str]) -> Script:
    """An upstream that answers a question with this text."""

    async def script(call: Call) -> None:
        text = answer(call.json["messages"][-1]["content"])
        await call.answer(json.dumps(completion(text)).encode())

    return script


def right(question: str) -> str:
    """The same to every wording."""
    return f"Refunds for {next(topic for topic in TOPICS if topic in question)} take 14 days."


def wrong(question: str) -> str:
    """Another one to every wording."""
    return f"Refunds take {len(question)} days." if question.endswith("take?") else "Refunds take 14 days."


def checks(found: House) -> list[CheckRow]:
    return [row for row in found.setup.ledger.rows() if isinstance(row, CheckRow)]


__all__ = ["BOUND", "RULE", "SURE", "TOPICS", "UNSURE", "House", "house"]
