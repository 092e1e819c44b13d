"""The same question in other words, while the first is being answered: who waits, for what, and what is served then."""

from __future__ import annotations

import asyncio
import json
import threading

import httpx
import pytest

from semcache import serving
from semcache.core.ledger import Outcome, Tier
from tests.harness import Call, Script, Setup, ask, changed, completion, gateway, reply, wait_until

FIRST = "What is a monoid in algebra?"
OTHER_WORDS = "What is a monoid in algebra please?"
ANOTHER_NUMBER = "What are the 3 laws of a monoid in algebra?"
ONE_NUMBER = "What are the 2 laws of a monoid in algebra?"


def client(setup: Setup) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=setup.url, timeout=60, limits=httpx.Limits(max_connections=None))


async def post(http: httpx.AsyncClient, text: str, **headers: str) -> httpx.Response:
    return await http.post("/v1/chat/completions", json=ask(text), headers=headers)


async def after_the_first(setup: Setup, http: httpx.AsyncClient, text: str = FIRST) -> asyncio.Task[httpx.Response]:
    """A request under way."""
    task = asyncio.create_task(post(http, text))
    assert await asyncio.to_thread(wait_until, lambda: len(setup.upstream.calls) == 1)
    return task


class Gate:
    """An upstream that answers when it is told to."""

    def __init__(self, **changes: object) -> None:
        self.open = threading.Event()
        self.changes = changes

    async def __call__(self, call: Call) -> None:
        await asyncio.to_thread(self.open.wait, 30)
        body = completion(call.json["messages"][-1]["content"])
        body["choices"][0].update(self.changes)
        await call.answer(json.dumps(body).encode())


async def test_other_words_wait_for_the_answer_under_way_and_are_hits() -> None:
    gate = Gate()
    with gateway(gate) as setup:
        async with client(setup) as http:
            first = await after_the_first(setup, http)
            others = [asyncio.create_task(post(http, OTHER_WORDS)) for _ in range(5)]
            await asyncio.sleep(0.3)
            assert len(setup.upstream.calls) == 1
            gate.open.set()
            answers = await asyncio.gather(first, *others)
        assert len(setup.upstream.calls) == 1
        assert len({a.json()["choices"][0]["message"]["content"] for a in answers}) == 1
        assert all("detail=semantic" in a.headers["cache-status"] for a in answers[1:])
        assert wait_until(lambda: len(setup.answers) == 6)
        rows = [row for row in setup.answers if row.tier is Tier.SEMANTIC]
        assert len(rows) == 5
        assert all(row.outcome is Outcome.HIT and row.similarity and row.saved for row in rows)
        assert all(row.seconds > 0.2 for row in rows)
        assert len(setup.gateway._responder.server._nearby) == 0


async def test_what_the_gates_refuse_waits_for_nobody() -> None:
    gate = Gate()
    with gateway(gate) as setup:
        async with client(setup) as http:
            first = await after_the_first(setup, http, ONE_NUMBER)
            other = asyncio.create_task(post(http, ANOTHER_NUMBER))
            assert await asyncio.to_thread(wait_until, lambda: len(setup.upstream.calls) == 2)
            gate.open.set()
            answers = await asyncio.gather(first, other)
        assert answers[0].text != answers[1].text


@pytest.mark.parametrize(
    "rule",
    [
        changed(semantic=False),
        changed(min_similarity=0.999),
        changed(max_error=0.02),  # a new rule is sure of nothing yet
    ],
    ids=["exact only", "not near enough", "a bound on wrong hits"],
)
async def test_rules_that_would_not_serve_it_do_not_wait(rule: object) -> None:
    gate = Gate()
    words = "In algebra, what is it that we call a monoid?"
    with gateway(gate, rule=rule) as setup:  # type: ignore[arg-type]
        async with client(setup) as http:
            first = await after_the_first(setup, http)
            other = asyncio.create_task(post(http, words))
            assert await asyncio.to_thread(wait_until, lambda: len(setup.upstream.calls) == 2)
            gate.open.set()
            await asyncio.gather(first, other)


