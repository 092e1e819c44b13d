"""What was asked and what was answered, free of the protocol that carried it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import orjson


def canonical_json(value: Any) -> bytes:
    """The one JSON text for this value: keys sorted, no spaces, UTF-8. Equal values give equal bytes."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def digest(value: Any) -> str:
    """SHA-256, in hex, over the canonical JSON of the value."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


@dataclass(frozen=True, slots=True)
class CanonicalRequest:
    """A request, split into what must be equal and the text that may differ."""

    protocol: str
    """Which wire module read it: "chat", "completions", ..."""
    model: str
    frame: bytes
    """Canonical JSON of the whole request, the query blanked out. Only how the answer is delivered
    (stream, stream_options) is left out of it."""
    query: str | None
    """The last user text. None when the request has no single such text; then `frame` holds everything."""
    exact_only: str | None
    """Why this request may be answered by the exact tier alone, or None: "tools", "images", "n", ..."""
    stream: bool
    include_usage: bool
    """A streamed answer ends with a usage chunk because the client asked for one."""
    temperature: float | None
    said: str = ""
    """All that the user's last message says, also where it is no query: to tell what it asks about."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the upstream counted them. `cached` and `cache_write` are parts of `prompt`, `cache_write_1h` of
    `cache_write`, `reasoning` of `completion`."""

    prompt: int
    completion: int
    cached: int = 0
    cache_write: int = 0
    reasoning: int = 0
    cache_write_1h: int = 0
    """Written to be kept for an hour, which Anthropic charges more for than for five minutes."""


@dataclass(frozen=True, slots=True)
class Completion:
    """A whole answer, as the JSON object its protocol would send to a client that does not stream."""

    protocol: str
    model: str
    """The model that the answer names, which may be more exact than the one asked for."""
    body: bytes
    """The JSON object without its `id`, keys in the upstream's order."""
    usage: Usage | None
    """None when the upstream never said; then `body` has no usage either."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back from upstream, as the facts that decide whether it may be kept."""

    status: int
    defect: str | None
    """Why it could not be read as one whole answer: "not-json", "cut", "no-terminal-event", ..., or None."""
    completion: Completion | None
    """None when `defect` is set."""
    finish_reasons: tuple[str | None, ...] = ()
    """One a choice, in the choices' order."""
    refusal: bool = False
    tool_calls: bool = False
    empty: bool = False
    """Some choice has no text."""
    size: int = 0
    """Bytes received."""
    usage: Usage | None = None
    """Also of an answer that is not kept: it was billed all the same."""
    streamed: bool = False
    """It came as a stream of events."""
