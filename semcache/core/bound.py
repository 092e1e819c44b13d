"""A rule's trust in its verifier: what it may serve under a stated bound, learned from what comparing finds.

What is promised. `max_error` bounds wrong hits over semantic hits of one rule. After any number of hits fixed in
advance, the share of them that were wrong exceeds `max_error` with probability at most `delta` (5 % unless said
otherwise), provided that no hit was served on too small a risk: the chance that it is wrong, given all that was seen
before it, is at most the risk it was served on. Nothing is assumed of the order of requests, of their independence,
or of traffic staying the same: each chance is taken given the past, so hits that come in clusters are covered.

Why it holds. A wrong hit of chance r is an interval of length -log(1 - r) on which a Poisson process of rate one has
a point. Hits are served only while the lengths add up to at most the mean at which a Poisson count exceeds
`max_error` of so many hits with probability `delta` (`rates.allowance`), so the wrong ones are no more than that
count, however the rule chose them. Few hits allow no wrong one at all: up to 49 hits at 2 % all the risks together
stay under 5 %, so a new rule serves only what it is nearly certain of, and earns the rest.

Several processes. Each has an account of its own that allows what `delta` over their number does. The accounts
together never hold more than one account of all their hits would, however the hits fall on them: of Poisson counts
that exceed their shares with probability `delta / n` each, the sum exceeds the sum of the shares with probability
`delta` at most. So the promise is one for all of them, those that share a home folder, and begins anew when their
number changes. Each hears what the others observed, and learns from it as from its own; audits count for all, so all
tighten together. A process that is killed may forget the hits of its last second, and what they cost; hosts with
folders of their own make the promise each for itself.

What it rests on, and how that is watched. Risks are those of a logistic regression that starts from the shipped
coefficients and learns from each comparison: misses label candidates above the cut in risk at no cost, audits label
those below. To the regression's own doubt, half a standard deviation, three things are added when risks prove too
small. Audits that find more wrong hits than their risks said raise all risks in proportion. Sequential tests for
doubled odds of being wrong and for 10 % more (e-detectors: Shin, Ramdas, Rinaldo, 2023; no more than one false alarm
in 10,000 labels, on average) notice drift: what was learned then counts for less, and risks for more. And the rate of
wrong audits has a confidence sequence (`rates.confidence`): when its lower end passes `max_error`, all risks count
fourfold, twice at most, and then the rule's semantic tier goes off. That last needs only that audits are drawn at
random.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from semcache.core.account import BUCKETS, Account, price
from semcache.core.logistic import Logistic
from semcache.core.rates import confidence
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
        "_account", "_alarm", "_audits", "_caution", "_drifts", "_expected", "_found", "_off", "_reason", "_regression",
        "_shock", "_wrong", "calibration", "comparator_error", "delta", "holders", "max_error",
    )  # fmt: skip

    def __init__(
        self,
        calibration: Calibration,
        max_error: float,
        delta: float = 0.05,
        comparator_error: float = 0.005,
        holders: int = 1,
    ) -> None:
        """`comparator_error` is how often comparing two answers comes to the wrong result, `holders` how many processes
        have a trust of their own in the same verifier."""
        if not 0.0 <= max_error < 1.0 or not 0.0 < delta < 1.0 or not 0.0 <= comparator_error < 0.5 or holders < 1:
            raise ValueError("max_error is from 0 to under 1, delta between 0 and 1, comparator_error under 0.5")
        self.calibration = calibration
        self.max_error = max_error
        self.delta = delta
        self.comparator_error = comparator_error
        self.holders = holders
        self._regression = Logistic(calibration)
        self._account = Account(max_error, delta / holders)
        self._audits = self._wrong = 0
        """Since the rule was last tightened."""
        self._expected = self._found = 0.0
        """Wrong audits, by their risks and by comparing."""
        self._alarm = 0.0
        self._shock = 0.0
        """Logarithms of the e-detectors."""
        self._drifts = 0
        self._caution = 1.0
        self._off = False
        self._reason = ""

    def choose(self, sightings: Sequence[Sighting], able: Iterable[int]) -> Choice | None:
        """The candidate with most behind it among those that the gates let through, and whether it may be served."""
        i = best(sightings, able)
        if i is None:
            return None
        seen = evidence(sightings, i)
        return Choice(i, seen, self.allows(seen))

    def allows(self, seen: Evidence) -> Verdict:
        """Whether the candidate may be served now. Spends nothing: `served` says that it was."""
        right, risk = self._appraise(seen)
        account = self._account
        if self._off:
            return Verdict(False, right, risk, self._reason)
        if not risk <= account.cut or self.max_error == 0.0:  # written so that NaN is refused
            return Verdict(False, right, risk, f"risk {risk:.2%} over {account.cut:.2%}")
        if price(risk) > account.left:
            return Verdict(False, right, risk, f"risk {risk:.2%}, {account.left:.2%} left after {account.hits} hits")
        return Verdict(True, right, risk, f"risk {risk:.2%} of {account.cut:.2%}")

    def served(self, verdict: Verdict) -> None:
        """A candidate was served on this verdict."""
        self._account.pay(verdict.risk)

    def observe(self, observation: Observation) -> None:
        """Learn from one comparison; those in doubt are better left out."""
        seen = observation.evidence
        if len(seen) != len(self._regression.weights) - 1 or not all(map(math.isfinite, seen)):
            raise ValueError("evidence is one finite number for each feature")
        if not 0.0 < observation.weight < math.inf:
            raise ValueError("a weight is a positive number")
        risk = self._appraise(seen)[1]
        if observation.purpose is not Purpose.FEEDBACK:
            self._detect(min(0.5, risk), observation.right)
            if observation.served:
                self._count(risk, observation.right)
        if not observation.served:
            self._account.note(risk)
        self._regression.learn(seen, observation.right, self.comparator_error)

    def interval(self) -> Interval:
        """Of wrong audits since the rule was last tightened, less what comparing may have got wrong itself."""
        low, high = confidence(self._audits, self._wrong, self.delta)
        e = self.comparator_error
        return Interval(max(0.0, (low - e) / (1.0 - 2.0 * e)), high, self._audits, self._wrong)

    @property
    def footing(self) -> Footing:
        if self._off:
            return Footing("off", self._reason)
        return Footing("tightened" if self._caution > 1.0 else "serving", self._reason)

    def to_document(self) -> dict[str, object]:
        account, regression = self._account, self._regression
        return {
            "version": _VERSION,
            "holders": self.holders,
            "calibration": self.calibration.to_document(),
            **{name: getattr(self, name) for name in ("max_error", "delta", "comparator_error")},
            **{name: getattr(account, name) for name in _OF_ACCOUNT},
            **{name: getattr(self, f"_{name}") for name in _COUNTS},
            "weights": list(regression.weights),
            "covariance": [list(row) for row in regression.covariance],
            "table": list(account.table),
            "off": self._off,
            "reason": self._reason,
        }

    @classmethod
    def from_document(
        cls, document: Mapping[str, object], max_error: float | None = None, holders: int | None = None
    ) -> Trust:
        """What was learned; under another bound, or among another number of processes, the account begins anew, and
        under another bound a tier that is off is on again.

        ValueError when `to_document` did not make the document.
        """
        if type(version := document.get("version")) is not int or version != _VERSION:
            raise ValueError("not a document of this version")
        calibration, covariance = document.get("calibration"), document.get("covariance")
        if not isinstance(calibration, Mapping) or not isinstance(covariance, list):
            raise ValueError("a document of trust has a calibration and a covariance")
        bound = numbers([document.get(name) for name in ("max_error", "delta", "comparator_error")])
        if type(held := document.get("holders", 1)) is not int or held < 1:
            raise ValueError("not a number of processes")
        trust = cls(Calibration.from_document(calibration), bound[0], bound[1], bound[2], held)
        learned = Calibration(numbers(document.get("weights")), tuple(map(numbers, covariance)))
        trust._regression.weights = list(learned.weights)
        trust._regression.covariance = [list(row) for row in learned.covariance]
        table = numbers(document.get("table"))
        counts = dict(zip((names := _OF_ACCOUNT + _COUNTS), numbers([document.get(n) for n in names]), strict=True))
        if len(table) != BUCKETS or min(table) < 0.0 or min(counts.values()) < 0.0 or counts["caution"] < 1.0:
            raise ValueError("counts that cannot be")
        trust._account.table = list(table)
        for name, count in counts.items():
            value = int(count) if name in _WHOLE else count
            if name in _OF_ACCOUNT:
                setattr(trust._account, name, value)
            else:
                setattr(trust, f"_{name}", value)
        if trust._wrong > trust._audits:
            raise ValueError("counts that cannot be")
        trust._off, trust._reason = document.get("off") is True, str(document.get("reason", ""))
        if holders is not None and holders != trust.holders:
            trust.holders = holders
            trust.open_account()
        if max_error is not None and max_error != trust.max_error:
            trust.max_error = max_error
            trust.open_account()
            trust._off, trust._reason = False, ""
        return trust

    def open_account(self) -> None:
        """What is promised begins with the next hit; what was learned stays."""
        self._account = Account(self.max_error, self.delta / self.holders)

    def _appraise(self, seen: Evidence) -> tuple[float, float]:
        """Probability of being right, and the risk: what doubt and caution make of it."""
        mean = self._regression.mean(seen)
        caution = self._caution * max(1.0, (_SLOW + self._found) / (_SLOW + self._expected))
        return sigmoid(mean), min(1.0, caution * sigmoid(_DOUBT * self._regression.deviation(seen) - mean))

    def _count(self, risk: float, right: bool) -> None:
        """Audits against their risks, and against the bound."""
        self._expected += risk
        self._found += max(0.0, (not right) - self.comparator_error)
        self._audits += 1
        self._wrong += not right
        if right or self._off or (interval := self.interval()).low <= self.max_error:
            return
        why = f"{interval.wrong} of {interval.audits} audits wrong, a rate of {interval.low:.1%} or more"
        self._audits = self._wrong = 0
        if self._caution >= _MOST_CAUTION:
            self._off, self._reason = True, f"off: {why}"
        else:
            self._caution, self._reason = self._caution * 4.0, f"tightened: {why}"

    def _detect(self, risk: float, right: bool) -> None:
        """E-detectors: the likelihood ratios of doubled odds and of 10 % more, started anew where they look worst."""
        e = self.comparator_error
        now = e + (1.0 - 2.0 * e) * max(risk, 1e-9)
        for name, worse in (("_alarm", 2.0 * risk / (1.0 + risk)), ("_shock", risk + 0.1)):
            then = e + (1.0 - 2.0 * e) * worse
            ratio = (1.0 - then) / (1.0 - now) if right else then / now
            setattr(self, name, max(0.0, getattr(self, name) + math.log(max(ratio, 1e-12))))
        if max(self._alarm, self._shock) > _ALARM:
            self._alarm = self._shock = 0.0
            self._drifts += 1
            self._found += _SLOW
            self._regression.loosen()


_VERSION: Final = 1
_OF_ACCOUNT: Final = ("hits", "spent", "seen", "cut")
_COUNTS: Final = ("audits", "wrong", "drifts", "expected", "found", "alarm", "shock", "caution")
_WHOLE: Final = frozenset({"hits", "seen", "audits", "wrong", "drifts"})
_DOUBT: Final = 0.5
"""Standard deviations of the logit. With 0 the bound held as well on streams of the same kinds as the shipped
coefficients come from; with 1 a rule takes twice as long to its first hits."""
_SLOW: Final = 1.0
"""Wrong hits' worth of belief in the risks as they are."""
_MOST_CAUTION: Final = 16.0
_ALARM: Final = math.log(20_000)
