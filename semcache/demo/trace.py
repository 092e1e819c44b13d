"""The demo's day: who asks what, where, when and in which words. The same seed gives the same day."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from semcache.demo.corpus import CLOSINGS, GREETINGS, Corpus, Desk, Question, load, plain


class Kind(StrEnum):
    """Why a request is in the day."""

    KNOWN = "known question"
    ONE_OFF = "one-off"
    """An order, ticket or serial number that nobody else asks about."""
    PERSONAL = "customer record"
    """The same few words, about the customer whose record the system prompt carries."""
    FOLLOWUP = "follow-up"
    """Means something only after what was said before."""
    VOLATILE = "of the moment"
    """No stored answer is right."""


_SHARES = {Kind.KNOWN: 75, Kind.ONE_OFF: 13, Kind.PERSONAL: 4, Kind.FOLLOWUP: 4, Kind.VOLATILE: 4}
_DESKS = {"web": 50, "nordwell": 25, "shop": 25}
_MODELS = {"web": "gpt-4o-mini", "nordwell": "gpt-4o-mini", "shop": "gpt-4o"}
_STREAMED = 0.30
_WARMER = 0.04
"""Share of known questions asked at another temperature, which must not share answers with the rest."""
_TEMPERATURES = (0.7, 1.1)
_WRAPPED = 0.25
"""Share of known questions with a greeting, a thank-you, or carelessly typed."""
_ZIPF = 0.9
_HOURS = (2, 1, 1, 1, 1, 2, 4, 8, 14, 20, 24, 23, 18, 16, 17, 18, 17, 16, 17, 20, 21, 16, 9, 4)
"""Weight of each hour from midnight: a morning and an evening peak."""


@dataclass(frozen=True, slots=True)
class DemoRequest:
    """One request of the day, with the answer that is right for it."""

    at: float
    """Seconds from midnight."""
    kind: Kind
    desk: str
    key: str
    model: str
    messages: tuple[tuple[str, str], ...]
    """(role, text)."""
    temperature: float | None
    stream: bool
    label: str
    """Tenant, desk and question (with its number, record or history): one label, one right answer."""
    question: str
    """The question's id, "" where it is none of the corpus's."""
    expected: str | None
    """The right answer, word for word. None when only a fresh one is right."""

    @property
    def text(self) -> str:
        return self.messages[-1][1]

    @property
    def scope(self) -> tuple[object, ...]:
        """All that must be equal before two requests may share an answer."""
        return (self.key, self.model, self.temperature, self.messages[:-1])


@dataclass(frozen=True, slots=True)
class Composition:
    """What a day is made of."""

    requests: int
    kinds: dict[str, int]
    desks: dict[str, int]
    streamed: int
    questions: int
    repeated: int
    """Requests whose label was already answered in their scope: the most that any cache could answer."""
    verbatim: int
    """Of those, asked in the very same words."""
    near: int
    """Requests whose near-miss twin was answered in their scope before."""
    foreign: int
    """Requests whose words were answered before in another scope only."""


def build_day(seed: int = 1, requests: int = 1500, corpus: Corpus | None = None) -> list[DemoRequest]:
    """A day of that many requests, in the order of their arrival."""
    corpus = corpus or load()
    rng = random.Random(seed)  # noqa: S311 (a repeatable day, no secret)
    make = {
        Kind.KNOWN: _known(rng, corpus),
        Kind.ONE_OFF: _one_offs(rng, corpus),
        Kind.PERSONAL: _personal(rng, corpus),
        Kind.FOLLOWUP: _followups(rng, corpus),
        Kind.VOLATILE: _volatile(rng, corpus),
    }
    times = sorted((rng.choices(range(24), _HOURS)[0] + rng.random()) * 3600 for _ in range(requests))
    kinds = rng.choices(list(_SHARES), list(_SHARES.values()), k=requests)
    return [next(make[kind])(at) for at, kind in zip(times, kinds, strict=True)]


def composition(day: Sequence[DemoRequest], corpus: Corpus | None = None) -> Composition:
    """Counts what a day is made of, as if it were answered one request after the other."""
    questions = (corpus or load()).questions
    answered: set[object] = set()
    repeated = verbatim = near = foreign = 0
    for r in day:
        if r.expected is not None:
            again = (r.scope, r.label) in answered
            repeated += again
            verbatim += (r.scope, r.text) in answered
            twin = questions[r.question].near if r.kind is Kind.KNOWN else None
            near += (r.scope, r.label.replace(r.question, twin)) in answered if twin else False
            foreign += not again and plain(r.text) in answered
            answered |= {(r.scope, r.label), (r.scope, r.text), plain(r.text)}
    return Composition(
        requests=len(day),
        kinds=dict(Counter(r.kind.value for r in day).most_common()),
        desks=dict(Counter(r.desk for r in day).most_common()),
        streamed=sum(r.stream for r in day),
        questions=len({r.question for r in day if r.kind is Kind.KNOWN}),
        repeated=repeated,
        verbatim=verbatim,
        near=near,
        foreign=foreign,
    )


@dataclass(frozen=True, slots=True)
class _Draft:
    """A request that only lacks its time."""

    rng: random.Random
    kind: Kind
    desk: Desk
    messages: tuple[tuple[str, str], ...]
    what: str
    expected: str | None
    question: str = ""
    temperature: float | None = None

    def __call__(self, at: float) -> DemoRequest:
        desk = self.desk
        return DemoRequest(
            at=at,
            kind=self.kind,
            desk=desk.name,
            key=desk.key,
            model=_MODELS[desk.name],
            messages=self.messages,
            temperature=self.temperature,
            stream=self.rng.random() < _STREAMED,
            label=f"{desk.tenant}/{desk.name}/{self.what}",
            question=self.question,
            expected=self.expected,
        )


def _known(rng: random.Random, corpus: Corpus) -> Iterator[_Draft]:
    asked = [q for q in corpus.questions.values() if not q.volatile]
    rng.shuffle(asked)
    weights = list(itertools.accumulate((rank + 1) ** -_ZIPF for rank in range(len(asked))))
    while True:
        desk = _desk(rng, corpus)
        question = rng.choices(asked, cum_weights=weights)[0]
        messages = (("system", desk.system), ("user", _worded(rng, question)))
        warmer = rng.choice(_TEMPERATURES) if rng.random() < _WARMER else None
        answer = corpus.answer_to(desk, question)
        yield _Draft(rng, Kind.KNOWN, desk, messages, question.id, answer, question.id, warmer)


def _volatile(rng: random.Random, corpus: Corpus) -> Iterator[_Draft]:
    asked = [q for q in corpus.questions.values() if q.volatile]
    while True:
        desk, question = _desk(rng, corpus), rng.choice(asked)
        messages = (("system", desk.system), ("user", rng.choice(question.wordings)))
        yield _Draft(rng, Kind.VOLATILE, desk, messages, question.id, None, question.id)


def _one_offs(rng: random.Random, corpus: Corpus) -> Iterator[_Draft]:
    numbers = rng.sample(range(10_000, 100_000), 90_000)
    while True:
        desk, template = _desk(rng, corpus), rng.choice(corpus.one_offs)[0]
        text = template.format(id=numbers.pop())
        messages = (("system", desk.system), ("user", text))
        yield _Draft(rng, Kind.ONE_OFF, desk, messages, f"one-off {text}", corpus.answer_to_one_off(desk, text))


def _personal(rng: random.Random, corpus: Corpus) -> Iterator[_Draft]:
    names = ("Ada", "Ben", "Carla", "Deniz", "Eve", "Finn", "Grace", "Hugo", "Ines", "Jonas", "Kira", "Leo", "Mara")
    desk = corpus.desks["web"]
    while True:
        record = {
            "name": rng.choice(names),
            "plan": rng.choice(("Basic", "Plus", "Family")),
            "devices": str(rng.randint(2, 60)),
            "order": f"L{rng.randint(10_000, 99_999)}",
            "day": str(rng.randint(4, 20)),
        }
        # Some customers ask two things.
        for asked, _ in rng.sample(corpus.personal, rng.choice((1, 1, 2))):
            messages = (("system", desk.system_for(record)), ("user", asked))
            what = f"{record['order']} {asked}"
            yield _Draft(rng, Kind.PERSONAL, desk, messages, what, corpus.answer_about(desk, record, asked))


def _followups(rng: random.Random, corpus: Corpus) -> Iterator[_Draft]:
    while True:
        desk, followup = _desk(rng, corpus), rng.choice(corpus.followups)
        before = corpus.questions[followup.after]
        first, text = rng.choice(before.wordings), rng.choice(followup.wordings)
        said = (("user", first), ("assistant", corpus.answer_to(desk, before)), ("user", text))
        answer = corpus.answer_to_followup(desk, first, text)
        what = f"{followup.after} then {followup.answer}"
        yield _Draft(rng, Kind.FOLLOWUP, desk, (("system", desk.system), *said), what, answer)


def _desk(rng: random.Random, corpus: Corpus) -> Desk:
    return corpus.desks[rng.choices(list(_DESKS), list(_DESKS.values()))[0]]


def _worded(rng: random.Random, question: Question) -> str:
    """One of its wordings, sometimes wrapped as people do."""
    text = rng.choice(question.wordings)
    if rng.random() >= _WRAPPED:
        return text
    match rng.randrange(3):
        case 0:
            return rng.choice(GREETINGS) + text
        case 1:
            return text + rng.choice(CLOSINGS)
        case _:
            return text.lower().rstrip("?")
