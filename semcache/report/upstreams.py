"""How the upstreams are doing, on a terminal: one line a replica, the same plain text when piped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Literal

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from semcache.core.upstreams import ReplicaView, State
from semcache.report.numbers import dollars, duration, share
from semcache.report.safe import one_line
from semcache.report.tidy import tidy

INDENT = 2
WIDE = 132
"""Columns that the whole table takes; narrower terminals get it in two."""
LONGEST_NAME = 24

_COLOURS = {
    State.HEALTHY: "green",
    State.STARTING: "yellow",
    State.RESTING: "yellow",
    State.EJECTED: "red",
    State.DOWN: "bold red",
}
_Column = tuple[str, Literal["left", "right"], Callable[[ReplicaView], str | Text]]


def print_upstreams(views: Sequence[ReplicaView], seen_by: str, console: Console, *, with_ours: bool = True) -> None:
    """Prints the table, without blanks at the ends of lines."""
    with tidy(console):
        console.print(upstreams_table(views, seen_by, console.width, with_ours=with_ours))


def upstreams_table(
    views: Sequence[ReplicaView], seen_by: str, width: int, *, with_ours: bool = True
) -> RenderableType:
    """Everything there is to say. `seen_by` is whose word it is, in words; `with_ours` that it is a gateway's, which
    has calls of its own."""
    parts: list[RenderableType] = [Padding(Text(one_line(seen_by), style="dim"), (1, 0, 1, INDENT))]
    load = tuple(column for column in _LOAD if with_ours or column[0] != "ours")
    tables = [(*load, *_SPEED)] if width >= WIDE else [load, _SPEED]
    for i, columns in enumerate(tables):
        parts.append(Padding(_table(views, columns), (1 if i else 0, 0, 0, INDENT), expand=False))
    if troubles := [view for view in views if view.why]:
        parts.append(Text())
        parts += [Padding(Text(_trouble(view)), (0, 0, 0, INDENT)) for view in troubles]
    return Group(*parts)


def _table(views: Sequence[ReplicaView], columns: Sequence[_Column]) -> Table:
    table = Table(box=None, header_style="dim", pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("replica", no_wrap=True)
    for name, justify, _ in columns:
        table.add_column(name, justify=justify, no_wrap=True)
    for view in views:
        table.add_row(_name(view.name), *(cell(view) for _, _, cell in columns))
    return table


def _name(text: str) -> Text:
    name = Text(one_line(text))
    name.truncate(LONGEST_NAME, overflow="ellipsis")
    return name


def _state(view: ReplicaView) -> Text:
    back = f", {view.back_in:.0f} s" if view.back_in else ""
    return Text(f"{view.state}{back}", style=_COLOURS[view.state])


def _trouble(view: ReplicaView) -> str:
    return f"{one_line(view.name)}: {one_line(view.why)}"


def _count(number: float | None) -> str:
    return "-" if number is None else f"{number:,.0f}"


def _part(number: float | None) -> str:
    return "-" if number is None else share(number, 1)


def _seconds(number: float | None) -> str:
    return "-" if number is None else duration(number)


def _cost(amount: Decimal | None) -> str:
    return "-" if amount is None else dollars(amount, 2 if amount >= Decimal("0.1") or not amount else 4)


_LOAD: tuple[_Column, ...] = (
    ("state", "left", _state),
    ("running", "right", lambda view: _count(view.running)),
    ("waiting", "right", lambda view: _count(view.waiting)),
    ("ours", "right", lambda view: _count(view.in_flight)),
    ("KV use", "right", lambda view: _part(view.kv_usage)),
    ("prefix hits", "right", lambda view: _part(view.prefix_hit_ratio)),
)
_SPEED: tuple[_Column, ...] = (
    ("TTFT p50", "right", lambda view: _seconds(view.ttft_p50)),
    ("p99", "right", lambda view: _seconds(view.ttft_p99)),
    ("TPOT p50", "right", lambda view: _seconds(view.tpot_p50)),
    ("p99", "right", lambda view: _seconds(view.tpot_p99)),
    ("tokens/s", "right", lambda view: _count(view.tokens_per_second)),
    ("$/M tokens", "right", lambda view: _cost(view.dollars_per_million)),
)
