"""Real processes: the books against the stand-in's own bill, and what a kill -9 costs."""

import contextlib
import random
import signal
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import httpx
import pytest

from semcache.adapters.sqlite_ledger import LedgerFile
from semcache.core.ledger import AnswerRow, AttemptRow
from semcache.demo.processes import Process, started
from tests.servers import running

PACE = ("--ttft", "0.02", "--tokens-per-second", "4000")


@contextlib.contextmanager
def served(home: Path, upstream: str) -> Iterator[Process]:
    command = [sys.executable, "-m", "semcache", "serve", "--upstream", upstream, "--port", "0"]
    environ = {"SEMCACHE_HOME": str(home), "SEMCACHE_EMBEDDER__RUNTIME": "hash"}
    with started("the gateway", command, ready="/readyz", env=environ) as process:
        yield process


def load(url: str, seed: int, stop: threading.Event) -> int:
    """Requests until told to stop or the server is gone; how many were answered."""
    chance, answered = random.Random(seed), 0
    with httpx.Client(base_url=url, timeout=5, headers={"authorization": "Bearer k"}) as http:
        while not stop.is_set():
            body = {
                "model": "gpt-4o-mini",
                "stream": chance.random() < 0.3,
                "messages": [{"role": "user", "content": f"What is in box {chance.randrange(40)} of shelf {seed}?"}],
            }
            try:
                http.post("/v1/chat/completions", json=body).raise_for_status()
            except httpx.HTTPError:
                break
            answered += 1
    return answered


def under_load(url: str, seconds: float, seed: int) -> tuple[list[threading.Thread], threading.Event]:
    stop = threading.Event()
    threads = [threading.Thread(target=load, args=(url, seed + i, stop)) for i in range(3)]
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    return threads, stop


def spend(ledger: Path) -> tuple[Decimal, int]:
    rows = [row for row in LedgerFile(ledger).rows() if isinstance(row, AttemptRow)]
    assert all(row.cost is not None for row in rows if row.status == 200 and not row.error)
    return sum((row.cost or Decimal(0) for row in rows), Decimal(0)), len(rows)


def test_the_ledgers_spend_is_the_upstreams_own_bill_to_the_last_digit(tmp_path: Path) -> None:
    with running("semcache.demo.standin", *PACE) as standin, served(tmp_path, standin.url) as gateway:
        threads, stop = under_load(gateway.url, 3.0, seed=1)
        stop.set()
        for thread in threads:
            thread.join()
        time.sleep(1.0)
        bill = httpx.get(f"{standin.url}/bill").json()
        dollars, calls = spend(tmp_path / "ledger.db")
        assert (dollars, calls) == (Decimal(bill["dollars"]), bill["calls"])
        assert calls > 5
        answers = [row for row in LedgerFile(tmp_path / "ledger.db").rows() if isinstance(row, AnswerRow)]
        assert len(answers) >= calls


@pytest.mark.slow
def test_kill_9_loses_at_most_the_last_second_of_the_books_and_writes_nothing_twice(tmp_path: Path) -> None:
    chance, ledger = random.Random(7), tmp_path / "ledger.db"
    with running("semcache.demo.standin", *PACE) as standin:

        def billed() -> int:
            return int(httpx.get(f"{standin.url}/bill").json()["calls"])

        for life in range(4):
            before, written = billed(), spend(ledger)[1] if ledger.exists() else 0
            with served(tmp_path, standin.url) as gateway:
                threads, stop = under_load(gateway.url, chance.uniform(0.3, 1.5), seed=10 * life)
                a_second_ago = billed()
                time.sleep(1.0)
                gateway.popen.send_signal(signal.SIGKILL)
                gateway.popen.wait()
                stop.set()
                for thread in threads:
                    thread.join()
            with contextlib.closing(sqlite3.connect(ledger)) as db:
                assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert spend(ledger)[1] >= written + a_second_ago - before
        with served(tmp_path, standin.url) as gateway:  # and it starts again, with what it knew
            assert httpx.get(f"{gateway.url}/readyz").json()["status"] == "ready"
        rows = list(LedgerFile(ledger).rows())
        assert len({row.id for row in rows}) == len(rows)
        dollars, calls = spend(ledger)
        assert dollars <= Decimal(httpx.get(f"{standin.url}/bill").json()["dollars"])
        assert 0 < calls <= billed()
