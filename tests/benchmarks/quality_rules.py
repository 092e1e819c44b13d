"""Rules that decide on a labelled stream what to serve: ours, through the core's own functions, and those to beat."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

import numpy as np

from semcache.core.bound import Choice, Observation, Purpose, Trust, Verdict
from semcache.core.verify import FLOOR, LOOKED_AT, Evidence, Sighting, Standing, best, evidence, kin_for
from tests.benchmarks.gates import objection

AUDIT_SHARE = 0.05
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Stream:
    """Texts in the order in which they are asked, no two the same."""

    name: str
    texts: Sequence[str]
    labels: Sequence[str]
    """The same, the same answer."""
    vectors: np.ndarray
    """(n, 384), float32, of length 1."""

    def __len__(self) -> int:
        return len(self.texts)

    def part(self, rows: Sequence[int]) -> Stream:
        return Stream(
            self.name, [self.texts[i] for i in rows], [self.labels[i] for i in rows], self.vectors[list(rows)]
        )


@dataclass(slots=True)
class Played:
    """What came of a stream."""

    asked: int
    hits: list[tuple[int, int, bool]] = field(default_factory=list)
    """(asked, served, right)"""
    audits: int = 0
    trust: Trust | None = None

    @property
    def wrong(self) -> int:
        return sum(not right for _, _, right in self.hits)

    @property
    def rate(self) -> float:
        return self.wrong / max(len(self.hits), 1)

    def half(self, second: bool) -> Played:
        middle = self.asked // 2
        part = [hit for hit in self.hits if (hit[0] >= middle) == second]
        return Played(self.asked - middle if second else middle, part)


class Kept:
    """The vectors of what was stored so far, for the nearest of them."""

    def __init__(self, stream: Stream) -> None:
        self._vectors = stream.vectors
        self._matrix = np.empty_like(stream.vectors)
        self._rows = np.empty(len(stream), dtype=np.int64)
        self.count = 0

    def add(self, i: int) -> None:
        self._matrix[self.count] = self._vectors[i]
        self._rows[self.count] = i
        self.count += 1

    def nearest(self, i: int, k: int, least: float) -> list[tuple[int, float]]:
        similar = self._matrix[: self.count] @ self._vectors[i]
        near = np.argpartition(-similar, k)[:k] if self.count > k else np.arange(self.count)
        near = near[np.argsort(-similar[near], kind="stable")]
        return [(int(self._rows[j]), float(similar[j])) for j in near if similar[j] >= least]


def gated(stream: Stream, threshold: float) -> Played:
    """The nearest of five at or above the threshold that no gate refuses."""
    kept, played = Kept(stream), Played(len(stream))
    for i in range(len(stream)):
        for j, _ in kept.nearest(i, 5, threshold):
            if objection(stream.texts[i], stream.texts[j]) is None:
                played.hits.append((i, j, stream.labels[i] == stream.labels[j]))
                break
        else:
            kept.add(i)
    return played


THRESHOLDS = np.arange(0.70, 0.996, 0.005)


def cosines(stream: Stream) -> list[tuple[float, Played]]:
    """Static cosine at every threshold."""
    near: list[tuple[list[int], list[float]]] = []
    for start in range(0, len(stream), 256):
        similar = stream.vectors[start : start + 256] @ stream.vectors[: start + 256].T
        for i, row in enumerate(similar, start):
            found = np.flatnonzero(row[:i] >= THRESHOLDS[0])
            found = found[np.argsort(-row[found])]
            near.append((found.tolist(), row[found].tolist()))
    return [(float(threshold), _cosine(stream, near, float(threshold))) for threshold in THRESHOLDS]


def _cosine(stream: Stream, near: list[tuple[list[int], list[float]]], threshold: float) -> Played:
    kept, played = [False] * len(stream), Played(len(stream))
    for i, (rows, similarities) in enumerate(near):
        found = next(((j, s) for j, s in zip(rows, similarities, strict=True) if kept[j]), None)
        if found is not None and found[1] >= threshold:
            played.hits.append((i, found[0], stream.labels[i] == stream.labels[found[0]]))
        else:
            kept[i] = True
    return played


def best_cosine(table: list[tuple[float, Played]], rate: float) -> tuple[float, Played]:
    """The static threshold, chosen with hindsight, that hits most at this wrong/hits or less."""
    return max((f for f in table if f[1].rate <= rate), key=lambda f: len(f[1].hits), default=table[-1])


def vcache(stream: Stream, delta: float, *, store_all: bool, seed: int = 0) -> Played:
    """The rule of vCache (Schroeder et al., arXiv 2502.03771), re-implemented from the paper.

    Each entry fits a sigmoid to the similarities at which it was found right and wrong as nearest neighbour. From the
    upper end of a confidence band of its threshold comes the least probability with which the upstream must be asked
    instead, so that the chance of a wrong answer stays under delta. `store_all` stores every prompt that was asked
    upstream, else those whose answer differed.
    """
    rng = random.Random(seed)
    kept, played = Kept(stream), Played(len(stream))
    likely: dict[int, np.ndarray] = {}
    counts: Counter[int] = Counter()
    for i in range(len(stream)):
        near = kept.nearest(i, 1, -1.0)
        if near:
            j, similarity = near[0]
            right = stream.labels[i] == stream.labels[j]
            if counts[j] >= 4 and rng.random() >= _exploring(likely[j], similarity, delta):
                played.hits.append((i, j, right))
                continue
            counts[j] += 1
            sign = -1.0 if right else 1.0
            likely[j] = likely.get(j, 0.0) - np.logaddexp(0.0, sign * _SLOPES[None, :] * (similarity - _SPOTS[:, None]))
            if right and not store_all:
                continue
        kept.add(i)
    return played


_SPOTS = np.linspace(0.0, 1.0, 201)
_SLOPES = np.array([5.0, 10.0, 20.0, 40.0, 80.0, 160.0])
_UNSURE = np.array([0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2])


def _exploring(likely: np.ndarray, similarity: float, delta: float) -> float:
    """The least probability of asking upstream, from the log-likelihood of (threshold, slope)."""
    best = int(np.argmax(likely.max(axis=0)))
    above = np.cumsum(np.exp(likely[:, best] - likely[:, best].max())[::-1])[::-1]  # under a uniform prior
    ends = [_SPOTS[min(len(_SPOTS) - 1, int(np.sum(above > e * above[0])))] for e in _UNSURE]
    sure = (1.0 - _UNSURE) / (1.0 + np.exp(-_SLOPES[best] * (similarity - np.array(ends))))
    return max(0.0, 1.0 - delta / max(1.0 - float(sure.max()), 1e-9))


def ours(
    stream: Stream,
    trust: Trust,
    *,
    gates: Collection[str] | None = None,
    logit: Callable[[str, str, float], float] | None = None,
    flips: float = 0.0,
    seed: int = 0,
    taught: list[tuple[Evidence, bool]] | None = None,
    fixed: float | None = None,
) -> Played:
    """Ten candidates, kin and standings learned on the way, as the engine has it.

    Of gates that refuse, only `gates` count; all when None. Comparing comes to the wrong result with probability
    `flips`. `taught` gets the evidence of each chosen candidate and the truth; with `fixed`, candidates of that
    probability or more are served and nothing is learned.
    """
    rng = random.Random(seed)
    kept, played = Kept(stream), Played(len(stream), trust=trust)
    standings: dict[int, Standing] = {}
    for i, text in enumerate(stream.texts):
        near = kept.nearest(i, LOOKED_AT, FLOOR)
        sightings = [Sighting(str(j), s, 0.0, standings[j]) for j, s in near]
        truth = [stream.labels[i] == stream.labels[j] for j, _ in near]
        said = [right ^ (rng.random() < flips) for right in truth]
        choice = None
        able = list(range(len(near)))
        while (k := best(sightings, able)) is not None:
            refused = objection(text, stream.texts[near[k][0]])
            if refused is None or (gates is not None and refused not in gates):
                choice = _choice(
                    trust, sightings, k, logit and logit(text, stream.texts[near[k][0]], near[k][1]), fixed
                )
                break
            able.remove(k)
        if choice is not None and taught is not None:
            taught.append((choice.evidence, truth[choice.index]))
        if choice is not None and choice.verdict.allowed:
            k = choice.index
            trust.served(choice.verdict)
            played.hits.append((i, near[k][0], truth[k]))
            if rng.random() < AUDIT_SHARE:
                played.audits += 1
                standings[near[k][0]] = standings[near[k][0]].compared(said[k])
                if fixed is None:
                    seen = Observation(choice.evidence, said[k], 1 / AUDIT_SHARE, Purpose.AUDIT, served=True)
                    trust.observe(seen)
            continue
        if choice is not None and fixed is None:
            trust.observe(Observation(choice.evidence, said[choice.index]))
        for (j, _), same in zip(near, said, strict=True):
            standings[j] = standings[j].compared(same)
        standings[i] = Standing(kin_for(str(i), zip(sightings, said, strict=True)))
        kept.add(i)
    return played


def _choice(trust: Trust, sightings: list[Sighting], k: int, logit: float | None, fixed: float | None) -> Choice:
    """As `Trust.choose` has it, with the logit of the one candidate that needs it."""
    mine = sightings[k]
    if logit is not None:
        sightings[k] = Sighting(mine.key, mine.similarity, logit, mine.standing)
    seen = evidence(sightings, k)
    verdict = trust.allows(seen)
    if fixed is not None:
        verdict = Verdict(verdict.probability >= fixed, verdict.probability, 0.0, "")
    return Choice(k, seen, verdict)
