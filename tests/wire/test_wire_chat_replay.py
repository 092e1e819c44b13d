"""An answer recorded one way and replayed another is the same answer."""

from __future__ import annotations

import json
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openai.lib.streaming.chat import ChatCompletionStreamState
from openai.types.chat import ChatCompletion, ChatCompletionChunk

from semcache.core.request import Answer, Completion
from semcache.wire.chat import CHAT
from semcache.wire.chat_replay import pieces
from tests.wire.bad_answers import CALL, DONE, GOOD, USAGE, chunk, completion, event

TEXT = "The sky is blue 🏳️‍🌈 because of\u2028Rayleigh\u0085 scattering\0. " * 6


def tokens(*words: str) -> list[dict[str, Any]]:
    return [{"token": word, "logprob": -0.25, "bytes": list(word.encode()), "top_logprobs": []} for word in words]


WHOLE: dict[str, dict[str, Any]] = {
    "plain": completion(),
    "as OpenAI sends it": completion(
        {"content": TEXT, "refusal": None, "annotations": []},
        service_tier="default",
        system_fingerprint="fp_1",
        usage=USAGE
        | {
            "prompt_tokens_details": {"cached_tokens": 4, "audio_tokens": 0},
            "completion_tokens_details": {"reasoning_tokens": 2, "accepted_prediction_tokens": 0},
        },
    ),
    "reasoning": completion({"content": TEXT, "reasoning_content": TEXT[::-1], "reasoning": "Hm."}),
    "refusal": completion({"content": None, "refusal": "I can't help with that, and here is why not. " * 3}),
    "annotations": completion(
        {"annotations": [
            {"type": "url_citation",
             "url_citation": {"end_index": 3, "start_index": 0, "title": "Sky", "url": "https://example.com/"}},
        ]}
    ),
    "tool calls": completion(
        {"content": None, "tool_calls": [CALL, CALL | {"id": "call_2"}]}, "tool_calls"
    ),
    "logprobs": completion(choices=[
        completion()["choices"][0] | {"logprobs": {"content": tokens("It", " is"), "refusal": None}}
    ]),
    "several choices": completion(choices=[
        {"index": place, "message": {"role": "assistant", "content": word * 30}, "finish_reason": finish}
        for place, (word, finish) in enumerate([("Blue. ", "stop"), ("Sky-blue. ", "length"), ("Azure. ", "stop")])
    ]),
    "fields of other servers": completion(
        {"mood": "fair", "score": 0.5, "reasoning_details": [{"type": "reasoning.text", "text": "Hm.", "index": 0}]},
        citations=["https://example.com/"],
        provider="Acme",
        prompt_filter_results=[{"prompt_index": 0}],
    ),
    "fields of other servers in a choice": completion(choices=[
        completion()["choices"][0] | {"stop_reason": None, "content_filter_results": {"hate": {"filtered": False}}}
    ]),
    "no usage": {name: value for name, value in completion().items() if name != "usage"},
}  # fmt: skip


def recorded_from_json(document: dict[str, Any]) -> Answer:
    return CHAT.read_json(200, json.dumps(document).encode())


def recorded_from_stream(stream: bytes, size: int = 1 << 20) -> Answer:
    reader = CHAT.read_stream(200)
    for start in range(0, len(stream), size):
        reader.feed(stream[start : start + size])
    return reader.finish()


def kept(answer: Answer) -> Completion:
    assert answer.defect is None
    assert answer.completion is not None
    return answer.completion


def replayed(answer: Completion, include_usage: bool = True) -> bytes:
    return b"".join(CHAT.replay_stream(answer, "chatcmpl-new", include_usage))


def without_id(document: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name != "id"}


@pytest.mark.parametrize("name", WHOLE)
def test_all_four_ways_give_the_official_client_the_same_answer(name: str) -> None:
    """JSON to JSON, JSON to stream, stream to JSON, stream to stream; streams read by the client's own reader."""
    sent = ChatCompletion.model_validate(WHOLE[name]).model_dump(exclude={"id"}, exclude_unset=True)
    from_json = kept(recorded_from_json(WHOLE[name]))
    from_stream = kept(recorded_from_stream(replayed(from_json)))
    for recorded in (from_json, from_stream):
        as_json = ChatCompletion.model_validate_json(CHAT.replay_json(recorded, "chatcmpl-new"))
        assert as_json.id == "chatcmpl-new"
        assert as_json.model_dump(exclude={"id"}, exclude_unset=True) == sent
        as_stream = kept(recorded_from_stream(replayed(recorded)))
        assert json.loads(as_stream.body) == without_id(WHOLE[name])
        assert (as_stream.model, as_stream.usage) == (from_json.model, from_json.usage)
        assert client_reads(replayed(recorded)) == comparable(ChatCompletion.model_validate(WHOLE[name]))


