"""`semcache report --reconcile`: bills in every format that is understood, and what is said of any other."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from semcache.adapters.sqlite_ledger import SqliteLedger
from semcache.cli import main
from semcache.core.bills import FORMATS, BillLine
from semcache.core.reconciling import Amounts, Compared, Reconciliation
from semcache.core.request import Usage
from semcache.replay.bill import read_bill
from semcache.report.reconciliation import reconciliation_csv
from tests.core.ledger_samples import COST, DAY, START, attempt

SAMPLES = Path(__file__).parent.parent / "core" / "bill_samples"
FIRST = 20_000


def run(*args: str) -> tuple[int, str, str]:
    found = CliRunner().invoke(main, ["report", *args])
    return found.exit_code, found.stdout, found.stderr


@pytest.fixture
async def home(tmp_path: Path) -> Path:
    ledger = SqliteLedger(tmp_path / "ledger.db")
    for row in (
        attempt("1"),
        attempt("2"),
        attempt("3", at=START + 2 * DAY, usage=Usage(1000, 100)),
        attempt("4", at=START + DAY, model="evil\x1b[31m"),
    ):
        ledger.append(row)
    await ledger.flush()
    await ledger.close()
    return tmp_path


@pytest.mark.parametrize(
    ("name", "format", "lines"),
    [
        (
            "openai_usage.csv",
            "OpenAI usage CSV",
            [
                BillLine(FIRST, "gpt-4o-2024-08-06", 2, 2000, 0, 200),
                BillLine(FIRST + 2, "gpt-4o-2024-08-06", 1, 1000, 600, 150),
            ],
        ),
        (
            "openai_costs.csv",
            "OpenAI costs CSV",
            [
                BillLine(FIRST, "gpt-4o-2024-08-06", dollars=Decimal("0.005")),
                BillLine(FIRST, "gpt-4o-2024-08-06", dollars=Decimal("0.002")),
            ],
        ),
        (
            "anthropic_usage.csv",
            "Anthropic usage CSV",
            [
                BillLine(FIRST, "claude-haiku-4-5-20251001", None, 1000, 600, 100, cache_write_1h=60),
                BillLine(FIRST, "claude-haiku-4-5-20251001", None, 1000, 0, 100, cache_write_1h=0),
            ],
        ),
        (
            "anthropic_costs.csv",
            "Anthropic cost CSV",
            [
                BillLine(FIRST, "Claude Haiku 4.5", dollars=Decimal("0.05")),
                BillLine(FIRST, "Claude Haiku 4.5", dollars=Decimal("0.02")),
            ],
        ),
        (
            # The first call began at 23:00 of the day before, in UTC.
            "litellm.csv",
            "LiteLLM spend logs (JSON lines or CSV)",
            [
                BillLine(FIRST - 1, "gpt-4o", 1, 1000, 0, 100, COST),
                BillLine(FIRST, "gpt-4o", 1, 1000, 640, 100, COST),
            ],
        ),
        (
            "litellm.jsonl",
            "LiteLLM spend logs (JSON lines or CSV)",
            [BillLine(FIRST, "openai/gpt-4o", 1, 1000, None, 100, COST)],
        ),
    ],
)
def test_bills_are_read(name: str, format: str, lines: list[BillLine]) -> None:
    bill = read_bill(SAMPLES / name)
    assert (bill.format, list(bill.lines)) == (format, lines)
    unread = (("not JSON", 1), ("no count in prompt_tokens", 1)) if name.endswith("jsonl") else ()
    assert bill.unread == unread


def test_planted_differences_are_listed_by_day_and_model(home: Path) -> None:
    usage, costs = str(SAMPLES / "openai_usage.csv"), str(SAMPLES / "openai_costs.csv")
    code, out, err = run("--home", str(home), "--reconcile", usage, "--reconcile", costs, "--json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert found["window"] == {"first": "2024-10-04", "last": "2024-10-06"}
    assert [(line["day"], line["model"], line["differs"]) for line in found["lines"]] == [
        ("2024-10-04", "gpt-4o", []),
        ("2024-10-05", "evil\x1b[31m", ["calls", "prompt", "completion", "dollars"]),
        ("2024-10-06", "gpt-4o", ["cached", "completion"]),
    ]
    assert found["lines"][0]["ledger"] == {
        "calls": 2,
        "prompt": 2000,
        "cached": 0,
        "cache_write_1h": 0,
        "completion": 200,
        "dollars": "0.0070",
    }
    assert found["lines"][1]["bill"] is None
    assert found["agree"] == 1


def test_on_the_terminal_a_table_of_what_differs_and_one_line_of_sums(home: Path) -> None:
    code, out, err = run("--home", str(home), "--reconcile", str(SAMPLES / "openai_usage.csv"))
    assert (code, err) == (0, "")
    assert "\x1b" not in out
    assert "in ledger only" in out
    assert "1h writes" not in out
    (row,) = (number for number, line in enumerate(out.splitlines()) if line.startswith("  2024-10-06  gpt-4o"))
    assert out.splitlines()[row].split()[-2:] == ["100", "0.0035"]
    assert out.splitlines()[row + 1].split() == ["+600", "+50"]
    assert "1 of 3 days and models agree, 2024-10-04 to 2024-10-06 (UTC)" in out
    code, out, _ = run("--home", str(home), "--reconcile", str(SAMPLES / "openai_costs.csv"))
    assert code == 0
    assert "1 of 1 days and models agree" in out
    assert "ledger $0.0070, bill $0.0070, difference $0.0000" in out


def test_as_csv_every_day_and_model_is_a_line_and_the_rest_is_said_beside_it(home: Path, tmp_path: Path) -> None:
    bill, beside = str(SAMPLES / "openai_usage.csv"), tmp_path / "differences.csv"
    code, out, err = run("--home", str(home), "--reconcile", bill, "--format", "csv")
    assert (code, err.splitlines()) == (
        0,
        ["semcache: 1 in the ledger only: what other providers billed is compared with --reconcile once for each bill"],
    )
    assert "\x1b" not in out
    lines = list(csv.DictReader(io.StringIO(out, newline="")))
    told = [(line["day"], line["ledger_calls"], line["bill_calls"], line["differs"]) for line in lines]
    assert told == [
        ("2024-10-04", "2", "2", ""),
        ("2024-10-05", "1", "", "calls prompt completion dollars"),
        ("2024-10-06", "1", "1", "cached completion"),
    ]
    assert (lines[0]["ledger_dollars"], lines[0]["bill_dollars"]) == ("0.0070", "")
    code, printed, _ = run("--home", str(home), "--reconcile", bill, "-o", str(beside))
    assert (code, printed, beside.read_text()) == (0, "", out)  # whose line ends the runner makes its own


def test_as_a_table_in_a_file_it_reads_as_when_piped(home: Path, tmp_path: Path) -> None:
    asked = ("--home", str(home), "--reconcile", str(SAMPLES / "openai_usage.csv"))
    assert run(*asked, "-o", str(tmp_path / "found.txt")) == (0, "", "")
    assert (tmp_path / "found.txt").read_text() == run(*asked)[1]


@pytest.mark.parametrize("hostile", ["=1+1", "+1", "@SUM(A1)", "\t=1", "-2+3"])
def test_no_model_in_the_csv_is_a_formula(hostile: str) -> None:
    line = Compared(FIRST, hostile, Amounts(calls=1), None)
    found = Reconciliation((FIRST, FIRST), (line,), line, 0, 0)
    (_, row) = csv.reader(io.StringIO(reconciliation_csv(found), newline=""))
    assert row[1].startswith("'")


def test_as_a_page_it_shows_the_same_and_asks_for_nothing(home: Path, tmp_path: Path) -> None:
    usage, costs = str(SAMPLES / "openai_usage.csv"), str(SAMPLES / "openai_costs.csv")
    page = tmp_path / "found.html"
    asked = ["--home", str(home), "--reconcile", usage, "--reconcile", costs]
    assert run(*asked, "-o", str(page)) == (0, "", "")
    written = page.read_text()
    assert written == run(*asked, "--format", "html")[1]
    assert "default-src 'none'" in written
    assert "\x1b" not in written
    assert not re.search(r"<script|https?://|<img|<link", written)
    table = written.partition("What differs")[2].partition("</table>")[0]
    found = json.loads(run(*asked, "--json")[1])
    differing = [line for line in found["lines"] if line["differs"]]
    rows = re.findall(r'<th scope="row">([^<]*)</th><td class="words">([^<]*)', table)
    assert [day for day, _ in rows] == [line["day"] for line in differing]
    assert table.count("<strong>") == 0
    for line in differing:
        for name in line["differs"]:
            ours, theirs = ((line[side] or {}).get(name) or 0 for side in ("ledger", "bill"))
            shown = f"{Decimal(theirs) - Decimal(ours):+,.4f}" if name == "dollars" else f"{theirs - ours:+,d}"
            assert f"<br>{shown}</td>" in table


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--by", "model"], "leave out --by"),
        (["-o", "found.pdf"], "nothing is known of .pdf files"),
        (["--json", "--format", "csv"], "say one of them"),
        (["-o", str(SAMPLES / "openai_usage.csv")], "the bill itself"),
    ],
)
def test_a_form_that_it_does_not_have_is_one_line_and_code_2(home: Path, args: list[str], said: str) -> None:
    code, out, err = run("--home", str(home), "--reconcile", str(SAMPLES / "openai_usage.csv"), *args)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


async def test_one_hour_cache_writes_are_held_against_a_bill_that_names_them(tmp_path: Path) -> None:
    ledger = SqliteLedger(tmp_path / "ledger.db")
    for id, completion in (("1", 100), ("2", 100)):
        usage = Usage(1000, completion, cached=300, cache_write=50, cache_write_1h=25)
        ledger.append(attempt(id, model="claude-haiku-4-5", usage=usage))
    await ledger.close()
    code, out, _ = run("--home", str(tmp_path), "--reconcile", str(SAMPLES / "anthropic_usage.csv"))
    lines = out.splitlines()
    (row,) = (number for number, line in enumerate(lines) if line.startswith("  2024-10-04  claude-haiku-4-5"))
    assert (code, "1h writes" in out) == (0, True)
    assert (lines[row].split()[2:6], lines[row + 1].split()) == (["2", "2,000", "600", "50"], ["+10"])


def test_a_window_is_widened_to_whole_days_in_utc(home: Path) -> None:
    bill = str(SAMPLES / "openai_usage.csv")
    for since in ("2024-10-06", "2024-10-06T12:00"):
        found = json.loads(run("--home", str(home), "--reconcile", bill, "--since", since, "--json")[1])
        assert [line["day"] for line in found["lines"]] == ["2024-10-06"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\n1,2\n", "a bill in an unknown format; understood are: OpenAI usage CSV, OpenAI costs CSV, Anthropic"),
        ('{"x": 1}\n', "unknown format"),
        ("", "empty"),
        ("\x00\xff\x1b", "unknown format"),
        ((SAMPLES / "openai_costs.csv").read_text().splitlines()[0] + "\n", "bills nothing"),
        ((SAMPLES / "openai_costs.csv").read_text().replace("usd", "eur"), "bills nothing (not dollars: eur)"),
    ],
)
def test_what_is_no_bill_is_one_line_and_code_2(home: Path, tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "bill.csv").write_text(text)
    code, out, err = run("--home", str(home), "--reconcile", str(tmp_path / "bill.csv"))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


@pytest.mark.parametrize("args", [["--until", "2024-01-01"], ["--since", "2030-01-01"]])
def test_a_window_beside_the_bill_is_one_line_and_code_2(home: Path, args: list[str]) -> None:
    code, out, err = run("--home", str(home), "--reconcile", str(SAMPLES / "openai_costs.csv"), *args)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "no line in this window" in err


def test_every_format_has_a_sample() -> None:
    assert {read_bill(file).format for file in SAMPLES.glob("*.*") if file.suffix != ".md"} == {
        one.name for one in FORMATS
    }
