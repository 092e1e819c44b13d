"""What the savings report holds: cells of the ledger, added up by `semcache.core.savings`.

Gross is what the calls that were not made would have cost, at the price that each row was booked with. Net is gross
without what turned out to be wrong, what was spent to find that out, on answers fetched anew before anybody asked, and
on the cache's own work. The low bound leaves out of the gross all but the tokens that were generated once and not
again: it holds even if the provider's own prompt cache had held every prompt.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from semcache.core.advice import Advice
from semcache.core.capacity import Freed
from semcache.core.ledger import Outcome, Tier
from semcache.core.pace import NO_TARGETS, Slo
from semcache.core.speeds import Speed

OTHER = "(other)"
"""Collects what comes after the first MAX_NAMES names: clients choose model names, so there may be any number."""
MAX_NAMES = 1000

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts and dollars of one group of rows. Every answer is a hit, collapsed, a miss or bypassed."""

    hits: int = 0
    """Answered from the store, stale answers included."""
    collapsed: int = 0
    misses: int = 0
    bypassed: int = 0
    attempts: int = 0
    """Calls made upstream."""
    spend: Decimal = ZERO
    """What those calls cost, as far as it is known."""
    saved_hits: Decimal = ZERO
    saved_collapsed: Decimal = ZERO
    taken_back: Decimal = ZERO
    """Of the two above, for answers that turned out to be wrong."""
    checking: Decimal = ZERO
    """Of `spend`, for audits and the judge."""
    upkeep: Decimal = ZERO
    """Of `spend`, for answers that were fetched anew with nobody waiting."""
    own: Decimal = ZERO
    """What the cache's own work cost: embedding, machines."""
    chilled: Decimal = ZERO
    """Of `spend`, what misses cost more because hits no longer keep their prefixes in the provider's prompt cache."""
    output_saved: Decimal = ZERO
    """Of `saved_hits` and `saved_collapsed`, for tokens that were not generated again."""
    calls_without_dollars: int = 0
    """Of `attempts`, those in no dollars above, for want of a price or of token counts."""
    avoided_without_dollars: int = 0
    """Of `avoided`, likewise, and what own replicas had answered."""

    @property
    def answers(self) -> int:
        return self.hits + self.collapsed + self.misses + self.bypassed

    @property
    def avoided(self) -> int:
        """Answers that took no call of their own."""
        return self.hits + self.collapsed

    @property
    def gross(self) -> Decimal:
        """What the calls that were not made would have cost."""
        return self.saved_hits + self.saved_collapsed

    @property
    def costs(self) -> Decimal:
        """All that saving it took."""
        return self.checking + self.upkeep + self.chilled + self.own

    @property
    def net(self) -> Decimal:
        return self.gross - self.taken_back - self.costs

    @property
    def low_bound(self) -> Decimal:
        """What was saved at least, whatever the provider's prompt cache would have done."""
        return self.output_saved - self.taken_back - self.costs

    @property
    def would_have_spent(self) -> Decimal:
        """Without the cache, and so without its audits and refreshes."""
        return self.spend - self.checking - self.upkeep - self.chilled + self.gross

    @property
    def hit_ratio(self) -> float:
        """Hits among all answers, bypassed ones included; 0 when there are none."""
        return self.hits / self.answers if self.answers else 0.0


@dataclass(frozen=True, slots=True)
class Part:
    """Answers of one outcome and tier."""

    outcome: Outcome
    tier: Tier
    answers: int
    saved: Decimal


@dataclass(frozen=True, slots=True)
class Reason:
    """Why answers were not served from the cache, and what the calls made for them cost."""

    outcome: Outcome
    detail: str
    answers: int
    spend: Decimal


@dataclass(frozen=True, slots=True)
class Purpose:
    """Calls that no client's answer was waiting for, by why they were made."""

    purpose: str
    attempts: int
    spend: Decimal


@dataclass(frozen=True, slots=True)
class Own:
    """What one kind of the cache's own work took."""

    what: str
    seconds: float
    amount: int
    dollars: Decimal
    unpriced: int
    """Rows for which nobody has said what a second costs."""
    source: str


@dataclass(frozen=True, slots=True)
class Unpriced:
    """A model without a price: its tokens are known, their dollars are not."""

    model: str
    avoided: int
    attempts: int


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of checking a rule's answers, by how it was done."""

    rule: str
    purpose: str
    """ "audit", "shadow" or "feedback"."""
    tier: Tier
    same: int
    different: int
    doubt: int
    low: float
    """Where the share of wrong ones lies, 0 to 1, valid at every moment at once; 0 to 1 of feedback, which was not
    drawn at random."""
    high: float

    @property
    def ratio(self) -> float | None:
        """Wrong ones among those that could be told; None when there are none."""
        known = self.same + self.different
        return self.different / known if known else None


@dataclass(frozen=True, slots=True)
class Shadow:
    """What the cache would have done under rules that only try it out."""

    hits: int = 0
    saved: Decimal = ZERO
    """Dollars that they would have saved; those found wrong are left out."""
    wrong: int = 0
    doubt: int = 0
    """Of which nobody can tell, or which were not compared."""


@dataclass(frozen=True, slots=True)
class Latency:
    """Seconds, within 0.5 %. None when there were no answers."""

    answers: int
    p50: float | None
    p99: float | None
    first_byte_p50: float | None
    first_byte_p99: float | None


@dataclass(frozen=True, slots=True)
class SavingsReport:
    """All that the report shows."""

    first: float | None
    """When the first and the last row were booked, seconds since the epoch; None when there are no rows."""
    last: float | None
    total: Totals
    parts: tuple[Part, ...]
    groups: Mapping[str, tuple[tuple[str, Totals], ...]]
    """Every row once in each: by "day" (ISO, UTC, ascending), and by "model", "tenant", "rule", "reason", "upstream",
    those that would have cost most first."""
    reasons: tuple[Reason, ...]
    """Of misses and bypasses that were not collapsed: the dearest first."""
    purposes: tuple[Purpose, ...]
    """Of all other calls: the dearest first."""
    tokens_avoided: int
    """Of hits and collapsed followers, prompt and completion together."""
    failed: int
    """Attempts that got no response, or one with an error status."""
    unknown_cost: int
    """Attempts with a good status whose usage never came: cut streams, upstreams that do not say."""
    unknown_saving: int
    """Hits and collapsed followers of answers whose usage never came."""
    unpriced: tuple[Unpriced, ...]
    hit_latency: Latency
    miss_latency: Latency
    """Of misses and bypasses; both latencies leave out answers with an error status, and collapsed followers."""
    checks: tuple[Checked, ...] = ()
    shadow: Shadow = Shadow()
    own: tuple[Own, ...] = ()
    advice: tuple[Advice, ...] = ()
    """Changes that would save most, by estimate; the best first."""
    speeds: tuple[Speed, ...] = ()
    """Of every upstream and model, the dearest first."""
    slo: Slo = NO_TARGETS
    """What is useful of them."""
    freed: tuple[Freed, ...] = ()
    """On own replicas; in none of the totals."""
    prices: tuple[str, ...] = field(default=())
    """Where the prices came from, with dates."""

    @property
    def by_day(self) -> tuple[tuple[str, Totals], ...]:
        return self.groups["day"]

    @property
    def by_model(self) -> tuple[tuple[str, Totals], ...]:
        return self.groups["model"]

    @property
    def spend_elsewhere(self) -> Decimal:
        """Of calls that no client's answer was waiting for."""
        return sum((one.spend for one in self.purposes), ZERO)
