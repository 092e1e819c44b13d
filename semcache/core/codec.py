"""Values to JSON and back, for whoever keeps them.

What is missing takes the field's default, so a field may be added; a name that is not known, or a value of another
type, is a ValueError, so that nothing written by a newer version is half understood.
"""

from __future__ import annotations

import functools
import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import orjson

T = TypeVar("T")
_Decoder = Callable[[Any], Any]


def encode(value: object) -> bytes:
    """JSON of a dataclass, its fields in their order. Decimal is written as text, exact."""
    return orjson.dumps(value, default=_encode_other)


def decode(kind: type[T], data: bytes | str) -> T:
    """The value of that dataclass, or a ValueError that names what does not fit."""
    hashable: Any = kind
    decoded: T = _decoder(hashable)(orjson.loads(data))
    return decoded


def _encode_other(value: object) -> object:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple):  # a NamedTuple
        return list(value)
    raise TypeError(f"cannot be written as JSON: {type(value).__name__}")


@functools.cache
def _decoder(kind: Any) -> _Decoder:
    """How a value of this type is read."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _tagged(kind) if all(map(is_dataclass, get_args(kind))) else _optional(kind)
    if origin is Literal:
        return functools.partial(_one_of, get_args(kind))
    if origin is tuple:
        return _tuple(kind)
    if is_dataclass(kind):
        return _dataclass(kind)
    if isinstance(kind, type) and issubclass(kind, tuple):
        return _named_tuple(kind)
    if kind is Decimal:
        return _decimal
    if kind is float:
        return _float
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if kind in (str, int, bool):
        return functools.partial(_plain, kind)
    raise TypeError(f"no way to read {kind} from JSON")


def _plain(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise ValueError(f"{kind.__name__} expected, {type(value).__name__} found")
    return value


def _float(value: Any) -> float:
    if type(value) is not float and type(value) is not int:
        raise ValueError(f"a number expected, {type(value).__name__} found")
    return float(value)


def _decimal(value: Any) -> Decimal:
    if type(value) is not str:
        raise ValueError(f"a decimal number as text expected, {type(value).__name__} found")
    try:
        return Decimal(value)
    except ArithmeticError as error:
        raise ValueError(f"not a decimal number: {value!r}") from error


def _optional(kind: Any) -> _Decoder:
    members = [member for member in get_args(kind) if member is not type(None)]
    if len(members) != 1:
        raise TypeError(f"only unions with None can be read from JSON, not {kind}")
    inner = _decoder(members[0])
    return lambda value: None if value is None else inner(value)


def _tagged(kind: Any) -> _Decoder:
    """A union of dataclasses, each of which says its name in a field `kind`."""
    readers = {name: _decoder(one) for one in get_args(kind) for name in get_args(get_type_hints(one)["kind"])}

    def read(value: Any) -> Any:
        name = _plain(dict, value).get("kind")
        if not isinstance(name, str) or name not in readers:
            raise ValueError(f"{name!r} is none of the kinds {', '.join(readers)}")
        return readers[name](value)

    return read


def _one_of(allowed: tuple[object, ...], value: Any) -> Any:
    if value not in allowed:
        raise ValueError(f"{value!r} is none of {', '.join(map(str, allowed))}")
    return value


def _tuple(kind: Any) -> _Decoder:
    arguments = get_args(kind)
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        item = _decoder(arguments[0])
        return lambda value: tuple(map(item, _plain(list, value)))
    items = [_decoder(argument) for argument in arguments]
    return lambda value: tuple(read(one) for read, one in zip(items, _plain(list, value), strict=True))


def _named_tuple(kind: Any) -> _Decoder:
    items = [_decoder(hint) for hint in get_type_hints(kind).values()]
    return lambda value: kind(*(read(one) for read, one in zip(items, _plain(list, value), strict=True)))


def _dataclass(kind: Any) -> _Decoder:
    hints = get_type_hints(kind)
    readers = {field.name: _decoder(hints[field.name]) for field in fields(kind) if field.init}
    derived = {field.name for field in fields(kind) if not field.init}
    required = {
        field.name
        for field in fields(kind)
        if field.init and field.default is MISSING and field.default_factory is MISSING
    }

    def read(value: Any) -> Any:
        given = _plain(dict, value)
        if not required <= given.keys():
            raise ValueError(f"{kind.__name__} lacks {', '.join(sorted(required - given.keys()))}")
        try:
            return kind(**{name: readers[name](one) for name, one in given.items() if name not in derived})
        except KeyError as error:
            raise ValueError(f"{kind.__name__} has an unknown {error.args[0]!r}") from error

    return read
