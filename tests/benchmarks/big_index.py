"""What a lookup costs in one scope of up to a million vectors, against comparing with all of them, and what it finds.

    python -m tests.benchmarks.big_index [--vectors 1002000] [--data DIR] [--home DIR] [--json]

The index of the gateway is filled in parts of 500, and searched meanwhile: each search is for what lies near a vector
that is there, so it is known what must be found. Then CPU time (of all threads, the event loop's included) and recall
of 2,000 questions that are not stored, against FAISS' exact search of the same vectors on one thread. Counts are such
that the part that is searched exactly is half full. Fewer vectors make smaller forms, in proportion.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import faiss
import numpy as np

from semcache.adapters.faiss_index import BLOCK_FLOATS, INLINE_FLOATS, FaissIndex
from semcache.nearest.codes import Codes
from semcache.nearest.exact import Matrix, one_thread
from semcache.nearest.grown import CANDIDATES, DIVIDE_FROM, Grown
from tests.benchmarks.big_vectors import Sample, sample, units
from tests.conftest import HOME

FULL = 1_002_000
SHARES = (0.01, 0.1, 1.0)
"""Of the vectors: where it is measured."""
NEAR = 0.85
RATIO, RECALL = 100.0, 0.99
"""What is wanted at a million."""
SCOPES = 10_000


@dataclass(slots=True)
class Waits:
    """Searches while the scope grew."""

    seconds: list[float] = field(default_factory=list)
    missed: int = 0

    def at(self, share: float) -> float:
        return float(np.quantile(self.seconds, share)) if self.seconds else float("nan")


@dataclass(frozen=True, slots=True)
class Figure:
    """The index with so many vectors."""

    vectors: int
    lists: int
    """Of codes; 0 where there are none."""
    microseconds: float
    """Of CPU, a lookup of 10 neighbours."""
    flat_microseconds: float
    recall_near: float
    """Of nearest neighbours at 0.85 or more."""
    recall: float
    """Of all nearest neighbours."""
    bytes_each: float
    """Of memory that is the process's own, beyond its start."""
    searched: int
    """While it grew to this size."""
    missed: int
    wait_p50: float
    wait_p99: float
    wait_most: float
    """Seconds that those searches took by the clock."""

    @property
    def ratio(self) -> float:
        return self.flat_microseconds / self.microseconds


def own_memory() -> int:
    """Bytes that are this process's alone."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon")) * 1024


def forms(scale: float) -> FaissIndex:
    """The gateway's index, its forms smaller in proportion."""
    if scale >= 1:
        return FaissIndex()
    return FaissIndex(
        inline_floats=int(INLINE_FLOATS * scale),
        block_floats=int(BLOCK_FLOATS * scale),
        divide_from=int(DIVIDE_FROM * scale),
    )


async def grow(index: FaissIndex, stored: Matrix, first: int, count: int, waits: Waits) -> None:
    """Adds what lies between, 500 at once, and searches all the time."""
    there, chance = first, np.random.default_rng(first)
    done = False

    async def search() -> None:
        while not done:
            if there:
                base = stored[int(chance.integers(there))]
                query = units(base + 0.3 * units(chance.standard_normal(len(base), dtype=np.float32)[None])[0][None])[0]
                began = time.perf_counter()
                (found, *_) = await index.search("scope", query, 10)
                waits.seconds.append(time.perf_counter() - began)
                waits.missed += found.similarity < float(base @ query) - 1e-6
            await asyncio.sleep(0.005)

    searching = asyncio.create_task(search())
    for start in range(first, count, 500):
        end = min(count, start + 500)
        await index.add_many("scope", [f"{n:064x}" for n in range(start, end)], stored[start:end])
        there = end
    await settled(index)
    done = True
    await searching


async def settled(index: FaissIndex) -> None:
    """When all codes that are wanted are made."""
    while isinstance(grown := index._partitions["scope"], Grown):
        numbers, coded = list(grown._segments), grown.coded
        if not numbers or (
            coded is not None and coded.last >= numbers[-1] and grown._coding is None and not grown.is_outdated
        ):
            return
        await asyncio.sleep(0.02)


