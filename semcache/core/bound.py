"""A rule's trust in its verifier: what it may serve under a stated bound, learned from what comparing finds.

What is promised. `max_error` bounds wrong hits over semantic hits of one rule. After any number of hits fixed in
advance, the share of them that were wrong exceeds `max_error` with probability at most `delta` (5 % unless said
otherwise), provided that the risks on which hits were served were, on the whole, not too small: of each hit, given
all that was seen before it, the chance of being wrong is at most the risk it was served on. Nothing is assumed of
the order of requests, of their independence or of how they change; hits in clusters are covered, since each chance
is taken given the past. The count of wrong hits is then below a Poisson count of the same mean, and hits are served
only while that mean, the risks added up, is one at which the Poisson count stays within the bound. Few hits allow
no wrong one at all: under 50 hits at 2 %, the rule serves only what it is nearly certain of.

What is assumed can fail, so it is watched. Risks are probabilities from a logistic regression which starts from the
shipped coefficients and learns from each comparison: misses label candidates below the cut at no cost, audits label
those above it. Three things act when risks turn out too small. Audits that find more wrong hits than their risks
said raise every risk in proportion. A sequential test for doubled odds of being wrong (an e-detector: Shin, Ramdas,
Rinaldo, 2023) notices drift. And the audits' rate has a confidence sequence, valid at every moment at once
(`rates.confidence`): when its lower end passes `max_error` the rule tightens, and after that switches itself off.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from semcache.core.rates import allowance, confidence
from semcache.core.verify import Calibration, Evidence, Sighting, best, evidence, numbers, sigmoid


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
    """As it was when the candidate was chosen."""
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
    """Chance of being wrong, with caution added: what serving it takes from the budget."""
    detail: str


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidate that has most behind it."""

    index: int
    evidence: Evidence
    verdict: Verdict


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
    """What one rule has learned. Used by one thread at a time; holds nothing but numbers.

    A request: `choose` among the candidates that the gates let through; if the verdict allows it and it is served,
    `served(verdict)`. When the right answer becomes known (on a miss from upstream, on an audit too), `observe` the
    chosen candidate, served or not, once.
    """

    __slots__ = (
        "_alarm",
        "_audits",
        "_caution",
        "_cov",
        "_cut",
        "_drifts",
        "_expected",
        "_found",
        "_hits",
        "_off",
        "_reason",
        "_risk",
        "_seen",
        "_table",
        "_w",
        "_wrong",
        "calibration",
        "comparator_error",
        "delta",
        "max_error",
    )  # fmt: skip

    def __init__(
        self, calibration: Calibration, max_error: float, delta: float = 0.05, comparator_error: float = 0.005
    ) -> None:
        """`comparator_error` is how often comparing two answers comes to the wrong result."""
        if not 0.0 <= max_error < 1.0 or not 0.0 < delta < 1.0 or not 0.0 <= comparator_error < 0.5:
            raise ValueError("max_error is from 0 to under 1, delta between 0 and 1, comparator_error under 0.5")
        self.calibration = calibration
        self.max_error = max_error
        self.delta = delta
        self.comparator_error = comparator_error
        self._w = list(calibration.weights)
        self._cov = [list(row) for row in calibration.covariance]
        self._hits = 0
        self._risk = 0.0
        self._audits = self._wrong = 0
        """Since the rule was last tightened."""
        self._expected = 0.0
        """Wrong audits by their risks, and found, each fading."""
        self._found = 0.0
        self._alarm = 0.0
        """Logarithm of the e-detector."""
        self._drifts = 0
        self._caution = 1.0
        self._off = False
        self._reason = ""
        self._table = [0.0] * _BUCKETS
        """How many of the latest candidates had which risk."""
        self._seen = 0
        self._cut = self._affordable()

    def choose(self, sightings: Sequence[Sighting], able: Iterable[int]) -> Choice | None:
        """The candidate with most behind it among those that the gates let through, and whether it may be served."""
        i = best(sightings, able)
        if i is None:
            return None
        seen = evidence(sightings, i)
        return Choice(i, seen, self.allows(seen))

    def allows(self, seen: Evidence) -> Verdict:
        """Whether the candidate may be served now. Changes no budget: `served` says that it was."""
        right, risk = self._appraise(seen)
        if self._off:
            return Verdict(False, right, risk, self._reason)
        if not risk <= self._cut or self.max_error == 0.0:  # written so that NaN is refused
            return Verdict(False, right, risk, f"risk {risk:.2%} over {self._cut:.2%}")
        left = allowance(self._hits + 1, self.max_error, self.delta) - self._risk
        if risk > left:
            return Verdict(False, right, risk, f"risk {risk:.2%} and {max(left, 0.0):.2%} left after {self._hits} hits")
        return Verdict(True, right, risk, f"risk {risk:.2%} of {self._cut:.2%}")

    def served(self, verdict: Verdict) -> None:
        """A candidate was served on this verdict."""
        self._hits += 1
        self._risk += verdict.risk
        self._note(verdict.risk)

    def observe(self, observation: Observation) -> None:
        """Learn from one comparison; those in doubt are better left out."""
        seen = observation.evidence
        if len(seen) != len(self._w) - 1 or not all(map(math.isfinite, seen)):
            raise ValueError("evidence is one finite number for each feature")
        if not 0.0 < observation.weight < math.inf:
            raise ValueError("a weight is a positive number")
        risk = self._appraise(seen)[1]
        if observation.purpose is not Purpose.FEEDBACK:
            self._detect(min(0.5, risk), observation.right)
            if observation.served:
                self._count(risk, observation.right)
        if not observation.served:
            self._note(risk)
        self._learn(seen, observation.right, 1.0)

    def interval(self) -> Interval:
        low, high = confidence(self._audits, self._wrong, self.delta)
        e = self.comparator_error
        return Interval(max(0.0, (low - e) / (1 - 2 * e)), high, self._audits, self._wrong)

    @property
    def footing(self) -> Footing:
        if self._off:
            return Footing("off", self._reason)
        return Footing("tightened" if self._caution > 1.0 else "serving", self._reason)

    def to_document(self) -> dict[str, object]:
        return {
            "version": _VERSION,
            "calibration": self.calibration.to_document(),
            **{name: getattr(self, name) for name in ("max_error", "delta", "comparator_error")},
            **{name: getattr(self, f"_{name}") for name in _COUNTS},
            "weights": list(self._w),
            "covariance": [list(row) for row in self._cov],
            "table": list(self._table),
            "off": self._off,
            "reason": self._reason,
        }

    @classmethod
    def from_document(cls, document: Mapping[str, object], max_error: float | None = None) -> Trust:
        """What was learned, under the same bound or another; ValueError when `to_document` did not make it."""
        if document.get("version") != _VERSION:
            raise ValueError("not a document of this version")
        calibration, covariance = document.get("calibration"), document.get("covariance")
        if not isinstance(calibration, Mapping) or not isinstance(covariance, list):
            raise ValueError("a document of trust has a calibration and a covariance")
        bound, delta, errs = numbers([document.get(name) for name in ("max_error", "delta", "comparator_error")])
        trust = cls(Calibration.from_document(calibration), bound if max_error is None else max_error, delta, errs)
        learned = Calibration(numbers(document.get("weights")), tuple(map(numbers, covariance)))
        trust._w, trust._cov = list(learned.weights), [list(row) for row in learned.covariance]
        table, counts = numbers(document.get("table")), numbers([document.get(name) for name in _COUNTS])
        if len(table) != _BUCKETS or min(table) < 0.0 or min(counts) < 0.0:
            raise ValueError("counts that cannot be")
        trust._table = list(table)
        for name, count in zip(_COUNTS, counts, strict=True):
            setattr(trust, f"_{name}", int(count) if name in _WHOLE else count)
        if trust._wrong > trust._audits or trust._caution < 1.0:
            raise ValueError("counts that cannot be")
        trust._off, trust._reason = document.get("off") is True, str(document.get("reason", ""))
        if trust.max_error != bound:
            trust._recut()
        return trust

    def _appraise(self, seen: Evidence) -> tuple[float, float]:
        """Probability of being right, and the risk: what one standard deviation of doubt and caution make of it."""
        mean = self._w[0] + sum(w * x for w, x in zip(self._w[1:], seen, strict=True))
        x = (1.0, *seen)
        variance = sum(a * sum(map(_times, row, x)) for a, row in zip(x, self._cov, strict=True))
        doubt = _DOUBT * math.sqrt(max(variance, 0.0))
        caution = self._caution * max(1.0, (_SLOW + self._found) / (_SLOW + self._expected))
        return sigmoid(mean), min(1.0, caution * sigmoid(doubt - mean))

    def _learn(self, seen: Evidence, right: bool, weight: float) -> None:
        """One step of an extended Kalman filter for a logistic regression whose labels flip now and then."""
        e = self.comparator_error
        mean = self._w[0] + sum(w * x for w, x in zip(self._w[1:], seen, strict=True))
        p = sigmoid(mean)
        said = max(1e-9, min(1.0 - 1e-9, e + (1.0 - 2.0 * e) * p))
        slope = (1.0 - 2.0 * e) * p * (1.0 - p)
        pull = weight * slope * (right - said) / (said * (1.0 - said))
        weighs = weight * slope * slope / (said * (1.0 - said))
        x = (1.0, *seen)
        gain = [sum(map(_times, row, x)) for row in self._cov]
        scale = 1.0 + weighs * sum(map(_times, gain, x))
        for i, mine in enumerate(gain):
            self._w[i] += mine * pull / scale
            part = mine * weighs / scale
            self._cov[i] = [c - part * g for c, g in zip(self._cov[i], gain, strict=True)]

    def _note(self, risk: float) -> None:
        """Keep the table of risks, and where the cut must be for the mean risk under it to be what may be spent."""
        bucket = min(_BUCKETS - 1, max(0, round(_BUCKETS + _PER_E_FOLD * math.log(max(risk, 1e-9)))))
        self._table[bucket] += 1.0
        self._seen += 1
        if self._seen % _MEMORY == 0:
            self._table = [count / 2.0 for count in self._table]
        if self._seen % 8 == 0:
            self._recut()

    def _recut(self) -> None:
        spend = self._affordable()
        count = total = 0.0
        self._cut = spend
        for bucket, number in enumerate(self._table):
            if number > 0.0:
                risk = math.exp((bucket - _BUCKETS) / _PER_E_FOLD)
                count += number
                total += number * risk
                if total > spend * count:
                    break
                self._cut = max(self._cut, risk)

    def _affordable(self) -> float:
        """The mean risk a hit at which the account never runs out, however many hits follow."""
        if self.max_error == 0.0:
            return 0.0
        most = math.floor(self.max_error * (self._hits + 1) + 1e-9)
        spend = self.max_error
        for wrong in (most, most + 1, most + 2, most + 5, 2 * most + 10):
            until = math.ceil((wrong + 1) / self.max_error) - 1
            if until > self._hits:
                left = allowance(until, self.max_error, self.delta) - self._risk
                spend = min(spend, _PACE * max(0.0, left) / (until - self._hits))
        return spend

    def _count(self, risk: float, right: bool) -> None:
        """Audits against their risks."""
        self._expected += risk
        self._found += max(0.0, (not right) - self.comparator_error)
        self._audits += 1
        self._wrong += not right
        interval = self.interval()
        if interval.low <= self.max_error:
            return
        found = f"{interval.wrong} of {interval.audits} audits wrong, a rate of {interval.low:.1%} or more"
        self._audits = self._wrong = 0
        self._tighten(found)

    def _detect(self, risk: float, right: bool) -> None:
        """An e-detector: the likelihood ratio of doubled odds, started anew wherever that looks worst."""
        e = self.comparator_error
        doubled = e + (1 - 2 * e) * 2.0 * risk / (1.0 + risk)
        risk = e + (1 - 2 * e) * risk
        ratio = (1.0 - doubled) / (1.0 - risk) if right else doubled / risk
        self._alarm = max(0.0, self._alarm) + math.log(ratio)
        if self._alarm > _ALARM:
            self._alarm = 0.0
            self._drifted()

    def _drifted(self) -> None:
        """What was learned counts for less, and risks for more, until the labels agree with them again."""
        self._drifts += 1
        prior = self.calibration.covariance
        self._cov = [
            [c + p for c, p in zip(row, rows, strict=True)] for row, rows in zip(self._cov, prior, strict=True)
        ]
        self._found += _SLOW

    def _tighten(self, found: str) -> None:
        if self._caution >= _MOST_CAUTION:
            self._off, self._reason = True, f"off: {found}"
        else:
            self._caution, self._reason = self._caution * 4.0, f"tightened: {found}"


_VERSION: Final = 1
_WHOLE: Final = frozenset({"hits", "audits", "wrong", "drifts", "seen"})
_COUNTS: Final = ("hits", "risk", "audits", "wrong", "drifts", "seen", "expected", "found", "alarm", "caution", "cut")
_times = operator.mul
_DOUBT: Final = 0.5
_PACE: Final = 0.8
"""Of what may be spent a hit: the account must not be empty just before the next wrong hit is allowed."""
_SLOW: Final = 1.0
"""Wrong hits' worth of belief in the risks as they are."""
_MOST_CAUTION: Final = 16.0
_BUCKETS: Final = 64
_PER_E_FOLD: Final = 5.0
_MEMORY: Final = 1000
_ALARM: Final = math.log(10_000)
"""On average no false alarm in ten thousand labels."""
