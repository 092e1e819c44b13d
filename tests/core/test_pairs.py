"""Two texts that look alike: which deserve one answer, by the verifier that ships with semcache."""

from __future__ import annotations

import copy
import json
from math import inf, isfinite, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from semcache.core.pairs import FEATURES, PairVerifier, pair_features
from semcache.core.text import read_text
from semcache.errors import ConfigError, UsageError
from semcache.verifying import load_pair_verifier, read_pair_verifier

VERY_NEAR, NEAR = 0.97, 0.88

APART = [
    ("turn on the lights", "turn off the lights"),
    ("how do I enable notifications", "how do I disable notifications"),
    ("change address before shipping", "change address after shipping"),
    ("can I return it after 20 days", "can I return it after 45 days"),
    ("pay 500 dollars", "pay 5,000 dollars"),
    ("who was president in 1999", "who was president in 2001"),
    ("are you open on monday", "are you open on tuesday"),
    ("how far is brno", "how far is trebic"),
    ("who is the mayor of trebic", "who is the mayor of brno"),
    ("tell me about quorzelblat", "tell me about quorzelblot"),
    ("install numpy", "install scipy"),
    ("status of wire transfer #WT-44219", "status of wire transfer #WT-44291"),
    ("which foods contain gluten", "which foods do not contain gluten"),
    ("are fees waived", "are fees NOT waived"),
    ("flights from Oslo to Rome", "flights from Rome to Oslo"),
    ("did kimberlin defeat hoxworth", "did hoxworth defeat kimberlin"),
    ("reset my password", "reset his password"),
    ("cancel my flight", "cancel my hotel"),
]
ALIKE = [
    ("How do I reset my password?", "How can I reset my password?"),
    ("How do I reset my password?", "I need to reset my password please"),
    ("What is your return policy?", "Could you tell me about the return policy?"),
    ("Where can I find my invoice?", "How do I find my invoice?"),
    ("How do I cancel my subscription?", "What do I need to do to cancel my subscription?"),
    ("Do you ship to Germany?", "Is shipping to Germany possible?"),
    ("pay $5,000 on March 5th", "pay 5000 dollars on 5 March"),
    ("How do I log in?", "How do I sign in?"),
    ("how do I change my password", "I want to change my pasword"),
    ("cheapest flight from Oslo to Rome", "cheapest flight to Rome from Oslo"),
    ("How much does shipping cost?", "What is the price of shipping?"),
    ("how far is brno", "hey, can you tell me how far brno is?"),
]


def logit(a: str, b: str, similarity: float) -> float:
    return load_pair_verifier().logit(read_text(a), read_text(b), similarity)


@pytest.mark.parametrize(("a", "b"), APART)
def test_a_changed_number_date_name_side_or_order_weighs_more_than_a_high_similarity(a: str, b: str) -> None:
    assert logit(a, b, VERY_NEAR) < 0.5 < logit(a, a, VERY_NEAR)


@pytest.mark.parametrize(("a", "b"), ALIKE)
def test_a_rewording_is_likely_to_deserve_the_same_answer(a: str, b: str) -> None:
    assert logit(a, b, NEAR) > 1


def test_every_rewording_is_likelier_than_every_twin_that_looks_nearer() -> None:
    assert min(logit(a, b, NEAR) for a, b in ALIKE) > max(logit(a, b, VERY_NEAR) for a, b in APART)


WORDS = "how far is brno trebic not 5 km $7 in 2019 my her turn on off from to Oslo ? 北京 ünïcode refund return"
texts = st.one_of(
    st.text(max_size=80),
    st.lists(
        st.sampled_from(WORDS.split()),
        max_size=90,
    ).map(" ".join),
)


