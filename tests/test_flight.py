import asyncio
from collections.abc import Awaitable, Callable

import pytest

from semcache import flight as flight_module
from semcache.core.decision import NotStored
from semcache.errors import UpstreamCut, UpstreamError
from semcache.flight import Flight, Flights, Head
from semcache.wire.base import StreamEvent

OK = Head(200, ())
Pump = Callable[[Flight], Awaitable[None]]


def event(raw: bytes) -> StreamEvent:
    return StreamEvent(raw, usage_only=False)


def pump_of(*pieces: bytes, gate: asyncio.Event | None = None) -> Pump:
    async def pump(flight: Flight) -> None:
        flight.begin(OK)
        for piece in pieces:
            await flight.publish([event(piece)])
            await asyncio.sleep(0)
        if gate is not None:
            await gate.wait()

    return pump


async def read(flight: Flight) -> bytes:
    with flight.board() as ride:
        return b"".join([e.raw async for e in ride.events()])


async def test_everybody_reads_the_whole_answer_from_its_first_byte_however_late_they_join() -> None:
    flights, gate = Flights(), asyncio.Event()
    flight = flights.launch("k", pump_of(b"a", b"b", b"c", gate=gate))
    first = asyncio.create_task(read(flight))
    await asyncio.sleep(0.01)
    late = flights.find("k")
    assert late is flight
    second = asyncio.create_task(read(late))
    await asyncio.sleep(0)
    gate.set()
    assert await asyncio.gather(first, second) == [b"abc", b"abc"]
    assert flights.find("k") is None
    assert len(flights) == 0


async def test_a_rider_that_leaves_takes_nobody_with_it_and_the_last_one_ends_the_call() -> None:
    flights, cancelled = Flights(), asyncio.Event()

    async def pump(flight: Flight) -> None:
        flight.begin(OK)
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            cancelled.set()
            raise

    flight = flights.launch("k", pump)
    riders = [asyncio.create_task(read(flight)) for _ in range(3)]
    await asyncio.sleep(0)
    for rider in riders[:2]:
        rider.cancel()
    await asyncio.sleep(0.01)
    assert not cancelled.is_set()
    riders[2].cancel()
    await asyncio.wait_for(cancelled.wait(), 1)
    assert flights.find("k") is None


async def test_nobody_joins_a_call_that_its_last_rider_has_just_left() -> None:
    flights = Flights()
    flight = flights.launch("k", pump_of(gate=asyncio.Event()))
    with flight.board():
        pass
    assert flights.find("k") is None


async def test_a_call_that_fails_before_it_begins_says_so_to_all_who_wait() -> None:
    async def pump(flight: Flight) -> None:
        await asyncio.sleep(0)
        raise UpstreamError("refused")

    flight = Flights().launch("k", pump)
    for _ in range(2):
        with flight.board() as ride, pytest.raises(UpstreamError, match="refused"):
            await ride.begun()
        assert await ride.landed() == NotStored("cut")


async def test_a_call_that_breaks_off_gives_what_came_and_then_the_error() -> None:
    async def pump(flight: Flight) -> None:
        flight.begin(OK)
        await flight.publish([event(b"half")])
        raise UpstreamCut("reset")

    flight = Flights().launch("k", pump)
    got = []
    with flight.board() as ride, pytest.raises(UpstreamCut):
        async for e in ride.events():
            got.append(e.raw)
    assert got == [b"half"]


async def test_an_answer_too_large_to_join_waits_for_its_slowest_rider_and_is_not_kept_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(flight_module, "JOINABLE_BYTES", 100)
    published = 0

    async def pump(flight: Flight) -> None:
        nonlocal published
        flight.begin(OK)
        for _ in range(50):
            await flight.publish([event(b"x" * 10)])
            published += 1

    flights = Flights()
    flight = flights.launch("k", pump)
    with flight.board() as slow:
        await asyncio.sleep(0.01)
        assert published == 10
        assert flights.find("k") is None
        assert len([e async for e in slow.events()]) == 50
    assert published == 50


async def test_a_thousand_riders_share_one_call() -> None:
    flights = Flights()
    flight = flights.launch("k", pump_of(*[b"%d," % i for i in range(50)]))
    answers = await asyncio.gather(*(read(flight) for _ in range(1000)))
    assert set(answers) == {b"".join(b"%d," % i for i in range(50))}


async def test_a_call_that_is_given_up_before_its_first_step_is_over_and_forgotten() -> None:
    flights, ended = Flights(), []

    async def pump(flight: Flight) -> None:
        raise AssertionError("nobody waits for it")

    flight = flights.launch("k", pump, ended=ended.append)
    flight.board().leave()
    await asyncio.sleep(0.01)
    assert flight.is_over
    assert set(ended) == {flight}
    assert len(flights) == 0
