"""What a real vLLM tells of its KV cache is enough to say beforehand, to the token, what it will find there."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx

from semcache.adapters.kv_events import KvEvents
from semcache.core.kv_events import Change
from semcache.core.prefix import prefix_chain, token_chain
from semcache.core.prefix_record import PrefixRecord
from tests.vllm.conftest import kv_settings, pool_of
from tests.vllm.gateways import gateway, post
from tests.vllm.replicas import BLOCK, BLOCKS, MODEL, Replica, chat

REQUESTS = 60


@contextlib.asynccontextmanager
async def following(sockets: Path, record: PrefixRecord) -> AsyncIterator[KvEvents]:
    """The record holds what the first replica tells."""

    def told(change: Change) -> None:
        record.stored("r", change.stored, BLOCK)
        record.removed("r", change.removed)

    events = KvEvents(f"ipc://{sockets}/kv-0", told, replay=f"ipc://{sockets}/replay-0")
    running = asyncio.create_task(events.run())
    try:
        yield events
    finally:
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running


async def test_the_record_says_what_usage_will_say(replica: Replica, sockets: Path) -> None:
    """Six help desks of unequal popularity on a cache that holds them only in part, so that blocks are evicted."""
    chance = random.Random(5)
    desks = [
        f"You are help desk {i}. Answer politely, in one sentence, and never promise a date. " * 10 for i in range(6)
    ]
    exact, guess = PrefixRecord(), PrefixRecord(BLOCK * BLOCKS)
    exactly_off, guess_off, cached_in_all = [], [], 0
    async with following(sockets, exact) as events, httpx.AsyncClient(base_url=replica.url, timeout=60) as client:
        await asyncio.sleep(1)  # to hear of the past
        for i in range(REQUESTS):
            body = chat(f"Question {i}, of {chance.random()}?", system=desks[min(5, int(chance.expovariate(0.5)))])
            body["max_tokens"] = chance.choice([8, 60, 200])
            tokens = await tokens_of(client, body)
            chain = prefix_chain(body)
            held = exact.overlaps(token_chain(tokens[:-1], BLOCK)).get("r", 0)
            guessed = guess.overlaps(chain).get("r", 0) * len(tokens) / chain.tokens
            guess.saw("r", chain)
            usage = (await client.post("/v1/chat/completions", json=body)).json()["usage"]
            cached = usage["prompt_tokens_details"]["cached_tokens"]
            await until_held(exact, tokens)
            exactly_off.append(abs(held - cached))
            guess_off.append(abs(guessed - cached))
            cached_in_all += cached
        assert events.gaps == 0
    print(
        f"\nprompt tokens that the KV cache would hold, foretold for {REQUESTS} requests: off by "
        f"{sum(exactly_off) / REQUESTS:.1f} from KV events, by {sum(guess_off) / REQUESTS:.1f} from what was sent; "
        f"{cached_in_all / REQUESTS:.0f} held on average"
    )
    assert cached_in_all > 0
    assert max(exactly_off) == 0


def test_a_gateway_finds_what_others_have_put_into_the_replicas(
    pair: list[Replica], sockets: Path, tmp_path: Path
) -> None:
    """It was started after them, and nothing of it went through it; without events it would go by what it sent."""
    systems = [f"You are desk {i} of a shop nobody knows. Answer politely, in one sentence. " * 8 for i in range(8)]
    for i, system in enumerate(systems):
        pair[i % 2].ask("Hello?", system=system)
    ratios = {}
    for name, more in (("KV events", kv_settings(sockets)), ("what was sent", {})):
        with gateway(tmp_path / name, **pool_of(pair, **more)) as process:
            time.sleep(2)  # to hear of the past
            found = [post(process.url, chat(f"By {name}?", system=system)).json()["usage"] for system in systems]
        cached = [usage["prompt_tokens_details"]["cached_tokens"] for usage in found]
        ratios[name] = sum(cached) / sum(usage["prompt_tokens"] for usage in found)
        if more:
            assert min(cached) > 3 * BLOCK, cached
    told = ", ".join(f"{ratio:.1%} by {name}" for name, ratio in ratios.items())
    print(f"\nprompt tokens found in KV caches that others filled: {told}")


async def caught_up(client: httpx.AsyncClient, record: PrefixRecord) -> None:
    """Waits until the record has heard of the past: a new prompt is heard of last."""
    body = chat(f"{random.random()} " * 20)
    tokens = await tokens_of(client, body)
    await client.post("/v1/chat/completions", json=body)
    await until_held(record, tokens)


async def until_held(record: PrefixRecord, tokens: list[int]) -> None:
    """All whole blocks of a prompt that was just answered."""
    async with asyncio.timeout(60):
        while record.overlaps(token_chain(tokens, BLOCK)).get("r", 0) < len(tokens) // BLOCK * BLOCK:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def tokens_of(client: httpx.AsyncClient, body: dict[str, Any]) -> list[int]:
    asked = {"model": MODEL, "messages": body["messages"]}
    tokens: list[int] = (await client.post("/tokenize", json=asked)).json()["tokens"]
    return tokens
