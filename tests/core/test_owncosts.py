"""What the cache's own work is booked at."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from semcache.core.ledger import CostRow
from semcache.core.owncosts import OwnRates, Work, cost_rows

WORK = Work(at=60.0, seconds=60.0, texts=900, busy=1.5, device="cpu")
D = Decimal


@pytest.mark.parametrize(
    ("work", "rates", "rows"),
    [
        (WORK, OwnRates(), [("embedding", 1.5, 900, None, "no price: set costs.cpu-hour")]),
        (WORK, OwnRates(cpu=D("0.048")), [("embedding", 1.5, 900, D("0.00002"), "$0.048 an hour of cpu")]),
        (
            WORK,
            OwnRates(cpu=D(9), machine=D("0.12")),
            [
                ("embedding", 1.5, 900, D(0), "part of the machine's hour"),
                ("machine", 60.0, 0, D("0.002"), "$0.12 an hour"),
            ],
        ),
        (
            replace(WORK, device="cuda"),
            OwnRates(gpu=D(2), machine=D("0.12")),
            [
                ("embedding", 1.5, 900, D(3) / 3600, "$2 an hour of cuda"),
                ("machine", 60.0, 0, D("0.002"), "$0.12 an hour"),
            ],
        ),
        (
            replace(WORK, device="endpoint", busy=0.0),
            OwnRates(cpu=D(9)),
            [("embedding", 0.0, 900, None, "somebody else's endpoint, whose price is not known")],
        ),
        (replace(WORK, texts=0), OwnRates(cpu=D(9)), []),
    ],
)
def test_work_is_booked_at_what_somebody_said_it_costs(
    work: Work, rates: OwnRates, rows: list[tuple[str, float, int, Decimal | None, str]]
) -> None:
    found = list(cost_rows(work, rates, "id"))
    assert [(r.what, r.seconds, r.amount, r.dollars, r.source) for r in found] == rows
    assert len({row.id for row in found}) == len(found)
    assert all(isinstance(row, CostRow) and row.at == 60.0 for row in found)
