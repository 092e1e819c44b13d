"""A chat completion request, split into what must be equal and the text that may differ."""

from __future__ import annotations

from typing import Any

import orjson

from semcache.core.request import CanonicalRequest, canonical_json
from semcache.wire.base import Parsed, Unreadable
from semcache.wire.jsontext import strict_object
from semcache.wire.reading import choices, flag, include_usage, printable, temperature, with_usage_asked
from semcache.wire.turns import query_of, said_in, without_query

DELIVERY = frozenset({"stream", "stream_options"})
"""How the answer is delivered. The only fields that are no part of the frame."""

UNDERSTOOD = DELIVERY | {
    "frequency_penalty",
    "logit_bias",
    "logprobs",
    "max_completion_tokens",
    "max_tokens",
    "messages",
    "metadata",
    "modalities",
    "model",
    "n",
    "parallel_tool_calls",
    "presence_penalty",
    "prompt_cache_key",
    "prompt_cache_retention",
    "reasoning_effort",
    "response_format",
    "safety_identifier",
    "seed",
    "service_tier",
    "stop",
    "store",
    "temperature",
    "top_logprobs",
    "top_p",
    "user",
    "verbosity",
    # vLLM's sampling parameters.
    "chat_template_kwargs",
    "length_penalty",
    "min_p",
    "min_tokens",
    "repetition_penalty",
    "stop_token_ids",
    "top_k",
}
"""Fields under which two wordings of a question may share an answer, all of these being equal. A field that is not
here takes part in the key like any other, but nobody has thought about it, so only exact repeats are answered."""

_EXACT_FIELDS = {
    "tools": "tools",
    "tool_choice": "tools",
    "functions": "tools",
    "function_call": "tools",
    "audio": "audio",
    "prediction": "prediction",
    "web_search_options": "web-search",
}
_MESSAGE_FIELDS = frozenset({"role", "content", "name", "refusal", "reasoning_content", "reasoning", "annotations"})
_MESSAGE_EXACT_FIELDS = {
    "tool_calls": "tools",
    "function_call": "tools",
    "tool_call_id": "tools",
    "audio": "audio",
}
_ROLES = frozenset({"system", "developer", "user", "assistant"})
_PARTS = {
    "text": None,
    "refusal": None,
    "image_url": "images",
    "image": "images",
    "input_image": "images",
    "input_audio": "audio",
    "audio_url": "audio",
    "file": "files",
    "input_file": "files",
}
_TEXT_PART_FIELDS = frozenset({"type", "text", "refusal", "cache_control"})


def read_request(body: bytes) -> Parsed:
    """The request, or `Unreadable`."""
    document = strict_object(body)
    model = document.get("model")
    if not isinstance(model, str) or not model:
        raise Unreadable("no-model")
    messages = _messages(document)
    wants_usage = include_usage(document)
    answers = choices(document)
    query = query_of(messages[-1])
    try:
        frame = _frame(document, messages, query)
    except orjson.JSONEncodeError:
        raise Unreadable("too-deep") from None
    request = CanonicalRequest(
        protocol="chat",
        model=model,
        frame=frame,
        query=query,
        exact_only="n" if answers != 1 else _exact_only(document, messages, query),
        stream=flag(document, "stream"),
        include_usage=wants_usage,
        temperature=temperature(document),
        said=query if query is not None else said_in(messages),
    )
    return Parsed(request, document, body)


def upstream_body(parsed: Parsed, ask_usage: bool) -> bytes:
    """The client's bytes, with `stream_options.include_usage` put in where it is wanted and missing."""
    return with_usage_asked(parsed) if ask_usage else parsed.body


def _messages(document: dict[str, Any]) -> list[dict[str, Any]]:
    messages = document.get("messages")
    if not isinstance(messages, list) or not messages:
        raise Unreadable("no-messages")
    for message in messages:
        if not isinstance(message, dict) or not isinstance(message.get("role"), str):
            raise Unreadable("bad-message")
    return messages


def _frame(document: dict[str, Any], messages: list[dict[str, Any]], query: str | None) -> bytes:
    """Canonical JSON of the document without its delivery fields.

    Where there is a query its place holds null and the whole stands in a list. No request is a list, so no request
    without a query has the frame of one with a query.
    """
    frame = {name: value for name, value in document.items() if name not in DELIVERY}
    if query is None:
        return canonical_json(frame)
    return canonical_json([frame | {"messages": without_query(messages)}])


def _exact_only(document: dict[str, Any], messages: list[dict[str, Any]], query: str | None) -> str | None:
    """Why only an exact repeat may be answered, the first reason found."""
    for name, value in document.items():
        if name in _EXACT_FIELDS:
            if value is not None and value != []:
                return _EXACT_FIELDS[name]
        elif name not in UNDERSTOOD:
            return f"unknown-field:{printable(name)}"
    if document.get("modalities") not in (None, ["text"]):
        return "audio"
    for message in messages:
        if reason := _message_reason(message):
            return reason
    last = messages[-1]
    if last["role"] != "user":
        return "last-not-user"
    if query is None:
        return "multi-part" if isinstance(last.get("content"), list) and last["content"] else "empty-query"
    return None if query.strip() else "empty-query"


def _message_reason(message: dict[str, Any]) -> str | None:
    if message["role"] not in _ROLES:
        return "tools" if message["role"] in ("tool", "function") else "unknown-role"
    for name, value in message.items():
        if name in _MESSAGE_EXACT_FIELDS:
            if value is not None and value != []:
                return _MESSAGE_EXACT_FIELDS[name]
        elif name not in _MESSAGE_FIELDS:
            return f"unknown-field:messages.{printable(name)}"
    content = message.get("content")
    if content is None or isinstance(content, str):
        return None
    if not isinstance(content, list):
        return "unknown-content"
    for part in content:
        if reason := _part_reason(part):
            return reason
    return None


def _part_reason(part: Any) -> str | None:
    kind = part.get("type") if isinstance(part, dict) else None
    if not isinstance(kind, str) or kind not in _PARTS:
        return "unknown-content"
    if _PARTS[kind] is not None:
        return _PARTS[kind]
    return None if part.keys() <= _TEXT_PART_FIELDS and isinstance(part.get(kind), str) else "unknown-content"
