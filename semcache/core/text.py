"""Reads a text once into the facts that gates compare.

Everything here is words: no vector, no model. English is read best; for German, French, Spanish and Chinese the
numbers, dates, negations and names are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from semcache.core import lexicon as lx
from semcache.core import numerals
from semcache.core.closer.notation import Notation, notation_of
from semcache.core.limits import limits_of, symbols_of
from semcache.core.questions import foreign_questions_of, questions_of
from semcache.core.tokens import Token, language_of, tokens_of
from semcache.core.vocabulary import VERBS
from semcache.core.words import COMMON, built, lemma

LONGEST: Final = 16 * 1024
"""Characters. A longer text is not read and not embedded: it is answered by the exact tier alone."""

_OPPOSITE_OF: Final[dict[str, tuple[tuple[str, str], ...]]] = {}


for _group, _sides in lx.OPPOSITES.items():
    for _side in _sides.split("|"):
        for _form in _side.split():
            _OPPOSITE_OF[_form] = (*_OPPOSITE_OF.get(_form, ()), (_group, _side.split()[0]))


_IDIOMS: Final = frozenset(tuple(idiom.split()) for idiom in lx.NOT_NEGATIVE)


_SWITCHING: Final = frozenset(["turn", "switch", "power", "put", "keep", "leave", "toggle", "go", "volume"])


_BY: Final = frozenset(["by"])


_FROM: Final = frozenset(["from", "von", "desde", "从"])


_TO: Final = frozenset(["to", "into", "onto", "towards", "toward", "nach", "hasta", "到"])


COMPARING: Final = frozenset(["or", "vs", "versus", "between", "compare", "compared", "comparison", "difference"])


SYMMETRIC: Final = COMPARING | {"and", "und", "oder", "et", "ou", "y"}


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
    limits: frozenset[tuple[str, str]]
    """(group, name) of the words that narrow: only, any, during, over an hour."""
    symbols: tuple[str, ...]
    """Operators and pictures, in order."""
    length: int
    """Words in all."""
    language: str
    said: tuple[str, ...]
    """All words as they are written, in order, contractions opened."""
    notation: Notation
    """What is meant letter by letter."""


def read_text(text: str) -> TextFacts:
    """The facts of a text. The same text always gives equal facts; parse once and keep them."""
    tokens = tokens_of(text)
    language = language_of(tokens)
    return _Reader(tokens, language).facts(symbols_of(text), notation_of(text))


class _Reader:
    """Goes over the tokens once and collects."""

    def __init__(self, tokens: list[Token], language: str) -> None:
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

    def facts(self, symbols: tuple[str, ...], notation: Notation) -> TextFacts:
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
            questions=questions_of(self.words) if self.english else foreign_questions_of(self.words),
            owners=frozenset(self.owners),
            kin=frozenset(self.kin),
            roles=frozenset(self.roles),
            symmetric=not SYMMETRIC.isdisjoint(self.words),
            compared=not COMPARING.isdisjoint(self.words),
            limits=limits_of(self.words) if self.english else frozenset(),
            symbols=symbols,
            length=len(self.words),
            language=self.language,
            said=tuple(self.words),
            notation=notation,
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
        base = lemma(word) if self.english else word
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
        return base in lx.NAMES or not (base in COMMON or word in COMMON or built(base))

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
                after = [lemma(w) for w in words[i + 1 : i + 4] if word in {"not", "never", "cannot"}]
                self._deny(next((w for w in after if w in lx.TROUBLES), ""))

    def _deny(self, what: str) -> None:
        self.denials += 1
        self.denied.add(what)

    def _polarity(self, word: str, base: str, i: int) -> None:
        if not self.english:
            return
        if word in {"on", "off", "up", "down"}:
            if word == "off" or not _SWITCHING.isdisjoint(lemma(w) for w in self.words[max(0, i - 4) : i]):
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
