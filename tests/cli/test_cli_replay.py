"""`semcache replay`, from the command line over log files."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from semcache.cli import main
from tests.calibrating.made import stream
from tests.replay.logs import START, line, spend_log, write_lines, write_table

DAY = 86_400.0
REFUND = ("How long do refunds take?", "Refunds take five days.")


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SEMCACHE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SEMCACHE_EMBEDDER__RUNTIME", "hash")


def run(*args: str) -> tuple[int, str, str]:
    found = CliRunner().invoke(main, ["replay", *args])
    return found.exit_code, found.stdout, found.stderr


def document(*args: str) -> dict[str, Any]:
    code, out, err = run(*args, "--json")
    assert (code, err) == (0, ""), err
    return json.loads(out)


def test_an_exact_repeat_is_a_hit_and_saves_what_its_own_call_cost(tmp_path: Path) -> None:
    log = write_lines(tmp_path / "log.jsonl", [
        line(*REFUND, at=0, cost=0.10),
        line(*REFUND, at=60, cost=0.07),
        line("What are your opening hours?", "Nine to five.", at=90, cost=0.03),
    ])  # fmt: skip
    (found,) = document(str(log))["runs"]
    assert found["total"]["hits"] == 1
    assert (found["total"]["net"], found["total"]["spend"]) == ("0.07", "0.13")
    assert found["prices"] == ["what the log says each call cost"]
    assert found["compared"] == [{"tier": "exact", "hits": 1, "same": 1, "different": 0, "in_doubt": 0, "unknown": 0}]


def test_without_a_cost_in_the_log_the_price_book_says_it(tmp_path: Path) -> None:
    log = write_lines(tmp_path / "log.jsonl", [line(*REFUND), line(*REFUND, at=1)])
    (found,) = document(str(log))["runs"]
    saved, spent = (Decimal(found["total"][key]) for key in ("net", "spend"))
    assert saved == spent == Decimal("0.000045")  # 100 tokens in, 50 out of gpt-4o-mini
    (unpriced,) = document(str(write_lines(tmp_path / "own.jsonl", [
        {"request": {"model": "my-own", "messages": [{"role": "user", "content": "Hello, who are you?"}]},
         "response": {**line(*REFUND)["response"], "model": "my-own"}}
    ])))["runs"]  # fmt: skip
    assert unpriced["unpriced"] == [{"model": "my-own", "avoided": 0, "attempts": 1}]


def test_time_moves_with_the_log_so_that_answers_expire(tmp_path: Path) -> None:
    log = write_lines(tmp_path / "log.jsonl", [line(*REFUND), line(*REFUND, at=DAY + 1), line(*REFUND, at=DAY + 2)])
    (found,) = document(str(log))["runs"]
    assert found["total"]["hits"] == 1
    assert [one["detail"] for one in found["reasons"]] == ["expired", "new"]
    (longer,) = document(str(log), "--set", "max-age=7d")["runs"]
    assert longer["total"]["hits"] == 2
    assert longer["changed"] == {"max-age": "7d"}


def test_a_log_that_is_not_in_order_is_replayed_in_the_order_of_time(tmp_path: Path) -> None:
    newest_first = [line(*REFUND, at=at) for at in (2 * DAY + 5, 5, 0)]
    (found,) = document(str(write_lines(tmp_path / "log.jsonl", newest_first)))["runs"]
    assert found["window"] == {"first": START, "last": START + 2 * DAY + 5}
    assert found["total"]["hits"] == 1


def test_litellm_spend_logs_are_replayed_from_json_lines_and_from_a_table_alike(tmp_path: Path) -> None:
    rows = [spend_log(*REFUND, at) for at in ("2025-01-01 10:00:00", "2025-01-01 10:05:00")]
    lines = document(str(write_lines(tmp_path / "log.jsonl", rows)))
    table = document(str(write_table(tmp_path / "log.csv", rows)))
    assert lines["runs"] == table["runs"]
    assert lines["runs"][0]["total"]["net"] == "0.25"
    assert (lines["log"]["format"], table["log"]["format"]) == ("JSON lines", "CSV")


def test_tenants_share_nothing(tmp_path: Path) -> None:
    rows = [{**line(*REFUND, at=n), "tenant": name, "team_id": "one"} for n, name in enumerate("ab")]
    log = str(write_lines(tmp_path / "log.jsonl", rows))
    assert document(log)["runs"][0]["total"]["hits"] == 0
    assert document(log, "--tenant-field", "team_id")["runs"][0]["total"]["hits"] == 1


def test_semantic_hits_are_shown_side_by_side_worst_first(tmp_path: Path) -> None:
    asked = "How long do the refunds take?"
    log = write_lines(tmp_path / "log.jsonl", [line(*REFUND), line(asked, "It is never refunded.", at=60)])
    (found,) = document(str(log), "--set", "min-similarity=0.6")["runs"]
    assert found["total"]["hits"] == 1
    (worst,) = found["worst"]
    assert (worst["asked"], worst["stored"]) == (asked, REFUND[0])
    assert (worst["answered_then"], worst["served"]) == ("It is never refunded.", REFUND[1])
    code, out, _ = run(str(log), "--set", "min-similarity=0.6")
    assert code == 0
    assert "The worst-looking hit, worst first" in out
    assert f"asked   {asked}" in out
    assert "\x1b" not in out


def test_lines_that_cannot_be_read_are_counted_and_shown_with_their_number(tmp_path: Path) -> None:
    log = write_lines(tmp_path / "log.jsonl", [line(*REFUND), "{oops", {"n": 1}, "{oops", line(*REFUND, at=9)])
    found = document(str(log))["log"]
    assert (found["requests"], found["passed_over"]) == (2, 3)
    assert found["troubles"] == [
        {"why": "not JSON", "lines": 2, "first_line": 2},
        {"why": "no request in it (expected a key request, body or messages)", "lines": 1, "first_line": 3},
    ]
    _, out, _ = run(str(log))
    assert "2: not JSON, first in line 2" in out


def test_a_request_without_an_answer_stores_nothing_but_may_be_a_hit(tmp_path: Path) -> None:
    log = write_lines(tmp_path / "log.jsonl", [line("a", None), line("a", "b", at=1), line("a", None, at=2)])
    found = document(str(log))
    assert found["log"]["without_answer"] == 2
    assert found["runs"][0]["total"]["hits"] == 1
    assert found["runs"][0]["compared"][0]["unknown"] == 1


def test_several_policies_are_compared(tmp_path: Path) -> None:
    log = str(write_lines(tmp_path / "log.jsonl", [line(*REFUND), line(*REFUND, at=9)]))
    found = document(log, "--policy", "default", "--policy", "strict")
    assert [one["policy"] for one in found["runs"]] == ["default", "strict"]
    code, out, _ = run(log, "--policy", "default", "--policy", "strict")
    assert code == 0
    assert "\n  default  $" in out
    assert "\n  strict   $" in out


def test_the_limit_takes_the_first_requests(tmp_path: Path) -> None:
    log = str(write_lines(tmp_path / "log.jsonl", [line(*REFUND, at=n) for n in range(9)]))
    assert document(log, "--limit", "3")["log"]["requests"] == 3


def test_a_second_run_embeds_nothing_and_says_the_same(tmp_path: Path) -> None:
    log = str(write_lines(tmp_path / "log.jsonl", [line(f"Question {n} about refunds", "b", at=n) for n in range(9)]))
    first = document(log)
    (kept,) = (tmp_path / "home" / "vectors").glob("*.db")
    before = kept.stat().st_size
    assert document(log) == first
    assert kept.stat().st_size == before
    kept.write_bytes(b"no SQLite file at all")
    assert document(log) == first


def test_under_a_bound_the_verifier_says_how_many_hits_it_expects_to_be_wrong(tmp_path: Path) -> None:
    asked = stream(each=8)
    answers = {row["cls"]: f"Ask for {row['cls']} at desk {n}." for n, row in enumerate(asked)}
    rows = [line(row["text"], answers[row["cls"]], at=n) for n, row in enumerate(asked)]
    log = str(write_lines(tmp_path / "log.jsonl", rows))
    (found,) = document(log, "--max-error", "20%")["runs"]
    assert found["changed"] == {"max-error": "20%"}
    expected = found["expected_wrong_hits"]
    semantic = next(one["hits"] for one in found["compared"] if one["tier"] == "semantic")
    assert expected["hits_rated"] == semantic > 0
    assert 0 < expected["wrong"] < 0.2 * semantic
    assert all(0 < one["probability_right"] < 1 for one in found["worst"])
    code, out, _ = run(log, "--max-error", "20%")
    assert code == 0
    assert "wrong hits expected" in out


def test_a_rule_in_shadow_mode_is_replayed_as_if_it_served(tmp_path: Path) -> None:
    log = str(write_lines(tmp_path / "log.jsonl", [line(*REFUND), line(*REFUND, at=9)]))
    assert document(log, "--set", "mode=shadow")["runs"][0]["total"]["hits"] == 1
    assert document(log, "--set", "mode=off")["runs"][0]["total"]["hits"] == 0


def test_other_protocols_are_replayed_too(tmp_path: Path) -> None:
    request = {"model": "claude-sonnet-4-5", "max_tokens": 99, "messages": [{"role": "user", "content": REFUND[0]}]}
    answer = {
        "id": "msg_1", "type": "message", "role": "assistant", "model": "claude-sonnet-4-5", "stop_reason": "end_turn",
        "stop_sequence": None, "content": [{"type": "text", "text": REFUND[1]}],
        "usage": {"input_tokens": 10, "output_tokens": 5},
    }  # fmt: skip
    rows = [{"at": START + n, "request": request, "response": answer} for n in range(2)]
    (found,) = document(str(write_lines(tmp_path / "log.jsonl", rows)))["runs"]
    assert found["compared"] == [{"tier": "exact", "hits": 1, "same": 1, "different": 0, "in_doubt": 0, "unknown": 0}]
    assert Decimal(found["total"]["net"]) > 0


@pytest.mark.slow
def test_a_run_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    rows = [line(f"Where is item number {n} of shelf {n % 7}?", "There.", at=n) for n in range(2000)]
    log = str(write_lines(tmp_path / "log.jsonl", rows))
    command = [sys.executable, "-c", "from semcache.cli import main; main()", "replay", log, "--json"]
    killed = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    kept = tmp_path / "home" / "vectors"
    while killed.poll() is None and not sum(file.stat().st_size for file in kept.glob("*.db-wal")) > 150_000:
        time.sleep(0.01)
    assert killed.poll() is None, "it ended before it could be killed"
    killed.kill()
    killed.wait()
    (file,) = kept.glob("*.db")
    before = sqlite3.connect(file).execute("SELECT count(*) FROM vectors").fetchone()[0]
    assert 0 < before < 2000
    again = document(log)
    assert sqlite3.connect(file).execute("SELECT count(*), max(id) FROM vectors").fetchone() == (2000, 2000)
    assert again == document(log, "--home", str(tmp_path / "fresh"))


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["none.jsonl"], "none.jsonl: cannot be read: No such file or directory"),
        (["empty.jsonl"], "empty.jsonl: empty; expected past requests, one JSON object a line or a CSV table"),
        (["bad.jsonl"], "bad.jsonl: none of its 2 lines can be replayed: line 1: not JSON"),
        (["text.txt"], "text.txt: unknown format; expected one JSON object a line"),
        (["good.jsonl", "--policy", "nope"], "nope: no such policy file; ready ones are"),
        (["good.jsonl", "--set", "min-similarity"], "--set min-similarity: expected KEY=VALUE"),
        (["good.jsonl", "--set", "min-similarty=0.9"], "min-similarty: unknown key; did you mean min-similarity?"),
        (["good.jsonl", "--set", "min-similarity=7"], "min-similarity: expected"),
        (["good.jsonl", "--max-error", "often"], "max-error"),
        (
            ["good.jsonl", "--set", "calibration=none.json"],
            "calibration: expected a calibration as `semcache calibrate`",
        ),
    ],
)
def test_a_mistake_is_one_line_with_its_remedy(args: list[str], says: str, tmp_path: Path) -> None:
    write_lines(tmp_path / "empty.jsonl", [])
    write_lines(tmp_path / "bad.jsonl", ["{", "{"])
    write_lines(tmp_path / "good.jsonl", [line(*REFUND)])
    (tmp_path / "text.txt").write_text("once upon a time\n")
    code, out, err = run(*args)
    assert (code, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1
