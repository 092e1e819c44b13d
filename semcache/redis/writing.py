"""Entries to Redis, behind the requests' back: what is yet to be written, and the batches in which it is."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from semcache.core.entry import Entry
from semcache.errors import StoreFault
from semcache.redis import scripts
from semcache.redis.client import Argument, Client, Command
from semcache.redis.feed import FEED_ITEMS, PLACES, News, Place, item_of, stream_id
from semcache.redis.hearing import Hearing
from semcache.redis.names import Names, place
from semcache.redis.values import Seal
from semcache.redis.waiting import Put, Shard, Waiting

log = logging.getLogger("semcache")

WRITE_SECONDS = 0.1
"""For how long what was put may wait for company."""
WRITE_PATIENCE = 3.0
RETRY_SECONDS = 0.5
ASK_PATIENCE = 0.4
"""For a part of a cluster that has failed, while others wait for the answer."""
LONGEST_REST = 8.0
NOTHING_TOLD = b"0-0"
UNSWEPT_SECONDS, LONGEST_LIFE = 86400.0, 3650 * 86400.0
"""An entry is swept when it has ended; where nobody sweeps, Redis deletes it by itself so much later."""


@dataclass(slots=True)
class Failing:
    """A shard that took nothing when it was last asked."""

    fault: StoreFault
    times: int = 0
    rests_until: float = 0.0

    def again(self, fault: StoreFault, now: float) -> None:
        if fault is not self.fault or not self.times:  # else it was not asked
            self.fault, self.times = fault, self.times + 1
            self.rests_until = now + min(LONGEST_REST, RETRY_SECONDS * 2**self.times)

    @property
    def is_said(self) -> bool:
        return self.times > 1


class Writer:
    """Writes what was put, in the order in which it was; and removes.

    While Redis takes nothing, up to `pending_bytes` are kept; the oldest beyond are dropped and counted. Where a part
    of a cluster takes nothing, what belongs elsewhere is written.
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
        self._refused = refused
        self._waiting = Waiting(pending_bytes)
        self._lock = asyncio.Lock()
        self._wake = asyncio.Event()
        self._told = NOTHING_TOLD
        """The feed's last item that is ours and that others may not have heard of."""
        self._failing: dict[Shard, Failing] = {}
        self._task: asyncio.Task[None] | None = None

    def begin(self) -> None:
        if self._task is None:
            self._task = asyncio.create_task(self._keep_writing())

    def pending(self, key: str) -> Entry | None:
        put = self._waiting.get(key)
        return put.entry if put is not None else None

    def pending_keys(self) -> list[str]:
        return self._waiting.keys()

    def put(self, put: Put) -> None:
        entry, names = put.entry, self._names
        shard = self._client.nodes(names.entry(entry.key), names.age(entry.author))
        self.unwritten += self._waiting.add(put, shard)
        self._wake.set()

    async def write(self) -> None:
        """Everything that was put before is in Redis when this returns."""
        for fault in (await self._write_all()).values():
            raise fault

    async def _write_all(self) -> dict[Shard, StoreFault]:
        """Everything that was put before is in Redis, but for what belongs to those shards."""
        async with self._lock:
            lines = self._waiting.lines()  # what comes meanwhile is for the next, or this one might never end
            faults = await asyncio.gather(*(self._write_line(*line) for line in lines.items()))
            return {shard: fault for shard, fault in zip(lines, faults, strict=True) if fault is not None}

    async def _write_line(self, shard: Shard, left: int) -> StoreFault | None:
        failing, at_most, patience = self._failing.get(shard), PLACES, WRITE_PATIENCE
        if failing is not None:
            at_most = 1  # Redis is asked whether it takes something again, and need not take all that waits for that
            if any(shard):  # and a part of a cluster not so often, nor for so long, that the others would notice
                if time.monotonic() < failing.rests_until:
                    return failing.fault
                patience = ASK_PATIENCE
        try:
            while left > 0:
                with self._client.reading():
                    await self._write_some(shard, min(left, at_most), patience)
                left, at_most, patience = left - at_most, PLACES, WRITE_PATIENCE
        except StoreFault as fault:
            return fault
        return None

    async def flush(self) -> None:
        """As `write`; and every process that serves has heard of it, also where not all could be written."""
        faults = await self._write_all()
        if (told := self._told) != NOTHING_TOLD:
            await self._hearing.until_fed(told)
            if self._told == told:
                self._told = NOTHING_TOLD
        for fault in faults.values():
            raise fault

    async def remove(self, keys: Iterable[str]) -> int:
        """How many there were."""
        asked = list(dict.fromkeys(keys))
        pending = {key for key in asked if self._waiting.drop(key)}  # at once, for nobody may wait for the rest
        async with self._lock:
            pending |= {key for key in asked if self._waiting.drop(key)}  # what was being written, and was not
            of: dict[Shard, list[str]] = defaultdict(list)
            for key in asked:
                of[self._client.nodes(self._names.entry(key))].append(key)
            removed = await asyncio.gather(*map(self._remove, of.values()), return_exceptions=True)
            there: set[str] = set()
            for found in removed:
                if isinstance(found, BaseException):
                    raise found
                there |= found
            return len(pending | there)

    async def _remove(self, keys: Sequence[str]) -> set[str]:
        """Those of one shard that were there."""
        there: set[str] = set()
        for part in _parts(keys, PLACES):
            replies = await self._client.each(
                [("EVAL", scripts.REMOVE, 1, self._names.entry(key)) for key in part], WRITE_PATIENCE
            )
            gone = {}
            with self._client.reading():
                for key, reply in zip(part, _sound(replies, self._client), strict=True):
                    if reply:
                        gone[key] = reply[0].decode(), reply[1].decode()
            there |= gone.keys()
            await self.erased([((scope, key), author) for key, (scope, author) in gone.items()])
        return there

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
        self._failing = {}
        try:
            await self.write()
        except StoreFault as fault:
            self.unwritten += len(self._waiting)
            log.warning("%d entries were not written: %s", len(self._waiting), fault)

    async def _keep_writing(self) -> None:
        while True:
            await self._wake.wait()
            await asyncio.sleep(WRITE_SECONDS)
            self._wake.clear()
            faults = await self._write_all()
            self._note(faults)
            if faults:
                self._wake.set()
                await asyncio.sleep(RETRY_SECONDS)

    def _note(self, faults: Mapping[Shard, StoreFault]) -> None:
        was_said = any(one.is_said for one in self._failing.values())
        for shard in [shard for shard in self._failing if shard not in faults]:
            del self._failing[shard]
        for shard, fault in faults.items():
            # One failure more may be the end of a connection, and where nothing can be heard either, that was said.
            if self._hearing.vouches:
                self._failing.setdefault(shard, Failing(fault)).again(fault, time.monotonic())
        is_to_say = any(one.is_said for one in self._failing.values())
        if is_to_say and not was_said:
            log.warning("%s; new answers are kept in memory only", next(iter(faults.values())))
        if was_said and not is_to_say:
            log.warning("%s is written to again", self._client.url)

    async def _write_some(self, shard: Shard, at_most: int, patience: float) -> None:
        await self._hearing.sure()
        batch = self._waiting.take(shard, at_most)
        try:
            await self._write_batch(list(batch.values()), patience)
        except BaseException:
            self._waiting.put_back(batch, shard)
            raise
        self._waiting.written(batch)

    async def _write_batch(self, puts: list[Put], patience: float) -> None:
        commands, written = [], []
        for put in puts:
            if (command := self._command(put)) is not None:
                commands.append(command)
                written.append(put)
        replies = _sound(await self._client.each(commands, patience), self._client)
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
            listing = [*self._forgetting(moved), *self._listing(stored)]
            *_, told = await self._client.run(listing, patience)
            self._told = max(self._told, told, key=stream_id)

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
