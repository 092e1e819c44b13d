"""A file that is opened again when it was moved, replaced or damaged while it was in use."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path

from semcache.errors import CacheFault
from semcache.storage.aside import Identity, identity
from semcache.storage.file import Check, no_check, open_anew, open_to_write

log = logging.getLogger("semcache")


class Followed:
    """Writes to a file that has no name any more succeed, and nobody ever reads them: so the name is followed."""

    def __init__(self, path: Path, fault: type[CacheFault], recover: bool, check: Check = no_check) -> None:
        self._path = path
        self._fault = fault
        self._recover = recover
        self._check = check
        self._file: Identity | None = None

    def open(self) -> sqlite3.Connection:
        """As `open_to_write` does."""
        connection, self._file = open_to_write(self._path, self._fault, self._recover, self._check)
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
        why = "was damaged while it was in use"
        connection, self._file = open_anew(self._path, self._fault, self._file, why, self._check)
        return connection
