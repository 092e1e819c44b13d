"""`semcache report`, over a ledger file."""

from __future__ import annotations

import json
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
