"""A second, closer look at two texts that nothing set apart: what small words, places and forms of words say.

Its verdicts go under the names of the gates that look at the same kind of thing. They are no features of the pair
verifier, which was taught what the gates of the first look say.
"""

from __future__ import annotations

from typing import Final

from semcache.core.closer.notation import other_quotation, other_signs, other_version
from semcache.core.closer.places import amounts_turned, names_turned
from semcache.core.text import TextFacts

LONGEST: Final = 60
"""Words; in a longer text one small word decides little, and only what is meant literally is looked at."""

_NOTATIONS: Final = (("symbol", other_signs), ("number", other_version), ("entity", other_quotation))
_READINGS: Final = (
    ("direction", amounts_turned),
    ("direction", names_turned),
)


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
    for gate, check in _READINGS:
        if detail := check(a, b):
            return gate, detail
    return None
