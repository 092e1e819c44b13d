"""Ledger rows: one for every answer served, every attempt upstream, and every answer that was checked."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from semcache.core.request import Usage


class Outcome(StrEnum):
    """What the cache did with a request."""

    HIT = "hit"
    STALE = "stale"
    MISS = "miss"
    BYPASS = "bypass"


class Tier(StrEnum):
    """Which part of the cache answered."""

    NONE = ""
    EXACT = "exact"
    SEMANTIC = "semantic"
    COLLAPSED = "collapsed"
    """Joined to an upstream call that was under way: a miss that cost nothing."""


@dataclass(frozen=True, slots=True)
class Price:
    """Dollars a token, and who says so."""

    model: str
    input: Decimal
    output: Decimal
    cached: Decimal
    """For prompt tokens that the provider's own prompt cache held."""
    cache_write: Decimal
    source: str
    """Where the price was read, "litellm 1.109.1" or a file's name."""
    date: str
    """ISO date of that source."""
    tier: str = ""
    """The provider's service tier that these rates are of: "flex", "priority", "batch"; "" for the standard one."""
    cache_write_1h: Decimal | None = None
    """For what is written to be kept for an hour; None where it is charged as `cache_write`."""


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer served to a client."""

    id: str
    """Makes writing the row twice harmless."""
    request_id: str
    at: float
    """Seconds since the epoch, when the request arrived."""
    tenant: str
    protocol: str
    model: str
    rule: str
    outcome: Outcome
    tier: Tier
    detail: str
    """The reason, in the same words as the Cache-Status header."""
    status: int
    stream: bool
    key: str
    similarity: float | None
    age: float | None
    """Of the entry that was served, in seconds."""
    usage: Usage | None
    """Of the stored answer on a hit: the tokens that were not bought again."""
    saved: Decimal | None
    """Dollars that the upstream call would have cost. None when the model has no price; 0 on a miss."""
    price: Price | None
    seconds: float
    """From the request's arrival to the answer's last byte."""
    first_byte: float
    """From the request's arrival to the answer's first byte, in seconds."""
    would: Tier = Tier.NONE
    """In shadow mode, the tier that would have answered; `key`, `similarity` and `age` are then of what it would have
    served."""
    would_save: Decimal | None = None
    """Dollars that this would have saved; None when they are not known, or nothing would have been."""
    chilled: Decimal = Decimal(0)
    """Dollars that a miss cost more because hits no longer keep its prefix in the provider's prompt cache."""
    trace: str = ""
    """The W3C traceparent that its client sent; "" where it sent none."""


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """One call made upstream, whether or not it succeeded."""

    id: str
    request_id: str
    at: float
    tenant: str
    protocol: str
    model: str
    upstream: str
    """Its name; of one replica among several, "own/2"."""
    purpose: str
    """Why it was made: "serve", "revalidate", "refresh", "audit", "judge"."""
    status: int
    """0 when no response was begun."""
    error: str
    """"" when the response was whole."""
    usage: Usage | None
    cost: Decimal | None
    """Dollars. None when the usage or the price is unknown."""
    price: Price | None
    seconds: float
    first_byte: float
    choice: str = ""
    """Why this replica or provider, and what the runner-up would have cost; "" where there was no choice."""
    rule: str = ""
    outcome: Outcome = Outcome.MISS
    """Of the answer that it was made for: a miss or a bypass."""
    reason: str = ""
    """Why that answer was not served from the cache: the first word of its `detail`."""
    kept: str = ""
    """What became of the answer: "stored", or why it was not."""
    stream: bool = False
    """The answer came piece by piece, so that its first byte is its first token's."""
    gpu_seconds: float | None = None
    """Its part of the time of an own replica; None where no such replica was asked."""
    trace: str = ""
    """The W3C traceparent that the client sent; "" where it sent none."""


class Found(StrEnum):
    """What came of holding a stored answer against the right one."""

    SAME = "same"
    DIFFERENT = "different"
    DOUBT = "doubt"


CHECKING = frozenset({"audit", "judge"})
"""Purposes of calls that were only made to see whether answers are right."""
UPKEEP = frozenset({"refresh", "revalidate"})
"""Purposes of calls that no client waited for, made to have an answer ready."""


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A stored answer that was served, or would have been, held against what is right."""

    id: str
    request_id: str
    """Of the answer."""
    at: float
    tenant: str
    model: str
    rule: str
    purpose: str
    """How it was found out: "audit", "shadow" or "feedback"."""
    tier: Tier
    found: Found
    detail: str
    """What comparing saw."""
    key: str
    """Of the stored answer."""
    similarity: float | None
    saved: Decimal | None
    """Dollars that it was booked to have saved, or would have been; a wrong answer saved nothing. Negative where one
    that was said to be wrong is said to be right after all: then they are taken back no more."""

    @property
    def claim(self) -> str:
        """Under which its dollars are taken back once: an answer that several found wrong saved nothing once, and each
        change of somebody's mind after that counts for itself."""
        return self.id if self.purpose == "feedback" and self.id.rpartition(":")[2].isdigit() else self.request_id


@dataclass(frozen=True, slots=True)
class CostRow:
    """What the cache itself cost over a while: embedding, the machine, the store."""

    id: str
    at: float
    """Seconds since the epoch, at the while's end."""
    what: str
    """ "embedding", "machine", ..."""
    seconds: float
    """Of the processor or GPU for what is computed, of the clock for what is rented."""
    amount: int
    """How many were done: texts embedded; 0 where there is nothing to count."""
    dollars: Decimal | None
    """None where nobody has said what a second costs."""
    source: str
    """The price and who says so: "$0.04 a CPU-hour, settings"."""


LedgerRow = AnswerRow | AttemptRow | CheckRow | CostRow
