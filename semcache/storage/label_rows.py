"""Findings to rows of their tables and back, with checksums: what is not as it was written is passed over."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from semcache.findings import KEEP_DAYS, KEEP_PAIR_SECONDS, KEEP_STANDING_SECONDS
from semcache.storage.checksums import checksum_of
from semcache.storage.writer import transaction

SWEEP_ROWS = 5000
KEEP_TOLD = 5000

_TABLES = {
    "standings": {"key": "BLOB", "kin": "BLOB", "same": "INTEGER", "different": "INTEGER", "at": "REAL"},
    "apart": {"one": "BLOB", "other": "BLOB", "at": "REAL"},
    "documents": {"name": "BLOB", "document": "BLOB"},
    "spent": {"day": "INTEGER", "rule": "BLOB", "dollars": "BLOB"},
    "told": {"writer": "INTEGER", "told": "BLOB"},
}
"""The columns of each, and as what they go into its checksum."""
_READ_AS: dict[str, type] = {"BLOB": str, "INTEGER": int, "REAL": float}


def _sum(table: str, values: Iterable[str] | None = None) -> str:
    """The checksum of a row that has these values; of the row itself."""
    kinds = _TABLES[table]
    cast = ", ".join(f"CAST({value} AS {kind})" for value, kind in zip(values or kinds, kinds.values(), strict=True))
    return f"checksum_of({cast})"


def _insert(table: str, verb: str = "INSERT OR REPLACE") -> str:
    marks = [f"?{number}" for number, _ in enumerate(_TABLES[table], 1)]
    values = ", ".join([*marks, _sum(table, marks)])
    return f"{verb} INTO {table} ({', '.join(_TABLES[table])}, checksum) VALUES ({values})"


def _is_sound(table: str) -> str:
    return f"(checksum IS NULL OR checksum = {_sum(table)})"  # an older version knows no checksums


def _select(table: str, rows: str) -> str:
    return f"SELECT id, {', '.join(_TABLES[table])}, {_is_sound(table)} FROM ({rows})"  # noqa: S608 - our own names


_ADDED = f"CASE WHEN {_is_sound('spent')} THEN sum_of(dollars, excluded.dollars) ELSE excluded.dollars END"

NOTE = _insert("standings")
APART = _insert("apart", "INSERT OR IGNORE")
DOCUMENT = _insert("documents")
SPENT = (
    f"{_insert('spent', 'INSERT')} ON CONFLICT (day, rule) DO UPDATE "
    f"SET dollars = {_ADDED}, checksum = {_sum('spent', ('day', 'rule', _ADDED))}"
)
TOLD = _insert("told", "INSERT")

# What is not as it was written must not keep what is found out again from being noted.
_MAKE_ROOM = f"DELETE FROM apart WHERE one = ? AND other = ? AND NOT {_is_sound('apart')}"  # noqa: S608
_FILL = [f"UPDATE {table} SET checksum = {_sum(table)} WHERE checksum IS NULL" for table in _TABLES]  # noqa: S608

_STANDINGS = _select("standings", "SELECT rowid AS id, * FROM standings WHERE at >= ? ORDER BY at DESC LIMIT ?")
_PAIRS = _select("apart", "SELECT * FROM apart WHERE id > ? ORDER BY id DESC LIMIT ?")
_DOCUMENTS = _select("documents", "SELECT rowid AS id, * FROM documents")
_SPENDINGS = _select("spent", "SELECT rowid AS id, * FROM spent")
_NEWS = _select("told", "SELECT * FROM told WHERE id > ? AND writer != ? ORDER BY id")
_LAST_TOLD = "SELECT total(seq) FROM sqlite_sequence WHERE name = 'told'"

_OLD_STANDINGS = "DELETE FROM standings WHERE key IN (SELECT key FROM standings WHERE at < ? LIMIT ?)"
_OLD_PAIRS = "DELETE FROM apart WHERE id IN (SELECT id FROM apart WHERE at < ? LIMIT ?)"
_MORE_STANDINGS = """DELETE FROM standings WHERE key IN
    (SELECT key FROM standings ORDER BY at LIMIT max(0, min((SELECT count(*) FROM standings) - ?, ?)))"""
_MORE_PAIRS = """DELETE FROM apart WHERE id IN
    (SELECT id FROM apart ORDER BY id LIMIT max(0, min((SELECT count(*) FROM apart) - ?, ?)))"""
_OLD_TOLD = "DELETE FROM told WHERE id <= (SELECT max(id) FROM told) - ?"
_OLD_DAYS = "DELETE FROM spent WHERE day < ?"


@dataclass(frozen=True, slots=True)
class Since:
    """What of the file is known."""

    pair: int
    standing: float
    told: int
    writer: int
    """Who asks; what it told itself is no news."""


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in the file, as far as it is as it was written."""

    pairs: list[tuple[int, str, str, float]]
    standings: list[tuple[int, str, str, int, int, float]]
    documents: list[tuple[int, str, str]]
    spent: list[tuple[int, int, str, str]]
    told: list[tuple[int, int, str]]
    last_pair: int
    last_told: int
    damaged: frozenset[tuple[str, int]]
    """The rows that were passed over, each by its table and number."""


