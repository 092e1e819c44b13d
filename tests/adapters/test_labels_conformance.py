"""What every adapter for findings promises."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from semcache.adapters.sqlite_labels import SqliteLabels
from semcache.core.verify import Standing
from semcache.errors import ConfigError, LabelsFault
from semcache.findings import KEEP_DAYS, KEEP_PAIR_SECONDS, MemoryLabels
from semcache.ports import Labels

Make = Callable[..., Labels]
NOW = 1_763_694_000.0
TODAY = int(NOW // 86400)


def _memory(path: Path, **bounds: Any) -> Labels:
    return MemoryLabels(**bounds)


ADAPTERS: dict[str, Make] = {"memory": _memory, "sqlite": SqliteLabels}
every_adapter = pytest.mark.parametrize("make", ADAPTERS.values(), ids=ADAPTERS)


@pytest.fixture
async def labels(make: Make, tmp_path: Path) -> AsyncIterator[Labels]:
    labels = make(tmp_path / "labels.db", keep_standings=10, keep_pairs=10)
    yield labels
    await labels.close()


@every_adapter
async def test_what_is_written_is_seen_at_once(labels: Labels) -> None:
    assert labels.standing("a") is None
    assert labels.document("faq") is None
    assert labels.spent(TODAY, "faq") == 0
    assert not labels.has_pairs
    assert not labels.are_apart("a", "b")
    labels.note("a", Standing("a", 1, 0), NOW)
    labels.note("a", Standing("k", 2, 1), NOW)
    labels.keep_apart("b", "a", NOW)
    labels.keep_document("faq", '{"version": 1}')
    labels.spend(TODAY, "faq", Decimal("0.10"))
    labels.spend(TODAY, "faq", Decimal("0.02"))
    assert labels.standing("a") == Standing("k", 2, 1)
    assert labels.has_pairs
    assert labels.are_apart("a", "b")
    assert labels.are_apart("b", "a")
    assert not labels.are_apart("a", "c")
    assert labels.document("faq") == '{"version": 1}'
    assert (labels.spent(TODAY, "faq"), labels.spent(TODAY + 1, "faq")) == (Decimal("0.12"), 0)
    await labels.flush()
    assert labels.unwritten == 0


@every_adapter
async def test_the_standings_and_pairs_written_longest_ago_go_first(labels: Labels) -> None:
    for number in range(12):
        labels.note(f"{number}", Standing(f"{number}"), NOW + number)
        labels.keep_apart("asked", f"{number}", NOW + number)
    assert [number for number in range(12) if labels.standing(f"{number}")] == list(range(2, 12))
    assert [number for number in range(12) if labels.are_apart("asked", f"{number}")] == list(range(2, 12))


@every_adapter
async def test_a_sweep_forgets_what_is_very_old(labels: Labels) -> None:
    labels.keep_apart("a", "b", NOW - KEEP_PAIR_SECONDS - 1)
    labels.keep_apart("a", "c", NOW)
    labels.spend(TODAY - KEEP_DAYS - 1, "faq", Decimal(1))
    labels.spend(TODAY, "faq", Decimal(1))
    assert await labels.sweep(NOW) > 0
    assert [labels.are_apart("a", other) for other in "bc"] == [False, True]
    assert [labels.spent(day, "faq") for day in (TODAY - KEEP_DAYS - 1, TODAY)] == [0, 1]


@every_adapter
async def test_closed_it_takes_nothing_more_and_raises_nothing(labels: Labels) -> None:
    labels.keep_apart("a", "b", NOW)
    await labels.close()
    await labels.close()
    labels.keep_apart("a", "c", NOW)
    assert labels.unwritten == 1
    with pytest.raises(LabelsFault):
        await labels.sweep(NOW)


# On disk.


async def test_everything_is_there_after_a_restart(tmp_path: Path) -> None:
    first = SqliteLabels(tmp_path / "labels.db")
    first.note("a", Standing("k", 2, 1), NOW)
    first.keep_apart("b", "a", NOW)
    first.keep_document("faq", "{}")
    first.spend(TODAY, "faq", Decimal("0.12"))
    await first.close()
    again = SqliteLabels(tmp_path / "labels.db")
    assert again.standing("a") == Standing("k", 2, 1)
    assert again.are_apart("a", "b")
    assert again.document("faq") == "{}"
    again.spend(TODAY, "faq", Decimal("0.01"))
    assert again.spent(TODAY, "faq") == Decimal("0.13")
    await again.close()


async def test_what_another_process_keeps_apart_is_known_after_a_refresh(tmp_path: Path) -> None:
    mine, theirs = SqliteLabels(tmp_path / "labels.db"), SqliteLabels(tmp_path / "labels.db")
    theirs.keep_apart("a", "b", NOW)
    await theirs.flush()
    assert not mine.are_apart("a", "b")
    await mine.refresh()
    assert mine.are_apart("a", "b")
    await mine.close()
    await theirs.close()


async def test_the_file_is_bounded_by_the_sweep(tmp_path: Path) -> None:
    path = tmp_path / "labels.db"
    labels = SqliteLabels(path, keep_standings=5, keep_pairs=5)
    for number in range(20):
        labels.note(f"{number}", Standing("k"), NOW + number)
        labels.keep_apart("a", f"{number}", NOW + number)
    await labels.sweep(NOW)
    await labels.close()
    with closing(sqlite3.connect(path)) as connection:
        kept = connection.execute("SELECT key FROM standings ORDER BY at").fetchall()
        (pairs,) = connection.execute("SELECT count(*) FROM apart").fetchone()
    assert kept == [(f"{number}",) for number in range(15, 20)]
    assert pairs == 5


async def test_a_damaged_file_is_a_fault_and_is_put_aside_on_request(tmp_path: Path) -> None:
    path = tmp_path / "labels.db"
    path.write_bytes(b"no database" * 1000)
    with pytest.raises(LabelsFault, match="damaged"):
        SqliteLabels(path)
    labels = SqliteLabels(path, recover=True)
    assert labels.standing("a") is None
    await labels.close()


async def test_a_foreign_file_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "labels.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    with pytest.raises(ConfigError):
        SqliteLabels(path, recover=True)
