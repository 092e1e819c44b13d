"""How dollars, shares, durations and moments are written."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal


def places_for(largest: Decimal) -> int:
    """Decimal places that a report needs: cents, and more where a day's whole bill is a few of them."""
    if largest >= 10:
        return 2
    return 4 if largest >= Decimal("0.01") or not largest else 6


def dollars(amount: Decimal, places: int) -> str:
    """Rounded to these places, with thousands separated; what rounds to nothing has no sign."""
    shown = f"{abs(amount):,.{places}f}"
    return f"-${shown}" if amount < 0 and shown.strip("0.,") else f"${shown}"


def counted(number: int, what: str) -> str:
    """ "1 answer", "2 answers"."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def exact(amount: Decimal) -> str:
    """Every digit, never in exponent notation: what programs read."""
    return f"{amount:f}"


def share(part: float | Decimal, whole: float | Decimal) -> str:
    """A percentage; empty when there is no whole."""
    return f"{100 * float(part) / float(whole):.1f}%" if whole else ""


def duration(seconds: float | None) -> str:
    if seconds is None:
        return ""
    if seconds < 0.1:
        return f"{seconds * 1000:.1f} ms"
    if seconds < 1:
        return f"{seconds * 1000:.0f} ms"
    return f"{seconds:.2f} s" if seconds < 100 else f"{seconds:,.0f} s"


def brief(seconds: float | None) -> str:
    """As `duration`, to two or three digits."""
    if seconds is None:
        return ""
    if seconds < 1:
        return f"{seconds * 1000:.1f} ms" if seconds < 0.01 else f"{seconds * 1000:.0f} ms"
    return f"{seconds:.1f} s" if seconds < 100 else f"{seconds:,.0f} s"


def moment(at: float) -> str:
    """To the minute, in UTC; a time that no calendar has is shown as its number."""
    try:
        return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError, OSError):
        return f"{at:.0f}"
