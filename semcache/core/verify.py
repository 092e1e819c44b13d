"""How likely it is that a stored answer is right for a prompt, from everything that was seen when it was looked up.

On a miss the upstream is asked anyway, so its answer can be compared with the stored answers that were looked at:
each comparison is a label that costs nothing. Entries found to have the same answer are one kin. A candidate whose
neighbours are all of its kin is much safer than its similarity says, one among strangers much less safe.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

LOOKED_AT: Final = 10
"""Candidates that evidence is made of; more are ignored. With five, agreement says less."""
FLOOR: Final = 0.5
"""Similarity below which a candidate tells nothing."""

Evidence = tuple[float, ...]
"""One number for each of FEATURES."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What comparing answers has found out about one stored entry."""

    kin: str
    """The group of entries found to have the same answer, named by its founder's key; the entry's own where none."""
    right: int = 0
    """How often its answer was compared with a new one and found the same."""
    wrong: int = 0

    def compared(self, same: bool) -> Standing:
        return replace(self, right=self.right + same, wrong=self.wrong + (not same))


@dataclass(frozen=True, slots=True)
class Sighting:
    """One candidate as a request sees it."""

    key: str
    similarity: float
    logit: float
    """What the pair verifier says of the two texts: higher is more likely the same answer, 0 when there is none."""
    standing: Standing


FEATURES: Final = (
    "similarity", "similarity squared", "logit", "margin", "agreement", "sure and similar", "kin seen", "kin near",
    "strangers near", "reach", "kin's history", "kin's errors",
)  # fmt: skip


def evidence(sightings: Sequence[Sighting], i: int) -> Evidence:
    """What speaks for and against candidate `i` of those looked at, which come nearest first.

    All are of order one: they are added up with weights.
    """
    mine = sightings[i]
    kin, looked = mine.standing.kin, sightings[:LOOKED_AT]
    agree = others = kin_near = strangers_near = 0.0
    count = right = wrong = 0
    rival = FLOOR
    for sighting in looked:
        near = sighting.similarity - FLOOR
        if near < 0.0:
            continue
        weight = math.exp(_SHARPNESS * (sighting.similarity - looked[0].similarity))
        standing = sighting.standing
        if standing.kin == kin:
            agree += weight
            kin_near += near
            count += 1
            right += standing.right
            wrong += standing.wrong
        else:
            others += weight
            strangers_near += near
            rival = max(rival, sighting.similarity)
    share = agree / (agree + others) if agree else 0.0
    reach = looked[-1].similarity if len(looked) == LOOKED_AT else FLOOR
    similarity = mine.similarity - _CENTRE
    return (
        10.0 * similarity,
        100.0 * similarity * similarity,
        mine.logit,
        10.0 * (mine.similarity - rival),
        math.log((share + 0.02) / (1.02 - share)),
        10.0 * similarity * share,
        math.log1p(count),
        kin_near,
        strangers_near,
        10.0 * max(0.0, reach - FLOOR),
        math.log((right + 1.0) / (wrong + 1.0)),
        math.log1p(wrong),
    )


_CENTRE: Final = 0.85
_SHARPNESS: Final = 20.0
"""A candidate 0.05 further away has a third of the say."""


def best(sightings: Sequence[Sighting], able: Iterable[int]) -> int | None:
    """Which of the `able` candidates has most behind it: the nearest of the kin with the greatest say; None of none."""
    say: defaultdict[str, float] = defaultdict(float)
    for sighting in sightings[:LOOKED_AT]:
        say[sighting.standing.kin] += math.exp(_SHARPNESS * (sighting.similarity - 1.0))
    return max(able, key=lambda i: (say[sightings[i].standing.kin], sightings[i].similarity), default=None)


def kin_for(key: str, compared: Iterable[tuple[Sighting, bool]]) -> str:
    """The kin that a new entry joins, given which of the candidates' answers its own was found the same as.

    The kin that most often was found the same, and more often than not; else it founds its own. One label that is
    wrong therefore seldom joins what does not belong together.
    """
    votes: defaultdict[str, int] = defaultdict(int)
    for sighting, same in compared:
        votes[sighting.standing.kin] += 1 if same else -1
    most = max(votes, key=votes.__getitem__, default=key)
    return most if votes[most] > 0 else key


@dataclass(frozen=True, slots=True)
class Calibration:
    """Turns evidence into a probability of being right: a logistic regression, and how far its weights are to trust."""

    weights: Evidence
    """The intercept, then one for each of FEATURES."""
    covariance: tuple[Evidence, ...]
    """Of the weights, between one traffic and another: rows."""
    source: str = "unnamed"
    """Which data and command made it."""

    def __post_init__(self) -> None:
        size = len(FEATURES) + 1
        if len(self.weights) != size or [len(row) for row in self.covariance] != [size] * size:
            raise ValueError(f"a calibration has {size} weights and their covariance")
        if not all(map(math.isfinite, self.weights)) or not all(all(map(math.isfinite, r)) for r in self.covariance):
            raise ValueError("a calibration's numbers are finite")
        if min(self.covariance[i][i] for i in range(size)) < 0:
            raise ValueError("a calibration's variances are not negative")

    def probability(self, seen: Evidence) -> float:
        """Probability, 0 to 1, that the candidate's answer is right."""
        return sigmoid(self.weights[0] + sum(w * x for w, x in zip(self.weights[1:], seen, strict=True)))

    def to_document(self) -> dict[str, object]:
        return {
            "source": self.source,
            "features": list(FEATURES),
            "weights": list(self.weights),
            "covariance": [list(row) for row in self.covariance],
        }

    @classmethod
    def from_document(cls, document: Mapping[str, object]) -> Calibration:
        """ValueError when the document is no calibration of these features."""
        if document.get("features") != list(FEATURES):
            raise ValueError("the calibration is of other features than this version reads")
        rows = document.get("covariance")
        if not isinstance(rows, list):
            raise ValueError("a calibration has a covariance")
        return cls(numbers(document.get("weights")), tuple(map(numbers, rows)), str(document.get("source", "unnamed")))


def numbers(value: object) -> Evidence:
    """A list of finite numbers, as JSON has it; else ValueError."""
    if not isinstance(value, list | tuple):
        raise ValueError("not a list of numbers")
    found = tuple(float(x) for x in value if isinstance(x, int | float) and not isinstance(x, bool))
    if len(found) != len(value) or not all(map(math.isfinite, found)):
        raise ValueError("not a list of finite numbers")
    return found


def sigmoid(x: float) -> float:
    """1 / (1 + e^-x), without overflow."""
    if x >= 0.0:
        return 1.0 / (1.0 + math.exp(-min(x, 700.0)))
    e = math.exp(max(x, -700.0))
    return e / (1.0 + e)
