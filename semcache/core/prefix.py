"""A prompt as a chain of hashes: two prompts share as many leading hashes as they share leading blocks.

Engines keep the KV cache of a prompt by its leading blocks of tokens. A gateway has no tokenizer, so the blocks here
are of bytes: the whole prompt is written out as it will be read (tools, system, every message in order), and each hash
stands for all that came before it. Blocks grow with their distance from the start, so that a megabyte costs some 130
hashes; their ends depend on nothing but that distance, so chains of different prompts can be compared.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

import orjson

BYTES_PER_TOKEN: Final = 4
"""English prose and JSON with the usual tokenizers; 3 to 5 over languages and code."""
_FIRST: Final = 256
"""Bytes of the first blocks, some 64 tokens: engines' own blocks have 16 to 128 tokens."""
_OF_A_SIZE: Final = 16
"""Blocks of one size before the next ones are twice as long."""
_ENDS: Final = tuple(
    (_FIRST << level) * (step + 1) + _FIRST * _OF_A_SIZE * ((1 << level) - 1)
    for level in range(20)
    for step in range(_OF_A_SIZE)
)
"""Where blocks end, in bytes from the start; the last ends beyond any body."""
_SLICES: Final = tuple(slice(start, end) for start, end in pairwise((0, *_ENDS)))
_TOKEN_ENDS: Final = tuple(end // BYTES_PER_TOKEN for end in _ENDS)

_BEFORE: Final = ("tools", "functions", "system", "instructions")
"""What chat templates write before the first message, in the order in which most of them do."""
_TURNS: Final = ("messages", "input", "prompt")
"""What grows at its end from one turn of a conversation to the next, by protocol."""
_TEMPLATE: Final = ("chat_template", "chat_template_kwargs", "reasoning_effort", "documents", "cache_salt")
"""What changes the first tokens of every prompt."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The leading blocks of one prompt. Whole ones only: an engine keeps no half blocks."""

    blocks: tuple[bytes, ...]
    """Each stands for everything up to its block's end."""
    tokens: int
    """Of the whole prompt, what follows the last whole block included; an estimate unless an engine counted."""
    ends: Sequence[int] = field(default=_TOKEN_ENDS, repr=False)
    """Tokens from the start to the end of each block; may be longer than `blocks`."""

    def tokens_in(self, blocks: int) -> int:
        """Tokens that the first so many blocks hold."""
        return min(self.ends[blocks - 1], self.tokens) if blocks else 0


def prefix_chain(document: Mapping[str, Any], salt: str = "") -> Chain:
    """The chain of a request in any known protocol, as parsed JSON.

    A `salt` (a tenant's name) keeps chains apart that the engine keeps apart by its `cache_salt`. What cannot be
    written as JSON has an empty chain: it goes where there is room.
    """
    seed = [document.get("model"), salt, *(document[name] for name in _TEMPLATE if name in document)]
    try:
        parts = [orjson.dumps(document[name], option=orjson.OPT_SORT_KEYS) for name in _BEFORE if document.get(name)]
        for name in _TURNS:
            if turns := document.get(name):
                # Without its closing bracket or quote, so that the next turn's prompt begins with all of this one's.
                parts.append(orjson.dumps(turns, option=orjson.OPT_SORT_KEYS)[:-1])
        hasher = hashlib.sha1(orjson.dumps(seed, option=orjson.OPT_SORT_KEYS), usedforsecurity=False)
    except orjson.JSONEncodeError:
        return Chain((), 0)
    text = b"".join(parts)
    size = len(text)
    blocks = []
    for end, piece in zip(_ENDS, _SLICES, strict=True):
        if end > size:
            break
        hasher.update(text[piece])
        blocks.append(hasher.copy().digest())
    return Chain(tuple(blocks), -(-size // BYTES_PER_TOKEN))


def token_chain(tokens: Sequence[int], block: int, salt: str = "") -> Chain:
    """The chain of a prompt whose tokens are known, in the engine's own blocks of `block` tokens."""
    hasher = hashlib.sha1(salt.encode(), usedforsecurity=False)
    blocks = []
    for start in range(0, len(tokens) - block + 1, block):
        hasher.update(b"".join(token.to_bytes(4, "little") for token in tokens[start : start + block]))
        blocks.append(hasher.copy().digest())
    return Chain(tuple(blocks), len(tokens), range(block, block * len(blocks) + 1, block))
