"""Looks at a store or ledger file, and leaves it and its folder as they are."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from semcache.errors import CacheFault, ConfigError
from semcache.storage.file import open_to_read

STEPS = 10_000
"""Of SQLite's virtual machine, between two looks at the clock."""


@dataclass(frozen=True, slots=True)
class FileLook:
    """What is in a file, and whether it can be used."""

    bytes: int = 0
    """On the disk, what SQLite keeps beside it included; 0 when it is not there yet."""
    rows: tuple[int, ...] = ()
    """In each of the tables asked for; () when there was no time to count them."""
    newest: float | None = None
    """Seconds since the epoch, of the newest row."""
    checked: bool = False
    """SQLite's quick check went through all of it."""
    unwritable: Path | None = None
    """The file or folder that this user may not write to."""
    unreadable: str = ""
    """Why it cannot be read."""
    is_foreign: bool = False
    """It cannot be read because it belongs to another program or to a newer semcache."""


def look(path: Path, tables: Sequence[str], newest_by: str, patience: float = 1.0) -> FileLook:
    """Counts the rows of these tables, finds the newest by this column, and checks the file for `patience` seconds.

    Table and column are names from our own schema, never what a user wrote.
    """
    try:
        size = sum(file.stat().st_size for file in _with_companions(path) if file.is_file())
    except OSError as error:
        return FileLook(unreadable=f"{path} cannot be reached: {error.strerror}")
    if path.exists() and not path.is_file():
        return FileLook(unreadable=f"{path} is no file")
    # SQLite makes an empty file before it has anything to write into it.
    if not path.exists() or size == 0:
        return FileLook(unwritable=_unwritable(path))
    try:
        with closing(open_to_read(path, CacheFault, at_rest=True)) as connection:
            deadline = time.monotonic() + patience
            connection.set_progress_handler(lambda: time.monotonic() > deadline, STEPS)
            return _read(connection, path, size, tables, newest_by)
    except ConfigError as error:
        return FileLook(size, unreadable=str(error), is_foreign=True)
    except CacheFault as fault:
        return FileLook(size, unreadable=str(fault))


def _read(connection: sqlite3.Connection, path: Path, size: int, tables: Sequence[str], newest_by: str) -> FileLook:
    rows: list[int] = []
    newest: list[float] = []
    checked = False
    try:
        for table in tables:
            rows.append(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608
            newest += [at for (at,) in connection.execute(f"SELECT max({newest_by}) FROM {table}") if at is not None]  # noqa: S608
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            return FileLook(size, unreadable=f"{path} is damaged ({' '.join(found.split())})")
        checked = True
    except sqlite3.Error as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            return FileLook(size, unreadable=f"{path} is damaged ({error})")
    counted = tuple(rows) if len(rows) == len(tables) else ()
    return FileLook(size, counted, max(newest, default=None), checked, _unwritable(path))


def _with_companions(path: Path) -> list[Path]:
    return [path.with_name(path.name + suffix) for suffix in ("", "-wal", "-shm")]


def _unwritable(path: Path) -> Path | None:
    """What keeps this user from writing to the file, or from making it and its folder."""
    if path.exists() and not os.access(path, os.R_OK | os.W_OK):
        return path
    folder = path.absolute().parent
    while not folder.exists():
        folder = folder.parent
    return None if folder.is_dir() and os.access(folder, os.W_OK | os.X_OK) else folder
