"""What the cache's own work costs: embedding by the second, machines by the hour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from semcache.core.ledger import CostRow

_HOUR = 3600


@dataclass(frozen=True, slots=True)
class OwnRates:
    """Dollars an hour, None where nobody has said."""

    cpu: Decimal | None = None
    """One core that is busy."""
    gpu: Decimal | None = None
    """One GPU that is busy."""
    machine: Decimal | None = None
    """Whatever semcache runs on, busy or not, its store included; then its processor's work is in that."""


@dataclass(frozen=True, slots=True)
class Work:
    """What was done in a while."""

    at: float
    """Seconds since the epoch, at its end."""
    seconds: float
    """How long it was."""
    texts: int
    """That were embedded."""
    busy: float
    """Seconds of the device."""
    device: str
    """ "cpu", "cuda" or "endpoint"."""


def cost_rows(work: Work, rates: OwnRates, id: str) -> Iterator[CostRow]:
    """The rows to book; `id` is unique to this while."""
    if work.texts:
        hour, source = _embedding_rate(work.device, rates)
        dollars = None if hour is None else hour * Decimal(work.busy) / _HOUR
        yield CostRow(f"{id}/embedding", work.at, "embedding", work.busy, work.texts, dollars, source)
    if rates.machine is not None and work.seconds > 0:
        dollars = rates.machine * Decimal(work.seconds) / _HOUR
        yield CostRow(f"{id}/machine", work.at, "machine", work.seconds, 0, dollars, f"${rates.machine} an hour")


def _embedding_rate(device: str, rates: OwnRates) -> tuple[Decimal | None, str]:
    if device == "endpoint":
        return None, "somebody else's endpoint, whose price is not known"
    if device == "cpu" and rates.machine is not None:
        return Decimal(0), "part of the machine's hour"
    rate, name = (rates.cpu, "costs.cpu-hour") if device == "cpu" else (rates.gpu, "costs.gpu-hour")
    return (None, f"no price: set {name}") if rate is None else (rate, f"${rate} an hour of {device}")
