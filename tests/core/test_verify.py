"""Evidence about candidates, and the probability it makes."""

from __future__ import annotations

import json
import math

import pytest

from semcache.calibrations import load_calibration
from semcache.core.verify import FEATURES, LOOKED_AT, Calibration, Sighting, Standing, best, evidence, kin_for


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


def probability(*sightings: Sighting) -> float:
    return load_calibration().probability(evidence(sightings, 0))


def test_neighbours_found_to_have_the_same_answer_speak_for_a_candidate_and_strangers_against_it() -> None:
    first = sighting(0.9, "a")
    agreeing = [sighting(0.89 - i / 100, "a", right=2) for i in range(9)]
    foreign = [sighting(0.89 - i / 100, f"b{i}", right=2) for i in range(9)]
    assert probability(first, *foreign) < probability(first) < probability(first, *agreeing)


def test_a_kin_whose_answers_were_found_wrong_is_trusted_less() -> None:
    good, bad = (
        [sighting(0.9 - i / 100, "a", right=right, wrong=5 - right) for i in range(5)] for right in (5, 1)
    )  # fmt: skip
    assert probability(*bad) < probability(*good)


def test_only_the_first_ten_count_and_what_is_far_away_tells_nothing() -> None:
    near = [sighting(0.9 - i / 100, "a") for i in range(LOOKED_AT)]
    assert evidence([*near, sighting(0.7, "b")], 0) == evidence(near, 0)
    assert evidence([sighting(0.9, "a"), sighting(0.2, "b")], 0) == evidence([sighting(0.9, "a")], 0)


def test_the_candidate_chosen_is_the_nearest_of_the_kin_with_the_greatest_say() -> None:
    seen = [sighting(0.90, "a"), sighting(0.89, "b"), sighting(0.88, "b"), sighting(0.87, "b")]
    assert best(seen, range(4)) == 1
    assert best(seen, [0, 2, 3]) == 2
    assert best(seen, [0]) == 0
    assert best(seen, []) is None
