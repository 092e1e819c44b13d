"""What rules have learned, as documents among the findings: one for each process, which alone writes it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from semcache.core.bound import Observation, Purpose
from semcache.core.rates import confidence
from semcache.ports import Labels
from semcache.slot import Slot

DELTA = 0.05
"""Intervals of wrong-hit rates hold with probability 1 - this, at every moment at once."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How often hits that were drawn at random turned out to be wrong."""

    checked: int = 0
    wrong: int = 0

    @property
    def interval(self) -> tuple[float, float]:
        return confidence(self.checked, self.wrong, DELTA)

    def __add__(self, other: Rate) -> Rate:
        return Rate(self.checked + other.checked, self.wrong + other.wrong)


class Learned:
    """The documents of this process, and what the others' say. Answers from memory, as `Labels` do."""

    def __init__(self, labels: Labels, slot: Slot) -> None:
        self._labels = labels
        self._slot = slot

    def trust(self, rule: str) -> Mapping[str, object] | None:
        """What this process's verifier of the rule had learned, by `Trust.to_document`."""
        number = self._slot.number
        return None if number is None else _read(self._labels.document(_name("trust", number, rule)))

    def trust_of_another(self, rule: str) -> Mapping[str, object] | None:
        """What another's had learned: better than nothing, but its account is its own."""
        documents = map(_read, self._others("trust", rule))
        return next((found for found in documents if found is not None), None)

    def keep_trust(self, rule: str, document: Mapping[str, object]) -> None:
        if self._slot.number is not None:
            self._labels.keep_document(_name("trust", self._slot.number, rule), json.dumps(document))

    def rate(self, rule: str) -> Rate:
        """What this process found, and those before it in its place."""
        number = self._slot.number
        return Rate() if number is None else _read_rate(self._labels.document(_name("rate", number, rule)))

    def rate_of_others(self, rule: str) -> Rate:
        return sum(map(_read_rate, self._others("rate", rule)), Rate())

    def keep_rate(self, rule: str, rate: Rate) -> None:
        if self._slot.number is not None:
            self._labels.keep_document(_name("rate", self._slot.number, rule), json.dumps([rate.checked, rate.wrong]))

    def tell(self, rule: str, observation: Observation) -> None:
        """For the other processes."""
        if self._slot.of > 1:
            o = observation
            told = [rule, list(o.evidence), o.right, o.weight, o.purpose, o.served]
            self._labels.tell(json.dumps(told))

    def heard(self) -> Iterator[tuple[str, Observation]]:
        """What other processes observed, by rule, each once."""
        for told in self._labels.heard():
            try:
                rule, evidence, right, weight, purpose, served = json.loads(told)
                seen = tuple(map(float, evidence))
                yield str(rule), Observation(seen, right is True, float(weight), Purpose(purpose), served is True)
            except (ValueError, TypeError):
                continue  # of another version

    def _others(self, kind: str, rule: str) -> Iterator[str]:
        """Other processes' documents of this kind, of those that ended too."""
        for name, document in self._labels.documents().items():
            what, _, about = name.partition(":")
            found, _, number = what.partition("@")
            place = int(number) if number.isdecimal() else 0
            if found == kind and about == rule and place != self._slot.number:
                yield document


def _name(kind: str, number: int, rule: str) -> str:
    """As it was before there were several processes, for the first of them."""
    return f"{kind}:{rule}" if number == 0 else f"{kind}@{number}:{rule}"


def _read(document: str | None) -> Mapping[str, object] | None:
    try:
        found = None if document is None else json.loads(document)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _read_rate(document: str | None) -> Rate:
    try:
        checked, wrong = json.loads(document or "[0, 0]")
        return Rate(int(checked), int(wrong)) if 0 <= int(wrong) <= int(checked) else Rate()
    except (ValueError, TypeError):
        return Rate()