def client_reads(stream: bytes) -> dict[str, Any]:
    state: ChatCompletionStreamState[None] = ChatCompletionStreamState()
    blocks = stream.split(b"\n\n")
    assert blocks[-2:] == [b"data: [DONE]", b""]
    for block in blocks[:-2]:
        state.handle_chunk(ChatCompletionChunk.model_validate_json(block.removeprefix(b"data: ")))
    return comparable(state.current_completion_snapshot)


def comparable(answer: ChatCompletion) -> dict[str, Any]:
    """What the client's accumulator has and a plain answer has not, taken out: ids, tool call indexes, parsed forms."""
    dumped: dict[str, Any] = json.loads(answer.model_dump_json(exclude_none=True))
    dumped.pop("id")
    for choice in dumped["choices"]:
        choice["message"].pop("parsed", None)
        # The accumulator keeps the index of list items that have one in the stream.
        for call in choice["message"].get("tool_calls", []):
            call.pop("index", None)
            call["function"].pop("parsed_arguments", None)
        if "logprobs" in choice and not choice["logprobs"].get("refusal"):
            choice["logprobs"].pop("refusal", None)
    return dumped


TEXTS = st.text(max_size=300)
SCALARS = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    SCALARS | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
OBJECTS = st.dictionaries(st.text(max_size=5), VALUES, max_size=3)
CALLS = st.fixed_dictionaries(
    {
        "id": st.text(),
        "type": st.just("function"),
        "function": st.fixed_dictionaries({"name": st.text(), "arguments": TEXTS}),
    }
)
NAMES = st.text(max_size=8)
BODIES = st.builds(
    lambda fields, choices: {
        **fields,
        "object": "chat.completion",
        "choices": [{**choice, "index": index} for index, choice in enumerate(choices)],
    },
    st.fixed_dictionaries(
        {"created": st.integers(0, 2**40), "model": st.text()},
        optional={
            "usage": OBJECTS,
            "service_tier": st.none() | st.text(),
            "system_fingerprint": st.none() | st.text(),
            "extra": VALUES,
            "more": VALUES,
        },
    ),
    st.lists(
        st.fixed_dictionaries(
            {
                "message": st.fixed_dictionaries(
                    {"role": st.just("assistant"), "content": st.none() | TEXTS},
                    optional={
                        "refusal": st.none() | TEXTS,
                        "reasoning_content": st.none() | TEXTS,
                        "reasoning": st.none() | TEXTS,
                        "annotations": st.none() | st.lists(OBJECTS, max_size=2),
                        "tool_calls": st.lists(CALLS, max_size=3),
                        "audio": st.none() | OBJECTS,
                        "extra": VALUES,
                    },
                ),
                "finish_reason": st.none() | st.sampled_from(["stop", "length", "tool_calls"]) | st.text(),
            },
            optional={
                "logprobs": st.none() | st.fixed_dictionaries({"content": st.lists(OBJECTS, max_size=3)}),
                "stop_reason": VALUES,
            },
        ),
        min_size=1,
        max_size=3,
    ),
)


@given(BODIES, st.booleans())
def test_a_replayed_stream_puts_together_to_the_body_it_was_made_from(body: dict[str, Any], spaced: bool) -> None:
    text = json.dumps(body).encode() if spaced else orjson.dumps(body)
    first = CHAT.read_json(200, text)
    again = recorded_from_stream(replayed(kept(first)))
    assert again.defect is None
    assert json.loads(kept(again).body) == body == json.loads(kept(first).body)
    assert (again.finish_reasons, again.refusal, again.tool_calls, again.empty, again.usage) == (
        first.finish_reasons, first.refusal, first.tool_calls, first.empty, first.usage,
    )  # fmt: skip


