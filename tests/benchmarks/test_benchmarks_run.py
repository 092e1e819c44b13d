"""The benchmark runs from start to end. What it measures is not judged here: other work shares the machine."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from tests.benchmarks import bill_day, calibration, quality, replay, request_costs, upstreams


@pytest.mark.slow
def test_the_quick_run_gives_every_figure_with_its_goal(minilm_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    request_costs.main(["--quick", "--json", "--rounds", "1"])
    figures = json.loads(capsys.readouterr().out)["figures"]
    assert [figure["goal"] for figure in figures if figure["goal"] is not None] == [3, 4, 4, 1.2, 1.2, 2, 2]
    assert all(math.isfinite(figure["ratio"]) for figure in figures)
    assert all(figure["holds"] == (figure["ratio"] <= figure["goal"]) for figure in figures if figure["goal"])


def test_a_small_day_is_spent_as_billed(minilm_home: Path) -> None:
    found = bill_day.run(400, seed=3, home=minilm_home)
    assert found["ledger = bill but for those"]
    assert found["bill with it"] > found["ledger: spend"] * Decimal("0.9") > 0


def test_the_upstreams_one_prints_its_ratios_and_its_choices(capsys: pytest.CaptureFixture[str]) -> None:
    upstreams.main(["--calls", "3", "--rounds", "1", "--without-litellm"])
    said = capsys.readouterr().out
    assert "ours / it" in said
    assert "among 64 replicas" in said


def test_the_replay_is_timed_with_and_without_known_vectors(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SEMCACHE_EMBEDDER__RUNTIME", "hash")
    replay.main(["--rows", "300", "--json"])
    found = json.loads(capsys.readouterr().out)
    assert [(run["name"], run["rows"]) for run in found["runs"]] == [("first run", 300), ("vectors known", 300)]
    assert found["runs"][0]["hits"] == found["runs"][1]["hits"] > 0
    assert found["holds"]


@pytest.mark.parametrize("main", [quality.main, calibration.main])
def test_a_benchmark_on_labelled_data_says_that_there_is_none(
    main: Callable[[], None], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["benchmark", "--data", str(tmp_path)])
    main()
    assert capsys.readouterr().out == f"skipped: {tmp_path} has no streams/ folder with labelled data\n"
