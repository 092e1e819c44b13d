"""Stand-in replicas on real sockets, with every way of failing that a network and an engine have."""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.harness import MODEL, completion, sse

WORDS = 12
"""Of an answer."""


def said(question: str) -> str:
    """What every replica answers: each word once, so that one that came twice would show."""
    return " ".join(f"{question}-{i}" for i in range(WORDS))


@dataclass(slots=True)
class Heard:
    """One request as a replica got it."""

    path: str
    head: str
    body: bytes
    number: int
    """Of this replica's calls, from 0."""

    @property
    def json(self) -> dict[str, Any]:
        return json.loads(self.body)


Answering = Callable[[Heard, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class StandIn:
    """One replica: what it does with a request, and what it was asked."""

    behave: Answering
    heard: list[Heard] = field(default_factory=list)
    left: list[float] = field(default_factory=list)
    """When clients left before their answer was whole, by the event loop's clock."""
    url: str = ""
    open_now: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                length = next(
                    (
                        int(line.split(":")[1])
                        for line in head.lower().split("\r\n")
                        if line.startswith("content-length")
                    ),
                    0,
                )
                body = await reader.readexactly(length)
                path = head.split(" ")[1]
                heard = Heard(path, head, body, len([h for h in self.heard if h.path == path]))
                self.heard.append(heard)
                await self._answer(heard, reader, writer)
                if writer.is_closing():
                    return
        writer.close()

    async def _answer(self, heard: Heard, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        work = asyncio.create_task(self.behave(heard, writer))  # type: ignore[arg-type]
        gone = asyncio.create_task(reader.read(1))
        self.open_now += 1
        await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
        self.open_now -= 1
        if not work.done():
            self.left.append(asyncio.get_running_loop().time())
            work.cancel()
            writer.close()
            return
        gone.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await gone
        work.result()


@contextlib.contextmanager
def replicas(*behaviours: Answering) -> Iterator[list[StandIn]]:
    """Each on a port of its own, all in one thread."""
    stand_ins = [StandIn(behave) for behave in behaviours]
    loop = asyncio.new_event_loop()
    ready = threading.Event()
    servers: list[asyncio.Server] = []

    async def start() -> None:
        for one in stand_ins:
            server = await asyncio.start_server(one.serve, "127.0.0.1", 0, limit=2**20)
            servers.append(server)
            one.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        ready.set()

    async def stop() -> None:
        for server in servers:
            server.close()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        await asyncio.sleep(0)

    def run() -> None:
        loop.run_until_complete(start())
        loop.run_forever()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield stand_ins
    finally:
        asyncio.run_coroutine_threadsafe(stop(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


# What replicas do.


def head(status: int, media_type: str, *more: str, length: int | None = None) -> bytes:
    lines = [f"HTTP/1.1 {status} X", f"content-type: {media_type}", *more]
    lines.append("transfer-encoding: chunked" if length is None else f"content-length: {length}")
    return "\r\n".join([*lines, "", ""]).encode()


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


def _answer_of(heard: Heard) -> tuple[bool, str]:
    body = heard.json
    return bool(body.get("stream")), said(body["messages"][-1]["content"])


async def good(heard: Heard, writer: asyncio.StreamWriter) -> None:
    """As it should be."""
    if not heard.body:
        return await whole(writer, 200 if heard.path == "/health" else 404, b"{}")
    streams, text = _answer_of(heard)
    if not streams:
        return await whole(writer, 200, json.dumps(completion(text)).encode())
    writer.write(head(200, "text/event-stream"))
    for event in sse(text):
        writer.write(chunk(event))
        await writer.drain()
        await asyncio.sleep(0)
    writer.write(b"0\r\n\r\n")
    await writer.drain()
    return None


async def whole(
    writer: asyncio.StreamWriter, status: int, body: bytes, *more: str, media_type: str = "application/json"
) -> None:
    writer.write(head(status, media_type, *more, length=len(body)) + body)
    await writer.drain()


def failing(status: int, *more: str) -> Answering:
    async def behave(heard: Heard, writer: asyncio.StreamWriter) -> None:
        await whole(writer, status, b'{"error": {"message": "no"}}', *more)

    return behave


async def black_hole(heard: Heard, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(60)


def late(seconds: float) -> Answering:
    async def behave(heard: Heard, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(seconds)
        await good(heard, writer)

    return behave


async def hangs_up(heard: Heard, writer: asyncio.StreamWriter) -> None:
    writer.close()


async def cut(heard: Heard, writer: asyncio.StreamWriter) -> None:
    """Half an answer."""
    streams, text = _answer_of(heard)
    if streams:
        writer.write(head(200, "text/event-stream"))
        for event in sse(text)[: WORDS // 2]:
            writer.write(chunk(event))
        await writer.drain()
        await asyncio.sleep(0.01)
    else:
        body = json.dumps(completion(text)).encode()
        writer.write(head(200, "application/json", length=len(body)) + body[: len(body) // 2])
        await writer.drain()
    writer.close()


async def cut_after_head(heard: Heard, writer: asyncio.StreamWriter) -> None:
    """vLLM sends its head before it has computed anything."""
    writer.write(head(200, "text/event-stream" if _answer_of(heard)[0] else "application/json"))
    await writer.drain()
    await asyncio.sleep(0.01)
    writer.close()


async def not_http(heard: Heard, writer: asyncio.StreamWriter) -> None:
    writer.write(b"\x16\x03\x01 this is no HTTP\r\n\r\n")
    await writer.drain()
    writer.close()


async def a_web_page(heard: Heard, writer: asyncio.StreamWriter) -> None:
    await whole(writer, 200, b"<html>Welcome to nginx</html>", media_type="text/html")


async def not_json(heard: Heard, writer: asyncio.StreamWriter) -> None:
    streams, _ = _answer_of(heard)
    await whole(writer, 200, b"\x00\xff garbage", media_type="text/event-stream" if streams else "application/json")


async def oversized_head(heard: Heard, writer: asyncio.StreamWriter) -> None:
    await whole(writer, 200, b"{}", "x-more: " + "y" * 300_000)


async def long_body_that_breaks_off(heard: Heard, writer: asyncio.StreamWriter) -> None:
    """25 MiB without an end; of a stream, a head that is past all measure."""
    if _answer_of(heard)[0]:
        await oversized_head(heard, writer)
        return
    writer.write(head(200, "application/json") + chunk(b'{"a": "'))
    with contextlib.suppress(ConnectionError):
        for _ in range(200):
            writer.write(chunk(b"x" * 2**17))
            await writer.drain()
    writer.close()


def flapping(each: int, bad: Answering) -> Answering:
    """So many good answers, then as many bad ones."""

    async def behave(heard: Heard, writer: asyncio.StreamWriter) -> None:
        await (bad if heard.number // each % 2 else good)(heard, writer)

    return behave


def body(question: str, *, stream: bool, **more: Any) -> dict[str, Any]:
    return {"model": MODEL, "messages": [{"role": "user", "content": question}], "stream": stream, **more}
