"""What is read of the books in any database that speaks SQL."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from semcache.core.cells import DAY, Cells
from semcache.core.ledger import CheckRow, LedgerRow
from semcache.errors import LedgerFault, UsageError
from semcache.storage import sums
from semcache.storage.ledger_tables import TABLES, Sql, Table
from semcache.storage.sums import Span, span_of

Stream = Callable[[str, tuple[Any, ...]], Iterable[Any]]
"""Runs a statement and yields what it finds as it is asked for, several of them at once."""
Ids = Mapping[type[LedgerRow], Set[str]]
"""Of rows, by their kind."""

CHUNK = 500
"""Ids in one statement."""


class NoBooksYet(LedgerFault):
    """The place is there, and this version of semcache has written nothing to it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """All tables as they are at one moment."""

    sql: Sql
    stream: Stream


@dataclass(frozen=True, slots=True)
class History:
    """What books tell of themselves, for whoever adds up several."""

    origin: str | None
    """Of their first row: books with one origin were the same once. None while there was no row yet."""
    rows_from: int | None
    """The first day whose rows were not dropped; None when none ever were."""
    taken_back: Mapping[str, str]
    """Request -> the check that first found its answer wrong."""


class Reader:
    """Reads books, also while others write them. What is not written down yet is not seen."""

    def __init__(self, name: str, reading: Callable[[], AbstractContextManager[Reading]]) -> None:
        """`reading` raises a LedgerFault for whatever goes wrong inside it."""
        self.name = name
        self._reading = reading

    def rows(self, since: float | None = None, until: float | None = None) -> Iterator[LedgerRow]:
        """Oldest first, read as they are asked for; `since` is inclusive, `until` exclusive."""
        with self._reading() as reading:
            yield from read_rows(reading.stream, span_of(since, until))

    def cells(
        self,
        since: float | None = None,
        until: float | None = None,
        without: Ids | None = None,
        without_days: Set[int] = frozenset(),
    ) -> Cells:
        """What the rows of a span add up to: of whole days as it was written down, of what is left from the rows.

        `without` leaves out rows, `without_days` whole days. UsageError when rows would be needed that were dropped.
        """
        with self._reading() as reading:
            return self._cells(reading, span_of(since, until), without or {}, without_days)

    def _cells(self, reading: Reading, span: Span, without: Ids, without_days: Set[int]) -> Cells:
        sql = reading.sql
        cells = sums.read(sql, span, without_days)
        counted = Counter[int]()
        for key, one in cells.sums.items():
            counted[key.day] += one.rows
        pieces = list(sums.edges(span))
        for day, left_out in _by_day(sql, without).items():
            if day in counted:
                cells.drop_day(day)
                if left_out < counted[day]:
                    pieces.append((day * DAY, (day + 1) * DAY))

        def first_found(row: CheckRow) -> bool:
            taker = sql.execute("SELECT id FROM taken_back WHERE request_id = ?", (row.claim,)).fetchone()
            return taker is not None and taker[0] == row.id

        rows_from = _rows_from(sql)
        for piece in pieces:
            if rows_from is not None and piece[0] < rows_from * DAY:
                raise UsageError(f"{self.name}: the rows of old days were dropped: say whole days, in UTC")
            cells.merge(Cells.of(_rest(reading.stream, piece, without), first_found))
        return cells

    def history(self) -> History:
        with self._reading() as reading:
            [origin] = reading.sql.execute("SELECT origin FROM books").fetchone()
            taken_back = dict(reading.sql.execute("SELECT request_id, id FROM taken_back"))
            return History(origin, _rows_from(reading.sql), taken_back)

    def ids(self, kind: type[LedgerRow], since: float | None = None, until: float | None = None) -> Iterator[str]:
        """Of all rows of a kind in a span, in any order."""
        span = span_of(since, until)
        # Of all rows, from the index of ids alone, which is a small part of a table.
        where, values = ("", ()) if sums.is_endless(span) else (" WHERE at >= ? AND at < ?", span)
        with self._reading() as reading:
            for (found,) in reading.stream(f"SELECT id FROM {TABLES[kind].name}{where}", values):  # noqa: S608
                yield found

    def has_any(self, ids: Ids) -> bool:
        with self._reading() as reading:
            return bool(_by_day(reading.sql, ids))

    def checks(self, ids: Collection[str]) -> list[CheckRow]:
        """Those of these ids whose rows are there."""
        table = TABLES[CheckRow]
        with self._reading() as reading:
            found = [table.row(values) for values in _chosen(reading.sql, table, table.said, ids)]
        return [row for row in found if isinstance(row, CheckRow)]


def read_rows(stream: Stream, span: Span) -> Iterator[LedgerRow]:
    """Oldest first."""
    tables = [map(table.row, stream(table.select, span)) for table in TABLES.values()]
    return heapq.merge(*tables, key=lambda row: (row.at, row.id))


def _rows_from(sql: Sql) -> int | None:
    rows_from: int | None = sql.execute("SELECT rows_from FROM books").fetchone()[0]
    return rows_from


def _rest(stream: Stream, span: Span, without: Ids) -> Iterator[LedgerRow]:
    """Of a span, in any order. Making rows is what takes the time."""
    for kind, table in TABLES.items():
        left_out = without.get(kind, frozenset())
        for values in stream(table.select, span):
            if values[0] not in left_out:
                yield table.row(values)


def _by_day(sql: Sql, ids: Ids) -> Counter[int]:
    """How many of these rows each day has."""
    days = Counter[int]()
    for kind, some in ids.items():
        for (at,) in _chosen(sql, TABLES[kind], "at", some):
            days[int(at // DAY)] += 1
    return days


def _chosen(sql: Sql, table: Table, columns: str, ids: Collection[str]) -> Iterator[Any]:
    rest = iter(ids)
    while chunk := list(islice(rest, CHUNK)):
        marks = ", ".join("?" * len(chunk))
        yield from sql.execute(f"SELECT {columns} FROM {table.name} WHERE id IN ({marks})", chunk)  # noqa: S608
