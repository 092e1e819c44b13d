"""Words made of one root by endings and beginnings of opposite meaning: trainer and trainee, paid and unpaid.

By hand, after the prefixes and suffixes in Marchand's Categories and Types of Present-Day English Word-Formation.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Final

from semcache.core import lexicon as lx
from semcache.core.text import TextFacts
from semcache.core.words import lemma

_ENDINGS: Final = (("er", "ee"), ("or", "ee"), ("ful", "less"))
"""Who does and who is done to; with and without."""
_ENDS: Final = ("er", "or", "ful")
_BEGINNINGS: Final = (
    ("over", "under"), ("pre", "post"), ("hyper", "hypo"), ("inter", "intra"), ("macro", "micro"), ("im", "em"),
    ("im", "ex"), ("in", "ex"), ("in", "out"), ("up", "down"), ("fore", "hind"), ("pro", "anti"), ("mono", "poly"),
    ("de", "re"), ("ante", "post"), ("endo", "exo"), ("homo", "hetero"), ("maxi", "mini"), ("sub", "super"),
)  # fmt: skip
"""Beginnings of opposite meaning."""
_STARTS: Final = tuple(one for one, _ in _BEGINNINGS)
_UNDOING: Final = ("un", "de", "dis", "non")
_BEGIN: Final = _STARTS + _UNDOING


def opposed(a: TextFacts, b: TextFacts) -> str | None:
    """A word of one text and its opposite, or its undoing, in the other."""
    mine, theirs = set(a.said), set(b.said)
    left, right = mine - theirs, theirs - mine
    if not left or not right or len(left) > _MOST or len(right) > _MOST:
        return None
    return _opposed(left, right, a, b) or _opposed(right, left, b, a)


_MOST: Final = 8
"""Words that a text may have alone; of what is told in other words altogether, no single word is the opposite."""


def _opposed(words: Set[str], others: Set[str], own: TextFacts, other: TextFacts) -> str | None:
    for word in words:
        if not (word.startswith(_BEGIN) or word.endswith(_ENDS)) or word in lx.FUNCTION:
            continue
        for opposite in _opposites(word):
            if opposite in others:
                return f"{word} / {opposite}"
        if (
            word.endswith(_ENDS)
            and (person := _whom(word)) in others
            and _is_noun(word, own)
            and _is_noun(person, other)
        ):
            return f"{word} / {person}"
        if own.denials == other.denials and word.startswith(_UNDOING) and (undone := _undone(word, others)):
            return f"{word} / {undone}"
    return None


def _opposites(word: str) -> Iterator[str]:
    if word.endswith(_ENDS):
        yield from (word.removesuffix(one) + two for one, two in _ENDINGS if word.endswith(one))
    if word.startswith(_STARTS):
        yield from (two + word.removeprefix(one) for one, two in _BEGINNINGS if word.startswith(one))


def _whom(word: str) -> str:
    """The insured of the insurer."""
    return word[:-2] + "ed"


def _is_noun(word: str, facts: TextFacts) -> bool:
    """An article stands before it and nothing that it could stand beside comes behind."""
    at = facts.said.index(word)
    after = facts.said[at + 1] if at + 1 < len(facts.said) else ""
    return at > 0 and facts.said[at - 1] in {"the", "an", "a"} and (not after or after in lx.FUNCTION)


def _undone(word: str, others: Set[str]) -> str:
    """ "paid" for "unpaid", whatever form each is in."""
    for prefix in _UNDOING if word not in lx.NEGATIONS else ():
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) > 2:
            for other in others:
                if rest == other or (prefix == "un" and rest[:2] == other[:2] and lemma(rest) == lemma(other)):
                    return other
    return ""
