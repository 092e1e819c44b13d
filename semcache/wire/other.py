"""Protocols that are only passed through: nothing is kept, what they cost is still read."""

from __future__ import annotations

from typing import Any

import orjson

from semcache.core.request import Answer, CanonicalRequest, Usage
from semcache.wire.base import StreamEvent
from semcache.wire.sse import SseParser
from semcache.wire.usage import read_usage, usage_of


def opaque_request(protocol: str, body: bytes, model: str = "") -> CanonicalRequest:
    """A request that nobody reads, for the books alone. It must not be looked up."""
    return CanonicalRequest(
        protocol=protocol,
        model=model,
        frame=body,
        query=None,
        exact_only="not-read",
        stream=False,
        include_usage=True,  # whatever comes back is forwarded whole
        temperature=None,
    )


class OpaqueStream:
    """Forwards a stream, watching for token counts. They may come in parts: Anthropic's message_start counts the
    prompt, its message_delta the completion."""

    def __init__(self, status: int) -> None:
        self.done = False
        self._status = status
        self._sse = SseParser()
        self._size = 0
        self._counts: dict[str, Any] = {}

    @property
    def usage(self) -> Usage | None:
        return usage_of(self._counts)

    @property
    def rest(self) -> bytes:
        return self._sse.rest

    def feed(self, chunk: bytes) -> list[StreamEvent]:
        self._size += len(chunk)
        events = self._sse.feed(chunk)
        for event in events:
            if event.data is not None and '"usage"' in event.data:
                self._count(event.data)
        return [StreamEvent(event.raw, usage_only=False) for event in events]

    def _count(self, data: str) -> None:
        try:
            document = orjson.loads(data)
        except orjson.JSONDecodeError:
            return
        if not isinstance(document, dict):
            return
        for holder in (document, document.get("response"), document.get("message")):
            if isinstance(holder, dict) and isinstance(holder.get("usage"), dict):
                self._counts.update({k: v for k, v in holder["usage"].items() if v is not None})

    def finish(self, cut: bool = False) -> Answer:
        return Answer(self._status, "not-read", None, size=self._size, usage=self.usage)


def read_opaque(status: int, body: bytes) -> Answer:
    """A JSON answer's usage, and nothing else of it."""
    return Answer(status, "not-read", None, size=len(body), usage=read_usage(body))


def model_of(body: bytes) -> str:
    """The model that a JSON request names, or ""; for the books alone."""
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError:
        return ""
    model = document.get("model") if isinstance(document, dict) else None
    return model if isinstance(model, str) else ""
