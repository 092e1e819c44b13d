"""Mistakes in the plugin that nobody foresaw, each at the place that the file `place` names. Its text quotes all that
the place holds: the provider's key, the question, the headers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from semcache import deciding, engine, flight, litellm_plugin
from semcache.plugin import calls, carrier

plugin = litellm_plugin.plugin
PLACES: dict[str, tuple[Any, str]] = {
    "admitting": (litellm_plugin, "tenant_of"),
    "reading": (litellm_plugin, "read_call"),
    "answering": (carrier.Carrier, "_asked"),
    "deciding": (deciding, "decide_bypass"),
    "opening": (carrier.Carrier, "_opened"),
    "reading the answer": (carrier, "read_result"),
    "recording": (engine, "kept"),
    "landing": (flight.Flight, "land"),
    "booking": (carrier.Carrier, "_book"),
    "rendering": (carrier, "rendered"),
    "asking again": (calls.OwnCalls, "_made"),
    "failing": (carrier.Carrier, "failed"),
    "refusing": (carrier.Carrier, "refused"),
}


class Stumble(Exception):
    """A mistake."""


def _stumbling(place: str, owner: Any, name: str) -> None:
    right = getattr(owner, name)

    def stumble_or_not(*args: Any, **named: Any) -> Any:
        if Path("place").read_text() != place:
            return right(*args, **named)
        held = Path("canaries").read_text()
        raise Stumble(f"{args} {named} {held}") from ValueError(held)

    setattr(owner, name, stumble_or_not)


for place, (owner, name) in PLACES.items():
    _stumbling(place, owner, name)
