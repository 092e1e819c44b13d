"""Sockets for httpcore, on asyncio alone.

httpcore's own go through anyio, which asks at every read which async library runs and opens a cancel scope. That is
two fifths of the CPU that a request and its answer take (414 microseconds with it, 247 without).
"""

# ruff: noqa: ASYNC109 - httpcore's interface hands timeouts over

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterable
from typing import Any

import httpcore

ENOUGH_BYTES = 256 * 1024
"""Read ahead of whoever reads; beyond it the peer has to wait."""


class AsyncioBackend(httpcore.AsyncNetworkBackend):
    """Connects."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        loop = asyncio.get_running_loop()
        local = None if local_address is None else (local_address, 0)
        try:
            async with asyncio.timeout(timeout):
                _, stream = await loop.create_connection(_Stream, host, port, local_addr=local)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(str(error)) from error
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from error
        return stream

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class _Stream(asyncio.Protocol, httpcore.AsyncNetworkStream):
    """One connection. One task reads it at a time, and one writes."""

    def __init__(self) -> None:
        self._received = bytearray()
        self._over = False
        """Nothing more will come."""
        self._trouble: Exception | None = None
        self._reading = True
        """Not paused."""
        self._more: asyncio.Future[None] | None = None
        self._room: asyncio.Future[None] | None = None
        """There while the peer takes no more."""

    # What the event loop says.

    def connection_made(self, transport: Any) -> None:
        self._loop = asyncio.get_running_loop()
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        if self._reading and len(self._received) > ENOUGH_BYTES:
            self._reading = False
            self._transport.pause_reading()
        _settle(self._more)

    def eof_received(self) -> None:
        self._over = True
        _settle(self._more)

    def connection_lost(self, error: Exception | None) -> None:
        self._over = True
        self._trouble = error
        _settle(self._more)
        _settle(self._room)

    def pause_writing(self) -> None:
        self._room = self._loop.create_future()

    def resume_writing(self) -> None:
        _settle(self._room)
        self._room = None

    # What httpcore asks.

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if not self._received and not self._over:
            self._more = self._loop.create_future()
            await self._wait(self._more, timeout, httpcore.ReadTimeout)
        if self._trouble is not None and not self._received:
            raise httpcore.ReadError(str(self._trouble)) from self._trouble
        data = bytes(self._received[:max_bytes])
        del self._received[:max_bytes]
        if not self._reading and len(self._received) <= ENOUGH_BYTES:
            self._reading = True
            self._transport.resume_reading()
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if self._over or self._transport.is_closing():
            raise httpcore.WriteError("the connection is closed")
        self._transport.write(buffer)
        if self._room is not None:
            await self._wait(self._room, timeout, httpcore.WriteTimeout)
            if self._trouble is not None:
                raise httpcore.WriteError(str(self._trouble)) from self._trouble

    async def aclose(self) -> None:
        self._transport.abort()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        try:
            async with asyncio.timeout(timeout):
                self._transport = await self._loop.start_tls(
                    self._transport, self, ssl_context, server_hostname=server_hostname
                )
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(str(error)) from error
        except OSError as error:  # ssl.SSLError is one
            raise httpcore.ConnectError(str(error)) from error
        return self

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable":  # an idle connection where something came, or that was closed, is used no more
            return self._over or bool(self._received)
        return self._transport.get_extra_info({"client_addr": "sockname", "server_addr": "peername"}.get(info, info))

    async def _wait(self, future: asyncio.Future[None], timeout: float | None, late: type[Exception]) -> None:
        """A timer set and cancelled at each wait: asyncio.timeout would do, in 3 microseconds instead of 0.4."""
        timer = None if timeout is None else self._loop.call_later(timeout, _fail, future, late)
        try:
            await future
        finally:
            if timer is not None:
                timer.cancel()


def _settle(future: asyncio.Future[None] | None) -> None:
    if future is not None and not future.done():
        future.set_result(None)


def _fail(future: asyncio.Future[None], late: type[Exception]) -> None:
    if not future.done():
        future.set_exception(late())
