"""English words: which are common, their base forms, which are near each other."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from semcache.core import lexicon as lx
from semcache.core.vocabulary import ADJECTIVES, ADVERBS, IRREGULAR, NOUNS, SYNONYMS, VERBS

COMMON: Final = NOUNS | VERBS | ADJECTIVES | ADVERBS | lx.NEWER | lx.FUNCTION

_PREFIXES: Final = (
    "over",
    "re",
    "un",
    "pre",
    "mis",
    "non",
    "under",
    "out",
    "dis",
    "de",
    "auto",
    "multi",
    "self",
    "fore",
)


@lru_cache(maxsize=65536)
def lemma(word: str) -> str:
    """The base form of an English word, as far as light rules go."""
    if word in lx.FUNCTION:
        return "work" if word in {"works", "working"} else word
    irregular = IRREGULAR.get(word)
    if irregular is not None:
        return irregular
    if len(word) < 4 or not word.isascii():
        return word
    for stem in _stems(word):
        if stem in COMMON:
            return stem
    if word in COMMON or not word.endswith("s") or word.endswith(("ss", "us", "is", "as", "os")):
        return word
    return word[:-1]


def _stems(word: str) -> tuple[str, ...]:
    """What a regular inflection may have been made from, likeliest first."""
    if word.endswith("ies") and len(word) > 4:
        return (word[:-3] + "y", word[:-1])
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return (word[:-1], word[:-2]) if word.endswith("es") else (word[:-1],)
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= 2:
            doubled = (base[:-1],) if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "ls" else ()
            tail = (base[:-1] + "y",) if ending == "ed" and base.endswith("i") else ()
            undouble = (base[:-1],) if len(base) > 3 and base[-1] == base[-2] else ()
            return (*doubled, *tail, base + "e", base, *undouble) if _wants_e(base) else (
                *doubled, *tail, base, base + "e", *undouble
            )  # fmt: skip
    return ()


def _wants_e(base: str) -> bool:
    """Bases such as "mak", "charg", "activat" come from a word in -e."""
    return (
        base.endswith(("at", "iv", "c", "v", "u", "g", "dg", "z", "iz", "ur", "as", "os", "us")) and base[-2:] != "ng"
    )


@lru_cache(maxsize=65536)
def built(word: str) -> bool:
    """Put together from a common word and a common prefix: overcharged, renumber."""
    return any(word.startswith(p) and len(word) - len(p) > 3 and word[len(p) :] in COMMON for p in _PREFIXES) or any(
        word.startswith(p) and lemma(word[len(p) :]) in VERBS for p in _PREFIXES
    )


def _written_for_each_other() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group in (*lx.SYNONYM_GROUPS, *SYNONYMS):
        for word in group:
            found.setdefault(word, set()).update(group)
    return {word: frozenset(near) for word, near in found.items()}


_NEAR: Final = _written_for_each_other()
_NONE: Final[frozenset[str]] = frozenset()


def same_meaning(a: str, b: str) -> bool:
    """The two words are written for each other by the tables at hand."""
    return b in _NEAR.get(a, _NONE) or (a[:5] == b[:5] and a in COMMON and b in COMMON and derived(a, b))


def derived(a: str, b: str) -> bool:
    """Two common words from one root: verify and verification."""
    short = min(len(a), len(b))
    same = next((i for i in range(short) if a[i] != b[i]), short)
    return same >= 5 and same >= short - 2


def kind(word: str) -> str:
    return "verb" if word in VERBS else "adjective" if word in ADJECTIVES else "thing"


def one_slip(a: str, b: str) -> bool:
    """One letter added, left out, changed, or two neighbours swapped, in a word of five letters or more."""
    if abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < 5 or a[0] != b[0]:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    rest_a, rest_b = a[start:], b[start:]
    return (
        rest_a[1:] == rest_b[1:]
        or rest_a[1:] == rest_b
        or rest_a == rest_b[1:]
        or (len(rest_a) > 1 and rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:])
    )
