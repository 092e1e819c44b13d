"""The gateway before two real replicas: prefixes are found again, the urgent go first, who is full is passed over."""

from __future__ import annotations

import contextlib
import itertools
import json
import random
import socket
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from semcache.core.engine_metrics import EngineStats
from tests.vllm.conftest import pool_of
from tests.vllm.gateways import gateway, post
from tests.vllm.replicas import BLOCK, CLIENT, LIMIT, SLOTS, Replica, chat

CONVERSATIONS, TURNS = 12, 5
AT_ONCE = 3
"""Conversations that go on at one time."""

Ask = Callable[[dict[str, Any]], httpx.Response]


@pytest.fixture(scope="module")
def front(pair: list[Replica], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with gateway(tmp_path_factory.mktemp("gateway"), **pool_of(pair)) as process:
        yield process.url


@pytest.fixture(autouse=True)
def _idle(pair: list[Replica]) -> None:
    for replica in pair:
        replica.idle()


def converse(ask: Ask, name: str) -> float:
    """Conversations of several turns, each with instructions of its own, more than one replica's KV cache holds.

    Returns the share of prompt tokens that the turns before had, in whole blocks: what an endless cache would find.
    """
    chance = random.Random(7)
    systems = [f"You are {name} {i}. Answer in one short sentence. " * 14 for i in range(CONVERSATIONS)]
    histories = [[{"role": "system", "content": system}] for system in systems]
    turns = [i for i in range(CONVERSATIONS) for _ in range(TURNS)]
    chance.shuffle(turns)
    prompts: list[list[int]] = [[] for _ in range(CONVERSATIONS)]

    def turn(which: Sequence[int]) -> None:
        for i in which:
            histories[i].append({"role": "user", "content": f"And number {len(histories[i])}, {chance.random():.3f}?"})
            answer = ask(chat("", max_tokens=12) | {"messages": histories[i]})
            assert answer.status_code == 200, answer.text
            prompts[i].append(answer.json()["usage"]["prompt_tokens"])
            histories[i].append({"role": "assistant", "content": answer.json()["choices"][0]["message"]["content"]})

    with ThreadPoolExecutor(AT_ONCE) as threads:
        list(threads.map(turn, [[i for i in turns if i % AT_ONCE == part] for part in range(AT_ONCE)]))
    known = sum(tokens // BLOCK * BLOCK for one in prompts for tokens in one[:-1])
    return known / sum(map(sum, prompts))


@dataclass(frozen=True, slots=True)
class Found:
    """What the engines' own counters say of the conversations."""

    ratio: float
    """Of prompt tokens in the KV caches."""
    possible: float
    shares: tuple[float, ...]
    """Of the prompt tokens that each replica was given."""


def found(pair: list[Replica], ask: Ask, name: str) -> Found:
    before = [replica.stats() for replica in pair]
    possible = converse(ask, name)
    since = [replica.stats().since(then) for replica, then in zip(pair, before, strict=True)]
    queries = [stats.prefix_queries or 0.0 for stats in since]
    hits = sum(stats.prefix_hits or 0.0 for stats in since)
    return Found(hits / sum(queries), possible, tuple(one / sum(queries) for one in queries))


def test_more_of_the_prompts_is_found_in_the_kv_caches_than_with_round_robin(pair: list[Replica], front: str) -> None:
    turns = itertools.cycle(pair)
    robin = found(pair, lambda body: post(next(turns).url, body), "desk")
    ours = found(pair, lambda body: post(front, body), "shop")
    print(
        f"\nprompt tokens found in the KV caches of two replicas: {robin.ratio:.1%} round robin, {ours.ratio:.1%} "
        f"ours, {ours.possible:.1%} if nothing were ever evicted; {max(ours.shares):.1%} of them at the busier replica"
    )
    assert ours.ratio > 1.3 * robin.ratio
    # With so few prefixes the ring may give one replica twice as many as the other, and more than it holds.
    assert ours.ratio > 0.8 * ours.possible
    assert max(ours.shares) < 0.8


@contextlib.contextmanager
def sent(url: str, bodies: Iterable[dict[str, Any]], *headers: str) -> Iterator[None]:
    """Requests at once, whose answers nobody reads; they leave with the block."""
    place = httpx.URL(url)
    with contextlib.ExitStack() as stack:
        for body in map(json.dumps, bodies):
            busy = stack.enter_context(socket.create_connection((place.host, place.port or 80)))
            head = [
                "POST /v1/chat/completions HTTP/1.1",
                f"host: {place.host}",
                "content-type: application/json",
                f"content-length: {len(body)}",
                *headers,
            ]
            busy.sendall("\r\n".join([*head, "", body]).encode())
        yield


def test_background_work_waits_for_people(pair: list[Replica], tmp_path: Path) -> None:
    """In the engine's own queue: in turn, the question would be answered when no errand waits any more."""
    engine = pair[0]
    errands = [chat(f"Errand {i}", max_tokens=700) for i in range(LIMIT - 1)]
    with contextlib.ExitStack() as stack:
        url = stack.enter_context(gateway(tmp_path, **pool_of([engine]))).url
        stack.enter_context(sent(url, errands, "semcache-priority: background"))
        engine.wait_until(lambda stats: (stats.waiting or 0) == LIMIT - 1 - SLOTS)
        assert post(url, chat("A person's question", max_tokens=4)).status_code == 200
        assert (engine.stats().waiting or 0) >= 1


POLICY = """
name: salted
defaults:
  cache-salt: true
"""


def test_a_rule_keeps_tenants_apart_in_the_kv_cache(pair: list[Replica], tmp_path: Path) -> None:
    policy = tmp_path / "salted.yaml"
    policy.write_text(POLICY)
    system = "You are the help desk of a bank. Say nothing about other clients. " * 15

    def cached(url: str, tenant: str, content: str) -> int:
        answer = post(url, chat(content, system=system), authorization=f"Bearer {tenant}")
        return int(answer.json()["usage"]["prompt_tokens_details"]["cached_tokens"])

    with gateway(tmp_path, policy=str(policy), **pool_of(pair)) as process:
        assert cached(process.url, "a", "One?") == 0
        assert cached(process.url, "a", "Two?") >= 3 * BLOCK
        assert cached(process.url, "b", "Three?") == 0


@contextlib.contextmanager
def full(replica: Replica) -> Iterator[None]:
    """As many requests in the replica as it takes, straight from elsewhere; it refuses what is more."""
    with contextlib.ExitStack() as stack:

        def fill(stats: EngineStats) -> bool:
            missing = LIMIT - int(stats.running or 0) - int(stats.waiting or 0)
            stack.enter_context(sent(replica.url, [chat("Keep a place.", max_tokens=1900)] * missing))
            return missing <= 0

        replica.wait_until(fill, 30.0)
        yield


def test_a_replica_that_is_full_is_passed_over(pair: list[Replica], front: str) -> None:
    """Also by the gateway that knows nothing of what others sent there: 503 is not handed on while another has room."""
    for replica in pair:
        with full(replica):
            answers = [post(front, chat(f"Is there room? {replica.url} {i}")) for i in range(6)]
        assert [answer.status_code for answer in answers] == [200] * 6


def test_when_all_are_full_the_client_is_told_when_to_come_back(pair: list[Replica], tmp_path: Path) -> None:
    settings = pool_of(pair, limits={"wait": "500ms"})
    with gateway(tmp_path, **settings) as process, full(pair[0]), full(pair[1]):
        began = time.monotonic()
        answer = post(process.url, chat("Is there room anywhere?"))
        seconds = time.monotonic() - began
    assert answer.status_code == 429, answer.text
    assert int(answer.headers["retry-after"]) >= 1
    assert "error" in answer.json()
    assert seconds < 20  # its wait, and no time-out


def test_who_leaves_is_let_go_by_the_replica_within_a_second(pair: list[Replica], front: str) -> None:
    body = chat("Tell me everything.", max_tokens=1900, stream=True)
    with CLIENT.stream("POST", f"{front}/v1/chat/completions", json=body) as response:
        flow = response.iter_raw()
        next(flow)
        (busy,) = [replica for replica in pair if replica.stats().running]
        left = time.monotonic()
    busy.wait_until(lambda stats: stats.running == 0, 5.0)
    assert time.monotonic() - left < 1.0
