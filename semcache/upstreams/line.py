"""Requests that wait for a turn: bounded, the urgent ones first, and nobody without a word."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from semcache.core.admission import Displace, Priority, Queue, Shed

T = TypeVar("T")


@dataclass(slots=True, eq=False)
class _Waiter(Generic[T]):
    kind: object
    """Two of a kind are in the same case: where there is no turn for one there is none for the other."""
    place: Callable[[], T | None]
    """A turn, if there is one now."""
    ready: asyncio.Future[T | Shed]

    @property
    def told(self) -> T | Shed | None:
        """What it was told, if it was told in time: whoever waits for a future and is cancelled cancels that too."""
        return self.ready.result() if self.ready.done() and not self.ready.cancelled() else None


class Line(Generic[T]):
    """One line a class. Turns are handed over at once, so nobody slips in between."""

    def __init__(self, places: int, seconds_each: Callable[[], float], give_back: Callable[[T], None]) -> None:
        """`seconds_each`: from one turn to the next one; `give_back` takes a turn that nobody waited for any more."""
        self._places = places
        self._seconds_each = seconds_each
        self._give_back = give_back
        self._waiting: dict[Priority, deque[_Waiter[T]]] = {priority: deque() for priority in Priority}

    def __len__(self) -> int:
        return sum(self._counts().values())

    def is_before(self, priority: Priority, kind: object) -> bool:
        """Whether somebody waits whom such a request must not overtake."""
        return len(self) > 0 and any(
            waiter.kind == kind for other in self._waiting if other <= priority for waiter in self._there(other)
        )

    async def wait(self, priority: Priority, kind: object, place: Callable[[], T | None], longest: float) -> T | Shed:
        """A turn, within so many seconds; or Shed: turned away at once, in favour of somebody more urgent, or after
        having waited for nothing."""
        admission = self._queue().admit(priority, False, self._counts())
        if isinstance(admission, Shed):
            return admission
        if isinstance(admission, Displace):
            self._there(admission.victim)[-1].ready.set_result(Shed(admission.retry_after))
        waiter = _Waiter(kind, place, asyncio.get_running_loop().create_future())
        self._waiting[priority].append(waiter)
        try:
            async with asyncio.timeout(longest):
                return await waiter.ready
        except TimeoutError:
            return waiter.told or Shed(self.retry_after())
        except asyncio.CancelledError:
            if (told := waiter.told) is not None and not isinstance(told, Shed):
                self._give_back(told)
            raise
        finally:
            if waiter in self._waiting[priority]:
                self._waiting[priority].remove(waiter)

    def advance(self) -> None:
        """Lets in who has a turn now, the urgent ones first."""
        without: set[object] = set()
        for priority, waiting in self._waiting.items():
            for waiter in self._there(priority):
                if waiter.kind in without:
                    continue
                turn = waiter.place()
                if turn is None:
                    without.add(waiter.kind)
                    continue
                waiting.remove(waiter)
                waiter.ready.set_result(turn)

    def retry_after(self) -> int:
        """Whole seconds after which those who wait now are likely to be through."""
        return self._queue().retry_after(len(self))

    def _queue(self) -> Queue:
        return Queue(self._places, self._seconds_each())

    def _counts(self) -> Mapping[Priority, int]:
        return {priority: len(self._there(priority)) for priority in self._waiting}

    def _there(self, priority: Priority) -> list[_Waiter[T]]:
        """Those who still wait: who was told or has left is in line until its task runs next."""
        return [waiter for waiter in self._waiting[priority] if not waiter.ready.done()]
