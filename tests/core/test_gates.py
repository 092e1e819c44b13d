"""Pairs of prompts that look alike: which must not share an answer and why, and which may."""

# ruff: noqa: SIM905 - a list of words is read best as a text
from __future__ import annotations

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from semcache.core.gates import DEFAULT_MIN_SIMILARITY, Pass, Refusal, first_refusal, judge
from semcache.core.text import LONGEST, read_text
from tests.yardstick import growth

REFUSED = {
    "number": [
        ("Can I return it after 20 days?", "Can I return it after 45 days?"),
        ("pay 500 dollars", "pay 5,000 dollars"),
        ("pay $5k", "pay $5"),
        ("two adults and a child", "three adults and a child"),
        ("is a 3% fee normal", "is a 4 percent fee normal"),
        ("how long is 5 km", "how long is 5 miles"),
        ("take 200 mg of aspirin", "take 200 g of aspirin"),
        ("the third chapter", "the fourth chapter"),
        ("my 1st order", "my 2nd order"),
        ("twenty five people", "twenty six people"),
        ("five hundred users", "five thousand users"),
        ("seats for 4", "seats for four hundred"),
        ("what is 7 times 8", "what is 7 times 9"),
        ("a loan of 10k", "a loan of 10"),
        ("convert 3.5 kg to pounds", "convert 3.6 kg to pounds"),
        ("30-year mortgage", "15-year mortgage"),
        ("I was charged twice for one order", "I was charged for one order"),
        ("chapters 3-5", "chapters 3-6"),
        ("Kann ich nach zwei Tagen zurückgeben?", "Kann ich nach drei Tagen zurückgeben?"),
        ("tarifa para 3 personas", "tarifa para 4 personas"),
        ("是否支持3台设备", "是否支持5台设备"),
    ],
    "date": [
        ("Who was president in 1999?", "Who was president in 2001?"),
        ("who was president in nineteen ninety nine", "who was president in nineteen ninety eight"),
        ("are you open on monday", "are you open on tuesday"),
        ("open on March 5th", "open on March 6th"),
        ("open on 5 March", "open on 5 April"),
        ("report of 2024-03-05", "report of 2024-03-06"),
        ("meet at 14:30", "meet at 15:30"),
        ("meet at 2 pm", "meet at 2 am"),
        ("how was sales last month", "how was sales last year"),
        ("opening hours in summer", "opening hours in winter"),
        ("music of the 1980s", "music of the 1990s"),
        ("delivery before christmas", "delivery before easter"),
        ("what happens in may 2020", "what happens in june 2020"),
        ("Habt ihr am Montag auf?", "Habt ihr am Dienstag auf?"),
        ("magasin ouvert le lundi", "magasin ouvert le mardi"),
        ("who won in 2010", "who won"),
    ],
    "negation": [
        ("which foods contain gluten", "which foods do not contain gluten"),
        ("are fees waived", "are fees NOT waived"),
        ("can I travel with a visa", "can I travel without a visa"),
        ("is it legal", "isn't it legal"),
        ("should I eat before surgery", "should I never eat before surgery"),
        ("is this plan eligible", "is this plan ineligible"),
        ("is the item available", "is the item unavailable"),
        ("how does the sync work", "why does the sync not work"),
        ("the app works", "the app doesnt work"),
        ("is that possible", "is that impossible"),
        ("Ist das erlaubt?", "Ist das nicht erlaubt?"),
        ("puis-je fumer ici", "je ne peux pas fumer ici"),
        ("este producto tiene azúcar", "este producto no tiene azúcar"),
        ("这个可以退款吗", "这个不可以退款吗"),
    ],
    "polarity": [
        ("how do I enable notifications", "how do I disable notifications"),
        ("turn on the lights", "turn off the lights"),
        ("turn the volume up", "turn the volume down"),
        ("how to increase my limit", "how to decrease my limit"),
        ("change address before shipping", "change address after shipping"),
        ("minimum payment for my plan", "maximum payment for my plan"),
        ("buy shares in an app", "sell shares in an app"),
        ("credit card fees", "debit card fees"),
        ("when does the train arrive", "when does the train depart"),
        ("include tax in the price", "exclude tax from the price"),
        ("accept an invitation", "reject an invitation"),
        ("open an account", "close an account"),
        ("lock my card", "unlock my card"),
        ("upload a file", "download a file"),
        ("import contacts", "export contacts"),
        ("largest city", "smallest city"),
        ("oldest employee", "youngest employee"),
        ("earliest flight", "latest flight"),
        ("upgrade my plan", "downgrade my plan"),
        ("domestic transfer fee", "international transfer fee"),
        ("fee on the basic plan", "fee on the premium plan"),
        ("daily limit", "monthly limit"),
        ("balance of my savings account", "balance of my checking account"),
        ("sorted in ascending order", "sorted in descending order"),
        ("hottest planet", "coldest planet"),
        ("how do I subscribe to the newsletter", "how do I unsubscribe from the newsletter"),
        ("north station", "south station"),
        ("encrypt a folder", "decrypt a folder"),
        ("standard shipping time", "express shipping time"),
        ("warranty on new devices", "warranty on refurbished devices"),
        ("is the red button safe", "is the blue button safe"),
        ("ask me for a code when I log in", "stop asking me for a code when I log in"),
        ("how do I get access", "how do I remove access"),
        ("incoming calls", "outgoing calls"),
    ],
    "person": [
        ("my wife's card is broken", "my card is broken"),
        ("what is my name", "what is your name"),
        ("when did he open the account", "when did she open the account"),
        ("can I use my son's ticket", "can I use my daughter's ticket"),
        ("how old is his dog", "how old is her dog"),
        ("reset my password", "reset his password"),
    ],
    "question": [
        ("who built the tower", "when was the tower built"),
        ("when did the war start", "why did the war start"),
        ("where did the war start", "when did the war start"),
        ("how much is the fee", "why is there a fee"),
        ("how old is the bridge", "how long is the bridge"),
        ("why was the account opened", "how was the account opened"),
        ("who wrote the letter", "why was the letter written"),
        ("put milk on my list", "is milk on my list"),
    ],
    "entity": [
        ("Who is the mayor of Trebic?", "Who is the mayor of Brno?"),
        ("who is the mayor of trebic", "who is the mayor of brno"),
        ("hotels in oslo", "hotels in rome"),
        ("what is the capital of australia", "what is the capital of austria"),
        ("side effects of metformin", "side effects of ibuprofen"),
        ("install numpy", "install scipy"),
        ("status of wire transfer #WT-44219", "status of wire transfer #WT-44291"),
        ("interest on loan LN-5567", "interest on loan LN-5567A"),
        ("what is new in v2.1.3", "what is new in v2.1.4"),
        ("email of John Smith", "email of Jane Smith"),
        ("battery of the iphone15", "battery of the iphone14"),
        ("parse json in python", "parse json in java"),
        ("hello world in c++", "hello world in c#"),
        ("how do I use Zelle", "how do I use Venmo"),
        ("error E404 on login", "error E405 on login"),
        ("shortage of vitamin C", "shortage of vitamin D"),
        ("does it work with alexa", "does it work with google"),
        ("tell me about quorzelblat", "tell me about quorzelblot"),
        ("What does the Sentry Doorbell cost?", "What does the doorbell cost?"),
        ("Wer ist der Bürgermeister von Brünn?", "Wer ist der Bürgermeister von Linz?"),
        ("quelle est la capitale du Pérou", "quelle est la capitale du Chili"),
        ("dónde está la oficina de Lima", "dónde está la oficina de Quito"),
        ("北京的景点", "上海的景点"),
        ("Население Москвы", "Население Казани"),
    ],
    "direction": [
        ("flights from Oslo to Rome", "flights from Rome to Oslo"),
        ("flight from oslo to rome", "flight to oslo from rome"),
        ("transfer money from savings to checking", "transfer money from checking to savings"),
        ("convert euros to pounds", "convert pounds to euros"),
        ("does a dog chase a cat", "does a cat chase a dog"),
        ("is Norway bigger than Sweden", "is Sweden bigger than Norway"),
        ("translate the text from german to french", "translate the text from french to german"),
        ("how do I move up from Basic to Plus", "how do I move down from Plus to Basic"),
        ("did kimberlin defeat hoxworth", "did hoxworth defeat kimberlin"),
        ("ship a parcel from peru to chile", "ship a parcel from chile to peru"),
        ("von Oslo nach Rom", "von Rom nach Oslo"),
        ("Does Alice like Bob?", "Does Bob like Alice?"),
        ("does a parrot need the owner", "does the owner need a parrot"),
        ("Is Mary Jones older than John Smith?", "Is John Smith older than Mary Jones?"),
        ("Can Kestrel replace Osprey at work or not", "Can Osprey replace Kestrel at work or not"),
    ],
    "limit": [
        ("Can I fly before pregnancy?", "Can I fly during pregnancy?"),
        ("are phones allowed during the exam", "are phones allowed after the exam"),
        ("cancel within the trial period", "cancel outside the trial period"),
        ("is breakfast served until noon", "is breakfast served after noon"),
        ("do you waive all fees", "do you waive any fees"),
        ("do you waive all fees", "do you waive some fees"),
        ("do you waive any fees", "do you waive some fees"),
        ("are all employees insured", "are some employees insured"),
        ("do both drivers need a permit", "does either driver need a permit"),
        ("is the pool for children", "is the pool for only children"),
        ("are spouses invited", "are only spouses invited"),
        ("what does every plan except Basic include", "what does every plan include"),
        ("which colours are there besides red", "which colours are there, red"),
        ("does charging take up to an hour", "does charging take over an hour"),
        ("does charging take an hour", "does charging take over an hour"),
        ("a deposit of at least 50 dollars", "a deposit of at most 50 dollars"),
        ("orders over $40", "orders under $40"),
        ("orders of more than 3 items", "orders of 3 items"),
        ("over the limit", "under the limit"),
    ],
    "symbol": [
        ("what does x > 5 mean", "what does x < 5 mean"),
        ("find rows with size >= 5", "find rows with size > 5"),
        ("is a > b", "is b > a"),
        ("when is x = 5", "when is x != 5"),
        ("when is x ≠ 5", "when is x 5"),
        ("what is 6 + 3", "what is 6 * 3"),
        ("what is 6 - 3", "what is 6 / 3"),
        ("what is 6 % 3", "what is 6 / 3"),
        ("what is price * count", "what is price - count"),
        ("what does 👍 mean", "what does 👎 mean"),
        ("what does 🙂 mean", "what does 🙃 mean"),
        ("move the file A → B", "move the file A ← B"),
    ],
    "length": [
        (
            "refund",
            "I ordered a lamp and it came with a broken shade and now I would like to know whether a refund is due "
            "or whether you send a new shade first",
        ),
    ],
    "substitution": [
        ("how long do refunds take for skirts", "how long do refunds take for shirts"),
        ("feed the horse", "feed the house"),
        ("cancel my flight", "cancel my hotel"),
        ("how do I clean the oven", "how do I clean the fridge"),
        ("what is the tax on wine", "what is the tax on coffee"),
        ("update the billing address", "update the billing email"),
        ("can cats eat cheese", "can cats eat chocolate"),
        ("the item was damaged in transit", "the item was late in transit"),
        ("recipe for apple pie", "recipe for apple jam"),
    ],
}  # fmt: skip

