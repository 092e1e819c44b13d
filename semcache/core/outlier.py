"""Passive health: what a replica's own answers say of it, and for how long it is then left alone.

Each replica has a `Health`, changed by what its calls came to. Whether one may be ejected depends on how many others
are, so `failed` is told of all of them; everything else concerns one alone.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

FAILURES: Final = 5
"""Failures in a row that eject a replica (Envoy's default)."""
EJECTED_FOR: Final = 30.0
"""Seconds, times the ejections so far."""
LONGEST: Final = 300.0
FORGIVEN_AFTER: Final = 300.0
"""Seconds without an ejection after which the next one counts as the first."""
MOST_EJECTED: Final = 0.5
"""Of a pool: when more fail, the trouble is not theirs, and the rest would fall over too."""
SLOW_START: Final = 30.0
"""Seconds in which a replica that is new or returns gets up to its full share: its KV cache is cold."""
LEAST_WEIGHT: Final = 0.1
_SLOW: Final = 2.0
"""Times the pool's median TTFT from which on a replica is given less."""
_TTFT_PART: Final = 0.2
"""Of the newest sample in the running mean."""
_TTFT_STALE: Final = 60.0
"""Seconds without a sample after which a TTFT says nothing: what is avoided has to be tried again some time."""


@dataclass(frozen=True, slots=True)
class Health:
    """What one replica's calls came to. Times are monotonic seconds."""

    failures: int = 0
    """In a row."""
    ejections: int = 0
    ejected_until: float = 0.0
    returned_at: float | None = None
    """When it was last let in, for slow start; None for one that was there from the start."""
    resting_until: float = 0.0
    """It said so itself, by Retry-After."""
    down: bool = False
    """Its active health check fails."""
    ttft: float | None = None
    """Running mean of the seconds to the first byte."""
    ttft_at: float = 0.0

    def is_ejected(self, now: float) -> bool:
        return now < self.ejected_until

    def is_out(self, now: float) -> bool:
        """Not to be chosen while another can be."""
        return self.down or now < self.ejected_until or now < self.resting_until

    def weight(self, now: float, median_ttft: float | None = None) -> float:
        """Its part of a full share, LEAST_WEIGHT to 1: less while it starts, and while it is slower than the pool."""
        weight = 1.0
        if self.returned_at is not None and now < self.returned_at + SLOW_START:
            weight = max(0.0, now - self.returned_at) / SLOW_START
        if median_ttft and self.ttft is not None and now < self.ttft_at + _TTFT_STALE:
            weight *= min(1.0, _SLOW * median_ttft / self.ttft) if self.ttft > 0 else 1.0
        return max(LEAST_WEIGHT, weight)

    def succeeded(self, now: float, ttft: float | None = None) -> Health:
        """An answer came whole, or its first byte after `ttft` seconds."""
        if ttft is None:
            return self if not self.failures else replace(self, failures=0)
        stale = self.ttft is None or now >= self.ttft_at + _TTFT_STALE
        mean = ttft if self.ttft is None or stale else self.ttft + _TTFT_PART * (ttft - self.ttft)
        return replace(self, failures=0, ttft=mean, ttft_at=now)

    def told_to_wait(self, now: float, seconds: float) -> Health:
        """It answered 429 or 503 with Retry-After: that is no failure, and it is left alone for so long."""
        return replace(self, resting_until=max(self.resting_until, now + seconds))

    def checked(self, now: float, passes: bool) -> Health:
        """What its active health check said."""
        if passes == (not self.down):
            return self
        # A server that comes back is a new one: its past failures were another's.
        return (
            replace(self, down=False, failures=0, ejected_until=0.0, returned_at=now)
            if passes
            else replace(self, down=True)
        )


def failed(name: str, pool: Mapping[str, Health], now: float) -> Health:
    """The replica's health after another failure: refused, cut, timed out, 5xx. Ejects it after FAILURES in a row.

    The count stays as it is over an ejection, so that one failure after its return ejects it again and one success
    forgives all.
    """
    health = pool[name]
    failures = health.failures + 1
    if failures < FAILURES or health.is_ejected(now) or not _may_eject(name, pool, now):
        return replace(health, failures=failures)
    recent = health.ejections and now < health.ejected_until + FORGIVEN_AFTER
    ejections = health.ejections + 1 if recent else 1
    until = now + min(LONGEST, EJECTED_FOR * ejections)
    return replace(health, failures=failures, ejections=ejections, ejected_until=until, returned_at=until)


def _may_eject(name: str, pool: Mapping[str, Health], now: float) -> bool:
    out = sum(health.is_ejected(now) for other, health in pool.items() if other != name)
    return out + 1 <= MOST_EJECTED * len(pool)


def median_ttft(pool: Iterable[Health], now: float) -> float | None:
    """Of those that answered of late; None when fewer than two did, for nothing can be told from one."""
    means = [health.ttft for health in pool if health.ttft is not None and now < health.ttft_at + _TTFT_STALE]
    return statistics.median(means) if len(means) > 1 else None
