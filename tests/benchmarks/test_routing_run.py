"""The routing simulator runs from start to end. Which figures are reached is its own output's to say."""

from __future__ import annotations

import json

import pytest

from tests.benchmarks import routing


def test_the_simulator_finds_prefixes_and_gives_the_same_figures_again(capsys: pytest.CaptureFixture[str]) -> None:
    runs = []
    for _ in range(2):
        routing.main(["--quick", "--json", "--trace", "chat"])
        runs.append(json.loads(capsys.readouterr().out))
    for run in runs:
        for outcome in run["outcomes"]:
            del outcome["micros"]
    assert runs[0] == runs[1]
    hits = {outcome["policy"]: outcome["hit"] for outcome in runs[0]["outcomes"]}
    assert hits["round robin"] < hits["semcache"] <= hits["oracle"]
    assert {outcome["shed"] for outcome in runs[0]["outcomes"]} == {0}
