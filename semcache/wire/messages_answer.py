"""An Anthropic message that came back, whole or as a stream, and one that is given again."""

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
from semcache.wire.merge import Unmergeable
from semcache.wire.usage import usage_of

_FINISHED = {"end_turn": "stop", "stop_sequence": "stop", "max_tokens": "length"}
"""Why a message ended, in the words that all protocols share here; others keep their own."""
_KNOWN_BLOCKS = frozenset({"text", "thinking", "redacted_thinking"})
"""What an answer may hold without having called a tool."""
_GROWING = {
    "text_delta": "text",
    "thinking_delta": "thinking",
    "signature_delta": "signature",
    "input_json_delta": "partial_json",
}
_PIECE = 48


def answer_of(document: dict[str, Any], status: int, size: int) -> Answer:
    """The answer that this JSON object is."""
    usage = usage_of(document.get("usage"))
    defect = defect_of(status) or _defect(document)
    if defect is not None:
        return Answer(status, defect, None, size=size, usage=usage)
    model, reason, blocks = document.get("model"), document.get("stop_reason"), document["content"]
    body = {name: value for name, value in document.items() if name != "id"}
    return Answer(
        status=status,
        defect=None,
        completion=Completion("messages", model if isinstance(model, str) else "", kept_json(body), usage),
        finish_reasons=(_FINISHED.get(reason, reason) if isinstance(reason, str) else None,),
        refusal=reason == "refusal",
        tool_calls=any(block["type"] not in _KNOWN_BLOCKS for block in blocks),
        empty=not any(block["type"] == "text" and block["text"].strip() for block in blocks),
        size=size,
        usage=usage,
    )


def _defect(document: dict[str, Any]) -> str | None:
    if document.get("type") == "error" or document.get("error") is not None:
        return "error-object"
    if document.get("type") != "message":
        return "wrong-object"
    if document.get("role") != "assistant":
        return "bad-message"
    blocks = document.get("content")
    if not isinstance(blocks, list):
        return "bad-content"
    for block in blocks:
        if not isinstance(block, dict) or not isinstance(block.get("type"), str):
            return "bad-content"
        if block["type"] == "text" and not isinstance(block.get("text"), str):
            return "bad-content"
    return None


class MessagesStream(ChunkStream):
    """The reader of one stream."""

    ends_before_done = True

    def __init__(self, status: int, limit: int = MAX_ANSWER) -> None:
        super().__init__(status, limit)
        self._message: dict[str, Any] = {}
        self._blocks: list[dict[str, Any]] = []
        self._texts: dict[str, list[str]] = {}
        """What the open block's fields grow to."""
        self._is_open = False

    def forget(self) -> None:
        self._message, self._blocks, self._texts = {}, [], {}

    def counts(self, chunk: dict[str, Any]) -> bool:
        message = chunk.get("message")
        for holder in (message, chunk):
            if isinstance(holder, dict) and isinstance(said := holder.get("usage"), dict):
                known = {name: value for name, value in said.items() if value is not None}
                self.raw_usage = {**(self.raw_usage or {}), **known}
        return False

    def merge(self, chunk: dict[str, Any]) -> str | None:
        match chunk.get("type"):
            case "ping":
                return None
            case "message_start":
                message = chunk.get("message")
                if self._message or not isinstance(message, dict) or message.get("content") != []:
                    return "bad-message"
                self._message = message
                return None
            case _ if not self._message:
                return "bad-message"
            case "content_block_start":
                return self._begin_block(chunk)
            case "content_block_delta":
                return self._grow_block(chunk)
            case "content_block_stop":
                if not self._is_open or chunk.get("index") != len(self._blocks) - 1:
                    return "bad-index"
                self._end_block()
                return None
            case "message_delta":
                delta = chunk.get("delta")
                if self._is_open or not isinstance(delta, dict):
                    return "bad-message"
                self._message = {**self._message, **delta}
                return None
            case "message_stop":
                if self._is_open:
                    return "bad-message"
                self.done = True
                return None
            case _:
                return "unknown-event"

    def _begin_block(self, chunk: dict[str, Any]) -> str | None:
        block = chunk.get("content_block")
        if self._is_open or not isinstance(block, dict) or chunk.get("index") != len(self._blocks):
            return "bad-index"
        self._blocks.append(dict(block))
        self._is_open = True
        return None

    def _grow_block(self, chunk: dict[str, Any]) -> str | None:
        delta = chunk.get("delta")
        if not self._is_open or not isinstance(delta, dict) or chunk.get("index") != len(self._blocks) - 1:
            return "bad-index"
        name = _GROWING.get(str(delta.get("type")))
        if name is not None and isinstance(said := delta.get(name), str):
            self._texts.setdefault(name, []).append(said)
        elif delta.get("type") == "citations_delta" and "citation" in delta:
            cited = self._blocks[-1].get("citations")
            self._blocks[-1]["citations"] = [*(cited or []), delta["citation"]]
        else:
            raise Unmergeable(str(delta.get("type")))
        return None

    def _end_block(self) -> None:
        block = self._blocks[-1]
        for name, parts in self._texts.items():
            text = "".join(parts)
            if name != "partial_json":
                block[name] = str(block.get(name) or "") + text
            elif text:
                try:
                    block["input"] = orjson.loads(text)
                except orjson.JSONDecodeError:
                    raise Unmergeable(name) from None
        self._texts = {}
        self._is_open = False

    def assembled(self) -> Answer:
        document = {**self._message, "content": self._blocks, "usage": self.raw_usage}
        return replace(answer_of(document, self.status, self.size), streamed=True)


def replay_stream(completion: Completion, id: str) -> list[bytes]:
    """The message as events, its texts piece by piece."""
    document = orjson.loads(completion.body)
    blocks, usage = document.pop("content"), document.pop("usage", None) or {}
    ending = {name: document.get(name) for name in ("stop_reason", "stop_sequence")}
    start = {"id": id} | document | {"content": [], "stop_reason": None, "stop_sequence": None}
    start["usage"] = usage | {"output_tokens": 0} if usage else {"input_tokens": 0, "output_tokens": 0}
    events = [_event("message_start", {"message": start})]
    for index, block in enumerate(blocks):
        events += _block_events(index, block)
    events.append(_event("message_delta", {"delta": ending, "usage": usage or {"output_tokens": 0}}))
    return [*events, _event("message_stop", {})]


def _block_events(index: int, block: dict[str, Any]) -> Iterator[bytes]:
    grows = {name: block[name] for name in ("text", "thinking", "signature") if isinstance(block.get(name), str)}
    cited = block.get("citations") or []
    start = block | dict.fromkeys(grows, "")
    if cited:
        start["citations"] = []
    yield _event("content_block_start", {"index": index, "content_block": start})
    for citation in cited:
        yield _event(
            "content_block_delta", {"index": index, "delta": {"type": "citations_delta", "citation": citation}}
        )
    for name, text in grows.items():
        whole = name == "signature"
        for piece in [text] if whole else pieces(text, min(_PIECE, len(text) // 4 + 1)):
            yield _event("content_block_delta", {"index": index, "delta": {"type": f"{name}_delta", name: piece}})
    yield _event("content_block_stop", {"index": index})


def _event(type: str, said: dict[str, Any]) -> bytes:
    return b"event: " + type.encode() + b"\ndata: " + orjson.dumps({"type": type} | said) + b"\n\n"
