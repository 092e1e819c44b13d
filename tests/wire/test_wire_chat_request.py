"""What a chat request becomes: the frame that must be equal, the text that may differ, and why."""

from __future__ import annotations

import contextlib
import copy
import json
from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from semcache.core.request import canonical_json
from semcache.wire.base import Unreadable
from semcache.wire.chat import CHAT

ASK = {"role": "user", "content": "What colour is the sky?"}
SIMPLE = {"model": "gpt-4o-mini", "messages": [ASK]}

RICH: dict[str, Any] = {
    "model": "gpt-4o-mini",
    "messages": [
        {"role": "system", "content": "Be brief.", "name": "house"},
        {"role": "user", "content": [
            {"type": "text", "text": "Hello."},
            {"type": "image_url", "image_url": {"url": "https://example.com/a.png", "detail": "low"}},
            {"type": "input_audio", "input_audio": {"data": "AAAA", "format": "wav"}},
            {"type": "file", "file": {"file_id": "file-1"}},
        ]},
        {"role": "assistant", "content": None, "refusal": None, "tool_calls": [
            {"id": "call_1", "type": "function", "function": {"name": "look", "arguments": '{"at": 1}'}},
        ]},
        {"role": "tool", "tool_call_id": "call_1", "content": "blue"},
        {"role": "assistant", "content": "Blue.", "reasoning_content": "Rayleigh."},
        {"role": "user", "name": "ann", "content": [
            {"type": "text", "text": "And at night?", "cache_control": {"type": "ephemeral"}},
        ]},
    ],
    "temperature": 0.2, "top_p": 0.9, "top_k": 40, "n": 1, "seed": 7, "max_tokens": 100,
    "max_completion_tokens": 100, "stop": ["\n", "END"], "presence_penalty": 0.1, "frequency_penalty": 0.1,
    "logit_bias": {"50256": -100}, "logprobs": True, "top_logprobs": 2, "user": "ann", "store": False,
    "metadata": {"team": "a"}, "service_tier": "default", "reasoning_effort": "low", "parallel_tool_calls": True,
    "response_format": {"type": "json_schema", "json_schema": {"name": "colour", "strict": True, "schema": {
        "type": "object", "properties": {"colour": {"type": "string", "enum": ["blue", "black"]}},
        "required": ["colour"], "additionalProperties": False}}},
    "tools": [{"type": "function", "function": {"name": "look", "description": "Looks up.", "parameters": {
        "type": "object", "properties": {"at": {"type": "integer", "minimum": 0}}}}}],
    "tool_choice": {"type": "function", "function": {"name": "look"}},
    "modalities": ["text"], "prediction": {"type": "content", "content": "Black."},
    "some_future_field": {"deep": [1, {"er": None}]},
    "stream": True, "stream_options": {"include_usage": False},
}  # fmt: skip
LAST_TEXT = ("messages", 5, "content", 0, "text")


