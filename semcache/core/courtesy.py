"""What a question says once greetings and thanks are left out.

"Good morning, how do I reset my password? Thanks a lot!" asks what "How do I reset my password?" asks, and the
embedding of a short question moves far for such words: from cosine 1 to 0.8 and less. So both texts are compared
without them. Only whole phrases at the beginning and the end are left out, never words inside, and never all of it.
"""

from __future__ import annotations

import re
from typing import Final

VERSION: Final = "gist1"
"""Part of every vector's identity: with other phrases here, vectors of the same text differ."""

_GREETING: Final = (
    r"(?:hi|hiya|hello|hey|greetings|howdy|dear|good (?:morning|afternoon|evening|day)|hallo|guten (?:tag|morgen|abend)"
    r"|bonjour|bonsoir|salut|hola|buen[oa]s (?:d[ií]as|tardes|noches)|你好|您好)"
    r"(?: (?:there|all|everyone|team|folks|guys|support|support team|sir|madam|sir or madam|zusammen|à tous|a todos))?"
)
_OPENER: Final = (
    r"(?:(?:sorry to (?:bother|trouble) you|excuse me|pardon|sorry|quick q(?:uestion)?|(?:just )?a quick question"
    r"|(?:i have|i've got|i got) a (?:quick |small |short )?question|question"
    r"|can (?:you|anyone|somebody) help(?: me)?(?: please)?|could you (?:please )?help(?: me)?|please help(?: me)?"
    r"|i need (?:some )?help|help|i hope you can help(?: me)?|i hope you are well|hope you are well"
    r"|entschuldigung|kurze frage|excusez-moi|une question|disculpe|una pregunta|请问|请教一下))"
)
_CLOSING: Final = (
    r"(?:thanks|thank you|thankyou|thx|ty|cheers|many thanks|much appreciated|appreciate it|thanks in advance"
    r"|thank you in advance|(?:kind|best|warm) regards|regards|please|pls|plz|any help is (?:welcome|appreciated)"
    r"|any help would be (?:great|appreciated|welcome)|i hope you can help(?: me)?|hope you can help(?: me)?"
    r"|please help(?: me)?|please advise|danke|vielen dank|danke schön|bitte|merci|merci beaucoup|merci d'avance"
    r"|s'il vous plaît|gracias|muchas gracias|por favor|谢谢|多谢)"
    r"(?: (?:very much|so much|a lot|a bunch|a million|again|in advance|all|everyone|guys|folks|vielmals|im voraus))*"
)
# An opening phrase ends at a mark, so that "hello world program" and "question mark" keep their words; "please" and a
# bare greeting need none before a capital or the rest. A closing one stands after a mark, or at the very end.
_LEADING: Final = re.compile(
    rf"\A\s*(?:(?:{_GREETING})(?:\s*[,!.:;\-–—…]+\s*|\s*\n\s*)|(?:{_OPENER})(?:\s*[,!.:;?\-–—…]+\s*|\s*\n\s*)"
    r"|(?:please|pls|bitte|por favor|请)[,\s]\s*)",
    re.IGNORECASE,
)
_TRAILING: Final = re.compile(
    rf"(?P<gap>[\s,!.;\-–—…]+|(?<=[?？。])\s*)(?:{_CLOSING})[\s,!.;:)…🙏😊🙂]*\Z", re.IGNORECASE
)
_SPOKEN_OF: Final = frozenset(
    "a about an and answer as called for from into is like mean meaning means my named no of or reply respond say "  # noqa: SIM905
    "saying says said send sends sent sign signed spell spelled spelling than that the this to translate type typing "
    "use using with without word words write writes writing written your".split()
)
"""After one of these, with no mark between, the thanks are what is spoken of: "how do I spell thanks"."""


def gist(text: str) -> str:
    """The text without greetings at its beginning and thanks at its end; the text itself where nothing else is left.

    Cases stay as they are; white space around what is left is removed.
    """
    if len(text) > _LONGEST:
        return text
    rest = text
    for _ in range(_ROUNDS):
        shorter = _without_closing(_without_opening(rest))
        if shorter == rest:
            break
        rest = shorter
    rest = rest.strip()
    return rest if len(_WORD.findall(rest)) >= 2 or _CJK.search(rest) else text


def _without_opening(text: str) -> str:
    found = _LEADING.match(text, 0, _REACH)
    return text if found is None else text[found.end() :]


def _without_closing(text: str) -> str:
    # Thanks are short: looking at the end alone keeps a text of nothing but marks from being searched at every mark.
    start = max(0, len(text) - _REACH)
    found = _TRAILING.search(text, start)
    if found is None:
        return text
    before = text[: found.start()]
    words = _WORD.findall(before[-40:])
    if found["gap"].isspace() and words and words[-1].lower() in _SPOKEN_OF:
        return text
    return before


_REACH: Final = 120
"""Characters at the end in which thanks are looked for."""
_ROUNDS: Final = 4
_LONGEST: Final = 4000
"""Characters; in a longer text a greeting makes no difference."""
_WORD: Final = re.compile(r"\w+")
_CJK: Final = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]{3}")
