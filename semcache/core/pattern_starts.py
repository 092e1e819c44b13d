"""With which characters a match of a regular expression can begin: where none of them stand, it need not be tried."""

from __future__ import annotations

from collections.abc import Iterable
from re import _constants, _parser  # type: ignore[attr-defined]  # how `re` itself reads a pattern
from typing import Any

LENGTH = 3
"""Characters that are told, at most."""
BEGINNING = "^"
_NO_WIDTH = (_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT)
_REPEATED = (_constants.MAX_REPEAT, _constants.MIN_REPEAT)


def starts_of(pattern: str) -> tuple[str, ...]:
    """Every match begins with one of these, each of LENGTH characters or fewer; "" where nothing can be told. BEGINNING
    before it says that it must also be the beginning of the text."""
    told, going_on = _read(_parser.parse(pattern), {""})
    return tuple(sorted(told | going_on))


def _read(items: Iterable[tuple[Any, Any]], before: set[str]) -> tuple[set[str], set[str]]:
    """The starts that are told, and those that what stands behind these items goes on with."""
    told: set[str] = set()
    more: set[str]
    for kind, of in items:
        if kind is _constants.AT and of is _constants.AT_BEGINNING:
            more, before = set(), {start or BEGINNING for start in before}
        elif kind in _NO_WIDTH:
            continue
        elif kind is _constants.SUBPATTERN:
            more, before = _read(of[-1], before)
        elif kind is _constants.BRANCH:
            more, before = _any([_read(branch, before) for branch in of[1]])
        elif kind in _REPEATED:
            more, before = _repeated(of[0], of[1], of[2], before)
        elif (characters := _characters(kind, of)) is not None:
            longer = {start + character for start in before for character in characters}
            more = {start for start in longer if len(start) == LENGTH}
            before = longer - more
        else:
            return told | before, set()
        told |= more
    return told, before


def _any(read: list[tuple[set[str], set[str]]]) -> tuple[set[str], set[str]]:
    return set().union(*(told for told, _ in read)), set().union(*(going_on for _, going_on in read))


def _repeated(least: int, most: int, items: Any, before: set[str]) -> tuple[set[str], set[str]]:
    read: list[tuple[set[str], set[str]]] = [(set(), before)] if least == 0 else []
    for times in range(1, min(most, LENGTH) + 1):
        told, before = _read(items, before)
        read.append((told, before if times >= min(least, LENGTH) else set()))
    return _any(read)


def _characters(kind: Any, of: Any) -> set[str] | None:
    """Those that this one may be; None for too many to tell."""
    if kind is _constants.LITERAL:
        return {chr(of)}
    if kind is not _constants.IN:
        return None
    characters: set[str] = set()
    for member, value in of:
        if member is _constants.LITERAL:
            characters.add(chr(value))
        elif member is _constants.RANGE:
            characters |= {chr(code) for code in range(value[0], value[1] + 1)}
        else:
            return None
    return characters
