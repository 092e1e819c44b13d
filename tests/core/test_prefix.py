"""Chains of prompts, and the record of who holds them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from semcache.core.prefix import Chain, prefix_chain, token_chain
from semcache.core.prefix_record import PrefixRecord
from tests.yardstick import growth

SYSTEM = {"role": "system", "content": "You answer questions about invoices. " * 40}


def chat(*contents: str, model: str = "m", **more: Any) -> dict[str, Any]:
    turns = [{"role": "assistant" if i % 2 else "user", "content": content} for i, content in enumerate(contents)]
    return {"model": model, "messages": [SYSTEM, *turns], **more}


def shared(one: Chain, other: Chain) -> int:
    """Leading blocks in common."""
    for i, (a, b) in enumerate(zip(one.blocks, other.blocks, strict=False)):
        if a != b:
            return i
    return min(len(one.blocks), len(other.blocks))


texts = st.text(max_size=900)


@given(st.lists(texts, min_size=1, max_size=6), st.lists(texts, max_size=4))
def test_the_next_turn_of_a_conversation_begins_with_the_whole_chain_of_this_one(
    before: list[str], after: list[str]
) -> None:
    now, later = prefix_chain(chat(*before)), prefix_chain(chat(*before, *after))
    assert later.blocks[: len(now.blocks)] == now.blocks
    assert later.tokens >= now.tokens


@given(st.lists(texts, min_size=1, max_size=4), st.lists(texts, min_size=1, max_size=4))
def test_chains_share_as_many_blocks_as_lie_whole_within_the_shared_start(one: list[str], other: list[str]) -> None:
    a, b = prefix_chain(chat(*one)), prefix_chain(chat(*other))
    n = shared(a, b)
    assert n >= len(prefix_chain({"model": "m", "messages": [SYSTEM]}).blocks) - 1
    assert not set(a.blocks[n:]) & set(b.blocks[n:]), "once apart, apart for good"


def test_two_users_of_one_system_prompt_share_it_and_nothing_more() -> None:
    a, b = prefix_chain(chat("a" * 2000)), prefix_chain(chat("b" * 2000))
    assert 0 < shared(a, b) < len(a.blocks)


def test_a_middle_turn_that_differs_ends_what_is_shared() -> None:
    a = prefix_chain(chat("q" * 600, "one answer" * 100, "and then?" * 100))
    b = prefix_chain(chat("q" * 600, "other answer" * 100, "and then?" * 100))
    assert 0 < shared(a, b) < len(a.blocks) - 3


@pytest.mark.parametrize(
    "other",
    [
        chat("hello", model="another"),
        chat("hello", tools=[{"type": "function", "function": {"name": "f"}}]),
        chat("hello", chat_template_kwargs={"enable_thinking": False}),
        chat("hello", reasoning_effort="low"),
        chat("hello", cache_salt="tenant"),
    ],
    ids=["model", "tools", "template arguments", "reasoning effort", "salt"],
)
def test_what_changes_the_first_tokens_shares_nothing(other: dict[str, Any]) -> None:
    assert shared(prefix_chain(chat("hello")), prefix_chain(other)) == 0


@pytest.mark.parametrize("change", [{"temperature": 0.3}, {"stream": True}, {"max_tokens": 4}, {"user": "u"}])
def test_what_changes_no_token_changes_nothing(change: dict[str, Any]) -> None:
    assert prefix_chain(chat("hello", **change)) == prefix_chain(chat("hello"))


def test_a_salt_keeps_tenants_apart() -> None:
    request = chat("hello" * 200)
    assert shared(prefix_chain(request, "a"), prefix_chain(request, "b")) == 0


def test_the_order_of_keys_in_a_message_says_nothing() -> None:
    flipped = {"model": "m", "messages": [dict(reversed(SYSTEM.items())), {"content": "hi", "role": "user"}]}
    assert prefix_chain(flipped) == prefix_chain(chat("hi"))


@pytest.mark.parametrize(
    ("now", "later"),
    [
        ({"prompt": "word " * 500}, {"prompt": "word " * 900}),
        ({"input": "word " * 500}, {"input": "word " * 900}),
        (
            {"instructions": "be brief " * 99, "input": [{"role": "user", "content": "x" * 999}]},
            {
                "instructions": "be brief " * 99,
                "input": [{"role": "user", "content": "x" * 999}, {"role": "assistant", "content": "y"}],
            },
        ),
        (
            {"system": "be brief " * 99, "messages": [{"role": "user", "content": "x" * 999}]},
            {
                "system": "be brief " * 99,
                "messages": [{"role": "user", "content": "x" * 999}, {"role": "assistant", "content": "y"}],
            },
        ),
    ],
    ids=["completions", "responses, text", "responses", "messages"],
)
def test_every_protocols_prompt_is_read(now: dict[str, Any], later: dict[str, Any]) -> None:
    a, b = prefix_chain({"model": "m", **now}), prefix_chain({"model": "m", **later})
    assert shared(a, b) == len(a.blocks) > 3


@pytest.mark.parametrize("document", [{}, {"model": 3}, {"messages": "?"}, {"messages": [1, None]}, {"prompt": [[1]]}])
def test_nothing_that_a_client_writes_makes_it_raise(document: dict[str, Any]) -> None:
    assert prefix_chain(document).blocks == ()


def test_what_is_nested_too_deep_to_be_written_has_no_chain() -> None:
    deep: Any = "x"
    for _ in range(500):
        deep = [deep]
    assert prefix_chain({"model": "m", "messages": deep}) == Chain((), 0)


def test_a_megabyte_is_bounded_in_blocks_and_costs_no_more_than_in_proportion() -> None:
    tenth, request = chat("word " * 20_000), chat("word " * 200_000)
    assert growth(lambda: prefix_chain(tenth), lambda: prefix_chain(request)) < 40
    chain = prefix_chain(request)
    assert 100 < len(chain.blocks) < 140
    assert chain.tokens_in(len(chain.blocks)) <= chain.tokens < 300_000


def test_blocks_hold_the_tokens_that_their_ends_say() -> None:
    chain = prefix_chain(chat("word " * 2000))
    held = [chain.tokens_in(n) for n in range(len(chain.blocks) + 1)]
    assert held[:3] == [0, 64, 128]
    assert held == sorted(held)


def test_counted_tokens_make_blocks_of_the_engines_size() -> None:
    a, b = token_chain(range(1000), 128), token_chain([*range(500), *range(600, 1000)], 128)
    assert (len(a.blocks), a.tokens, a.tokens_in(7), shared(a, b)) == (7, 1000, 896, 3)
    assert shared(a, token_chain(range(1000), 128, salt="tenant")) == 0


# The record.


def test_each_replica_is_credited_with_what_it_saw_of_the_prompt() -> None:
    record = PrefixRecord()
    conversation = chat("q" * 3000, "a" * 3000)
    record.saw("one", prefix_chain(chat("other" * 300)))
    record.saw("two", prefix_chain(conversation))
    asked = prefix_chain(chat("q" * 3000, "a" * 3000, "next"))
    overlaps = record.overlaps(asked)
    assert 0 < overlaps["one"] < overlaps["two"] <= asked.tokens
    assert record.overlaps(prefix_chain(chat("x", model="another"))) == {}


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 6), st.integers(1, 9)), max_size=40))
def test_the_record_never_outgrows_what_the_replicas_hold(sent: list[tuple[str, int, int]]) -> None:
    record = PrefixRecord(capacity=640)
    chains = []
    for replica, who, turns in sent:
        chain = token_chain([who] * 64 * turns, 64)
        record.saw(replica, chain)
        chains.append(chain)
        assert record.holds(replica) <= 640
        assert record.overlaps(chain)[replica] == chain.tokens, "what was just sent fits, and is there"
    assert len(record) <= 3 * 10
    for replica in "abc":
        record.forget(replica)
    assert (len(record), [record.overlaps(chain) for chain in chains]) == (0, [{} for _ in chains])


def test_what_was_used_longest_ago_goes_first_and_a_prompts_end_before_its_start() -> None:
    record = PrefixRecord(capacity=640)
    old, new = token_chain([1] * 512, 64), token_chain([2] * 256, 64)
    record.saw("one", old)
    record.saw("one", new)
    assert (record.overlaps(old)["one"], record.overlaps(new)["one"]) == (384, 256)


def test_a_replica_that_says_it_holds_less_is_credited_with_less() -> None:
    record = PrefixRecord()
    chain = token_chain(range(640), 64)
    record.saw("one", chain)
    record.set_capacity("one", 320)
    assert record.overlaps(chain) == {"one": 320}


def test_a_replica_that_tells_is_believed_instead_of_the_guess() -> None:
    record = PrefixRecord()
    chain = token_chain(range(640), 64)
    record.saw("one", chain)
    record.stored("one", chain.blocks[:4], 64)
    assert record.overlaps(chain) == {"one": 256}, "what was guessed before is gone"
    record.saw("one", chain)
    assert record.overlaps(chain) == {"one": 256}, "and nothing is guessed any more"
    record.removed("one", chain.blocks[2:])
    assert record.overlaps(chain) == {"one": 128}
    record.guess_again("one")
    assert record.overlaps(chain) == {}
    record.saw("one", chain)
    assert record.overlaps(chain) == {"one": 640}
