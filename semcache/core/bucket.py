"""A limit a minute, as a bucket that fills evenly."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Bucket:
    """What may be taken now, of so much a minute. Times are monotonic seconds."""

    per_minute: int
    """0 is no limit."""
    level: float
    at: float

    @classmethod
    def full(cls, per_minute: int, now: float) -> Bucket:
        return cls(per_minute, float(per_minute), now)

    def wait(self, amount: int, now: float) -> float:
        """Seconds until so much may be taken; 0 when it may now. More than a minute's worth waits for a full bucket."""
        if not self.per_minute:
            return 0.0
        lacking = min(amount, self.per_minute) - self._level(now)
        return max(0.0, lacking * 60 / self.per_minute)

    def take(self, amount: int, now: float) -> Bucket:
        """Without asking: what was taken above the level is waited for by the next."""
        return replace(self, level=self._level(now) - amount, at=now) if self.per_minute else self

    def _level(self, now: float) -> float:
        return min(float(self.per_minute), self.level + max(0.0, now - self.at) * self.per_minute / 60)
