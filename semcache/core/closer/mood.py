"""May, must and when: "can I leave" and "must I leave", "who was the king" and "who is the king"."""

# ruff: noqa: SIM905 - a list of words is read best as a text
from __future__ import annotations

from typing import Final

from semcache.core import lexicon as lx
from semcache.core.text import TextFacts
from semcache.core.vocabulary import IRREGULAR, VERBS
from semcache.core.words import lemma

_MAY: Final = frozenset("can could may might kann darf können dürfen puis peux peut puedo puede".split())
_MUST: Final = frozenset("must should shall muss soll müssen dois doit debo debe".split())
_MAY_BE: Final = frozenset("allowed permitted possible able".split())
_MUST_BE: Final = frozenset("required obliged obligated necessary mandatory compulsory supposed".split())
_HEAD: Final = 3
"""Words at the beginning among which the modal is looked for."""
_ASKS: Final = lx.QUESTION_TYPES.keys()


def other_duty(a: TextFacts, b: TextFacts) -> str | None:
    """One asks whether it may be, the other whether it must be."""
    mine, theirs = _duty(a.said), _duty(b.said)
    return f"{mine} / {theirs}" if mine and theirs and mine != theirs else None


def _duty(said: tuple[str, ...]) -> str:
    """Of a question that is answered by yes or no, and of no request: "can you tell me" asks for something else."""
    if not _ASKS.isdisjoint(said) or "you" in said[:_HEAD]:
        return ""
    head = said[:_HEAD]
    if not head or head[0] not in lx.YES_NO | _MAY | _MUST:
        return ""
    if head[0] in _MAY:
        return "may"
    if head[0] in _MUST:
        return "must"
    for word, after in zip(said[1:6], (*said[2:6], ""), strict=False):
        if (word in {"have", "has", "need", "needs"} and after == "to") or word in _MUST_BE:
            return "must"
        if word in _MAY_BE:
            return "may"
    return ""


_WILL: Final = frozenset({"will", "shall"})
_WAS: Final = frozenset({"was", "were"})
_IS: Final = frozenset({"is", "are", "am"})


def other_time(a: TextFacts, b: TextFacts) -> str | None:
    """One asks what was and the other what will be; or who was and who is."""
    mine, theirs = _time(a.said), _time(b.said)
    if {mine, theirs} in ({"past", "future"}, {"was", "is"}, {"was", "future"}):
        return f"{_TOLD[mine]} / {_TOLD[theirs]}"
    return None


_TOLD: Final = {"past": "what was", "was": "what was", "is": "what is", "future": "what will be"}


def _time(said: tuple[str, ...]) -> str:
    """past, future, or of a bare "to be" was and is; "" where it is none of these or not clear."""
    if "if" in said or "not" in said or not said:
        return ""
    start = next((i for i, word in enumerate(said) if word in _ASKS), 0)
    if said[start] in {"why", "how"}:
        return "future" if not _WILL.isdisjoint(said[start + 1 : start + 3]) else ""
    at = next((i for i in range(start, min(len(said), start + _HEAD)) if said[i] in _MARKS), None)
    if at is None:
        after = said[start + 1] if start + 1 < len(said) else ""
        return "past" if said[start] in _ASKS and (after in _PAST or _is_regular_past(after)) else ""
    if said[at] in _WILL:
        return "future"
    if said[at] == "did":
        return "past"
    if any(map(_is_participle, said[at + 1 :])):
        return "past" if said[at] in _WAS else ""
    return "was" if said[at] in _WAS else "is"


_MARKS: Final = _WILL | _WAS | _IS | {"did"}
_PAST: Final = frozenset(
    form for form, base in IRREGULAR.items() if base in VERBS and not form.endswith(("ing", "s", "er", "est"))
)


def _is_regular_past(word: str) -> bool:
    return word == "happened" or (word.endswith("ed") and lemma(word) != word)


def _is_participle(word: str) -> bool:
    return word in _PAST or (word.endswith(("ed", "ing")) and lemma(word) != word)
