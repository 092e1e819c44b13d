"""Tables for the terminal: plain columns, text that others wrote made safe."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from semcache.report.numbers import dollars
from semcache.report.safe import one_line

INDENT = 2
LONGEST_NAME = 48
_GAP = 2
_SHORTEST_NAME = 12

Column = tuple[str, Literal["left", "right"]]


class Money:
    """Dollars, all to the same number of places."""

    def __init__(self, places: int) -> None:
        self._places = places

    def __call__(self, amount: Decimal) -> str:
        return dollars(amount, self._places)


def table(*columns: Column, header: bool = True) -> Table:
    found = Table(box=None, show_header=header, header_style="dim", pad_edge=False, padding=(0, _GAP, 0, 0))
    for name, justify in columns:
        found.add_column(name, justify=justify, no_wrap=True, overflow="ellipsis")
    return found


def print_table(console: Console, title: str, body: Table) -> None:
    """Under its title, indented; nothing at all where it has no rows."""
    if not body.row_count:
        return
    _spare_figures(body, console.width - INDENT)
    console.print()
    if title:
        console.print(Padding(Text(title, style="bold"), (0, 0, 0, INDENT)))
    console.print(Padding(body, (0, 0, 0, INDENT), expand=False))


def _spare_figures(body: Table, room: int) -> None:
    """Where there is too little room, the widest name is cut, and no figure, date or heading. What the last column says
    of a line goes on under it: it may be what makes the figure honest."""
    widths = [max(_width(cell) for cell in (column.header, *column.cells)) for column in body.columns]
    names = [number for number, column in enumerate(body.columns) if column.justify == "left"]
    excess = sum(widths) + _GAP * (len(widths) - 1) - room
    if excess > 0 and names:
        widest = max(names, key=lambda number: widths[number])
        body.columns[widest].max_width = max(_SHORTEST_NAME, widths[widest] - excess)
        body.columns[widest].no_wrap = widest < len(widths) - 1


def _width(cell: RenderableType) -> int:
    text = cell.plain if isinstance(cell, Text) else str(cell)
    return max(map(cell_len, text.split("\n")))


def safe(text: str) -> Text:
    """A name that somebody chose, at most LONGEST_NAME wide."""
    found = Text(one_line(text))
    found.truncate(LONGEST_NAME, overflow="ellipsis")
    return found
