"""Evidence about candidates, and the probability it makes."""

from __future__ import annotations

import json
import math

import pytest

from semcache.calibrations import load_calibration
from semcache.core.verify import FEATURES, Calibration, Sighting, Standing, evidence, kin_for


def sighting(similarity: float, kin: str, key: str = "", right: int = 0, wrong: int = 0) -> Sighting:
    return Sighting(key or f"{kin}{similarity}", similarity, 0.0, Standing(kin, right, wrong))


def test_there_is_one_number_for_each_feature() -> None:
    assert len(evidence([sighting(0.9, "a")], 0)) == len(FEATURES)


def test_an_answer_found_the_same_as_a_candidates_joins_its_kin_and_any_other_founds_one() -> None:
    a, b = sighting(0.9, "a"), sighting(0.8, "b")
    assert kin_for("new", [(a, True), (b, False)]) == "a"
    assert kin_for("new", [(a, False), (b, False)]) == "new"
    assert kin_for("new", []) == "new"


def test_the_shipped_calibration_can_be_read_and_written_again() -> None:
    shipped = load_calibration()
    assert Calibration.from_document(json.loads(json.dumps(shipped.to_document()))) == shipped


@pytest.mark.parametrize("value", [None, "x", [1.0], [math.nan] * 9, [True] * 9, {"a": 1}])
def test_garbage_is_no_calibration(value: object) -> None:
    with pytest.raises(ValueError):
        Calibration.from_document({**load_calibration().to_document(), "weights": value})
