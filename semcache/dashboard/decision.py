"""One request's explanation as markup, with what can be done about it."""

from __future__ import annotations

from datetime import UTC, datetime

from semcache.core.explanation import Considered, Explanation, Finding, Text
from semcache.core.ledger import Tier
from semcache.core.upstreams import Call
from semcache.dashboard.markup import Html, cut, html, joined
from semcache.report.explanation import span, why

_LONG = 200
"""Characters of a detail or a list of names."""


def decision(told: Explanation) -> Html:
    """All that is known of why it was answered as it was."""
    rows = [
        ("question", _question(told.question)),
        ("asked", html("{}, model {}, tenant {}", told.protocol, cut(told.model, 80), cut(told.tenant, 80))),
        ("when", html("{}", datetime.fromtimestamp(told.at, UTC).strftime("%Y-%m-%d %H:%M:%S UTC"))),
        ("rule", html("{}", cut(told.rule, 80))),
        ("request", html("<code>{}</code>", told.request_id)),
        ("Cache-Status", html("<code>{}</code>", cut(told.cache_status, _LONG))),
    ]
    if told.volatile is not None:
        rows.append(("volatile", html("{}, by the words “{}”", told.volatile.cls, cut(told.volatile.evidence, _LONG))))
    rows += [("called", _call(call)) for call in told.calls]
    if told.kept:
        kept = "was stored" if told.kept == "stored" else f"was not stored: {told.kept}"
        rows.append(("the answer", html("{}", cut(kept, _LONG))))
    verdict = f"{told.outcome}, {told.tier}" if told.tier else str(told.outcome)
    colour = told.tier or ("exact" if told.outcome == "stale" else told.outcome)
    served = any(one.served for one in told.candidates)
    candidates = joined(_candidate(place, one) for place, one in enumerate(told.candidates, 1))
    looked = html("<h3>Stored answers that were looked at</h3><ol>{}</ol>", candidates) if told.candidates else html("")
    return html(
        '<h2 id="why-title"><span class="key k-{}"></span>{}</h2><p class="lead">{}</p><dl class="facts">{}</dl>{}{}',
        colour, verdict, cut(why(told), _LONG), _rows(rows), _feedback(told.request_id) if served else html(""), looked,
    )  # fmt: skip


def _feedback(request_id: str) -> Html:
    return html(
        '<p class="actions">Was this answer right? '
        '<button type="button" data-feedback="right" data-request="{}">It was right</button> '
        '<button type="button" class="danger" data-feedback="wrong" data-request="{}">It was wrong</button></p>',
        request_id, request_id,
    )  # fmt: skip


def _candidate(place: int, one: Considered) -> Html:
    refusal = one.refusal
    fate, mood = ("served", "good") if one.served else ("not needed", "fair")
    if refusal is not None and not one.served:
        fate, mood = f"refused by {refusal.gate}", "bad"
    elif one.would_serve:
        fate = "held back: the rule only tries the cache out"
    near = "the same question" if one.tier is Tier.EXACT else f"similarity {one.similarity:.4f}"
    fresh = f"expired {span(-one.ttl)} ago" if one.ttl <= 0 else f"fresh for {span(one.ttl)} more"
    rows = [("question", _question(one.question)), ("age", html("{}, {}", span(one.age), fresh))]
    if one.sources:
        rows.append(("rests on", html("{}", cut(", ".join(one.sources), _LONG))))
    if one.tags:
        rows.append(("tags", html("{}", cut(", ".join(one.tags), _LONG))))
    worth = "an unknown sum" if one.worth is None else f"${one.worth.normalize():f}"
    rows.append(("worth", html("{}", f"{worth} ({cut(one.priced_by, 80)})" if one.priced_by else worth)))
    rows.append(("stored", html("model {}, by {}", cut(one.model, 80), cut(one.author, 80))))
    gates = [_gate(found) for found in one.findings]
    if one.silent:
        gates.append(html('<li><span class="dot good"></span>{}</li>', ", ".join(one.silent)))
    if gates:
        rows.append(("gates", html("<ul>{}</ul>", joined(gates))))
    return html(
        '<li><p><b>{}.</b> {}, <span class="dot {}"></span>{}</p><dl class="facts">{}</dl>'
        '<p class="actions"><button type="button" class="danger" data-entry="{}">Invalidate this answer</button></p>'
        "</li>",
        place, near, mood, fate, _rows(rows), one.key,
    )  # fmt: skip


def _gate(found: Finding) -> Html:
    words = f"{found.gate}: {cut(found.detail, _LONG)}" if found.detail else found.gate
    return html('<li><span class="dot {}"></span>{}</li>', "good" if found.passed else "bad", words)


def _call(call: Call) -> Html:
    came = cut(call.error, _LONG) or (str(call.status) if call.status else "under way")
    chosen = call.choice.removeprefix(f"{call.upstream}: ")
    return html("{}: {} in {} s{}", cut(call.upstream, 80), came, f"{call.seconds:.2f}",
                f"; chosen: {cut(chosen, _LONG)}" if chosen else "")  # fmt: skip


def _question(text: Text | None) -> Html:
    if text is None:
        return html('<span class="note">none, or not kept</span>')
    more = html(' <span class="note">… of {} characters</span>', f"{text.length:,}")
    return html("<q>{}</q>{}", text.start, more if text.length > len(text.start) else html(""))


def _rows(rows: list[tuple[str, Html]]) -> Html:
    return joined(html("<div><dt>{}</dt><dd>{}</dd></div>", label, value) for label, value in rows)
