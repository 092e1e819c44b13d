"""What is asked on the article's day, in whose words, and which question each wording is.

Two kinds of words. The shipped ones: the demo's support desks, each question of each desk with its eight wordings,
varied the way people vary a sentence they know. And, where a folder of labelled data is given, real ones: customers
of a bank and users of an assistant, as they typed.
"""

# ruff: noqa: SIM905 - a list of names is read best as a text
from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from semcache.demo.corpus import CLOSINGS, GREETINGS, Corpus, load

QUESTIONS = 200
NEAR = 40
"""Of the questions, those that look like another one and have another answer."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question at one desk: one right answer at a time."""

    label: str
    app: str
    """Whose key and system prompt it is asked with: answers never cross this line."""
    wordings: tuple[str, ...]
    real: bool
    """The wordings are real people's, to be asked as they stand."""
    differs: str = ""
    """For a near-miss: in what it differs from the question it looks like."""


def shipped(rng: random.Random) -> list[Question]:
    """200 questions of the demo's three desks; 40 of them are the near-miss of another one."""
    return _desk_questions(rng, QUESTIONS - NEAR, NEAR)


def real(folder: Path, rng: random.Random) -> list[Question]:
    """38 intents of a bank and 47 of an assistant, half of the near-misses made from those; the desks fill up."""
    streams = folder / "streams"
    bank = _intents(streams / "banking77_half.jsonl", "bank", None)
    assistant = _intents(streams / "clinc150.jsonl", "assistant", ONE_ANSWER)
    ordinary = bank + assistant
    near = list(_twisted(ordinary))
    rng.shuffle(near)
    near = near[: NEAR // 2]
    return ordinary + near + _desk_questions(rng, QUESTIONS - NEAR - len(ordinary), NEAR - len(near))


def _desk_questions(rng: random.Random, ordinary: int, near: int, corpus: Corpus | None = None) -> list[Question]:
    """Questions of the demo's desks, among them those that the near-misses look like."""
    corpus = corpus or load()
    asked = [q for q in corpus.questions.values() if not q.volatile]
    places = list(product(corpus.desks, asked))
    rng.shuffle(places)
    twins: dict[tuple[str, str], str] = {}
    partners: dict[tuple[str, str], None] = {}
    for desk, q in places:
        place = (desk, q.id)
        if len(twins) < near and q.near and q.differs and place not in partners and (desk, q.near) not in twins:
            twins[place] = q.differs
            partners[desk, q.near] = None
    rest = [(desk, q.id) for desk, q in places if (desk, q.id) not in twins and (desk, q.id) not in partners]
    chosen = [*partners, *rest][:ordinary]
    return [
        Question(f"{desk}/{id}", desk, corpus.questions[id].wordings, real=False, differs=twins.get((desk, id), ""))
        for desk, id in [*chosen, *twins]
    ]


# Real words.

ONE_ANSWER = frozenset(
    "account_blocked are_you_a_bot carry_on card_declined change_accent change_ai_name change_language change_speed "
    "change_user_name change_volume credit_limit_change damaged_card direct_deposit do_you_have_pets freeze_account "
    "goodbye greeting how_old_are_you improve_credit_score insurance_change international_fees jump_start lost_luggage "
    "meaning_of_life new_card oil_change_how order_checks pin_change redeem_rewards replacement_card_duration "
    "report_fraud report_lost_card reset_settings rollover_401k sync_device thank_you tire_change "
    "travel_notification user_name w2 what_are_your_hobbies what_can_i_ask_you what_is_your_name where_are_you_from "
    "who_do_you_work_for who_made_you whisper_mode".split()
)
"""Intents of clinc150 whose requests one text can answer. The other 103 need the asker's data, the moment, or what is
named in the request ("exchange_rate", "balance", "calories"), so one class there is not one answer."""


def _rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _intents(path: Path, app: str, only: frozenset[str] | None) -> list[Question]:
    wordings: dict[str, dict[str, None]] = {}
    for row in _rows(path):
        if only is None or row["cls"] in only:
            wordings.setdefault(row["cls"], {})[row["text"]] = None
    return [Question(f"{app}/{cls}", app, tuple(texts), real=True) for cls, texts in sorted(wordings.items())]


_SWAPS = (
    ("name", r"apple pay", "google pay"), ("name", r"visa", "american express"), ("name", r"atm", "post office"),
    ("name", r"passport|id", "driving licence"), ("name", r"made you", "made siri"), ("name", r"are you", "is siri"),
    ("name", r"your(?= (?:name|hobb|age|maker|boss|job|home))", "siri's"), ("name", r"credit card", "debit card"),
    ("name", r"w-?2", "1099"), ("name", r"401k", "ira"), ("name", r"luggage", "passport"), ("name", r"oil", "coolant"),
    ("name", r"tires?", "wipers"), ("on or off", r"activate", "deactivate"), ("on or off", r"freeze", "unfreeze"),
    ("on or off", r"increase", "decrease"), ("on or off", r"turn on", "turn off"),
    ("on or off", r"add|link", "remove"), ("on or off", r"sync|pair|connect", "disconnect"),
)  # fmt: skip
_CIRCUMSTANCES = (("number", "My son is 12."), ("number", "I am 71."), ("name", "I live in Norway."))
"""What makes a customer's question of a bank another one."""


def _twisted(questions: Iterable[Question]) -> Iterator[Question]:
    """Near-misses of real questions, as far as three of a question's wordings lend themselves to one."""
    for number, q in enumerate(questions):
        made: dict[str, list[str]] = {}
        for differs, word, other in _SWAPS:
            swapped = (re.sub(rf"\b(?:{word})\b", other, text, flags=re.IGNORECASE) for text in q.wordings)
            changed = [new for new, text in zip(swapped, q.wordings, strict=True) if new != text]
            made[f"{differs}: {other}"] = changed
        if q.app == "bank":
            differs, more = _CIRCUMSTANCES[number % len(_CIRCUMSTANCES)]
            made[f"{differs}: {more}"] = [f"{text.rstrip()} {more}" for text in q.wordings[::5]]
            made["negation"] = _denied(q.wordings)
        usable = [(differs, texts) for differs, texts in made.items() if len(texts) >= 3]
        if usable:
            differs, texts = usable[number % len(usable)]
            yield Question(f"{q.label}~{differs}", q.app, tuple(dict.fromkeys(texts)), True, differs.split(":")[0])


_STATED = re.compile(
    r"\b((?:i|it|this|that|there|card|phone|payment|transfer|money|top-?up) (?:is|was|can|will|am|did))\b", re.I
)


def _denied(texts: Iterable[str]) -> list[str]:
    """Those that state something which one word denies, and deny nothing yet."""
    plain = (text for text in texts if not re.search(r"n't|\bnot\b|\bno\b|never", text))
    return [_STATED.sub(r"\1 not", text, count=1) for text in plain if _STATED.search(text)]


# One-off questions.

_PEOPLE = ("Okafor", "Lindqvist", "Marchetti", "Nakamura", "Petrov", "Sandoval", "Haddad", "Novak", "Iyer", "Byrne")
_CITIES = ("Lyon", "Porto", "Leeds", "Graz", "Turin", "Ghent", "Malmo", "Bergen", "Cork", "Seville", "Basel", "Gdansk")
_THINGS = (
    "hub",
    "doorbell",
    "wall panel",
    "lamp",
    "camera",
    "light strip",
    "thermostat",
    "smoke alarm",
    "plug",
    "siren",
)
_TAILS = (
    "Did {person} in {city} sign for parcel {id}?",
    "The {thing} {person} bought under receipt {id} flickers, what is wrong with it?",
    "Which technician installs the {thing} of contract {id} in {city}?",
    "Is the {thing} with batch number {id} part of the recall?",
    "{person} from {city} says case {id} was settled. Was it?",
    "Quote {id} for {city}: does it include fitting the {thing}?",
    "What was agreed with {person} about claim {id}?",
    "Does firmware {id} fix the {thing} in {city}?",
)


def tails(rng: random.Random, folder: Path | None) -> Iterator[tuple[str, str]]:
    """(text, label) of questions that are asked once and never again, without end."""
    yield from _real_tails(folder, rng) if folder is not None else ()
    templates = [*_TAILS, *(asked for asked, _ in load().one_offs)]
    seen: set[str] = set()
    while True:
        text = rng.choice(templates).format(
            id=rng.randint(10_000, 9_999_999),
            person=rng.choice(_PEOPLE),
            city=rng.choice(_CITIES),
            thing=rng.choice(_THINGS),
        )
        if text not in seen:
            seen.add(text)
            yield text, f"tail/{text}"


def _real_tails(folder: Path, rng: random.Random) -> list[tuple[str, str]]:
    """Real questions from elsewhere. Of those with one answer the first only, as far as their labels tell."""
    found: dict[str, str] = {}
    for row in _rows(folder / "streams" / "clinc150.jsonl"):
        if row["cls"].startswith("oos"):
            found.setdefault(row["cls"], row["text"])
    for row in _rows(folder / "streams" / "timeqa_half.jsonl"):
        found.setdefault(row["cls"], row["text"])
    for row in _rows(folder / "prompts" / "nq_open.jsonl"):
        found.setdefault(" / ".join(sorted(row["answers"])), row["text"])
    for number, row in enumerate(_rows(folder / "prompts" / "arena_hard.jsonl")):
        found.setdefault(f"arena {number}", row["text"])
    drawn = list({text: f"tail/{label}" for label, text in found.items()}.items())
    rng.shuffle(drawn)
    return drawn


# The same question in other words.

_LEADS = (
    *GREETINGS,
    "I have a question: ",
    "Can you help me? ",
    "Sorry to bother you, ",
    "quick q, ",
    "Hi! ",
    "Hello team, ",
)
_ENDS = (
    *CLOSINGS,
    " Thanks in advance!",
    " Any help is welcome.",
    " cheers",
    " Thank you very much.",
    " I hope you can help",
)
_SHORT = {
    "what is": "what's", "do not": "don't", "cannot": "can't", "i am": "I'm", "is not": "isn't", "i would": "I'd",
    "what's": "what is", "don't": "do not", "can't": "cannot", "it's": "it is", "i've": "I have", "isn't": "is not",
}  # fmt: skip
VERBATIM = 0.4
"""Share of shipped wordings that are asked as they stand: a button, a suggestion, a habit."""


def reworded(text: str, rng: random.Random) -> str:
    """A shipped wording as somebody might type it: with manners, carelessly, shortened or with a slip."""
    if rng.random() < VERBATIM:
        return text
    if rng.random() < 0.3:
        text = _contracted(text, rng)
    if rng.random() < 0.12:
        text = _slipped(text, rng)
    if rng.random() < 0.3:
        text = text.lower().rstrip("?.!")
    if rng.random() < 0.35:
        text = rng.choice(_LEADS) + text
    if rng.random() < 0.25:
        text = text + rng.choice(_ENDS)
    return text


def _contracted(text: str, rng: random.Random) -> str:
    for long in rng.sample(list(_SHORT), len(_SHORT)):
        if found := re.search(rf"\b{long}\b", text, re.IGNORECASE):
            short = _SHORT[long]
            short = short[0].upper() + short[1:] if found[0][0].isupper() else short
            return text[: found.start()] + short + text[found.end() :]
    return text


def _slipped(text: str, rng: random.Random) -> str:
    """Two neighbouring letters inside a longer word change places."""
    words = list(re.finditer(r"[a-z]{6,}", text))
    if not words:
        return text
    found = rng.choice(words)
    at = rng.randrange(found.start() + 1, found.end() - 2)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
