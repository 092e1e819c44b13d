"""The SQLite files that hold entries, ledger rows and explanations, and how they are opened."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from semcache.errors import CacheFault
from semcache.storage.aside import Identity, identity, move_aside, undisturbed
from semcache.storage.schema import MIGRATIONS, migrate, version_of

log = logging.getLogger("semcache")

# Readers never wait in WAL mode, but for the moment in which another process checkpoints the last of it away.
READ_WAIT = 0.5
WRITE_WAIT = 2.0


class Damage(Exception):
    """What lies in a file is not what was written to it."""


_TROUBLE = (Damage, sqlite3.Error, UnicodeError)

Check = Callable[[sqlite3.Connection], None]
"""Reads what a file is of no use without; raises Damage, or SQLite's own word for it."""


def no_check(_: sqlite3.Connection) -> None: ...


class Writable(NamedTuple):
    """A connection to write with, and the file that it writes to."""

    connection: sqlite3.Connection
    file: Identity | None


def open_to_write(
    path: Path, fault: type[CacheFault], recover: bool = False, check: Check = no_check, begin: Check | None = None
) -> Writable:
    """The file, made if it is not there, brought up to this version's schema.

    A newer schema or another program's file is a ConfigError and is left as it is. A damaged file is a fault; with
    `recover` it is renamed to *.damaged, and an empty one takes its place: see `open_anew`, which asks `begin`, or
    else `check`.
    """
    _make_folder(path, fault)
    file: Identity | None = None
    try:
        # Whoever makes a file makes it alone: SQLite does not wait where two of them turn to write-ahead logging.
        with undisturbed(path, fault, alone=identity(path) is None):
            try:
                connection = _opened(path, fault)
            finally:
                file = identity(path)
        return Writable(_checked(connection, check), file)  # it may take its time, so nobody waits for it
    except _TROUBLE as error:
        if not is_damage(error):
            raise fault(f"{path}: {error}") from error
        if not recover:
            raise fault(f"{path} is damaged ({error}): move it away, and the cache starts empty") from error
        return open_anew(path, fault, file, f"is damaged ({error})", begin or check)


def open_anew(path: Path, fault: type[CacheFault], damaged: Identity | None, why: str, begin: Check) -> Writable:
    """An empty file in the place of the damaged one, or what another process has put there already. `begin` is called
    before anybody else may open it."""
    _make_folder(path, fault)
    try:
        with undisturbed(path, fault, alone=True):
            aside = move_aside(path, damaged, fault)
            if aside is not None:
                log.warning("%s %s: moved to %s; starting empty", path, why, aside)
            return Writable(_checked(_opened(path, fault), begin), identity(path))
    except _TROUBLE as error:
        raise fault(f"{path}: {error}") from error


def _make_folder(path: Path, fault: type[CacheFault]) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise fault(f"{path}: its folder cannot be made: {error}") from error


def open_to_read(path: Path, fault: type[CacheFault], at_rest: bool = False) -> sqlite3.Connection:
    """The file as it is, for reading only, also while another process writes it. One that is not there is a fault.

    With `at_rest`, a file that nobody has open is read without SQLite's making files beside it. Only for a moment:
    what others then write to it is not seen.
    """
    if not path.is_file():
        raise fault(f"{path}: there is no such file")
    mode = "ro&immutable=1" if at_rest and not path.with_name(path.name + "-wal").exists() else "ro"
    try:
        connection = _connect(path, mode, READ_WAIT)
        try:
            version = version_of(connection, path)
        except BaseException:
            connection.close()
            raise
    except (sqlite3.Error, UnicodeError) as error:
        raise fault(f"{path} cannot be read: {error}") from error
    if version < len(MIGRATIONS):
        connection.close()
        older = "was written by an older semcache: start semcache once to bring it up to date"
        raise fault(f"{path} {older if version else 'holds nothing yet'}")
    return connection


def _opened(path: Path, fault: type[CacheFault]) -> sqlite3.Connection:
    connection = _connect(path, "rwc", WRITE_WAIT)
    connection.text_factory = lenient
    try:
        version = version_of(connection, path)
        if version == 0:
            connection.execute("PRAGMA page_size = 8192")
        mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        if mode != "wal":
            raise fault(f"{path}: its disk cannot do write-ahead logging (journal mode {mode}); name a local disk")
        # In WAL mode NORMAL loses nothing that was committed when a process dies, and the last commits, never the
        # file, when the power does. FULL waits for the disk at every commit.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA journal_size_limit = {64 << 20}")
        if version < len(MIGRATIONS):
            migrate(connection, path)
        _try_lock(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _checked(connection: sqlite3.Connection, check: Check) -> sqlite3.Connection:
    try:
        check(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _try_lock(connection: sqlite3.Connection) -> None:
    """SQLite opens what it may only read without a word; this raises. Whoever else writes just now is no trouble."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise


def _connect(path: Path, mode: str, wait: float) -> sqlite3.Connection:
    """Autocommit: transactions are begun where they are needed. Used by one thread at a time, but not always the
    one that opened it."""
    uri = f"file:{quote(str(path))}?mode={mode}"
    return sqlite3.connect(uri, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)


def lenient(text: bytes) -> str:
    """A bit that flipped in a key must not keep a sweep from finishing, nor changes from being heard."""
    return text.decode(errors="replace")


def is_damage(error: Exception) -> bool:
    """What lies on the disk is not what was written, or no SQLite file at all."""
    if isinstance(error, Damage | UnicodeError):  # SQLite's own messages quote what it found
        return True
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)
    if code == sqlite3.SQLITE_ERROR:
        return any(words in str(error) for words in _NOT_OUR_SCHEMA)
    return code == sqlite3.SQLITE_IOERR_SHORT_READ or code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


_NOT_OUR_SCHEMA = ("no such table", "no such column", "has no column named")
"""Every statement of ours names what is in every file of ours."""
