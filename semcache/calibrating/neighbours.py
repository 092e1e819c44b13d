"""The nearest of those that came before, for every question of a stream at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
_BLOCK = 512


def nearest_before(vectors: Matrix, count: int) -> tuple[npt.NDArray[np.int64], Matrix]:
    """For each row of `vectors` (n, d; unit length) the `count` most similar rows above it, nearest first.

    Returns row numbers and cosines, both (n, count); where there are fewer, -1 and -2.
    """
    n = len(vectors)
    rows = np.full((n, count), -1, np.int64)
    cosines = np.full((n, count), -2.0, np.float32)
    for start in range(0, n, _BLOCK):
        end = min(n, start + _BLOCK)
        products = vectors[start:end] @ vectors[:end].T
        products[np.arange(end) >= np.arange(start, end)[:, None]] = -2.0  # itself, and what comes later
        kept = min(count, end)
        best = np.argpartition(-products, kept - 1, axis=1)[:, :kept]
        found = np.take_along_axis(products, best, axis=1)
        # Equally near ones come in their order, so that a run can be repeated.
        order = np.lexsort((best, -found), axis=1)
        best, found = np.take_along_axis(best, order, axis=1), np.take_along_axis(found, order, axis=1)
        rows[start:end, :kept] = np.where(found > -2.0, best, -1)
        cosines[start:end, :kept] = found
    return rows, cosines