ACCEPTED = [
    ("How do I reset my password?", "I forgot my password, how can I reset it?"),
    ("How do I reset my password?", "password reset how to"),
    ("How do I reset my password?", "reset password"),
    ("How can I reset my password?", "What should I do to reset my password?"),
    ("How do I reset my password?", "I need to reset my password please"),
    ("I don't know how to reset my password", "How do I reset my password?"),
    ("how do I change my password", "I want to change my pasword"),
    ("What is your return policy?", "return policy"),
    ("What is your return policy?", "Could you tell me about the return policy?"),
    ("Where can I find my invoice?", "How do I find my invoice?"),
    ("How do I cancel my subscription?", "What do I need to do to cancel my subscription?"),
    ("How do I cancel my subscription?", "I'd like to cancel my subscription, how does that work?"),
    ("How long does shipping take?", "When will shipping happen?"),
    ("How much does shipping cost?", "What is the price of shipping?"),
    ("Do you ship to Germany?", "Is shipping to Germany possible?"),
    ("do you ship to germany", "Do you ship to Germany?"),
    ("pay $5,000 on March 5th", "pay 5000 dollars on 5 March"),
    ("the 1999 world cup", "the world cup of nineteen ninety nine"),
    ("meet at 2:30 pm", "meet at 14:30"),
    ("take twenty five steps", "take 25 steps"),
    ("a fee of 3%", "a fee of 3 percent"),
    ("weighs 5kg", "weighs 5 kilograms"),
    ("How do I log in?", "How do I sign in?"),
    ("How do I log in to my account?", "login to account how"),
    ("Which accounts are covered by the insurance?", "What accounts does the insurance cover?"),
    ("My card was swallowed by the machine", "The machine swallowed my card"),
    ("My card is not working", "My card is broken"),
    ("Show the details for case #D-7781", "Please show details of case D-7781"),
    ("what's the difference between a debit and a credit card", "difference between credit and debit card"),
    ("Is Plus better than Basic or not", "is Plus better than Basic"),
    ("Can you explain how refunds work?", "How do refunds work?"),
    ("Tell me how to track a parcel", "How do I track a package?"),
    ("How do I delete my account?", "account deletion"),
    ("How do I turn on notifications?", "how to enable notifications"),
    ("Who do I contact about a refund?", "How do I contact somebody about a refund?"),
    ("cheapest flight from Oslo to Rome", "cheapest flight to Rome from Oslo"),
    ("wi-fi password", "wifi password"),
    ("How do I update my e-mail address?", "how to change my email address"),
    ("I was overcharged for my order", "You overcharged me for my order"),
    ("what does the U.S. constitution say", "what does the united states constitution say"),
    ("Wie kann ich mein Passwort ändern?", "Wie muss ich mein Passwort ändern?"),
    ("¿Cómo puedo cambiar la contraseña?", "cómo cambiar la contraseña"),
    ("Comment changer le mot de passe ?", "comment puis-je changer le mot de passe"),
    ("如何修改密码", "怎么修改密码?"),
    ("How long until my card arrives?", "How long before my card arrives?"),
    ("Is there any way to change my address?", "Is there a way to change my address?"),
    ("do all employees need a badge", "does every employee need a badge"),
    ("are orders of more than $40 free", "are orders over $40 free"),
    ("is there a fee for orders less than 40 dollars", "is there a fee for orders under $40"),
    ("book a table over the phone", "book a table by phone"),
    ("how do I sign up to the newsletter", "how to sign up to the newsletter"),
    ("a fee of 3 %, is that normal", "a fee of 3%, is that normal"),
    ("How do I reset my password? 🙂", "How do I reset my password?"),
    ("what does x ≥ 5 mean", "what does x >= 5 mean"),
    ("where is my w-2 form", "where is my w2 form"),
    ("bulbs - how do I return them", "bulbs, how do I return them"),
    ("Can I bring a dog on the ferry", "Can a dog be brought on the ferry"),
    ("The wallet shows a payment", "A payment shows in the wallet"),
    ("How can I activate my card>", "How can I activate my card?"),
    ("what does x>5 mean", "what does x > 5 mean"),
    ("How do I update my e-mail address - please", "How do I update my email address please"),
    ("who wrote Dune and Emma", "who wrote Emma and Dune"),
    ("the machine kept my card", "my card was kept by the machine"),
]


