"""Amounts and names that change places, in any language: "from 3 to 5", "Hat Anna Bernd angerufen?".

What a text says is the same, and so is what stands around; only which of the two stands where is not.
"""

# ruff: noqa: SIM905 - a list of words is read best as a text
from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import Final

from semcache.core import lexicon as lx
from semcache.core.text import COMPARING, SYMMETRIC, TextFacts

_JOINING: Final = SYMMETRIC | frozenset("plus times multiplied with x o e u y".split())
"""Between two things that may change places."""
_BETWEEN: Final = COMPARING - {"or"} | frozenset("zwischen entre".split())
_DATES: Final = lx.MONTHS.keys() | lx.DAY_WORDS.keys()


def amounts_turned(a: TextFacts, b: TextFacts) -> str | None:
    """Two amounts, days or months of which each stands where the other stood."""
    if len(a.numbers) + len(a.dates) < 2:
        return None
    mine, theirs = _figures(a.said), _figures(b.said)
    if len(mine) < 2 or [figure for _, figure in mine] == [figure for _, figure in theirs]:
        return None
    if sorted(figure for _, figure in mine) != sorted(figure for _, figure in theirs):
        return None
    ours, others = _frames(a.said, mine), _frames(b.said, theirs)
    for figure, frames in ours.items():
        for side, word in sorted(frames - others[figure]):
            for other in others:
                if other != figure and (side, word) in others[other] and (side, word) not in ours[other]:
                    shown = "{0} {1} / {0} {2}" if side == "before" else "{1} {0} / {2} {0}"
                    return shown.format(word, figure, other)
    return None


def _figures(said: tuple[str, ...]) -> list[tuple[int, str]]:
    return [(i, str(lx.NUMBER_WORDS.get(word, word))) for i, word in enumerate(said) if _is_figure(word)]


def _is_figure(word: str) -> bool:
    return word[:1].isdigit() or word[-1:].isdigit() or word in _DATES or word in lx.NUMBER_WORDS


def _frames(said: tuple[str, ...], figures: list[tuple[int, str]]) -> dict[str, set[tuple[str, str]]]:
    """Figure -> ("before", word) and ("behind", word): what stands beside it, as far as that tells its part."""
    found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    joined = not _BETWEEN.isdisjoint(said)
    ends = {i for i, _ in figures}
    pairs = pairwise(figures)
    loose = {k for (i, _), (j, _) in pairs if _joined(said[i + 1 : j]) for k in (i, j)}
    common = Counter(said[i - 1] for i, _ in figures if i)
    for i, figure in figures:
        before = i - 1
        # "From version 2 to version 3": what stands before both tells neither.
        while before in ends or (before > 0 and common[said[before]] > 1 and said[before] not in lx.PREPOSITIONS):
            before -= 1
        if i not in loose and not joined and before >= 0:
            found[figure].add(("before", said[before]))
        behind = said[i + 1] if i + 1 < len(said) else ""
        if behind and i + 1 not in ends and behind not in lx.FUNCTION and behind not in _JOINING:
            found[figure].add(("behind", behind))
    return found


def _joined(between: tuple[str, ...]) -> bool:
    return bool(between) and (set(between) <= _JOINING or not COMMUTING.isdisjoint(between))


COMMUTING: Final = frozenset({"plus", "times", "multiplied"})


def names_turned(a: TextFacts, b: TextFacts) -> str | None:
    """Two names that change places while nothing else does. English has more ways, see `semcache.core.order`."""
    if len(a.said) != len(b.said) or a.said == b.said:
        return None
    places = [i for i, (one, two) in enumerate(zip(a.said, b.said, strict=True)) if one != two]
    if len(places) != 2:
        return None
    i, j = places
    x, y = a.said[i], a.said[j]
    between = a.said[i + 1 : j]
    if (x, y) != (b.said[j], b.said[i]) or not _JOINING.isdisjoint(between) or not _BETWEEN.isdisjoint(a.said):
        return None
    names = {x, y} & (a.entities | b.entities)
    if between:
        turned = len(names) == 2 or not _THAN.isdisjoint(between)
    else:
        # "Liebt Max Lisa", "who should Max call"; but "who is Merkel Angela" is who is Angela Merkel.
        before = a.said[i - 1] if i else ""
        turned = (before in lx.YES_NO and len(names) == 1) or (i == 1 and len(names) == 2 and before not in _BEFORE_ONE)
    return f"{x} {y} / {y} {x}" if turned else None


_THAN: Final = frozenset({"than", "als", "que"})
_BEFORE_ONE: Final = lx.QUESTION_TYPES.keys() | lx.PREPOSITIONS
"""At the beginning, before what may be one name in two words."""
