"""A request that is cancelled leaves no connection behind, at whichever step it was."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from semcache.adapters.endpoint_embedder import EndpointEmbedder
from semcache.adapters.http_upstream import HttpUpstream
from semcache.ports import UpstreamRequest

STEPS = 30
"""Of the event loop, after which everything has been sent."""


@contextlib.asynccontextmanager
async def _server() -> AsyncIterator[str]:
    """Answers each request after a moment, with an embedding, in pieces."""
    writers = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = next((line for line in head.lower().split(b"\r\n") if b"content-length" in line), b":0")
                await reader.readexactly(int(length.partition(b":")[2]))
                body = b'{"data": [{"embedding": [1.0, 0.0]}]}'
                writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n" % len(body))
                for piece in (body[:10], body[10:]):
                    await asyncio.sleep(0.002)
                    writer.write(piece)
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    finally:
        server.close()
        for writer in writers:
            writer.close()


Made = tuple[Callable[[], Awaitable[Any]], Any, Callable[[], Awaitable[None]]]
"""What asks, its pool of connections, and what closes it."""


def _opening(url: str) -> Made:
    upstream = HttpUpstream(url)

    async def ask() -> None:
        response = await upstream.open(UpstreamRequest("GET", "/v1/models", (), b""))
        await response.close()

    return ask, upstream._pool, upstream.close


def _reading(url: str) -> Made:
    upstream = HttpUpstream(url)

    async def ask() -> None:
        response = await upstream.open(UpstreamRequest("GET", "/v1/models", (), b""))
        try:
            async for _ in response.chunks():
                pass
        finally:
            await response.close()

    return ask, upstream._pool, upstream.close


def _embedding(url: str) -> Made:
    embedder = EndpointEmbedder(url, model="a-model", dimension=2)
    return lambda: embedder.embed("a question"), embedder._client._transport._pool, embedder.close  # type: ignore[attr-defined]


@pytest.mark.parametrize("expired", [False, True], ids=["fresh", "expired"])
@pytest.mark.parametrize(
    ("made", "times"),
    [(_opening, 1), (_opening, 2), (_reading, 1), (_reading, 2), (_embedding, 1), (_embedding, 2)],
    ids=["opening once", "opening twice", "reading once", "reading twice", "embedding once", "embedding twice"],
)
async def test_a_cancelled_request_leaves_no_connection_behind(
    made: Callable[[str], Made], times: int, expired: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if expired:  # connections that are to be closed when the next request comes
        for module in ("http_upstream", "endpoint_embedder"):
            monkeypatch.setattr(f"semcache.adapters.{module}.IDLE_SECONDS", 0.0)
    async with _server() as url:
        ask, pool, close = made(url)
        for steps in range(STEPS):
            await asyncio.gather(ask(), ask())
            asking = asyncio.ensure_future(ask())
            for _ in range(steps):
                await asyncio.sleep(0)
            for _ in range(times):
                asking.cancel()
                await asyncio.sleep(0)
            await asyncio.wait([asking])
            assert await _left(pool) == [], f"after {steps} steps"
        await close()


async def _left(pool: Any) -> list[Any]:
    """The connections and requests that are still under way after a while."""
    for _ in range(400):
        left = [*pool._requests, *(one for one in pool.connections if not (one.is_idle() or one.is_closed()))]
        if not left:
            break
        await asyncio.sleep(0.005)
    return left
