"""Reads a log: JSON lines or a table, plain or gzipped, one request at a time."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, cast

import orjson

from semcache.errors import UsageError
from semcache.replay.logged import Logged, Unread
from semcache.replay.shapes import KNOWN, logged

LONGEST_LINE = 64 << 20
"""Bytes; longer lines are passed over."""
_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"


class Format(StrEnum):
    LINES = "JSON lines"
    TABLE = "CSV"


class LogFile:
    """A log that is open for reading."""

    def __init__(self, path: Path, raw: BinaryIO, content: BinaryIO, format: Format) -> None:
        self.path = path
        self.size = path.stat().st_size
        self.format = format
        self._raw = raw
        self._content = content

    @property
    def position(self) -> int:
        """Bytes of the file that were read so far."""
        return self._raw.tell()

    def documents(self) -> Iterator[tuple[int, object]]:
        """Every line that holds something, with its number: an object, or `Unread`. Raises UsageError when the file
        cannot be read on."""
        try:
            yield from self._lines() if self.format is Format.LINES else self._rows()
        except (OSError, EOFError, zlib.error) as error:
            raise UsageError(f"{self.path}: cannot be read to its end ({error}); is it whole?") from error

    def requests(self, tenant_field: str | None = None) -> Iterator[Logged | Unread]:
        """Every line that holds something, in the file's order. Raises UsageError when the file cannot be read on."""
        for number, document in self.documents():
            yield document if isinstance(document, Unread) else logged(document, number, tenant_field)

    def _lines(self) -> Iterator[tuple[int, object]]:
        number = 0
        while line := self._content.readline(LONGEST_LINE):
            number += 1
            if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
                while len(rest := self._content.readline(LONGEST_LINE)) == LONGEST_LINE and not rest.endswith(b"\n"):
                    pass
                yield number, Unread(number, f"a line of more than {LONGEST_LINE >> 20} MiB")
                continue
            text = line.removeprefix(_BOM).strip() if number == 1 else line.strip()
            if not text:
                continue
            try:
                yield number, orjson.loads(text)
            except orjson.JSONDecodeError:
                yield number, Unread(number, "not JSON")

    def _rows(self) -> Iterator[tuple[int, object]]:
        text = io.TextIOWrapper(self._content, encoding="utf-8-sig", errors="replace", newline="")
        csv.field_size_limit(LONGEST_LINE)
        rows = csv.reader((line.replace("\0", "") for line in text), strict=False)
        try:
            names = [name.strip() for name in next(rows)]
            while True:
                try:
                    row = next(rows)
                except csv.Error as error:
                    yield rows.line_num, Unread(rows.line_num, f"not CSV: {error}")
                    continue
                if not row:
                    continue
                if len(row) != len(names):
                    why = f"{'fewer' if len(row) < len(names) else 'more'} columns than the header"
                    yield rows.line_num, Unread(rows.line_num, why)
                    continue
                # An empty cell is how tables say NULL.
                yield rows.line_num, {name: value for name, value in zip(names, row, strict=True) if value != ""}
        except StopIteration:
            return
        finally:
            text.detach()


@contextmanager
def open_log(path: Path, format_of: Callable[[Path, bytes], Format] | None = None) -> Iterator[LogFile]:
    """The log in this file. Raises UsageError when it cannot be opened, is empty, or is of no known format.

    `format_of` tells from the file's first bytes how to read something else than past requests, or raises UsageError.
    """
    with ExitStack() as stack:
        try:
            raw = stack.enter_context(path.open("rb"))
            packed = raw.read(2) == _GZIP
            raw.seek(0)
            content: BinaryIO = raw
            if packed:
                unpacked = stack.enter_context(gzip.GzipFile(fileobj=raw))
                content = stack.enter_context(io.BufferedReader(cast(io.RawIOBase, unpacked), 1 << 16))
            start = content.read(4096)
            content.seek(0)
        except (OSError, EOFError, zlib.error) as error:
            raise UsageError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
        yield LogFile(path, raw, content, (format_of or _format)(path, start))


def _format(path: Path, start: bytes) -> Format:
    text = start.removeprefix(_BOM).lstrip()
    if not text:
        raise UsageError(f"{path}: empty; expected past requests, one JSON object a line or a CSV table")
    if text.startswith(b"{"):
        return Format.LINES
    if text.startswith(b"["):
        raise UsageError(f"{path}: one JSON array; expected one object a line: jq -c '.[]' {path.name} > log.jsonl")
    if len(columns_of(text) & KNOWN) >= 2:
        return Format.TABLE
    raise UsageError(
        f"{path}: unknown format; expected one JSON object a line (request, response, at, ...) or a CSV export of "
        "LiteLLM_SpendLogs with its header"
    )


def columns_of(start: bytes) -> frozenset[str]:
    """The names in a table's header, from the file's first bytes."""
    header = start.removeprefix(_BOM).lstrip().splitlines()[:1]
    text = header[0].decode("utf-8", "replace") if header else ""
    return frozenset(name.strip().strip('"') for name in text.split(","))
