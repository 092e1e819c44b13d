"""CPU time a request takes, against the least that any server could spend on it, all in one run.

    python -m tests.benchmarks.request_costs [--quick] [--json] [--rounds N]

Bare is an ASGI app that reads the body, parses the JSON, digests it and answers from a dict. Every server is uvicorn
with httptools and uvloop, in a process of its own, tied to a core that the load does not use. In each round every
case is measured once, one after another; a ratio is taken within its round; the table gives medians and the spread.

Where a case says "without the embedding", the gateway's embedder returns from a dict the vectors that the real model
gave for these texts beforehand, so nothing has to be subtracted. All else is what `semcache serve` runs on: SQLite
store and ledger on the disk, FAISS, httpx.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import faiss
import numpy as np

from semcache.adapters.faiss_index import FaissIndex
from semcache.core.courtesy import gist
from semcache.embedding import EmbeddingChoices, export_now
from semcache.ports import Embedder
from tests.benchmarks.request_apps import real_embedder
from tests.benchmarks.request_load import Server, cores, served, tied_to
from tests.benchmarks.request_texts import (
    LARGE_DESK,
    SMALL_DESK,
    ask,
    http,
    known_questions,
    new_questions,
    other_wordings,
    unit_vectors,
)
from tests.conftest import HOME

Samples = dict[str, list[float]]
"""CPU seconds a request by case, one a round."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    rounds: int
    hits: int
    misses: int
    streams: int
    large: int
    """Vectors in the large scope."""
    searches: int


FULL = Size(rounds=7, hits=2000, misses=400, streams=120, large=10_000, searches=400)
QUICK = Size(rounds=2, hits=160, misses=40, streams=16, large=1_000, searches=50)


