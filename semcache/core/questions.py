"""What kind of answer a text asks for."""

from __future__ import annotations

from semcache.core import lexicon as lx
from semcache.core.vocabulary import VERBS


def questions_of(words: list[str]) -> frozenset[str]:
    found = set()
    for i, word in enumerate(words):
        kind = lx.QUESTION_TYPES.get(word)
        if kind is not None and (
            i == 0
            or words[i - 1] in lx.LEADS
            or kind in {"how", "why", "who"}
            or (words[i - 1] in lx.PREPOSITIONS and (kind in {"what", "which"} or i == 1))
        ):
            after = words[i + 1] if i + 1 < len(words) else ""
            found.add(_question(kind, after))
    if found & {"what", "which"} and not lx.PRICES.isdisjoint(words):
        found.add("much")
    if not found and words:
        found |= _without_question_word(words)
    return frozenset(found)


def _without_question_word(words: list[str]) -> set[str]:
    """may: can I; ask: can you tell; act: do this; yes-no: is that so."""
    opening = [w for w in words[:5] if w not in lx.COURTESY]
    if words[0] in lx.YES_NO:
        if words[0] not in {"can", "could", "may", "should", "must", "would", "will"}:
            return {"yes-no"}
        if words[1:2] in (["i"], ["we"]):
            return {"may"}
        if words[1:2] != ["you"]:
            return {"yes-no"}
        opening = opening[1:]
    elif opening and (lx.DETERMINERS.isdisjoint(words[1:5]) and "please" not in words):
        return set()  # "express shipping price" is no command.
    if not opening or opening[0] not in VERBS:
        return set()
    return {"ask"} if opening[0] in lx.ASKING else {"act"}


def _question(kind: str, after: str) -> str:
    """The type of a question by its question word and the word behind it."""
    if kind == "how":
        return lx.SAME_MEASURE.get(after, after) if after in lx.MEASURES else "why" if after == "come" else "how"
    if kind == "what":
        if after in lx.MOMENTS:
            return "when"
        return "which" if after in lx.YES_NO and after not in {"is", "are", "was", "were"} else "what"
    if kind in {"where", "who"} and after in {"do", "can", "should", "could", "would"}:
        return kind + "-do"
    return kind


def foreign_questions_of(words: list[str]) -> frozenset[str]:
    return frozenset(kind for word in words if (kind := lx.QUESTION_TYPES.get(word)) and kind != "what")
