"""Entries, vectors and events as they lie in Redis: signed with the deployment's key, and nothing else is believed.

An entry is a hash. `s` (scope digest) and `v` (vector, little-endian float32) lie open, for Redis to search by; the
answer's head and body are JSON and bytes, each compressed where that pays. Two signatures, HMAC-SHA256 cut to 16 bytes
(RFC 2104, section 5), bind them to key, scope and generation: `m` the answer, `w` the vector, so that neither has to
be read for the other's sake.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from semcache.core.codec import decode, encode
from semcache.core.entry import Entry
from semcache.core.freshness import Contract
from semcache.core.request import Completion, Usage
from semcache.core.scope import Scope
from semcache.core.world import Announcement, Event, Grounds, decode_event, encode_event
from semcache.errors import StoreFault
from semcache.ids import new_id
from semcache.ports import StoredVector, Vector

VERSION = 1
"""Of the schema; the head's first byte."""
PLAIN, ZLIB = b"\x00", b"\x01"
COMPRESSED_FROM = 400
"""Bytes. Of this length zlib's level 1 saves two fifths of English text, of half the length a quarter; zstd saves no
more. Reading it back takes 4 microseconds."""
LONGEST = 256 << 20
"""Bytes of a value."""

ENTRY_FIELDS = ("s", "g", "h", "a", "m")
HEAD_FIELDS = ("g", "h")
VECTOR_FIELDS = ("s", "g", "e", "v", "w")


@dataclass(frozen=True, slots=True)
class Head:
    """An entry but for its key and body."""

    scope: Scope
    query: str | None
    contract: Contract
    author: str
    protocol: str
    model: str
    usage: Usage | None


class Damaged(Exception):
    """The value is not as it was written."""


class OtherKey(StoreFault):
    """The deployment signs with another key than this process."""