def body(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()


def identity(document: Any) -> tuple[bytes, str | None]:
    request = CHAT.read_request(body(document)).request
    return request.frame, request.query


def reason(document: Any) -> str:
    """Why the request cannot be read."""
    with pytest.raises(Unreadable) as raised:
        CHAT.read_request(document if isinstance(document, bytes) else body(document))
    return raised.value.reason


def paths(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in the document."""
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, each in members:
        yield (*at, name)
        yield from paths(each, (*at, name))


def mutants(at: tuple[Any, ...]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rich request with this place changed, one way at a time."""
    for how in ("removed", "replaced", "nulled", "grown"):
        document = copy.deepcopy(RICH)
        place = document
        for name in at[:-1]:
            place = place[name]
        old = place[at[-1]]
        if how == "removed":
            del place[at[-1]]
        elif how == "replaced":
            place[at[-1]] = other(old)
        elif how == "nulled":
            place[at[-1]] = None
        elif isinstance(old, dict):
            old["extra"] = 1
        elif isinstance(old, list):
            old.append(copy.deepcopy(old[-1]))
        elif isinstance(old, str):
            place[at[-1]] = old + " "
        if document != RICH:
            yield how, document


def other(value: Any) -> Any:
    match value:
        case bool():
            return not value
        case int() | float():
            return value + 1
        case str():
            return value.upper() if value != value.upper() else value + "x"
        case list():
            return value[::-1] if len(value) > 1 else [*value, *value]
        case dict():
            return value | {next(iter(value)): 0}
        case _:
            return "something"


def is_delivery(at: tuple[Any, ...]) -> bool:
    return at[0] in ("stream", "stream_options")


@pytest.mark.parametrize("at", [at for at in paths(RICH) if not is_delivery(at)], ids=lambda at: ".".join(map(str, at)))
def test_no_change_to_any_field_leaves_the_request_the_same(at: tuple[Any, ...]) -> None:
    before = identity(RICH)
    tried = 0
    for how, document in mutants(at):
        tried += 1
        try:
            after = identity(document)
        except Unreadable:
            continue  # nothing is looked up for it, so nothing is shared
        assert after != before, how
        if at == LAST_TEXT and how in ("replaced", "grown"):
            assert after[0] == before[0], "another wording is in the same frame"
            assert after[1] != before[1]
        else:
            assert after[0] != before[0], how
    assert tried >= 2


@pytest.mark.parametrize(
    "delivery",
    [
        {},
        {"stream": False},
        {"stream": None},
        {"stream": True},
        {"stream": True, "stream_options": None},
        {"stream": True, "stream_options": {}},
        {"stream": True, "stream_options": {"include_usage": True, "include_obfuscation": False}},
    ],
)
def test_how_the_answer_is_delivered_changes_nothing(delivery: dict[str, Any]) -> None:
    document = {name: value for name, value in RICH.items() if not is_delivery((name,))}
    assert identity(document | delivery) == identity(RICH)


def test_the_order_of_keys_and_the_spaces_change_nothing() -> None:
    turned = json.dumps(dict(reversed(RICH.items())), indent=3).encode()
    request = CHAT.read_request(turned).request
    assert (request.frame, request.query) == identity(RICH)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
CONTENTS = st.one_of(
    st.text(),
    st.none(),
    JSON_VALUES,
    st.lists(st.fixed_dictionaries({"type": st.just("text"), "text": st.text() | JSON_VALUES}), max_size=2),
)
MESSAGES = st.lists(
    st.fixed_dictionaries({"role": st.sampled_from(["user", "assistant", "system"]), "content": CONTENTS}), min_size=1
)


@given(MESSAGES, st.dictionaries(st.text(min_size=1).filter(lambda name: name not in DELIVERY_ETC), JSON_VALUES))
def test_frame_and_query_together_hold_the_whole_request(messages: list[Any], fields: dict[str, Any]) -> None:
    document = {"model": "m", "messages": messages, **fields}
    frame, query = identity(document)
    found = orjson.loads(frame)
    if query is not None:
        (found,) = found
        last = found["messages"][-1]
        if last["content"] is None:
            last["content"] = query
        else:
            last["content"][0]["text"] = query
    else:
        assert isinstance(found, dict)
    assert canonical_json(found) == canonical_json(document)


DELIVERY_ETC = {"model", "messages", "stream", "stream_options", "temperature", "n"}


def text(value: str, **more: Any) -> dict[str, Any]:
    return {"type": "text", "text": value, **more}


QUERIES: dict[str, tuple[Any, str | None, str | None]] = {
    "text": ("Why?", "Why?", None),
    "text to the bit": (" Why\n\u2028?\0😀 ", " Why\n\u2028?\0😀 ", None),
    "one part": ([text("Why?")], "Why?", None),
    "one part with a breakpoint": ([text("Why?", cache_control={"type": "ephemeral"})], "Why?", None),
    "two parts": ([text("Why"), text("not?")], None, "multi-part"),
    "an image": ([text("Why?"), {"type": "image_url", "image_url": {"url": "x"}}], None, "images"),
    "audio": ([text("Why?"), {"type": "input_audio", "input_audio": {}}], None, "audio"),
    "a file": ([{"type": "file", "file": {}}], None, "files"),
    "an unknown part": ([text("Why?"), {"type": "hologram"}], None, "unknown-content"),
    "a part with an unknown field": ([text("Why?", mood="sad")], "Why?", "unknown-content"),
    "a part of no type": ([{"text": "Why?"}], None, "unknown-content"),
    "a bare string part": (["Why?"], None, "unknown-content"),
    "a text that is none": ([text(7)], None, "unknown-content"),  # type: ignore[arg-type]
    "content of another kind": (7, None, "unknown-content"),
    "an object": ({"text": "Why?"}, None, "unknown-content"),
    "null": (None, None, "empty-query"),
    "no parts": ([], None, "empty-query"),
    "empty": ("", "", "empty-query"),
    "blank": (" \n", " \n", "empty-query"),
}


@pytest.mark.parametrize("name", QUERIES)
def test_the_last_user_text_is_the_query(name: str) -> None:
    content, query, exact_only = QUERIES[name]
    request = CHAT.read_request(body({"model": "m", "messages": [{"role": "user", "content": content}]})).request
    assert (request.query, request.exact_only) == (query, exact_only)


EXACT: dict[str, tuple[dict[str, Any], str | None]] = {
    "nothing special": ({}, None),
    "tools": ({"tools": [{"type": "function"}]}, "tools"),
    "no tools": ({"tools": [], "tool_choice": None, "functions": None}, None),
    "tool choice": ({"tool_choice": "none"}, "tools"),
    "functions": ({"functions": [{}]}, "tools"),
    "n 2": ({"n": 2}, "n"),
    "n 0": ({"n": 0}, "n"),
    "n null": ({"n": None}, None),
    "audio": ({"audio": {"voice": "x"}}, "audio"),
    "modalities": ({"modalities": ["text", "audio"]}, "audio"),
    "prediction": ({"prediction": {}}, "prediction"),
    "web search": ({"web_search_options": {}}, "web-search"),
    "logprobs": ({"logprobs": True, "top_logprobs": 3}, None),
    "a format": ({"response_format": {"type": "json_object"}}, None),
    "an unknown field": ({"brand_new": 1}, "unknown-field:brand_new"),
    "a known field in other case": ({"Temperature": 1}, "unknown-field:Temperature"),
    "an unknown field fit for no header": ({"a\r\nSet-Cookie: x é" + "y" * 99: 1}, None),
}


@pytest.mark.parametrize("name", EXACT)
def test_what_is_not_understood_is_answered_by_exact_repeats_only(name: str) -> None:
    fields, expected = EXACT[name]
    request = CHAT.read_request(body(SIMPLE | fields)).request
    if name == "an unknown field fit for no header":
        expected = "unknown-field:" + "a??Set-Cookie??x??".ljust(40, "y")
    assert request.exact_only == expected
    assert request.query == ASK["content"]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ({"role": "system", "content": [text("a"), text("b")]}, None),
        ({"role": "developer", "content": "Be brief."}, None),
        ({"role": "assistant", "content": [{"type": "refusal", "refusal": "No."}]}, None),
        ({"role": "assistant", "content": None, "refusal": "No.", "tool_calls": []}, None),
        ({"role": "assistant", "content": None, "tool_calls": [{}]}, "tools"),
        ({"role": "assistant", "content": None, "function_call": {}}, "tools"),
        ({"role": "tool", "content": "x", "tool_call_id": "1"}, "tools"),
        ({"role": "function", "content": "x", "name": "f"}, "tools"),
        ({"role": "assistant", "audio": {"id": "1"}}, "audio"),
        ({"role": "oracle", "content": "x"}, "unknown-role"),
        ({"role": "user", "content": "x", "weight": 1}, "unknown-field:messages.weight"),
        ({"role": "user", "content": [{"type": "image_url"}]}, "images"),
    ],
)
def test_the_history_is_looked_through_too(message: dict[str, Any], expected: str | None) -> None:
    request = CHAT.read_request(body(SIMPLE | {"messages": [message, ASK]})).request
    assert (request.query, request.exact_only) == (ASK["content"], expected)


