"""What misses carry for the provider's prompt cache: marks beside the user's words, never other words."""

from __future__ import annotations

import copy
from decimal import Decimal
from typing import Any

import orjson
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from semcache.core.ledger import Price
from semcache.core.pricing import cost
from semcache.core.prompt_cache import prepared
from semcache.wire.usage import usage_of

MARK = {"type": "ephemeral"}
CHAT = {
    "model": "gpt-4o",
    "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Why?"}],
    "temperature": 0.10,
}
MESSAGES = {
    "model": "claude-sonnet-4-5",
    "max_tokens": 100,
    "system": "Be brief.",
    "tools": [{"name": "f", "input_schema": {}}],
    "messages": [{"role": "user", "content": "Why?"}],
}
GONE_ON = MESSAGES | {
    "messages": [
        {"role": "user", "content": "Why?"},
        {"role": "assistant", "content": "So."},
        {"role": "user", "content": [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]},
    ]
}


ASKED = {
    "off": {"marked": False, "salted": False},
    "on": {"marked": True, "salted": False},
    "tenant": {"marked": True, "salted": True},
    "salt": {"marked": False, "salted": True},
}


def sent(
    document: dict[str, Any], asked: str, kind: str, protocol: str = "chat", tenant: str = "t"
) -> dict[str, Any] | None:
    before = copy.deepcopy(document)
    body = prepared(document, orjson.dumps(document), tenant=tenant, kind=kind, protocol=protocol, **ASKED[asked])
    assert document == before, "what was parsed is not to be changed"
    return None if body is None else orjson.loads(body)


@pytest.mark.parametrize("kind", ["openai", "vllm", "litellm", "sglang"])
@pytest.mark.parametrize(("document", "protocol"), [(CHAT, "chat"), (MESSAGES, "messages")])
def test_where_the_rule_asks_for_nothing_nothing_is_added(kind: str, document: dict[str, Any], protocol: str) -> None:
    assert sent(document, "off", kind, protocol) is None


@pytest.mark.parametrize(
    ("kind", "asked", "protocol"),
    [("vllm", "on", "chat"), ("sglang", "tenant", "chat"), ("llamacpp", "on", "chat"), ("openai", "on", "embeddings"),
     ("litellm", "on", "chat"), ("openai", "salt", "chat"), ("vllm", "tenant", "embeddings")],
)  # fmt: skip
def test_those_who_would_not_know_it_are_sent_what_came(kind: str, asked: str, protocol: str) -> None:
    assert sent(CHAT, asked, kind, protocol) is None


def test_openai_gets_a_key_of_the_systems_prompt_and_otherwise_the_users_own_bytes() -> None:
    body = b'{ "temperature": 1e-1, "model":"gpt-4o",\n "messages":[{"role":"user","content":"\\u00e9"}] }\n'
    out = prepared(orjson.loads(body), body, **ASKED["on"], tenant="t", kind="openai", protocol="chat")
    assert out is not None
    head, _, tail = out.partition(b',"prompt_cache_key":')
    assert head == body.rstrip()[:-1]
    assert len(orjson.loads(tail[:-1])) == 32
    assert orjson.loads(out).keys() == {"temperature", "model", "messages", "prompt_cache_key"}


def test_the_key_is_one_for_all_who_share_the_start_and_another_where_it_differs() -> None:
    def key(asked: str = "on", tenant: str = "t", **change: Any) -> str:
        document = sent(CHAT | change, asked, "openai", tenant=tenant)
        assert document is not None
        return str(document["prompt_cache_key"])

    system, user = CHAT["messages"]
    assert (
        key() == key(messages=[system, {"role": "user", "content": "other"}]) == key(temperature=1) == key(tenant="u")
    )
    others = [
        key(model="gpt-5"),
        key(tools=[{}]),
        key(messages=[user]),
        key("tenant"),
        key("tenant", tenant="u"),
    ]
    assert len({key(), *others}) == 6


def test_a_key_or_marks_of_the_clients_own_stand() -> None:
    assert sent(CHAT | {"prompt_cache_key": "mine"}, "tenant", "openai") is None
    own = {"type": "text", "text": "Be brief.", "cache_control": {"type": "ephemeral", "ttl": "1h"}}
    assert sent(MESSAGES | {"system": [own]}, "on", "openai", "messages") is None
    assert sent(MESSAGES | {"cache_control": MARK}, "on", "openai", "messages") is None
    assert sent(MESSAGES | {"messages": [{"role": "user", "content": [own]}]}, "on", "openai", "messages") is None


