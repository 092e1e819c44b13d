"""The benchmarks of large scopes run from start to end, in small. What they measure is not judged here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.benchmarks import big_index, big_restart


def test_a_small_scope_grows_through_every_form_and_finds_what_is_near(capsys: pytest.CaptureFixture[str]) -> None:
    big_index.main(["--vectors", "10000", "--json"])
    found = json.loads(capsys.readouterr().out)
    assert [figure["lists"] for figure in found["figures"]] == [0, 1, 128]
    assert [figure["recall_near"] for figure in found["figures"]] == pytest.approx([1, 1, 1], abs=0.01)
    assert min(found["recall of codes"].values()) > 0.98
    # Below nothing, where memory that other tests left behind was used again.
    assert found["small scopes"]["bytes beyond the vectors, each"] < 20 * 1024


@pytest.mark.slow
def test_a_gateway_that_is_started_again_serves_both_tiers(
    minilm_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    big_restart.main(["--entries", "2000", "--json", "--store", str(tmp_path / "store")])
    found = json.loads(capsys.readouterr().out)
    assert found["entries"] == 2000
    assert 0 < found["exact"] <= found["semantic"]
