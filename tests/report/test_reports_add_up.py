"""Whatever the ledger holds, what is printed adds up: on the page, as JSON and as CSV, in every grouping."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser

from hypothesis import HealthCheck, given, settings

from semcache.core.ledger import AnswerRow, AttemptRow, CheckRow, CostRow, LedgerRow
from semcache.core.savings import GROUPINGS, summarise
from semcache.report.document import document
from semcache.report.page import page
from semcache.report.table_file import csv_of
from tests.core.test_savings import ledgers

CENT = Decimal("0.01")
COUNTS = (
    "answers",
    "hits",
    "collapsed",
    "misses",
    "bypassed",
    "calls_avoided",
    "attempts",
    "calls_without_dollars",
    "avoided_without_dollars",
)
DOLLARS = (
    "spend", "gross", "net", "low_bound", "saved_hits", "saved_collapsed", "taken_back", "spent_on_checks",
    "spent_on_upkeep", "chilled", "own_work", "would_have_spent",
)  # fmt: skip
COSTS = ("taken_back", "spent_on_checks", "spent_on_upkeep", "chilled", "own_work")


def in_cents(rows: list[LedgerRow]) -> list[LedgerRow]:
    """The same with whole cents, which every rounding shows as they are."""

    def cents(dollars: Decimal | None) -> Decimal | None:
        return None if dollars is None else dollars.quantize(CENT)

    def changed(row: LedgerRow) -> LedgerRow:
        match row:
            case AnswerRow() | CheckRow():
                return replace(row, saved=cents(row.saved))
            case AttemptRow():
                return replace(row, cost=cents(row.cost))
            case CostRow():
                return replace(row, dollars=cents(row.dollars))

    return [changed(row) for row in rows]


class Tables(HTMLParser):
    """The cells of every table, by its name."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: dict[str, list[list[str]]] = {}
        self._name = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "div" and (name := dict(attrs).get("aria-label")):
            self._name = name
            self.rows[name] = []
        elif tag == "tr":
            self.rows[self._name].append([])
        elif tag in ("th", "td"):
            self.rows[self._name][-1].append("")

    def handle_data(self, data: str) -> None:
        if self._name and self.rows[self._name] and self.rows[self._name][-1]:
            self.rows[self._name][-1][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self._name = ""


def number(cell: str) -> Decimal:
    return Decimal(cell.replace("$", "").replace(",", "")) if cell and cell != "unpriced" else Decimal(0)


@given(ledgers.map(in_cents))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_pages_tables_add_up_to_their_totals(rows: list[LedgerRow]) -> None:
    report = summarise(rows)
    tables = Tables(page(report)).rows
    groupings = [name for name in tables if name.startswith("By ")]
    assert len(groupings) == len(GROUPINGS)
    totals = [tables[name][-1] for name in groupings]
    assert all(total == totals[0] for total in totals)
    assert totals[0][0] == "total"
    for name in groupings:
        head, *lines, total = tables[name]
        for column in range(1, len(head)):
            if head[column] != "hit ratio":
                assert sum(number(line[column]) for line in lines) == number(total[column]), (name, head[column])
    _, *steps, net = tables["From gross to net"]
    assert sum(number(step[1]) for step in steps) == number(net[1]) == report.total.net
    assert number(totals[0][-1]) == report.total.net
    if rows and report.total.answers:
        assert sum(number(line[1]) for line in tables["Answers"][1:]) == report.total.answers


@given(ledgers)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_json_and_csv_add_up_to_the_same_total(rows: list[LedgerRow]) -> None:
    report = summarise(rows)
    found = json.loads(json.dumps(document(report)))
    total = found["total"]
    assert Decimal(total["net"]) == Decimal(total["gross"]) - sum(Decimal(total[cost]) for cost in COSTS)
    for by in GROUPINGS:
        lines = list(csv.DictReader(io.StringIO(csv_of(report, by), newline="")))
        for groups in (found[f"by_{by}"], lines):
            assert [sum(int(one[name]) for one in groups) for name in COUNTS] == [total[name] for name in COUNTS]
            for name in DOLLARS:
                assert sum((Decimal(one[name]) for one in groups), Decimal(0)) == Decimal(total[name]), (by, name)
    elsewhere = sum((Decimal(one["spend"]) for one in found["other_calls"]), Decimal(0))
    for lines in (found["throughput"], list(csv.DictReader(io.StringIO(csv_of(report, "throughput"), newline="")))):
        assert sum((Decimal(one["spend"]) for one in lines), elsewhere) == Decimal(total["spend"])
        assert (
            sum(int(one["calls"]) for one in lines) + sum(one["attempts"] for one in found["other_calls"])
            == (total["attempts"])
        )
