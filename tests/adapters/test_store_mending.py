"""A store whose file is damaged or lost while it is in use begins anew, and everybody who shares it goes on there."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from stored_samples import entry as sample
from stored_samples import unit

from semcache.adapters.sqlite_store import SqliteStore
from semcache.core.entry import Entry
from semcache.core.world import Changed, SourceIs, Touches
from semcache.errors import CacheFault, StoreFault


def entry(key: str, epoch: int) -> Entry:
    whole = sample(key)
    return replace(whole, contract=replace(whole.contract, epoch=epoch))


def settled(path: Path) -> None:
    """All is in the file itself, and nothing in the log beside it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def cut(path: Path) -> None:
    settled(path)
    with path.open("r+b") as file:
        file.truncate(0)


def noise(path: Path) -> None:
    settled(path)
    with path.open("r+b") as file:
        file.write(b"\x5a" * path.stat().st_size)


def remove(path: Path) -> None:
    for file in path.parent.glob(path.name + "*"):
        file.unlink()


happens = pytest.mark.parametrize("happens", [cut, noise, remove])


async def comes(true: Callable[[], Awaitable[bool]]) -> None:
    until = time.monotonic() + 20
    while True:
        try:
            if await true():
                return
        except CacheFault:
            pass
        assert time.monotonic() < until
        await asyncio.sleep(0.02)


async def writes(store: SqliteStore, key: str) -> bool:
    """Whether what is put is on the disk, and the world can be told."""
    await store.put(entry(key, epoch=(await store.world()).epoch), unit(1, 0))
    await store.flush()
    return True


@happens
async def test_all_who_share_the_file_go_on_in_the_one_that_takes_its_place(
    tmp_path: Path, happens: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "cache.db"
    one, other = (SqliteStore(path, recover=True, hot_bytes=0) for _ in "ab")
    await one.announce(SourceIs("kb", "v1"), "me", 1.0)
    await writes(one, "before")
    assert await other.get("before") is not None
    before = await one.world()
    happens(path)

    async def is_begun_anew() -> bool:
        await writes(one, "any")
        return (await one.world()).epoch > before.epoch

    async def is_told() -> bool:
        return await other.world() == await one.world() and await other.get("after") is not None

    await comes(is_begun_anew)
    await writes(one, "after")
    await comes(is_told)
    assert await other.get("before") is None
    number = (await one.announce(Changed(Touches.TAG, "t"), "me", 2.0)).number
    assert (await other.world()).marks[Touches.TAG, "t"] == number
    assert not (await other.changes()).is_whole  # the index is to be built anew
    await one.close()
    await other.close()
    assert 1 <= sum("starting empty" in message for message in caplog.messages) <= 2
    late = SqliteStore(path, recover=True)
    assert (await late.get("after")) is not None
    assert (await late.world()).epoch == number
    await late.close()


@happens
async def test_what_was_asked_before_is_gone_also_where_it_is_stored_afterwards(
    tmp_path: Path, happens: Callable[[Path], None]
) -> None:
    path = tmp_path / "cache.db"
    store = SqliteStore(path, recover=True)
    await store.announce(SourceIs("kb", "v1"), "me", 1.0)
    before = await store.world()
    happens(path)

    async def is_begun_anew() -> bool:
        await writes(store, "any")
        return (await store.world()).epoch > before.epoch

    await comes(is_begun_anew)
    await writes(store, "after")
    await store.put(entry("late", epoch=before.epoch), None)
    world, late, after = await store.world(), await store.get("late"), await store.get("after")
    assert late is not None
    assert after is not None
    assert world.says_gone(late.grounds)
    assert not world.says_gone(after.grounds)
    await store.close()


async def test_a_file_that_somebody_else_laid_there_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "cache.db"
    store = SqliteStore(path, recover=True)
    await writes(store, "k")
    another = SqliteStore(tmp_path / "another.db")
    await writes(another, "theirs")
    await another.close()
    remove(path)
    (tmp_path / "another.db").rename(path)
    content = path.read_bytes()
    for _ in range(5):
        await asyncio.sleep(0.15)
        with pytest.raises(StoreFault, match="moved or replaced"):
            await store.world()
    await store.close()
    assert path.read_bytes() == content


async def test_without_leave_to_recover_a_damaged_file_stays_and_is_a_fault(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "cache.db"
    store = SqliteStore(path)
    await writes(store, "k")
    cut(path)
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            with pytest.raises(StoreFault):
                await writes(store, "l")
            await asyncio.sleep(0.1)
        await store.close()
    assert not path.with_name("cache.db.damaged").exists()
