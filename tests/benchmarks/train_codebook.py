"""Makes the codebook that large partitions are searched by: `python -m tests.benchmarks.train_codebook`.

Sixteen points that stand best for a standard normal in four dimensions, by k-means over random numbers alone. No
embeddings are needed: partitions bring each coordinate to mean 0 and deviation 1 before they use it.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

import semcache

WIDTH, POINTS, SAMPLE, ROUNDS, SEED = 4, 16, 1_000_000, 200, 5
WHERE = Path(semcache.__file__).parent / "data" / "codebook.json"


def trained() -> tuple[np.ndarray, float]:
    """The points, (POINTS, WIDTH), in an order of their own, and the mean square that one coordinate is off by."""
    chance = np.random.default_rng(SEED)
    sample = chance.standard_normal((SAMPLE, WIDTH))
    points = sample[:POINTS]
    for _ in range(ROUNDS):
        nearest = np.argmax(sample @ points.T - (points**2).sum(axis=1) / 2, axis=1)
        points = np.stack([sample[nearest == point].mean(axis=0) for point in range(POINTS)])
    nearest = np.argmax(sample @ points.T - (points**2).sum(axis=1) / 2, axis=1)
    order = np.lexsort(points.T)
    return points[order], float(((sample - points[nearest]) ** 2).mean())


def main() -> None:
    points, error = trained()
    document = {
        "made by": f"python -m tests.benchmarks.train_codebook ({SAMPLE:,} numbers, {ROUNDS} rounds, seed {SEED})",
        "mean square error of a coordinate": round(error, 4),
        "points": np.round(points, 5).tolist(),
    }
    WHERE.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    print(f"{WHERE}: {POINTS} points, mean square error {error:.4f}")


if __name__ == "__main__":
    main()
