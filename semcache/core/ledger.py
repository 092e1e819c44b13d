"""Ledger rows: one for every answer served, one for every attempt upstream."""

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
    purpose: str
    """Why it was made: "serve"; later "revalidate", "refresh", "audit", ..."""
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


LedgerRow = AnswerRow | AttemptRow
