"""The events that were announced, in the store's file: heard by every process that has it open."""

from __future__ import annotations

import asyncio
import sqlite3
import struct
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from semcache.core.world import Announcement, World, decode_event
from semcache.errors import StoreFault
from semcache.storage.file import READ_WAIT, identity, open_to_read
from semcache.storage.rows import checksum
from semcache.storage.writer import transaction

EVENTS_AT_ONCE = 500
"""Read between two breaths of the event loop; some 5 microseconds each."""
RETRY_SECONDS = 0.002
LOOK_SECONDS = 0.1
"""For how long it goes unnoticed that the file was moved or replaced; the look costs as much as the rest together."""

READ_EVENTS = "SELECT number, at, who, event, checksum, entries FROM events"


class EventLog:
    """The world as the file tells it, asked on the event loop's own thread.

    That is 4 microseconds while nobody wrote anything: the file is the one that was opened, and SQLite's counter of
    other connections' commits, which lies in shared memory, has not moved. When it has, two reads of an index, from
    pages that were just written, say whether that was an event.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = open_to_read(path, StoreFault)
        self._connection.text_factory = bytes
        self._connection.execute("PRAGMA busy_timeout = 0")  # nothing may make the event loop wait
        self._file = identity(path)
        self._look_at = 0.0
        self._world = World()
        self._seen: int | None = None

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

    def close(self) -> None:
        self._connection.close()

    def _catch_up(self) -> bool:
        """Hear some of what is new; whether that was all."""
        now = time.monotonic()
        if now >= self._look_at and identity(self._path) != self._file:
            # What is announced now goes to a file that we do not see.
            raise StoreFault(f"{self._path} was moved or replaced while it was in use; start semcache again")
        if now >= self._look_at:
            self._look_at = now + LOOK_SECONDS
        version = self._one("PRAGMA data_version")
        if version == self._seen:
            return True
        last = self._one("SELECT total(seq) FROM sqlite_sequence WHERE name = 'events'")
        newer = f"{READ_EVENTS} WHERE number > ? ORDER BY number LIMIT ?"
        rows = self._connection.execute(newer, [self._world.epoch, EVENTS_AT_ONCE]).fetchall()
        heard = [read_event(row, self._path) for row in rows]
        numbers = [one.number for one in heard]
        is_all = len(rows) < EVENTS_AT_ONCE
        epoch = self._world.epoch + len(numbers)
        if numbers != list(range(self._world.epoch + 1, epoch + 1)) or (is_all and epoch < last):
            raise StoreFault(f"{self._path} has lost events; move it away, and the cache starts empty")
        if heard:
            self._world = self._world.after_all((one.number, one.event) for one in heard)
        if is_all:
            self._seen = version
        return is_all

    def _one(self, query: str) -> Any:
        return self._connection.execute(query).fetchall()[0][0]


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
            raise StoreFault(f"{path} is damaged (event {number}); move it away, and the cache starts empty")
        return Announcement(number, decode_event(event), who.decode(), at, entries)
    except (TypeError, ValueError, AttributeError, struct.error) as error:
        raise StoreFault(f"{path}: event {number} is not understood: {error}; upgrade semcache") from error


def _checksum(who: str | bytes, event: str | bytes, at: float) -> bytes:
    return checksum(who, event, struct.pack("<d", at))
