"""Processes that find the same damaged file at the same moment move it aside once, and all go on in one file."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from find_me import OPEN

from semcache.errors import StoreFault
from semcache.storage.file import open_to_read

HERE = Path(__file__).parent
NAMES = "abcd"
TURNS = 10
NOISE = b"\x5a" * 4096

KEPT = {
    "store": "SELECT key FROM entries ORDER BY key",
    "ledger": "SELECT id FROM answers ORDER BY id",
    "labels": "SELECT name FROM documents ORDER BY name",
}


class Processes:
    """Each does what is said to all, in the same moment."""

    def __init__(self, stack: ExitStack, kind: str, names: str = NAMES) -> None:
        self.running = [stack.enter_context(started(kind, name)) for name in names]
        for one in self.running:
            stack.callback(one.kill)
        self.hear("ready")

    def do(self, words: str) -> None:
        for one in self.running:
            assert one.stdin is not None
            one.stdin.write(words + "\n")
            one.stdin.flush()
        self.hear("done")

    def hear(self, word: str) -> None:
        for one in self.running:
            assert one.stdout is not None
            assert one.stdout.readline() == word + "\n"


def started(kind: str, name: str) -> subprocess.Popen[str]:
    command = [sys.executable, str(HERE / "find_me.py"), kind, name]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def damage(path: Path) -> None:
    """All of the file, and what lies in the log beside it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with path.open("r+b") as file:
        file.write(NOISE * (path.stat().st_size // len(NOISE)))


def kept(kind: str, path: Path) -> list[str]:
    with closing(open_to_read(path, StoreFault)) as connection:
        return [str(name) for (name,) in connection.execute(KEPT[kind])]


def aside(path: Path) -> list[str]:
    return sorted(file.name for file in path.parent.glob("*.damaged"))


def paths(folder: Path) -> Iterator[Path]:
    for turn in range(TURNS):
        path = folder / str(turn) / "kept.db"
        path.parent.mkdir()
        yield path


@pytest.mark.parametrize("kind", OPEN)
def test_four_processes_that_start_at_once_move_a_damaged_file_aside_once(
    tmp_path: Path, stack: ExitStack, kind: str
) -> None:
    processes = Processes(stack, kind)
    for path in paths(tmp_path):
        path.write_bytes(NOISE)
        processes.do(f"open {path}")
        processes.do("keep")
        assert aside(path) == ["kept.db.damaged"]
        assert path.with_name("kept.db.damaged").read_bytes() == NOISE
        assert kept(kind, path) == list(NAMES)
        processes.do("close")


@pytest.mark.parametrize("kind", OPEN)
def test_four_processes_whose_file_is_damaged_in_use_move_it_aside_once(
    tmp_path: Path, stack: ExitStack, kind: str
) -> None:
    processes = Processes(stack, kind)
    for path in paths(tmp_path):
        processes.do(f"open {path}")
        damage(path)
        processes.do("keep")
        assert aside(path) == ["kept.db.damaged"]
        assert kept(kind, path) == list(NAMES)
        processes.do("close")


@pytest.mark.parametrize("kind", OPEN)
def test_who_has_the_file_open_follows_one_who_starts_and_moves_it_aside(
    tmp_path: Path, stack: ExitStack, kind: str
) -> None:
    running, starting = Processes(stack, kind, "ab"), Processes(stack, kind, "cd")
    for path in paths(tmp_path):
        running.do(f"open {path}")
        damage(path)
        starting.do(f"open {path}")
        for each in (running, starting):
            each.do("keep")
        assert aside(path) == ["kept.db.damaged"]
        assert kept(kind, path) == list(NAMES)
        for each in (running, starting):
            each.do("close")
