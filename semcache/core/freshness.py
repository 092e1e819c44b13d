"""The freshness contract that every stored answer carries."""

from __future__ import annotations

from dataclasses import dataclass

from semcache.core.world import SourceVersion, is_name


@dataclass(frozen=True, slots=True)
class Contract:
    """What must hold for an answer to be served. Times are seconds since the epoch."""

    rule: str
    """The name of the rule it was stored under."""
    policy: str
    """That rule's digest: a changed rule is another contract."""
    created: float
    """When the upstream's answer was complete. A hit never moves it."""
    expires: float
    """Until when it is fresh."""
    stale_until: float = 0.0
    """Until when it may be served stale while a new one is fetched."""
    error_until: float = 0.0
    """Until when it may be served stale because the upstream is in trouble."""
    sources: tuple[SourceVersion, ...] = ()
    """What it rests on."""
    tags: tuple[str, ...] = ()
    stream_only: bool = False
    """It came as a stream that counted no tokens, so it cannot be replayed where a count belongs."""
    epoch: int = 0
    """The last event known when its request began: see `core.world`."""

    @property
    def can_be_named(self) -> bool:
        """Whether events can name all that it rests on."""
        versions = (source.version for source in self.sources if source.version)
        return all(map(is_name, (*(source.id for source in self.sources), *versions, *self.tags)))

    def age(self, now: float) -> float:
        """Seconds since the answer was made; never negative, also when the clock went back."""
        return max(0.0, now - self.created)

    @property
    def ends(self) -> float:
        """From when on it is of no use to anybody, stale or not."""
        return max(self.expires, self.stale_until, self.error_until)

    def ttl(self, now: float) -> float:
        return self.expires - now
