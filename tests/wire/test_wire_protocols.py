"""Completions, messages and responses: what is read, what is kept, what is given again."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from semcache.core.request import Answer, Usage
from semcache.wire import COMPLETIONS, MESSAGES, RESPONSES, Unreadable, Wire
from tests.wire.protocol_samples import MESSAGE, PIECES, RESPONSE, SAMPLES, TEXT, Protocol, sse

each = pytest.mark.parametrize("protocol", SAMPLES, ids=str)


def read_stream(wire: Wire, *chunks: bytes) -> Answer:
    reader = wire.read_stream(200)
    forwarded = b"".join(event.raw for chunk in chunks for event in reader.feed(chunk))
    assert forwarded + reader.rest == b"".join(chunks)
    return reader.finish()


def kept(answer: Answer) -> dict[str, Any]:
    assert answer.defect is None
    assert answer.completion is not None
    return json.loads(answer.completion.body)


def without_id(document: Any) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name != "id"}


@each
def test_a_whole_answer_is_kept_and_given_again(protocol: Protocol) -> None:
    answer = protocol.wire.read_json(200, protocol.body)
    assert answer.completion is not None
    assert (answer.finish_reasons, answer.refusal, answer.tool_calls, answer.empty) == (("stop",), False, False, False)
    assert answer.usage == answer.completion.usage == Usage(4, 9, reasoning=2 if protocol.name == "responses" else 0)
    again = json.loads(protocol.wire.replay_json(answer.completion, "new"))
    assert without_id(again) == without_id(protocol.answer)
    assert again["id"] == ("resp_1" if protocol.name == "responses" else "new")


@each
def test_a_stream_adds_up_to_the_whole_answer(protocol: Protocol) -> None:
    streamed = read_stream(protocol.wire, *protocol.stream)
    assert streamed.streamed
    assert without_id(kept(streamed)) == without_id(protocol.answer)
    assert streamed.usage == protocol.wire.read_json(200, protocol.body).usage


@each
def test_a_replayed_stream_adds_up_to_what_was_kept(protocol: Protocol) -> None:
    completion = protocol.wire.read_json(200, protocol.body).completion
    assert completion is not None
    events = protocol.wire.replay_stream(completion, "new", True)
    assert len(events) > 5
    again = read_stream(protocol.wire, *events)
    assert without_id(kept(again)) == without_id(protocol.answer)
    assert again.completion is not None
    assert again.completion.usage == completion.usage


@each
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_however_the_bytes_are_cut_the_answer_is_the_same(protocol: Protocol, data: st.DataObject) -> None:
    whole = b"".join(protocol.stream)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=8)))
    chunks = [whole[a:b] for a, b in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    assert kept(read_stream(protocol.wire, *chunks)) == kept(read_stream(protocol.wire, whole))


@each
def test_a_stream_cut_at_any_byte_is_never_whole(protocol: Protocol) -> None:
    whole = b"".join(protocol.stream)
    for end in range(0, len(whole) - 2, 7):
        reader = protocol.wire.read_stream(200)
        reader.feed(whole[:end])
        if not reader.done:
            assert reader.finish(cut=True).completion is None
            assert reader.finish().completion is None


@each
def test_what_an_error_or_too_large_a_stream_left_is_no_answer(protocol: Protocol) -> None:
    assert protocol.wire.read_json(500, protocol.body).defect == "status"
    assert protocol.wire.read_json(200, b"[]").defect == "not-an-object"
    assert protocol.wire.read_json(200, b'{"error": {"message": "no"}}').defect == "error-object"
    reader = protocol.wire.read_stream(200, limit=100)
    for chunk in protocol.stream:
        reader.feed(chunk)
    assert reader.finish().defect == "oversized"
    assert read_stream(protocol.wire, *protocol.stream, *protocol.stream).defect is not None
    error = sse({"type": "error", "error": {"type": "overloaded_error", "message": "busy"}}, named=True)
    assert read_stream(protocol.wire, *protocol.stream[:2], *error, *protocol.stream[2:]).defect == "error-event"


def changed(document: dict[str, Any], **changes: Any) -> bytes:
    return json.dumps({**document, **changes}).encode()


@pytest.mark.parametrize(
    ("wire", "body", "fact"),
    [
        (MESSAGES, changed(MESSAGE, stop_reason="max_tokens"), ("length",)),
        (MESSAGES, changed(MESSAGE, stop_reason="pause_turn"), ("pause_turn",)),
        (MESSAGES, changed(MESSAGE, stop_reason=None), (None,)),
        (MESSAGES, changed(MESSAGE, stop_reason="refusal"), "refusal"),
        (MESSAGES, changed(MESSAGE, content=[{"type": "tool_use", "id": "t", "name": "f", "input": {}}]), "tool_calls"),
        (MESSAGES, changed(MESSAGE, content=[]), "empty"),
        (MESSAGES, changed(MESSAGE, content=[{"type": "text", "text": " "}]), "empty"),
        (MESSAGES, changed(MESSAGE, content="text"), "bad-content"),
        (MESSAGES, changed(MESSAGE, role="user"), "bad-message"),
        (
            RESPONSES,
            changed(RESPONSE, status="incomplete", incomplete_details={"reason": "max_output_tokens"}),
            ("length",),
        ),
        (
            RESPONSES,
            changed(RESPONSE, status="incomplete", incomplete_details={"reason": "content_filter"}),
            ("content_filter",),
        ),
        (RESPONSES, changed(RESPONSE, status="failed", error={"code": "server_error"}), "error-object"),
        (RESPONSES, changed(RESPONSE, status="queued"), "status-queued"),
        (RESPONSES, changed(RESPONSE, status=["odd"]), "bad-status"),
        (RESPONSES, changed(RESPONSE, output=[{"type": "function_call", "name": "f"}]), "tool_calls"),
        (RESPONSES, changed(RESPONSE, output=[]), "empty"),
        (
            RESPONSES,
            changed(RESPONSE, output=[{**RESPONSE["output"][1], "content": [{"type": "refusal", "refusal": "No."}]}]),
            "refusal",
        ),
        (COMPLETIONS, b'{"object": "text_completion", "choices": []}', "no-choices"),
        (COMPLETIONS, b'{"object": "text_completion", "choices": [{"index": 1, "text": "x"}]}', "bad-index"),
    ],
)
def test_what_speaks_against_keeping_an_answer_is_seen(wire: Wire, body: bytes, fact: object) -> None:
    answer = wire.read_json(200, body)
    if isinstance(fact, tuple):
        assert answer.finish_reasons == fact
    else:
        assert answer.defect == fact or getattr(answer, str(fact), False) is True


def test_a_response_whose_pieces_said_something_else_is_not_kept() -> None:
    stream = b"".join(SAMPLES[2].stream).replace(b'five days."', b'nine days."', 1)
    assert read_stream(RESPONSES, stream).defect == "unmergeable"


def test_blocks_of_a_message_that_overlap_are_not_put_together() -> None:
    events = list(SAMPLES[1].stream)
    events.pop(6)  # the first block is never closed
    assert read_stream(MESSAGES, *events).defect == "bad-index"


def ask(protocol: Protocol, **changes: Any) -> bytes:
    return json.dumps({**protocol.request, **changes}).encode()


CMPL, MSG, RESP = SAMPLES
QUESTION = "How long do refunds take?"
USER = {"role": "user", "content": QUESTION}
TEXT_BLOCK = {"type": "text", "text": QUESTION}
INPUT_TEXT = {"type": "input_text", "text": QUESTION}
IMAGE = {"type": "image", "source": {"type": "url", "url": "https://example.com/a.png"}}


@pytest.mark.parametrize(
    ("protocol", "changes", "exact_only", "query"),
    [
        (CMPL, {}, None, QUESTION),
        (CMPL, {"prompt": ["a", "b"]}, "multi-part", None),
        (CMPL, {"prompt": [1, 2, 3]}, "multi-part", None),
        (CMPL, {"prompt": " "}, "empty-query", " "),
        (CMPL, {"n": 2}, "n", QUESTION),
        (CMPL, {"best_of": 1}, None, QUESTION),
        (CMPL, {"best_of": 3}, "n", QUESTION),
        (CMPL, {"echo": True}, "echo", QUESTION),
        (CMPL, {"echo": False}, None, QUESTION),
        (CMPL, {"suffix": "end"}, "suffix", QUESTION),
        (CMPL, {"guided_regex": "x"}, "unknown-field:guided_regex", QUESTION),
        (MSG, {}, None, QUESTION),
        (MSG, {"messages": [{"role": "user", "content": [TEXT_BLOCK]}]}, None, QUESTION),
        (MSG, {"messages": [{"role": "user", "content": [TEXT_BLOCK, TEXT_BLOCK]}]}, "multi-part", None),
        (MSG, {"messages": [{"role": "user", "content": [IMAGE, TEXT_BLOCK]}]}, "images", None),
        (MSG, {"messages": [USER, {"role": "assistant", "content": "The answer is"}]}, "last-not-user", None),
        (MSG, {"messages": [{"role": "user", "content": [{"type": ["odd"]}]}]}, "unknown-content", None),
        (MSG, {"tools": [{"name": "f"}]}, "tools", QUESTION),
        (MSG, {"tools": []}, None, QUESTION),
        (MSG, {"system": [{"type": "text", "text": "S", "cache_control": {"type": "ephemeral"}}]}, None, QUESTION),
        (MSG, {"context_management": {}}, "unknown-field:context_management", QUESTION),
        (RESP, {}, None, QUESTION),
        (RESP, {"input": [USER]}, None, QUESTION),
        (RESP, {"input": [{"type": "message", "role": "user", "content": [INPUT_TEXT]}]}, None, QUESTION),
        (RESP, {"input": [{"role": "user", "content": [{"type": "input_image"}, INPUT_TEXT]}]}, "images", None),
        (RESP, {"input": [{"type": "function_call_output", "output": "1"}]}, "tools", None),
        (RESP, {"input": [USER, {"role": "assistant", "content": "x"}]}, "last-not-user", None),
        (RESP, {"tools": [{"type": "web_search"}]}, "tools", QUESTION),
        (RESP, {"prompt": {"id": "pmpt_1"}}, "prompt", QUESTION),
        (RESP, {"modalities": ["audio"]}, "unknown-field:modalities", QUESTION),
    ],
)  # fmt: skip
def test_a_request_is_split_into_what_must_be_equal_and_the_text(
    protocol: Protocol, changes: dict[str, Any], exact_only: str | None, query: str | None
) -> None:
    request = protocol.wire.read_request(ask(protocol, **changes)).request
    assert (request.exact_only, request.query) == (exact_only, query)
    assert request.protocol == protocol.name
    assert query is None or QUESTION.encode() not in request.frame


@pytest.mark.parametrize(
    ("protocol", "changes", "reason"),
    [
        (CMPL, {"model": None}, "no-model"),
        (CMPL, {"stream": "yes"}, "bad-stream"),
        (MSG, {"messages": []}, "no-messages"),
        (MSG, {"messages": ["x"]}, "bad-message"),
        (RESP, {"input": None}, "no-input"),
        (RESP, {"input": ["x"]}, "bad-input"),
        (RESP, {"previous_response_id": "resp_0"}, "stateful:previous-response-id"),
        (RESP, {"conversation": {"id": "conv_1"}}, "stateful:conversation"),
        (RESP, {"background": True}, "stateful:background"),
    ],
)
def test_what_takes_a_guess_is_passed_on_unread(protocol: Protocol, changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(Unreadable) as told:
        protocol.wire.read_request(ask(protocol, **changes))
    assert told.value.reason == reason


@each
def test_any_other_field_is_part_of_the_frame_and_delivery_is_not(protocol: Protocol) -> None:
    def frame(**changes: Any) -> bytes:
        return protocol.wire.read_request(ask(protocol, **changes)).request.frame

    assert frame() == frame(stream=True)
    texts = {"completions": "prompt", "responses": "input"}
    if protocol.name in texts:
        assert frame() == frame(**{texts[protocol.name]: "Another?"})
    else:
        assert frame() == frame(messages=[{"role": "user", "content": "Another?"}])
        assert frame() != frame(messages=[{"role": "user", "content": [TEXT_BLOCK]}])
    for change in ({"system": "S"}, {"instructions": "S"}, {"temperature": 0}, {"user": "u"}, {"metadata": {"a": "b"}}):
        assert frame() != frame(**change)


def test_pieces_of_the_samples_are_their_text() -> None:
    assert "".join(PIECES) == TEXT
