"""What an engine tells of its KV cache as it happens: blocks stored and removed, in its own names and in ours.

vLLM publishes such events (`--kv-events-config`), SGLang in the same format. An engine names a block by a hash that
nobody else can compute; it also says which tokens are in the block, and after which block it comes. That is enough to
give it the name that `core.prefix.token_chain` gives the same tokens, so that a request whose tokens are known can be
compared with what a replica holds, block by block, whoever sent it there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

Name = int | bytes
"""What the engine calls a block."""


@dataclass(frozen=True, slots=True)
class Stored:
    """Blocks that follow one another in the cache now."""

    names: tuple[Name, ...]
    parent: Name | None
    """The block before the first; None at a prompt's start."""
    tokens: tuple[int, ...]
    block_tokens: int
    salt: str = ""
    """What keeps the first block from other tenants."""


@dataclass(frozen=True, slots=True)
class Removed:
    """Blocks that made room for others."""

    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Cleared:
    """Nothing is cached any more."""


Event = Stored | Removed | Cleared

_FIELDS: Final = {
    "BlockStored": (
        "block_hashes",
        "parent_block_hash",
        "token_ids",
        "block_size",
        "lora_id",
        "medium",
        "lora_name",
        "extra_keys",
        "group_idx",
    ),
    "BlockRemoved": ("block_hashes", "medium", "group_idx"),
    "AllBlocksCleared": (),
}
"""The order in which vLLM before 0.20 and SGLang write them, as arrays behind the tag; now they are maps."""


def read_batch(document: object) -> Iterator[Event]:
    """The events of one message, decoded from msgpack. What is not understood, or not of the GPU, is left out."""
    if not isinstance(document, Sequence) or len(document) < 2 or not isinstance(document[1], Sequence):
        return
    for said in document[1]:
        if (event := _event(said)) is not None:
            yield event


def _event(said: object) -> Event | None:
    match said:
        case {"type": str(kind), **rest}:
            fields: Mapping[Any, Any] = rest
        case [str(kind), *values] if kind in _FIELDS:
            fields = dict(zip(_FIELDS[kind], values, strict=False))
        case _:
            return None
    if kind == "AllBlocksCleared":
        return Cleared()
    names = tuple(name for name in fields.get("block_hashes") or () if isinstance(name, Name))
    # Blocks in main memory or on disk come back slowly; of hybrid models the first group is the full attention's.
    if not names or fields.get("medium") not in (None, "GPU") or fields.get("group_idx") not in (None, 0):
        return None
    if kind == "BlockRemoved":
        return Removed(names)
    tokens, size = fields.get("token_ids"), fields.get("block_size")
    if kind != "BlockStored" or not isinstance(size, int) or not isinstance(tokens, Sequence):
        return None
    if len(tokens) != size * len(names) or fields.get("lora_id") is not None:
        return None
    salt = _salt(fields.get("extra_keys"))
    return None if salt is None else Stored(names, fields.get("parent_block_hash"), tuple(tokens), size, salt)


def _salt(extra: object) -> str | None:
    """The tenant's salt, which stands at the first block alone; None where pictures or adapters are in the key too."""
    keys = [key for key in extra if key] if isinstance(extra, Sequence) else []
    match keys:
        case []:
            return ""
        case [[str(salt)]] | [(str(salt),)]:
            return salt
        case _:
            return None


@dataclass(frozen=True, slots=True)
class Change:
    """What a replica holds more and less than before, in names of `token_chain`."""

    stored: tuple[bytes, ...] = ()
    removed: tuple[bytes, ...] = ()
    block_tokens: int = 0


class EngineBlocks:
    """All blocks that one replica has told of. Engines keep the same tokens in several blocks at times: a block is
    gone when the last of them is."""

    def __init__(self) -> None:
        self._chains: dict[Name, Any] = {}
        """For each block, the hash of all tokens up to its end, which its followers continue."""
        self._copies: dict[Name, int] = {}

    def __len__(self) -> int:
        return len(self._chains)

    def apply(self, event: Event) -> Change:
        """What the event changes. Blocks after one that was never told of cannot be named, and are left out."""
        match event:
            case Cleared():
                gone = tuple(chain.digest() for chain in self._chains.values())
                self._chains.clear()
                self._copies.clear()
                return Change(removed=gone)
            case Removed(names):
                return Change(removed=tuple(self._remove(names)))
            case Stored():
                return Change(stored=tuple(self._store(event)), block_tokens=event.block_tokens)

    def _store(self, event: Stored) -> Iterator[bytes]:
        if event.parent is None:
            chain = hashlib.sha1(event.salt.encode(), usedforsecurity=False)
        elif event.parent in self._chains:
            chain = self._chains[event.parent].copy()
        else:
            return
        for i, name in enumerate(event.names):
            tokens = event.tokens[i * event.block_tokens : (i + 1) * event.block_tokens]
            chain.update(b"".join(token.to_bytes(4, "little") for token in tokens))
            self._copies[name] = self._copies.get(name, 0) + 1
            if self._copies[name] == 1:
                self._chains[name] = chain.copy()
                yield chain.digest()

    def _remove(self, names: Sequence[Name]) -> Iterator[bytes]:
        for name in names:
            copies = self._copies.get(name, 0)
            if copies > 1:
                self._copies[name] = copies - 1
            elif copies:
                del self._copies[name]
                yield self._chains.pop(name).digest()
