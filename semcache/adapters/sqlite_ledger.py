"""The books in a SQLite file."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from semcache.core.ledger import LedgerRow
from semcache.errors import LedgerFault
from semcache.storage import sums
from semcache.storage.file import WRITE_WAIT, Damage, open_to_read
from semcache.storage.follow import Followed
from semcache.storage.ledger_reading import Reader, Reading, read_rows
from semcache.storage.ledger_tables import TABLES
from semcache.storage.ledger_writing import LAST_SECONDS, BatchedLedger, add_up, log_unwritable
from semcache.storage.writer import transaction

log = logging.getLogger("semcache")

ALWAYS = sums.span_of(None, None)
ADDING_UP = 600
"""Seconds that adding up all rows of an older version may take."""


class LedgerFile(Reader):
    """The rows of a file, also while other processes write it. What is not on the disk yet is not seen."""

    def __init__(self, path: str | Path) -> None:
        """ConfigError when it is not a file that this version reads, LedgerFault when it cannot be read."""
        self.path = Path(path)
        super().__init__(str(path), partial(_reading, self.path))
        _open(self.path).close()


def _open(path: Path) -> sqlite3.Connection:
    # SQLite makes files beside the one it reads; where it may not, it is told that nobody writes.
    may_write = os.access(path.parent, os.W_OK, effective_ids=os.access in os.supports_effective_ids)
    return open_to_read(path, LedgerFault, at_rest=not may_write)


@contextmanager
def _reading(path: Path) -> Iterator[Reading]:
    with closing(_open(path)) as connection:
        try:
            connection.execute("BEGIN")
            if _is_unsummed(connection):
                raise LedgerFault(f"{path}: what an older semcache wrote is not added up yet: start semcache once")
            yield Reading(connection, connection.execute)
        except (sqlite3.Error, ValueError, TypeError, ArithmeticError) as error:
            raise LedgerFault(f"{path} cannot be read: {error}") from error


class SqliteLedger(BatchedLedger[sqlite3.Connection]):
    """One file, which any number of processes of this machine may write at once."""

    def __init__(self, path: str | Path, *, pending_rows: int = 100_000, recover: bool = False) -> None:
        """Opens the file: ConfigError when it is not for us, LedgerFault when it cannot be used. `recover` puts a
        damaged file aside and starts a new one."""
        path = Path(path)
        file = Followed(path, LedgerFault, recover, partial(_take_on, path=path))
        connection = file.open()
        super().__init__(LedgerFile(path), connection, transaction, _insert, file.reopened, pending_rows, LAST_SECONDS)


def _insert(connection: sqlite3.Connection, batch: list[LedgerRow]) -> tuple[list[LedgerRow], int]:
    written, bad = [], 0
    for row in batch:
        table = TABLES[type(row)]
        try:
            if connection.execute(table.insert, table.values(row)).rowcount == 1:
                written.append(row)
        except (TypeError, ValueError, ArithmeticError, sqlite3.ProgrammingError, sqlite3.IntegrityError) as error:
            bad += 1
            log_unwritable(row, error)
    return written, bad


def _is_unsummed(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("SELECT unsummed FROM books").fetchone()[0])


def _take_on(connection: sqlite3.Connection, path: Path) -> None:
    """Does what an older version has not: adds its rows up, and says where the books begin."""
    books = connection.execute("SELECT origin FROM books").fetchone()
    if books is None:
        raise Damage("it does not say since when it keeps books")
    [origin] = books
    if origin is not None and not _is_unsummed(connection):
        return
    connection.execute(f"PRAGMA busy_timeout = {ADDING_UP * 1000}")  # another process may be doing it
    with transaction(connection):
        if _is_unsummed(connection):  # asked under the lock: another process may have done it meanwhile
            log.info("%s: the rows of an older version are being added up, once", path)
            add_up(connection, read_rows(connection.execute, ALWAYS))
            connection.execute("UPDATE books SET unsummed = 0")
        # A copy says the same, also when rows were dropped from it.
        first = min((one.first for one in sums.read(connection, ALWAYS).sums.values()), default=None)
        if first is not None:
            connection.execute("UPDATE books SET origin = ? WHERE origin IS NULL", (f"at {first!r}",))
    connection.execute(f"PRAGMA busy_timeout = {WRITE_WAIT * 1000:.0f}")
