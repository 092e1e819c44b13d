"""The report as CSV: it adds up, and no name in it becomes a formula or an escape sequence."""

from __future__ import annotations

import csv
import io
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given, settings

from semcache.core.ledger import LedgerRow, Outcome
from semcache.core.savings import GROUPINGS, summarise
from semcache.core.savings_report import MAX_NAMES
from semcache.report.table_file import csv_of
from tests.core.ledger_samples import DAY, START, answer, attempt
from tests.core.test_savings import ledgers
from tests.report.hostile import HOSTILE

DOLLARS = ("spend", "gross", "net", "low_bound", "own_work", "would_have_spent")
COUNTS = ("answers", "hits", "misses", "attempts", "calls_avoided")


def lines(rows: list[LedgerRow], by: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_of(summarise(rows), by), newline="")))


@given(ledgers)
@settings(max_examples=40, deadline=None)
def test_every_grouping_adds_up_to_the_total(rows: list[LedgerRow]) -> None:
    total = summarise(rows).total
    whole = {
        "spend": total.spend, "gross": total.gross, "net": total.net, "low_bound": total.low_bound,
        "own_work": total.own, "would_have_spent": total.would_have_spent,
    }  # fmt: skip
    for by in GROUPINGS:
        found = lines(rows, by)
        assert {name: sum((Decimal(one[name]) for one in found), Decimal(0)) for name in DOLLARS} == whole
        assert [sum(int(one[name]) for one in found) for name in COUNTS] == [
            total.answers, total.hits, total.misses, total.attempts, total.avoided
        ]  # fmt: skip


def test_days_stand_in_order_and_the_rest_of_many_names_is_one_line() -> None:
    rows: list[LedgerRow] = [
        answer(str(n), Outcome.MISS, model=f"model {n}", at=START + n % 3 * DAY) for n in range(MAX_NAMES + 5)
    ]
    assert [one["day"] for one in lines(rows, "day")] == ["2024-10-04", "2024-10-05", "2024-10-06"]
    models = lines(rows, "model")
    assert (len(models), models[-1]["model"], models[-1]["answers"]) == (MAX_NAMES + 1, "(other)", "5")


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("by", ["model", "tenant", "rule", "reason", "upstream"])
def test_what_a_client_chose_is_neither_a_formula_nor_an_escape(hostile: str, by: str) -> None:
    rows: list[LedgerRow] = [
        answer("1", Outcome.MISS, model=hostile, tenant=hostile, rule=hostile, detail=hostile),
        attempt("1", model=hostile, tenant=hostile, rule=hostile, reason=hostile, upstream=hostile),
    ]
    for one in lines(rows, by):
        assert is_harmless(one[by])
        assert list(one) == list(lines([answer("1", Outcome.MISS)], by)[0])
    (one,) = lines(rows, "throughput")
    assert is_harmless(one["upstream"])
    assert is_harmless(one["model"])


def is_harmless(cell: str) -> bool:
    begins = cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    return not begins and not any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") for char in cell)


def test_negative_dollars_stay_numbers() -> None:
    rows: list[LedgerRow] = [attempt("1", purpose="audit")]
    assert lines(rows, "day")[0]["net"] == "-0.0035"


def test_there_are_a_hundred_hostile_strings() -> None:
    assert len(set(HOSTILE)) >= 100
