"""Single flight: one upstream call, and everybody who waits for it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

from semcache.core.decision import NotStored, Stored
from semcache.core.request import Usage
from semcache.core.upstreams import Errand
from semcache.errors import UpstreamCut, UpstreamError
from semcache.mistakes import placed
from semcache.wire.base import StreamEvent
from semcache.wire.heads import Headers

log = logging.getLogger("semcache")

JOINABLE_BYTES = 8 * 2**20
"""A longer answer is no longer kept from its first byte, so nobody can join it any more."""


@dataclass(frozen=True, slots=True)
class Head:
    """How a response begins."""

    status: int
    headers: Headers

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300


class Flight:
    """One upstream call under way.

    A pump task feeds it (`begin`, `publish`, `land`). Riders board it and read the answer from its first byte, each
    at its own pace. When the last rider leaves, the pump is cancelled, which ends the upstream call.
    """

    def __init__(self, epoch: int = 0) -> None:
        self.epoch = epoch
        """The last event known when it began. Who knows of a later one must not be given this answer."""
        self.head: Head | None = None
        self.verdict: Stored | NotStored | None = None
        """Known once the answer is whole."""
        self.error: UpstreamError | None = None
        self.is_whole = False
        """The answer's last event is published; what may still come is the end of the response."""
        self.is_over = False
        self.is_from_elsewhere = False
        """Another process made the call, and stored the answer."""
        self.is_live = False
        """The body is handed on as it comes."""
        self.is_events = False
        """It is a stream of the protocol's events, which others can join."""
        self.usage: Usage | None = None
        """What the upstream billed, as far as it said."""
        self.model: str | None = None
        """The model that the answer names."""
        self.tier = ""
        """The provider's service tier that is billed; "" for the standard one."""
        self.errand = Errand()
        """What is called for, and what was called."""
        self._events: list[StreamEvent] = []
        self._dropped = 0
        """Events that every rider has read, and that are let go of."""
        self._size = 0
        self._riders: set[Ride] = set()
        self._abandoned = False
        self._changed: asyncio.Future[None] | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def is_joinable(self) -> bool:
        return self._size <= JOINABLE_BYTES and self._dropped == 0 and not self.is_over and not self._abandoned

    def start(self, pump: Callable[[Flight], Awaitable[None]], on_end: Callable[[], None]) -> None:
        """`on_end` may be called twice."""

        def end() -> None:
            self.is_over = True
            on_end()
            self._wake()

        async def run() -> None:
            try:
                await pump(self)
            except UpstreamError as error:
                self.error = error
            except asyncio.CancelledError:
                self.error = UpstreamCut("cancelled: nobody waits for the answer any more")
                raise
            # What came so far must not pass for the whole of it.
            except Exception as mistake:
                self.error = UpstreamCut("a mistake in semcache")
                log.error("a mistake in semcache while an answer came: %s", placed(mistake))
            finally:
                end()

        self._task = asyncio.create_task(run(), name="semcache-flight")
        self._task.add_done_callback(lambda _: end())  # one that was cancelled before its first step

    def begin(self, head: Head) -> None:
        self.head = head
        self._wake()

    async def publish(self, events: list[StreamEvent]) -> None:
        """Hands events to the riders; waits only for riders who lag more than JOINABLE_BYTES behind."""
        if not events:
            return
        self._events.extend(events)
        self._size += sum(len(event.raw) for event in events)
        self._wake()
        while self._size > JOINABLE_BYTES and not self._drop_read():
            await self._change()

    def land(self, verdict: Stored | NotStored) -> None:
        """It is decided whether the answer is kept."""
        self.verdict = verdict
        self._wake()

    async def landed(self) -> Stored | NotStored:
        """The verdict on the whole answer; one that broke off was not stored."""
        while self.verdict is None and not self.is_over:
            await self._change()
        return self.verdict or NotStored("cut")

    def end(self, error: UpstreamError | None = None) -> None:
        """Nothing more comes; for a call that somebody else makes, who feeds no pump."""
        self.error = self.error or error
        self.is_over = True
        self._wake()

    def _drop_read(self) -> bool:
        """Lets go of what all have read; True when no rider lags too far behind any more."""
        slowest = min((rider.position for rider in self._riders), default=self._dropped + len(self._events))
        done = slowest - self._dropped
        self._size -= sum(len(event.raw) for event in self._events[:done])
        del self._events[:done]
        self._dropped = slowest
        return self._size <= JOINABLE_BYTES

    def board(self) -> Ride:
        """A new rider, who must `leave`."""
        ride = Ride(self, self._dropped)
        self._riders.add(ride)
        return ride

    def _left(self, ride: Ride) -> None:
        self._riders.discard(ride)
        if not self._riders and not self.is_over and self._task is not None:
            self._abandoned = True
            self._task.cancel()
        self._wake()

    async def _change(self) -> None:
        if self._changed is None:
            self._changed = asyncio.get_running_loop().create_future()
        # Shielded: one waiter that is cancelled must not cancel the future that all wait for.
        await asyncio.shield(self._changed)

    def _wake(self) -> None:
        if self._changed is not None and not self._changed.done():
            self._changed.set_result(None)
        self._changed = None


