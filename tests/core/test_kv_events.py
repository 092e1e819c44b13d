"""What an engine tells of its KV cache gets the names that requests' own tokens have."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from semcache.core.kv_events import Change, Cleared, EngineBlocks, Removed, Stored, read_batch
from semcache.core.prefix import token_chain
from semcache.core.prefix_record import PrefixRecord

# As vLLM 0.32.0 sends it, decoded from msgpack; hashes and tokens shortened.
RECORDED = [
    1795241119.9,
    [
        {
            "type": "BlockStored",
            "block_hashes": [3855030167303376330, 11035653486611359659],
            "parent_block_hash": None,
            "token_ids": [1, 85, 91, 1098],
            "block_size": 2,
            "lora_id": None,
            "medium": "GPU",
            "lora_name": None,
            "extra_keys": [["tenant-a"], None],
            "group_idx": 0,
            "kv_cache_spec_kind": "full_attention",
        },
        {"type": "BlockRemoved", "block_hashes": [4382468260557168302], "medium": "GPU", "group_idx": 0},
        {"type": "AllBlocksCleared"},
    ],
    0,
]


def test_what_vllm_sends_is_understood() -> None:
    assert list(read_batch(RECORDED)) == [
        Stored((3855030167303376330, 11035653486611359659), None, (1, 85, 91, 1098), 2, "tenant-a"),
        Removed((4382468260557168302,)),
        Cleared(),
    ]


def test_events_written_as_arrays_are_understood_too() -> None:
    batch = [
        0.0,
        [["BlockStored", [b"a"], None, [7, 8], 2, None, "GPU"], ["BlockRemoved", [b"a"]], ["AllBlocksCleared"]],
    ]
    assert list(read_batch(batch)) == [Stored((b"a",), None, (7, 8), 2), Removed((b"a",)), Cleared()]


@pytest.mark.parametrize(
    "said",
    [
        None,
        [],
        {"type": "SomethingNew"},
        {"type": "BlockStored"},
        {"type": "BlockRemoved", "block_hashes": [1], "medium": "CPU"},
        {"type": "BlockRemoved", "block_hashes": [1], "medium": "GPU", "group_idx": 1},
        {"type": "BlockStored", "block_hashes": [1], "token_ids": [1], "block_size": 2},
        {"type": "BlockStored", "block_hashes": [1], "token_ids": [1, 2], "block_size": 2, "lora_id": 3},
        {
            "type": "BlockStored",
            "block_hashes": [1],
            "token_ids": [1, 2],
            "block_size": 2,
            "extra_keys": [["picture", 0]],
        },
    ],
)
def test_what_is_not_for_us_is_left_out(said: object) -> None:
    assert list(read_batch([0.0, [said], 0])) == []


@pytest.mark.parametrize("document", [None, 5, "ab", [], [0.0], [0.0, 5], {}, b"abc"])
def test_no_message_is_an_error(document: object) -> None:
    assert list(read_batch(document)) == []


def test_blocks_get_the_names_of_the_same_tokens_wherever_the_chain_was_cut() -> None:
    blocks = EngineBlocks()
    first = blocks.apply(Stored((1, 2), None, (10, 11, 12, 13), 2, "salt"))
    second = blocks.apply(Stored((3,), 2, (14, 15), 2, "salt"))
    assert first.stored + second.stored == token_chain([10, 11, 12, 13, 14, 15, 16], 2, "salt").blocks
    assert blocks.apply(Stored((9,), 77, (1, 2), 2)) == Change(block_tokens=2)  # its parent was never told of


def test_a_block_is_gone_when_its_last_copy_is() -> None:
    blocks = EngineBlocks()
    (name,) = blocks.apply(Stored((1,), None, (10, 11), 2)).stored
    assert blocks.apply(Stored((1,), None, (10, 11), 2)).stored == ()
    assert blocks.apply(Removed((1, 5))).removed == ()
    assert blocks.apply(Removed((1,))).removed == (name,)
    assert len(blocks) == 0


@given(st.integers(0, 2**32))
def test_the_record_holds_what_an_engine_holds(seed: int) -> None:
    """An engine that caches prompts and evicts blocks at random, ends first, and a record that hears of it."""
    chance = random.Random(seed)
    record, blocks = PrefixRecord(), EngineBlocks()
    held: dict[tuple[int, ...], int] = {}
    record.stored("r", (), 2)
    prompts = [tuple(chance.randrange(3) for _ in range(chance.randrange(0, 12))) for _ in range(12)]
    for prompt in prompts:
        ends = list(range(2, len(prompt) + 1, 2))
        new = [end for end in ends if prompt[:end] not in held]
        for end in new:
            held[prompt[:end]] = hash(prompt[:end])
        if new:
            parent = held.get(prompt[: new[0] - 2])
            names = tuple(held[prompt[:end]] for end in new)
            change = blocks.apply(Stored(names, parent, prompt[new[0] - 2 : new[-1]], 2))
            record.stored("r", change.stored, 2)
        leaves = [one for one in held if not any(other[: len(one)] == one for other in held if len(other) > len(one))]
        for leaf in leaves:
            if chance.random() < 0.3:
                record.removed("r", blocks.apply(Removed((held.pop(leaf),))).removed)
        for other in prompts:
            most = max((len(one) for one in held if other[: len(one)] == one), default=0)
            assert record.overlaps(token_chain(other, 2)).get("r", 0) == most
