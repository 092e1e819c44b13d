"""Vectors from hashed words: for tests and examples, where no model is wanted. Not semantic."""

from __future__ import annotations

import hashlib
import re

import numpy as np

from semcache.errors import TextTooLong
from semcache.ports import Spent, Vector

WORD = re.compile(r"\w+")


class HashEmbedder:
    """Texts that share words are near; it knows no synonym, no word order and no meaning."""

    def __init__(self, dimension: int = 256, max_tokens: int = 512) -> None:
        self.dimension = dimension
        self.max_tokens = max_tokens
        self.fingerprint = f"hash:not-semantic:{dimension}:1"

    @property
    def current(self) -> HashEmbedder:
        return self

    @property
    def spent(self) -> Spent:
        return Spent()

    async def ready(self) -> None: ...

    async def embed(self, text: str) -> Vector:
        words = WORD.findall(text.lower())
        if len(words) > self.max_tokens:
            raise TextTooLong(len(words), self.max_tokens)
        vector = np.zeros(self.dimension, np.float32)
        for word in words:
            bits = int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest())
            # The sign keeps words that fall on the same place from looking alike.
            vector[(bits >> 1) % self.dimension] += 1.0 if bits & 1 else -1.0
        length = float(np.linalg.norm(vector))
        if length == 0.0:
            vector[0] = length = 1.0
        return vector / np.float32(length)

    async def close(self) -> None: ...