class Seal:
    """Writes values that only a holder of the key could have written, and reads none else."""

    def __init__(self, secret: bytes, prefix: str) -> None:
        self._secret = hashlib.sha256(b"semcache store\x00" + prefix.encode() + b"\x00" + secret).digest()

    def entry(self, entry: Entry, vector: Vector | None, generation: str) -> dict[str, bytes]:
        """The fields of its hash. A ValueError or TypeError when something in it cannot be written down."""
        completion, scope = entry.completion, entry.scope.digest.encode()
        head = Head(
            entry.scope, entry.query, entry.contract, entry.author, completion.protocol, completion.model,
            completion.usage,
        )  # fmt: skip
        written = {
            "s": scope,
            "g": generation.encode(),
            "h": bytes([VERSION]) + _packed(encode(head)),
            "a": _packed(completion.body),
        }
        written["m"] = self._sign(b"entry", entry.key.encode(), *written.values())
        if vector is not None:
            embedder, numbers = entry.scope.embedder.encode(), np.asarray(vector, dtype="<f4").tobytes()
            signature = self._sign(b"vector", entry.key.encode(), scope, written["g"], embedder, numbers)
            written |= {"e": embedder, "v": numbers, "w": signature}
        contract = entry.contract
        return written | {
            "u": entry.author.encode(),
            "c": repr(contract.created).encode(),
            "x": repr(contract.ends).encode(),
        }

    def read_entry(self, key: str, fields: Sequence[bytes | None], generation: str) -> Entry | None:
        """From ENTRY_FIELDS; None where there is none, none of this generation or one of a newer version.
        Damaged if it is not as it was written."""
        scope, stored_under, head, body, signature = fields
        if head is None or stored_under != generation.encode():
            return None
        if head[:1] > bytes([VERSION]):
            return None
        if None in fields or not self._is_signed(signature, b"entry", key.encode(), scope, stored_under, head, body):
            raise Damaged
        try:
            read = decode(Head, _unpacked(head[1:]))
            completion = Completion(read.protocol, read.model, _unpacked(body or b""), read.usage)
        except (TypeError, ValueError, zlib.error):
            return None  # signed with our key, so another version of this program knows what it is
        return Entry(key, read.scope, read.query, completion, read.contract, read.author)

    def read_vector(self, key: str, fields: Sequence[bytes | None], generation: str) -> StoredVector | None:
        """As `read_entry`, from VECTOR_FIELDS."""
        scope, stored_under, embedder, numbers, signature = fields
        if numbers is None or scope is None or embedder is None or stored_under != generation.encode():
            return None
        if not self._is_signed(signature, b"vector", key.encode(), scope, stored_under, embedder, numbers):
            raise Damaged
        vector = np.frombuffer(numbers, dtype="<f4").astype(np.float32, copy=False)
        return StoredVector(scope.decode(), key, embedder.decode(), vector)

    def neighbour(self, scope: str, key: str, numbers: bytes) -> bytes:
        """The signature of a vector that lies by itself, for Redis to search by."""
        return self._sign(b"neighbour", scope.encode(), key.encode(), numbers)

    def is_neighbour(self, signature: bytes | None, scope: str, key: str, numbers: bytes) -> bool:
        return self._is_signed(signature, b"neighbour", scope.encode(), key.encode(), numbers)

    def generation(self, base: int) -> str:
        """A new one, which counts its events from there."""
        name = f"{base}.{new_id()[:16]}"
        return f"{name}.{self._sign(b'generation', name.encode()).hex()}"

    def base_of(self, generation: bytes) -> int:
        """OtherKey where somebody else made it: neither could read what the other writes."""
        name, _, signature = generation.rpartition(b".")
        if not hmac.compare_digest(signature, self._sign(b"generation", name).hex().encode()):
            raise OtherKey("what is in Redis was begun with another SEMCACHE_STORE_KEY than this process has")
        return int(name.partition(b".")[0])

    def event(self, number: int, event: Event, who: str, at: float) -> list[bytes]:
        """The fields of its item, name after name. A StoreFault if it would not read back as it is."""
        try:
            text = encode_event(event).encode()
        except (TypeError, ValueError) as error:
            raise StoreFault(f"the event cannot be kept: {error}") from error
        said, time = who.encode(errors="replace"), repr(at).encode()
        signature = self._sign(b"event", str(number).encode(), text, said, time)
        return [b"e", text, b"w", said, b"t", time, b"m", signature]

    def read_event(self, number: int, item: Sequence[bytes]) -> Announcement:
        """From the fields of an item. A StoreFault if this process cannot know what it says."""
        fields = dict(zip(item[::2], item[1::2], strict=False))
        text, said, time = fields.get(b"e", b""), fields.get(b"w", b""), fields.get(b"t", b"")
        if not self._is_signed(fields.get(b"m"), b"event", str(number).encode(), text, said, time):
            raise OtherKey(f"event {number} was written with another SEMCACHE_STORE_KEY than this process has")
        try:
            return Announcement(number, decode_event(text), said.decode(), float(time), None)
        except ValueError as error:
            raise StoreFault(f"event {number} is not understood: {error}; upgrade semcache") from error

    def _sign(self, *parts: bytes) -> bytes:
        whole = hmac.new(self._secret, struct.pack(f"<{len(parts)}I", *map(len, parts)), "sha256")
        for part in parts:
            whole.update(part)
        return whole.digest()[:16]

    def _is_signed(self, signature: bytes | None, *parts: bytes | None) -> bool:
        known = [part for part in parts if part is not None]
        return signature is not None and len(known) == len(parts) and hmac.compare_digest(signature, self._sign(*known))


def read_grounds(key: str, fields: Sequence[bytes], generation: str) -> Grounds | None:
    """From HEAD_FIELDS, for counting and for deleting: without the body, nobody can tell whether they are signed.
    None where it is of another generation; a ValueError for what cannot be read."""
    stored_under, head = fields
    if stored_under != generation.encode():
        return None
    try:
        read = decode(Head, _unpacked(head[1:]))
    except (TypeError, zlib.error) as error:
        raise ValueError("not a head") from error
    terms = read.contract
    return Grounds(
        key, read.scope.tenant, read.author, (read.scope.model, read.model), terms.rule, terms.sources, terms.tags,
        terms.epoch, terms.created,
    )  # fmt: skip


def _packed(data: bytes) -> bytes:
    if len(data) >= COMPRESSED_FROM and len(smaller := zlib.compress(data, 1)) < len(data):
        return ZLIB + smaller
    return PLAIN + data


def _unpacked(data: bytes) -> bytes:
    if data[:1] == ZLIB:
        opened = zlib.decompressobj()
        whole = opened.decompress(data[1:], LONGEST)
        if opened.eof:
            return whole
        raise ValueError("longer than anything that was ever stored, or cut")
    if data[:1] != PLAIN:
        raise ValueError("packed in an unknown way")
    return data[1:]
