"""Exact nearest neighbours: every vector is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
import numpy.typing as npt

from semcache.core.entry import Neighbour
from semcache.errors import IndexFault
from semcache.ports import Vector

FIRST_ROWS = 4

Matrix = npt.NDArray[np.float32]
NearestRows = Callable[[Matrix, Vector, int], tuple[list[float], list[int]]]
"""(rows, query, k) -> inner products, falling, and their row numbers. The seam for searching on a device."""
Ranked = list[tuple[float, str]]
"""(negated similarity, key): in their natural order the nearest come first, and equals by key."""


def one_thread() -> None:
    """Keeps FAISS on the calling thread; for that thread only, so each calls it. Imports faiss (0.1 s).

    Two OpenMP threads on a busy machine spin and use many times the CPU: processes are the way to scale.
    """
    import faiss

    faiss.omp_set_num_threads(1)


def flat_search() -> NearestRows:
    """FAISS's exact search, the one behind IndexFlatIP, over an array that stays ours. Imports faiss (0.1 s).

    Ours, because an IndexFlatIP crashes when it is added to during a search, moves every later row when one is
    removed, and keeps its memory.
    """
    try:
        import faiss
    except ImportError as error:
        raise IndexFault(f"faiss cannot be imported ({error}); install semcache-llm[cpu] or [gpu]") from error
    one_thread()
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


def rank(nearest: NearestRows, rows: Matrix, keys: Sequence[str | None], first: int, query: Vector, k: int) -> Ranked:
    """The k nearest rows that have a key, and those as near as the last of them. A row's key is at first + its number.

    Equals are not cut off, because FAISS orders them by where they lie and we by key.
    """
    size = len(rows)
    wanted = min(k + 1, size)
    while wanted:
        similarities, places = nearest(rows, query, wanted)
        found: Ranked = []
        for similarity, place in zip(similarities, places, strict=True):
            key = keys[first + place]
            if key is not None:
                # Rounding takes the product of two unit vectors a little beyond 1.
                found.append((-max(-1.0, min(1.0, similarity)), key))
        if wanted == size or (len(found) >= k and -similarities[-1] > found[k - 1][0]):
            return found
        wanted = min(2 * wanted, size)
    return []


def neighbours(found: Ranked, k: int) -> list[Neighbour]:
    """The k nearest of them."""
    found.sort()
    return [Neighbour(key, -negated) for negated, key in found[:k]]


class Partition:
    """Vectors that come and go, without gaps. Used by one thread at a time."""

    __slots__ = ("_blocks", "_keys", "_nearest", "_places", "block_rows", "dimension")

    def __init__(self, dimension: int, block_rows: int, nearest: NearestRows) -> None:
        self.dimension = dimension
        self.block_rows = block_rows
        self._nearest = nearest
        self._blocks: list[Matrix] = []
        self._keys: list[str] = []
        self._places: dict[str, int] = {}

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
        block, row = divmod(place, self.block_rows)
        self._blocks[block][row] = vector

    def remove(self, keys: Iterable[str]) -> None:
        for key in keys:
            place = self._places.pop(key, None)
            if place is not None:
                self._fill(place)
        self._give_back()

    def search(self, query: Vector, k: int) -> list[Neighbour]:
        return neighbours(self.rank(query, k), k)

    def rank(self, query: Vector, k: int) -> Ranked:
        found: Ranked = []
        for number, block in enumerate(self._blocks):
            first = number * self.block_rows
            found += rank(self._nearest, block[: len(self._keys) - first], self._keys, first, query, k)
        return found

    def take_whole_blocks(self) -> list[tuple[Matrix, list[str]]]:
        """The vectors and keys of blocks that are full, which leave the partition."""
        rows = self.block_rows
        count = len(self._keys) // rows
        taken = [(block, self._keys[n * rows : (n + 1) * rows]) for n, block in enumerate(self._blocks[:count])]
        del self._blocks[:count]
        self._keys = self._keys[count * rows :]
        self._places = {key: place for place, key in enumerate(self._keys)}
        return taken

    def _make_room(self, place: int) -> None:
        """Memory for one more: the first block doubles until it is whole, every later one is whole at once."""
        block, row = divmod(place, self.block_rows)
        if block == len(self._blocks):
            rows = min(FIRST_ROWS, self.block_rows) if block == 0 else self.block_rows
            self._blocks.append(np.empty((rows, self.dimension), dtype=np.float32))
        elif row == len(self._blocks[block]):
            self._resize_first(min(2 * row, self.block_rows))

    def _give_back(self) -> None:
        """Memory that the removed took: whole blocks, or half the only one when three quarters are unused."""
        size = len(self._keys)
        del self._blocks[-(-size // self.block_rows) :]
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
        block, row = divmod(place, self.block_rows)
        last_block, last_row = divmod(last, self.block_rows)
        self._blocks[block][row] = self._blocks[last_block][last_row]
        self._keys[place] = key
        self._places[key] = place
