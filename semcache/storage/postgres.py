"""The schema `semcache` of a PostgreSQL database: how it is reached, and what it is made of.

psycopg is imported when there is a URL to connect to, and not before.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import MISSING, dataclass
from functools import cache
from itertools import count
from types import ModuleType
from typing import TYPE_CHECKING, Any

from semcache.errors import ConfigError, LedgerFault
from semcache.postgresurl import WITH_TLS, PostgresUrl
from semcache.storage.ledger_reading import NoBooksYet
from semcache.storage.ledger_tables import TABLES, Column, Result

if TYPE_CHECKING:
    from psycopg import Connection

log = logging.getLogger("semcache")

VERSION = 1
"""Of the schema. A field that is added needs no other: columns that are not there yet are added on sight."""
_numbers = count()
"""Of cursors."""
_PREPARING, ADDING_UP = 0x73656D6300, 0x73656D6301
"""Advisory locks: who makes tables, who adds up."""
_NAMED = "SET LOCAL search_path TO semcache"
# A connection pooler may give every transaction another session, so nothing is set for longer.
_WRITING = (
    f"BEGIN; {_NAMED}; SET LOCAL statement_timeout = '10s'; SET LOCAL idle_in_transaction_session_timeout = '10s'"
)
_READING = f"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; {_NAMED}; SET LOCAL statement_timeout = '60s'"
TYPES = {str: 'TEXT COLLATE "C"', int: "BIGINT", float: "DOUBLE PRECISION", bool: "BOOLEAN"}
"""Text is in the order of its code points, as everywhere else."""
_PATIENCE = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
"""A server that has gone without a word is given up within seconds. The URL may say otherwise."""
WRITE_PATIENCE = 20.0
"""Seconds for a whole transaction, of a server that is still there and says nothing."""
READ_PATIENCE = 60.0
"""The same for one statement, or for some rows of what it finds. Reading all takes as long as it takes."""
AHEAD = 2000
"""Rows that are fetched at once."""


class PostgresSql:
    """A connection, with a `?` where a value goes."""

    def __init__(self, connection: Connection[Any]) -> None:
        self.connection = connection

    def execute(self, statement: str, values: Sequence[Any] = (), /) -> Result:
        return self.connection.execute(in_psycopg(statement), values)


class PatientSql(PostgresSql):
    """One to read with, which waits READ_PATIENCE and no longer."""

    def execute(self, statement: str, values: Sequence[Any] = (), /) -> Result:
        with _given_up(self.connection, READ_PATIENCE):
            return super().execute(statement, values)

    def stream(self, statement: str, values: Sequence[Any], /) -> Iterator[Any]:
        """What it finds, as it is asked for."""
        cursor = self.connection.cursor(f"semcache_{next(_numbers)}")
        with _given_up(self.connection, READ_PATIENCE):
            cursor.execute(in_psycopg(statement), values)
        while True:
            with _given_up(self.connection, READ_PATIENCE):
                rows = cursor.fetchmany(AHEAD)
            if not rows:
                return
            yield from rows


@cache
def in_psycopg(statement: str) -> bytes:
    """One of our own statements: none holds a question mark or a percent sign otherwise."""
    return statement.replace("?", "%s").encode()


@dataclass(frozen=True, slots=True)
class Database:
    """Opens connections. Trouble is a LedgerFault; what the user must put right, a ConfigError."""

    url: PostgresUrl
    allow_insecure: bool = False

    def connect(self) -> Connection[Any]:
        """Each statement for itself until a transaction is begun."""
        psycopg = self._psycopg()
        try:
            connection: Connection[Any] = psycopg.connect(
                self.url.url, autocommit=True, prepare_threshold=None, **_PATIENCE | self._said()
            )
        except psycopg.ProgrammingError as error:
            raise ConfigError(str(self.url), "", " ".join(str(error).split())) from error
        except psycopg.Error as error:
            raise self.said(error) from error
        _take_any_text(connection)
        return connection

    def connect_to_write(self) -> Connection[Any]:
        """To a schema that is there and up to date."""
        connection = self.connect()
        try:
            with self.trouble(), _given_up(connection, WRITE_PATIENCE):
                _prepare(connection, str(self.url))
        except BaseException:
            connection.close()
            raise
        return connection

    @contextmanager
    def reading(self) -> Iterator[PatientSql]:
        """In a transaction, all as it is at one moment."""
        connection = self.connect()
        try:
            with self.trouble():
                with _given_up(connection, READ_PATIENCE):
                    if not _is_prepared(connection, str(self.url)):
                        raise NoBooksYet(
                            f"{self.url}: no ledger of this version of semcache is there yet: start semcache once"
                        )
                    connection.execute(_READING)
                yield PatientSql(connection)
        finally:
            connection.close()

    def is_alive(self, connection: Connection[Any]) -> bool:
        """Asks the server, unless the connection is known to be closed."""
        try:
            with self.trouble(), _given_up(connection, WRITE_PATIENCE):
                connection.execute("")
        except LedgerFault:
            connection.close()
            return False
        return True

    @contextmanager
    def writing(self, connection: Connection[Any]) -> Iterator[PostgresSql]:
        """All or nothing. After any trouble the connection is closed: another server may have taken over."""
        try:
            with self.trouble(), _given_up(connection, WRITE_PATIENCE):
                connection.execute(_WRITING)
                yield PostgresSql(connection)
                connection.execute("COMMIT")
        except BaseException:
            connection.close()
            raise

    @contextmanager
    def trouble(self) -> Iterator[None]:
        psycopg = self._psycopg()
        try:
            yield
        except (psycopg.Error, ValueError, TypeError, ArithmeticError) as error:
            raise self.said(error) from error

    def said(self, error: Exception) -> LedgerFault:
        return LedgerFault(f"{self.url}: {' '.join(str(error).split())}")

    def _psycopg(self) -> ModuleType:
        try:
            import psycopg
        except ImportError as error:
            remedy = f"it takes the package psycopg ({error}): pip install 'semcache-llm[postgres]'"
            raise ConfigError(str(self.url), "", remedy) from error
        return psycopg

    def _said(self) -> dict[str, Any]:
        """What is added to the URL, or stands in its place."""
        from psycopg import pq
        from psycopg.conninfo import conninfo_to_dict

        url = conninfo_to_dict(self.url.url)
        usual = {option.keyword.decode(): (option.val or b"").decode() for option in pq.Conninfo.get_defaults()}
        said: dict[str, Any] = {name: url[name] for name in _PATIENCE if name in url}
        said["fallback_application_name"] = "semcache"
        if self.url.password is not None:
            said["password"] = self.url.password.get_secret_value()
        if not self.url.is_local and not self.allow_insecure and (self.url.sslmode or usual["sslmode"]) not in WITH_TLS:
            said["sslmode"] = "require"
        return said


@contextmanager
def _given_up(connection: Connection[Any], patience: float) -> Iterator[None]:
    """Whoever waits for the server for more seconds than that gets an OperationalError: the line is cut."""
    import psycopg

    is_late = False

    def hang_up() -> None:
        nonlocal is_late
        is_late = True
        with suppress(Exception), socket.socket(fileno=os.dup(connection.fileno())) as line:
            line.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(patience, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    except psycopg.OperationalError as error:
        if is_late:
            raise psycopg.OperationalError(f"the server gave no answer within {patience:g} s") from error
        raise
    finally:
        timer.cancel()


def _take_any_text(connection: Connection[Any]) -> None:
    """PostgreSQL takes every character but the zero, which is written as two."""
    from psycopg.types.string import StrDumperUnknown, TextLoader

    class Dumper(StrDumperUnknown):
        def dump(self, obj: str) -> bytes:
            return obj.replace("\x01", "\x01\x02").replace("\x00", "\x01\x01").encode()

    class Loader(TextLoader):
        def load(self, data: Any) -> bytes | str:
            text = super().load(data)
            assert isinstance(text, str)
            return text.replace("\x01\x01", "\x00").replace("\x01\x02", "\x01") if "\x01" in text else text

    connection.adapters.register_dumper(str, Dumper)
    connection.adapters.register_loader("text", Loader)


def _is_prepared(connection: Connection[Any], name: str) -> bool:
    """Whether all tables and columns are there. A ConfigError for what is not for us."""
    # In one statement, for another process may be making them.
    books, others = connection.execute(
        "SELECT to_regclass('semcache.books'), EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = 'semcache')"
    ).fetchone() or (None, False)
    if books is None:
        if others:
            raise ConfigError(name, "", "its schema semcache holds other tables, and is left as it is")
        return False
    [version] = connection.execute("SELECT version FROM semcache.books").fetchone() or [0]
    if version > VERSION:
        expected = f"written by a newer semcache (schema {version}, this one knows {VERSION}) and left as it is"
        raise ConfigError(name, "", f"{expected}; upgrade semcache or name another database")
    return version == VERSION and not any(_missing(connection))


def _missing(connection: Connection[Any]) -> Iterator[tuple[str, Column]]:
    for table in TABLES.values():
        there = connection.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped",
            (f"semcache.{table.name}",),
        )
        names = {name for (name,) in there}
        yield from ((table.name, column) for column in table.columns if column.name not in names)


def _prepare(connection: Connection[Any], name: str) -> None:
    """Makes what is missing. Who may not make tables needs none made."""
    if _is_prepared(connection, name):
        return
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_PREPARING,))
        if _is_prepared(connection, name):  # another process has done it meanwhile
            return
        for statement in _statements():
            connection.execute(statement.encode())
        for table, column in _missing(connection):
            connection.execute(f"ALTER TABLE semcache.{table} ADD COLUMN {_column(column)}".encode())
        connection.execute("UPDATE semcache.books SET version = %s", (VERSION,))


def _statements() -> Iterator[str]:
    text = TYPES[str]
    yield "CREATE SCHEMA IF NOT EXISTS semcache"
    for table in TABLES.values():
        columns = ", ".join(map(_column, table.columns))
        yield f"CREATE TABLE IF NOT EXISTS semcache.{table.name} ({columns}, PRIMARY KEY (id))"
        yield f"CREATE INDEX IF NOT EXISTS {table.name}_at ON semcache.{table.name} (at)"
    for table_name, column in (("cells", "key"), ("durations", "name")):
        value = "sums" if column == "key" else "counts"
        yield f"""CREATE TABLE IF NOT EXISTS semcache.{table_name} (
            day BIGINT NOT NULL, {column} {text} NOT NULL, {value} {text} NOT NULL, PRIMARY KEY (day, {column}))"""
    yield f"CREATE TABLE IF NOT EXISTS semcache.taken_back (request_id {text} PRIMARY KEY, id {text} NOT NULL)"
    yield f"""CREATE TABLE IF NOT EXISTS semcache.books (
        id INTEGER PRIMARY KEY CHECK (id = 1), rows_from BIGINT, origin {text}, version BIGINT NOT NULL)"""
    yield f"INSERT INTO semcache.books (id, version) VALUES (1, {VERSION}) ON CONFLICT DO NOTHING"  # noqa: S608


def _column(column: Column) -> str:
    said = f"{column.name} {TYPES[column.kind]}"
    if not column.optional:
        said += " NOT NULL"
    if column.default is not MISSING and column.default is not None:
        quoted = str(column.default).replace("'", "''")
        said += f" DEFAULT '{quoted}'"
    return said
