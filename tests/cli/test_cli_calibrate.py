"""`semcache calibrate`, from the command line over labelled files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from semcache.calibrations import load_calibration
from semcache.cli import main
from semcache.policyfile import load_policy
from tests.calibrating.made import pairs, stream, write

SIGNATURE = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SEMCACHE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SEMCACHE_EMBEDDER__RUNTIME", "hash")


def run(*args: str) -> tuple[int, str, str]:
    found = CliRunner().invoke(main, ["calibrate", *args])
    return found.exit_code, found.stdout, found.stderr


def document(*args: str) -> dict[str, Any]:
    _, out, _ = run(*args, "--json")
    return json.loads(out)


def test_a_stream_gives_a_table_a_curve_and_a_file_that_a_policy_names(tmp_path: Path) -> None:
    file = write(tmp_path / "stream.jsonl", stream())
    code, out, err = run("--pairs", str(file), "--max-error", "20%", "-o", "calibration.json", "--plot", "curve.png")
    assert (code, err) == (0, ""), err
    assert "max-error 20% holds" in out
    assert "150 classes, stream.jsonl" in out
    assert "A rule with min-similarity, and the gates" in out
    assert "20% asked for" in out
    assert "o min-similarity, with the gates   ● max-error, with this calibration" in out
    assert "\x1b" not in out
    assert Path("curve.png").read_bytes().startswith(SIGNATURE)
    made = json.loads(Path("calibration.json").read_text())["made"]
    assert made["data"]["kind"] == "stream"
    assert made["checked"]["max_error"] == 0.2
    assert load_calibration(Path("calibration.json")).source.startswith("semcache calibrate on stream.jsonl (")
    Path("policy.yaml").write_text("rules:\n  - name: all\n    max-error: 20%\n    calibration: calibration.json\n")
    assert load_policy("policy.yaml").rules[0].calibration == load_calibration(Path("calibration.json"))


def test_pairs_are_checked_on_questions_that_were_not_learned_from(tmp_path: Path) -> None:
    found = document("--pairs", str(write(tmp_path / "pairs.jsonl", pairs())), "--max-error", "20%")
    assert (found["data"]["kind"], found["data"]["rows"]) == ("pairs", 400)
    least, most = found["by_min_similarity"][0], found["by_min_similarity"][-1]
    assert least["hits"] >= most["hits"]
    assert all(one["asked"] == 400 for one in found["by_max_error"] + found["by_min_similarity"])
    assert all(
        lo <= one["wrong_rate"] <= hi
        for one in found["by_min_similarity"]
        if one["hits"]
        for lo, hi in [one["interval"]]
    )


def test_the_same_file_gives_the_same_figures_again(tmp_path: Path) -> None:
    file = str(write(tmp_path / "stream.jsonl", stream(each=4)))
    assert document("--pairs", file) == document("--pairs", file)


def test_data_that_cannot_show_the_bound_is_refused_with_what_would_be_needed(tmp_path: Path) -> None:
    file = write(tmp_path / "stream.jsonl", stream(each=3))
    code, out, err = run("--pairs", str(file), "--max-error", "0.1%", "-o", "calibration.json")
    assert code == 2
    assert "max-error 0.1% is not shown to hold" in out
    assert err.count("\n") == 1
    assert "right hits to show 0.10%" in err or "more rows" in err
    assert "calibration.json was not written" in err
    assert not Path("calibration.json").exists()
    found = document("--pairs", str(file), "--max-error", "0.1%")
    assert found["holds"] is False
    assert found["refusal"] in err


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (
            [{"text": f"question number {n} about lamps", "cls": "one"} for n in range(40)],
            "1 group of questions shows nothing of others",
        ),
        (
            [{"a": f"what is {w}", "b": f"what is a {w}", "label": 1} for w in "abcdefghijklmnopqrst"],
            "is right, so nothing",
        ),
    ],
)
def test_data_that_shows_nothing_at_all_is_refused(rows: list[object], says: str, tmp_path: Path) -> None:
    code, _, err = run("--pairs", str(write(tmp_path / "data.jsonl", rows)))
    assert code == 2
    assert says in err


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--pairs", "none.jsonl"], "none.jsonl: cannot be read"),
        (["--pairs", "bad.jsonl"], "bad.jsonl: line 1: not a JSON object; expected one JSON object a line"),
        (["--pairs", "good.jsonl", "--max-error", "often"], "max-error: expected"),
        (["--pairs", "good.jsonl", "--max-error", "0%"], "--max-error"),
        (["--pairs", "good.jsonl", "--plot", "curve.pdf"], "--plot curve.pdf: expected a name that ends with .png"),
        (["--pairs", "good.jsonl", "--plot", "no/curve.png"], "there is no such folder"),
        ([], "Missing option '--pairs'"),
    ],
)
def test_a_mistake_is_one_line_with_its_remedy(args: list[str], says: str, tmp_path: Path) -> None:
    write(tmp_path / "bad.jsonl", ["nothing"])
    write(tmp_path / "good.jsonl", stream(each=2))
    code, out, err = run(*args)
    assert (code, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1
