"""A SavingsReport as one HTML file that asks for nothing: no script, no font, no picture from elsewhere.

Every name in it was chosen by somebody else: all of it passes through `text`. The charts' figures stand in tables too.
"""

from __future__ import annotations

from collections.abc import Sequence

from semcache.core.savings_report import SavingsReport, Totals
from semcache.report import speeds
from semcache.report.capacity import CAPACITY, worth
from semcache.report.charts import columns, rows, text
from semcache.report.days import days_in_a_row
from semcache.report.document import THROUGHPUT
from semcache.report.groups import (
    explained,
    part_name,
    plural,
    shown_and_rest,
    summed,
    unpriced_models,
    without_a_price,
)
from semcache.report.numbers import counted, duration, moment, places_for, share
from semcache.report.page_parts import cards_of, table, whole
from semcache.report.tables import Money

DAYS = 60
"""That a chart shows."""
TOP = 12
"""Rows of a table, where there may be any number."""


def page(report: SavingsReport, by: str | None = None) -> str:
    """The whole page. The grouping `by` stands first and has all its rows."""
    money = Money(places_for(report.total.would_have_spent))
    order = sorted((THROUGHPUT, *report.groups), key=lambda name: name != by)
    groups = (
        _throughput(report, by) if name == THROUGHPUT else _group(report, name, money, name == by) for name in order
    )
    parts = (
        _head(report, money), _advice(report, money), _charts(report, money), _summary(report, money),
        _answers(report, money), _latencies(report), _capacity(report, money), _reasons(report, money),
        _checks(report), *groups, _notes(report),
    )  # fmt: skip
    return whole("What semcache saved", parts)


def _head(report: SavingsReport, money: Money) -> str:
    total = report.total
    of = (
        f"{share(total.net, total.would_have_spent)} of the {money(total.would_have_spent)} it would have cost"
        if total.would_have_spent
        else ""
    )
    span = (
        f"{moment(report.first)} to {moment(report.last)} UTC"
        if report.first is not None and report.last is not None
        else ""
    )
    cards = (
        ("spent", money(total.spend)), ("at least saved", money(total.low_bound)),
        ("hit ratio", share(total.hits, total.answers)), ("calls avoided", f"{total.avoided:,}"),
        ("tokens avoided", f"{report.tokens_avoided:,}"),
    )  # fmt: skip
    kind = "net" if total.net >= 0 else "net loss"
    return (
        f'<header><h1>What semcache saved, net</h1><p class="{kind}">{money(total.net)}</p>'
        f'<p>{of}</p><p class="dim">{span}</p>{cards_of(cards)}</header>\n'
    )


def _advice(report: SavingsReport, money: Money) -> str:
    if not report.advice:
        return ""
    items = "".join(
        f"<li><strong>{money(one.saving)}</strong>: {text(one.change)}<br>"
        f'<span class="dim">{counted(one.answers, "answer")} not served from the cache, {money(one.spend)}: '
        f"{text(one.reason)}. "
        f"Estimate: {text(one.basis)}.</span><br><code>{text(one.command)}</code></li>"
        for one in report.advice
    )
    return f"<section><h2>What would save most, by estimate</h2><ol>{items}</ol></section>\n"


def _charts(report: SavingsReport, money: Money) -> str:
    days = days_in_a_row(report, DAYS)
    dollars = [(day, float(one.would_have_spent), float(one.spend)) for day, one in days]
    dearest = max((max(one.would_have_spent, one.spend) for _, one in days), default=report.total.spend)
    ratios = [(day, 1.0 if one.answers else 0.0, one.hit_ratio) for day, one in days]
    speeds = [
        (f"{name}, {which}", seconds, duration(seconds))
        for name, latency in (("hit", report.hit_latency), ("miss or bypass", report.miss_latency))
        for which, seconds in (("p50", latency.p50), ("p99", latency.p99))
        if seconds is not None
    ]
    dear = [
        (one.detail or "(none given)", float(one.spend) or one.answers * 1e-12, money(one.spend))
        for one in report.reasons[:6]
    ]
    figures = [
        (f"Dollars a day{_key('spent', 'would have been spent')}", columns(
            "dollars", "Dollars a day", dollars, money(dearest),
            "; ".join(f"{day}: {money(one.spend)} of {money(one.would_have_spent)}" for day, one in days))),
        (f"Answers a day{_key('hits', 'all others')}", columns(
            "ratio", "Hit ratio a day", ratios, "100%",
            "; ".join(f"{day}: {share(one.hits, one.answers) or 'no answers'}" for day, one in days))),
    ]  # fmt: skip
    figures += [("Seconds to the last byte", rows("latency", "Latency", speeds))] if speeds else []
    figures += [("What the rest cost, by reason", rows("reasons", "Cost by reason", dear))] if dear else []
    shown = "".join(f"<figure><h3>{title}</h3>{chart}</figure>" for title, chart in figures)
    return f'<section><h2>At a glance</h2><div class="charts">{shown}</div></section>\n'


def _key(front: str, behind: str) -> str:
    """What the columns' two colours mean."""
    return f' <span class="key"><i class="full"></i>{front} <i class="soft"></i>{behind}</span>'


