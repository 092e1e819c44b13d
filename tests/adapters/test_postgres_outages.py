"""What a PostgreSQL ledger does when its server does not do what it should."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator

import psycopg
import pytest
from stored_samples import answer, attempt, check

from semcache.adapters.postgres_ledger import PostgresBooks, PostgresLedger
from semcache.core.cells import Cells
from semcache.core.ledger import LedgerRow
from semcache.core.savings import report_of
from semcache.errors import ConfigError, LedgerFault
from semcache.postgresurl import parse_postgres_url
from semcache.storage.postgres import Database
from tests.postgres import WHY_NOT, PostgresServer, postgres, shared


@pytest.fixture(scope="module")
def own() -> Iterator[PostgresServer]:
    """A server that a test may do anything to."""
    with postgres() as server:
        if server is None:
            pytest.skip(WHY_NOT)
        yield server


@pytest.fixture
async def ledger(own: PostgresServer) -> AsyncIterator[PostgresLedger]:
    ledger = PostgresLedger(parse_postgres_url(own.emptied()), pending_rows=500)
    yield ledger
    await ledger.close()


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


async def written(ledger: PostgresLedger) -> None:
    """Once the server can be written to again."""
    deadline = time.monotonic() + 30
    while True:
        try:
            await ledger.flush()
        except LedgerFault:
            assert time.monotonic() < deadline
            await asyncio.sleep(0.1)
        else:
            return


def append(ledger: PostgresLedger, rows: list[LedgerRow]) -> float:
    """The longest time that appending one took, in seconds."""
    longest = 0.0
    for row in rows:
        began = time.perf_counter()
        ledger.append(row)
        longest = max(longest, time.perf_counter() - began)
    return longest


Trouble = Callable[[PostgresServer], Callable[[], object]]


def cut(own: PostgresServer) -> Callable[[], object]:
    own.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'semcache'")
    return lambda: None


def restarted(own: PostgresServer) -> Callable[[], object]:
    own.stop()
    return own.start


def read_only(own: PostgresServer) -> Callable[[], object]:
    own.execute("ALTER SYSTEM SET default_transaction_read_only = on")
    own.execute("SELECT pg_reload_conf()")
    until(lambda: own.execute("SHOW default_transaction_read_only") == [("on",)])

    def writable() -> None:
        with psycopg.connect(own.url(), autocommit=True) as connection:
            connection.execute("SET default_transaction_read_only = off")
            connection.execute("ALTER SYSTEM RESET default_transaction_read_only")
            connection.execute("SELECT pg_reload_conf()")
        until(lambda: own.execute("SHOW default_transaction_read_only") == [("off",)])

    return writable


def full(own: PostgresServer) -> Callable[[], object]:
    own.execute(
        "CREATE FUNCTION semcache.full() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = 'disk_full'; END $$"
    )
    own.execute("CREATE TRIGGER full_disk BEFORE INSERT ON semcache.answers EXECUTE FUNCTION semcache.full()")
    return lambda: own.execute("DROP TRIGGER full_disk ON semcache.answers")


def frozen(own: PostgresServer) -> Callable[[], object]:
    found = own.execute("SELECT pid FROM pg_stat_activity WHERE application_name = 'semcache'")
    pids = [int(str(pid)) for (pid,) in found]
    assert pids
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    return lambda: [os.kill(pid, signal.SIGCONT) for pid in pids]


def until(true: Callable[[], bool], timeout: float = 20.0) -> None:
    deadline = time.monotonic() + timeout
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.parametrize("trouble", [cut, restarted, read_only, full, frozen], ids=lambda trouble: trouble.__name__)
async def test_no_append_fails_or_waits_and_every_row_is_written_once_when_it_is_over(
    own: PostgresServer, ledger: PostgresLedger, trouble: Trouble, caplog: pytest.LogCaptureFixture
) -> None:
    rows: list[LedgerRow] = [answer(f"a{number}", float(number)) for number in range(300)]
    append(ledger, rows[:100])
    await ledger.flush()
    over = trouble(own)
    try:
        longest = append(ledger, rows[100:200])
        await asyncio.sleep(0.6)  # so that writing is tried meanwhile
        longest = max(longest, append(ledger, rows[200:]))
    finally:
        over()
    await written(ledger)
    found = list(ledger.rows())
    assert found == rows
    assert report_of(ledger.cells()) == report_of(Cells.of(rows))
    assert ledger.unwritten == 0
    assert longest < 0.1  # as the thread that writes may have the processor
    lines = said(caplog)
    assert len(lines) in (0, 2), lines  # it cannot write; it writes again
    assert not any("sesame" in line or "\n" in line for line in lines)


async def test_a_server_that_says_nothing_any_more_is_asked_anew(
    own: PostgresServer, ledger: PostgresLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ledger.flush()
    monkeypatch.setattr("semcache.storage.postgres.WRITE_PATIENCE", 0.5)
    thaw = frozen(own)
    try:
        ledger.append(answer("a"))
        await written(ledger)
        assert list(ledger.rows()) == [answer("a")]
    finally:
        thaw()


@pytest.mark.parametrize("what", ["rows", "cells"])
async def test_whoever_reads_from_a_server_that_says_nothing_any_more_is_told(
    own: PostgresServer, ledger: PostgresLedger, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    append(ledger, [answer(f"a{number}", float(number)) for number in range(5)])
    await ledger.flush()
    monkeypatch.setattr("semcache.storage.postgres.AHEAD", 2)
    monkeypatch.setattr("semcache.storage.postgres.READ_PATIENCE", 0.5)
    url = parse_postgres_url(own.url())
    frozen_one: list[Callable[[], object]] = []

    def read() -> None:
        if what == "rows":
            rows = PostgresBooks(url).rows()
            next(rows)
            frozen_one.append(frozen(own))
            list(rows)
        else:
            with Database(url).reading() as sql:
                frozen_one.append(frozen(own))
                sql.execute("SELECT rows_from FROM books")

    try:
        with pytest.raises(LedgerFault, match=f"^{re.escape(str(url))}: the server gave no answer within 0.5 s$"):
            await asyncio.wait_for(asyncio.to_thread(read), 20)
    finally:
        for thaw in frozen_one:
            thaw()
    assert len(list(PostgresBooks(url).rows())) == 5


async def test_what_waits_is_bounded_and_what_does_not_fit_is_counted(
    own: PostgresServer, ledger: PostgresLedger
) -> None:
    await ledger.flush()
    own.stop()
    try:
        append(ledger, [answer(f"a{number:03}", float(number)) for number in range(700)])
        assert ledger.unwritten == 200
        with pytest.raises(LedgerFault):
            await ledger.flush()
    finally:
        own.start()
    await written(ledger)
    assert [row.id for row in ledger.rows()] == [f"a{number:03}" for number in range(500)]
    assert ledger.unwritten == 200


async def test_a_server_that_is_down_is_no_reason_not_to_start(
    own: PostgresServer, caplog: pytest.LogCaptureFixture
) -> None:
    url = parse_postgres_url(own.emptied())
    own.stop()
    try:
        ledger = PostgresLedger(url)
        ledger.append(answer("a"))
        with pytest.raises(LedgerFault, match="refused"):
            list(ledger.rows())
        with pytest.raises(LedgerFault):
            await ledger.flush()
    finally:
        own.start()
    await written(ledger)
    assert list(ledger.rows()) == [answer("a")]
    await ledger.close()
    assert "wait in memory" in said(caplog)[0]
    assert not any("sesame" in line for line in said(caplog))


async def test_a_server_that_is_started_anew_at_the_end_gets_what_waits(own: PostgresServer) -> None:
    ledger = PostgresLedger(parse_postgres_url(own.emptied()))
    await ledger.flush()
    own.stop()
    ledger.append(answer("a"))
    ending = asyncio.create_task(ledger.close())
    await asyncio.to_thread(own.start)
    await ending
    assert ledger.unwritten == 0
    assert list(ledger.rows()) == [answer("a")]


async def test_a_connection_that_was_closed_while_it_was_idle_costs_no_failed_try(
    own: PostgresServer, ledger: PostgresLedger, caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(3):
        cut(own)
        ledger.append(answer(f"a{number}", float(number)))
        await ledger.flush()
    assert [row.id for row in ledger.rows()] == ["a0", "a1", "a2"]
    assert said(caplog) == []


async def test_what_could_not_be_written_at_the_end_is_counted(
    own: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("semcache.adapters.postgres_ledger.LAST_SECONDS", 0.3)
    ledger = PostgresLedger(parse_postgres_url(own.emptied()))
    await ledger.flush()
    own.stop()
    try:
        ledger.append(answer("a"))
        await ledger.close()
        assert ledger.unwritten == 1
    finally:
        own.start()


async def test_a_row_that_can_never_be_written_does_not_hold_up_the_others() -> None:
    ledger = PostgresLedger(parse_postgres_url(shared().emptied()))
    good = [answer(f"good{number}", float(number)) for number in range(40)]
    for row in good[:20]:
        ledger.append(row)
    ledger.append(answer("lone surrogate", detail="\ud800"))
    ledger.append(answer("too large", status=2**70))
    ledger.append(answer("nothing where something must be", model=None))
    for row in [*good[20:], attempt("b"), check("c")]:
        ledger.append(row)
    await ledger.flush()
    assert {row.id for row in ledger.rows()} == {row.id for row in good} | {"b", "c"}
    assert ledger.unwritten == 3
    assert sum(sums.rows for sums in ledger.cells().sums.values()) == 42
    await ledger.close()


# Whose schema it is.


async def test_many_that_start_at_once_make_one_schema() -> None:
    url = parse_postgres_url(shared().emptied())
    made: list[PostgresLedger | BaseException] = []

    def start() -> None:
        try:
            made.append(PostgresLedger(url))
        except BaseException as error:
            made.append(error)

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ledgers = [one for one in made if isinstance(one, PostgresLedger)]
    assert len(ledgers) == 8, made
    for number, ledger in enumerate(ledgers):
        ledger.append(answer(f"a{number}", float(number)))
    for ledger in ledgers:
        await ledger.close()
    assert [row.id for row in PostgresBooks(url).rows()] == [f"a{number}" for number in range(8)]


async def test_a_newer_schema_and_other_tables_are_refused_and_left_as_they_are() -> None:
    server = shared()
    url = parse_postgres_url(server.emptied())
    await PostgresLedger(url).close()
    server.execute("UPDATE semcache.books SET version = 99")
    for open_it in (PostgresLedger, lambda url: PostgresBooks(url).cells()):
        with pytest.raises(ConfigError, match=r"newer semcache \(schema 99, this one knows 1\)"):
            open_it(url)
    server.emptied()
    server.execute("CREATE SCHEMA semcache")
    server.execute("CREATE TABLE semcache.answers (something_else INTEGER)")
    for open_it in (PostgresLedger, lambda url: PostgresBooks(url).cells()):
        with pytest.raises(ConfigError, match="holds other tables"):
            open_it(url)
    assert server.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'semcache'") == [(1,)]


async def test_a_column_that_a_later_version_brought_is_added_with_its_default() -> None:
    server = shared()
    url = parse_postgres_url(server.emptied())
    ledger = PostgresLedger(url)
    ledger.append(attempt("a"))
    await ledger.close()
    server.execute(
        "ALTER TABLE semcache.attempts DROP COLUMN choice, DROP COLUMN outcome, DROP COLUMN usage_cache_write_1h"
    )
    with pytest.raises(LedgerFault, match="no ledger of this version"):
        list(PostgresBooks(url).rows())
    await PostgresLedger(url).close()
    assert list(PostgresBooks(url).rows()) == [attempt("a")]


async def test_who_may_not_make_tables_writes_to_those_that_are_there() -> None:
    server = shared()
    url = parse_postgres_url(server.emptied())
    await PostgresLedger(url).close()
    server.execute("DROP ROLE IF EXISTS clerk")
    server.execute("CREATE ROLE clerk LOGIN PASSWORD 'open'")
    server.execute("GRANT USAGE ON SCHEMA semcache TO clerk")
    server.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA semcache TO clerk")
    try:
        ledger = PostgresLedger(parse_postgres_url(f"postgresql://clerk:open@127.0.0.1:{server.port}/postgres"))
        ledger.append(answer("a"))
        await ledger.close()
        assert [row.id for row in PostgresBooks(url).rows()] == ["a"]
    finally:
        server.execute("DROP OWNED BY clerk")
        server.execute("DROP ROLE clerk")


# How it is reached.


async def test_another_machine_is_reached_with_tls_or_not_at_all() -> None:
    server = shared()
    server.emptied()
    elsewhere = parse_postgres_url(server.url(host="127.1"))  # this machine, in a way that does not show it
    assert not elsewhere.is_local
    with pytest.raises(LedgerFault, match="SSL was required"):
        PostgresBooks(elsewhere).cells()
    ledger = PostgresLedger(elsewhere, allow_insecure=True)
    ledger.append(answer("a"))
    await ledger.flush()
    assert list(ledger.rows()) == [answer("a")]
    await ledger.close()


async def test_a_wrong_password_is_told_without_it() -> None:
    url = parse_postgres_url(shared().url().replace("sesame", "pumpkin"))
    with pytest.raises(LedgerFault, match="password authentication failed") as told:
        PostgresBooks(url).cells()
    assert "pumpkin" not in str(told.value)
    assert "\n" not in str(told.value)


def test_an_option_that_there_is_none_of_is_the_users_mistake() -> None:
    with pytest.raises(ConfigError, match="sslmod"):
        PostgresLedger(parse_postgres_url("postgresql://user:sesame@localhost/books?sslmod=require"))


def test_without_psycopg_the_extra_is_named_and_nothing_else_is_asked_for() -> None:
    program = """
import sys
import semcache.build
assert "psycopg" not in sys.modules
sys.modules["psycopg"] = None
from semcache.errors import ConfigError
from semcache.postgresurl import parse_postgres_url
try:
    semcache.build.open_ledger(parse_postgres_url("postgresql://user:sesame@localhost/books")).cells()
except ConfigError as error:
    print(error)
"""
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert found.startswith("postgresql://user@localhost/books: it takes the package psycopg")
    assert found.endswith("pip install 'semcache-llm[postgres]'\n")
