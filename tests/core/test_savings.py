"""The savings report adds up."""

from __future__ import annotations

import math
import random
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from semcache.core.cells import Cells, takes_back
from semcache.core.ledger import CHECKING, UPKEEP, AnswerRow, AttemptRow, CostRow, Found, LedgerRow, Outcome, Tier
from semcache.core.savings import report_of, summarise
from semcache.core.savings_report import (
    MAX_NAMES,
    OTHER,
    Latency,
    Own,
    Part,
    Purpose,
    Reason,
    SavingsReport,
    Shadow,
    Totals,
    Unpriced,
)
from semcache.core.sketch import Sketch
from semcache.core.speeds import Speed
from tests.core.ledger_samples import COST, DAY, PRICE, START, USAGE, answer, attempt, check, own_cost

ZERO = Decimal(0)


def near(seconds: float) -> float:
    return pytest.approx(seconds, rel=0.005)  # type: ignore[no-any-return]


def test_a_small_day_is_added_up_whole() -> None:
    unpriced = {"model": "own", "saved": None, "cost": None, "price": None}
    rows: list[LedgerRow] = [
        answer("1", Outcome.MISS, seconds=1.0, first_byte=0.5),
        attempt("1", 0, status=500, usage=None, cost=None, price=None),
        attempt("1", 1),
        answer("2", Outcome.HIT, Tier.EXACT),
        answer("3", Outcome.HIT, Tier.SEMANTIC, at=START + DAY),
        answer("4", Outcome.STALE, Tier.EXACT, at=START + DAY),
        answer("5", Outcome.MISS, Tier.COLLAPSED, detail="absent"),
        answer("6", Outcome.BYPASS, detail="temperature", seconds=2.0, first_byte=1.0),
        attempt("6", outcome=Outcome.BYPASS, reason="temperature", error="cut", usage=None, cost=None, price=None),
        answer("7", Outcome.HIT, Tier.EXACT, **{key: unpriced[key] for key in ("model", "saved", "price")}),
        answer("8", Outcome.HIT, Tier.EXACT, usage=None, saved=None),
        answer("9", Outcome.BYPASS, detail="temperature", status=502, seconds=9.0),
        attempt(
            "9",
            outcome=Outcome.BYPASS,
            reason="temperature",
            status=0,
            error="refused",
            usage=None,
            cost=None,
            price=None,
        ),
        answer("10", Outcome.MISS, model="own", seconds=1.0, first_byte=0.5),
        attempt("10", **{key: unpriced[key] for key in ("model", "cost", "price")}),
        attempt("elsewhere", purpose="revalidate"),
        own_cost(),
    ]
    output = 100 * PRICE.output
    four_o_first = Totals(
        2, 1, 1, 2, 5, 2 * COST, COST, COST, upkeep=COST, output_saved=2 * output,
        calls_without_dollars=1, avoided_without_dollars=1,
    )  # fmt: skip
    four_o_second = Totals(2, saved_hits=2 * COST, output_saved=2 * output)
    unknown = Totals(1, 0, 1, 0, 1, calls_without_dollars=1, avoided_without_dollars=1)
    ours = Totals(own=Decimal("0.0001"))
    first, second = added(added(four_o_first, unknown), ours), four_o_second
    hits = Totals(3, saved_hits=COST, output_saved=output, avoided_without_dollars=2)
    assert summarise(rows) == SavingsReport(
        first=START,
        last=START + DAY,
        total=added(first, second),
        parts=(
            Part(Outcome.HIT, Tier.EXACT, 3, COST),
            Part(Outcome.HIT, Tier.SEMANTIC, 1, COST),
            Part(Outcome.STALE, Tier.EXACT, 1, COST),
            Part(Outcome.MISS, Tier.NONE, 2, ZERO),
            Part(Outcome.MISS, Tier.COLLAPSED, 1, COST),
            Part(Outcome.BYPASS, Tier.NONE, 2, ZERO),
        ),
        groups={
            "day": (("2024-10-04", first), ("2024-10-05", second)),
            "model": (("gpt-4o", added(four_o_first, four_o_second)), ("own", unknown), ("(semcache)", ours)),
            "tenant": (("t", added(added(four_o_first, unknown), second)), ("(semcache)", ours)),
            "rule": (("default", added(added(four_o_first, unknown), second)), ("(semcache)", ours)),
            "reason": (
                ("hit, exact", hits),
                ("absent", Totals(0, 0, 2, 0, 3, COST, calls_without_dollars=1)),
                ("collapsed", Totals(0, 1, saved_collapsed=COST, output_saved=output)),
                ("hit, semantic", Totals(1, saved_hits=COST, output_saved=output)),
                ("stale, exact", Totals(1, saved_hits=COST, output_saved=output)),
                ("temperature", Totals(0, 0, 0, 2, 2, calls_without_dollars=1)),
                ("(semcache)", ours),
                ("revalidate", Totals(attempts=1, spend=COST, upkeep=COST)),
            ),
            "upstream": (
                ("(cache)", added(hits, Totals(2, 1, 0, 0, 0, ZERO, 2 * COST, COST, output_saved=3 * output))),
                ("upstream", Totals(attempts=6, spend=2 * COST, upkeep=COST, calls_without_dollars=2)),
                ("(forwarded)", Totals(0, 0, 2, 2)),
                ("(semcache)", ours),
            ),
        },
        reasons=(
            Reason(Outcome.MISS, "absent", 2, COST),
            Reason(Outcome.BYPASS, "temperature", 2, ZERO),
        ),
        purposes=(Purpose("revalidate", 1, COST),),
        tokens_avoided=5 * (USAGE.prompt + USAGE.completion),
        failed=2,
        unknown_cost=1,
        unknown_saving=1,
        unpriced=(Unpriced("own", 1, 1),),
        hit_latency=Latency(5, near(0.1), near(0.1), near(0.05), near(0.05)),
        miss_latency=Latency(3, near(1.0), near(2.0), near(0.5), near(1.0)),
        own=(Own("embedding", 2.5, 2500, Decimal("0.0001"), 0, "$0.144 an hour, settings"),),
        speeds=(
            Speed("upstream", "gpt-4o", 4, 1, 100, 100, 0, COST, 0, None, None, None, None, 100.0, 0, 0),
            Speed("upstream", "own", 1, 1, 100, 100, 0, ZERO, 1, None, None, None, None, 100.0, 0, 0),
        ),
        prices=("a list, 2024-10-01",),
    )


