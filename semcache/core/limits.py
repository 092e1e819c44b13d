"""Words and signs that narrow what is asked, all small: "only children", "over an hour", "x > 5".

Embeddings hardly see them, and most of them look like grammar, so they are a closed list of their own.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from semcache.core import lexicon as lx

_WORDS: Final = {
    word: (group, name)
    for group, name, words in (
        ("share", "all", "all every each"),
        ("share", "any", "any"),
        ("share", "some", "some"),
        ("share", "both", "both"),
        ("share", "either", "either"),
        ("share", "neither", "neither"),
        ("span", "before", "before"),
        ("span", "during", "during while throughout"),
        ("span", "after", "after"),
        ("span", "until", "until till"),
        ("span", "since", "since"),
        ("span", "within", "within"),
        ("span", "outside", "outside"),
        ("side", "over", "over"),
        ("side", "under", "under"),
        ("only", "only", "only solely exclusively"),
        ("except", "except", "except besides excluding"),
    )
    for word in words.split()
}
_PAIRS: Final = {("other", "than"): "except", ("apart", "from"): "except", ("aside", "from"): "except"}
_BOUNDS: Final = {
    tuple(phrase.split()): name
    for name, phrases in {
        "at least": ("at least", "no less than", "not less than", "no fewer than"),
        "at most": ("at most", "up to", "no more than", "not more than"),
        "more": ("more than", "over", "above", "exceeding"),
        "less": ("less than", "fewer than", "under", "below"),
    }.items()
    for phrase in phrases
}
"""They bound only what is an amount: not "over the phone", "signed up to"."""
_IDLE: Final = frozenset(
    tuple(phrase.split())
    for phrase in (
        "any way", "any idea", "any chance", "any help", "any info", "any information", "any more", "any longer",
        "some help", "some info", "some information", "at all", "all of", "only way", "only been", "only thing",
        "not only", "if only", "some reason", "all right", "after all", "over there", "either way",
    )
)  # fmt: skip
"""Idioms, in which these words narrow nothing."""

_LASTING: Final = frozenset({"long", "longer", "soon", "many", "much"})

ONE_SIDED: Final = frozenset({"only", "except", "bound"})
"""Groups that matter also where one text alone has them. Of the others, both texts must name different ones."""


def limits_of(words: list[str]) -> frozenset[tuple[str, str]]:
    """(group, name) of every word that narrows the question. English."""
    found: set[tuple[str, str]] = set()
    for i, word in enumerate(words):
        if any(tuple(words[j : j + 2]) in _IDLE for j in (max(0, i - 1), i)):
            continue
        bound = _bound(words, i)
        if bound:
            found.add(("bound", bound))
        elif word == "since" and words[i + 1 : i + 2] in (["i"], ["we"]):
            found.add(("span", "after"))
        elif word in _WORDS:
            found.add(_WORDS[word])
        elif tuple(words[i : i + 2]) in _PAIRS:
            found.add(("except", "except"))
    # "How long until it comes" and "how long before it comes" are one question.
    if ("span", "until") in found and not _LASTING.isdisjoint(words):
        found = found - {("span", "until")} | {("span", "before")}
    return frozenset(found)


def _bound(words: list[str], i: int) -> str:
    for length in (3, 2, 1):
        name = _BOUNDS.get(tuple(words[i : i + length]))
        if name is not None:
            return name if _is_amount(words[i + length : i + length + 2]) else ""
    return ""


def _is_amount(words: list[str]) -> bool:
    if not words:
        return False
    if words[0] in {"a", "an"}:
        return words[-1] in lx.UNITS or words[-1] in lx.SCALES
    return words[0] in lx.NUMBER_WORDS or words[0] in {"one", "half"} or any(char.isdigit() for char in words[0])


_ALIKE: Final = str.maketrans({"≥": ">=", "≤": "<=", "≠": "!=", "×": "*", "÷": "/", "−": "-"})
_SIGN: Final = re.compile(r"<=>|[<>=!]=+|=>|[-~]>|<[-~]|[<>=+^~|]|\*\*?|[/%-]")
_WRITING: Final = frozenset({"*", "**", "/", "%", "-"})
"""Signs that are bullets, slashes, percents and hyphens unless they stand between operands."""
_LEFT: Final = re.compile(r"(\w*)(\s*)\Z")
_RIGHT: Final = re.compile(r"(\s*)(\w*)")
_NEAR: Final = 40
"""Characters around a sign in which its operands are looked for."""
_SMILES: Final = re.compile("(?<=[\\s.?!。？！])[\\s\u2639\u263a\ufe0f\U0001f600-\U0001f64f]+\\Z")
"""Faces and folded hands at the end, which say how one feels about the question."""
_IGNORED: Final = frozenset("°™®©№℠")


def symbols_of(text: str) -> tuple[str, ...]:
    """Operators with what stands beside them, and pictures, in order."""
    if text.isascii():
        if _SIGN.search(text) is None:
            return ()
    else:
        text = _SMILES.sub("", text[-200:]).join((text[:-200], "")) if len(text) > 200 else _SMILES.sub("", text)
        text = text.translate(_ALIKE)
    found = [(match.start(), said) for match in _SIGN.finditer(text) if (said := _operation(text, match))]
    if not text.isascii():
        signs = (
            (i, char) for i, char in enumerate(text) if char > "\x7f" and not char.isalnum() and char not in _IGNORED
        )
        found += [(i, char) for i, char in signs if unicodedata.category(char) in {"So", "Sm"}]
    return tuple(said for _, said in sorted(found))


def _operation(text: str, match: re.Match[str]) -> str:
    """The sign with its operands, or "" where it is writing."""
    sign = match.group()
    before = _LEFT.search(text[max(0, match.start() - _NEAR) : match.start()])
    after = _RIGHT.match(text[match.end() : match.end() + _NEAR])
    assert before is not None
    assert after is not None
    left, right = before[1], after[2]
    if sign in _WRITING:
        single = _is_operand(left) and _is_operand(right) and (sign != "-" or before[2])
        if not single and not (sign == "*" and before[2] and after[1] and left and right):
            return ""
    if sign in {"<", ">"} and not right:
        return ""  # a slip of the finger
    return f"{left}{sign}{right}".casefold()


def _is_operand(word: str) -> bool:
    return word.isdigit() or (len(word) == 1 and word.isalpha())
