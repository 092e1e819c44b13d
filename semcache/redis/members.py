"""Who is there, and what each process says that it has heard."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from semcache.errors import StoreFault
from semcache.ids import new_id
from semcache.redis import scripts
from semcache.redis.client import Client, Command
from semcache.redis.feed import stream_id
from semcache.redis.names import Names

VOUCH_SECONDS = 1.0
"""For how long whoever has heard all may vouch for it."""
MARGIN = 1.02
"""Two clocks that run may differ in speed by a hundredth and more is never seen."""
FORGET_PATIENCE = 0.4
LEAVE_SECONDS = 1.0

if hasattr(time, "CLOCK_BOOTTIME"):

    def steady() -> float:
        """Seconds that also pass while the machine sleeps."""
        return time.clock_gettime(time.CLOCK_BOOTTIME)
else:

    def steady() -> float:
        """Seconds that never go back."""
        return time.monotonic()


@dataclass(frozen=True, slots=True)
class Record:
    """What a process says of itself in `members`."""

    generation: str
    event: int
    fed: tuple[int, int]

    @classmethod
    def read(cls, text: bytes) -> Record:
        generation, event, fed, _ = text.decode().split(" ")
        return cls(generation, int(event), stream_id(fed.encode()))

    def has_heard(self, generation: str, event: int) -> bool:
        return self.generation == generation and self.event >= event


class Members:
    """Says what this process has heard, and waits until the others have heard something."""

    def __init__(self, client: Client, names: Names) -> None:
        self.id = new_id()
        self.renewed = float("-inf")
        """When this process took up another generation than it had."""
        self.beats = 0
        """How often it has said anything."""
        self._client = client
        self._names = names

    def say(self, generation: str, event: int, fed: bytes) -> Command:
        self.beats += 1
        record = f"{generation} {event} {fed.decode()} {self.beats}"
        return self._client.eval(scripts.SET_FIELD, self._names.members, self.id, record)

    async def until_all(self, has_heard: Callable[[Record], bool]) -> None:
        """Until all members have heard, or those who have not can vouch for nothing any more."""
        deadline = steady() + VOUCH_SECONDS * MARGIN
        silent: dict[bytes, tuple[bytes, float]] = {}
        pause = 0.001
        while (now := steady()) < deadline:
            with suppress(StoreFault):  # then time alone must tell
                records = await self._records(deadline - now)
                waiting = {id: record for id, record in records.items() if not _says(record, has_heard)}
                # A Redis that was emptied has forgotten who may still vouch for what was before.
                if not waiting and self.id.encode() in records and now - self.renewed > VOUCH_SECONDS * MARGIN:
                    return
                now = steady()
                silent = {
                    id: silent[id] if id in silent and silent[id][0] == record else (record, now)
                    for id, record in waiting.items()
                }
            await asyncio.sleep(pause)
            pause = min(pause * 1.5, 0.02)
        await self._forget([(id, record) for id, (record, since) in silent.items() if steady() - since > VOUCH_SECONDS])

    async def leave(self) -> None:
        """Nobody waits for this process any more."""
        with suppress(StoreFault):
            await self._client.do("HDEL", self._names.members, self.id, seconds=LEAVE_SECONDS)

    async def _records(self, seconds: float) -> dict[bytes, bytes]:
        flat = await self._client.do("HGETALL", self._names.members, seconds=max(seconds, 0.01))
        with self._client.reading():
            return dict(flat) if isinstance(flat, dict) else dict(zip(flat[::2], flat[1::2], strict=True))

    async def _forget(self, silent: list[tuple[bytes, bytes]]) -> None:
        """Nobody needs to wait again for a process that has said nothing for so long; one that lives says that it
        does before it vouches again."""
        with suppress(StoreFault):
            for id, record in silent:
                await self._client.script(
                    scripts.DELETE_FIELD_IF, self._names.members, id, record, seconds=FORGET_PATIENCE
                )


def _says(record: bytes, has_heard: Callable[[Record], bool]) -> bool:
    try:
        return has_heard(Record.read(record))
    except ValueError:
        return False
