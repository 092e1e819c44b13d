"""Whether two texts say the same words the other way round: dog chases cat, cat chases dog."""

from __future__ import annotations

from collections import Counter
from typing import Final

from semcache.core import lexicon as lx
from semcache.core.text import COMPARING, SYMMETRIC, TextFacts
from semcache.core.vocabulary import ADVERBS, VERBS
from semcache.core.words import COMMON

LONGEST_COMPARED: Final = 40
"""Words; in a longer text single words change places without turning its meaning."""


def turned(a: TextFacts, b: TextFacts) -> str | None:
    """Two things that change places around a word that stays."""
    shared = a.words & b.words & set(a.content) & set(b.content)
    if 2 * len(shared) < max(len(set(a.content)), len(set(b.content))) or len(shared) < 3:
        return None
    own = [word for word in a.content if word in shared]
    at = {word: i for i, word in enumerate(word for word in b.content if word in shared)}
    for x, middle, y in zip(own, own[1:], own[2:], strict=False):
        opposite = at[y] < at[middle] < at[x] and _thing(x, a, b) and _thing(y, a, b)
        # The passive voice turns the order and keeps the meaning.
        if opposite and _same_agents((x, y), a, b):
            return f"{x} {middle} {y} / {y} {middle} {x}"
    return None


def swapped(a: TextFacts, b: TextFacts) -> str | None:
    """Two things that change places while every word that both texts have stays, small ones included.

    Whatever verb stands between them need not be known: "does Alice like Bob", "does Bob like Alice".
    """
    things, more = set(a.content) & set(b.content), set(a.content) ^ set(b.content)
    if len(more) > 1:
        return None  # built in another way, so the places of the words say nothing
    shared = a.words & b.words
    own, other = ([word for word in facts.sequence if word in shared] for facts in (a, b))
    if own == other or len(own) > LONGEST_COMPARED or Counter(own) != Counter(other):
        return None
    if not _LINKS.isdisjoint(a.words ^ b.words) or not COMPARING.isdisjoint(shared - {"or"}):
        return None
    while own[0] == other[0]:
        own, other = own[1:], other[1:]
    while own[-1] == other[-1]:
        own, other = own[:-1], other[:-1]
    for i in range(1, len(own) - 1):
        for j in range(i + 1, len(own)):
            x, middle, y = own[:i], own[i:j], own[j:]
            if [*y, *middle, *x] == other and SYMMETRIC.isdisjoint(middle) and any(map(_joins, middle)):
                named = all(word in lx.DETERMINERS or (word in things and _thing(word, a, b)) for word in (*x, *y))
                if named and _same_agents((*x, *y), a, b):
                    return f"{' '.join(own)} / {' '.join(other)}"
    return None


_LINKS: Final = lx.PREPOSITIONS | {"into", "as", "than"}


def _joins(word: str) -> bool:
    """A verb, a preposition, or a word nobody knows."""
    return word in VERBS or word not in COMMON or (word in lx.FUNCTION and word not in lx.DETERMINERS)


def _same_agents(words: tuple[str, ...], a: TextFacts, b: TextFacts) -> bool:
    return all((("by", word) in a.roles) == (("by", word) in b.roles) for word in words)


def _thing(word: str, a: TextFacts, b: TextFacts) -> bool:
    return word in a.entities or word in b.entities or not (word in VERBS or word in ADVERBS)
