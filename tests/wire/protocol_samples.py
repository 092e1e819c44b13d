"""Good answers of the protocols beside chat, whole and as a stream, in the shapes that their servers send."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from semcache.wire import COMPLETIONS, MESSAGES, RESPONSES, Wire

TEXT = "Refunds take five days. Ask again if \u2028 they do not. 👍🏽"
PIECES = ("Refunds take", " five days.", " Ask again if \u2028 they do not.", " 👍🏽")


def sse(*chunks: Mapping[str, Any] | str, named: bool = False) -> list[bytes]:
    events = []
    for chunk in chunks:
        name = f"event: {chunk['type']}\n" if named and not isinstance(chunk, str) else ""
        text = chunk if isinstance(chunk, str) else json.dumps(chunk, ensure_ascii=False)
        events.append(f"{name}data: {text}\n\n".encode())
    return events


@dataclass(frozen=True)
class Protocol:
    name: str
    path: str
    wire: Wire
    request: Mapping[str, Any]
    answer: Mapping[str, Any]
    stream: tuple[bytes, ...]

    @property
    def body(self) -> bytes:
        return json.dumps(self.answer, ensure_ascii=False).encode()

    def __str__(self) -> str:
        return self.name


_CMPL = {"id": "cmpl-1", "object": "text_completion", "created": 1, "model": "test-model"}
_CMPL_USAGE = {"prompt_tokens": 4, "completion_tokens": 9, "total_tokens": 13}


def _cmpl(text: str, reason: str | None = None) -> dict[str, Any]:
    return {**_CMPL, "choices": [{"index": 0, "text": text, "logprobs": None, "finish_reason": reason}]}


COMPLETIONS_SAMPLE = Protocol(
    "completions",
    "/v1/completions",
    COMPLETIONS,
    {"model": "test-model", "prompt": "How long do refunds take?", "max_tokens": 40},
    {**_cmpl(TEXT, "stop"), "usage": _CMPL_USAGE},
    tuple(
        sse(
            *map(_cmpl, PIECES),
            _cmpl("", "stop"),
            {**_CMPL, "choices": [], "usage": _CMPL_USAGE},
            "[DONE]",
        )
    ),
)

_MSG_USAGE = {"input_tokens": 4, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 0, "output_tokens": 9}
_MSG = {"id": "msg_1", "type": "message", "role": "assistant", "model": "test-model", "content": []}
_THOUGHT = {"type": "thinking", "thinking": "They ask about refunds.", "signature": "c2ln"}
MESSAGE = {
    **_MSG,
    "content": [_THOUGHT, {"type": "text", "text": TEXT}],
    "stop_reason": "end_turn",
    "stop_sequence": None,
    "usage": _MSG_USAGE,
}
MESSAGES_SAMPLE = Protocol(
    "messages",
    "/v1/messages",
    MESSAGES,
    {"model": "test-model", "max_tokens": 40, "messages": [{"role": "user", "content": "How long do refunds take?"}]},
    MESSAGE,
    tuple(
        sse(
            {
                "type": "message_start",
                "message": {
                    **_MSG,
                    "stop_reason": None,
                    "stop_sequence": None,
                    "usage": {**_MSG_USAGE, "output_tokens": 1},
                },
            },
            {
                "type": "content_block_start",
                "index": 0,
                "content_block": {"type": "thinking", "thinking": "", "signature": ""},
            },
            {"type": "ping"},
            *(
                {"type": "content_block_delta", "index": 0, "delta": {"type": "thinking_delta", "thinking": piece}}
                for piece in ("They ask ", "about refunds.")
            ),
            {"type": "content_block_delta", "index": 0, "delta": {"type": "signature_delta", "signature": "c2ln"}},
            {"type": "content_block_stop", "index": 0},
            {"type": "content_block_start", "index": 1, "content_block": {"type": "text", "text": ""}},
            *(
                {"type": "content_block_delta", "index": 1, "delta": {"type": "text_delta", "text": piece}}
                for piece in PIECES
            ),
            {"type": "content_block_stop", "index": 1},
            {
                "type": "message_delta",
                "delta": {"stop_reason": "end_turn", "stop_sequence": None},
                "usage": {"output_tokens": 9},
            },
            {"type": "message_stop"},
            named=True,
        )
    ),
)

_PART = {"type": "output_text", "text": TEXT, "annotations": []}
_THINKING = {"id": "rs_1", "type": "reasoning", "summary": []}
_ITEM = {"id": "item_1", "type": "message", "role": "assistant", "status": "completed", "content": [_PART]}
RESPONSE = {
    "id": "resp_1",
    "object": "response",
    "created_at": 1,
    "status": "completed",
    "error": None,
    "incomplete_details": None,
    "instructions": None,
    "model": "test-model",
    "output": [_THINKING, _ITEM],
    "parallel_tool_calls": True,
    "tool_choice": "auto",
    "tools": [],
    "usage": {
        "input_tokens": 4,
        "input_tokens_details": {"cached_tokens": 0},
        "output_tokens": 9,
        "output_tokens_details": {"reasoning_tokens": 2},
        "total_tokens": 13,
    },
}
_BEGUN = {**RESPONSE, "status": "in_progress", "output": [], "usage": None}
_HERE = {"item_id": "item_1", "output_index": 1, "content_index": 0}
RESPONSES_SAMPLE = Protocol(
    "responses",
    "/v1/responses",
    RESPONSES,
    {"model": "test-model", "input": "How long do refunds take?"},
    RESPONSE,
    tuple(
        sse(
            {"type": "response.created", "sequence_number": 0, "response": _BEGUN},
            {"type": "response.in_progress", "sequence_number": 1, "response": _BEGUN},
            {"type": "response.output_item.added", "output_index": 0, "item": _THINKING},
            {"type": "response.output_item.done", "output_index": 0, "item": _THINKING},
            {"type": "response.output_item.added", "output_index": 1, "item": {**_ITEM, "content": []}},
            {"type": "response.content_part.added", **_HERE, "part": {**_PART, "text": ""}},
            *({"type": "response.output_text.delta", **_HERE, "delta": piece, "logprobs": []} for piece in PIECES),
            {"type": "response.output_text.done", **_HERE, "text": TEXT, "logprobs": []},
            {"type": "response.content_part.done", **_HERE, "part": _PART},
            {"type": "response.output_item.done", "output_index": 1, "item": _ITEM},
            {"type": "response.completed", "sequence_number": 9, "response": RESPONSE},
            named=True,
        )
    ),
)
SAMPLES = (COMPLETIONS_SAMPLE, MESSAGES_SAMPLE, RESPONSES_SAMPLE)
