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
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, Protocol

from semcache.core.world import Event, Touches, World
from semcache.errors import StoreFault
from semcache.redis import scripts
from semcache.redis.bell import Bell
from semcache.redis.client import Client, Command, StoodStill
from semcache.redis.feed import FEED_ITEMS, HELLO, News, item_of, news_of, stream_id
from semcache.redis.members import VOUCH_SECONDS, Members, Record, steady
from semcache.redis.names import Names
from semcache.redis.values import OtherKey, Seal

log = logging.getLogger("semcache")

BEAT_SECONDS = 0.25
BEAT_PATIENCE = 0.4
"""A Redis that takes longer is of no use to any request."""
DOUBT_SECONDS = 0.1
CONNECT_PATIENCE = 1.0
READ_AT_ONCE = 500
EVENTS_AT_MOST = 2**32
"""In one generation."""
TURNS = 10
"""In which a generation later than ours is looked for; in every one but the last, others have been quicker."""
YIELDS = 20
"""Beats in which a process that has met another key leaves an empty Redis to those who have that."""


class Listener(Protocol):
    """Whoever wants to know what other processes did."""

    def heard(self, news: News) -> None: ...

    def missed(self) -> None:
        """Some news were lost, or nothing that was stored before may be served: all must be looked at anew."""
        ...


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
        self.generation = ""
        self.bell = Bell(client, names)
        self._members = Members(client, names)
        self._client = client
        self._names = names
        self._seal = seal
        self._listener = listener
        self._world = World()
        self._base = 0
        self._event = 0
        self._yields = 0
        self._last_item: list[Any] | None = None
        self._fed = b""
        self._until = 0.0
        self._good_since: float | None = None
        """When the first round began that went well after one that did not; None while all go well."""
        self._trouble = ""
        self._doubted = ""
        self._wake = asyncio.Event()
        self._round: asyncio.Task[None] | None = None
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def id(self) -> str:
        """By which others know this process."""
        return self._members.id

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
            added, _ = await self._client.run([add, self.bell.ringing], CONNECT_PATIENCE)
            if added:
                await self._until_all(partial(Record.has_heard, generation=generation, event=number))
                if self._event < number:
                    await self._hear()
                return number
            await self._hear()
        raise StoreFault(f"{self._client.url}: others announce so much that nothing can be added")

    async def until_fed(self, item: bytes) -> None:
        """Return when every process that serves has heard of this item of the feed."""
        await self.bell.ring()
        id = stream_id(item)
        await self._until_all(lambda one: one.fed >= id)

    async def _until_all(self, has_heard: Callable[[Record], bool]) -> None:
        self._wake.set()  # this process is one of them
        await self._members.until_all(has_heard)

    # Hearing.

    def begin(self) -> None:
        """Start hearing, in the running event loop. May be called again."""
        if not self._tasks:
            listening = self.bell.keep_listening(heard=self._wake.set)
            self._tasks = [asyncio.create_task(self._keep_hearing()), asyncio.create_task(listening)]

    async def close(self) -> None:
        for task in [*self._tasks, *filter(None, [self._round])]:
            task.cancel()
        await asyncio.gather(*self._tasks, *filter(None, [self._round]), return_exceptions=True)
        if self._members.beats and not self._trouble:
            await self._members.leave()
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
            BEAT_PATIENCE if self._members.beats > 1 else CONNECT_PATIENCE,
        )
        if generation is None or generation.decode() != self.generation:
            await self._adopt(generation)
            return None
        if last is not None and (not events or events[0] != last):
            await self._adopt(await self._renewed(self.generation))
            return None
        news = self._take_events(events if last is None else events[1:])
        fed = await self._take_feed(feed)
        if news or fed:
            await self._client.run([self._say()], BEAT_PATIENCE)
        return None if READ_AT_ONCE in (len(events), len(feed)) else began

    def _say(self) -> Command:
        return self._members.say(self.generation, self._event, self._fed)

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
        return _text(
            await self._client.script(scripts.APPEND, self._names.feed, FEED_ITEMS, *hello, seconds=CONNECT_PATIENCE)
        )

    async def _adopt(self, generation: bytes | None) -> None:
        """Redis was emptied, or somebody found it to have lost something."""
        for _ in range(TURNS):
            if generation is not None and (base := self._seal.base_of(generation)) > self._base:
                break
            generation = await self._renewed("" if generation is None else generation.decode())
        else:
            raise StoreFault(f"{self._client.url}: no generation of answers can be begun")
        # What was told of before is looked at anew; a feed that is gone, too, must not be found missing once more.
        self._fed = await self._anchor()
        log.warning(
            "%s was emptied or has lost what it was told: what was stored before is not served any more",
            self._client.url,
        )
        self._take_up(generation, base)
        self._members.renewed = steady()
        self._listener.missed()

    async def _renewed(self, old: str) -> bytes:
        """A new generation, or the one that somebody else has just made."""
        new = self._seal.generation(self._base + EVENTS_AT_MOST)
        return _text(
            await self._client.script(scripts.REPLACE, self._names.generation, old, new, seconds=CONNECT_PATIENCE)
        )

    def _take_up(self, generation: bytes, base: int) -> None:
        self._base = base
        self.generation = generation.decode()
        self._world = World(base, marks={(Touches.ALL, ""): base}) if base else World()
        self._event, self._last_item = 0, None


def _text(reply: object) -> bytes:
    """The reply, which must be a text: of a number, `bytes` would make so many zeros."""
    if not isinstance(reply, bytes):
        raise TypeError(f"asked for a text, and got {type(reply).__name__}")
    return reply


def _seen(task: asyncio.Task[None]) -> None:
    """Whoever waited for it was told; nobody may have."""
    if not task.cancelled():
        task.exception()
