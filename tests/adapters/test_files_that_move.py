"""Books whose file goes away while they are kept."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from stored_samples import answer

from semcache.adapters.sqlite_journal import JournalFile, SqliteJournal
from semcache.adapters.sqlite_ledger import SqliteLedger
from semcache.errors import LedgerFault
from tests.core.explanation_samples import explanation


def remove(path: Path) -> None:
    for file in path.parent.glob(path.name + "*"):
        file.unlink()


def move(path: Path) -> None:
    for file in list(path.parent.glob(path.name + "*")):
        file.rename(file.with_name("old-" + file.name))


goes = pytest.mark.parametrize("goes", [remove, move])


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


@goes
async def test_the_ledger_goes_on_in_the_file_that_takes_its_place(
    tmp_path: Path, goes: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "ledger.db"
    ledger = SqliteLedger(path)
    for life in "abc":
        for number in range(3):
            ledger.append(answer(f"{life}{number}"))
            await ledger.flush()
        assert [row.id for row in ledger.rows()] == [f"{life}{number}" for number in range(3)]
        goes(path)
    ledger.append(answer("last"))
    await ledger.close()
    assert [row.id for row in ledger.rows()] == ["last"]
    assert ledger.unwritten == 0
    line = f"{path} was moved or removed while it was in use; what comes now goes to the file in its place"
    assert said(caplog) == [line] * 3


@goes
async def test_two_processes_find_each_others_rows_in_the_new_file(
    tmp_path: Path, goes: Callable[[Path], None]
) -> None:
    path = tmp_path / "ledger.db"
    one, other = SqliteLedger(path), SqliteLedger(path)
    goes(path)
    for number in range(6):
        ledger = (one, other)[number % 2]
        ledger.append(answer(str(number)))
        await ledger.flush()
    assert [row.id for row in one.rows()] == list("012345")
    await one.close()
    await other.close()
    assert [row.id for row in other.rows()] == list("012345")


async def test_rows_that_find_no_file_wait_and_are_counted_when_they_are_lost(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "home" / "ledger.db"
    ledger = SqliteLedger(path, pending_rows=2)
    remove(path)
    path.parent.rmdir()
    path.parent.write_text("a file where the folder was")
    for id in "abc":
        ledger.append(answer(id))
    with pytest.raises(LedgerFault, match=r"the ledger cannot write: .* its folder cannot be made"):
        await ledger.flush()
    assert ledger.unwritten == 1
    path.parent.unlink()
    await ledger.flush()
    assert [row.id for row in ledger.rows()] == ["a", "b"]
    await ledger.close()
    assert len(said(caplog)) == 3  # it cannot write, where it goes on, it writes again


@goes
async def test_the_journal_goes_on_in_the_file_that_takes_its_place(
    tmp_path: Path, goes: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "journal.db"
    journal = SqliteJournal(path)
    journal.append("a", lambda: explanation("a"))
    assert await journal.get("a") == explanation("a")
    goes(path)
    assert await journal.get("a") is None
    journal.append("b", lambda: explanation("b"))
    assert await journal.get("b") == explanation("b")
    assert JournalFile(path).find("b") == explanation("b")
    await journal.close()
    assert len(said(caplog)) == 1
