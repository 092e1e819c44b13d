"""Token counts in every protocol's spelling."""

from __future__ import annotations

import json
from typing import Any

import pytest

from semcache.core.request import Usage
from semcache.wire import MESSAGES
from semcache.wire.base import StreamReader
from semcache.wire.other import OpaqueStream
from semcache.wire.usage import read_usage, usage_of

CHAT = {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}

READ: dict[str, tuple[Any, Usage | None]] = {
    "chat": (CHAT, Usage(10, 5)),
    "chat with details": (
        CHAT
        | {
            "prompt_tokens_details": {"cached_tokens": 4, "audio_tokens": 0},
            "completion_tokens_details": {"reasoning_tokens": 3},
        },
        Usage(10, 5, cached=4, reasoning=3),
    ),
    "details null": (CHAT | {"prompt_tokens_details": None, "completion_tokens_details": None}, Usage(10, 5)),
    "counts in details null": (CHAT | {"prompt_tokens_details": {"cached_tokens": None}}, Usage(10, 5)),
    "DeepSeek": (CHAT | {"prompt_cache_hit_tokens": 8, "prompt_cache_miss_tokens": 2}, Usage(10, 5, cached=8)),
    "xAI counts reasoning beside": (
        {
            "prompt_tokens": 10,
            "completion_tokens": 5,
            "total_tokens": 35,
            "completion_tokens_details": {"reasoning_tokens": 20},
        },
        Usage(10, 25, reasoning=20),
    ),
    "responses": (
        {
            "input_tokens": 10,
            "output_tokens": 5,
            "total_tokens": 15,
            "input_tokens_details": {"cached_tokens": 4},
            "output_tokens_details": {"reasoning_tokens": 1},
        },
        Usage(10, 5, cached=4, reasoning=1),
    ),
    "messages": (
        {"input_tokens": 10, "output_tokens": 5, "cache_read_input_tokens": 100, "cache_creation_input_tokens": 20},
        Usage(130, 5, cached=100, cache_write=20),
    ),
    "messages kept for an hour": (
        {
            "input_tokens": 10,
            "output_tokens": 5,
            "cache_read_input_tokens": 100,
            "cache_creation_input_tokens": 20,
            "cache_creation": {"ephemeral_5m_input_tokens": 8, "ephemeral_1h_input_tokens": 12},
        },
        Usage(130, 5, cached=100, cache_write=20, cache_write_1h=12),
    ),
    "LiteLLM's chat for an hour": (
        CHAT
        | {
            "prompt_tokens_details": {
                "cached_tokens": 1,
                "cache_creation_tokens": 8,
                "cache_creation_token_details": {"ephemeral_5m_input_tokens": 2, "ephemeral_1h_input_tokens": 6},
            }
        },
        Usage(10, 5, cached=1, cache_write=8, cache_write_1h=6),
    ),
    "null for an hour": (
        {"input_tokens": 3, "output_tokens": 1, "cache_read_input_tokens": 0, "cache_creation": None},
        Usage(3, 1),
    ),
    "messages without a cache": ({"input_tokens": 10, "output_tokens": 5}, Usage(10, 5)),
    "embeddings": ({"prompt_tokens": 10, "total_tokens": 10}, Usage(10, 0)),
    "zero": ({"prompt_tokens": 0, "completion_tokens": 0}, Usage(0, 0)),
    "null": (None, None),
    "a list": ([10, 5], None),
    "empty": ({}, None),
    "one half": ({"prompt_tokens": 10}, None),
    "negative": (CHAT | {"completion_tokens": -1}, None),
    "absurd": (CHAT | {"prompt_tokens": 10**12}, None),
    "a float": (CHAT | {"prompt_tokens": 10.5}, None),
    "a string": (CHAT | {"prompt_tokens": "10"}, None),
    "true": (CHAT | {"prompt_tokens": True}, None),
    "a total below the prompt": ({"prompt_tokens": 10, "total_tokens": 5}, None),
    "more cached than there is": (CHAT | {"prompt_tokens_details": {"cached_tokens": 11}}, None),
    "more reasoning than there is": (CHAT | {"completion_tokens_details": {"reasoning_tokens": 6}}, None),
    "more for an hour than was written": (
        {
            "input_tokens": 3,
            "output_tokens": 1,
            "cache_read_input_tokens": 0,
            "cache_creation_input_tokens": 4,
            "cache_creation": {"ephemeral_1h_input_tokens": 5},
        },
        None,
    ),
    "cached negative": (CHAT | {"prompt_tokens_details": {"cached_tokens": -4}}, None),
}


@pytest.mark.parametrize("name", READ)
def test_counts_are_read_or_unknown_never_guessed(name: str) -> None:
    value, expected = READ[name]
    assert usage_of(value) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"object": "list", "data": [], "usage": {"prompt_tokens": 3, "total_tokens": 3}}, Usage(3, 0)),
        ({"type": "message", "usage": {"input_tokens": 3, "output_tokens": 1}}, Usage(3, 1)),
        ({"type": "response.completed", "response": {"usage": {"input_tokens": 3, "output_tokens": 1}}}, Usage(3, 1)),
        ({"type": "message_start", "message": {"usage": {"input_tokens": 3, "output_tokens": 1}}}, Usage(3, 1)),
        ({"error": {"message": "no"}}, None),
        ([1], None),
    ],
)
def test_usage_is_found_in_each_protocols_answer(body: Any, expected: Usage | None) -> None:
    assert read_usage(json.dumps(body).encode()) == expected


@pytest.mark.parametrize("reader", [MESSAGES.read_stream(200), OpaqueStream(200)], ids=["messages", "not read"])
def test_a_stream_says_at_its_start_what_is_kept_for_an_hour(reader: StreamReader) -> None:
    started = {
        "input_tokens": 10,
        "output_tokens": 1,
        "cache_read_input_tokens": 100,
        "cache_creation_input_tokens": 20,
        "cache_creation": {"ephemeral_5m_input_tokens": 8, "ephemeral_1h_input_tokens": 12},
    }
    for event in (
        {"type": "message_start", "message": {"content": [], "usage": started}},
        {"type": "message_delta", "delta": {}, "usage": {"output_tokens": 5}},
    ):
        reader.feed(f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode())
    assert reader.usage == Usage(130, 5, cached=100, cache_write=20, cache_write_1h=12)


@pytest.mark.parametrize("body", [b"", b"<html>", b'{"usage":', b"\xff"])
def test_what_is_no_json_has_no_usage(body: bytes) -> None:
    assert read_usage(body) is None
