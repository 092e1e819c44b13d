"""The bell: that there is something to be heard at once. Whoever misses it hears of everything with the next beat."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from semcache.errors import StoreFault
from semcache.redis import scripts
from semcache.redis.client import Client, Command
from semcache.redis.names import Names

RINGS = 100
"""That Redis keeps, about."""
RING_PATIENCE = 1.0
LISTEN_SECONDS = 5.0
LISTEN_PATIENCE = 0.4
DEAF_SECONDS = 0.25
"""After trouble, until it is listened for again."""


class Bell:
    """Rings for all processes, and listens."""

    def __init__(self, client: Client, names: Names) -> None:
        self.rung = asyncio.Event()
        """Set, and replaced, whenever somebody rang."""
        self._client = client
        self._names = names

    @property
    def ringing(self) -> Command:
        """The command that rings, to be sent with others."""
        return self._client.eval(scripts.APPEND, self._names.bell, RINGS, b"r", b"1")

    async def ring(self) -> None:
        await self._client.run([self.ringing], RING_PATIENCE)

    async def keep_listening(self, heard: Callable[[], None]) -> None:
        """Until cancelled."""
        last = b"$"
        while True:
            try:
                reply = await self._client.do(
                    "XREAD", "BLOCK", int(LISTEN_SECONDS * 1000), "STREAMS", self._names.bell, last,
                    seconds=LISTEN_SECONDS + LISTEN_PATIENCE,
                )  # fmt: skip
                if reply:
                    with self._client.reading():
                        last = _last_id(reply)
                    heard()
                    self.rung.set()
                    self.rung = asyncio.Event()
            except StoreFault:
                last = b"$"
                await asyncio.sleep(DEAF_SECONDS)


def _last_id(reply: Any) -> bytes:
    streams = list(reply.values()) if isinstance(reply, dict) else [items for _, items in reply]
    return bytes(streams[0][-1][0])
