"""What sets two texts apart, in numbers: the same for (a, b) and (b, a), and 0 where nothing does.

A gate says no to one way of differing; these say how much of each there is, so that a model can weigh them.
Nothing here depends on having seen a word before: a word is common by the vocabulary, or it is rare.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from itertools import pairwise
from math import isfinite, log
from typing import Final, TypeVar

from semcache.core.gates import GATES, GateReport, Refusal, first_look, first_refusal
from semcache.core.text import TextFacts
from semcache.core.words import COMMON, kind, one_slip, same_meaning

COMPARED: Final = 60
"""Words; of a longer text the first ones are aligned, so that two long texts cost no more than two paragraphs."""

_T = TypeVar("_T")

FEATURES: Final = (
    "similarity",
    "words_less", "words_more", "things_less", "things_more", "doings_less", "doings_more", "rare_less", "rare_more",
    "unknown_less", "unknown_more", "stood_for", "content_shared", "content_held", "words_shared", "pairs_shared",
    "kept_in_order", "content_in_order", "framed", "inside_less", "inside_more", "exchanged",
    "repeated", "laden_less", "laden_more", "before", "after",
    "numbers_less", "numbers_more", "dates_less", "dates_more", "denials", "opposites", "reversed",
    "question_shared", "question_unsaid", "owners", "roles", "limits", "symbols",
    "length_ratio", "shortest", "longest",
    *(f"refused_{gate}" for gate in GATES), "refusals",
)  # fmt: skip
"""`..._less` and `..._more` count what only one text has: on the side with less of it, and on the side with more.
Something exchanged for something else has both; something added has only the second.

