"""Two phrases that change places around what stays: "can my bank reverse a payment I made", and the other way round.

`semcache.core.order` reads things that change places; here are persons, actions in a row, and what "all" is said of.
"""

# ruff: noqa: SIM905 - a list of words is read best as a text
from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from semcache.core import lexicon as lx
from semcache.core.closer.places import COMMUTING
from semcache.core.text import COMPARING, SYMMETRIC, TextFacts
from semcache.core.vocabulary import ADVERBS, VERBS
from semcache.core.words import lemma

_PERSONS: Final = frozenset("i we you he she they".split())
_DETERMINERS: Final = lx.DETERMINERS | {"his", "her", "their"}
_THEN: Final = frozenset("then to before after without".split())
_ALL: Final = frozenset("all every each".split())
_OPENS: Final = lx.YES_NO | {"if", "whether", "that", "because"}
"""Before a subject, its verb and its object: of what stands there nobody needs to know that they are nouns."""
_SYMMETRIC: Final = SYMMETRIC | COMMUTING
_LONGEST: Final = 3
"""Words of a phrase: "my old bank"."""


_NEVER_NAMED: Final = lx.FUNCTION | ADVERBS | lx.DAY_WORDS.keys()


def phrases_turned(a: TextFacts, b: TextFacts) -> str | None:
    """Each of two phrases stands where the other stood, and every other word where it was."""
    if len(a.said) != len(b.said) or not COMPARING.isdisjoint(a.words) or sorted(a.said) != sorted(b.said):
        return None
    start, end = 0, len(a.said)
    while start < end and a.said[start] == b.said[start]:
        start += 1
    while end > start and a.said[end - 1] == b.said[end - 1]:
        end -= 1
    own, other = a.said[start:end], b.said[start:end]
    for i in range(1, min(len(own), _LONGEST + 1)):
        for j in range(max(i, len(own) - _LONGEST), len(own)):
            x, middle, y = own[:i], own[i:j], own[j:]
            if (*y, *middle, *x) == other and _turns(x, middle, y, a.said[:start]):
                return f"{' '.join(own)} / {' '.join(other)}"
    return None


def _turns(x: Sequence[str], middle: Sequence[str], y: Sequence[str], before: Sequence[str]) -> bool:
    if not _SYMMETRIC.isdisjoint(middle):
        return False
    if len(x) == len(y) == 1 and {x[0], y[0]} <= VERBS and middle and _THEN.issuperset(middle):
        return True
    tells = before and before[-1] in _OPENS and not lx.FUNCTION.issuperset(middle)
    if tells and _NEVER_NAMED.isdisjoint((x[-1], y[-1])):
        return True
    if not (_is_named(x) and _is_named(y)):
        return False
    if any(lemma(word) in VERBS for word in middle):
        return not _PERSONS.isdisjoint((*x, *y))
    return _DETERMINERS.issuperset(middle) and not _ALL.isdisjoint(before[-1:])


def _is_named(phrase: Sequence[str]) -> bool:
    """Somebody or something: a pronoun, or a noun with what stands before it."""
    last = phrase[-1]
    if last in _PERSONS:
        return len(phrase) == 1
    return (
        last not in _NEVER_NAMED
        and lemma(last) not in VERBS
        and all(word in _DETERMINERS or word not in lx.FUNCTION for word in phrase[:-1])
    )
