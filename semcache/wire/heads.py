"""What the head of a response says of its body."""

from __future__ import annotations

Headers = tuple[tuple[bytes, bytes], ...]
"""Names are in lower case."""


def header_of(headers: Headers, name: bytes) -> str:
    """The first value of a header, or ""."""
    return next((value.decode("latin-1") for key, value in headers if key == name), "")


def media_type_of(headers: Headers) -> str:
    """ "application/json": in lower case and without parameters; "" where it is not told."""
    return header_of(headers, b"content-type").partition(";")[0].strip().lower()


def is_encoded(headers: Headers) -> bool:
    """Its bytes are compressed, or what else a Content-Encoding may be. Nobody asked for that, and nobody here looks
    into it: it is handed on with its head, by which its client knows how to read it."""
    said = b",".join(value for name, value in headers if name == b"content-encoding")
    return any(one.strip().lower() not in (b"", b"identity") for one in said.split(b","))
