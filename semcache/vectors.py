"""The check that every vector index makes before it takes a vector in."""

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
