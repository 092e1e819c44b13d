"""What comparing answers has found out, in a SQLite file of its own beside the store."""

from __future__ import annotations

import logging
import math
import secrets
import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
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
from semcache.storage.file import Damage
from semcache.storage.follow import Followed
from semcache.storage.writer import BatchWriter, transaction

log = logging.getLogger("semcache")

PENDING = 50_000
"""Writings that may wait while the disk cannot be written."""
BATCH = 1000
SWEEP_ROWS = 5000
KEEP_TOLD = 5000
OVERLAP_SECONDS = 10.0
"""By which the moments of what several processes write down may be out of order."""

_NOTE = "INSERT OR REPLACE INTO standings (key, kin, same, different, at) VALUES (?, ?, ?, ?, ?)"
_APART = "INSERT OR IGNORE INTO apart (one, other, at) VALUES (?, ?, ?)"
_DOCUMENT = "INSERT OR REPLACE INTO documents (name, document) VALUES (?, ?)"
_SPENT = """INSERT INTO spent (day, rule, dollars) VALUES (?, ?, ?)
    ON CONFLICT (day, rule) DO UPDATE SET dollars = sum_of(dollars, excluded.dollars)"""
_TOLD = "INSERT INTO told (writer, told) VALUES (?, ?)"
_NEWS = "SELECT id, told FROM told WHERE id > ? AND writer != ? ORDER BY id"
_LAST_TOLD = "SELECT total(seq) FROM sqlite_sequence WHERE name = 'told'"
_STANDINGS = """SELECT key, kin, same, different, at FROM
    (SELECT * FROM standings WHERE at >= ? ORDER BY at DESC LIMIT ?) ORDER BY at"""
_PAIRS = "SELECT id, one, other, at FROM (SELECT * FROM apart WHERE id > ? ORDER BY id DESC LIMIT ?) ORDER BY id"
_OLD_STANDINGS = "DELETE FROM standings WHERE key IN (SELECT key FROM standings WHERE at < ? LIMIT ?)"
_OLD_PAIRS = "DELETE FROM apart WHERE id IN (SELECT id FROM apart WHERE at < ? LIMIT ?)"
_MORE_STANDINGS = """DELETE FROM standings WHERE key IN
    (SELECT key FROM standings ORDER BY at LIMIT max(0, min((SELECT count(*) FROM standings) - ?, ?)))"""
_MORE_PAIRS = """DELETE FROM apart WHERE id IN
    (SELECT id FROM apart ORDER BY id LIMIT max(0, min((SELECT count(*) FROM apart) - ?, ?)))"""
_OLD_TOLD = "DELETE FROM told WHERE id <= (SELECT max(id) FROM told) - ?"
_OLD_DAYS = "DELETE FROM spent WHERE day < ?"

_Row = tuple[str, tuple[str | int | float, ...]]


