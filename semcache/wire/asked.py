"""What a request to an LLM says that matters for where it goes, and the bytes that go there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from semcache.core.prefix import BYTES_PER_TOKEN
from semcache.core.route import Need

_ANSWER_LIMITS = ("max_completion_tokens", "max_tokens", "max_output_tokens")
USUAL_ANSWER = 256
"""Tokens of an answer whose request names no limit, or a higher one: most answers are shorter than they may be."""
_TURNS = ("messages", "input")
_IMAGES = frozenset({"image_url", "input_image", "image"})
_JSON_FORMATS = frozenset({"json_object", "json_schema"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for a model, read as far as routing needs it."""

    model: str
    document: Mapping[str, Any]
    body: bytes
    stream: bool
    need: Need


def read_asked(body: bytes) -> Asked | None:
    """None for a body that names no model, or is no JSON object."""
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    model = document.get("model") if isinstance(document, dict) else None
    if not isinstance(model, str):
        return None
    return Asked(model, document, body, document.get("stream") is True, _need(document, len(body)))


def _need(document: Mapping[str, Any], size: int) -> Need:
    limits = (document.get(name) for name in _ANSWER_LIMITS)
    limit = next((n for n in limits if isinstance(n, int) and n >= 0), USUAL_ANSWER)
    return Need(
        prompt=size // BYTES_PER_TOKEN,
        completion=min(limit, USUAL_ANSWER),
        tools=bool(document.get("tools") or document.get("functions")),
        vision=any(part.get("type") in _IMAGES for part in _parts(document)),
        json=_wants_json(document),
    )


def _parts(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for name in _TURNS:
        turns = document.get(name)
        for turn in turns if isinstance(turns, list) else ():
            content = turn.get("content") if isinstance(turn, dict) else None
            yield from (part for part in content if isinstance(part, dict)) if isinstance(content, list) else ()


def _wants_json(document: Mapping[str, Any]) -> bool:
    format_ = document.get("response_format")
    text = document.get("text")  # where the responses protocol says it
    if isinstance(text, dict):
        format_ = format_ or text.get("format")
    return isinstance(format_, dict) and format_.get("type") in _JSON_FORMATS


def sent_body(asked: Asked, model: str, extra: Mapping[str, object]) -> bytes:
    """The client's own bytes; where another name of the model or more has to be said, that and nothing else differs.

    What is new comes first, so that a client's own value of the same name would win with most parsers: what must not
    be overruled is written out anew.
    """
    if model == asked.model and not extra:
        return asked.body
    if model == asked.model and asked.document.keys().isdisjoint(extra):
        start = asked.body.index(b"{") + 1
        return asked.body[:start] + orjson.dumps(extra)[1:-1] + b"," + asked.body[start:]
    return orjson.dumps({**asked.document, **extra, "model": model})
