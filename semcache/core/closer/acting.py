"""Who acts on whom, where both texts name the same: "who did Ann call" and "who called Ann".

English says it by the order of words, by "do" before a subject, by "by" behind a passive, and by the form of pronouns.
Each is read alone here, and two texts are held apart only where both say it and they disagree.
"""

# ruff: noqa: SIM905 - a list of words is read best as a text
from __future__ import annotations

from typing import Final

from semcache.core import lexicon as lx
from semcache.core.text import TextFacts
from semcache.core.vocabulary import VERBS
from semcache.core.words import COMMON, lemma

_DO: Final = frozenset("do does did".split())
_BE: Final = frozenset("is are am was were be been being".split())
_MODAL: Final = frozenset("can could will would shall should may might must have has had".split())
_AUXILIARY: Final = _DO | _BE | _MODAL
_ASKED: Final = frozenset("who whom what which".split())
_SAYS_NO_ROLE: Final = frozenset("mean happen cost matter take weigh happen do say".split())
"""Verbs whose object is no patient, or which have none."""
_REACH: Final = 4
"""Words behind "which" among which the auxiliary is looked for: "which big old company did"."""

_SUBJECTS: Final = {"i": "i", "we": "i", "you": "you", "he": "he", "she": "she", "they": "they"}
_OBJECTS: Final = {"me": "i", "us": "i", "you": "you", "him": "he", "them": "they"}
_BETWEEN: Final = _MODAL | _DO | frozenset("not just also already ever never still only".split())
"""What stands between a subject and its verb."""


def turned_round(a: TextFacts, b: TextFacts) -> str | None:
    """What acts in one text and is acted on in the other."""
    return _pronouns(a, b) or _agents(a, b) or _voices(a, b) or _voices(b, a)


def asked_the_other_way(a: TextFacts, b: TextFacts) -> str | None:
    """One asks who acts and the other on whom. Both are of one topic."""
    mine, theirs = _asked(a.said), _asked(b.said)
    return f"asks for the {mine} / for the {theirs}" if mine and theirs and mine != theirs else None


def _asked(said: tuple[str, ...]) -> str:
    """Whether the question word stands for who acts or for what is acted on; "" where that is not clear."""
    at = next((i for i, word in enumerate(said) if word in _ASKED), None)
    if at is None or any(lemma(word) in _SAYS_NO_ROLE for word in said[at + 1 :] if word not in _DO):
        return ""
    if at and said[at - 1] in lx.PREPOSITIONS and said[at - 1] != "about":
        return "agent" if said[at - 1] == "by" else ""
    if said[at] == "whom":
        return "patient"
    rest = said[at + 1 :]
    first = next((i for i, word in enumerate(rest[:_REACH]) if word in _AUXILIARY), None)
    if first is None:
        return "agent" if _acts(rest) else ""
    if any(word in _SUBJECTS for word in rest[:first]):
        return "patient"  # "tell me what I should do"
    after = rest[first + 1 :]
    if not after or (first and said[at] == "who"):
        return ""
    if rest[first] in _DO:
        return "patient"
    return _of_be(after) if rest[first] in _BE else _of_modal(after)


def _acts(rest: tuple[str, ...]) -> bool:
    """A verb comes first, or behind a noun, and has an object: "called Ann", "of my dogs bit Ann"."""
    at = next((i for i, word in enumerate(rest[:_REACH]) if _is_verb(word)), None)
    if at is None or (at > 1 and rest[0] != "of") or any(word in _SUBJECTS for word in rest[:at]):
        return False
    if at == 1 and rest[0] in lx.DETERMINERS:
        return False
    after = rest[at + 1 :]
    return bool(after) and not (after[0] in _SUBJECTS and len(after) > 1)


def _is_verb(word: str) -> bool:
    return word not in lx.FUNCTION and (lemma(word) in VERBS or (word.endswith("ed") and len(word) > 4))


def _of_be(after: tuple[str, ...]) -> str:
    """Passive or progressive: "who was sued by Ann", "who was it sued by", "who is calling", "who is Ann calling"."""
    if "by" in after:
        at = after.index("by")
        behind = after[at + 1 :]
        if not at or not _is_verb(after[at - 1]):
            return ""
        return "patient" if behind and behind[0] not in lx.PREPOSITIONS else "agent"
    if after[0].endswith("ing") and _is_verb(after[0]):
        return "agent"
    if after[0].endswith("ed"):
        return "patient"
    last = after[-1]
    named = len(after) in {2, 3} and (after[0] in _SUBJECTS or after[0] in lx.DETERMINERS or after[0] not in COMMON)
    return "patient" if named and last.endswith("ing") and _is_verb(last) and _BE.isdisjoint(after) else ""


