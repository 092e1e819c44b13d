"""Commands that read several ledgers, by whatever names."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from semcache.adapters.postgres_ledger import PostgresLedger
from semcache.adapters.sqlite_ledger import SqliteLedger
from semcache.cli import main
from semcache.core.ledger import LedgerRow, Outcome, Tier
from semcache.ports import Ledger
from semcache.postgresurl import parse_postgres_url
from tests.core.ledger_samples import DAY, START, answer, attempt
from tests.postgres import shared


def rows_of(host: str, days: int = 2) -> list[LedgerRow]:
    rows: list[LedgerRow] = []
    for day in range(days):
        at = START + day * DAY + len(host)
        rows += [answer(f"{host}{day}m", Outcome.MISS, at=at), attempt(f"{host}{day}m", at=at)]
        rows.append(answer(f"{host}{day}h", Outcome.HIT, Tier.EXACT, at=at + 1))
    return rows


def keep(ledger: Ledger, *rows: LedgerRow) -> None:
    async def write() -> None:
        for row in rows:
            ledger.append(row)
        await ledger.close()

    asyncio.run(write())


@pytest.fixture
def hosts(tmp_path: Path) -> Path:
    for host in ("one", "other"):
        (tmp_path / host).mkdir()
        keep(SqliteLedger(tmp_path / host / "ledger.db"), *rows_of(host))
    return tmp_path


def run(command: str, *args: object) -> tuple[int, str, str]:
    found = CliRunner().invoke(main, [command, *map(str, args)])
    return found.exit_code, found.stdout, found.stderr


def total(*args: object) -> tuple[int, int]:
    """Answers, and those of them that a cache gave."""
    code, out, err = run("report", "--json", *args)
    assert (code, err) == (0, "")
    said = json.loads(out)["total"]
    return said["answers"], said["hits"]


def named(*ledgers: object) -> list[object]:
    return [arg for ledger in ledgers for arg in ("--ledger", ledger)]


def test_ledgers_are_named_as_files_folders_and_patterns(hosts: Path) -> None:
    both = (8, 4)
    assert total(*named(hosts / "one" / "ledger.db", hosts / "other" / "ledger.db")) == both
    assert total(*named(hosts / "one", hosts / "other")) == both
    assert total(*named(hosts / "*")) == both
    assert total(*named(hosts / "**" / "ledger.db")) == both
    assert total(*named(hosts / "one")) == (4, 2)


def test_a_file_that_is_named_twice_counts_once(hosts: Path) -> None:
    one = hosts / "one" / "ledger.db"
    os.symlink(one, hosts / "link.db")
    os.symlink(hosts / "one", hosts / "folder")
    os.link(one, hosts / "hard.db")
    shutil.copy(one, hosts / "copy.db")
    assert total(*named(one, one, hosts / "link.db", hosts / "folder", hosts / "hard.db", hosts / "copy.db")) == (4, 2)


@pytest.mark.parametrize("form", ["table", "json", "csv", "html"])
def test_every_form_of_the_report_is_that_of_one_ledger_with_all_rows(hosts: Path, form: str) -> None:
    keep(SqliteLedger(hosts / "whole.db"), *rows_of("one"), *rows_of("other"))
    found = run("report", "--format", form, *named(hosts / "one", hosts / "other"))
    assert found == run("report", "--format", form, *named(hosts / "whole.db"))
    assert found[0] == 0


def test_reconciling_and_breakeven_read_several_too(hosts: Path, tmp_path: Path) -> None:
    bill = tmp_path / "bill.jsonl"
    bill.write_text("".join(json.dumps(spend) + "\n" for spend in _spends()))
    code, out, err = run("report", "--reconcile", bill, "--json", *named(hosts / "one", hosts / "other"))
    assert (code, err) == (0, "")
    assert json.loads(out)["total"]["ledger"]["calls"] == 4
    args = ("--model", "gpt-4.1", "--gpu-hour", "2", "--tokens-per-second", "1000")
    code, _, err = run("breakeven", *args, *named(hosts / "one", hosts / "other"))
    assert code == 2
    assert "one/ledger.db" in err
    assert "holds no call of gpt-4.1 whose tokens are known in the last 30 days" in err


def _spends() -> list[dict[str, object]]:
    return [
        {"startTime": f"2024-10-0{4 + day}T01:00:00Z", "model": "gpt-4.1", "spend": 0.001, "prompt_tokens": 10,
         "completion_tokens": 5, "request_id": f"r{day}"}
        for day in range(2)
    ]  # fmt: skip


def test_what_two_copies_share_and_only_sums_are_left_of_is_one_line_and_code_2(hosts: Path) -> None:
    shutil.copy(hosts / "one" / "ledger.db", hosts / "copy.db")
    ledger = SqliteLedger(hosts / "copy.db")

    async def go_on() -> None:
        ledger.append(answer("more", Outcome.HIT, Tier.EXACT, at=START + DAY + 9))
        await ledger.drop_rows(START + 3 * DAY)
        await ledger.close()

    asyncio.run(go_on())
    code, out, err = run("report", *named(hosts / "one", hosts / "copy.db"))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "were one ledger once, and rows of 2024-10-05 were dropped" in err
    assert err.endswith("name one of them only, or say --since 2024-10-06\n")
    assert total("--until", "2024-10-05", *named(hosts / "one", hosts / "copy.db")) == (2, 1)


@pytest.mark.parametrize(
    ("ledger", "says"),
    [
        (
            "none.db",
            "none.db: there is no such file; name the ledger with --ledger FILE, or its folder with --home DIR",
        ),
        ("none-*.db", "there is no such file"),
        ("mysql://user:sesame@host/db", "expected a file, or postgresql://USER@HOST:PORT/DATABASE"),
        ("postgresql://user:sesame@example.com/db?sslmode=prefer", "may go without TLS; write sslmode=verify-full"),
        ("postgresql://user:sesame@127.0.0.1:1/db", "postgresql://user@127.0.0.1:1/db: connection"),
        ("postgresql://user:sesame@127.0.0.1:1/db", "; see that the server is up, or name another ledger with"),
    ],
)
def test_what_names_no_ledger_is_one_line_without_a_password(tmp_path: Path, ledger: str, says: str) -> None:
    code, out, err = run("report", *named(ledger if "://" in ledger else tmp_path / ledger))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert says in err
    assert "sesame" not in err


def test_a_database_is_read_by_its_url_alone_and_with_files(hosts: Path) -> None:
    url = shared().emptied()
    keep(PostgresLedger(parse_postgres_url(url)), *rows_of("fleet", 3))
    assert total(*named(url)) == (6, 3)
    assert total(*named(url, hosts / "one", url)) == (10, 5)
    found = CliRunner().invoke(main, ["report", "--json"], env={"SEMCACHE_LEDGER": url})
    assert json.loads(found.stdout)["total"]["answers"] == 6


def test_doctor_says_how_a_database_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def ledger_line(url: str) -> str:
        monkeypatch.setenv("SEMCACHE_LEDGER", url)
        monkeypatch.setenv("SEMCACHE_HOME", str(tmp_path))
        out = CliRunner().invoke(main, ["doctor", "--json"]).stdout
        assert "sesame" not in out
        [line] = [check for check in json.loads(out) if check["check"] == "ledger"]
        return f"{line['status']}: {line['found']}"

    url = shared().emptied()
    shown = url.replace(":sesame", "")
    assert ledger_line(url) == f"ok: {shown} answers; the first start makes the tables"
    keep(PostgresLedger(parse_postgres_url(url)), *rows_of("fleet", 3))
    assert ledger_line(url) == f"ok: {shown}, 6 answers, 3 upstream calls"
    assert ledger_line("postgresql://user:sesame@127.0.0.1:1/db").startswith(
        "missing: postgresql://user@127.0.0.1:1/db"
    )
