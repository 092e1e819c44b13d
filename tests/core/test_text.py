"""What a text is read as."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from semcache.core.text import read_text
from semcache.core.words import lemma


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("passwords", "password"), ("forgot", "forget"), ("paid", "pay"), ("charged", "charge"),
        ("cancelling", "cancel"), ("cancelled", "cancel"), ("deliveries", "delivery"), ("activating", "activate"),
        ("replied", "reply"), ("boxes", "box"), ("children", "child"), ("bus", "bus"), ("brussels", "brussel"),
        ("shown", "show"), ("returned", "return"), ("the", "the"), ("trebic", "trebic"), ("fees", "fee"),
        ("shipped", "ship"), ("addresses", "address"),
    ],
)  # fmt: skip
def test_regular_and_irregular_forms_share_a_base(word: str, base: str) -> None:
    assert lemma(word) == base


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("pay $5,000.50 now", (("5000.5", "usd"),)),
        ("pay 5000,5 €", (("5000.5", ""),)),
        ("5 kg and 20 pounds", (("20", "lb"), ("5", "kg"))),
        ("5kg", (("5", "kg"),)),
        ("$10k", (("10000", "usd"),)),
        ("2 million dollars", (("2000000", "usd"),)),
        ("one hundred and five people", (("105", ""),)),
        ("three thousand users", (("3000", ""),)),
        ("a dozen eggs", (("12", ""),)),
        ("which one", ()),
        ("one month", (("1", "month"),)),
        ("the 2nd and the third", (("2", "th"), ("3", "th"))),
        ("pages 10-20", (("10", ""), ("20", ""))),
        ("twenty-five", (("25", ""),)),
        ("50% off", (("50", "%"),)),
        ("nine nine", (("9", ""), ("9", ""))),
        ("branch #0471", (("0471", ""),)),
    ],
)
def test_numbers_have_one_spelling_and_a_unit(text: str, numbers: tuple[tuple[str, str], ...]) -> None:
    assert read_text(text).numbers == numbers


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("on 2024-03-05", {"2024", "3/5"}),
        ("on March 5th, 2024", {"month 3", "day 5", "2024"}),
        ("the 5th of March", {"month 3", "day 5"}),
        ("am 5. März", {"month 3", "day 5"}),
        ("at 2:30pm", {"14:30"}),
        ("at 2 pm", {"14:00"}),
        ("12 am", {"0:00"}),
        ("in nineteen ninety nine", {"1999"}),
        ("in the 1980s", {"80s"}),
        ("next monday and last week", {"next monday", "last week"}),
        ("you may march on", set()),
        ("in may", {"month 5"}),
        ("good morning", set()),
        ("1999 dollars", set()),
    ],
)
def test_dates_have_one_spelling(text: str, dates: set[str]) -> None:
    assert read_text(text).dates == dates


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("Who is the mayor of Trebic?", {"trebic"}),
        ("who is the mayor of trebic", {"trebic"}),
        ("How do I reset my password?", set()),
        ("status of WT-44219 please", {"wt44219"}),
        ("fee on the Basic plan", {"basic"}),
        ("how do i use my ATM card", set()),
        ("FREE SHIPPING FOR ALL ORDERS", set()),
        ("learn c++ fast", {"c++"}),
        ("my iphone15 overheats", {"iphone15"}),
        ("How Do I Return My Order", set()),
    ],
)
def test_names_codes_and_rare_words_are_entities(text: str, entities: set[str]) -> None:
    assert read_text(text).entities == entities


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("Who built it?", {"who"}), ("tell me when it opens", {"when"}), ("What time is it open?", {"when"}),
        ("how much is it", {"much"}), ("how fast is it", {"long"}), ("how come it broke", {"why"}),
        ("What does it cost?", {"which", "much"}), ("can I return it", {"may"}), ("is it open", {"yes-no"}),
        ("could you explain the fee", {"ask"}), ("please delete the file", {"act"}), ("express shipping price", set()),
        ("in which city", {"what"}), ("Wann kommt das Paket und wo ist es", {"when", "where"}),
    ],
)  # fmt: skip
def test_the_kind_of_question_is_told(text: str, questions: set[str]) -> None:
    assert read_text(text).questions == questions


@pytest.mark.parametrize(
    ("text", "denials"),
    [
        ("do not open", 1), ("don't open", 1), ("dont open", 1), ("I can't open it", 1), ("without sugar", 1),
        ("I don't know how to open it", 0), ("I'm not sure how", 0), ("no, never", 2), ("open it", 0),
        ("das ist nicht erlaubt", 1), ("no puedo abrir la cuenta", 1), ("不可以", 1),
    ],
)  # fmt: skip
def test_negations_are_counted_and_idioms_are_not(text: str, denials: int) -> None:
    assert read_text(text).denials == denials


def test_a_whole_text_is_read_as_expected() -> None:
    facts = read_text("Can my wife's card be sent from Oslo to Rome after 2 days?")
    assert facts.content == ("wife", "card", "send", "oslo", "rome", "after")
    assert facts.roles == {("from", "oslo"), ("to", "rome")}
    assert facts.kin == {"wife"}
    assert facts.owners == {"i"}
    assert facts.numbers == (("2", "day"),)
    assert ("before", "after") in facts.polarity


@given(st.text(max_size=300))
@settings(max_examples=500, deadline=None)
def test_any_text_can_be_read_and_reading_again_gives_the_same(text: str) -> None:
    assert read_text(text) == read_text(text)


@given(st.sampled_from(["0" * 5000, "9" * 400 + " million", "a'" * 3000, "-1" * 2000, "$" * 999, "not " * 999]))
def test_hostile_texts_are_read_too(text: str) -> None:
    assert read_text(text).length >= 0
