"""Candidates for the nearest of many vectors, by product quantisation.

Each vector is a code of one bit a dimension: four coordinates are told by the number of the nearest of sixteen points.
FAISS reads such codes 20 times as fast as the vectors and finds 48 among which the nearest nearly always is; exact
similarities then come from the vectors. The points ship with the package: they stand best for a normal distribution,
which four coordinates of an embedding follow well enough once their mean is taken off, whatever model made it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from semcache.errors import IndexFault
from semcache.nearest.exact import Matrix
from semcache.ports import Vector

SHIPPED = Path(__file__).parent.parent / "data" / "codebook.json"
"""`python -m tests.benchmarks.train_codebook` makes it."""
WIDTH = 4
"""Coordinates that one of the points stands for."""
PROBED = 16
"""Lists that a search reads, of those that there are. Of neighbours at 0.85 or more among a million, in 1024 lists, 12
found 0.998, 16 found 0.999 and 24 all; of all nearest neighbours 0.965, 0.972 and 0.979."""
SAMPLE_PER_LIST = 64
ROUNDS = 10
"""Of k-means; each takes half a second for 1024 lists of 384 dimensions."""

Numbers = npt.NDArray[np.int64]


@lru_cache(maxsize=1)
def shipped_points() -> Matrix:
    """Shape (16, WIDTH). IndexFault when they cannot be read."""
    try:
        points = np.array(json.loads(SHIPPED.read_text(encoding="utf-8"))["points"], dtype=np.float32)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexFault(f"{SHIPPED} cannot be read: {error}") from error
    if points.shape != (16, WIDTH) or not np.isfinite(points).all():
        raise IndexFault(f"{SHIPPED} does not hold 16 points in {WIDTH} dimensions")
    return points


class Codes:
    """Codes of vectors by number, in one list, or in many by what they are near to, of which a search reads a few.

    Once it is searched, nothing may be added: FAISS crashes. `copy` takes milliseconds.
    """

    __slots__ = ("_index", "_mean", "_scale", "lists")

    def __init__(self, sample: Matrix) -> None:
        """One list. The sample, of a few thousand, tells where such vectors lie."""
        self._mean: Vector = sample.mean(axis=0)
        self._scale = float(np.sqrt(((sample - self._mean) ** 2).mean())) or 1.0
        self.lists = 1
        self._index = _empty(np.zeros((1, sample.shape[1]), dtype=np.float32))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def divide(self, sample: Matrix, lists: int) -> Iterator[None]:
        """Makes so many lists, each for what is near to each other; before anything is added. The sample is used up.

        Does a part of the work, of a second at most, each time that it is asked for the next.
        """
        import faiss

        sample -= self._mean
        sample /= np.float32(self._scale)
        training = faiss.Clustering(sample.shape[1], lists)
        training.niter, training.seed, training.min_points_per_centroid = 1, 1, 1
        training.max_points_per_centroid = len(sample)
        for _ in range(ROUNDS):
            # Each goes on from the centroids that the last one found.
            training.train(sample, faiss.IndexFlatL2(sample.shape[1]))
            yield
        self._index = _empty(faiss.vector_to_array(training.centroids).reshape(lists, -1))
        self.lists = lists

    def add(self, vectors: Matrix, numbers: Numbers) -> None:
        self._index.add_with_ids(self._placed(vectors), numbers)

    def copy(self) -> Codes:
        import faiss

        other = object.__new__(Codes)
        other._mean, other._scale, other.lists = self._mean, self._scale, self.lists
        other._index = faiss.clone_index(self._index)
        return other

    def candidates(self, query: Vector, count: int) -> list[int]:
        """Numbers of the nearest, nearest first, as far as the codes tell."""
        try:
            _, numbers = self._index.search(self._placed(query[None]), min(count, len(self)))
        except (RuntimeError, MemoryError) as error:
            raise IndexFault(f"FAISS: {error}") from error
        return [number for number in numbers[0].tolist() if number >= 0]

    def _placed(self, vectors: Matrix) -> Matrix:
        """As the points expect them. Distances keep their order: only the origin and the scale change."""
        placed = (vectors - self._mean) / np.float32(self._scale)
        rest = -placed.shape[1] % WIDTH
        return np.pad(placed, ((0, 0), (0, rest))) if rest else placed


def lists_for(count: int) -> int:
    """How many lists suit so many vectors: reading a list takes as long as comparing with some of the centroids."""
    return int(1 << math.ceil(math.log2(max(1, count)) / 2))


def _empty(centroids: Matrix) -> Any:
    """A FAISS index with a list for each centroid."""
    import faiss

    points = shipped_points()
    lists, dimension = centroids.shape
    dimension += -dimension % WIDTH
    quantizer = faiss.IndexFlatL2(dimension)
    quantizer.add(np.pad(centroids, ((0, 0), (0, dimension - centroids.shape[1]))))
    index = faiss.IndexIVFPQFastScan(quantizer, dimension, lists, dimension // WIDTH, 4, faiss.METRIC_L2)
    # One table of distances for all lists, and one codebook for any: residuals would need others.
    index.by_residual = False
    index.nprobe = min(PROBED, lists)
    faiss.copy_array_to_vector(np.tile(points, (dimension // WIDTH, 1)).ravel(), index.pq.centroids)
    index.is_trained = True
    return index
