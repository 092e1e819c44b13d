"""Grow the pair verifier's trees and write semcache/data/pair_verifier.json.

    python -m tests.benchmarks.train_pairs --data DIR [--cache DIR] [--out FILE] [--without SOURCE ...] [--compare]

Learns from one half of the labelled data (`tests.benchmarks.splits`) and measures on the other. `--without` leaves
sources out of learning, to see what is left on kinds never seen; `--compare` also measures the other models that were
tried. Neither writes the file unless `--out` is given. Seeds are fixed: the same data, the same trees.
"""

# ruff: noqa: SIM905 - a list of words is read best as a text
from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from semcache.core.pairs import FEATURES, FORMAT, PairVerifier, pair_features
from semcache.core.text import read_text
from semcache.verifying import SHIPPED
from tests.benchmarks.gate_pairs import Pair
from tests.benchmarks.gates import SEED
from tests.benchmarks.pair_sets import TextVectors, pair_sets, similarities

ROUNDS, DEPTH, LEAST_IN_LEAF, RATE = 80, 5, 40, 0.1
MOST_WEIGHT = 800
"""No kind of pair counts for more than so many: forty thousand of one sort teach no more than its sort."""
RISING = frozenset("""
    similarity question_shared content_shared content_held words_shared pairs_shared kept_in_order content_in_order
    """.split())  # fmt: skip
FREE = frozenset("""
    framed inside_less inside_more question_unsaid length_ratio shortest longest stood_for laden_less laden_more
    """.split())  # fmt: skip
"""More of a RISING feature never lowers the logit; more of one in neither set never raises it. So a difference the
data say nothing about cannot speak for a pair."""
SOURCES = {
    "banking77_half": "PolyAI banking77, half of the intents, CC BY 4.0",
    "clinc150": "clinc/oos-eval, CC BY 3.0",
    "disflqa": "Disfl-QA, CC BY 4.0",
    "nq_open": "Natural Questions (open), CC BY-SA 3.0, with swaps and rewordings by program",
    "timeqa": "Time-Sensitive-QA, half, BSD-3-Clause, with swaps and rewordings by program",
    "squad": "Questions of Disfl-QA, CC BY 4.0, with swaps and rewordings by program",
    "arena_hard": "arena-hard-auto, Apache-2.0, with swaps and rewordings by program",
    "templates": "Questions of direction from templates of this repository",
    "desks": "The demo's support questions of this repository",
}

Set = tuple[list[Pair], np.ndarray, np.ndarray]
"""Pairs, their features (n, f), whether each is true (n,)."""
facts = lru_cache(maxsize=None)(read_text)


def matrices(data: Path, vectors: TextVectors, *, held: bool) -> dict[str, Set]:
    sets = {}
    for source, pairs in pair_sets(data, vectors, held=held).items():
        cosines = similarities(pairs, vectors)
        rows = [pair_features(facts(p.a), facts(p.b), float(s)) for p, s in zip(pairs, cosines, strict=True)]
        sets[source] = (pairs, np.array(rows, float), np.array([p.same for p in pairs]))
    return sets


def weights(sets: Sequence[Set]) -> np.ndarray:
    """Every kind of pair about equal, true and false ones equal in all."""
    parts = []
    for pairs, _, _ in sets:
        kinds = [(p.same, p.kind) for p in pairs]
        count = {kind: kinds.count(kind) for kind in set(kinds)}
        parts.append(np.array([min(count[k], MOST_WEIGHT) / count[k] for k in kinds]))
    found, same = np.concatenate(parts), np.concatenate([y for _, _, y in sets])
    found[same] *= found[~same].sum() / found[same].sum()
    return found / found.mean()


