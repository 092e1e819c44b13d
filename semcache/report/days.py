"""Days in a row, those on which nothing was booked included."""

from __future__ import annotations

from datetime import date, timedelta

from semcache.core.savings_report import SavingsReport, Totals

MOST = 1000
"""Days that are filled in: rows of a clock gone wrong must not make a million."""
_BARS = "▁▂▃▄▅▆▇█"


def days_in_a_row(report: SavingsReport, most: int) -> list[tuple[str, Totals]]:
    """The last days, at most so many, empty ones included; as they are where they span too much or are no dates."""
    days = dict(report.by_day)
    try:
        known = [date.fromisoformat(name) for name in days]
        whole = (known[-1] - known[0]).days + 1 if known else 0
    except ValueError:
        return list(days.items())[-most:]
    if whole > MOST:
        return list(days.items())[-most:]
    names = [(known[0] + timedelta(days=number)).isoformat() for number in range(whole)]
    return [(name, days.get(name, Totals())) for name in names[-most:]]


def sparkline(values: list[float]) -> str:
    """A character a value, from the lowest, or 0 if none is lower, to the highest."""
    low, high = min(0.0, *values), max(0.0, *values)
    span = high - low or 1.0
    return "".join(_BARS[min(len(_BARS) - 1, int((value - low) / span * len(_BARS)))] for value in values)
