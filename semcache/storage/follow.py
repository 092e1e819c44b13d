"""A file that is opened again when it was moved, replaced or damaged while it was in use."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path

from semcache.errors import CacheFault
from semcache.storage.file import Check, identity, move_aside, no_check, open_to_write

log = logging.getLogger("semcache")


class Followed:
    """Writes to a file that has no name any more succeed, and nobody ever reads them: so the name is followed."""

    def __init__(self, path: Path, fault: type[CacheFault], recover: bool, check: Check = no_check) -> None:
        self._path = path
        self._fault = fault
        self._recover = recover
        self._check = check
        self._file: tuple[int, int] | None = None

    def open(self) -> sqlite3.Connection:
        """As `open_to_write` does."""
        connection = open_to_write(self._path, self._fault, self._recover, self._check)
        self._file = identity(self._path)
        return connection

    def reopened(self, is_damaged: bool) -> sqlite3.Connection | None:
        """The file that lies there now, made if there is none; None while it is the one that was opened and is not
        damaged, or has to stay as it is."""
        if identity(self._path) == self._file:
            return self._begun_anew() if is_damaged and self._recover else None
        connection = self.open()
        log.warning(
            "%s was moved or removed while it was in use; what comes now goes to the file in its place", self._path
        )
        return connection

    def _begun_anew(self) -> sqlite3.Connection:
        aside = move_aside(self._path, self._fault)
        log.warning("%s was damaged while it was in use: moved to %s; starting empty", self._path, aside)
        return self.open()
