"""A SavingsReport as one HTML file that asks for nothing: no script, no font, no picture from elsewhere.

Every name in it was chosen by somebody else: all of it passes through `text`. The charts' figures stand in tables too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from semcache.core.savings_report import SavingsReport, Totals
from semcache.report.charts import columns, rows, text
from semcache.report.days import days_in_a_row
from semcache.report.groups import plural, shown_and_rest, summed, unpriced_models
from semcache.report.numbers import duration, moment, places_for, share
from semcache.report.page_style import STYLE
from semcache.report.tables import Money

DAYS = 60
"""That a chart shows."""
TOP = 12
"""Rows of a table, where there may be any number."""
CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def page(report: SavingsReport, by: str | None = None) -> str:
    """The whole page. The grouping `by` stands first and has all its rows."""
    money = Money(places_for(report.total.would_have_spent))
    order = sorted(report.groups, key=lambda name: name != by)
    parts = (
        _head(report, money), _advice(report, money), _charts(report, money), _summary(report, money),
        _reasons(report, money), _checks(report), *(_group(report, name, money, name == by) for name in order),
        _notes(report),
    )  # fmt: skip
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{CSP}">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n<title>What semcache saved</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{''.join(parts)}</main>\n</body>\n</html>\n"
    )


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
    shown = "".join(f'<div class="card"><dt>{name}</dt><dd>{value}</dd></div>' for name, value in cards)
    return (
        f'<header><h1>What semcache saved, net</h1><p class="net">{money(total.net)}</p>'
        f'<p>{of}</p><p class="dim">{span}</p><dl class="cards">{shown}</dl></header>\n'
    )


def _advice(report: SavingsReport, money: Money) -> str:
    if not report.advice:
        return ""
    items = "".join(
        f"<li><strong>{money(one.saving)}</strong>: {text(one.change)}<br>"
        f'<span class="dim">{one.answers:,} answers not served from the cache, {money(one.spend)}: {text(one.reason)}. '
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
        ("Dollars a day: spent, of what it would have cost", columns(
            "dollars", "Dollars a day", dollars, money(dearest),
            "; ".join(f"{day}: {money(one.spend)} of {money(one.would_have_spent)}" for day, one in days))),
        ("Hits among all answers, a day", columns(
            "ratio", "Hit ratio a day", ratios, "100%",
            "; ".join(f"{day}: {share(one.hits, one.answers) or 'no answers'}" for day, one in days))),
    ]  # fmt: skip
    figures += [("Seconds to the last byte", rows("latency", "Latency", speeds))] if speeds else []
    figures += [("What the rest cost, by reason", rows("reasons", "Cost by reason", dear))] if dear else []
    shown = "".join(f"<figure><h3>{title}</h3>{chart}</figure>" for title, chart in figures)
    return f'<section><h2>At a glance</h2><div class="charts">{shown}</div></section>\n'


def _table(title: str, head: Sequence[str], body: Iterable[Sequence[str]], foot: Sequence[str] = ()) -> str:
    """Cells are HTML already. The region can be scrolled with the keyboard."""
    columns = "".join(f'<th scope="col">{name}</th>' for name in head)
    lines = "".join(_row(cells) for cells in body)
    last = f"<tfoot>{_row(foot)}</tfoot>" if foot else ""
    return (
        f'<section><h2>{title}</h2><div class="scroll" tabindex="0" role="region" aria-label="{title}"><table>'
        f"<thead><tr>{columns}</tr></thead><tbody>{lines}</tbody>{last}</table></div></section>\n"
    )


def _row(cells: Sequence[str]) -> str:
    return f'<tr><th scope="row">{cells[0]}</th>' + "".join(f"<td>{cell}</td>" for cell in cells[1:]) + "</tr>"


def _summary(report: SavingsReport, money: Money) -> str:
    total = report.total
    lines = [("spent", total.spend), ("saved, gross", total.gross)]
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
    return _table("From gross to net", ("what", "dollars"), [(name, money(amount)) for name, amount in lines], net)


def _reasons(report: SavingsReport, money: Money) -> str:
    lines = [
        (text(one.detail or "(none given)"), str(one.outcome), f"{one.answers:,}", money(one.spend))
        for one in report.reasons[:TOP]
    ]
    if rest := report.reasons[TOP:]:
        spent = sum((one.spend for one in rest), type(report.total.spend)(0))
        lines.append((f"{len(rest):,} more", "", f"{sum(one.answers for one in rest):,}", money(spent)))
    lines += [(f"({text(one.purpose)})", "", f"{one.attempts:,} calls", money(one.spend)) for one in report.purposes]
    title = "Why the rest was not served from the cache"
    return _table(title, ("reason", "outcome", "answers", "cost"), lines) if lines else ""


def _checks(report: SavingsReport) -> str:
    lines = [
        (text(one.rule), text(one.purpose), text(one.tier), f"{one.same + one.different:,}", f"{one.different:,}",
         f"{one.low * 100:.1f}% to {one.high * 100:.1f}%" if one.purpose != "feedback" else "")
        for one in report.checks[:TOP]
    ]  # fmt: skip
    head = ("rule", "how", "tier", "compared", "wrong", "wrong share")
    return _table("Checked", head, lines) if lines else ""


def _group(report: SavingsReport, by: str, money: Money, whole: bool) -> str:
    shown, rest = shown_and_rest(report, by, len(report.groups[by]) if whole else DAYS if by == "day" else TOP)
    unpriced = unpriced_models(report, by)

    def line(name: str, one: Totals, priced: bool = True) -> Sequence[str]:
        dollars = [money(one.spend), money(one.would_have_spent), money(one.net)] if priced else ["unpriced", "", ""]
        return name, f"{one.answers:,}", share(one.hits, one.answers), f"{one.attempts:,}", *dollars

    lines = [line(text(name) or "(none)", one, name not in unpriced) for name, one in shown]
    if rest:
        lines.append(line(f"{len(rest):,} more {plural(by, len(rest))}", summed(rest)))
    head = (by, "answers", "hit ratio", "calls made", "spent", "would have", "net saved")
    return _table(f"By {by}" + (", UTC" if by == "day" else ""), head, lines, line("total", report.total))


def _notes(report: SavingsReport) -> str:
    notes = []
    if report.unpriced:
        calls = sum(one.attempts + one.avoided for one in report.unpriced)
        notes.append(f"{calls:,} calls made or avoided of {len(report.unpriced):,} models without a price")
    if unknown := report.unknown_cost + report.unknown_saving:
        notes.append(f"{unknown:,} calls whose token counts never came")
    left_out = f"<p>Not in these dollars: {'; '.join(notes)}.</p>" if notes else ""
    prices = "; ".join(text(price) for price in report.prices[:4])
    return f'<footer class="dim">{left_out}<p>{f"Prices: {prices}." if prices else ""}</p></footer>\n'
