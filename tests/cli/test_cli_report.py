"""`semcache report`, over a ledger file."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from semcache.adapters.sqlite_ledger import SqliteLedger
from semcache.cli import main
from semcache.core.ledger import Outcome, Tier
from semcache.errors import UsageError
from semcache.moments import moment_of
from tests.core.ledger_samples import DAY, START, answer, attempt

NOW = START + 10 * DAY


@pytest.fixture
async def home(tmp_path: Path) -> Path:
    ledger = SqliteLedger(tmp_path / "ledger.db")
    for row in (
        answer("1", Outcome.MISS),
        attempt("1"),
        answer("2", Outcome.HIT, Tier.EXACT),
        answer("3", Outcome.HIT, Tier.SEMANTIC, at=START + DAY),
    ):
        ledger.append(row)
    await ledger.flush()
    await ledger.close()
    return tmp_path


def run(*args: str) -> tuple[int, str, str]:
    found = CliRunner().invoke(main, ["report", *args])
    return found.exit_code, found.stdout, found.stderr


def test_the_report_is_found_by_home_or_by_ledger_and_is_plain_when_piped(home: Path) -> None:
    code, out, err = run("--home", str(home))
    assert (code, err) == (0, "")
    assert out.startswith("\n  $0.0070 saved, 66.7% of the $0.0105 it would have cost\n")
    assert "\x1b" not in out
    assert run("--ledger", str(home / "ledger.db")) == (0, out, "")


def test_throughput_is_judged_by_the_targets_that_are_given_or_set(home: Path) -> None:
    def useful(*args: str) -> int:
        code, out, _ = run("--home", str(home), "--by", "throughput", "--json", *args)
        assert code == 0
        (line,) = json.loads(out)["throughput"]
        return int(line["useful_tokens"])

    assert useful() == 100
    assert useful("--ttft", "500ms", "--tpot", "1ms") == 0  # it came in one piece, after a second
    assert useful("--ttft", "500ms", "--tpot", "10ms") == 100
    config = home / "semcache.yaml"
    config.write_text("slo: {ttft: 500ms, tpot: 1ms}\n")
    assert useful("--config", str(config)) == 0
    assert useful("--config", str(config), "--tpot", "10ms") == 100
    assert run("--home", str(home), "--by", "throughput")[1].startswith("\n  Throughput per dollar\n")
    assert run("--home", str(home), "--by", "throughput", "--format", "csv")[1].startswith("upstream,model,calls,")
    code, _, err = run("--home", str(home), "--ttft", "soon")
    assert (code, err.count("\n")) == (2, 1)
    assert "slo.ttft" in err


def test_since_and_until_cut_the_window(home: Path) -> None:
    def answers(*args: str) -> int:
        code, out, _ = run("--home", str(home), "--json", *args)
        assert code == 0
        return int(json.loads(out)["total"]["answers"])

    assert answers() == 3
    assert answers("--since", "2024-10-05") == 1
    assert answers("--until", "2024-10-05T00:00:00+00:00") == 2
    assert answers("--since", "2024-10-04", "--until", "2024-10-05T02:00:00+01:00") == 3
    assert answers("--since", "52000w") == 3


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--since", "2099-01-01"], "holds no rows in this window"),
        (["--since", "yesterday"], "--since yesterday: expected 30m, 12h, 7d, 4w or an ISO date"),
        (["--until", "7x"], "--until 7x: expected"),
        (["--since", "2025-01-02", "--until", "2025-01-01"], "--since is not before --until"),
        (["--since", "1d", "--until", "2d"], "--since is not before --until"),
    ],
)
def test_a_window_without_rows_or_sense_is_one_line_and_code_2(home: Path, args: list[str], said: str) -> None:
    code, out, err = run("--home", str(home), *args)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("semcache: ")
    assert said in err


def test_a_ledger_that_is_missing_or_no_ledger_is_one_line_and_stays_as_it_is(tmp_path: Path) -> None:
    code, out, err = run("--home", str(tmp_path))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "ledger.db" in err
    assert "--ledger FILE" in err
    assert not (tmp_path / "ledger.db").exists()
    for raw in (b"", b"not a database at all, but a text of some length" * 50):
        (tmp_path / "other.db").write_bytes(raw)
        code, out, err = run("--ledger", str(tmp_path / "other.db"))
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert "other.db" in err
        assert (tmp_path / "other.db").read_bytes() == raw


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("90s", NOW - 90),
        ("30m", NOW - 1800),
        ("12h", NOW - 43_200),
        ("7d", NOW - 7 * DAY),
        ("4w", NOW - 28 * DAY),
        ("2024-10-04", START),
        ("2024-10-04T06:00", START + DAY / 4),
        ("2024-10-04T06:00:00+02:00", START + DAY / 6),
        ("2024-10-04T06:00:00Z", START + DAY / 4),
    ],
)
def test_a_moment_is_an_age_or_an_iso_time_in_utc(text: str, seconds: float) -> None:
    assert moment_of("--since", text, NOW) == seconds
    assert datetime.fromtimestamp(START, UTC).isoformat() == "2024-10-04T00:00:00+00:00"


@pytest.mark.parametrize("text", ["", "d", "-7d", "7", "7 d", "1.5d", "2024-13-01", "٧d"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="expected"):
        moment_of("--since", text, NOW)


def test_a_grouping_comes_as_a_table_json_or_csv_to_the_screen_or_a_file(home: Path, tmp_path: Path) -> None:
    code, out, err = run("--home", str(home), "--by", "model")
    assert (code, err) == (0, "")
    assert "By model" in out
    assert out.endswith("  total         3      66.7%           1  $0.0035    $0.0070\n")
    _, out, _ = run("--home", str(home), "--by", "rule", "--format", "json")
    assert [(one["rule"], one["answers"]) for one in json.loads(out)["by_rule"]] == [("default", 3)]
    _, out, _ = run("--home", str(home), "--format", "csv")
    assert [line.split(",")[:2] for line in out.splitlines()] == [
        ["day", "answers"], ["2024-10-04", "2"], ["2024-10-05", "1"]
    ]  # fmt: skip
    for name, form in (("a.csv", "csv"), ("a.JSON", "json"), ("a.txt", "table")):
        assert run("--home", str(home), "--by", "day", "-o", str(tmp_path / name)) == (0, "", "")
        written = (tmp_path / name).read_bytes().decode().replace("\r\n", "\n")
        assert written == run("--home", str(home), "--by", "day", "--format", form)[1]
    assert run("--home", str(home), "--json")[1] == run("--home", str(home), "--format", "json")[1]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--by", "colour"], "'colour' is not one of"),
        (["--format", "pdf"], "'pdf' is not one of"),
        (["--json", "--format", "csv"], "--json and --format csv: say one of them"),
        (["-o", "nowhere/report.csv"], "cannot be written: No such file or directory"),
        (["-o", "ledger.db", "--format", "table"], "the ledger itself"),
        (["-o", "report.pdf"], "-o report.pdf: nothing is known of .pdf files; end it with one of .json, .csv, .html,"),
        (["-o", "ledger.db-wal", "--format", "csv"], "the ledger itself"),
    ],
)
def test_what_cannot_be_shown_or_written_is_one_line_and_changes_nothing(
    home: Path, args: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home)
    before = Path("ledger.db").read_bytes()
    code, out, err = run("--home", str(home), *args)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err
    assert Path("ledger.db").read_bytes() == before
    assert {path.suffix for path in home.iterdir()} <= {".db", ".db-wal", ".db-shm"}


def test_a_report_that_cannot_be_made_leaves_the_former_file_as_it_is(home: Path, tmp_path: Path) -> None:
    former = tmp_path / "report.csv"
    former.write_text("of yesterday")
    assert run("--home", str(home), "--since", "2099-01-01", "-o", str(former))[0] == 2
    assert former.read_text() == "of yesterday"


def test_a_ledger_of_a_newer_version_is_one_line_and_stays_as_it_is(home: Path) -> None:
    file = home / "ledger.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA user_version = 999")
        connection.commit()
    raw = file.read_bytes()
    code, out, err = run("--home", str(home))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "ledger.db" in err
    assert "newer" in err
    assert file.read_bytes() == raw


def test_an_empty_file_is_not_taken_for_an_old_ledger(tmp_path: Path) -> None:
    (tmp_path / "ledger.db").touch()
    found = CliRunner().invoke(main, ["report", "--ledger", str(tmp_path / "ledger.db")])
    assert (found.exit_code, found.stdout) == (2, "")
    assert "holds nothing yet" in found.stderr
