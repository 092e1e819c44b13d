"""Hits and wrong hits of the verifier beside cosine, gates and vCache, and whether its bound holds.

    python -m tests.benchmarks.quality --data DIR [--cache DIR] [--streams 200] [--jobs 2] [--only TABLE]

DIR holds labelled data as `tests.benchmarks.gates` reads it; nothing of it is shipped. All seeds are fixed. Classes
are split in two: the shipped calibration and pair verifier learned from one half, measured is the other, and nothing
is tuned on the stream measured but what the rule learns while it runs, from the comparisons that it would have.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path

from semcache.calibrations import load_calibration
from semcache.core.bound import Trust
from semcache.core.gates import DEFAULT_MIN_SIMILARITY
from semcache.verifying import load_pair_verifier
from tests.benchmarks.gates import SEED, Vectors, facts
from tests.benchmarks.quality_pairs import pair_table
from tests.benchmarks.quality_rules import AUDIT_SHARE, Played, Stream, best_cosine, cosines, gated, ours, vcache
from tests.benchmarks.quality_streams import STREAMS, drawn, half, load

BOUNDS = (0.01, 0.02, 0.05)
LENGTHS = (300, 1000, 3000)
DELTA = 0.05
GENERAL = frozenset({"number", "date", "negation", "polarity", "entity", "direction", "symbol", "limit"})


@cache
def logit(a: str, b: str, similarity: float) -> float:
    return load_pair_verifier().logit(facts(a), facts(b), similarity)


def trusting(stream: Stream, bound: float, **how: object) -> Played:
    return ours(stream, Trust(load_calibration(), bound, DELTA), logit=logit, **how)  # type: ignore[arg-type]


def line(name: str, played: Played, more: str = "") -> None:
    first, second = played.half(False), played.half(True)
    asked = played.audits
    print(
        f"  {name:34} {len(played.hits) / played.asked:6.1%} {played.rate:8.2%}   "
        f"{len(first.hits) / first.asked:6.1%} {first.rate:6.2%}   {len(second.hits) / second.asked:6.1%} "
        f"{second.rate:6.2%}  {asked:5}  {(len(played.hits) - asked) / played.asked:6.1%}  {more}",
        flush=True,
    )


def head(stream: Stream, what: str) -> None:
    print(f"\n{stream.name}, {what}: {len(stream)} texts of {len(set(stream.labels))} classes")
    print(f"  {'':34} {'hits':>6} {'wrong':>8}   {'first half':>13}   {'second half':>13}  audits    net")


def stream_table(stream: Stream, what: str, *, variants: bool) -> None:
    """Hits over requests and wrong over hits; beside each of ours, the best static cosine at its measured rate."""
    head(stream, what)
    static = cosines(stream)
    for rate in (0.01, 0.02):
        threshold, played = best_cosine(static, rate)
        line(f"cosine {threshold:.3f}, hindsight for {rate:.0%}", played)
    line(f"gates at {DEFAULT_MIN_SIMILARITY}", gated(stream, DEFAULT_MIN_SIMILARITY))
    for delta in (0.01, 0.02):
        for store_all in (True, False):
            played = vcache(stream, delta, store_all=store_all, seed=SEED)
            line(f"vCache {delta:.0%}, stores {'all' if store_all else 'what differs'}", played)
    for bound in (0.01, 0.02, 0.03):
        line(f"max-error {bound:.0%}", played := trusting(stream, bound, seed=SEED), beside(static, played))
    if variants:
        for flips in (0.01, 0.03):
            played = trusting(stream, 0.02, seed=SEED, flips=flips)
            line(f"max-error 2%, {flips:.0%} of labels flipped", played, beside(static, played))
        for name, gates in (("general gates only", GENERAL), ("no gates", frozenset[str]())):
            line(
                f"max-error 2%, {name}",
                played := trusting(stream, 0.02, seed=SEED, gates=gates),
                beside(static, played),
            )


def beside(static: list[tuple[float, Played]], played: Played) -> str:
    if not played.hits:
        return ""
    threshold, same = best_cosine(static, played.rate)
    times = len(played.hits) / max(1, len(same.hits))
    return f"{times:.2f} x cosine {threshold:.3f} at that rate ({len(same.hits) / same.asked:.1%})"


_streams: list[Stream] = []


def _one(seed: int) -> list[tuple[float, int, str, int, int, bool]]:
    """One drawn stream under each bound."""
    rng = random.Random(seed)
    stream = drawn(_streams[seed % 2], rng, rng.uniform(0.2, 1.0), LENGTHS[seed // 2 % 3])
    found = []
    for bound in BOUNDS:
        played = trusting(stream, bound, seed=seed)
        assert played.trust is not None
        found.append((bound, LENGTHS[seed // 2 % 3], stream.name, len(played.hits), played.wrong, played.asked))
    return found


def bound_table(count: int, jobs: int) -> None:
    """How many of the drawn streams exceed their bound, at the end of the stream."""
    print(f"\n{count} streams drawn from held-out classes of {' and '.join(s.name for s in _streams)}, by length")
    print(
        f"  bound  length  streams  over the bound    wrong/hits of all   hits   (promised: {DELTA:.0%} or fewer over)"
    )
    with multiprocessing.get_context("fork").Pool(jobs) as pool:
        found = [row for rows in pool.imap_unordered(_one, range(count)) for row in rows]
    cells: dict[tuple[float, int], list[tuple[int, int, int]]] = defaultdict(list)
    for bound, length, _, hits, wrong, asked in found:
        for key in ((bound, length), (bound, 0)):
            cells[key].append((hits, wrong, asked))
    for (bound, length), rows in sorted(cells.items()):
        over = sum(wrong > bound * hits for hits, wrong, _ in rows)
        hits, wrong, asked = (sum(column) for column in zip(*rows, strict=True))
        print(
            f"  {bound:5.0%}  {length or 'all':>6}  {len(rows):7}  {over:4} = {over / len(rows):5.1%}"
            f"  {wrong / max(hits, 1):15.2%}   {hits / asked:6.1%}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "semcache-benchmark-vectors")
    parser.add_argument("--streams", type=int, default=200)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", choices=("streams", "pairs", "bound"))
    options = parser.parse_args()
    if options.data is None or not (options.data / "streams").is_dir():
        print(f"skipped: {options.data or 'no --data folder'} has no streams/ folder with labelled data")
        return
    began = time.perf_counter()
    vectors = Vectors(options.cache)
    whole = {name: load(options.data, vectors, name) for name in STREAMS}
    held = {name: half(stream, held=True) for name, stream in whole.items()}
    print(f"right: the class is the same; every miss is stored; {AUDIT_SHARE:.0%} of the hits are audited")
    tables: list[tuple[str, Callable[[], None]]] = [
        ("streams", lambda: [stream_table(held[n], "held-out classes", variants=True) for n in STREAMS[:2]] and None),
        ("streams", lambda: stream_table(whole["timeqa_half"], "swapped entities and years", variants=False)),
        ("streams", lambda: [stream_table(whole[n], "all classes", variants=False) for n in STREAMS[:2]] and None),
        ("pairs", lambda: print("\npairs, held-out half", *pair_table(options.data, options.cache), sep="\n  ")),
        ("bound", lambda: bound_table(options.streams, options.jobs)),
    ]
    _streams[:] = [held[name] for name in STREAMS[:2]]
    for name, table in tables:
        if options.only in (None, name):
            table()
    print(f"\n{time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    sys.exit(main())
