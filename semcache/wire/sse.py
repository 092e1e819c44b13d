"""Server-Sent Events, read by their own grammar (WHATWG HTML, 9.2.6).

Lines end with CR, LF or CRLF and with nothing else: a raw U+2028 or NEL inside the data is data. Every byte that
goes in comes out again in the events' `raw`, so a proxy can forward what it reads.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_EVENT = 1 << 20
"""Bytes of one event. Chunks of text are a few hundred; a larger one is not read, its bytes still flow."""

_LINE_END = re.compile(rb"\r\n?|\n")
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class SseEvent:
    """One block of lines up to its blank line."""

    data: str | None
    """The data lines, joined by LF. None when the block has none: a comment, a keep-alive, a stray blank line."""
    event: str
    """The event's type, "" when it names none."""
    raw: bytes
    damaged: bool = False
    """The data was not UTF-8; U+FFFD stands where it was not."""


class SseParser:
    """Bytes in, whole events out. Linear in the bytes fed, however they are cut."""

    def __init__(self, max_event: int = MAX_EVENT) -> None:
        self.overflowed = False
        """An event was larger than `max_event`: it came out unread, in parts."""
        self._max_event = max_event
        self._buffer = bytearray()
        """The unfinished event."""
        self._line = 0
        """Where its unfinished line begins."""
        self._seen = 0
        """How far it was searched for a line's end."""
        self._after_cr = False
        """The last byte searched was a CR: an LF that follows belongs to it."""
        self._at_start = True
        self._data: list[bytes] = []
        self._event = b""

    @property
    def rest(self) -> bytes:
        """The bytes of the unfinished event."""
        return bytes(self._buffer)

    def feed(self, chunk: bytes) -> list[SseEvent]:
        """The events that this chunk completes, in order."""
        if not chunk:
            return []
        events: list[SseEvent] = []
        buffer = self._buffer
        buffer += chunk
        begin = 0
        if self._after_cr and self._seen < len(buffer):
            if buffer[self._seen] == 0x0A:
                self._seen += 1
                self._line = self._seen
            self._after_cr = False
        for match in _LINE_END.finditer(buffer, self._seen):
            line = bytes(buffer[self._line : match.start()])
            self._line = match.end()
            if self._read_line(line):
                # A CR at the chunk's end may be half a CRLF. The event is complete all the same and is not held
                # back for it; the LF then travels with the next event.
                events.append(self._take(bytes(buffer[begin : self._line])))
                begin = self._line
        self._after_cr = self._line == len(buffer) > 0 and buffer[-1] == 0x0D
        del buffer[:begin]
        self._line -= begin
        self._seen = len(buffer)
        if len(buffer) > self._max_event:
            self.overflowed = True
            events.append(SseEvent(None, "", bytes(buffer)))
            buffer.clear()
            self._data.clear()
            self._line = self._seen = 0
        return events

    def _read_line(self, line: bytes) -> bool:
        """Takes one line in; True when it ends the event."""
        if self._at_start:
            self._at_start = False
            line = line.removeprefix(_BOM)
        if not line:
            return True
        name, _, value = line.partition(b":")
        if name == b"data":
            self._data.append(value.removeprefix(b" "))
        elif name == b"event":
            self._event = value.removeprefix(b" ")
        return False

    def _take(self, raw: bytes) -> SseEvent:
        name = self._event.decode(errors="replace")
        self._event = b""
        if not self._data:
            return SseEvent(None, name, raw)
        data = self._data[0] if len(self._data) == 1 else b"\n".join(self._data)
        self._data = []
        try:
            return SseEvent(data.decode(), name, raw)
        except UnicodeDecodeError:
            return SseEvent(data.decode(errors="replace"), name, raw, damaged=True)
