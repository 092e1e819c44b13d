"""Books that several processes keep at once."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from append_me import open_place, row_of

from semcache.core.cells import DAY, Cells
from semcache.core.savings import report_of
from tests.postgres import shared

HERE = Path(__file__).parent
ROWS, ENDLESS = 2000, 100_000
"""Of each process that ends by itself, and of the one that is killed."""
NAMES = "abcd"
CUT = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE application_name = 'semcache' AND backend_start > (
        SELECT min(backend_start) FROM pg_stat_activity WHERE application_name = 'semcache')"""


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return str(tmp_path / "ledger.db") if request.param == "sqlite" else shared().emptied()


@pytest.mark.slow
async def test_processes_append_while_one_is_killed_and_old_rows_are_dropped(place: str, tmp_path: Path) -> None:
    ledger = open_place(place)
    jobs = {name: _start(place, tmp_path / f"{name}.log", name, ENDLESS if name == "a" else ROWS) for name in NAMES}
    for name in NAMES:
        while not _said(tmp_path / f"{name}.log"):
            assert jobs[name].poll() is None
            await asyncio.sleep(0.02)
    await asyncio.sleep(1.3)
    killed = time.time()
    jobs["a"].send_signal(signal.SIGKILL)
    dropped = 0
    turn = 0
    while any(job.poll() is None for job in jobs.values()):
        dropped += await ledger.drop_rows(DAY)
        if "://" in place and turn in (0, 15):  # this one's connection is left alone: it counts what it drops
            shared().execute(CUT)
        turn += 1
        await asyncio.sleep(0.1)
    assert {name: job.wait() for name, job in jobs.items()} == {"a": -signal.SIGKILL, "b": 0, "c": 0, "d": 0}
    dropped += await ledger.drop_rows(DAY)
    rows = list(ledger.rows())
    whole, kept = ledger.cells(), ledger.cells(DAY)
    await ledger.close()

    appended = [number for number, at in _said(tmp_path / "a.log") if at < killed - 1.0]
    assert appended, "it was killed before anything had to be on the disk"
    expected = {row_of(name, number).id: number for name in "bcd" for number in range(ROWS)}
    safe = expected | {row_of("a", number).id: number for number in range(appended[-1] + 1)}
    late = {row_of("a", number).id for number in range(ENDLESS)}
    ids = [row.id for row in rows]
    assert len(ids) == len(set(ids))
    assert {id for id, number in safe.items() if number % 2} <= set(ids) <= safe.keys() | late
    old = sum(sums.rows for key, sums in whole.sums.items() if key.day == 0)
    assert old == dropped
    assert sum(number % 2 == 0 for number in safe.values()) <= old
    assert report_of(kept) == report_of(Cells.of(rows))


def _start(place: str, log: Path, name: str, rows: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, str(HERE / "append_me.py"), place, str(log), name, str(rows)])


def _said(log: Path) -> list[tuple[int, float]]:
    lines = log.read_text().splitlines() if log.exists() else []
    return [(int(number), float(at)) for number, at in map(str.split, lines)]
