"""OpenAI completions, the older protocol: `POST /v1/completions`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import orjson

from semcache.core.request import Answer, CanonicalRequest, Completion, canonical_json
from semcache.wire.base import MAX_ANSWER, Parsed, Unreadable, Wire
from semcache.wire.chat_replay import DONE, pieces
from semcache.wire.chunks import ChunkStream
from semcache.wire.defects import defect_of, read_body
from semcache.wire.jsontext import kept_json, strict_object
from semcache.wire.merge import Unmergeable, merge_field, merge_logprobs
from semcache.wire.reading import choices, flag, include_usage, printable, temperature, with_usage_asked
from semcache.wire.usage import usage_of

DELIVERY = frozenset({"stream", "stream_options"})
UNDERSTOOD = DELIVERY | {
    "frequency_penalty",
    "logit_bias",
    "logprobs",
    "max_tokens",
    "model",
    "n",
    "presence_penalty",
    "prompt",
    "seed",
    "stop",
    "temperature",
    "top_p",
    "user",
    # vLLM's sampling parameters.
    "length_penalty",
    "min_p",
    "min_tokens",
    "repetition_penalty",
    "stop_token_ids",
    "top_k",
}
"""Fields under which two wordings may share an answer, all of these being equal."""
_EXACT_FIELDS = {"suffix": "suffix", "echo": "echo", "best_of": "n"}
"""Under which they may not: an answer that repeats its prompt, or that must fit what follows it."""


class CompletionsWire:
    """See `Wire` for what each method promises."""

    protocol = "completions"

    def read_request(self, body: bytes) -> Parsed:
        document = strict_object(body)
        model, prompt = document.get("model"), document.get("prompt")
        if not isinstance(model, str) or not model:
            raise Unreadable("no-model")
        query = prompt if isinstance(prompt, str) else None
        frame = {name: value for name, value in document.items() if name not in DELIVERY}
        try:
            # Where there is a query the whole stands in a list: no request is a list.
            canonical = canonical_json(frame if query is None else [frame | {"prompt": None}])
        except orjson.JSONEncodeError:
            raise Unreadable("too-deep") from None
        request = CanonicalRequest(
            protocol=self.protocol,
            model=model,
            frame=canonical,
            query=query,
            exact_only="n" if choices(document) != 1 else _exact_only(document, query),
            stream=flag(document, "stream"),
            include_usage=include_usage(document),
            temperature=temperature(document),
            said=query or "",
        )
        return Parsed(request, document, body)

    def upstream_body(self, parsed: Parsed, ask_usage: bool) -> bytes:
        return with_usage_asked(parsed) if ask_usage else parsed.body

    def read_json(self, status: int, body: bytes) -> Answer:
        return read_body(status, body, answer_of)

    def read_stream(self, status: int, limit: int = MAX_ANSWER) -> CompletionsStream:
        return CompletionsStream(status, limit)

    def replay_json(self, completion: Completion, id: str) -> bytes:
        return b'{"id":' + orjson.dumps(id) + b"," + completion.body[1:]

    def replay_stream(self, completion: Completion, id: str, include_usage: bool) -> list[bytes]:
        document = orjson.loads(completion.body)
        answers, usage = document.pop("choices"), document.pop("usage", None)
        fields = {"id": id} | document | ({"usage": None} if include_usage else {})
        events = [_event(fields | {"choices": [part]}) for choice in answers for part in _parts(choice)]
        if include_usage and usage is not None:
            events.append(_event(fields | {"choices": [], "usage": usage}))
        return [*events, DONE]

    def answer_id(self, unique: str) -> str:
        return f"cmpl-{unique}"

    def error_body(self, message: str, type: str, code: str | None) -> bytes:
        return orjson.dumps({"error": {"message": message, "type": type, "param": None, "code": code}})


COMPLETIONS: Wire = CompletionsWire()


def answer_of(document: dict[str, Any], status: int, size: int) -> Answer:
    """The answer that this JSON object is."""
    usage = usage_of(document.get("usage"))
    defect = defect_of(status) or _defect(document)
    if defect is not None:
        return Answer(status, defect, None, size=size, usage=usage)
    model = document.get("model")
    body = {name: value for name, value in document.items() if name != "id"}
    if body.get("usage") is None:
        body.pop("usage", None)
    reasons = tuple(choice.get("finish_reason") for choice in document["choices"])
    return Answer(
        status=status,
        defect=None,
        completion=Completion("completions", model if isinstance(model, str) else "", kept_json(body), usage),
        finish_reasons=tuple(reason if isinstance(reason, str) else None for reason in reasons),
        empty=any(not choice["text"].strip() for choice in document["choices"]),
        size=size,
        usage=usage,
    )


class CompletionsStream(ChunkStream):
    """The reader of one stream."""

    def __init__(self, status: int, limit: int = MAX_ANSWER) -> None:
        super().__init__(status, limit)
        self._fields: dict[str, Any] = {}
        self._texts: dict[int, list[str]] = {}
        self._choices: dict[int, dict[str, Any]] = {}

    def merge(self, chunk: dict[str, Any]) -> str | None:
        if not isinstance(chunk.get("choices"), list):
            return "no-choices"
        for name, value in chunk.items():
            if name not in ("id", "choices", "usage"):
                merge_field(self._fields, name, value)
        for part in chunk["choices"]:
            if not isinstance(part, dict) or not isinstance(part.get("text"), str):
                return "bad-choice"
            index = part.get("index")
            if type(index) is not int or index < 0:
                return "bad-index"
            choice = self._choices.setdefault(index, {"index": index, "text": "", "finish_reason": None})
            if part["text"] and choice["finish_reason"] is not None:
                return "after-finish"
            self._texts.setdefault(index, []).append(part["text"])
            for name, value in part.items():
                if name == "logprobs":
                    merge_logprobs(choice, value)
                elif name not in ("index", "text"):
                    if name == "finish_reason" and value is not None and choice[name] not in (None, value):
                        raise Unmergeable(name)
                    merge_field(choice, name, value)
        return None

    def forget(self) -> None:
        self._texts.clear()

    def assembled(self) -> Answer:
        whole = [{**choice, "text": "".join(self._texts[i])} for i, choice in sorted(self._choices.items())]
        document = {**self._fields, "choices": whole, "usage": self.raw_usage}
        return replace(answer_of(document, self.status, self.size), streamed=True)


def _exact_only(document: dict[str, Any], query: str | None) -> str | None:
    for name, value in document.items():
        if name in _EXACT_FIELDS:
            if value is not None and value is not False and not (name == "best_of" and value == 1):
                return _EXACT_FIELDS[name]
        elif name not in UNDERSTOOD:
            return f"unknown-field:{printable(name)}"
    if query is None:
        return "multi-part" if document.get("prompt") else "empty-query"
    return None if query.strip() else "empty-query"


def _defect(document: dict[str, Any]) -> str | None:
    if document.get("error") is not None:
        return "error-object"
    if document.get("object") != "text_completion":
        return "wrong-object"
    answers = document.get("choices")
    if not isinstance(answers, list) or not answers:
        return "no-choices"
    for index, choice in enumerate(answers):
        if not isinstance(choice, dict) or not isinstance(choice.get("text"), str):
            return "bad-choice"
        if type(choice.get("index")) is not int or choice["index"] != index:
            return "bad-index"
    return None


def _parts(choice: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """One choice in pieces; what it says beside its text comes with the last."""
    for piece in pieces(choice["text"], min(48, len(choice["text"]) // 4 + 1)):
        yield {"index": choice["index"], "text": piece, "logprobs": None, "finish_reason": None}
    yield {**choice, "text": ""}


def _event(chunk: dict[str, Any]) -> bytes:
    return b"data: " + orjson.dumps(chunk) + b"\n\n"
