"""Named checks on (what is asked, what a stored answer was asked for, their similarity).

Similarity alone is not trusted at any height: "Oslo to Rome" and "Rome to Oslo" have cosine 0.99. Every gate looks
at one way in which two texts that look alike need different answers, and says what it saw.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from semcache.core import lexicon as lx
from semcache.core.closer.look import closer_look
from semcache.core.limits import ONE_SIDED
from semcache.core.order import swapped, turned
from semcache.core.text import TextFacts
from semcache.core.vocabulary import VERBS
from semcache.core.words import COMMON, derived, kind, one_slip, same_meaning

DEFAULT_MIN_SIMILARITY: Final = 0.88
"""Chosen with all-MiniLM-L6-v2 (fp32) by `python -m tests.benchmarks.gates --data DIR`: the lowest, in steps of 0.01,
at which at most 1 % of the hits on clinc150 are wrong. Hits, and wrong ones of these, on clinc150 and half of banking77
(every miss stored, five candidates, all gates):

    0.85   36.9 %  1.27 %   54.2 %  2.08 %        0.95, cosine alone   13.3 %  0.60 %   20.6 %  0.76 %
    0.88   31.1 %  0.89 %   46.0 %  1.12 %        0.88, cosine alone   33.9 %  1.27 %   50.1 %  1.37 %
    0.90   26.5 %  0.84 %   39.8 %  1.06 %        0.90, cosine alone   28.6 %  1.03 %   42.8 %  1.17 %

Many of the wrong ones left are wrong by label only. A threshold that depends on how many words two texts share was
tried and measured no better: past the gates, how often a pair is wrong follows its similarity alone.
"""


@dataclass(frozen=True, slots=True)
class Pass:
    """A gate that found nothing against serving the answer."""

    gate: str
    detail: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A gate that found why the answer may be wrong."""

    gate: str
    detail: str


GateReport = Pass | Refusal


def judge(asked: TextFacts, cached: TextFacts, similarity: float, min_similarity: float) -> tuple[GateReport, ...]:
    """What every gate says, cheap ones first. The answer may be served only if all pass.

    Where none refuses at the first look, they look again, closer.
    """
    reports = first_look(asked, cached, similarity, min_similarity)
    if first_refusal(reports[1:]) is None and (found := closer_look(asked, cached)) is not None:
        refused = Refusal(*found)
        return tuple(refused if report.gate == refused.gate else report for report in reports)
    return reports


def first_look(asked: TextFacts, cached: TextFacts, similarity: float, min_similarity: float) -> tuple[GateReport, ...]:
    """What every gate says of words alone, which is what the pair verifier was taught."""
    reports: list[GateReport] = [nearness(similarity, min_similarity)]
    for name, check in _GATES:
        detail = check(asked, cached)
        reports.append(Pass(name, "") if detail is None else Refusal(name, detail))
    return tuple(reports)


def first_refusal(reports: Iterable[GateReport]) -> Refusal | None:
    """The first gate that refused, or None when all passed."""
    for report in reports:
        if isinstance(report, Refusal):
            return report
    return None


def nearness(similarity: float, least: float) -> GateReport:
    """The first gate, which needs no reading of the texts."""
    # Written so that NaN is refused.
    if similarity >= least:
        return Pass("similarity", f"{similarity:.3f} of {least:.3f}")
    return Refusal("similarity", f"{similarity:.3f} below {least:.3f}")


def _show(words: Iterable[object]) -> str:
    return " ".join(sorted(" ".join(word) if isinstance(word, tuple) else str(word) for word in words)) or "none"


def _number(a: TextFacts, b: TextFacts) -> str | None:
    if a.numbers == b.numbers:
        return None
    if len(a.numbers) == len(b.numbers) and _fits(a.numbers, b.numbers) and _fits(b.numbers, a.numbers):
        return None
    return f"{_show(a.numbers)} / {_show(b.numbers)}"


def _fits(some: tuple[tuple[str, str], ...], others: tuple[tuple[str, str], ...]) -> bool:
    """Each amount is among the others; a unit may be left unsaid."""
    return all(
        (value, unit) in others
        or any(value == other and (not unit or not known) for other, known in others)
        for value, unit in some
    )  # fmt: skip


