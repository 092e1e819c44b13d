"""Puts and removals that are yet to be written to the store's file."""

from __future__ import annotations

import logging
import sqlite3
import threading
from dataclasses import dataclass

from semcache.core.entry import Entry
from semcache.storage.hot import size_of
from semcache.storage.rows import WRITE, Row, entry_row
from semcache.storage.writer import transaction

log = logging.getLogger("semcache")


@dataclass(slots=True)
class Put:
    """To be written."""

    entry: Entry
    vector: bytes | None
    bytes: int
    replaces: bool
    """An earlier version may be on the disk."""
    fence: int | None = None


@dataclass(slots=True)
class Gone:
    """To be deleted."""

    was_pending: bool = False
    deleted: int = 0


Change = Put | Gone


class Pending:
    """Changed on the event loop, written on the writer's thread.

    Above `max_bytes`, the oldest quarter is dropped and counted in `unwritten`.
    """

    def __init__(self, max_bytes: int) -> None:
        self._limit = max_bytes
        self._lock = threading.Lock()
        self._pending: dict[str, Change] = {}
        self._writing: dict[str, Change] = {}
        self._bytes = 0
        self.unwritten = 0
        self._refused: list[str] = []

    def __len__(self) -> int:
        return len(self._pending)

    def change(self, key: str) -> Change | None:
        """What is yet to be written of this key. The writer puts into `_writing` before it empties `_pending`."""
        return self._pending.get(key) or self._writing.get(key)

    def keys(self) -> list[str]:
        with self._lock:
            return [*self._pending, *self._writing]

    def put(self, entry: Entry, vector: bytes | None, replaces: bool, fence: int | None) -> None:
        change = Put(entry, vector, size_of(entry) + len(vector or b""), replaces, fence)
        with self._lock:
            self._forget(entry.key)
            self._pending[entry.key] = change
            self._bytes += change.bytes
            if self._bytes > self._limit:
                self._drop()

    def remove(self, key: str, may_be_stored: bool) -> Gone | None:
        """What will tell, once written, whether there was one; None where there cannot be any."""
        with self._lock:
            change = self.change(key)
            if isinstance(change, Gone):
                return Gone()  # counted by whoever removed it; we only wait for the disk
            if change is None and not may_be_stored:
                return None
            self._forget(key)
            self._pending[key] = gone = Gone(was_pending=change is not None)
            return gone

    def take_refused(self) -> list[str]:
        """Keys under which others had put something under a higher fence when it came to writing, each told once."""
        if not self._refused:
            return self._refused
        refused, self._refused = self._refused, []
        return refused

    def write(self, connection: sqlite3.Connection) -> None:
        """On the writer's thread: all that is pending, in one transaction."""
        with self._lock:
            self._writing = self._pending
            self._pending = {}
            self._bytes = 0
        try:
            if self._writing:
                with transaction(connection):
                    self._apply(connection)
        except BaseException:
            with self._lock:
                self._pending = {**self._writing, **self._pending}
                self._writing = {}
                self._bytes = sum(one.bytes for one in self._pending.values() if isinstance(one, Put))
                if self._bytes > self._limit:
                    self._drop()
            raise
        self._writing = {}

    def _apply(self, connection: sqlite3.Connection) -> None:
        rows: list[Row] = []
        for key, change in self._writing.items():
            if isinstance(change, Put):
                if change.fence is not None and change.fence < stored_fence(connection, key):
                    self._refused.append(key)
                    continue
                try:
                    rows.append(entry_row(change.entry, change.vector, change.fence))
                    continue
                except (TypeError, ValueError) as error:
                    self.unwritten += 1
                    log.warning("entry %s cannot be written down: %s", key, error)
            deleted = connection.execute("DELETE FROM entries WHERE key = ?", [key]).rowcount
            if isinstance(change, Gone):
                change.deleted = deleted
        connection.executemany(WRITE, rows)

    def _forget(self, key: str) -> None:
        change = self._pending.pop(key, None)
        if isinstance(change, Put):
            self._bytes -= change.bytes

    def _drop(self) -> None:
        """The oldest quarter of what the disk does not take. An earlier version must not come back in its place."""
        for key, change in list(self._pending.items()):
            if self._bytes <= self._limit * 3 // 4:
                return
            if isinstance(change, Put):
                self._forget(key)
                self.unwritten += 1
                if change.replaces:
                    self._pending[key] = Gone()


def stored_fence(connection: sqlite3.Connection, key: str) -> int:
    """Under which the entry was put that is on the disk; 0 where there is none."""
    found = connection.execute("SELECT fence FROM entries WHERE key = ?", [key]).fetchone()
    return int(found[0]) if found else 0