def grow(sets: Sequence[Set]) -> PairVerifier:
    """Boosted trees, held to the direction in which each feature can speak."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    model = HistGradientBoostingClassifier(
        max_iter=ROUNDS,
        max_depth=DEPTH,
        max_leaf_nodes=2**DEPTH // 2 + 1,
        min_samples_leaf=LEAST_IN_LEAF,
        learning_rate=RATE,
        l2_regularization=1.0,
        monotonic_cst=[1 if name in RISING else 0 if name in FREE else -1 for name in FEATURES],
        early_stopping=False,
        random_state=SEED,
    )
    x, y = np.vstack([x for _, x, _ in sets]), np.concatenate([y for _, _, y in sets])
    model.fit(x, y, sample_weight=weights(sets))
    # sklearn has no public way to read its trees; this one has been stable since 0.21.
    trees = [_node(predictor.nodes, 0) for (predictor,) in model._predictors]
    offset = round(float(model._baseline_prediction.item()), 5)
    document = {"format": FORMAT, "features": list(FEATURES), "made": {}, "offset": offset, "trees": trees}
    verifier = PairVerifier.from_document(document)
    sample = x[:: max(1, len(x) // 500)]
    ours = np.array([verifier.weigh(tuple(row)) for row in sample.tolist()])
    np.testing.assert_allclose(ours, model.decision_function(sample), atol=0.01)
    return verifier


def _node(nodes: np.ndarray, at: int) -> object:
    node = nodes[at]
    if node["is_leaf"]:
        return round(float(node["value"]), 5)
    cut = float(node["num_threshold"])  # Whole: a cut often is a value itself, such as 1/3.
    return [int(node["feature_idx"]), cut, _node(nodes, int(node["left"])), _node(nodes, int(node["right"]))]


def others(sets: Sequence[Set]) -> dict[str, Callable[[np.ndarray], np.ndarray]]:
    """What was tried beside the trees: a logistic regression and a small network."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.neural_network import MLPClassifier
    from sklearn.preprocessing import StandardScaler

    x, y, w = np.vstack([x for _, x, _ in sets]), np.concatenate([y for _, _, y in sets]), weights(sets)
    scale = StandardScaler().fit(x)
    line = LogisticRegression(C=0.3, max_iter=2000).fit(scale.transform(x), y, sample_weight=w)
    drawn = np.random.default_rng(SEED).choice(len(y), len(y), p=w / w.sum())
    net = MLPClassifier((24,), alpha=0.01, random_state=SEED, max_iter=60).fit(scale.transform(x[drawn]), y[drawn])
    return {
        "logistic": lambda z: line.decision_function(scale.transform(z)),
        "network": lambda z: net.predict_proba(scale.transform(z))[:, 1],
    }


def measure(score: Callable[[np.ndarray], np.ndarray], sets: dict[str, Set]) -> dict[str, dict[str, float]]:
    """Source -> pairs, AUC of cosine alone, AUC of the score."""
    from sklearn.metrics import roc_auc_score

    return {
        source: {
            "pairs": len(y),
            "auc_cosine": round(float(roc_auc_score(y, x[:, 0])), 3),
            "auc": round(float(roc_auc_score(y, score(x))), 3),
        }
        for source, (_, x, y) in sets.items()
    }


def weigher(verifier: PairVerifier) -> Callable[[np.ndarray], np.ndarray]:
    return lambda x: np.array([verifier.weigh(tuple(row)) for row in x.tolist()])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "semcache-benchmark-vectors")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--without", nargs="*", default=[], choices=sorted(SOURCES))
    parser.add_argument("--compare", action="store_true")
    options = parser.parse_args()
    if not (options.data / "streams").is_dir():
        print(f"skipped: {options.data} has no streams/ folder with labelled data")
        return
    vectors = TextVectors(options.cache)
    learned, kept = (matrices(options.data, vectors, held=held) for held in (False, True))
    chosen = [part for source, part in learned.items() if source not in options.without]
    verifier = grow(chosen)
    figures = measure(weigher(verifier), kept)
    show("trees", figures)
    if options.compare:
        for name, score in others(chosen).items():
            show(name, measure(score, kept))
    if options.out or not (options.without or options.compare):
        out = options.out or Path(__file__).parents[2] / "semcache" / "data" / SHIPPED
        write(verifier, out, {source: len(pairs) for source, (pairs, _, _) in learned.items()}, figures)


def show(name: str, figures: dict[str, dict[str, float]]) -> None:
    print(f"\n{name:24} pairs   AUC of cosine   AUC")
    for source, row in figures.items():
        print(f"  {source:22} {row['pairs']:5.0f} {row['auc_cosine']:15.3f} {row['auc']:5.3f}")


def write(verifier: PairVerifier, out: Path, counts: dict[str, int], figures: dict[str, dict[str, float]]) -> None:
    made = {
        "by": "python -m tests.benchmarks.train_pairs --data DIR",
        "on": dt.datetime.now(dt.UTC).date().isoformat(),
        "what": "The logit that two texts deserve one answer, grown on pairs half true and half false.",
        "similarity": "cosine of all-MiniLM-L6-v2, fp32",
        "learned_from": {source: {"what": SOURCES[source], "pairs": count} for source, count in counts.items()},
        "on_the_other_half": figures,
    }
    document = {**verifier.to_document(), "made": made}
    trees = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in document.pop("trees"))
    head = json.dumps(document, indent=1, ensure_ascii=False).removesuffix("\n}")
    out.write_text(f'{head},\n "trees": [\n{trees}\n]\n}}\n', encoding="utf-8")
    print(f"\nwrote {out}: {out.stat().st_size / 1024:.0f} KiB")


if __name__ == "__main__":
    sys.exit(main())
