"""How likely it is that a stored answer is right for a prompt, from everything that was seen when it was looked up.

On a miss the upstream is asked anyway, so its answer can be compared with the stored answers that were looked at:
each comparison is a label that costs nothing. Entries found to have the same answer are one kin. A candidate whose
neighbours are all of its kin is safer than its similarity says, one among strangers is less safe.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

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


FEATURES: Final = ("similarity", "logit", "margin", "agreement", "density", "history", "rank")


def evidence(sightings: Sequence[Sighting], i: int) -> Evidence:
    """What speaks for and against candidate `i` of those looked at, which come nearest first."""
    mine = sightings[i]
    kin = mine.standing.kin
    same = other = density = 0.0
    rival = _FLOOR
    for j, sighting in enumerate(sightings):
        weight = math.exp((sighting.similarity - mine.similarity) * _SHARPNESS)
        if j != i:
            density += max(0.0, sighting.similarity - _FLOOR)
            if sighting.standing.kin == kin:
                same += weight
            else:
                other += weight
                rival = max(rival, sighting.similarity)
    return (
        mine.similarity - _CENTRE,
        mine.logit,
        mine.similarity - rival,
        (same - other) / (1.0 + same + other),
        density,
        math.log((mine.standing.right + 1.0) / (mine.standing.wrong + 1.0)),
        float(min(i, 3)),
    )


_FLOOR: Final = 0.5
_CENTRE: Final = 0.85
_SHARPNESS: Final = 20.0


def kin_for(key: str, compared: Iterable[tuple[Sighting, bool]]) -> str:
    """The kin that a new entry joins, given which of the candidates' answers its own was found the same as.

    The kin with the most answers found the same and none of them found different; else it founds its own.
    """
    votes: Counter[str] = Counter()
    for sighting, same in compared:
        votes[sighting.standing.kin] += 1 if same else -1
    best = max(votes, key=votes.__getitem__, default=key)
    return best if votes[best] > 0 else key


@dataclass(frozen=True, slots=True)
class Calibration:
    """Turns evidence into a probability of being right: a logistic regression, and how sure its weights are."""

    weights: Evidence
    """The intercept, then one for each of FEATURES."""
    spread: Evidence
    """Standard deviation of each weight between one traffic and another."""
    source: str = "default"
    """Which data and command made it."""

    def __post_init__(self) -> None:
        size = len(FEATURES) + 1
        if len(self.weights) != size or len(self.spread) != size:
            raise ValueError(f"a calibration has {size} weights and spreads")
        if not all(map(math.isfinite, self.weights + self.spread)) or min(self.spread) < 0:
            raise ValueError("a calibration's weights and spreads are finite, and its spreads not negative")

    def probability(self, seen: Evidence) -> float:
        """Probability, 0 to 1, that the candidate's answer is right."""
        return sigmoid(self.weights[0] + sum(w * x for w, x in zip(self.weights[1:], seen, strict=True)))

    def to_document(self) -> dict[str, object]:
        return {"features": list(FEATURES), "weights": list(self.weights), "spread": list(self.spread),
                "source": self.source}  # fmt: skip

    @classmethod
    def from_document(cls, document: Mapping[str, object]) -> Calibration:
        """ValueError when the document is no calibration of these features."""
        if document.get("features") != list(FEATURES):
            raise ValueError("the calibration is of other features than this version reads")
        return cls(
            numbers(document.get("weights")), numbers(document.get("spread")), str(document.get("source", "unnamed"))
        )


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
