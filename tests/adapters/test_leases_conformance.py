"""What leases promise, whatever they are made of."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from semcache.adapters import file_leases
from semcache.adapters.file_leases import FileLeases
from semcache.errors import StoreFault
from semcache.ports import Leases
from tests.redis_servers import every as every_one
from tests.redis_servers import redis_leases

Make = Callable[[Path], Leases]

LEASES: dict[str, Make] = {
    "file": lambda path: FileLeases(path / "leases"),
    "redis": redis_leases,
}
"""Made twice over one place, they are as two processes to each other."""
every = pytest.mark.parametrize("make", every_one(LEASES))


@pytest.fixture
async def leases(make: Make, tmp_path: Path) -> AsyncIterator[Leases]:
    leases = make(tmp_path)
    yield leases
    await leases.close()


@pytest.fixture
async def others(make: Make, leases: Leases, tmp_path: Path) -> AsyncIterator[Leases]:
    others = make(tmp_path)
    yield others
    await others.close()


@every
async def test_one_of_all_holds_the_lease_of_a_key(leases: Leases, others: Leases) -> None:
    lease = await leases.take("k")
    assert lease is not None
    assert await others.take("k") is None
    assert await leases.take("k") is None
    other = await others.take("another")
    assert other is not None
    await lease.release()
    again = await others.take("k")
    assert again is not None
    await lease.release()  # a second time: it is no more ours to release
    assert await leases.take("k") is None


@every
async def test_fences_only_grow(leases: Leases, others: Leases) -> None:
    fences = []
    for one in (leases, others, leases, others):
        lease = await one.take("k")
        assert lease is not None
        fences.append(lease.fence)
        await lease.release()
    assert fences == [None] * 4 or (None not in fences and fences == sorted(set(fences)))


@every
async def test_who_waits_goes_on_when_it_is_released(leases: Leases, others: Leases) -> None:
    lease = await leases.take("k")
    assert lease is not None
    waiting = [asyncio.create_task(others.freed("k")) for _ in range(3)]
    await asyncio.sleep(0.1)
    assert not any(task.done() for task in waiting)
    await lease.release()
    async with asyncio.timeout(10):
        await asyncio.gather(*waiting)
        await others.freed("never taken")
    assert await others.take("k") is not None


@every
async def test_who_waits_may_leave(leases: Leases, others: Leases) -> None:
    assert await leases.take("k") is not None
    waiting = asyncio.create_task(others.freed("k"))
    await asyncio.sleep(0.05)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert await others.take("k") is None


@every
async def test_closing_releases_what_is_held(leases: Leases, others: Leases) -> None:
    lease = await leases.take("k")
    assert lease is not None
    await leases.close()
    await leases.close()
    await lease.release()
    async with asyncio.timeout(10):
        await others.freed("k")
    assert await others.take("k") is not None
    for call in (leases.take, leases.freed):
        with pytest.raises(StoreFault, match="closed"):
            await call("k")


def holder(path: Path) -> subprocess.Popen[str]:
    """A process that has taken the lease of "k"."""
    command = [sys.executable, str(Path(__file__).parent / "lease_me.py"), str(path), "k"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "taken\n"
    return process


async def test_a_process_that_is_killed_loses_its_lease(tmp_path: Path) -> None:
    with holder(tmp_path / "leases") as process:
        leases = FileLeases(tmp_path / "leases")
        assert await leases.take("k") is None
        waiting = asyncio.create_task(leases.freed("k"))
        await asyncio.sleep(0.05)
        assert not waiting.done()
        process.kill()
        async with asyncio.timeout(10):
            await waiting
        lease = await leases.take("k")
        assert lease is not None
        await leases.close()


async def test_two_keys_of_one_hash_are_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_leases, "_place", lambda key: 7)
    leases, others = FileLeases(tmp_path / "leases"), FileLeases(tmp_path / "leases")
    lease = await leases.take("a")
    assert lease is not None
    assert await leases.take("b") is None
    assert await others.take("b") is None
    await lease.release()
    async with asyncio.timeout(10):
        await leases.freed("b")
    assert await others.take("b") is not None
    await leases.close()
    await others.close()


async def test_a_place_where_no_file_can_be_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    leases = FileLeases(tmp_path / "file" / "leases")
    for call in (leases.take, leases.freed):
        with pytest.raises(StoreFault, match="cannot be opened"):
            await call("k")
    await leases.close()


async def test_systems_without_locks_of_single_files_have_those_of_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_leases, "_OWN_DESCRIPTIONS", False)
    leases = FileLeases(tmp_path / "leases")
    with holder(tmp_path / "leases") as process:
        assert await leases.take("k") is None
        assert await leases.take("mine") is not None
        process.kill()
        async with asyncio.timeout(10):
            await leases.freed("k")
        lease = await leases.take("k")
        assert lease is not None
        await lease.release()
    await leases.close()
