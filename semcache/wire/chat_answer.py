"""A chat completion that came back, reduced to the facts that decide whether it may be kept."""

from __future__ import annotations

from typing import Any

from semcache.core.request import Answer, Completion
from semcache.wire.defects import defect_of
from semcache.wire.jsontext import kept_json
from semcache.wire.usage import usage_of


def answer_of(document: dict[str, Any], status: int, size: int) -> Answer:
    """The answer that this JSON object is."""
    usage = usage_of(document.get("usage"))
    defect = defect_of(status) or _defect(document)
    if defect is not None:
        return Answer(status, defect, None, size=size, usage=usage)
    choices = document["choices"]
    messages = [choice["message"] for choice in choices]
    model = document.get("model")
    body = {name: value for name, value in document.items() if name != "id"}
    if body.get("usage") is None:
        body.pop("usage", None)
    return Answer(
        status=status,
        defect=None,
        completion=Completion("chat", model if isinstance(model, str) else "", kept_json(body), usage),
        finish_reasons=tuple(_finish_reason(choice) for choice in choices),
        refusal=any(message.get("refusal") for message in messages),
        tool_calls=any(message.get("tool_calls") or message.get("function_call") for message in messages),
        empty=any(not (message.get("content") or "").strip() for message in messages),
        size=size,
        usage=usage,
    )


def _defect(document: dict[str, Any]) -> str | None:
    if document.get("error") is not None:
        return "error-object"
    if document.get("object") != "chat.completion":
        return "wrong-object"
    choices = document.get("choices")
    if not isinstance(choices, list) or not choices:
        return "no-choices"
    for index, choice in enumerate(choices):
        if not isinstance(choice, dict):
            return "bad-choice"
        # A stream is put together in the order of the indexes, so only that order survives both ways of delivery.
        if type(choice.get("index")) is not int or choice["index"] != index:
            return "bad-index"
        message = choice.get("message")
        if not isinstance(message, dict) or message.get("role") != "assistant":
            return "bad-message"
        if "content" not in message or not isinstance(message["content"], str | None):
            return "bad-content"
    return None


def _finish_reason(choice: dict[str, Any]) -> str | None:
    reason = choice.get("finish_reason")
    return reason if isinstance(reason, str) else None
