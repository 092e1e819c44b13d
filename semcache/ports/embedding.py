"""Text to vectors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float32]
"""Shape (d,), float32, unit length: the inner product of two is their cosine similarity."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What an embedder has done since it was made."""

    texts: int = 0
    seconds: float = 0.0
    """Of a processor's or GPU's time; 0 where somebody else's machine did it."""
    on: str = "cpu"
    """ "cpu", "cuda" or "endpoint"."""


class Embedder(Protocol):
    """Text to unit vectors.

    - `fingerprint` names model, weights, runtime and pooling: two embedders whose vectors differ never share one.
    - `embed` never blocks the event loop and may be called concurrently; concurrent calls may be batched.
    - The same text gives the same vector, whatever else is in the batch, to within 1e-3 of cosine.
    - It reads the whole text or raises `TextTooLong`. It never cuts.
    - Any other trouble is an `EmbedderFault`. A model that is not there yet is an `EmbedderLoading`, and holds nobody
      up again and again; `ready` waits until it is there.
    - An embedder may be replaced by a better one while requests are under way; its fingerprint changes then.
      `current` is one whose fingerprint never changes: take it once a request.
    """

    @property
    def current(self) -> Embedder: ...

    @property
    def fingerprint(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    @property
    def max_tokens(self) -> int: ...

    @property
    def spent(self) -> Spent:
        """Only grows, but for `on`, until another embedder takes over."""
        ...

    async def ready(self) -> None:
        """Return when vectors can be had, or raise `EmbedderFault` when that will not be."""
        ...

    async def embed(self, text: str) -> Vector: ...

    async def close(self) -> None: ...
