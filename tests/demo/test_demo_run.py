"""`semcache demo` as a user runs it: real processes, real sockets, the real model."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from semcache.core.ledger import AttemptRow
from semcache.demo.processes import started
from semcache.errors import UsageError

pytestmark = pytest.mark.slow


def demo(*args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from semcache.cli import main; main()", "demo", *args]
    return subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)


def test_the_demo_ends_with_books_that_agree_with_the_bill(tmp_path: Path):
    from semcache.build import open_ledger

    ran = demo("--requests", "150", "--json", "--keep", str(tmp_path / "kept"))
    assert ran.returncode == 0, ran.stderr
    shown = json.loads(ran.stdout)
    outcome, books, report = shown["outcome"], shown["books"], shown["report"]
    assert outcome["day"]["requests"] == 150
    assert sum(outcome["ways"].values()) == 150
    assert outcome["failed"] == 0
    assert outcome["hits"] == report["total"]["hits"] > 0
    assert report["total"]["answers"] == 150
    rows = list(open_ledger(tmp_path / "kept" / "ledger.db").rows())
    spent = sum((row.cost for row in rows if isinstance(row, AttemptRow)), Decimal(0))
    assert Decimal(books["bill"]) == spent > 0
    assert books["agree"] is True
    assert "the demo's own labels" in ran.stderr

    again = demo("--requests", "5", "--keep", str(tmp_path / "kept"))
    assert again.returncode == 2
    assert again.stderr.count("\n") == 1
    assert "holds the state of an earlier run" in again.stderr


def test_a_server_that_does_not_start_is_one_line_with_its_last_words():
    command = [sys.executable, "-c", "raise SystemExit('no such port')"]
    with pytest.raises(UsageError, match="the server ended: no such port"), started("the server", command):
        pass


def test_a_server_that_never_listens_is_given_up_and_stopped():
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    with pytest.raises(UsageError, match="was not ready after 1 s"), started("it", command, timeout=1):
        pass
