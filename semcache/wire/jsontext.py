"""JSON that every parser reads the same way, or none at all.

A key built from one reading of a text, and an answer made from another, is how a cache gives somebody the wrong
answer: a repeated key, an integer beyond 64 bits and half a surrogate pair are each read differently by different
parsers. They are refused here, and the caller passes the bytes on unread.
"""

from __future__ import annotations

import json
from typing import Any

import orjson

from semcache.errors import SemcacheError


class Unreadable(SemcacheError):
    """The bytes cannot be understood without a guess; `reason` is one word for headers and the ledger."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def strict_json(text: bytes) -> Any:
    """The value of a JSON text, or `Unreadable`: "not-json", "duplicate-key", "number-range" or "too-deep"."""
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise Unreadable("not-json") from None
    try:
        # A text that comes out of its own value byte for byte has nothing hidden in it. Clients that write compact
        # JSON (the openai packages, JSON.stringify) end here, at a third of the cost of the second parser below.
        if orjson.dumps(value) == text:
            return value
    except orjson.JSONEncodeError:
        raise Unreadable("too-deep") from None
    try:
        return _DECODER.decode(text.decode())
    except RecursionError:
        raise Unreadable("too-deep") from None
    except ValueError:
        raise Unreadable("not-json") from None


def strict_object(text: bytes) -> dict[str, Any]:
    """Like `strict_json`, and "not-an-object" for any other value."""
    value = strict_json(text)
    if not isinstance(value, dict):
        raise Unreadable("not-an-object")
    return value


def kept_json(value: Any) -> bytes:
    """JSON that stays in memory: the bytes that orjson hands out take up 4 KiB, however few they are."""
    return bytes(memoryview(orjson.dumps(value)))


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Unreadable("duplicate-key")
    return found


def _integer(digits: str) -> int:
    # 20 characters hold every 64-bit integer; longer ones are not handed to int(), which is quadratic.
    if len(digits) > 20 or not -(2**63) <= (number := int(digits)) < 2**64:
        raise Unreadable("number-range")
    return number


_DECODER = json.JSONDecoder(object_pairs_hook=_distinct, parse_int=_integer)