def _date(a: TextFacts, b: TextFacts) -> str | None:
    return None if a.dates == b.dates else f"{_show(a.dates)} / {_show(b.dates)}"


def _negation(a: TextFacts, b: TextFacts) -> str | None:
    if a.denials != b.denials and (set(a.content) == set(b.content) or not (a.denials and b.denials)):
        # "My card is not working" and "my card is broken" report one trouble, unless the other side says "working".
        lacking = b if a.denials else a
        if (a.denials and b.denials) or not all(word and word not in lacking.words for word in a.denied | b.denied):
            return f"not {a.denials} times / {b.denials} times"
    for some, others in ((a, b), (b, a)):
        for word in some.content:
            if word not in others.words and word.startswith(lx.PREFIXES_OF_DENIAL):
                for prefix in lx.PREFIXES_OF_DENIAL:
                    rest = word.removeprefix(prefix)
                    if rest != word and len(rest) > 2 and rest in others.words:
                        return f"{word} / {rest}"
    return None


def _polarity(a: TextFacts, b: TextFacts) -> str | None:
    if a.polarity and b.polarity and a.polarity != b.polarity:
        mine, theirs = _sides(a), _sides(b)
        for group in mine:
            if group in theirs and set(mine[group]).isdisjoint(theirs[group]):
                return f"{' '.join(mine[group])} / {' '.join(theirs[group])}"
    if a.reversed != b.reversed:
        return "only one side asks for the reverse"
    return None


def _limit(a: TextFacts, b: TextFacts) -> str | None:
    for group in sorted({group for group, _ in a.limits | b.limits}):
        mine, theirs = ({name for own, name in facts.limits if own == group} for facts in (a, b))
        if mine != theirs if group in ONE_SIDED else mine and theirs and mine.isdisjoint(theirs):
            return f"{_show(mine)} / {_show(theirs)}"
    return None


def _symbol(a: TextFacts, b: TextFacts) -> str | None:
    return None if a.symbols == b.symbols else f"{_show(a.symbols)} / {_show(b.symbols)}"


def _sides(facts: TextFacts) -> dict[str, list[str]]:
    """Group -> the sides that are named, in order."""
    sides: dict[str, list[str]] = {}
    for group, side in facts.polarity:
        sides.setdefault(group, []).append(side)
    return sides


def _entity(a: TextFacts, b: TextFacts) -> str | None:
    left = [word for word in a.entities if word not in b.words and not _misspelt(word, a, b)]
    right = [word for word in b.entities if word not in a.words and not _misspelt(word, b, a)]
    return f"{_show(left)} / {_show(right)}" if left or right else None


def _misspelt(word: str, own: TextFacts, other: TextFacts) -> bool:
    """The word is one of the other side, written in two parts or as a noun; or an unknown one, a slip away from it."""
    if word in own.named or not word.isalpha() or len(other.content) > _FEW:
        return False
    for near in other.content:
        slipped = word not in COMMON and near in COMMON and near not in own.words and near not in other.entities
        if slipped and any(one_slip(form, near) for form in (word, word.removesuffix("d"), word.removesuffix("ed"))):
            return True
    if any(near in VERBS and word.endswith(_NOUN_ENDINGS) and derived(word, near) for near in other.content):
        return True
    return any(one + two == word for one, two in zip(other.content, other.content[1:], strict=False))


_FEW: Final = 200
"""Words; in a longer text one unknown word is not held against all others."""
_NOUN_ENDINGS: Final = ("ion", "ment", "ing", "al", "able", "ed", "er")


def _direction(a: TextFacts, b: TextFacts) -> str | None:
    for role, opposite in (("from", "to"), ("to", "from")):
        for said, word in sorted(a.roles):
            opposed = said == role and (opposite, word) in b.roles
            if opposed and (role, word) not in b.roles and (opposite, word) not in a.roles:
                return f"{role} {word} / {opposite} {word}"
    if (found := swapped(a, b)) or a.compared or b.compared:
        return found
    if len(a.polarity) > 1 and len(b.polarity) > 1:
        mine, theirs = _sides(a), _sides(b)
        for group, sides in mine.items():
            if group in theirs and sides != theirs[group] and sorted(sides) == sorted(theirs[group]):
                return f"{' '.join(sides)} / {' '.join(theirs[group])}"
    if a.symmetric or b.symmetric or a.content == b.content:
        return None
    return turned(a, b) or turned(b, a)


