"""Several books added up: no row twice, whatever was copied, dropped or named twice."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import closing
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings
from stored_samples import answer, attempt, check, own_cost

from semcache.adapters.postgres_ledger import PostgresLedger
from semcache.adapters.sqlite_ledger import LedgerFile, SqliteLedger
from semcache.core.cells import DAY, Cells
from semcache.core.ledger import Found, LedgerRow
from semcache.core.savings import report_of
from semcache.core.savings_report import SavingsReport
from semcache.errors import UsageError
from semcache.ports import Ledger
from semcache.postgresurl import parse_postgres_url
from semcache.storage.ledger_merging import MergedBooks
from semcache.storage.ledger_reading import Reader
from tests.postgres import shared

Make = Callable[[str], SqliteLedger]


async def written(ledger: Ledger, *rows: LedgerRow) -> None:
    for row in rows:
        ledger.append(row)
    await ledger.flush()


@pytest.fixture
async def make(tmp_path: Path) -> AsyncIterator[Make]:
    made: list[SqliteLedger] = []

    def make(name: str) -> SqliteLedger:
        made.append(SqliteLedger(tmp_path / name))
        return made[-1]

    yield make
    for ledger in made:
        await ledger.close()


def copied(folder: Path, one: str, other: str) -> None:
    """With all that is written, also while it is in use."""
    with closing(sqlite3.connect(folder / one)) as source, closing(sqlite3.connect(folder / other)) as target:
        source.backup(target)


def merged(*ledgers: Path, since: float | None = None, until: float | None = None) -> SavingsReport:
    """The same in whatever order they are named."""
    reports = [
        report_of(MergedBooks([LedgerFile(path) for path in some]).cells(since, until))
        for some in (ledgers, ledgers[::-1])
    ]
    assert all(report == reports[0] for report in reports)
    return reports[0]


def rows_of(days: Sequence[float], name: str = "") -> list[LedgerRow]:
    rows: list[LedgerRow] = []
    for number, day in enumerate(days):
        rows += [
            answer(f"{name}{number}", day * DAY),
            attempt(f"{name}{number}", day * DAY + 1, purpose="refresh"),
            own_cost(f"{name}{number}", day * DAY + 2),
        ]
    return rows


def alone(rows: Sequence[LedgerRow]) -> SavingsReport:
    return report_of(Cells.of(rows))


async def test_books_without_a_row_in_common_are_added_up(make: Make, tmp_path: Path) -> None:
    here, there = rows_of([0.1, 1.1, 2.1], "here"), rows_of([1.2, 2.2, 3.2], "there")
    await written(make("a"), *here)
    await written(make("b"), *there)
    make("empty")
    assert merged(tmp_path / "a", tmp_path / "b", tmp_path / "empty") == alone(here + there)
    some = merged(tmp_path / "a", tmp_path / "b", since=1.15 * DAY, until=3 * DAY)
    assert some == alone([row for row in here + there if 1.15 * DAY <= row.at < 3 * DAY])


async def test_books_in_a_place_that_may_only_be_read_are_read(tmp_path: Path) -> None:
    rows = rows_of([0.1])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        ledger = SqliteLedger(path)
        await written(ledger, *rows)
        await ledger.close()
        os.chmod(folder, 0o555)
        if os.geteuid() == 0:  # who may write anywhere
            os.seteuid(65534)
        try:
            assert report_of(LedgerFile(path).cells()) == alone(rows)
        finally:
            os.seteuid(os.getuid())
            os.chmod(folder, 0o755)


async def test_rows_that_stand_in_several_books_count_once(make: Make, tmp_path: Path) -> None:
    rows = rows_of([0.1, 0.2, 1.1, 2.1, 2.2], "x")
    await written(make("a"), *rows[:9])
    await written(make("b"), *rows[6:])
    await written(make("c"), *rows[4:8], *rows_of([1.5]))
    whole = rows + rows_of([1.5])
    assert merged(tmp_path / "a", tmp_path / "b", tmp_path / "c") == alone(whole)
    part = merged(tmp_path / "a", tmp_path / "b", since=0.15 * DAY, until=2.15 * DAY)
    assert part == alone([row for row in rows if 0.15 * DAY <= row.at < 2.15 * DAY])


@pytest.mark.parametrize("go_on", ["neither", "one", "both"])
async def test_a_copy_that_went_its_own_way_counts_what_it_shares_once(make: Make, tmp_path: Path, go_on: str) -> None:
    shared_rows, here, there = rows_of([0.1, 1.1, 1.2]), rows_of([1.3, 2.1], "here"), rows_of([1.4, 3.1], "there")
    await written(make("a"), *shared_rows)
    copied(tmp_path, "a", "b")
    whole = list(shared_rows)
    for name, rows in {"neither": {}, "one": {"a": here}, "both": {"a": here, "b": there}}[go_on].items():
        await written(make(name), *rows)
        whole += rows
    assert merged(tmp_path / "a", tmp_path / "b") == alone(whole)


async def test_a_copy_whose_old_rows_were_dropped_is_known_by_its_sums(make: Make, tmp_path: Path) -> None:
    shared_rows, here, there = rows_of([0.1, 1.1]), rows_of([2.1, 3.1], "here"), rows_of([2.2, 4.1], "there")
    await written(make("a"), *shared_rows)
    copied(tmp_path, "a", "b")
    a, b = make("a"), make("b")
    await written(a, *here)
    await written(b, *there)
    whole = alone(shared_rows + here + there)
    await a.drop_rows(2 * DAY)
    assert merged(tmp_path / "a", tmp_path / "b") == whole
    await b.drop_rows(1 * DAY)
    assert merged(tmp_path / "a", tmp_path / "b") == whole


@pytest.mark.parametrize("dropped", ["one", "both"])
async def test_what_only_sums_are_left_of_and_books_share_in_part_cannot_be_told(
    make: Make, tmp_path: Path, dropped: str
) -> None:
    shared_rows, here, there = rows_of([0.1, 1.1]), rows_of([1.2, 2.1], "here"), rows_of([1.3, 2.2], "there")
    await written(make("a"), *shared_rows)
    copied(tmp_path, "a", "b")
    a, b = make("a"), make("b")
    await written(a, *here)
    await written(b, *there)
    for ledger in (a, b) if dropped == "both" else (a,):
        await ledger.drop_rows(2 * DAY)
    for order in ("ab", "ba"):
        books = MergedBooks([LedgerFile(tmp_path / name) for name in order])
        with pytest.raises(UsageError, match=r"were one ledger once, and rows of 1970-01-02 .* --since 1970-01-03$"):
            books.cells()
        assert report_of(books.cells(until=DAY)) == alone(shared_rows[:3])
    assert merged(tmp_path / "a", tmp_path / "b", since=2 * DAY) == alone(here[3:] + there[3:])


async def test_books_that_never_were_one_may_drop_rows(make: Make, tmp_path: Path) -> None:
    here, there = rows_of([0.1, 1.1, 2.1], "here"), rows_of([0.2, 1.2, 2.2], "there")
    a, b = make("a"), make("b")
    await written(a, *here)
    await written(b, *there)
    await a.drop_rows(2 * DAY)
    await b.drop_rows(1 * DAY)
    assert merged(tmp_path / "a", tmp_path / "b") == alone(here + there)


async def test_a_ledger_that_an_older_version_wrote_and_its_copy_are_known_as_one(make: Make, tmp_path: Path) -> None:
    a = make("a")
    await written(a, *rows_of([0.1, 0.2]))
    await a._writer.run(lambda connection: connection.execute("UPDATE books SET origin = NULL"))
    copied(tmp_path, "a", "b")
    copied(tmp_path, "a", "c")
    for name, day in (("b", 0.3), ("c", 0.4)):
        ledger = make(name)
        await written(ledger, *rows_of([day], name))
        await ledger.drop_rows(DAY)
    with pytest.raises(UsageError, match="were one ledger once"):
        merged(tmp_path / "b", tmp_path / "c")


def wrong(id: str, request: str, day: float, purpose: str = "audit") -> LedgerRow:
    return check(id, day * DAY, request_id=request, found=Found.DIFFERENT, purpose=purpose)


async def test_an_answer_that_two_books_found_wrong_is_taken_back_once(make: Make, tmp_path: Path) -> None:
    here = [answer("r", 0.1 * DAY), wrong("c1", "r", 0.2), wrong("c3", "other", 0.3)]
    there = [wrong("c2", "r", 1.2, "feedback"), wrong("c4", "third", 1.3)]
    a, b = make("a"), make("b")
    await written(a, *here)
    await written(b, *there)
    assert merged(tmp_path / "a", tmp_path / "b") == alone(here + there)
    days = [merged(tmp_path / "a", tmp_path / "b", since=day * DAY, until=(day + 1) * DAY) for day in range(2)]
    assert [day.total.taken_back / here[1].saved for day in days] == [2, 1]  # type: ignore[union-attr]
    await b.drop_rows(2 * DAY)  # and nobody knows any more what the second one took back
    assert merged(tmp_path / "a", tmp_path / "b").total.taken_back == 4 * here[1].saved  # type: ignore[union-attr]


async def test_a_copy_that_found_the_same_answer_wrong_takes_it_back_once(make: Make, tmp_path: Path) -> None:
    first = [answer("r", 0.1 * DAY), wrong("c1", "q", 0.2)]
    await written(make("a"), *first)
    copied(tmp_path, "a", "b")
    await written(make("a"), wrong("c2", "r", 0.3))
    await written(make("b"), wrong("c3", "r", 0.4), wrong("c4", "q", 0.4))
    whole = [*first, wrong("c2", "r", 0.3), wrong("c3", "r", 0.4), wrong("c4", "q", 0.4)]
    assert merged(tmp_path / "a", tmp_path / "b") == alone(whole)


async def test_two_who_found_the_same_in_another_order_take_it_back_once(make: Make, tmp_path: Path) -> None:
    one, other = wrong("c1", "r", 0.3), wrong("c2", "r", 0.4)
    a, b = make("a"), make("b")
    await written(a, answer("r", 0.1 * DAY), one, other)
    await written(b, other, one)
    assert merged(tmp_path / "a", tmp_path / "b").total.taken_back == one.saved  # type: ignore[union-attr]


async def test_a_database_and_a_file_are_added_up(make: Make, tmp_path: Path) -> None:
    rows = rows_of([0.1, 0.2, 1.1, 2.1, 2.2], "x")
    await written(make("a"), *rows[:9])
    ledger = PostgresLedger(parse_postgres_url(shared().emptied()))
    await written(ledger, *rows[6:])
    readers: list[Reader] = [LedgerFile(tmp_path / "a"), ledger._reader]
    for books in (MergedBooks(readers), MergedBooks(readers[::-1])):
        assert report_of(books.cells()) == alone(rows)
        assert report_of(books.cells(0.15 * DAY, 2.15 * DAY)) == alone(
            [row for row in rows if 0.15 * DAY <= row.at < 2.15 * DAY]
        )
    await ledger.close()


ROW = st.builds(
    lambda number, kind: [
        answer(f"{number}", number % 3 * DAY + number),
        attempt(f"{number}", number % 3 * DAY + number),
        wrong(f"{number}", f"r{number % 4}", number % 3 + 0.5),
    ][kind],
    st.integers(0, 12),
    st.integers(0, 2),
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(books=st.lists(st.lists(ROW, max_size=12), min_size=2, max_size=3))
async def test_any_books_count_each_row_once(
    tmp_path_factory: pytest.TempPathFactory, books: list[list[LedgerRow]]
) -> None:
    folder = tmp_path_factory.mktemp("books")
    for number, rows in enumerate(books):
        ledger = SqliteLedger(folder / str(number))
        await written(ledger, *rows)
        await ledger.close()
    whole = {(type(row), row.id): row for rows in books for row in rows}
    found = merged(*sorted(folder.glob("?")))
    expected = alone(sorted(whole.values(), key=lambda row: row.id))
    assert found.total == expected.total
    assert found.groups["model"] == expected.groups["model"]
