"""Leases for the processes of one host: locks on single bytes of one file."""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
import os
import struct
from pathlib import Path

from semcache.errors import StoreFault

SOONEST, LATEST = 0.01, 0.05
"""Seconds between two looks at whether a lease is free: soon at first, seldom later."""

_OWN_DESCRIPTIONS = hasattr(fcntl, "F_OFD_SETLK")
"""Linux ties a lock to the open file. Elsewhere it belongs to the process, which suffices for several processes."""


class FileLeases:
    """The lease of a key is a lock on the byte at the key's hash, 62 bits of it, in a file that stays empty.

    Taking one is a system call. The kernel frees the locks of a process that dies, so nothing has to expire. Two keys
    of one hash are as one key: whoever waits for the other's call waits in vain, and goes alone.
    """

    def __init__(self, path: str | Path) -> None:
        """The file is made with the first lease."""
        self._path = Path(path)
        self._file: int | None = None
        self._opened_by = 0
        self._held: dict[int, FileLease] = {}
        self._closed = False

    async def take(self, key: str) -> FileLease | None:
        file, place = self._open(), _place(key)
        if place in self._held:
            return None
        try:
            _set_lock(file, fcntl.F_WRLCK, place)
        except (BlockingIOError, PermissionError):  # EAGAIN or EACCES: another process holds it
            return None
        except OSError as error:
            raise StoreFault(f"{self._path} cannot be locked: {error}") from error
        lease = self._held[place] = FileLease(self, place)
        return lease

    async def freed(self, key: str) -> None:
        place, pause = _place(key), SOONEST
        while not self._is_free(place):
            await asyncio.sleep(pause)
            pause = min(LATEST, 1.2 * pause)

    async def close(self) -> None:
        self._closed = True
        self._held.clear()
        if self._file is not None and self._opened_by == os.getpid():
            os.close(self._file)
        self._file = None

    def _is_free(self, place: int) -> bool:
        file = self._open()
        if place in self._held:
            return False
        try:
            return _is_unlocked(file, place)
        except OSError as error:
            raise StoreFault(f"{self._path}: its locks cannot be read: {error}") from error

    def _open(self) -> int:
        if self._closed:
            raise StoreFault("the leases are closed")
        if self._file is None or self._opened_by != os.getpid():
            # A child that was forked shares its parent's open file, and would hold what that holds.
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            except OSError as error:
                raise StoreFault(f"{self._path} cannot be opened: {error}") from error
            self._opened_by = os.getpid()
            self._held.clear()
        return self._file

    def _release(self, lease: FileLease) -> None:
        if self._file is None or self._held.get(lease.place) is not lease:
            return
        del self._held[lease.place]
        try:
            _set_lock(self._file, fcntl.F_UNLCK, lease.place)
        except OSError:
            # The lock lies in a file that we can no more reach; it ends with the process.
            pass


class FileLease:
    """A lock that is held. Nobody can lose it but by dying, so it needs no fence."""

    fence = None

    def __init__(self, leases: FileLeases, place: int) -> None:
        self._leases = leases
        self.place = place

    async def release(self) -> None:
        self._leases._release(self)


def _place(key: str) -> int:
    """Where in the file the key's byte is."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest()) >> 2


# struct flock on Linux of 64 bits: type, whence, start, length, pid, which must be 0.
_FLOCK = "hhqqi4x"


def _set_lock(file: int, kind: int, place: int) -> None:
    """A BlockingIOError or PermissionError when somebody else holds it."""
    if _OWN_DESCRIPTIONS:
        fcntl.fcntl(file, fcntl.F_OFD_SETLK, struct.pack(_FLOCK, kind, os.SEEK_SET, place, 1, 0))
    else:
        command = fcntl.LOCK_UN if kind == fcntl.F_UNLCK else fcntl.LOCK_EX | fcntl.LOCK_NB
        fcntl.lockf(file, command, 1, place, os.SEEK_SET)


def _is_unlocked(file: int, place: int) -> bool:
    if _OWN_DESCRIPTIONS:
        asked = struct.pack(_FLOCK, fcntl.F_WRLCK, os.SEEK_SET, place, 1, 0)
        kind = struct.unpack(_FLOCK, fcntl.fcntl(file, fcntl.F_OFD_GETLK, asked))[0]
        return bool(kind == fcntl.F_UNLCK)
    try:
        _set_lock(file, fcntl.F_WRLCK, place)
    except (BlockingIOError, PermissionError):
        return False
    _set_lock(file, fcntl.F_UNLCK, place)
    return True
