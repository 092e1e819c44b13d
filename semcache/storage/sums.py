"""The cells of the books in their tables: merged when rows are written, read back as they were."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from decimal import Decimal
from typing import Any

import orjson

from semcache.core.cells import DAY, Cells, Key, Sums
from semcache.core.sketch import Sketch
from semcache.storage.file import Damage
from semcache.storage.ledger_tables import Sql

Span = tuple[float, float]
"""Seconds since the epoch: from, inclusive, and to, exclusive."""

AT_ONCE = 200
"""Rows that one statement writes."""


def span_of(since: float | None, until: float | None) -> Span:
    return -math.inf if since is None else since, math.inf if until is None else until


def is_endless(span: Span) -> bool:
    return span == (-math.inf, math.inf)


def merge(sql: Sql, cells: Cells) -> None:
    """Adds cells to those that are written down, inside the caller's transaction. Damage where those are none."""
    wholes = {(key.day, orjson.dumps(key[1:]).decode()): sums for key, sums in cells.sums.items()}
    sketches = dict(cells.durations)
    try:
        for place, text in _written(sql, "SELECT key, sums FROM cells WHERE day = ? AND key", wholes):
            known = _sums(text)
            known.add(wholes[place])
            wholes[place] = known
        for place, text in _written(sql, "SELECT name, counts FROM durations WHERE day = ? AND name", sketches):
            sketch = Sketch.of_counts(orjson.loads(text))
            sketch.merge(sketches[place])
            sketches[place] = sketch
    except (ValueError, TypeError, ArithmeticError) as error:
        raise Damage(f"sums that were written down are not what they were: {error}") from error
    _write(sql, "cells", "key", "sums", [(*place, _text(sums)) for place, sums in wholes.items()])
    counts = [(*place, orjson.dumps(sketch.counts()).decode()) for place, sketch in sketches.items()]
    _write(sql, "durations", "name", "counts", counts)


def _write(sql: Sql, table: str, name: str, value: str, rows: Sequence[tuple[int, str, str]]) -> None:
    """Few statements, for a database may be far away."""
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        sql.execute(
            f"INSERT INTO {table} (day, {name}, {value}) VALUES {', '.join(['(?, ?, ?)'] * len(some))} "  # noqa: S608
            f"ON CONFLICT (day, {name}) DO UPDATE SET {value} = excluded.{value}",
            [field for row in some for field in row],
        )


def _written(sql: Sql, select: str, places: Iterable[tuple[int, str]]) -> list[tuple[tuple[int, str], str]]:
    """What is written down at these days and names."""
    names = defaultdict[int, list[str]](list)
    for day, name in places:
        names[day].append(name)
    found: list[tuple[tuple[int, str], str]] = []
    for day, some in names.items():
        marks = ", ".join("?" * len(some))
        found += [((day, name), text) for name, text in sql.execute(f"{select} IN ({marks})", (day, *some))]
    return found


def read(sql: Sql, span: Span, without_days: Set[int] = frozenset()) -> Cells:
    """The cells of the days that lie wholly in the span, but for some. ValueError for what is none."""
    days = whole_days(span)
    cells = Cells()
    for day, name, text in sql.execute("SELECT day, key, sums FROM cells WHERE day >= ? AND day < ?", days):
        if day not in without_days:
            cells.sums[Key(day, *orjson.loads(name))] = _sums(text)
    for day, name, counts in sql.execute("SELECT day, name, counts FROM durations WHERE day >= ? AND day < ?", days):
        if day not in without_days:
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
        names = [name for name in _LISTED if name != "chilled" or len(said) == len(_LISTED)]
        said = dict(zip(names, said, strict=True))
    known: dict[str, Any] = {name: said[name] for name in Sums.__slots__ if name in said}
    return Sums(**{**known, **{name: Decimal(known[name]) for name in _MONEY & known.keys()}})


_LISTED = tuple(name for name in Sums.__slots__ if name not in ("answered", "paces", "gpu_micros", "cache_write_1h"))
"""Of the lists that the first versions wrote, the very first without `chilled`."""
_MONEY = frozenset({"dollars", "output_dollars", "chilled"})
