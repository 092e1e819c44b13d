"""Buy tokens or rent GPUs: what a month of requests costs on both sides, and where the lines cross.

Buying costs the same for every request. Renting costs GPU time for every request, and people's time whether requests
come or not. A cache takes the same share of requests off both, so it moves the crossing: what it saves in tokens is
dollars, and what it saves in GPU time is worth little where the fixed part dominates.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from semcache.core.ledger import Price

_HOUR = Decimal(3600)
ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Workload:
    """A month's requests, before any cache."""

    requests: Decimal
    input: Decimal
    """Mean prompt tokens a request."""
    output: Decimal
    """Mean answer tokens a request."""
    cached: Decimal = Decimal(0)
    """Share of the prompt tokens, 0 to 1, that the provider bills at its cached rate."""
    hit_ratio: Decimal = Decimal(0)
    """Share of the requests, 0 to 1, that the cache answers."""

    @property
    def answered_upstream(self) -> Decimal:
        """Requests that have to be generated."""
        return self.requests * (ONE - self.hit_ratio)


@dataclass(frozen=True, slots=True)
class Fleet:
    """GPUs of one's own."""

    gpu_hour: Decimal
    """Dollars an hour of one GPU."""
    tokens_per_second: Decimal
    """Answer tokens that one busy GPU makes in a second over all its requests, prompts read included."""
    utilisation: Decimal = ONE
    """Share of the paid hours, above 0 and up to 1, in which it is busy."""
    fixed: Decimal = Decimal(0)
    """Dollars a month for the people who set it up and keep it running."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides of one month, in dollars."""

    bought: Decimal
    compute: Decimal
    """GPU time, the idle share included."""
    gpu_hours: Decimal
    fixed: Decimal
    crossing: Decimal | None
    """Requests a month, hits included, from which renting is no dearer; None where it never is."""
    least_utilisation: Decimal | None
    """The share of busy hours at which renting costs just what buying does; None where the fixed part alone is more."""

    @property
    def rented(self) -> Decimal:
        return self.compute + self.fixed


def request_price(workload: Workload, price: Price) -> Decimal:
    """Dollars that one request of the mean size costs to buy."""
    cached = workload.input * workload.cached
    return (workload.input - cached) * price.input + cached * price.cached + workload.output * price.output


def compare(workload: Workload, price: Price, fleet: Fleet) -> Comparison:
    """What a month costs, bought and rented."""
    each = request_price(workload, price)
    busy_seconds = workload.output / fleet.tokens_per_second
    hours = workload.answered_upstream * busy_seconds / fleet.utilisation / _HOUR
    compute = hours * fleet.gpu_hour
    bought = workload.answered_upstream * each
    gained = (each - busy_seconds / fleet.utilisation / _HOUR * fleet.gpu_hour) * (ONE - workload.hit_ratio)
    room = bought - fleet.fixed
    return Comparison(
        bought,
        compute,
        hours,
        fleet.fixed,
        crossing=(fleet.fixed / gained).to_integral_value(ROUND_CEILING) if gained > 0 else None,
        least_utilisation=compute * fleet.utilisation / room if room > 0 else None,
    )
