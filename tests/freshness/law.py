"""The freshness contract once more, written down on its own: plain dicts and a list of what happened.

Nothing here calls the code under test. `broken` names every clause that an answer broke by being served, and is
right about what must not be; it does not say what must be served, for a cache may always ask upstream.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

Fact = dict[str, Any]
Event = tuple[Any, ...]
"""("source-is", id, version), ("changed", kind, name) or ("older-than", moment)."""

CLOCKS_MAY_DIFFER = 5.0


def broken(call: Fact, ask: Fact, events: Sequence[Event], tier: str) -> list[str]:
    """The clauses that forbid serving this call's answer to this request.

    `call`: what the upstream was asked and when, `began` and `at` among it. `ask`: what the client asked for, with
    `now`, the moment of serving. `events`: all that were announced before that moment, or for a collapsed request
    before it came. An event's number is its place in the list; `began` is how many there were when the request
    that made the call came in.
    """
    return [
        *(clause for clause, holds in _clauses(call, ask, tier) if not holds),
        *_ended(call, events),
        *((*_outdated(call, events), *_too_old(call, ask, tier)) if tier != "collapsed" else ()),
    ]


def _clauses(call: Fact, ask: Fact, tier: str) -> Iterator[tuple[str, bool]]:
    # Who rides along on a stream sees it as it comes, and so its end, whatever that is.
    yield "the answer is whole", call["whole"] or (tier == "collapsed" and call["stream"] and ask["stream"])
    yield "same model", call["model"] == ask["model"]
    yield "same system message", call["system"] == ask["system"]
    yield "same terms", call["terms"] == ask["terms"]
    yield "same tenant", call["tenant"] == ask["tenant"] or ask["terms"]["shared"]
    yield "same permissions", call["permissions"] == ask["permissions"]
    yield "same headers of vary", not ask["terms"]["varies"] or call["language"] == ask["language"]
    yield "same question", call["question"] == ask["question"]
    yield "same words where no likeness will do", ask["terms"]["semantic"] or call["text"] == ask["text"]
    yield "the one who bought it did not forbid to keep it", "no-store" not in call["directives"]
    yield "the client did not refuse what is stored", not {"no-store", "no-cache"} & ask["directives"].keys()
    for id, version in ask["sources"]:
        versions = [v for i, v in call["sources"] if i == id]
        yield f"rests on {id} {version}", version in versions or (version == "" and bool(versions))


def _ended(call: Fact, events: Sequence[Event]) -> Iterator[str]:
    began = call["began"]
    current: dict[str, str] = {}
    for number, event in enumerate(events):
        later = number >= began
        match event:
            case ("source-is", id, version):
                changed = current.get(id) != version
                current[id] = version
                for source, relied_on in call["sources"]:
                    if source == id and later and (changed if relied_on == "" else relied_on != version):
                        yield f"{id} became {version}"
            case ("changed", kind, name):
                if later and name in _names(call, kind):
                    yield f"{kind} {name} changed"
            case ("older-than", moment):
                if later and call["at"] < moment:
                    yield f"older than {moment}"


def _outdated(call: Fact, events: Sequence[Event]) -> Iterator[str]:
    """What spoke against keeping the answer already when it was asked for: its asker named an outdated version, or a
    clock that was set back makes it seem old. Nothing is wrong in waiting together for what each would be told alone.
    """
    for event in events:
        if event[0] == "older-than" and call["at"] < event[1]:
            yield f"older than {event[1]}"
    current = {event[1]: event[2] for event in events if event[0] == "source-is"}
    for source, relied_on in call["sources"]:
        if relied_on and current.get(source, relied_on) != relied_on:
            yield f"{source} is {current[source]}"


def _names(call: Fact, kind: str) -> list[str]:
    match kind:
        case "source":
            return [id for id, _ in call["sources"]]
        case "tag":
            return [*call["tags"], *call["terms"]["tags"]]
        case "tenant":
            return ["*" if call["terms"]["shared"] else call["tenant"]]
        case "author":
            return [call["tenant"]]
        case "model":
            return [call["model"]]
        case "policy":
            return [call["terms"]["name"]]
        case "entry":
            return [call["key"]]
    raise AssertionError(kind)


def _too_old(call: Fact, ask: Fact, tier: str) -> Iterator[str]:
    terms, wants = ask["terms"], ask["directives"]
    lifetime = min(terms["max_age"], terms["short_max_age"]) if ask["changing"] else terms["max_age"]
    age = ask["now"] - call["at"]
    if age < -CLOCKS_MAY_DIFFER:
        yield "from the future"
    if "max-age" in wants and age > wants["max-age"]:
        yield f"the client wants nothing older than {wants['max-age']}"
    if "min-fresh" in wants and lifetime - age < wants["min-fresh"]:
        yield f"the client wants it fresh for {wants['min-fresh']}"
    leave = {"stale-while-revalidate": "swr", "stale-if-error": "sie"}.get(tier)
    if leave is None:
        if age >= lifetime:
            yield "expired"
        return
    if terms["must_revalidate"]:
        yield "must be revalidated"
    if "max-age" in wants or "min-fresh" in wants:
        yield "the client states an age"
    if age >= lifetime + terms[leave]:
        yield f"stale beyond {tier}"
