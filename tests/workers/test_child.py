"""A process that is kept running, and its end."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path
from typing import Any

import pytest

from semcache.workers.child import Child


async def answer(child: Child, what: str, said: Any) -> Any: ...


async def nothing(child: Child) -> None: ...


@pytest.mark.parametrize("steps", range(1, 8))
async def test_who_is_told_to_end_while_it_is_started_ends(tmp_path: Path, steps: int) -> None:
    told = {"config": None, "overrides": {"home": str(tmp_path)}, "socket": str(tmp_path / "socket")}
    child = Child("embed", 0, lambda: told, (), answer=answer, on_ready=nothing, on_death=nothing)
    keeping = asyncio.create_task(child.keep())
    for _ in range(steps):
        await asyncio.sleep(0)
    child.end(signal.SIGTERM)
    _, late = await asyncio.wait([keeping], timeout=30)
    child.send(signal.SIGKILL)
    assert not late
