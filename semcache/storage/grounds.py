"""Looks through the stored entries for those that events end."""

from __future__ import annotations

import functools
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import orjson

from semcache.core.codec import decode
from semcache.core.freshness import Contract
from semcache.core.scope import Scope
from semcache.core.world import Changed, Event, Grounds, OlderThan, SourceIs, Touches

ENTRIES_AT_ONCE = 1000
"""Looked at before others may read."""


@dataclass(frozen=True, slots=True)
class Where:
    """A condition that leaves out entries which some events cannot touch. It never decides which they do touch."""

    condition: str = "1"
    values: tuple[str | float, ...] = ()


EVERYWHERE = Where()


@dataclass(frozen=True, slots=True)
class Found:
    """An entry's row."""

    id: int
    checksum: bytes
    scope: str
    """The scope's digest."""
    key: str


def look(
    connection: sqlite3.Connection, after: int, where: Where, wanted: Callable[[Grounds], bool]
) -> tuple[int | None, list[Found]]:
    """Those wanted among the next entries after this id; and the id to go on after, None at the end.

    The connection gives texts as bytes.
    """
    part = "SELECT max(id) FROM (SELECT id FROM entries WHERE id > ? ORDER BY id LIMIT ?)"
    (end,) = connection.execute(part, [after, ENTRIES_AT_ONCE]).fetchall()[0]
    if end is None:
        return None, []
    # The condition is one of our own, below; all that users name is in its values.
    rows = connection.execute(
        "SELECT id, checksum, scope_digest, key, scope, contract, author, model FROM entries"  # noqa: S608
        f" WHERE id > ? AND id <= ? AND ({where.condition})",
        [after, end, *where.values],
    )
    found = []
    for id, checksum, digest, *texts in rows:
        grounds = read_grounds(texts)
        if grounds is not None and wanted(grounds):
            found.append(Found(id, checksum, digest.decode(), grounds.key))
    return end, found


def where_of(events: Sequence[Event]) -> Where:
    """For entries that any of these may touch."""
    parts = [_where(event) for event in events]
    return Where(" OR ".join(part.condition for part in parts), tuple(v for part in parts for v in part.values))


def _where(event: Event) -> Where:
    # JSON holds a name as `orjson` writes it, wherever in it that is. The plus keeps SQLite from leaving the order of
    # ids for another index.
    match event:
        case SourceIs(name) | Changed(Touches.SOURCE | Touches.TAG | Touches.POLICY, name):
            return Where("instr(contract, ?)", (_json(name),))
        case Changed(Touches.TENANT, name):
            return Where("instr(scope, ?)", (_json(name),))
        case Changed(Touches.MODEL, name):
            return Where("instr(scope, ?) OR model = ?", (_json(name), name))
        case Changed(Touches.AUTHOR, name):
            return Where("author = ?", (name,))
        case Changed(Touches.ENTRY, name):
            return Where("key = ?", (name,))
        case OlderThan(moment):
            return Where("+created < ?", (moment,))
        case Changed():
            return EVERYWHERE


def _json(name: str) -> str:
    return orjson.dumps(name).decode()


def read_grounds(texts: Sequence[bytes]) -> Grounds | None:
    """From an entry's key, scope, contract, author and model; None if they are not as they were written."""
    key, scope, contract, author, model = texts
    try:
        where, terms = _scope(scope), decode(Contract, contract)
        return Grounds(
            key=key.decode(),
            tenant=where.tenant,
            author=author.decode(),
            models=(where.model, model.decode()),
            rule=terms.rule,
            sources=terms.sources,
            tags=terms.tags,
            epoch=terms.epoch,
            created=terms.created,
        )
    except (TypeError, ValueError, AttributeError):
        return None


@functools.lru_cache(maxsize=1024)
def _scope(text: bytes) -> Scope:
    return decode(Scope, text)
