"""Answers that must never be served again, as an upstream would send them.

Used here against the wire, and end to end against the gateway.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

JSON = "application/json"
SSE = "text/event-stream"
USAGE = {"prompt_tokens": 11, "completion_tokens": 3, "total_tokens": 14}
HUGE = "word " * 900_000
"""More than `MAX_ANSWER` bytes."""


@dataclass(frozen=True, slots=True)
class BadAnswer:
    name: str
    why: str
    """The fact that disqualifies it: a defect, "finish", "refusal", "tool_calls", "empty" or "size"."""
    status: int
    content_type: str
    chunks: tuple[bytes, ...]
    stream: bool
    """Whether the request asked for a stream."""


def completion(message: dict[str, Any] | None = None, finish: Any = "stop", **fields: Any) -> dict[str, Any]:
    whole = {"role": "assistant", "content": "It is blue."} | (message or {})
    return {
        "id": "chatcmpl-up",
        "object": "chat.completion",
        "created": 1_700_000_000,
        "model": "gpt-4o-mini-2024-07-18",
        "choices": [{"index": 0, "message": whole, "logprobs": None, "finish_reason": finish}],
        "usage": USAGE,
    } | fields


def chunk(delta: dict[str, Any], finish: Any = None, index: int = 0, **fields: Any) -> dict[str, Any]:
    return {
        "id": "chatcmpl-up",
        "object": "chat.completion.chunk",
        "created": 1_700_000_000,
        "model": "gpt-4o-mini-2024-07-18",
        "choices": [{"index": index, "delta": delta, "logprobs": None, "finish_reason": finish}],
    } | fields


def event(document: dict[str, Any]) -> bytes:
    return b"data: " + json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode() + b"\n\n"


ROLE = event(chunk({"role": "assistant", "content": ""}))
WORDS = (event(chunk({"content": "It is "})), event(chunk({"content": "blue."})))
STOP = event(chunk({}, "stop"))
BILL = event(chunk({}, choices=[], usage=USAGE))
DONE = b"data: [DONE]\n\n"
GOOD = (ROLE, *WORDS, STOP, BILL, DONE)
"""The stream that all the bad ones deviate from; this one is kept."""
CALL = {"id": "call_1", "type": "function", "function": {"name": "look", "arguments": "{}"}}


def _json(name: str, why: str, body: bytes | dict[str, Any], status: int = 200, kind: str = JSON) -> BadAnswer:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return BadAnswer(f"json: {name}", why, status, kind, (data,), stream=False)


def _sse(name: str, why: str, *chunks: bytes, status: int = 200, kind: str = SSE) -> BadAnswer:
    return BadAnswer(f"stream: {name}", why, status, kind, chunks, stream=True)


def _ends(name: str, why: str, *chunks: bytes) -> BadAnswer:
    """A stream that is sound but for what stands between its role chunk and its usage."""
    return _sse(name, why, ROLE, *chunks, BILL, DONE)


def _choice(**changed: Any) -> dict[str, Any]:
    return completion(choices=[completion()["choices"][0] | changed])


_WHOLE = json.dumps(completion()).encode()

BAD_ANSWERS: tuple[BadAnswer, ...] = (
    _json("cut by max_tokens", "finish", completion(finish="length")),
    _json("content filter", "finish", completion(finish="content_filter")),
    _json("finished by tool calls", "tool_calls", completion({"content": None, "tool_calls": [CALL]}, "tool_calls")),
    _json("tool call beside a stop", "tool_calls", completion({"tool_calls": [CALL]})),
    _json("old function call", "tool_calls", completion({"function_call": {"name": "look", "arguments": "{}"}})),
    _json("finish_reason null", "finish", completion(finish=None)),
    _json("finish_reason unknown", "finish", completion(finish="abort")),
    _json("finish_reason a number", "finish", completion(finish=1)),
    _json(
        "one of two choices cut",
        "finish",
        completion(choices=[_choice()["choices"][0], _choice(index=1, finish_reason="length")["choices"][0]]),
    ),
    _json("empty content", "empty", completion({"content": ""})),
    _json("blank content", "empty", completion({"content": " \n\t"})),
    _json("null content", "empty", completion({"content": None})),
    _json("no content at all", "bad-content", _choice(message={"role": "assistant"})),
    _json("content a number", "bad-content", completion({"content": 7})),
    _json("content a list", "bad-content", completion({"content": [{"type": "text", "text": "hi"}]})),
    _json("refusal", "refusal", completion({"content": None, "refusal": "I can't help with that."})),
    _json("refusal beside content", "refusal", completion({"refusal": "I can't help with that."})),
    _json("error object with 200", "error-object", {"error": {"message": "overloaded", "type": "server_error"}}),
    _json("error beside choices", "error-object", completion(error={"message": "late"})),
    _json("invalid JSON", "not-json", b"{'id': 1}"),
    _json("empty body", "not-json", b""),
    _json("truncated JSON", "not-json", _WHOLE[:-1]),
    _json("truncated in the content", "not-json", _WHOLE[:190]),
    _json("two objects", "not-json", _WHOLE + _WHOLE),
    _json("html", "not-json", b"<html><body>502 Bad Gateway</body></html>", kind="text/html"),
    _json("a JSON list", "not-an-object", b"[" + _WHOLE + b"]"),
    _json("a JSON null", "not-an-object", b"null"),
    _json("invalid UTF-8", "not-json", _WHOLE.replace(b"blue", b"bl\xffe")),
    _json("half a surrogate pair", "not-json", _WHOLE.replace(b"blue", rb"bl\ud83d")),
    _json("NaN", "not-json", _WHOLE.replace(b"1700000000", b"NaN")),
    _json("an integer beyond 64 bits", "number-range", _WHOLE.replace(b"1700000000", b"36893488147419103232")),
    _json("content twice", "duplicate-key", _WHOLE.replace(b'"content":', b'"content": "Red.", "content":')),
    _json("nested too deep", "too-deep", completion(extra=json.loads("[" * 300 + "]" * 300))),
    _json("the text completion object", "wrong-object", completion(object="text_completion")),
    _json("a stream's chunk as JSON", "wrong-object", completion(object="chat.completion.chunk")),
    _json("no choices", "no-choices", completion(choices=[])),
    _json("choices missing", "no-choices", {"object": "chat.completion", "usage": USAGE}),
    _json("choices not a list", "no-choices", completion(choices={"0": {}})),
    _json("a choice not an object", "bad-choice", completion(choices=["It is blue."])),
    _json("message missing", "bad-message", completion(choices=[{"index": 0, "finish_reason": "stop"}])),
    _json("message of another role", "bad-message", completion({"role": "user"})),
    _json("index missing", "bad-index", _choice(index=None)),
    _json("index true", "bad-index", _choice(index=True)),
    _json(
        "indexes out of order",
        "bad-index",
        completion(choices=[_choice(index=1)["choices"][0], _choice()["choices"][0]]),
    ),
    _json("oversized", "size", completion({"content": HUGE})),
    _json("a whole answer with 500", "status", completion(), status=500),
    _json("a whole answer with 404", "status", completion(), status=404),
    _json("a whole answer with 302", "status", completion(), status=302),
    _json("429", "status", {"error": {"message": "slow down", "type": "rate_limit"}}, status=429),
    _sse("no finish_reason", "finish", ROLE, *WORDS, BILL, DONE),
    _ends("cut by max_tokens", "finish", *WORDS, event(chunk({}, "length"))),
    _ends("content filter", "finish", *WORDS, event(chunk({}, "content_filter"))),
    _ends("finish_reason unknown", "finish", *WORDS, event(chunk({}, "abort"))),
    _ends("finish_reason not a string", "finish", *WORDS, event(chunk({}, {"type": "stop"}))),
    _ends("two finish_reasons", "unmergeable", *WORDS, STOP, event(chunk({}, "length"))),
    _ends("text after the finish", "after-finish", WORDS[0], STOP, WORDS[1]),
    _ends("no text", "empty", STOP),
    _ends("blank text", "empty", event(chunk({"content": " "})), event(chunk({"content": "\n"})), STOP),
    _ends("content null", "empty", event(chunk({"content": None})), STOP),
    _ends("only reasoning", "empty", event(chunk({"reasoning_content": "Hm."})), STOP),
    _ends("content a list", "unmergeable", event(chunk({"content": [{"type": "text", "text": "hi"}]})), STOP),
    _ends("refusal", "refusal", event(chunk({"refusal": "I "})), event(chunk({"refusal": "can't."})), STOP),
    _ends("tool call", "tool_calls", *WORDS, event(chunk({"tool_calls": [{"index": 0, **CALL}]})), STOP),
    _ends("finished by tool calls", "tool_calls", event(chunk({"tool_calls": [{"index": 0, **CALL}]}, "tool_calls"))),
    _ends("tool call without an index", "unmergeable", event(chunk({"tool_calls": [CALL]})), STOP),
    _ends(
        "a field that grows nobody knows how",
        "unmergeable",
        *WORDS,
        event(chunk({"plan": {"a": 1}})),
        event(chunk({"plan": {"a": 2}})),
        STOP,
    ),
    _ends("second choice unfinished", "finish", *WORDS, event(chunk({"content": "Red."}, index=1)), STOP),
    _ends("a choice left out", "bad-index", *WORDS, event(chunk({"content": "Red."}, "stop", index=2)), STOP),
    _ends("index not a number", "bad-index", event(chunk({"content": "Red."}, index="0")), STOP),  # type: ignore[arg-type]
    _ends("delta not an object", "bad-message", event(chunk("Red.")), STOP),  # type: ignore[arg-type]
    _ends("choices not a list", "no-choices", *WORDS, event(chunk({}, choices={})), STOP),
    _ends("a choice not an object", "bad-choice", *WORDS, event(chunk({}, choices=["Red."])), STOP),
    _ends("wrong object", "wrong-object", *WORDS, event(chunk({}, object="text_completion")), STOP),
    _ends("a whole completion as an event", "wrong-object", event(completion())),
    _ends("error event in the middle", "error-event", WORDS[0], event({"error": {"message": "gone"}}), STOP),
    _ends("named error event", "error-event", WORDS[0], b'event: error\ndata: {"message":"gone"}\n\n', STOP),
    _ends("invalid JSON in an event", "not-json", WORDS[0], b"data: {oops}\n\n", STOP),
    _ends("an event that is no object", "not-an-object", WORDS[0], b"data: 7\n\n", STOP),
    _ends("invalid UTF-8", "not-utf8", event(chunk({"content": "blXe"})).replace(b"X", b"\xff"), STOP),
    _ends("half a surrogate pair", "not-json", event(chunk({"content": "blXe"})).replace(b"X", rb"\ud83d"), STOP),
    _ends("content twice", "duplicate-key", WORDS[1].replace(b'"content":', b'"content":"Red.","content":'), STOP),
    _ends("oversized", "oversized", *(event(chunk({"content": HUGE[:100_000]})) for _ in range(45)), STOP),
    _ends("one event oversized", "oversized", event(chunk({"content": HUGE})), STOP),
    _sse("text after [DONE]", "after-done", *GOOD, WORDS[0]),
    _sse("no [DONE]", "no-terminal-event", *GOOD[:-1]),
    _sse("nothing at all", "no-terminal-event"),
    _sse("[DONE] and nothing else", "no-choices", DONE),
    _sse("only keep-alives", "no-terminal-event", b": ping\n\n", b": ping\n\n"),
    _sse("cut after the role", "no-terminal-event", *GOOD[:1]),
    _sse("cut after a word", "no-terminal-event", *GOOD[:2]),
    _sse("cut after the finish", "no-terminal-event", *GOOD[:4]),
    _sse("cut inside an event", "cut", *GOOD[:2], GOOD[2][:60]),
    _sse("cut inside [DONE]", "cut", *GOOD[:-1], b"data: [DO"),
    _sse("[DONE] without its blank line", "cut", *GOOD[:-1], b"data: [DONE]\n"),
    _sse("an error as JSON", "error-object", b'{"error":{"message":"no"}}', kind=JSON),
    _sse("html", "not-json", b"<html>busy</html>", kind="text/html"),
    _sse("a whole stream with 500", "status", *GOOD, status=500),
    _sse("a whole stream with 400", "status", *GOOD, status=400),
)
