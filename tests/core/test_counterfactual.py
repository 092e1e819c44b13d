"""What a request that was answered from the cache would have been billed."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from semcache.core.counterfactual import HOUR, LIFETIME, ProviderCache, chilled, own_prompt
from semcache.core.ledger import Price
from semcache.core.request import CanonicalRequest, Usage
from semcache.wire import CHAT, MESSAGES

PRICE = Price("m", Decimal(4), Decimal(8), Decimal(1), Decimal(5), "list", "2026-11-21")
LONG = "A manual, section by section, of which every word counts. " * 200  # 11,600 bytes, 2,900 tokens
USAGE = Usage(prompt=2950, completion=100)


def request(question: str, system: str = LONG, model: str = "m", **more: Any) -> CanonicalRequest:
    messages = [{"role": "system", "content": system}, {"role": "user", "content": question}]
    return CHAT.read_request(json.dumps({"model": model, "messages": messages, **more}).encode()).request


MARK: dict[str, Any] = {"cache_control": {"type": "ephemeral"}}
MARK_1H: dict[str, Any] = {"cache_control": {"type": "ephemeral", "ttl": "1h"}}


def claude(question: str, mark: dict[str, Any], *earlier: dict[str, Any], **more: Any) -> CanonicalRequest:
    block = {"type": "text", "text": LONG} | mark
    messages = [*earlier, {"role": "user", "content": question}]
    body = {"model": "claude-x", "max_tokens": 9, "system": [block], "messages": messages} | more
    return MESSAGES.read_request(json.dumps(body).encode()).request


def test_a_prefix_that_was_sent_lately_is_billed_at_the_cached_rate_in_steps_of_128() -> None:
    cache = ProviderCache()
    assert cache.would_bill(USAGE, request("One?"), "ann", PRICE, 0.0) == USAGE
    again = cache.would_bill(USAGE, request("Another question?"), "ann", PRICE, 10.0)
    assert again.cached % 128 == 0
    assert 2700 <= again.cached <= 2950
    assert (again.prompt, again.completion) == (USAGE.prompt, USAGE.completion)


@pytest.mark.parametrize(
    ("changes", "at"),
    [
        ({"account": "bob"}, 10.0),
        ({"request": request("One?", model="other")}, 10.0),
        ({"request": request("One?", system="Another manual. " + LONG)}, 10.0),
        ({"request": request("One?", tools=[{"type": "function", "function": {"name": "f"}}])}, 10.0),
        ({}, LIFETIME + 1.0),
    ],
    ids=["another account", "another model", "another start", "tools come first", "too long ago"],
)
def test_what_was_not_sent_lately_is_billed_in_full(changes: dict[str, Any], at: float) -> None:
    cache = ProviderCache()
    cache.would_bill(USAGE, request("One?"), "ann", PRICE, 0.0)
    said: dict[str, Any] = {"request": request("One?"), "account": "ann", **changes}
    assert cache.would_bill(USAGE, said["request"], said["account"], PRICE, at).cached == 0


def test_every_request_keeps_a_prefix_held_those_answered_here_included() -> None:
    cache = ProviderCache()
    for minute in range(0, 60, 4):
        held = cache.would_bill(USAGE, request(f"Number {minute}?"), "ann", PRICE, minute * 60.0).cached
        assert (held > 0) == (minute > 0)


def test_a_stored_answer_that_was_billed_at_the_cached_rate_may_cost_more_the_next_time() -> None:
    stored = Usage(prompt=2950, completion=100, cached=2816)
    assert ProviderCache().would_bill(stored, request("One?"), "ann", PRICE, 0.0) == USAGE


@pytest.mark.parametrize(
    ("usage", "price"),
    [
        (Usage(900, 10), PRICE),
        (USAGE, Price("m", Decimal(4), Decimal(8), Decimal(4), Decimal(4), "list", "")),
        (USAGE, None),
    ],
    ids=["short", "no cached rate", "no price"],
)
def test_where_no_prompt_cache_can_matter_nothing_is_reckoned(usage: Usage, price: Price | None) -> None:
    cache = ProviderCache()
    for at in (0.0, 1.0):
        assert cache.would_bill(usage, request("One?"), "ann", price, at) is usage


def test_anthropics_models_hold_only_what_is_marked_and_charge_for_writing_it() -> None:
    cache, plain = ProviderCache(), ProviderCache()
    for at in (0.0, 1.0):
        assert plain.would_bill(USAGE, claude("One?", {}), "ann", PRICE, at) == USAGE
    written = Usage(2950, 100, cache_write=2816, cache_write_1h=2816)
    first = cache.would_bill(written, claude("One?", MARK), "ann", PRICE, 0.0)
    second = cache.would_bill(written, claude("Two?", MARK), "ann", PRICE, 1.0)
    assert (first.cached, first.cache_write, first.cache_write_1h) == (0, 2816, 2816)
    assert (second.cached, second.cache_write, second.cache_write_1h) == (2816, 0, 0)


WRITTEN = Usage(2950, 100, cache_write=2816)
WRITTEN_1H = replace(WRITTEN, cache_write_1h=2816)


@pytest.mark.parametrize(
    ("usage", "asked", "lifetime"),
    [
        (WRITTEN, claude("One?", MARK), LIFETIME),
        (WRITTEN_1H, claude("One?", MARK_1H), HOUR),
        (replace(WRITTEN, cached=2816, cache_write=0), claude("One?", MARK_1H), HOUR),
        (WRITTEN_1H, claude("One?", {}, **MARK_1H), HOUR),
        (WRITTEN_1H, claude("One?", MARK), HOUR),
    ],
    ids=["five minutes", "the mark says so", "read, not written", "marked as a whole", "the bill says so"],
)
def test_what_is_written_for_an_hour_is_held_for_an_hour(
    usage: Usage, asked: CanonicalRequest, lifetime: float
) -> None:
    for at, is_held in ((lifetime, True), (lifetime + 1.0, False)):
        cache = ProviderCache()
        cache.would_bill(usage, asked, "ann", PRICE, 0.0)
        assert (cache.would_bill(usage, asked, "ann", PRICE, at).cached > 0) == is_held


@pytest.mark.parametrize(("mark", "written_1h"), [(MARK, 0), (MARK_1H, 2816)], ids=["five minutes", "an hour"])
def test_what_the_stored_answer_read_and_nobody_holds_any_more_is_written_as_its_mark_says(
    mark: dict[str, Any], written_1h: int
) -> None:
    read = replace(WRITTEN, cached=2816, cache_write=0)
    billed = ProviderCache().would_bill(read, claude("One?", mark), "ann", PRICE, 0.0)
    assert (billed.cached, billed.cache_write, billed.cache_write_1h) == (0, 2816, written_1h)


def test_a_prefix_marked_for_an_hour_outlives_the_turns_marked_for_five_minutes() -> None:
    turn = {"role": "user", "content": [{"type": "text", "text": LONG, **MARK}]}
    asked = claude("One?", MARK_1H, turn, {"role": "assistant", "content": "Yes."})
    written = Usage(5900, 100, cache_write=5760, cache_write_1h=2816)
    cache = ProviderCache()
    cache.would_bill(written, asked, "ann", PRICE, 0.0)
    assert cache.would_bill(written, asked, "ann", PRICE, LIFETIME).cached > 5000
    assert 2500 < cache.would_bill(written, asked, "ann", PRICE, 3 * LIFETIME).cached < 3000


def test_each_reading_holds_it_for_another_hour() -> None:
    cache = ProviderCache()
    for hours in range(5):
        held = cache.would_bill(WRITTEN_1H, claude("One?", MARK_1H), "ann", PRICE, hours * HOUR).cached
        assert (held > 0) == (hours > 0)


def test_memory_is_bounded_and_the_oldest_prefixes_go_first() -> None:
    cache = ProviderCache(most=100)
    for number in range(50):
        cache.would_bill(USAGE, request("One?", system=f"{number} {LONG}"), "ann", PRICE, 0.0)
    assert cache.would_bill(USAGE, request("One?", system=f"49 {LONG}"), "ann", PRICE, 1.0).cached > 0
    assert cache.would_bill(USAGE, request("One?", system=f"0 {LONG}"), "ann", PRICE, 1.0).cached == 0


@pytest.mark.parametrize(
    ("asked", "stored", "prompt"),
    [
        ("How long do refunds take?", "How long do refunds take?", 100),
        ("How long do refunds take, please?", "How long do refunds take?", 102),
        ("Refunds?", "How long do refunds take?", 96),
        (None, None, 100),
        ("?", "x" * 4000, 1),
    ],
)
def test_another_wording_has_a_prompt_of_its_own_length(asked: str | None, stored: str | None, prompt: int) -> None:
    found = own_prompt(Usage(100, 7, cached=64, cache_write=30, cache_write_1h=30), asked, stored)
    assert found.prompt == prompt
    assert found.cached + found.cache_write <= found.prompt
    assert found.cache_write_1h == found.cache_write


@pytest.mark.parametrize(
    ("billed", "would", "dollars"),
    [(0, 2560, 3 * 2560), (2560, 2560, 0), (2432, 2560, 0), (2560, 0, 0)],
    ids=["forgotten", "held", "off by a step", "better than thought"],
)
def test_a_miss_whose_prefix_the_provider_forgot_since_hits_do_not_reach_it_cost_more(
    billed: int, would: int, dollars: int
) -> None:
    one, other = (Usage(2950, 100, cached=cached) for cached in (billed, would))
    assert chilled(one, other, PRICE) == dollars
