"""A TCP proxy that does to a connection what networks and servers in trouble do."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import struct
import threading
from collections.abc import Coroutine, Iterator
from enum import Enum
from typing import Any, TypeVar

T = TypeVar("T")


class Trouble(Enum):
    NONE = "all is passed on"
    REFUSED = "nobody listens; what is open is reset"
    FROZEN = "connections are taken, and nothing is passed on until later"
    CUT = "in the middle of a reply, the connection is reset"
    GARBAGE = "something else instead of replies"
    FLAPPING = "refused for a period, passed on for a period, in turn"


class ChaosProxy:
    """Listens on a loopback port of its own, and passes on to `target`. All may be changed at any time.

    `delay` is seconds that every piece takes longer, each way.
    """

    def __init__(self, target: int) -> None:
        self.target = target
        self.delay = 0.0
        self.period = 1.0
        self.connections = 0
        """Accepted since the start."""
        self.cut_after: int | None = None
        """Bytes of a reply that are passed on before it is cut; half of each if None."""
        self.garbage = b""
        """What comes instead of replies; random bytes if empty."""
        self._trouble = Trouble.NONE
        self._passing = asyncio.Event()
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()
        self._flapping: asyncio.Task[None] | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}"

    def set(self, trouble: Trouble) -> None:
        """From now on, and for what is open."""
        self._call(self._set(trouble))

    def start(self) -> None:
        self._thread.start()
        self._call(self._set(Trouble.NONE))

    def stop(self) -> None:
        self._call(self._set(Trouble.REFUSED))
        self._call(self._ended())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)
        self._loop.close()

    async def _ended(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def _call(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=10)

    async def _set(self, trouble: Trouble) -> None:
        self._trouble = trouble
        if self._flapping is not None:
            self._flapping.cancel()
            self._flapping = None
        if trouble is Trouble.FLAPPING:
            self._flapping = asyncio.create_task(self._flap())
            return
        await self._listen(trouble is not Trouble.REFUSED)
        if trouble is Trouble.FROZEN:
            self._passing.clear()
        else:
            self._passing.set()

    async def _flap(self) -> None:
        while True:
            await self._listen(False)
            await asyncio.sleep(self.period)
            await self._listen(True)
            await asyncio.sleep(self.period)

    async def _listen(self, listens: bool) -> None:
        if listens and self._server is None:
            self._server = await asyncio.start_server(self._accept, "127.0.0.1", self.port)
        elif not listens:
            if self._server is not None:
                self._server.close()
                self._server = None
            for writer in list(self._open):
                _reset(writer)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            there_reader, there = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            _reset(writer)
            return
        self._open |= {writer, there}
        try:
            await asyncio.gather(
                self._pass(reader, there, replies=False), self._pass(there_reader, writer, replies=True)
            )
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # asyncio makes a noise about a connection's task that was cancelled
        finally:
            for one in (writer, there):
                _reset(one)
                self._open.discard(one)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, replies: bool) -> None:
        # Each piece waits for its own time, so that a delay does not make a long conversation ever slower.
        queue: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        sending = asyncio.create_task(self._send(queue, writer, replies))
        try:
            while data := await reader.read(65536):
                await queue.put((self._loop.time() + self.delay, data))
            await queue.put((0.0, b""))
            await sending
            raise ConnectionResetError
        finally:
            sending.cancel()

    async def _send(
        self, queue: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter, replies: bool
    ) -> None:
        while True:
            due, data = await queue.get()
            if not data:
                return
            await asyncio.sleep(max(0.0, due - self._loop.time()))
            await self._passing.wait()
            if replies and self._trouble is Trouble.GARBAGE:
                data = self.garbage or os.urandom(len(data))
            if replies and self._trouble is Trouble.CUT:
                data = data[: len(data) // 2 if self.cut_after is None else self.cut_after]
                writer.write(data)
                await writer.drain()
                _reset(writer)
                raise ConnectionResetError
            writer.write(data)
            await writer.drain()


def _reset(writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError, AttributeError):
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


@contextlib.contextmanager
def chaos(target: int) -> Iterator[ChaosProxy]:
    """A proxy before this loopback port while the block runs."""
    proxy = ChaosProxy(target)
    proxy.start()
    try:
        yield proxy
    finally:
        proxy.stop()
