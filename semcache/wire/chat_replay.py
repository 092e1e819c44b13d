"""A kept chat completion, given again as JSON or as a stream."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

import orjson

from semcache.core.request import Completion
from semcache.wire.merge import TEXTS

DONE = b"data: [DONE]\n\n"
_PIECE = 48
"""Characters of text in a chunk at most, about eight words: few enough to be a stream, so many that a hit stays
cheap. A short text comes in four pieces all the same, as clients that show progress expect."""
_EVERY_CHUNK = ("created", "model", "service_tier", "system_fingerprint")


def replay_json(completion: Completion, id: str) -> bytes:
    """The JSON answer under a new id."""
    return b'{"id":' + orjson.dumps(id) + b"," + completion.body[1:]


def replay_stream(completion: Completion, id: str, include_usage: bool) -> list[bytes]:
    """The answer as events: the role and all short fields, the texts piece by piece, the end, usage, `[DONE]`."""
    document = orjson.loads(completion.body)
    choices, usage = document.pop("choices"), document.pop("usage", None)
    fields = {"id": id, "object": "chat.completion.chunk"}
    fields |= {name: document.pop(name) for name in _EVERY_CHUNK if name in document}
    del document["object"]
    tail = b',"usage":null}\n\n' if include_usage else b"}\n\n"
    head = b"data: " + orjson.dumps(fields)[:-1] + b',"choices":['
    # Fields that only this upstream knows come once, so that nobody has to wonder how to add them up.
    first = b"data: " + orjson.dumps(fields | document)[:-1] + b',"choices":['
    events: list[bytes] = []
    for choice in choices:
        for part in _parts(choice):
            events.append((head if events else first) + part + b"]" + tail)
    if include_usage and usage is not None:
        events.append(head + b'],"usage":' + orjson.dumps(usage) + b"}\n\n")
    events.append(DONE)
    return events


def _parts(choice: dict[str, Any]) -> Iterator[bytes]:
    """One choice, cut into the `choices` members of chunks."""
    message = choice["message"]
    index = b'{"index":' + orjson.dumps(choice["index"])
    grows = [name for name, value in message.items() if name in TEXTS and isinstance(value, str)]
    grows.sort(key=lambda name: name == "content")  # reasoning comes before what it led to
    delta = message | dict.fromkeys(grows, "")
    if isinstance(message.get("tool_calls"), list):
        delta["tool_calls"] = [{"index": place, **call} for place, call in enumerate(message["tool_calls"])]
    known = {name: value for name, value in choice.items() if name != "message"}
    yield orjson.dumps({"index": choice["index"], "delta": delta} | known | {"finish_reason": None})
    for name in grows:
        for piece in pieces(message[name], min(_PIECE, len(message[name]) // 4 + 1)):
            yield index + b',"delta":{"' + name.encode() + b'":' + orjson.dumps(piece) + b'},"finish_reason":null}'
    yield index + b',"delta":{},"finish_reason":' + orjson.dumps(choice.get("finish_reason")) + b"}"


def pieces(text: str, size: int = _PIECE) -> Iterator[str]:
    """The text cut after spaces where it has some, and never inside what a reader sees as one character."""
    start, end = 0, len(text)
    plain = text.isascii() and "\r" not in text
    while end - start > size:
        cut = text.rfind(" ", start, start + size) + 1 or start + size
        while not plain and cut < end and _joins(text[cut - 1], text[cut]):
            cut += 1
        yield text[start:cut]
        start = cut
    if start < end:
        yield text[start:]


def _joins(left: str, right: str) -> bool:
    """Two code points that belong to one visible character (the common cases of UAX 29)."""
    return (
        unicodedata.category(right) in ("Mn", "Mc", "Me", "Cf")
        or left == "\u200d"
        or (left == "\r" and right == "\n")
        or "\U0001f3fb" <= right <= "\U0001f3ff"
        or ("\U0001f1e6" <= left <= "\U0001f1ff" and "\U0001f1e6" <= right <= "\U0001f1ff")
        or "\u1160" <= right <= "\u11ff"
    )
