"""A gateway whose books are in PostgreSQL, as a process."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from semcache.demo.processes import started
from semcache.postgresurl import parse_postgres_url
from tests.harness import ask
from tests.postgres import WHY_NOT, PostgresServer, postgres
from tests.servers import running

SEMCACHE = [sys.executable, "-m", "semcache"]


@pytest.fixture(scope="module")
def own() -> Iterator[PostgresServer]:
    with postgres() as server:
        if server is None:
            pytest.skip(WHY_NOT)
        yield server


def environ(home: Path, ledger: str) -> dict[str, str]:
    return {"SEMCACHE_HOME": str(home), "SEMCACHE_EMBEDDER__RUNTIME": "hash", "SEMCACHE_LEDGER": ledger}


@pytest.mark.slow
def test_requests_are_answered_while_the_server_is_away_and_booked_when_it_is_back(
    own: PostgresServer, tmp_path: Path
) -> None:
    url = own.emptied()
    environment = environ(tmp_path, url)
    with running("semcache.demo.standin", "--ttft", "0.01", "--tokens-per-second", "2000") as standin:
        command = [*SEMCACHE, "serve", "--upstream", standin.url, "--port", "0"]
        with started("the gateway", command, ready="/readyz", env=environment) as gateway:

            def asked(*words: str) -> list[int]:
                where = gateway.url + "/v1/chat/completions"
                questions = [ask(f"What is a {word}?") | {"model": "gpt-4o-mini"} for word in words]
                headers = {"authorization": "Bearer k"}
                return [httpx.post(where, json=one, headers=headers, timeout=30).status_code for one in questions]

            assert asked("boat", "tree", "boat") == [200] * 3
            own.stop()
            try:
                assert asked("boat", "lamp", "fish", "lamp") == [200] * 4
            finally:
                own.start()
            assert asked("boat", "fish") == [200] * 2
    done = subprocess.run([*SEMCACHE, "report", "--json"], env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    total = json.loads(done.stdout)["total"]
    assert (total["answers"], total["hits"]) == (9, 5)


def test_what_the_user_must_put_right_is_one_line_at_the_start(own: PostgresServer, tmp_path: Path) -> None:
    def refused(ledger: str) -> str:
        command = [*SEMCACHE, "serve", "--upstream", "http://127.0.0.1:9", "--port", "0"]
        done = subprocess.run(command, env=environ(tmp_path, ledger), capture_output=True, text=True, timeout=60)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr
        assert "sesame" not in done.stderr
        return done.stderr

    assert "SEMCACHE_LEDGER: a PostgreSQL on another machine with sslmode=disable" in refused(
        "postgresql://books:sesame@db.example.com/books?sslmode=disable"
    )
    own.emptied()
    own.execute("CREATE SCHEMA semcache")
    own.execute("CREATE TABLE semcache.others (number INTEGER)")
    assert refused(own.url()) == (
        f"semcache: {parse_postgres_url(own.url())}: its schema semcache holds other tables, and is left as it is\n"
    )
