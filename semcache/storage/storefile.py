"""The store's file, opened again where it was damaged or lost while it was in use."""

from __future__ import annotations

import logging
import sqlite3
import time
from pathlib import Path
from typing import NamedTuple

from semcache.errors import StoreFault
from semcache.storage.changes import ChangeLog
from semcache.storage.events import EventLog, begin_after, begins_after, check_store
from semcache.storage.file import identity, is_damage, move_aside, no_check, open_to_read, open_to_write

log = logging.getLogger("semcache")


class Opened(NamedTuple):
    """What reads from one file."""

    events: EventLog
    changes: ChangeLog
    reader: sqlite3.Connection
    """Gives texts as bytes."""


class StoreFile:
    """Opens the file, and another in its place.

    One that proves damaged is put aside, and so is one that is gone; the one in its place says that what was asked
    before it was begun is gone, so that nobody has to wait for those who still ask. Whoever shares the file finds the
    new one and takes it, too. A file that somebody else laid there is left alone: only they know what it is.
    """

    def __init__(self, path: Path, recover: bool) -> None:
        """Without `recover`, a file that proves damaged stays, and is a fault each time."""
        self._path = path
        self._recover = recover
        self._file: tuple[int, int] | None = None
        self._is_doubted = False
        self._opened: Opened | None = None

    def open(self) -> tuple[sqlite3.Connection, Opened]:
        """The connection to write with, and what reads. Faults as `open_to_write` says."""
        connection = open_to_write(self._path, StoreFault, self._recover, check_store if self._recover else no_check)
        return connection, self._readers(connection)

    def doubt(self, fault: StoreFault) -> None:
        """What was read is a fault: the next `reopened` looks whether that is for good."""
        self._is_doubted = self._is_doubted or (isinstance(fault.__cause__, Exception) and is_damage(fault.__cause__))

    def reopened(self, is_damaged: bool, epoch: int) -> sqlite3.Connection | None:
        """On the writer's thread: a connection to the file that takes the other's place, None while there is no need.
        `epoch` is of the last event that was heard."""
        found = identity(self._path)
        if not self._recover or (found == self._file and not (is_damaged or self._is_doubted)):
            return None
        if found is not None and found != self._file:
            return self._taken(epoch)
        if found is not None:
            aside = move_aside(self._path, StoreFault)
            log.warning("%s was damaged while it was in use: moved to %s; starting empty", self._path, aside)
        else:
            log.warning("%s was removed while it was in use; starting empty", self._path)
        connection = open_to_write(self._path, StoreFault, True)
        return self._begun(connection, epoch)

    def take(self) -> Opened | None:
        """What reads from the file that `reopened` has opened, once."""
        opened, self._opened = self._opened, None
        return opened

    def _taken(self, epoch: int) -> sqlite3.Connection | None:
        """The file of another process that shares it; None for anybody else's."""
        connection = open_to_write(self._path, StoreFault)
        if not begins_after(connection, epoch):
            connection.close()
            return None
        log.warning("another process has begun %s anew", self._path)
        return self._readied(connection)

    def _begun(self, connection: sqlite3.Connection, epoch: int) -> sqlite3.Connection:
        if not begins_after(connection, epoch):  # another process may have begun it in the same moment
            begin_after(connection, epoch, time.time())
        return self._readied(connection)

    def _readied(self, connection: sqlite3.Connection) -> sqlite3.Connection:
        self._opened = self._readers(connection)
        self._is_doubted = False
        return connection

    def _readers(self, connection: sqlite3.Connection) -> Opened:
        self._file = identity(self._path)
        events = EventLog(self._path)
        changes = ChangeLog(events.connection)
        changes.note(connection)
        reader = open_to_read(self._path, StoreFault)
        reader.text_factory = bytes
        return Opened(events, changes, reader)
