"""Small words that never stand for each other, where one stands in the other's place: in / out, and / or, if / unless.

Embeddings hardly see them and they carry no topic, so nothing else tells "zoom in" from "zoom out". A rewording swaps
small words too ("in Norway", "of Norway"): only those of two sides of one group are held apart, and only where the
word before or behind them is the same in both texts. The groups are written by hand, after the classes of prepositions,
coordinators and adjuncts in Huddleston and Pullum's Cambridge Grammar of the English Language (ch. 7, 15, 8) and the
scales of quantity in Horn's Natural History of Negation (ch. 4).
"""

# ruff: noqa: SIM905 - a list of words is read best as a text
from __future__ import annotations

from typing import Final

from semcache.core import lexicon as lx
from semcache.core.text import COMPARING, TextFacts
from semcache.core.vocabulary import VERBS
from semcache.core.words import lemma

_GROUPS: Final = (
    # What a verb's particle turns round.
    ("polarity", "in into|out"),
    ("polarity", "up|down"),
    ("polarity", "on|off"),
    ("polarity", "back|out|forward"),
    # Coordinators, and those of the other languages that are read.
    ("limit", "and und et y e|or nor oder ou o u"),
    # Prepositions that name a source or a goal, a side, a place, a time, a topic.
    ("direction", "from off out_of|to into onto toward towards"),
    ("direction", "from|for|against"),
    ("direction", "with|against"),
    ("direction", "by|about|to"),
    ("direction", "to|about"),
    ("direction", "from|about"),
    ("limit", "above over|below under beneath underneath"),
    ("limit", "under beneath underneath|on in at inside"),
    ("limit", "behind|in_front|beside"),
    ("limit", "near beside outside|in inside within"),
    ("limit", "before|after|in during while with"),
    # Conjunctions of condition, reason and concession.
    ("limit", "if|unless|even_if"),
    ("limit", "because since|although though despite"),
    # Scales of how many and how often, of which each step denies the next.
    ("limit", "all every each|most|few|half|no none"),
    ("limit", "many|few"),
    ("limit", "everyone everybody|anyone anybody someone somebody|nobody"),
    ("limit", "always|usually often|sometimes ever|rarely seldom|never"),
    # Degrees: more than, as much as, too much, enough.
    ("limit", "too|enough"),
    ("limit", "than|as"),
    ("limit", "plus|moins"),
    # What is to come and what has been.
    ("date", "did|will"),
)

_APART: Final[dict[tuple[str, str], str]] = {}
"""Two words of two sides of a group -> the gate that holds them apart."""
for _gate, _text in _GROUPS:
    _sides = [side.split() for side in _text.split("|")]
    for _i, _side in enumerate(_sides):
        for _other in (word for k, others in enumerate(_sides) if k != _i for word in others):
            for _word in _side:
                _APART.setdefault((_word, _other), _gate)

_HELD: Final = frozenset(word for word, _ in _APART)
_TELLING: Final = _HELD | {"even", "front"}
_IN_PHRASES: Final = frozenset({"even", "front", "out", "to"})
"""Words that make another small word of the one beside them, or, as "to", are two words."""
_ONE: Final = {("even", "if"): "even_if", ("out", "of"): "out_of"}
_ALIKE: Final = frozenset({("fill", "in", "out"), ("cash", "in", "out")})
"""(verb, particle, particle) that mean the same, or nearly."""
_VAGUE: Final = frozenset(["", *"do does did the a an to_do to of is are i you it".split()])
"""Words that stand before anything, so that they place nothing."""
_NO_GOAL: Final = lx.FUNCTION - lx.DETERMINERS
"""Behind "to", these make it the mark of a verb: "to get"."""
_COORDINATORS: Final = frozenset("and or und oder et ou y o e u".split())


def exchanged(a: TextFacts, b: TextFacts) -> tuple[str, str] | None:
    """(gate, what stands for what), or None."""
    ours, others = _TELLING & (a.words - b.words), _TELLING & (b.words - a.words)
    if not ours and not others:
        return None
    if not (ours and others) and _IN_PHRASES.isdisjoint(ours | others | (a.words & b.words & {"to"})):
        return None
    mine, theirs = _phrases(a.said), _phrases(b.said)
    left = [word for word in _HELD.intersection(mine) if mine.count(word) > theirs.count(word)]
    right = [word for word in _HELD.intersection(theirs) if theirs.count(word) > mine.count(word)]
    if not left or not right:
        return None
    compared = not (COMPARING - {"or"}).isdisjoint(a.words | b.words)
    # In one order for (a, b) and (b, a), so that both are refused by one gate.
    for word, other in sorted(((x, y) for x in left for y in right), key=sorted):
        gate = _APART.get((word, other))
        if gate is None or (compared and word in _COORDINATORS and other in _COORDINATORS):
            continue  # what is compared is joined by either
        if any(_same_place(gate, word, other, i, j) for i in _beside(word, mine) for j in _beside(other, theirs)):
            return gate, f"{word} / {other}"
    return None


def _phrases(said: tuple[str, ...]) -> list[str]:
    """The words, with small ones that are one thing together made one, and without those that only look like them."""
    found: list[str] = []
    for i, word in enumerate(said):
        before = found[-1] if found else ""
        one = _ONE.get((before, word))
        if one is not None:
            found[-1] = one
        elif word == "of" and found[-2:] == ["in", "front"]:
            found[-2:] = ["in_front"]
        elif word == "to" and i + 1 < len(said) and (said[i + 1] in VERBS or said[i + 1] in _NO_GOAL):
            found.append("to_do")
        elif word == "about" and before and lemma(before) == "go":
            found.append("go_about")
        elif word in {"did", "will"} and said[i + 1 : i + 2] == ("not",):
            found.append("did_not")  # "it didn't start" and "it won't start" report one trouble
        else:
            found.append(word)
    return found


_Beside = tuple[str, str]
"""The words before and behind, in base form; determiners behind are passed over, "" stands at the ends."""


def _beside(word: str, said: list[str]) -> list[_Beside]:
    found = []
    for i, other in enumerate(said):
        if other == word:
            j = i + 1
            while j < len(said) - 1 and said[j] in lx.DETERMINERS:
                j += 1
            found.append((lemma(said[i - 1]) if i else "", lemma(said[j]) if j < len(said) else ""))
    return found


def _same_place(gate: str, word: str, other: str, mine: _Beside, theirs: _Beside) -> bool:
    before = mine[0] == theirs[0] and mine[0] not in _VAGUE
    behind = mine[1] == theirs[1] and mine[1] not in _VAGUE
    if word in _COORDINATORS and other in _COORDINATORS:
        return set(mine) == set(theirs)
    if {word, other} == {"too", "enough"}:
        return bool(set(mine) & set(theirs) - _VAGUE)
    if gate == "polarity":
        same_end = behind and {word, other} == {"up", "down"}  # "speed up the film", "slow down the film"
        return same_end or (before and (mine[0], *sorted((word, other))) not in _ALIKE)
    if gate == "direction":
        return mine == theirs and behind and not mine[1][:1].isdigit() and mine[1] not in lx.MONTHS
    if gate == "date":
        return mine[0] == theirs[0] and {mine[1], theirs[1]}.isdisjoint({"you", ""})
    return behind or (mine == theirs and any(mine))
