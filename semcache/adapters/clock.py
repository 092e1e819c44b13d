"""Clocks: the system's, and one that tests move by hand."""

from __future__ import annotations

import time


class SystemClock:
    """The machine's own clocks."""

    def now(self) -> float:
        """Seconds since the epoch."""
        return time.time()

    def monotonic(self) -> float:
        """Seconds that never go back."""
        return time.monotonic()


class ManualClock:
    """Stands still until it is moved."""

    def __init__(self, now: float = 1_700_000_000.0) -> None:
        self._now = now
        self._monotonic = 0.0

    def now(self) -> float:
        """Seconds since the epoch, as set."""
        return self._now

    def monotonic(self) -> float:
        """Seconds advanced so far."""
        return self._monotonic

    def advance(self, seconds: float) -> None:
        """Let time pass; never backwards, for which there is `set`."""
        if seconds < 0:
            raise ValueError("time advances; use set() to turn the wall clock back")
        self._now += seconds
        self._monotonic += seconds

    def set(self, now: float) -> None:
        """Turn the wall clock, forwards or back, as an administrator or NTP may. `monotonic` does not move."""
        self._now = now
