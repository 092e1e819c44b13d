"""Where a miss goes among own pools and paid APIs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from semcache.core.ledger import Price
from semcache.core.route import Able, Hourly, Need, Offer, Passed, Plan, Prefer, Route, plan

TEXT = Need(prompt=1000, completion=200)
API_PRICE = Price("gpt", Decimal("2.5e-6"), Decimal("1e-5"), Decimal("1.25e-6"), Decimal("2.5e-6"), "list", "2026")
OWN = Offer(
    "own", "llama", price=Hourly(Decimal("2.00"), prefill=10_000, decode=2_000), cached=800, ttft=0.1, tpot=0.02
)
API = Offer("api", "gpt", Able(vision=True, context=128_000), API_PRICE, ttft=0.4, tpot=0.01)
BACKUP = Offer("backup", "gpt", price=None)
ROUTE = Route("m", ("own", "api"), fallbacks=("backup",))


def names(made: Plan) -> list[tuple[str, str]]:
    return [(target.upstream, target.why) for target in made.targets]


@pytest.mark.parametrize(
    ("prefer", "expected"),
    [
        (Prefer.ORDER, [("own", "order"), ("api", "order"), ("backup", "fallback")]),
        (Prefer.COST, [("own", "cost"), ("api", "cost"), ("backup", "fallback")]),
        (Prefer.LATENCY, [("api", "latency"), ("own", "latency"), ("backup", "fallback")]),
    ],
)
def test_the_route_says_what_comes_first(prefer: Prefer, expected: list[tuple[str, str]]) -> None:
    assert names(plan(replace(ROUTE, prefer=prefer), TEXT, [BACKUP, API, OWN])) == expected


@pytest.mark.parametrize(
    ("risky", "expected"),
    [
        ("own", [("api", "order"), ("backup", "fallback"), ("own", "unproven")]),
        ("own api", [("backup", "fallback"), ("own", "unproven"), ("api", "unproven")]),
        ("backup", [("own", "order"), ("api", "order"), ("backup", "unproven")]),
        ("own api backup", [("own", "order"), ("api", "order"), ("backup", "fallback")]),
    ],
)
def test_what_is_risky_comes_after_all_that_is_not(risky: str, expected: list[tuple[str, str]]) -> None:
    offers = [replace(offer, risky=offer.upstream in risky.split()) for offer in (OWN, API, BACKUP)]
    assert names(plan(ROUTE, TEXT, offers)) == expected


def test_every_target_says_what_it_and_the_next_would_cost() -> None:
    own, api, backup = plan(ROUTE, TEXT, [OWN, API, BACKUP]).targets
    # 200 uncached tokens / 10,000 + 200 / 2,000 = 0.12 s of two dollars an hour.
    assert own.dollars == Decimal("0.12") * 2 / 3600
    assert (own.runner_up, own.runner_up_dollars) == ("api", Decimal("0.0045"))
    assert (own.seconds, api.seconds) == (pytest.approx(4.1), pytest.approx(2.4))
    assert (api.runner_up, api.runner_up_dollars, backup.runner_up, backup.dollars) == ("backup", None, None, None)


@pytest.mark.parametrize(
    ("change", "expected", "passed"),
    [
        ({"full": True, "free_in": 3.0}, ["api", "backup"], (Passed("own", "full"),)),
        ({"down": True, "free_in": 3.0}, ["api", "backup"], (Passed("own", "down"),)),
        ({"ttft": 2.0}, ["api", "own", "backup"], ()),
        ({"tpot": 0.5}, ["api", "own", "backup"], ()),
        ({"ttft": None, "tpot": None}, ["own", "api", "backup"], ()),
    ],
    ids=["full", "down", "a queue that misses the SLO", "slow to write", "nothing known"],
)
def test_own_replicas_that_are_full_or_slow_give_way_to_a_paid_api(
    change: dict[str, object], expected: list[str], passed: tuple[Passed, ...]
) -> None:
    made = plan(replace(ROUTE, slo_ttft=0.5, slo_tpot=0.05), TEXT, [replace(OWN, **change), API, BACKUP])
    assert [target.upstream for target in made.targets] == expected
    assert made.passed == passed


def test_own_replicas_that_are_dearer_give_way_where_cost_is_preferred() -> None:
    idle_cluster = replace(OWN, price=Hourly(Decimal(98), prefill=10_000, decode=300))
    assert names(plan(replace(ROUTE, prefer=Prefer.COST), TEXT, [idle_cluster, API]))[0] == ("api", "cost")


def test_what_the_provider_already_holds_is_priced_at_its_rate() -> None:
    warm = replace(API, cached=900)
    assert warm.dollars(TEXT) == 100 * Decimal("2.5e-6") + 900 * Decimal("1.25e-6") + 200 * Decimal("1e-5")


@pytest.mark.parametrize(
    ("need", "reason"),
    [
        (Need(10, 10, vision=True), "no-vision"),
        (Need(10, 10, tools=True), "no-tools"),
        (Need(10, 10, json=True), "no-json"),
        (Need(8000, 193), "context"),
    ],
)
def test_an_upstream_that_cannot_is_passed_over_with_the_reason(need: Need, reason: str) -> None:
    plain = replace(OWN, able=Able(tools=False, json=False, context=8192))
    made = plan(ROUTE, need, [plain, API])
    assert ([t.upstream for t in made.targets], made.passed) == (["api"], (Passed("own", reason),))


def test_when_nobody_can_answer_now_the_plan_says_when_to_come_back() -> None:
    made = plan(ROUTE, TEXT, [replace(OWN, full=True, free_in=4.0), replace(API, down=True, free_in=2.0)])
    assert (made.targets, made.free_in) == ((), 2.0)


offers = st.lists(
    st.builds(
        Offer,
        upstream=st.sampled_from(["a", "b", "c", "d"]),
        model=st.just("m"),
        price=st.sampled_from([None, API_PRICE, OWN.price]),
        ttft=st.none() | st.floats(0, 3),
        down=st.booleans(),
        full=st.booleans(),
    ),
    unique_by=lambda offer: offer.upstream,
)


@given(offers, st.sampled_from(Prefer), st.none() | st.just(1.0))
def test_every_upstream_of_the_route_is_tried_once_or_passed_over_once(
    made: list[Offer], prefer: Prefer, slo: float | None
) -> None:
    route = Route("m", ("a", "b"), prefer, slo, None, ("c",))
    outcome = plan(route, TEXT, made)
    tried = [target.upstream for target in outcome.targets]
    assert sorted([*tried, *(p.upstream for p in outcome.passed)]) == sorted(
        offer.upstream for offer in made if offer.upstream in "abc"
    )
    assert all(not (offer.down or offer.full) for offer in made if offer.upstream in tried)
    assert "c" not in tried[:-1]
