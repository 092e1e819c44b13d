"""The ledger against a bill: differences that were planted are found, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from semcache.core.bills import FORMATS, BillLine, format_of
from semcache.core.cells import Cells
from semcache.core.reconciling import TOLD, Amounts, family_of, reconcile
from semcache.core.request import Usage
from tests.core.ledger_samples import COST, DAY, START, USAGE, answer, attempt

FIRST = 20_000
BILLED = BillLine(FIRST, "gpt-4o", 1, 1000, 0, 100, COST)


def compared(rows: list, lines: list[BillLine]) -> list[tuple[int, str, tuple[str, ...]]]:
    found = reconcile(Cells.of(rows), lines)
    assert found is not None
    return [(line.day, line.model, line.differs) for line in found.lines]


def test_a_bill_that_says_the_same_agrees() -> None:
    from semcache.core.ledger import Outcome, Tier

    rows = [attempt("1"), attempt("2"), answer("3", Outcome.HIT, Tier.EXACT)]
    assert compared(rows, [BILLED, BILLED]) == [(FIRST, "gpt-4o", ())]


@pytest.mark.parametrize(
    ("changes", "differs"),
    [
        ({"calls": 2}, ("calls",)),
        ({"prompt": 1001}, ("prompt",)),
        ({"cached": 64}, ("cached",)),
        ({"cache_write_1h": 64}, ("cache_write_1h",)),
        ({"cache_write_1h": 0}, ()),
        ({"completion": 99}, ("completion",)),
        ({"dollars": Decimal("0.0036")}, ("dollars",)),
        ({"dollars": Decimal("0.0035000004")}, ()),
        ({"dollars": Decimal("0.00")}, ("dollars",)),
        ({"dollars": Decimal("0.003")}, ()),  # as rounded: half of its last digit
        ({"calls": None, "cached": None, "dollars": None}, ()),
        ({"day": FIRST + 1}, None),
        ({"model": "gpt-4o-mini"}, None),
        ({"model": "gpt-4o-2024-08-06"}, ()),
        ({"model": "openai/gpt-4o"}, ()),
    ],
)
def test_what_a_bill_says_otherwise_is_what_differs(
    changes: dict[str, object], differs: tuple[str, ...] | None
) -> None:
    found = reconcile(Cells.of([attempt("1")]), [replace(BILLED, **changes)], (FIRST, FIRST + 1))  # type: ignore[arg-type]
    assert found is not None
    if differs is None:
        assert [(line.ledger is None, line.bill is None) for line in found.lines] in (
            [(False, True), (True, False)],
            [(True, False), (False, True)],
        )
        assert len(found.differing) == 2
    else:
        assert [line.differs for line in found.lines] == [differs]


def test_calls_that_failed_and_other_days_are_not_asked_of_the_bill() -> None:
    rows = [
        attempt("1"),
        attempt("2", status=500, error="500", usage=None, cost=None),
        attempt("3", at=START - 1),
        attempt("4", model="gone", status=0, error="refused", usage=None, cost=None),
    ]
    assert compared(rows, [BILLED]) == [(FIRST, "gpt-4o", ())]


def test_every_call_of_the_cache_is_on_the_bill_whatever_it_was_for() -> None:
    rows = [attempt("1"), attempt("2", purpose="audit"), attempt("3", purpose="refresh", at=START + DAY - 1)]
    assert compared(rows, [BILLED] * 3) == [(FIRST, "gpt-4o", ())]


def test_a_bill_that_names_no_model_is_compared_by_day() -> None:
    rows = [attempt("1"), attempt("2", model="other")]
    assert compared(rows, [BillLine(FIRST, "", dollars=2 * COST)]) == [(FIRST, "", ())]
    assert compared(rows, [BillLine(FIRST, "", dollars=COST)]) == [(FIRST, "", ("dollars",))]


def test_a_window_without_a_line_of_the_bill_is_none() -> None:
    assert reconcile(Cells.of([attempt("1")]), [BILLED], (FIRST + 1, FIRST + 2)) is None


def test_what_the_ledger_does_not_know_is_counted() -> None:
    rows = [attempt("1", cost=None, price=None), attempt("2", usage=None, cost=None)]
    found = reconcile(Cells.of(rows), [BILLED])
    assert found is not None
    assert (found.unpriced, found.unknown) == (1, 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Claude Haiku 4.5", "anthropic/claude-haiku-4-5-20251001"),
        ("gpt-4.1", "gpt-4.1-2025-04-14"),
        ("bedrock/us/gpt-4o", "GPT-4o"),
    ],
)
def test_ways_to_write_one_model(one: str, other: str) -> None:
    assert family_of(one) == family_of(other)


def test_models_of_other_sizes_stay_apart() -> None:
    names = ["gpt-4o", "gpt-4o-mini", "gpt-4", "gpt-4-0613", "claude-3-5-haiku", "claude-3-haiku"]
    assert len({family_of(name) for name in names}) == len(names)


@pytest.mark.parametrize("known", FORMATS, ids=lambda one: one.name)
def test_each_format_is_told_from_the_others_by_its_columns(known: object) -> None:
    assert [one for one in FORMATS if one.columns <= known.columns] == [known]  # type: ignore[attr-defined]
    assert format_of({*known.columns, "more"}) is known  # type: ignore[attr-defined]


DAYS = st.integers(FIRST, FIRST + 3)
CALLS = st.lists(st.tuples(DAYS, st.sampled_from(["a", "b", "c"]), st.integers(0, 5000), st.integers(0, 500)))


@given(ledger=CALLS, bill=CALLS)
def test_lines_add_up_to_the_totals_and_equal_sides_agree(
    ledger: list[tuple[int, str, int, int]], bill: list[tuple[int, str, int, int]]
) -> None:
    rows = [
        attempt(str(n), at=day * DAY, model=model, usage=Usage(prompt, completion), cost=Decimal(prompt))
        for n, (day, model, prompt, completion) in enumerate(ledger)
    ]
    lines = [BillLine(day, model, 1, p, 0, c, Decimal(p)) for day, model, p, c in bill]
    found = reconcile(Cells.of(rows), lines, (FIRST, FIRST + 3))
    assert (found is None) is (not bill)
    if found is None:
        return
    for name, at in (("calls", None), ("prompt", 2), ("completion", 3)):
        for side, calls in ((found.total.ledger, ledger), (found.total.bill, bill)):
            assert isinstance(side, Amounts)
            assert getattr(side, name) == sum(1 if at is None else call[at] for call in calls)
    assert bool(found.differing) is (_sums(ledger) != _sums(bill))


def _sums(calls: list[tuple[int, str, int, int]]) -> dict[tuple[int, str], list[int]]:
    sums: dict[tuple[int, str], list[int]] = {}
    for day, model, prompt, completion in calls:
        total = sums.setdefault((day, model), [0, 0, 0])
        for place, more in enumerate((1, prompt, completion)):
            total[place] += more
    return sums


def test_amounts_are_compared_in_the_order_of_the_table() -> None:
    assert TOLD == ("calls", "prompt", "cached", "cache_write_1h", "completion", "dollars")
    assert USAGE.cached == 0


@pytest.mark.parametrize(("billed", "own", "lines"), [("gpt-4o", 1, 1), ("llama", 0, 2), ("", 1, 1)])
def test_calls_on_own_gpus_are_on_no_bill_unless_it_names_their_model(billed: str, own: int, lines: int) -> None:
    rows = [attempt("1"), attempt("2", model="llama", price=None, gpu_seconds=1.5)]
    found = reconcile(Cells.of(rows), [replace(BILLED, model=billed)])
    assert found is not None
    assert (found.own, len(found.lines), found.total.ledger and found.total.ledger.calls) == (own, lines, 2 - own)
