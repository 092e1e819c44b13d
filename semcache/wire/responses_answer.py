"""A response that came back, whole or as a stream, and one that is given again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import orjson

from semcache.core.request import Answer, Completion
from semcache.wire.base import MAX_ANSWER
from semcache.wire.chat_replay import pieces
from semcache.wire.chunks import ChunkStream
from semcache.wire.defects import defect_of
from semcache.wire.jsontext import kept_json
from semcache.wire.usage import usage_of

_CUT_SHORT = {"max_output_tokens": "length"}
_SPOKEN = frozenset({"message", "reasoning"})
"""Items of an output that called no tool."""
_ENDS = frozenset({"response.completed", "response.incomplete", "response.failed"})
_PIECE = 48


def answer_of(document: dict[str, Any], status: int, size: int) -> Answer:
    """The answer that this JSON object is."""
    usage = usage_of(document.get("usage"))
    defect = defect_of(status) or _defect(document)
    if defect is not None:
        return Answer(status, defect, None, size=size, usage=usage)
    model, items = document.get("model"), document["output"]
    parts = [part for item in items if item.get("type") == "message" for part in item["content"]]
    return Answer(
        status=status,
        defect=None,
        completion=Completion("responses", model if isinstance(model, str) else "", kept_json(document), usage),
        finish_reasons=(_finish_reason(document),),
        refusal=any(part.get("type") == "refusal" for part in parts),
        tool_calls=any(item.get("type") not in _SPOKEN for item in items),
        empty=not any(isinstance(part.get("text"), str) and part["text"].strip() for part in parts),
        size=size,
        usage=usage,
    )


def _defect(document: dict[str, Any]) -> str | None:
    if document.get("error") is not None:
        return "error-object"
    if document.get("object") != "response":
        return "wrong-object"
    if document.get("status") not in ("completed", "incomplete"):
        return f"status-{document.get('status')}" if document.get("status") in _UNFINISHED else "bad-status"
    if not isinstance(document.get("output"), list):
        return "bad-content"
    for item in document["output"]:
        if not isinstance(item, dict) or not isinstance(item.get("type"), str):
            return "bad-content"
        if item["type"] != "message":
            continue
        if item.get("role") != "assistant" or not isinstance(item.get("content"), list):
            return "bad-message"
        if not all(isinstance(part, dict) for part in item["content"]):
            return "bad-content"
    return None


_UNFINISHED = ("queued", "in_progress", "failed", "cancelled")


def _finish_reason(document: dict[str, Any]) -> str | None:
    if document["status"] == "completed":
        return "stop"
    details = document.get("incomplete_details")
    reason = details.get("reason") if isinstance(details, dict) else None
    return _CUT_SHORT.get(reason, reason) if isinstance(reason, str) else None


class ResponsesStream(ChunkStream):
    """The reader of one stream. Its last event holds the whole response; the pieces before it must say the same."""

    ends_before_done = True

    def __init__(self, status: int, limit: int = MAX_ANSWER) -> None:
        super().__init__(status, limit)
        self._response: dict[str, Any] = {}
        self._texts: dict[tuple[int, int], list[str]] = {}

    def forget(self) -> None:
        self._response, self._texts = {}, {}

    def counts(self, chunk: dict[str, Any]) -> bool:
        response = chunk.get("response")
        if isinstance(response, dict) and isinstance(response.get("usage"), dict):
            self.raw_usage = response["usage"]
        return False

    def merge(self, chunk: dict[str, Any]) -> str | None:
        kind = chunk.get("type")
        if not isinstance(kind, str) or not kind.startswith("response."):
            return "unknown-event"
        if kind == "response.output_text.delta":
            place = (chunk.get("output_index"), chunk.get("content_index"))
            if not all(type(index) is int for index in place) or not isinstance(chunk.get("delta"), str):
                return "bad-index"
            self._texts.setdefault(place, []).append(chunk["delta"])  # type: ignore[arg-type]
        elif kind in _ENDS:
            if not isinstance(chunk.get("response"), dict):
                return "bad-message"
            self._response, self.done = chunk["response"], True
        return None

    def assembled(self) -> Answer:
        answer = answer_of(self._response, self.status, self.size)
        if answer.defect is None and not self._agrees():
            return Answer(self.status, "unmergeable", None, size=self.size, usage=self.usage)
        return replace(answer, streamed=True)

    def _agrees(self) -> bool:
        """Whether the clients who read along saw the text that is kept."""
        for (output, content), parts in self._texts.items():
            try:
                said = self._response["output"][output]["content"][content].get("text")
            except (IndexError, KeyError, TypeError, AttributeError):
                return False
            if said != "".join(parts):
                return False
        return True


def replay_stream(completion: Completion) -> list[bytes]:
    """The response as events, its texts piece by piece, the whole at the end."""
    document = orjson.loads(completion.body)
    begun = document | {"status": "in_progress", "output": [], "usage": None}
    events: list[dict[str, Any]] = [
        {"type": "response.created", "response": begun},
        {"type": "response.in_progress", "response": begun},
    ]
    for index, item in enumerate(document["output"]):
        events += _item_events(index, item)
    ending = "completed" if document["status"] == "completed" else "incomplete"
    events.append({"type": f"response.{ending}", "response": document})
    return [_event(number, said) for number, said in enumerate(events)]


def _item_events(index: int, item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    at = {"item_id": item.get("id", ""), "output_index": index}
    is_message = item["type"] == "message"
    begun = item | {"status": "in_progress", "content": []} if is_message else item
    yield {"type": "response.output_item.added", "output_index": index, "item": begun}
    for place, part in enumerate(item["content"] if is_message else []):
        here = at | {"content_index": place}
        text = part.get("text") if part.get("type") == "output_text" else None
        empty = part | {"text": ""} if text is not None else part
        yield {"type": "response.content_part.added", **here, "part": empty}
        if isinstance(text, str):
            for piece in pieces(text, min(_PIECE, len(text) // 4 + 1)):
                yield {"type": "response.output_text.delta", **here, "delta": piece, "logprobs": []}
            yield {"type": "response.output_text.done", **here, "text": text, "logprobs": []}
        yield {"type": "response.content_part.done", **here, "part": part}
    yield {"type": "response.output_item.done", "output_index": index, "item": item}


def _event(number: int, said: dict[str, Any]) -> bytes:
    type = str(said["type"]).encode()
    return b"event: " + type + b"\ndata: " + orjson.dumps(said | {"sequence_number": number}) + b"\n\n"
