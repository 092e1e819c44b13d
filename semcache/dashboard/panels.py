"""The parts of the page that change, each from facts to markup."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from semcache.books import Glance, Tally
from semcache.core.ledger import Outcome, Tier
from semcache.core.savings_report import SavingsReport
from semcache.core.upstreams import ReplicaView, State
from semcache.dashboard.markup import Html, cut, html, joined
from semcache.metrics import Stage
from semcache.report.numbers import counted, dollars, duration, places_for, share

NAME = 40
"""Characters of a name that a table shows."""
REASONS = 6
_STAGES = ("parse", "embed", "search", "gate", "replay", "upstream")
_COLOURS = {State.HEALTHY: "good", State.STARTING: "fair", State.RESTING: "fair"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page shows, at one moment."""

    at: float
    """Seconds since the epoch."""
    tally: Tally
    today: SavingsReport | None
    """None while the ledger cannot be read."""
    stages: Sequence[Stage]
    upstreams: Sequence[ReplicaView]
    trust: Mapping[str, Mapping[str, Any]]
    """By rule, as /admin/stats has it."""
    latest: Sequence[Glance]
    """Newest first."""
    parts: Mapping[str, bool]
    """Whether each is well."""
    policy: str
    vectors: int


def panels(facts: Facts, path: str) -> dict[str, Html]:
    """By the id of the element that holds them; `path` is the dashboard's."""
    return {
        "parts": _parts(facts),
        "money": _money(facts),
        "answers": _answers(facts),
        "stages": joined([_stages(facts.stages), _speeds(facts.today)]),
        "upstreams": _upstreams(facts.upstreams),
        "trust": _trust(facts.trust),
        "latest": _latest(facts.latest, path),
    }


def _parts(facts: Facts) -> Html:
    words = [html('<span class="dot {}"></span>{}', "good" if well else "bad", part if well else f"{part} in trouble")
             for part, well in facts.parts.items()]  # fmt: skip
    words.append(html("policy {}", cut(facts.policy, NAME)))
    words.append(html("{} vectors", f"{facts.vectors:,}"))
    return joined(html("<li>{}</li>", word) for word in words)


# Dollars.


def _money(facts: Facts) -> Html:
    tally, today = facts.tally, facts.today
    now = tally.saved - tally.taken_back
    if today is None:
        tiles = [html('<p class="empty">The ledger cannot be read just now.</p>')]
    else:
        total = today.total
        to = places_for(max(abs(total.gross), total.spend))
        tiles = [
            _tile("Saved today, net", dollars(total.net, to), f"at least {dollars(total.low_bound, to)}", "first"),
            _tile("Gross", dollars(total.gross, to), "before what saving it took"),
            _tile("Spent upstream", dollars(total.spend, to), f"{counted(total.attempts, 'call')} today"),
        ]
    to = places_for(max(abs(now), tally.spent))
    unpriced = f"; {tally.unpriced:,} of unknown cost" if tally.unpriced else ""
    since = f"of {dollars(tally.spent + tally.saved, to)} without the cache, before own costs{unpriced}"
    tiles.append(_tile("Now, since the start", dollars(now, to), since))
    return joined(tiles)


def _tile(label: str, figure: str, note: str, kind: str = "") -> Html:
    return html('<div class="tile {}"><dt>{}</dt><dd>{}</dd><dd class="note">{}</dd></div>', kind, label, figure, note)


# Answers.


def _answers(facts: Facts) -> Html:
    if facts.today is None or not facts.today.total.answers:
        return html('<p class="empty">No answers yet today.</p>')
    today = facts.today
    total = today.total
    tiers = {Tier.EXACT: "exact", Tier.SEMANTIC: "semantic", Tier.COLLAPSED: "collapsed"}
    counts: dict[str, int] = dict.fromkeys([*tiers.values(), "miss", "bypass"], 0)
    for part in today.parts:
        counts[tiers.get(part.tier, "bypass" if part.outcome is Outcome.BYPASS else "miss")] += part.answers
    head = html(
        '<p class="figure">{} <span class="note">of {} answers were hits; {} took no call</span></p>',
        share(total.hits, total.answers), f"{total.answers:,}", share(total.avoided, total.answers),
    )  # fmt: skip
    keys = joined(
        html('<li><span class="key k-{}"></span>{} <b>{}</b></li>', name, name, f"{count:,}")
        for name, count in counts.items()
        if count
    )
    return joined([head, _bar(counts.items(), total.answers), html('<ul class="keys">{}</ul>', keys), _reasons(today)])


