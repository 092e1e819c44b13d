"""The stand-in against the official client, over a real socket."""

from __future__ import annotations

import time
from collections.abc import Iterator
from decimal import Decimal

import httpx
import openai
import pytest
from hypothesis import given
from hypothesis import strategies as st

from semcache.demo.bill import Rates, pieces
from semcache.demo.faults import Fault
from semcache.demo.standin import Pace, Standin
from tests.servers import running, serving

ASK = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "What is a gate?"}]


@pytest.fixture
def standin() -> Standin:
    return Standin(Pace.instant())


@pytest.fixture
def url(standin: Standin) -> Iterator[str]:
    with serving(standin) as url:
        yield url


@pytest.fixture
def client(url: str) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{url}/v1", api_key="sk-a", max_retries=0) as client:
        yield client


def ask(client: openai.OpenAI, **more):
    return client.chat.completions.create(**{"model": "gpt-4o-mini", "messages": ASK, **more})


def streamed(client: openai.OpenAI, **more):
    return list(ask(client, stream=True, **more))


def text_of(chunks) -> str:
    return "".join(c.choices[0].delta.content or "" for c in chunks if c.choices)


def test_a_json_answer_has_the_shape_of_a_real_one(client):
    answer = ask(client)
    assert answer.object == "chat.completion"
    assert answer.id.startswith("chatcmpl-")
    assert answer.model == "gpt-4o-mini-2024-07-18"
    assert (answer.choices[0].index, answer.choices[0].finish_reason) == (0, "stop")
    assert answer.choices[0].message.role == "assistant"
    assert answer.choices[0].message.refusal is None
    assert answer.usage.total_tokens == answer.usage.prompt_tokens + answer.usage.completion_tokens
    assert answer.usage.completion_tokens == len(pieces(answer.choices[0].message.content))
    assert answer.usage.prompt_tokens_details.cached_tokens == 0


def test_a_stream_says_the_same_in_many_chunks_and_bills_the_same(client, standin):
    whole = ask(client)
    chunks = streamed(client, stream_options={"include_usage": True})
    assert text_of(chunks) == whole.choices[0].message.content
    assert len(chunks) > 5
    assert chunks[0].choices[0].delta.role == "assistant"
    assert chunks[-2].choices[0].finish_reason == "stop"
    assert chunks[-1].choices == []
    assert chunks[-1].usage == whole.usage
    assert all(c.usage is None for c in chunks[:-1])
    account = standin.bill.models["gpt-4o-mini"]
    assert (account.calls, account.completion) == (2, 2 * whole.usage.completion_tokens)


def test_a_stream_without_include_usage_never_mentions_usage(url):
    raw = httpx.post(
        f"{url}/v1/chat/completions",
        json={"model": "gpt-4o-mini", "messages": ASK, "stream": True},
        headers={"authorization": "Bearer sk-a"},
    )
    assert raw.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert raw.text.endswith("data: [DONE]\n\n")
    assert "usage" not in raw.text


def test_another_key_or_system_prompt_is_another_answer(client, url):
    mine = ask(client).choices[0].message.content
    assert ask(client).choices[0].message.content == mine
    other = openai.OpenAI(base_url=f"{url}/v1", api_key="sk-b")
    assert ask(other).choices[0].message.content != mine
    assert ask(client, messages=[ASK[1]]).choices[0].message.content != mine


@pytest.mark.parametrize(
    ("more", "error", "code"),
    [
        ({"model": "gpt-99"}, openai.NotFoundError, "model_not_found"),
        ({"messages": []}, openai.BadRequestError, "invalid_type"),
        ({"extra_headers": {"Authorization": ""}}, openai.AuthenticationError, "invalid_api_key"),
        ({"extra_headers": {"x-standin-fault": "status=429"}}, openai.RateLimitError, None),
        ({"extra_headers": {"x-standin-fault": "status=503"}}, openai.InternalServerError, None),
    ],
)
def test_what_cannot_be_answered_is_an_openai_error_object_and_free(client, standin, more, error, code):
    with pytest.raises(error) as raised:
        ask(client, **more)
    assert raised.value.code == code
    assert (standin.bill.total().calls, standin.bill.refused) == (0, 1)


@pytest.mark.parametrize(
    ("method", "path", "status", "message"),
    [
        ("GET", "/v1/nothing", 404, "Invalid URL (GET /v1/nothing)"),
        ("GET", "/v1/chat/completions", 405, "Not allowed to GET on /v1/chat/completions"),
        ("GET", "/v1/models", 401, "You didn't provide an API key."),
    ],
)
def test_other_routes_answer_as_the_protocol_does(url, method, path, status, message):
    answer = httpx.request(method, url + path)
    assert answer.status_code == status
    assert answer.json()["error"]["message"].startswith(message)


