"""When the nearest neighbours are other numbers of one template, and who takes their places then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from semcache.core.crowd import Near, figures_of, is_crowded, spread
from semcache.core.decision import Candidate
from semcache.core.entry import Entry, Neighbour
from semcache.core.freshness import Contract
from semcache.core.gates import Pass, Refusal
from semcache.core.ledger import Tier
from semcache.core.request import Completion
from semcache.core.scope import Scope

ENTRY = Entry(
    "k",
    Scope("tenant", "chat", "model", "f" * 64, "p" * 64, "minilm"),
    "What does code 1 mean?",
    Completion("chat", "model", b"{}", None),
    Contract("rule", "p" * 64, created=0.0, expires=1.0),
    "tenant",
)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("What does code 4711 mean?", ["4711"]),
        ("Is it 3, 12 or 7?", ["12", "3", "7"]),
        ("Is 1,000.50 more than 1000.5", ["1000.5", "1000.5"]),
        ("It was on 5.", ["5"]),
        ("How many laws are there?", []),
    ],
)
def test_figures_are_the_numbers_in_digits(text: str, figures: list[str]) -> None:
    assert figures_of(text) == figures


def candidate(gate: str, tier: Tier = Tier.SEMANTIC) -> Candidate:
    """Refused by this gate, "" for none."""
    return Candidate(ENTRY, tier, 0.9, (Refusal("fresh", ""),), (Refusal(gate, "") if gate else Pass("number", ""),))


@pytest.mark.parametrize(
    ("gates", "crowded"),
    [
        ("number number number", True),
        ("date", True),
        ("question number entity", True),
        ("question entity", False),
        ("number similarity", False),
        ("number verifier", False),
    ],
)
def test_a_crowd_is_refused_by_its_texts_alone_and_has_no_end_in_sight(gates: str, crowded: bool) -> None:
    assert is_crowded([candidate(gate) for gate in gates.split()]) is crowded


def test_an_answer_that_has_merely_expired_is_no_crowd() -> None:
    assert not is_crowded([candidate("number"), candidate("")])
    assert is_crowded([candidate("", Tier.EXACT), candidate("number")])
    assert not is_crowded([])


def near(*codes: int | None) -> list[Near]:
    """Neighbours by place; None is gone."""
    return [
        (
            Neighbour(f"{place} {code}", 0.9 - place / 100),
            None if code is None else replace(ENTRY, query=f"What does code {code} mean?"),
        )
        for place, code in enumerate(codes)
    ]


@pytest.mark.parametrize(
    ("wider", "keys"),
    [
        ([1, 2, 3, 4, 5, 6, 9, None, 9], "0 1,1 2,2 3,6 9,8 9"),
        ([1, 2, 3, 4, 5, 9, 9, 9, 9], "0 1,1 2,5 9,6 9,7 9"),
        ([1, 2, 3, 4, 5, 6], "0 1,1 2,2 3,3 4,4 5"),
        ([1, 2, 9, 4, 5, 6], "0 1,1 2,2 9,3 4,4 5"),  # known already
    ],
)
def test_the_last_half_of_the_places_goes_to_those_with_the_same_figures(wider: list[int | None], keys: str) -> None:
    found = spread("Code 9, what does it mean?", near(*wider[:5]), near(*wider))
    assert [neighbour.key for neighbour, _ in found] == keys.split(",")


def test_the_only_place_is_given_too() -> None:
    assert spread("Code 9?", near(1), near(1, 2, 9)) == near(1, 2, 9)[2:]
