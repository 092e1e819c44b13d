"""Workers that are killed leave nothing behind that is wrong."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.workers.kills import battery

KILLS = 6
"""`python -m tests.benchmarks.worker_kills` does 200."""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="workers inherit sockets by their numbers")
def test_kills_under_load_leave_store_and_books_whole(tmp_path: Path) -> None:
    found = battery(tmp_path, KILLS, seed=3)
    assert found.wrong == []
    assert found.kills == KILLS
    assert found.booked > 20
    assert found.entries > 20
    assert found.billed - found.missing == found.booked
