"""Who waits, who is let in next, and who is turned away when there is no room for all.

Only counts are decided on here; whoever holds the waiting requests keeps one line a class and does as it is told.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

LONGEST_RETRY_AFTER: Final = 60


class Priority(IntEnum):
    """Classes of requests, the most urgent first; the number is what vLLM gets as `priority` (lower runs sooner)."""

    INTERACTIVE = 0
    """Somebody waits for it."""
    BATCH = 10
    """A client's own, that can wait."""
    BACKGROUND = 20
    """Ours: refresh, audit, shadow, revalidation."""


@dataclass(frozen=True, slots=True)
class Start:
    """There is room: go."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Join the end of the line of its class."""


@dataclass(frozen=True, slots=True)
class Displace:
    """Join the line, and turn away the last of this lower class to make room: it gets 429 with `retry_after`."""

    victim: Priority
    retry_after: int


@dataclass(frozen=True, slots=True)
class Shed:
    """Turned away: 429, to come back after `retry_after` seconds."""

    retry_after: int


Admission = Start | Wait | Displace | Shed


@dataclass(frozen=True, slots=True)
class Queue:
    """The bounds of one pool's line, and how long a request takes there."""

    places: int
    """Requests that may wait, of all classes together."""
    seconds_each: float = 1.0
    """Mean seconds from one request's being let in to the next one's: service time / requests at once."""

    def admit(self, priority: Priority, has_room: bool, waiting: Mapping[Priority, int]) -> Admission:
        """What becomes of a new request. `waiting` counts those in line by class; nobody overtakes its own class."""
        ahead = sum(count for other, count in waiting.items() if other <= priority)
        if has_room and not ahead:
            return Start()
        total = sum(waiting.values())
        if total < self.places:
            return Wait()
        lowest = max((other for other, count in waiting.items() if count), default=priority)
        if lowest > priority:
            return Displace(lowest, self.retry_after(total))
        return Shed(self.retry_after(ahead))

    def retry_after(self, ahead: int) -> int:
        """Whole seconds until those ahead are likely to be through; 1 to 60."""
        return max(1, min(LONGEST_RETRY_AFTER, math.ceil((ahead + 1) * self.seconds_each)))


def next_in(waiting: Mapping[Priority, int]) -> Priority | None:
    """The class whose first gets the room that has come free; None when nobody waits."""
    return min((priority for priority, count in waiting.items() if count), default=None)
