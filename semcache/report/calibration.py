"""A calibration on a terminal: does the bound hold, the table of every setting, and the curve."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from semcache.calibrating.values import Calibrated, Measured
from semcache.report.curve import Line, curve
from semcache.report.safe import one_line
from semcache.report.tables import INDENT, print_table, table
from semcache.report.tidy import tidy

_CURVE = 64, 14
TRUST = "max-error, with this calibration"
SIMILARITY = "min-similarity, with the gates"


def print_calibration(found: Calibrated, console: Console) -> None:
    """Prints all of it."""
    with tidy(console):
        _headline(found, console)
        print_table(console, "A rule with max-error and this calibration", _table("max-error", found.by_trust, found))
        print_table(
            console, "The same with the calibration that semcache ships", _table("max-error", [found.shipped], found)
        )
        print_table(console, "A rule with min-similarity, and the gates", _table("min-similarity", found.by_similarity))
        _curve(found, console)
        console.print()
        for note in _notes(found):
            console.print(Padding(Text(one_line(note), style="dim"), (0, INDENT, 0, INDENT)))


def _headline(found: Calibrated, console: Console) -> None:
    one = found.asked_for
    if found.refusal:
        line = Text.assemble((f"max-error {_short(found.max_error)} is not shown to hold", "bold red"))
    else:
        shown = (f"max-error {_short(found.max_error)} holds", "bold green")
        line = Text.assemble(shown, f": {one.wrong:,} of {one.hits:,} hits wrong, at most {one.high:.2%} with 95 %")
    what = "questions" if found.kind == "stream" else "pairs"
    one_or_more = ("class", "classes") if found.kind == "stream" else ("group", "groups that share no question")
    groups = f"{found.groups:,} {one_or_more[found.groups != 1]}"
    line.append(f"\n{found.rows:,} {what} in {groups}, {PurePath(found.path).name}", style="dim")
    console.print(Padding(line, (1, 0, 0, INDENT)))


def _table(name: str, rows: Sequence[Measured], found: Calibrated | None = None) -> Table:
    body = table(
        (name, "right"), ("hit rate", "right"), ("hits", "right"), ("wrong", "right"), ("wrong of hits", "right"),
        ("95 % interval", "right"), ("", "left"),
    )  # fmt: skip
    for one in rows:
        asked_for = found is not None and one.setting == found.max_error
        setting = _short(one.setting) if found is not None else f"{one.setting:.2f}"
        if found is None:
            says = ""
        elif one.hits and one.high <= one.setting:
            says = "✓ holds"
        else:
            says = "· above the bound" if one.hits and one.low > one.setting else "· too few to tell"
        body.add_row(
            setting,
            f"{one.hit_rate:.1%}",
            f"{one.hits:,}",
            f"{one.wrong:,}",
            f"{one.wrong_rate:.2%}" if one.hits else "",
            f"{one.low:.2%} to {one.high:.2%}" if one.hits else "",
            Text(says, style="green" if says.startswith("✓") else "dim"),
            style="bold" if asked_for else "",
        )
    return body


def _curve(found: Calibrated, console: Console) -> None:
    lines = [
        Line(SIMILARITY, points(found.by_similarity), "o", "yellow"),
        Line(TRUST, points(found.by_trust), "●", "bold cyan", joined=False),
    ]
    if not any(line.points for line in lines):
        return
    console.print()
    width = max(20, min(_CURVE[0], console.width - 24))
    for text in curve(
        lines, bound=found.max_error, width=width, height=_CURVE[1], below="hit rate", beside="wrong of hits"
    ):
        console.print(Padding(text, (0, 0, 0, INDENT)))


def points(rows: Sequence[Measured]) -> list[tuple[float, float]]:
    """(hit rate, wrong of hits), from the fewest hits to the most."""
    return sorted((one.hit_rate, one.wrong_rate) for one in rows if one.hits)


def _notes(found: Calibrated) -> list[str]:
    notes = [
        f"Every figure is of questions whose {'class' if found.kind == 'stream' else 'group'} the calibration it was "
        "checked with had not seen.",
        "Intervals draw whole groups: wrong hits come in clusters, and counting them one by one would flatter.",
    ]
    if found.repeated:
        notes.append(f"{found.repeated:,} rows said what another said, and were left out.")
    if found.unread:
        line, why = found.unread[0]
        where = f", first in line {line:,}" if line else ""
        notes.append(f"{len(found.unread):,} rows were passed over: {why}{where}.")
    return notes


def _short(share: float) -> str:
    return f"{100 * share:.4g}%"
