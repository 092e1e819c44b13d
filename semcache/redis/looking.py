"""Looks through everything that is stored, some at a time."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from semcache.core.entry import Entry
from semcache.core.world import Grounds
from semcache.ports import StoredVector
from semcache.redis.client import Client
from semcache.redis.feed import Place
from semcache.redis.hearing import Hearing
from semcache.redis.names import Names, scope_and_key
from semcache.redis.values import ENTRY_FIELDS, HEAD_FIELDS, VECTOR_FIELDS, Damaged, Seal, read_grounds

log = logging.getLogger("semcache")

LOOK_PATIENCE = 10.0
AT_ONCE = 500
READ_AT_ONCE = 200
"""Entries or vectors in one pipeline: under a megabyte, mostly."""


@dataclass(frozen=True, slots=True)
class Found:
    """A place in the lists, and the entry that is there."""

    place: Place
    grounds: Grounds | None
    """What it rests on; None where that cannot be read."""
    generation: str


class Reader:
    """Reads entries, vectors and lists. What is not as it was written is treated as absent, and counted."""

    def __init__(self, client: Client, names: Names, seal: Seal, hearing: Hearing) -> None:
        self.damaged = 0
        self._client = client
        self._names = names
        self._seal = seal
        self._hearing = hearing

    async def entries(self, keys: Sequence[str], seconds: float = LOOK_PATIENCE) -> dict[str, Entry | None]:
        found = {}
        for start in range(0, len(keys), READ_AT_ONCE):
            part = keys[start : start + READ_AT_ONCE]
            for key, fields in zip(part, await self._fields(part, ENTRY_FIELDS, seconds), strict=True):
                found[key] = self._read(self._seal.read_entry, key, fields)
        return found

    async def vectors(self, places: Sequence[Place]) -> list[StoredVector | None]:
        """One for each place; None where there is none."""
        found: list[StoredVector | None] = []
        for start in range(0, len(places), READ_AT_ONCE):
            part = places[start : start + READ_AT_ONCE]
            for (scope, key), fields in zip(
                part, await self._fields([key for _, key in part], VECTOR_FIELDS, LOOK_PATIENCE), strict=True
            ):
                vector = self._read(self._seal.read_vector, key, fields)
                found.append(vector if vector is not None and vector.scope == scope else None)
        return found

    async def places(self, cursor: bytes = b"0") -> AsyncIterator[tuple[bytes, list[Place]]]:
        """All that is listed, with the cursor to go on from; what is there throughout comes at least once."""
        while True:
            with self._client.reading():
                cursor, flat = await self._client.do(
                    "ZSCAN", self._names.ends, cursor, "COUNT", AT_ONCE, seconds=LOOK_PATIENCE
                )
                places = self.read_places(flat[::2])
            yield cursor, places
            if cursor == b"0":
                return

    def read_places(self, listed: Sequence[bytes]) -> list[Place]:
        """Of members of a list; what is none is left out."""
        return [place for packed in listed if (place := self.read_place(packed)) is not None]

    def read_place(self, packed: bytes) -> Place | None:
        try:
            return scope_and_key(packed)
        except ValueError:
            self._count_damage()
            return None

    async def grounds(self, places: Sequence[Place]) -> list[Found]:
        found = []
        keys = [key for _, key in places]
        for one, fields in zip(places, await self._fields(keys, HEAD_FIELDS, LOOK_PATIENCE), strict=True):
            if None in fields:
                continue
            generation = fields[0].decode(errors="replace")
            grounds = self._read(read_grounds, one[1], fields) if generation == self._hearing.generation else None
            found.append(Found(one, grounds, generation))
        return found

    async def _fields(self, keys: Sequence[str], fields: Sequence[str], seconds: float) -> list[Any]:
        commands = [("HMGET", self._names.entry(key), *fields) for key in keys]
        replies = await self._client.each(commands, seconds)
        for reply in replies:
            # One that is no hash at all was not written by us, nor is a reply of another kind; else it is trouble.
            if isinstance(reply, Exception) and "WRONGTYPE" not in str(reply):
                raise self._client.fault(reply)
        is_read = [isinstance(reply, list) and len(reply) == len(fields) for reply in replies]
        return [reply if read else [b""] * len(fields) for reply, read in zip(replies, is_read, strict=True)]

    def _read(self, read: Callable[[str, Any, str], Any], key: str, fields: Any) -> Any:
        try:
            return read(key, fields, self._hearing.generation)
        except (Damaged, ValueError):
            self._count_damage()
            return None

    def _count_damage(self) -> None:
        self.damaged += 1
        if self.damaged == 1:
            log.warning(
                "%s has entries that are not as they were written, or were written with another SEMCACHE_STORE_KEY; "
                "they are ignored",
                self._client.url,
            )