def refused_by(a: str, b: str) -> set[str]:
    return {r.gate for r in judge(read_text(a), read_text(b), 1.0, 0.0) if isinstance(r, Refusal)}


@pytest.mark.parametrize(("gate", "a", "b"), [(gate, a, b) for gate, pairs in REFUSED.items() for a, b in pairs])
def test_the_gate_refuses_the_pair_although_similarity_is_one(gate: str, a: str, b: str) -> None:
    assert gate in refused_by(a, b)


@pytest.mark.parametrize(("a", "b"), ACCEPTED)
def test_rewordings_pass_every_gate(a: str, b: str) -> None:
    assert refused_by(a, b) == set()


def test_every_gate_reports_once_and_always_in_the_same_order() -> None:
    gates = [r.gate for r in judge(read_text("hotels in oslo"), read_text("Who is 7?"), 0.1, 0.9)]
    assert gates == [
        "similarity", "length", "number", "date", "negation", "polarity", "limit", "symbol", "person", "question",
        "entity", "direction", "substitution",
    ]  # fmt: skip


def test_the_first_refusal_names_gate_and_what_it_saw() -> None:
    reports = judge(read_text("open on monday in trebic"), read_text("open on friday in brno"), 0.99, 0.9)
    assert first_refusal(reports) == Refusal("date", "monday / friday")
    assert Refusal("entity", "trebic / brno") in reports


