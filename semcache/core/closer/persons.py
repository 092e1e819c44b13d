"""Whose state or share it is, said by a pronoun: "how old am I", "how old are you", "did they win", "did we win".

"How do I reset it" and "how do you reset it" ask the same, so a pronoun counts only beside "be" and beside verbs of
what is true of one person.
"""

# ruff: noqa: SIM905 - a list of words is read best as a text
from __future__ import annotations

from typing import Final

from semcache.core.text import TextFacts
from semcache.core.words import lemma

_PERSONS: Final = {"i": "i", "we": "i", "you": "you", "he": "he", "she": "she", "they": "they"}
_BE: Final = {"am": "i", "are": "", "is": "", "was": "", "were": ""}
_OF_ONESELF: Final = frozenset(
    """
    live reside weigh belong believe think feel love hate prefer own dream fear hope win lose grow age
    eat sleep drink remember
    """.split()
)
"""Verbs of state, of body and of mind, after Levin's English Verb Classes and Alternations (31, 39, 40, 47)."""
_ABLE: Final = frozenset("able allowed going supposed sure required eligible trying looking".split())
"""Behind "are you" and "am I" these ask what anybody is asked."""
_OWN: Final = {
    "mon": "i", "ma": "i", "mes": "i", "ton": "you", "ta": "you", "tes": "you", "votre": "you", "vos": "you",
    "mi": "i", "mis": "i", "tu": "you", "tus": "you", "mein": "i", "meine": "i", "dein": "you", "deine": "you",
}  # fmt: skip
"""Owners in French, Spanish and German."""


def other_person(a: TextFacts, b: TextFacts) -> str | None:
    """The same is asked of another. Both are of one topic."""
    mine, theirs = _of(a), _of(b)
    if not (mine and theirs and mine.isdisjoint(theirs)):
        mine, theirs = _subjects(a.said), _subjects(b.said)
        if not ({"i"} in (mine, theirs) and mine.isdisjoint(theirs) and "you" not in mine | theirs and mine and theirs):
            return None
    return f"{' '.join(sorted(mine))} / {' '.join(sorted(theirs))}"


def _subjects(said: tuple[str, ...]) -> set[str]:
    return {_PERSONS[word] for word in said if word in _PERSONS}


def _of(facts: TextFacts) -> set[str]:
    said = facts.said
    if facts.language != "en":
        return {_OWN[word] for word in said if word in _OWN}
    found = set()
    for i, word in enumerate(said):
        person = _PERSONS.get(word)
        if person is None:
            continue
        before = said[i - 1] if i else ""
        after = said[i + 1] if i + 1 < len(said) else ""
        is_state = before in _BE and after not in _ABLE and not after.endswith(("ing", "ed"))
        if is_state or (before != "would" and lemma(after) in _OF_ONESELF):
            found.add(person)
    return found
