"""Which changes would save most: estimated from the ledger, never more than what the calls cost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given

from semcache.core.advice import COMPARABLE, MOST
from semcache.core.ledger import LedgerRow, Outcome, Tier
from semcache.core.savings import summarise
from semcache.policyfile import load_policy, with_terms
from tests.core.ledger_samples import COST, answer, attempt
from tests.core.test_savings import ledgers


def traffic(hits: int, misses: int, model: str = "gpt-4o", tier: Tier = Tier.EXACT) -> list[LedgerRow]:
    rows: list[LedgerRow] = [answer(f"{model} h{n}", Outcome.HIT, tier, model=model) for n in range(hits)]
    return rows + [answer(f"{model} m{n}", Outcome.MISS, model=model) for n in range(misses)]


def refused(reason: str, number: int, outcome: Outcome = Outcome.BYPASS, model: str = "gpt-4o") -> list[LedgerRow]:
    rows: list[LedgerRow] = []
    for n in range(number):
        name = f"{reason} {model} {n}"
        rows.append(answer(name, outcome, detail=f"{reason},usage", model=model))
        rows.append(attempt(name, outcome=outcome, reason=reason, model=model))
    return rows


def test_what_was_never_looked_up_would_have_hit_as_often_as_the_same_model_did() -> None:
    rows = [*traffic(60, 40), *traffic(0, 1000, "other"), *refused("temperature", 10)]
    (one,) = summarise(rows).advice
    assert (one.reason, one.answers, one.spend) == ("temperature", 10, 10 * COST)
    assert (one.hit_ratio, one.saving) == (0.6, 6 * COST)
    assert one.command == "semcache replay LOG --set max-temperature=2"


def test_a_model_with_little_to_compare_goes_by_all_models() -> None:
    rows = [*traffic(1, 0), *traffic(49, 50, "other"), *refused("rule-off", 4)]
    assert COMPARABLE > 1
    (one,) = summarise(rows).advice
    assert one.saving == 2 * COST


def test_what_found_an_answer_is_compared_with_what_found_one_and_hit() -> None:
    rows = [*traffic(90, 500), *refused("expired", 10, Outcome.MISS), *refused("gate:verifier", 50, Outcome.MISS)]
    verifier, expired = summarise(rows).advice
    assert (verifier.reason, expired.reason) == ("gate:verifier", "expired")
    assert (expired.hit_ratio, expired.saving) == (0.6, 6 * COST)
    assert "requests that found a stored answer" in expired.basis


def test_only_the_best_three_are_told_and_none_that_saves_nothing() -> None:
    rows = traffic(60, 40)
    reasons = ("temperature", "rule-off", "no-credential", "volatile:weather", "expired")
    for number, reason in enumerate(reasons, 1):
        rows += refused(reason, number)
    assert len(summarise(rows).advice) == MOST
    assert summarise([*traffic(0, 100), *refused("temperature", 5)]).advice == ()
    assert summarise(refused("no-store", 5)).advice == ()


@pytest.mark.parametrize(
    "reason",
    ["temperature", "rule-off", "expired", "gate:similarity", "gate:verifier", "volatile:weather",
     "volatile:present-time"],
)  # fmt: skip
def test_every_term_that_is_advised_is_one_that_replay_takes(reason: str) -> None:
    (one,) = summarise([*traffic(60, 40), *refused(reason, 5)]).advice
    program, log, option, term = one.command.split(" ", 3)[0], *one.command.split(" ")[2:]
    key, _, value = term.partition("=")
    assert (program, log, option) == ("semcache", "LOG", "--set")
    assert with_terms(load_policy("default"), {key: value}).rules


@given(ledgers)
def test_no_estimate_is_more_than_what_the_calls_cost(rows: list[LedgerRow]) -> None:
    report = summarise(rows)
    assert sum((one.saving for one in report.advice), Decimal(0)) <= report.total.spend
    for one in report.advice:
        assert Decimal(0) < one.saving <= one.spend
        assert 0 <= one.hit_ratio <= 1
