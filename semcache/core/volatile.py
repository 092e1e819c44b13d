"""Questions whose answer does not keep: classes as data, and the words that give them away.

Words say this only in part. Of questions that depend on time without saying so, most are found by no list; the
lifetimes that a policy sets must be bearable for those.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from semcache.core import volatile_words as words
from semcache.core.pattern_starts import BEGINNING, LENGTH, starts_of


class Strength(StrEnum):
    """What a class asks for."""

    REFUSE = "refuse"
    """The answer is not stored, and no stored answer is served."""
    SHORTEN = "shorten"
    """The answer is kept for a short time only."""


@dataclass(frozen=True, slots=True)
class VolatileClass:
    """A class of questions, told by patterns over the text in lower case.

    A pattern is a regular expression that is looked for between word boundaries.
    """

    name: str
    strength: Strength
    patterns: tuple[tuple[str, str], ...]
    """(language, pattern); all languages are looked for in every text."""
    unless: tuple[str, ...] = ()
    """Where one of these is found as well, the text does not belong to the class."""

    def __hash__(self) -> int:
        return hash(self.name)  # it is looked up for every request

    @classmethod
    def of_phrases(cls, name: str, phrases: tuple[str, ...], strength: Strength = Strength.REFUSE) -> VolatileClass:
        """A class told by plain phrases, as a policy names them. Case and spacing do not matter."""
        spaced = (r"\s+".join(re.escape(word) for word in phrase.casefold().split()) for phrase in phrases)
        return cls(name, strength, tuple(("any", phrase) for phrase in spaced if phrase))


@dataclass(frozen=True, slots=True)
class Volatile:
    """The class a text belongs to, and the words that say so."""

    cls: str
    evidence: str
    strength: Strength = Strength.REFUSE


DEFAULT_CLASSES: Final = (
    VolatileClass("weather", Strength.REFUSE, words.WEATHER, words.NOT_WEATHER),
    VolatileClass("market", Strength.REFUSE, words.MARKET, words.NOT_MARKET),
    VolatileClass("scores", Strength.REFUSE, words.SCORES, words.NOT_SCORES),
    VolatileClass("side-effect", Strength.REFUSE, words.SIDE_EFFECT, words.NOT_SIDE_EFFECT),
    VolatileClass("personal-state", Strength.REFUSE, words.PERSONAL_STATE, words.HOW_TO),
    VolatileClass("present-time", Strength.REFUSE, words.PRESENT_TIME),
    VolatileClass("present-time", Strength.REFUSE, words.PRESENT_STATE, words.NOT_PRESENT_STATE),
    VolatileClass("creative", Strength.REFUSE, words.CREATIVE, words.NOT_CREATIVE),
    VolatileClass("changing", Strength.SHORTEN, words.CHANGING, words.NOT_CHANGING),
)
"""Asked in this order; the first that fits names the text, so those that refuse stand first."""

REFUSED_CLASSES: Final = tuple(dict.fromkeys(c.name for c in DEFAULT_CLASSES if c.strength is Strength.REFUSE))
"""What a policy refuses unless it says otherwise."""


_EACH_END: Final = 4096
"""Characters that are read at each end of a text longer than two of these: what is asked stands before or after what
it is asked about."""


_PLACES: Final = re.compile(rf"(?<!\w)(?=(.{{1,{LENGTH}}}))")
"""Where a pattern may begin, with the characters that stand there."""


def classify(text: str, classes: tuple[VolatileClass, ...] = DEFAULT_CLASSES) -> Volatile | None:
    """The first class that the text belongs to, or None."""
    if len(text) > 2 * _EACH_END:
        text = f"{text[:_EACH_END]} {text[-_EACH_END:]}"
    folded = " ".join(text.casefold().replace("’", "'").split())
    found = _patterns(classes).search(folded)
    for number, cls in enumerate(classes):
        evidence = found.get(number)
        if evidence is not None and not ((excuse := _excuse(cls.unless)) and excuse.search(folded)):
            return Volatile(cls.name, evidence.group().strip()[:80], cls.strength)
    return None


_Try = tuple[int, Callable[[str, int], re.Match[str] | None]]
"""A class's number, and one of its patterns."""


class _Patterns:
    """The patterns of some classes, each tried only where it may match."""

    def __init__(self, classes: tuple[VolatileClass, ...]) -> None:
        tries: list[_Try] = []
        starts: list[tuple[str, ...]] = []
        for number, cls in enumerate(classes):
            for pattern in [pattern for language, pattern in cls.patterns if language != "zh"]:
                tries.append((number, re.compile(rf"(?:{pattern})(?!\w)").match))
                starts.append(starts_of(pattern))
        self._inside = _by_start(tries, [[s for s in some if not s.startswith(BEGINNING)] for some in starts])
        self._first = _by_start(tries, [[s.removeprefix(BEGINNING) for s in some] for some in starts])
        # Chinese has no word boundaries.
        unspaced = (_any([], [p for language, p in cls.patterns if language == "zh"]) for cls in classes)
        self._unspaced = [(number, pattern) for number, pattern in enumerate(unspaced) if pattern is not None]

    def search(self, text: str) -> dict[int, re.Match[str]]:
        """The first match of each class that has one, by the class's number."""
        found: dict[int, re.Match[str]] = {}
        tries = self._first
        for place in _PLACES.finditer(text):
            start = place[1]
            for number, match_at in tries.get(start) or tries.get(start[:2]) or tries.get(start[:1]) or tries[""]:
                if number not in found and (match := match_at(text, place.start())) is not None:
                    found[number] = match
            tries = self._inside
        for number, pattern in () if text.isascii() else self._unspaced:
            found_there, earlier = pattern.search(text), found.get(number)
            if found_there is not None and (earlier is None or found_there.start() < earlier.start()):
                found[number] = found_there
        return found


def _by_start(tries: Sequence[_Try], starts: Sequence[Iterable[str]]) -> dict[str, list[_Try]]:
    """In their order those that may match where a text goes on so, under every start that is told of any."""
    told: dict[str, set[int]] = {"": set()}
    for which, some in enumerate(starts):
        for start in some:
            told.setdefault(start, set()).add(which)
    return {
        start: [tries[which] for which in sorted(set().union(*(told.get(start[:n], ()) for n in range(LENGTH + 1))))]
        for start in told
    }


_patterns = lru_cache(maxsize=64)(_Patterns)


@lru_cache(maxsize=256)
def _excuse(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
    return _any([p for p in patterns if p[0] <= "\u2fff"], [p for p in patterns if p[0] > "\u2fff"])


def _any(spaced: list[str], unspaced: list[str]) -> re.Pattern[str] | None:
    """One expression for all. Chinese has no word boundaries; for the rest they are looked for once, not once each."""
    parts = [rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)"] if spaced else []
    return re.compile("|".join(parts + unspaced)) if parts or unspaced else None
