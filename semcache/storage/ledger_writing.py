"""What is written to the books in any database that speaks SQL."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Generic, TypeVar

from semcache.core.cells import DAY, Cells, takes_back
from semcache.core.ledger import CheckRow, LedgerRow
from semcache.errors import CacheFault, LedgerFault
from semcache.storage import sums
from semcache.storage.ledger_reading import Reader
from semcache.storage.ledger_tables import TABLES, Sql
from semcache.storage.writer import BatchWriter, Closable

log = logging.getLogger("semcache")
C = TypeVar("C", bound=Closable)

LAST_SECONDS = 5.0
"""That a process which ends waits for a database that is away or locked: a server that is started anew is back by then,
and whoever else writes to a file is through."""
BATCH_ROWS = 1000
PIECE = 10_000
"""Rows of a table that are dropped at once: whoever else writes to the same books waits for so long."""


class BatchedLedger(Generic[C]):
    """Appends to memory; a thread writes within a quarter of a second.

    At most `pending_rows` wait while the database cannot be written; rows that come then are dropped and counted.
    """

    def __init__(
        self,
        reader: Reader,
        connection: C | None,
        transaction: Callable[[C], AbstractContextManager[Sql]],
        insert: Callable[[C, list[LedgerRow]], tuple[list[LedgerRow], int]],
        reopened: Callable[[bool], C | None],
        pending_rows: int,
        last_seconds: float = 0.0,
    ) -> None:
        """`insert` puts rows into their tables; it returns those that were not there before, and how many can never
        be written. What cannot be written at the end is tried again for `last_seconds`."""
        self._reader = reader
        self._transaction = transaction
        self._insert = insert
        self._limit = pending_rows
        self._pending: list[LedgerRow] = []
        self._dropped = 0
        self._unwritable = 0
        self._closed = False
        self._writer = BatchWriter("the ledger", connection, self._write, LedgerFault, reopened, last_seconds)

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
        return self._reader.rows(since, until)

    def cells(self, since: float | None = None, until: float | None = None) -> Cells:
        return self._reader.cells(since, until)

    async def drop_rows(self, before: float) -> int:
        day = math.floor(before / DAY)

        def drop(connection: C) -> int:
            with self._transaction(connection) as sql:
                return drop_some(sql, day)

        dropped = 0
        while some := await self._writer.run(drop):
            dropped += some
        return dropped

    async def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        try:
            await self._writer.close()
        except CacheFault as fault:
            self._dropped += len(self._pending)
            log.warning("%s: %d ledger rows were not written: %s", self._reader.name, len(self._pending), fault)

    def _write(self, connection: C) -> None:
        """On the writer's thread. Rows leave the queue when they are committed, and only here."""
        while batch := self._pending[:BATCH_ROWS]:
            with self._transaction(connection) as sql:
                written, bad = self._insert(connection, batch)
                add_up(sql, written)
            self._unwritable += bad
            del self._pending[: len(batch)]


def add_up(sql: Sql, written: Iterable[LedgerRow]) -> None:
    """Adds rows that were just inserted, and were not there before, to the sums; inside the caller's transaction."""
    cells, origin = Cells(), None
    for row in written:
        origin = origin or row.id
        cells.add(row, takes_back(row) and not _takes_back_first(sql, row))
    if origin is not None:
        sql.execute("UPDATE books SET origin = ? WHERE origin IS NULL", (origin,))
        sums.merge(sql, cells)


def _takes_back_first(sql: Sql, row: CheckRow) -> bool:
    """Whether nothing was taken back of this answer yet, or its dollars go back and forth."""
    found = sql.execute("INSERT INTO taken_back VALUES (?, ?) ON CONFLICT DO NOTHING", (row.claim, row.id))
    return found.rowcount == 1


def drop_some(sql: Sql, day: int) -> int:
    """Deletes some rows from before a day, and says how many; 0 when none are left."""
    sql.execute("UPDATE books SET rows_from = ? WHERE rows_from IS NULL OR rows_from < ?", (day, day))
    dropped = 0
    for table in TABLES.values():
        old = f"SELECT id FROM {table.name} WHERE at < ? LIMIT ?"  # noqa: S608 - the names of our own tables
        found = sql.execute(f"DELETE FROM {table.name} WHERE id IN ({old})", (day * DAY, PIECE))  # noqa: S608
        dropped += found.rowcount
    return dropped


def log_unwritable(row: LedgerRow, error: Exception) -> None:
    """No later try would fare better: a number beyond 64 bits or any calendar, text that is not Unicode."""
    log.warning("ledger row %r cannot be written down: %s", row.id, error)
