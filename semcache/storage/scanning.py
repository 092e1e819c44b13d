"""Reads what can be read of a file whose pages may be damaged. On the reader's thread."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from semcache.storage.file import is_damage
from semcache.storage.rows import READ, READ_VECTORS

VECTORS_AT_ONCE = 500
PARAMETERS = 500
"""In one statement; SQLite before 3.32 takes 999."""
_LONGEST_LEAP = 1024
"""Ids that are passed over at once, where one after another lies on damaged pages."""

_NEXT_VECTORS = READ_VECTORS.format(where="id > ?") + " ORDER BY id LIMIT ?"

Rows = list[tuple[Any, ...]]


def read_rows(connection: sqlite3.Connection, keys: Sequence[str]) -> tuple[Rows, int]:
    """The rows of READ under these keys, and how many are lost."""
    if len(keys) > PARAMETERS:
        return _both_halves(connection, keys)
    marks = ",".join("?" * len(keys))
    try:
        return connection.execute(f"{READ} WHERE key IN ({marks})", keys).fetchall(), 0
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        return ([], 1) if len(keys) == 1 else _both_halves(connection, keys)


def _both_halves(connection: sqlite3.Connection, keys: Sequence[str]) -> tuple[Rows, int]:
    middle = len(keys) // 2
    first, lost = read_rows(connection, keys[:middle])
    second, more = read_rows(connection, keys[middle:])
    return first + second, lost + more


def next_vectors(connection: sqlite3.Connection, last: int) -> tuple[Rows, int]:
    """The next rows of READ_VECTORS after this id, none at the end, and how often damaged pages were passed over."""
    limit, leap, lost = VECTORS_AT_ONCE, 1, 0
    top: int | None = None
    while True:
        try:
            return connection.execute(_NEXT_VECTORS, [last, limit]).fetchall(), lost
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
        if limit > 1:
            limit //= 8
            continue
        lost += 1
        top = _highest_id(connection) if top is None else top
        last, leap = last + leap, min(2 * leap, _LONGEST_LEAP)
        if last >= top:
            return [], lost


def _highest_id(connection: sqlite3.Connection) -> int:
    """0 where that cannot be told."""
    try:
        return int(connection.execute("SELECT max(id) FROM entries").fetchone()[0] or 0)
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        return 0
