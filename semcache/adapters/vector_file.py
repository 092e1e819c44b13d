"""Vectors by text in a SQLite file, so that the same texts need not be embedded twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from semcache.errors import StoreFault
from semcache.ports import Vector

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_TEXTS = 1_000_000
"""Kept at most, some 850 bytes each for 384 dimensions; the oldest go first."""
_ASKED_AT_ONCE = 500
_TABLE = """CREATE TABLE IF NOT EXISTS vectors (
    id INTEGER PRIMARY KEY,
    text BLOB NOT NULL UNIQUE,
    vector BLOB NOT NULL
)"""


class VectorFile:
    """One file for each embedder, in float16: cosines move by less than 1e-4, the file is half as large.

    Of the texts it holds digests only. Several processes may use it at once; a file that is no such file is made anew,
    since all of it can be computed again. Not for use by several threads.
    """

    def __init__(self, folder: Path, fingerprint: str, max_texts: int = MAX_TEXTS) -> None:
        """Raises StoreFault."""
        self.path = folder / f"{blake2b(fingerprint.encode(), digest_size=8).hexdigest()}.db"
        self._max_texts = max_texts
        with _faults(self.path):
            folder.mkdir(parents=True, exist_ok=True)
            try:
                self._file = self._open()
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise
                self.path.unlink()
                self._file = self._open()

    def _open(self) -> sqlite3.Connection:
        file = sqlite3.connect(self.path, timeout=30.0, isolation_level=None)
        try:
            file.execute("PRAGMA journal_mode = WAL")
            file.execute("PRAGMA synchronous = NORMAL")
            file.execute(_TABLE)
        except sqlite3.Error:
            file.close()
            raise
        return file

    def get(self, texts: Sequence[str]) -> dict[str, Vector | None]:
        """The vectors of those that are known; None is kept for texts that the embedder cannot read whole."""
        found: dict[str, Vector | None] = {}
        with _faults(self.path):
            for start in range(0, len(texts), _ASKED_AT_ONCE):
                asked = {_digest(text): text for text in texts[start : start + _ASKED_AT_ONCE]}
                marks = ", ".join("?" * len(asked))
                for digest, packed in self._file.execute(
                    f"SELECT text, vector FROM vectors WHERE text IN ({marks})",  # noqa: S608 - marks are all it holds
                    list(asked),
                ):
                    found[asked[digest]] = _unpacked(packed)
        return found

    def put(self, vectors: Mapping[str, Vector | None]) -> None:
        """On the disk, whole, when it returns."""
        rows = [(_digest(text), _packed(vector)) for text, vector in vectors.items()]
        with _faults(self.path):
            self._file.execute("BEGIN IMMEDIATE")
            self._file.executemany("INSERT OR REPLACE INTO vectors (text, vector) VALUES (?, ?)", rows)
            self._file.execute("COMMIT")

    def __len__(self) -> int:
        with _faults(self.path):
            count: int = self._file.execute("SELECT count(*) FROM vectors").fetchone()[0]
            return count

    def close(self) -> None:
        """Gives back what is above the limit."""
        with suppress(sqlite3.Error):
            self._file.execute("DELETE FROM vectors WHERE id <= (SELECT max(id) FROM vectors) - ?", (self._max_texts,))
        self._file.close()


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _packed(vector: Vector | None) -> bytes:
    return b"" if vector is None else vector.astype(np.float16).tobytes()


def _unpacked(packed: bytes) -> Vector | None:
    if not packed:
        return None
    vector = np.frombuffer(packed, np.float16).astype(np.float32)
    return vector / np.float32(np.linalg.norm(vector))


@contextmanager
def _faults(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise StoreFault(f"{path}: {error}") from error
