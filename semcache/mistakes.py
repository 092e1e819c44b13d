"""How an exception that nobody foresaw is told of: its kind and where it arose, never its text, which may quote what a
request said or a key."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from types import TracebackType

log = logging.getLogger("semcache")

_FRAMES = 4


def placed(error: BaseException) -> str:
    """ "ValueError at chat_answer.py:40 < carrier.py:201 < litellm_plugin.py:158", the innermost place first."""
    places: list[str] = []
    at: TracebackType | None = error.__traceback__
    while at is not None:
        places.append(f"{Path(at.tb_frame.f_code.co_filename).name}:{at.tb_lineno}")
        at = at.tb_next
    where = " < ".join(places[: -_FRAMES - 1 : -1])
    return f"{type(error).__name__} at {where}" if where else type(error).__name__


def heard(task: asyncio.Task[None]) -> None:
    """Of a task that nobody awaits: what ended it is told of here. Else asyncio would, with the exception's text."""
    if not task.cancelled() and (mistake := task.exception()) is not None:
        log.error("a mistake in semcache, beside the requests: %s", placed(mistake))
