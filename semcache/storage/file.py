"""The SQLite files that hold entries, ledger rows and explanations: their tables, and how they are opened."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from semcache.errors import CacheFault, ConfigError
from semcache.storage.aside import Identity, identity, move_aside, undisturbed

log = logging.getLogger("semcache")

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
            version = _version(connection, path)
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
        version = _version(connection, path)
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
            _migrate(connection, path)
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


def _version(connection: sqlite3.Connection, path: Path) -> int:
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


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Read again under the lock: another process may have done it meanwhile.
        for statements in MIGRATIONS[_version(connection, path) :]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


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
