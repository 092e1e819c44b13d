"""What holds for the demo's support desk, whatever is added to it."""

from __future__ import annotations

from collections import Counter

import pytest

from semcache.demo.corpus import CLOSINGS, GREETINGS, load, plain

CORPUS = load()
QUESTIONS = list(CORPUS.questions.values())


def test_there_are_enough_questions_each_in_enough_words():
    settled = [q for q in QUESTIONS if not q.volatile]
    assert len(settled) >= 70
    assert [q.id for q in settled if len(q.wordings) < 8] == []
    assert [q.id for q in QUESTIONS if len(q.wordings) < 6] == []


def test_no_wording_belongs_to_two_questions_even_when_wrapped_in_manners():
    counted = Counter(plain(w) for q in QUESTIONS for w in q.wordings)
    assert [text for text, times in counted.items() if times > 1] == []


def test_manners_do_not_change_what_a_text_asks():
    for q in QUESTIONS:
        for i, wording in enumerate(q.wordings):
            wrapped = GREETINGS[i % len(GREETINGS)] + wording.lower() + CLOSINGS[i % len(CLOSINGS)]
            assert CORPUS.question_of(wrapped) is q


def test_no_two_labels_share_an_answer():
    answers = Counter(CORPUS.answer_to(d, q) for d in CORPUS.desks.values() for q in QUESTIONS)
    assert max(answers.values()) == 1


def test_at_least_forty_questions_have_a_near_miss_with_another_answer():
    twins = [q for q in QUESTIONS if q.near]
    assert len(twins) >= 40
    for q in twins:
        assert q.near in CORPUS.questions, q.id
        assert q.answer != CORPUS.questions[q.near].answer
        assert q.differs, q.id


def test_every_kind_of_near_miss_is_there():
    kinds = {q.differs for q in QUESTIONS if q.differs}
    assert kinds >= {"number", "date", "product", "entity", "negation", "on or off", "before or after", "direction"}


def test_own_answers_belong_to_desks_that_exist():
    assert {desk for q in QUESTIONS for desk in q.own} == set(CORPUS.desks) - {"web"}


def test_two_tenants_use_the_same_prompt_and_one_tenant_uses_two():
    web, nordwell, shop = (CORPUS.desks[name] for name in ("web", "nordwell", "shop"))
    assert web.system == nordwell.system
    assert web.key != nordwell.key
    assert shop.key == web.key
    assert shop.system != web.system


def test_the_same_words_get_the_answer_of_their_own_desk():
    said = ["How long do I have to return something?"]
    answers = {name: CORPUS.answer(d.key, d.system, said) for name, d in CORPUS.desks.items()}
    assert [("30 days" in a, "60 days" in a, "14 days" in a) for a in answers.values()] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]


@pytest.mark.parametrize(
    ("key", "system", "said"),
    [
        ("sk-other", CORPUS.desks["web"].system, ["password reset"]),
        (CORPUS.desks["web"].key, "Be brief.", ["password reset"]),
        (CORPUS.desks["web"].key, CORPUS.desks["web"].system, ["Who won the cup?"]),
        (CORPUS.desks["web"].key, CORPUS.desks["web"].system, ["password reset", "And on Saturdays?"]),
        (CORPUS.desks["web"].key, CORPUS.desks["web"].system, []),
    ],
)
def test_what_is_not_of_this_desk_has_no_answer(key, system, said):
    assert CORPUS.answer(key, system, said) is None


def test_a_followup_means_what_came_before_it():
    web = CORPUS.desks["web"]
    after = {
        first: CORPUS.answer(web.key, web.system, [first, "And how many people can use it?"])
        for first in ("plus plan price", "family plan price")
    }
    assert after["plus plan price"].startswith("Plus is for one person")
    assert after["family plan price"].startswith("Family is for six people")


def test_a_one_off_answer_names_its_number():
    web = CORPUS.desks["web"]
    for asked, _ in CORPUS.one_offs:
        text = asked.format(id=48213)
        answers = [CORPUS.answer(web.key, web.system, [t]) for t in (text, text.replace("48213", "48214"))]
        assert "48213" in answers[0]
        assert answers[1] == answers[0].replace("48213", "48214")


def test_a_customers_answer_comes_from_the_record_in_the_prompt():
    web = CORPUS.desks["web"]
    record = {"name": "Ada", "plan": "Plus", "devices": "12", "order": "L10001", "day": "9"}
    assert CORPUS.answer(web.key, web.system_for(record), ["What plan am I on?"]) == (
        "You are on Plus, Ada, and it renews on the 9th.\n\nLumivo Care, web chat"
    )
