"""The books in a PostgreSQL database, for a fleet."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from semcache.core.ledger import LedgerRow
from semcache.errors import LedgerFault
from semcache.postgresurl import PostgresUrl
from semcache.storage.ledger_reading import Reader, Reading
from semcache.storage.ledger_tables import TABLES, Table
from semcache.storage.ledger_writing import LAST_SECONDS, BatchedLedger, log_unwritable
from semcache.storage.postgres import ADDING_UP, TYPES, Database

if TYPE_CHECKING:
    from psycopg import Connection

log = logging.getLogger("semcache")


class PostgresBooks(Reader):
    """The rows of a database, also while others write it."""

    def __init__(self, url: PostgresUrl, *, allow_insecure: bool = False) -> None:
        """ConfigError when psycopg is not installed; the first reading connects."""
        super().__init__(str(url), partial(_reading, Database(url, allow_insecure)))


@contextmanager
def _reading(database: Database) -> Iterator[Reading]:
    with database.reading() as sql:
        yield Reading(sql, sql.stream)


class PostgresLedger(BatchedLedger["Connection[Any]"]):
    """One database, which any number of processes may write at once, from anywhere."""

    def __init__(self, url: PostgresUrl, *, pending_rows: int = 100_000, allow_insecure: bool = False) -> None:
        """A server that cannot be reached is tried again every second, and is no reason not to start. ConfigError when
        psycopg is not installed or the schema is not for us."""
        link = _Link(Database(url, allow_insecure))
        try:
            connection = link.reopened()
        except LedgerFault as fault:
            log.warning("%s; ledger rows wait in memory until they can be written there", fault)
            connection = None
        reader = PostgresBooks(url, allow_insecure=allow_insecure)
        super().__init__(reader, connection, link.database.writing, _insert, link.reopened, pending_rows, LAST_SECONDS)


class _Link:
    """Connects again when the connection was closed, by us after any trouble or by whoever closes what is idle."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._connection: Connection[Any] | None = None

    def reopened(self, is_damaged: bool = False) -> Connection[Any] | None:
        """The new connection; None while the last one is good."""
        if self._connection is not None and self.database.is_alive(self._connection):
            return None
        self._connection = self.database.connect_to_write()
        return self._connection


def _insert(connection: Connection[Any], batch: list[LedgerRow]) -> tuple[list[LedgerRow], int]:
    written, bad = [], 0
    for kind, table in TABLES.items():
        of_kind = [row for row in batch if isinstance(row, kind)]
        if of_kind:
            new, unwritable = _insert_into(table, connection, of_kind)
            written += new
            bad += unwritable
    # Sums are read, added to and written back, one process at a time. Rows need no lock, so it is held for a moment.
    connection.execute("SELECT pg_advisory_xact_lock(%s)", (ADDING_UP,))
    return written, bad


def _insert_into(table: Table, connection: Connection[Any], rows: list[LedgerRow]) -> tuple[list[LedgerRow], int]:
    """In one statement; if any of them cannot be written, in halves, until it is found."""
    import psycopg

    try:
        values = list(map(list, zip(*map(table.values, rows), strict=True)))
        with connection.transaction():
            new = {id for (id,) in connection.execute(_insertion(table), values)}
        # Of two with one id, the first is the one that is there.
        firsts = {row.id: row for row in reversed(rows) if row.id in new}
        return list(firsts.values())[::-1], 0
    except (psycopg.DataError, psycopg.IntegrityError, ValueError, TypeError, ArithmeticError) as error:
        if len(rows) == 1:
            log_unwritable(rows[0], error)
            return [], 1
    half = len(rows) // 2
    first, second = (_insert_into(table, connection, some) for some in (rows[:half], rows[half:]))
    return first[0] + second[0], first[1] + second[1]


@cache
def _insertion(table: Table) -> bytes:
    """Takes a list a column, and returns the ids that were not there before."""
    columns = ", ".join(column.name for column in table.columns)
    lists = ", ".join(f"%s::{TYPES[column.kind].partition(' COLLATE')[0]}[]" for column in table.columns)
    into = f"INSERT INTO {table.name} ({columns}) SELECT * FROM unnest({lists})"  # noqa: S608 - our own names
    return f"{into} ON CONFLICT DO NOTHING RETURNING id".encode()
