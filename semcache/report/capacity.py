"""How capacity that was freed on own GPUs is written."""

from __future__ import annotations

from semcache.core.capacity import Freed
from semcache.report.tables import Money

CAPACITY = "Capacity freed on own GPUs, by estimate"


def worth(one: Freed, money: Money) -> str:
    """In dollars, where an hour has a price; they are in no total."""
    if one.dollars is None or one.gpu_hour is None:
        return "no price an hour is set"
    return f"{money(one.dollars)} at ${one.gpu_hour:,.2f} an hour, not in the dollars above"
