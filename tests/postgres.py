"""A PostgreSQL server of the tests' own, on a free loopback port, where its programs can be found."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import psycopg
import pytest

from tests.servers import free_port

USER = "semcache"
NOBODY = "nobody"
WHY_NOT = "no PostgreSQL server here: pip install pgserver, or install PostgreSQL"


def programs() -> Path | None:
    """The folder of `initdb` and `postgres`: of the package pgserver, else of this machine."""
    spec = find_spec("pgserver")
    folders = [Path(spec.origin).parent / "pginstall" / "bin"] if spec is not None and spec.origin else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if (found := shutil.which("initdb")) is not None:
        folders.append(Path(found).parent)
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()), None)


class PostgresServer:
    """Started, stopped and started again by its own handle, with its data in a folder of its own."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs = programs
        self._folder = folder
        self._data = folder / "data"
        self._process: subprocess.Popen[bytes] | None = None
        self.port = free_port()
        # PostgreSQL refuses to run as root.
        self._user = NOBODY if os.geteuid() == 0 else None
        if self._user is not None:
            shutil.chown(folder, self._user)
        password = folder / "password"
        password.write_text("sesame\n")
        password.chmod(0o644)
        self._run("initdb", "-D", str(self._data), "-U", USER, "-E", "UTF8", "--no-locale", "--no-sync",
                  "-A", "scram-sha-256", f"--pwfile={password}")  # fmt: skip

    def _run(self, program: str, *args: str) -> None:
        subprocess.run(
            [self._programs / program, *args], user=self._user, cwd=self._folder, check=True, capture_output=True
        )

    def url(self, database: str = "postgres", host: str = "127.0.0.1") -> str:
        return f"postgresql://{USER}:sesame@{host}:{self.port}/{database}"

    def start(self) -> None:
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", self._data, "-p", str(self.port), "-k", self._folder,
                 "-h", "127.0.0.1", "-F"],
                user=self._user, cwd=self._folder, stdout=log, stderr=log,
            )  # fmt: skip
        deadline = time.monotonic() + 30
        while True:
            try:
                psycopg.connect(self.url(), connect_timeout=2).close()
            except psycopg.OperationalError:
                assert self._process.poll() is None, (self._folder / "log").read_text()
                assert time.monotonic() < deadline
                time.sleep(0.05)
            else:
                return

    def stop(self) -> None:
        """At once, with every connection cut."""
        if self._process is not None:
            self._process.send_signal(3)  # "immediate shutdown"
            self._process.wait(20)
            self._process = None

    def execute(self, statement: str, database: str = "postgres") -> list[tuple[object, ...]]:
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description is not None else []

    def emptied(self) -> str:
        """The URL of its database, without anything of ours in it."""
        self.execute("DROP SCHEMA IF EXISTS semcache CASCADE")
        return self.url()


@contextmanager
def postgres() -> Iterator[PostgresServer | None]:
    """A server that runs; None where there are no programs for one."""
    found = programs()
    if found is None:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="semcache-postgres-") as folder:
        server = PostgresServer(found, Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.stop()


@cache
def shared() -> PostgresServer:
    """One for all tests of this process that leave it as it is; skips where there can be none."""
    stack = ExitStack()
    server = stack.enter_context(postgres())
    if server is None:
        pytest.skip(WHY_NOT)
    atexit.register(stack.close)
    return server
