"""What every journal promises."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from semcache.adapters import sqlite_journal
from semcache.adapters.memory_journal import MemoryJournal
from semcache.adapters.sqlite_journal import JournalFile, SqliteJournal
from semcache.core.explanation import Explanation, Text
from semcache.errors import ConfigError, JournalFault
from semcache.ports import Journal
from tests.core.explanation_samples import BYPASS, EXPLANATION, explanation

Make = Callable[..., Journal]
DAY = 86400.0


def _memory(path: Path, **bounds: Any) -> Journal:
    return MemoryJournal(**bounds)


JOURNALS: dict[str, Make] = {"memory": _memory, "sqlite": SqliteJournal}
every_journal = pytest.mark.parametrize("make", JOURNALS.values(), ids=JOURNALS)


@pytest.fixture
async def journal(make: Make, tmp_path: Path) -> AsyncIterator[Journal]:
    journal = make(tmp_path / "journal.db", keep_seconds=7 * DAY, keep_requests=10)
    yield journal
    await journal.close()


def append(journal: Journal, *explanations: Explanation) -> None:
    for one in explanations:
        journal.append(one.request_id, lambda one=one: one)  # type: ignore[misc]


async def kept(journal: Journal, ids: str) -> str:
    return "".join([id for id in ids if await journal.get(id) is not None])


@every_journal
@pytest.mark.parametrize(
    "one",
    [
        EXPLANATION,
        BYPASS,
        explanation("x", question=None, nearest_refused=None),
        explanation("x", question=Text('odd "text" \u2028 \x00 ä', 12)),
    ],
    ids=["refused", "bypass", "little", "odd"],
)
async def test_every_field_comes_back_exactly(journal: Journal, one: Explanation) -> None:
    append(journal, one)
    found = await journal.get(one.request_id)
    assert found == one
    assert repr(found) == repr(one)


@every_journal
async def test_a_request_that_is_unknown_is_none_and_the_first_explanation_stays(journal: Journal) -> None:
    append(journal, explanation("a"), explanation("a", at=2000.0))
    assert await journal.get("a") == explanation("a")
    append(journal, explanation("a", at=3000.0))
    assert await journal.get("a") == explanation("a")
    assert await journal.get("b") is None
    assert journal.unwritten == 0


@every_journal
async def test_what_cannot_be_explained_raises_nothing_and_takes_nothing_else_with_it(journal: Journal) -> None:
    def fails() -> Explanation:
        raise RuntimeError("no")

    append(journal, explanation("a"))
    journal.append("b", fails)
    append(journal, explanation("c"))
    assert await kept(journal, "abc") == "ac"
    assert journal.unwritten == 1


@every_journal
async def test_appending_explains_nothing_on_the_callers_thread_yet(journal: Journal) -> None:
    hold = threading.Event()

    def later() -> Explanation:
        assert hold.wait(10)
        return explanation("a")

    journal.append("a", later)  # would never return
    hold.set()
    assert await journal.get("a") == explanation("a")


@every_journal
@pytest.mark.parametrize(
    ("now", "left"),
    [(1000.0, "abcdefghij"), (1000.0 + 7 * DAY, "abcdefghij"), (1000.0 + 7 * DAY + 3.5, "efghij"), (9e9, "")],
)
async def test_a_sweep_drops_what_is_too_old(journal: Journal, now: float, left: str) -> None:
    append(journal, *(explanation(id, 1000.0 + place) for place, id in enumerate("abcdefghij")))
    assert await journal.sweep(now) == 10 - len(left)
    assert await kept(journal, "abcdefghij") == left


@every_journal
async def test_a_sweep_drops_the_oldest_of_too_many_and_again(journal: Journal) -> None:
    append(journal, *(explanation(id) for id in "abcdefghijkl"))
    assert await journal.sweep(1000.0) == 2
    assert await kept(journal, "abcdefghijkl") == "cdefghijkl"
    append(journal, *(explanation(id) for id in "xyz"))
    assert await journal.sweep(1000.0) == 3
    assert await kept(journal, "cdefghijklxyz") == "fghijklxyz"
    assert await journal.sweep(1000.0) == 0


@every_journal
async def test_a_closed_journal_counts_what_comes_and_finds_nothing(make: Make, tmp_path: Path) -> None:
    journal = make(tmp_path / "journal.db")
    await journal.close()
    await journal.close()
    append(journal, explanation("a"))
    assert journal.unwritten == 1
    with pytest.raises(JournalFault, match="closed"):
        await journal.get("a")
    with pytest.raises(JournalFault, match="closed"):
        await journal.sweep(0.0)


async def test_a_large_sweep_goes_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_journal, "SWEEP_ROWS", 4)
    journal = SqliteJournal(tmp_path / "journal.db", keep_requests=3)
    append(journal, *(explanation(id) for id in "abcdefghijklm"))
    assert await journal.sweep(1000.0) == 10
    assert await kept(journal, "abcdefghijklm") == "klm"
    await journal.close()


async def test_what_was_closed_is_read_by_others_and_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    first = SqliteJournal(path)
    append(first, explanation("a"), explanation("b", at=2000.0))
    await first.close()
    file = JournalFile(path)
    assert (file.find("a"), file.find("c"), file.newest()) == (
        explanation("a"),
        None,
        explanation("b", at=2000.0),
    )
    second = SqliteJournal(path)
    assert await second.get("b") == explanation("b", at=2000.0)
    await second.close()


@pytest.mark.parametrize("length", [20, 5000], ids=["plain", "packed"])
async def test_an_explanation_that_cannot_be_read_is_none(tmp_path: Path, length: int) -> None:
    path = tmp_path / "journal.db"
    journal = SqliteJournal(path)
    append(journal, explanation("a", kept="x" * length))
    await journal.close()
    data = path.read_bytes()
    body = data.rindex(b"x\x01" if length > 2000 else b'{"request_id":')
    path.write_bytes(data[: body + 10] + bytes([data[body + 10] ^ 1]) + data[body + 11 :])
    assert JournalFile(path).find("a") is None


async def test_a_full_queue_drops_what_comes_and_counts_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_journal, "PENDING", 2)
    journal = SqliteJournal(tmp_path / "journal.db")
    hold = threading.Event()

    def slow() -> Explanation:
        assert hold.wait(10)
        return explanation("a")

    journal.append("a", slow)
    append(journal, explanation("b"), explanation("c"))
    hold.set()
    assert await kept(journal, "abc") == "ab"
    assert journal.unwritten == 1
    await journal.close()


def test_a_file_that_is_not_there_or_not_ours_is_said(tmp_path: Path) -> None:
    with pytest.raises(JournalFault, match="there is no such file"):
        JournalFile(tmp_path / "journal.db")
    other = tmp_path / "other.db"
    other.write_text("hello, I am a text, and no database of yours at all")
    with pytest.raises((ConfigError, JournalFault), match=r"other\.db"):
        SqliteJournal(other)
    assert other.read_text().startswith("hello")