def _bar(counts: Iterable[tuple[str, int]], whole: int) -> Html:
    """Shares side by side. Widths are attributes: the page's security policy allows no inline styles."""
    left, rects = 0.0, list[Html]()
    for name, count in counts:
        width = 100.0 * count / whole
        rects.append(html('<rect class="k-{}" x="{}" width="{}" height="10"/>',
                          name, f"{left:.2f}", f"{width:.2f}"))  # fmt: skip
        left += width
    return html(
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{}</svg>', joined(rects)
    )


def _reasons(today: SavingsReport) -> Html:
    if not today.reasons:
        return html("")
    to = places_for(max(one.spend for one in today.reasons))
    rows = joined(
        html(
            "<tr><td>{}</td><td class=n>{}</td><td class=n>{}</td></tr>",
            cut(one.detail or "(none given)", NAME), f"{one.answers:,}", dollars(one.spend, to),
        )
        for one in today.reasons[:REASONS]
    )  # fmt: skip
    return html(
        "<table><thead><tr><th>why the rest was not</th><th class=n>answers</th><th class=n>cost</th></tr></thead>"
        "<tbody>{}</tbody></table>",
        rows,
    )


# Stages.


def _stages(stages: Sequence[Stage]) -> Html:
    if not stages:
        return html('<p class="empty">Nothing was timed yet.</p>')
    order = {name: place for place, name in enumerate(_STAGES)}
    rows = joined(
        html(
            "<tr><th>{}</th><td class=n>{}</td><td class=n>{}</td><td class=n>{}</td>"
            '<td class="wide">{}</td></tr>',
            one.name, f"{one.count:,}", _short(one.p50), _short(one.p99), _range(one.p50, one.p99),
        )
        for one in sorted(stages, key=lambda one: (order.get(one.name, 99), one.name))
    )  # fmt: skip
    return html(
        "<table><thead><tr><th>stage</th><th class=n>times</th><th class=n>p50</th><th class=n>p99</th>"
        '<th class="wide">p50 to p99, 10 µs to 30 s</th></tr></thead><tbody>{}</tbody></table>',
        rows,
    )


def _speeds(today: SavingsReport | None) -> Html:
    """Of whole answers: what the stages come to."""
    if today is None or not (today.hit_latency.answers or today.miss_latency.answers):
        return html("")
    rows = joined(
        html(
            "<tr><th>{}</th><td class=n>{}</td><td class=n>{}</td><td class=n>{}</td></tr>",
            name, f"{one.answers:,}", *("–" if part is None else _short(part) for part in (one.p50, one.p99)),
        )
        for name, one in (("hit", today.hit_latency), ("miss", today.miss_latency))
    )  # fmt: skip
    return html(
        "<table><thead><tr><th>whole answers today</th><th class=n>answers</th><th class=n>p50</th><th class=n>p99</th>"
        "</tr></thead><tbody>{}</tbody></table>",
        rows,
    )


def _range(low: float, high: float) -> Html:
    """On a logarithmic scale."""
    start, end = (100 * (math.log10(max(1e-5, min(30.0, one))) + 5) / (math.log10(30) + 5) for one in (low, high))
    return html(
        '<svg class="range" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="rail" y="2.5" width="100" height="1"/><rect class="k-exact" x="{}" width="{}" height="6"/></svg>',
        f"{start:.1f}", f"{max(1.5, end - start):.1f}",
    )  # fmt: skip


def _short(seconds: float) -> str:
    return f"{seconds * 1e6:.0f} µs" if seconds < 0.001 else duration(seconds)


# Upstreams.


def _upstreams(views: Sequence[ReplicaView]) -> Html:
    if not views:
        return html('<p class="empty">One upstream, not counted; pools under <code>upstreams</code> show here.</p>')
    rows = joined(_upstream(view) for view in views)
    return html(
        "<table><thead><tr><th>replica</th><th>state</th><th class=n>ours</th><th class=n>queue</th>"
        "<th class=n>running</th><th>KV use</th><th class=n>TTFT p50</th><th class=n>tokens/s</th></tr></thead>"
        "<tbody>{}</tbody></table>",
        rows,
    )