@dataclass(frozen=True, slots=True)
class Case:
    """Requests of one kind to one server."""

    name: str
    server: Server
    requests: Callable[[int], list[bytes]]
    """Those of a round."""
    expects: bytes
    """In every answer's head."""

    def cost(self, number: int) -> float:
        seconds, answers = self.server.cost(self.requests(number))
        odd = [answer for answer in answers if self.expects not in answer.partition(b"\r\n\r\n")[0]]
        if odd:
            raise RuntimeError(f"{self.name}: {len(odd)} of {len(answers)} answers are others, as {odd[0][:600]!r}")
        return seconds


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table."""

    name: str
    microseconds: float
    ratio: float
    lowest: float
    highest: float
    of: str
    goal: float | None = None

    @property
    def holds(self) -> bool | None:
        return None if self.goal is None else self.ratio <= self.goal


def figure(name: str, costs: Sequence[float], basis: Sequence[float], of: str, goal: float | None = None) -> Figure:
    ratios = [cost / base for cost, base in zip(costs, basis, strict=True)]
    return Figure(
        name, statistics.median(costs) * 1e6, statistics.median(ratios), min(ratios), max(ratios), of, goal
    )  # fmt: skip


async def embed_all(embedder: Embedder, texts: Sequence[str]) -> list[np.ndarray]:
    await embedder.ready()
    return [await embedder.embed(text) for text in texts]


def hits(server: Server, texts: Sequence[str], desk: str, tier: bytes) -> list[str]:
    """Those of the texts that this desk answers in this way, without asking upstream."""
    answers = server.send([http(ask(text, desk), b"cache-control: only-if-cached") for text in texts])
    found = [text for text, answer in zip(texts, answers, strict=True) if b"detail=" + tier in answer]
    if not found:
        raise RuntimeError(f"no {tier.decode()} hits: {answers[0][:600]!r}")
    return found


def repeated(requests: Sequence[bytes], count: int) -> Callable[[int], list[bytes]]:
    many = [requests[i % len(requests)] for i in range(count)]
    return lambda number: many


@contextlib.contextmanager
def all_cases(size: Size, data: Path, core: int | None) -> Iterator[list[Case]]:
    """Starts every server, fills the caches, and says what to measure."""
    with contextlib.ExitStack() as stack:

        def start(kind: str, on: int | None = core, **options: object) -> Server:
            return stack.enter_context(served(kind, on, **options))

        upstream = start("upstream", on=None)  # it inherits this process's
        homes = [data / "gateway", data / "precomputed"]
        for home in homes:
            home.mkdir()
        bare, forward = start("bare"), start("forward", upstream=upstream.url)
        gateway = start("gateway", home=homes[0], upstream=upstream.url)
        precomputed = start("precomputed", home=homes[1], data=data, upstream=upstream.url, fill=size.large)
        yield cases(size, bare, forward, gateway, precomputed)


def cases(size: Size, bare: Server, forward: Server, gateway: Server, precomputed: Server) -> list[Case]:
    known = known_questions()
    for server, desk in ((gateway, SMALL_DESK), (precomputed, SMALL_DESK), (precomputed, LARGE_DESK)):
        server.send([http(ask(text, desk)) for text in known])
    kept = hits(gateway, known, SMALL_DESK, b"exact")
    same = [http(ask(text, SMALL_DESK)) for text in kept]
    streamed = [http(ask(text, SMALL_DESK, stream=True)) for text in kept]
    small = [http(ask(text, SMALL_DESK)) for text in hits(precomputed, other_wordings(), SMALL_DESK, b"semantic")]
    large = [http(ask(text, LARGE_DESK)) for text in hits(precomputed, other_wordings(), LARGE_DESK, b"semantic")]
    fresh = only_misses(precomputed, new_questions(size.misses * 5 // 4))

    def misses(name: str, count: int, stream: bool) -> Callable[[int], list[bytes]]:
        """In a scope of their own, which they fill from nothing."""
        return lambda number: [
            http(ask(text, f"{SMALL_DESK} {name} {number}", stream=stream)) for text in fresh[:count]
        ]  # fmt: skip

    return [
        Case("bare", bare, repeated(same, size.hits), b"200 OK"),
        Case("exact hit", gateway, repeated(same, size.hits), b"detail=exact"),
        Case("exact hit, replayed as a stream", gateway, repeated(streamed, size.hits // 2), b"detail=exact"),
        Case("semantic hit, small scope", precomputed, repeated(small, size.hits), b"detail=semantic"),
        Case("semantic hit, large scope", precomputed, repeated(large, size.hits // 2), b"detail=semantic"),
        Case("forward", forward, misses("plain", size.misses, False), b"200 OK"),
        Case("miss", precomputed, misses("json", size.misses, False), b"fwd=miss"),
        Case("miss with its embedding", gateway, misses("real", size.misses // 2, False), b"fwd=miss"),
        Case("forward a stream", forward, misses("plain", size.streams, True), b"200 OK"),
        Case("streamed miss", precomputed, misses("sse", size.streams, True), b"fwd=miss"),
    ]


def only_misses(server: Server, texts: Sequence[str]) -> list[str]:
    """Without those that are so near to another one that, asked in some order, they are hits."""
    for desk in ("first", "second"):
        answers = server.send([http(ask(text, f"{SMALL_DESK} {desk}")) for text in texts])
        texts = [text for text, answer in zip(texts, answers, strict=True) if b"fwd=miss" in answer][::-1]
    return list(texts)


def search_costs(count: int, searches: int) -> tuple[float, float]:
    """CPU seconds of a search of so many vectors: ours, and faiss.IndexFlatIP's over the same matrix."""
    vectors = unit_vectors(count)
    queries = unit_vectors(searches)
    raw = faiss.IndexFlatIP(vectors.shape[1])
    raw.add(vectors)
    faiss.omp_set_num_threads(1)

    async def ours() -> float:
        index = FaissIndex(vectors.shape[1])
        for number, vector in enumerate(vectors):
            await index.add("scope", f"{number:064x}", vector)
        began = time.process_time()
        for query in queries:
            await index.search("scope", query, 5)
        spent = time.process_time() - began
        await index.close()
        return spent

    mine = asyncio.run(ours())
    began = time.process_time()
    for query in queries:
        raw.search(query[None], 5)
    return mine / searches, (time.process_time() - began) / searches


