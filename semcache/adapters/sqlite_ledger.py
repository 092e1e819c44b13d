"""The books in a SQLite file."""

from __future__ import annotations

import heapq
import logging
import math
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import astuple, fields
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, get_args, get_type_hints

from semcache.core.cells import DAY, Cells, takes_back
from semcache.core.codec import decode, encode
from semcache.core.ledger import AnswerRow, AttemptRow, CheckRow, CostRow, LedgerRow, Price
from semcache.core.request import Usage
from semcache.errors import CacheFault, LedgerFault, UsageError
from semcache.storage import sums
from semcache.storage.file import open_to_read
from semcache.storage.follow import Followed
from semcache.storage.writer import BatchWriter, transaction

log = logging.getLogger("semcache")

BATCH_ROWS = 1000
NO_USAGE = [None] * len(fields(Usage))


class _Table:
    """How the rows of one type lie in their table: a column a field, but one for each number of `usage`, money as
    exact text, and the price as JSON."""

    def __init__(self, name: str, kind: type[LedgerRow]) -> None:
        self._kind = kind
        self._names = [field.name for field in fields(kind)]
        self.name = name
        usage = [f"usage_{field.name}" for field in fields(Usage)]
        columns = [column for name in self._names for column in (usage if name == "usage" else [name])]
        # Names of our own dataclasses' fields: nothing that anyone sends gets into a statement.
        marks = ", ".join("?" * len(columns))
        self.insert = f"INSERT OR IGNORE INTO {name} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608
        self.select = f"SELECT {', '.join(columns)} FROM {name} WHERE at >= ? AND at < ? ORDER BY at, id"  # noqa: S608
        kinds = get_type_hints(kind)
        self._readers = {name: _reader(kinds[name]) for name in self._names if name != "usage"}

    def values(self, row: LedgerRow) -> list[Any]:
        """Parameters for `insert`."""
        values: list[Any] = []
        for name in self._names:
            value = getattr(row, name)
            if name == "usage":
                values += NO_USAGE if value is None else astuple(value)
            elif isinstance(value, Decimal):
                values.append(str(value))
            elif isinstance(value, Price):
                values.append(encode(value).decode())
            else:
                values.append(value)
        return values

    def row(self, values: tuple[Any, ...]) -> LedgerRow:
        """A row of `select` as it was; ValueError or ArithmeticError if it is none."""
        given: dict[str, Any] = {}
        rest = iter(values)
        for name in self._names:
            if name == "usage":
                numbers = [next(rest) for _ in NO_USAGE]
                given[name] = None if numbers[0] is None else Usage(*numbers)
            else:
                value = next(rest)
                given[name] = None if value is None else self._readers[name](value)
        return self._kind(**given)


def _reader(kind: Any) -> Callable[[Any], Any]:
    """From what SQLite returns, which is never None here, to a field of this type."""
    kinds = [member for member in get_args(kind) or (kind,) if member is not type(None)]
    if kinds == [Price]:
        return partial(decode, Price)
    constructor: Callable[[Any], Any] = kinds[0]
    return constructor


_TABLES: dict[type[LedgerRow], _Table] = {
    AnswerRow: _Table("answers", AnswerRow),
    AttemptRow: _Table("attempts", AttemptRow),
    CheckRow: _Table("checks", CheckRow),
    CostRow: _Table("costs", CostRow),
}


class LedgerFile:
    """The rows of a file, also while another process writes it. What is not on the disk yet is not seen."""

    def __init__(self, path: str | Path) -> None:
        """ConfigError when it is not a file that this version reads, LedgerFault when it cannot be read."""
        self._path = Path(path)
        open_to_read(self._path, LedgerFault).close()

    def rows(self, since: float | None = None, until: float | None = None) -> Iterator[LedgerRow]:
        """Oldest first, read as they are asked for; `since` is inclusive, `until` exclusive."""
        with self._reading() as connection:
            yield from _rows(connection, _span(since, until))

    def cells(self, since: float | None = None, until: float | None = None) -> Cells:
        """What the rows of a span add up to: of whole days as it was written down, of what is left from the rows.

        UsageError when rows would be needed that were dropped.
        """
        span = _span(since, until)
        with self._reading() as connection:
            rows_from, unsummed = connection.execute("SELECT rows_from, unsummed FROM books").fetchone()
            if unsummed:
                return Cells.of(_rows(connection, span))

            def first_found(row: CheckRow) -> bool:
                taker = connection.execute(
                    "SELECT id FROM taken_back WHERE request_id = ?", (row.request_id,)
                ).fetchone()
                return taker is not None and taker[0] == row.id

            cells = sums.read(connection, span)
            for edge in sums.edges(span):
                if rows_from is not None and edge[0] < rows_from * DAY:
                    raise UsageError(f"{self._path}: the rows of old days were dropped: say whole days, in UTC")
                cells.merge(Cells.of(_rows(connection, edge), first_found))
        return cells

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """All tables as they are at one moment."""
        with closing(open_to_read(self._path, LedgerFault)) as connection:
            try:
                connection.execute("BEGIN")
                yield connection
            except (sqlite3.Error, ValueError, TypeError, ArithmeticError) as error:
                raise LedgerFault(f"{self._path} cannot be read: {error}") from error


