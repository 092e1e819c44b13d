"""What calibrating works with and comes to, as values."""

from __future__ import annotations

from dataclasses import dataclass

from semcache.core.verify import Calibration, Evidence


@dataclass(frozen=True, slots=True)
class Served:
    """A candidate that a rule served."""

    group: str
    """Of the question that was asked."""
    right: bool


@dataclass(frozen=True, slots=True)
class Considered:
    """The candidate that a rule chose for one question, and whether it served it."""

    group: str
    seen: Evidence
    right: bool
    served: bool


@dataclass(frozen=True, slots=True)
class Measured:
    """One rule over the questions that its calibration has not seen."""

    setting: float
    """Its min-similarity, or its max-error."""
    asked: int
    hits: int
    wrong: int
    low: float
    high: float
    """The 95 % interval of wrong / hits, groups of questions taken whole."""

    @property
    def hit_rate(self) -> float:
        return self.hits / self.asked if self.asked else 0.0

    @property
    def wrong_rate(self) -> float:
        """Of the hits."""
        return self.wrong / self.hits if self.hits else 0.0


@dataclass(frozen=True, slots=True)
class Calibrated:
    """What a file of labels came to."""

    path: str
    digest: str
    """SHA-256, hex, of the file."""
    kind: str
    """ "pairs" or "stream"."""
    rows: int
    groups: int
    repeated: int
    unread: tuple[tuple[int, str], ...]
    share_right: float
    """Of the labelled candidates, those that would have been right."""
    embedder: str
    by_similarity: tuple[Measured, ...]
    """`min-similarity` with the gates, lowest first."""
    by_trust: tuple[Measured, ...]
    """`max-error` with the fitted calibration, lowest first."""
    max_error: float
    """The bound that was asked for."""
    shipped: Measured
    """Under that bound, what a rule with the shipped calibration does with the same questions."""
    calibration: Calibration
    """Fitted to all rows."""
    refusal: str
    """Why the data cannot support that bound, and what would be needed; "" where it can."""

    @property
    def asked_for(self) -> Measured:
        return next(one for one in self.by_trust if one.setting == self.max_error)
