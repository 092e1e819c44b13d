"""Single flight across processes: identical requests in several of them make one upstream call."""

from __future__ import annotations

import asyncio
import json
import threading
from pathlib import Path

import httpx
import pytest

from semcache.adapters.file_leases import FileLeases
from semcache.core.ledger import Outcome, Tier
from semcache.errors import StoreFault
from semcache.ports import Lease
from tests.gateway.fleet_house import House, fleet
from tests.harness import RULE, Call, ask, changed, completion, reply, wait_until

QUESTION = "What is a monoid?"


async def post(http: httpx.AsyncClient, text: str = QUESTION, **more: object) -> httpx.Response:
    return await http.post("/v1/chat/completions", json=ask(text, **more))  # type: ignore[arg-type]


async def ask_all(house: House, each: int, text: str = QUESTION, stream: bool = False) -> list[httpx.Response]:
    clients = house.clients()
    try:
        return await asyncio.gather(*(post(http, text, stream=stream) for http in clients for _ in range(each)))
    finally:
        for http in clients:
            await http.aclose()


@pytest.mark.parametrize("stream", [False, True])
async def test_identical_misses_in_several_processes_make_one_call(tmp_path: Path, stream: bool) -> None:
    are_there = threading.Event()
    with fleet(tmp_path, reply("Same for all.", after=are_there), members=3) as house:
        asking = asyncio.create_task(ask_all(house, 20, stream=stream))
        await asyncio.to_thread(wait_until, lambda: sum(member.riders for member in house.members) == 60)
        are_there.set()
        answers = await asking
        assert len(house.upstream.calls) == 1
        assert {a.status_code for a in answers} == {200}
        assert all("Same" in a.text for a in answers)
        assert wait_until(lambda: len(house.answers) == 60)
        tiers = [row.tier for row in house.answers]
        assert (tiers.count(Tier.NONE), len(house.attempts)) == (1, 1)
        collapsed = [row for row in house.answers if row.tier is Tier.COLLAPSED]
        assert len(collapsed) == 59
        assert {row.saved for row in collapsed} == {house.attempts[0].cost}
        assert sum("collapsed" in a.headers["cache-status"] for a in answers) == len(collapsed)
        assert len({row.request_id for row in house.answers}) == 60
        assert all(not member.gateway._responder.server.flights for member in house.members)


async def test_without_an_index_the_answer_of_another_process_is_still_taken(tmp_path: Path) -> None:
    with fleet(tmp_path, reply(delay=1.0), members=3) as house:
        for member in house.members:
            await member.index.close()
        answers = await ask_all(house, 1)
        assert {a.status_code for a in answers} == {200}
        assert len(house.upstream.calls) == 1


async def test_a_leader_that_fails_is_followed_by_another(tmp_path: Path) -> None:
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

    with fleet(tmp_path, script, members=3) as house:
        answers = await ask_all(house, 5)
        assert len(house.upstream.calls) == 2
        assert sorted(a.status_code for a in answers) == [200] * 14 + [503]


async def test_an_answer_that_cannot_be_kept_holds_nobody_up_for_long(tmp_path: Path) -> None:
    async def script(call: Call) -> None:
        await asyncio.sleep(0.2)
        body = completion("Half an")
        body["choices"][0]["finish_reason"] = "length"
        await call.answer(json.dumps(body).encode())

    with fleet(tmp_path, script, members=3) as house:
        began = asyncio.get_running_loop().time()
        answers = await ask_all(house, 8)
        took = asyncio.get_running_loop().time() - began
        assert {a.status_code for a in answers} == {200}
        assert took < 0.2 * 24 / 2
        assert len(house.upstream.calls) == 24


async def test_a_client_that_leaves_while_it_waits_for_another_process_is_booked_and_forgotten(tmp_path: Path) -> None:
    gate = threading.Event()

    async def script(call: Call) -> None:
        await asyncio.to_thread(gate.wait, 30)
        await call.answer(json.dumps(completion("At last.")).encode())

    with fleet(tmp_path, script) as house:
        one, other = house.clients()
        leader = asyncio.create_task(post(one))
        assert await asyncio.to_thread(wait_until, lambda: len(house.upstream.calls) == 1)
        follower = asyncio.create_task(post(other))
        flights = house.members[1].gateway._responder.server.flights
        assert await asyncio.to_thread(wait_until, lambda: len(flights) == 1)
        follower.cancel()
        assert await asyncio.to_thread(wait_until, lambda: len(flights) == 0)
        assert wait_until(lambda: [row.status for row in house.members[1].answers] == [499])
        gate.set()
        assert (await leader).status_code == 200
        assert len(house.upstream.calls) == 1
        await one.aclose()
        await other.aclose()


async def test_what_the_client_demands_holds_for_what_another_process_stored(tmp_path: Path) -> None:
    with fleet(tmp_path, reply(delay=0.5)) as house:
        one, other = house.clients()
        leader = asyncio.create_task(post(one))
        assert await asyncio.to_thread(wait_until, lambda: len(house.upstream.calls) == 1)
        headers = {"cache-control": "no-cache"}
        own = await other.post("/v1/chat/completions", json=ask(QUESTION), headers=headers)
        assert "fwd=request" in own.headers["cache-status"]
        await leader
        assert len(house.upstream.calls) == 2
        await one.aclose()
        await other.aclose()


async def test_a_stale_answer_is_renewed_by_one_process_alone(tmp_path: Path) -> None:
    rule = changed(RULE, max_age=100.0, stale_while_revalidate=1000.0)
    with fleet(tmp_path, reply(delay=0.5), members=3, rule=rule) as house:
        await ask_all(house, 1)
        assert len(house.upstream.calls) == 1
        for member in house.members:
            member.clock.offset = 150.0
        answers = await ask_all(house, 4)
        assert all("stale-while-revalidate" in a.headers["cache-status"] for a in answers)
        assert await asyncio.to_thread(
            wait_until, lambda: sorted(row.purpose for row in house.attempts) == ["revalidate", "serve"]
        )
        again = await ask_all(house, 4)
        assert all("; hit;" in a.headers["cache-status"] for a in again)
        assert {row.outcome for row in house.answers} <= {Outcome.MISS, Outcome.STALE, Outcome.HIT}
        assert len(house.upstream.calls) == 2


class Troubled(FileLeases):
    """Leases of which nothing good comes."""

    async def take(self, key: str):  # type: ignore[no-untyped-def]
        raise StoreFault("no leases today")


class Frozen(FileLeases):
    async def take(self, key: str):  # type: ignore[no-untyped-def]
        await asyncio.sleep(60)


class Cut(FileLeases):
    """Somebody holds every lease, and then nothing more is heard."""

    async def take(self, key: str) -> Lease | None:  # type: ignore[override]
        return None

    async def freed(self, key: str) -> None:
        raise StoreFault("gone")


@pytest.mark.parametrize("kind", [Troubled, Frozen, Cut])
async def test_trouble_with_leases_costs_calls_and_no_request(
    tmp_path: Path, kind: type[FileLeases], caplog: pytest.LogCaptureFixture
) -> None:
    leases = [kind(tmp_path / "leases") for _ in range(2)]
    with fleet(tmp_path, reply("Same.", delay=0.3), leases=leases) as house:  # type: ignore[arg-type]
        answers = await ask_all(house, 10)
        assert {a.status_code for a in answers} == {200}
        assert len(house.upstream.calls) == 2  # one each
    told = [line.partition(" is in trouble ")[0] for line in caplog.messages if "in trouble" in line]
    assert set(told) == (set() if kind is Cut else {"the sharing of calls between processes"})
