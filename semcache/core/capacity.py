"""What hits free on own replicas: time, and dollars only where somebody has said what an hour costs.

Estimated: as much of a replica's time for every answer token as the calls for the same model took. These dollars are
in no total, for an own replica costs the same whether it is busy or not.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from semcache.core.cells import Cells, Sums, is_avoided, only

_HOUR = Decimal(3600)
_MICROS = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Freed:
    """Answers of one model that took no call, had no price, and would have been written on own replicas."""

    model: str
    answers: int
    tokens: int
    """Of these answers, as far as they are known."""
    gpu_seconds: Decimal
    gpu_hour: Decimal | None
    """Dollars an hour, as the calls were booked; None where they have no price by the hour."""

    @property
    def dollars(self) -> Decimal | None:
        return None if self.gpu_hour is None else self.gpu_seconds * self.gpu_hour / _HOUR


def freed(cells: Cells) -> tuple[Freed, ...]:
    """By model, most time first."""
    avoided: defaultdict[str, Sums] = defaultdict(Sums)
    for key, one in only(cells.sums, "answer"):
        if is_avoided(key.outcome, key.tier) and not key.shadow and not key.price:
            avoided[key.model].add(one)
    own: defaultdict[str, Sums] = defaultdict(Sums)
    hourly: defaultdict[str, Sums] = defaultdict(Sums)
    for key, one in only(cells.sums, "attempt"):
        if one.gpu_micros and key.model in avoided:
            own[key.model].add(one)
            if one.dollars and not key.price:
                hourly[key.model].add(one)
    found = [_freed(model, avoided[model], calls, hourly[model]) for model, calls in own.items() if calls.completion]
    return tuple(sorted(found, key=lambda one: (-one.gpu_seconds, one.model)))


def _freed(model: str, avoided: Sums, calls: Sums, hourly: Sums) -> Freed:
    seconds = avoided.completion * calls.gpu_micros / _MICROS / calls.completion
    hour = hourly.dollars * _HOUR * _MICROS / hourly.gpu_micros if hourly.gpu_micros else None
    return Freed(model, avoided.rows, avoided.completion, seconds, hour)
