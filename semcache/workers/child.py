"""One process that is kept running."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from semcache.workers.peer import Peer, PeerGone, frame

log = logging.getLogger("semcache")

STEADY_SECONDS = 10.0
"""Who lived so long was well; who died sooner will do so again, and is given more and more time."""
LONGEST_WAIT = 30.0
"""Seconds between two starts of a process that does not live."""
USAGE = 2
"""The exit code of a process that cannot run with the settings that it has."""

Answer = Callable[["Child", str, Any], Awaitable[Any]]
Happened = Callable[["Child"], Awaitable[None]]


class Child:
    """A fresh interpreter that runs `semcache.cli.worker ROLE NUMBER`, and another one whenever it has died.

    It is told what to do in the first message, asks and is asked over the same socket, and knows by its end that this
    process has ended. It asks "ready" when it serves.
    """

    def __init__(
        self,
        role: str,
        number: int,
        begin: Callable[[], Any],
        sockets: Sequence[socket.socket],
        *,
        answer: Answer,
        on_ready: Happened,
        on_death: Happened,
    ) -> None:
        """`sockets` are those that it inherits, under the same numbers."""
        self.role = role
        self.number = number
        self.is_ready = False
        self.missed = 0
        """Questions that it did not answer, one after the other."""
        self.tried = asyncio.Event()
        """It has served, or died."""
        self.code: int | None = None
        """Exit code of the last one that died."""
        self._begin = begin
        self._sockets = sockets
        self._answer = answer
        self._on_ready = on_ready
        self._on_death = on_death
        self._process: asyncio.subprocess.Process | None = None
        self._peer: Peer | None = None
        self._ending = asyncio.Event()

    @property
    def name(self) -> str:
        return f"worker {self.number}" if self.role == "serve" else "the embedding process"

    @property
    def pid(self) -> int | None:
        return None if self._process is None else self._process.pid

    async def keep(self, *, gives_up: bool = False) -> None:
        """Returns when it has ended after `end`; with `gives_up`, also when it has never served and cannot do so with
        these settings."""
        deaths = 0
        while not self._ending.is_set():
            began = time.monotonic()
            self.code = await self._live()
            self.is_ready, self.missed = False, 0
            if self._ending.is_set() or (gives_up and self.code == USAGE and not self.tried.is_set()):
                self.tried.set()
                return
            lived = time.monotonic() - began
            deaths = 1 if lived >= STEADY_SECONDS else deaths + 1
            pause = 0.0 if deaths == 1 else min(LONGEST_WAIT, 0.5 * 2 ** (deaths - 2))
            when = "another one takes its place" if not pause else f"the next try is in {pause:g} s"
            log.warning("%s %s after %.1f s; %s", self.name, _ended(self.code), lived, when)
            self.tried.set()
            await self._on_death(self)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._ending.wait(), pause)

    async def _live(self) -> int:
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        with theirs:
            fds = [theirs.fileno(), *(sock.fileno() for sock in self._sockets)]
            self._process = await asyncio.create_subprocess_exec(
                # -P: whatever lies in the working directory is not imported.
                *(sys.executable, "-P", "-m", "semcache.cli.worker", self.role, str(self.number), str(fds[0])),
                stdin=asyncio.subprocess.DEVNULL,
                pass_fds=fds,
                # Of a terminal's signals only this process hears.
                process_group=0,
            )
        if self._ending.is_set():  # told to end while it was being started
            self.send(signal.SIGTERM)
        loop = asyncio.get_running_loop()
        self._peer = peer = Peer(ours, self._answered)
        try:
            with contextlib.suppress(ConnectionError):
                await loop.sock_sendall(ours, frame("ask", 0, "begin", self._begin()))
                await peer.open()
                await peer.run()
            return await self._process.wait()
        except asyncio.CancelledError:
            self.send(signal.SIGKILL)
            raise
        finally:
            self._peer = None
            ours.close()

    async def _answered(self, what: str, said: Any) -> Any:
        if what != "ready":
            return await self._answer(self, what, said)
        self.is_ready = True
        self.tried.set()
        await self._on_ready(self)
        return None

    async def ask(self, what: str, said: Any = None, seconds: float | None = None) -> Any:
        """As a peer's."""
        if self._peer is None or not self.is_ready:
            raise PeerGone
        return await self._peer.ask(what, said, seconds)

    def end(self, sig: signal.Signals) -> None:
        """Lets it end, for good."""
        self._ending.set()
        self.send(sig)

    def send(self, sig: signal.Signals) -> None:
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.send_signal(sig)


def _ended(code: int) -> str:
    if code >= 0:
        return f"ended with exit code {code}"
    try:
        return f"was ended by {signal.Signals(-code).name}"
    except ValueError:
        return f"was ended by signal {-code}"
