"""What tells that a bit of what lies on the disk is not as it was written."""

from __future__ import annotations

import hashlib
import struct


def checksum(*values: str | bytes | None) -> bytes:
    """BLAKE2b, 16 bytes, over the values and where each ends."""
    parts = [value.encode() if isinstance(value, str) else value for value in values]
    lengths = [-1 if part is None else len(part) for part in parts]
    said = struct.pack(f"<{len(lengths)}q", *lengths) + b"".join(filter(None, parts))
    return hashlib.blake2b(said, digest_size=16).digest()


def checksum_of(*values: bytes | int | float | None) -> bytes:
    """As `checksum`, for SQL: texts as blobs, for what is no more Unicode cannot be handed over as a text."""
    return checksum(*map(_packed, values))


def _packed(value: bytes | int | float | None) -> bytes | None:
    match value:
        case int():
            return b"i%d" % value
        case float():
            return b"f" + struct.pack("<d", value)
        case _:
            return value
