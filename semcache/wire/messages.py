"""Anthropic messages: `POST /v1/messages`."""

from __future__ import annotations

import orjson

from semcache.core.request import Answer, Completion
from semcache.wire import messages_answer, messages_request
from semcache.wire.base import MAX_ANSWER, Parsed, Wire
from semcache.wire.defects import read_body


class MessagesWire:
    """See `Wire` for what each method promises."""

    protocol = "messages"

    def read_request(self, body: bytes) -> Parsed:
        return messages_request.read_request(body)

    def upstream_body(self, parsed: Parsed, ask_usage: bool) -> bytes:
        return parsed.body  # a stream of messages always counts its tokens

    def read_json(self, status: int, body: bytes) -> Answer:
        return read_body(status, body, messages_answer.answer_of)

    def read_stream(self, status: int, limit: int = MAX_ANSWER) -> messages_answer.MessagesStream:
        return messages_answer.MessagesStream(status, limit)

    def replay_json(self, completion: Completion, id: str) -> bytes:
        return b'{"id":' + orjson.dumps(id) + b"," + completion.body[1:]

    def replay_stream(self, completion: Completion, id: str, include_usage: bool) -> list[bytes]:
        return messages_answer.replay_stream(completion, id)

    def answer_id(self, unique: str) -> str:
        return f"msg_{unique}"

    def error_body(self, message: str, type: str, code: str | None) -> bytes:
        return orjson.dumps({"type": "error", "error": {"type": type, "message": message}})


MESSAGES: Wire = MessagesWire()
