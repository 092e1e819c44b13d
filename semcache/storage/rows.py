"""Entries to rows of the `entries` table and back, with checksums."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from semcache.core.codec import decode, encode
from semcache.core.entry import Entry
from semcache.core.freshness import Contract
from semcache.core.request import Completion, Usage
from semcache.core.scope import Scope
from semcache.ports import StoredVector, Vector
from semcache.storage.checksums import checksum

Row = tuple[str | bytes | float | int | None, ...]

WRITE = """INSERT OR REPLACE INTO entries
    (key, scope_digest, created, ends, bytes, vector, vector_checksum,
     scope, query, contract, author, protocol, model, usage, checksum, body, fence)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""

READ = "SELECT key, scope, query, contract, author, protocol, model, usage, checksum, body FROM entries"

# One damaged scope, which JSON's functions do not take, must not keep the others from being read.
READ_VECTORS = """SELECT scope_digest, key, vector, vector_checksum,
        CASE WHEN json_valid(scope) THEN json_extract(scope, '$.embedder') END, id
    FROM entries WHERE vector IS NOT NULL AND {where}"""


def entry_row(entry: Entry, vector: bytes | None, fence: int | None = None) -> Row:
    """Parameters for WRITE. A ValueError or TypeError when a value cannot be written down."""
    completion = entry.completion
    head: tuple[str | None, ...] = (
        encode(entry.scope).decode(),
        entry.query,
        encode(entry.contract).decode(),
        entry.author,
        completion.protocol,
        completion.model,
        None if completion.usage is None else encode(completion.usage).decode(),
    )
    scope = entry.scope.digest
    return (
        entry.key,
        scope,
        entry.contract.created,
        entry.contract.ends,
        sum(len(text or "") for text in head) + len(completion.body) + len(vector or b""),
        vector,
        None if vector is None else checksum(scope, entry.key, vector),
        *head,
        checksum(entry.key, *head, completion.body),
        completion.body,
        fence or 0,
    )


def read_entry(row: Sequence[bytes | None]) -> Entry | None:
    """The entry of a row of READ, its texts as bytes. None if a bit of it is not as it was written, or if a newer
    version wrote what this one does not know."""
    key, scope, query, contract, author, protocol, model, usage, written, body = row
    try:
        if checksum(*row[:8], body) != written:
            return None
        return Entry(
            key=_text(key),
            scope=decode(Scope, scope or b""),
            query=None if query is None else _text(query),
            completion=Completion(
                protocol=_text(protocol),
                model=_text(model),
                body=body or b"",
                usage=None if usage is None else decode(Usage, usage),
            ),
            contract=decode(Contract, contract or b""),
            author=_text(author),
        )
    except (TypeError, ValueError):
        return None


def vector_bytes(vector: Vector) -> bytes:
    """Little-endian float32: float16 would halve it, but then a similarity after a restart is not the one before."""
    return np.asarray(vector, dtype="<f4").tobytes()


def read_vector(row: Sequence[bytes | None]) -> StoredVector | None:
    """The vector of a row of READ_VECTORS, its texts as bytes; None if it is not as it was written."""
    scope, key, vector, written, embedder = row[:5]
    try:
        if checksum(scope, key, vector) != written:
            return None
        numbers = np.frombuffer(vector or b"", dtype="<f4").astype(np.float32, copy=False)
        return StoredVector(_text(scope), _text(key), _text(embedder), numbers)
    except (TypeError, ValueError):
        return None


def _text(value: bytes | None) -> str:
    if value is None:
        raise ValueError("text expected")
    return value.decode()
