"""Nearest neighbours by FAISS: exact cosine similarity, one partition a scope."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

import numpy as np
import numpy.typing as npt

from semcache.core.entry import Neighbour
from semcache.errors import IndexFault
from semcache.ports import Vector
from semcache.vectors import checked
from semcache.worker import Worker

# Vectors lie in blocks of at most 8 MiB, so that growing copies 4 MiB at the most and a search pays FAISS's call
# overhead (about 3 microseconds) once in 100.
BLOCK_FLOATS = 1 << 21

# Partitions of up to 16 MiB (10,900 vectors of 384) are searched on the event loop's thread, which takes 0.3 ms at
# the most. Handing over to a thread and back takes 0.05 ms: half a search of 4,000, a hundredth of one of 100,000.
INLINE_FLOATS = 1 << 22

FIRST_ROWS = 4

Matrix = npt.NDArray[np.float32]
NearestRows = Callable[[Matrix, Vector, int], tuple[list[float], list[int]]]
"""(rows, query, k) -> inner products, falling, and their row numbers. The seam for searching on a device."""


def flat_search() -> NearestRows:
    """FAISS's exact search, the one behind IndexFlatIP, over an array that stays ours. Imports faiss (0.1 s).

    Ours, because an IndexFlatIP crashes when it is added to during a search, moves every later row when one is
    removed, and keeps its memory.
    """
    try:
        import faiss
    except ImportError as error:
        raise IndexFault(f"faiss cannot be imported ({error}); install semcache-llm[cpu] or [gpu]") from error
    # Two OpenMP threads on a busy machine spin and use many times the CPU: processes are the way to scale.
    faiss.omp_set_num_threads(1)
    search, pointer = faiss.knn_inner_product, faiss.swig_ptr

    def nearest(rows: Matrix, query: Vector, k: int) -> tuple[list[float], list[int]]:
        count, dimension = rows.shape
        similarities = np.empty(k, dtype=np.float32)
        positions = np.empty(k, dtype=np.int64)
        found = pointer(similarities), pointer(positions)
        try:
            search(pointer(query), pointer(rows), dimension, 1, count, k, *found)
        except (RuntimeError, MemoryError) as error:
            raise IndexFault(f"FAISS: {error}") from error
        return similarities.tolist(), positions.tolist()

    return nearest


class Partition:
    """The vectors of one scope, without gaps. Used by one thread at a time."""

    __slots__ = ("_blocks", "_keys", "_nearest", "_places", "_rows", "dimension", "on_worker")

    def __init__(self, dimension: int, block_rows: int, nearest: NearestRows) -> None:
        self.dimension = dimension
        self._nearest = nearest
        self._rows = block_rows
        self._blocks: list[Matrix] = []
        self._keys: list[str] = []
        self._places: dict[str, int] = {}
        self.on_worker = False
        """It has been handed to the worker thread, for good."""

    def __len__(self) -> int:
        return len(self._keys)

    def add(self, key: str, vector: Vector) -> None:
        place = self._places.get(key)
        if place is None:
            place = len(self._keys)
            try:
                self._make_room(place)
            except MemoryError as error:
                raise IndexFault("no memory for another vector") from error
            self._keys.append(key)
            self._places[key] = place
        block, row = divmod(place, self._rows)
        self._blocks[block][row] = vector

    def remove(self, keys: Iterable[str]) -> None:
        for key in keys:
            place = self._places.pop(key, None)
            if place is not None:
                self._fill(place)
        self._give_back()

    def search(self, query: Vector, k: int) -> list[Neighbour]:
        size = len(self._keys)
        # One more than asked for shows whether equals were cut off at the end; then all of those are needed, because
        # FAISS orders equals by where they lie and we by key.
        wanted = min(k + 1, size)
        while True:
            found = self._best(query, wanted)
            if wanted == size or found[k - 1][0] != found[wanted - 1][0]:
                break
            wanted = min(2 * wanted, size)
        keys = self._keys
        ranked = sorted((negated, keys[place]) for negated, place in found)
        return [Neighbour(key, -negated) for negated, key in ranked[:k]]

    def _best(self, query: Vector, wanted: int) -> list[tuple[float, int]]:
        """(negated similarity, place) of the nearest, nearest first."""
        best: list[tuple[float, int]] = []
        for number, block in enumerate(self._blocks):
            start = number * self._rows
            used = min(len(self._keys) - start, self._rows)
            similarities, rows = self._nearest(block[:used], query, min(wanted, used))
            # Rounding takes the product of two unit vectors a little beyond 1.
            best += [(-max(-1.0, min(1.0, s)), start + row) for s, row in zip(similarities, rows, strict=True)]
        if len(self._blocks) > 1:
            best.sort()
        return best[:wanted]

    def _make_room(self, place: int) -> None:
        """Memory for one more: the first block doubles until it is whole, every later one is whole at once."""
        block, row = divmod(place, self._rows)
        if block == len(self._blocks):
            rows = FIRST_ROWS if block == 0 else self._rows
            self._blocks.append(np.empty((rows, self.dimension), dtype=np.float32))
        elif row == len(self._blocks[block]):
            self._resize_first(min(2 * row, self._rows))

    def _give_back(self) -> None:
        """Memory that the removed took: whole blocks, or half the only one when three quarters are unused."""
        size = len(self._keys)
        del self._blocks[-(-size // self._rows) :]
        if len(self._blocks) == 1:
            rows = len(self._blocks[0])
            while rows > FIRST_ROWS and 4 * size <= rows:
                rows = max(FIRST_ROWS, rows // 2)
            if rows < len(self._blocks[0]):
                self._resize_first(rows)

    def _resize_first(self, rows: int) -> None:
        old = self._blocks[0]
        new = np.empty((rows, self.dimension), dtype=np.float32)
        kept = min(len(old), rows)
        new[:kept] = old[:kept]
        self._blocks[0] = new
        if rows < len(old):
            self._places = dict(self._places)  # a dict never shrinks by itself

    def _fill(self, place: int) -> None:
        """Move the last row to where one was removed."""
        key = self._keys.pop()
        last = len(self._keys)
        if place == last:
            return
        block, row = divmod(place, self._rows)
        last_block, last_row = divmod(last, self._rows)
        self._blocks[block][row] = self._blocks[last_block][last_row]
        self._keys[place] = key
        self._places[key] = place


class FaissIndex:
    """A partition a scope. Small ones are used on the event loop's thread, large ones on one worker thread only:
    nothing is ever added to what another thread searches, and no lock is needed.

    Without a dimension, each scope takes its first vector's: a scope belongs to one embedder.
    """

    def __init__(
        self,
        dimension: int | None = None,
        *,
        inline_floats: int = INLINE_FLOATS,
        block_floats: int = BLOCK_FLOATS,
    ) -> None:
        self._dimension = dimension
        self._inline_floats = inline_floats
        self._block_floats = block_floats
        self._nearest = flat_search()
        self._partitions: dict[str, Partition] = {}
        self._worker = Worker("semcache-index")
        self._closed = False

    async def search(self, scope: str, vector: Vector, k: int) -> list[Neighbour]:
        partition = self._partitions.get(scope)
        query = self._checked(partition, vector)
        if partition is None or k <= 0:
            return []
        if partition.on_worker:
            return await self._worker.run(lambda: partition.search(query, k))
        return partition.search(query, k)

    async def add(self, scope: str, key: str, vector: Vector) -> None:
        partition = self._partitions.get(scope)
        vector = self._checked(partition, vector)
        if partition is None:
            block_rows = max(FIRST_ROWS, self._block_floats // len(vector))
            partition = self._partitions[scope] = Partition(len(vector), block_rows, self._nearest)
        if partition.on_worker:
            # The worker may come to it after the caller has used the array for something else.
            await self._worker.run(partial(partition.add, key, vector.copy()))
            return
        partition.add(key, vector)
        partition.on_worker = len(partition) * len(vector) > self._inline_floats

    async def remove(self, scope: str, keys: Iterable[str]) -> None:
        self._open()
        partition = self._partitions.get(scope)
        if partition is None:
            return
        if partition.on_worker:
            # An emptied one stays as a shell of some 500 bytes: the worker may have an addition to it in its queue.
            await self._worker.run(partial(partition.remove, list(keys)))
            return
        partition.remove(keys)
        if not len(partition):
            del self._partitions[scope]

    def __len__(self) -> int:
        return sum(map(len, self._partitions.values()))

    async def close(self) -> None:
        self._closed = True
        self._worker.close()
        self._partitions.clear()

    def _checked(self, partition: Partition | None, vector: Vector) -> Vector:
        self._open()
        return checked(vector, self._dimension if partition is None else partition.dimension)

    def _open(self) -> None:
        if self._closed:
            raise IndexFault("the index is closed")
