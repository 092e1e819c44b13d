"""Explanations in a SQLite file of their own."""

from __future__ import annotations

import functools
import logging
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from semcache.core.codec import decode, encode
from semcache.core.explanation import Explanation
from semcache.errors import CacheFault, JournalFault
from semcache.mistakes import placed
from semcache.storage.file import open_to_read
from semcache.storage.follow import Followed
from semcache.storage.writer import BatchWriter, transaction

log = logging.getLogger("semcache")

KEEP_SECONDS = 7 * 86400.0
KEEP_REQUESTS = 200_000
PENDING = 20_000
"""Requests that may wait while the disk cannot be written."""
BATCH = 200
PACKED_FROM = 2000
"""Bytes of JSON."""
SWEEP_ROWS = 5000
"""In one transaction, so that a large sweep holds up nobody who waits for the disk."""

_WRITE = "INSERT OR IGNORE INTO explanations (request_id, at, body) VALUES (?, ?, ?)"
_READ = "SELECT body FROM explanations WHERE request_id = ?"
_NEWEST = "SELECT body FROM explanations ORDER BY id DESC LIMIT 1"
_SWEEP = """DELETE FROM explanations
    WHERE id IN (SELECT id FROM explanations ORDER BY id LIMIT ?)
    AND (at < ? OR id <= (SELECT max(id) FROM explanations) - ?)"""

_Row = tuple[str, float, bytes]


class JournalFile:
    """The explanations of a file, also while another process writes it. What is not on the disk yet is not seen."""

    def __init__(self, path: str | Path) -> None:
        """ConfigError when it is not a file that this version reads, JournalFault when it cannot be read."""
        self._path = Path(path)
        open_to_read(self._path, JournalFault).close()

    def find(self, request_id: str) -> Explanation | None:
        """What is known of this request."""
        return self._first(_READ, [request_id])

    def newest(self) -> Explanation | None:
        """Of the last request that was written."""
        return self._first(_NEWEST, [])

    def _first(self, query: str, parameters: list[str]) -> Explanation | None:
        with closing(open_to_read(self._path, JournalFault)) as connection:
            try:
                return _first(connection, query, parameters)
            except sqlite3.Error as error:
                raise JournalFault(f"{self._path} cannot be read: {error}") from error


class SqliteJournal:
    """Appends to memory; a thread makes the explanations and writes them within a quarter of a second."""

    def __init__(
        self,
        path: str | Path,
        *,
        keep_seconds: float = KEEP_SECONDS,
        keep_requests: int = KEEP_REQUESTS,
        recover: bool = False,
    ) -> None:
        """Opens the file: ConfigError when it is not for us, JournalFault when it cannot be used. `recover` puts a
        damaged file aside and starts a new one."""
        self._path = Path(path)
        self._keep_seconds = keep_seconds
        self._keep_requests = keep_requests
        self._pending: list[tuple[str, Callable[[], Explanation]]] = []
        self._made: list[_Row] = []
        """Explanations that the disk has not taken yet."""
        self._complained = False
        self._closed = False
        self.unwritten = 0
        file = Followed(self._path, JournalFault, recover)
        self._writer = BatchWriter("the journal", file.open(), self._write, JournalFault, file.reopened)

    def append(self, request_id: str, explain: Callable[[], Explanation]) -> None:
        if self._closed or len(self._pending) + len(self._made) >= PENDING:
            self.unwritten += 1
            return
        self._pending.append((request_id, explain))
        self._writer.wake()

    async def get(self, request_id: str) -> Explanation | None:
        return await self._writer.run(lambda connection: _first(connection, _READ, [request_id]))

    async def sweep(self, now: float) -> int:
        swept = 0
        delete = functools.partial(self._delete, oldest=now - self._keep_seconds)
        while part := await self._writer.run(delete):
            swept += part
            if part < SWEEP_ROWS:
                break
        return swept

    async def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        try:
            await self._writer.close()
        except CacheFault as fault:
            lost = len(self._pending) + len(self._made)
            self.unwritten += lost
            log.warning("%s: %d explanations were not written: %s", self._path, lost, fault)

    def _delete(self, connection: sqlite3.Connection, oldest: float) -> int:
        with transaction(connection):
            return connection.execute(_SWEEP, [SWEEP_ROWS, oldest, self._keep_requests]).rowcount

    def _write(self, connection: sqlite3.Connection) -> None:
        """On the writer's thread. Explanations leave the queue when they are committed, and only here."""
        while self._make() or self._made:
            batch = self._made[:BATCH]
            with transaction(connection):
                connection.executemany(_WRITE, batch)
            del self._made[: len(batch)]

    def _make(self) -> bool:
        """Makes all that are due, whether or not the disk takes them: until then they hold requests and answers, which
        may be large. Whether there were any."""
        due = len(self._pending)
        for request_id, explain in self._pending[:due]:
            row = self._row(request_id, explain)
            if row is None:
                self.unwritten += 1
            else:
                self._made.append(row)
        del self._pending[:due]
        return due > 0

    def _row(self, request_id: str, explain: Callable[[], Explanation]) -> _Row | None:
        """None if it cannot be written down; no later try would fare better."""
        try:
            explanation = explain()
            body = encode(explanation)
            # Packing would double the work for a hit, for half the bytes; a refusal of five is left a third of them.
            return request_id, explanation.at, body if len(body) < PACKED_FROM else zlib.compress(body, 1)
        except Exception as error:
            if not self._complained:
                self._complained = True
                log.warning("request %s cannot be explained: %s", request_id, placed(error))
            return None


def _first(connection: sqlite3.Connection, query: str, parameters: list[str]) -> Explanation | None:
    """The explanation in the first row; None if there is none or if it cannot be read."""
    row = connection.execute(query, parameters).fetchone()
    if row is None:
        return None
    try:
        body: bytes = row[0]
        return decode(Explanation, body if body.startswith(b"{") else zlib.decompress(body))
    except (TypeError, ValueError, zlib.error):
        return None
