"""Pools in quiet traffic, where what is dead is found out again and again: a healthy replica beside it answers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from semcache.adapters.clock import ManualClock, SystemClock
from semcache.adapters.http_upstream import HttpUpstream
from semcache.core.prefix import Chain
from semcache.core.retrying import RetryBudget
from semcache.core.route import Able, Need
from semcache.pooling import upstream_pools
from semcache.settings import Settings
from semcache.upstreams.member import Member, fail
from semcache.upstreams.pool import Pool, Served
from semcache.upstreams.pools import UpstreamPools
from tests.harness import MODEL, PRICES, Setup, gateway, sse, wait_until
from tests.replicas import Answering, Heard, StandIn, body, chunk, cut, failing, good, head, replicas, said

Make = Callable[[list[str]], dict[str, Any]]


class Hands(SystemClock):
    """The system's clocks, pushed ahead by hand."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def now(self) -> float:
        return super().now() + self.ahead

    def monotonic(self) -> float:
        return super().monotonic() + self.ahead


class House:
    """A gateway before pools, through which time passes between one request and the next."""

    def __init__(self, setup: Setup, pools: UpstreamPools, clock: Hands, stand_ins: list[StandIn]) -> None:
        self.setup = setup
        self.stand_ins = stand_ins
        self._pools = pools
        self._clock = clock
        self._asked = 0
        self._client = httpx.Client(base_url=setup.url, timeout=60)

    def ask(self, count: int, apart: float) -> list[int]:
        """The statuses of so many requests, so many seconds apart."""
        return [self._one(apart) for _ in range(count)]

    def _one(self, apart: float) -> int:
        sent = body(f"q{self._asked}", stream=False)
        self._asked += 1
        status = self._client.post("/v1/chat/completions", json=sent).status_code
        self._clock.ahead += apart
        self._pools.tick()
        return status

    @property
    def calls(self) -> int:
        """That were made of the upstreams so far."""
        assert wait_until(lambda: len(self.setup.answers) == self._asked, 30)
        return len(self.setup.attempts)


@contextmanager
def house(make: Make, *behaviours: Answering) -> Iterator[House]:
    with replicas(*behaviours) as stand_ins:
        clock = Hands()
        pools = upstream_pools(Settings(upstreams=make([one.url for one in stand_ins])), PRICES, clock)
        with gateway(pools=pools) as setup:
            yield House(setup, pools, clock, stand_ins)


def upstream(replicas: Any, **said: Any) -> dict[str, Any]:
    return {"kind": "openai", "replicas": replicas, "models": [MODEL], **said}


def one_pool(urls: list[str]) -> dict[str, Any]:
    return {"own": upstream(urls)}


def the_last_by_itself(urls: list[str]) -> dict[str, Any]:
    return {"own": upstream(urls[:-1]), "paid": upstream(urls[-1])}


def each_by_itself(urls: list[str]) -> dict[str, Any]:
    return {f"u{i}": upstream(url) for i, url in enumerate(urls)}


DEAD, FULL = failing(500), failing(429, "retry-after: 1")


@pytest.mark.parametrize(
    ("make", "behaviours", "count", "apart"),
    [
        (one_pool, (DEAD, good), 60, 20.0),
        (one_pool, (DEAD, DEAD, good), 60, 20.0),
        (one_pool, (DEAD, DEAD, DEAD, good), 60, 60.0),
        (the_last_by_itself, (DEAD, DEAD, good), 60, 20.0),
        (each_by_itself, (DEAD, DEAD, DEAD, good), 60, 400.0),
        (one_pool, (FULL, good), 200, 0.2),
        (one_pool, (FULL, FULL, good), 60, 20.0),
    ],
    ids=[
        "one of two is dead",
        "two of three",
        "three of four",
        "a whole upstream, the preferred one",
        "three upstreams, and forgotten each time",
        "always full, five requests a second",
        "two are always full, in quiet traffic",
    ],
)
def test_a_healthy_replica_answers_all_whatever_is_dead_beside_it(
    make: Make, behaviours: tuple[Answering, ...], count: int, apart: float
) -> None:
    with house(make, *behaviours) as there:
        assert there.ask(count, apart) == [200] * count
        assert there.calls <= 1.2 * count + 10


def test_an_upstream_that_was_given_up_is_found_again() -> None:
    well = False

    async def back_some_day(heard: Heard, writer: asyncio.StreamWriter) -> None:
        await (good if well else DEAD)(heard, writer)

    with house(the_last_by_itself, back_some_day, good) as there:
        assert there.ask(60, 20.0) == [200] * 60  # it has used up its retries
        assert any(row.choice.endswith(" unproven") for row in there.setup.attempts)  # and it is said why
        well = True
        before = len(there.stand_ins[0].heard)
        assert there.ask(30, 20.0) == [200] * 30
        assert len(there.stand_ins[0].heard) - before > 20  # it is the preferred one


