"""What a rule may serve under its bound, and what it learns from."""

from __future__ import annotations

import json
import math
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from semcache.calibrations import load_calibration
from semcache.core.account import Account, price
from semcache.core.bound import Observation, Purpose, Trust
from semcache.core.rates import allowance, confidence
from semcache.core.verify import FEATURES, Calibration, Evidence, Sighting, Standing, evidence

SHIPPED = load_calibration()


def alike(similarity: float = 0.99, logit: float = 3.0) -> Evidence:
    """Ten candidates of one kin."""
    return evidence([Sighting(str(i), similarity - i / 200, logit, Standing("a", 3, 0)) for i in range(10)], 0)


def strangers(similarity: float = 0.9) -> Evidence:
    return evidence([Sighting(str(i), similarity - i / 200, -3.0, Standing(str(i), 0, 3)) for i in range(10)], 0)


def audited(trust: Trust, right: bool, seen: Evidence) -> None:
    trust.observe(Observation(seen, right, 20.0, Purpose.AUDIT, served=True))


# What may be served.


def test_a_new_rule_serves_what_all_neighbours_agree_on_and_not_what_they_dispute() -> None:
    trust = Trust(SHIPPED, 0.05)
    assert trust.allows(alike()).allowed
    assert not trust.allows(strangers()).allowed


def test_a_bound_of_nothing_serves_nothing() -> None:
    trust = Trust(SHIPPED, 0.0)
    for _ in range(100):
        trust.observe(Observation(alike(), True))
    assert not trust.allows(alike()).allowed


def test_what_is_no_number_is_never_served_and_never_learned_from() -> None:
    trust = Trust(SHIPPED, 0.05)
    broken = (math.nan, *alike()[1:])
    assert not trust.allows(broken).allowed
    with pytest.raises(ValueError):
        trust.observe(Observation(broken, True))
    with pytest.raises(ValueError):
        trust.observe(Observation(alike()[1:], True))
    with pytest.raises(ValueError):
        trust.observe(Observation(alike(), True, weight=math.inf))


def test_the_gates_say_which_candidates_may_be_chosen() -> None:
    trust = Trust(SHIPPED, 0.05)
    sightings = [Sighting(str(i), 0.99 - i / 200, 3.0, Standing("a", 3, 0)) for i in range(10)]
    assert trust.choose(sightings, []) is None
    chosen = trust.choose(sightings, [4, 2])
    assert chosen is not None
    assert chosen.index == 2
    assert chosen.evidence == evidence(sightings, 2)


@pytest.mark.parametrize("max_error", [-0.1, 1.0, math.nan])
def test_a_bound_is_a_share(max_error: float) -> None:
    with pytest.raises(ValueError):
        Trust(SHIPPED, max_error)


# Learning.


@given(st.integers(0, 60))
@settings(max_examples=20, deadline=None)
def test_more_found_right_never_makes_it_less_likely_and_more_found_wrong_never_more(times: int) -> None:
    trust = Trust(SHIPPED, 0.02)
    for right in (True, False):
        for _ in range(times):
            before = trust.allows(alike(0.9)).probability
            trust.observe(Observation(alike(0.9), right))
            after = trust.allows(alike(0.9)).probability
            assert after >= before if right else after <= before


def test_what_is_learned_of_some_candidates_holds_for_others_like_them() -> None:
    trust = Trust(SHIPPED, 0.02)
    before = trust.allows(alike(0.93)).probability
    for _ in range(30):
        trust.observe(Observation(alike(0.92), False))
    assert trust.allows(alike(0.93)).probability < before


# The account.


@given(st.integers(1, 3000), st.sampled_from([0.01, 0.02, 0.05]))
@settings(deadline=None)
def test_more_hits_never_allow_less(hits: int, max_error: float) -> None:
    assert allowance(hits, max_error, 0.05) <= allowance(hits + 1, max_error, 0.05) + 1e-9
    assert allowance(hits, max_error, 0.01) < allowance(hits, max_error, 0.05)


@pytest.mark.parametrize(("most", "mean"), [(0, 0.0513), (1, 0.3554), (10, 6.169), (150, 131.372)])
def test_the_allowance_is_a_poisson_quantile(most: int, mean: float) -> None:
    """Tables of the Poisson distribution; above 100 an approximation."""
    assert allowance(most * 100 + 1, 0.01, 0.05) == pytest.approx(mean, rel=2e-3)


