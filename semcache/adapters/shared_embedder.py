"""Vectors from semcache's own embedding process, which several workers or hosts share."""

from __future__ import annotations

import asyncio
import base64
import binascii
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import cast
from urllib.parse import quote

import numpy as np
import orjson

from semcache.embeddingwire import EMBEDDER, EMBEDDER_PATH, LOADING, SPENT, read_spent, write_fingerprint
from semcache.errors import EmbedderFault, EmbedderLoading, TextTooLong
from semcache.ports import Spent, Vector

log = logging.getLogger("semcache.embedding")

CONNECTIONS = 64
"""To the process, at most."""
AGAIN_SECONDS = 0.2
"""Between two tries to reach a process that is not there."""
NEWS_SECONDS = 60.0
"""The process answers sooner, if only to say that there is no news."""
UNKNOWN = "none"


class SharedEmbedder:
    """What the process serves with is known once it was reached, and followed from then on.

    Until it was reached for the first time, every embed is an EmbedderLoading at once. When it is away later, that is
    an EmbedderFault; vectors that were made before stay good, because the process that takes its place has the same
    fingerprint.
    """

    def __init__(self, socket: Path, *, model: str, timeout: float = 5.0) -> None:
        """`timeout` is seconds for a whole answer."""
        self._socket = str(socket)
        self._idle: list[_Connection] = []
        self._room = asyncio.Semaphore(CONNECTIONS)
        self._model = model
        self._timeout = timeout
        self._spent = Spent()
        self._current = _Remote(self, UNKNOWN, 0, 0)
        self._known = asyncio.Event()
        self._was_reached = False
        self._following: asyncio.Task[None] | None = None

    @property
    def current(self) -> _Remote:
        return self._current

    @property
    def fingerprint(self) -> str:
        return self._current.fingerprint

    @property
    def dimension(self) -> int:
        return self._current.dimension

    @property
    def max_tokens(self) -> int:
        return self._current.max_tokens

    @property
    def spent(self) -> Spent:
        """This client's part of what the process has spent: those of all clients add up to the whole."""
        return self._spent

    async def ready(self) -> None:
        self.follow()
        await self._known.wait()
        await self._get("/readyz")

    async def embed(self, text: str) -> Vector:
        return await self._current.embed(text)

    async def close(self) -> None:
        if self._following is not None:
            self._following.cancel()
        while self._idle:
            self._idle.pop().close()

    def follow(self) -> None:
        """Keeps `current` as the process has it. Runs until this is closed."""
        if self._following is None:
            self._following = asyncio.create_task(self._follow())

    async def _follow(self) -> None:
        while True:
            try:
                known = self._current.fingerprint
                found = orjson.loads(await self._get(f"{EMBEDDER_PATH}?not={quote(known)}", NEWS_SECONDS))
                if found["fingerprint"] != known:
                    self._current = _Remote(self, found["fingerprint"], found["dimension"], found["max_tokens"])
                if self._current.fingerprint != UNKNOWN:
                    self._known.set()
            except (EmbedderFault, ValueError, LookupError, TypeError) as trouble:
                log.debug("the embedding process: %s", trouble)
                await asyncio.sleep(AGAIN_SECONDS)

    async def _get(self, path: str, seconds: float | None = None) -> bytes:
        status, _, content = await self._request("GET", path, "", b"", seconds or self._timeout)
        if status != 200:
            raise EmbedderFault(f"the embedding process answered {status}: {_message(content)}")
        return content

    async def vector(self, text: str, fingerprint: str) -> Vector:
        """Of the embedder with this fingerprint alone."""
        self.follow()
        try:
            body = orjson.dumps({"model": self._model, "input": text, "encoding_format": "base64"})
        except TypeError:
            raise EmbedderFault("the text holds half a surrogate pair, which JSON cannot carry") from None
        sent = f"content-type: application/json\r\n{EMBEDDER.decode()}: {write_fingerprint(fingerprint).decode()}\r\n"
        status, headers, content = await self._request("POST", "/v1/embeddings", sent, body, self._timeout)
        if status == 413:
            raise _too_long(content)
        if status != 200:
            raise _refused(status, content)
        self._book(headers)
        return _vector(content)

    async def _request(
        self, method: str, path: str, headers: str, body: bytes, seconds: float
    ) -> tuple[int, Mapping[bytes, bytes], bytes]:
        head = f"{method} {path} HTTP/1.1\r\nhost: embedder\r\n{headers}content-length: {len(body)}\r\n\r\n"
        message = head.encode() + body
        try:
            async with asyncio.timeout(seconds), self._room:
                # One that was kept may have ended a moment ago; a new one has not.
                while self._idle:
                    try:
                        return await self._over(self._idle.pop(), message)
                    except _Ended:
                        continue
                loop = asyncio.get_running_loop()
                _, connection = await loop.create_unix_connection(_Connection, self._socket)
                return await self._over(connection, message)
        except (OSError, ValueError, _Ended, TimeoutError) as error:
            if not self._was_reached:
                raise EmbedderLoading("the embedding process was not reached yet") from None
            raise EmbedderFault(f"the embedding process: {error or 'no answer in time'}") from None

    async def _over(self, connection: _Connection, message: bytes) -> tuple[int, Mapping[bytes, bytes], bytes]:
        try:
            answer = await connection.request(message)
        except BaseException:
            connection.close()  # whoever left may have left half an answer in it
            raise
        self._was_reached = True
        self._idle.append(connection)
        return answer

    def _book(self, headers: Mapping[bytes, bytes]) -> None:
        try:
            part = read_spent(headers[SPENT])
        except (KeyError, ValueError):
            return
        mine = self._spent if self._spent.on == part.on else Spent()
        self._spent = Spent(mine.texts + part.texts, mine.seconds + part.seconds, part.on)


