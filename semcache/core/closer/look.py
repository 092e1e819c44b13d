"""A second, closer look at two texts that nothing set apart.

Its verdicts go under the names of the gates that look at the same kind of thing. They are no features of the pair
verifier, which was taught what the gates of the first look say.
"""

from __future__ import annotations

from typing import Final

from semcache.core.closer.notation import other_quotation, other_signs, other_version
from semcache.core.text import TextFacts

_NOTATIONS: Final = (("symbol", other_signs), ("number", other_version), ("entity", other_quotation))


def closer_look(a: TextFacts, b: TextFacts) -> tuple[str, str] | None:
    """(gate, what it saw), or None where the two may share an answer."""
    if a.notation != b.notation:
        for gate, literal in _NOTATIONS:
            if detail := literal(a.notation, b.notation):
                return gate, detail
    return None
