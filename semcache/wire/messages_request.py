"""An Anthropic messages request, split into what must be equal and the text that may differ."""

from __future__ import annotations

from typing import Any

import orjson

from semcache.core.request import CanonicalRequest, canonical_json
from semcache.wire.base import Parsed, Unreadable
from semcache.wire.jsontext import strict_object
from semcache.wire.reading import flag, printable, temperature
from semcache.wire.turns import query_of, said_in, without_query

UNDERSTOOD = frozenset(
    {
        "max_tokens",
        "messages",
        "metadata",
        "model",
        "service_tier",
        "stop_sequences",
        "stream",
        "system",
        "temperature",
        "thinking",
        "top_k",
        "top_p",
    }
)
"""Fields under which two wordings may share an answer, all of these being equal."""
_EXACT_FIELDS = {
    "tools": "tools",
    "tool_choice": "tools",
    "mcp_servers": "tools",
    "container": "tools",
}
_BLOCKS = {
    "text": None,
    "thinking": None,
    "redacted_thinking": None,
    "image": "images",
    "document": "files",
    "search_result": "files",
    "tool_use": "tools",
    "tool_result": "tools",
    "server_tool_use": "tools",
    "web_search_tool_result": "tools",
}
_TEXT_FIELDS = frozenset({"type", "text", "cache_control"})


def read_request(body: bytes) -> Parsed:
    """The request, or `Unreadable`."""
    document = strict_object(body)
    model, messages = document.get("model"), document.get("messages")
    if not isinstance(model, str) or not model:
        raise Unreadable("no-model")
    if not isinstance(messages, list) or not messages:
        raise Unreadable("no-messages")
    for message in messages:
        if not isinstance(message, dict) or not isinstance(message.get("role"), str):
            raise Unreadable("bad-message")
    query = query_of(messages[-1])
    try:
        frame = _frame(document, messages, query)
    except orjson.JSONEncodeError:
        raise Unreadable("too-deep") from None
    request = CanonicalRequest(
        protocol="messages",
        model=model,
        frame=frame,
        query=query,
        exact_only=_exact_only(document, messages, query),
        stream=flag(document, "stream"),
        include_usage=True,  # it is no event of its own here, and nothing is ever withheld
        temperature=temperature(document),
        said=query if query is not None else said_in(messages),
    )
    return Parsed(request, document, body)


def _frame(document: dict[str, Any], messages: list[dict[str, Any]], query: str | None) -> bytes:
    """Canonical JSON without `stream`. Where there is a query its place holds null and the whole stands in a list: no
    request is a list."""
    frame = {name: value for name, value in document.items() if name != "stream"}
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
    if (reason := _content_reason(document.get("system"))) is not None:
        return reason
    for message in messages:
        if message["role"] not in ("user", "assistant"):
            return "unknown-role"
        if unknown := sorted(message.keys() - {"role", "content"}):
            return f"unknown-field:messages.{printable(unknown[0])}"
        if (reason := _content_reason(message.get("content"))) is not None:
            return reason
    if messages[-1]["role"] != "user":
        return "last-not-user"
    if query is None:
        return "multi-part" if messages[-1].get("content") else "empty-query"
    return None if query.strip() else "empty-query"


def _content_reason(content: Any) -> str | None:
    if content is None or isinstance(content, str):
        return None
    for block in content if isinstance(content, list) else [None]:
        kind = block.get("type") if isinstance(block, dict) else None
        if not isinstance(block, dict) or not isinstance(kind, str) or kind not in _BLOCKS:
            return "unknown-content"
        if _BLOCKS[kind] is not None:
            return _BLOCKS[kind]
        if kind == "text" and not (block.keys() <= _TEXT_FIELDS and isinstance(block.get("text"), str)):
            return "unknown-content"
    return None
