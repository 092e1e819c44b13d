"""Which keys the store's file may hold, learnt beside all else."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from semcache.errors import CacheFault, StoreFault
from semcache.storage.file import open_to_read
from semcache.storage.hot import KnownKeys

log = logging.getLogger("semcache")


class LearntKeys:
    """The filter of stored keys, filled from the disk on a thread of its own: a second for a million. Until it is,
    every key may be there."""

    def __init__(self, path: Path, max_entries: int, pending: Callable[[], Iterable[str]]) -> None:
        """`pending` are the keys that are yet to be written."""
        self._path = path
        self._max_entries = max_entries
        self._pending = pending
        self._ends = False
        self._thread: threading.Thread | None = None
        self.known = KnownKeys(max_entries)

    def learn(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._learn, name="semcache-store-keys", daemon=True)
            self._thread.start()

    def learn_if_too_many(self) -> None:
        """Where the filter knows more keys than there may be."""
        if self.known.added > self._max_entries:
            self.learn()

    def end(self) -> None:
        """Soon, the thread learns no more."""
        self._ends = True

    def join(self) -> None:
        if self._thread is not None:
            self._thread.join()

    def _learn(self) -> None:
        try:
            with closing(open_to_read(self._path, StoreFault)) as connection:
                while not self.known.learn(lambda: self.stored(connection)):
                    pass  # others stored more than we heard of
        except (CacheFault, sqlite3.Error) as error:
            log.warning("%s: keys cannot be listed, so every miss reads the disk: %s", self._path, error)

    def stored(self, connection: sqlite3.Connection) -> Iterator[str]:
        """Those that are written, and those that will be."""
        yield from self._pending()
        for (key,) in connection.execute("SELECT key FROM entries"):
            if self._ends:
                return
            yield key