@pytest.mark.parametrize("count", [50, 300])
def test_upstreams_that_fail_at_once_share_the_retries_of_their_model(count: int) -> None:
    with house(each_by_itself, DEAD, DEAD, DEAD, DEAD) as there:
        assert there.ask(count, 0.0) == [500] * count
        assert there.calls <= 1.2 * count + 10


def test_a_doubted_replica_is_given_more_time_for_its_stream_than_for_its_first_byte() -> None:
    async def cut_once_then_slow(heard: Heard, writer: asyncio.StreamWriter) -> None:
        if heard.number == 0:
            return await cut(heard, writer)
        events = sse(said("q1"), usage=False)
        writer.write(head(200, "text/event-stream") + chunk(events[0]))
        await writer.drain()
        await asyncio.sleep(4.0)
        writer.write(b"".join(chunk(event) for event in events[1:]) + b"0\r\n\r\n")
        await writer.drain()
        return None

    patience = {"first-byte-timeout": "3s"}
    with house(lambda urls: {"own": upstream(urls, **patience)}, cut_once_then_slow) as there:
        url = f"{there.setup.url}/v1/chat/completions"
        with pytest.raises(httpx.RemoteProtocolError):
            httpx.post(url, json=body("q0", stream=True), timeout=60)
        answer = httpx.post(url, json=body("q1", stream=True), timeout=60)
        assert (answer.status_code, answer.content) == (200, b"".join(sse(said("q1"), usage=False)))
        assert [len(one.heard) for one in there.stand_ins] == [2]


# What a pool and its members make of it, by themselves.


def members(count: int) -> tuple[Pool, list[Member]]:
    made = [
        Member(f"own/{i}", "", "openai", HttpUpstream("http://127.0.0.1:9"), None, 0, now=0.0) for i in range(count)
    ]
    return Pool("own", "openai", made, {MODEL: Served(MODEL, Able())}, now=0.0), made


def answered(member: Member, now: float) -> None:
    going = member.begin(0, now)
    member.first_byte(going, now, tells=False)
    member.end(going, now, 1, None)


def refused(member: Member, now: float, said: float | None = 1.0) -> float:
    """Seconds that it is left alone for."""
    member.end(member.begin(0, now), now, 0, None)
    member.told_to_wait(now, said)
    return member.health.resting_until - now


NEED = Need(prompt=10, completion=10)


@pytest.mark.parametrize(
    ("left", "has_retries", "proven", "chosen", "risky"),
    [
        (10.0, True, "", "012", False),
        (10.0, True, "2", "012", False),
        (0.9, True, "2", "2", False),
        (10.0, False, "2", "2", False),
        (0.9, True, "", "012", True),
        (10.0, False, "", "012", True),
    ],
    ids=[
        "retries are left, nothing known",
        "retries are left",
        "the upstream has none left",
        "the model has none left",
        "the upstream has none left, nothing known",
        "the model has none left, nothing known",
    ],
)
def test_without_a_retry_only_what_has_proven_itself_is_asked(
    left: float, has_retries: bool, proven: str, chosen: str, risky: bool
) -> None:
    pool, made = members(3)
    pool.retries = RetryBudget(left=left)
    for i in proven:
        answered(made[int(i)], 0.0)
    look = pool.look("own", pool.models[MODEL], NEED, Chain((), 0), (), 1.0, has_retries=has_retries)
    assert look.choice is not None
    assert look.choice.replica in {f"own/{i}" for i in chosen}
    assert look.offer.risky is risky


def test_an_answer_proves_a_replica_and_a_failure_or_a_refusal_takes_it_back() -> None:
    _, (one, other) = members(2)
    told = [one.is_proven]
    answered(one, 0.0)
    told.append(one.is_proven)
    refused(one, 1.0)
    told.append(one.is_proven)
    answered(one, 5.0)
    told.append(one.is_proven)
    fail(one, {one.name: one, other.name: other}, 6.0)
    assert [*told, one.is_proven] == [False, True, False, True, False]


def test_who_is_told_to_wait_again_and_again_waits_longer_each_time_until_it_answers() -> None:
    clock = ManualClock()
    _, (member,) = members(1)

    def rests(count: int, said: float | None) -> list[float]:
        found = []
        for _ in range(count):
            found.append(round(refused(member, clock.monotonic(), said), 6))
            clock.advance(found[-1])
        return found

    assert rests(8, 1.0) == [1.0, 1.5, 2.0, 3.0, 5.0, 9.0, 9.0, 9.0]
    answered(member, clock.monotonic())
    assert rests(3, 1.0) == [1.0, 1.5, 2.0]
    answered(member, clock.monotonic())
    assert rests(7, None) == [0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 8.0]


def test_calls_that_are_refused_at_once_count_as_one_refusal() -> None:
    _, (member,) = members(1)
    for _ in range(20):
        refused(member, 0.0)
    assert member.health.resting_until == 1.0
    assert refused(member, 1.0) == 1.5
