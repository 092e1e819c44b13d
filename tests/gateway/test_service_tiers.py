"""Service tiers through the gateway: a call and the hits on its answer are worth what their tier is billed."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import httpx
import pytest

from semcache.core.ledger import Outcome
from semcache.core.pricing import PriceBook, Rates
from tests.harness import MODEL, PRICES, Call, Script, ask, completion, gateway, sse

FLEX = Rates(0, Decimal("0.0005"), Decimal("0.001"), Decimal("0.0002"), Decimal("0.0005"))
BOOK = PriceBook({MODEL: replace(PRICES.listings[MODEL], tiers={"flex": (FLEX,)})})
STANDARD_COST, FLEX_COST = Decimal("0.020"), Decimal("0.0100")
"""Of ten tokens in and five out."""


def serves(tier: str | None) -> Script:
    async def script(call: Call) -> None:
        said = {} if tier is None else {"service_tier": tier}
        if not call.json.get("stream"):
            await call.answer(json.dumps(completion(**said)).encode())
            return
        await call.start(media_type="text/event-stream")
        for event in sse():
            if tier is not None and event.startswith(b"data: {"):
                event = b"data: " + json.dumps({**json.loads(event[6:]), **said}).encode() + b"\n\n"
            await call.write(event)
        await call.write(b"", more=False)

    return script


@pytest.mark.parametrize("stream", [False, True], ids=["JSON", "SSE"])
@pytest.mark.parametrize(
    ("asked", "served", "cost"),
    [
        ("flex", "flex", FLEX_COST),
        ("flex", "default", STANDARD_COST),
        ("flex", None, FLEX_COST),
        ("auto", "flex", FLEX_COST),
        (None, None, STANDARD_COST),
    ],
)
def test_a_call_and_a_hit_cost_what_their_tier_does(
    asked: str | None, served: str | None, cost: Decimal, stream: bool
) -> None:
    body = ask("How long do refunds take?", stream=stream, **({} if asked is None else {"service_tier": asked}))
    with gateway(serves(served), prices=BOOK) as setup:
        for _ in range(2):
            assert httpx.post(f"{setup.url}/v1/chat/completions", json=body).status_code == 200
        (call,) = setup.attempts
        _, hit = setup.answers
        assert hit.outcome is Outcome.HIT
        assert (call.cost, hit.saved) == (cost, cost)
        assert call.price is not None
        assert call.price.tier == ("flex" if cost == FLEX_COST else "")
        assert call.stream is stream