rare: names, codes and words outside the vocabulary; unknown: those of them in no form of a common word.
stood_for: words paired with a near-synonym, a derived form or a slip of the pen. content_held: the share of the
shorter text's content that the other has too. framed: the share of words before the first and after the last
difference. inside: words between these two. exchanged: both have content of their own there
and little else. repeated: by how many more words that it said before one text goes on.
laden: the share of a text's words that are content; of keywords in a row it is all. before,
after: content words before the first and after the last one that both texts have, in the text with more of them."""


def pair_features(
    asked: TextFacts, cached: TextFacts, similarity: float, reports: Sequence[GateReport] | None = None
) -> tuple[float, ...]:
    """The numbers named in FEATURES, each finite. `similarity` is the cosine of the two texts' vectors.

    `reports` are what `gates.judge` says of the two, where it was asked already.
    """
    # Looked at in one order, so that the features are the same for both.
    a, b = (asked, cached) if _place(asked) <= _place(cached) else (cached, asked)
    content_a, content_b = set(a.content), set(b.content)
    ours, theirs, stood_for = _alone(a, b)
    shared_a, shared_b = len(content_a) - len(ours), len(content_b) - len(theirs)
    shared = min(shared_a, shared_b)
    sequence_a, sequence_b = a.sequence[:COMPARED], b.sequence[:COMPARED]
    both = content_a & content_b
    own = [word for word in a.content[:COMPARED] if word in both]
    other = [word for word in b.content[:COMPARED] if word in both]
    framed, inside_a, inside_b = _frame(sequence_a, sequence_b)
    alone = {*ours, *theirs}
    exchanged = not (alone.isdisjoint(inside_a) or alone.isdisjoint(inside_b))
    # What a closer look refuses is no feature: the trees were grown before there was one.
    if not reports or first_refusal(reports) is not None:
        reports = first_look(a, b, 1.0, 0.0)
    refused = [report.__class__ is Refusal for report in reports if report.gate in _GATES]
    words = len(sequence_a) + len(sequence_b)
    short, long = (a.length, b.length) if a.length <= b.length else (b.length, a.length)
    kinds = [size for pair in zip(_kinds(ours, a), _kinds(theirs, b), strict=True) for size in _sides(*pair)]
    return (
        similarity if isfinite(similarity) else -1.0,
        *kinds, stood_for,
        _share(2 * shared, len(content_a) + len(content_b)),
        _share(shared, min(len(content_a), len(content_b))),
        _dice(a.words, b.words),
        _dice(set(pairwise(sequence_a)), set(pairwise(sequence_b))),
        _share(2 * _longest_common(sequence_a, sequence_b), words),
        _share(2 * _longest_common(own, other), len(own) + len(other)),
        _share(2 * framed, words),
        *_sides(len(inside_a), len(inside_b)),
        exchanged and len(inside_a) + len(inside_b) <= 2 * len(alone),
        abs(len(a.content) - len(content_a) - len(b.content) + len(content_b)),
        *_sides(_share(len(a.content), len(a.sequence)), _share(len(b.content), len(b.sequence))),
        max(_outside(a.content, both), _outside(b.content, both)),
        max(_outside(a.content[::-1], both), _outside(b.content[::-1], both)),
        *_differing(a.numbers, b.numbers),
        *_differing(tuple(a.dates), tuple(b.dates)),
        abs(a.denials - b.denials),
        len(set(a.polarity) ^ set(b.polarity)),
        a.reversed != b.reversed,
        not a.questions.isdisjoint(b.questions),
        not (a.questions and b.questions),
        len(a.owners ^ b.owners) + len(a.kin ^ b.kin),
        len(a.roles ^ b.roles),
        len(a.limits ^ b.limits),
        a.symbols != b.symbols,
        log((long + 1) / (short + 1)), log(short + 1), log(long + 1),
        *refused, sum(refused),
    )  # fmt: skip


_GATES: Final = frozenset(GATES)


def _place(facts: TextFacts) -> tuple[object, ...]:
    return facts.sequence, facts.numbers


def _kinds(alone: list[str], facts: TextFacts) -> tuple[int, ...]:
    """Of the words that a text has alone: all, names of things, verbs, rare ones, unknown ones."""
    kinds = [kind(word) for word in alone]
    return (
        len(alone), kinds.count("thing"), kinds.count("verb"),
        sum([word in facts.entities for word in alone]), sum([word not in COMMON for word in alone]),
    )  # fmt: skip


def _alone(a: TextFacts, b: TextFacts) -> tuple[list[str], list[str], int]:
    """Content words that only one text has and nothing of the other stands for; how many something stands for."""
    ours = [word for word in dict.fromkeys(a.content[:COMPARED]) if word not in b.words]
    theirs = [word for word in dict.fromkeys(b.content[:COMPARED]) if word not in a.words]
    left: list[str] = []
    for word in ours:
        for near in theirs:
            if _stands_for(word, near):
                theirs.remove(near)
                break
        else:
            left.append(word)
    return left, theirs, len(ours) - len(left)


def _stands_for(word: str, near: str) -> bool:
    # Two rare words that differ in a letter are two names; one slip away from a common word is a slip.
    return same_meaning(word, near) or (
        word[0] == near[0] and (word in COMMON) != (near in COMMON) and one_slip(word, near)
    )


def _frame(a: Sequence[str], b: Sequence[str]) -> tuple[int, Sequence[str], Sequence[str]]:
    """How many words the two have alike before and after all differences, and what each has between."""
    short = min(len(a), len(b))
    head = next((i for i in range(short) if a[i] != b[i]), short)
    tail = next((i for i in range(short - head) if a[-1 - i] != b[-1 - i]), short - head)
    return head + tail, a[head : len(a) - tail], b[head : len(b) - tail]


def _outside(content: Sequence[str], both: Set[str]) -> int:
    return next((i for i, word in enumerate(content) if word in both), len(content))


def _longest_common(a: Sequence[str], b: Sequence[str]) -> int:
    """Length of the longest common subsequence, by Hyyrö's bit-parallel method (2004)."""
    at: dict[str, int] = {}
    for i, word in enumerate(a):
        at[word] = at.get(word, 0) | 1 << i
    full = (1 << len(a)) - 1
    row = full
    for word in b:
        hit = row & at.get(word, 0)
        row = ((row + hit) | (row - hit)) & full
    return len(a) - row.bit_count()


def _differing(a: tuple[object, ...], b: tuple[object, ...]) -> tuple[float, float]:
    if a == b:
        return 0, 0
    ours, theirs = Counter(a), Counter(b)
    return _sides((ours - theirs).total(), (theirs - ours).total())


def _sides(a: float, b: float) -> tuple[float, float]:
    return (a, b) if a <= b else (b, a)


def _dice(a: Set[_T], b: Set[_T]) -> float:
    return _share(2 * len(a & b), len(a) + len(b))


def _share(part: int, whole: int) -> float:
    """All of nothing is all."""
    return part / whole if whole else 1.0
