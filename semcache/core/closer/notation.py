"""Signs that mean something in code, and what stands in quotation marks, letter by letter: `-l` is not `-L`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Notation:
    """What of a text is to be taken literally."""

    signs: tuple[str, ...] = ()
    """Flags, escapes, sigils and operators that no other reading of a text holds, sorted."""
    brackets: tuple[str, ...] = ()
    """Brackets glued to a name and those around a range, sorted."""
    quoted: tuple[str, ...] = ()
    """What stands in quotation marks, in order."""
    decimals: tuple[str, ...] = ()
    """Numbers with a point behind a word that is no amount: versions, digit by digit."""


NONE: Final = Notation()
_MARKS: Final = frozenset("\\&|$`“„«\"[{(*!+'‘-.?")
_WRITING: Final = frozenset("'-.?!(")
"""Marks that mostly are of writing."""
_MEANT: Final = re.compile(r"(?<!\w)['‘]|(?<![\w-])-|--|\d\.\d|\?[?.]|\.\.|\./|(?<!\S)[!.]|\w\(|\(\)|!\w")
"""Those of them that may be of code."""
_SIGN: Final = re.compile(
    r"(?<![\w-])--?[A-Za-z][\w-]*"  # flags
    r"|\\[A-Za-z]"  # escapes
    r"|&&|\|\||(?<=\w )\?[?.](?= \w)|\?\.(?=\w)|\+\+|(?<=\w)--(?!\w)"
    r"|(?<=\b\w )&(?= \w\b)"  # "terms & conditions" is writing
    r"|(?<=\bcd )\.\.?(?!\S)|(?<!\S)\.\.?(?=/)"
    r"|\$[@#?*!$]|(?<!\S)[!*&](?=[A-Za-z]\w*(?:\s|\Z))|(?<=\b[A-Za-z])\*(?=\s|\Z)"
)
_BRACKET: Final = re.compile(r"(?<=\w)[\[({](?!s\)|es\))|\[[^\]\s]{1,20}\]|(?<!\w)(?:\[\]|\{\}|\(\))")
_QUOTED: Final = re.compile(
    r"\"([^\"\n]{1,80})\"|“([^”\n]{1,80})”|„([^“”\n]{1,80})[“”]|«([^»\n]{1,80})»|`([^`\n]{1,80})`"
    r"|(?<!\w)['‘]([^'’\n]{1,80})['’](?!\w)"
)
_VERSION: Final = re.compile(r"\b([A-Za-z]\w*) v?(\d+\.\d+)(?![\w.]|\s*%)")
_EDGE: Final = " \t.,;:?!…"


def notation_of(text: str) -> Notation:
    marks = _MARKS.intersection(text)
    if marks <= _WRITING and (not marks or _MEANT.search(text) is None):
        return NONE
    text = " ".join(text.split())
    return Notation(
        signs=tuple(sorted(found.group() for found in _SIGN.finditer(text))),
        brackets=tuple(sorted(found.group() for found in _BRACKET.finditer(text))),
        quoted=tuple(" ".join(found[found.lastindex or 0].split()).strip(_EDGE) for found in _QUOTED.finditer(text)),
        decimals=tuple(sorted(" ".join(found.groups()).lower() for found in _VERSION.finditer(text))),
    )


def other_signs(a: Notation, b: Notation) -> str | None:
    if a.signs != b.signs:
        mine, theirs = Counter(a.signs), Counter(b.signs)
        return f"{_show(mine - theirs)} / {_show(theirs - mine)}"
    if a.brackets and b.brackets and set(a.brackets).isdisjoint(b.brackets):
        return f"{_show(a.brackets)} / {_show(b.brackets)}"
    return None


def _show(said: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(said))[:_SHOWN] or "none"


def other_version(a: Notation, b: Notation) -> str | None:
    """3.1 and 3.10 are one number and two versions."""
    left, right = set(a.decimals) - set(b.decimals), set(b.decimals) - set(a.decimals)
    for one in sorted(left):
        for two in sorted(right):
            if one.split()[0] == two.split()[0] and one.rstrip("0") == two.rstrip("0"):
                return f"{one} / {two}"
    return None


def other_quotation(a: Notation, b: Notation) -> str | None:
    """Both quote, and not the same. Case counts where it is all that a text tells apart."""
    if not a.quoted or not b.quoted or a.quoted == b.quoted:
        return None
    mine, theirs = ([quote.casefold() for quote in notation.quoted] for notation in (a, b))
    if mine == theirs and len(set(mine)) == len(set(a.quoted)) == len(set(b.quoted)):
        return None
    if len(mine) != len(theirs) and (set(mine) < set(theirs) or set(theirs) < set(mine)):
        return None  # one quotes more of what both may say
    return f"{_show(a.quoted)} / {_show(b.quoted)}"


_SHOWN: Final = 60
