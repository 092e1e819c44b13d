"""Calls into libraries that hold their ground against anyio's cancellation, and not against asyncio's."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

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
