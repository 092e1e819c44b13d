"""Keeps a part's trouble from reaching a request."""

from __future__ import annotations

import asyncio
import logging
import types
from collections.abc import Callable, Coroutine, Generator
from typing import Any, TypeVar

from semcache.core.breaker import Breaker
from semcache.errors import CacheFault, EmbedderLoading, TextTooLong
from semcache.metrics import Metrics
from semcache.mistakes import placed
from semcache.ports import Clock

log = logging.getLogger("semcache")
T = TypeVar("T")

_TOLD = {
    "embedder": "the embedding model",
    "index": "the vector index",
    "store": "the store of answers",
    "leases": "the sharing of calls between processes",
}
"""What the log calls each part."""


class Guard:
    """Calls one part of the cache within a time budget, and leaves it alone for a while after a failure.

    One line is logged when the part falls into trouble and one when it recovers; every failure is counted. A model
    that is not loaded yet is no failure: it says so at once, or within the budget.
    """

    def __init__(self, part: str, clock: Clock, metrics: Metrics, longest_rest: float = 5.0) -> None:
        """After each further failure the part rests for longer, up to so many seconds."""
        self.part = part
        self._told = _TOLD[part]
        self._clock = clock
        self._faults = metrics.faults.labels(part)
        self._breaker = Breaker(longest_rest=longest_rest)

    @property
    def is_well(self) -> bool:
        return self._breaker.is_closed

    async def call(self, work: Callable[[], Coroutine[Any, Any, T]], seconds: float) -> T:
        """The work's result, or a CacheFault: also when it takes too long or the part is resting.

        An EmbedderLoading comes through as it is.
        """
        now = self._clock.monotonic()
        if not self._breaker.allows(now):
            raise CacheFault(f"{self.part} rests")
        self._breaker = self._breaker.trying(now)
        try:
            result = await within(seconds, work())
        except TextTooLong:
            self._recovered()
            raise
        except EmbedderLoading:
            raise
        except TimeoutError as late:
            if (loading := _was_loading(late)) is not None:
                raise loading from None
            raise self._failed(f"no result within {seconds * 1000:.0f} ms") from None
        # Whatever a part raises, the request must go on; the line below says what it was.
        except Exception as error:
            said = f"{type(error).__name__}: {error}" if isinstance(error, CacheFault) else placed(error)
            raise self._failed(said) from error
        self._recovered()
        return result

    def _failed(self, reason: str) -> CacheFault:
        self._faults.inc()
        if self._breaker.is_closed:
            log.warning("%s is in trouble (%s); requests go on without it", self._told, reason)
        self._breaker = self._breaker.failed(self._clock.monotonic())
        return CacheFault(f"{self.part}: {reason}")

    def _recovered(self) -> None:
        if not self._breaker.is_closed:
            log.warning("%s works again", self._told)
            self._breaker = self._breaker.succeeded()


def _was_loading(late: TimeoutError) -> EmbedderLoading | None:
    """What the work was waiting for when its time was up, if that was its model."""
    cut = late.__cause__
    cause = None if cut is None else cut.__cause__
    return cause if isinstance(cause, EmbedderLoading) else None


async def within(seconds: float, work: Coroutine[Any, Any, T]) -> T:
    """The work's result, or a TimeoutError.

    Most calls are answered from memory without waiting for anything. They are done after their first step, and need
    no timer, which would cost more than they do.
    """
    try:
        awaited = work.send(None)
    except StopIteration as done:
        result: T = done.value
        return result
    async with asyncio.timeout(max(seconds, 0.0)):
        return await _rest(work, awaited)


@types.coroutine
def _rest(work: Coroutine[Any, Any, T], awaited: Any) -> Generator[Any, Any, T]:
    """A coroutine that has taken its first step, taken to its end: what `yield from` does, one step later."""
    while True:
        try:
            try:
                sent = yield awaited
            except BaseException as error:
                awaited = work.throw(error)
            else:
                awaited = work.send(sent)
        except StopIteration as done:
            result: T = done.value
            return result
