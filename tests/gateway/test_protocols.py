"""The protocols beside chat, through the gateway, with the clients that people use."""

from __future__ import annotations

from typing import Any

import anthropic
import httpx
import openai
import pytest

from semcache.core.ledger import Outcome, Tier
from tests.harness import Call, gateway, wait_until
from tests.wire.protocol_samples import SAMPLES, TEXT, Protocol

each = pytest.mark.parametrize("protocol", SAMPLES, ids=str)
QUESTIONS = ("How long do refunds take?", "How long do refunds take, please?")


def answering(protocol: Protocol) -> Any:
    async def script(call: Call) -> None:
        if call.json.get("stream"):
            await call.start(media_type="text/event-stream")
            for event in protocol.stream:
                await call.write(event)
            await call.write(b"", more=False)
        else:
            await call.answer(protocol.body)

    return script


def said_by_client(protocol: Protocol, url: str, question: str, stream: bool) -> str:
    """What a person sees who uses the protocol's own client."""
    if protocol.name == "messages":
        with anthropic.Anthropic(base_url=url, api_key="k", max_retries=0) as client:
            ask: dict[str, Any] = {
                "model": "test-model",
                "max_tokens": 40,
                "messages": [{"role": "user", "content": question}],
            }
            if not stream:
                return "".join(block.text for block in client.messages.create(**ask).content if block.type == "text")
            with client.messages.stream(**ask) as events:
                told = "".join(events.text_stream)
                assert events.get_final_message().usage.output_tokens == 9
            return told
    with openai.OpenAI(base_url=f"{url}/v1", api_key="k", max_retries=0) as client:
        if protocol.name == "completions":
            if not stream:
                return client.completions.create(model="test-model", prompt=question, max_tokens=40).choices[0].text
            chunks = client.completions.create(model="test-model", prompt=question, max_tokens=40, stream=True)
            return "".join(chunk.choices[0].text for chunk in chunks if chunk.choices)
        if not stream:
            return client.responses.create(model="test-model", input=question).output_text
        deltas = []
        with client.responses.stream(model="test-model", input=question) as events:
            deltas = [event.delta for event in events if event.type == "response.output_text.delta"]
            assert events.get_final_response().output_text == "".join(deltas)
        return "".join(deltas)


@each
@pytest.mark.parametrize("miss_streams", [False, True], ids=["json miss", "streamed miss"])
def test_repeats_and_rewordings_are_hits_in_both_forms_of_delivery(protocol: Protocol, miss_streams: bool) -> None:
    with gateway(answering(protocol)) as setup:
        assert said_by_client(protocol, setup.url, QUESTIONS[0], miss_streams) == TEXT
        # A streamed completion has no token counts unless somebody asks; the gateway does.
        for question in QUESTIONS:
            for stream in (False, True):
                assert said_by_client(protocol, setup.url, question, stream) == TEXT
        assert len(setup.upstream.calls) == 1
        assert wait_until(lambda: len(setup.answers) == 5)
        assert [row.outcome for row in setup.answers] == [Outcome.MISS, *[Outcome.HIT] * 4]
        assert {row.tier for row in setup.answers[1:]} == {Tier.EXACT, Tier.SEMANTIC}
        assert all(row.saved and row.saved > 0 for row in setup.answers[1:])
        assert {row.protocol for row in setup.answers} == {protocol.name}


@each
def test_another_system_prompt_or_tool_is_another_scope(protocol: Protocol) -> None:
    with gateway(answering(protocol)) as setup, httpx.Client(base_url=setup.url) as http:
        for changes in ({}, {"system": "Be brief."}, {"instructions": "Be brief."}, {"tools": [{"name": "f"}]}):
            assert "hit" not in http.post(protocol.path, json={**protocol.request, **changes}).headers["cache-status"]
        assert len(setup.upstream.calls) == 4


@each
def test_protocols_never_share_with_each_other(protocol: Protocol) -> None:
    with gateway(answering(protocol)) as setup, httpx.Client(base_url=setup.url) as http:
        for other in SAMPLES:
            http.post(other.path, json=protocol.request)
        assert len(setup.upstream.calls) == len(SAMPLES)


@each
def test_only_if_cached_says_no_in_the_protocols_own_words(protocol: Protocol) -> None:
    with gateway(answering(protocol)) as setup, httpx.Client(base_url=setup.url) as http:
        answer = http.post(protocol.path, json=protocol.request, headers={"cache-control": "only-if-cached"})
        assert answer.status_code == 504
        assert ("type" in answer.json()) == (protocol.name == "messages")
        assert "only-if-cached" in answer.json()["error"]["message"]
        assert not setup.upstream.calls


def test_what_rests_on_the_upstreams_memory_is_passed_on_and_booked() -> None:
    protocol = SAMPLES[2]
    with gateway(answering(protocol)) as setup, httpx.Client(base_url=setup.url) as http:
        ask = {**protocol.request, "previous_response_id": "resp_0"}
        for _ in range(2):
            told = http.post(protocol.path, json=ask).headers["cache-status"]
            assert told == "semcache; fwd=bypass; detail=stateful:previous-response-id"
        assert len(setup.upstream.calls) == 2
        assert wait_until(lambda: len(setup.attempts) == 2)
        assert setup.attempts[0].cost is not None
