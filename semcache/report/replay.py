"""A replay on a terminal: what it would have saved, how often wrongly, and the worst hits to be read side by side.

Questions and answers are other people's text: all of it passes through `one_line`, none is read as markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from semcache.core.ledger import Tier
from semcache.replay.outcome import Compared, LogFound, Outcome, Sameness, Shown
from semcache.report.numbers import counted, moment, places_for, share
from semcache.report.safe import one_line
from semcache.report.tables import INDENT, Money, print_table, safe, table
from semcache.report.terminal import parts, reasons
from semcache.report.tidy import tidy

READ = 280
"""Characters of a question or an answer that are shown."""
_SAMENESS = {
    Sameness.SAME: ("the same answer", "green"),
    Sameness.DIFFERENT: ("another answer", "bold red"),
    Sameness.DOUBT: ("other words", "yellow"),
    Sameness.UNKNOWN: ("no answer to compare", "dim"),
}


def print_replay(found: LogFound, outcomes: Sequence[Outcome], console: Console) -> None:
    """Prints the replay of one policy in full, of several as a comparison."""
    with tidy(console):
        if len(outcomes) == 1:
            _one(found, outcomes[0], console)
        else:
            _several(found, outcomes, console)
        notes = table(("", "left"), ("", "left"), header=False)
        for name, note in _notes(found):
            notes.add_row(Text(name, style="dim"), Text(one_line(note)))
        print_table(console, "Of the log", notes)


def _one(found: LogFound, outcome: Outcome, console: Console) -> None:
    money = _money([outcome])
    _headline(found, outcome, money, console)
    print_table(console, "Answers", parts(outcome.savings, money))
    print_table(console, "Right or wrong", _quality(outcome))
    if outcome.savings.reasons:
        print_table(console, "Why the rest was not served from the cache", reasons(outcome.savings, money))
    if outcome.worst:
        title = "The worst-looking hit" if len(outcome.worst) == 1 else f"The {len(outcome.worst)} worst-looking hits"
        console.print()
        console.print(Padding(Text.assemble((title, "bold"), (", worst first", "dim")), (0, 0, 0, INDENT)))
        for place, one in enumerate(outcome.worst, 1):
            _side_by_side(place, one, console)


def _headline(found: LogFound, outcome: Outcome, money: Money, console: Console) -> None:
    total = outcome.savings.total
    line = Text.assemble((f"{money(total.net)} would have been saved", "bold green"))
    if total.would_have_spent:
        line.append(f", {share(total.net, total.would_have_spent)} of the {money(total.would_have_spent)} it cost")
    line.append(f"\n{found.requests:,} requests{_when(found)}, policy {one_line(outcome.name)}", style="dim")
    console.print(Padding(line, (1, 0, 0, INDENT)))


def _when(found: LogFound) -> str:
    if found.first is None or found.last is None:
        return ""
    return f", {moment(found.first)} to {moment(found.last)} UTC"


def _money(outcomes: Sequence[Outcome]) -> Money:
    return Money(places_for(max((one.savings.total.would_have_spent for one in outcomes), default=Decimal(0))))


# How often it was wrong.


def _quality(outcome: Outcome) -> Table:
    rows = table(("", "left"), ("", "right"), ("", "left"), header=False)
    if outcome.expected_wrong is not None:
        rate = share(outcome.expected_wrong, outcome.rated)
        rows.add_row(
            "wrong hits expected",
            f"{outcome.expected_wrong:,.1f}",
            f"{rate} of {outcome.rated:,} semantic hits, as the verifier believes",
        )
    for one in outcome.compared:
        if one.known:
            name = "other answers than then" if one.tier is Tier.SEMANTIC else "of exact repeats"
            rows.add_row(name, f"{one.different:,}", _held_against(one))
    return rows


def _held_against(one: Compared) -> str:
    what = "semantic hits" if one.tier is Tier.SEMANTIC else "hits: the model itself said something else"
    text = f"{share(one.different, one.known)} of {one.known:,} {what}"
    if one.doubt:
        text += f"; {one.doubt:,} ({share(one.doubt, one.known)}) in other words, not decided"
    return text


def _side_by_side(place: int, one: Shown, console: Console) -> None:
    words, colour = _SAMENESS[one.sameness]
    head = Text.assemble((f"{place:>2}. ", "bold"), f"similarity {one.similarity:.3f}")
    if one.right is not None:
        head.append(f", right with {one.right:.1%}")
    head.append(", ")
    head.append(words, style=colour)
    head.append(f"  line {one.line}" + (f", {one.times:,} times" if one.times > 1 else ""), style="dim")
    console.print()
    console.print(Padding(head, (0, 0, 0, INDENT)))
    width = max(20, (console.width - INDENT - 4 - 12 - 4) // 2)
    body = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    body.add_column(style="dim", width=6, no_wrap=True)
    body.add_column(width=width, overflow="fold")
    body.add_column(style="dim", width=6, no_wrap=True)
    body.add_column(width=width, overflow="fold")
    asked, stored = _marked(one.asked, one.stored)
    body.add_row("asked", asked, "stored", stored)
    answered, served = _marked(one.answered or "(not logged)", one.served)
    body.add_row("then", answered, "served", served)
    console.print(Padding(body, (0, 0, 0, INDENT + 4), expand=False))


def _marked(left: str, right: str) -> tuple[Text, Text]:
    """Both texts, the words that only one of them has in bold."""
    sides = _shortened(left), _shortened(right)
    words = [{word.strip(_MARKS).lower() for word in side.split()} for side in sides]
    marked = []
    for side, others in zip(sides, reversed(words), strict=True):
        text = Text()
        for place, word in enumerate(side.split(" ")):
            text.append(" " if place else "")
            text.append(word, style="bold" if word.strip(_MARKS).lower() not in others else "")
        marked.append(text)
    return marked[0], marked[1]


_MARKS = ".,;:!?\"'()[]*`"


def _shortened(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= READ else f"{line[:READ].rstrip()} …"


# Several policies.


def _several(found: LogFound, outcomes: Sequence[Outcome], console: Console) -> None:
    money = _money(outcomes)
    console.print(Padding(Text(f"{found.requests:,} requests{_when(found)}", style="bold"), (1, 0, 0, INDENT)))
    rows = table(
        ("policy", "left"), ("saved", "right"), ("of all", "right"), ("exact", "right"), ("semantic", "right"),
        ("wrong, expected", "right"), ("another answer", "right"), ("in doubt", "right"),
    )  # fmt: skip
    for one in outcomes:
        total = one.savings.total
        hits = {part.tier: part.answers for part in one.savings.parts}
        semantic = next((c for c in one.compared if c.tier is Tier.SEMANTIC), Compared(Tier.SEMANTIC, 0))
        rows.add_row(
            safe(one.policy),
            money(total.net),
            share(total.net, total.would_have_spent),
            share(hits.get(Tier.EXACT, 0), total.answers),
            share(hits.get(Tier.SEMANTIC, 0), total.answers),
            "" if one.expected_wrong is None else share(one.expected_wrong, one.rated),
            share(semantic.different, semantic.known),
            share(semantic.doubt, semantic.known),
        )
    print_table(console, "", rows)
    if changed := outcomes[0].changed:
        said = ", ".join(f"{key}: {value}" for key, value in changed)
        console.print(Padding(Text(f"all of them with {one_line(said)}", style="dim"), (0, 0, 0, INDENT)))
    note = "The last three are shares of the semantic hits. One --policy alone shows reasons and hits."
    console.print(Padding(Text(note, style="dim"), (1, 0, 0, INDENT)))


# What was read.


def _notes(found: LogFound) -> Iterator[tuple[str, str]]:
    if found.passed_over:
        yield "passed over", f"{found.passed_over:,} of {found.passed_over + found.requests:,} lines"
        for one in found.troubles[:6]:
            yield "", f"{one.lines:,}: {one.why}, first in line {one.first:,}"
        if (more := len(found.troubles) - 6) > 0:
            yield "", f"and {counted(more, 'more reason')}"
    if found.without_time == found.requests:
        yield "no times", "the log does not say when: nothing grew old between two requests"
    elif found.without_time:
        yield "no time", f"{found.without_time:,} requests, taken to come with the one before"
    if found.without_answer:
        yield "no answer", f"{found.without_answer:,} requests, whose misses had nothing to store"
