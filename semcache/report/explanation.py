"""An explanation for people: what was asked, what was decided, and what every gate said of each stored answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from semcache.core.explanation import TEXT_KEPT, Considered, Explanation, Text
from semcache.core.ledger import Outcome, Tier
from semcache.core.upstreams import Call
from semcache.report.safe import one_line

if TYPE_CHECKING:
    from rich.console import Console

_COLOURS = {Outcome.HIT: "green", Outcome.STALE: "yellow", Outcome.MISS: "cyan", Outcome.BYPASS: "magenta"}
_LABEL = 12
"""Columns of the longest label."""


def print_explanation(explanation: Explanation, console: Console) -> None:
    """Coloured on a terminal, plain when piped."""
    from rich.text import Text as Rich

    for line in _lines(explanation):
        # A long line goes on under its own beginning.
        margin = " " * min(len(line[0][0]), _LABEL + 7) if line else ""
        head, *tail = line or [("", "")]
        text = Rich.assemble(*tail) if tail else Rich()
        wrapped = text.wrap(console, max(20, console.width - len(margin)))
        for piece in wrapped:
            piece.rstrip()
        first, *rest = list(wrapped) or [Rich()]
        console.print(Rich.assemble(head, first), soft_wrap=True)
        for more in rest:
            console.print(Rich.assemble(margin, more), soft_wrap=True)


Line = list[tuple[str, str]]
"""Words and their style."""


def _lines(told: Explanation) -> Iterator[Line]:
    verdict = told.outcome.upper()
    headline = f"{verdict} ({told.tier})" if told.tier else verdict
    yield []
    yield [("  ", ""), (headline, f"bold {_COLOURS[told.outcome]}"), (f"  {one_line(why(told))}", "bold")]
    yield []
    if told.cache_status:
        yield _row("request", f"{told.request_id}  {_utc(told.at)}")
    else:
        yield _row("request", "nobody's: a question that was tried out")
    yield _row("question", _question(told.question))
    yield _row("asked", f"{told.protocol}, model {told.model}")
    yield _row("tenant", told.tenant)
    yield _row("rule", f"{told.rule}  ({told.rule_digest[:12]})")
    yield _row("key", told.key)
    if told.volatile is not None:
        yield _row("volatile", f'{told.volatile.cls}, by the words "{told.volatile.evidence}"')
    if told.cache_status:
        yield _row("Cache-Status", told.cache_status)
    for call in told.calls:
        yield _row("called", _call(call))
    if told.kept:
        yield _row("the answer", "was stored" if told.kept == "stored" else f"was not stored: {told.kept}")
    for place, candidate in enumerate(told.candidates, 1):
        yield []
        yield from _candidate(place, candidate)
    yield []
    yield [("  ", ""), (one_line(_conclusion(told)), "")]
    yield []


def _candidate(place: int, one: Considered) -> Iterator[Line]:
    refusal = one.refusal
    same = "the same question" if one.tier is Tier.EXACT else f"similarity {one.similarity:.4f}"
    held_back = "held back: the rule only tries the cache out" if one.would_serve else "not needed"
    fate = "served" if one.served else f"refused by {refusal.gate}" if refusal else held_back
    colour = "green" if one.served else "red" if refusal else "dim"
    yield [(f"  {place}. {same}, ", "bold"), (fate, f"bold {colour}")]
    yield _row("question", _question(one.question), 5)
    expired = f"expired {span(-one.ttl)} ago" if one.ttl <= 0 else f"fresh for {span(one.ttl)} more"
    yield _row("age", f"{span(one.age)}, {expired}", 5)
    if one.sources:
        yield _row("rests on", ", ".join(one.sources), 5)
    if one.tags:
        yield _row("tags", ", ".join(one.tags), 5)
    yield _row("worth", f"{_dollars(one.worth)}  ({one.priced_by})" if one.priced_by else _dollars(one.worth), 5)
    yield _row("stored", f"{one.key[:16]}, model {one.model}, rule {one.rule}", 5)
    yield _row("by", one.author, 5)
    yield from _gates(one)


def _gates(one: Considered) -> Iterator[Line]:
    """Those that say something on lines of their own, and the silent ones in a row."""
    label = "gates"
    for finding in one.findings:
        mark = ("✓ ", "green") if finding.passed else ("✗ ", "red")
        detail = f"  {one_line(finding.detail)}" if finding.detail else ""
        style = "" if finding.passed else "red"
        yield [(f"     {label:<{_LABEL}}  ", "dim"), mark, (f"{finding.gate}{detail}", style)]
        label = ""
    if one.silent:
        yield [(f"     {label:<{_LABEL}}  ", "dim"), ("✓ ", "green"), (", ".join(one.silent), "")]


def _row(label: str, value: str, indent: int = 2) -> Line:
    return [(f"{' ' * indent}{label:<{_LABEL}}  ", "dim"), (one_line(value), "")]


def why(told: Explanation) -> str:
    """The reason in words, the code in brackets where they differ."""
    code = told.reason
    family, _, rest = code.partition(":")
    words = _WORDS.get(code) or _WORDS.get(family, "").format(rest)
    return f"{words}  [{code}]" if words else code


_WORDS = {
    "exact": "the same question was answered before",
    "semantic": "a question that means the same was answered before",
    "new": "no stored answer of its scope comes near",
    "expired": "the stored answer has expired",
    "invalidated": "what the stored answer rests on has changed",
    "gate": "the nearest stored answer was refused by the gate {}",
    "volatile": "an answer to this would not keep: {}",
    "exact-only": "only the very same question may be answered from the cache: {}",
    "embedder-loading": "the embedding model is not loaded yet; until then only the very same question is a hit",
    "no-store": "the client forbade storing; nothing of its question is kept here either",
    "no-cache": "the client wanted a new answer",
    "only-if-cached": "the client wanted a stored answer or none",
    "rule-off": "the rule keeps the cache out",
    "temperature": "the request asks for variety",
    "no-credential": "nobody knows who asks",
    "credential-unproven": "the upstream has not accepted this credential lately",
    "max-age": "the stored answer is older than the client takes",
    "min-fresh": "the stored answer expires sooner than the client takes",
    "stale-while-revalidate": "the stored answer has just expired; a new one is fetched in the background",
    "stale-if-error": "the upstream is in trouble, and an expired answer stood in",
    "shadow": "the rule only tries the cache out; it would have answered this",
    "fault": "part of the cache is in trouble: {}",
    "protocol": "answers of this protocol are not kept: {}",
    "query-string": "a query string may change the answer",
    "cancelled": "nobody waited for its answer any more, before anything was decided",
    "other-model": "another model than was asked for answered; its answers are not kept for this one",
    "upstream-unreachable": "the upstream did not answer",
}


def _conclusion(told: Explanation) -> str:
    missed = told.nearest_refused
    if told.outcome in (Outcome.HIT, Outcome.STALE):
        served = next((one for one in told.candidates if one.served), None)
        verb = "Saved" if told.cache_status else "It would save"
        return f"{verb} {_dollars(None if served is None else served.worth)}."
    if missed is None:
        return "No stored answer was refused, so none would have saved anything."
    because = f" ({missed.detail})" if missed.detail else ""
    return (
        f"Nearest refused: {missed.key[:16]} at similarity {missed.similarity:.4f}, by {missed.gate}{because}."
        f" Served, it would have saved {_dollars(missed.would_have_saved)}."
    )


def _call(call: Call) -> str:
    came = call.error or (str(call.status) if call.status else "under way")
    why = call.choice.removeprefix(f"{call.upstream}: ")
    return f"{call.upstream}: {came} in {call.seconds:.2f} s{f'; chosen: {why}' if why else ''}"


def _question(text: Text | None) -> str:
    if text is None:
        return "(none, or not kept)"
    cut = f" ... (the first {TEXT_KEPT} of {text.length:,} characters)" if text.length > len(text.start) else ""
    return f'"{one_line(text.start)}"{cut}'


def _dollars(amount: Decimal | None) -> str:
    return "an unknown sum" if amount is None else f"${amount.normalize():f}"


def span(seconds: float) -> str:
    """To two units: "1h 40m"."""
    left, words = max(0, round(seconds)), list[str]()
    for unit, size in (("d", 86400), ("h", 3600), ("m", 60), ("s", 1)):
        if left >= size and len(words) < 2:
            words.append(f"{left // size}{unit}")
            left %= size
    return " ".join(words) or "0s"


def _utc(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
