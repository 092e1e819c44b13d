"""Whether two answers to one question say the same: yes, no, or a doubt that is better dropped than guessed.

A judge that errs in 1 % of the cases halves the hits that a bound of 1 % allows, so a wrong label costs more than a
missing one. What has one form only (JSON, numbers, yes or no, a few words) is compared exactly; the rest by the
similarity of the answers' vectors and by what their words set apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

import orjson

from semcache.core.gates import Refusal, first_look
from semcache.core.text import LONGEST, TextFacts, read_text


@dataclass(frozen=True, slots=True)
class Same:
    """The two say the same."""

    why: str


@dataclass(frozen=True, slots=True)
class Different:
    """Whoever is given the one is not given what the other says."""

    why: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Neither is sure enough to be learned from."""

    why: str


Comparison: TypeAlias = Same | Different | Doubt

ALIKE: Final = 0.85
"""Cosine from which two answers without a difference in words count as the same.

Measured by `python -m tests.benchmarks.answers --data DIR` on 8,215 pairs made from 2,000 search questions' answers and
a support desk's, with all-MiniLM-L6-v2. Of all pairs told right, in doubt, told wrong; and of a desk's answers that
only gained a greeting, told right:

    same from 0.80, different below 0.40   72.4 %  27.4 %  0.2 %   97.7 %
    same from 0.85, different below 0.40   69.0 %  30.8 %  0.2 %   95.4 %
    same from 0.90, different below 0.40   66.4 %  33.4 %  0.2 %   71.3 %
    same from 0.85, different below 0.50   70.2 %  29.3 %  0.5 %   95.4 %
    same from 0.95, different below 0.60   65.5 %  32.7 %  1.8 %   19.5 %

No two answers that differ were told the same at any of them; the wrong ones are one answer in two very unlike frames.
"""
UNLIKE: Final = 0.40
"""Cosine below which two answers are different, unless the one says all that the other does."""
SHORT: Final = 6
"""Words. So short an answer names something: other words are another answer."""
NO_VECTORS: Final = "no vectors"
"""Why comparing is in doubt where only the vectors can tell."""
LONG: Final = 60
"""Words. In so long a text one number or name more or less may be a detail."""


def compare(one: str, other: str, similarity: float | None = None) -> Comparison:
    """Compares two answers to one question. `similarity` is the cosine of their vectors, None where it is not known."""
    found = _exactly(one, other)
    if not isinstance(found, str | None):
        return found
    if max(len(one), len(other)) > LONGEST:
        return Doubt("too long")
    a, b = _read(one), _read(other)
    apart = _told_apart(a, b)
    long = max(a.length, b.length) > LONG
    if apart is not None and not long:
        return Different(apart)
    if similarity is None:
        return Doubt(NO_VECTORS)
    near = f"similarity {similarity:.2f}"
    if similarity < UNLIKE and not (set(a.content) <= b.words or set(b.content) <= a.words):
        return Different(near)
    if apart is not None:
        return Doubt(apart)
    if not similarity >= ALIKE:  # written so that NaN proves nothing
        return Doubt(near)
    refused = next((r for r in first_look(a, b, similarity, 0.0) if isinstance(r, Refusal) and r.gate in _GATES), None)
    return Same(near) if refused is None else Doubt(f"{refused.gate}: {refused.detail}")


_read = lru_cache(maxsize=2048)(read_text)
"""A stored answer is held against many new ones."""
_GATES: Final = frozenset({"number", "date", "negation", "polarity", "direction", "entity", "substitution", "symbol"})


def _exactly(one: str, other: str) -> Comparison | str | None:
    """What needs no vectors to be told; else None."""
    a, b = _plain(one), _plain(other)
    if a == b:
        return Same("equal")
    left, right = _document(one), _document(other)
    if left is not None or right is not None:
        if left is None or right is None:
            return Different("only one is JSON")
        return _documents(left, right)
    mine, theirs = _verdict(a), _verdict(b)
    if mine and theirs and mine != theirs:
        return Different(f"{mine} / {theirs}")
    words, others = a.split(), b.split()
    if len(words) > SHORT or len(others) > SHORT:
        return None
    if mine and theirs and len(words) == len(others) == 1:
        return Same(mine)
    x, y = _read(one), _read(other)
    if (x.numbers, x.dates) != (y.numbers, y.dates):
        if _conflict(x, y):
            return Different("numbers")
        return Doubt("one says more")
    if set(x.content) == set(y.content) and x.denials == y.denials and x.entities == y.entities:
        return Same("words") if x.content or x.numbers or x.dates else None
    if x.denials == y.denials and (set(x.content) <= set(y.content) or set(y.content) <= set(x.content)):
        return Doubt("one says more")
    return None


