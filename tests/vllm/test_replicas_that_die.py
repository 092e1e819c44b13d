"""Replicas of a real vLLM that are killed. Runs last, on the pair that the others have used."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.vllm.conftest import pool_of
from tests.vllm.gateways import deltas, gateway, post
from tests.vllm.replicas import CLIENT, Replica, chat


@pytest.fixture(scope="module")
def front(pair: list[Replica], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with gateway(tmp_path_factory.mktemp("gateway"), **pool_of(pair)) as process:
        yield process.url


def test_one_that_is_killed_before_its_first_byte_costs_no_request(
    pair: list[Replica], front: str, tmp_path: Path
) -> None:
    """It is stopped, so that it takes requests and answers none, and then killed."""
    victim = pair[0]
    victim.signal(signal.SIGSTOP)
    with ThreadPoolExecutor(8) as threads:
        asked = [threads.submit(post, front, chat(f"Who answers question {i}?", max_tokens=40)) for i in range(8)]
        time.sleep(1.0)
        victim.signal(signal.SIGKILL)
        answers = [one.result() for one in asked]
    assert [answer.status_code for answer in answers] == [200] * 8
    assert {answer.json()["usage"]["completion_tokens"] for answer in answers} == {40}
    began = time.monotonic()
    assert post(front, chat("And afterwards?")).status_code == 200
    assert time.monotonic() - began < 2.0


def test_one_that_is_killed_in_the_middle_of_a_stream_is_cut_and_no_token_comes_twice(
    pair: list[Replica], front: str
) -> None:
    body = chat("Tell me everything.", max_tokens=1500, stream=True)
    whole = post(front, chat("Tell me everything.", max_tokens=1500)).json()["choices"][0]["message"]["content"]
    text, trouble = "", None
    with CLIENT.stream("POST", f"{front}/v1/chat/completions", json=body) as response:
        try:
            for i, event in enumerate(deltas(response.iter_lines())):
                text += "".join(choice["delta"].get("content") or "" for choice in event["choices"])
                if i == 100:
                    pair[1].signal(signal.SIGKILL)
        except httpx.RemoteProtocolError as error:
            trouble = error
    assert trouble is not None, "the client must see that the answer is not whole"
    assert whole.startswith(text)
    assert 0 < len(text) < len(whole)


def test_when_all_are_dead_the_client_is_told_at_once(front: str) -> None:
    began = time.monotonic()
    answer = post(front, chat("Is anybody there?"))
    assert answer.status_code in (502, 503)
    assert "error" in answer.json()
    assert time.monotonic() - began < 10
