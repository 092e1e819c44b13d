"""A rule's trust in its verifier: what it may serve under a stated bound, learned from what comparing finds."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from semcache.core.rates import allowance, confidence
from semcache.core.verify import Calibration, Evidence, numbers, sigmoid


class Purpose(StrEnum):
    """Why an answer was compared."""

    MISS = "miss"
    """The upstream was asked anyway, and its answer held against a candidate that was not served."""
    AUDIT = "audit"
    """A hit drawn at random was asked upstream too."""
    SHADOW = "shadow"
    """The candidate would have been served."""
    FEEDBACK = "feedback"
    """Somebody said that the answer was wrong: not drawn at random, so no measure of a rate."""
    JUDGE = "judge"


@dataclass(frozen=True, slots=True)
class Observation:
    """A candidate's answer held against the right one."""

    evidence: Evidence
    right: bool
    weight: float = 1.0
    """How many requests it stands for: an audit of 5 % of the hits stands for twenty."""
    purpose: Purpose = Purpose.MISS
    served: bool = False
    """Whether the candidate was served, or would have been in shadow mode."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a candidate may be served, and why."""

    allowed: bool
    probability: float
    """That the answer is right, 0 to 1, as believed now."""
    risk: float
    """The most that is likely of its being wrong: what serving it takes from the budget."""
    detail: str


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the wrong-hit rate lies, by the audits so far; valid at every moment at once."""

    low: float
    high: float
    audits: int
    wrong: int


@dataclass(frozen=True, slots=True)
class Footing:
    """What the rule's semantic tier does at present."""

    name: str
    """ "serving", "tightened" or "off"."""
    reason: str