@given(st.lists(st.floats(1e-6, 0.5), min_size=1, max_size=300), st.sampled_from([0.01, 0.05]))
@settings(max_examples=50, deadline=None)
def test_at_no_number_of_hits_is_more_spent_than_allowed(risks: list[float], max_error: float) -> None:
    account = Account(max_error, 0.05)
    for risk in risks:
        if risk <= account.cut and price(risk) <= account.left:
            account.pay(risk)
            assert account.spent <= allowance(account.hits, max_error, 0.05) + 1e-9
        else:
            account.note(risk)


@given(
    split=st.lists(st.integers(0, 4000), min_size=2, max_size=16),
    max_error=st.sampled_from([0.002, 0.01, 0.02, 0.1]),
    delta=st.sampled_from([0.05, 0.01]),
)
def test_accounts_that_share_what_may_go_wrong_never_allow_more_than_one_would(
    split: list[int], max_error: float, delta: float
) -> None:
    """Whatever process each hit falls on."""
    together = sum(allowance(hits, max_error, delta / len(split)) for hits in split)
    assert together <= allowance(sum(split), max_error, delta) + 1e-9


def test_the_promise_holds_for_several_processes_together() -> None:
    """Risks that are what they say, hits that fall on any of four processes: seldom more wrong than allowed, at any
    number of hits."""
    chance, max_error, streams, exceeded = random.Random(4), 0.02, 60, {100: 0, 1000: 0, 3000: 0}
    for _ in range(streams):
        accounts = [Account(max_error, 0.05 / 4) for _ in range(4)]
        hits = wrong = 0
        while hits < 3000:
            account, risk = chance.choice(accounts), chance.expovariate(1 / 0.015)
            if risk > account.cut or price(risk) > account.left:
                account.note(risk)
                continue
            account.pay(risk)
            hits += 1
            wrong += chance.random() < risk
            if hits in exceeded:
                exceeded[hits] += wrong > max_error * hits
    assert all(count <= 0.05 * streams + 3 * math.sqrt(0.05 * streams) for count in exceeded.values())


def test_the_promise_holds_where_risks_are_what_they_say() -> None:
    """Whatever is on offer, at each number of hits fixed in advance, in 200 streams."""
    rng = random.Random(7)
    over = {50: 0, 200: 0, 500: 0}
    for _ in range(200):
        account, wrong = Account(0.02, 0.05), 0
        scale = rng.choice([0.002, 0.01, 0.05])
        for _ in range(2000):
            risk = min(0.9, rng.expovariate(1.0) * scale * rng.choice([0.05, 1.0, 4.0]))
            if risk <= account.cut and price(risk) <= account.left:
                account.pay(risk)
                wrong += rng.random() < risk
                if account.hits in over:
                    over[account.hits] += wrong > 0.02 * account.hits
            else:
                account.note(risk)
    assert max(over.values()) <= 200 * 0.05, over


def test_an_account_spent_to_its_end_errs_as_often_as_promised_and_no_oftener() -> None:
    """The allowance is no looser and hardly tighter than it must be: equal risks, all of it spent."""
    rng = random.Random(3)
    hits, runs = 400, 3000
    chance = -math.expm1(-allowance(hits, 0.02, 0.05) / hits)
    over = sum(sum(rng.random() < chance for _ in range(hits)) > 0.02 * hits for _ in range(runs))
    assert 0.03 < over / runs <= 0.05 + 2.0 * math.sqrt(0.05 * 0.95 / runs)


# Audits.


def test_the_interval_holds_at_every_moment_at_once_also_when_the_rate_drifts_and_hits_cluster() -> None:
    rng = random.Random(11)
    misses = 0
    for _ in range(150):
        total, wrong, base = 0.0, 0, rng.choice([0.005, 0.02, 0.1])
        missed, chance = False, base
        for n in range(1, 301):
            if rng.random() < 0.1:  # a chance depends on what went before
                chance = min(0.9, base * rng.choice([0.0, 1.0, 3.0]) * (2.0 if wrong > base * n else 1.0))
            total += chance
            wrong += rng.random() < chance
            if n % 20 == 0:
                low, high = confidence(n, wrong, 0.05)
                missed |= not low <= total / n <= high
        misses += missed
    assert misses <= 150 * 0.05


