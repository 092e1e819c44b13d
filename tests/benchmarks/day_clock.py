"""A day in minutes: an event loop that jumps to the next thing to do instead of waiting for it.

Everything in it is real asyncio, so calls overlap, are joined and are cut short by events as they would be in a
day of 86,400 real seconds.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

T = TypeVar("T")

MIDNIGHT = 1_767_225_600.0
"""2026-01-01, when the day begins; seconds since the epoch."""


class _Skipping(selectors.DefaultSelector):
    """Waits for nobody: the time that would have been waited has passed."""

    passed = 0.0

    def select(self, timeout: float | None = None) -> list[Any]:
        if timeout is not None and timeout > 0:
            self.passed += timeout
            timeout = 0
        return super().select(timeout)


class _Loop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._skipping = _Skipping()
        super().__init__(self._skipping)

    def time(self) -> float:
        return self._skipping.passed


class DayClock:
    """The running loop's time: seconds from midnight, and since the epoch."""

    def now(self) -> float:
        return MIDNIGHT + self.monotonic()

    def monotonic(self) -> float:
        return asyncio.get_running_loop().time()


def run_day(main: Callable[[], Awaitable[T]]) -> T:
    """Runs to the end in a loop of its own that starts at midnight. Nothing inside may wait for another thread."""

    async def whole() -> T:
        return await main()

    with asyncio.Runner(loop_factory=_Loop) as runner:
        return runner.run(whole())


async def until(moment: float) -> None:
    """Sleeps until so many seconds from midnight."""
    await asyncio.sleep(max(0.0, moment - asyncio.get_running_loop().time()))
