"""Questions whose answer does not keep."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from semcache.core.volatile import DEFAULT_CLASSES, REFUSED_CLASSES, Strength, Volatile, VolatileClass, classify
from tests.yardstick import growth

VOLATILE = {
    "present-time": [
        "What time is it?", "what day is it today", "what is on tv tonight", "Who won the latest Nobel prize?",
        "news about the election", "is the service down right now", "what happened yesterday in parliament",
        "What is the date of Easter this year?", "Who is the current president of Peru?", "events this weekend in Oslo",
        "what are the most recent changes", "Is there an outage at the moment?", "what will open next monday",
        "Wie spät ist es?", "Was läuft heute im Kino?", "Wer ist derzeit Kanzler?", "Quelle heure est-il ?",
        "Que se passe-t-il aujourd'hui ?", "¿Qué hora es?", "¿Qué pasa hoy en Madrid?", "现在几点", "今天有什么新闻",
        "本周的会议有哪些", "is the website down", "What is the deal of the day?",
    ],
    "market": [
        "What is the price of bitcoin?", "tesla stock price", "exchange rate from dollars to euros", "gold price",
        "convert 100 usd to eur", "how much is a bitcoin worth", "is the blue lamp in stock",
        "Bitcoin Kurs von der Börse", "taux de change du dollar", "precio del oro", "苹果股价",
    ],
    "weather": [
        "weather in Oslo", "will it rain in Oslo", "do I need an umbrella", "Wetter in Berlin", "météo à Lyon",
        "北京天气",
    ],
    "scores": [
        "what is the score of the Lakers game", "did the Giants win", "who is winning the match", "league standings",
        "比分是多少",
    ],
    "personal-state": [
        "Where is my order?", "what is my account balance", "When will my package arrive?", "show my transactions",
        "has my refund been sent", "how much do I owe", "what's on my calendar", "our account balance",
        "Wo ist mein Paket?", "où est ma commande", "¿Dónde está mi pedido?", "我的订单在哪里",
    ],
    "side-effect": [
        "Cancel my subscription.", "please send an email to Bob", "Book a table for two", "order me a pizza",
        "Delete all emails", "transfer $500 to savings", "Can you cancel my order?", "set an alarm for seven",
        "turn off the lights", "remind me to call mom", "Storniere meine Buchung", "annule ma commande",
        "cancela mi pedido", "帮我取消预订",
    ],
    "creative": [
        "tell me a joke", "another one joke please: another joke", "give me a random number", "surprise me",
        "write me a poem about rain", "flip a coin", "roll a die", "erzähl mir einen Witz",
        "raconte-moi une blague", "cuéntame un chiste", "再来一个",
    ],
}  # fmt: skip

CHANGING = [
    "Who is the CEO of Initech?", "How old is the queen of Denmark?", "population of Norway",
    "Which country has the most nuclear plants?", "How many goals has Pelusa scored?", "Is Jane Doe married?",
    "who holds the record for the marathon", "What is the tallest building in the world?",
]  # fmt: skip

KEEPS = [
    "How do I cancel my subscription?", "What is the current through a resistor?", "How do I track my order?",
    "How can I check my account balance?", "Can I cancel my order after it ships?", "What is a stock price?",
    "How do I transfer money to another account?", "How do I delete my account?", "What is a random variable?",
    "How does weather radar work?", "what causes rain", "Why do prices rise?", "Explain photosynthesis",
    "Where can I see my invoices?", "What happens if I miss a payment?", "How do I write a function in Python?",
    "When did the first world war start?", "Who wrote Hamlet?", "How is a credit score calculated?",
    "What does alternating current mean?", "how to book a flight with points", "How do I change my current plan?",
    "Define entropy", "How do I send an email with an attachment?", "send a POST request in python",
    "What is the boiling temperature of water?", "return policy", "Wie kann ich mein Abo kündigen?",
    "Comment puis-je annuler ma commande ?", "¿Cómo puedo cancelar mi pedido?", "如何取消订单",
    "Who won the world cup in 1998?", "What is Apocalypse?", "I know the answer", "snow white summary",
    "How do I set up direct debit?", "What is your return policy?", "Can I get a refund?",
]  # fmt: skip


@pytest.mark.parametrize(("cls", "text"), [(cls, text) for cls, texts in VOLATILE.items() for text in texts])
def test_volatile_questions_are_refused_by_their_class(cls: str, text: str) -> None:
    found = classify(text)
    assert found is not None
    assert (found.cls, found.strength) == (cls, Strength.REFUSE)


@pytest.mark.parametrize("text", CHANGING)
def test_questions_that_depend_on_time_softly_are_shortened(text: str) -> None:
    found = classify(text)
    assert found is not None
    assert (found.cls, found.strength) == ("changing", Strength.SHORTEN)


@pytest.mark.parametrize("text", KEEPS)
def test_questions_that_keep_are_left_alone(text: str) -> None:
    assert classify(text) is None


def test_the_evidence_is_what_the_text_says() -> None:
    assert classify("So, what  time is IT?") == Volatile("present-time", "what time is it", Strength.REFUSE)


def test_a_policy_adds_a_class_of_plain_phrases() -> None:
    canteen = VolatileClass.of_phrases("canteen", ("lunch  menu", "dish of C++"))
    classes = (*DEFAULT_CLASSES, canteen)
    assert classify("Show the Lunch\nMenu please", classes) == Volatile("canteen", "lunch menu", Strength.REFUSE)
    assert classify("the dish of c++ fans", classes) == Volatile("canteen", "dish of c++", Strength.REFUSE)
    assert classify("brunch menus", classes) is None


def test_no_classes_find_nothing() -> None:
    assert classify("what time is it", ()) is None
    assert classify("what time is it", (VolatileClass("empty", Strength.REFUSE, ()),)) is None


def test_the_classes_a_policy_refuses_are_the_ones_that_refuse() -> None:
    assert tuple(dict.fromkeys(cls for cls in REFUSED_CLASSES)) == REFUSED_CLASSES
    assert set(REFUSED_CLASSES) == set(VOLATILE)


_PHRASES = [text for texts in (*VOLATILE.values(), CHANGING, KEEPS) for text in texts]
_WORDS = sorted({word for phrase in _PHRASES for word in phrase.split()} | {".", "?", "'s", "12", "天气"})


@given(st.lists(st.sampled_from([*_PHRASES, *_WORDS]), max_size=6), st.sampled_from([" ", "", ". "]))
@settings(max_examples=400, deadline=None)
def test_a_pattern_is_left_out_only_where_it_cannot_match(pieces: list[str], between: str) -> None:
    text = " ".join(between.join(pieces).casefold().split())
    found = classify(text)
    for cls in DEFAULT_CLASSES:
        spaced = "|".join(pattern for language, pattern in cls.patterns if language != "zh")
        unspaced = [pattern for language, pattern in cls.patterns if language == "zh"]
        match = re.search("|".join([rf"(?<!\w)(?:{spaced})(?!\w)", *unspaced]), text)
        if match is not None and not _is_excused(cls, text):
            assert found == Volatile(cls.name, match.group().strip()[:80], cls.strength)
            return
    assert found is None


def _is_excused(cls: VolatileClass, text: str) -> bool:
    spaced = "|".join(pattern for pattern in cls.unless if pattern.isascii() or pattern[0] < "\u3000")
    unspaced = [pattern for pattern in cls.unless if pattern[0] >= "\u3000"]
    return bool(cls.unless) and re.search("|".join([rf"(?<!\w)(?:{spaced})(?!\w)", *unspaced]), text) is not None


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_classified_and_case_does_not_matter(text: str) -> None:
    assert classify(text) == classify(text.casefold())


@pytest.mark.parametrize(
    "piece", ["how many ", "is it ", "please ", "my ", "a", "who is the ", "what my our ", "set a "]
)
def test_long_texts_take_time_in_proportion(piece: str) -> None:
    tenth, whole = (piece * (size // len(piece)) for size in (2_000, 20_000))
    assert growth(lambda: classify(tenth), lambda: classify(whole)) < 40
