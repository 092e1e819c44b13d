"""How ledger rows lie in tables, whatever the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import MISSING, Field, dataclass, fields
from decimal import Decimal
from functools import partial
from operator import attrgetter
from typing import Any, Protocol, get_args, get_type_hints

from semcache.core.codec import decode, encode
from semcache.core.ledger import AnswerRow, AttemptRow, CheckRow, CostRow, LedgerRow, Price
from semcache.core.request import Usage

NO_USAGE = [None] * len(fields(Usage))
_numbers = attrgetter(*(number.name for number in fields(Usage)))


class Result(Protocol):
    """What a statement found or did."""

    @property
    def rowcount(self) -> int: ...

    def fetchone(self) -> Any: ...

    def __iter__(self) -> Iterator[Any]: ...


class Sql(Protocol):
    """A connection to a database that speaks SQL, with a `?` where a value goes. All statements of the books are
    written once, in what SQLite and PostgreSQL both understand."""

    def execute(self, statement: str, values: Sequence[Any] = ..., /) -> Result: ...


@dataclass(frozen=True, slots=True)
class Column:
    """What a value of a column is, once it is written."""

    name: str
    kind: type
    """str, int, float or bool."""
    optional: bool
    default: object
    """What rows from before there was the column have; MISSING for a column of the first hour."""


class Table:
    """How the rows of one type lie in their table: a column a field, but one for each number of `usage`, money as
    exact text, and the price as JSON."""

    def __init__(self, name: str, kind: type[LedgerRow]) -> None:
        self.name = name
        self.kind = kind
        self._names = [field.name for field in fields(kind)]
        kinds = get_type_hints(kind)
        self.columns = tuple(column for field in fields(kind) for column in _columns(field, kinds[field.name]))
        # Names of our own dataclasses' fields: nothing that anyone sends gets into a statement.
        said, marks = ", ".join(column.name for column in self.columns), ", ".join("?" * len(self.columns))
        self.said = said
        self.insert = f"INSERT INTO {name} ({said}) VALUES ({marks}) ON CONFLICT DO NOTHING"  # noqa: S608
        self.select = f"SELECT {said} FROM {name} WHERE at >= ? AND at < ? ORDER BY at, id"  # noqa: S608
        self._readers = {name: _reader(kinds[name]) for name in self._names if name != "usage"}
        self._fields = attrgetter(*self._names)
        kinds_of = {place: get_args(kinds[name]) or (kinds[name],) for place, name in enumerate(self._names)}
        self._money = [place for place, of in kinds_of.items() if Decimal in of]
        self._price = next((place for place, of in kinds_of.items() if Price in of), None)
        self._usage = next((place for place, of in kinds_of.items() if Usage in of), None)

    def values(self, row: LedgerRow) -> list[Any]:
        """Parameters for `insert`."""
        values: list[Any] = list(self._fields(row))
        for place in self._money:
            if values[place] is not None:
                values[place] = str(values[place])
        if self._price is not None and (price := values[self._price]) is not None:
            values[self._price] = encode(price).decode()
        if self._usage is not None:
            usage = values[self._usage]
            values[self._usage : self._usage + 1] = NO_USAGE if usage is None else _numbers(usage)
        return values

    def row(self, values: Sequence[Any]) -> LedgerRow:
        """A row of `select` as it was; ValueError or ArithmeticError if it is none."""
        given: dict[str, Any] = {}
        rest = iter(values)
        for name in self._names:
            if name == "usage":
                numbers = [next(rest) for _ in NO_USAGE]
                given[name] = None if numbers[0] is None else Usage(*numbers)
            else:
                value = next(rest)
                given[name] = None if value is None else self._readers[name](value)
        return self.kind(**given)


def _columns(field: Field[Any], kind: Any) -> list[Column]:
    if field.name == "usage":
        return [Column(f"usage_{number.name}", int, True, number.default) for number in fields(Usage)]
    kinds = [member for member in get_args(kind) or (kind,) if member is not type(None)]
    written = kinds[0] if kinds[0] in (int, float, bool) else str
    default = field.default
    if written is str and default is not MISSING and default is not None:
        default = str(default)
    return [Column(field.name, written, len(kinds) < len(get_args(kind)), default)]


def _reader(kind: Any) -> Callable[[Any], Any]:
    """From what a database returns, which is never None here, to a field of this type."""
    kinds = [member for member in get_args(kind) or (kind,) if member is not type(None)]
    if kinds == [Price]:
        return partial(decode, Price)
    constructor: Callable[[Any], Any] = kinds[0]
    return constructor


TABLES: dict[type[LedgerRow], Table] = {
    AnswerRow: Table("answers", AnswerRow),
    AttemptRow: Table("attempts", AttemptRow),
    CheckRow: Table("checks", CheckRow),
    CostRow: Table("costs", CostRow),
}