async def figure(index: FaissIndex, given: Sample, count: int, memory: float, waits: Waits) -> Figure:
    one_thread()
    stored, asked = given.stored[:count], given.asked
    best, _ = faiss.knn(asked, stored, 1, metric=faiss.METRIC_INNER_PRODUCT)
    began = time.process_time()
    for query in asked[:50]:
        faiss.knn(query[None], stored, 10, metric=faiss.METRIC_INNER_PRODUCT)
    flat = (time.process_time() - began) / 50
    for query in asked[:100]:
        await index.search("scope", query, 10)
    began = time.process_time()
    found = [(await index.search("scope", query, 10))[0].similarity for query in asked]
    spent = (time.process_time() - began) / len(asked)
    hit = np.array(found) >= best[:, 0] - 1e-6
    near = best[:, 0] >= NEAR
    partition = index._partitions["scope"]
    coded = partition.coded if isinstance(partition, Grown) else None
    return Figure(
        vectors=count,
        lists=coded.codes.lists if coded else 0,
        microseconds=spent * 1e6,
        flat_microseconds=flat * 1e6,
        recall_near=float(hit[near].mean()) if near.any() else float("nan"),
        recall=float(hit.mean()),
        bytes_each=memory / count,
        searched=len(waits.seconds),
        missed=waits.missed,
        wait_p50=waits.at(0.5),
        wait_p99=waits.at(0.99),
        wait_most=waits.at(1),
    )


async def growth(given: Sample, counts: Sequence[int], report: Callable[[str], None]) -> list[Figure]:
    index = forms(len(given.stored) / FULL)
    figures, there = [], 0
    before = own_memory()
    for count in counts:
        report(f"growing to {count:,} vectors")
        waits = Waits()
        await grow(index, given.stored, there, count, waits)
        there = count
        memory = own_memory() - before
        report(f"searching {count:,} vectors")
        figures.append(await figure(index, given, count, memory, waits))
    await index.close()
    return figures


def kinds(real: Matrix) -> dict[str, Matrix]:
    """The same vectors as other models might give them."""
    chance = np.random.default_rng(3)
    direction = units(chance.standard_normal((1, real.shape[1]), dtype=np.float32))

    def widened(dimension: int) -> Matrix:
        weights = chance.standard_normal((real.shape[1], dimension), dtype=np.float32)
        return units(np.tanh(real @ weights))

    few = np.zeros(real.shape[1], dtype=np.float32)
    few[[7, 100]] = 2.0, -1.5
    return {
        "as they are": real,
        "768 dimensions": widened(768),
        "1024 dimensions": widened(1024),
        "1536 dimensions": widened(1536),
        "near a common direction (cosine of any two 0.8)": units(real + 2 * direction),
        "two coordinates that are large in all": units(real + few),
        "coordinates of very different size": units(real * np.exp(chance.standard_normal(real.shape[1]))),
    }


