"""By which service tier a call is billed, and what that does to its price."""

from __future__ import annotations

from decimal import Decimal

import orjson
import pytest

from semcache.core.pricing import Listing, PriceBook, Rates
from semcache.core.request import CanonicalRequest, Completion
from semcache.core.service_tier import billed_tier
from semcache.wire.chat import CHAT
from semcache.wire.messages import MESSAGES
from semcache.wire.responses import RESPONSES


def asked(tier: str | None, text: str = "Hello?") -> CanonicalRequest:
    body = {"model": "m", "messages": [{"role": "user", "content": text}]}
    return CHAT.read_request(orjson.dumps(body | ({} if tier is None else {"service_tier": tier}))).request


def served(tier: object, text: str = "Hello.") -> Completion:
    body: dict[str, object] = {"choices": [{"message": {"role": "assistant", "content": text}}]}
    return Completion("chat", "m", orjson.dumps(body | ({} if tier is None else {"service_tier": tier})), None)


@pytest.mark.parametrize(
    ("request_says", "answer_says", "billed"),
    [
        (None, None, ""),
        (None, "default", ""),
        ("flex", None, "flex"),
        ("flex", "flex", "flex"),
        ("flex", "default", ""),  # there was no room for it, and it was billed as any other
        ("auto", "priority", "priority"),
        ("auto", "auto", ""),
        ("default", "priority", "priority"),
        ("fast", None, "priority"),
        ("priority", "scale", "priority"),
        (None, 7, ""),
        (None, "nobody-knows", ""),
    ],
)
def test_what_was_served_goes_before_what_was_asked_for(
    request_says: str | None, answer_says: object, billed: str
) -> None:
    assert billed_tier(asked(request_says), served(answer_says)) == billed
    assert request_says is None or billed_tier(asked(request_says), None) in (request_says, "", "priority")


def test_texts_and_metadata_name_no_tier() -> None:
    text = 'It says "service_tier": "priority" here.'
    assert billed_tier(asked(None, text), served(None, text)) == ""
    answer = Completion("chat", "m", b'{"metadata":{"service_tier":"priority"}}', None)
    assert billed_tier(asked(None), answer) == ""
    opaque = CanonicalRequest("other", "m", b'"service_tier":"flex', None, None, False, False, None)
    assert billed_tier(opaque, None) == ""


def test_anthropic_says_it_in_the_usage_and_responses_as_chat_does() -> None:
    body = {"model": "m", "max_tokens": 9, "messages": [{"role": "user", "content": "Hello?"}]}
    message = MESSAGES.read_request(orjson.dumps(body)).request
    assert billed_tier(message, Completion("messages", "m", b'{"usage":{"service_tier":"batch"}}', None)) == "batch"
    response = RESPONSES.read_request(orjson.dumps({"model": "m", "input": "Hello?", "service_tier": "flex"})).request
    assert billed_tier(response, None) == "flex"
    assert billed_tier(response, Completion("responses", "m", b'{"service_tier":"default"}', None)) == ""


def test_a_tier_without_rates_of_its_own_costs_what_the_standard_one_does() -> None:
    def rates(above: int, dollars: str) -> Rates:
        return Rates(above, *[Decimal(dollars)] * 4)

    flex = {"flex": (rates(0, "1"), rates(200, "2"))}
    book = PriceBook.of([Listing("m", "openai", (rates(0, "3"),), "a list", "2026-11-21", flex)])
    found = {(tier, size): book.price("m", size, tier) for tier in ("", "flex", "priority") for size in (200, 201)}
    assert {name: (price.input, price.tier) for name, price in found.items() if price is not None} == {
        ("", 200): (3, ""), ("", 201): (3, ""), ("flex", 200): (1, "flex"), ("flex", 201): (2, "flex"),
        ("priority", 200): (3, ""), ("priority", 201): (3, ""),
    }  # fmt: skip
