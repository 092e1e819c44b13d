"""Reads a text once into the facts that gates compare.

Everything here is words: no vector, no model. English is read best; for German, French, Spanish and Chinese the
numbers, dates, negations and names are.
"""

# ruff: noqa: SIM905 - a list of words is read best as a text
from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from semcache.core import lexicon as lx
from semcache.core import numerals
from semcache.core.vocabulary import ADJECTIVES, ADVERBS, IRREGULAR, NOUNS, VERBS

COMMON: Final = NOUNS | VERBS | ADJECTIVES | ADVERBS | lx.NEWER | lx.FUNCTION

_TOKEN: Final = re.compile(
    r"(?P<digits>[#$€£¥]?(?:[^\W\d_]+-?)?\d\w*(?:[.,:/\-]\w*\d\w*)*%?)"
    r"|(?P<word>[^\W\d_](?:\+\+|\#(?!\w))|[^\W\d_]+(?:['’`][^\W\d_]+)*|%)"
    r"|(?P<end>[.?!:;\n]+)"
)
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
_CJK: Final = re.compile(r"([\u3040-\u30ff\u3400-\u9fff])")
_CONTRACTIONS: Final = {
    "can't": ("can", "not"), "won't": ("will", "not"), "shan't": ("shall", "not"), "ain't": ("is", "not"),
    "cant": ("can", "not"), "cannot": ("can", "not"), "dont": ("do", "not"), "wont": ("will", "not"),
    "doesnt": ("does", "not"), "didnt": ("did", "not"), "isnt": ("is", "not"), "arent": ("are", "not"),
    "wasnt": ("was", "not"), "havent": ("have", "not"), "hasnt": ("has", "not"), "couldnt": ("could", "not"),
    "whats": ("what", "is"), "hows": ("how", "is"), "wheres": ("where", "is"), "whos": ("who", "is"),
    "im": ("i",), "ive": ("i",), "thats": ("that",),
}  # fmt: skip
_OPPOSITE_OF: Final[dict[str, tuple[tuple[str, str], ...]]] = {}
for _group, _sides in lx.OPPOSITES.items():
    for _side in _sides.split("|"):
        for _form in _side.split():
            _OPPOSITE_OF[_form] = (*_OPPOSITE_OF.get(_form, ()), (_group, _side.split()[0]))
_IDIOMS: Final = frozenset(tuple(idiom.split()) for idiom in lx.NOT_NEGATIVE)
_SWITCHING: Final = frozenset("turn switch power put keep leave toggle go volume".split())
_BY: Final = frozenset(["by"])
_FROM: Final = frozenset("from von desde 从".split())
_TO: Final = frozenset("to into onto towards toward nach hasta 到".split())


@dataclass(frozen=True, slots=True)
class TextFacts:
    """What a text says, as far as words show it."""

    words: frozenset[str]
    """All words, in their base form."""
    sequence: tuple[str, ...]
    """The same, in order, without numbers and dates."""
    content: tuple[str, ...]
    """Base forms of the words that carry the topic, in order."""
    entities: frozenset[str]
    """Names, codes and rare words among them."""
    named: frozenset[str]
    """The part of `entities` that the writer capitalised inside a sentence."""
    numbers: tuple[tuple[str, str], ...]
    """(value, unit), sorted, the unit "" when there is none, "th" for ordinals."""
    dates: frozenset[str]
    """Years, months, days, times, and words such as "today"; in one spelling."""
    denials: int
    """How often it says "not"."""
    denied: frozenset[str]
    """What the negations stand before, in base form; "" where that is not clear."""
    polarity: tuple[tuple[str, str], ...]
    """(group, side) of every word that has an opposite, in order."""
    reversed: bool
    """Asks to stop, remove or undo what it names."""
    questions: frozenset[str]
    """What is asked for: who, when, where, why, how, what, which, yes-no, much, long, ..."""
    owners: frozenset[str]
    """Whose matter it is: i, you, he, she, they."""
    kin: frozenset[str]
    """Relatives and others whose matter it is: "wife" of "my wife's card"."""
    roles: frozenset[tuple[str, str]]
    """(from | to | by, word)."""
    symmetric: bool
    """Things are compared or listed, so their order says nothing."""
    compared: bool
    """Things are set against each other in so many words."""
    length: int
    """Words in all."""


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    capital: bool
    """Capitalised inside a sentence."""
    digits: bool
    shouted: bool = False
    """All in capitals: an abbreviation."""


def read_text(text: str) -> TextFacts:
    """The facts of a text. The same text always gives equal facts; parse once and keep them."""
    tokens = _tokens(text)
    language = _language(tokens)
    return _Reader(tokens, language).facts()


def lemma(word: str) -> str:
    """The base form of an English word, as far as light rules go."""
    return _lemma(word)


@lru_cache(maxsize=65536)
def _lemma(word: str) -> str:
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


@lru_cache(maxsize=65536)
def _built(word: str) -> bool:
    """Put together from a common word and a common prefix: overcharged, renumber."""
    return any(word.startswith(p) and len(word) - len(p) > 3 and word[len(p) :] in COMMON for p in _PREFIXES) or any(
        word.startswith(p) and _lemma(word[len(p) :]) in VERBS for p in _PREFIXES
    )


