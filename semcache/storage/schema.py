"""The tables of the SQLite files, version by version."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from semcache.errors import ConfigError

APPLICATION_ID = 0x73656D63
"""Marks a file as ours ("semc"), so that another program's file, named by mistake, is never written to."""

# One tuple of statements a schema version. What was released is never edited: a later version adds a tuple.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        # The vector stands before the body, which may lie on pages of its own: rebuilding the index never reads those.
        # Each has its own checksum for the same reason.
        """CREATE TABLE entries (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            scope_digest TEXT NOT NULL,
            created REAL NOT NULL,
            ends REAL NOT NULL,
            bytes INTEGER NOT NULL,
            vector BLOB,
            vector_checksum BLOB,
            scope TEXT NOT NULL,
            query TEXT,
            contract TEXT NOT NULL,
            author TEXT NOT NULL,
            protocol TEXT NOT NULL,
            model TEXT NOT NULL,
            usage TEXT,
            checksum BLOB NOT NULL,
            body BLOB NOT NULL
        )""",
        "CREATE INDEX entries_ends ON entries (ends)",
        "CREATE INDEX entries_created ON entries (created, bytes)",
        # AUTOINCREMENT remembers the last number by itself, so that a lost row shows.
        """CREATE TABLE events (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            at REAL NOT NULL,
            who TEXT NOT NULL,
            event TEXT NOT NULL,
            checksum BLOB NOT NULL,
            entries INTEGER
        )""",
        """CREATE TABLE answers (
            id TEXT PRIMARY KEY,
            request_id TEXT NOT NULL,
            at REAL NOT NULL,
            tenant TEXT NOT NULL,
            protocol TEXT NOT NULL,
            model TEXT NOT NULL,
            rule TEXT NOT NULL,
            outcome TEXT NOT NULL,
            tier TEXT NOT NULL,
            detail TEXT NOT NULL,
            status INTEGER NOT NULL,
            stream INTEGER NOT NULL,
            key TEXT NOT NULL,
            similarity REAL,
            age REAL,
            usage_prompt INTEGER,
            usage_completion INTEGER,
            usage_cached INTEGER,
            usage_cache_write INTEGER,
            usage_reasoning INTEGER,
            saved TEXT,
            price TEXT,
            seconds REAL NOT NULL,
            first_byte REAL NOT NULL
        )""",
        "CREATE INDEX answers_at ON answers (at)",
        """CREATE TABLE attempts (
            id TEXT PRIMARY KEY,
            request_id TEXT NOT NULL,
            at REAL NOT NULL,
            tenant TEXT NOT NULL,
            protocol TEXT NOT NULL,
            model TEXT NOT NULL,
            upstream TEXT NOT NULL,
            purpose TEXT NOT NULL,
            status INTEGER NOT NULL,
            error TEXT NOT NULL,
            usage_prompt INTEGER,
            usage_completion INTEGER,
            usage_cached INTEGER,
            usage_cache_write INTEGER,
            usage_reasoning INTEGER,
            cost TEXT,
            price TEXT,
            seconds REAL NOT NULL,
            first_byte REAL NOT NULL
        )""",
        "CREATE INDEX attempts_at ON attempts (at)",
        # Written in the order of time or nearly so, and deleted from the front: the ids stay without gaps.
        """CREATE TABLE explanations (
            id INTEGER PRIMARY KEY,
            request_id TEXT NOT NULL UNIQUE,
            at REAL NOT NULL,
            body BLOB NOT NULL
        )""",
    ),
    (
        "ALTER TABLE answers ADD COLUMN would TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE answers ADD COLUMN would_save TEXT",
        """CREATE TABLE checks (
            id TEXT PRIMARY KEY,
            request_id TEXT NOT NULL,
            at REAL NOT NULL,
            tenant TEXT NOT NULL,
            model TEXT NOT NULL,
            rule TEXT NOT NULL,
            purpose TEXT NOT NULL,
            tier TEXT NOT NULL,
            found TEXT NOT NULL,
            detail TEXT NOT NULL,
            key TEXT NOT NULL,
            similarity REAL,
            saved TEXT
        )""",
        "CREATE INDEX checks_at ON checks (at)",
        # What comparing found out lies in a file of its own, like the books.
        """CREATE TABLE standings (
            key TEXT PRIMARY KEY,
            kin TEXT NOT NULL,
            same INTEGER NOT NULL,
            different INTEGER NOT NULL,
            at REAL NOT NULL
        )""",
        "CREATE INDEX standings_at ON standings (at)",
        """CREATE TABLE apart (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            one TEXT NOT NULL,
            other TEXT NOT NULL,
            at REAL NOT NULL,
            UNIQUE (one, other)
        )""",
        "CREATE INDEX apart_at ON apart (at)",
        "CREATE TABLE documents (name TEXT PRIMARY KEY, document TEXT NOT NULL)",
        "CREATE TABLE spent (day INTEGER NOT NULL, rule TEXT NOT NULL, dollars TEXT NOT NULL, PRIMARY KEY (day, rule))",
    ),
    ("ALTER TABLE attempts ADD COLUMN choice TEXT NOT NULL DEFAULT ''",),
    (
        "ALTER TABLE attempts ADD COLUMN rule TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE attempts ADD COLUMN outcome TEXT NOT NULL DEFAULT 'miss'",
        "ALTER TABLE attempts ADD COLUMN reason TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE attempts ADD COLUMN kept TEXT NOT NULL DEFAULT ''",
        """CREATE TABLE costs (
            id TEXT PRIMARY KEY,
            at REAL NOT NULL,
            what TEXT NOT NULL,
            seconds REAL NOT NULL,
            amount INTEGER NOT NULL,
            dollars TEXT,
            source TEXT NOT NULL
        )""",
        "CREATE INDEX costs_at ON costs (at)",
        # Sums of all rows, by day and names: see semcache.core.cells. They are written together with the rows.
        "CREATE TABLE cells (day INTEGER NOT NULL, key TEXT NOT NULL, sums TEXT NOT NULL, PRIMARY KEY (day, key))",
        "CREATE TABLE durations (day INTEGER NOT NULL, name TEXT NOT NULL, counts TEXT NOT NULL, "
        "PRIMARY KEY (day, name))",
        # Which check was the first to find an answer wrong.
        "CREATE TABLE taken_back (request_id TEXT PRIMARY KEY, id TEXT NOT NULL)",
        # One row: up to which day the rows themselves were dropped, and whether there are rows from before the cells.
        "CREATE TABLE books (id INTEGER PRIMARY KEY CHECK (id = 1), rows_from INTEGER, unsummed INTEGER NOT NULL)",
        """INSERT INTO books VALUES (1, NULL,
            EXISTS (SELECT 1 FROM answers) OR EXISTS (SELECT 1 FROM attempts) OR EXISTS (SELECT 1 FROM checks))""",
    ),
    ("ALTER TABLE answers ADD COLUMN chilled TEXT NOT NULL DEFAULT '0'",),
    (
        "ALTER TABLE answers ADD COLUMN trace TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE attempts ADD COLUMN stream INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE attempts ADD COLUMN gpu_seconds REAL",
        "ALTER TABLE attempts ADD COLUMN trace TEXT NOT NULL DEFAULT ''",
    ),
    # Tells whether two ledgers were one once: see semcache.storage.ledger_reading.History.
    ("ALTER TABLE books ADD COLUMN origin TEXT",),
    (
        "ALTER TABLE entries ADD COLUMN fence INTEGER NOT NULL DEFAULT 0",
        # Whose entries were put or removed last, for the other processes; AUTOINCREMENT so that no number comes twice.
        """CREATE TABLE changes (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            writer INTEGER NOT NULL,
            scope_digest TEXT NOT NULL,
            key TEXT NOT NULL
        )""",
    ),
    # What one process found out and the others should hear.
    ("CREATE TABLE told (id INTEGER PRIMARY KEY AUTOINCREMENT, writer INTEGER NOT NULL, told TEXT NOT NULL)",),
    # Whose entries there are, and the oldest of each.
    ("CREATE INDEX entries_author ON entries (author, created, bytes)",),
    (
        "ALTER TABLE answers ADD COLUMN usage_cache_write_1h INTEGER DEFAULT 0",
        "ALTER TABLE attempts ADD COLUMN usage_cache_write_1h INTEGER DEFAULT 0",
    ),
    # See semcache.storage.label_rows; NULL where an older version wrote.
    tuple(
        f"ALTER TABLE {table} ADD COLUMN checksum BLOB"
        for table in ("standings", "apart", "documents", "spent", "told")
    ),
)


def version_of(connection: sqlite3.Connection, path: Path) -> int:
    """The file's schema version, 0 for a new file; a ConfigError when the file is not for us."""
    # The mark last: another process may be making the file, and commits all three at once.
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    if mark != APPLICATION_ID and (tables or version or mark):
        raise ConfigError(str(path), "", "not a semcache file, and left as it is; name another file")
    if version > len(MIGRATIONS):
        expected = f"written by a newer semcache (schema {version}, this one knows {len(MIGRATIONS)}) and left as it is"
        raise ConfigError(str(path), "", f"{expected}; upgrade semcache or name another file")
    return version


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Brings the file up to this version's schema, all of it or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Read again under the lock: another process may have done it meanwhile.
        for statements in MIGRATIONS[version_of(connection, path) :]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
