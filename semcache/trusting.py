"""What each rule's verifier believes and has learned. Asked on the event loop, and answered from memory."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal

from semcache.calibrations import load_calibration
from semcache.core.bound import Observation, Trust, Verdict
from semcache.core.entry import Entry
from semcache.core.gates import Pass, Refusal
from semcache.core.policy import Rule
from semcache.core.verify import Calibration, Evidence, Sighting, Standing, evidence
from semcache.learned import DELTA, Learned, Rate
from semcache.metrics import Metrics
from semcache.ports import Labels
from semcache.slot import Slot

log = logging.getLogger("semcache")


@dataclass(frozen=True, slots=True)
class Sighted:
    """A stored answer that was looked at under a stated bound."""

    entry: Entry
    sighting: Sighting


@dataclass(frozen=True, slots=True)
class Weighed:
    """The stored answer that has most behind it, and whether the verifier lets it out."""

    entry: Entry
    sighting: Sighting
    evidence: Evidence
    verdict: Verdict

    @property
    def report(self) -> Pass | Refusal:
        kind = Pass if self.verdict.allowed else Refusal
        return kind("verifier", self.verdict.detail)


OUTWEIGHED = Refusal("verifier", "another has more behind it")


NO_SLOT = "the account is in the hands of a process that ends"


class Trusts:
    """One Trust a rule, loaded when it is first asked for and kept when it has learned something."""

    def __init__(self, labels: Labels, metrics: Metrics, slot: Slot | None = None) -> None:
        """`slot` says which process's account is paid from; see `semcache.core.bound`."""
        self.labels = labels
        self._metrics = metrics
        self._slot = slot or Slot()
        self._learned = Learned(labels, self._slot)
        self._held: dict[str, tuple[Rule, Trust]] = {}
        self._rates: dict[str, Rate] = {}
        """Of this process."""
        self._footings: dict[str, str] = {}
        self._unkept: set[str] = set()
        self._shipped: Calibration | None = None

    def of(self, rule: Rule) -> Trust:
        """The rule's. Under another bound it keeps what it learned; from another calibration it begins anew."""
        held = self._held.get(rule.name)
        if held is not None and held[0] is rule:
            return held[1]
        calibration = rule.calibration or self._default()
        trust = self._known(rule) if held is None else self._read(rule, held[1].to_document())
        if trust is None or trust.calibration != calibration:
            trust = Trust(calibration, rule.max_error, DELTA, holders=self._slot.of)
        self._held[rule.name] = rule, trust
        self._footings[rule.name] = trust.footing.name
        return trust

    def _known(self, rule: Rule) -> Trust | None:
        trust = self._read(rule, self._learned.trust(rule.name))
        if trust is None:
            trust = self._read(rule, self._learned.trust_of_another(rule.name))
            if trust is not None:
                trust.open_account()
        return trust

    def _read(self, rule: Rule, document: Mapping[str, object] | None) -> Trust | None:
        if document is None:
            return None
        try:
            return Trust.from_document(document, rule.max_error, self._slot.of)
        except (ValueError, TypeError) as error:
            log.warning("what rule %s had learned cannot be read, and it begins anew: %s", rule.name, error)
            return None

    def seated(self) -> None:
        """The process has its slot, and with it the account of whoever had it before."""
        self._held.clear()
        for rule, rate in list(self._rates.items()):
            self._rates[rule] = rate + self._learned.rate(rule)
            self._learned.keep_rate(rule, self._rates[rule])

    def rate(self, rule: str) -> Rate:
        """By what all processes found."""
        return self._own_rate(rule) + self._learned.rate_of_others(rule)

    def _own_rate(self, rule: str) -> Rate:
        found = self._rates.get(rule)
        if found is None:
            found = self._rates[rule] = self._learned.rate(rule)
        return found

    def standing(self, key: str) -> Standing:
        return self.labels.standing(key) or Standing(key)

    def weigh(self, rule: Rule, entry: Entry, sightings: Sequence[Sighting], i: int) -> Weighed:
        """What the verifier makes of candidate `i` of those looked at, nearest first."""
        seen = evidence(sightings, i)
        verdict = self.of(rule).allows(seen)
        if self._slot.number is None:
            verdict = replace(verdict, allowed=False, detail=NO_SLOT)
        return Weighed(entry, sightings[i], seen, verdict)

    def served(self, rule: Rule, weighed: Weighed) -> None:
        """It went out, or would have in shadow mode."""
        self.of(rule).served(weighed.verdict)
        self._unkept.add(rule.name)

    def observe(self, rule: Rule, observation: Observation) -> None:
        """Learns from one comparison; says in the log, once, when that changes what the rule may serve."""
        self._learned.tell(rule.name, observation)
        self._observe(rule, observation)

    def hear(self) -> None:
        """Learns from what other processes compared."""
        for name, observation in self._learned.heard():
            if (held := self._held.get(name)) is not None:
                try:
                    self._observe(held[0], observation)
                except ValueError as error:
                    log.debug("rule %s: an observation of another process: %s", name, error)

    def _observe(self, rule: Rule, observation: Observation) -> None:
        trust = self.of(rule)
        trust.observe(observation)
        self._unkept.add(rule.name)
        footing = trust.footing
        if footing.name != self._footings[rule.name]:
            self._footings[rule.name] = footing.name
            log.warning("rule %s: the semantic tier is %s (%s)", rule.name, footing.name, footing.reason)

    def count(self, rule: str, right: bool) -> None:
        """One hit, drawn at random, was checked."""
        rate = self._rates[rule] = self._own_rate(rule) + Rate(1, int(not right))
        self._learned.keep_rate(rule, rate)
        self.show(rule)

    def show(self, rule: str) -> None:
        """Brings the gauges up to date."""
        rate = self.rate(rule)
        if rate.checked:
            low, high = rate.interval
            for bound, value in (("low", low), ("mid", rate.wrong / rate.checked), ("high", high)):
                self._metrics.wrong_hits.labels(rule, bound).set(value)

    def keep(self) -> None:
        """Hands what was learned to the labels; called now and then, and at the end."""
        unkept, self._unkept = self._unkept, set()
        for name in unkept:
            if name not in self._held:
                continue
            _, trust = self._held[name]
            self._learned.keep_trust(name, trust.to_document())

    def stats(self, rule: Rule, now: float) -> dict[str, object]:
        """Of one rule, for people."""
        rate, day = self.rate(rule.name), int(now // 86400)
        low, high = rate.interval
        footing = self.of(rule).footing if rule.max_error else None
        return {
            "max_error": rule.max_error or None,
            "footing": None if footing is None else footing.name,
            "reason": "" if footing is None else footing.reason,
            "checked": rate.checked,
            "wrong": rate.wrong,
            "wrong_low": low,
            "wrong_high": high,
            "audit_share": rule.audit.share,
            "audit_spent_today": self.labels.spent(day, rule.name),
            "audit_budget": rule.audit.budget if rule.audit.share else Decimal(0),
            "day": datetime.fromtimestamp(day * 86400, UTC).date().isoformat(),
        }

    def _default(self) -> Calibration:
        if self._shipped is None:
            self._shipped = load_calibration()
        return self._shipped
