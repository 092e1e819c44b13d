"""Pairs that look alike and need different answers, made by program from real questions."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

NUMBER_WORDS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
]
YEAR = re.compile(r"\b(1[5-9]\d\d|20[0-2]\d)\b")
NUMBER = re.compile(r"(?<![\w.,-])(\d{1,3})(?![\w.,-]|\s+(?:and|of) )")
CAPITALISED = re.compile(r"(?<=[a-z,] )[A-Z][\w'.-]+(?: [A-Z][\w'.-]+){0,3}")
AUXILIARY = re.compile(r"\b(is|are|was|were|did|does|do|can|will|has|have|could|should|would)\b")
TEMPLATES = (
    "how far is it from {x} to {y}", "cheapest flight from {x} to {y}", "did {x} defeat {y} in the war",
    "is {x} larger than {y}", "who would win if {x} attacked {y}", "how do I travel to {y} from {x}",
    "did {x} happen before {y}", "when did {x} invade {y}", "can I send a parcel from {x} to {y}",
    "why did {x} sue {y}", "does {x} export more to {y}", "how much does it cost to ship from {x} to {y}",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """Two prompts, and whether one answer serves both."""

    a: str
    b: str
    same: bool
    kind: str


def names(questions: Sequence[dict[str, object]]) -> list[str]:
    """Names that stand among the answers, in lower case as people type them."""
    found = set()
    for row in questions:
        answers = row["answers"]
        for answer in answers if isinstance(answers, list) else []:
            words = str(answer).split()
            if 1 <= len(words) <= 3 and all(w[0].isupper() and w[1:].islower() and len(w) > 3 for w in words):
                found.add(str(answer).lower())
    return sorted(found)


def swapped_pairs(questions: Sequence[dict[str, object]], timed: Sequence[str], rng: random.Random) -> list[Pair]:
    """Every question with one number, date, name or "not" changed, as far as it has one."""
    known = names(questions)
    by_length = {n: [name for name in known if name.count(" ") == n - 1] for n in (1, 2, 3)}
    finder = re.compile(r"\b(" + "|".join(sorted(map(re.escape, known), key=len, reverse=True)) + r")\b")
    spans = sorted({span for text in timed for span in CAPITALISED.findall(text)})
    pairs = []
    for text in [str(row["text"]) for row in questions]:
        pairs += _numbers(text, rng)
        if match := finder.search(text):
            other = rng.choice(by_length[match[1].count(" ") + 1])
            if other != match[1]:
                pairs.append(Pair(text, text.replace(match[1], other), False, "entity lower"))
        if match := AUXILIARY.search(text):
            pairs.append(Pair(text, f"{text[: match.end()]} not{text[match.end() :]}", False, "negation"))
    for text in timed:
        pairs += _numbers(text, rng)
        if match := CAPITALISED.search(text):
            other = rng.choice(spans)
            if other != match[0]:
                pairs.append(Pair(text, text.replace(match[0], other), False, "entity cased"))
                pairs.append(Pair(text.lower(), text.replace(match[0], other).lower(), False, "entity lower"))
    return pairs


def _numbers(text: str, rng: random.Random) -> list[Pair]:
    pairs = []
    if match := YEAR.search(text):
        other = str(int(match[1]) + rng.choice((-10, -3, -1, 1, 2, 7)))
        pairs.append(Pair(text, text[: match.start()] + other + text[match.end() :], False, "year"))
    elif match := NUMBER.search(text):
        other = str(int(match[1]) + rng.choice((1, 2, 5, 10)))
        pairs.append(Pair(text, text[: match.start()] + other + text[match.end() :], False, "number"))
    words = text.split()
    for i, word in enumerate(words):
        for kind, group in (("number word", NUMBER_WORDS), ("date word", MONTHS)):
            if word.lower() in group:
                other = rng.choice([w for w in group if w != word.lower()])
                pairs.append(Pair(text, " ".join([*words[:i], other, *words[i + 1 :]]), False, kind))
    return pairs


def direction_pairs(questions: Sequence[dict[str, object]], rng: random.Random) -> list[Pair]:
    """Two names in a template, and the same the other way round."""
    known = [name for name in names(questions) if " " not in name]
    pairs = []
    for template in TEMPLATES * 40:
        x, y = rng.sample(known, 2)
        pairs.append(Pair(template.format(x=x, y=y), template.format(x=y, y=x), False, "direction"))
    return pairs