@pytest.mark.parametrize("role", ["assistant", "system", "developer"])
def test_a_conversation_that_does_not_end_with_the_user_has_no_query(role: str) -> None:
    request = CHAT.read_request(body(SIMPLE | {"messages": [ASK, {"role": role, "content": "x"}]})).request
    assert (request.query, request.exact_only) == (None, "last-not-user")


SPACED = b'{"model": "m", "messages": [{"role": "user", "content": "%s"}], "x": %s}'


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (b"", "not-json"),
        (b"{", "not-json"),
        (b"model=m", "not-json"),
        (b"\xef\xbb\xbf" + body(SIMPLE), "not-json"),
        (body(SIMPLE).decode().encode("utf-16"), "not-json"),
        (SPACED % (b"\xff", b"1"), "not-json"),
        (SPACED % (rb"\ud83d", b"1"), "not-json"),
        (SPACED % (b"a\nb", b"1"), "not-json"),
        (SPACED % (b"a", b"NaN"), "not-json"),
        (SPACED % (b"a", b"Infinity"), "not-json"),
        (SPACED % (b"a", b"1e999"), "not-json"),
        (SPACED % (b"a", b"18446744073709551616"), "number-range"),
        (SPACED % (b"a", b"-9223372036854775809"), "number-range"),
        (SPACED % (b"a", b"1" * 5000), "not-json"),
        (SPACED % (b"a", b"1" * 300), "number-range"),
        (SPACED % (b"a", b'{"y": 1, "y": 1}'), "duplicate-key"),
        (SPACED % (b"a", rb'{"y": 1, "\u0079": 2}'), "duplicate-key"),
        (SPACED % (b"a", b'1, "x": 2'), "duplicate-key"),
        (SPACED % (b"a", b"[" * 300 + b"]" * 300), "too-deep"),
        (SPACED % (b"a", b"[" * 100_000 + b"]" * 100_000), "not-json"),
        (SPACED % (b"a", b'{"a":' * 900 + b"1" + b"}" * 900), "too-deep"),
        ([SIMPLE], "not-an-object"),
        ("hello", "not-an-object"),
        ({"messages": [ASK]}, "no-model"),
        (SIMPLE | {"model": ""}, "no-model"),
        (SIMPLE | {"model": ["m"]}, "no-model"),
        ({"model": "m"}, "no-messages"),
        (SIMPLE | {"messages": []}, "no-messages"),
        (SIMPLE | {"messages": ASK}, "no-messages"),
        (SIMPLE | {"messages": ["Why?"]}, "bad-message"),
        (SIMPLE | {"messages": [{"content": "Why?"}]}, "bad-message"),
        (SIMPLE | {"stream": "true"}, "bad-stream"),
        (SIMPLE | {"stream": 1}, "bad-stream"),
        (SIMPLE | {"stream_options": []}, "bad-stream-options"),
        (SIMPLE | {"stream_options": {"include_usage": "yes"}}, "bad-include-usage"),
        (SIMPLE | {"stream_options": {"chunk_size": 1}}, "unknown-field:stream_options.chunk_size"),
        (SIMPLE | {"temperature": "0"}, "bad-temperature"),
        (SIMPLE | {"temperature": True}, "bad-temperature"),
        (SIMPLE | {"n": "1"}, "bad-n"),
        (SIMPLE | {"n": True}, "bad-n"),
        (SIMPLE | {"n": 1.0}, "bad-n"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str | bytes) else None,
)
def test_what_takes_a_guess_is_not_read(document: Any, expected: str) -> None:
    assert reason(document) == expected


