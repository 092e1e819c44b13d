"""What time it is."""

from __future__ import annotations

from typing import Protocol


class Clock(Protocol):
    """Time. Tests move it by hand."""

    def now(self) -> float:
        """Seconds since the epoch."""
        ...

    def monotonic(self) -> float:
        """Seconds that never go back, for durations."""
        ...
