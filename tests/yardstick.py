"""What work costs, in CPU of this thread: the least of some turns, so that other processes do not count."""

from __future__ import annotations

import time
from collections.abc import Callable

TURNS = 5


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of the cheapest turn."""
    return min(_once(work) for _ in range(TURNS))


def growth(small: Callable[[], object], large: Callable[[], object], least: float = 5e-5) -> float:
    """How many times the CPU of `small` does `large` take? Taken in turns, so that a slow machine is slow for both.

    What costs less than `least` seconds counts as that: it cannot be told from nothing.
    """
    pairs = [(_once(small), _once(large)) for _ in range(TURNS)]
    return min(cost for _, cost in pairs) / max(least, min(cost for cost, _ in pairs))


def _once(work: Callable[[], object]) -> float:
    began = time.thread_time()
    work()
    return time.thread_time() - began
