"""The support desk of the demo: its desks, its questions in many wordings, and the right answers.

Everything here is invented. `corpus.yaml` holds the words; this module reads them and says which answer is right
for which text at which desk.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

GREETINGS = ("Hi there, ", "Hi, ", "Hello, ", "Hey, ", "Good morning, ", "Quick question: ")
CLOSINGS = (" thanks!", " thank you", " please", " many thanks")

_MANNERS = re.compile(
    f"^(?:{'|'.join(map(re.escape, map(str.casefold, GREETINGS)))})+|(?:{'|'.join(map(re.escape, CLOSINGS))})+$"
)
_RECORD = "\n\nCustomer record:\n"


def plain(text: str) -> str:
    """The text without what people wrap around a question: greeting, thanks, capitals, final punctuation."""
    text = re.sub(r"\s+", " ", text.strip()).casefold().replace("\u2019", "'")
    return _MANNERS.sub("", text).rstrip(" ?!.,")


@dataclass(frozen=True, slots=True)
class Desk:
    """One place where questions arrive: whose API key it uses and what its system prompt says."""

    name: str
    tenant: str
    key: str
    system: str
    signature: str
    """Ends every answer of this desk, as support desks do; no two desks give the same text."""

    def system_for(self, record: Mapping[str, str]) -> str:
        """The system prompt with a customer's record in it."""
        return self.system + _RECORD + "\n".join(f"{name}: {value}" for name, value in record.items())


@dataclass(frozen=True, slots=True)
class Question:
    """One question that deserves one answer at each desk, however it is worded."""

    id: str
    wordings: tuple[str, ...]
    answer: str
    own: dict[str, str]
    """Desk name to that desk's own answer, where its policy differs."""
    near: str | None
    """The id of a question that reads almost the same and has another answer."""
    differs: str | None
    """In what the two differ: "number", "date", "product", "negation", "state", "order", ..."""
    volatile: bool = False
    """The answer holds only for the moment it is asked at."""


@dataclass(frozen=True, slots=True)
class Followup:
    """A question that means something only after another one."""

    after: str
    """Question id."""
    wordings: tuple[str, ...]
    answer: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """The whole support desk."""

    desks: dict[str, Desk]
    questions: dict[str, Question]
    followups: tuple[Followup, ...]
    one_offs: tuple[tuple[str, str], ...]
    """Templates of a question and its answer with {id} in both: nobody else ever asks these."""
    personal: tuple[tuple[str, str], ...]
    """Questions about the customer whose record the system prompt carries, and answers with {name}, {plan}, ..."""
    _by_text: dict[str, Question] = field(init=False, repr=False)
    _templates: tuple[tuple[re.Pattern[str], str], ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_text = {plain(w): q for q in self.questions.values() for w in q.wordings}
        templates = tuple(
            (re.compile(re.escape(plain(asked)).replace(r"\{id\}", r"(?P<id>[\w-]+)")), answer)
            for asked, answer in self.one_offs
        )
        object.__setattr__(self, "_by_text", by_text)
        object.__setattr__(self, "_templates", templates)

    def desk_of(self, key: str, system: str) -> Desk | None:
        """The desk with this API key and this system prompt, word for word."""
        return next((d for d in self.desks.values() if d.key == key and d.system == system), None)

    def question_of(self, text: str) -> Question | None:
        return self._by_text.get(plain(text))

    def answer(self, key: str, system: str, said: Sequence[str]) -> str | None:
        """The right answer at the desk with this key and system prompt to a user who said these texts in turn.

        None when the desk or the text is not ours.
        """
        before, _, record = system.partition(_RECORD)
        desk = self.desk_of(key, before)
        if desk is None or not said:
            return None
        if record:
            return self.answer_about(desk, dict(line.split(": ", 1) for line in record.splitlines()), said[-1])
        if len(said) > 1:
            return self.answer_to_followup(desk, said[-2], said[-1])
        question = self.question_of(said[-1])
        return self.answer_to(desk, question) if question else self.answer_to_one_off(desk, said[-1])

    def answer_to(self, desk: Desk, question: Question) -> str:
        return f"{question.own.get(desk.name, question.answer)}\n\n{desk.signature}"

    def answer_to_followup(self, desk: Desk, before: str, text: str) -> str | None:
        """The answer to a follow-up after that earlier text, or None when it is none of ours."""
        earlier = self.question_of(before)
        for followup in self.followups:
            if earlier and followup.after == earlier.id and plain(text) in map(plain, followup.wordings):
                return f"{followup.answer}\n\n{desk.signature}"
        return None

    def answer_to_one_off(self, desk: Desk, text: str) -> str | None:
        """The answer to a question from a template, or None when it is not from one."""
        for pattern, answer in self._templates:
            if found := pattern.fullmatch(plain(text)):
                return f"{answer.format(id=found['id'].upper())}\n\n{desk.signature}"
        return None

    def answer_about(self, desk: Desk, record: Mapping[str, str], text: str) -> str | None:
        """The answer about the customer with this record, or None when the text asks for something else."""
        for asked, answer in self.personal:
            if plain(asked) == plain(text):
                return f"{answer.format_map(record)}\n\n{desk.signature}"
        return None


@functools.cache
def load() -> Corpus:
    """The corpus that comes with the package."""
    text = importlib.resources.files("semcache.demo").joinpath("corpus.yaml").read_text(encoding="utf-8")
    raw = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 (both are safe loaders)
    questions = {q.id: q for q in _questions(raw["questions"])}
    return Corpus(
        desks={name: _desk(name, value, questions) for name, value in raw["desks"].items()},
        questions=questions,
        followups=tuple(Followup(f["after"], tuple(f["wordings"]), _flow(f["answer"])) for f in raw["followups"]),
        one_offs=tuple((t["asked"], _flow(t["answer"])) for t in raw["one_offs"]),
        personal=tuple((t["asked"], _flow(t["answer"])) for t in raw["personal"]),
    )


def _questions(raw: list[dict[str, Any]]) -> Iterator[Question]:
    for q in raw:
        yield Question(
            id=q["id"],
            wordings=tuple(q["wordings"]),
            answer=_flow(q["answer"]),
            own={name: _flow(text) for name, text in q.get("own", {}).items()},
            near=q.get("near"),
            differs=q.get("differs"),
            volatile=q.get("volatile", False),
        )


def _desk(name: str, raw: dict[str, Any], questions: dict[str, Question]) -> Desk:
    system = _flow(raw["system"])
    if raw.get("handbook"):
        # The handbook in the prompt is what makes real desks' prompts long enough for a provider's own prompt cache.
        lines = (f"- {q.own.get(name, q.answer)}" for q in questions.values() if not q.volatile)
        system = "\n".join([system, "", "Handbook:", *lines])
    return Desk(name, raw["tenant"], raw["key"], system, raw["signature"])


def _flow(text: str) -> str:
    return " ".join(text.split())
