"""`semcache breakeven`."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from semcache.adapters.sqlite_ledger import SqliteLedger
from semcache.cli import main
from semcache.core.ledger import Outcome
from tests.core.ledger_samples import answer, attempt

SEED = ["--model", "gpt-5", "--gpu-hour", "2.00", "--tokens-per-second", "50000"]
TRAFFIC = ["--requests", "1000000", "--input", "1000", "--output", "500"]


def run(home: Path, *args: str) -> tuple[int, str, str]:
    (home / "prices.json").write_text(json.dumps({"gpt-5": {"input_per_million": 1.25, "output_per_million": 10}}))
    found = CliRunner().invoke(main, ["breakeven", *args], env={"SEMCACHE_HOME": str(home)})
    return found.exit_code, found.stdout, found.stderr


def test_it_says_which_side_is_cheaper_and_what_it_leaves_out(tmp_path: Path) -> None:
    code, out, err = run(tmp_path, *SEED, *TRAFFIC)
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert "buy gpt-5 $6,250.00" in lines
    assert "rent at $2.00 a GPU-hour $5.56" in lines
    assert "say --utilisation" in out
    assert "say --engineering and --maintenance" in out


def test_sums_below_a_dollar_show_their_digits(tmp_path: Path) -> None:
    _, out, _ = run(tmp_path, *SEED, "--requests", "1000", "--input", "100", "--output", "20")
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert "buy gpt-5 $0.32500" in lines
    assert "rent at $2.00 a GPU-hour $0.00022" in lines


def test_both_cases_stand_side_by_side_and_as_json(tmp_path: Path) -> None:
    more = ["--utilisation", "20%", "--engineering", "$30,000", "--maintenance", "2000", "--hit-ratio", "45%"]
    code, out, _ = run(tmp_path, *SEED, *TRAFFIC, *more)
    assert code == 0
    assert "without cache  with cache" in out
    _, out, _ = run(tmp_path, *SEED, *TRAFFIC, *more, "--json")
    cases = json.loads(out)["cases"]
    assert [case["buy"] for case in cases] == ["6250.000000", "3437.500000"]
    assert [case["people"] for case in cases] == ["4500.000000", "4500.000000"]


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (SEED, "give --requests, --input and --output, or --from-ledger"),
        ([*SEED, "--from-ledger"], "or its folder with --home DIR"),
        ([*SEED, *TRAFFIC, "--utilisation", "0"], "expected a number above 0 up to 1, or 45%"),
        ([*SEED, *TRAFFIC, "--hit-ratio", "145%"], "expected a number from 0 up to 1, or 45%"),
        ([*SEED, *TRAFFIC, "--requests", "nan"], "expected a number above 0"),
        ([*SEED, *TRAFFIC, "--model", "nobody's"], "no price is listed; add one with: semcache prices update --from"),
    ],
)
def test_what_is_wrong_is_one_line_with_the_remedy(tmp_path: Path, args: list[str], told: str) -> None:
    code, out, err = run(tmp_path, *args)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert told in err


def test_a_ledger_of_some_hours_is_no_month(tmp_path: Path) -> None:
    ledger = SqliteLedger(tmp_path / "ledger.db")
    ledger.append(attempt("a", model="gpt-5", at=time.time() - 60))
    ledger.append(answer("a", Outcome.MISS, model="gpt-5", at=time.time() - 60))
    asyncio.run(ledger.close())
    code, out, err = run(tmp_path, *SEED, "--from-ledger")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "spans less than a day, too little to tell a month by; say --requests N" in err
    code, out, _ = run(tmp_path, *SEED, "--from-ledger", "--requests", "1000")
    assert code == 0
    assert "1,000 requests of" in out
