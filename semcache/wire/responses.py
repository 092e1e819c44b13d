"""OpenAI responses: `POST /v1/responses`.

A response may be named by a later request (`previous_response_id`), so a stored one is given again under its own id:
a made-up one would be unknown upstream. What rests on the upstream's memory is not read at all.
"""

from __future__ import annotations

from typing import Any

import orjson

from semcache.core.request import Answer, CanonicalRequest, Completion, canonical_json
from semcache.wire import responses_answer
from semcache.wire.base import MAX_ANSWER, Parsed, Unreadable, Wire
from semcache.wire.defects import read_body
from semcache.wire.jsontext import strict_object
from semcache.wire.reading import flag, printable, temperature
from semcache.wire.turns import Turn, query_of, said_in, without_query

DELIVERY = frozenset({"stream", "stream_options"})
UNDERSTOOD = DELIVERY | {
    "include",
    "input",
    "instructions",
    "max_output_tokens",
    "metadata",
    "model",
    "parallel_tool_calls",
    "prompt_cache_key",
    "prompt_cache_retention",
    "reasoning",
    "safety_identifier",
    "service_tier",
    "store",
    "temperature",
    "text",
    "top_logprobs",
    "top_p",
    "truncation",
    "user",
}
"""Fields under which two wordings may share an answer, all of these being equal."""
_EXACT_FIELDS = {"tools": "tools", "tool_choice": "tools", "max_tool_calls": "tools", "prompt": "prompt"}
_STATEFUL = ("previous_response_id", "conversation", "background")
"""What the answer rests on is kept upstream, where nobody here can see it."""
_ROLES = frozenset({"system", "developer", "user", "assistant"})
_ITEM_FIELDS = frozenset({"type", "role", "content", "id", "status"})
_PARTS = {
    "input_text": None,
    "output_text": None,
    "refusal": None,
    "input_image": "images",
    "input_file": "files",
    "input_audio": "audio",
}
_TEXT_PART_FIELDS = frozenset({"type", "text", "refusal", "annotations", "logprobs"})


class ResponsesWire:
    """See `Wire` for what each method promises."""

    protocol = "responses"

    def read_request(self, body: bytes) -> Parsed:
        document = strict_object(body)
        model, asked = document.get("model"), document.get("input")
        if not isinstance(model, str) or not model:
            raise Unreadable("no-model")
        for name in _STATEFUL:
            if document.get(name) not in (None, False):
                raise Unreadable(f"stateful:{name.replace('_', '-')}")
        if not isinstance(asked, str | list) or not asked:
            raise Unreadable("no-input")
        if isinstance(asked, list) and not all(isinstance(item, dict) for item in asked):
            raise Unreadable("bad-input")
        query = asked if isinstance(asked, str) else _query(asked[-1])
        try:
            frame = _frame(document, query)
        except orjson.JSONEncodeError:
            raise Unreadable("too-deep") from None
        request = CanonicalRequest(
            protocol=self.protocol,
            model=model,
            frame=frame,
            query=query,
            exact_only=_exact_only(document, query),
            stream=flag(document, "stream"),
            include_usage=True,  # it is no event of its own here, and nothing is ever withheld
            temperature=temperature(document),
            said=query if query is not None else said_in(document["input"]),
        )
        return Parsed(request, document, body)

    def upstream_body(self, parsed: Parsed, ask_usage: bool) -> bytes:
        return parsed.body  # a streamed response always counts its tokens

    def read_json(self, status: int, body: bytes) -> Answer:
        return read_body(status, body, responses_answer.answer_of)

    def read_stream(self, status: int, limit: int = MAX_ANSWER) -> responses_answer.ResponsesStream:
        return responses_answer.ResponsesStream(status, limit)

    def replay_json(self, completion: Completion, id: str) -> bytes:
        return completion.body

    def replay_stream(self, completion: Completion, id: str, include_usage: bool) -> list[bytes]:
        return responses_answer.replay_stream(completion)

    def answer_id(self, unique: str) -> str:
        return f"resp_{unique}"

    def error_body(self, message: str, type: str, code: str | None) -> bytes:
        return orjson.dumps({"error": {"message": message, "type": type, "param": None, "code": code}})


RESPONSES: Wire = ResponsesWire()


def _query(last: Turn) -> str | None:
    return query_of(last, "input_text") if last.get("type", "message") == "message" else None


def _frame(document: dict[str, Any], query: str | None) -> bytes:
    """Canonical JSON without the delivery fields. Where there is a query its place holds null and the whole stands in
    a list: no request is a list."""
    frame = {name: value for name, value in document.items() if name not in DELIVERY}
    asked = frame["input"]
    if query is None:
        return canonical_json(frame)
    return canonical_json([frame | {"input": None if isinstance(asked, str) else without_query(asked)}])


def _exact_only(document: dict[str, Any], query: str | None) -> str | None:
    """Why only an exact repeat may be answered, the first reason found."""
    for name, value in document.items():
        if name in _EXACT_FIELDS:
            if value is not None and value != []:
                return _EXACT_FIELDS[name]
        elif name not in UNDERSTOOD:
            return f"unknown-field:{printable(name)}"
    asked = document["input"]
    for item in asked if isinstance(asked, list) else []:
        if (reason := _item_reason(item)) is not None:
            return reason
    if query is None:
        last = asked[-1]
        return "last-not-user" if last.get("role") != "user" else "multi-part" if last.get("content") else "empty-query"
    return None if query.strip() else "empty-query"


def _item_reason(item: dict[str, Any]) -> str | None:
    kind = item.get("type", "message")
    if kind == "reasoning":
        return None
    if kind != "message":
        return "tools"
    if item.get("role") not in _ROLES:
        return "unknown-role"
    if unknown := sorted(item.keys() - _ITEM_FIELDS):
        return f"unknown-field:input.{printable(unknown[0])}"
    content = item.get("content")
    if content is None or isinstance(content, str):
        return None
    for part in content if isinstance(content, list) else [None]:
        kind = part.get("type") if isinstance(part, dict) else None
        if not isinstance(part, dict) or not isinstance(kind, str) or kind not in _PARTS:
            return "unknown-content"
        if _PARTS[kind] is not None:
            return _PARTS[kind]
        if not part.keys() <= _TEXT_PART_FIELDS:
            return "unknown-content"
    return None
