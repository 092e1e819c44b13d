"""When to leave a troubled part alone for a while."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Breaker:
    """The state of one part of the cache, changed by what its calls came to.

    Closed, every call is made. A failure opens it for `rest` seconds, in which no call is made and no request
    waits; then one call tries again, and each further failure doubles the rest.
    """

    first_rest: float = 0.25
    longest_rest: float = 5.0
    rest: float = 0.0
    """Seconds; 0 while closed."""
    closed_again_at: float = 0.0

    @property
    def is_closed(self) -> bool:
        return self.rest == 0.0

    def allows(self, now: float) -> bool:
        """Whether a call may be made. `now` is monotonic, in seconds."""
        return self.rest == 0.0 or now >= self.closed_again_at

    def trying(self, now: float) -> Breaker:
        """After a call was let through: an open breaker lets no second one through beside it."""
        return self if self.is_closed else replace(self, closed_again_at=now + self.rest)

    def failed(self, now: float) -> Breaker:
        rest = min(self.longest_rest, self.rest * 2 or self.first_rest)
        return replace(self, rest=rest, closed_again_at=now + rest)

    def succeeded(self) -> Breaker:
        return self if self.is_closed else replace(self, rest=0.0, closed_again_at=0.0)