def measure(size: Size, data: Path, core: int | None, report: Callable[[str], None]) -> Samples:
    """Every case once a round, in another order each time."""
    report("embedding the texts with the real model")
    export_now(EmbeddingChoices(home=HOME, device="cpu"))
    embedder = real_embedder()
    texts = [gist(t) for t in (*known_questions(), *other_wordings(), *new_questions(size.misses * 5 // 4))]
    (data / "texts.json").write_text(json.dumps(texts))
    np.save(data / "vectors.npy", np.stack(asyncio.run(embed_all(embedder, texts))))
    fresh = texts[-size.misses // 2 :]
    samples: Samples = {}
    shuffle = random.Random(1).shuffle
    report("starting the servers")
    with all_cases(size, data, core) as every:
        for number in range(-1, size.rounds):
            report("warming up" if number < 0 else f"round {number + 1} of {size.rounds}")
            shuffled = list(every)
            shuffle(shuffled)
            costs = {case.name: case.cost(number) for case in shuffled}
            began = time.process_time()
            asyncio.run(embed_all(embedder, fresh))
            costs["embedding"] = (time.process_time() - began) / len(fresh)
            for scope in (200, size.large):
                costs[f"search {scope}"], costs[f"raw search {scope}"] = search_costs(scope, size.searches)
            if number >= 0:
                for name, cost in costs.items():
                    samples.setdefault(name, []).append(cost)
    return samples


def figures(samples: Samples, large: int) -> list[Figure]:
    """The goals, and what stands beside them to be understood."""
    bare = samples["bare"]

    def less(name: str, *others: str) -> list[float]:
        return [cost - sum(parts) for cost, *parts in zip(samples[name], *(samples[o] for o in others), strict=True)]

    beyond = "semantic hit, large scope"
    return [
        figure("bare", bare, bare, "bare"),
        figure("exact hit", samples["exact hit"], bare, "bare", 3.0),
        figure("exact hit, replayed as a stream", samples["exact hit, replayed as a stream"], bare, "bare"),
        figure(
            "semantic hit without the embedding, 200 vectors", samples["semantic hit, small scope"], bare, "bare", 4
        ),
        figure(f"semantic hit without the embedding, {large:,} vectors", samples[beyond], bare, "bare"),
        figure("  the same without raw FAISS' own search", less(beyond, f"raw search {large}"), bare, "bare", 4.0),
        figure("FAISS search, 200 vectors", samples["search 200"], samples["raw search 200"], "raw FAISS", 1.2),
        figure(
            f"FAISS search, {large:,} vectors",
            samples[f"search {large}"],
            samples[f"raw search {large}"],
            "raw FAISS",
            1.2,
        ),
        figure("plain httpx forward", samples["forward"], bare, "bare"),
        figure("what a miss adds, without the embedding", less("miss", "forward"), bare, "bare", 2.0),
        figure("one embedding", samples["embedding"], bare, "bare"),
        figure(
            "what a miss adds, less one embedding",
            less("miss with its embedding", "forward", "embedding"),
            bare,
            "bare",
        ),
        figure("plain httpx forward of a stream", samples["forward a stream"], bare, "bare"),
        figure(
            "what a streamed miss adds, without the embedding",
            less("streamed miss", "forward a stream"),
            bare,
            "bare",
            2,
        ),
    ]


def table(lines: Sequence[Figure]) -> str:
    width = max(len(line.name) for line in lines)
    rows = [f"{'':{width}}  {'CPU us':>8}  {'ratio':>6}  {'lowest':>6}  {'highest':>7}  {'goal':>5}"]
    for line in lines:
        verdict = {None: "", True: "reached", False: "MISSED"}[line.holds]
        goal = "" if line.goal is None else f"{line.goal:.1f}"
        rows.append(
            f"{line.name:{width}}  {line.microseconds:8.1f}  {line.ratio:6.2f}  {line.lowest:6.2f}  "
            f"{line.highest:7.2f}  {goal:>5}  x {line.of:9}  {verdict}".rstrip()
        )
    return "\n".join(rows)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.request_costs", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--quick", action="store_true", help="some 20 s, too little to judge by")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rounds", type=int)
    args = parser.parse_args(arguments)
    size = QUICK if args.quick else FULL
    if args.rounds:
        size = Size(**{**asdict(size), "rounds": args.rounds})
    core, other = cores()
    with tempfile.TemporaryDirectory(prefix="semcache-bench-") as data, tied_to(other):
        samples = measure(size, Path(data), core, lambda line: print(line, file=sys.stderr, flush=True))
    lines = figures(samples, size.large)
    if args.json:
        print(json.dumps({"size": asdict(size), "figures": [{**asdict(f), "holds": f.holds} for f in lines]}, indent=1))
        return
    print(table(lines))
    print("\nRatios are medians over the rounds, each taken within its round; lowest and highest show the spread.")


if __name__ == "__main__":
    main()
