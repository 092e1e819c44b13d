"""Single flight: identical requests at once make one upstream call."""

import asyncio
import json
import threading

import httpx
import pytest

from semcache.core.ledger import Tier
from tests.harness import Call, Setup, ask, completion, gateway, reply, sse, wait_until


def client(setup: Setup) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=setup.url, timeout=60, limits=httpx.Limits(max_connections=None))


async def post(http: httpx.AsyncClient, body: dict) -> httpx.Response:
    return await http.post("/v1/chat/completions", json=body)


@pytest.mark.parametrize("stream", [False, True])
async def test_a_thousand_identical_misses_make_one_upstream_call(stream: bool) -> None:
    are_there = threading.Event()
    with gateway(reply("Same for all.", after=are_there)) as setup:
        async with client(setup) as http:
            asking = asyncio.gather(*(post(http, ask("What is it?", stream=stream)) for _ in range(1000)))
            await asyncio.to_thread(wait_until, lambda: setup.riders == 1000)
            are_there.set()
            answers = await asking
        assert len(setup.upstream.calls) == 1
        assert {a.status_code for a in answers} == {200}
        assert all("Same" in a.text for a in answers)
        assert wait_until(lambda: len(setup.answers) == 1000)
        tiers = [row.tier for row in setup.answers]
        assert tiers.count(Tier.COLLAPSED) == 999
        assert all(row.saved == setup.attempts[0].cost for row in setup.answers if row.tier is Tier.COLLAPSED)
        statuses = [a.headers["cache-status"] for a in answers]
        assert sum("collapsed" in s for s in statuses) == tiers.count(Tier.COLLAPSED)


async def test_json_and_stream_askers_of_one_question_share_a_call() -> None:
    with gateway(reply("Same for all.", delay=0.5)) as setup:
        async with client(setup) as http:
            bodies = [ask("What is it?", stream=i % 2 == 0) for i in range(40)]
            answers = await asyncio.gather(*(post(http, body) for body in bodies))
        assert len(setup.upstream.calls) == 1
        for body, answer in zip(bodies, answers, strict=True):
            assert answer.headers["content-type"].startswith(
                "text/event-stream" if body["stream"] else "application/json"
            )
            assert "Same" in answer.text


async def test_followers_see_the_leaders_stream_from_its_first_byte_while_it_flows() -> None:
    gate = asyncio.Event()
    loops: list[asyncio.AbstractEventLoop] = []

    async def script(call: Call) -> None:
        loops.append(asyncio.get_running_loop())
        await call.start(media_type="text/event-stream")
        events = sse("one two three")
        for event in events[:2]:
            await call.write(event)
        await gate.wait()
        for event in events[2:]:
            await call.write(event)
        await call.write(b"", more=False)

    with gateway(script) as setup:
        async with client(setup) as http:
            body = ask("Count.", stream=True)
            async with (
                http.stream("POST", "/v1/chat/completions", json=body) as first,
                http.stream("POST", "/v1/chat/completions", json=body) as second,
            ):
                streams = [first.aiter_bytes(), second.aiter_bytes()]
                begun = [await asyncio.wait_for(anext(s), 5) for s in streams]
                assert all(b'"role"' in b or b"role" in b for b in begun)
                loops[0].call_soon_threadsafe(gate.set)
                rest = [b"".join([c async for c in s]) for s in streams]
        assert all(r.endswith(b"data: [DONE]\n\n") for r in rest)
        assert len(setup.upstream.calls) == 1


async def test_a_leader_that_fails_promotes_one_follower() -> None:
    count = 0

    async def script(call: Call) -> None:
        nonlocal count
        count += 1
        mine = count
        await asyncio.sleep(0.5)
        if mine == 1:
            await call.answer(b'{"error":{"message":"overloaded"}}', status=503)
        else:
            await call.answer(json.dumps(completion("Second try.")).encode())

    with gateway(script) as setup:
        async with client(setup) as http:
            answers = await asyncio.gather(*(post(http, ask("Try.")) for _ in range(50)))
        assert len(setup.upstream.calls) == 2
        assert sorted(a.status_code for a in answers) == [200] * 49 + [503]
        assert sum('"overloaded"' in a.text for a in answers) == 1


async def test_a_leader_whose_client_leaves_does_not_take_the_followers_down() -> None:
    with gateway(reply("For those who stayed.", delay=1.0)) as setup:
        async with client(setup) as http:
            leader = asyncio.create_task(post(http, ask("Wait.")))
            assert await asyncio.to_thread(wait_until, lambda: len(setup.upstream.calls) == 1)
            followers = [asyncio.create_task(post(http, ask("Wait."))) for _ in range(5)]
            await asyncio.sleep(0.3)
            leader.cancel()
            answers = await asyncio.gather(*followers)
        assert {a.status_code for a in answers} == {200}
        assert len(setup.upstream.calls) == 1


async def test_an_upstream_that_keeps_failing_does_not_serialise_those_who_wait() -> None:
    async def script(call: Call) -> None:
        await asyncio.sleep(0.2)
        await call.answer(b'{"error":{"message":"down"}}', status=500)

    with gateway(script) as setup:
        async with client(setup) as http:
            began = asyncio.get_running_loop().time()
            answers = await asyncio.gather(*(post(http, ask("Try.")) for _ in range(30)))
            took = asyncio.get_running_loop().time() - began
        assert {a.status_code for a in answers} == {500}
        assert took < 0.2 * 30 / 2  # in a row it would be 6 s


@pytest.mark.parametrize("finish", ["length", "content_filter"])
async def test_an_answer_that_cannot_be_kept_does_not_serialise_those_who_wait(finish: str) -> None:
    async def script(call: Call) -> None:
        await asyncio.sleep(0.2)
        body = completion("Half an")
        body["choices"][0]["finish_reason"] = finish
        await call.answer(json.dumps(body).encode())

    with gateway(script) as setup:
        async with client(setup) as http:
            began = asyncio.get_running_loop().time()
            answers = await asyncio.gather(*(post(http, ask("Go on.")) for _ in range(20)))
            took = asyncio.get_running_loop().time() - began
            assert len(setup.upstream.calls) == 20
            again = await asyncio.gather(*(post(http, ask("Go on.")) for _ in range(20)))
        assert {a.status_code for a in [*answers, *again]} == {200}
        assert took < 0.2 * 20 / 2
        assert len(setup.upstream.calls) == 40


async def test_two_tenants_never_share_a_call() -> None:
    with gateway(reply(delay=0.3)) as setup:
        async with client(setup) as http:
            answers = await asyncio.gather(
                *(
                    http.post("/v1/chat/completions", json=ask("Mine?"), headers={"authorization": f"Bearer {who}"})
                    for who in "abab"
                )
            )
        assert len(setup.upstream.calls) == 2
        assert answers[0].text != answers[1].text


async def test_no_cache_makes_a_call_of_its_own() -> None:
    with gateway(reply(delay=0.3)) as setup:
        async with client(setup) as http:
            plain = asyncio.create_task(post(http, ask("Fresh?")))
            await asyncio.to_thread(wait_until, lambda: len(setup.upstream.calls) == 1)
            own = await http.post("/v1/chat/completions", json=ask("Fresh?"), headers={"cache-control": "no-cache"})
            await plain
        assert len(setup.upstream.calls) == 2
        assert "fwd=request" in own.headers["cache-status"]
