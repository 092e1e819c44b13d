"""What an upstream sends after its answer is nobody's answer."""

from __future__ import annotations

import asyncio
import contextlib

import pytest

from semcache.adapters.http_upstream import HttpUpstream
from semcache.ports import UpstreamRequest


def _answer(body: bytes, status: bytes = b"200 OK") -> bytes:
    return b"HTTP/1.1 %s\r\ncontent-length: %d\r\n\r\n%s" % (status, len(body), body)


@pytest.mark.parametrize(
    "more", [_answer(b"for somebody else"), b"\r\n", b"}"], ids=["a second answer", "an empty line", "a bracket"]
)
async def test_what_comes_after_an_answer_is_not_the_next_ones(more: bytes) -> None:
    asked, writers = [], []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        with contextlib.suppress(asyncio.IncompleteReadError, OSError):
            while True:
                await reader.readuntil(b"\r\n\r\n")
                asked.append(1)
                writer.write(_answer(b"answer %d" % len(asked)) + more)

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    upstream = HttpUpstream(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    for number in (1, 2, 3):
        response = await upstream.open(UpstreamRequest("GET", "/v1/models", (), b""))
        assert b"".join([chunk async for chunk in response.chunks()]) == b"answer %d" % number
        await response.close()
    await upstream.close()
    server.close()
    for writer in writers:
        writer.close()