@pytest.mark.parametrize(
    ("similarity", "least", "passes"),
    [(0.9, 0.9, True), (0.8999, 0.9, False), (1.0, 0.9, True), (math.nan, 0.9, False), (-1.0, 0.0, False)],
)
def test_similarity_must_reach_the_threshold(similarity: float, least: float, passes: bool) -> None:
    facts = read_text("the same text")
    assert isinstance(judge(facts, facts, similarity, least)[0], Pass) is passes


def test_the_default_threshold_is_above_what_unrelated_prompts_reach_and_below_one() -> None:
    assert 0.8 <= DEFAULT_MIN_SIMILARITY < 1.0


WORDS = st.lists(
    st.sampled_from(
        (
            "how do i reset my password where is the invoice for our order can you open close account fee not "
            "never from to paris trebic kubernetes two 7 2019 monday wife enable disable buy sell dog cat chase "
            "before after only over during all > x 👍 "
            "basic plus cancel by 5kg $40 was is who when why £ ordered returned swallowed und nicht "
            "le pas 不 的 退款 wt-443 in out and or up by did will me us they only if because -l -L `a` 'b' && 3 may "
        ).split()
    ),
    min_size=1,
    max_size=14,
).map(" ".join)
ANY_TEXT = st.one_of(WORDS, st.text(max_size=60))


