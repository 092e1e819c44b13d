"""What comparing answers has found out, in a SQLite file of its own beside the store."""

from __future__ import annotations

import logging
import math
import secrets
import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from semcache.core.verify import Standing
from semcache.errors import CacheFault, LabelsFault
from semcache.findings import KEEP_PAIRS, KEEP_STANDINGS, MemoryLabels, pair
from semcache.storage import label_rows
from semcache.storage.follow import Followed
from semcache.storage.writer import BatchWriter, transaction

log = logging.getLogger("semcache")

PENDING = 50_000
"""Writings that may wait while the disk cannot be written."""
BATCH = 1000
OVERLAP_SECONDS = 10.0
"""By which the moments of what several processes write down may be out of order."""

_Row = tuple[str, tuple[str | int | float, ...]]
_News = tuple[label_rows.Found, Mapping[tuple[int, str], Decimal]]
"""What stands in the file, and what of the spending there this process wrote."""


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
        self._passed_over: set[tuple[str, int]] = set()
        file = Followed(self._path, LabelsFault, recover, self._load)
        connection = file.open()
        self._writer = BatchWriter("the record of findings", connection, self._write, LabelsFault, file.reopened)
        self.standing = self._known.standing
        self.are_apart = self._known.are_apart
        self.document = self._known.document
        self.documents = self._known.documents
        self.spent = self._known.spent

    @property
    def damaged(self) -> int:
        """Rows that were not as they had been written, and were treated as absent."""
        return len(self._passed_over)

    @property
    def has_pairs(self) -> bool:
        return self._known.has_pairs

    def note(self, key: str, standing: Standing, now: float) -> None:
        self._known.note(key, standing, now)
        self._put(label_rows.NOTE, key, standing.kin, standing.right, standing.wrong, now)

    def keep_apart(self, one: str, other: str, now: float) -> None:
        self._known.keep_apart(one, other, now)
        self._put(label_rows.APART, *pair(one, other), now)

    def keep_document(self, name: str, document: str) -> None:
        self._known.keep_document(name, document)
        self._put(label_rows.DOCUMENT, name, document)

    def spend(self, day: int, rule: str, dollars: Decimal) -> None:
        self._known.spend(day, rule, dollars)
        self._spent[day, rule] += dollars
        self._put(label_rows.SPENT, day, rule, str(dollars))

    def tell(self, told: str) -> None:
        self._put(label_rows.TOLD, self._writer_id, told)

    def heard(self) -> list[str]:
        heard, self._heard = self._heard, []
        return heard

    async def refresh(self) -> None:
        news = await self._writer.run(self._news)
        if news is not None:
            self._take(news)

    async def flush(self) -> None:
        await self._writer.flush()

    async def sweep(self, now: float) -> int:
        swept = await self._known.sweep(now)
        return swept + await self._writer.run(lambda connection: label_rows.delete(connection, now, *self._keep))

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
        label_rows.prepare(connection)
        label_rows.fill(connection)
        self._last_told = label_rows.last_told(connection)
        news = self._news(connection)
        assert news is not None
        self._take(news)
        self._is_loaded = True

    def _news(self, connection: sqlite3.Connection) -> _News | None:
        """On the writer's thread, when all that was put aside before is written; None when nobody else wrote."""
        seen = connection.execute("PRAGMA data_version").fetchone()[0]
        if seen == self._seen:
            return None
        label_rows.prepare(connection)
        standing = self._last_standing - OVERLAP_SECONDS
        since = label_rows.Since(self._last_pair, standing, self._last_told, self._writer_id)
        found = label_rows.read(connection, since, *self._keep)
        if not found.damaged <= self._passed_over:
            label_rows.mend(connection)
        self._seen = seen
        return found, dict(self._written)

    def _take(self, news: _News) -> None:
        """What was changed here since the file was read wins."""
        found, own_spent = news
        ours = {(statement, values[0]) for statement, values in list(self._pending)}
        for _, one, other, at in found.pairs:
            self._known.keep_apart(one, other, at)
        for _, key, kin, same, different, at in found.standings:
            if (label_rows.NOTE, key) not in ours:
                self._known.note(key, Standing(kin, same, different), at)
            self._last_standing = max(self._last_standing, at)
        for _, name, document in found.documents:
            if (label_rows.DOCUMENT, name) not in ours:
                self._known.keep_document(name, document)
        for _, day, rule, dollars in found.spent:
            unwritten = self._spent[day, rule] - own_spent.get((day, rule), Decimal(0))
            self._known.set_spent(day, rule, label_rows.dollars(dollars) + unwritten)
        self._heard += [told for number, _, told in found.told if number > self._last_told]
        del self._heard[: -label_rows.KEEP_TOLD]
        self._last_pair = max(self._last_pair, found.last_pair)
        self._last_told = max(self._last_told, found.last_told)
        if found.damaged and not self._passed_over:
            log.warning("%s has rows that are not as they were written; they are ignored", self._path)
        self._passed_over |= found.damaged

    def _write(self, connection: sqlite3.Connection) -> None:
        """On the writer's thread. Writings leave the queue when they are committed, and only here."""
        label_rows.prepare(connection)
        while batch := self._pending[:BATCH]:
            bad = 0
            with transaction(connection):
                for statement, values in batch:
                    try:
                        label_rows.write(connection, statement, values)
                    # Text that is not Unicode, numbers beyond 64 bits: no later try would fare better.
                    except (ValueError, OverflowError, sqlite3.ProgrammingError) as error:
                        bad += 1
                        log.warning("a finding cannot be written down: %s", error)
            for statement, values in batch:
                if statement is label_rows.SPENT:
                    day, rule, dollars = values
                    self._written[int(day), str(rule)] += Decimal(dollars)
            self.unwritten += bad
            del self._pending[: len(batch)]
