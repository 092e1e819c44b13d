"""One request of a log, free of the shape it was logged in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Logged:
    """A request and what came of it."""

    line: int
    """Of the file, the first is 1; of a CSV file, that of the row's end."""
    at: float | None
    """Seconds since the epoch; None when the log does not say."""
    tenant: str
    """Who asked; "" when the log does not say."""
    request: bytes
    """The body's JSON, without what says how the answer is delivered."""
    answer: bytes
    """The JSON of the answer, in the same protocol; b"" when the log has none."""
    cost: Decimal | None
    """Dollars that the call cost, as the log says."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Of the request, names in lower case."""
    path: str = "/v1/chat/completions"
    """Names the protocol."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that holds no request that could be tried."""

    line: int
    why: str
    """A few words, the same for the same reason, so that they can be counted."""
