"""The labelled questions as a cache meets them: who is near, what the gates and the verifier say of the two texts."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence

import numpy as np

from semcache.calibrating.labelled import Asked, Pair
from semcache.calibrating.neighbours import Matrix, nearest_before
from semcache.calibrating.values import Learned, Served
from semcache.core.bound import Observation, Purpose, Trust
from semcache.core.courtesy import gist
from semcache.core.gates import Refusal, judge
from semcache.core.pairs import PairVerifier
from semcache.core.text import TextFacts, read_text
from semcache.core.verify import Evidence, Sighting, Standing, evidence, kin_for

CANDIDATES = 5
"""Looked at for each question, as by default in a rule."""
REACH = 40
"""Nearest earlier questions, of which those that are stored are candidates."""
FLOOR = 0.6
"""Cosine below which no candidate is looked at: none was ever right to serve."""
FACTS_KEPT = 20_000


class Reader:
    """Reads texts once, and weighs two of them once."""

    def __init__(self, verifier: PairVerifier) -> None:
        self._verifier = verifier
        self._facts: OrderedDict[str, TextFacts] = OrderedDict()
        self._weighed: dict[tuple[int, int], tuple[bool, float]] = {}

    def weigh(self, key: tuple[int, int], asked: str, stored: str, similarity: float) -> tuple[bool, float]:
        """Whether every gate on the texts passes, and the verifier's logit; `key` names the two."""
        known = self._weighed.get(key)
        if known is None:
            a, b = self._read(asked), self._read(stored)
            passes = not any(isinstance(report, Refusal) for report in judge(a, b, similarity, -1.0))
            known = self._weighed[key] = passes, self._verifier.logit(a, b, similarity)
        return known

    def _read(self, text: str) -> TextFacts:
        facts = self._facts.get(text)
        if facts is None:
            facts = self._facts[text] = read_text(gist(text))
            if len(self._facts) > FACTS_KEPT:
                self._facts.popitem(last=False)
        return facts


class PairTraffic:
    """Each pair is one request that finds one stored answer."""

    def __init__(self, pairs: Sequence[Pair], groups: Sequence[str], cosines: Sequence[float], reader: Reader) -> None:
        self._rows = [
            (group, pair.same, cosine, *reader.weigh((n, n), pair.a, pair.b, cosine))
            for n, (pair, group, cosine) in enumerate(zip(pairs, groups, cosines, strict=True))
        ]

    def __len__(self) -> int:
        return len(self._rows)

    def learned(self) -> list[Learned]:
        return [Learned(group, _alone(cosine, logit), same) for group, same, cosine, _, logit in self._rows]

    def by_similarity(self, least: float) -> Iterator[Served]:
        """What a rule with this `min-similarity` serves."""
        return (Served(group, same) for group, same, cosine, passes, _ in self._rows if passes and cosine >= least)

    def by_trust(self, trust: Trust) -> Iterator[Served]:
        """What a rule with this bound serves."""
        for group, same, cosine, _, logit in self._rows:
            verdict = trust.allows(_alone(cosine, logit))
            if verdict.allowed:
                trust.served(verdict)
                yield Served(group, same)


def _alone(cosine: float, logit: float) -> Evidence:
    return evidence([Sighting("", cosine, logit, Standing(""))], 0)


class StreamTraffic:
    """Questions one after another; what is not served is stored, and compared with what was near."""

    def __init__(self, stream: Sequence[Asked], vectors: Matrix, reader: Reader) -> None:
        self._stream = stream
        self._reader = reader
        self._near, self._cosines = nearest_before(vectors, REACH)

    def __len__(self) -> int:
        return len(self._stream)

    def learned(self, least: float = 0.88) -> list[Learned]:
        """Every candidate that a rule with this `min-similarity` looks at, with its label."""
        found: list[Learned] = []
        state = _State()
        for n, one in enumerate(self._stream):
            sightings, passing = self._sightings(n, state)
            rights = [self._right(n, sighting) for sighting in sightings]
            found += [Learned(one.cls, evidence(sightings, i), right) for i, right in enumerate(rights)]
            if not any(ok and s.similarity >= least for ok, s in zip(passing, sightings, strict=True)):
                state.store(n, sightings, rights)
        return found

    def by_similarity(self, least: float) -> Iterator[Served]:
        """What a rule with this `min-similarity` serves."""
        stored = np.zeros(len(self._stream), bool)
        for n, one in enumerate(self._stream):
            hit = next(
                (m for m, cosine in self._stored(n, stored, least)
                 if self._reader.weigh((n, m), one.text, self._stream[m].text, cosine)[0]),
                None,
            )  # fmt: skip
            if hit is None:
                stored[n] = True
            else:
                yield Served(one.cls, self._stream[hit].cls == one.cls)

    def by_trust(self, trust: Trust) -> Iterator[Served]:
        """What a rule with this bound serves, as it learns from what it does not serve."""
        state = _State()
        for n, one in enumerate(self._stream):
            sightings, passing = self._sightings(n, state)
            seen = [evidence(sightings, i) for i in range(len(sightings))]
            verdicts = ((i, trust.allows(seen[i])) for i in range(len(sightings)) if passing[i])
            hit = next(((i, verdict) for i, verdict in verdicts if verdict.allowed), None)
            if hit is not None:
                trust.served(hit[1])
                yield Served(one.cls, self._right(n, sightings[hit[0]]))
                continue
            rights = [self._right(n, sighting) for sighting in sightings]
            for what, right in zip(seen, rights, strict=True):
                trust.observe(Observation(what, right, purpose=Purpose.MISS))
            state.store(n, sightings, rights)

    def _stored(
        self, n: int, stored: np.ndarray[tuple[int], np.dtype[np.bool_]], least: float
    ) -> list[tuple[int, float]]:
        """(row, cosine) of the nearest stored ones, at most CANDIDATES."""
        found: list[tuple[int, float]] = []
        for m, cosine in zip(self._near[n].tolist(), self._cosines[n].tolist(), strict=True):
            if m < 0 or cosine < least or len(found) == CANDIDATES:
                break
            if stored[m]:
                found.append((m, cosine))
        return found

    def _sightings(self, n: int, state: _State) -> tuple[list[Sighting], list[bool]]:
        """The candidates, nearest first, and whether the gates let each pass."""
        sightings: list[Sighting] = []
        passing: list[bool] = []
        for m, cosine in zip(self._near[n].tolist(), self._cosines[n].tolist(), strict=True):
            if m < 0 or cosine < FLOOR or len(sightings) == CANDIDATES:
                break
            standing = state.standings.get(m)
            if standing is not None:
                passes, logit = self._reader.weigh((n, m), self._stream[n].text, self._stream[m].text, cosine)
                sightings.append(Sighting(str(m), cosine, logit, standing))
                passing.append(passes)
        return sightings, passing

    def _right(self, n: int, sighting: Sighting) -> bool:
        return self._stream[int(sighting.key)].cls == self._stream[n].cls


class _State:
    """What is stored, and what comparing has found out about it."""

    def __init__(self) -> None:
        self.standings: dict[int, Standing] = {}

    def store(self, n: int, sightings: Sequence[Sighting], rights: Sequence[bool]) -> None:
        for sighting, right in zip(sightings, rights, strict=True):
            key = int(sighting.key)
            self.standings[key] = self.standings[key].compared(right)
        self.standings[n] = Standing(kin_for(str(n), zip(sightings, rights, strict=True)))
