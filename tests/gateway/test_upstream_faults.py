"""Replicas that fail in every way: while one is healthy, clients hardly notice, and the others are not flooded."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from semcache.adapters.clock import SystemClock
from semcache.pooling import upstream_pools
from semcache.settings import Settings
from tests.harness import MODEL, PRICES, Setup, gateway
from tests.replicas import (
    WORDS,
    Answering,
    StandIn,
    a_web_page,
    black_hole,
    body,
    cut,
    cut_after_head,
    failing,
    flapping,
    good,
    hangs_up,
    late,
    long_body_that_breaks_off,
    not_http,
    not_json,
    oversized_head,
    replicas,
    said,
)
from tests.servers import free_port

REQUESTS = 100
AT_ONCE = 8


@contextmanager
def pooled(
    *behaviours: Answering, more: Sequence[str] = (), kind: str = "openai", **said: Any
) -> Iterator[tuple[Setup, list[StandIn]]]:
    """A gateway before one pool of replicas; `more` are URLs of some that are not there at all."""
    with replicas(*behaviours) as stand_ins:
        urls = [*more, *(one.url for one in stand_ins)]
        pool = {"kind": kind, "replicas": urls, "models": [MODEL], "first-byte-timeout": "10s"}
        pool |= {"read-timeout": "10s", "connect-timeout": "5s", **said}
        pools = upstream_pools(Settings(upstreams={"own": pool}), PRICES, SystemClock())
        with gateway(pools=pools) as setup:
            yield setup, stand_ins


async def _ask(client: httpx.AsyncClient, url: str, question: str, *, stream: bool) -> tuple[int, str, bool]:
    """(status, text, whole): what a client gets, as far as it gets."""
    text, status, is_whole = "", 0, False
    try:
        async with client.stream("POST", f"{url}/v1/chat/completions", json=body(question, stream=stream)) as response:
            status = response.status_code
            if not stream or status != 200:
                document = json.loads(await response.aread())
                return status, document["choices"][0]["message"]["content"] if status == 200 else "", status == 200
            async for line in response.aiter_lines():
                is_whole = is_whole or line == "data: [DONE]"
                if line.startswith("data: {") and (choices := json.loads(line[6:])["choices"]):
                    text += choices[0]["delta"].get("content") or ""
    except httpx.HTTPError:
        is_whole = False
    return status, text, is_whole


def _all(url: str, requests: int = REQUESTS, stream: bool | None = None) -> list[tuple[str, int, str, bool]]:
    """(question, status, text, whole) of so many requests, some at once, every second one a stream."""

    async def run() -> list[tuple[str, int, str, bool]]:
        gate = asyncio.Semaphore(AT_ONCE)
        async with httpx.AsyncClient(timeout=30) as client:

            async def one(i: int) -> tuple[str, int, str, bool]:
                question = f"q{i}x{time.monotonic_ns()}"
                async with gate:
                    return question, *await _ask(client, url, question, stream=i % 2 == 0 if stream is None else stream)

            return await asyncio.gather(*(one(i) for i in range(requests)))

    return asyncio.run(run())


FAULTS: dict[str, Answering] = {
    "429 with Retry-After": failing(429, "retry-after: 1"),
    "429": failing(429),
    "500": failing(500),
    "503": failing(503),
    "black hole": black_hole,
    "slow first byte": late(0.15),
    "later than anybody waits": late(5.0),
    "hangs up": hangs_up,
    "cut after its head": cut_after_head,
    "not HTTP": not_http,
    "a web page": a_web_page,
    "not JSON": not_json,
    "oversized head": oversized_head,
    "a long body that breaks off": long_body_that_breaks_off,
    "flapping, hanging up": flapping(10, hangs_up),
    "flapping, 500": flapping(7, failing(500)),
}

ENDLESS = ("black hole", "later than anybody waits")


@pytest.mark.parametrize("fault", FAULTS)
def test_all_requests_are_answered_once_and_whole(fault: str) -> None:
    patience = {"first-byte-timeout": "1s", "read-timeout": "1s"} if fault in ENDLESS else {}
    with pooled(good, FAULTS[fault], FAULTS[fault], **patience) as (setup, _):
        answers = _all(setup.url)
    assert [(status, whole) for _, status, _, whole in answers] == [(200, True)] * REQUESTS
    assert all(text == said(question) for question, _, text, _ in answers)
    assert len(setup.attempts) <= 1.2 * REQUESTS


@pytest.mark.parametrize("url", ["nobody listens", "TLS where there is none", "an address that is none"])
def test_replicas_that_cannot_be_reached_cost_nobody_an_answer(url: str) -> None:
    with replicas(good) as (plain,):
        there = {
            "nobody listens": f"http://127.0.0.1:{free_port()}",
            "TLS where there is none": plain.url.replace("http", "https"),
            "an address that is none": "http://no-such-host.invalid:80",
        }[url]
        with pooled(good, good, more=[there], **{"connect-timeout": "1s"}) as (setup, _):
            answers = _all(setup.url)
    assert all(whole and text == said(question) for question, _, text, whole in answers)
    assert len(setup.attempts) <= 1.2 * REQUESTS


def test_an_answer_cut_after_its_first_byte_is_never_begun_again() -> None:
    with pooled(good, cut, cut) as (setup, _):
        plain = _all(setup.url, stream=False)
        streams = _all(setup.url, stream=True)
    assert all(whole and text == said(question) for question, _, text, whole in plain)  # nothing had been handed on
    broken = [(question, text) for question, _, text, whole in streams if not whole]
    assert all(said(question).startswith(text.rstrip()) and text != said(question) for question, text in broken)
    assert all(text == said(question) for question, _, text, whole in streams if whole)
    # Only those under way when it first happened: after that its streams are held back until they are whole.
    assert len(broken) <= AT_ONCE
    assert len(setup.attempts) <= 1.2 * 2 * REQUESTS
    assert WORDS > 2


def test_a_replica_that_goes_down_is_not_waited_for() -> None:
    """The health check fails while calls wait for a first byte, with no timeout in sight."""

    async def hung(heard: Any, writer: asyncio.StreamWriter) -> None:
        if heard.path == "/health" and heard.number == 0:
            return await good(heard, writer)
        return await black_hole(heard, writer)

    waits = {"first-byte-timeout": "60s", "read-timeout": "60s", "health-check": "200ms"}
    with pooled(good, hung, kind="vllm", **waits) as (setup, _):
        began = time.monotonic()
        answers = _all(setup.url, 40)
        assert time.monotonic() - began < 40
    assert all(whole and text == said(question) for question, _, text, whole in answers)
