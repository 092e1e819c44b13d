"""What every ledger promises."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings
from stored_samples import PRICE, answer, attempt, check, own_cost

from semcache.adapters.memory import MemoryLedger
from semcache.adapters.postgres_ledger import PostgresLedger
from semcache.adapters.sqlite_ledger import SqliteLedger
from semcache.core.cells import Cells
from semcache.core.ledger import Found, LedgerRow, Outcome, Tier
from semcache.core.pace import Slo
from semcache.core.request import Usage
from semcache.core.savings import report_of
from semcache.errors import LedgerFault, UsageError
from semcache.ports import Ledger
from semcache.postgresurl import parse_postgres_url
from tests.postgres import shared

Make = Callable[[Path], Ledger]

LEDGERS: dict[str, Make] = {
    "memory": lambda _: MemoryLedger(),
    "sqlite": SqliteLedger,
    "postgres": lambda _: PostgresLedger(parse_postgres_url(shared().emptied())),
}
every_ledger = pytest.mark.parametrize("make", LEDGERS.values(), ids=LEDGERS)


@pytest.fixture
async def ledger(make: Make, tmp_path: Path) -> AsyncIterator[Ledger]:
    ledger = make(tmp_path / "ledger.db")
    yield ledger
    await ledger.close()


async def written(ledger: Ledger, *rows: LedgerRow) -> list[LedgerRow]:
    for row in rows:
        ledger.append(row)
    await ledger.flush()
    return list(ledger.rows())


@every_ledger
@pytest.mark.parametrize(
    "row",
    [
        answer("a"),
        answer("a", outcome=Outcome.BYPASS, tier=Tier.NONE, similarity=None, age=None, stream=False, status=502),
        answer("a", usage=None, saved=None, price=None),
        answer("a", usage=Usage(0, 0), saved=Decimal(0)),
        answer("a", saved=Decimal("1E-30"), detail='odd "text" \u2028 \x00 ä'),
        attempt("a"),
        attempt("a", status=0, error="refused", usage=None, cost=None, price=None),
        attempt("a", stream=True, gpu_seconds=0.25, trace="00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
        answer("a", trace="00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", price=replace(PRICE, tier="flex")),
        attempt("a", cost=Decimal("123456789012345678901234567890.123456789"), at=1763694000.123456),
        answer("a", outcome=Outcome.BYPASS, would=Tier.SEMANTIC, would_save=Decimal("0.0010")),
        check("a"),
        check("a", similarity=None, saved=None, detail='odd "text" \u2028 \x00 ä'),
        own_cost("a"),
        own_cost("a", dollars=None),
    ],
    ids=[
        "answer",
        "bypass",
        "unpriced",
        "free",
        "tiny",
        "attempt",
        "failed attempt",
        "own replica",
        "traced",
        "exact",
        "shadow",
        "check",
        "odd check",
        "own cost",
        "unpriced cost",
    ],
)
async def test_every_field_comes_back_exactly(ledger: Ledger, row: LedgerRow) -> None:
    [found] = await written(ledger, row)
    assert found == row
    assert repr(found) == repr(row)  # also the types and the zeros of decimals, which compare equal


@every_ledger
async def test_a_row_whose_id_is_written_changes_nothing(ledger: Ledger) -> None:
    await written(ledger, answer("a"), attempt("b"))
    again = await written(ledger, answer("a", status=500), attempt("b", status=500), answer("a"))
    assert again == [answer("a"), attempt("b")]
    assert ledger.unwritten == 0


@every_ledger
async def test_rows_come_oldest_first_whatever_their_kind(ledger: Ledger) -> None:
    rows: list[LedgerRow] = [answer("d", 3.0), attempt("a", 2.0), answer("c", 1.0), attempt("b", 3.0), answer("e", 0.5)]
    ordered = [answer("e", 0.5), answer("c", 1.0), attempt("a", 2.0), attempt("b", 3.0), answer("d", 3.0)]
    assert await written(ledger, *rows) == ordered


@every_ledger
@pytest.mark.parametrize(
    ("since", "until", "ids"),
    [(None, None, "abcd"), (2.0, None, "bcd"), (None, 3.0, "ab"), (2.0, 3.0, "b"), (2.5, 2.9, ""), (9.0, None, "")],
)
async def test_since_is_inclusive_and_until_exclusive(
    ledger: Ledger, since: float | None, until: float | None, ids: str
) -> None:
    await written(ledger, answer("a", 1.0), attempt("b", 2.0), answer("c", 3.0), attempt("d", 4.0))
    assert [row.id for row in ledger.rows(since, until)] == list(ids)


@every_ledger
async def test_an_empty_ledger_has_no_rows(ledger: Ledger) -> None:
    assert await written(ledger) == []


@every_ledger
async def test_appending_to_a_closed_ledger_raises_nothing_and_is_counted(make: Make, tmp_path: Path) -> None:
    ledger = make(tmp_path / "ledger.db")
    await ledger.close()
    await ledger.close()
    ledger.append(answer("a"))
    assert ledger.unwritten == 1
    with pytest.raises(LedgerFault, match="closed"):
        await ledger.flush()


A_DAY = 86_400.0
SPREAD: list[LedgerRow] = [
    answer("a", 0.2 * A_DAY),
    attempt("b", 0.4 * A_DAY, purpose="refresh"),
    answer("c", 1.1 * A_DAY, model="own", saved=None),
    check("d", 1.2 * A_DAY, request_id="c", found=Found.DIFFERENT),
    check("e", 2.0 * A_DAY, request_id="c", found=Found.DIFFERENT, purpose="feedback"),
    own_cost("f", 2.5 * A_DAY),
    answer("g", 2.9 * A_DAY, outcome=Outcome.MISS, tier=Tier.NONE, detail="new,finish:length"),
]
SPANS = [(None, None), (0.3, None), (None, 1.15), (0.3, 2.95), (0.0, 1.0), (1.05, 1.3), (1.0, 3.0), (4.0, None)]


def in_days(span: tuple[float | None, float | None]) -> tuple[float | None, float | None]:
    return tuple(None if end is None else end * A_DAY for end in span)  # type: ignore[return-value]


@every_ledger
@pytest.mark.parametrize("span", SPANS, ids=str)
async def test_cells_are_what_the_rows_of_the_span_add_up_to(
    ledger: Ledger, span: tuple[float | None, float | None]
) -> None:
    for row in SPREAD:
        await written(ledger, row, row)  # in batches of their own, and each twice
    report = report_of(ledger.cells(*in_days(span)))
    assert report == report_of(Cells.of(ledger.rows(*in_days(span)), lambda check: check.id == "d"))


@every_ledger
async def test_what_a_hit_was_booked_to_save_is_taken_back_once(ledger: Ledger) -> None:
    for row in SPREAD:
        await written(ledger, row)
    assert report_of(ledger.cells()).total.taken_back == SPREAD[3].saved  # type: ignore[union-attr]


@every_ledger
async def test_rows_of_old_days_can_be_dropped_without_changing_a_total(ledger: Ledger) -> None:
    await written(ledger, *SPREAD)
    before = report_of(ledger.cells())
    days = [report_of(ledger.cells(day * A_DAY, (day + 1) * A_DAY)) for day in range(3)]
    assert await ledger.drop_rows(2.2 * A_DAY) == 4
    assert [row.id for row in ledger.rows()] == ["e", "f", "g"]
    assert report_of(ledger.cells()) == before
    assert [report_of(ledger.cells(day * A_DAY, (day + 1) * A_DAY)) for day in range(3)] == days
    await written(ledger, answer("h", 2.95 * A_DAY))
    assert report_of(ledger.cells()).total.answers == before.total.answers + 1


@every_ledger
async def test_speed_and_capacity_are_known_when_the_rows_are_gone_for_any_target(ledger: Ledger) -> None:
    own: dict[str, object] = {"model": "llama", "upstream": "own/0", "price": None, "gpu_seconds": 2.0}
    rows: list[LedgerRow] = [
        attempt(f"{n}", n * 0.1 * A_DAY, stream=True, first_byte=0.2 * n, seconds=0.2 * n + 0.5, **own)
        for n in range(1, 9)
    ]
    rows.append(answer("hit", 0.5 * A_DAY, model="llama", saved=None, price=None))
    for row in rows:
        await written(ledger, row)
    targets = [Slo(ttft, tpot) for ttft in (None, 0.5, 1.0) for tpot in (None, 0.01, 0.05)]
    before = [report_of(ledger.cells(), slo) for slo in targets]
    assert [one.speeds[0].useful for one in before] == [160, 0, 160, 40, 0, 40, 100, 0, 100]
    assert before[0].speeds[0].ttft_p50 == pytest.approx(0.8, rel=0.005)
    assert before[0].freed[0].gpu_seconds == 2
    await ledger.drop_rows(A_DAY)
    assert list(ledger.rows()) == []
    assert [report_of(ledger.cells(), slo) for slo in targets] == before


@pytest.mark.parametrize("version", ["the first", "a later one"])
async def test_sums_that_another_version_wrote_are_read_and_added_to(tmp_path: Path, version: str) -> None:
    path = tmp_path / "ledger.db"
    ledger = SqliteLedger(path)
    await written(ledger, *SPREAD)
    before = report_of(ledger.cells()).total
    await ledger.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        for day, key, text in connection.execute("SELECT day, key, sums FROM cells").fetchall():
            sums = json.loads(text)
            first = [sums[name] for name in list(sums)[: list(sums).index("answered")] if name != "chilled"]
            other = first if version == "the first" else {**sums, "x": 1}
            connection.execute("UPDATE cells SET sums = ? WHERE day = ? AND key = ?", (json.dumps(other), day, key))
    ledger = SqliteLedger(path)
    assert report_of(ledger.cells()).total == before
    await written(ledger, answer("h", 0.5 * A_DAY))
    assert report_of(ledger.cells()).total.answers == before.answers + 1
    await ledger.close()


async def test_a_part_of_a_day_whose_rows_were_dropped_cannot_be_told(tmp_path: Path) -> None:
    ledger = SqliteLedger(tmp_path / "ledger.db")
    await written(ledger, *SPREAD)
    await ledger.drop_rows(2 * A_DAY)
    with pytest.raises(UsageError, match="say whole days, in UTC"):
        ledger.cells(0.3 * A_DAY)
    assert report_of(ledger.cells(2.6 * A_DAY)).total.answers == 1
    await ledger.close()


MONEY = st.none() | st.decimals(allow_nan=False, allow_infinity=False)
COUNTS = st.integers(0, 2**63 - 1)
USAGES = st.none() | st.builds(Usage, COUNTS, COUNTS, COUNTS, COUNTS, COUNTS, COUNTS)
TIMES = st.floats(0, 4e9)
TEXTS = st.text(max_size=20)
ROWS = st.builds(
    answer,
    st.uuids().map(str),
    TIMES,
    detail=TEXTS,
    model=TEXTS,
    outcome=st.sampled_from(Outcome),
    tier=st.sampled_from(Tier),
    similarity=st.none() | st.floats(-1, 1).map(lambda number: number + 0.0),  # SQLite has no minus zero
    usage=USAGES,
    saved=MONEY,
    price=st.sampled_from([None, PRICE]),
    stream=st.booleans(),
) | st.builds(attempt, st.uuids().map(str), TIMES, error=TEXTS, usage=USAGES, cost=MONEY)


@every_ledger
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ROWS, max_size=20, unique_by=lambda row: row.id))
async def test_any_rows_come_back(make: Make, tmp_path_factory: pytest.TempPathFactory, rows: list[LedgerRow]) -> None:
    ledger = make(tmp_path_factory.mktemp("ledger") / "ledger.db")
    found = await written(ledger, *rows)
    await ledger.close()
    assert repr(found) == repr(sorted(rows, key=lambda row: (row.at, row.id)))
