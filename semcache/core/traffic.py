"""The shape of recorded traffic: how much, how long, how often answered from the cache."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from semcache.core.breakeven import Workload
from semcache.core.ledger import AttemptRow, CheckRow, LedgerRow, Tier

MONTH = 30 * 86_400


def traffic(rows: Iterable[LedgerRow], model: str) -> Workload | None:
    """A month of a model's traffic as these rows, of at most a month, show it; None where no tokens are known.

    What spans less than a month is scaled up to one, but never what spans less than a day.
    """
    answers = avoided = counted = prompt = completion = cached = 0
    first: float | None = None
    last = 0.0
    for row in rows:
        if row.model != model or isinstance(row, CheckRow):
            continue
        first, last = (row.at if first is None else first), row.at
        if isinstance(row, AttemptRow):
            if row.purpose != "serve":
                continue
        else:
            answers += 1
            avoided += row.tier is not Tier.NONE
        if row.usage is not None:
            counted += 1
            prompt, completion = prompt + row.usage.prompt, completion + row.usage.completion
            cached += row.usage.cached
    if first is None or not completion or not answers:
        return None
    span = Decimal(last - first)
    scale = Decimal(MONTH) / span if span >= 86_400 else Decimal(1)
    return Workload(
        requests=(answers * scale).to_integral_value(),
        input=Decimal(prompt) / counted,
        output=Decimal(completion) / counted,
        cached=Decimal(cached) / prompt if prompt else Decimal(0),
        hit_ratio=Decimal(avoided) / answers,
    )