def test_a_request_at_the_edge_of_what_every_parser_reads_alike_is_read() -> None:
    for number in (b"18446744073709551615", b"-9223372036854775808", b"1e300", b"-0.0"):
        assert CHAT.read_request(SPACED % (b"a", number)).request.query == "a"


@given(st.binary(max_size=200) | MESSAGES.map(body) | JSON_VALUES.map(body))
def test_nothing_but_unreadable_is_ever_raised(data: bytes) -> None:
    with contextlib.suppress(Unreadable):
        assert CHAT.read_request(data).body == data


def test_the_facts_about_delivery_are_read() -> None:
    options = {"stream": True, "stream_options": {"include_usage": True}, "temperature": 1}
    request = CHAT.read_request(body(SIMPLE | options)).request
    assert (request.protocol, request.model) == ("chat", "gpt-4o-mini")
    assert (request.stream, request.include_usage, request.temperature) == (True, True, 1.0)
    request = CHAT.read_request(body(SIMPLE)).request
    assert (request.stream, request.include_usage, request.temperature) == (False, False, None)


@pytest.mark.parametrize(
    ("sent", "ask", "forwarded"),
    [
        (b'{"stream": true%s}', True, b'{"stream": true%s,"stream_options":{"include_usage":true}}'),
        (b' {"stream":true%s\n}\r\n', True, b' {"stream":true%s\n,"stream_options":{"include_usage":true}}'),
        (b'{"stream": true%s}', False, None),
        (b'{"stream": false%s}', True, None),
        (b'{"big": 1.50e2%s} ', True, None),
        (b'{"stream":true,"stream_options":{"include_usage":true}%s}', True, None),
        (
            b'{"stream":true,"stream_options":{"include_obfuscation":false,"include_usage":false}%s}',
            True,
            b'{"stream":true,"stream_options":{"include_obfuscation":false,"include_usage":true}%s}',
        ),
        (
            b'{"stream_options":null,"stream":true%s}',
            True,
            b'{"stream_options":{"include_usage":true},"stream":true%s}',
        ),
    ],
)
def test_only_the_usage_chunk_is_asked_for_and_all_else_is_sent_as_it_came(
    sent: bytes, ask: bool, forwarded: bytes | None
) -> None:
    rest = b',"z":1,"model":"m","a":2,"messages":[{"role":"user","content":"Why?"}]'
    parsed = CHAT.read_request(sent % rest)
    assert CHAT.upstream_body(parsed, ask) == (sent if forwarded is None else forwarded) % rest


def test_the_document_is_not_changed_by_reading_or_forwarding() -> None:
    parsed = CHAT.read_request(body(RICH))
    CHAT.upstream_body(parsed, ask_usage=True)
    assert parsed.document == RICH
    assert parsed.body == body(RICH)
