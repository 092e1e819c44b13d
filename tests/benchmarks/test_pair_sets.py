"""What the pair verifier is trained and measured with: the two halves, and what programs make of a question."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from semcache.core.gates import Refusal, judge
from semcache.core.text import read_text
from tests.benchmarks import quality_pairs, train_pairs
from tests.benchmarks.gate_pairs import Pair
from tests.benchmarks.pair_sets import direction_pairs, further_swaps, planted
from tests.benchmarks.rewordings import reworded
from tests.benchmarks.splits import held_out

QUESTIONS = [
    "who wrote the history of brno in 1925", "what is the capital of norway", "When was the Oslo opera built?",
    "how many people live in trebic", "From 1989 to 1991, whom did Karel Novak play for?", "how is my letter sent",
    "where did the 3 ships of the expedition land", "How do I get 2 new cards for my account before May 5?",
]  # fmt: skip


def test_about_half_of_all_groups_is_held_out_and_always_the_same_ones() -> None:
    assert [name for name in "abcdefgh" if held_out(name)] == list("efg")
    assert 450 < sum(held_out(str(i)) for i in range(1000)) < 550


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_rewording_keeps_numbers_and_dates_and_is_the_same_for_the_same_seed(text: str) -> None:
    for seed in range(60):
        other = reworded(text, random.Random(seed))
        assert other == reworded(text, random.Random(seed))
        refused = {r.gate for r in judge(read_text(text), read_text(other), 1.0, 0.0) if isinstance(r, Refusal)}
        assert refused.isdisjoint({"number", "date"}), other


def test_what_is_made_to_differ_differs() -> None:
    rng = random.Random(1)
    made = further_swaps(QUESTIONS * 5, ["kyoto", "lima"], rng) + planted(QUESTIONS, rng, held=True)
    assert {pair.same for pair in made} == {False}
    assert {"opposite", "question word", "added", "hung on", "stuffed", "whose"} <= {pair.kind for pair in made}
    assert [pair for pair in made if pair.kind in {"hung on", "added"} and pair.a == pair.b] == []


def test_templates_of_the_two_halves_share_no_question() -> None:
    halves: list[set[Pair]] = [
        set(direction_pairs(["oslo", "rome", "lima"], random.Random(1), held=held)) for held in (False, True)
    ]
    assert all(halves)
    assert halves[0].isdisjoint(halves[1])


@pytest.mark.parametrize("program", [train_pairs, quality_pairs])
def test_without_the_data_a_program_says_so_and_writes_nothing(
    program: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["program", "--data", str(tmp_path)])
    program.main()  # type: ignore[attr-defined]
    assert capsys.readouterr().out.startswith(f"skipped: {tmp_path} has no streams/")
    assert list(tmp_path.iterdir()) == []
