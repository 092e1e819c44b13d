"""The store's file, opened again where it was damaged or lost while it was in use."""

from __future__ import annotations

import logging
import sqlite3
import time
from functools import partial
from pathlib import Path
from typing import NamedTuple

from semcache.errors import StoreFault
from semcache.storage.aside import Identity, identity
from semcache.storage.changes import ChangeLog
from semcache.storage.events import EventLog, begin_after, begins_after, check_store
from semcache.storage.file import Writable, is_damage, no_check, open_anew, open_to_read, open_to_write

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
        self._file: Identity | None = None
        self._is_doubted = False
        self._opened: Opened | None = None

    def open(self) -> tuple[sqlite3.Connection, Opened]:
        """The connection to write with, and what reads. Faults as `open_to_write` says."""
        check = check_store if self._recover else no_check
        # Others may have it open already, of which only they know what they heard: no more than UNHEARD events.
        opened = open_to_write(self._path, StoreFault, self._recover, check, partial(_begin, epoch=0))
        return opened.connection, self._readers(opened)

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
        if found is None:
            log.warning("%s was removed while it was in use; starting empty", self._path)
        why = "was damaged while it was in use"
        return self._readied(open_anew(self._path, StoreFault, self._file, why, partial(_begin, epoch=epoch)))

    def take(self) -> Opened | None:
        """What reads from the file that `reopened` has opened, once."""
        opened, self._opened = self._opened, None
        return opened

    def _taken(self, epoch: int) -> sqlite3.Connection | None:
        """The file of another process that shares it; None for anybody else's."""
        opened = open_to_write(self._path, StoreFault)
        if not begins_after(opened.connection, epoch):
            opened.connection.close()
            return None
        log.warning("another process has begun %s anew", self._path)
        return self._readied(opened)

    def _readied(self, opened: Writable) -> sqlite3.Connection:
        self._opened = self._readers(opened)
        self._is_doubted = False
        return opened.connection

    def _readers(self, opened: Writable) -> Opened:
        self._file = opened.file
        events = EventLog(self._path)
        changes = ChangeLog(events.connection)
        changes.note(opened.connection)
        reader = open_to_read(self._path, StoreFault)
        reader.text_factory = bytes
        return Opened(events, changes, reader)


def _begin(connection: sqlite3.Connection, epoch: int) -> None:
    if not begins_after(connection, epoch):  # another process may have begun it in the same moment
        begin_after(connection, epoch, time.time())
