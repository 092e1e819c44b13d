"""What comparing answers has found out, in a SQLite file of its own beside the store."""

from __future__ import annotations

import logging
import sqlite3
from decimal import Decimal, InvalidOperation
from pathlib import Path

from semcache.core.verify import Standing
from semcache.errors import CacheFault, LabelsFault
from semcache.findings import (
    KEEP_DAYS,
    KEEP_PAIR_SECONDS,
    KEEP_PAIRS,
    KEEP_STANDING_SECONDS,
    KEEP_STANDINGS,
    MemoryLabels,
    pair,
)
from semcache.storage.follow import Followed
from semcache.storage.writer import BatchWriter, transaction

log = logging.getLogger("semcache")

PENDING = 50_000
"""Writings that may wait while the disk cannot be written."""
BATCH = 1000
SWEEP_ROWS = 5000

_NOTE = "INSERT OR REPLACE INTO standings (key, kin, same, different, at) VALUES (?, ?, ?, ?, ?)"
_APART = "INSERT OR IGNORE INTO apart (one, other, at) VALUES (?, ?, ?)"
_DOCUMENT = "INSERT OR REPLACE INTO documents (name, document) VALUES (?, ?)"
_SPENT = "INSERT OR REPLACE INTO spent (day, rule, dollars) VALUES (?, ?, ?)"
_STANDINGS = "SELECT key, kin, same, different FROM (SELECT * FROM standings ORDER BY at DESC LIMIT ?) ORDER BY at"
_PAIRS = "SELECT id, one, other, at FROM (SELECT * FROM apart WHERE id > ? ORDER BY id DESC LIMIT ?) ORDER BY id"
_OLD_STANDINGS = "DELETE FROM standings WHERE key IN (SELECT key FROM standings WHERE at < ? LIMIT ?)"
_OLD_PAIRS = "DELETE FROM apart WHERE id IN (SELECT id FROM apart WHERE at < ? LIMIT ?)"
_MORE_STANDINGS = """DELETE FROM standings WHERE key IN
    (SELECT key FROM standings ORDER BY at LIMIT max(0, min((SELECT count(*) FROM standings) - ?, ?)))"""
_MORE_PAIRS = """DELETE FROM apart WHERE id IN
    (SELECT id FROM apart ORDER BY id LIMIT max(0, min((SELECT count(*) FROM apart) - ?, ?)))"""
_OLD_DAYS = "DELETE FROM spent WHERE day < ?"

_Row = tuple[str, tuple[str | int | float, ...]]


class SqliteLabels:
    """Everything is read at the start and then answered from memory; a thread writes within a quarter of a second."""

    def __init__(
        self,
        path: str | Path,
        *,
        keep_standings: int = KEEP_STANDINGS,
        keep_pairs: int = KEEP_PAIRS,
        recover: bool = False,
    ) -> None:
        """Opens the file: ConfigError when it is not for us, LabelsFault when it cannot be used. `recover` puts a
        damaged file aside and starts a new one."""
        self._path = Path(path)
        self._keep = (keep_standings, keep_pairs)
        self._known = MemoryLabels(keep_standings=keep_standings, keep_pairs=keep_pairs)
        self._pending: list[_Row] = []
        self._last_pair = 0
        self._closed = False
        self.unwritten = 0
        file = Followed(self._path, LabelsFault, recover)
        connection = file.open()
        try:
            self._load(connection)
        except (sqlite3.Error, InvalidOperation, TypeError) as error:
            connection.close()
            raise LabelsFault(f"{path} cannot be read: {error}") from error
        self._writer = BatchWriter("what was found out", connection, self._write, LabelsFault, file.reopened)
        self.standing = self._known.standing
        self.are_apart = self._known.are_apart
        self.document = self._known.document
        self.spent = self._known.spent

    @property
    def has_pairs(self) -> bool:
        return self._known.has_pairs

    def note(self, key: str, standing: Standing, now: float) -> None:
        self._known.note(key, standing, now)
        self._put(_NOTE, key, standing.kin, standing.right, standing.wrong, now)

    def keep_apart(self, one: str, other: str, now: float) -> None:
        self._known.keep_apart(one, other, now)
        self._put(_APART, *pair(one, other), now)

    def keep_document(self, name: str, document: str) -> None:
        self._known.keep_document(name, document)
        self._put(_DOCUMENT, name, document)

    def spend(self, day: int, rule: str, dollars: Decimal) -> None:
        self._known.spend(day, rule, dollars)
        self._put(_SPENT, day, rule, str(self._known.spent(day, rule)))

    async def refresh(self) -> None:
        last, most = self._last_pair, self._keep[1]
        found = await self._writer.run(lambda connection: connection.execute(_PAIRS, [last, most]).fetchall())
        self._take_pairs(found)

    async def flush(self) -> None:
        await self._writer.flush()

    async def sweep(self, now: float) -> int:
        swept = await self._known.sweep(now)
        return swept + await self._writer.run(lambda connection: self._delete(connection, now))

    async def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        try:
            await self._writer.close()
        except CacheFault as fault:
            self.unwritten += len(self._pending)
            log.warning("%s: %d findings were not written: %s", self._path, len(self._pending), fault)

    def _put(self, statement: str, *values: str | int | float) -> None:
        if self._closed or len(self._pending) >= PENDING:
            self.unwritten += 1
            return
        self._pending.append((statement, values))
        self._writer.wake()

    def _load(self, connection: sqlite3.Connection) -> None:
        for key, kin, same, different in connection.execute(_STANDINGS, [self._keep[0]]):
            self._known.note(key, Standing(kin, same, different), 0.0)
        self._take_pairs(connection.execute(_PAIRS, [0, self._keep[1]]).fetchall())
        for name, document in connection.execute("SELECT name, document FROM documents"):
            self._known.keep_document(name, document)
        for day, rule, dollars in connection.execute("SELECT day, rule, dollars FROM spent"):
            self._known.spend(day, rule, Decimal(dollars))

    def _take_pairs(self, rows: list[tuple[int, str, str, float]]) -> None:
        for number, one, other, at in rows:
            self._known.keep_apart(one, other, at)
            self._last_pair = number

    def _write(self, connection: sqlite3.Connection) -> None:
        """On the writer's thread. Writings leave the queue when they are committed, and only here."""
        while batch := self._pending[:BATCH]:
            bad = 0
            with transaction(connection):
                for statement, values in batch:
                    try:
                        connection.execute(statement, values)
                    # Text that is not Unicode, numbers beyond 64 bits: no later try would fare better.
                    except (ValueError, OverflowError, sqlite3.ProgrammingError) as error:
                        bad += 1
                        log.warning("a finding cannot be written down: %s", error)
            self.unwritten += bad
            del self._pending[: len(batch)]

    def _delete(self, connection: sqlite3.Connection, now: float) -> int:
        sweeps: tuple[tuple[str, list[float]], ...] = (
            (_OLD_STANDINGS, [now - KEEP_STANDING_SECONDS, SWEEP_ROWS]),
            (_OLD_PAIRS, [now - KEEP_PAIR_SECONDS, SWEEP_ROWS]),
            (_MORE_STANDINGS, [self._keep[0], SWEEP_ROWS]),
            (_MORE_PAIRS, [self._keep[1], SWEEP_ROWS]),
            (_OLD_DAYS, [now // 86400 - KEEP_DAYS]),
        )
        with transaction(connection):
            return sum(connection.execute(statement, values).rowcount for statement, values in sweeps)