class _Ended(Exception):
    """The connection ended before an answer began."""


class _Connection(asyncio.Protocol):
    """One request after another over a kept connection, as far as HTTP goes between us and ourselves.

    Every answer says how long it is. It takes a fifth of the processor's time that a whole HTTP client takes, which
    would be half as much as the embedding itself.
    """

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._read = bytearray()
        self._waiting: asyncio.Future[tuple[int, Mapping[bytes, bytes], bytes]] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(
                _Ended("it hung up") if not self._read else ConnectionResetError("an answer broke off")
            )

    def data_received(self, data: bytes) -> None:
        self._read += data
        end = self._read.find(b"\r\n\r\n")
        if end < 0 or self._waiting is None or self._waiting.done():
            return
        try:
            first, *lines = bytes(self._read[:end]).split(b"\r\n")
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(b":") for line in lines)}
            whole = end + 4 + int(headers[b"content-length"])
            if len(self._read) < whole:
                return
            self._waiting.set_result((int(first.split()[1]), headers, bytes(self._read[end + 4 : whole])))
        except (ValueError, LookupError):
            self._waiting.set_exception(ConnectionAbortedError("an answer could not be read"))

    async def request(self, message: bytes) -> tuple[int, Mapping[bytes, bytes], bytes]:
        """Status, headers by their names in lower case, and body."""
        if self._transport is None or self._transport.is_closing():
            raise _Ended("it hung up")
        self._read.clear()
        self._waiting = asyncio.get_running_loop().create_future()
        self._transport.write(message)
        return await self._waiting

    def close(self) -> None:
        if self._transport is not None:
            self._transport.abort()


class _Remote:
    """The process as long as it serves with one embedder."""

    def __init__(self, shared: SharedEmbedder, fingerprint: str, dimension: int, max_tokens: int) -> None:
        self._shared = shared
        self.fingerprint = fingerprint
        self.dimension = dimension
        self.max_tokens = max_tokens

    @property
    def current(self) -> _Remote:
        return self

    @property
    def spent(self) -> Spent:
        return self._shared.spent

    async def ready(self) -> None:
        await self._shared.ready()
        if self._shared.fingerprint != self.fingerprint:
            raise EmbedderFault("another embedder serves now")

    async def embed(self, text: str) -> Vector:
        return await self._shared.vector(text, self.fingerprint)

    async def close(self) -> None:
        """It is the process's own."""


def _vector(content: bytes) -> Vector:
    """A copy: what was read from bytes cannot be written to."""
    try:
        coded = orjson.loads(content)["data"][0]["embedding"]
        vector = np.frombuffer(base64.b64decode(coded, validate=True), "<f4").astype(np.float32)
    except (ValueError, TypeError, LookupError, binascii.Error):
        raise EmbedderFault("the embedding process did not answer with an embedding") from None
    return vector


def _refused(status: int, content: bytes) -> EmbedderFault:
    """A model that is not there yet, or that another has just taken over from, is no trouble."""
    try:
        is_loading = status == 409 or orjson.loads(content)["error"]["code"] == LOADING
    except (ValueError, TypeError, LookupError):
        is_loading = False
    kind = EmbedderLoading if is_loading else EmbedderFault
    return kind(f"the embedding process answered {status}: {_message(content)}")


def _too_long(content: bytes) -> TextTooLong | EmbedderFault:
    try:
        error = orjson.loads(content)["error"]
        return TextTooLong(int(error["tokens"]), int(error["limit"]))
    except (ValueError, TypeError, LookupError):
        return EmbedderFault("the embedding process refused the text as too large")


def _message(content: bytes) -> str:
    try:
        return str(orjson.loads(content)["error"]["message"])[:300]
    except (ValueError, TypeError, LookupError):
        return "no reason given"
