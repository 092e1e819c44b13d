"""Cuts a text into words, numbers and codes."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from semcache.core import lexicon as lx

_TOKEN: Final = re.compile(
    r"(?P<digits>[#$€£¥]?(?:[^\W\d_]+-?)?\d\w*(?:[.,:/\-]\w*\d\w*)*%?)"
    r"|(?P<word>[^\W\d_](?:\+\+|\#(?!\w))|[^\W\d_]+(?:['’`][^\W\d_]+)*|%)"
    r"|(?P<end>[.?!:;\n]+)"
)


_CJK: Final = re.compile(r"([\u3040-\u30ff\u3400-\u9fff])")


_CONTRACTIONS: Final = {
    "can't": ("can", "not"), "won't": ("will", "not"), "shan't": ("shall", "not"), "ain't": ("is", "not"),
    "cant": ("can", "not"), "cannot": ("can", "not"), "dont": ("do", "not"), "wont": ("will", "not"),
    "doesnt": ("does", "not"), "didnt": ("did", "not"), "isnt": ("is", "not"), "arent": ("are", "not"),
    "wasnt": ("was", "not"), "havent": ("have", "not"), "hasnt": ("has", "not"), "couldnt": ("could", "not"),
    "whats": ("what", "is"), "hows": ("how", "is"), "wheres": ("where", "is"), "whos": ("who", "is"),
    "im": ("i",), "ive": ("i",), "thats": ("that",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    word: str
    capital: bool
    """Capitalised inside a sentence."""
    digits: bool
    shouted: bool = False
    """All in capitals: an abbreviation."""


def tokens_of(text: str) -> list[Token]:
    if not text.isascii():
        text = _CJK.sub(r" \1 ", unicodedata.normalize("NFKC", text))
    found: list[Token] = []
    start = True
    capitals = lowers = 0
    for match in _TOKEN.finditer(text):
        kind, raw = match.lastgroup, match.group()
        if kind == "end":
            start = True
            continue
        first_upper = raw[0].isupper()
        if kind == "digits":
            found.append(Token(raw.lower(), False, True))
        else:
            folded = raw.casefold()
            capital = first_upper and not start and folded != "i"
            capitals += capital
            lowers += not first_upper
            if raw == "US" and not text.isupper():
                folded = "usa"
            shouted = capital and len(raw) > 1 and raw.isupper()
            found.extend(Token(word, capital, False, shouted) for word in _parts(folded))
        start = False
    if capitals > lowers and capitals > 2:  # A title or a shout: capitals say nothing.
        found = [Token(token.word, False, token.digits) for token in found]
    return _joined(found)


def _parts(word: str) -> tuple[str, ...]:
    """A word with its contractions opened."""
    whole = _CONTRACTIONS.get(word)
    if whole is not None:
        return whole
    if "'" not in word and "’" not in word and "`" not in word:
        return (word,)
    word = word.replace("’", "'").replace("`", "'")
    whole = _CONTRACTIONS.get(word)
    if whole is not None:
        return whole
    if word.endswith("n't"):
        return (word[:-3], "not")
    head, _, tail = word.rpartition("'")
    if tail == "s" and head in lx.QUESTION_TYPES:
        return (head, "is")
    if tail == "s":
        return (head, "'s")
    if tail in {"m", "re", "ve", "ll", "d", "t", ""}:
        return (head,)
    return tuple(part for part in word.split("'") if part)


def _joined(tokens: list[Token]) -> list[Token]:
    """Two words that are also written as one, made one."""
    if not any((a.word, b.word) in lx.JOINED for a, b in pairwise(tokens)):
        return tokens
    found: list[Token] = []
    skip = False
    for a, b in pairwise([*tokens, Token("", False, False)]):
        if skip:
            skip = False
            continue
        one = lx.JOINED.get((a.word, b.word))
        found.append(a if one is None else Token(one, False, False))
        skip = one is not None
    return found


def language_of(tokens: list[Token]) -> str:
    """The language, by its function words; English in doubt, which one word that is also foreign does not raise."""
    best, most = "en", max(1, sum(token.word in lx.FUNCTION for token in tokens))
    for language, words in lx.FOREIGN.items():
        count = sum(token.word in words for token in tokens)
        if count > most:
            best, most = language, count
    return best
