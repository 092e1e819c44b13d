"""A streamed chat completion, read as it passes and put together at its end."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from semcache.core.request import Answer
from semcache.wire.base import MAX_ANSWER
from semcache.wire.chat_answer import answer_of
from semcache.wire.chunks import ChunkStream
from semcache.wire.merge import Unmergeable, merge_delta, merge_field, merge_logprobs, whole_message

_NOT_KEPT = frozenset({"id", "object", "choices", "usage", "obfuscation"})
"""Chunk fields that are set anew or are padding: OpenAI fills `obfuscation` to hide the tokens' lengths."""


class ChatStream(ChunkStream):
    """The reader of one stream."""

    def __init__(self, status: int, limit: int = MAX_ANSWER) -> None:
        super().__init__(status, limit)
        self._fields: dict[str, Any] = {"object": "chat.completion"}
        self._choices: dict[int, dict[str, Any]] = {}

    def forget(self) -> None:
        self._choices.clear()

    def merge(self, chunk: dict[str, Any]) -> str | None:
        choices = chunk.get("choices")
        # Azure begins with a chunk that has no choices and an empty `object`.
        if chunk.get("object") != "chat.completion.chunk" and not (chunk.get("object") == "" and choices == []):
            return "wrong-object"
        if not isinstance(choices, list):
            return "no-choices"
        for name, value in chunk.items():
            if name not in _NOT_KEPT:
                merge_field(self._fields, name, value)
        for part in choices:
            if not isinstance(part, dict):
                return "bad-choice"
            index = part.get("index")
            if type(index) is not int or index < 0:
                return "bad-index"
            choice = self._choices.get(index)
            if choice is None:
                choice = self._choices[index] = {"index": index, "message": {}, "finish_reason": None}
            if (defect := _merge_choice(choice, part)) is not None:
                return defect
        return None

    def assembled(self) -> Answer:
        choices = [
            {**choice, "message": whole_message(choice["message"])} for _, choice in sorted(self._choices.items())
        ]
        document = {**self._fields, "choices": choices, "usage": self.raw_usage}
        return replace(answer_of(document, self.status, self.size), streamed=True)


def _merge_choice(choice: dict[str, Any], part: dict[str, Any]) -> str | None:
    """What is wrong with the part, or None."""
    delta = part.get("delta")
    if delta is not None and not isinstance(delta, dict):
        return "bad-message"
    if delta:
        if choice["finish_reason"] is not None and any(delta.values()):
            return "after-finish"
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
    return None
