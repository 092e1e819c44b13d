"""The cells of the books in their tables: merged when rows are written, read back as they were."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import orjson

from semcache.core.cells import DAY, Cells, Key, Sums
from semcache.core.sketch import Sketch

Span = tuple[float, float]
"""Seconds since the epoch: from, inclusive, and to, exclusive."""


def merge(connection: sqlite3.Connection, cells: Cells) -> None:
    """Adds cells to those in the file, inside the caller's transaction."""
    for key, sums in cells.sums.items():
        name = orjson.dumps(key[1:]).decode()
        known = connection.execute("SELECT sums FROM cells WHERE day = ? AND key = ?", (key.day, name)).fetchone()
        whole = Sums() if known is None else _sums(known[0])
        whole.add(sums)
        connection.execute("INSERT OR REPLACE INTO cells VALUES (?, ?, ?)", (key.day, name, _text(whole)))
    for (day, name), sketch in cells.durations.items():
        known = connection.execute("SELECT counts FROM durations WHERE day = ? AND name = ?", (day, name)).fetchone()
        merged = Sketch() if known is None else Sketch.of_counts(orjson.loads(known[0]))
        merged.merge(sketch)
        counts = orjson.dumps(merged.counts()).decode()
        connection.execute("INSERT OR REPLACE INTO durations VALUES (?, ?, ?)", (day, name, counts))


def read(connection: sqlite3.Connection, span: Span) -> Cells:
    """The cells of the days that lie wholly in the span. ValueError for what is none."""
    first, last = whole_days(span)
    cells = Cells()
    for day, name, sums in connection.execute("SELECT * FROM cells WHERE day >= ? AND day < ?", (first, last)):
        cells.sums[Key(day, *orjson.loads(name))] = _sums(sums)
    for day, name, counts in connection.execute("SELECT * FROM durations WHERE day >= ? AND day < ?", (first, last)):
        cells.durations[day, name] = Sketch.of_counts(orjson.loads(counts))
    return cells


def whole_days(span: Span) -> tuple[float, float]:
    """The first day that lies wholly in the span, and the first after it that does not."""
    since, until = span
    first = since if math.isinf(since) else math.ceil(since / DAY)
    last = until if math.isinf(until) else math.floor(until / DAY)
    return first, max(first, last)


def edges(span: Span) -> Iterator[Span]:
    """What of the span lies in no whole day of it."""
    since, until = span
    first, last = whole_days(span)
    if first >= last and not math.isinf(first):
        yield span
        return
    if since < first * DAY:
        yield since, first * DAY
    if last * DAY < until:
        yield last * DAY, until


def _text(sums: Sums) -> str:
    # The standard library writes numbers of any size. By name, for a later version adds up more.
    return json.dumps({name: getattr(sums, name) for name in Sums.__slots__}, default=str)


def _sums(text: str) -> Sums:
    said = json.loads(text)
    if isinstance(said, list):
        names = Sums.__slots__ if len(said) == len(Sums.__slots__) else _FIRST_NAMES
        said = dict(zip(names, said, strict=True))
    known: dict[str, Any] = {name: said[name] for name in Sums.__slots__ if name in said}
    return Sums(**{**known, **{name: Decimal(known[name]) for name in _MONEY & known.keys()}})


_FIRST_NAMES = tuple(name for name in Sums.__slots__ if name != "chilled")
"""Of the lists that the first versions wrote."""
_MONEY = frozenset({"dollars", "output_dollars", "chilled"})
