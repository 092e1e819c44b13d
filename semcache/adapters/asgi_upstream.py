"""The ASGI app that a middleware wraps, as an upstream."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from starlette.types import ASGIApp, Message, Scope

from semcache.errors import UpstreamCut, UpstreamUnreachable

_BUFFERED = 64
"""Messages that the app may be ahead of its reader."""


class AppFailed(UpstreamUnreachable):
    """The app raised before it answered; the cause is its own exception."""


class AsgiCall:
    """One call of the app, from `open` to its last byte; also the response that has begun."""

    def __init__(self, app: ASGIApp, scope: Scope, body: bytes | AsyncIterator[bytes]) -> None:
        """`scope` is the client's; a body of bytes replaces what the client sent."""
        self._app = app
        self._scope: dict[str, Any] = dict(scope)
        if isinstance(body, bytes):
            headers = [(name, value) for name, value in scope["headers"] if name != b"content-length"]
            self._scope["headers"] = [*headers, (b"content-length", str(len(body)).encode())]
        self._body: bytes | AsyncIterator[bytes] | None = body
        self._messages: asyncio.Queue[Message | None] = asyncio.Queue()
        self._room = asyncio.Semaphore(_BUFFERED)
        self._answered = False
        self._error: Exception | None = None
        self._gone = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self.status = 0
        self.headers: tuple[tuple[bytes, bytes], ...] = ()

    async def open(self) -> AsgiCall:
        self._task = asyncio.create_task(self._run(), name="semcache-app")
        try:
            message = await self._next()
        except asyncio.CancelledError:
            await self.close()
            raise
        if message is None:
            raise AppFailed("the app ended without an answer") from self._error
        self.status = int(message["status"])
        self.headers = tuple((bytes(name).lower(), bytes(value)) for name, value in message.get("headers", ()))
        return self

    async def chunks(self) -> AsyncIterator[bytes]:
        while True:
            message = await self._next()
            if message is None:
                raise UpstreamCut("the app ended before its answer did") from self._error
            if body := message.get("body", b""):
                yield body
            if not message.get("more_body", False):
                return

    async def close(self) -> None:
        """Tells the app that its client left, then ends it. An app that has answered may finish its own work."""
        self._gone.set()
        task = self._task
        if task is None or task.done():
            return
        # Background tasks of the app run after its last byte: they are let run; an answer under way is not.
        if not self._answered:
            task.cancel()

    async def _run(self) -> None:
        try:
            await self._app(self._scope, self._receive, self._send)
        except Exception as error:
            if self._answered:
                raise  # its own background work; asyncio reports it as it reports any task's
            self._error = error
        finally:
            if not self._answered:
                self._messages.put_nowait(None)

    async def _receive(self) -> Message:
        body = self._body
        if isinstance(body, bytes):
            self._body = None
            return {"type": "http.request", "body": body, "more_body": False}
        if body is not None:
            async for piece in body:
                return {"type": "http.request", "body": piece, "more_body": True}
            self._body = None
            return {"type": "http.request", "body": b"", "more_body": False}
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Message) -> None:
        if message["type"] not in ("http.response.start", "http.response.body"):
            return
        await self._room.acquire()
        if message["type"] == "http.response.body" and not message.get("more_body", False):
            self._answered = True
        self._messages.put_nowait(message)

    async def _next(self) -> Message | None:
        message = await self._messages.get()
        self._room.release()
        return message
