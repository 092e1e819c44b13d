"""The checks that every vector index makes before it takes vectors in."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from semcache.errors import IndexFault
from semcache.ports import Vector

# A float32 vector normalised by any runtime is within 1e-6 of length 1; one normalised in float16 within 1e-3.
LENGTH_TOLERANCE = 2e-3


def checked(vector: npt.ArrayLike, dimension: int | None) -> Vector:
    """The vector as float32, shape (dimension,), or of any length for None. All but a unit vector is an IndexFault."""
    array = np.ascontiguousarray(vector, dtype=np.float32)
    if array.ndim != 1 or (dimension is not None and len(array) != dimension):
        raise IndexFault(f"a vector of shape {array.shape}, where ({dimension or 'any'},) is expected")
    # NaN and infinity fail this comparison too: it is written so that only a number near 1 passes.
    squared = float(array.dot(array))
    if not abs(squared - 1.0) <= 2 * LENGTH_TOLERANCE:
        raise IndexFault(f"not a unit vector: its squared length is {squared:.6g}")
    return array


def checked_many(vectors: npt.ArrayLike, count: int, dimension: int | None) -> npt.NDArray[np.float32]:
    """The vectors as float32, shape (count, dimension). An IndexFault where one of them is no unit vector."""
    matrix = np.ascontiguousarray(vectors, dtype=np.float32)
    if matrix.ndim != 2 or len(matrix) != count or (dimension is not None and matrix.shape[1] != dimension):
        raise IndexFault(f"vectors of shape {matrix.shape}, where ({count}, {dimension or 'any'}) is expected")
    squared = np.einsum("ij,ij->i", matrix, matrix)
    if not (np.abs(squared - 1.0) <= 2 * LENGTH_TOLERANCE).all():
        raise IndexFault("one of the vectors is not a unit vector")
    return matrix


def is_fit(vector: Vector, dimension: int) -> bool:
    """Whether an index of this dimension takes it in."""
    try:
        checked(vector, dimension)
    except IndexFault:
        return False
    return True
