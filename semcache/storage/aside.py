"""A damaged file is moved aside by one process, once, while no other opens what lies there."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from semcache.errors import CacheFault

Identity = tuple[int, int]

WAIT_SECONDS = 10.0
"""For another process that opens or moves a file of the same folder: some milliseconds, unless the disk hangs."""
LOOK_SECONDS = 0.005


def identity(path: Path) -> Identity | None:
    """Changes when the file is moved or replaced; None while it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def undisturbed(path: Path, fault: type[CacheFault], alone: bool = False) -> Iterator[None]:
    """Nobody moves a file of this folder aside meanwhile; with `alone`, nobody opens one to write either.

    The folder itself is locked, so that nothing is left lying in it. Must not be asked for again inside.
    """
    try:
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:  # it may be written to, not listed: then it cannot be locked
        yield
        return
    try:
        _lock(folder, fcntl.LOCK_EX if alone else fcntl.LOCK_SH, path, fault)
        try:
            yield
        finally:
            _unlock(folder)  # closing does not, where a process was forked meanwhile
    finally:
        os.close(folder)


def _lock(folder: int, kind: int, path: Path, fault: type[CacheFault]) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            return fcntl.flock(folder, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise fault(f"{path}: another process has held its folder for {WAIT_SECONDS:g} s") from None
            time.sleep(LOOK_SECONDS)
        except OSError:  # a disk that knows no such lock
            return None


def _unlock(folder: int) -> None:
    try:
        fcntl.flock(folder, fcntl.LOCK_UN)
    except OSError:
        return


def move_aside(path: Path, damaged: Identity | None, fault: type[CacheFault]) -> Path | None:
    """Rename the damaged file, and what SQLite keeps beside it, to names that are free. None if it lies there no more:
    another process has moved it. Only inside `undisturbed`, `alone`."""
    if damaged is None or identity(path) != damaged:
        return None
    aside = path.with_name(path.name + ".damaged")
    if aside.exists():
        aside = path.with_name(f"{path.name}.{time.time_ns()}.damaged")
    try:
        for suffix in ("", "-wal", "-shm"):
            source = path.with_name(path.name + suffix)
            if source.exists():
                source.rename(aside.with_name(aside.name + suffix))
    except OSError as error:
        raise fault(f"{path} is damaged and cannot be renamed: {error}") from error
    return aside