@given(st.integers(1, 400), st.data())
@settings(max_examples=25, deadline=None)
def test_intervals_hold_the_rate_and_nest(trials: int, data: st.DataObject) -> None:
    wrong = data.draw(st.integers(0, trials))
    low, high = confidence(trials, wrong, 0.05)
    lower, higher = confidence(trials, wrong, 0.01)
    assert 0.0 <= lower <= low <= wrong / trials <= high <= higher <= 1.0
    assert confidence(trials + 50, wrong, 0.05)[1] <= high + 1e-9


def test_a_rule_whose_hits_prove_wrong_tightens_and_then_goes_off_and_says_why() -> None:
    trust = Trust(SHIPPED, 0.05)
    risk = trust.allows(alike()).risk
    footings = [trust.footing.name]
    for k in range(400):
        audited(trust, right=k % 3 > 0, seen=alike())
        if trust.footing.name != footings[-1]:
            footings.append(trust.footing.name)
            assert "audits wrong" in trust.footing.reason
    assert footings == ["serving", "tightened", "off"]
    assert trust.allows(alike()).risk > risk
    assert not trust.allows(alike()).allowed
    assert trust.allows(alike()).detail == trust.footing.reason


def test_a_rule_whose_hits_prove_right_stays_as_it_is() -> None:
    trust = Trust(SHIPPED, 0.02)
    for k in range(1000):
        audited(trust, right=k % 200 > 0, seen=alike())
    assert trust.footing.name == "serving"
    assert trust.interval().low <= 0.005 <= trust.interval().high


def test_feedback_teaches_and_measures_no_rate() -> None:
    trust = Trust(SHIPPED, 0.02)
    before = trust.allows(alike()).probability
    trust.observe(Observation(alike(), False, purpose=Purpose.FEEDBACK, served=True))
    assert trust.interval().audits == 0
    assert trust.allows(alike()).probability < before


def test_drift_is_noticed_within_some_dozens_of_labels_and_not_where_there_is_none() -> None:
    rng = random.Random(5)
    certain = Calibration(SHIPPED.weights, tuple((0.0,) * (len(FEATURES) + 1) for _ in range(len(FEATURES) + 1)))
    calm, changed = Trust(certain, 0.02), Trust(certain, 0.02)
    for _ in range(1500):
        seen = alike(rng.uniform(0.6, 0.9), rng.uniform(-2, 2))
        right = rng.random() < calm.allows(seen).probability
        calm.observe(Observation(seen, right))
    assert calm.to_document()["drifts"] == 0
    for _ in range(60):
        changed.observe(Observation(alike(0.8), rng.random() < 0.5))
    assert changed.to_document()["drifts"] != 0


# Documents.


@pytest.fixture
def lived() -> Trust:
    trust = Trust(SHIPPED, 0.05)
    for k in range(120):
        trust.observe(Observation(alike(0.8), right=k % 7 > 0))
        if (verdict := trust.allows(alike())).allowed:
            trust.served(verdict)
        audited(trust, right=k % 20 > 0, seen=alike())
    return trust


def test_a_document_holds_all_that_was_learned(lived: Trust) -> None:
    again = Trust.from_document(json.loads(json.dumps(lived.to_document())))
    assert again.to_document() == lived.to_document()
    assert again.allows(alike()) == lived.allows(alike())
    assert again.interval() == lived.interval()
    assert again.footing == lived.footing


def test_under_another_bound_what_was_learned_stays_and_the_account_begins_anew(lived: Trust) -> None:
    document = lived.to_document()
    stricter = Trust.from_document(document, 0.02)
    assert stricter.max_error == 0.02
    assert stricter.to_document()["weights"] == document["weights"]
    assert (stricter.to_document()["hits"], stricter.to_document()["spent"]) == (0, 0.0)
    assert Trust.from_document(document, 0.05).to_document() == document


@pytest.mark.parametrize("name", sorted(Trust(SHIPPED, 0.02).to_document().keys() - {"off", "reason"}))
@pytest.mark.parametrize("garbage", [None, "x", -1, math.nan, [], [[]], {}, True])
def test_a_damaged_document_is_refused_with_value_error(lived: Trust, name: str, garbage: object) -> None:
    with pytest.raises(ValueError):
        Trust.from_document({**lived.to_document(), name: garbage})


def test_more_doubt_about_the_coefficients_is_more_risk() -> None:
    wider = replace(SHIPPED, covariance=tuple(tuple(4.0 * v for v in row) for row in SHIPPED.covariance))
    assert Trust(wider, 0.02).allows(alike(0.9)).risk > Trust(SHIPPED, 0.02).allows(alike(0.9)).risk
