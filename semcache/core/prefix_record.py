"""Which replica holds the KV cache of which prefix, as far as a gateway can know.

By default that is a guess: what was sent to a replica is taken to be there until as many tokens as it can hold were
sent after it. A replica that tells (KV events) is believed instead of the guess.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable

from semcache.core.prefix import Chain

DEFAULT_CAPACITY = 262_144
"""Tokens that a replica is taken to hold while nobody says: what an 8B model in bf16 leaves free on an 80 GB card is
between 250 and 450 thousand."""


class _Held:
    """What one replica holds, least recently used first."""

    __slots__ = ("blocks", "capacity", "exact", "tokens")

    def __init__(self, capacity: int) -> None:
        self.blocks: OrderedDict[bytes, int] = OrderedDict()
        self.capacity = capacity
        self.tokens = 0
        self.exact = False


class PrefixRecord:
    """A bounded record: no replica's part outgrows what the replica itself can hold.

    Finding who holds a chain takes one look-up a block, however many replicas there are: each block knows its holders
    as the bits of one number.
    """

    def __init__(self, capacity: int = DEFAULT_CAPACITY) -> None:
        """`capacity` is in tokens, of a replica of which no capacity is set."""
        self._capacity = capacity
        self._held: dict[str, _Held] = {}
        self._names: list[str] = []
        self._bits: dict[str, int] = {}
        self._holders: dict[bytes, int] = {}

    def __len__(self) -> int:
        """How many different blocks are known."""
        return len(self._holders)

    def overlaps(self, chain: Chain) -> dict[str, int]:
        """How many tokens of the chain's start each replica holds; replicas that hold none are left out."""
        found: dict[str, int] = {}
        standing = -1  # all bits
        depth = 0
        for block in chain.blocks:
            still = standing & self._holders.get(block, 0)
            if still != standing:
                if depth:
                    self._note(found, standing & ~still, chain.tokens_in(depth))
                standing = still
                if not still:
                    return found
            depth += 1
        if depth:
            self._note(found, standing, chain.tokens_in(depth))
        return found

    def _note(self, found: dict[str, int], bits: int, tokens: int) -> None:
        while bits:
            low = bits & -bits
            found[self._names[low.bit_length() - 1]] = tokens
            bits ^= low

    def saw(self, replica: str, chain: Chain) -> None:
        """A prompt was sent there: its blocks are the last that the replica will let go."""
        held = self._of(replica)
        if held.exact:
            return
        blocks, ends = held.blocks, chain.ends
        # The end first: engines let go of a prompt's end before its start, which other prompts may share.
        for i in range(len(chain.blocks) - 1, -1, -1):
            block = chain.blocks[i]
            if block in blocks:
                blocks.move_to_end(block)
            else:
                self._add(replica, held, block, ends[i] - ends[i - 1] if i else ends[0])
        self._trim(replica, held)

    def set_capacity(self, replica: str, tokens: int) -> None:
        """What the replica itself says that it can hold."""
        held = self._of(replica)
        held.capacity = tokens
        self._trim(replica, held)

    def forget(self, replica: str) -> None:
        """It restarted, or said that it holds nothing any more."""
        held = self._held.get(replica)
        if held is None:
            return
        for block in held.blocks:
            self._unmark(replica, block)
        held.blocks.clear()
        held.tokens = 0

    # What a replica tells itself. From the first such word on nothing is guessed of it.

    def stored(self, replica: str, blocks: Iterable[bytes], tokens_each: int) -> None:
        """It says that it holds these now."""
        held = self._exactly(replica)
        for block in blocks:
            if block not in held.blocks:
                self._add(replica, held, block, tokens_each)

    def removed(self, replica: str, blocks: Iterable[bytes]) -> None:
        """It says that it let these go."""
        held = self._exactly(replica)
        for block in blocks:
            if (tokens := held.blocks.pop(block, None)) is not None:
                held.tokens -= tokens
                self._unmark(replica, block)

    def guess_again(self, replica: str) -> None:
        """It tells no more: what was sent there counts again, and what it said is no longer true for certain."""
        self.forget(replica)
        self._of(replica).exact = False

    def holds(self, replica: str) -> int:
        """Tokens that it is taken to hold."""
        held = self._held.get(replica)
        return held.tokens if held else 0

    def _exactly(self, replica: str) -> _Held:
        held = self._of(replica)
        if not held.exact:
            self.forget(replica)
            held.exact = True
        return held

    def _of(self, replica: str) -> _Held:
        held = self._held.get(replica)
        if held is None:
            held = self._held[replica] = _Held(self._capacity)
            self._bits[replica] = 1 << len(self._names)
            self._names.append(replica)
        return held

    def _add(self, replica: str, held: _Held, block: bytes, tokens: int) -> None:
        held.blocks[block] = tokens
        held.tokens += tokens
        self._holders[block] = self._holders.get(block, 0) | self._bits[replica]

    def _trim(self, replica: str, held: _Held) -> None:
        if held.exact:
            return
        while held.tokens > held.capacity and held.blocks:
            block, tokens = held.blocks.popitem(last=False)
            held.tokens -= tokens
            self._unmark(replica, block)

    def _unmark(self, replica: str, block: bytes) -> None:
        left = self._holders[block] & ~self._bits[replica]
        if left:
            self._holders[block] = left
        else:
            del self._holders[block]
