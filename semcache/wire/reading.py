"""Fields that the protocols spell alike, read in one way."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import orjson

from semcache.wire.base import Parsed, Unreadable

_STREAM_OPTIONS = frozenset({"include_usage", "include_obfuscation"})


def with_usage_asked(parsed: Parsed) -> bytes:
    """The client's bytes, with `stream_options.include_usage` put in where a stream would count no tokens."""
    request, document = parsed.request, parsed.document
    if not request.stream or request.include_usage:
        return parsed.body
    if "stream_options" not in document:
        # Written before the last brace, everything else stays as the client wrote it.
        head = parsed.body.rstrip()[:-1]
        return head + b',"stream_options":{"include_usage":true}}'
    options = {**(document["stream_options"] or {}), "include_usage": True}
    return orjson.dumps({**document, "stream_options": options})


def flag(document: Mapping[str, Any], name: str) -> bool:
    """True or false; absent and null are false."""
    value = document.get(name)
    if value is not None and not isinstance(value, bool):
        raise Unreadable(f"bad-{name.replace('_', '-')}")
    return value is True


def include_usage(document: dict[str, Any]) -> bool:
    """Whether the client asked for a usage chunk at the end of its stream, as OpenAI spells it."""
    options = document.get("stream_options")
    if options is None:
        return False
    if not isinstance(options, dict):
        raise Unreadable("bad-stream-options")
    for name in options:
        if name not in _STREAM_OPTIONS:
            # It changes what a stream looks like in a way that a replay would not know of.
            raise Unreadable(f"unknown-field:stream_options.{printable(name)}")
    return flag(options, "include_usage")


def temperature(document: dict[str, Any]) -> float | None:
    """The temperature; None when the request leaves it to the model."""
    value = document.get("temperature")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Unreadable("bad-temperature")
    return float(value)


def choices(document: dict[str, Any]) -> int:
    """How many answers are asked for."""
    value = document.get("n")
    if value is None:
        return 1
    if type(value) is not int:
        raise Unreadable("bad-n")
    return value


def printable(name: str) -> str:
    """A client's own word, fit for a response header."""
    return re.sub(r"[^A-Za-z0-9_.-]", "?", name[:40])