_FENCE: Final = re.compile(r"\A\s*```[a-z]*\s*\n(.*?)\n?```\s*\Z", re.DOTALL)
_EDGES: Final = re.compile(r"\A[\s\"'*_`“”.,!]+|[\s\"'*_`“”.,!]+\Z")
_BLANKS: Final = re.compile(r"\s+")


def _plain(text: str) -> str:
    return _EDGES.sub("", _BLANKS.sub(" ", text)).casefold()


_VERDICTS: Final = {
    "yes": "yes", "yeah": "yes", "yep": "yes", "true": "yes", "correct": "yes", "ja": "yes", "oui": "yes", "sí": "yes",
    "no": "no", "nope": "no", "false": "no", "incorrect": "no", "nein": "no", "non": "no",
}  # fmt: skip
_FIRST: Final = re.compile(r"\w+")


def _verdict(plain: str) -> str:
    """ "yes" or "no" where the answer begins so; a longer one only where a mark sets it off."""
    first = _FIRST.match(plain)
    if first is None or first[0] not in _VERDICTS:
        return ""
    rest = plain[first.end() :]
    return _VERDICTS[first[0]] if not rest or rest[0] in ",.;:!—-\n" or rest.startswith(" -") else ""


def _conflict(a: TextFacts, b: TextFacts) -> bool:
    """Each side has a number or a date that the other has not."""
    return (_lacks(a, b) and _lacks(b, a)) or (bool(a.dates - b.dates) and bool(b.dates - a.dates))


def _lacks(a: TextFacts, b: TextFacts) -> bool:
    """Whether some number is said by the one alone; a unit may be left unsaid."""
    return any(
        not any(value == other and (unit == known or not unit or not known) for other, known in b.numbers)
        for value, unit in a.numbers
    )


def _told_apart(a: TextFacts, b: TextFacts) -> str | None:
    """What the words say against their being one answer."""
    if _conflict(a, b):
        return "numbers"
    if max(a.length, b.length) > 2 * SHORT:
        return None  # a sentence more may well have a "not" in it; the gates will raise a doubt
    short, rest = a.entities - b.words, b.entities - a.words
    if short and rest:
        return "names"
    for report in first_look(a, b, 1.0, 0.0):
        if isinstance(report, Refusal) and report.gate in ("polarity", "negation", "direction"):
            return f"{report.gate}: {report.detail}"
    return None


# Structured answers.

_Json: TypeAlias = "dict[str, _Json] | list[_Json] | str | int | float | bool | None"


def _document(text: str) -> _Json:
    """The JSON object or array that the answer is; None where it is none."""
    fenced = _FENCE.match(text)
    body = (fenced[1] if fenced else text).strip()
    if not body.startswith(("{", "[")):
        return None
    try:
        found: _Json = orjson.loads(body)
    except ValueError:
        return None
    return found


def _documents(a: _Json, b: _Json) -> Comparison:
    try:
        mine, theirs = dict(_leaves(a, "")), dict(_leaves(b, ""))
    except RecursionError:
        return Doubt("nested too deep")
    if mine.keys() != theirs.keys():
        return Different("other keys")
    open_texts = False
    for path, value in mine.items():
        other = theirs[path]
        if value == other and isinstance(value, bool) == isinstance(other, bool):
            continue
        if not isinstance(value, str) or not isinstance(other, str):
            return Different(f"{path}: {value} / {other}"[:_SHOWN])
        if _plain(value) == _plain(other):
            continue
        if max(len(value.split()), len(other.split())) <= 3:
            return Different(f"{path}: {value} / {other}"[:_SHOWN])
        open_texts = True
    return Doubt("texts in JSON") if open_texts else Same("json")


_SHOWN: Final = 80
_DEEPEST: Final = 50


def _leaves(value: _Json, path: str, depth: int = 0) -> Iterator[tuple[str, str | int | float | bool | None]]:
    """(where it stands, value) of every value that holds no others."""
    if depth > _DEEPEST:
        raise RecursionError
    if isinstance(value, dict):
        yield f"{path}{{}}", len(value)
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}.{key}", depth + 1)
    elif isinstance(value, list):
        yield f"{path}[]", len(value)
        for place, inner in enumerate(value):
            yield from _leaves(inner, f"{path}[{place}]", depth + 1)
    else:
        yield path, value
