"""Two answers to one question: the same, different, or a doubt that nothing is learned from."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from semcache.core.compare import ALIKE, NO_VECTORS, UNLIKE, Comparison, Different, Doubt, Same, compare
from semcache.core.request import Completion
from semcache.wire.said import said_by

ROWS: list[tuple[str, str, str, type[Comparison]]] = [
    ("the same text", "Paris.", "Paris.", Same),
    ("case, marks and blanks", "Paris", " *paris*.\n", Same),
    ("words in another order", "Paris, France", "France: Paris", Same),
    ("one says more", "Paris", "Paris, France", Doubt),
    ("another number", "14 days", "30 days", Different),
    ("a number in words", "two", "2", Same),
    ("a unit more", "5 days", "5 business days", Doubt),
    ("another date", "14 December 1972", "13 December 1972", Different),
    ("a date told in less detail", "December 1972", "14 December 1972", Doubt),
    ("another name", "Bobby Scott", "Neil Diamond", Different),
    ("yes and no", "Yes.", "No.", Different),
    ("yes, and no at length", "Yes, you can do that in the app.", "No, that is not possible.", Different),
    ("yes and true", "Yes", "True.", Same),
    ("no as a word inside", "No man is an island.", "Yes.", Different),
    ("not", "It is possible to cancel.", "It is not possible to cancel.", Different),
    ("sentences with other numbers", "Refunds take 14 days to arrive.", "Refunds take 30 days to arrive.", Different),
    ("other words altogether", "You can pay by card at the till.", "The shop closes early in winter.", Doubt),
]


@pytest.mark.parametrize(("one", "other", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_what_words_alone_tell(one: str, other: str, expected: type[Comparison]) -> None:
    assert type(compare(one, other)) is expected
    assert type(compare(other, one)) is expected


JSON: list[tuple[str, object, object, type[Comparison]]] = [
    ("keys in another order", {"a": 1, "b": 2}, {"b": 2, "a": 1}, Same),
    ("a number of another kind", {"a": 1}, {"a": 1.0}, Same),
    ("another value", {"a": 1}, {"a": 2}, Different),
    ("another type", {"a": 1}, {"a": "1"}, Different),
    ("true is not 1", {"a": True}, {"a": 1}, Different),
    ("a key more", {"a": 1}, {"a": 1, "b": None}, Different),
    ("a list in another order", [1, 2], [2, 1], Different),
    ("a short text", {"city": "Paris"}, {"city": "Rome"}, Different),
    ("a short text in another case", {"city": "Paris"}, {"city": "paris"}, Same),
    ("a long text", {"why": "because it rains a lot"}, {"why": "for there is much rain"}, Doubt),
    ("empty ones", {}, [], Different),
]


@pytest.mark.parametrize(("one", "other", "expected"), [row[1:] for row in JSON], ids=[row[0] for row in JSON])
def test_structured_answers_are_compared_exactly(one: object, other: object, expected: type[Comparison]) -> None:
    assert type(compare(json.dumps(one), json.dumps(other))) is expected
    assert type(compare(f"```json\n{json.dumps(other, indent=2)}\n```", json.dumps(one))) is expected


def test_json_and_prose_are_different() -> None:
    assert compare('{"a": 1}', "The answer is 1.") == Different("only one is JSON")


def test_json_nested_too_deep_to_walk_is_in_doubt() -> None:
    deep = "[" * 400 + "]" * 400
    assert isinstance(compare(deep, deep + " "), Same)
    assert compare(deep, "[" * 400 + "1" + "]" * 400) == Doubt("nested too deep")


FRAMED = "You can return any item within 30 days of delivery, opened or not."
OTHERWISE = "Any item can be returned within 30 days of delivery, whether it was opened or not."


@pytest.mark.parametrize(
    ("similarity", "expected"),
    [
        (None, Doubt),
        (UNLIKE - 0.01, Different),
        (UNLIKE, Doubt),
        (ALIKE - 0.01, Doubt),
        (ALIKE, Same),
        (math.nan, Doubt),
    ],
)
def test_in_the_middle_the_vectors_tell(similarity: float | None, expected: type[Comparison]) -> None:
    assert type(compare("You may pay by card.", "Cards are taken at every till.", similarity)) is expected


def test_however_near_the_vectors_a_difference_in_words_is_no_sameness() -> None:
    assert isinstance(compare(FRAMED, OTHERWISE, 0.99), Same)
    assert isinstance(compare(FRAMED, OTHERWISE.replace("30", "60"), 0.99), Different)
    assert not isinstance(compare(FRAMED, OTHERWISE.replace("can be", "can never be"), 0.99), Same)


def test_what_says_all_the_other_says_is_not_different_however_far_the_vectors() -> None:
    assert isinstance(compare("2017", "Well, the answer to what you want to know is, I think, 2017.", 0.2), Doubt)


def test_without_vectors_the_doubt_says_so() -> None:
    assert compare(FRAMED, OTHERWISE) == Doubt(NO_VECTORS)


def test_very_long_answers_are_in_doubt_at_once() -> None:
    assert compare("word " * 5000, "words " * 5000, 0.99) == Doubt("too long")


@given(st.text(max_size=200), st.text(max_size=200), st.none() | st.floats(-1, 1))
def test_it_raises_nothing_and_has_no_favourite_side(one: str, other: str, similarity: float | None) -> None:
    assert type(compare(one, other, similarity)) is type(compare(other, one, similarity))
    assert isinstance(compare(one, one, similarity), Same)


# What an answer says.

SAID = [
    ("chat", {"choices": [{"message": {"content": "a"}}, {"message": {"content": "b"}}]}, "a\n\nb"),
    ("chat", {"choices": [{"message": {"content": None}}]}, None),
    ("completions", {"choices": [{"text": "a"}]}, "a"),
    ("messages", {"content": [{"type": "thinking", "thinking": "x"}, {"type": "text", "text": "a"}]}, "a"),
    ("messages", {"content": [{"type": "tool_use", "name": "x"}]}, None),
    (
        "responses",
        {"output": [{"type": "reasoning"}, {"type": "message", "content": [{"type": "output_text", "text": "a"}]}]},
        "a",
    ),
    ("responses", {"output": [{"type": "function_call"}]}, None),
    ("unheard-of", {}, None),
    ("chat", {"choices": "nonsense"}, None),
]


@pytest.mark.parametrize(("protocol", "document", "said"), SAID)
def test_the_text_of_an_answer_is_read_from_every_protocol(protocol: str, document: object, said: str | None) -> None:
    assert said_by(Completion(protocol, "m", json.dumps(document).encode(), None)) == said