def prepare(connection: sqlite3.Connection) -> None:
    """Every connection that writes or reads findings needs this first."""
    connection.create_function("checksum_of", -1, checksum_of, deterministic=True)
    connection.create_function("sum_of", 2, _sum_of, deterministic=True)


def last_told(connection: sqlite3.Connection) -> int:
    return int(connection.execute(_LAST_TOLD).fetchone()[0])


def fill(connection: sqlite3.Connection) -> None:
    """Gives a checksum to what an older version wrote."""
    with suppress(sqlite3.OperationalError), transaction(connection):  # the file may be locked: the next start does it
        for statement in _FILL:
            connection.execute(statement)


def write(connection: sqlite3.Connection, statement: str, values: Sequence[str | int | float]) -> None:
    if statement is APART:
        connection.execute(_MAKE_ROOM, values[:2])
    connection.execute(statement, values)


def read(connection: sqlite3.Connection, since: Since, keep_standings: int, keep_pairs: int) -> Found:
    """What is new since then, in the order in which it came; of standings, the latest last."""
    damaged: set[tuple[str, int]] = set()

    def sound(table: str, query: str, *values: float) -> tuple[list[Any], int]:
        rows, last = [], 0
        kinds = [int, *(_READ_AS[kind] for kind in _TABLES[table].values())]
        for *row, is_sound in connection.execute(query, values):
            last = max(last, row[0])
            if is_sound and all(map(isinstance, row, kinds)):
                rows.append(tuple(row))
            else:
                damaged.add((table, row[0]))
        return rows, last

    pairs, last_pair = sound("apart", _PAIRS, since.pair, keep_pairs)
    standings, _ = sound("standings", _STANDINGS, since.standing, keep_standings)
    told, last = sound("told", _NEWS, since.told, since.writer)
    return Found(
        pairs=sorted(pairs),
        standings=sorted(standings, key=lambda row: float(row[-1])),
        documents=sound("documents", _DOCUMENTS)[0],
        spent=sound("spent", _SPENDINGS)[0],
        told=sorted(told),
        last_pair=max(since.pair, last_pair),
        last_told=max(since.told, last),
        damaged=frozenset(damaged),
    )


def mend(connection: sqlite3.Connection) -> None:
    """Where a bit has flipped in what a row is found by, writing over it or deleting it would fail for ever."""
    with suppress(sqlite3.Error):
        connection.execute("REINDEX")


def delete(connection: sqlite3.Connection, now: float, keep_standings: int, keep_pairs: int) -> int:
    """What is too old or too much, some of it at a time; how many rows that were."""
    sweeps: tuple[tuple[str, list[float]], ...] = (
        (_OLD_STANDINGS, [now - KEEP_STANDING_SECONDS, SWEEP_ROWS]),
        (_OLD_PAIRS, [now - KEEP_PAIR_SECONDS, SWEEP_ROWS]),
        (_MORE_STANDINGS, [keep_standings, SWEEP_ROWS]),
        (_MORE_PAIRS, [keep_pairs, SWEEP_ROWS]),
        (_OLD_TOLD, [KEEP_TOLD]),
        (_OLD_DAYS, [now // 86400 - KEEP_DAYS]),
    )
    with transaction(connection):
        return sum(connection.execute(statement, values).rowcount for statement, values in sweeps)


def dollars(text: str) -> Decimal:
    """What cannot be read counts for nothing."""
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return Decimal(0)
    return amount if amount.is_finite() else Decimal(0)


def _sum_of(one: str, other: str) -> str:
    """Of dollars as exact text."""
    return str(dollars(one) + dollars(other))
