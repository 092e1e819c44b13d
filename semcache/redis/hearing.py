"""What one process has heard of the world through Redis, and for how long it may vouch that this is all.

No request asks Redis whether anything happened. Instead every process says in Redis, several times a second, how far
it has heard, and then reads what is new; whoever did both may vouch for what it knows until VOUCH_SECONDS after the
moment at which it began, by its own clock. Whoever announces something waits until every process has said that it
heard of it, or until VOUCH_SECONDS have passed, in which whoever did not hear of it must have ceased to vouch: cut
off, stopped or slow. Durations are each process's own; no two clocks are ever compared.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from semcache.core.world import Event, Touches, World
from semcache.errors import StoreFault
from semcache.ids import new_id
from semcache.redis import scripts
from semcache.redis.client import Client, Command, StoodStill
from semcache.redis.feed import FEED_ITEMS, HELLO, News, item_of, news_of
from semcache.redis.names import Names
from semcache.redis.values import OtherKey, Seal

log = logging.getLogger("semcache")

VOUCH_SECONDS = 1.0
MARGIN = 1.02
"""Two clocks that run may differ in speed by a hundredth and more is never seen."""
BEAT_SECONDS = 0.25
BEAT_PATIENCE = 0.4
"""A Redis that takes longer is of no use to any request."""
DOUBT_SECONDS = 0.1
CONNECT_PATIENCE = 1.0
READ_AT_ONCE = 500
CLOSING_SECONDS = 1.0
RINGS = 100
LISTEN_SECONDS = 5.0
EVENTS_AT_MOST = 2**32
"""In one generation."""
YIELDS = 20
"""Beats in which a process that has met another key leaves an empty Redis to those who have that."""

if hasattr(time, "CLOCK_BOOTTIME"):

    def steady() -> float:
        """Seconds that also pass while the machine sleeps."""
        return time.clock_gettime(time.CLOCK_BOOTTIME)
else:

    def steady() -> float:
        """Seconds that never go back."""
        return time.monotonic()


class Listener(Protocol):
    """Whoever wants to know what other processes did."""

    def heard(self, news: News) -> None: ...

    def missed(self) -> None:
        """Some news were lost, or nothing that was stored before may be served: all must be looked at anew."""
        ...


@dataclass(frozen=True, slots=True)
class _Record:
    """What a process says of itself in `members`."""

    generation: str
    event: int
    fed: tuple[int, int]

    @classmethod
    def read(cls, text: bytes) -> _Record:
        generation, event, fed, _ = text.decode().split(" ")
        return cls(generation, int(event), stream_id(fed.encode()))


class Hearing:
    """Keeps one process's world in step with everybody's.

    Entries are stored under a generation: a random name, signed, of which there is one at a time. When a process finds
    that Redis has lost an event that it heard, or was emptied, it makes a new generation, and with it nothing that was
    stored before is servable anywhere. Each generation counts its events from a base of its own, 0 for the first, and
    for every process the bases rise: so a later generation's world says of all that came before that it is gone.
    """

    slow = 0.025
    """Seconds after which a request that gives up is taken for a sign that Redis is in trouble."""

    def __init__(self, client: Client, names: Names, seal: Seal, listener: Listener) -> None:
        self.id = new_id()
        self.generation = ""
        self.rung = asyncio.Event()
        """Set, and replaced, whenever somebody rang the bell."""
        self._client = client
        self._names = names
        self._seal = seal
        self._listener = listener
        self._world = World()
        self._base = 0
        self._event = 0
        self._yields = 0
        self._renewed = float("-inf")
        """When this process took up another generation than it had."""
        self._last_item: list[Any] | None = None
        self._fed = b""
        self._beats = 0
        self._until = 0.0
        self._good_since: float | None = None
        """When the first round began that went well after one that did not; None while all go well."""
        self._trouble = ""
        self._doubted = ""
        self._wake = asyncio.Event()
        self._round: asyncio.Task[None] | None = None
        self._tasks: list[asyncio.Task[None]] = []

    # For every request.

    @property
    def vouches(self) -> bool:
        return steady() < self._until

    async def sure(self) -> None:
        """Return at once while this process vouches for what it has heard; else a StoreFault, unless nobody has
        asked Redis for some time."""
        if steady() < self._until:
            return
        if self._trouble or self._doubted:
            raise StoreFault(self._trouble or self._doubted)
        await self._hear()
        if steady() >= self._until:
            raise StoreFault(self._trouble or f"{self._client.url} answers too slowly to be sure of anything")

    async def world(self) -> World:
        await self.sure()
        return self._world

    def doubt(self, why: str) -> None:
        """A request found Redis in trouble, or this machine: Redis has a moment to show that it is well."""
        self._doubted = why
        self._until = min(self._until, steady() + DOUBT_SECONDS)
        self._wake.set()

    def is_of_this_generation(self, epoch: int) -> bool:
        return epoch >= self._base

    # Telling.

    async def announce(self, event: Event, who: str, at: float) -> int:
        """The event's number. No process can serve by an older world when this returns."""
        await self.sure()
        for _ in range(100):
            number, generation = self._event + 1, self.generation
            fields = self._seal.event(number, event, who, at)
            add = self._client.eval(scripts.ADD_EVENT, self._names.events, number, *fields)
            added, _ = await self._client.run([add, self._ring()], CONNECT_PATIENCE)
            if added:
                await self._until_all(partial(_has_heard_event, generation, number))
                if self._event < number:
                    await self._hear()
                return number
            await self._hear()
        raise StoreFault(f"{self._client.url}: others announce so much that nothing can be added")

    async def until_fed(self, item: bytes) -> None:
        """Return when every process that serves has heard of this item of the feed."""
        await self._client.run([self._ring()], CONNECT_PATIENCE)
        id = stream_id(item)
        await self._until_all(lambda one: one.fed >= id)

    async def ring(self) -> None:
        """Wake whoever listens."""
        await self._client.run([self._ring()], CONNECT_PATIENCE)

    def _ring(self) -> Command:
        return self._client.eval(scripts.APPEND, self._names.bell, RINGS, b"r", b"1")

    async def _until_all(self, has_heard: Callable[[_Record], bool]) -> None:
        """Until all members have heard, or those who have not can vouch for nothing any more."""
        deadline = steady() + VOUCH_SECONDS * MARGIN
        silent: dict[bytes, tuple[bytes, float]] = {}
        self._wake.set()
        pause = 0.001
        while (now := steady()) < deadline:
            with suppress(StoreFault):  # then time alone must tell
                records = await self._records(deadline - now)
                waiting = {id: record for id, record in records.items() if not _says(record, has_heard)}
                # A Redis that was emptied has forgotten who may still vouch for what was before.
                if not waiting and self.id.encode() in records and now - self._renewed > VOUCH_SECONDS * MARGIN:
                    return
                now = steady()
                silent = {
                    id: silent[id] if id in silent and silent[id][0] == record else (record, now)
                    for id, record in waiting.items()
                }
            await asyncio.sleep(pause)
            pause = min(pause * 1.5, 0.02)
        await self._forget([(id, record) for id, (record, since) in silent.items() if steady() - since > VOUCH_SECONDS])

    async def _records(self, seconds: float) -> dict[bytes, bytes]:
        flat = await self._client.do("HGETALL", self._names.members, seconds=max(seconds, 0.01))
        with self._client.reading():
            return dict(flat) if isinstance(flat, dict) else dict(zip(flat[::2], flat[1::2], strict=True))

    async def _forget(self, silent: list[tuple[bytes, bytes]]) -> None:
        """Nobody needs to wait again for a process that has said nothing for so long; one that lives says that it
        does before it vouches again."""
        with suppress(StoreFault):
            for id, record in silent:
                await self._client.script(
                    scripts.DELETE_FIELD_IF, self._names.members, id, record, seconds=BEAT_PATIENCE
                )

    # Hearing.

    def begin(self) -> None:
        """Start hearing, in the running event loop. May be called again."""
        if not self._tasks:
            self._tasks = [asyncio.create_task(self._keep_hearing()), asyncio.create_task(self._keep_listening())]

    async def close(self) -> None:
        for task in [*self._tasks, *filter(None, [self._round])]:
            task.cancel()
        await asyncio.gather(*self._tasks, *filter(None, [self._round]), return_exceptions=True)
        if self._beats and not self._trouble:
            with suppress(StoreFault):
                await self._client.do("HDEL", self._names.members, self.id, seconds=CLOSING_SECONDS)
        self._until = 0.0

    async def _keep_hearing(self) -> None:
        while True:
            if self._round is not None and not self._round.done():
                await asyncio.wait([self._round])  # it may have begun before what we were woken for
            self._wake.clear()
            with suppress(StoreFault):
                await self._hear()
            with suppress(TimeoutError):
                async with asyncio.timeout(BEAT_SECONDS):
                    await self._wake.wait()

    async def _keep_listening(self) -> None:
        """The bell only makes things quicker: whoever does not hear it hears of everything with the next beat."""
        last = b"$"
        while True:
            try:
                reply = await self._client.do(
                    "XREAD", "BLOCK", int(LISTEN_SECONDS * 1000), "STREAMS", self._names.bell, last,
                    seconds=LISTEN_SECONDS + BEAT_PATIENCE,
                )  # fmt: skip
                if reply:
                    with self._client.reading():
                        last = _last_id(reply)
                    self._wake.set()
                    self.rung.set()
                    self.rung = asyncio.Event()
            except StoreFault:
                last = b"$"
                await asyncio.sleep(BEAT_SECONDS)

    async def _hear(self) -> None:
        """A round that begins now or is under way. A StoreFault when it does not go well."""
        if self._round is None or self._round.done():
            self._round = asyncio.create_task(self._have_a_round())
            self._round.add_done_callback(_seen)
        await asyncio.shield(self._round)

    async def _have_a_round(self) -> None:
        try:
            if self._trouble:
                # Connecting may take several times as long as a command does.
                await self._client.do("GET", self._names.generation, seconds=CONNECT_PATIENCE)
            began = None
            while began is None:
                try:
                    with self._client.reading():
                        began = await self._heard_all()
                except StoodStill as fault:
                    log.debug("%s", fault)
        except StoreFault as fault:
            await self._failed(str(fault))
            raise
        # After trouble, Redis may be another server than before, which has not heard all of what others know: they
        # have this long to say so.
        if self._good_since is None or began - self._good_since >= VOUCH_SECONDS:
            if self._good_since is not None:
                log.debug("%s is heard again; the cache works again", self._client.url)
            self._good_since, self._trouble, self._doubted = None, "", ""
            self._until = began + VOUCH_SECONDS
        elif self._good_since == float("inf"):
            self._good_since = began
            self._trouble = f"{self._client.url} answers again; it has yet to prove itself"

    async def _failed(self, why: str) -> None:
        if self._good_since is None:
            # Whoever calls a part in trouble says so in the log, once.
            log.debug("%s; the cache rests", why)
        self._good_since, self._trouble = float("inf"), why
        await self._client.drop_idle()

    async def _heard_all(self) -> float | None:
        """Say how far this process has heard, then hear what is new. When that began, or None where there is more."""
        if not self.generation:
            await self._join()
        began = steady()
        names, last = self._names, self._last_item
        _, generation, events, feed = await self._client.run(
            [
                self._say(),
                ("GET", names.generation),
                ("XRANGE", names.events, "-" if last is None else last[0], "+", "COUNT", READ_AT_ONCE),
                ("XRANGE", names.feed, self._fed, "+", "COUNT", READ_AT_ONCE),
            ],
            BEAT_PATIENCE if self._beats > 1 else CONNECT_PATIENCE,
        )
        if generation is None or generation.decode() != self.generation:
            await self._adopt(generation)
            return None
        if last is not None and (not events or events[0] != last):
            await self._renew(self.generation)
            return None
        news = self._take_events(events if last is None else events[1:])
        fed = await self._take_feed(feed)
        if news or fed:
            await self._client.run([self._say()], BEAT_PATIENCE)
        return None if READ_AT_ONCE in (len(events), len(feed)) else began

    def _say(self) -> Command:
        self._beats += 1
        record = f"{self.generation} {self._event} {self._fed.decode()} {self._beats}"
        return self._client.eval(scripts.SET_FIELD, self._names.members, self.id, record)

    def _take_events(self, items: list[Any]) -> bool:
        heard = []
        for number, (id, fields) in enumerate(items, self._event + 1):
            if id != f"{number}-0".encode():
                raise StoreFault(
                    f"{self._client.url}: {self._names.events} has lost events in its middle; delete all keys that "
                    f"begin with {self._names.prefix}:, and the cache starts empty"
                )
            heard.append((self._base + number, self._seal.read_event(number, fields).event))
        if heard:
            self._world = self._world.after_all(heard)
            self._event, self._last_item = heard[-1][0] - self._base, items[-1]
        return bool(heard)

    async def _take_feed(self, items: list[Any]) -> bool:
        if not items or items[0][0] != self._fed:
            self._fed = await self._anchor()
            self._listener.missed()
            return True
        others = False
        for id, fields in items[1:]:
            self._fed = id
            news = news_of(fields)
            if news is not None and news.sender != self.id:
                others = True
                self._listener.heard(news)
        return others or len(items) > 1

    async def _join(self) -> None:
        if self._yields:
            there = await self._client.do("GET", self._names.generation, seconds=CONNECT_PATIENCE)
            if there is None:
                self._yields -= 1
                raise StoreFault(f"{self._client.url} is left to those who have its SEMCACHE_STORE_KEY")
        else:
            mine = self._seal.generation(0)
            there = await self._client.script(
                scripts.REPLACE, self._names.generation, "", mine, seconds=CONNECT_PATIENCE
            )
        try:
            base = self._seal.base_of(there)
        except OtherKey:
            self._yields = YIELDS
            raise
        self._fed = await self._anchor()
        self._take_up(there, base)

    async def _anchor(self) -> bytes:
        """The feed's end: an item of our own, so that there is one to go on from."""
        hello = item_of(HELLO, self.id)
        return bytes(
            await self._client.script(scripts.APPEND, self._names.feed, FEED_ITEMS, *hello, seconds=CONNECT_PATIENCE)
        )

    async def _adopt(self, generation: bytes | None) -> None:
        """Redis was emptied, or somebody found it to have lost something."""
        if generation is None or (base := self._seal.base_of(generation)) <= self._base:
            await self._renew("" if generation is None else generation.decode())
        else:
            # What was told of before is looked at anew; a feed that is gone, too, must not be found missing once more.
            self._fed = await self._anchor()
            log.warning(
                "%s was emptied or has lost what it was told: what was stored before is not served any more",
                self._client.url,
            )
            self._take_up(generation, base)
            self._renewed = steady()
            self._listener.missed()

    async def _renew(self, old: str) -> None:
        """A new generation, unless somebody else has just made one."""
        new = self._seal.generation(self._base + EVENTS_AT_MOST)
        there = await self._client.script(scripts.REPLACE, self._names.generation, old, new, seconds=CONNECT_PATIENCE)
        await self._adopt(there)

    def _take_up(self, generation: bytes, base: int) -> None:
        self._base = base
        self.generation = generation.decode()
        self._world = World(base, marks={(Touches.ALL, ""): base}) if base else World()
        self._event, self._last_item = 0, None


def _has_heard_event(generation: str, number: int, record: _Record) -> bool:
    return record.generation == generation and record.event >= number


def _says(record: bytes, has_heard: Callable[[_Record], bool]) -> bool:
    try:
        return has_heard(_Record.read(record))
    except ValueError:
        return False


def stream_id(text: bytes) -> tuple[int, int]:
    """An id of a stream, to compare."""
    milliseconds, _, number = text.partition(b"-")
    return int(milliseconds), int(number or 0)


def _last_id(reply: Any) -> bytes:
    streams = list(reply.values()) if isinstance(reply, dict) else [items for _, items in reply]
    return bytes(streams[0][-1][0])


def _seen(task: asyncio.Task[None]) -> None:
    """Whoever waited for it was told; nobody may have."""
    if not task.cancelled():
        task.exception()
