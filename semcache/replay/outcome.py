"""What a replay found, as values."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from semcache.core.ledger import Tier
from semcache.core.savings_report import SavingsReport

SHOWN = 20
"""Hits that are shown side by side."""


class Sameness(StrEnum):
    """How the served answer compares with the one that the log has for the same request."""

    SAME = "same"
    DIFFERENT = "different"
    DOUBT = "in doubt"
    UNKNOWN = "unknown"
    """The log has no answer to compare with."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Lines that were passed over for one reason."""

    why: str
    lines: int
    first: int
    """The number of the first of them."""


@dataclass(frozen=True, slots=True)
class LogFound:
    """What was read of the log."""

    path: str
    format: str
    requests: int
    passed_over: int
    """Lines without a request that could be tried."""
    troubles: tuple[Trouble, ...]
    """Why, the most frequent first."""
    without_time: int
    without_answer: int
    questions: int
    """Different texts that were embedded."""
    first: float | None
    last: float | None
    """Seconds since the epoch; None when no line says when."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One hit, to be read: what was asked and stored, what was answered then and served now."""

    line: int
    at: float
    times: int
    """How often these two met."""
    rule: str
    similarity: float
    age: float
    """Of the stored answer, in seconds."""
    right: float | None
    """The verifier's probability that the served answer is right; None without one."""
    sameness: Sameness
    asked: str
    stored: str
    answered: str
    """By the model then; "" when the log does not say."""
    served: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Served answers of one tier held against the log's own."""

    tier: Tier
    hits: int
    same: int = 0
    different: int = 0
    doubt: int = 0
    unknown: int = 0

    @property
    def known(self) -> int:
        return self.same + self.different + self.doubt


@dataclass(frozen=True, slots=True)
class Outcome:
    """One policy's replay."""

    policy: str
    changed: tuple[tuple[str, str], ...]
    """Terms that the command line put over the file's, in every rule."""
    embedder: str
    savings: SavingsReport
    compared: tuple[Compared, ...]
    rated: int
    """Semantic hits that the verifier gave a probability."""
    expected_wrong: float | None
    """Of those, the sum of the probabilities of being wrong."""
    worst: tuple[Shown, ...]
    """The worst-looking semantic hits, worst first."""

    @property
    def name(self) -> str:
        return " ".join([self.policy, *(f"{key}={value}" for key, value in self.changed)])


@dataclass(slots=True)
class Worst:
    """Keeps the worst-looking hits; each pair of questions once."""

    limit: int = SHOWN
    _kept: dict[tuple[str, str], Shown] = field(default_factory=dict)

    def add(self, pair: tuple[str, str], one: Shown) -> None:
        """`pair` names the two questions."""
        known = self._kept.get(pair)
        if known is not None:
            self._kept[pair] = _met_again(known, one)
            return
        self._kept[pair] = one
        if len(self._kept) > 4 * self.limit:
            self._cut(2 * self.limit)

    def _cut(self, size: int) -> None:
        self._kept = dict(sorted(self._kept.items(), key=lambda item: badness(item[1]))[:size])

    def worst(self) -> tuple[Shown, ...]:
        return tuple(sorted(self._kept.values(), key=badness)[: self.limit])


def badness(one: Shown) -> tuple[float, ...]:
    """Sorts the worst first: another answer than then, then the least probable, then the least similar."""
    order = {Sameness.DIFFERENT: 0, Sameness.DOUBT: 1, Sameness.UNKNOWN: 2, Sameness.SAME: 3}
    return order[one.sameness], 1.0 if one.right is None else one.right, one.similarity, one.line


def _met_again(known: Shown, one: Shown) -> Shown:
    worse = min(known, one, key=badness)
    return replace(worse, times=known.times + 1)
