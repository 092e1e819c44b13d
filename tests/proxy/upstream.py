"""A metered stand-in for the providers behind a LiteLLM proxy: chat, completions, responses and Anthropic messages.

It counts its calls, and every answer names the call's number and the question, so that an answer that was served to
the wrong request shows. What a question says makes it misbehave: see `_trouble`.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from starlette.types import Receive, Scope, Send

USAGE = {"prompt_tokens": 12, "completion_tokens": 7, "total_tokens": 19}


class Upstream:
    """The ASGI application."""

    def __init__(self) -> None:
        self.calls: list[dict[str, Any]] = []
        """The bodies, with the path under "path"."""
        self.keys: Counter[str] = Counter()
        """The credentials that it was called with."""
        self._failed: set[str] = set()

    def about(self, question: str) -> int:
        """How many calls asked this."""
        return sum(question == _question(call) for call in self.calls)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            for said in ("startup", "shutdown"):
                await receive()
                await send({"type": f"lifespan.{said}.complete"})
            return
        body = b""
        while True:
            message = await receive()
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        self.keys[headers.get("authorization") or headers.get("x-api-key", "")] += 1
        call = {**json.loads(body), "path": scope["path"]}
        self.calls.append(call)
        await self._answer(call, len(self.calls), send)

    async def _answer(self, call: dict[str, Any], number: int, send: Send) -> None:
        question = _question(call)
        status = await self._trouble(question)
        if status != 200:
            await _send(send, status, "application/json", [json.dumps({"error": {"message": "told to"}}).encode()])
            return
        text = f"Answer {number} to: {question}"
        kind, path = call["model"], call["path"]
        make = next(made for end, made in _PROTOCOLS if path.endswith(end))
        chunks = list(make(kind, text, call))
        streams = bool(call.get("stream"))
        media_type, pause = ("text/event-stream", 0.02) if streams else ("application/json", 0.0)
        await _send(send, 200, media_type, chunks, pause, "no-store" if "do not keep" in question else "")

    async def _trouble(self, question: str) -> int:
        """ "slow" takes its time; "fails once" and "fails always" do."""
        if "slow" in question:
            await asyncio.sleep(0.6)
        if "fails always" in question:
            return 400
        if "fails once" in question and question not in self._failed:
            self._failed.add(question)
            return 400
        return 200


async def _send(
    send: Send, status: int, media_type: str, chunks: Sequence[bytes], pause: float = 0.0, control: str = ""
) -> None:
    headers = [(b"content-type", media_type.encode()), *([(b"cache-control", control.encode())] if control else [])]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    for chunk in chunks:
        await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await asyncio.sleep(pause)
    await send({"type": "http.response.body", "body": b""})


def _question(call: dict[str, Any]) -> str:
    said = call.get("prompt") or call.get("input") or call.get("messages")
    last = said[-1]["content"] if isinstance(said, list) else said
    return str(last[-1]["text"] if isinstance(last, list) else last)


def _sse(events: Sequence[dict[str, Any]], named: bool = False) -> Iterator[bytes]:
    for event in events:
        name = f"event: {event['type']}\n" if named else ""
        yield f"{name}data: {json.dumps(event)}\n\n".encode()


def _chat(model: str, text: str, call: dict[str, Any]) -> Iterator[bytes]:
    base = {"id": "chatcmpl-up", "created": 1_700_000_000, "model": model}
    message: dict[str, Any] = {"role": "assistant", "content": text}
    if not call.get("stream"):
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        yield json.dumps({**base, "object": "chat.completion", "choices": [choice], "usage": USAGE}).encode()
        return
    deltas = [{"role": "assistant", "content": ""}, *({"content": word} for word in text.replace(" ", " |").split("|"))]
    base["object"] = "chat.completion.chunk"
    events = [{**base, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]} for delta in deltas]
    events.append({**base, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
    if (call.get("stream_options") or {}).get("include_usage"):
        events.append({**base, "choices": [], "usage": USAGE})
    yield from _sse(events)
    yield b"data: [DONE]\n\n"


def _completions(model: str, text: str, call: dict[str, Any]) -> Iterator[bytes]:
    base = {"id": "cmpl-up", "object": "text_completion", "created": 1_700_000_000, "model": model}
    if not call.get("stream"):
        choice = {"index": 0, "text": text, "finish_reason": "stop", "logprobs": None}
        yield json.dumps({**base, "choices": [choice], "usage": USAGE}).encode()
        return
    yield from _sse([{**base, "choices": [{"index": 0, "text": text, "finish_reason": None}]},
                     {**base, "choices": [{"index": 0, "text": "", "finish_reason": "stop"}]}])  # fmt: skip
    yield b"data: [DONE]\n\n"


def _responses(model: str, text: str, call: dict[str, Any]) -> Iterator[bytes]:
    part = {"type": "output_text", "text": text, "annotations": []}
    item = {"type": "message", "id": "msg_up", "status": "completed", "role": "assistant", "content": [part]}
    usage = {"input_tokens": 12, "output_tokens": 7, "total_tokens": 19, "input_tokens_details": {"cached_tokens": 0},
             "output_tokens_details": {"reasoning_tokens": 0}}  # fmt: skip
    whole = {
        "id": "resp_up", "object": "response", "created_at": 1_700_000_000, "status": "completed", "model": model,
        "output": [item], "parallel_tool_calls": True, "tool_choice": "auto", "tools": [], "temperature": 1.0,
        "top_p": 1.0, "error": None, "incomplete_details": None, "instructions": None, "metadata": {}, "usage": usage,
    }  # fmt: skip
    if not call.get("stream"):
        yield json.dumps(whole).encode()
        return
    begun = {**whole, "status": "in_progress", "output": [], "usage": None}
    at = {"output_index": 0, "content_index": 0, "item_id": "msg_up"}
    events = [
        {"type": "response.created", "response": begun},
        {"type": "response.output_item.added", "output_index": 0, "item": {**item, "content": []}},
        {"type": "response.content_part.added", **at, "part": {**part, "text": ""}},
        {"type": "response.output_text.delta", **at, "delta": text},
        {"type": "response.output_text.done", **at, "text": text},
        {"type": "response.content_part.done", **at, "part": part},
        {"type": "response.output_item.done", "output_index": 0, "item": item},
        {"type": "response.completed", "response": whole},
    ]
    yield from _sse([{**event, "sequence_number": number} for number, event in enumerate(events)], named=True)


def _messages(model: str, text: str, call: dict[str, Any]) -> Iterator[bytes]:
    whole = {
        "id": "msg_up", "type": "message", "role": "assistant", "model": model,
        "content": [{"type": "text", "text": text}], "stop_reason": "end_turn", "stop_sequence": None,
        "usage": {"input_tokens": 12, "output_tokens": 7},
    }  # fmt: skip
    if not call.get("stream"):
        yield json.dumps(whole).encode()
        return
    begun = {**whole, "content": [], "stop_reason": None, "usage": {"input_tokens": 12, "output_tokens": 1}}
    ends = {"stop_reason": "end_turn", "stop_sequence": None}
    yield from _sse(
        [
            {"type": "message_start", "message": begun},
            {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
            {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": text}},
            {"type": "content_block_stop", "index": 0},
            {"type": "message_delta", "delta": ends, "usage": {"output_tokens": 7}},
            {"type": "message_stop"},
        ],
        named=True,
    )


_PROTOCOLS = (("/chat/completions", _chat), ("/completions", _completions), ("/responses", _responses),
              ("/messages", _messages))  # fmt: skip
