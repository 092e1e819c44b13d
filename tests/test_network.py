"""httpcore over our own sockets: what it needs to know of a connection."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable

import httpcore
import pytest

from semcache.network import ENOUGH_BYTES, AsyncioBackend

Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"
LARGE = ENOUGH_BYTES * 20


@contextlib.asynccontextmanager
async def pool_before(handler: Handler) -> AsyncIterator[tuple[httpcore.AsyncConnectionPool, str]]:
    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            await handler(reader, writer)
        writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with httpcore.AsyncConnectionPool(network_backend=AsyncioBackend()) as pool:
        yield pool, f"http://127.0.0.1:{port}/"
    server.close()


async def get(pool: httpcore.AsyncConnectionPool, url: str, **timeout: float) -> bytes:
    return (await pool.request("GET", url, extensions={"timeout": timeout})).content


async def test_a_connection_is_used_again() -> None:
    callers = []

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        callers.append(writer)
        while await reader.readuntil(b"\r\n\r\n"):
            writer.write(OK)

    async with pool_before(handler) as (pool, url):
        assert [await get(pool, url) for _ in range(3)] == [b"ok"] * 3
    assert len(callers) == 1


@pytest.mark.parametrize("unasked", [b"", b"HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\n\r\n"])
async def test_a_connection_that_was_closed_or_spoke_unasked_is_not_used_again(unasked: bytes) -> None:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(OK)
        await asyncio.sleep(0.02)
        writer.write(unasked)
        if unasked:
            await asyncio.sleep(1)

    async with pool_before(handler) as (pool, url):
        for _ in range(3):
            assert await get(pool, url) == b"ok"
            await asyncio.sleep(0.05)


async def test_silence_is_a_read_timeout() -> None:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async with pool_before(handler) as (pool, url):
        with pytest.raises(httpcore.ReadTimeout):
            await get(pool, url, read=0.05)


async def test_a_peer_that_takes_nothing_is_a_write_timeout() -> None:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(1)

    async with pool_before(handler) as (pool, url):
        with pytest.raises(httpcore.WriteTimeout):
            await pool.request("POST", url, content=b"x" * (64 << 20), extensions={"timeout": {"write": 0.05}})


async def test_an_answer_that_breaks_off_is_no_answer() -> None:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(OK[:-1])

    async with pool_before(handler) as (pool, url):
        with pytest.raises(httpcore.RemoteProtocolError):
            await get(pool, url)


async def test_a_slow_reader_holds_the_peer_up_and_loses_nothing() -> None:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % LARGE + b"x" * LARGE)
        await writer.drain()

    async with pool_before(handler) as (pool, url), pool.stream("GET", url) as response:
        await asyncio.sleep(0.1)
        held = response.extensions["network_stream"].get_extra_info("is_readable")
        assert held
        assert len(await response.aread()) == LARGE


async def test_nobody_there_is_a_connect_error() -> None:
    async with httpcore.AsyncConnectionPool(network_backend=AsyncioBackend()) as pool:
        with pytest.raises(httpcore.ConnectError):
            await get(pool, "http://127.0.0.1:9/")


async def test_a_peer_that_speaks_no_tls_is_a_connect_error() -> None:
    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    async with pool_before(handler) as (pool, url):
        with pytest.raises(httpcore.ConnectError, match="SSL"):
            await get(pool, url.replace("http:", "https:"))
