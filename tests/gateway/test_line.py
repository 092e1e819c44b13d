"""Requests that wait for a turn, where several things happen at the same moment."""

from __future__ import annotations

import asyncio
import contextlib

import pytest

from semcache.core.admission import Priority, Shed
from semcache.upstreams.line import Line


class Turns:
    """So many turns; how many are left tells whether one was lost."""

    def __init__(self, left: int, places: int) -> None:
        self.left = left
        self.line: Line[int] = Line(places, lambda: 0.1, self.give_back)

    def place(self) -> int | None:
        if not self.left:
            return None
        self.left -= 1
        return self.left

    def give_back(self, turn: int) -> None:
        self.left += 1

    def wait(self, priority: Priority, longest: float = 5.0) -> asyncio.Task[int | Shed]:
        return asyncio.ensure_future(self.line.wait(priority, "model", self.place, longest))


async def _gone(*tasks: asyncio.Task[int | Shed]) -> None:
    for task in tasks:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def test_one_who_leaves_at_this_very_moment_is_not_displaced_and_its_place_is_free() -> None:
    turns = Turns(0, places=1)
    leaving = turns.wait(Priority.BACKGROUND)
    await asyncio.sleep(0)
    coming = turns.wait(Priority.INTERACTIVE)
    leaving.cancel()  # it has not run since, when the other one comes
    await asyncio.sleep(0.01)
    assert not coming.done()
    turns.left = 1
    turns.line.advance()
    assert await coming == 0
    await _gone(leaving)
    assert len(turns.line) == 0


@pytest.mark.parametrize("leaves", ["before its turn", "with its turn", "after its time"])
async def test_no_turn_is_lost_with_one_who_leaves(leaves: str) -> None:
    turns = Turns(0, places=4)
    waiting = turns.wait(Priority.INTERACTIVE, 0.01 if leaves == "after its time" else 5.0)
    await asyncio.sleep(0.05 if leaves == "after its time" else 0)
    if leaves == "before its turn":
        waiting.cancel()
    turns.left = 1
    turns.line.advance()
    await _gone(waiting)
    assert (turns.left, len(turns.line)) == (1, 0)
