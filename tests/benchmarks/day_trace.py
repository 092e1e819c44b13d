"""The article's day: who asks what and when, when the sources change, and the least a perfect cache would pay."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from tests.benchmarks.day_wordings import Question, real, reworded, shipped, tails

DAY = 86_400.0
SOURCES = 20
CHANGES = 10
"""Of the sources, those that change once in the day, between 8 and 18 o'clock."""
VARIANTS = 0.60
NEAR_MISSES = 0.05
"""Share of the variants."""
STREAMED = 0.30
ZIPF = 0.9
"""Over the questions, and over the wordings of each."""
HOURS = (2, 1, 1, 1, 1, 2, 4, 8, 14, 20, 24, 23, 18, 16, 17, 18, 17, 16, 17, 20, 21, 16, 9, 4)
"""Weight of each hour from midnight: the curve of the demo's day."""


@dataclass(frozen=True, slots=True)
class Query:
    """One request of the day."""

    at: float
    """Seconds from midnight."""
    app: str
    text: str
    stream: bool
    label: str
    """One label, one right answer at a time."""
    source: str
    """What its answer rests on; "" for a one-off question."""
    kind: str
    """ "variant", "near-miss" or "tail"."""


@dataclass(frozen=True, slots=True)
class Change:
    """A source is of a new version from now on, and with it the answers that rest on it."""

    at: float
    source: str
    version: int


@dataclass(frozen=True, slots=True)
class Day:
    """Requests and changes, each in the order of time."""

    queries: tuple[Query, ...]
    changes: tuple[Change, ...]
    questions: tuple[Question, ...]
    words: str
    """Where the wordings are from."""

    def version(self, source: str, at: float) -> int:
        """The source's version at that moment; a change counts from its own moment on."""
        return max((c.version for c in self.changes if c.source == source and c.at <= at), default=1)


def build_day(count: int, data: Path | None = None, *, seed: int = 1, zipf: float = ZIPF) -> Day:
    """A day of that many requests. The same seed gives the same day; `zipf` is the wordings' exponent, 0 for even."""
    rng = random.Random(seed)
    questions = real(data, rng) if data is not None else shipped(rng)
    questions = _without_shared_wordings(questions)
    sources = _sources(questions)
    apps = sorted({q.app for q in questions})
    one_off = tails(rng, data)
    drawn = _kinds(count, rng)
    ask = {
        "variant": _Asker([q for q in questions if not q.differs], rng, zipf),
        "near-miss": _Asker([q for q in questions if q.differs], rng, zipf),
    }
    times = sorted((rng.choices(range(24), HOURS)[0] + rng.random()) * 3600 for _ in range(count))
    queries = []
    for at, kind in zip(times, drawn, strict=True):
        stream = rng.random() < STREAMED
        if kind == "tail":
            text, label = next(one_off)
            queries.append(Query(at, rng.choice(apps), text, stream, label, "", kind))
        else:
            question, text = ask[kind]()
            queries.append(Query(at, question.app, text, stream, question.label, sources[question.label], kind))
    changing = rng.sample(sorted(set(sources.values())), CHANGES)
    changes = sorted((Change(rng.uniform(8, 18) * 3600, source, 2) for source in changing), key=lambda c: c.at)
    words = "real, as typed, and the shipped desks" if data is not None else "shipped, varied by program"
    return Day(tuple(queries), tuple(changes), tuple(questions), words)


def perfect_calls(queries: Sequence[Query], changes: Sequence[Change], max_age: float) -> int:
    """Calls of a cache that knows every label: one where no answer of the right version and age is there."""
    moments = {source: [c.at for c in changes if c.source == source] for source in {c.source for c in changes}}
    answered: dict[str, float] = {}
    calls = 0
    for q in queries:
        made = answered.get(q.label)
        if made is None or q.at - made >= max_age or any(made < at <= q.at for at in moments.get(q.source, ())):
            answered[q.label] = q.at
            calls += 1
    return calls


def _without_shared_wordings(questions: Sequence[Question]) -> list[Question]:
    """Drops wordings that stand under two labels of one app: nobody could say what is right for them."""
    owners: dict[tuple[str, str], set[str]] = {}
    for q in questions:
        for text in q.wordings:
            owners.setdefault((q.app, text.casefold()), set()).add(q.label)
    kept = []
    for q in questions:
        own = tuple(text for text in q.wordings if len(owners[q.app, text.casefold()]) == 1)
        kept.append(Question(q.label, q.app, own, q.real, q.differs))
    return kept


def _sources(questions: Sequence[Question]) -> dict[str, str]:
    """Label to source: each app has its share of the 20, and its questions are dealt out over them."""
    apps = sorted({q.app for q in questions})
    own = {app: [f"{app}/kb-{n}" for n in range(SOURCES) if n % len(apps) == i] for i, app in enumerate(apps)}
    dealt = dict.fromkeys(apps, 0)
    found = {}
    for q in sorted(questions, key=lambda q: q.label):
        found[q.label] = own[q.app][dealt[q.app] % len(own[q.app])]
        dealt[q.app] += 1
    return found


def _kinds(count: int, rng: random.Random) -> list[str]:
    variants = round(count * VARIANTS)
    near = round(variants * NEAR_MISSES)
    kinds = ["near-miss"] * near + ["variant"] * (variants - near) + ["tail"] * (count - variants)
    rng.shuffle(kinds)
    return kinds


class _Asker:
    """Draws a question by Zipf's law, and one of its wordings likewise."""

    def __init__(self, questions: Sequence[Question], rng: random.Random, zipf: float) -> None:
        self._rng = rng
        self._questions = rng.sample(list(questions), len(questions))
        self._weights = _zipf(len(questions), ZIPF)
        self._wordings = {q.label: rng.sample(q.wordings, len(q.wordings)) for q in questions}
        self._weights_of = {q.label: _zipf(len(q.wordings), zipf) for q in questions}

    def __call__(self) -> tuple[Question, str]:
        question = self._rng.choices(self._questions, cum_weights=self._weights)[0]
        text = self._rng.choices(self._wordings[question.label], cum_weights=self._weights_of[question.label])[0]
        return question, text if question.real else reworded(text, self._rng)


def _zipf(count: int, exponent: float) -> list[float]:
    return list(accumulate((rank + 1) ** -exponent for rank in range(count)))
