"""A million vectors that lie as stored questions do: real ones, and others that lie between them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from semcache.adapters.vector_file import VectorFile
from semcache.core.courtesy import gist
from semcache.embedding import EmbeddingChoices, export_now, open_embedder
from semcache.nearest.exact import Matrix
from semcache.upkeep import vectors_name
from semcache.vectorcache import RememberingEmbedder

ASKED = 2000
"""Real vectors that are left out, to be looked for."""
BETWEEN = (0.15, 0.5)
"""How far from one real vector towards another a made one lies."""
NOISE = 0.2
"""Length of what is added to it."""
FIELDS = ("text", "question", "a", "b")


@dataclass(frozen=True, slots=True)
class Sample:
    """What is stored, and what is asked."""

    stored: Matrix
    asked: Matrix
    real: int
    """So many of the stored are of real questions."""
    source: str


def sample(count: int, data: Path | None, home: Path) -> Sample:
    """The first `real` of the stored ones, and all that are asked, are embeddings of real questions of the data;
    without data, all are points in random clusters."""
    chance = np.random.default_rng(1)
    if data is None:
        real, source = _clusters(max(3 * ASKED, min(50_000, count)), chance), "random clusters"
    else:
        real, source = _embedded(sorted(set(_texts(data))), home), f"questions of {data.name}"
    real = real[chance.permutation(len(real))]
    asked, known = real[:ASKED], real[ASKED:][:count]
    return Sample(np.concatenate([known, *_between(known, count - len(known), chance)]), asked, len(known), source)


def units(vectors: np.ndarray) -> Matrix:
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def _between(real: Matrix, count: int, chance: np.random.Generator) -> Iterator[Matrix]:
    for start in range(0, count, 20_000):
        n = min(20_000, count - start)
        one, other = chance.integers(0, len(real), (2, n))
        share = chance.uniform(*BETWEEN, (n, 1)).astype(np.float32)
        noise = chance.standard_normal((n, real.shape[1]), dtype=np.float32) * NOISE / np.sqrt(real.shape[1])
        yield units((1 - share) * real[one] + share * real[other] + noise)


def _clusters(count: int, chance: np.random.Generator, dimension: int = 384) -> Matrix:
    centres = chance.standard_normal((count // 20, dimension), dtype=np.float32)
    around = chance.standard_normal((count, dimension), dtype=np.float32)
    return units(centres[chance.integers(0, len(centres), count)] + 0.4 * around)


def _texts(data: Path) -> Iterator[str]:
    for path in sorted(data.rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield from (gist(row[field]) for field in FIELDS if isinstance(row.get(field), str) and row[field].strip())


def _embedded(texts: list[str], home: Path) -> Matrix:
    """By the default model; kept under the home folder."""
    choices = EmbeddingChoices(home=home, device="cpu", threads=1)

    async def embed() -> list[np.ndarray]:
        export_now(choices)
        shelf = VectorFile(home / "vectors", vectors_name(open_embedder(choices).current))
        embedder = RememberingEmbedder(open_embedder(choices), shelf)
        await embedder.ready()
        await embedder.learn_all(texts)
        known = [shelf.get(texts[start : start + 500]) for start in range(0, len(texts), 500)]
        await embedder.close()
        shelf.close()
        return [vector for part in known for vector in part.values() if vector is not None]

    return units(np.stack(asyncio.run(embed())))
