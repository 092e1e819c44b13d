"""Several gateways over one Redis: what one of them stores or is told, all know."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import httpx

from semcache.core.world import Changed, Touches
from tests.gateway.fleet_house import fleet
from tests.harness import ask, reply
from tests.redis_servers import needs_redis, redis_store

pytestmark = needs_redis
QUESTION = "What is a monoid in category theory?"


async def post(http: httpx.AsyncClient, text: str) -> httpx.Response:
    response = await http.post("/v1/chat/completions", json=ask(text))
    assert response.status_code == 200
    return response


def call_of(response: httpx.Response) -> int:
    """The number of the upstream call that the answer came from."""
    return int(response.json()["choices"][0]["message"]["content"].partition(":")[0])


async def until_semantic(http: httpx.AsyncClient, text: str) -> None:
    """Its index hears of an answer a moment later than its store does."""
    deadline = time.monotonic() + 20
    while "detail=semantic" not in (await post(http, text)).headers["cache-status"]:
        assert time.monotonic() < deadline
        await asyncio.sleep(0.1)


async def test_one_call_for_all_its_answer_in_other_words_and_its_end(tmp_path: Path) -> None:
    # A machine that is busy with other tests must not look like a Redis in trouble.
    with fleet(tmp_path, reply(delay=0.5), members=3, over_redis=True, budget=5.0) as house:
        clients = house.clients()
        answers = await asyncio.gather(*(post(http, QUESTION) for http in clients for _ in range(10)))
        assert {call_of(answer) for answer in answers} == {1}
        assert len(house.upstream.calls) == 1
        # Each in words of its own: an answer that is found in other words is not stored again.
        for words, http in zip(("Please tell me: what", "Please, what", "Tell me please: what"), clients, strict=True):
            await until_semantic(http, QUESTION.replace("What", words))
        store = redis_store(tmp_path)
        await store.announce(Changed(Touches.ALL, ""), "me", 1.0)
        before = len(house.upstream.calls)
        for http in clients:
            assert call_of(await post(http, QUESTION)) > before
        await store.close()
        for http in clients:
            await http.aclose()