@dataclass(frozen=True, slots=True)
class _News:
    """What stands in the file."""

    pairs: list[tuple[int, str, str, float]]
    standings: list[tuple[str, str, int, int, float]]
    documents: list[tuple[str, str]]
    spent: list[tuple[int, str, str]]
    told: list[tuple[int, str]]
    own_spent: Mapping[tuple[int, str], Decimal]
    """What of `spent` this process wrote."""


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
        self._last_told = 0
        self._last_standing = -math.inf
        self._writer_id = secrets.randbits(62)
        self._seen: int | None = None
        self._heard: list[str] = []
        self._spent: defaultdict[tuple[int, str], Decimal] = defaultdict(Decimal)
        """By this process since it began."""
        self._written: defaultdict[tuple[int, str], Decimal] = defaultdict(Decimal)
        """Of that, what is on the disk; the writer's thread alone touches it."""
        self._closed = False
        self._is_loaded = False
        self.unwritten = 0
        file = Followed(self._path, LabelsFault, recover, self._load)
        connection = file.open()
        self._writer = BatchWriter("the record of findings", connection, self._write, LabelsFault, file.reopened)
        self.standing = self._known.standing
        self.are_apart = self._known.are_apart
        self.document = self._known.document
        self.documents = self._known.documents
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
        self._spent[day, rule] += dollars
        self._put(_SPENT, day, rule, str(dollars))

    def tell(self, told: str) -> None:
        self._put(_TOLD, self._writer_id, told)

    def heard(self) -> list[str]:
        heard, self._heard = self._heard, []
        return heard

    async def refresh(self) -> None:
        try:
            news = await self._writer.run(self._news)
            if news is not None:
                self._take(news)
        except (InvalidOperation, TypeError) as error:
            raise LabelsFault(f"{self._path} cannot be read: {error}") from error

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
        if self._is_loaded:
            return  # a file in the place of the first: what is known is known
        try:
            self._last_told = int(connection.execute(_LAST_TOLD).fetchone()[0])
            news = self._news(connection)
            assert news is not None
            self._take(news)
        except (InvalidOperation, TypeError, ValueError) as error:
            raise Damage(f"not as it was written: {error}") from error
        self._is_loaded = True

    def _news(self, connection: sqlite3.Connection) -> _News | None:
        """On the writer's thread, when all that was put aside before is written; None when nobody else wrote."""
        seen = connection.execute("PRAGMA data_version").fetchone()[0]
        if seen == self._seen:
            return None
        since = self._last_standing - OVERLAP_SECONDS
        news = _News(
            connection.execute(_PAIRS, [self._last_pair, self._keep[1]]).fetchall(),
            connection.execute(_STANDINGS, [since, self._keep[0]]).fetchall(),
            connection.execute("SELECT name, document FROM documents").fetchall(),
            connection.execute("SELECT day, rule, dollars FROM spent").fetchall(),
            connection.execute(_NEWS, [self._last_told, self._writer_id]).fetchall(),
            dict(self._written),
        )
        self._seen = seen
        return news

    def _take(self, news: _News) -> None:
        """What was changed here since the file was read wins."""
        ours = {(statement, values[0]) for statement, values in list(self._pending)}
        for number, one, other, at in news.pairs:
            self._known.keep_apart(one, other, at)
            self._last_pair = max(self._last_pair, number)
        for key, kin, same, different, at in news.standings:
            if (_NOTE, key) not in ours:
                self._known.note(key, Standing(kin, same, different), at)
            self._last_standing = max(self._last_standing, at)
        for name, document in news.documents:
            if (_DOCUMENT, name) not in ours:
                self._known.keep_document(name, document)
        for day, rule, dollars in news.spent:
            unwritten = self._spent[day, rule] - news.own_spent.get((day, rule), Decimal(0))
            self._known.set_spent(day, rule, Decimal(dollars) + unwritten)
        for number, told in news.told:
            if number > self._last_told:
                self._heard.append(told)
                self._last_told = number
        del self._heard[:-KEEP_TOLD]

    def _write(self, connection: sqlite3.Connection) -> None:
        """On the writer's thread. Writings leave the queue when they are committed, and only here."""
        connection.create_function("sum_of", 2, _sum_of, deterministic=True)
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
            for statement, values in batch:
                if statement is _SPENT:
                    day, rule, dollars = values
                    self._written[int(day), str(rule)] += Decimal(dollars)
            self.unwritten += bad
            del self._pending[: len(batch)]

    def _delete(self, connection: sqlite3.Connection, now: float) -> int:
        sweeps: tuple[tuple[str, list[float]], ...] = (
            (_OLD_STANDINGS, [now - KEEP_STANDING_SECONDS, SWEEP_ROWS]),
            (_OLD_PAIRS, [now - KEEP_PAIR_SECONDS, SWEEP_ROWS]),
            (_MORE_STANDINGS, [self._keep[0], SWEEP_ROWS]),
            (_MORE_PAIRS, [self._keep[1], SWEEP_ROWS]),
            (_OLD_TOLD, [KEEP_TOLD]),
            (_OLD_DAYS, [now // 86400 - KEEP_DAYS]),
        )
        with transaction(connection):
            return sum(connection.execute(statement, values).rowcount for statement, values in sweeps)


def _sum_of(one: str, other: str) -> str:
    """Of dollars as exact text; what cannot be read counts for nothing."""
    try:
        return str(Decimal(one) + Decimal(other))
    except InvalidOperation:
        return other