def candidates_recall(stored: Matrix, asked: Matrix, learned: bool = False) -> float:
    """How often the nearest is among the candidates; with a codebook learned from the stored ones, or the shipped."""
    codes = Codes(stored[:5000])
    if learned:
        quantizer = faiss.ProductQuantizer(stored.shape[1], stored.shape[1] // 4, 4)
        quantizer.train(codes._placed(stored[:20_000]))
        faiss.copy_array_to_vector(faiss.vector_to_array(quantizer.centroids), codes._index.pq.centroids)
    codes.add(stored, np.arange(len(stored)))
    _, nearest = faiss.knn(asked, stored, 1, metric=faiss.METRIC_INNER_PRODUCT)
    best = np.einsum("ij,ij->i", stored[nearest[:, 0]], asked)
    hits = [
        float((stored[codes.candidates(query, CANDIDATES)] @ query).max()) >= similarity - 1e-6
        for query, similarity in zip(asked, best, strict=True)
    ]
    return float(np.mean(hits))


async def small_scopes() -> dict[str, float]:
    """10,000 scopes of five vectors, and what is left when their entries have ended."""
    index = FaissIndex()
    vectors = units(np.random.default_rng(0).standard_normal((5, 384), dtype=np.float32))
    keys = [[f"{scope:058x}{n:06x}" for n in range(5)] for scope in range(SCOPES)]
    names = [f"{scope:064x}" for scope in range(SCOPES)]
    before = own_memory()
    for name, some in zip(names, keys, strict=True):
        await index.add_many(name, some, vectors)
    taken = own_memory() - before
    for name, some in zip(names, keys, strict=True):
        await index.remove(name, some)
    await asyncio.sleep(0.2)  # another thread gives it back
    left = own_memory() - before
    await index.close()
    return {
        "bytes beyond the vectors, each": taken / SCOPES - vectors.nbytes,
        "share of memory that is left": left / taken if taken > 0 else 0.0,
    }


def table(figures: Sequence[Figure]) -> str:
    rows = [
        f"{'vectors':>10} {'lists':>6} {'CPU us':>8} {'flat us':>9} {'flat/ours':>9} {'recall>=.85':>11} {'recall':>7} "
        f"{'bytes each':>10} {'searched':>9} {'missed':>7} {'p50 ms':>7} {'p99 ms':>7} {'most ms':>8}"
    ]
    rows += [
        f"{f.vectors:10,} {f.lists:6} {f.microseconds:8.0f} {f.flat_microseconds:9.0f} {f.ratio:9.1f} "
        f"{f.recall_near:11.4f} {f.recall:7.4f} {f.bytes_each:10.0f} {f.searched:9,} {f.missed:7} "
        f"{f.wait_p50 * 1e3:7.2f} {f.wait_p99 * 1e3:7.2f} {f.wait_most * 1e3:8.1f}"
        for f in figures
    ]
    return "\n".join(rows)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.big_index", description=__doc__.splitlines()[0])
    parser.add_argument("--vectors", type=int, default=FULL)
    parser.add_argument("--data", type=Path, help="folder of questions (*.jsonl); random clusters without it")
    parser.add_argument("--home", type=Path, default=HOME, help="where the model and its vectors are kept")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(arguments)

    def report(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    report("10,000 small scopes")
    small = asyncio.run(small_scopes())
    report("making the vectors")
    given = sample(args.vectors, args.data, args.home)
    one_thread()
    known, asked = given.stored[: given.real], given.asked[:500]
    report("other kinds of vectors")
    together = kinds(np.concatenate([known, asked]))
    recalls = {name: candidates_recall(all_[:-500], all_[-500:]) for name, all_ in together.items()}
    recalls["as they are, with a codebook learned from them"] = candidates_recall(known, asked, learned=True)
    del together
    figures = asyncio.run(growth(given, [int(share * args.vectors) for share in SHARES], report))
    largest = figures[-1]
    holds = largest.ratio >= RATIO and largest.recall_near >= RECALL
    document = {
        "source": given.source,
        "real": given.real,
        "figures": [{**asdict(one), "ratio": one.ratio} for one in figures],
        "recall of codes": recalls,
        "small scopes": small,
        "holds": holds,
    }
    if args.json:
        print(json.dumps(document, indent=1))
        return
    print(f"{given.real:,} vectors of {given.source}, the rest between two of them; 384 dimensions\n")
    print(table(figures))
    print(f"\nwanted at a million: flat/ours {RATIO:.0f}, recall>=.85 {RECALL}: {'reached' if holds else 'MISSED'}\n")
    print(f"The nearest is among {CANDIDATES} candidates by codes, of {given.real:,}:")
    for name, recall in recalls.items():
        print(f"  {recall:.4f}  {name}")
    print("\n10,000 scopes of five vectors:")
    for name, value in small.items():
        print(f"  {value:10,.3f}  {name}")


if __name__ == "__main__":
    main()