def _wants_e(base: str) -> bool:
    """Bases such as "mak", "charg", "activat" come from a word in -e."""
    return (
        base.endswith(("at", "iv", "c", "v", "u", "g", "dg", "z", "iz", "ur", "as", "os", "us")) and base[-2:] != "ng"
    )


def _tokens(text: str) -> list[_Token]:
    if not text.isascii():
        text = _CJK.sub(r" \1 ", unicodedata.normalize("NFKC", text))
    found: list[_Token] = []
    start = True
    capitals = lowers = 0
    for match in _TOKEN.finditer(text):
        kind, raw = match.lastgroup, match.group()
        if kind == "end":
            start = True
            continue
        first_upper = raw[0].isupper()
        if kind == "digits":
            found.append(_Token(raw.lower(), False, True))
        else:
            folded = raw.casefold()
            capital = first_upper and not start and folded != "i"
            capitals += capital
            lowers += not first_upper
            if raw == "US" and not text.isupper():
                folded = "usa"
            shouted = capital and len(raw) > 1 and raw.isupper()
            found.extend(_Token(word, capital, False, shouted) for word in _parts(folded))
        start = False
    if capitals > lowers and capitals > 2:  # A title or a shout: capitals say nothing.
        found = [_Token(token.word, False, token.digits) for token in found]
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


def _joined(tokens: list[_Token]) -> list[_Token]:
    """Two words that are also written as one, made one."""
    if not any((a.word, b.word) in lx.JOINED for a, b in pairwise(tokens)):
        return tokens
    found: list[_Token] = []
    skip = False
    for a, b in pairwise([*tokens, _Token("", False, False)]):
        if skip:
            skip = False
            continue
        one = lx.JOINED.get((a.word, b.word))
        found.append(a if one is None else _Token(one, False, False))
        skip = one is not None
    return found


def _language(tokens: list[_Token]) -> str:
    """The language, by its function words; English in doubt, which one word that is also foreign does not raise."""
    best, most = "en", max(1, sum(token.word in lx.FUNCTION for token in tokens))
    for language, words in lx.FOREIGN.items():
        count = sum(token.word in words for token in tokens)
        if count > most:
            best, most = language, count
    return best


class _Reader:
    """Goes over the tokens once and collects."""

    def __init__(self, tokens: list[_Token], language: str) -> None:
        self.tokens = tokens
        self.words = [token.word for token in tokens]
        self.english = language == "en"
        self.language = language
        self.sequence: list[str] = []
        self.content: list[str] = []
        self.entities: set[str] = set()
        self.named: set[str] = set()
        self.polarity: dict[tuple[str, str], None] = {}
        self.owners: set[str] = set()
        self.kin: set[str] = set()
        self.roles: set[tuple[str, str]] = set()
        self.denials = 0
        self.denied: set[str] = set()
        self.amounts = numerals.Amounts(english=self.english)
        self.role = ""
        self.before = ""
        self.before_at = -9

    def facts(self) -> TextFacts:
        i = 0
        while i < len(self.words):
            i += self._read(i)
        return TextFacts(
            words=frozenset(self.sequence),
            sequence=tuple(self.sequence),
            content=tuple(self.content),
            entities=frozenset(self.entities),
            named=frozenset(self.named),
            numbers=tuple(sorted(self.amounts.numbers)),
            dates=frozenset(self.amounts.dates),
            denials=self.denials,
            denied=frozenset(self.denied),
            polarity=tuple(self.polarity),
            reversed=self.english and not lx.REVERSERS.isdisjoint(self.sequence),
            questions=_questions(self.words) if self.english else _foreign_questions(self.words),
            owners=frozenset(self.owners),
            kin=frozenset(self.kin),
            roles=frozenset(self.roles),
            symmetric=not _SYMMETRIC.isdisjoint(self.words),
            compared=not _COMPARING.isdisjoint(self.words),
            length=len(self.words),
        )

    def _read(self, i: int) -> int:
        """Reads at i; how many tokens that took."""
        token = self.tokens[i]
        word = token.word
        taken = self.amounts.read(self.words, i, token.digits, token.capital)
        if taken:
            for code in self.amounts.take_codes():
                self.sequence.append(code)
                self._topic(code, i, entity=True)
            return taken
        base = _lemma(word) if self.english else word
        self.sequence.append(base)
        self._negation(word, i)
        self._polarity(word, base, i)
        self._person(word, i)
        if word in _FROM or word in _BY:
            self.role = "by" if word in _BY else "from"
        elif word in _TO:
            if self.before_at == i - 1 and self.before not in VERBS:
                self.roles.add(("from", self.before))
            self.role = "to"
        elif self._carries(word, base, token.capital):
            if word == base and base in VERBS:
                self.role = ""
            rare = self._rare(word, base)
            named = token.capital and not (token.shouted and word in COMMON)
            if named:
                self.named.add(base)
            self._topic(base, i, entity=rare or named)
        return 1

    def _carries(self, word: str, base: str, capital: bool) -> bool:
        if word in {"'s", "%"} or word in lx.CHINESE_FUNCTION or word in lx.CHINESE_NEGATIONS:
            return False
        if self.english:
            if word in lx.NEGATIONS:
                return False
            if len(word) == 1:
                return capital or word not in "aiurs"
            return base not in lx.FUNCTION
        known = lx.FOREIGN.get(self.language, frozenset()) | lx.FOREIGN_NEGATIONS.get(self.language, frozenset())
        return word not in known

    def _rare(self, word: str, base: str) -> bool:
        return base in lx.NAMES or not (base in COMMON or word in COMMON or _built(base))

    def _topic(self, base: str, i: int, *, entity: bool) -> None:
        self.content.append(base)
        if entity:
            self.entities.add(base)
        if self.role:
            self.roles.add((self.role, base))
            self.role = ""
        self.before, self.before_at = base, i

    def _negation(self, word: str, i: int) -> None:
        if word in lx.CHINESE_NEGATIONS:
            self._deny("")
        elif not self.english:
            if word in lx.FOREIGN_NEGATIONS.get(self.language, ()):
                self._deny("")
        elif word in lx.NEGATIONS:
            words = self.words
            near = ((i - 1, i + 1), (i - 1, i + 2), (i, i + 2), (i, i + 3), (i - 2, i + 1))
            if _IDIOMS.isdisjoint(tuple(words[max(0, j) : k]) for j, k in near):
                after = [_lemma(w) for w in words[i + 1 : i + 4] if word in {"not", "never", "cannot"}]
                self._deny(next((w for w in after if w in lx.TROUBLES), ""))

    def _deny(self, what: str) -> None:
        self.denials += 1
        self.denied.add(what)

    def _polarity(self, word: str, base: str, i: int) -> None:
        if not self.english:
            return
        if word in {"on", "off", "up", "down"}:
            if word == "off" or not _SWITCHING.isdisjoint(_lemma(w) for w in self.words[max(0, i - 4) : i]):
                self.polarity["on-off" if word in {"on", "off"} else "volume", word] = None
            return
        self.polarity.update(dict.fromkeys(_OPPOSITE_OF.get(word) or _OPPOSITE_OF.get(base, ())))

    def _person(self, word: str, i: int) -> None:
        owner = lx.OWNERS.get(word)
        if owner is not None:
            self.owners.add(owner)
        kin = lx.KIN.get(word)
        if kin is not None and (
            (i > 0 and self.words[i - 1] in lx.OWNERS) or (i + 1 < len(self.words) and self.words[i + 1] == "'s")
        ):
            self.kin.add(kin)


