"""A hit is what the miss was: recorded and replayed in all four ways, through the official client."""

import json
from typing import Any

import httpx
import openai
import pytest
from openai.lib.streaming.chat import ChatCompletionStreamState

from tests.harness import MODEL, Call, Setup, ask, completion, gateway

RICH = completion("Three words, naïve \u2028 and 🎉 more.")
RICH["choices"][0]["message"]["reasoning_content"] = "Let me think. Done."
RICH["choices"][0]["message"]["annotations"] = [
    {
        "type": "url_citation",
        "url_citation": {"start_index": 0, "end_index": 5, "title": "T", "url": "https://example.org"},
    }
]
RICH["choices"][0]["logprobs"] = {
    "content": [
        {"token": "Three", "logprob": -0.1, "bytes": [84], "top_logprobs": []},
        {"token": " words", "logprob": -0.2, "bytes": None, "top_logprobs": []},
    ],
    "refusal": None,
}
RICH["usage"] = {
    "prompt_tokens": 10,
    "completion_tokens": 5,
    "total_tokens": 15,
    "prompt_tokens_details": {"cached_tokens": 4, "audio_tokens": 0},
    "completion_tokens_details": {"reasoning_tokens": 2},
}
RICH["service_tier"] = "default"


def events_of(body: dict[str, Any]) -> list[bytes]:
    """As an upstream would stream it, in small pieces."""
    choice = body["choices"][0]
    message = choice["message"]
    base = {k: v for k, v in body.items() if k not in ("choices", "usage")} | {"object": "chat.completion.chunk"}

    def chunk(choices: list[Any], **more: Any) -> bytes:
        return b"data: " + json.dumps(base | {"choices": choices} | more, ensure_ascii=False).encode() + b"\n\n"

    def delta(fields: dict[str, Any], **more: Any) -> list[Any]:
        return [{"index": 0, "delta": fields, "finish_reason": None} | more]

    events = [chunk(delta({"role": "assistant", "content": "", "refusal": None}))]
    events.append(chunk(delta({"annotations": message["annotations"]})))
    events += [chunk(delta({"reasoning_content": piece})) for piece in ("Let me ", "think. ", "Done.")]
    logprobs = choice["logprobs"]["content"]
    pieces = [message["content"][i : i + 4] for i in range(0, len(message["content"]), 4)]
    for i, piece in enumerate(pieces):
        own = {"content": [logprobs[i]], "refusal": None} if i < len(logprobs) else None
        events.append(chunk(delta({"content": piece}, logprobs=own)))
    events.append(chunk(delta({}, finish_reason="stop")))
    events.append(chunk([], usage=body["usage"]))
    return [*events, b"data: [DONE]\n\n"]


async def rich(call: Call) -> None:
    if not call.json.get("stream"):
        await call.answer(json.dumps(RICH).encode())
        return
    await call.start(media_type="text/event-stream")
    for event in events_of(RICH):
        await call.write(event)
    await call.write(b"", more=False)


def asked(client: openai.OpenAI, *, stream: bool) -> dict[str, Any]:
    """The answer as the official client understands it, less what may differ."""
    messages: Any = [{"role": "user", "content": "What is it?"}]
    if not stream:
        answer = client.chat.completions.create(model=MODEL, messages=messages)
    else:
        state = ChatCompletionStreamState()
        for chunk in client.chat.completions.create(
            model=MODEL, messages=messages, stream=True, stream_options={"include_usage": True}
        ):
            state.handle_chunk(chunk)
        answer = state.get_final_completion()
    told = answer.to_dict()
    for key in ("id", "created", "object"):
        told.pop(key)
    for choice in told["choices"]:  # the client adds these to what it puts together from a stream
        for name in ("parsed", "tool_calls", "audio", "function_call"):
            choice["message"].get(name) or choice["message"].pop(name, None)
    return told


@pytest.mark.parametrize("recorded", [False, True])
@pytest.mark.parametrize("replayed", [False, True])
def test_a_parsed_hit_equals_the_parsed_miss(recorded: bool, replayed: bool) -> None:
    with gateway(rich) as setup:
        client = openai.OpenAI(base_url=f"{setup.url}/v1", api_key="k", max_retries=0)
        miss = asked(client, stream=recorded)
        assert len(setup.upstream.calls) == 1
        hit = asked(client, stream=replayed)
        assert len(setup.upstream.calls) == 1
        again = asked(openai.OpenAI(base_url=f"{setup.url}/v1", api_key="other"), stream=replayed)
        assert len(setup.upstream.calls) == 2
        assert miss == hit == again
        assert hit["choices"][0]["message"]["content"] == RICH["choices"][0]["message"]["content"]
        assert hit["usage"] == RICH["usage"]


def raw(setup: Setup, **more: Any) -> httpx.Response:
    return httpx.post(f"{setup.url}/v1/chat/completions", json=ask("What is it?", **more))


@pytest.mark.parametrize("recorded", [False, True])
def test_a_replayed_stream_comes_in_several_chunks_and_ends_with_done(recorded: bool) -> None:
    with gateway(rich) as setup:
        raw(setup, stream=recorded)
        replay = raw(setup, stream=True)
        assert "; hit" in replay.headers["cache-status"]
        assert replay.headers["content-type"].startswith("text/event-stream")
        events = replay.text.split("\n\n")
        assert events[-2:] == ["data: [DONE]", ""]
        texts = [json.loads(e[6:])["choices"][0]["delta"].get("content") for e in events[:-2]]
        assert sum(bool(t) for t in texts) >= 3


@pytest.mark.parametrize("recorded", [False, True])
def test_include_usage_is_honoured_on_miss_and_hit(recorded: bool) -> None:
    with gateway(rich) as setup:
        first = raw(setup, stream=recorded)
        plain = raw(setup, stream=True)
        with_usage = raw(setup, stream=True, stream_options={"include_usage": True})
        assert len(setup.upstream.calls) == 1
        assert '"usage":{' not in plain.text.replace(" ", "")
        assert '"choices":[]' in with_usage.text.replace(" ", "")
        if recorded:
            assert '"usage":{' not in first.text.replace(" ", "")
            assert setup.upstream.calls[0].json["stream_options"] == {"include_usage": True}


def test_a_stream_that_was_recorded_without_usage_is_not_replayed_where_usage_belongs() -> None:
    async def mute(call: Call) -> None:
        await call.start(media_type="text/event-stream")
        for event in events_of(RICH):
            if b'"usage"' not in event:
                await call.write(event)
        await call.write(b"", more=False)

    with gateway(mute) as setup:
        raw(setup, stream=True)
        assert "; hit" in raw(setup, stream=True).headers["cache-status"]
        for more in ({"stream": False}, {"stream": True, "stream_options": {"include_usage": True}}):
            assert "detail=gate:usage" in raw(setup, **more).headers["cache-status"]


def test_each_replay_has_an_id_of_its_own() -> None:
    with gateway(rich) as setup:
        ids = [raw(setup).json()["id"] for _ in range(3)]
        assert len(set(ids)) == 3
        assert all(i.startswith("chatcmpl-") for i in ids)
