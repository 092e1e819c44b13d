"""One answer of the stand-in on its way: paced, cut if it was told to be, and charged."""

from __future__ import annotations

import asyncio
import math
import time
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from semcache.demo.bill import Bill, pieces
from semcache.demo.faults import Fault

_SNAPSHOTS = {
    "gpt-4o-mini": "gpt-4o-mini-2024-07-18",
    "gpt-4o": "gpt-4o-2024-08-06",
    "gpt-4.1-mini": "gpt-4.1-mini-2025-04-14",
}
_FINGERPRINT = "fp_standin_1"
_DONE = b"data: [DONE]\n\n"


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast it answers."""

    ttft: float = 0.25
    """Seconds to the first token."""
    tokens_per_second: float = 120.0
    tokens_per_chunk: int = 4

    @classmethod
    def instant(cls) -> Pace:
        return cls(ttft=0.0, tokens_per_second=math.inf)


DEFAULT_PACE = Pace()


@dataclass(frozen=True, slots=True)
class Call:
    """One request that was understood."""

    number: int
    """From 1, in the order of arrival."""
    key: str
    model: str
    messages: list[Any]
    body: dict[str, Any]
    text: str
    """The last user text."""
    prompt: list[str]
    """Its tokens."""


class Generation(Response):
    """One answer on its way: generated at the stated pace, charged for what was generated when it ends or is left."""

    def __init__(self, call: Call, answer: str, bill: Bill, pace: Pace, fault: Fault, cached: int) -> None:
        self._call, self._bill, self._pace, self._fault = call, bill, pace, fault
        self._cached = cached
        self._prompt = len(call.prompt) + 3
        limit = call.body.get("max_completion_tokens") or call.body.get("max_tokens") or math.inf
        whole = pieces(answer)
        self._pieces = whole if len(whole) <= limit else whole[: int(limit)]
        self._finish = fault.finish or ("stop" if len(whole) <= limit else "length")
        self._choices = call.body.get("n") or 1
        self._generated = 0
        self._charged = False
        self._head = {
            "id": f"chatcmpl-standin{time.time_ns():x}{call.number:06d}",
            "created": int(time.time()),
            "model": _SNAPSHOTS.get(call.model, call.model),
            "service_tier": "default",
            "system_fingerprint": _FINGERPRINT,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        speak = self._stream if self._call.body.get("stream") else self._whole
        tasks = [asyncio.create_task(speak(send)), asyncio.create_task(_left(receive))]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self._charge(left=True)

    def _charge(self, *, left: bool) -> None:
        """Books the call, once: before the last bytes are sent, so that whoever has the answer finds it on the bill."""
        if not self._charged:
            self._charged = True
            self._bill.left += left
            self._bill.charge(self._call.model, self._prompt, self._cached, self._generated * self._choices)

    async def _whole(self, send: Send) -> None:
        """Sends the answer as one JSON object."""
        began = time.monotonic()
        try:
            await asyncio.sleep(self._fault.delay + self._pace.ttft + len(self._pieces) / self._pace.tokens_per_second)
            self._generated = len(self._pieces)
        except asyncio.CancelledError:
            generating = time.monotonic() - began - self._fault.delay - self._pace.ttft
            self._generated = max(0, min(len(self._pieces), int(generating * self._pace.tokens_per_second)))
            raise
        message: dict[str, Any] = {
            "role": "assistant",
            "content": "".join(self._pieces),
            "refusal": None,
            "annotations": [],
        }
        choice = {"message": message, "logprobs": None, "finish_reason": self._finish}
        choices = [{"index": i, **choice} for i in range(self._choices)]
        body = orjson.dumps({**self._head, "object": "chat.completion", "choices": choices, "usage": self._usage()})
        if self._fault.garbage:
            body = body[: len(body) // 2] + b'"]]'
        await send(_start("application/json", len(body)))
        if self._fault.cut is not None:
            await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
            return
        self._charge(left=False)
        await send({"type": "http.response.body", "body": body})

    async def _stream(self, send: Send) -> None:
        """Sends the answer as server-sent events."""
        await asyncio.sleep(self._fault.delay + self._pace.ttft)
        await send(_start("text/event-stream; charset=utf-8"))
        step = self._pace.tokens_per_chunk
        for number, (event, tokens) in enumerate(self._events(step)):
            if number == self._fault.cut:
                return
            await asyncio.sleep(tokens / self._pace.tokens_per_second)
            self._generated += tokens
            if event == _DONE:
                self._charge(left=False)
            await send({"type": "http.response.body", "body": event, "more_body": event != _DONE})

    def _events(self, step: int) -> list[tuple[bytes, int]]:
        """Every event of the stream with the number of tokens (of one choice) that it took to generate."""
        wants_usage = bool((self._call.body.get("stream_options") or {}).get("include_usage"))
        usage = {"usage": None} if wants_usage else {}

        def chunk(index: int, delta: dict[str, Any], finish: str | None = None) -> bytes:
            choice = {"index": index, "delta": delta, "logprobs": None, "finish_reason": finish}
            return _event({**self._head, "object": "chat.completion.chunk", "choices": [choice], **usage})

        every = range(self._choices)
        events = [(chunk(i, {"role": "assistant", "content": "", "refusal": None}), 0) for i in every]
        for at in range(0, len(self._pieces), step):
            part = self._pieces[at : at + step]
            events += [(chunk(i, {"content": "".join(part)}), len(part) if i == 0 else 0) for i in every]
        events += [(chunk(i, {}, self._finish), 0) for i in every]
        if self._fault.garbage:
            events[len(events) // 2] = (b'data: {"choices": [{"delta": \n\n', 0)
        if wants_usage:
            last = {**self._head, "object": "chat.completion.chunk", "choices": [], "usage": self._usage()}
            events.append((_event(last), 0))
        return [*events, (_DONE, 0)]

    def _usage(self) -> dict[str, Any]:
        completion = len(self._pieces) * self._choices
        return {
            "prompt_tokens": self._prompt,
            "completion_tokens": completion,
            "total_tokens": self._prompt + completion,
            "prompt_tokens_details": {"cached_tokens": self._cached, "audio_tokens": 0},
            "completion_tokens_details": {
                "reasoning_tokens": 0,
                "audio_tokens": 0,
                "accepted_prediction_tokens": 0,
                "rejected_prediction_tokens": 0,
            },
        }


def _event(value: Any) -> bytes:
    return b"data: " + orjson.dumps(value) + b"\n\n"


def _start(content_type: str, length: int | None = None) -> Message:
    headers = [(b"content-type", content_type.encode()), (b"x-request-id", f"req_{time.time_ns():x}".encode())]
    if length is not None:
        headers.append((b"content-length", str(length).encode()))
    return {"type": "http.response.start", "status": 200, "headers": headers}


async def _left(receive: Receive) -> None:
    """Returns when the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
