"""The benchmark runs from start to end. What it measures is not judged here: other work shares the machine."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from semcache.core.policy import Audit
from tests.benchmarks import (
    bill_day,
    calibration,
    embedding_processes,
    quality,
    replay,
    report_scale,
    request_costs,
    upstreams,
)


@pytest.mark.slow
def test_the_quick_run_gives_every_figure_with_its_goal(minilm_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    request_costs.main(["--quick", "--json", "--rounds", "1"])
    figures = json.loads(capsys.readouterr().out)["figures"]
    assert [figure["goal"] for figure in figures if figure["goal"] is not None] == [3, 4, 4, 1.2, 1.2, 2, 2]
    assert all(math.isfinite(figure["ratio"]) for figure in figures)
    assert all(figure["holds"] == (figure["ratio"] <= figure["goal"]) for figure in figures if figure["goal"])


def test_a_small_day_is_spent_as_billed(minilm_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bill_day, "AUDIT", Audit(share=1.0, budget=Decimal(100)))  # of so few hits, all
    found = bill_day.run(400, seed=3, home=minilm_home)
    assert found["ledger = bill but for those"]
    assert found["left over"] == 0  # every dollar between the ledger's savings and the bills' is explained
    assert found["hits, collapsed"][1] > 0
    assert sum(found["answers audited: same, different, in doubt"]) > 0
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


@pytest.mark.slow
def test_embedding_in_each_worker_and_in_one_process_is_compared(
    minilm_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    embedding_processes.main(["--workers", "1", "--texts", "20", "--rounds", "1"])
    said = capsys.readouterr().out
    assert "own model in each worker" in said
    assert "of the CPU a text" in said


def test_reports_over_several_ledgers_are_timed(capsys: pytest.CaptureFixture[str]) -> None:
    report_scale.main(["--rows", "600", "--files", "2", "--days", "2", "--runs", "1", "--json"])
    one, several, copy = json.loads(capsys.readouterr().out)
    assert one["answers"] > 300
    assert several["answers"] > 300
    assert copy["answers"] > several["answers"] / 3
    assert all(math.isfinite(run["seconds"]) and run["bytes"] > 0 for run in (one, several, copy))


@pytest.mark.parametrize("main", [quality.main, calibration.main])
def test_a_benchmark_on_labelled_data_says_that_there_is_none(
    main: Callable[[], None], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["benchmark", "--data", str(tmp_path)])
    main()
    assert capsys.readouterr().out == f"skipped: {tmp_path} has no streams/ folder with labelled data\n"
