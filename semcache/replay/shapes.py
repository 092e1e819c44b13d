"""The shapes in which requests are logged: one JSON object, or one row of a table, to a `Logged`. Pure.

Known are, told by their keys:

- ours: `{"at", "tenant", "headers", "request": {...}, "response": {...}, "cost"}`, of which only `request` must be;
- `{"body": {...}, "response": {"body": {...}}}`, as in the files of OpenAI's batches put together;
- LiteLLM's spend logs (the table LiteLLM_SpendLogs): the request in `proxy_server_request`, in older versions in
  `messages`;
- the request's own fields with the answer beside them: `{"model", "messages", "response"}`.

A value that is JSON in a text is read; an answer may be its text alone. The protocol is told from a field `url`, `path`
or `endpoint`, from LiteLLM's `call_type`, or from the answer and the request themselves.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

import orjson

from semcache.replay.logged import Logged, Unread
from semcache.wire import PROTOCOLS, WIRES

CHAT_PATH = "/v1/chat/completions"
CUT = "litellm_truncated"
"""Stands in texts that LiteLLM has cut before it stored them: MAX_STRING_LENGTH_PROMPT_IN_DB, 2048 characters."""
TIMES = ("at", "time", "timestamp", "ts", "startTime", "start_time", "created_at", "created", "date")
_REQUESTS = ("request", "body", "proxy_server_request", "input")
_ANSWERS = ("response", "completion", "answer", "output")
_COSTS = ("cost", "spend", "response_cost")
_TENANTS = ("tenant", "api_key", "team_id", "user_api_key_hash")
_DELIVERY = ("stream", "stream_options")
KNOWN = frozenset({*TIMES, *_REQUESTS, *_ANSWERS, *_COSTS, *_TENANTS, "messages", "model"})
"""Names by which a table's header is told from any other text."""

Document = Mapping[str, Any]


def logged(document: object, line: int, tenant_field: str | None = None) -> Logged | Unread:
    """The request that this object holds; `tenant_field` names the field that says who asked."""
    if not isinstance(document, dict):
        return Unread(line, "not a JSON object")
    asked = _request(document)
    if asked is None:
        return Unread(line, _no_request(document))
    path = _path(document, asked)
    if path not in WIRES:
        return Unread(line, f"of a protocol whose answers are not kept: {path[:40]}")
    try:
        request = orjson.dumps({name: value for name, value in asked.items() if name not in _DELIVERY})
    except (TypeError, ValueError):
        return Unread(line, "a request that JSON cannot hold")
    if CUT.encode() in request:
        return Unread(line, "LiteLLM has stored only part of the prompt (raise MAX_STRING_LENGTH_PROMPT_IN_DB)")
    answer = _answer(document, asked, path)
    return Logged(
        line=line,
        at=_at(document, answer),
        tenant=_tenant(document, tenant_field),
        request=request,
        answer=b"" if answer is None else orjson.dumps(answer),
        cost=_cost(document),
        headers=_headers(document.get("headers")),
        path=path,
    )


# The request.


def _request(document: Document) -> dict[str, Any] | None:
    for name in _REQUESTS:
        found = _read(document.get(name))
        if isinstance(found, dict):
            inner = _read(found.get("body"))  # {"request": {"method", "url", "body"}}
            for asked in (found, inner):
                if isinstance(asked, dict) and _asks(asked):
                    return _with_model(asked, document)
    messages = _read(document.get("messages"))
    if isinstance(messages, list) and messages:
        return _flat(document, messages)
    return None


def _asks(asked: Document) -> bool:
    return isinstance(asked.get("messages"), list) or any(asked.get(name) for name in ("input", "prompt"))


_CALLS = {
    "completion": CHAT_PATH,
    "acompletion": CHAT_PATH,
    "text_completion": "/v1/completions",
    "atext_completion": "/v1/completions",
    "responses": "/v1/responses",
    "aresponses": "/v1/responses",
    "anthropic_messages": "/v1/messages",
    "embedding": "/v1/embeddings",
    "aembedding": "/v1/embeddings",
}
_OBJECTS = {
    "chat.completion": CHAT_PATH,
    "text_completion": "/v1/completions",
    "response": "/v1/responses",
    "message": "/v1/messages",
}


def _path(document: Document, asked: Document) -> str:
    """Of the protocol that was spoken; a name of another kind where that is none of those that are known."""
    outer = _read(document.get("request"))
    for holder in (document, outer if isinstance(outer, dict) else {}):
        for name in ("url", "path", "endpoint"):
            if isinstance(said := holder.get(name), str):
                path = said.partition("?")[0].rstrip("/")
                for known in PROTOCOLS:  # chat/completions comes before completions
                    if path.endswith((known, known.removeprefix("/v1"))):
                        return known
    if isinstance(call := document.get("call_type"), str) and call:
        return _CALLS.get(call, call)
    for answer in _answers(document):
        if (kind := str(answer.get("object") or answer.get("type"))) in _OBJECTS:
            return _OBJECTS[kind]
    if isinstance(asked.get("messages"), list):
        return CHAT_PATH
    return "/v1/responses" if asked.get("input") else "/v1/completions"


def _with_model(asked: dict[str, Any], document: Document) -> dict[str, Any]:
    if isinstance(asked.get("model"), str):
        return asked
    model = document.get("model_group") or document.get("model")
    return {**asked, "model": model} if model else asked