async def test_tenants_do_not_wait_for_each_other() -> None:
    gate = Gate()
    with gateway(gate) as setup:
        async with client(setup) as http:
            mine = asyncio.create_task(post(http, FIRST, authorization="Bearer a"))
            assert await asyncio.to_thread(wait_until, lambda: len(setup.upstream.calls) == 1)
            theirs = asyncio.create_task(post(http, OTHER_WORDS, authorization="Bearer b"))
            assert await asyncio.to_thread(wait_until, lambda: len(setup.upstream.calls) == 2)
            gate.open.set()
            await asyncio.gather(mine, theirs)


async def test_an_answer_that_is_not_kept_is_waited_for_once() -> None:
    gate = Gate(finish_reason="length")
    with gateway(gate) as setup:
        async with client(setup) as http:
            first = await after_the_first(setup, http)
            others = [asyncio.create_task(post(http, OTHER_WORDS)) for _ in range(3)]
            await asyncio.sleep(0.3)
            assert len(setup.upstream.calls) == 1
            gate.open.set()
            answers = await asyncio.gather(first, *others)
        assert {a.status_code for a in answers} == {200}
        assert all("fwd=miss" in a.headers["cache-status"] for a in answers)
        assert len(setup.upstream.calls) <= 4


async def test_what_is_decided_after_the_wait_is_decided_as_ever() -> None:
    """An event ends the answer before those who wait for it can be given it."""
    gate = Gate()
    with gateway(gate) as setup:
        async with client(setup) as http:
            first = await after_the_first(setup, http)
            other = asyncio.create_task(post(http, OTHER_WORDS))
            await asyncio.sleep(0.3)
            record, server = setup.engine.record, setup.gateway._responder.server

            async def recorded(*args):  # type: ignore[no-untyped-def]
                kept = await record(*args)
                await setup.store.remove(list(setup.store._entries))
                return kept

            server.engine.record = recorded  # type: ignore[method-assign]
            gate.open.set()
            answers = await asyncio.gather(first, other)
        assert len(setup.upstream.calls) == 2
        assert "fwd=miss" in answers[1].headers["cache-status"]


async def test_an_answer_that_takes_too_long_is_waited_for_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "PATIENCE_SECONDS", 0.3)
    gate = Gate()
    with gateway(gate) as setup:
        async with client(setup) as http:
            first = await after_the_first(setup, http)
            other = asyncio.create_task(post(http, OTHER_WORDS))
            assert await asyncio.to_thread(wait_until, lambda: len(setup.upstream.calls) == 2)
            gate.open.set()
            assert {a.status_code for a in await asyncio.gather(first, other)} == {200}


async def test_who_waits_may_leave() -> None:
    gate = Gate()
    with gateway(gate) as setup:
        async with client(setup) as http:
            first = await after_the_first(setup, http)
            other = asyncio.create_task(post(http, OTHER_WORDS))
            await asyncio.sleep(0.3)
            other.cancel()
            assert await asyncio.to_thread(wait_until, lambda: [row.status for row in setup.answers] == [499])
            gate.open.set()
            assert (await first).status_code == 200
        assert len(setup.upstream.calls) == 1


async def test_a_call_goes_on_for_those_who_wait_in_other_words() -> None:
    gate = Gate()
    with gateway(gate) as setup:
        async with client(setup) as http:
            first = await after_the_first(setup, http)
            other = asyncio.create_task(post(http, OTHER_WORDS))
            await asyncio.sleep(0.3)
            first.cancel()
            assert await asyncio.to_thread(wait_until, lambda: [row.status for row in setup.answers] == [499])
            gate.open.set()
            assert "detail=semantic" in (await other).headers["cache-status"]
        assert len(setup.upstream.calls) == 1


def slow() -> Script:
    return reply("A set with an associative operation and a neutral element.", delay=1.0)


async def test_many_wordings_over_a_while_make_one_call() -> None:
    courtesies = ["", "Please: ", "Hi! ", "Hello, ", "Hey. ", "Good morning, "]
    thanks = ["", " Thanks!", " Thank you.", " please", " Thanks a lot!"]
    wordings = [before + FIRST + after for before in courtesies for after in thanks]
    with gateway(slow()) as setup:
        async with client(setup) as http:

            async def later(number: int, text: str) -> httpx.Response:
                await asyncio.sleep(number * 0.02)
                return await post(http, text)

            answers = await asyncio.gather(*(later(*one) for one in enumerate(wordings)))
        assert {a.status_code for a in answers} == {200}
        assert len(setup.upstream.calls) == 1
        assert sum("detail=semantic" in a.headers["cache-status"] for a in answers) == len(wordings) - 1