def _span(since: float | None, until: float | None) -> sums.Span:
    return -math.inf if since is None else since, math.inf if until is None else until


def _rows(connection: sqlite3.Connection, span: sums.Span) -> Iterator[LedgerRow]:
    """Oldest first."""
    tables = [_table_rows(connection, table, span) for table in _TABLES.values()]
    return heapq.merge(*tables, key=lambda row: (row.at, row.id))


def _table_rows(connection: sqlite3.Connection, table: _Table, span: sums.Span) -> Iterator[LedgerRow]:
    for values in connection.execute(table.select, span):
        yield table.row(values)


class SqliteLedger:
    """Appends to memory; a thread writes within a quarter of a second.

    At most `pending_rows` wait while the disk cannot be written; rows that come then are dropped and counted.
    """

    def __init__(self, path: str | Path, *, pending_rows: int = 100_000, recover: bool = False) -> None:
        """Opens the file: ConfigError when it is not for us, LedgerFault when it cannot be used. `recover` puts a
        damaged file aside and starts a new one."""
        self._path = Path(path)
        self._limit = pending_rows
        self._pending: list[LedgerRow] = []
        self._dropped = 0
        self._unwritable = 0
        self._closed = False
        file = Followed(self._path, LedgerFault, recover)
        connection = file.open()
        try:
            _sum_old_rows(connection, self._path)
        except sqlite3.Error as error:
            raise LedgerFault(f"{self._path}: {error}") from error
        self._file = LedgerFile(self._path)
        self._writer = BatchWriter("the ledger", connection, self._write, LedgerFault, file.reopened)

    @property
    def unwritten(self) -> int:
        return self._dropped + self._unwritable

    def append(self, row: LedgerRow) -> None:
        if self._closed or len(self._pending) >= self._limit:
            self._dropped += 1
            return
        self._pending.append(row)
        self._writer.wake(hurry=len(self._pending) >= BATCH_ROWS)

    async def flush(self) -> None:
        await self._writer.flush()

    def rows(self, since: float | None = None, until: float | None = None) -> Iterator[LedgerRow]:
        return self._file.rows(since, until)

    def cells(self, since: float | None = None, until: float | None = None) -> Cells:
        return self._file.cells(since, until)

    async def drop_rows(self, before: float) -> int:
        day = math.floor(before / DAY)

        def drop(connection: sqlite3.Connection) -> int:
            with transaction(connection):
                connection.execute("UPDATE books SET rows_from = MAX(COALESCE(rows_from, ?), ?)", (day, day))
                # The names of our own tables.
                statements = [f"DELETE FROM {table.name} WHERE at < ?" for table in _TABLES.values()]  # noqa: S608
                return sum(connection.execute(statement, (day * DAY,)).rowcount for statement in statements)

        return await self._writer.run(drop)

    async def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        try:
            await self._writer.close()
        except CacheFault as fault:
            self._dropped += len(self._pending)
            log.warning("%s: %d ledger rows were not written: %s", self._path, len(self._pending), fault)

    def _write(self, connection: sqlite3.Connection) -> None:
        """On the writer's thread. Rows leave the queue when they are committed, and only here."""
        while batch := self._pending[:BATCH_ROWS]:
            with transaction(connection):
                bad = self._write_batch(connection, batch)
            self._unwritable += bad
            del self._pending[: len(batch)]

    def _write_batch(self, connection: sqlite3.Connection, batch: list[LedgerRow]) -> int:
        """Rows and their sums together. How many cannot be written down."""
        bad, cells = 0, Cells()
        for row in batch:
            table = _TABLES[type(row)]
            try:
                if connection.execute(table.insert, table.values(row)).rowcount == 1:
                    cells.add(row, takes_back(row) and not _takes_back_first(connection, row))
            # Numbers beyond 64 bits or any calendar, text that is not Unicode: no later try would fare better.
            except (TypeError, ValueError, ArithmeticError, sqlite3.ProgrammingError) as error:
                bad += 1
                log.warning("ledger row %r cannot be written down: %s", row.id, error)
        sums.merge(connection, cells)
        return bad


def _takes_back_first(connection: sqlite3.Connection, row: LedgerRow) -> bool:
    """Whether nothing was taken back of this answer yet."""
    assert isinstance(row, CheckRow)
    found = connection.execute("INSERT OR IGNORE INTO taken_back VALUES (?, ?)", (row.request_id, row.id))
    return found.rowcount == 1


def _sum_old_rows(connection: sqlite3.Connection, path: Path) -> None:
    """Adds up the rows of a file that was written before there were cells."""
    if not connection.execute("SELECT unsummed FROM books").fetchone()[0]:
        return
    log.info("%s: the rows of an older version are being added up, once", path)
    with transaction(connection):
        cells = Cells()
        for row in _rows(connection, (-math.inf, math.inf)):
            cells.add(row, takes_back(row) and not _takes_back_first(connection, row))
        sums.merge(connection, cells)
        connection.execute("UPDATE books SET unsummed = 0")
