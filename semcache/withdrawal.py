"""Calls into libraries that hold their ground against anyio's cancellation, and not against asyncio's."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from typing import Any, Generic, TypeVar

import anyio

T = TypeVar("T")

_under_way: set[asyncio.Task[Any]] = set()
"""The loop itself holds tasks only weakly."""


async def withdrawable(work: Coroutine[Any, Any, T], discard: Callable[[T], Awaitable[None]] | None = None) -> T:
    """The work's result. A caller that is cancelled cancels it as anyio does; `discard` takes a result that came
    all the same.

    httpcore shields what it must finish with anyio's scopes. `Task.cancel` goes through them, and leaves a connection
    in the pool for ever that is neither idle nor closed, with or without its socket. So the work gets a task of its
    own, which nobody cancels but its scope.
    """
    scope = anyio.CancelScope()

    async def run() -> list[T]:
        with scope:
            return [await work]
        return []

    running = asyncio.create_task(run())
    try:
        (result,) = await asyncio.shield(running)
    except asyncio.CancelledError:
        scope.cancel()
        kept(asyncio.create_task(_drop(running, discard)))
        raise
    return result


AHEAD = 8
"""Items. With one, each of them would wait for the other task twice, at three times the cost."""


class ReadApart(Generic[T]):
    """Reads a source to its end in a task of its own, a few items ahead at most, for whoever may be cancelled: also
    twice, where the second time would break off what the source does about the first."""

    def __init__(self, source: AsyncIterator[T]) -> None:
        self._items: asyncio.Queue[T | None] = asyncio.Queue(AHEAD)
        self._error: Exception | None = None
        self._scope = anyio.CancelScope()
        self._task = kept(asyncio.create_task(self._read(source)))

    async def items(self) -> AsyncIterator[T]:
        """What the source yields and raises."""
        while (item := await self._items.get()) is not None:
            yield item
        if self._error is not None:
            raise self._error

    async def end(self) -> None:
        """Returns when the source is read no more."""
        self._scope.cancel()
        await asyncio.wait([self._task])

    async def _read(self, source: AsyncIterator[T]) -> None:
        with self._scope:
            try:
                async for item in source:
                    await self._items.put(item)
            except Exception as error:
                self._error = error
            await self._items.put(None)


async def finished(work: Coroutine[Any, Any, None]) -> None:
    """Does what must be done to its end, whoever is cancelled meanwhile."""
    await asyncio.shield(kept(asyncio.create_task(work)))


def kept(task: asyncio.Task[T]) -> asyncio.Task[T]:
    """The task, which lives until it is done."""
    _under_way.add(task)
    task.add_done_callback(_under_way.discard)
    return task


async def _drop(running: asyncio.Task[list[T]], discard: Callable[[T], Awaitable[None]] | None) -> None:
    # Nobody is left who could be told of a failure.
    with contextlib.suppress(Exception):
        for result in await running:
            if discard is not None:
                await discard(result)
