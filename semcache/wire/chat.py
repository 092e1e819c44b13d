"""OpenAI chat completions: `POST /v1/chat/completions`."""

from __future__ import annotations

import orjson

from semcache.core.request import Answer, Completion
from semcache.wire import chat_answer, chat_replay, chat_request
from semcache.wire.base import MAX_ANSWER, Parsed, Wire
from semcache.wire.chat_stream import ChatStream
from semcache.wire.defects import read_body


class ChatWire:
    """See `Wire` for what each method promises."""

    protocol = "chat"

    def read_request(self, body: bytes) -> Parsed:
        return chat_request.read_request(body)

    def upstream_body(self, parsed: Parsed, ask_usage: bool) -> bytes:
        return chat_request.upstream_body(parsed, ask_usage)

    def read_json(self, status: int, body: bytes) -> Answer:
        return read_body(status, body, chat_answer.answer_of)

    def read_stream(self, status: int, limit: int = MAX_ANSWER) -> ChatStream:
        return ChatStream(status, limit)

    def replay_json(self, completion: Completion, id: str) -> bytes:
        return chat_replay.replay_json(completion, id)

    def replay_stream(self, completion: Completion, id: str, include_usage: bool) -> list[bytes]:
        return chat_replay.replay_stream(completion, id, include_usage)

    def answer_id(self, unique: str) -> str:
        return f"chatcmpl-{unique}"

    def error_body(self, message: str, type: str, code: str | None) -> bytes:
        return orjson.dumps({"error": {"message": message, "type": type, "param": None, "code": code}})


CHAT: Wire = ChatWire()