class Trust:
    """What one rule has learned. Used by one thread at a time; holds nothing but numbers."""

    __slots__ = ("_audits", "_caution", "_cov", "_hits", "_off", "_reason", "_risk", "_w", "_wrong", "calibration",
                 "delta", "max_error")  # fmt: skip

    def __init__(self, calibration: Calibration, max_error: float, delta: float = 0.05) -> None:
        if not 0.0 <= max_error < 1.0 or not 0.0 < delta < 1.0:
            raise ValueError("max_error is 0 or more and under 1, delta between 0 and 1")
        self.calibration = calibration
        self.max_error = max_error
        self.delta = delta
        self._w = list(calibration.weights)
        size = len(self._w)
        self._cov = [[calibration.spread[i] ** 2 if i == j else 0.0 for j in range(size)] for i in range(size)]
        self._hits = 0
        self._risk = 0.0
        self._audits = 0
        self._wrong = 0
        self._caution = 1.0
        self._off = False
        self._reason = ""

    def probability(self, seen: Evidence) -> float:
        """As believed now, 0 to 1."""
        return sigmoid(self._mean(seen))

    def allows(self, seen: Evidence) -> Verdict:
        """Whether the candidate may be served now. Changes nothing: `served` says that it was."""
        mean = self._mean(seen)
        right = sigmoid(mean)
        risk = min(1.0, self._caution * (1.0 - sigmoid(mean - self._doubt(seen))))
        if self._off:
            return Verdict(False, right, risk, self._reason)
        if not risk <= self.max_error or self.max_error == 0.0:  # written so that NaN is refused
            return Verdict(False, right, risk, f"risk {risk:.2%} of {self.max_error:.2%}")
        left = allowance(self._hits + 1, self.max_error, self.delta) - self._risk
        if risk > left:
            return Verdict(False, right, risk, f"risk {risk:.2%}, {max(left, 0.0):.2%} left")
        return Verdict(True, right, risk, f"risk {risk:.2%} of {self.max_error:.2%}")

    def served(self, verdict: Verdict) -> None:
        """A candidate was served on this verdict."""
        self._hits += 1
        self._risk += verdict.risk

    def observe(self, observation: Observation) -> None:
        """Learn from one comparison."""
        if not all(map(math.isfinite, observation.evidence)) or not 0.0 < observation.weight < math.inf:
            raise ValueError("evidence and weight are finite numbers, and the weight is positive")
        if observation.served and observation.purpose in (Purpose.AUDIT, Purpose.SHADOW):
            self._audits += 1
            self._wrong += not observation.right
            self._watch()
        self._learn(observation)

    def interval(self) -> Interval:
        low, high = confidence(self._audits, self._wrong, self.delta)
        return Interval(low, high, self._audits, self._wrong)

    @property
    def footing(self) -> Footing:
        if self._off:
            return Footing("off", self._reason)
        return Footing("tightened" if self._caution > 1.0 else "serving", self._reason)

    def to_document(self) -> dict[str, object]:
        return {
            "version": 1, "calibration": self.calibration.to_document(), "max_error": self.max_error,
            "delta": self.delta, "weights": list(self._w), "covariance": [list(row) for row in self._cov],
            "hits": self._hits, "risk": self._risk, "audits": self._audits, "wrong": self._wrong,
            "caution": self._caution, "off": self._off, "reason": self._reason,
        }  # fmt: skip

    @classmethod
    def from_document(cls, document: Mapping[str, object]) -> Trust:
        """ValueError when the document is none that `to_document` made."""
        if document.get("version") != 1:
            raise ValueError("not a document of this version")
        calibration = document.get("calibration")
        if not isinstance(calibration, Mapping):
            raise ValueError("a document of trust has a calibration")
        max_error, delta, hits, risk, audits, wrong, caution = numbers(
            [document.get(name) for name in ("max_error", "delta", "hits", "risk", "audits", "wrong", "caution")]
        )
        trust = cls(Calibration.from_document(calibration), max_error, delta)
        weights, covariance = numbers(document.get("weights")), document.get("covariance")
        size = len(trust._w)
        if not isinstance(covariance, list) or len(covariance) != size or len(weights) != size:
            raise ValueError("weights and covariance do not fit the features")
        rows = [list(numbers(row)) for row in covariance]
        if any(len(row) != size or row[i] < 0.0 for i, row in enumerate(rows)):
            raise ValueError("not a covariance")
        if not 0 <= wrong <= audits or hits < 0 or risk < 0 or caution < 1:
            raise ValueError("counts that cannot be")
        trust._w, trust._cov = list(weights), rows
        trust._hits, trust._risk, trust._audits, trust._wrong = int(hits), risk, int(audits), int(wrong)
        trust._caution, trust._off, trust._reason = caution, document.get("off") is True, str(document.get("reason"))
        return trust

    def _mean(self, seen: Evidence) -> float:
        return self._w[0] + sum(w * x for w, x in zip(self._w[1:], seen, strict=True))

    def _doubt(self, seen: Evidence) -> float:
        """Two standard deviations of the mean."""
        x = (1.0, *seen)
        product = sum(a * sum(c * b for c, b in zip(row, x, strict=True)) for a, row in zip(x, self._cov, strict=True))
        return 2.0 * math.sqrt(max(product, 0.0))

    def _learn(self, observation: Observation) -> None:
        """One step of an extended Kalman filter: the posterior of a logistic regression, label by label."""
        x = (1.0, *observation.evidence)
        p = sigmoid(self._mean(observation.evidence))
        slope = max(p * (1.0 - p), 1e-6) * min(observation.weight, _MOST_WEIGHT)
        px = [sum(c * b for c, b in zip(row, x, strict=True)) for row in self._cov]
        scale = 1.0 / slope + sum(a * b for a, b in zip(x, px, strict=True))
        step = (observation.right - p) * slope / max(p * (1.0 - p), 1e-6) / (scale * slope)
        for i, mine in enumerate(px):
            self._w[i] += mine * step
            row = self._cov[i]
            for j, theirs in enumerate(px):
                row[j] -= mine * theirs / scale

    def _watch(self) -> None:
        interval = self.interval()
        if interval.low <= self.max_error:
            return
        found = (
            f"{interval.wrong} of {interval.audits} audits wrong, at least {interval.low:.2%} of {self.max_error:.2%}"
        )
        self._audits = self._wrong = 0
        if self._caution >= _MOST_CAUTION:
            self._off, self._reason = True, f"off: {found}"
        else:
            self._caution, self._reason = self._caution * 4.0, f"tightened: {found}"


_MOST_WEIGHT: Final = 20.0
_MOST_CAUTION: Final = 16.0
