"""What each protocol provides: bytes to core values and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from semcache.core.request import Answer, CanonicalRequest, Completion, Usage
from semcache.wire.jsontext import Unreadable

__all__ = ["MAX_ANSWER", "Parsed", "StreamEvent", "StreamReader", "Unreadable", "Wire"]

MAX_ANSWER = 4 << 20
"""Bytes of a streamed answer that a reader keeps by default; a larger one still flows, and is not kept."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A request that was understood."""

    request: CanonicalRequest
    document: dict[str, Any]
    """The whole JSON object, for policies to look at. Not to be changed."""
    body: bytes
    """The bytes that the client sent."""


@dataclass(frozen=True, slots=True)
class StreamEvent:
    """Whole events' bytes on their way to the client."""

    raw: bytes
    usage_only: bool
    """The chunk that is there only because a usage chunk was asked for; clients that did not ask never see it."""


class StreamReader(Protocol):
    """Reads one streamed answer as it passes.

    - The `raw` of all events, and `rest` after them, are the bytes fed.
    - Nothing it is fed makes it raise: the first thing wrong is the answer's defect.
    """

    @property
    def rest(self) -> bytes:
        """Bytes of an unfinished event, to be forwarded when the upstream ends."""
        ...

    @property
    def done(self) -> bool:
        """The protocol's terminal event was seen."""
        ...

    @property
    def usage(self) -> Usage | None:
        """What was billed, as far as the stream has said so; also of an answer that is not kept."""
        ...

    def feed(self, chunk: bytes) -> list[StreamEvent]: ...

    def finish(self, cut: bool = False) -> Answer:
        """The whole answer, or what is wrong with it; `cut` says that the upstream broke off."""
        ...


class Wire(Protocol):
    """One protocol. Pure: the same bytes give the same values."""

    @property
    def protocol(self) -> str: ...

    def read_request(self, body: bytes) -> Parsed:
        """What the client asks; `Unreadable` when that takes a guess, and the bytes are then passed on unread."""
        ...

    def upstream_body(self, parsed: Parsed, ask_usage: bool) -> bytes:
        """The bytes to send on: the client's own, with a usage chunk asked for where a stream would have none."""
        ...

    def read_json(self, status: int, body: bytes) -> Answer: ...

    def read_stream(self, status: int, limit: int = MAX_ANSWER) -> StreamReader:
        """A reader for one streamed answer; beyond `limit` bytes the answer is "oversized"."""
        ...

    def replay_json(self, completion: Completion, id: str) -> bytes: ...

    def replay_stream(self, completion: Completion, id: str, include_usage: bool) -> list[bytes]:
        """Complete events, the terminal one last."""
        ...

    def answer_id(self, unique: str) -> str:
        """An answer's id as this protocol writes them."""
        ...

    def error_body(self, message: str, type: str, code: str | None) -> bytes:
        """An error as this protocol's clients know it."""
        ...
