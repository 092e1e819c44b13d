"""Who gives way when a store holds more than it may: those who hold most, never those who hold little."""

from __future__ import annotations

from collections.abc import Mapping


def surplus(held: Mapping[str, int], most: int) -> dict[str, int]:
    """How many of each owner's entries must go so that `most` stay in all; owners that give none are left out.

    To within one, all who give end up equal, and nobody who gives none holds more. So whoever holds no more than an
    equal share of `most` gives nothing, whatever others hold.
    """
    gives: dict[str, int] = {}
    left = max(most, 0)
    poorest_first = sorted(held, key=lambda owner: (held[owner], owner))
    for place, owner in enumerate(poorest_first):
        owners = len(poorest_first) - place
        # The last ones get what does not divide, and they hold most.
        keeps = min(held[owner], left // owners)
        left -= keeps
        if keeps < held[owner]:
            gives[owner] = held[owner] - keeps
    return gives
