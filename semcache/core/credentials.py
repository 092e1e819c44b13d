"""Which credentials the upstream accepted lately."""

from __future__ import annotations

from collections import OrderedDict

PROVEN_SECONDS = 600.0
"""For how long a credential that the upstream accepted may be served answers that others bought."""
MOST = 100_000
"""Credentials that are remembered."""


class Credentials:
    """Those that may be served answers that others bought."""

    def __init__(self) -> None:
        self._until: OrderedDict[str, float] = OrderedDict()
        """Monotonic seconds; the one accepted longest ago comes first."""

    def prove(self, tenant: str, now: float) -> None:
        """The upstream has accepted the tenant's credential."""
        self._until[tenant] = now + PROVEN_SECONDS
        self._until.move_to_end(tenant)
        if len(self._until) > MOST:
            self._until.popitem(last=False)

    def is_proven(self, tenant: str, now: float) -> bool:
        until = self._until.get(tenant)
        return until is not None and until > now
