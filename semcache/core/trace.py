"""The W3C Trace Context that requests come and go with: https://www.w3.org/TR/trace-context/."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final, NamedTuple

HEADER: Final = "traceparent"
_NAME: Final = HEADER.encode()
_PARENT = re.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?")


Headers = Sequence[tuple[bytes, bytes]]
"""Names in lower case."""


class Parent(NamedTuple):
    """The client's span."""

    trace: int
    span: int
    sampled: bool


def traceparent(headers: Mapping[str, str]) -> str:
    """The header as it came, if it is one; "" else. Names are in lower case."""
    said = headers.get(HEADER, "").strip()
    return said[:55] if said and parent_of(said) is not None else ""


def parent_of(said: str) -> Parent | None:
    """What a traceparent says; None where it is none (section 3.2.2): zeros, version ff, 00 with more."""
    found = _PARENT.fullmatch(said)
    if found is None or found[1] == "ff" or (found[1] == "00" and found[5]):
        return None
    trace, span = int(found[2], 16), int(found[3], 16)
    return Parent(trace, span, bool(int(found[4], 16) & 1)) if trace and span else None


@dataclass(frozen=True, slots=True)
class Trace:
    """What the spans of a request are part of: its client's trace, or one of their own."""

    id: int
    sampled: bool = True
    client: int | None = None
    """The client's span."""

    @classmethod
    def of(cls, request_id: str, said: str) -> Trace:
        """`said` is the client's traceparent; "" for a call that no client waits for."""
        client = parent_of(said)
        return cls(_number(request_id, 16)) if client is None else cls(client.trace, client.sampled, client.span)

    def handed_on(self, headers: Headers, call: str) -> tuple[tuple[bytes, bytes], ...]:
        """With the span of this call of ours in the place of the client's."""
        # What tracestate says is of the trace that it came with.
        left_out = (_NAME,) if self.client is not None else (_NAME, b"tracestate")
        parent = f"00-{self.id:032x}-{span_id('call', call):016x}-{self.sampled:02x}"
        return *(header for header in headers if header[0] not in left_out), (_NAME, parent.encode())


def span_id(what: str, id: str) -> int:
    """Of the span of an "answer", a "lookup" or a "call"; whoever asks gets the same."""
    return _number(f"{what}/{id}", 8)


def _number(text: str, size: int) -> int:
    """Never 0, which is no id."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=size).digest(), "big") or 1
