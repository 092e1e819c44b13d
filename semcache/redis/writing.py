"""Entries to Redis, behind the requests' back: what is yet to be written, and the batches in which it is."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from semcache.core.entry import Entry
from semcache.errors import StoreFault
from semcache.ports import Vector
from semcache.redis import scripts
from semcache.redis.client import Argument, Client, Command
from semcache.redis.feed import FEED_ITEMS, PLACES, News, Place, item_of
from semcache.redis.hearing import Hearing
from semcache.redis.names import Names, place
from semcache.redis.values import Seal

log = logging.getLogger("semcache")

WRITE_SECONDS = 0.1
"""For how long what was put may wait for company."""
WRITE_PATIENCE = 3.0
RETRY_SECONDS = 0.5
UNSWEPT_SECONDS, LONGEST_LIFE = 86400.0, 3650 * 86400.0
"""An entry is swept when it has ended; where nobody sweeps, Redis deletes it by itself so much later."""


@dataclass(frozen=True, slots=True)
class Put:
    """To be written."""

    entry: Entry
    vector: Vector | None
    fence: int | None
    bytes: int


class Writer:
    """Writes what was put, in the order in which it was; and removes.

    While Redis takes nothing, up to `pending_bytes` are kept; the oldest beyond are dropped and counted.
    """

    def __init__(
        self,
        client: Client,
        names: Names,
        seal: Seal,
        hearing: Hearing,
        now: Callable[[], float],
        pending_bytes: int,
        refused: Callable[[str], None],
    ) -> None:
        """`refused` hears of each key under which something was put under a higher fence."""
        self.unwritten = 0
        self._client = client
        self._names = names
        self._seal = seal
        self._hearing = hearing
        self._now = now
        self._limit = pending_bytes
        self._refused = refused
        self._pending: dict[str, Put] = {}
        self._batch: dict[str, Put] = {}
        """What is being written just now."""
        self._bytes = 0
        self._lock = asyncio.Lock()
        self._wake = asyncio.Event()
        self._told = b""
        """The feed's last item that is ours and that others may not have heard of."""
        self._failures = 0
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        if self._task is None:
            self._task = asyncio.create_task(self._keep_writing())

    def pending(self, key: str) -> Entry | None:
        put = self._pending.get(key) or self._batch.get(key)
        return put.entry if put is not None else None

    def pending_keys(self) -> list[str]:
        return [*self._pending, *self._batch]

    def put(self, put: Put) -> None:
        self._drop(put.entry.key)
        self._pending[put.entry.key] = put
        self._bytes += put.bytes
        while self._bytes > self._limit:
            self._drop(next(iter(self._pending)))
            self.unwritten += 1
        self._wake.set()

    async def write(self) -> None:
        """Everything that was put before is in Redis when this returns."""
        async with self._lock:
            # Whether a Redis that refused takes something again is asked with one entry, not with all that wait.
            at_most = 1 if self._failures else PLACES
            left = len(self._pending)  # what comes meanwhile is for the next, or this one might never end
            while left > 0 and self._pending:
                with self._client.reading():
                    await self._write_some(min(left, at_most))
                left, at_most = left - at_most, PLACES

    async def flush(self) -> None:
        """As `write`; and every process that serves has heard of it."""
        await self.write()
        if told := self._told:
            await self._hearing.until_fed(told)
            if self._told == told:
                self._told = b""

    async def remove(self, keys: Iterable[str]) -> int:
        """How many there were."""
        asked = list(dict.fromkeys(keys))
        pending = {key for key in asked if self._drop(key)}  # at once, for nobody may wait for the rest
        async with self._lock:
            pending |= {key for key in asked if self._drop(key)}  # what was being written, and was not
            there: dict[str, Place] = {}
            for part in _parts(asked, PLACES):
                replies = await self._client.each(
                    [("EVAL", scripts.REMOVE, 1, self._names.entry(key)) for key in part], WRITE_PATIENCE
                )
                gone = {}
                with self._client.reading():
                    for key, reply in zip(part, _sound(replies, self._client), strict=True):
                        if reply:
                            gone[key] = reply[0].decode(), reply[1].decode()
                there |= {key: (scope, key) for key, (scope, _) in gone.items()}
                await self.erased([((scope, key), author) for key, (scope, author) in gone.items()])
            return len(pending | there.keys())

    async def erased(self, gone: Sequence[tuple[Place, str]]) -> None:
        """Takes entries that were deleted, with the author of each, out of the lists, and tells everybody."""
        if gone:
            commands = self._forgetting(gone)
            commands.append(self.telling(News(gone=tuple(one for one, _ in gone))))
            await self._client.run(commands, WRITE_PATIENCE)

    def _forgetting(self, gone: Iterable[tuple[Place, str]]) -> list[Command]:
        of: dict[str, list[Argument]] = defaultdict(list)
        for one, author in gone:
            of[self._names.ends].append(place(*one))
            of[self._names.age(author)].append(place(*one))
        return [("ZREM", name, *places) for name, places in of.items()]

    def telling(self, news: News) -> Command:
        return self._client.eval(scripts.APPEND, self._names.feed, FEED_ITEMS, *item_of(news, self._hearing.id))

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        try:
            await self.write()
        except StoreFault as fault:
            self.unwritten += len(self._pending)
            log.warning("%d entries were not written: %s", len(self._pending), fault)

    def _drop(self, key: str) -> bool:
        put = self._pending.pop(key, None)
        if put is not None:
            self._bytes -= put.bytes
        return put is not None

    async def _keep_writing(self) -> None:
        while True:
            await self._wake.wait()
            await asyncio.sleep(WRITE_SECONDS)
            self._wake.clear()
            try:
                await self.write()
            except StoreFault as fault:
                self._failed(fault)
                self._wake.set()
                await asyncio.sleep(RETRY_SECONDS)
            else:
                if self._failures > 1:
                    log.warning("%s is written to again", self._client.url)
                self._failures = 0

    def _failed(self, fault: StoreFault) -> None:
        # One failure more may be the end of a connection, and where nothing can be heard either, that was said.
        if not self._hearing.vouches:
            return
        self._failures += 1
        if self._failures == 2:
            log.warning("%s; new answers are kept in memory only", fault)

    async def _write_some(self, at_most: int) -> None:
        await self._hearing.sure()
        self._batch = dict(islice(self._pending.items(), at_most))
        for key in self._batch:
            self._drop(key)
        try:
            await self._write_batch(list(self._batch.values()))
        except BaseException:
            late = {key: put for key, put in self._batch.items() if key not in self._pending}
            self._pending = {**late, **self._pending}
            self._bytes += sum(put.bytes for put in late.values())
            raise
        finally:
            self._batch = {}

    async def _write_batch(self, puts: list[Put]) -> None:
        commands, written = [], []
        for put in puts:
            if (command := self._command(put)) is not None:
                commands.append(command)
                written.append(put)
        replies = _sound(await self._client.each(commands, WRITE_PATIENCE), self._client)
        stored: list[Put] = []
        moved: list[tuple[Place, str]] = []
        for put, reply in zip(written, replies, strict=True):
            if reply == 0:
                self._refused(put.entry.key)
                continue
            stored.append(put)
            before, author = reply[0].decode(), reply[1].decode()
            if before and (before, author) != (put.entry.scope.digest, put.entry.author):
                moved.append(((before, put.entry.key), author))
        if stored:
            *_, self._told = await self._client.run([*self._forgetting(moved), *self._listing(stored)], WRITE_PATIENCE)

    def _command(self, put: Put) -> Command | None:
        """None for what cannot be written, or is not to be any more."""
        entry = put.entry
        if not self._hearing.is_of_this_generation(entry.contract.epoch):
            self._refused(entry.key)
            return None
        try:
            fields = self._seal.entry(entry, put.vector, self._hearing.generation)
        except (TypeError, ValueError) as error:
            self.unwritten += 1
            log.warning("entry %s cannot be written down: %s", entry.key, error)
            return None
        life = min(max(entry.contract.ends - self._now(), 0.0) + UNSWEPT_SECONDS, LONGEST_LIFE)
        flat: list[Argument] = [part for pair in fields.items() for part in pair]
        fence = "" if put.fence is None else str(put.fence)
        return ("EVAL", scripts.PUT, 1, self._names.entry(entry.key), fence, int(life * 1000), *flat)

    def _listing(self, stored: Sequence[Put]) -> list[Command]:
        """Commands that enter the entries in the lists; the last tells everybody."""
        ends: list[Argument] = []
        ages: dict[str, list[Argument]] = defaultdict(list)
        for put in stored:
            contract = put.entry.contract
            packed = place(put.entry.scope.digest, put.entry.key)
            ends += (repr(contract.ends), packed)
            ages[put.entry.author] += (repr(contract.created), packed)
        return [
            ("SADD", self._names.authors, *ages),
            ("ZADD", self._names.ends, *ends),
            *(("ZADD", self._names.age(author), *members) for author, members in ages.items()),
            self.telling(News(stored=tuple((put.entry.scope.digest, put.entry.key) for put in stored))),
        ]


def _sound(replies: list[Any], client: Client) -> list[Any]:
    for reply in replies:
        if isinstance(reply, Exception):
            raise client.fault(reply)
    return replies


def _parts(items: Sequence[str], size: int) -> Iterable[Sequence[str]]:
    return (items[start : start + size] for start in range(0, len(items), size))
