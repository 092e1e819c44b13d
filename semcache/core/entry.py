"""A stored answer."""

from __future__ import annotations

from dataclasses import dataclass

from semcache.core.freshness import Contract
from semcache.core.request import Completion
from semcache.core.scope import Scope


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer with the question it answers, where it may be served, and for how long."""

    key: str
    """The exact key (SHA-256, hex), which identifies the entry: storing it again replaces it."""
    scope: Scope
    query: str | None
    completion: Completion
    contract: Contract
    author: str
    """Tenant digest of whoever's request made it, which differs from the scope's tenant where a rule shares."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A stored key near a vector, and how near."""

    key: str
    similarity: float
    """Cosine similarity, -1 to 1, higher is nearer."""
