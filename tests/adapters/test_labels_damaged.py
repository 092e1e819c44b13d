"""Findings of which some are not as they were written: those are passed over and counted, and the rest is as it was."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from semcache.adapters.sqlite_labels import SqliteLabels
from semcache.core.verify import Standing
from semcache.storage.schema import MIGRATIONS

NOW = 1_763_694_000.0
TODAY = int(NOW // 86400)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "labels.db"


def opened(path: Path) -> SqliteLabels:
    return SqliteLabels(path, recover=True)


def find(labels: SqliteLabels) -> None:
    """One finding of each kind that is to be damaged, and one beside it."""
    for which in ("bad", "good"):
        labels.note(which, Standing(f"kin of {which}", 2, 1), NOW)
        labels.keep_apart(f"asked {which}", f"other {which}", NOW)
        labels.keep_document(which, f"said of {which}")
        labels.spend(TODAY, which, Decimal("0.12"))


def known(labels: SqliteLabels, which: str) -> list[object]:
    return [
        labels.standing(which),
        labels.are_apart(f"asked {which}", f"other {which}"),
        labels.document(which),
        labels.spent(TODAY, which),
    ]


ALL = [Standing("kin of good", 2, 1), True, "said of good", Decimal("0.12")]
ALL_BAD = [Standing("kin of bad", 2, 1), True, "said of bad", Decimal("0.12")]
NOTHING = [None, False, None, Decimal(0)]
PLACES = ("standings", "apart", "documents", "spent")

CHANGES = {
    "another kin": (0, "UPDATE standings SET kin = 'another' WHERE key = 'bad'"),
    "more that agreed": (0, "UPDATE standings SET same = 99 WHERE key = 'bad'"),
    "fewer that did not": (0, "UPDATE standings SET different = 0 WHERE key = 'bad'"),
    "a later moment": (0, "UPDATE standings SET at = 9e99 WHERE key = 'bad'"),
    "a moment that is none": (0, "UPDATE standings SET at = 'soon' WHERE key = 'bad'"),
    "of another key": (0, "UPDATE standings SET key = 'badd' WHERE key = 'bad'"),
    "another pair": (1, "UPDATE apart SET other = 'someone' WHERE one = 'asked bad'"),
    "text that is no Unicode": (1, "UPDATE apart SET one = CAST(x'ff00' AS TEXT) WHERE one = 'asked bad'"),
    "another document": (2, "UPDATE documents SET document = 'said of none' WHERE name = 'bad'"),
    "no text at all": (2, "UPDATE documents SET document = x'00' WHERE name = 'bad'"),
    "more dollars": (3, "UPDATE spent SET dollars = '9.12' WHERE rule = 'bad'"),
    "what is no amount": (3, "UPDATE spent SET dollars = 'much' WHERE rule = 'bad'"),
    "another day": (3, "UPDATE spent SET day = 1 WHERE rule = 'bad'"),
}


@pytest.mark.parametrize(("place", "change"), CHANGES.values(), ids=CHANGES)
async def test_a_row_that_is_not_as_it_was_written_is_passed_over_and_counted(
    path: Path, place: int, change: str, caplog: pytest.LogCaptureFixture
) -> None:
    first = opened(path)
    find(first)
    await first.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        assert connection.execute(change).rowcount == 1
    with caplog.at_level(logging.WARNING):
        labels = opened(path)
    assert caplog.messages == [f"{path} has rows that are not as they were written; they are ignored"]
    left = [*ALL_BAD[:place], NOTHING[place], *ALL_BAD[place + 1 :]]
    assert (known(labels, "bad"), known(labels, "good"), labels.damaged) == (left, ALL, 1)
    # What is found out again is known again, here and at the next start.
    find(labels)
    await labels.flush()
    await labels.refresh()
    await labels.sweep(NOW)
    await labels.close()
    again = opened(path)
    assert known(again, "bad")[:3] == ALL_BAD[:3]
    assert again.spent(TODAY, "bad") == (Decimal("0.12") if place == 3 else Decimal("0.24"))
    assert again.damaged <= 1
    await again.close()
    assert list(path.parent.glob("*.damaged")) == []


@pytest.mark.parametrize("text", [b"kin of bad", b"asked bad", b"other bad", b"said of bad"])
async def test_a_bit_that_flips_on_the_disk_costs_one_row_and_not_the_file(path: Path, text: bytes) -> None:
    first = opened(path)
    find(first)
    await first.close()
    for _ in flips(path, text):
        labels = opened(path)
        assert known(labels, "good") == ALL
        assert known(labels, "bad") != [None, False, None, Decimal(0)]
        find(labels)
        await labels.flush()
        await labels.sweep(NOW)
        await labels.close()
        assert list(path.parent.glob("*.damaged")) == []
        again = opened(path)
        assert known(again, "bad")[:3] == ALL_BAD[:3]
        await again.close()


def flips(path: Path, text: bytes) -> Iterator[None]:
    """A bit of the text, at one place after another at which it lies in the file."""
    content = path.read_bytes()
    at = content.find(text)
    while at >= 0:
        path.write_bytes(content[:at] + bytes([content[at] ^ 0x10]) + content[at + 1 :])
        yield
        at = content.find(text, at + 1)


async def test_what_others_wrote_is_checked_when_it_is_heard(path: Path) -> None:
    mine, theirs = opened(path), opened(path)
    find(theirs)
    theirs.tell("bad news")
    theirs.tell("good news")
    await theirs.flush()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for _, change in CHANGES.values():
            connection.execute(change)
        connection.execute("UPDATE told SET told = 'no news' WHERE told = 'bad news'")
    for _ in range(3):  # what is read again and again is counted once
        theirs.keep_document("more", "x")
        await theirs.flush()
        await mine.refresh()
    assert (known(mine, "bad"), known(mine, "good")) == (NOTHING, ALL)
    assert mine.heard() == ["good news"]
    assert mine.damaged == 5
    for labels in (mine, theirs):
        await labels.close()


async def test_what_an_older_version_wrote_is_taken_on_and_has_checksums_from_then_on(path: Path) -> None:
    older(path, len(MIGRATIONS) - 1, lambda connection: connection.executescript(WRITTEN_BEFORE))
    labels = opened(path)
    assert (known(labels, "good"), labels.damaged) == (ALL, 0)
    await labels.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for table in (*PLACES, "told"):
            assert connection.execute(f"SELECT count(*) FROM {table} WHERE checksum IS NULL").fetchone() == (0,)
        connection.execute("UPDATE spent SET dollars = '0.01'")
    again = opened(path)
    assert (again.spent(TODAY, "good"), again.damaged) == (0, 1)
    await again.close()


WRITTEN_BEFORE = f"""
    INSERT INTO standings VALUES ('good', 'kin of good', 2, 1, {NOW});
    INSERT INTO apart (one, other, at) VALUES ('asked good', 'other good', {NOW});
    INSERT INTO documents VALUES ('good', 'said of good');
    INSERT INTO spent VALUES ({TODAY}, 'good', '0.12');
    INSERT INTO told (writer, told) VALUES (1, 'x');
"""


def older(path: Path, version: int, fill: Callable[[sqlite3.Connection], object]) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statements in MIGRATIONS[:version]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {0x73656D63}")
        connection.execute(f"PRAGMA user_version = {version}")
        fill(connection)
