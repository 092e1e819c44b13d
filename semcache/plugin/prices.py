"""What a deployment costs where the operator says so in LiteLLM's own configuration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from semcache.build import litellm_listing
from semcache.core.pricing import Listing

SOURCE = "litellm config"
_WITHOUT = frozenset({"tiered_pricing", "off_peak_pricing"})
"""Fields of prices that do not have "cost" in their names."""


class OperatorPrices:
    """Reads them where LiteLLM does, so that both books say the same."""

    def __init__(self, costs: Callable[[], Mapping[str, Any]]) -> None:
        """`costs` gives LiteLLM's price map. The router puts a deployment there, under its id, with what the operator
        said of it; what the operator left out it takes from the model's own entry."""
        self._costs = costs
        self._read: dict[str, tuple[Mapping[str, Any], Listing]] = {}

    def of(self, deployment_id: str) -> Listing | None:
        """None where the operator says nothing, and the price list holds."""
        entry = self._costs().get(deployment_id)
        if not isinstance(entry, Mapping):
            return None
        if not any(value is not None and ("cost" in name or name in _WITHOUT) for name, value in entry.items()):
            return None
        read = self._read.get(deployment_id)
        if read is None or read[0] != entry:
            today = datetime.now(UTC).date().isoformat()
            said = {name: value for name, value in entry.items() if value is not None}
            read = dict(entry), litellm_listing(deployment_id, said, SOURCE, today)
            self._read[deployment_id] = read
        return read[1]
