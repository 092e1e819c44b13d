"""Listens to what a replica tells of its KV cache, over ZeroMQ. Needs the extra `kv-events`."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from semcache.core.kv_events import Change, Cleared, EngineBlocks, read_batch
from semcache.errors import ConfigError

if TYPE_CHECKING:
    import zmq.asyncio

log = logging.getLogger("semcache")

_END = b"\xff" * 8
"""The number that ends a replay."""
_PATIENCE = 5.0
"""Seconds for each part of a replay; vLLM looks for requests of one ten times a second."""


class Message(NamedTuple):
    """One numbered message."""

    number: int
    at: float
    """Seconds since the epoch, by the replica's clock: a number that is less, and later, is a new replica's."""
    document: object


class KvEvents:
    """Follows one replica and passes on each change of what it holds.

    Messages are numbered. What was missed is asked for again where the replica keeps a replay of its past. Where it
    does not, and when it starts anew, nothing that was heard before is certain: all of it is passed on as removed.
    """

    def __init__(
        self, endpoint: str, told: Callable[[Change], None], *, topic: str = "", replay: str | None = None
    ) -> None:
        """`endpoint` and `replay` are where the replica publishes and repeats: ipc:///path or tcp://host:port.

        `told` is called in the event loop, and must not block. Raises ConfigError when pyzmq or msgpack is missing.
        """
        try:
            import msgpack
            import zmq
            import zmq.asyncio
        except ImportError:
            raise ConfigError(
                "upstreams", "kv-events", "needs pyzmq and msgpack: pip install 'semcache-llm[kv-events]'"
            ) from None
        self._zmq, self._unpack = zmq, msgpack.unpackb
        self._endpoint, self._replay, self._topic, self._told = endpoint, replay, topic.encode(), told
        self.blocks = EngineBlocks()
        self.gaps = 0
        """How often something was missed for good, or the replica started anew."""
        self._next: int | None = None
        """The number that the next message must have; None before the first."""
        self._heard_at = 0.0
        """When the last message was sent, by the replica's clock."""

    async def run(self) -> None:
        """Listens until it is cancelled."""
        context = self._zmq.asyncio.Context()
        socket = context.socket(self._zmq.SUB)
        socket.setsockopt(self._zmq.RCVHWM, 100_000)
        socket.subscribe(self._topic)
        try:
            socket.connect(self._endpoint)
            await self._repeat(context)
            while True:
                await self._hear(context, await socket.recv_multipart())
        except self._zmq.ZMQError as error:
            raise ConfigError("upstreams", "kv-events", f"cannot listen to {self._endpoint}: {error}") from None
        finally:
            context.destroy(linger=0)

    async def _hear(self, context: zmq.asyncio.Context, frames: Sequence[bytes]) -> None:
        message = self._read(frames)
        if message is None or self._is_known(message):
            return
        if self._next is not None and message.number > self._next:
            await self._repeat(context)  # perhaps what was missed is still to be had
            if self._is_known(message):
                return
        if self._next is not None and message.number != self._next:
            self._lose()
            await self._repeat(context)
            if self._is_known(message):
                return
        self._take(message)

    def _is_known(self, message: Message) -> bool:
        """Whether it was repeated before."""
        return self._next is not None and message.number < self._next and message.at <= self._heard_at

    def _lose(self) -> None:
        self.gaps += 1
        self._next = None
        self._told(self.blocks.apply(Cleared()))

    def _read(self, frames: Sequence[bytes]) -> Message | None:
        try:
            number, payload = frames[-2:]
            document = self._unpack(payload, strict_map_key=False)
            return Message(int.from_bytes(number, "big"), float(document[0]), document)
        except (ValueError, TypeError, LookupError) as error:
            log.debug("a KV event that cannot be read: %s", error)
            return None

    def _take(self, message: Message) -> None:
        self._next, self._heard_at = message.number + 1, message.at
        for event in read_batch(message.document):
            self._told(self.blocks.apply(event))

    async def _repeat(self, context: zmq.asyncio.Context) -> None:
        """Hears again what the replica keeps of its past, from where we are; all of it when we know nothing."""
        if self._replay is None:
            return
        socket = context.socket(self._zmq.DEALER)
        try:
            socket.connect(self._replay)
            await socket.send_multipart([b"", (self._next or 0).to_bytes(8, "big")])
            with contextlib.suppress(TimeoutError):
                while True:
                    async with asyncio.timeout(_PATIENCE):
                        frames = await socket.recv_multipart()
                    if frames[-2:-1] == [_END]:
                        return
                    message = self._read(frames)
                    if message is None or self._is_known(message):
                        continue
                    if self._next is not None and message.number != self._next:
                        self._lose()  # what we missed is kept no more
                    self._take(message)
        finally:
            socket.close(linger=0)
