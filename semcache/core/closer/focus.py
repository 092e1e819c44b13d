"""What "only" stands before, and which half of a sentence is the condition."""

# ruff: noqa: SIM905 - a list of words is read best as a text
from __future__ import annotations

from typing import Final

from semcache.core.text import TextFacts
from semcache.core.words import lemma

_ONLY: Final = frozenset({"only", "just", "even", "solely"})
_LINKS: Final = frozenset("because when while if unless before after until although".split())


def focus_moved(a: TextFacts, b: TextFacts) -> str | None:
    """ "Only nurses get it" and "nurses only get it"."""
    return _moved(a, b) or _moved(b, a)


def _moved(a: TextFacts, b: TextFacts) -> str | None:
    for word in _ONLY & a.words & b.words if a.words == b.words else ():
        i, j = a.said.index(word), b.said.index(word)
        noun = a.said[i + 1] if i + 1 < len(a.said) else ""
        # The noun that it narrows in one text stands before it in the other, and something follows.
        if j and noun and b.said[j - 1] == noun and j + 1 < len(b.said) and lemma(noun) in a.content:
            return f"{word} {noun} / {noun} {word}"
    return None


def clauses_turned(a: TextFacts, b: TextFacts) -> str | None:
    """Cause and effect, condition and outcome change places around the word that joins them. Both are of one topic."""
    for link in sorted(_LINKS & set(a.said) & set(b.said)):
        i, j = a.said.index(link), b.said.index(link)
        if not i or not j:
            continue
        ours, others = _halves(a, i), _halves(b, j)
        if all(ours) and ours[0] == others[1] and ours[1] == others[0] and ours[0] != ours[1]:
            return f"{link} {' '.join(sorted(ours[1]))} / {link} {' '.join(sorted(ours[0]))}"
    return None


def _halves(facts: TextFacts, at: int) -> tuple[set[str], set[str]]:
    content = set(facts.content)
    before, after = (
        {base for word in part if (base := lemma(word)) in content} | content.intersection(part)
        for part in (facts.said[:at], facts.said[at + 1 :])
    )
    return before, after