def test_a_first_question_marks_where_tools_and_system_end() -> None:
    system = [{"type": "text", "text": "Be brief.", "cache_control": MARK}]
    assert sent(MESSAGES, "on", "openai", "messages") == MESSAGES | {"system": system}
    bare = {name: value for name, value in MESSAGES.items() if name != "system"}
    tool = {"name": "f", "input_schema": {}, "cache_control": MARK}
    assert sent(bare, "on", "openai", "messages") == bare | {"tools": [tool]}
    del bare["tools"]
    assert sent(bare, "on", "openai", "messages") is None


def test_a_conversation_that_has_gone_on_is_marked_at_its_end_too() -> None:
    document = sent(GONE_ON, "on", "openai", "messages")
    assert document is not None
    assert document["messages"][:2] == GONE_ON["messages"][:2]
    assert document["messages"][2]["content"] == [
        {"type": "text", "text": "a"},
        {"type": "text", "text": "b", "cache_control": MARK},
    ]


def test_claude_through_litellm_is_marked_in_openais_form() -> None:
    document = sent(CHAT | {"model": "anthropic/claude-sonnet-4-5"}, "on", "litellm")
    assert document is not None
    assert document["messages"] == [
        {"role": "system", "content": [{"type": "text", "text": "Be brief.", "cache_control": MARK}]},
        {"role": "user", "content": "Why?"},
    ]


def test_vllm_gets_a_salt_of_the_tenants_own_that_no_client_can_choose() -> None:
    def salt(tenant: str, **own: str) -> str:
        document = sent(CHAT | own, "salt", "vllm", tenant=tenant)
        assert document is not None
        return str(document["cache_salt"])

    salts = [salt("a"), salt("b"), salt("a", cache_salt="x"), salt("b", cache_salt=salt("a"))]
    assert len(set(salts)) == 4
    assert salt("a") == salts[0]


values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["type", "content", "role"]), inner),
    max_leaves=8,
)


@example({"system": [{"type": []}]}, "on", "openai", "messages")
@given(
    st.fixed_dictionaries({}, optional=dict.fromkeys(["model", "messages", "system", "tools", "input"], values)),
    st.sampled_from(sorted(ASKED)),
    st.sampled_from(["openai", "vllm", "litellm"]),
    st.sampled_from(["chat", "messages", "responses"]),
)
def test_nothing_a_client_writes_is_lost_reordered_or_makes_it_raise(
    document: dict[str, Any], asked: str, kind: str, protocol: str
) -> None:
    body = prepared(document, orjson.dumps(document), tenant="t", kind=kind, protocol=protocol, **ASKED[asked])
    if body is not None:
        out = orjson.loads(body)
        assert _unmarked({k: v for k, v in out.items() if k not in ("prompt_cache_key", "cache_salt")}) == document


def _unmarked(document: dict[str, Any]) -> dict[str, Any]:
    """The document with our marks taken out again, and texts that became blocks made texts."""

    def plain(value: Any) -> Any:
        if isinstance(value, list):
            if len(value) == 1 and isinstance(value[0], dict) and value[0].keys() == {"type", "text", "cache_control"}:
                return value[0]["text"]
            return [plain(item) for item in value]
        if isinstance(value, dict):
            return {name: plain(inner) for name, inner in value.items() if name != "cache_control"}
        return value

    return {name: plain(value) for name, value in document.items()}


PRICE = Price("m", Decimal(10), Decimal(50), Decimal(1), Decimal("12.5"), "list", "2026-01-01")


@pytest.mark.parametrize(
    "usage",
    [
        {
            "prompt_tokens": 130,
            "completion_tokens": 5,
            "prompt_tokens_details": {"cached_tokens": 100, "cache_write_tokens": 20},
        },
        {"input_tokens": 10, "output_tokens": 5, "cache_read_input_tokens": 100, "cache_creation_input_tokens": 20},
        {
            "prompt_tokens": 130,
            "completion_tokens": 5,
            "prompt_tokens_details": {"cached_tokens": 100, "cache_creation_tokens": 20},
            "cache_read_input_tokens": 100,
            "cache_creation_input_tokens": 20,
        },
    ],
    ids=["OpenAI's words", "Anthropic's", "LiteLLM's for Claude"],
)
def test_cached_tokens_are_priced_at_their_own_rates_in_every_dialect(usage: dict[str, Any]) -> None:
    counted = usage_of(usage)
    assert counted is not None
    assert cost(counted, PRICE) == 10 * 10 + 100 * 1 + 20 * Decimal("12.5") + 5 * 50
