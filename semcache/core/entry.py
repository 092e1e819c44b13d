"""A stored answer."""

from __future__ import annotations

from dataclasses import dataclass

from semcache.core.freshness import Contract
from semcache.core.request import Completion
from semcache.core.scope import Scope
from semcache.core.world import Grounds


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
    """The tenant whose request made it, who differs from the scope's where a rule shares."""

    @property
    def grounds(self) -> Grounds:
        """What it rests on, for events to be held against."""
        scope, contract = self.scope, self.contract
        return Grounds(
            key=self.key,
            tenant=scope.tenant,
            author=self.author,
            models=(scope.model, self.completion.model),
            rule=contract.rule,
            sources=contract.sources,
            tags=contract.tags,
            epoch=contract.epoch,
            created=contract.created,
        )


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A stored key near a vector, and how near."""

    key: str
    similarity: float
    """Cosine similarity, -1 to 1, higher is nearer."""
