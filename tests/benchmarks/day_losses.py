"""Why a request paid for a call although a right answer was stored, and what the wrong answers were asked for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from semcache.core.courtesy import gist
from semcache.core.gates import first_refusal, judge
from semcache.core.ledger import Outcome
from semcache.core.text import read_text
from semcache.core.volatile import Strength, classify
from tests.benchmarks.day_replay import Call, Embeddings, Played, Served

_facts = lru_cache(maxsize=None)(read_text)
_STEPS = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85)


@dataclass(frozen=True, slots=True)
class Loss:
    """A request that paid in vain."""

    served: Served
    reason: str
    nearest: str
    """The most similar question whose stored answer was right and fresh."""
    similarity: float
    again: bool = False
    """A call had been paid for these very words before, within the day."""


def losses(played: Played) -> Iterator[Loss]:
    """Every request that made a call while an answer of its label, version and age lay in the cache."""
    by_label: dict[str, list[Call]] = defaultdict(list)
    paid: set[tuple[str, str]] = set()
    for served in sorted(played.served, key=lambda one: one.query.at):
        query = served.query
        if served.hit or served.call is None:
            continue
        own = by_label[query.label]
        again = (query.label, query.text) in paid
        paid.add((query.label, query.text))
        if query.kind != "tail":
            right = [c for c in own if c.version == served.version and 0 <= query.at - c.done < played.max_age]
            if right:
                yield replace(_loss(served, right, played), again=again)
            elif any(c.version == served.version and c.done > query.at for c in own):
                yield Loss(served, "another wording was under way", "", 0.0)
        if served.row.outcome is Outcome.BYPASS:
            continue  # never kept
        own.append(served.call)
        if len(own) > 1 and own[0].done + played.max_age < query.at:
            by_label[query.label] = [c for c in own if c.done + played.max_age >= query.at]


def _loss(served: Served, right: list[Call], played: Played) -> Loss:
    if served.row.outcome is Outcome.BYPASS:
        return Loss(served, served.row.detail, "", 0.0)
    asked = served.query.text
    ranked = sorted(((similarity(played.texts, asked, c.query.text), c.query.text) for c in right), reverse=True)
    cosine, nearest = ranked[0]
    refusal = first_refusal(judge(_facts(gist(asked)), _facts(gist(nearest)), cosine, played.min_similarity))
    if refusal is None:
        volatile = classify(nearest)
        if volatile is not None and volatile.strength is Strength.SHORTEN:
            return Loss(served, f"lifetime shortened: {volatile.cls}", nearest, cosine)
        # The engine looks at few candidates.
        return Loss(served, f"no gate: {served.row.detail}", nearest, cosine)
    if refusal.gate != "similarity":
        return Loss(served, f"gate {refusal.gate}", nearest, cosine)
    below = next((step for step in _STEPS if cosine < step), played.min_similarity)
    return Loss(served, f"similarity below {below:.2f}", nearest, cosine)


def similarity(texts: Embeddings, a: str, b: str) -> float:
    """Cosine of what the engine embeds of them; 0 where one cannot be."""
    left, right = texts.of(gist(a)), texts.of(gist(b))
    if isinstance(left, np.ndarray) and isinstance(right, np.ndarray):
        return float(left @ right)
    return 0.0


def reasons(found: list[Loss]) -> list[tuple[str, int]]:
    """How often each reason, most often first."""
    return Counter(loss.reason for loss in found).most_common()


def examples(found: list[Loss], of_each: int) -> list[Loss]:
    """The first few of each reason, each pair of texts once; bypasses and similarity included."""
    shown: dict[str, dict[str, Loss]] = defaultdict(dict)
    for loss in found:
        group = shown[loss.reason]
        if len(group) < of_each:
            group.setdefault(loss.served.query.text, loss)
    return [loss for group in shown.values() for loss in group.values()]
