"""Following a replica's KV events over a real ZeroMQ socket, with a publisher that numbers and repeats as vLLM does."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import msgpack
import pytest
import zmq
import zmq.asyncio

from semcache.adapters.kv_events import KvEvents
from semcache.core.kv_events import Change
from semcache.core.prefix import token_chain
from semcache.core.prefix_record import PrefixRecord


class Publisher:
    """Publishes numbered batches at one endpoint and repeats them at another."""

    def __init__(self, folder: Path) -> None:
        self._context = zmq.asyncio.Context()
        self.endpoint, self.replay = f"ipc://{folder}/kv", f"ipc://{folder}/replay"
        self._pub = self._context.socket(zmq.PUB)
        self._pub.bind(self.endpoint)
        self._router = self._context.socket(zmq.ROUTER)
        self._router.bind(self.replay)
        self._kept: list[bytes] = []
        self._repeating = asyncio.create_task(self._repeat())

    async def send(self, *events: dict[str, Any], lost: bool = False) -> None:
        payload = msgpack.packb([time.time(), list(events), 0])
        self._kept.append(payload)
        if not lost:
            await self._pub.send_multipart([b"kv", (len(self._kept) - 1).to_bytes(8, "big"), payload])

    async def _repeat(self) -> None:
        while True:
            client, _, start = await self._router.recv_multipart()
            for number in range(int.from_bytes(start, "big"), len(self._kept)):
                await self._router.send_multipart([client, b"", b"kv", number.to_bytes(8, "big"), self._kept[number]])
            await self._router.send_multipart([client, b"", b"", b"\xff" * 8, b""])

    async def close(self) -> None:
        self._repeating.cancel()
        self._context.destroy(linger=0)


def stored(names: Sequence[int], tokens: Sequence[int], parent: int | None = None) -> dict[str, Any]:
    return {
        "type": "BlockStored",
        "block_hashes": list(names),
        "parent_block_hash": parent,
        "token_ids": list(tokens),
        "block_size": 2,
        "medium": "GPU",
    }


class Follower:
    """A record that follows one publisher."""

    def __init__(self, publisher: Publisher, replay: bool) -> None:
        self.record = PrefixRecord()
        self._changed = asyncio.Event()
        self.events = KvEvents(publisher.endpoint, self._told, replay=publisher.replay if replay else None)
        self._running = asyncio.create_task(self.events.run())

    def _told(self, change: Change) -> None:
        self.record.stored("r", change.stored, change.block_tokens)
        self.record.removed("r", change.removed)
        self._changed.set()

    async def holds(self, tokens: Sequence[int], expected: int) -> None:
        """Waits until this many of a prompt's leading tokens are known to be there."""
        async with asyncio.timeout(5):
            while self.record.overlaps(token_chain(tokens, 2)).get("r", 0) != expected:
                self._changed.clear()
                await self._changed.wait()

    async def close(self) -> None:
        self._running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._running


@contextlib.asynccontextmanager
async def follower(publisher: Publisher, replay: bool = True) -> AsyncIterator[Follower]:
    following = Follower(publisher, replay)
    try:
        await asyncio.sleep(0.2)  # a subscription takes a moment to reach the publisher
        yield following
    finally:
        await following.close()


@pytest.fixture
async def publisher(tmp_path: Path) -> AsyncIterator[Publisher]:
    made = Publisher(tmp_path)
    yield made
    await made.close()


PROMPT = (10, 11, 12, 13, 14, 15)


@pytest.mark.parametrize("replay", [True, False])
async def test_blocks_are_known_while_they_are_there(publisher: Publisher, replay: bool) -> None:
    async with follower(publisher, replay) as following:
        await publisher.send(stored([1, 2], PROMPT[:4]))
        await following.holds(PROMPT, 4)
        await publisher.send(stored([3], PROMPT[4:], parent=2))
        await following.holds(PROMPT, 6)
        await publisher.send({"type": "BlockRemoved", "block_hashes": [3, 2], "medium": "GPU"})
        await following.holds(PROMPT, 2)
        await publisher.send({"type": "AllBlocksCleared"})
        await following.holds(PROMPT, 0)
        assert following.events.gaps == 0


async def test_what_was_stored_before_we_listened_is_heard_again(publisher: Publisher) -> None:
    await publisher.send(stored([1, 2], PROMPT[:4]))
    async with follower(publisher) as following:
        await following.holds(PROMPT, 4)
        await publisher.send(stored([3], PROMPT[4:], parent=2))
        await following.holds(PROMPT, 6)
        assert following.events.gaps == 0


@pytest.mark.parametrize(("replay", "known"), [(True, 4), (False, 0)])
async def test_what_was_missed_is_asked_for_again_and_else_nothing_is_believed_any_more(
    publisher: Publisher, replay: bool, known: int
) -> None:
    async with follower(publisher, replay) as following:
        await publisher.send(stored([1, 2, 3], PROMPT))
        await following.holds(PROMPT, 6)
        await publisher.send({"type": "BlockRemoved", "block_hashes": [3], "medium": "GPU"}, lost=True)
        await publisher.send(stored([9], [1, 2]))
        await following.holds(PROMPT, known)
        await following.holds([1, 2], 2)
        assert following.events.gaps == (0 if replay else 1)


async def test_a_replica_that_starts_anew_holds_nothing_of_the_past(tmp_path: Path) -> None:
    first = Publisher(tmp_path)
    async with follower(first) as following:
        await first.send(stored([1, 2], PROMPT[:4]))
        await first.send(stored([3], PROMPT[4:], parent=2))
        await following.holds(PROMPT, 6)
        await first.close()
        second = Publisher(tmp_path)
        await asyncio.sleep(0.3)  # to find it
        await second.send(stored([7], [5, 5]))
        await following.holds([5, 5], 2)
        await following.holds(PROMPT, 0)
        await second.close()


async def test_strange_messages_are_passed_over(publisher: Publisher) -> None:
    async with follower(publisher) as following:
        await publisher._pub.send_multipart([b"kv", b"\0" * 8, b"\xc1 no msgpack"])
        await publisher._pub.send_multipart([b"only one"])
        await publisher.send(stored([1], PROMPT[:2]))
        await following.holds(PROMPT, 2)
