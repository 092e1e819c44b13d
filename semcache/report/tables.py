"""Tables for the terminal: plain columns, text that others wrote made safe."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from semcache.report.numbers import dollars
from semcache.report.safe import one_line

INDENT = 2
LONGEST_NAME = 48

Column = tuple[str, Literal["left", "right"]]


class Money:
    """Dollars, all to the same number of places."""

    def __init__(self, places: int) -> None:
        self._places = places

    def __call__(self, amount: Decimal) -> str:
        return dollars(amount, self._places)


def table(*columns: Column, header: bool = True) -> Table:
    found = Table(box=None, show_header=header, header_style="dim", pad_edge=False, padding=(0, 2, 0, 0))
    for name, justify in columns:
        found.add_column(name, justify=justify, no_wrap=True, overflow="ellipsis")
    return found


def print_table(console: Console, title: str, body: Table) -> None:
    """Under its title, indented; nothing at all where it has no rows."""
    if not body.row_count:
        return
    console.print()
    if title:
        console.print(Padding(Text(title, style="bold"), (0, 0, 0, INDENT)))
    console.print(Padding(body, (0, 0, 0, INDENT), expand=False))


def safe(text: str) -> Text:
    """A name that somebody chose, at most LONGEST_NAME wide."""
    found = Text(one_line(text))
    found.truncate(LONGEST_NAME, overflow="ellipsis")
    return found
