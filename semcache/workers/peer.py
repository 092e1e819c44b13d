"""Two processes that ask each other over one socket."""

from __future__ import annotations

import asyncio
import itertools
import logging
import socket
import struct
from collections.abc import Awaitable, Callable
from typing import Any

import orjson

from semcache.mistakes import placed

log = logging.getLogger("semcache")

_LENGTH = struct.Struct(">I")
MOST_BYTES = 64 << 20
"""Of one message."""

Answer = Callable[[str, Any], Awaitable[Any]]
"""What is asked, and with what; both are JSON, and so is the answer."""


async def answer_nothing(what: str, said: Any) -> None:
    """For who is asked nothing."""


class PeerGone(Exception):
    """The other process has ended, or hung up."""


class PeerFailed(Exception):
    """The other process could not answer; says why."""


class Peer:
    """One end. Questions go both ways and do not wait for each other.

    `ask` returns the other's answer or raises PeerGone, PeerFailed or, after so many seconds, TimeoutError.
    """

    def __init__(self, sock: socket.socket, answer: Answer) -> None:
        self._sock = sock
        self._answer = answer
        self._ids = itertools.count()
        self._asked: dict[int, asyncio.Future[Any]] = {}
        self._answering: set[asyncio.Task[None]] = set()
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def open(self) -> None:
        """From now on it can be asked; answers are heard while `run` runs."""
        self._reader, self._writer = await asyncio.open_connection(sock=self._sock)

    async def run(self) -> None:
        """Answers, until the other end hangs up or this is cancelled."""
        assert self._reader is not None
        assert self._writer is not None
        try:
            while True:
                kind, id, what, said = orjson.loads(await _read(self._reader))
                if kind == "ask":
                    task = asyncio.create_task(self._reply(id, what, said))
                    self._answering.add(task)
                    task.add_done_callback(self._answering.discard)
                elif (waiting := self._asked.get(id)) is not None and not waiting.done():
                    waiting.set_result(said) if kind == "answer" else waiting.set_exception(PeerFailed(said))
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            self._writer.close()
            self._writer = None
            for waiting in self._asked.values():
                if not waiting.done():
                    waiting.set_exception(PeerGone())

    async def ask(self, what: str, said: Any = None, seconds: float | None = None) -> Any:
        if self._writer is None:
            raise PeerGone
        id = next(self._ids)
        waiting = self._asked[id] = asyncio.get_running_loop().create_future()
        try:
            self._writer.write(frame("ask", id, what, said))
            async with asyncio.timeout(seconds):
                return await waiting
        finally:
            del self._asked[id]

    async def _reply(self, id: int, what: str, said: Any) -> None:
        try:
            reply = frame("answer", id, what, await self._answer(what, said))
        except Exception as error:
            log.error("%s could not be answered: %s", what, placed(error))
            reply = frame("failed", id, what, type(error).__name__)
        if self._writer is not None:
            self._writer.write(reply)


def frame(kind: str, id: int, what: str, said: Any) -> bytes:
    """A message as it goes over the socket."""
    body = orjson.dumps([kind, id, what, said])
    return _LENGTH.pack(len(body)) + body


def read_first(sock: socket.socket) -> Any:
    """What the first message says; before there is an event loop. Raises PeerGone."""
    with sock.makefile("rb", buffering=0) as file:
        found = _exactly(file, _LENGTH.size)
        _, _, _, said = orjson.loads(_exactly(file, _LENGTH.unpack(found)[0]))
    return said


def _exactly(file: Any, size: int) -> bytes:
    found = b""
    while len(found) < size:
        if not (more := file.read(size - len(found))):
            raise PeerGone
        found += more
    return found


async def _read(reader: asyncio.StreamReader) -> bytes:
    (size,) = _LENGTH.unpack(await reader.readexactly(_LENGTH.size))
    if size > MOST_BYTES:
        raise ConnectionError(f"a message of {size} bytes")
    return await reader.readexactly(size)