class Ride:
    """One rider's place in a flight: the call goes on while any is aboard."""

    def __init__(self, flight: Flight, position: int) -> None:
        self.flight = flight
        self.position = position
        """How many events it has read."""

    async def begun(self) -> Head:
        """The response's beginning. Raises UpstreamError when there will be none."""
        flight = self.flight
        while flight.head is None:
            if flight.is_over:
                raise flight.error or UpstreamCut("no response")
            await flight._change()
        return flight.head

    async def landed(self) -> Stored | NotStored:
        """The verdict on the whole answer; one that broke off was not stored."""
        return await self.flight.landed()

    @property
    def has_all(self) -> bool:
        """The answer's last event is among those that it has read."""
        return self.flight.is_whole and self.position == self.flight._dropped + len(self.flight._events)

    async def events(self) -> AsyncIterator[StreamEvent]:
        """All events from the first. Raises UpstreamError where the upstream broke off."""
        flight = self.flight
        while True:
            while (at := self.position - flight._dropped) < len(flight._events):
                self.position += 1
                yield flight._events[at]
            if flight.is_over:
                if flight.error is not None:
                    raise flight.error
                return
            if flight._size > JOINABLE_BYTES:
                flight._wake()  # the pump may be waiting for this rider
            await flight._change()

    def leave(self) -> None:
        """Called once the rider needs no more of the answer; a second call does nothing."""
        if self in self.flight._riders:
            self.flight._left(self)

    def __enter__(self) -> Ride:
        return self

    def __exit__(self, *_: object) -> None:
        self.leave()


class Flights:
    """The calls under way, by exact key."""

    def __init__(self) -> None:
        self._flights: dict[str, Flight] = {}

    def find(self, key: str, epoch: int = 0) -> Flight | None:
        """A call that can still be joined by who knows of no event after this one."""
        flight = self._flights.get(key)
        return flight if flight is not None and flight.is_joinable and flight.epoch >= epoch else None

    def launch(
        self,
        key: str | None,
        pump: Callable[[Flight], Awaitable[None]],
        epoch: int = 0,
        ended: Callable[[Flight], None] = lambda flight: None,
    ) -> Flight:
        """Starts a call; with a key, others can join it until it ends. `ended` may hear of that twice."""
        flight = self.open(key, epoch)

        def on_end() -> None:
            self.retire(key, flight)
            ended(flight)

        flight.start(pump, on_end)
        return flight

    def open(self, key: str | None, epoch: int = 0) -> Flight:
        """A call that somebody else makes, who says how it ends: `land`, `end` and `retire`."""
        flight = Flight(epoch)
        if key is not None:
            self._flights[key] = flight
        return flight

    def retire(self, key: str | None, flight: Flight) -> None:
        """From now on nobody joins it."""
        if key is not None and self._flights.get(key) is flight:
            del self._flights[key]

    def __len__(self) -> int:
        return len(self._flights)