_COMPARING: Final = frozenset("or vs versus between compare compared comparison difference".split())
_SYMMETRIC: Final = frozenset(
    "and or vs versus between compare compared comparison difference und oder et ou y".split()
)


def _questions(words: list[str]) -> frozenset[str]:
    found = set()
    for i, word in enumerate(words):
        kind = lx.QUESTION_TYPES.get(word)
        if kind is not None and (
            i == 0
            or words[i - 1] in lx.LEADS
            or kind in {"how", "why", "who"}
            or (words[i - 1] in lx.PREPOSITIONS and (kind in {"what", "which"} or i == 1))
        ):
            after = words[i + 1] if i + 1 < len(words) else ""
            found.add(_question(kind, after))
    if found & {"what", "which"} and not lx.PRICES.isdisjoint(words):
        found.add("much")
    if not found and words:
        found |= _without_question_word(words)
    return frozenset(found)


def _without_question_word(words: list[str]) -> set[str]:
    """may: can I; ask: can you tell; act: do this; yes-no: is that so."""
    opening = [w for w in words[:5] if w not in lx.COURTESY]
    if words[0] in lx.YES_NO:
        if words[0] not in {"can", "could", "may", "should", "must", "would", "will"}:
            return {"yes-no"}
        if words[1:2] in (["i"], ["we"]):
            return {"may"}
        if words[1:2] != ["you"]:
            return {"yes-no"}
        opening = opening[1:]
    elif opening and (lx.DETERMINERS.isdisjoint(words[1:5]) and "please" not in words):
        return set()  # "express shipping price" is no command.
    if not opening or opening[0] not in VERBS:
        return set()
    return {"ask"} if opening[0] in lx.ASKING else {"act"}


def _question(kind: str, after: str) -> str:
    """The type of a question by its question word and the word behind it."""
    if kind == "how":
        return lx.SAME_MEASURE.get(after, after) if after in lx.MEASURES else "why" if after == "come" else "how"
    if kind == "what":
        if after in lx.MOMENTS:
            return "when"
        return "which" if after in lx.YES_NO and after not in {"is", "are", "was", "were"} else "what"
    if kind in {"where", "who"} and after in {"do", "can", "should", "could", "would"}:
        return kind + "-do"
    return kind


def _foreign_questions(words: list[str]) -> frozenset[str]:
    return frozenset(kind for word in words if (kind := lx.QUESTION_TYPES.get(word)) and kind != "what")
