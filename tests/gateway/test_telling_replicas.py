"""Replicas that tell what their KV caches hold are chosen by that, whoever has filled them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from semcache.adapters.clock import SystemClock
from semcache.core.kv_events import Change
from semcache.core.prefix import token_chain
from semcache.errors import ConfigErrors
from semcache.pooling import upstream_pools
from semcache.settings import Settings, load_settings
from semcache.upstreams.telling import Telling
from tests.harness import MODEL, PRICES, Setup, gateway
from tests.replicas import Answering, Heard, StandIn, body, good, replicas, whole

BLOCK = 4
PROMPTS = [f"Question number {i}: how are you today?" for i in range(8)]


def tokens_of(content: str) -> list[int]:
    return list(content.encode())


def tokenizing(chat: Answering = good, status: int = 200) -> Answering:
    async def behave(heard: Heard, writer: asyncio.StreamWriter) -> None:
        if heard.path != "/tokenize":
            await chat(heard, writer)
        else:
            said = {"tokens": tokens_of(heard.json["messages"][-1]["content"])}
            await whole(writer, status, json.dumps(said).encode())

    return behave


@contextmanager
def house(*behaviours: Answering) -> Iterator[tuple[Setup, list[StandIn], Telling]]:
    """A gateway before vLLM-like replicas, and what their pool was told."""
    with replicas(*behaviours) as stand_ins:
        own = {
            "kind": "vllm",
            "replicas": [one.url for one in stand_ins],
            "models": [MODEL],
            "kv-events": ["ipc:///nobody-publishes-here"] * len(stand_ins),
        }
        pools = upstream_pools(Settings(upstreams={"own": own}), PRICES, SystemClock())
        telling = pools.pools[0].telling
        assert telling is not None
        with gateway(pools=pools) as setup:
            yield setup, stand_ins, telling


def holds(telling: Telling, replica: str, content: str) -> None:
    telling.tell(replica, Change(token_chain(tokens_of(content), BLOCK).blocks, (), BLOCK))


def asked(one: StandIn) -> list[Heard]:
    return [heard for heard in one.heard if heard.path == "/v1/chat/completions"]


def ask(setup: Setup, content: str, **more: Any) -> None:
    sent = body(content, stream=False, temperature=1.5, **more)  # above what the rule stores
    assert httpx.post(f"{setup.url}/v1/chat/completions", json=sent, timeout=30).status_code == 200


def test_a_prompt_goes_to_the_replica_that_says_it_holds_it() -> None:
    with house(tokenizing(), tokenizing()) as (setup, stand_ins, telling):
        for i, prompt in enumerate(PROMPTS):
            holds(telling, f"own/{i % 2}", prompt)
        for prompt in PROMPTS:
            ask(setup, prompt)
        for i, one in enumerate(stand_ins):
            assert [heard.json["messages"][-1]["content"] for heard in asked(one)] == PROMPTS[i::2]
        held = len(tokens_of(PROMPTS[0])) - 1
        assert f"{held // BLOCK * BLOCK} of {held} tokens held" in setup.attempts[0].choice


def test_a_salt_of_the_clients_own_is_part_of_what_is_compared() -> None:
    with house(tokenizing(), tokenizing()) as (setup, stand_ins, telling):
        for replica, salt in (("own/0", "a"), ("own/1", "b")):
            telling.tell(replica, Change(token_chain(tokens_of(PROMPTS[0]), BLOCK, salt).blocks, (), BLOCK))
        for salt in "abba":
            ask(setup, PROMPTS[0], cache_salt=salt)
        assert [[heard.json["cache_salt"] for heard in asked(one)] for one in stand_ins] == [["a", "a"], ["b", "b"]]


@pytest.mark.parametrize("other", [tokenizing(status=404), good])
def test_without_tokens_it_is_guessed(other: Answering) -> None:
    """Conversations stay where they went first, as they do where no replica tells anything."""
    with house(other, other) as (setup, stand_ins, telling):
        holds(telling, "own/0", PROMPTS[0])
        for _ in range(3):
            for prompt in PROMPTS:
                ask(setup, prompt * 20)
        first = [heard.json["messages"][-1]["content"] for heard in asked(stand_ins[0])]
        stayed = [prompt for prompt in PROMPTS if first.count(prompt * 20) in (0, 3)]
        assert len(stayed) >= len(PROMPTS) - 2  # one or two may have found their replica busy


def test_nobody_is_asked_for_tokens_before_somebody_has_told_something() -> None:
    with house(tokenizing(), tokenizing()) as (setup, stand_ins, _):
        ask(setup, PROMPTS[0])
        assert not [heard for one in stand_ins for heard in one.heard if heard.path == "/tokenize"]


REPLICAS = "replicas: [http://127.0.0.1:1, http://127.0.0.1:2], models: [m]"


@pytest.mark.parametrize(
    ("pool", "said"),
    [
        (f"kind: vllm, {REPLICAS}, kv-events: [ipc:///a]", "kv-events: 1 for 2 replicas; name one for each"),
        (
            f"kind: vllm, {REPLICAS}, kv-events: [ipc:///a, http://b]",
            "kv-events: expected ipc:///path or tcp://host:port",
        ),
        (f"kind: nim, {REPLICAS}, kv-events: [ipc:///a, ipc:///b]", "kv-events: a nim tells nothing of its KV cache"),
        (f"kind: vllm, {REPLICAS}, kv-replay: [ipc:///a, ipc:///b]", "kv-replay: of no use without kv-events"),
    ],
)
def test_mistakes_in_its_settings_are_refused_at_start(tmp_path: Path, pool: str, said: str) -> None:
    file = tmp_path / "semcache.yaml"
    file.write_text(f"upstreams: {{own: {{{pool}}}}}")
    with pytest.raises(ConfigErrors) as caught:
        load_settings(file, {})
    assert said in str(caught.value.errors[0])
