"""Buying tokens against renting GPUs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from semcache.core.breakeven import Fleet, Workload, compare
from semcache.core.cells import Cells
from semcache.core.ledger import Outcome, Price, Tier
from semcache.core.request import Usage
from semcache.core.traffic import traffic
from tests.core.ledger_samples import DAY, answer, attempt

GPT_5 = Price(
    "gpt-5",
    Decimal("1.25") / 10**6,
    Decimal(10) / 10**6,
    Decimal("0.125") / 10**6,
    Decimal("1.25") / 10**6,
    "list",
    "2026-11-21",
)
MILLION = Workload(Decimal(1_000_000), Decimal(1000), Decimal(500))
BUSY = Fleet(Decimal(2), tokens_per_second=Decimal(100 * 500))  # 100 requests a second

numbers = st.decimals("0.01", "1e6", places=2)


def test_a_million_requests_cost_6250_dollars_in_tokens_and_5_60_in_gpu_time() -> None:
    found = compare(MILLION, GPT_5, BUSY)
    assert found.bought == Decimal(6250)
    assert round(found.compute, 1) == Decimal("5.6")
    assert round(found.gpu_hours, 3) == Decimal("2.778")
    assert found.crossing == 0


@pytest.mark.parametrize(
    ("fleet", "compute", "crossing"),
    [
        (replace(BUSY, utilisation=Decimal("0.1")), Decimal("55.56"), 0),
        (replace(BUSY, utilisation=Decimal("0.1"), fixed=Decimal(10_000)), Decimal("55.56"), 1_614_350),
        (
            replace(BUSY, tokens_per_second=Decimal(40)),
            Decimal("6944.44"),
            None,
        ),  # GPU time alone is dearer than the tokens
    ],
)
def test_idle_hours_and_people_move_the_crossing(fleet: Fleet, compute: Decimal, crossing: int | None) -> None:
    found = compare(MILLION, GPT_5, fleet)
    assert round(found.compute, 2) == compute
    assert found.crossing == crossing


def test_a_cache_takes_its_share_off_both_sides_and_leaves_the_fixed_part() -> None:
    fleet = replace(BUSY, utilisation=Decimal("0.1"), fixed=Decimal(10_000))
    plain, cached = (compare(replace(MILLION, hit_ratio=ratio), GPT_5, fleet) for ratio in (Decimal(0), Decimal("0.5")))
    assert (cached.bought, cached.compute) == (plain.bought / 2, plain.compute / 2)
    assert cached.fixed == plain.fixed
    assert cached.crossing is not None
    assert plain.crossing is not None
    assert abs(cached.crossing - 2 * plain.crossing) <= 1


def test_tokens_that_the_provider_holds_are_bought_at_its_cached_rate() -> None:
    assert compare(replace(MILLION, cached=Decimal("0.8")), GPT_5, BUSY).bought == Decimal(5000 + 250 + 100)


@given(requests=numbers, fixed=numbers, speed=numbers, hour=numbers)
def test_at_the_crossing_renting_is_no_dearer_and_one_request_below_it_is(
    requests: Decimal, fixed: Decimal, speed: Decimal, hour: Decimal
) -> None:
    fleet = Fleet(hour, speed, fixed=fixed)
    crossing = compare(replace(MILLION, requests=requests), GPT_5, fleet).crossing
    if crossing is None:
        return
    at, below = (compare(replace(MILLION, requests=crossing - less), GPT_5, fleet) for less in (0, 1))
    assert at.rented - at.bought <= Decimal("1e-9")
    assert below.rented > below.bought


@given(requests=numbers, fixed=st.decimals("0", "1000", places=2), speed=numbers)
def test_at_the_least_utilisation_both_sides_cost_the_same(requests: Decimal, fixed: Decimal, speed: Decimal) -> None:
    workload, fleet = replace(MILLION, requests=requests), Fleet(Decimal(2), speed, fixed=fixed)
    least = compare(workload, GPT_5, fleet).least_utilisation
    if least is not None:
        at = compare(workload, GPT_5, replace(fleet, utilisation=least))
        assert at.rented == pytest.approx(at.bought)


def test_a_ledger_of_ten_days_is_scaled_to_a_month() -> None:
    usage = Usage(prompt=900, completion=300, cached=90)
    rows = [
        attempt("a", at=0.0, model="m", usage=usage),
        answer("a", Outcome.MISS, at=0.0, model="m"),
        answer("b", Outcome.HIT, Tier.EXACT, at=10 * DAY, model="m", usage=usage),
        attempt("c", at=10 * DAY, model="m", purpose="refresh"),
        attempt("d", at=10 * DAY, model="other"),
    ]
    assert traffic(Cells.of(rows), "m") == Workload(
        Decimal(6), Decimal(900), Decimal(300), Decimal("0.1"), Decimal("0.5")
    )
    assert traffic(Cells.of(rows), "unheard-of") is None
    few_hours = traffic(Cells.of(rows[:2]), "m")
    assert few_hours is not None
    assert (few_hours.requests, few_hours.output) == (Decimal(0), Decimal(300))