_PARAMETERS = ("temperature", "top_p", "max_tokens", "max_completion_tokens", "tools", "tool_choice", "response_format",
               "seed", "stop", "n", "metadata", "user", "reasoning_effort")  # fmt: skip


def _flat(document: Document, messages: list[Any]) -> dict[str, Any]:
    """A request whose fields stand beside the answer."""
    is_litellm = "startTime" in document or "call_type" in document
    model = document.get("model_group") if is_litellm else None  # what the client asked for, not what was chosen
    asked: dict[str, Any] = {"model": model or document.get("model"), "messages": messages}
    if not is_litellm:  # whose `user` and `metadata` are the proxy's own
        asked |= {name: document[name] for name in _PARAMETERS if document.get(name) is not None}
    return asked


def _no_request(document: Document) -> str:
    if "startTime" in document and "spend" in document:
        call = document.get("call_type")
        if isinstance(call, str) and call and call not in _CALLS:
            return f"of a protocol whose answers are not kept: {call[:40]}"
        return "LiteLLM has stored no prompt (set store_prompts_in_spend_logs: true)"
    if any(isinstance(_read(document.get(name)), dict) for name in _REQUESTS):
        return "a request without messages, input or prompt"
    return "no request in it (expected a key request, body or messages)"


# The answer.


def _answers(document: Document) -> Iterator[dict[str, Any]]:
    """Objects that may be the answer."""
    for name in _ANSWERS:
        found = _read(document.get(name))
        if isinstance(found, dict):
            inner = _read(found.get("body"))
            yield inner if isinstance(inner, dict) else found


def _answer(document: Document, asked: Document, path: str) -> dict[str, Any] | None:
    for found in _answers(document):
        if isinstance(found.get("choices"), list) and path == CHAT_PATH:
            return _whole(found)
        if any(isinstance(found.get(name), list) for name in ("choices", "output", "content")):
            return found
        if isinstance(found.get("error"), dict | str):
            return found
        if found.get("role") == "assistant" and isinstance(content := found.get("content"), str):
            return _said(content, document, asked)
    texts = (_read(document.get(name)) for name in _ANSWERS)
    text = next((text for text in texts if isinstance(text, str) and text.strip()), None)
    return _said(text, document, asked) if text is not None and path == CHAT_PATH else None


def _whole(completion: dict[str, Any]) -> dict[str, Any]:
    """The completion, with what logs tend to leave out."""
    choices = completion["choices"]
    numbered = [
        {"index": place, **one} if isinstance(one, dict) and one.get("index") is None else one
        for place, one in enumerate(choices)
    ]
    return {"object": "chat.completion", **completion, "choices": numbered}


def _said(text: str, document: Document, asked: Document) -> dict[str, Any]:
    """An answer of which only the text was logged."""
    message = {"role": "assistant", "content": text}
    answer: dict[str, Any] = {
        "object": "chat.completion",
        "model": asked.get("model"),
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
    }
    usage = _read(document.get("usage"))
    if not isinstance(usage, dict):
        usage = {name: _count(document.get(name)) for name in ("prompt_tokens", "completion_tokens")}
    if all(isinstance(count, int) for count in usage.values()):
        answer["usage"] = usage
    return answer


def _count(value: object) -> int | None:
    if isinstance(value, str) and value.strip().isdecimal():
        return int(value[:12])
    return value if type(value) is int else None


# All else.


def _at(document: Document, answer: Document | None) -> float | None:
    for name in TIMES:
        if (at := moment(document.get(name))) is not None:
            return at
    return None if answer is None else moment(answer.get("created"))


def moment(value: object) -> float | None:
    """Seconds since the epoch of an ISO time (UTC unless it says otherwise) or a number of seconds to nanoseconds."""
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return _iso(str(value))
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    at = float(value)
    while at > _FAR:  # milliseconds, microseconds, nanoseconds
        at /= 1000
    return at if at > 0 else None


_FAR = 1e11
"""Seconds: the year 5138."""


def _iso(text: str) -> float | None:
    try:
        found = datetime.fromisoformat(text.strip())
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def _tenant(document: Document, tenant_field: str | None) -> str:
    names = _TENANTS if tenant_field is None else (tenant_field,)
    found = next((document[name] for name in names if document.get(name)), "")
    return found if isinstance(found, str) else str(found) if isinstance(found, int) else ""


def _cost(document: Document) -> Decimal | None:
    for name in _COSTS:
        value = document.get(name)
        if value is None or value == "" or isinstance(value, bool) or not isinstance(value, int | float | str):
            continue
        try:
            cost = Decimal(str(value))
        except InvalidOperation:
            return None
        # LiteLLM books 0 for models that it has no price for.
        unknown = not cost and name == "spend" and str(document.get("cache_hit")).lower() != "true"
        return None if unknown or not cost.is_finite() or not 0 <= cost < 10**6 else cost
    return None


def _headers(value: object) -> dict[str, str]:
    value = _read(value)
    if not isinstance(value, dict):
        return {}
    return {name.lower(): text for name, text in value.items() if isinstance(name, str) and isinstance(text, str)}


def _read(value: object) -> object:
    """The value of a text that is JSON; everything else, and any other text, as it is."""
    if isinstance(value, str) and value.lstrip()[:1] in ("{", "[", '"'):
        try:
            return orjson.loads(value)
        except orjson.JSONDecodeError:
            return value
    return value