def added(one: Totals, other: Totals) -> Totals:
    return Totals(*(getattr(one, name) + getattr(other, name) for name in Totals.__slots__))


def test_an_empty_ledger_is_a_report_of_nothing() -> None:
    report = summarise([])
    assert report.total == Totals()
    assert (report.first, report.total.hit_ratio, report.total.would_have_spent) == (None, 0.0, ZERO)
    assert report.hit_latency == Latency(0, None, None, None, None)


def test_what_would_have_been_spent_is_spend_and_savings_together() -> None:
    total = Totals(hits=3, misses=1, spend=Decimal("1.5"), saved_hits=Decimal("2.25"), saved_collapsed=Decimal("0.25"))
    assert (total.gross, total.would_have_spent, total.hit_ratio, total.avoided) == (
        Decimal("2.50"),
        Decimal("4.00"),
        0.75,
        3,
    )


dollars = st.none() | st.decimals(min_value=0, max_value=10, places=9)
usages = st.sampled_from([None, USAGE])
models = st.sampled_from(["gpt-4o", "own", "\x1b[31m"])
times = st.floats(-2 * DAY, START + 3 * DAY)
requests = st.integers(0, 12).map(str)
answers = st.builds(
    lambda request, outcome, tier, at, model, detail, usage, saved, status: answer(
        request, outcome, tier, at=at, model=model, detail=detail, usage=usage, saved=saved, status=status
    ),
    requests,
    st.sampled_from(Outcome),
    st.sampled_from(Tier),
    times,
    models,
    st.sampled_from(["absent", "temperature", ""]),
    usages,
    dollars,
    st.sampled_from([200, 404, 502]),
)
attempts = st.builds(
    lambda request, at, model, usage, cost, status, purpose: attempt(
        request, at=at, model=model, usage=usage, cost=cost, status=status, purpose=purpose
    ),
    requests,
    times,
    models,
    usages,
    dollars,
    st.sampled_from([0, 200, 500]),
    st.sampled_from(["serve", "serve", "audit", "judge", "refresh", "revalidate"]),
)
checks = st.builds(
    lambda request, at, found, purpose, saved: check(request, found, at=at, purpose=purpose, saved=saved),
    requests,
    times,
    st.sampled_from(Found),
    st.sampled_from(["audit", "shadow", "feedback"]),
    dollars,
)
costs = st.builds(lambda at, what, dollars: own_cost(at=at, what=what, dollars=dollars), times, requests, dollars)
ledgers = st.lists(answers | attempts | checks | costs, max_size=40)


