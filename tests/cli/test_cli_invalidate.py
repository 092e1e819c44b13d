"""`semcache invalidate`, beside a process that has the store open as a gateway has."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from semcache.adapters.sqlite_store import SqliteStore
from semcache.cli import main
from semcache.cli.invalidate import user
from semcache.core.entry import Entry
from semcache.core.freshness import Contract
from semcache.core.request import Completion
from semcache.core.scope import Scope
from semcache.core.world import Changed, Event, OlderThan, SourceIs, SourceVersion, Touches

HOUR = 3600.0
NOW = time.time()


def entry(key: str, version: str, age: float, **terms: tuple[str, ...]) -> Entry:
    contract = Contract(
        "faq", "p" * 64, NOW - age, NOW + HOUR, sources=(SourceVersion("kb/refunds", version),), **terms
    )
    scope = Scope("key:ann", "chat", "gpt-5", "f" * 64, "p" * 64, "minilm")
    return Entry(key, scope, "a question", Completion("chat", "gpt-5-2026", b"{}", None), contract, "key:bob")


FIRST, SECOND, THIRD = (start + "0" * 48 for start in ("a1b2c3d4e5f60718", "a1b2c3d4ffffffff", "00000000aaaaaaaa"))


@pytest.fixture
async def home(tmp_path: Path) -> Path:
    store = SqliteStore(tmp_path / "cache.db")
    await store.put(entry(FIRST, "v17", 3 * HOUR), None)
    await store.put(entry(SECOND, "v17", HOUR, tags=("launch",)), None)
    await store.put(entry(THIRD, "v18", 60.0), None)
    await store.close()
    return tmp_path


def run(*args: str) -> tuple[int, str, str]:
    found = CliRunner().invoke(main, ["invalidate", *args])
    return found.exit_code, found.stdout, found.stderr


def rows(home: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(home / "cache.db")) as file:
        return file.execute("SELECT number, who, event, entries FROM events ORDER BY number").fetchall()


@pytest.mark.parametrize(
    ("args", "entries", "said"),
    [
        (["--source", "kb/refunds"], 3, "source kb/refunds changed"),
        (["--source", "kb/refunds", "--version", "v18"], 2, "source kb/refunds is now v18"),
        (["--source", "kb/other"], 0, "source kb/other changed"),
        (["--tag", "launch"], 1, "tag launch changed"),
        (["--tenant", "key:ann"], 3, "tenant key:ann changed"),
        (["--author", "key:bob"], 3, "author key:bob changed"),
        (["--author", "key:ann"], 0, "author key:ann changed"),
        (["--model", "gpt-5-2026"], 3, "model gpt-5-2026 changed"),
        (["--policy", "faq"], 3, "policy faq changed"),
        (["--entry", FIRST[:16]], 1, f"entry {FIRST} changed"),
        (["--entry", FIRST.upper()], 1, f"entry {FIRST} changed"),
        (["--entry", "f" * 64], 0, f"entry {'f' * 64} changed"),
        (["--all"], 3, "everything changed"),
    ],
)
def test_each_kind_says_how_many_entries_it_ends_dry_and_for_good(
    home: Path, args: list[str], entries: int, said: str
) -> None:
    count = "1 entry" if entries == 1 else f"{entries} entries"
    would = f"{count} would become unservable: {said} (dry run, nothing was changed)\n"
    assert run(*args, "--home", str(home), "--dry-run") == (0, would, "")
    assert rows(home) == []
    became = f"{count} became unservable: {said} (number 1 in the audit)\n"
    assert run(*args, "--home", str(home)) == (0, became, "")
    assert [(number, who, count) for number, who, _, count in rows(home)] == [(1, user(), entries)]
    assert run(*args, "--home", str(home), "--dry-run")[1].startswith("0 entries would become")


def test_age_counts_back_from_now_or_is_a_date(home: Path) -> None:
    assert run("--older-than", "2h", "--home", str(home), "--dry-run")[1].startswith("1 entry would")
    code, out, err = run("--older-than", "30m", "--home", str(home))
    assert (code, err) == (0, "")
    assert out.startswith("2 entries became unservable: what was made before 20")
    (row,) = rows(home)
    assert NOW - 1800 <= json.loads(str(row[2]))["moment"] <= time.time() - 1800
    assert run("--older-than", "2020-01-31", "--home", str(home))[1].startswith(
        "0 entries became unservable: what was made before 2020-01-31 00:00:00 UTC is gone"
    )


def test_json_for_programs(home: Path) -> None:
    event = {"id": "kb/refunds", "version": "v18", "kind": "source-is"}
    args = ["--source", "kb/refunds", "--version", "v18", "--json", "--home", str(home)]
    assert json.loads(run(*args, "--dry-run")[1]) == {"number": None, "dry_run": True, "entries": 2, "event": event}
    assert json.loads(run(*args)[1]) == {"number": 1, "dry_run": False, "entries": 2, "event": event}


def test_the_log_lists_the_audit_newest_first(home: Path) -> None:
    assert run("--log", "--home", str(home)) == (0, "nothing was invalidated yet\n", "")
    assert run("--tag", "launch\x1b[31m", "--home", str(home))[0] == 2
    run("--tag", "landing", "--home", str(home))
    run("--all", "--home", str(home))
    code, out, err = run("--log", "--home", str(home))
    assert (code, err) == (0, "")
    first, second = out.splitlines()
    assert first.startswith("     2  20")
    assert first.endswith(f" UTC  {user()}  everything changed: 3 entries")
    assert second.endswith(f" UTC  {user()}  tag landing changed: 0 entries")
    found = json.loads(run("--log", "--json", "--home", str(home))[1])
    assert [(one["number"], one["who"], one["entries"]) for one in found] == [(2, user(), 3), (1, user(), 0)]
    assert found[0]["event"] == {"touches": "all", "name": "", "kind": "changed"}


@pytest.mark.parametrize(
    ("args", "complaint"),
    [
        ([], "expected one of --source, --tag, "),
        (["--dry-run"], "expected one of --source, --tag, "),
        (["--tag", "a", "--all"], "expected one of these, not all: --tag, --all"),
        (["--tag", "a", "--version", "v1"], "--version goes with --source"),
        (["--version", "v1"], "expected one of"),
        (["--source", ""], "--source is empty"),
        (["--source", "kb", "--version", ""], "--version is empty"),
        (["--source", "kb@v1"], "give the version by itself"),
        (["--older-than", "soon"], "--older-than soon: expected 30m, 12h"),
        (["--older-than", "2999-01-01"], "is not in the past"),
        (["--entry", "xyz"], "expected a key, or 8 or more hex digits"),
        (["--entry", "a1b2c3d4"], "several entries begin so"),
        (["--entry", "ffffffff"], "no entry begins so"),
        (["--log", "--all"], "give it alone"),
    ],
)
def test_a_mistake_is_one_line_and_changes_nothing(home: Path, args: list[str], complaint: str) -> None:
    code, out, err = run(*args, "--home", str(home))
    assert (code, out) == (2, "")
    assert complaint in err
    assert err.count("\n") == 1
    assert rows(home) == []


def test_without_a_store_it_says_so_and_makes_none(tmp_path: Path) -> None:
    code, out, err = run("--all", "--home", str(tmp_path / "none"))
    assert (code, out) == (2, "")
    assert err.endswith("cache.db: nothing was stored there yet; name the folder of the cache with --home DIR\n")
    assert not (tmp_path / "none").exists()


READER = """
import asyncio, sys
from semcache.adapters.sqlite_store import SqliteStore