def _upstream(view: ReplicaView) -> Html:
    waiting = view.queued + (view.waiting or 0)
    kv = html("–")
    if view.kv_usage is not None:
        kv = html('<meter min="0" max="1" high="0.9" value="{}"></meter> {}', f"{view.kv_usage:.3f}",
                  share(view.kv_usage, 1))  # fmt: skip
    why = html('<div class="note">{}</div>', cut(view.why, 80)) if view.why else html("")
    return html(
        '<tr><th>{}</th><td><span class="dot {}"></span>{}{}</td><td class=n>{}</td><td class=n>{}</td>'
        "<td class=n>{}</td><td>{}</td><td class=n>{}</td><td class=n>{}</td></tr>",
        cut(view.name, NAME), _COLOURS.get(view.state, "bad"), view.state, why, view.in_flight, waiting,
        "–" if view.running is None else view.running, kv, duration(view.ttft_p50) or "–",
        f"{view.tokens_per_second:,.0f}",
    )  # fmt: skip


# Trust.


def _trust(rules: Mapping[str, Mapping[str, Any]]) -> Html:
    if not rules:
        return html('<p class="empty">No rule has a bound (<code>max-error</code>), audits or shadow mode.</p>')
    rows = joined(_rule(name, one) for name, one in rules.items())
    return html(
        "<table><thead><tr><th>rule</th><th>standing</th><th class=n>wrong</th><th>lies within</th>"
        "<th class=n>bound</th><th class=n>audits today</th></tr></thead><tbody>{}</tbody></table>",
        rows,
    )


def _rule(name: str, one: Mapping[str, Any]) -> Html:
    standing = one["footing"] or "watched"
    why = html('<div class="note">{}</div>', cut(one["reason"], 120)) if one["reason"] else html("")
    checked = one["checked"]
    within = f"{100 * one['wrong_low']:.2f}–{100 * one['wrong_high']:.2f}%" if checked else "nothing checked yet"
    budget = one["audit_budget"]
    audits = f"{dollars(one['audit_spent_today'], 2)} of {dollars(budget, 2)}" if budget else "–"
    return html(
        "<tr><th>{}</th><td>{}{}</td><td class=n>{} of {}</td><td>{}</td><td class=n>{}</td><td class=n>{}</td></tr>",
        cut(name, NAME), str(standing).lower().replace("_", " "), why, one["wrong"], checked, within,
        share(one["max_error"], 1) if one["max_error"] else "–", audits,
    )  # fmt: skip


# Decisions.


def _latest(latest: Sequence[Glance], path: str) -> Html:
    if not latest:
        return html('<p class="empty">Nobody has asked anything yet.</p>')
    places = places_for(max((one.saved or Decimal(0) for one in latest), default=Decimal(0)))
    ticks = joined(
        html('<rect class="k-{}" x="{}" y="{}" width="0.8" height="{}"/>', kind(one), 99.1 - place,
             0 if one.saved else 4, 10 if one.saved else 6)
        for place, one in enumerate(latest)
    )  # fmt: skip
    strip = html(
        '<svg class="strip" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{}</svg>', ticks
    )
    rows = joined(_decision(one, path, places) for one in latest)
    return html(
        '{}<div class="scroll tall" tabindex="0" role="region" aria-label="Latest decisions"><table><thead><tr>'
        "<th>time</th><th>decision</th><th>why</th><th>model</th><th>tenant</th><th class=n>took</th>"
        "<th class=n>saved</th></tr></thead><tbody>{}</tbody></table></div>",
        strip, rows,
    )  # fmt: skip


def kind(one: Glance) -> str:
    """What a decision's colour says."""
    return str(one.tier or one.outcome) if one.tier or one.outcome is not Outcome.STALE else "exact"


def _decision(one: Glance, path: str, places: int) -> Html:
    verdict = f"{one.outcome}, {one.tier}" if one.tier else str(one.outcome)
    saved = "?" if one.saved is None else dollars(one.saved, places) if one.saved else ""
    status = "" if one.status < 400 else f" · {one.status}"
    return html(
        '<tr><td><time>{}</time></td><td><a id="why-{}" data-explain href="{}/explain/{}">'
        '<span class="key k-{}"></span>{}</a></td><td>{}</td><td>{}</td><td>{}</td><td class=n>{}</td>'
        "<td class=n>{}</td></tr>",
        clock(one.at), one.request_id, path, one.request_id, kind(one), verdict,
        cut(one.detail, NAME) + status, cut(one.model, NAME), cut(one.tenant, 24), _short(one.seconds), saved,
    )  # fmt: skip


def clock(at: float) -> str:
    """Hours, minutes and seconds in UTC."""
    return datetime.fromtimestamp(at, UTC).strftime("%H:%M:%S")
