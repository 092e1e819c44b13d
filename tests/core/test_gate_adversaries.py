"""What the closer look of the gates tells apart, what it lets pass, and what it leaves alone."""

from __future__ import annotations

import random

import pytest

from semcache.core.contrast import FEATURES, pair_features
from semcache.core.courtesy import gist
from semcache.core.gates import GATES, GateReport, Refusal, first_look, first_refusal, judge
from semcache.core.text import TextFacts, read_text
from tests.core.gate_adversaries import DIFFERENT, SAME, STILL_SERVED

PAIRS = [pair for pairs in DIFFERENT.values() for pair in pairs]


def judged(a: str, b: str) -> tuple[GateReport, ...]:
    """As a rewording is judged that is as near as a text can be."""
    return judge(_read(a), _read(b), 1.0, 0.0)


def _read(text: str) -> TextFacts:
    return read_text(gist(text))


@pytest.mark.parametrize(("about", "a", "b"), [(about, *pair) for about, pairs in DIFFERENT.items() for pair in pairs])
def test_a_pair_that_one_small_thing_sets_apart_shares_no_answer(about: str, a: str, b: str) -> None:
    there, back = first_refusal(judged(a, b)), first_refusal(judged(b, a))
    assert there is not None, about
    assert back is not None
    assert there.gate == back.gate


@pytest.mark.parametrize(("a", "b"), SAME)
def test_an_honest_rewording_passes(a: str, b: str) -> None:
    assert first_refusal(judged(a, b)) is None
    assert first_refusal(judged(b, a)) is None


@pytest.mark.parametrize(("a", "b"), STILL_SERVED)
def test_what_is_known_to_pass_is_said_to(a: str, b: str) -> None:
    assert first_refusal(judged(a, b)) is None


@pytest.mark.parametrize(
    ("a", "b", "refusal"),
    [
        ("how do I zoom in", "how do I zoom out", Refusal("polarity", "in / out")),
        ("who did Ann call", "who called Ann", Refusal("direction", "asks for the patient / for the agent")),
        ("what does ls -l do", "what does ls -L do", Refusal("symbol", "-l / -L")),
        ("count from 3 to 5", "count from 5 to 3", Refusal("direction", "from 3 / from 5")),
        ('is "a b" right', 'is "b a" right', Refusal("entity", "a b / b a")),
        ("node 18.1 here", "node 18.10 here", Refusal("number", "node 18.1 / node 18.10")),
        ("can I leave early", "must I leave early", Refusal("limit", "may / must")),
        ("who was the king", "who is the king", Refusal("date", "what was / what is")),
        ("how old am I", "how old are you", Refusal("person", "i / you")),
        ("is it a paid leave", "is it an unpaid leave", Refusal("negation", "unpaid / paid")),
    ],
)
def test_the_refusal_says_under_a_known_name_what_it_saw(a: str, b: str, refusal: Refusal) -> None:
    reports = judged(a, b)
    assert first_refusal(reports) == refusal
    assert [report.gate for report in reports] == ["similarity", *GATES]


@pytest.mark.parametrize(("a", "b"), random.Random(5).sample(PAIRS + SAME, 80))
def test_what_the_closer_look_says_is_no_feature_of_the_verifier(a: str, b: str) -> None:
    one, two = _read(a), _read(b)
    features = pair_features(one, two, 0.9, judge(one, two, 0.9, 0.0))
    assert features == pair_features(one, two, 0.9)
    flags = dict(zip(FEATURES, features, strict=True))
    refused = {report.gate for report in first_look(one, two, 1.0, 0.0) if isinstance(report, Refusal)}
    assert {gate for gate in GATES if flags[f"refused_{gate}"]} == refused


def test_politeness_hides_no_difference() -> None:
    for a, b in PAIRS[:60]:
        polite = f"Hello! {a}, please"
        assert first_refusal(judged(polite, b)) is not None, (polite, b)


@pytest.mark.parametrize("pair", [("how do I zoom in", "how do I zoom out"), ("who did Ann call", "who called Ann")])
def test_in_a_long_text_one_small_word_decides_nothing(pair: tuple[str, str]) -> None:
    more = " and the rest of the story is told below in as many words as it takes" * 5
    assert first_refusal(judged(pair[0] + more, pair[1] + more)) is None
