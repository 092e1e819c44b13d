"""Nearest neighbours by Redis' own search, for fleets whose vectors outgrow the memory of their processes.

Slower than an index in the process, by the way to Redis and back; each process then holds no vector at all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Iterable, Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from semcache.core.entry import Neighbour
from semcache.errors import IndexFault, StoreFault
from semcache.ports import Vector
from semcache.redis.client import Client, Command
from semcache.redis.names import Names
from semcache.redis.values import Seal
from semcache.redisurl import RedisUrl
from semcache.vectors import checked, checked_many

T = TypeVar("T")

PATIENCE = 2.0
"""Seconds for a reply; a request's own budget is shorter."""
AT_ONCE = 200
"""Vectors in one round trip: 0.3 MB of 384 dimensions."""
FLAT_UP_TO = 10_000
"""Entries up to which Redis compares with every vector of a scope; where there may be more, it searches a graph."""
GRAPH = ("M", 16, "EF_CONSTRUCTION", 200, "EF_RUNTIME", 64)


class RedisIndex:
    """A hash for each vector, found by Redis' search (RediSearch 2.4 and later, Redis 8) within its scope.

    What comes back is signed, as all that lies in Redis is, and compared once more here: similarities are exact, and
    what somebody else wrote is not there. It outlives the process and is shared by all, so nobody fills it anew.
    """

    def __init__(
        self,
        url: RedisUrl,
        *,
        secret: str,
        prefix: str = "semcache",
        dimension: int | None = None,
        max_entries: int = FLAT_UP_TO,
    ) -> None:
        """Connects when it is first used. UsageError when redis-py is not installed."""
        self._client = Client(url)
        self._names = Names(prefix)
        self._seal = Seal(secret.encode(), prefix)
        self._dimension = dimension
        self._kind = "HNSW" if max_entries > FLAT_UP_TO else "FLAT"
        self._made: set[int] = set()
        self._count: int | None = None
        """Vectors that there were when this process began, and what it did since; None before it began."""
        self.damaged = 0
        """Vectors that were not as they had been written, and were treated as absent."""
        self._closed = False

    async def is_kept(self) -> bool:
        return await _faulty(self._counted()) > 0

    async def search(self, scope: str, vector: Vector, k: int) -> list[Neighbour]:
        query = self._checked(vector)
        if k <= 0:
            return []
        wanted = k + 1
        while True:
            # One more than asked for shows whether equals were cut off at the end; then all of those are needed,
            # because Redis gives equals in an order of its own.
            found, given = await _faulty(self._nearest(scope, query, wanted))
            if given < wanted or len(found) <= k or found[-1].similarity < found[k - 1].similarity:
                return found[:k]
            wanted *= 2

    async def add(self, scope: str, key: str, vector: Vector) -> None:
        await self._add(scope, [key], self._checked(vector)[np.newaxis])

    async def add_many(self, scope: str, keys: Sequence[str], vectors: npt.NDArray[np.float32]) -> None:
        self._open()
        await self._add(scope, keys, checked_many(vectors, len(keys), self._dimension))

    async def remove(self, scope: str, keys: Iterable[str]) -> None:
        self._open()
        await _faulty(self._remove(scope, list(keys)))

    async def clear(self) -> None:
        """Nothing: others search it."""

    def __len__(self) -> int:
        return self._count or 0

    async def close(self) -> None:
        self._closed = True
        await self._client.close()

    async def _nearest(self, scope: str, query: Vector, wanted: int) -> tuple[list[Neighbour], int]:
        """Nearest first, equals by key; and how many Redis gave, damaged ones included."""
        await self._make(len(query))
        start = self._names.vector(len(query), scope)
        try:
            reply = await self._client.do(
                "FT.SEARCH", self._names.vectors(len(query)), f"(@s:{{{_tag(scope)}}})=>[KNN $k @v $q AS d]",
                "PARAMS", 4, "k", wanted, "q", query.tobytes(),
                "SORTBY", "d", "LIMIT", 0, wanted, "RETURN", 2, "v", "w", "DIALECT", 2, seconds=PATIENCE,
            )  # fmt: skip
        except StoreFault as fault:
            if not any(words in str(fault).lower() for words in _NO_INDEX):
                raise
            self._made.clear()
            self._count = None
            await self._make(len(query))
            return [], 0
        keys, numbers = [], []
        for id, fields in zip(reply[1::2], reply[2::2], strict=True):
            written = dict(zip(fields[::2], fields[1::2], strict=True))
            key = id.decode().removeprefix(start)
            if self._seal.is_neighbour(written.get(b"w"), scope, key, vector := written.get(b"v", b"")):
                keys.append(key)
                numbers.append(vector)
            else:
                self.damaged += 1
        matrix = np.frombuffer(b"".join(numbers), dtype="<f4").reshape(len(keys), len(query))
        similarities = np.clip(matrix @ query, -1.0, 1.0).tolist()
        ranked = sorted(zip((-similarity for similarity in similarities), keys, strict=True))
        return [Neighbour(key, -negated) for negated, key in ranked], len(reply) // 2

    async def _add(self, scope: str, keys: Sequence[str], vectors: npt.NDArray[np.float32]) -> None:
        # Copied before anything waits: the caller may use the array again.
        places = [self._names.vector(vectors.shape[1], scope, key) for key in keys]
        tag, written = _tag(scope), [np.asarray(vector, dtype="<f4").tobytes() for vector in vectors]
        commands: list[Command] = [
            ("HSET", place, "s", tag, "v", numbers, "w", self._seal.neighbour(scope, key, numbers))
            for place, key, numbers in zip(places, keys, written, strict=True)
        ]
        if commands:
            await _faulty(self._write(vectors.shape[1], commands))

    async def _write(self, dimension: int, commands: list[Command]) -> None:
        await self._make(dimension)
        for start in range(0, len(commands), AT_ONCE):
            replies = await self._client.each(commands[start : start + AT_ONCE], PATIENCE)
            for reply in replies:
                if isinstance(reply, Exception):
                    raise self._client.fault(reply)
            # Redis says how many fields are new: none where a vector was replaced.
            self._count = (self._count or 0) + sum(reply > 0 for reply in replies)

    async def _remove(self, scope: str, keys: list[str]) -> None:
        for dimension in [self._dimension] if self._dimension else sorted(self._made):
            commands: list[Command] = [("UNLINK", self._names.vector(dimension, scope, key)) for key in keys]
            for start in range(0, len(commands), AT_ONCE):
                replies = await self._client.each(commands[start : start + AT_ONCE], PATIENCE)
                self._count = (self._count or 0) - sum(reply for reply in replies if isinstance(reply, int))

    async def _make(self, dimension: int) -> None:
        """An index for vectors of this dimension, unless there is one."""
        await self._counted()
        if dimension in self._made:
            return
        name, start = self._names.vectors(dimension), self._names.vector(dimension)
        schema = (
            "TYPE",
            "FLOAT32",
            "DIM",
            dimension,
            "DISTANCE_METRIC",
            "IP",
            *(GRAPH if self._kind == "HNSW" else ()),
        )
        try:
            await self._client.do(
                "FT.CREATE", name, "ON", "HASH", "PREFIX", 1, start,
                "SCHEMA", "s", "TAG", "v", "VECTOR", self._kind, len(schema), *schema, seconds=PATIENCE,
            )  # fmt: skip
        except StoreFault as fault:
            if "already exists" not in str(fault):
                raise
        self._made.add(dimension)

    async def _counted(self) -> int:
        self._open()
        if self._count is None:
            total, start = 0, self._names.vectors(0)[:-1]
            for name in await self._client.do("FT._LIST", seconds=PATIENCE):
                dimension = name.decode().removeprefix(start)
                if dimension.isdecimal():
                    self._made.add(int(dimension))
                    told = await self._client.do("FT.INFO", name, seconds=PATIENCE)
                    total += int(dict(zip(told[::2], told[1::2], strict=True))[b"num_docs"])
            self._count = total
        return self._count

    def _checked(self, vector: Vector) -> Vector:
        self._open()
        return checked(vector, self._dimension)

    def _open(self) -> None:
        if self._closed:
            raise IndexFault("the index is closed")


_NO_INDEX = ("no such index", "index not found")
"""What is said where Redis was emptied."""


async def _faulty(work: Awaitable[T]) -> T:
    """Trouble with Redis is a fault of the index here."""
    try:
        return await work
    except StoreFault as fault:
        if "unknown command" in str(fault):
            raise IndexFault(
                f"{fault}: this Redis has no search; take Redis 8 or Redis Stack, or leave index out"
            ) from None
        raise IndexFault(str(fault)) from None


def _tag(scope: str) -> str:
    """Short, and of letters that mean nothing in a query."""
    return hashlib.blake2b(scope.encode(), digest_size=16).hexdigest()