_MAY_BE_ASKED_AS: Final = frozenset(
    frozenset(pair.split())
    for pair in (
        "how yes-no", "how what", "how which", "how where-do", "how who-do", "what which", "what who", "what when",
        "what where", "what why", "what much", "what many", "what long", "what old", "what yes-no", "which yes-no",
        "what where-do", "what who-do", "where where-do", "who who-do", "when long", "when soon", "long soon",
        "much many", "where-do yes-no", "what far", "what often", "what big", "what tall", "what high", "what deep",
        "what large", "what fast", "what heavy", "what wide", "who-do yes-no", "which who", "much yes-no",
        "why yes-no", "many long", "ask how", "ask what", "ask which", "ask who", "ask when", "ask where", "ask why",
        "ask much", "ask many", "ask long", "ask old", "ask yes-no", "ask where-do", "ask who-do", "ask act", "ask may",
        "act how", "act what", "act which", "act where-do", "act who-do", "act may", "may how", "may what", "may which",
        "may where-do", "may who-do", "may yes-no",
    )
)  # fmt: skip


def _question(a: TextFacts, b: TextFacts) -> str | None:
    if not a.questions or not b.questions or not a.questions.isdisjoint(b.questions):
        return None
    for one in a.questions:
        for two in b.questions:
            if frozenset((one, two)) in _MAY_BE_ASKED_AS:
                return None
    return f"{_show(a.questions)} / {_show(b.questions)}"


def _person(a: TextFacts, b: TextFacts) -> str | None:
    if any(lacking not in {lx.KIN.get(word) for word in b.words} for lacking in a.kin - b.kin) or any(
        lacking not in {lx.KIN.get(word) for word in a.words} for lacking in b.kin - a.kin
    ):
        return f"{_show(a.kin)} / {_show(b.kin)}"
    mine, yours = a.owners, b.owners
    third = {"he", "she"}
    if mine & third != yours & third or (mine and yours and mine.isdisjoint(yours)):
        return f"{_show(mine)} / {_show(yours)}"
    return None


LENGTH_RATIO: Final = 4.0


def _length(a: TextFacts, b: TextFacts) -> str | None:
    short, long = sorted((a.length, b.length))
    return f"{short} words / {long} words" if long > LENGTH_RATIO * max(short, 3) else None


def _substitution(a: TextFacts, b: TextFacts) -> str | None:
    left = [word for word in dict.fromkeys(a.content) if word not in b.words]
    right = [word for word in dict.fromkeys(b.content) if word not in a.words]
    if len(left) != 1 or len(right) != 1 or same_meaning(left[0], right[0]):
        return None
    if _misspelt(left[0], a, b) or _misspelt(right[0], b, a):
        return None
    if _around(left[0], a) == _around(right[0], b):
        return f"{left[0]} / {right[0]}"
    if kind(left[0]) != kind(right[0]):
        return None
    i, j = a.content.index(left[0]), b.content.index(right[0])
    if a.content[max(0, i - 1) : i] == b.content[max(0, j - 1) : j] and a.content[i + 1 :] == b.content[j + 1 :]:
        return f"{left[0]} / {right[0]}"
    return None


def _around(word: str, facts: TextFacts) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words beside it, grammar included."""
    i = facts.sequence.index(word)
    return facts.sequence[max(0, i - 1) : i], facts.sequence[i + 1 : i + 2]


_GATES: Final[tuple[tuple[str, Callable[[TextFacts, TextFacts], str | None]], ...]] = (
    ("length", _length),
    ("number", _number),
    ("date", _date),
    ("negation", _negation),
    ("polarity", _polarity),
    ("limit", _limit),
    ("symbol", _symbol),
    ("person", _person),
    ("question", _question),
    ("entity", _entity),
    ("direction", _direction),
    ("substitution", _substitution),
)

GATES: Final = tuple(name for name, _ in _GATES)
"""The names of the gates that read the texts, in the order of their reports, which the one on similarity leads."""
