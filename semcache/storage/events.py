"""The events that were announced, in the store's file: heard by every process that has it open."""

from __future__ import annotations

import asyncio
import sqlite3
import struct
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from semcache.core.world import Announcement, Changed, Event, Touches, World, decode_event, encode_event
from semcache.errors import StoreFault
from semcache.storage.aside import identity
from semcache.storage.checksums import checksum
from semcache.storage.file import READ_WAIT, Damage, open_to_read
from semcache.storage.writer import transaction

EVENTS_AT_ONCE = 500
"""Read between two breaths of the event loop; some 5 microseconds each."""
RETRY_SECONDS = 0.002
LOOK_SECONDS = 0.1
"""For how long it goes unnoticed that the file was moved or replaced; the look costs as much as the rest together."""

EVERYTHING = Changed(Touches.ALL, "")
UNHEARD = 1_000_000
"""Events that another process may have heard and this one not, at the most."""
_OURS = "semcache: the file was damaged or lost"

READ_EVENTS = "SELECT number, at, who, event, checksum, entries FROM events"


class EventLog:
    """The world as the file tells it, asked on the event loop's own thread.

    That is 4 microseconds while nobody wrote anything: the file is the one that was opened, and SQLite's counter of
    other connections' commits, which lies in shared memory, has not moved. When it has, two reads of an index, from
    pages that were just written, say whether that was an event.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.connection = open_to_read(path, StoreFault)
        self.connection.text_factory = bytes
        self.connection.execute("PRAGMA busy_timeout = 0")  # nothing may make the event loop wait
        self._file = identity(path)
        self._look_at = 0.0
        self._world = World()
        self.seen: int | None = None
        """SQLite's counter, as it was when all was heard."""

    async def world(self) -> World:
        """Every event that was committed before this call. A StoreFault when one of them cannot be understood."""
        patience: float | None = None
        while True:
            try:
                if self._catch_up():
                    return self._world
                await asyncio.sleep(0)
            except sqlite3.Error as error:
                # For a moment, while another process brings the file back after a crash.
                patience = patience or time.monotonic() + READ_WAIT
                busy = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
                if not busy or time.monotonic() > patience:
                    raise StoreFault(f"{self._path}: its events cannot be read: {error}") from error
                await asyncio.sleep(RETRY_SECONDS)

    @property
    def epoch(self) -> int:
        """The last event that was heard."""
        return self._world.epoch

    def close(self) -> None:
        self.connection.close()

    def _catch_up(self) -> bool:
        """Hear some of what is new; whether that was all."""
        now = time.monotonic()
        if now >= self._look_at and identity(self._path) != self._file:
            # What is announced now goes to a file that we do not see.
            raise StoreFault(f"{self._path} was moved or replaced while it was in use; start semcache again")
        if now >= self._look_at:
            self._look_at = now + LOOK_SECONDS
        version = self._one("PRAGMA data_version")
        if version == self.seen:
            return True
        last = self._one("SELECT total(seq) FROM sqlite_sequence WHERE name = 'events'")
        newer = f"{READ_EVENTS} WHERE number > ? ORDER BY number LIMIT ?"
        rows = self.connection.execute(newer, [self._world.epoch, EVENTS_AT_ONCE]).fetchall()
        heard = [read_event(row, self._path) for row in rows]
        is_all = len(rows) < EVENTS_AT_ONCE
        epoch = self._world.epoch
        for one in heard:
            if not _may_follow(epoch, one.number, one.event):
                raise _lost(self._path)
            epoch = one.number
        if is_all and epoch < last:
            raise _lost(self._path)
        if heard:
            self._world = self._world.after_all((one.number, one.event) for one in heard)
        if is_all:
            self.seen = version
        return is_all

    def _one(self, query: str) -> Any:
        return self.connection.execute(query).fetchall()[0][0]


def _may_follow(epoch: int, number: int, event: Event) -> bool:
    """Events are without a gap, but where a file was begun anew: what came before touches nothing that is in it."""
    return number == epoch + 1 or (number > epoch and event == EVERYTHING)


def _lost(path: Path) -> StoreFault:
    fault = StoreFault(f"{path} has lost events; move it away, and the cache starts empty")
    fault.__cause__ = Damage("events are missing")
    return fault


def begin_after(connection: sqlite3.Connection, epoch: int, at: float) -> None:
    """In a file that takes another's place: what was asked before it was begun is gone, in every process that knew the
    events of the other, of which this one heard those up to `epoch`."""
    number, event = epoch + UNHEARD, encode_event(EVERYTHING)
    insert = "INSERT INTO events (number, at, who, event, checksum) VALUES (?, ?, ?, ?, ?)"
    with transaction(connection):
        connection.execute(insert, [number, at, _OURS, event, _checksum(_OURS, event, at)])


def begins_after(connection: sqlite3.Connection, epoch: int) -> bool:
    """Whether the file was begun in the place of one of which this process heard the events up to `epoch`."""
    begun = "SELECT 1 FROM events WHERE number > ? AND who = ? AND event = ?"
    return connection.execute(begun, [epoch, _OURS, encode_event(EVERYTHING)]).fetchone() is not None


def check_store(connection: sqlite3.Connection) -> None:
    """Raises Damage where not every event can be told, without which nothing may be served: 4 microseconds each."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'events'").fetchall():
        raise Damage("it has no events")
    epoch = 0
    for number, at, who, event, written, _ in connection.execute(f"{READ_EVENTS} ORDER BY number"):
        try:
            is_whole = _checksum(who, event, at) == written
            is_next = number == epoch + 1 or (number > epoch and decode_event(event) == EVERYTHING)
        except (TypeError, ValueError, AttributeError, struct.error):
            is_whole = is_next = False
        if not (is_whole and is_next):
            raise Damage(f"event {number} is not as it was written, or not the next")
        epoch = number
    for name, seq in connection.execute("SELECT name, seq FROM sqlite_sequence"):
        if name == "events" and seq > epoch:
            raise Damage("it has lost events")


def insert_event(connection: sqlite3.Connection, event: str, who: str, at: float) -> int:
    """Its number. It is on the disk when this returns: after a loss of power, too, no answer may outlive its event."""
    connection.execute("PRAGMA synchronous = FULL")
    try:
        with transaction(connection):
            insert = "INSERT INTO events (at, who, event, checksum) VALUES (?, ?, ?, ?)"
            number = connection.execute(insert, [at, who, event, _checksum(who, event, at)]).lastrowid
    finally:
        connection.execute("PRAGMA synchronous = NORMAL")
    assert number is not None
    return number


def note_entries(connection: sqlite3.Connection, number: int, entries: int) -> None:
    """How many entries the event ended, for the audit."""
    connection.execute("UPDATE events SET entries = ? WHERE number = ?", [entries, number])


def read_event(row: Sequence[Any], path: Path) -> Announcement:
    """From a row of READ_EVENTS, its texts as bytes. A StoreFault if it is not as it was written, or newer than us."""
    number, at, who, event, written, entries = row
    try:
        if _checksum(who, event, at) != written:
            told = f"{path} is damaged (event {number}); move it away, and the cache starts empty"
            raise StoreFault(told) from Damage("its checksum is another")
        return Announcement(number, decode_event(event), who.decode(), at, entries)
    except (TypeError, ValueError, AttributeError, struct.error) as error:
        raise StoreFault(f"{path}: event {number} is not understood: {error}; upgrade semcache") from error


def _checksum(who: str | bytes, event: str | bytes, at: float) -> bytes:
    return checksum(who, event, struct.pack("<d", at))
