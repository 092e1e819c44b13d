"""What the readers of streamed answers share: events in, the first defect kept, an answer at the end."""

from __future__ import annotations

from typing import Any

from semcache.core.request import Answer, Usage
from semcache.wire.base import StreamEvent
from semcache.wire.defects import defect_of
from semcache.wire.jsontext import Unreadable, strict_object
from semcache.wire.merge import Unmergeable
from semcache.wire.sse import SseEvent, SseParser
from semcache.wire.usage import usage_of


class ChunkStream:
    """Reads one stream. A protocol says what its chunks add up to, in `merge` and `assembled`; both may raise
    Unmergeable."""

    def __init__(self, status: int, limit: int) -> None:
        self.done = False
        self.status = status
        self.size = 0
        self.raw_usage: dict[str, Any] | None = None
        self._limit = limit
        self._sse = SseParser()
        self._defect = defect_of(status)

    def merge(self, chunk: dict[str, Any]) -> str | None:
        """Takes one chunk in; returns what is wrong with it, or None."""
        raise NotImplementedError

    def assembled(self) -> Answer:
        """The whole answer."""
        raise NotImplementedError

    def forget(self) -> None:
        """Lets go of what was merged."""
        raise NotImplementedError

    def counts(self, chunk: dict[str, Any]) -> bool:
        """Takes the token counts out of a chunk; True for one that is there only because they were asked for."""
        if isinstance(chunk.get("usage"), dict):
            self.raw_usage = chunk["usage"]
            return chunk.get("choices") == []
        return False

    @property
    def rest(self) -> bytes:
        return self._sse.rest

    @property
    def usage(self) -> Usage | None:
        return usage_of(self.raw_usage)

    def feed(self, chunk: bytes) -> list[StreamEvent]:
        self.size += len(chunk)
        events = [StreamEvent(event.raw, self._read(event)) for event in self._sse.feed(chunk)]
        if self.size > self._limit or self._sse.overflowed:
            self.fail("oversized")
        return events

    def finish(self, cut: bool = False) -> Answer:
        if cut or self.rest.strip():
            self.fail("cut")
        elif not self.done:
            self.fail("no-terminal-event")
        if self._defect is None:
            try:
                return self.assembled()
            except Unmergeable:
                self.fail("unmergeable")
        return Answer(self.status, self._defect, None, size=self.size, usage=self.usage)

    def fail(self, defect: str) -> None:
        """Keeps the first defect, and lets go of an answer that nobody will keep."""
        if self._defect is None:
            self._defect = defect
            self.forget()

    def _read(self, event: SseEvent) -> bool:
        if event.data is None:
            return False
        if event.damaged:
            self.fail("not-utf8")
        if event.data == "[DONE]":
            if self.done and not self.ends_before_done:
                self.fail("after-done")
            self.done = self.done or not self.ends_before_done
            return False
        if self.done:
            self.fail("after-done")
        try:
            chunk = strict_object(event.data.encode())
        except Unreadable as unreadable:
            self.fail(unreadable.reason)
            return False
        usage_only = self.counts(chunk)
        if event.event == "error" or chunk.get("type") == "error" or chunk.get("error") is not None:
            self.fail("error-event")
        elif self._defect is None:
            try:
                if (defect := self.merge(chunk)) is not None:
                    self.fail(defect)
            except Unmergeable:
                self.fail("unmergeable")
        return usage_only

    ends_before_done = False
    """The protocol has a terminal event of its own, after which some servers still say [DONE]."""
