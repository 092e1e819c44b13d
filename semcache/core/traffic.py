"""The shape of recorded traffic: how much, how long, how often answered from the cache."""

from __future__ import annotations

from decimal import Decimal

from semcache.core.breakeven import Workload
from semcache.core.cells import DAY, SERVE, Cells, Sums, is_avoided

MONTH = 30 * DAY


def traffic(cells: Cells, model: str) -> Workload | None:
    """A month of a model's traffic as these cells, of at most a month, show it; None where no tokens are known.

    What spans less than a month is scaled up to one. What spans less than a day says nothing of a month: 0 requests.
    """
    answers, avoided, seen = Sums(), Sums(), Sums()
    for key, sums in cells.sums.items():
        if key.model != model or key.shadow:
            continue
        if key.kind == "answer":
            answers.add(sums)
            if is_avoided(key.outcome, key.tier):
                avoided.add(sums)
                seen.add(sums)
        elif key.kind == "attempt" and key.purpose == SERVE:
            seen.add(sums)
    counted = seen.rows - seen.unknown - seen.failed
    if counted <= 0 or not seen.completion or not answers.rows:
        return None
    span = Decimal(max(answers.last, seen.last) - min(answers.first, seen.first))
    scale = Decimal(MONTH) / span if span >= DAY else Decimal(0)
    return Workload(
        requests=(answers.rows * scale).to_integral_value(),
        input=Decimal(seen.prompt) / counted,
        output=Decimal(seen.completion) / counted,
        cached=Decimal(seen.cached) / seen.prompt if seen.prompt else Decimal(0),
        hit_ratio=Decimal(avoided.rows) / answers.rows,
    )
