"""A second, closer look at two texts that nothing set apart: what small words, places and forms of words say.

Its verdicts go under the names of the gates that look at the same kind of thing. They are no features of the pair
verifier, which was taught what the gates of the first look say.
"""

from __future__ import annotations

from collections.abc import Set
from typing import Final

from semcache.core.closer.acting import asked_the_other_way, turned_round
from semcache.core.closer.affixes import opposed
from semcache.core.closer.focus import clauses_turned, focus_moved
from semcache.core.closer.mood import other_duty, other_time
from semcache.core.closer.notation import other_quotation, other_signs, other_version
from semcache.core.closer.persons import other_person
from semcache.core.closer.phrases import phrases_turned
from semcache.core.closer.places import amounts_turned, names_turned
from semcache.core.closer.small import exchanged
from semcache.core.text import TextFacts

LONGEST: Final = 60
"""Words; in a longer text one small word decides little, and only what is meant literally is looked at."""

_NOTATIONS: Final = (("symbol", other_signs), ("number", other_version), ("entity", other_quotation))
_READINGS: Final = (
    ("direction", amounts_turned),
    ("direction", names_turned),
    ("direction", phrases_turned),
    ("direction", turned_round),
    ("negation", opposed),
    ("limit", focus_moved),
)
_OF_ONE_TOPIC: Final = (
    ("direction", asked_the_other_way),
    ("direction", clauses_turned),
    ("person", other_person),
    ("limit", other_duty),
    ("date", other_time),
)
"""What the very same words are needed for: with others, what small words say is not to be compared."""


def closer_look(a: TextFacts, b: TextFacts) -> tuple[str, str] | None:
    """(gate, what it saw), or None where the two may share an answer."""
    if a.notation != b.notation:
        for gate, literal in _NOTATIONS:
            if detail := literal(a.notation, b.notation):
                return gate, detail
    if a.said == b.said or max(len(a.said), len(b.said)) > LONGEST:
        return None
    mine, theirs = set(a.content), set(b.content)
    if 2 * len(mine & theirs) + 1 < max(len(mine), len(theirs)):
        return None  # built in another way, so that a small word says nothing
    if found := exchanged(a, b):
        return found
    for gate, check in _READINGS + _OF_ONE_TOPIC if _one_topic(mine, theirs) else _READINGS:
        if detail := check(a, b):
            return gate, detail
    return None


def _one_topic(mine: Set[str], theirs: Set[str]) -> bool:
    """The same words carry both, whatever is left of a final e: "fired" has the base "fir"."""
    return mine == theirs or (
        len(mine) == len(theirs) and {word.removesuffix("e") for word in mine} == {w.removesuffix("e") for w in theirs}
    )