@given(a=texts, b=texts, similarity=st.one_of(st.floats(-1, 1), st.sampled_from([nan, inf, -inf])))
@settings(max_examples=150, deadline=None)
def test_features_are_finite_and_the_order_of_the_two_texts_says_nothing(a: str, b: str, similarity: float) -> None:
    one, two = read_text(a), read_text(b)
    features = pair_features(one, two, similarity)
    assert len(features) == len(FEATURES)
    assert all(isfinite(value) for value in features)
    assert features == pair_features(two, one, similarity)
    verifier = load_pair_verifier()
    assert isfinite(verifier.logit(one, two, similarity))
    assert verifier.logit(one, two, similarity) == verifier.logit(one, two, similarity)


@given(a=texts, b=texts, low=st.floats(-1, 1), high=st.floats(-1, 1))
@settings(max_examples=100, deadline=None)
def test_a_nearer_pair_is_never_less_likely(a: str, b: str, low: float, high: float) -> None:
    low, high = sorted((low, high))
    assert logit(a, b, low) <= logit(a, b, high) + 1e-9


@pytest.mark.parametrize("broken", [nan, inf, -inf])
def test_a_similarity_that_is_no_number_counts_as_the_lowest(broken: float) -> None:
    assert logit("refund", "refund", broken) == logit("refund", "refund", -1.0)


ABSOLUTE = {"shortest", "longest", "laden_less", "laden_more"}
"""Features that say how a text is, not how it differs."""


def test_a_text_differs_from_itself_in_nothing() -> None:
    text = read_text("Is Brno, which has 380,000 people, further from Oslo than from Rome in May 2019?")
    apart = {name: value for name, value in zip(FEATURES, pair_features(text, text, 1.0), strict=True) if value}
    full = {name: 1.0 for name in FEATURES if name.endswith(("_shared", "_held", "in_order", "framed", "similarity"))}
    assert {name: value for name, value in apart.items() if name not in ABSOLUTE} == full


def test_a_verifier_is_the_same_after_writing_and_reading() -> None:
    verifier = load_pair_verifier()
    again = PairVerifier.from_document(json.loads(json.dumps(verifier.to_document())))
    assert again == verifier


def test_the_document_says_which_command_made_it_from_what() -> None:
    made = load_pair_verifier().made
    assert str(made["by"]).startswith("python -m tests.benchmarks.train_pairs")
    assert {"on", "learned_from", "on_the_other_half"} <= set(made)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"format": "semcache-pairs-0"}, "format"),
        ({"features": ["similarity"]}, "features"),
        ({"offset": "0"}, "finite number"),
        ({"offset": inf}, "finite number"),
        ({"offset": True}, "finite number"),
        ({"made": None}, "made"),
        ({"trees": []}, "trees"),
        ({"trees": [None]}, "finite number"),
        ({"trees": [[0, 0.5, 1.0]]}, "branch"),
        ({"trees": [[len(FEATURES), 0.5, 1.0, 2.0]]}, "feature"),
        ({"trees": [[-1, 0.5, 1.0, 2.0]]}, "feature"),
        ({"trees": [[0.0, 0.5, 1.0, 2.0]]}, "feature"),
        ({"trees": [[0, nan, 1.0, 2.0]]}, "finite number"),
        ({"trees": [[0, 0.5, 1.0, "2"]]}, "finite number"),
    ],
)
def test_a_broken_document_is_refused_with_what_is_wrong(change: dict[str, object], complaint: str) -> None:
    document = {**copy.deepcopy(load_pair_verifier().to_document()), **change}
    with pytest.raises(UsageError, match=complaint):
        PairVerifier.from_document(document)


def test_a_tree_deeper_than_any_that_was_grown_is_refused() -> None:
    tree: object = 0.0
    for _ in range(100):
        tree = [0, 0.5, tree, 1.0]
    with pytest.raises(UsageError, match="deep"):
        PairVerifier.from_document({**load_pair_verifier().to_document(), "trees": [tree]})


@pytest.mark.parametrize("text", ["", "[]", "{", "{}", "[" * 100_000, '{"format": "semcache-pairs-1"}'])
def test_a_file_that_is_no_verifier_is_refused_by_its_name(text: str) -> None:
    with pytest.raises(ConfigError, match=r"mine\.json"):
        read_pair_verifier(text, "mine.json")
