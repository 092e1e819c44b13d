"""Moments as people write them: "7d" ago, or a date."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from semcache.errors import UsageError

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 7 * 86_400}
_AGO = re.compile(r"([0-9]{1,9})([smhdw])")


def moment_of(option: str, text: str | None, now: float) -> float | None:
    """Seconds since the epoch from "7d" (ago) or an ISO date or time, UTC unless it says otherwise.

    `option` is what the text was given for, as a UsageError names it.
    """
    if text is None:
        return None
    if ago := _AGO.fullmatch(text):
        return now - int(ago[1]) * _UNITS[ago[2]]
    try:
        at = datetime.fromisoformat(text)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError) as error:
        raise UsageError(
            f"{option} {text}: expected 30m, 12h, 7d, 4w or an ISO date or time, 2026-01-31T08:00"
        ) from error