def _of_modal(after: tuple[str, ...]) -> str:
    if after[0] in _SUBJECTS:
        return "patient"
    if _is_verb(after[0]):
        return "agent" if len(after) > 1 else ""
    return "patient" if after[0] not in COMMON and _is_verb(after[-1]) else ""


def _pronouns(a: TextFacts, b: TextFacts) -> str | None:
    """I, you, he or they, before a verb in one text and behind it in the other."""
    if _OBJECTS.keys().isdisjoint(a.words | b.words) and _BE.isdisjoint(a.words ^ b.words):
        return None
    mine, theirs = _doings(a.said), _doings(b.said)
    for person, role, verb in sorted(mine):
        other = "object" if role == "subject" else "subject"
        turned = (person, other, verb)
        if turned in theirs and turned not in mine and (person, role, verb) not in theirs:
            return f"{person} as {role} of {verb} / as {other}"
    return None


def _doings(said: tuple[str, ...]) -> set[tuple[str, str, str]]:
    """(person, subject or object, verb) for every pronoun beside a verb."""
    found = set()
    for i, word in enumerate(said):
        before = said[i - 1] if i else ""
        if word in _OBJECTS and _is_told(said, i) and lemma(before) not in lx.ASKING:
            found.add((_OBJECTS[word], "object", lemma(before)))
        elif word in _SUBJECTS:
            j, suffers = i + 1, before in _BE
            while j < len(said) and (said[j] in _BETWEEN or said[j] in _BE):
                suffers = (suffers or said[j] in _BE) and said[j] not in _DO
                j += 1
            if j < len(said) and (_is_verb(said[j]) or _stands_as_verb(said, j)):
                verb = lemma(said[j])
                bent = verb != said[j] and not said[j].endswith(("ing", "s"))
                # "I'm called" has lost its "am", and "I called" looks like it.
                if not bent or (j > i + 1 and not suffers):
                    found.add((_SUBJECTS[word], "subject", verb))
                elif suffers:
                    found.add((_SUBJECTS[word], "object", verb))
    return found


def _is_told(said: tuple[str, ...], i: int) -> bool:
    """A verb stands before i."""
    return i > 0 and (_is_verb(said[i - 1]) or (i > 1 and said[i - 2] in _SUBJECTS and _stands_as_verb(said, i - 1)))


def _stands_as_verb(said: tuple[str, ...], j: int) -> bool:
    """A noun before "me" or "you": "will you text me"."""
    return said[j] not in lx.FUNCTION and j + 1 < len(said) and said[j + 1] in _OBJECTS


def _agents(a: TextFacts, b: TextFacts) -> str | None:
    """By another in each text, both of which both texts name: "Rome attacked by Carthage", the other way round."""
    mine, theirs = ({word for role, word in facts.roles if role == "by"} for facts in (a, b))
    if mine and theirs and mine.isdisjoint(theirs) and mine <= set(b.content) and theirs <= set(a.content):
        return f"by {' '.join(sorted(mine))} / by {' '.join(sorted(theirs))}"
    return None


def _voices(passive: TextFacts, active: TextFacts) -> str | None:
    """Who acts in the passive text stands behind the verb of the active one, and who suffers before it."""
    said = passive.said
    if "by" not in said or "by" in active.said:
        return None
    at = said.index("by")
    doing, agent = said[at - 1], next((word for word in said[at + 1 :] if word not in lx.DETERMINERS), "")
    verb = lemma(doing)
    if not at or verb == doing or doing.endswith("ing") or _BE.isdisjoint(said[:at]) or "i" in said[:at]:
        return None
    if ("by", agent) not in passive.roles or verb not in active.content or verb not in passive.content:
        return None
    if agent not in active.said or active.said[active.said.index(agent) - 1] in _AROUND:
        return None
    before, after = (_part(active.content, verb, behind=behind) for behind in (False, True))
    suffering = _part(passive.content, verb, behind=False)
    if agent in after - before and before & suffering and not suffering & after:
        return f"{agent} acts / is acted on"
    return None


_AROUND: Final = lx.PREPOSITIONS | {"with", "through", "into", "via"}


def _part(content: tuple[str, ...], verb: str, *, behind: bool) -> set[str]:
    at = content.index(verb)
    return set(content[at + 1 :]) if behind else set(content[:at])