def without_a_call(row: AnswerRow) -> bool:
    return row.tier is Tier.COLLAPSED or row.outcome in (Outcome.HIT, Outcome.STALE)


@given(ledgers)
def test_every_row_is_counted_once_in_every_grouping(rows: list[LedgerRow]) -> None:
    report = summarise(rows)
    total = report.total
    served = [row for row in rows if isinstance(row, AnswerRow)]
    calls = [row for row in rows if isinstance(row, AttemptRow)]
    forwarded = [row for row in served if not without_a_call(row)]
    assert (total.answers, total.attempts) == (len(served), len(calls))
    assert total.spend == sum((row.cost or ZERO for row in calls), ZERO)
    assert total.gross == sum((row.saved or ZERO for row in served if without_a_call(row)), ZERO)
    assert total.net == total.gross - total.taken_back - total.checking - total.upkeep - total.own
    wrong = {row.request_id: row.saved for row in rows if takes_back(row)}
    assert total.taken_back <= sum((row.saved or ZERO for row in rows if takes_back(row)), ZERO)
    assert bool(total.taken_back) <= bool(wrong)
    assert total.own == sum((row.dollars or ZERO for row in rows if isinstance(row, CostRow)), ZERO)
    assert total.upkeep == sum((row.cost or ZERO for row in calls if row.purpose in UPKEEP), ZERO)
    assert total.checking == sum((row.cost or ZERO for row in calls if row.purpose in CHECKING), ZERO)
    for groups in report.groups.values():
        everything = Totals()
        for _, one in groups:
            everything = added(everything, one)
        assert everything == total
        assert len(dict(groups)) == len(groups)
    assert sum(part.answers for part in report.parts) == total.answers
    assert Counter((one.outcome, one.detail) for one in forwarded) == Counter(
        {(one.outcome, one.detail): one.answers for one in report.reasons}
    )
    assert sum((one.spend for one in report.reasons), report.spend_elsewhere) == total.spend
    known = [row for row in calls if row.cost is not None]
    unpriced = sum(one.attempts for one in report.unpriced)
    unbilled = [row for row in calls if row.cost is None and row.usage is None and row.status != 200]
    assert len(known) + unpriced + report.unknown_cost + len(unbilled) == len(calls)
    good = [row for row in served if row.status < 400 and row.tier is not Tier.COLLAPSED]
    assert report.hit_latency.answers + report.miss_latency.answers == len(good)


def found_wrong_once(rows: list[LedgerRow]) -> list[LedgerRow]:
    seen: set[str] = set()
    kept: list[LedgerRow] = []
    for row in rows:
        if not takes_back(row) or row.request_id not in seen:
            kept.append(row)
            seen |= {row.request_id} if takes_back(row) else set()
    return kept


@given(ledgers.map(found_wrong_once), st.randoms())
def test_the_order_of_the_rows_changes_nothing(rows: list[LedgerRow], chance: random.Random) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert summarise(shuffled) == summarise(rows)


def test_names_beyond_the_first_thousand_are_counted_together() -> None:
    names = range(MAX_NAMES + 50)
    rows: list[LedgerRow] = []
    for name in names:
        detail = f"reason {name}"
        rows += [
            answer(f"{name}", Outcome.MISS, model=f"model {name}", detail=detail),
            attempt(f"{name}", model=f"model {name}", cost=None),
        ]
    report = summarise(rows)
    models = dict(report.by_model)
    assert len(models) == MAX_NAMES + 1
    assert models[OTHER].answers == models[OTHER].attempts == 50
    assert {(one.detail, one.answers) for one in report.reasons if one.detail == OTHER} == {(OTHER, 50)}
    assert sum(one.attempts for one in report.unpriced) == len(names)