@pytest.mark.parametrize("ends", [b"\n", b"\r", b"\r\n"], ids=["LF", "CR", "CRLF"])
def test_a_stream_cut_at_any_byte_is_read_the_same(ends: bytes) -> None:
    stream = b": ping\n\n" + b"".join(GOOD).replace(b"blue", "blü\u2028e 😀".encode())
    stream = stream.replace(b"\n", ends)
    whole = recorded_from_stream(stream)
    assert json.loads(kept(whole).body)["choices"][0]["message"]["content"] == "It is blü\u2028e 😀."
    assert recorded_from_stream(stream, size=1) == whole
    for cut in range(len(stream)):
        reader = CHAT.read_stream(200)
        events = reader.feed(stream[:cut]) + reader.feed(stream[cut:])
        assert b"".join(event.raw for event in events) + reader.rest == stream
        assert [event.usage_only for event in events if event.raw.strip()] == [False] * 5 + [True, False]
        assert reader.finish() == whole


def test_a_stream_puts_together_to_what_the_upstream_would_have_sent_as_json() -> None:
    assert json.loads(kept(recorded_from_stream(b"".join(GOOD))).body) == without_id(completion())


def merged(*deltas: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """The body of a stream of these deltas."""
    events = [event(chunk(delta, **fields)) for delta in deltas]
    answer = recorded_from_stream(b"".join([*events, event(chunk({}, "stop")), DONE]))
    body: dict[str, Any] = json.loads(kept(answer).body)
    return body


@pytest.mark.parametrize(
    ("deltas", "message"),
    [
        ([{"content": "a"}, {"content": "b"}], {"content": "ab"}),
        ([{"role": "assistant", "content": "a"}, {"role": "assistant", "content": "a"}], {"content": "aa"}),
        ([{"content": None}, {"content": "a"}, {"content": None}], {"content": "a"}),
        ([{"reasoning": "x", "content": ""}, {"reasoning": "y"}], {"reasoning": "xy", "content": ""}),
        ([{"thoughts": "x"}, {"thoughts": "y"}], {"content": None, "thoughts": "xy"}),
        (
            [{"annotations": [{"a": 1}]}, {"annotations": [{"a": 2}]}],
            {"content": None, "annotations": [{"a": 1}, {"a": 2}]},
        ),
        (
            [{"tool_calls": [{"index": 1, "id": "b", "type": "function", "function": {"name": "g", "arguments": ""}}]},
             {"tool_calls": [{"index": 0, "id": "a", "type": "function", "function": {"name": "f", "arguments": "{"}}]},
             {"tool_calls": [{"index": 0, "id": None, "function": {"arguments": "}"}},
                             {"index": 1, "function": {"name": None, "arguments": "[]"}}]}],
            {"content": None, "tool_calls": [
                {"id": "a", "type": "function", "function": {"name": "f", "arguments": "{}"}},
                {"id": "b", "type": "function", "function": {"name": "g", "arguments": "[]"}}]},
        ),
        (
            [{"function_call": {"name": "f", "arguments": ""}}, {"function_call": {"arguments": "{"}},
             {"function_call": {"arguments": "}"}}],
            {"content": None, "function_call": {"name": "f", "arguments": "{}"}},
        ),
        (
            [{"reasoning_details": [{"type": "r.text", "text": "H", "index": 0, "format": "f"}]},
             {"reasoning_details": [{"type": "r.text", "text": "m", "index": 0, "format": "f"}]}],
            {"content": None, "reasoning_details": [{"type": "r.text", "text": "Hm", "index": 0, "format": "f"}]},
        ),
    ],
)  # fmt: skip
def test_deltas_add_up_to_the_message(deltas: list[dict[str, Any]], message: dict[str, Any]) -> None:
    assert merged(*deltas)["choices"][0]["message"] == {"role": "assistant", **message}


@pytest.mark.parametrize(
    "deltas",
    [
        [{"thoughts": "x"}, {"thoughts": "x"}],
        [{"content": "a"}, {"content": ["b"]}],
        [{"content": "a"}, {"content": 1}],
        [{"content": "a"}, {"content": {"b": 1}}],
        [{"plan": [1]}, {"plan": [2]}],
        [{"plan": {"a": 1}}, {"plan": {"a": 2}}],
        [{"plan": {"a": "x"}}, {"plan": {"a": "y"}}],
        [{"plan": {"a": [1]}}, {"plan": {"a": [2]}}],
        [{"plan": {"a": 1}}, {"plan": "a"}],
        [{"tool_calls": [{"index": 0, "id": "a"}]}, {"tool_calls": [{"index": 0, "id": "b"}]}],
        [{"tool_calls": ["x"]}],
        [{"annotations": "x"}, {"annotations": [1]}],
    ],
)
def test_what_may_add_up_to_several_things_is_not_added_up(deltas: list[dict[str, Any]]) -> None:
    events = [event(chunk(delta)) for delta in deltas]
    assert recorded_from_stream(b"".join([*events, event(chunk({}, "stop")), DONE])).defect == "unmergeable"


def test_top_level_fields_are_kept_and_padding_is_not() -> None:
    body = merged(
        {"content": "a"}, {"content": "b"}, system_fingerprint="fp_1", service_tier="default", obfuscation="x"
    )
    assert (body["system_fingerprint"], body["service_tier"]) == ("fp_1", "default")
    assert not {"obfuscation", "id", "usage"} & body.keys()


def test_azures_first_chunk_without_choices_is_understood() -> None:
    first = {"id": "", "object": "", "created": 0, "model": "", "choices": [], "prompt_filter_results": [{"a": 1}]}
    answer = recorded_from_stream(event(first) + b"".join(GOOD))
    body = json.loads(kept(answer).body)
    assert body["prompt_filter_results"] == [{"a": 1}]
    assert (body["model"], body["created"]) == ("gpt-4o-mini-2024-07-18", 1_700_000_000)


def test_choices_that_arrive_interleaved_are_put_in_order() -> None:
    events = [chunk({"content": "B"}, index=1), chunk({"content": "A"}), chunk({}, "stop", 1), chunk({}, "stop")]
    body = json.loads(kept(recorded_from_stream(b"".join(map(event, events)) + DONE)).body)
    assert [choice["message"]["content"] for choice in body["choices"]] == ["A", "B"]


def test_usage_beside_the_last_choice_is_read_and_is_not_a_usage_chunk() -> None:
    reader = CHAT.read_stream(200)
    events = reader.feed(event(chunk({"content": "a"}, "stop", usage=USAGE)) + DONE)
    assert [each.usage_only for each in events] == [False, False]
    assert json.loads(kept(reader.finish()).body)["usage"] == USAGE


@given(st.lists(st.binary(max_size=40) | st.sampled_from([*GOOD, b"data: ", b"\n\n", b'{"choices":[{"index":0}]}'])))
def test_garbage_never_makes_the_reader_raise(chunks: list[bytes]) -> None:
    reader = CHAT.read_stream(200)
    events = [each for piece in chunks for each in reader.feed(piece)]
    assert b"".join(each.raw for each in events) + reader.rest == b"".join(chunks)
    reader.finish()


@given(VALUES, st.sampled_from(["delta", "finish_reason", "logprobs", "index", "message", "other"]))
def test_no_value_anywhere_in_a_choice_makes_the_reader_raise(value: Any, name: str) -> None:
    choice = {"index": 0, "delta": {"content": "a", "tool_calls": value, "other": value}, name: value}
    document = chunk({}, choices=[choice])
    reader = CHAT.read_stream(200)
    reader.feed(event(document) + event(document) + DONE)
    reader.finish()
    reader = CHAT.read_stream(200)
    reader.feed(event(chunk({}) | {name: value, "choices": value}) + event({"choices": [], name: value}) + DONE)
    reader.finish()
    CHAT.read_json(200, json.dumps(completion({"content": value, name: value}, value)).encode())


class TestReplayedStream:
    def events(self, include_usage: bool, document: dict[str, Any] | None = None) -> list[bytes]:
        return CHAT.replay_stream(kept(recorded_from_json(document or WHOLE["as OpenAI sends it"])), "i", include_usage)

    def chunks(self, include_usage: bool) -> list[dict[str, Any]]:
        return [orjson.loads(each.removeprefix(b"data: ")) for each in self.events(include_usage)[:-1]]

    def test_is_whole_events_and_ends_with_done(self) -> None:
        events = self.events(include_usage=True)
        assert events[-1] == b"data: [DONE]\n\n"
        assert all(each.startswith(b"data: {") and each.count(b"\n") == 2 for each in events[:-1])

    def test_begins_with_the_role_and_has_several_pieces_of_text(self) -> None:
        first, *others = self.chunks(include_usage=False)
        delta = {"role": "assistant", "content": "", "refusal": None, "annotations": []}
        assert first["choices"][0] == {"index": 0, "delta": delta, "logprobs": None, "finish_reason": None}
        words = [each["choices"][0]["delta"]["content"] for each in others[:-1]]
        assert len(words) > 5
        assert "".join(words) == TEXT
        assert others[-1]["choices"] == [{"index": 0, "delta": {}, "finish_reason": "stop"}]

    def test_names_the_same_id_model_and_time_in_each_chunk(self) -> None:
        names = ("id", "object", "created", "model", "service_tier", "system_fingerprint")
        heads = [{name: each[name] for name in names} for each in self.chunks(include_usage=True)]
        assert heads[0]["object"] == "chat.completion.chunk"
        assert all(head == heads[0] for head in heads)

    def test_has_a_usage_chunk_only_where_one_was_asked_for(self) -> None:
        *others, last = self.chunks(include_usage=True)
        assert (last["choices"], last["usage"]) == ([], WHOLE["as OpenAI sends it"]["usage"])
        assert all(each["usage"] is None for each in others)
        assert not any("usage" in each for each in self.chunks(include_usage=False))

    def test_makes_no_usage_up(self) -> None:
        assert not any(b'"choices":[]' in each for each in self.events(True, WHOLE["no usage"]))


@given(st.text() | st.text(alphabet="ab \n"), st.integers(1, 10))
def test_pieces_add_up_to_the_text(text: str, size: int) -> None:
    cut = list(pieces(text, size))
    assert "".join(cut) == text
    assert all(cut)


@pytest.mark.parametrize("cluster", ["e\u0301", "👩‍👩‍👧‍👦", "👍🏽", "❤️", "\r\n", "🇳🇴", "한", "1️⃣"])
def test_pieces_never_cut_what_is_seen_as_one_character(cluster: str) -> None:
    for size in range(1, 12):
        for piece in pieces(("x" + cluster) * 20, size):
            assert piece.replace("x", "").replace(cluster, "") == ""


def test_an_error_is_an_openai_error_object() -> None:
    assert json.loads(CHAT.error_body("No.", "invalid_request_error", None)) == {
        "error": {"message": "No.", "type": "invalid_request_error", "param": None, "code": None}
    }


def test_ids_look_like_the_protocols_own() -> None:
    assert CHAT.answer_id("0a1b") == "chatcmpl-0a1b"


UPSTREAM = b"".join(
    event(each | {"system_fingerprint": "fp_1", "obfuscation": "x" * place})
    for place, each in enumerate([
        chunk({"role": "assistant", "content": "", "refusal": None}),
        chunk({"reasoning_content": "Ray"}),
        chunk({"reasoning_content": "leigh."}),
        *(
            chunk({}, choices=[{"index": 0, "delta": {"content": word}, "finish_reason": None,
                                "logprobs": {"content": tokens(word), "refusal": None}}])
            for word in ("Blue", " 😀", "\u2028", "indeed", ".")
        ),
        chunk({"tool_calls": [{"index": 0, **CALL, "function": {"name": "look", "arguments": ""}}]}),
        chunk({"tool_calls": [{"index": 0, "function": {"arguments": '{"at":'}}]}),
        chunk({"tool_calls": [{"index": 0, "function": {"arguments": "1}"}}]}),
        chunk({}, "tool_calls"),
        chunk({}, choices=[], usage=USAGE),
    ])
) + DONE  # fmt: skip


def test_the_official_client_reads_the_same_from_the_upstreams_stream_and_from_its_replay() -> None:
    from_upstream = client_reads(UPSTREAM)
    from_upstream.pop("obfuscation", None)
    recorded = kept(recorded_from_stream(UPSTREAM))
    assert client_reads(replayed(recorded)) == from_upstream
    as_json = comparable(ChatCompletion.model_validate_json(CHAT.replay_json(recorded, "chatcmpl-new")))
    assert as_json == from_upstream
    assert as_json["choices"][0]["message"]["content"] == "Blue 😀\u2028indeed."
    assert as_json["choices"][0]["message"]["tool_calls"][0]["function"] == {"name": "look", "arguments": '{"at":1}'}
    assert [token["token"] for token in as_json["choices"][0]["logprobs"]["content"]][2] == "\u2028"
