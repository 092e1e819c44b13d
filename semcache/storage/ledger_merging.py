"""Several books added up as if they were one: no row is counted twice, whoever copied or named what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain

import numpy as np

from semcache.core.cells import DAY, Cells, Key, Sums
from semcache.core.ledger import AnswerRow, AttemptRow, CheckRow, CostRow, LedgerRow
from semcache.errors import UsageError
from semcache.storage.ledger_reading import History, Reader

_KINDS: dict[type[LedgerRow], str] = {
    AnswerRow: "answer",
    AttemptRow: "attempt",
    CheckRow: "check",
    CostRow: "cost",
}
"""What their cells are called."""


OpenSpan = tuple[float | None, float | None]


@dataclass(slots=True)
class _Part:
    """Some of the books."""

    reader: Reader
    history: History
    cells: Cells
    days: dict[int, dict[Key, Sums]] = field(init=False)
    """Its sums by day."""
    known: dict[type[LedgerRow], Set[str]] = field(default_factory=dict)
    """Rows that a part before it has too,"""
    known_days: set[int] = field(default_factory=set)
    """and whole days."""

    def __post_init__(self) -> None:
        self.days = {}
        for key, sums in self.cells.sums.items():
            self.days.setdefault(key.day, {})[key] = sums

    @property
    def rows(self) -> int:
        return sum(sums.rows for sums in self.cells.sums.values())

    def has_dropped(self, day: int) -> bool:
        return self.history.rows_from is not None and day < self.history.rows_from

    def was_one_with(self, other: _Part) -> bool:
        origin = self.history.origin
        return (origin is not None and origin == other.history.origin) or other.reader.has_any(self.known)


class MergedBooks:
    """Reads several books, also while others write them."""

    def __init__(self, readers: Sequence[Reader]) -> None:
        self._readers = readers
        self.name = ", ".join(reader.name for reader in readers)

    def cells(self, since: float | None = None, until: float | None = None) -> Cells:
        """What all rows of a span add up to, each once; and of an answer that several found wrong, once.

        Books that have no day in common are simply added up, the others after a look at all ids of these days.
        UsageError where two books were one once and the rows that would show what they share were dropped. When an
        answer was found wrong in two books, and the later finding's row was dropped, its dollars are taken back twice:
        the saving is told too low rather than too high.
        """
        parts = [_Part(reader, reader.history(), reader.cells(since, until)) for reader in self._readers]
        # What others have counted already is left out row by row: of the smaller ones, then, that is least work. In
        # whatever order they are named, it comes to the same.
        parts.sort(key=lambda part: (-part.rows, part.history.origin or "", part.reader.name))
        _find_known_rows(parts, since, until)
        _find_known_days(parts)
        total = Cells()
        for part in parts:
            if part.known or part.known_days:
                part.cells = part.reader.cells(since, until, part.known, part.known_days)
            total.merge(part.cells)
        for check in _taken_back_again(parts):
            if (since is None or check.at >= since) and (until is None or check.at < until):
                for key in Cells.of([check]).sums:
                    total.sums[key].dollars -= check.saved or 0
        return total


def _find_known_rows(parts: Sequence[_Part], since: float | None, until: float | None) -> None:
    """Which rows of each part are in one before it, on the days of which several have rows of a kind."""
    for kind, name in _KINDS.items():
        days = [{day for day, cells in part.days.items() if any(key.kind == name for key in cells)} for part in parts]
        several = {day for day, count in Counter(chain(*days)).items() if count > 1}
        looks = [
            (part, _span(had, several, since, until)) for part, had in zip(parts, days, strict=True) if had & several
        ]
        for (part, _), known in zip(looks, _known_ids(kind, looks), strict=True):
            if known:
                part.known[kind] = known


def _span(had: set[int], several: set[int], since: float | None, until: float | None) -> OpenSpan:
    """Where to look for a part's rows of several's days. It has no end where the part has no others: all ids come from
    their index alone."""
    first, end = min(several) * DAY, (max(several) + 1) * DAY
    if min(had) * DAY < first:
        since = first if since is None else max(since, first)
    if (max(had) + 1) * DAY > end:
        until = end if until is None else min(until, end)
    return since, until


def _known_ids(kind: type[LedgerRow], looks: Sequence[tuple[_Part, OpenSpan]]) -> list[set[str]]:
    """Of each part, the ids that one before it has too. Usually there are none, which hashes show at 8 bytes a row."""
    known: list[set[str]] = [set() for _ in looks]
    if not looks:
        return known
    hashes = [np.fromiter(map(hash, part.reader.ids(kind, *span)), np.int64) for part, span in looks]
    every = np.sort(np.concatenate(hashes))
    repeated = set(every[1:][every[1:] == every[:-1]].tolist())
    if repeated:
        seen: set[str] = set()
        for (part, span), of_part in zip(looks, known, strict=True):
            ids = {id for id in part.reader.ids(kind, *span) if hash(id) in repeated}
            of_part |= ids & seen
            seen |= ids
    return known


def _find_known_days(parts: Sequence[_Part]) -> None:
    """Which days of each part are in one before it, where rows were dropped and only sums can tell."""
    for place, part in enumerate(parts):
        dropped = [
            (one, {day for day in part.days.keys() & one.days if part.has_dropped(day) or one.has_dropped(day)})
            for one in parts[:place]
        ]
        for one, days in dropped:
            # Sums that agree in every number, and in the times of the first and the last row, are of the same rows.
            part.known_days |= {day for day in days if part.days[day] == one.days[day]}
        for one, days in dropped:
            if (unclear := days - part.known_days) and part.was_one_with(one):
                day, after = (_iso(max(unclear) + more) for more in (0, 1))
                raise UsageError(
                    f"{part.reader.name} and {one.reader.name} were one ledger once, and rows of {day} were dropped, "
                    f"so what they share of it is not known: name one of them only, or say --since {after}"
                )


def _iso(day: int) -> str:
    return datetime.fromtimestamp(day * DAY, UTC).date().isoformat()


def _taken_back_again(parts: Sequence[_Part]) -> Iterable[CheckRow]:
    """Checks that took back dollars which another part's check had taken back too. The one with the least id is the
    one that does, whatever the span and the order of the parts."""
    takers = defaultdict[str, set[str]](set)
    for part in parts:
        known = part.known.get(CheckRow, frozenset())
        for request, check in part.history.taken_back.items():
            if check not in known:
                takers[request].add(check)
    again = {check for checks in takers.values() for check in checks - {min(checks)}}
    if not again:
        return []
    return {row.id: row for part in parts for row in part.reader.checks(again)}.values()
