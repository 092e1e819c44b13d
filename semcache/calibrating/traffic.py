"""The labelled questions as a cache meets them: who is near, what the gates and the verifier say of the two texts."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from semcache.calibrating.labelled import Asked, Pair
from semcache.calibrating.neighbours import Matrix, nearest_before
from semcache.calibrating.values import Considered, Served
from semcache.core.bound import Observation, Trust
from semcache.core.courtesy import gist
from semcache.core.gates import Refusal, judge
from semcache.core.pairs import PairVerifier
from semcache.core.text import TextFacts, read_text
from semcache.core.verify import LOOKED_AT, Evidence, Sighting, Standing, best, evidence, kin_for

CANDIDATES = 5
"""Looked at for each question under min-similarity, as by default in a rule."""
REACH = 40
"""Nearest earlier questions, of which those that are stored are candidates."""
FLOOR = 0.6
"""Cosine below which nothing is looked at."""
FACTS_KEPT = 20_000


class Reader:
    """Reads texts once, and weighs two of them once."""

    def __init__(self, verifier: PairVerifier) -> None:
        self._verifier = verifier
        self._facts: OrderedDict[str, TextFacts] = OrderedDict()
        self._weighed: dict[tuple[int | str, int | str], tuple[bool, float]] = {}

    def weigh(self, key: tuple[int | str, int | str], asked: str, stored: str, similarity: float) -> tuple[bool, float]:
        """Whether every gate on the texts passes, and the verifier's logit; `key` names the two."""
        known = self._weighed.get(key)
        if known is None:
            a, b = self._read(asked), self._read(stored)
            passes = not any(isinstance(report, Refusal) for report in judge(a, b, similarity, -1.0))
            # What the gates refuse is never weighed.
            known = self._weighed[key] = passes, self._verifier.logit(a, b, similarity) if passes else 0.0
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
            (group, pair.same, cosine, *reader.weigh((pair.a, pair.b), pair.a, pair.b, cosine))
            for pair, group, cosine in zip(pairs, groups, cosines, strict=True)
        ]

    def __len__(self) -> int:
        return len(self._rows)

    def by_similarity(self, least: float) -> Iterator[Served]:
        """What a rule with this `min-similarity` serves."""
        return (Served(group, same) for group, same, cosine, passes, _ in self._rows if passes and cosine >= least)

    def by_trust(self, trust: Trust) -> Iterator[Considered]:
        """What a rule with this bound considers, as it learns from what it does not serve."""
        for group, same, cosine, passes, logit in self._rows:
            if passes and cosine >= FLOOR:
                seen = evidence([Sighting("", cosine, logit, Standing(""))], 0)
                yield _considered(trust, seen, group, same)


class StreamTraffic:
    """Questions one after another; what is not served is stored, and compared with what was near."""

    def __init__(self, stream: Sequence[Asked], vectors: Matrix, reader: Reader) -> None:
        self._stream = stream
        self._reader = reader
        rows, cosines = nearest_before(vectors, REACH)
        self._near = [
            [(m, cosine) for m, cosine in zip(near, cosine_row, strict=True) if m >= 0 and cosine >= FLOOR]
            for near, cosine_row in zip(rows.tolist(), cosines.tolist(), strict=True)
        ]

    def __len__(self) -> int:
        return len(self._stream)

    def by_similarity(self, least: float) -> Iterator[Served]:
        """What a rule with this `min-similarity` serves."""
        stored = bytearray(len(self._stream))
        for n, one in enumerate(self._stream):
            near = [(m, cosine) for m, cosine in self._near[n] if cosine >= least and stored[m]][:CANDIDATES]
            hit = next((m for m, cosine in near if self._weigh(n, m, cosine)[0]), None)
            if hit is None:
                stored[n] = True
            else:
                yield Served(one.cls, self._stream[hit].cls == one.cls)

    def by_trust(self, trust: Trust) -> Iterator[Considered]:
        """What a rule with this bound considers, as it learns from what it does not serve."""
        standings: dict[int, Standing] = {}
        for n, one in enumerate(self._stream):
            near = [(m, cosine) for m, cosine in self._near[n] if m in standings][:LOOKED_AT]
            sightings = [Sighting(str(m), cosine, 0.0, standings[m]) for m, cosine in near]
            rights = [self._stream[m].cls == one.cls for m, _ in near]
            chosen = self._chosen(n, near, sightings)
            if chosen is not None:
                considered = _considered(trust, evidence(sightings, chosen), one.cls, rights[chosen])
                yield considered
                if considered.served:
                    continue
            for (m, _), right in zip(near, rights, strict=True):
                standings[m] = standings[m].compared(right)
            standings[n] = Standing(kin_for(str(n), zip(sightings, rights, strict=True)))

    def _chosen(self, n: int, near: Sequence[tuple[int, float]], sightings: list[Sighting]) -> int | None:
        """The one with most behind it of those that the gates let through, now with the verifier's word."""
        able = list(range(len(near)))
        while (i := best(sightings, able)) is not None:
            passes, logit = self._weigh(n, *near[i])
            if passes:
                sightings[i] = replace(sightings[i], logit=logit)
                return i
            able.remove(i)
        return None

    def _weigh(self, n: int, m: int, cosine: float) -> tuple[bool, float]:
        return self._reader.weigh((n, m), self._stream[n].text, self._stream[m].text, cosine)


def _considered(trust: Trust, seen: Evidence, group: str, right: bool) -> Considered:
    """Serves what the trust allows; where it does not, upstream is asked, and the trust learns from its answer."""
    verdict = trust.allows(seen)
    if verdict.allowed:
        trust.served(verdict)
    else:
        trust.observe(Observation(seen, right))
    return Considered(group, seen, right, verdict.allowed)
