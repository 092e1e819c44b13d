"""Nearest neighbours by FAISS: cosine similarity, one partition a scope, in the form that suits its size."""

from __future__ import annotations

import asyncio
import ctypes
import logging
import os
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
import numpy.typing as npt

from semcache.core.entry import Neighbour
from semcache.errors import IndexFault
from semcache.nearest.exact import FIRST_ROWS, Partition, flat_search, one_thread
from semcache.nearest.grown import DIVIDE_FROM, QUIET_SECONDS, Grown
from semcache.ports import Vector
from semcache.vectors import checked, checked_many
from semcache.worker import Worker

log = logging.getLogger("semcache")

# Vectors lie in blocks of at most 8 MiB, so that growing copies 4 MiB at the most and a search pays FAISS's call
# overhead (about 3 microseconds) once in 100.
BLOCK_FLOATS = 1 << 21

# Partitions of up to 16 MiB (10,900 vectors of 384) are searched on the event loop's thread, which takes 0.3 ms at
# the most. Handing over to a thread and back takes 0.05 ms: half a search of 4,000, a hundredth of one of 100,000.
INLINE_FLOATS = 1 << 22

AT_ONCE = 256
"""Keys in one job of the worker thread, where a search may wait for it."""
NICE = 10

# The C library keeps what was freed between other things, until it is told: 3 ms for so much.
GIVEN_BACK_FLOATS = 1 << 23


class FaissIndex:
    """A partition a scope. Small ones are used on the event loop's thread; those that have grown on one worker thread
    only, while a second one, at a lower priority, makes the codes by which they are searched. Nothing is ever added to
    what another thread searches, and no lock is needed.

    A scope's memory is given back as its entries end, 32 MiB at a time: there is nothing else in it.

    Without a dimension, each scope takes its first vector's: a scope belongs to one embedder.
    """

    def __init__(
        self,
        dimension: int | None = None,
        *,
        inline_floats: int = INLINE_FLOATS,
        block_floats: int = BLOCK_FLOATS,
        divide_from: int = DIVIDE_FROM,
        quiet_seconds: float = QUIET_SECONDS,
    ) -> None:
        self._dimension = dimension
        self._inline_floats = inline_floats
        self._block_floats = block_floats
        self._divide_from = divide_from
        self._quiet_seconds = quiet_seconds
        self._nearest = flat_search()
        self._partitions: dict[str, Partition | Grown] = {}
        self._worker = Worker("semcache-index", one_thread)
        self._coder = ThreadPoolExecutor(1, "semcache-index-codes", _step_back)
        self._removed_floats = 0
        self._closed = False

    async def is_kept(self) -> bool:
        return False

    async def search(self, scope: str, vector: Vector, k: int) -> list[Neighbour]:
        partition = self._partitions.get(scope)
        query = self._checked(partition, vector)
        if partition is None or k <= 0:
            return []
        if isinstance(partition, Grown):
            return await self._worker.run(lambda: partition.search(query, k))
        return partition.search(query, k)

    async def add(self, scope: str, key: str, vector: Vector) -> None:
        vector = self._checked(self._partitions.get(scope), vector)
        partition = self._partition(scope, len(vector))
        if isinstance(partition, Grown):
            # The worker may come to it after the caller has used the array for something else.
            await self._change(partition, partial(partition.add, key, vector.copy()))
        else:
            partition.add(key, vector)
            self._grow(scope, partition)

    async def add_many(self, scope: str, keys: Sequence[str], vectors: npt.NDArray[np.float32]) -> None:
        self._open()
        known = self._partitions.get(scope)
        matrix = checked_many(vectors, len(keys), self._dimension if known is None else known.dimension)
        for start in range(0, len(keys), AT_ONCE):
            some, rows = keys[start : start + AT_ONCE], matrix[start : start + AT_ONCE]
            self._open()
            partition = self._partition(scope, matrix.shape[1])
            if isinstance(partition, Grown):
                await self._change(partition, partial(partition.add_many, some, rows.copy()))
            else:
                for key, vector in zip(some, rows, strict=True):
                    partition.add(key, vector)
                self._grow(scope, partition)
                if start + AT_ONCE < len(keys):
                    await asyncio.sleep(0)

    async def remove(self, scope: str, keys: Iterable[str]) -> None:
        self._open()
        partition, gone = self._partitions.get(scope), list(keys)
        if isinstance(partition, Grown):
            # An emptied one stays as a shell of a kilobyte: the worker may have an addition to it in its queue.
            for start in range(0, len(gone), AT_ONCE):
                await self._change(partition, partial(partition.remove, gone[start : start + AT_ONCE]))
        elif partition is not None:
            partition.remove(gone)
            if not len(partition):
                del self._partitions[scope]
        if partition is not None:
            self._removed_floats += len(gone) * partition.dimension
            if self._removed_floats >= GIVEN_BACK_FLOATS:
                self._removed_floats = 0
                self._later(_give_memory_back)

    async def clear(self) -> None:
        self._open()
        self._partitions.clear()
        self._later(_give_memory_back)

    def __len__(self) -> int:
        return sum(map(len, self._partitions.values()))

    async def close(self) -> None:
        self._closed = True
        self._worker.close()
        self._coder.shutdown(wait=False, cancel_futures=True)
        self._partitions.clear()

    def _partition(self, scope: str, dimension: int) -> Partition | Grown:
        partition = self._partitions.get(scope)
        if partition is None:
            block_rows = max(FIRST_ROWS, self._block_floats // dimension)
            partition = self._partitions[scope] = Partition(dimension, block_rows, self._nearest)
        return partition

    def _grow(self, scope: str, partition: Partition) -> None:
        if len(partition) * partition.dimension > self._inline_floats:
            grown = Grown(partition, self._nearest, self._start_coding, self._divide_from, self._quiet_seconds)
            self._partitions[scope] = grown

    async def _change(self, partition: Grown, change: Callable[[], None]) -> None:
        await self._worker.run(change)
        while partition.is_sparse:
            await self._worker.run(partition.tidy)

    def _start_coding(self, partition: Grown) -> None:
        self._later(partial(self._code, partition))

    def _later(self, work: Callable[[], None]) -> None:
        try:
            self._coder.submit(work)
        except RuntimeError:
            pass  # the index is closed, or the interpreter about to end

    def _code(self, partition: Grown) -> None:
        """On the coder's thread: one part of the work, and then whatever else waits there."""
        try:
            if not self._closed and partition.code_more():
                self._start_coding(partition)
        # Whatever it was, each search reads more vectors than it need, and finds what is there.
        except Exception as error:
            log.warning("a large scope goes on without newer codes: %s: %s", type(error).__name__, error)

    def _checked(self, partition: Partition | Grown | None, vector: Vector) -> Vector:
        self._open()
        return checked(vector, self._dimension if partition is None else partition.dimension)

    def _open(self) -> None:
        if self._closed:
            raise IndexFault("the index is closed")


def _step_back() -> None:
    """What makes codes leaves the processor to requests."""
    one_thread()
    if sys.platform == "linux":  # elsewhere a thread has no such number
        thread = threading.get_native_id()
        os.setpriority(os.PRIO_PROCESS, thread, os.getpriority(os.PRIO_PROCESS, thread) + NICE)


def _give_memory_back() -> None:
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)