def test_prices_are_named_once_each() -> None:
    dateless = replace(PRICE, source="settings", date="")
    rows = [answer(f"{n}", Outcome.HIT, Tier.EXACT, price=price) for n, price in enumerate([PRICE, dateless, PRICE])]
    assert summarise(rows).prices == ("a list, 2024-10-01", "settings")


def exact_quantile(values: list[float], q: float) -> float:
    return sorted(values)[max(1, math.ceil(q * len(values))) - 1]


@given(st.lists(st.floats(1e-6, 1e6), min_size=1), st.sampled_from([0.0, 0.5, 0.9, 0.99, 1.0]))
def test_a_quantile_is_within_half_a_percent_of_the_exact_one(values: list[float], q: float) -> None:
    sketch = Sketch()
    for value in values:
        sketch.add(value)
    assert sketch.quantile(q) == pytest.approx(exact_quantile(values, q), rel=0.00501)


def test_durations_that_are_none_count_as_zero() -> None:
    sketch = Sketch()
    for value in (0.0, -1.0, math.nan, math.inf, 5.0):
        sketch.add(value)
    assert (len(sketch), sketch.quantile(0.5), sketch.quantile(1)) == (5, 0.0, near(5.0))
    assert Sketch().quantile(0.5) is None


def test_an_answer_that_was_wrong_saved_nothing_and_is_taken_back_once() -> None:
    rows: list[LedgerRow] = [
        answer("1", Outcome.HIT, Tier.SEMANTIC),
        answer("2", Outcome.HIT, Tier.SEMANTIC),
        attempt("1", purpose="audit"),
        attempt("1", 1, purpose="judge"),
        check("1", Found.DIFFERENT),
        check("1", Found.DIFFERENT, id="feedback/1", purpose="feedback"),
        check("2", Found.SAME),
    ]
    total = summarise(rows).total
    assert (total.saved_hits, total.taken_back, total.checking) == (2 * COST, COST, 2 * COST)
    assert total.net == -COST  # one hit was worth its dollars, and two calls were made to find that out
    assert total.would_have_spent == 2 * COST
    assert total.would_have_spent - total.spend == total.net + total.taken_back


def test_what_shadow_mode_would_have_saved_leaves_out_what_would_have_been_wrong() -> None:
    rows: list[LedgerRow] = []
    for number, found in enumerate([Found.SAME, Found.SAME, Found.DIFFERENT, Found.DOUBT, None]):
        id = f"{number}"
        rows += [answer(id, Outcome.BYPASS, detail="shadow:hit", would=Tier.SEMANTIC, would_save=COST), attempt(id)]
        if found is not None:
            rows.append(check(id, found, purpose="shadow"))
    report = summarise(rows)
    assert report.shadow == Shadow(hits=5, saved=4 * COST, wrong=1, doubt=2)
    assert (report.total.net, report.total.taken_back) == (ZERO, ZERO)
    (checked,) = report.checks
    assert (checked.same, checked.different, checked.doubt) == (2, 1, 1)
    assert checked.low < 1 / 3 < checked.high


def test_feedback_is_not_drawn_at_random_and_shows_no_rate() -> None:
    (checked,) = summarise([check("1", Found.DIFFERENT, purpose="feedback")]).checks
    assert (checked.low, checked.high) == (0.0, 1.0)


@given(ledgers.map(found_wrong_once), st.integers(0, 40))
def test_cells_added_up_apart_and_merged_are_the_same(rows: list[LedgerRow], cut: int) -> None:
    merged = Cells.of(rows[:cut])
    merged.merge(Cells.of(rows[cut:]))
    assert report_of(merged) == summarise(rows)


def test_no_row_is_of_nothing() -> None:
    """A call that failed costs nothing under its own reason, and work of ours has no dollars without a rate."""
    rows: list[LedgerRow] = [
        answer("a", Outcome.MISS, detail="upstream-unreachable"),
        attempt("a", reason="new", usage=None, cost=None, status=0),
        own_cost("b", dollars=None),
    ]
    report = summarise(rows)
    assert [(one.detail, one.answers) for one in report.reasons] == [("upstream-unreachable", 1)]
    assert [name for name, _ in report.groups["model"]] == ["gpt-4o"]