def test_the_models_are_the_ones_with_a_price(client):
    assert [m.id for m in client.models.list()] == ["gpt-4o-mini", "gpt-4o", "gpt-4.1-mini"]


def test_max_tokens_ends_with_length(client):
    answer = ask(client, max_tokens=5)
    assert (answer.choices[0].finish_reason, answer.usage.completion_tokens) == ("length", 5)


def test_n_choices_are_each_generated_and_charged(client):
    answer = ask(client, n=3)
    assert [c.index for c in answer.choices] == [0, 1, 2]
    assert answer.usage.completion_tokens == 3 * len(pieces(answer.choices[0].message.content))


def test_a_long_prompt_seen_before_is_charged_at_the_cached_rate(client, standin):
    long = [{"role": "system", "content": "rule " * 1500}, {"role": "user", "content": "one"}]
    again = [long[0], {"role": "user", "content": "two"}]
    first, second = ask(client, messages=long).usage, ask(client, messages=again).usage
    assert first.prompt_tokens_details.cached_tokens == 0
    assert second.prompt_tokens_details.cached_tokens == 1408
    total = first.prompt_tokens + second.prompt_tokens
    paid = (total - 1408) * Decimal("0.15") + 1408 * Decimal("0.075")
    paid += (first.completion_tokens + second.completion_tokens) * Decimal("0.60")
    assert standin.bill.total().dollars == paid / 1_000_000


def test_the_bill_is_the_sum_of_what_the_answers_said(client, url):
    prices = {"gpt-4o-mini": ("0.15", "0.60"), "gpt-4o": ("2.50", "10.00")}
    expected = Decimal(0)
    for model, (input_price, output_price) in prices.items():
        for number in range(3):
            usage = ask(client, model=model, messages=[{"role": "user", "content": f"question {number}"}]).usage
            expected += usage.prompt_tokens * Decimal(input_price) + usage.completion_tokens * Decimal(output_price)
    bill = httpx.get(f"{url}/bill").json()
    assert Decimal(bill["dollars"]) == expected / 1_000_000
    assert {name: model["calls"] for name, model in bill["models"].items()} == {"gpt-4o": 3, "gpt-4o-mini": 3}
    assert (bill["calls"], bill["left"], bill["refused"]) == (6, 0, 0)


@pytest.mark.parametrize("stream", [False, True])
def test_a_cut_answer_reaches_the_client_as_one_and_is_charged_in_part(client, standin, stream):
    standin.faults.append(Fault(cut=2))
    with pytest.raises((openai.APIConnectionError, httpx.RemoteProtocolError)):
        streamed(client) if stream else ask(client)
    assert (standin.bill.left, standin.bill.total().calls) == (1, 1)
    whole = ask(client).usage.completion_tokens
    if stream:
        assert 0 < standin.bill.total().completion - whole < whole


def test_garbage_is_not_json(client, standin, url):
    standin.faults.append(Fault(garbage=True))
    raw = httpx.post(
        f"{url}/v1/chat/completions",
        json={"model": "gpt-4o", "messages": ASK},
        headers={"authorization": "Bearer sk-a"},
    )
    assert raw.status_code == 200
    with pytest.raises(ValueError):
        raw.json()


def test_a_stream_flows_at_its_pace_and_a_client_that_leaves_stops_it():
    standin = Standin(Pace(ttft=0.1, tokens_per_second=50, tokens_per_chunk=2))
    with serving(standin) as url, openai.OpenAI(base_url=f"{url}/v1", api_key="sk-a") as client:
        began = time.monotonic()
        stream = ask(client, stream=True)
        next(iter(stream))
        assert time.monotonic() - began >= 0.1
        next(iter(stream))
        stream.close()
        deadline = time.monotonic() + 30
        while not standin.bill.left and time.monotonic() < deadline:
            time.sleep(0.02)
    assert standin.bill.left == 1
    assert 0 < standin.bill.total().completion < 20


def test_it_runs_as_a_process_that_prints_its_address():
    with running("semcache.demo.standin", "--ttft", "0") as process:
        client = openai.OpenAI(base_url=f"{process.url}/v1", api_key="sk-a")
        assert ask(client).choices[0].finish_reason == "stop"
        assert httpx.get(f"{process.url}/bill").json()["calls"] == 1
    assert process.popen.poll() is not None


def test_its_prices_can_be_set():
    standin = Standin(Pace.instant(), rates={"house": Rates.per_million("1", "1", "1")})
    with serving(standin) as url:
        ask(openai.OpenAI(base_url=f"{url}/v1", api_key="k"), model="house")
    total = standin.bill.total()
    assert total.dollars == Decimal(total.prompt + total.completion) / 1_000_000


@given(st.text())
def test_no_character_of_a_text_is_lost_in_its_tokens(text):
    assert "".join(pieces(text)) == (text if text.strip() else "")
