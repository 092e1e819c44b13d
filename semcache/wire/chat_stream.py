"""A streamed chat completion, read as it passes and put together at its end."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from semcache.core.request import Answer, Usage
from semcache.wire.base import MAX_ANSWER, StreamEvent
from semcache.wire.chat_answer import answer_of, defect_of
from semcache.wire.jsontext import Unreadable, strict_object
from semcache.wire.merge import Unmergeable, merge_delta, merge_field, merge_logprobs, whole_message
from semcache.wire.sse import SseEvent, SseParser
from semcache.wire.usage import usage_of

_NOT_KEPT = frozenset({"id", "object", "choices", "usage", "obfuscation"})
"""Chunk fields that are set anew or are padding: OpenAI fills `obfuscation` to hide the tokens' lengths."""


class ChatStream:
    """The reader of one stream."""

    def __init__(self, status: int, limit: int = MAX_ANSWER) -> None:
        self.done = False
        self._status = status
        self._limit = limit
        self._sse = SseParser()
        self._size = 0
        self._defect = defect_of(status)
        self._usage: Any = None
        self._fields: dict[str, Any] = {"object": "chat.completion"}
        self._choices: dict[int, dict[str, Any]] = {}

    @property
    def rest(self) -> bytes:
        return self._sse.rest

    @property
    def usage(self) -> Usage | None:
        """What was billed, as far as the stream has said so."""
        return usage_of(self._usage)

    def feed(self, chunk: bytes) -> list[StreamEvent]:
        """The events that this chunk completes."""
        self._size += len(chunk)
        events = [StreamEvent(event.raw, self._read(event)) for event in self._sse.feed(chunk)]
        if self._size > self._limit or self._sse.overflowed:
            self._fail("oversized")
        return events

    def finish(self, cut: bool = False) -> Answer:
        """The answer put together, or its defect."""
        if cut or self.rest.strip():
            self._fail("cut")
        elif not self.done:
            self._fail("no-terminal-event")
        if self._defect is None:
            try:
                return replace(answer_of(self._document(), self._status, self._size), streamed=True)
            except Unmergeable:
                self._fail("unmergeable")
        return Answer(self._status, self._defect, None, size=self._size, usage=self.usage)

    def _fail(self, defect: str) -> None:
        """Keeps the first defect, and lets go of an answer that nobody will keep."""
        if self._defect is None:
            self._defect = defect
            self._choices.clear()

    def _read(self, event: SseEvent) -> bool:
        """Takes one event in; True when it holds the usage and nothing else."""
        if event.data is None:
            return False
        if event.damaged:
            self._fail("not-utf8")
        if self.done:
            self._fail("after-done")
        if event.data == "[DONE]":
            self.done = True
            return False
        try:
            chunk = strict_object(event.data.encode())
        except Unreadable as unreadable:
            self._fail(unreadable.reason)
            return False
        if isinstance(chunk.get("usage"), dict):
            self._usage = chunk["usage"]
        if event.event == "error" or chunk.get("error") is not None:
            self._fail("error-event")
        elif self._defect is None:
            try:
                self._merge(chunk)
            except Unmergeable:
                self._fail("unmergeable")
        return chunk.get("choices") == [] and isinstance(chunk.get("usage"), dict)

    def _merge(self, chunk: dict[str, Any]) -> None:
        choices = chunk.get("choices")
        # Azure begins with a chunk that has no choices and an empty `object`.
        if chunk.get("object") != "chat.completion.chunk" and not (chunk.get("object") == "" and choices == []):
            return self._fail("wrong-object")
        if not isinstance(choices, list):
            return self._fail("no-choices")
        for name, value in chunk.items():
            if name not in _NOT_KEPT:
                merge_field(self._fields, name, value)
        for part in choices:
            if not isinstance(part, dict):
                return self._fail("bad-choice")
            index = part.get("index")
            if type(index) is not int or index < 0:
                return self._fail("bad-index")
            choice = self._choices.get(index)
            if choice is None:
                choice = self._choices[index] = {"index": index, "message": {}, "finish_reason": None}
            if not self._merge_choice(choice, part):
                return None
        return None

    def _merge_choice(self, choice: dict[str, Any], part: dict[str, Any]) -> bool:
        """False when it failed."""
        delta = part.get("delta")
        if delta is not None and not isinstance(delta, dict):
            self._fail("bad-message")
            return False
        if delta:
            if choice["finish_reason"] is not None and any(delta.values()):
                self._fail("after-finish")
                return False
            merge_delta(choice["message"], delta)
        for name, value in part.items():
            if name == "logprobs":
                merge_logprobs(choice, value)
            elif name == "finish_reason":
                if value is not None and choice["finish_reason"] not in (None, value):
                    raise Unmergeable(name)
                merge_field(choice, name, value)
            elif name == "message":
                raise Unmergeable(name)
            elif name not in ("index", "delta"):
                merge_field(choice, name, value)
        return True

    def _document(self) -> dict[str, Any]:
        choices = [
            {**choice, "message": whole_message(choice["message"])} for _, choice in sorted(self._choices.items())
        ]
        return {**self._fields, "choices": choices, "usage": self._usage}