@given(ANY_TEXT)
@settings(max_examples=400, deadline=None)
def test_a_text_passes_every_gate_against_itself(text: str) -> None:
    assert first_refusal(judge(read_text(text), read_text(text), 1.0, 1.0)) is None


@given(ANY_TEXT, ANY_TEXT)
@settings(max_examples=600, deadline=None)
def test_judging_is_symmetric(a: str, b: str) -> None:
    assert refused_by(a, b) == refused_by(b, a)


@given(WORDS, st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_spacing_never_matters(text: str, rng: random.Random) -> None:
    spaced = "".join(char if char != " " else rng.choice((" ", "  ", "\t")) for char in text)
    assert refused_by(text, f"  {spaced} ") == set()


@given(
    st.lists(
        st.sampled_from(
            ("how do i reset my password where is the invoice for order fee delivery take long stop with").split()
        ),
        min_size=1,
        max_size=12,
    ),
    st.randoms(use_true_random=False),
)
@settings(max_examples=200, deadline=None)
def test_the_case_of_ordinary_words_never_matters(words: list[str], rng: random.Random) -> None:
    cased = " ".join(rng.choice((word, word.capitalize(), word.upper())) for word in words)
    assert refused_by(" ".join(words), cased) == set()


@given(WORDS, st.integers(min_value=10_000, max_value=10**9))
@settings(max_examples=200, deadline=None)
def test_a_number_more_is_refused(text: str, number: int) -> None:
    assert refused_by(text, f"{text}, {number} pieces") & {"number", "date"}


@given(WORDS, st.from_regex(r"\A[bcdfgk][aeiou][vwxz][aeiou][bcdfgk][qxz]\Z"))
@settings(max_examples=200, deadline=None)
def test_a_name_never_seen_on_one_side_is_refused(text: str, name: str) -> None:
    assert "entity" in refused_by(text, f"{text} {name}")


@pytest.mark.parametrize(
    "run", ["qzx vwk ", "x > 5 * ", "not all of a 7 > ", "x", "👍", "a- ", "-a -b ", "'a' ", "from up to over an hour "]
)
def test_reading_and_judging_a_long_text_costs_no_more_than_in_proportion(run: str) -> None:
    def judged(size: int) -> object:
        text = (run * size)[:size]
        return judge(read_text(text), read_text(f"{text[1:]} b"), 1.0, 0.0)

    assert growth(lambda: judged(LONGEST // 10), lambda: judged(LONGEST), least=2e-4) < 40
