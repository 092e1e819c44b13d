"""A SavingsReport on a terminal: colours where there are any, the same plain text when piped.

Names and reasons come from clients: they pass through `one_line`, and are never read as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from semcache.core.ledger import Tier
from semcache.core.savings_report import Latency, Reason, SavingsReport, Totals
from semcache.report.capacity import CAPACITY, worth
from semcache.report.days import days_in_a_row, sparkline
from semcache.report.groups import explained as explained_names
from semcache.report.groups import part_name, plural, shown_and_rest, summed, unpriced_models, without_a_price
from semcache.report.numbers import counted, duration, moment, places_for, share
from semcache.report.safe import one_line
from semcache.report.speeds import BRIEF, TITLE, brief_cells, explained
from semcache.report.tables import INDENT, Money, print_table, safe, table
from semcache.report.tidy import tidy

TOP = 8
"""Lines of a table that may have any number; the last line sums up the rest."""
TOP_OF_ONE = 40
"""The same of a grouping that was asked for, on a terminal."""


def print_report(report: SavingsReport, console: Console) -> None:
    """Prints the report."""
    with tidy(console):
        _print_all(report, console)


def print_groups(report: SavingsReport, by: str, console: Console) -> None:
    """Prints the total and one grouping: on a terminal its first TOP_OF_ONE groups, else all."""
    money = Money(places_for(report.total.would_have_spent))
    with tidy(console):
        console.print(_headline(report, money))
        body = _groups(report, by, TOP_OF_ONE if console.is_terminal else len(report.groups[by]), money)
        body.add_section()
        total = report.total
        _group(body, Text("total", style="bold"), total, (money(total.spend), money(total.net)))
        print_table(console, f"By {by} (UTC)" if by == "day" else f"By {by}", body)
        if meant := explained_names(name for name, _ in report.groups[by]):
            console.print(Padding(Text(meant, style="dim"), (0, 0, 0, INDENT)))


def _print_all(report: SavingsReport, console: Console) -> None:
    money = Money(places_for(report.total.would_have_spent))
    console.print(_headline(report, money))
    if console.is_terminal and len(report.by_day) > 1 and console.encoding.startswith("utf"):
        console.print(Padding(_net_by_day(report, money, console.width), (0, 0, 0, INDENT)))
    print_table(console, "", _summary(report, money))
    print_table(console, "Answers", parts(report, money))
    print_table(console, CAPACITY, _capacity(report, money))
    print_table(console, "Checked", _checks(report))
    print_table(console, "Latency", _latencies(report))
    if report.reasons:
        print_table(console, "Why the rest was not served from the cache", reasons(report, money))
    _advice(report, console, money)
    if len(report.by_model) > 1:
        print_table(console, "By model", _groups(report, "model", TOP, money))
    _throughput(report, TOP, console)
    if len(report.by_day) > 1:
        print_table(console, "By day (UTC)", _groups(report, "day", TOP, money))
    notes = table(("", "left"), header=False)
    for note in _notes(report):
        notes.add_row(Text(note))
    print_table(console, "Not in these dollars", notes)
    if report.prices:
        console.print(Padding(Text(f"Prices: {_some(report.prices)}", style="dim"), (1, 0, 0, INDENT)))


def _headline(report: SavingsReport, money: Money) -> Padding:
    total = report.total
    lost = money(total.net).startswith("-")
    said = (f"{money(-total.net)} lost", "bold red") if lost else (f"{money(total.net)} saved", "bold green")
    line = Text.assemble(said)
    if total.would_have_spent:
        net = -total.net if lost else total.net
        of = f", {share(net, total.would_have_spent)} of the {money(total.would_have_spent)} it would have cost"
        line.append(of)
    if report.first is not None and report.last is not None:
        line.append(f"\n{moment(report.first)} to {moment(report.last)} UTC", style="dim")
    return Padding(line, (1, 0, 0, INDENT))


def _net_by_day(report: SavingsReport, money: Money, width: int) -> Text:
    days = days_in_a_row(report, min(60, max(1, width - 40)))
    nets = [one.net for _, one in days]
    span = f"  net a day, {money(min(nets))} to {money(max(nets))}"
    return Text.assemble((sparkline([float(net) for net in nets]), "green"), (span, "dim"))


def _summary(report: SavingsReport, money: Money) -> Table:
    total = report.total
    rows = table(("", "left"), ("", "right"), ("", "left"), header=False)
    rows.add_row("answers", f"{total.answers:,}", "")
    avoided = f"{share(total.avoided, total.answers)} of answers, {report.tokens_avoided:,} tokens not bought again"
    rows.add_row("calls avoided", f"{total.avoided:,}", avoided if total.avoided else "")
    failed = f"{report.failed:,} of them failed" if report.failed else ""
    rows.add_row("calls made", f"{total.attempts:,}", failed)
    rows.add_row("spent", money(total.spend), "")
    rows.add_row("saved, gross", money(total.gross), "what the calls that were not made would have cost")
    for name, amount, why in (
        ("taken back", total.taken_back, "for answers that turned out to be wrong"),
        ("checks", total.checking, "for audits and the judge"),
        ("kept fresh", total.upkeep, "for answers fetched anew with nobody waiting"),
        ("colder prompts", total.chilled, "for prefixes that the provider forgot, since hits do not reach it"),
        ("own work", total.own, ", ".join(dict.fromkeys(one.what for one in report.own))),
    ):
        if amount:
            rows.add_row(f"  {name}", money(-amount), why)
    rows.add_row("saved, net", money(total.net), f"at least {money(total.low_bound)}, whatever the provider had cached")
    if shadow := report.shadow.hits:
        would = f"with {shadow:,} hits of rules in shadow mode, wrong ones left out"
        rows.add_row("would have saved", money(report.shadow.saved), would)
    return rows


def parts(report: SavingsReport, money: Money) -> Table:
    """Answers by outcome and tier."""
    rows = table(("", "left"), ("answers", "right"), ("share", "right"), ("saved", "right"))
    for part in sorted(report.parts, key=lambda part: part.tier is Tier.NONE):
        saved = money(part.saved) if part.saved or part.tier is not Tier.NONE else ""
        rows.add_row(part_name(part), f"{part.answers:,}", share(part.answers, report.total.answers), saved)
    return rows


def _checks(report: SavingsReport) -> Table:
    rows = table(
        ("rule", "left"), ("how", "left"), ("tier", "left"), ("compared", "right"), ("wrong", "right"),
        ("wrong share", "left"), ("in doubt", "right"),
    )  # fmt: skip
    for one in report.checks:
        known = one.same + one.different
        rate = f"{share(one.different, known)} ({one.low * 100:.1f}% to {one.high * 100:.1f}%)" if known else ""
        rows.add_row(
            safe(one.rule), one.purpose, one.tier, f"{known:,}", f"{one.different:,}",
            "" if one.purpose == "feedback" else rate, f"{one.doubt:,}",
        )  # fmt: skip
    return rows


def _capacity(report: SavingsReport, money: Money) -> Table:
    rows = table(("model", "left"), ("answers", "right"), ("GPU-seconds", "right"), ("worth", "left"))
    for one in report.freed[:TOP]:
        rows.add_row(safe(one.model), f"{one.answers:,}", f"{one.gpu_seconds:,.1f}", worth(one, money))
    return rows


def _latencies(report: SavingsReport) -> Table:
    rows = table(
        ("", "left"), ("p50", "right"), ("p99", "right"), ("first byte p50", "right"), ("first byte p99", "right")
    )
    for name, latency in (("hit", report.hit_latency), ("miss or bypass", report.miss_latency)):
        if latency.answers:
            rows.add_row(name, *map(duration, _figures(latency)))
    return rows


def _figures(latency: Latency) -> tuple[float | None, ...]:
    return latency.p50, latency.p99, latency.first_byte_p50, latency.first_byte_p99


def reasons(report: SavingsReport, money: Money) -> Table:
    """Why answers came from upstream, the dearest reasons first."""
    rows = table(("", "left"), ("reason", "left"), ("answers", "right"), ("cost", "right"))
    shown, rest = report.reasons[:TOP], report.reasons[TOP:]
    for one in shown:
        rows.add_row(one.outcome, safe(one.detail or "(none given)"), f"{one.answers:,}", money(one.spend))
    if rest:
        rows.add_row("", counted(len(rest), "more reason"), f"{_answers(rest):,}", money(_spend(rest)))
    for purpose in report.purposes:
        rows.add_row("", f"({purpose.purpose})", counted(purpose.attempts, "call"), money(purpose.spend))
    return rows


def _answers(reasons: Iterable[Reason]) -> int:
    return sum(one.answers for one in reasons)


def _spend(reasons: Iterable[Reason]) -> Decimal:
    return sum((one.spend for one in reasons), Decimal(0))


def _groups(report: SavingsReport, by: str, most: int, money: Money) -> Table:
    rows = table(
        (by, "left"),
        ("answers", "right"),
        ("hit ratio", "right"),
        ("calls made", "right"),
        ("spent", "right"),
        ("net saved", "right"),
    )
    shown, rest = shown_and_rest(report, by, most)
    unpriced = unpriced_models(report, by)
    for name, one in shown:
        _group(rows, safe(name), one, ("unpriced", "") if name in unpriced else (money(one.spend), money(one.net)))
    if rest:
        one = summed(rest)
        _group(rows, Text(f"{len(rest):,} more {plural(by, len(rest))}"), one, (money(one.spend), money(one.net)))
    return rows


def _group(rows: Table, name: Text, one: Totals, dollars: tuple[str, str]) -> None:
    rows.add_row(name, f"{one.answers:,}", share(one.hits, one.answers), f"{one.attempts:,}", *dollars)


def print_throughput(report: SavingsReport, console: Console) -> None:
    """Prints the table of upstreams and models alone: on a terminal its first TOP_OF_ONE lines, else all."""
    with tidy(console):
        _throughput(report, TOP_OF_ONE if console.is_terminal else len(report.speeds), console)


def _throughput(report: SavingsReport, most: int, console: Console) -> None:
    rows = table(*((name, "right" if number else "left") for number, name in enumerate(BRIEF)))
    for one in report.speeds[:most]:
        rows.add_row(Text.assemble(safe(one.upstream), " ", safe(one.model)), *brief_cells(one))
    print_table(console, TITLE, rows)
    if report.speeds:
        left = f" {counted(len(report.speeds) - most, 'more line')}." if len(report.speeds) > most else ""
        console.print(Padding(Text(explained(report) + left, style="dim"), (0, 0, 0, INDENT)))


def _advice(report: SavingsReport, console: Console, money: Money) -> None:
    """A paragraph a change: what it is, what it may save, how that was estimated and how to try it."""
    if not report.advice:
        return
    console.print()
    console.print(Padding(Text("What would save most, by estimate", style="bold"), (0, 0, 0, INDENT)))
    for number, one in enumerate(report.advice, 1):
        lines = Text.assemble(
            (f"{number}. {money(one.saving)}", "bold green"), f"  {one.change}",
            f"\n{counted(one.answers, 'answer')}, {money(one.spend)}: {one_line(one.reason)}",
            (f"\n{one.basis}", "dim"),
        )  # fmt: skip
        head, *rest = lines.split("\n")
        console.print(Padding(head, (0, 0, 0, INDENT)))
        for line in rest:
            console.print(Padding(line, (0, 0, 0, INDENT + 3)))
        # On one line, however long it is: it is there to be copied.
        console.print(Text(f"{' ' * (INDENT + 3)}try: {one.command}"), soft_wrap=True)


def _notes(report: SavingsReport) -> Iterable[str]:
    """What the dollars above leave out."""
    if unpriced := without_a_price(report):
        avoided = sum(one.avoided for one in unpriced)
        attempts = sum(one.attempts for one in unpriced)
        models = _some([one.model for one in unpriced])
        yield f"unpriced: {counted(attempts, 'call')} made and {avoided:,} avoided, of {models}"
        yield "          add prices with: semcache prices update --from FILE"
    if report.unknown_cost:
        yield f"unknown:  {counted(report.unknown_cost, 'call')} made whose token counts never came"
    if report.unknown_saving:
        yield f"unknown:  {counted(report.unknown_saving, 'call')} avoided whose token counts never came"


def _some(names: Sequence[str], most: int = 4) -> str:
    shown = "; ".join(safe(name).plain for name in names[:most])
    return shown + (f"; and {len(names) - most} more" if len(names) > most else "")
