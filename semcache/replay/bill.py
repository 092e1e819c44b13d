"""Reads a provider's usage export."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import orjson

from semcache.core.bills import FORMATS, BillFormat, BillLine, format_of
from semcache.errors import UsageError
from semcache.replay.logged import Unread
from semcache.replay.reading import Format, columns_of, open_log


@dataclass(frozen=True, slots=True)
class Bill:
    format: str
    lines: tuple[BillLine, ...]
    unread: tuple[tuple[str, int], ...]
    """Why lines could not be read, and how many; the most frequent first."""


def read_bill(path: Path) -> Bill:
    """The bill in this file, plain or gzipped. Raises UsageError when it is in no format that is known."""
    found: list[BillFormat] = []

    def told(path: Path, start: bytes) -> Format:
        kind, columns = _columns(start)
        known = format_of(columns)
        if known is None:
            names = ", ".join(one.name for one in FORMATS)
            what = "a bill in an unknown format" if start.strip() else "empty"
            raise UsageError(f"{path}: {what}; understood are: {names}")
        found.append(known)
        return kind

    lines: list[BillLine] = []
    unread: Counter[str] = Counter()
    with open_log(path, told) as file:
        (bill_format,) = found
        for _, document in file.documents():
            if isinstance(document, Unread):
                unread[document.why] += 1
            elif not isinstance(document, dict):
                unread["not a JSON object"] += 1
            else:
                try:
                    line = bill_format.read({name: _value(value) for name, value in document.items()})
                except ValueError as error:
                    unread[str(error)] += 1
                else:
                    lines += [line] if line else []
    return Bill(bill_format.name, tuple(lines), tuple(unread.most_common()))


def _columns(start: bytes) -> tuple[Format, frozenset[str]]:
    first = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not first.startswith(b"{"):
        return Format.TABLE, columns_of(start)
    # The first line may be longer than what is looked at, so its keys are looked for, not parsed.
    names = {name for one in FORMATS for name in one.columns if f'"{name}"'.encode() in start}
    return Format.LINES, frozenset(names)


def _value(value: object) -> object:
    """JSON in a cell, as LiteLLM's exports hold their metadata, is read."""
    if isinstance(value, str) and value.startswith("{"):
        try:
            return orjson.loads(value)
        except orjson.JSONDecodeError:
            return value
    return value
