"""The nearest vectors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from semcache.core.entry import Neighbour
from semcache.ports.embedding import Vector


class VectorIndex(Protocol):
    """Nearest neighbours, one partition a scope. Derived from the store and rebuilt from it.

    - `search` returns at most k neighbours of that scope only, nearest first, and [] for a scope it does not know.
      Each similarity is exact. In a scope of more than some ten thousand vectors the nearest may be missed: of those
      at 0.85 or nearer, one in a hundred at most.
    - What `add` put in is found by the next `search`; adding a key again replaces its vector. `add_many` is as many
      calls of `add`, and nothing where one of the vectors is a fault; others are served between its parts.
    - What `remove` took out is never returned again; unknown keys are ignored.
    - One that `is_kept` outlives the process and is shared by all of a store: it needs no filling at a start, and no
      telling of what other processes added.
    - All methods may be called concurrently, from one event loop, adding while searching included.
    - Neighbours equally near come in the order of their keys.
    - A vector of another dimension, not finite or not of unit length, is an `IndexFault` and changes nothing.
    """

    async def is_kept(self) -> bool:
        """Whether it holds already what was added before."""
        ...

    async def search(self, scope: str, vector: Vector, k: int) -> list[Neighbour]: ...

    async def add(self, scope: str, key: str, vector: Vector) -> None: ...

    async def add_many(self, scope: str, keys: Sequence[str], vectors: npt.NDArray[np.float32]) -> None:
        """A row of `vectors` for each key."""
        ...

    async def remove(self, scope: str, keys: Iterable[str]) -> None: ...

    async def clear(self) -> None:
        """Takes out all that was put in before, in every scope; of an index that others share, nothing."""
        ...

    def __len__(self) -> int: ...

    async def close(self) -> None: ...
