"""Gives back the space of entries that are of no more use; one process at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import islice

from semcache.core.shares import surplus
from semcache.core.world import World
from semcache.errors import StoreFault
from semcache.redis import scripts
from semcache.redis.client import Client, Command
from semcache.redis.feed import PLACES, Place
from semcache.redis.hearing import Hearing
from semcache.redis.looking import LOOK_PATIENCE, Reader
from semcache.redis.names import Names, place
from semcache.redis.writing import Writer

ALONE_SECONDS = 60.0
"""After which a process that died while it swept is forgotten."""
AT_ONCE = 512
LOOKED_AT = 50_000
"""Entries in one sweep, for those that events ended; the next one goes on from there."""


class Sweeper:
    """Deletes what has ended, what events ended, and the oldest of those who hold most."""

    def __init__(
        self, client: Client, names: Names, hearing: Hearing, reader: Reader, writer: Writer, max_entries: int
    ) -> None:
        self._client = client
        self._names = names
        self._hearing = hearing
        self._reader = reader
        self._writer = writer
        self._max_entries = max_entries
        self._cursor = b"0"
        self._looking_for = 0
        """The epoch up to which a look through all entries, which is under way, takes events into account."""

    async def sweep(self, now: float, tell: Callable[[Place], None]) -> None:
        """Tells of each entry that is gone, also where it fails midway. Does nothing while another process sweeps."""
        mine = f"{self._hearing.id} sweeps"
        alone = await self._client.do(
            "SET", self._names.sweeper, mine, "NX", "PX", int(ALONE_SECONDS * 1000), seconds=LOOK_PATIENCE
        )
        if not alone:
            return
        try:
            with self._client.reading():
                await self._sweep_ended(now, tell)
                await self._reclaim(await self._hearing.world(), tell)
                await self._sweep_oldest(tell)
        finally:
            with suppress(StoreFault):
                await self._client.script(scripts.DELETE_IF, self._names.sweeper, mine, seconds=LOOK_PATIENCE)

    async def _sweep_ended(self, now: float, tell: Callable[[Place], None]) -> None:
        are_strays = False
        while True:
            listed = await self._client.do(
                "ZRANGEBYSCORE", self._names.ends, "-inf", f"({now!r}", "LIMIT", 0, AT_ONCE, seconds=LOOK_PATIENCE
            )
            if not listed:
                break
            ended = [(one, repr(now), "") for one in await self._places(self._names.ends, listed)]
            # Redis deletes by itself what nobody has swept for long, and with it whose it was.
            are_strays |= await self._delete(ended, "x", self._names.ends, tell)
        if are_strays:
            await self._mend_ages()

    async def _mend_ages(self) -> None:
        """Takes out of the authors' lists what is listed nowhere else."""
        for author in await self._authors():
            cursor, age = b"0", self._names.age(author)
            while True:
                cursor, flat = await self._client.do("ZSCAN", age, cursor, "COUNT", AT_ONCE, seconds=LOOK_PATIENCE)
                if flat:
                    ends = await self._client.do("ZMSCORE", self._names.ends, *flat[::2], seconds=LOOK_PATIENCE)
                    strays = [packed for packed, score in zip(flat[::2], ends, strict=True) if score is None]
                    if strays:
                        await self._client.do("ZREM", age, *strays, seconds=LOOK_PATIENCE)
                if cursor == b"0":
                    break

    async def _reclaim(self, world: World, tell: Callable[[Place], None]) -> None:
        done = await self._client.do("GET", self._names.reclaimed, seconds=LOOK_PATIENCE)
        if world.epoch == 0 or done == str(world.epoch).encode():
            return
        if self._cursor == b"0":
            self._looking_for = world.epoch
        looked_at = 0
        async for cursor, places in self._reader.places(self._cursor):
            found = await self._reader.grounds(places)
            gone = [one for one in found if one.grounds is not None and world.says_gone(one.grounds) is not None]
            ended = [(one.place, "", repr(one.grounds.created)) for one in gone if one.grounds is not None]
            await self._delete(ended, "c", None, tell)
            older = [(one.place, "", one.generation) for one in found if one.generation != self._hearing.generation]
            await self._delete(older, "g", None, tell)
            self._cursor = cursor
            looked_at += len(places)
            if looked_at >= LOOKED_AT:
                return
        await self._client.do("SET", self._names.reclaimed, str(self._looking_for), seconds=LOOK_PATIENCE)

    async def _sweep_oldest(self, tell: Callable[[Place], None]) -> None:
        if await self._client.do("ZCARD", self._names.ends, seconds=LOOK_PATIENCE) <= self._max_entries:
            return
        authors = await self._authors()
        counts = await self._client.each([("ZCARD", self._names.age(name)) for name in authors], LOOK_PATIENCE)
        held = {author: count for author, count in zip(authors, counts, strict=True) if isinstance(count, int)}
        for author in [author for author, count in held.items() if count == 0]:
            await self._forget_author(author)
        for author, count in surplus(held, self._max_entries).items():
            for start in range(0, count, AT_ONCE):
                age, some = self._names.age(author), min(AT_ONCE, count - start)
                oldest = await self._client.do("ZRANGE", age, 0, some - 1, "WITHSCORES", seconds=LOOK_PATIENCE)
                latest = oldest[-1].decode() if oldest else ""
                old = [(one, latest, "") for one in await self._places(age, oldest[::2])]
                await self._delete(old, "c", age, tell, author)

    async def _places(self, name: str, listed: Sequence[bytes]) -> list[Place]:
        """What these members of the list name; a member that names nothing is taken out of it."""
        read = {packed: self._reader.read_place(packed) for packed in listed}
        broken = [packed for packed, one in read.items() if one is None]
        if broken:
            await self._client.do("ZREM", name, *broken, seconds=LOOK_PATIENCE)
        return [one for one in read.values() if one is not None]

    async def _forget_author(self, author: str) -> None:
        _, count = await self._client.run(
            [("SREM", self._names.authors, author), ("ZCARD", self._names.age(author))], LOOK_PATIENCE
        )
        if count:  # who has just come back
            await self._client.do("SADD", self._names.authors, author, seconds=LOOK_PATIENCE)

    async def _authors(self) -> list[str]:
        return [name.decode() for name in await self._client.do("SMEMBERS", self._names.authors, seconds=LOOK_PATIENCE)]

    async def _delete(
        self,
        entries: Sequence[tuple[Place, str, str]],
        field: str,
        listed_in: str | None,
        tell: Callable[[Place], None],
        author: str = "",
    ) -> bool:
        """Deletes those whose field is no higher than, or just what, it was, and brings the list that they were found
        in up to date. Whether there was one whose author nobody knows."""
        are_strays = False
        todo = iter(entries)
        while part := list(islice(todo, PLACES)):
            drops = [
                self._client.eval(scripts.DROP, self._names.entry(key), scope, field, highest, exactly)
                for (scope, key), highest, exactly in part
            ]
            gone: list[tuple[Place, str]] = []
            mending: list[Command] = []
            for (one, *_), reply in zip(part, await self._client.each(drops, LOOK_PATIENCE), strict=True):
                match reply:
                    case [1, of]:
                        gone.append((one, of.decode() or author))
                        are_strays |= not gone[-1][1]
                        tell(one)
                    case [0, _] if listed_in is not None:
                        mending.append(("ZREM", listed_in, place(*one)))
                    case [2, changed] if listed_in is not None:
                        mending.append(("ZADD", listed_in, changed, place(*one)))
                    case Exception() as error:
                        raise self._client.fault(error)
            await self._writer.erased(gone)
            await self._client.run(mending, LOOK_PATIENCE)
        return are_strays
