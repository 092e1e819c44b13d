"""What an answer says in words, whatever the protocol."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from semcache.core.request import Completion


def said_by(completion: Completion) -> str | None:
    """The answer's text; that of several choices in their order. None where it is not text alone."""
    try:
        document = orjson.loads(completion.body)
        found = list(_TEXTS[completion.protocol](document))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    texts = [text for text in found if isinstance(text, str)]
    return "\n\n".join(texts) if texts and len(texts) == len(found) else None


def _chat(document: Any) -> Iterator[object]:
    for choice in document["choices"]:
        yield choice["message"]["content"]


def _completions(document: Any) -> Iterator[object]:
    for choice in document["choices"]:
        yield choice["text"]


def _responses(document: Any) -> Iterator[object]:
    for item in document["output"]:
        if item["type"] == "message":
            for part in item["content"]:
                yield part["text"] if part["type"] == "output_text" else None
        elif item["type"] != "reasoning":
            yield None


def _messages(document: Any) -> Iterator[object]:
    for block in document["content"]:
        if block["type"] not in ("thinking", "redacted_thinking"):
            yield block["text"] if block["type"] == "text" else None


_TEXTS = {"chat": _chat, "completions": _completions, "responses": _responses, "messages": _messages}
