"""Whether a call may be made again: before its first byte, within a budget, and not before it was asked to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Final

SHARE: Final = 0.2
"""Retries, of all calls: what is already down must not be given many times its load."""
RESERVE: Final = 10.0
"""Retries that may be made beyond the share, so that the first failure after a quiet time is retried too."""
LONGEST_WAIT: Final = 60.0
"""Seconds; what a server may have itself left alone for."""

RETRIABLE: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses that another replica, or the same one later, may answer better."""
REFUSED: Final = frozenset({429, 503})
"""Those of a server that is full rather than broken."""


_REST: Final = 0.25
_LONGEST_REST: Final = 8.0
"""Seconds that a server which is full is left alone, beyond what it says itself; doubled each time."""


@dataclass(frozen=True, slots=True)
class RetryBudget:
    """Retries that are left: every call adds a share of one, every retry takes one.

    However calls come, no more than RESERVE + SHARE x calls retries are ever made.
    """

    share: float = SHARE
    most: float = RESERVE
    left: float = RESERVE

    @property
    def allows(self) -> bool:
        return self.left >= 1.0

    def after_call(self) -> RetryBudget:
        """After a client's own call, retries not counted."""
        return self if self.left >= self.most else replace(self, left=min(self.most, self.left + self.share))

    def after_retry(self) -> RetryBudget:
        return replace(self, left=self.left - 1.0)


def rest_of(said: float | None, refusals: int) -> float:
    """Seconds to leave a server alone that refuses, after so many refusals before this one with no answer between.

    It is taken at its word the first time: one that says "a second" every second would use up the retries of others.
    """
    beyond = min(_LONGEST_REST, _REST * 2.0 ** min(refusals, 10))
    if said is None:
        return beyond
    return said + beyond if refusals else said


def wait_of(retry_after: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for (RFC 9110, section 10.2.3); None when it says nothing readable.

    `now` is aware, for the header may hold a date.
    """
    if not retry_after:
        return None
    said = retry_after.strip()
    if said.isascii() and said.isdigit():
        return min(LONGEST_WAIT, float(said[:9]))
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return None
    if until.tzinfo is None:
        return None
    return min(LONGEST_WAIT, max(0.0, (until - now).total_seconds()))
