"""What other processes did to the entries, in the store's file: the keys they touched, of which the last are kept."""

from __future__ import annotations

import secrets
import sqlite3
from dataclasses import dataclass

from semcache.storage.file import lenient

KEPT = 20_000
"""Keys of which others can hear; who is further behind reads everything."""

_TRIM_EVERY = 100

_TOUCHED = """CREATE TEMP TRIGGER touched_{row} AFTER {what} ON main.entries BEGIN
    INSERT INTO changes (writer, scope_digest, key) VALUES ({writer}, {row}.scope_digest, {row}.key); END"""
_TRIMMED = """CREATE TEMP TRIGGER trimmed AFTER INSERT ON main.changes WHEN new.number % {every} = 0 BEGIN
    DELETE FROM changes WHERE number <= new.number - {kept}; END"""

_HIGHEST = "SELECT total(seq) FROM sqlite_sequence WHERE name = 'changes'"
_LOWEST = "SELECT min(number) FROM changes"
_NEWER = "SELECT scope_digest, key FROM changes WHERE number > ? AND writer != ? ORDER BY number"


@dataclass(frozen=True, slots=True)
class Heard:
    """Keys that were put or removed; what stands under them now, the entries themselves tell."""

    touched: tuple[tuple[str, str], ...] = ()
    """Scope digest and key."""
    is_whole: bool = True
    """False when some were forgotten before they were heard."""


NOTHING = Heard()


class ChangeLog:
    """Asked on the event loop's own thread: 4 microseconds while nobody wrote anything (see `EventLog`)."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Hears of what is done from now on, by a connection that gives texts as bytes and is somebody else's."""
        self._connection = connection
        self._writer = secrets.randbits(62)
        self._seen: int | None = None
        self._last = int(self._one(_HIGHEST))

    def note(self, connection: sqlite3.Connection) -> None:
        """From now on, what this connection does to entries is heard by every process but this one.

        The triggers are this connection's own, so that they can name the writer, and no statement can forget them.
        """
        for what, row in (("INSERT", "new"), ("DELETE", "old")):
            connection.execute(_TOUCHED.format(what=what, row=row, writer=self._writer))
        connection.execute(_TRIMMED.format(every=_TRIM_EVERY, kept=KEPT))

    def hear(self, version: int | None = None) -> Heard:
        """What others committed since the last call. An sqlite3.Error when that cannot be read just now. `version` is
        SQLite's counter, where this connection has just read it."""
        if version is None:
            version = self._one("PRAGMA data_version")
        if version == self._seen:
            return NOTHING
        self._connection.execute("BEGIN")
        try:
            last = int(self._one(_HIGHEST))
            lowest = self._one(_LOWEST)
            touched = self._connection.execute(_NEWER, [self._last, self._writer]).fetchall()
        finally:
            self._connection.execute("COMMIT")
        is_whole = last == self._last or (lowest is not None and lowest <= self._last + 1)
        self._seen, self._last = version, last
        return Heard(tuple(dict.fromkeys((lenient(scope), lenient(key)) for scope, key in touched)), is_whole)

    def _one(self, query: str) -> int:
        return self._connection.execute(query).fetchall()[0][0]  # type: ignore[no-any-return]
