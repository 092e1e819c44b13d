"""The same question in other words, by program: what people add, drop and turn round without asking another thing.

Each rule gives a text or None where it does not apply. They are few and plain on purpose: a pair made here must deserve
one answer beyond doubt.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable

from semcache.core.vocabulary import ADVERBS, NOUNS, SYNONYMS, VERBS
from semcache.core.words import COMMON
from tests.benchmarks.gate_pairs import NUMBER_WORDS

Rule = Callable[[str, random.Random], str | None]

_ASKS = (
    "can you tell me", "could you please tell me", "please tell me", "tell me", "i want to know", "i'd like to know",
    "do you know", "do you happen to know", "i was wondering", "i need to know", "any idea", "i would love to know",
)  # fmt: skip
_OPENINGS = ("hi, ", "hey ", "hello, ", "quick question: ", "just curious, ", "ok so ", "so, ", "good morning, ", "um ")
_ENDINGS = (" please", " thanks", ", thank you", " please?", "??", " asap", ", any help?", " :)")
_EMBEDDED = re.compile(r"(who|what|where) (is|was|are|were) (?!the \w+ (?:that|who)\b)((?:\S+ ){0,5}\S+)$")
_SAID_OTHERWISE = (
    (r"^who (wrote|directed|invented|discovered|founded) ", r"who is the person that \1 "),
    (r"^who (wrote|directed|invented|discovered|founded) ", r"by whom was \1 "),
    (r"^who (?:plays|played) ", "which actor plays "),
    (r"^who (?:plays|played) ", "what is the name of the actor who plays "),
    (r"^who (?:sings|sang) ", "which singer sang "),
    (r"^who (?:sings|sang) ", "what artist sings "),
    (r"^who won ", "who was the winner of "),
    (r"^when (did|was|were|is|does) ", r"at what time \1 "),
    (r"^when (did|was|were) ", r"in what year \1 "),
    (r"^when (did|was|were) ", r"what year \1 "),
    (r"^where (did|was|were|is|does|do) ", r"in what place \1 "),
    (r"^how many (\w+) ", r"what number of \1 "),
    (r"^how old is (.+)$", r"what is the age of \1"),
    (r"^how much does (.+) cost$", r"what is the price of \1"),
    (r"^where was (.+) born$", r"what is the birthplace of \1"),
    (r"^when was (.+) born$", r"what is the birth date of \1"),
    (r"^what is the meaning of (.+)$", r"what does \1 mean"),
    (r"^what does (.+) mean$", r"meaning of \1"),
    (r"^how (?:do|can) (?:i|you|we) ", "how to "),
    (r"^how to ", "what is the best way to "),
    (r"^how (?:do|can) (?:i|you|we) ", "what do i need to do to "),
    (r"^can i ", "is it possible to "),
    (r"^can you ", "i need you to "),
    (r"^what is the name of ", "what is "),
    (r"^(which|what) (\w+) (is|was|were|are|did|does) ", r"tell me which \2 \3 "),
    (r"^who is the (\w+) of ", r"who holds the position of \1 of "),
    (r"^(what|who) (is|are|was|were) the ", ""),
    (r"\b(what|who|where|how) is ", r"\1's "),
    (r"\b(what|who|where) is ", r"\1s "),
    (r"\bi am\b", "i'm"),
    (r"\bdoes not\b", "doesn't"), (r"\bdo not\b", "don't"), (r"\bdid not\b", "didn't"), (r"\bcannot\b", "can't"),
    (r"\bunited states\b", "us"), (r"\bunited kingdom\b", "uk"), (r"\btelevision\b", "tv"), (r"\bmovie\b", "film"),
    (r"\b(?:tv show|television show|tv series)\b", "series"), (r"\bbegin\b", "start"), (r"\bbegan\b", "started"),
)  # fmt: skip
_TIME = r"((?:from|between) [\w ]{4,20}? (?:to|and|until) [\w ]{4,20}|in (?:[A-Z][a-z]{2,8} )?\d{4})"
_SMALL = re.compile(r"\b(?:the|a|an|is|are|was|were|do|does|did|of|in|for|to|my|i|can|you|please) ", re.IGNORECASE)
_DIGITS = dict(enumerate(("zero", "one", *NUMBER_WORDS)))

_SYNONYMS: dict[str, list[str]] = defaultdict(list)
for _one, _other in sorted(map(sorted, SYNONYMS)):
    _SYNONYMS[_one].append(_other)
    _SYNONYMS[_other].append(_one)


def _bare(text: str) -> str:
    return text.strip().rstrip("?.! ")


def _lowered(text: str) -> str:
    """Without the capital of the first word, unless it is a name."""
    word = text.split(" ", 1)[0]
    return text[0].lower() + text[1:] if word.lower() in COMMON else text


def asked(text: str, rng: random.Random) -> str | None:
    text = _lowered(_bare(text))
    if not re.match(r"(?:who|what|where|when|why|how|which)\b", text):
        return None
    if match := _EMBEDDED.match(text):
        text = f"{match[1]} {match[3]} {match[2]}"
    return f"{rng.choice(_ASKS)} {text}"


def opened(text: str, rng: random.Random) -> str:
    return rng.choice(_OPENINGS) + _lowered(text)


def ended(text: str, rng: random.Random) -> str:
    return _bare(text) + rng.choice(_ENDINGS)


def said_otherwise(text: str, rng: random.Random) -> str | None:
    bare = _lowered(_bare(text))
    rules = [(found, new) for found, new in _SAID_OTHERWISE if re.search(found, bare)]
    if not rules:
        return None
    found, new = rng.choice(rules)
    return re.sub(found, new, bare, count=1)


def time_moved(text: str, _: random.Random) -> str | None:
    bare = _bare(text)
    if match := re.match(rf"{_TIME},? (.+)$", bare, re.IGNORECASE):
        return f"{match[2][0].upper()}{match[2][1:]} {match[1][0].lower()}{match[1][1:]}?"
    if match := re.match(rf"(.+?),? {_TIME}$", bare):
        return f"{match[2][0].upper()}{match[2][1:]}, {_lowered(match[1])}?"
    return None


def shortened(text: str, rng: random.Random) -> str | None:
    """Typed as one types into a search box."""
    found = _SMALL.sub("", _bare(text) + " ").strip()
    return found if len(found.split()) > 2 and found != _bare(text) else None


def cased(text: str, rng: random.Random) -> str:
    bare = _bare(text)
    return rng.choice((text.lower(), bare, bare.lower(), f"{bare[0].upper()}{bare[1:]}?", f"{bare} ?"))


def numbered(text: str, _: random.Random) -> str | None:
    match = re.search(r"(?<![\w.,-])(\d{1,2})(?= [a-z])", text)
    if match and int(match[1]) in _DIGITS:
        return f"{text[: match.start()]}{_DIGITS[int(match[1])]}{text[match.end() :]}"
    return None


def slipped(text: str, rng: random.Random) -> str | None:
    """One slip of the pen, in a common word."""
    words = text.split(" ")
    places = [i for i, w in enumerate(words) if len(w) > 5 and w.isalpha() and w in COMMON]
    if not places:
        return None
    i, word = (i := rng.choice(places)), words[i]
    at = rng.randrange(1, len(word) - 2)
    words[i] = rng.choice((word[:at] + word[at + 1 :], word[:at] + word[at + 1] + word[at] + word[at + 2 :]))
    return " ".join(words) if words[i] not in COMMON else None


def synonymous(text: str, rng: random.Random) -> str | None:
    words = text.split(" ")
    places = [i for i, w in enumerate(words) if w in _SYNONYMS and w in (NOUNS | VERBS | ADVERBS) and len(w) > 3]
    if not places:
        return None
    i = rng.choice(places)
    words[i] = rng.choice(_SYNONYMS[words[i]])
    return " ".join(words)


RULES: tuple[Rule, ...] = (
    asked, opened, ended, said_otherwise, said_otherwise, time_moved, shortened, cased, numbered, slipped, synonymous,
)  # fmt: skip


def reworded(text: str, rng: random.Random, rules: tuple[Rule, ...] = RULES) -> str:
    """One to three rules applied in turn; the text itself where none applies."""
    for rule in rng.sample(rules, rng.choice((1, 1, 2, 3))):
        text = rule(text, rng) or text
    return text