async def main():
    store = SqliteStore(sys.argv[1])
    entry = await store.get(sys.argv[2])
    for line in sys.stdin:
        print((await store.world()).says_gone(entry.grounds), flush=True)
    await store.close()

asyncio.run(main())
"""


@pytest.fixture
def gateway(home: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that has the store open, and says of the first entry why it is gone, whenever it is asked."""
    command = [sys.executable, "-c", READER, str(home / "cache.db"), FIRST]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(20) == 0


def ask(process: subprocess.Popen[str]) -> str:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("?\n")
    process.stdin.flush()
    return process.stdout.readline().strip()


def test_it_takes_effect_at_once_in_a_process_that_runs(home: Path, gateway: subprocess.Popen[str]) -> None:
    assert ask(gateway) == "None"
    run("--source", "kb/refunds", "--version", "v18", "--dry-run", "--home", str(home))
    run("--source", "kb/refunds", "--version", "v17", "--home", str(home))
    assert ask(gateway) == "None"
    command = [
        sys.executable,
        "-c",
        "from semcache.cli import main; main()",
        "invalidate",
        "--all",
        "--home",
        str(home),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "2 entries became unservable: everything changed (number 2 in the audit)\n"
    assert ask(gateway) == "all changed"


EVERY_EVENT: list[Event] = [SourceIs("a", "b"), *(Changed(one, "n") for one in Touches), OlderThan(0.0)]


def test_every_kind_of_event_can_be_said_in_words() -> None:
    from semcache.cli.invalidate import words

    assert len({words(event) for event in EVERY_EVENT}) == len(EVERY_EVENT)
    assert words(OlderThan(-1e30)) == "what was made before -1e+30 is gone"
