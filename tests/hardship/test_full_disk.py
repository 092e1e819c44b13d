"""A disk that takes no more, or may no longer be written to: every request is answered, and what is lost is counted."""

from __future__ import annotations

import asyncio
import os
import resource
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from semcache.adapters.sqlite_ledger import SqliteLedger
from semcache.core.ledger import AnswerRow
from tests.hardship.damaged import House, open_house, question

Trouble = Callable[[Path], "contextmanager[None]"]


@contextmanager
def full(_: Path) -> Iterator[None]:
    """No file of this process may grow beyond a page: writing fails as it does where there is no room."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def little_room(home: Path) -> Iterator[None]:
    """The files may grow a little, then no more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    most = max(file.stat().st_size for file in home.iterdir())
    resource.setrlimit(resource.RLIMIT_FSIZE, (most + 40_000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def ask_some(house: House, first: int, count: int) -> list[str]:
    """Ids of as many requests, half of them asked before."""
    ids = []
    for lot in range(first, first + count // 2):
        for wording in (0, 0):
            answer = await house.ask("ann", question(lot, wording))
            assert answer.status == 200
            assert answer.is_right
            ids.append(answer.id)
        assert answer.is_hit
    return ids


def gauge(house: House, name: str, **labels: str) -> float:
    value = house.engine.metrics.registry.get_sample_value(name, labels)
    assert value is not None
    return value


async def written(house: House) -> bool:
    for _ in range(100):
        try:
            await house.engine.books.ledger.flush()
            await house.store.flush()
        except Exception:
            await asyncio.sleep(0.1)
        else:
            return True
    return False


@pytest.mark.parametrize("trouble", [full, little_room])
async def test_a_full_disk_fails_no_request_and_all_goes_on_once_there_is_room(
    tmp_path: Path, trouble: Trouble
) -> None:
    async with open_house(tmp_path) as house:
        ids = await ask_some(house, 0, 20)
        assert await written(house)
        with trouble(tmp_path):
            ids += await ask_some(house, 100, 400)
            with pytest.raises(Exception, match=r"disk|full|I/O"):
                await house.engine.books.ledger.flush()
            assert (await house.ask("ann", question(1))).is_hit  # what was stored before
            assert all(guard.is_well for guard in house.engine.parts.guards.values())
        assert await written(house)
        ids += await ask_some(house, 1000, 20)
        assert await written(house)
        booked = [row.id for row in house.engine.books.ledger.rows() if isinstance(row, AnswerRow)]
        assert set(ids) <= set(booked)
        assert len(booked) == len(set(booked))
        assert house.engine.books.ledger.unwritten == 0
        assert house.engine.journal is not None
        assert await house.engine.journal.get(ids[50]) is not None
    async with open_house(tmp_path) as house:
        assert (await house.ask("ann", question(150))).is_hit


async def test_what_a_full_disk_never_took_is_counted(tmp_path: Path) -> None:
    small = SqliteLedger(tmp_path / "ledger.db", recover=True, pending_rows=100)
    async with open_house(tmp_path, ledger=small, pending_bytes=100_000) as house:
        await ask_some(house, 0, 20)
        assert await written(house)
        with full(tmp_path):
            await ask_some(house, 100, 400)  # 600 rows, of which 100 may wait
            lost = small.unwritten
            assert 400 <= lost <= 500
            assert house.store.unwritten > 0
            await house.engine.upkeep.refresh_gauges()
            assert gauge(house, "semcache_ledger_unwritten_rows") == lost
            assert gauge(house, "semcache_unwritten", part="ledger") == lost
            assert gauge(house, "semcache_unwritten", part="store") == house.store.unwritten
        assert await written(house)
        assert len(list(small.rows())) == 30 + 600 - lost
        assert small.unwritten == lost


@contextmanager
def no_rights(home: Path) -> Iterator[None]:
    """Root may write to anything, so it stops being root for a moment."""
    is_root = os.geteuid() == 0
    files = [home, *home.iterdir()]
    for file in files:
        file.chmod(0o555 if file.is_dir() else 0o444)
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
        for file in files:
            if file.exists():
                file.chmod(0o755 if file.is_dir() else 0o644)


async def test_files_that_may_no_longer_be_written_fail_no_request() -> None:
    """Those who have them open write on, as POSIX has it; nobody stumbles over that."""
    with tempfile.TemporaryDirectory() as name:
        async with open_house(Path(name)) as house:
            await ask_some(house, 0, 20)
            assert await written(house)
            with no_rights(Path(name)):
                await ask_some(house, 100, 100)
            assert await written(house)
