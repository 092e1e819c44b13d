"""Labelled questions made by program, for an embedder that knows words only."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

THINGS = re.findall(
    r"\w+",
    """
    kettle lamp mortgage passport guitar garden engine carpet violin sandwich telescope blanket ferry tunnel
    pension lawyer dentist pharmacy library museum castle lantern pillow basket hammer ladder mirror curtain oven
    fridge printer scanner router keyboard monitor battery charger helmet bicycle scooter trailer caravan tractor
    harvest orchard vineyard bakery brewery cheese butter
    """,
)
VERBS = ("repair", "order", "insure")
FRAMES = (
    "how can {i} {verb} {the} {thing}",
    "how do {i} {verb} {the} {thing}",
    "what is needed to {verb} {the} {thing}",
    "tell me how {i} can {verb} {the} {thing}",
    "{i} want to {verb} {the} {thing} how",
)
PEOPLE, ARTICLES = ("i", "we", "one", "people"), ("a", "the", "our", "this")


def stream(seed: int = 1, each: int = 12) -> list[dict[str, str]]:
    """Questions in 150 classes: what is to be done with which thing."""
    rng = random.Random(seed)
    rows = {
        FRAMES[rng.randrange(len(FRAMES))].format(
            i=rng.choice(PEOPLE), the=rng.choice(ARTICLES), verb=verb, thing=thing
        ): (f"{verb} {thing}")
        for thing in THINGS
        for verb in VERBS
        for _ in range(each)
    }
    made = [{"text": text, "cls": cls} for text, cls in rows.items()]
    rng.shuffle(made)
    return made


def pairs(seed: int = 1, count: int = 400) -> list[dict[str, object]]:
    """As many pairs with one answer as with two."""
    rng = random.Random(seed)
    rows = stream(seed)
    by_class: dict[str, list[str]] = {}
    for row in rows:
        by_class.setdefault(row["cls"], []).append(row["text"])
    made: list[dict[str, object]] = []
    for cls, texts in by_class.items():
        other = by_class[rng.choice([name for name in by_class if name.split()[1] == cls.split()[1] and name != cls])]
        for a, b in zip(texts[::2], texts[1::2], strict=False):
            made.append({"a": a, "b": b, "label": 1})
            made.append({"a": a, "b": rng.choice(other), "label": 0})
    rng.shuffle(made)
    return made[:count]


def write(path: Path, rows: object) -> Path:
    assert isinstance(rows, list)
    path.write_text("".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path
