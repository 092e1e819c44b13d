"""HTML that cannot be broken into: whatever is put into a template is escaped, unless a template made it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from html import escape
from typing import Final

from semcache.report.safe import one_line

_MARKS: Final = 3
"""Combining marks on one letter; a pile of them would reach into other lines."""


class Html(str):
    """Finished markup."""

    __slots__ = ()


def html(template: str, /, *values: object) -> Html:
    """The template with its {} filled in."""
    return Html(template.format(*map(_safe, values)))


def joined(parts: Iterable[Html], between: str = "") -> Html:
    return Html(between.join(parts))


def _safe(value: object) -> str:
    return value if isinstance(value, Html) else escape(plain(str(value)))


def plain(text: str) -> str:
    """On one line, without what turns the direction of writing or piles up."""
    line = one_line(text)
    if line.isascii():
        return line
    kept, marks = list[str](), 0
    for char in line:
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if marks <= _MARKS:
            kept.append(char)
    return "".join(kept)


def cut(text: str, most: int) -> str:
    """At most so many characters of it."""
    line = plain(text[: 4 * most])
    return line if len(line) <= most and len(text) <= 4 * most else line[: most - 1] + "…"