def _summary(report: SavingsReport, money: Money) -> str:
    total = report.total
    lines = [("saved, gross: what the calls that were not made would have cost", total.gross)]
    lines += [
        (name, -amount)
        for name, amount in (
            ("taken back: answers that turned out to be wrong", total.taken_back),
            ("checks: audits and the judge", total.checking),
            ("kept fresh: answers fetched anew with nobody waiting", total.upkeep),
            ("colder prompts: prefixes that the provider forgot", total.chilled),
            ("own work", total.own),
        )
        if amount
    ]
    net = ("saved, net", money(total.net))
    return table("From gross to net", ("what", "dollars"), [(name, money(amount)) for name, amount in lines], net)


def _answers(report: SavingsReport, money: Money) -> str:
    lines = [
        (part_name(part), f"{part.answers:,}", share(part.answers, report.total.answers), money(part.saved))
        for part in report.parts
    ]
    return table("Answers", ("answered by", "answers", "share", "saved"), lines) if lines else ""


def _latencies(report: SavingsReport) -> str:
    lines = [
        (name, f"{one.answers:,}", *map(duration, (one.p50, one.p99, one.first_byte_p50, one.first_byte_p99)))
        for name, one in (("hit", report.hit_latency), ("miss or bypass", report.miss_latency))
        if one.answers
    ]
    head = ("of", "answers", "p50", "p99", "first byte p50", "first byte p99")
    return table("Latency", head, lines) if lines else ""


def _capacity(report: SavingsReport, money: Money) -> str:
    lines = [
        (text(one.model), f"{one.answers:,}", f"{one.gpu_seconds:,.1f}", worth(one, money))
        for one in report.freed[:TOP]
    ]
    return table(CAPACITY, ("model", "answers", "GPU-seconds", "worth"), lines) if lines else ""


def _reasons(report: SavingsReport, money: Money) -> str:
    lines = [
        (text(one.detail or "(none given)"), str(one.outcome), f"{one.answers:,}", money(one.spend))
        for one in report.reasons[:TOP]
    ]
    if rest := report.reasons[TOP:]:
        spent = sum((one.spend for one in rest), type(report.total.spend)(0))
        lines.append((f"{len(rest):,} more", "", f"{sum(one.answers for one in rest):,}", money(spent)))
    lines += [
        (f"({text(one.purpose)})", "", counted(one.attempts, "call"), money(one.spend)) for one in report.purposes
    ]
    title = "Why the rest was not served from the cache"
    return table(title, ("reason", "outcome", "answers", "cost"), lines) if lines else ""


def _checks(report: SavingsReport) -> str:
    lines = [
        (text(one.rule), text(one.purpose), text(one.tier), f"{one.same + one.different:,}", f"{one.different:,}",
         f"{one.low * 100:.1f}% to {one.high * 100:.1f}%" if one.purpose != "feedback" else "")
        for one in report.checks[:TOP]
    ]  # fmt: skip
    head = ("rule", "how", "tier", "compared", "wrong", "wrong share")
    return table("Checked", head, lines) if lines else ""


def _throughput(report: SavingsReport, by: str | None) -> str:
    shown = report.speeds if by == THROUGHPUT else report.speeds[:TOP]
    lines = [(text(one.upstream), text(one.model), *speeds.cells(one)) for one in shown]
    return table(speeds.TITLE, speeds.HEAD, lines, note=speeds.explained(report)) if lines else ""


def _group(report: SavingsReport, by: str, money: Money, whole: bool) -> str:
    shown, rest = shown_and_rest(report, by, len(report.groups[by]) if whole else DAYS if by == "day" else TOP)
    unpriced = unpriced_models(report, by)

    def line(name: str, one: Totals, priced: bool = True) -> Sequence[str]:
        dollars = [money(one.spend), money(one.would_have_spent), money(one.net)] if priced else ["unpriced", "", ""]
        return name, f"{one.answers:,}", share(one.hits, one.answers), f"{one.attempts:,}", *dollars

    lines = [line(text(name) or "(none)", one, name not in unpriced) for name, one in shown]
    if rest:
        lines.append(line(f"{len(rest):,} more {plural(by, len(rest))}", summed(rest)))
    head = (by, "answers", "hit ratio", "calls made", "spent", "would have cost", "net saved")
    title = f"By {by}" + (", UTC" if by == "day" else "")
    return table(title, head, lines, line("total", report.total), note=explained(name for name, _ in shown))


def _notes(report: SavingsReport) -> str:
    notes = []
    if unpriced := without_a_price(report):
        calls = sum(one.attempts + one.avoided for one in unpriced)
        notes.append(f"{counted(calls, 'call')} made or avoided of {counted(len(unpriced), 'model')} without a price")
    if unknown := report.unknown_cost + report.unknown_saving:
        notes.append(f"{counted(unknown, 'call')} whose token counts never came")
    left_out = f"<p>Not in these dollars: {'; '.join(notes)}.</p>" if notes else ""
    prices = "; ".join(text(price) for price in report.prices[:4])
    return f'<footer class="dim">{left_out}<p>{f"Prices: {prices}." if prices else ""}</p></footer>\n'
