"""Questions that are being answered just now, for whoever asks the same in other words."""

from __future__ import annotations

import numpy as np

from semcache.core.entry import Neighbour
from semcache.flight import Flight
from semcache.lookup import Lookup

AT_ONCE = 64
"""In one scope; of more, the latest are known."""


class Nearby:
    """The calls under way whose questions have vectors, by scope."""

    def __init__(self) -> None:
        self._scopes: dict[str, dict[str, tuple[Lookup, Flight]]] = {}

    def add(self, look: Lookup, flight: Flight) -> None:
        if look.vector is None or flight.is_over:
            return
        members = self._scopes.setdefault(look.scope.digest, {})
        members[look.key] = look, flight
        if len(members) > AT_ONCE:
            del members[next(iter(members))]

    def remove(self, look: Lookup, flight: Flight) -> None:
        scope = look.scope.digest
        members = self._scopes.get(scope, {})
        if look.key in members and members[look.key][1] is flight:
            del members[look.key]
            if not members:
                del self._scopes[scope]

    def near(self, look: Lookup, k: int) -> list[tuple[Neighbour, Lookup, Flight]]:
        """At most k that may still come to a good answer for who knows of no later event, nearest first."""
        members = self._scopes.get(look.scope.digest)
        if not members or look.vector is None:
            return []
        able = [(other, flight) for other, flight in members.values() if _may_serve(flight, look)]
        if not able:
            return []
        similarities = np.stack([other.vector for other, _ in able]) @ look.vector  # type: ignore[misc]
        nearest = np.argsort(-similarities, kind="stable")[:k]
        return [(Neighbour(able[i][0].key, float(min(1.0, similarities[i]))), *able[i]) for i in nearest]

    def __len__(self) -> int:
        return sum(map(len, self._scopes.values()))


def _may_serve(flight: Flight, look: Lookup) -> bool:
    begun_well = flight.head is None or flight.head.is_success
    return not flight.is_over and flight.verdict is None and begun_well and flight.epoch >= look.epoch
