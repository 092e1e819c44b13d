"""The books in a SQLite file."""

from __future__ import annotations

import heapq
import logging
import math
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import astuple, fields
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, get_args, get_type_hints

from semcache.core.codec import decode, encode
from semcache.core.ledger import AnswerRow, AttemptRow, CheckRow, LedgerRow, Price
from semcache.core.request import Usage
from semcache.errors import CacheFault, LedgerFault
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
}


class LedgerFile:
    """The rows of a file, also while another process writes it. What is not on the disk yet is not seen."""

    def __init__(self, path: str | Path) -> None:
        """ConfigError when it is not a file that this version reads, LedgerFault when it cannot be read."""
        self._path = Path(path)
        open_to_read(self._path, LedgerFault).close()

    def rows(self, since: float | None = None, until: float | None = None) -> Iterator[LedgerRow]:
        """Oldest first, read as they are asked for; `since` is inclusive, `until` exclusive."""
        span = (-math.inf if since is None else since, math.inf if until is None else until)
        with closing(open_to_read(self._path, LedgerFault)) as connection:
            try:
                connection.execute("BEGIN")  # all tables as they are at one moment
                tables = [self._table_rows(connection, table, span) for table in _TABLES.values()]
                yield from heapq.merge(*tables, key=lambda row: (row.at, row.id))
            except (sqlite3.Error, ValueError, ArithmeticError) as error:
                raise LedgerFault(f"{self._path} cannot be read: {error}") from error

    def _table_rows(
        self, connection: sqlite3.Connection, table: _Table, span: tuple[float, float]
    ) -> Iterator[LedgerRow]:
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
            bad = 0
            with transaction(connection):
                for row in batch:
                    table = _TABLES[type(row)]
                    try:
                        connection.execute(table.insert, table.values(row))
                    # Numbers beyond 64 bits, text that is not Unicode: no later try would fare better.
                    except (TypeError, ValueError, OverflowError, sqlite3.ProgrammingError) as error:
                        bad += 1
                        log.warning("ledger row %r cannot be written down: %s", row.id, error)
            self._unwritable += bad
            del self._pending[: len(batch)]
