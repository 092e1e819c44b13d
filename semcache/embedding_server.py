"""Vectors for whoever asks: POST /v1/embeddings as OpenAI has it, and what semcache's own client needs beside it."""

from __future__ import annotations

import asyncio
import base64
import hmac
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qs

import orjson
from starlette.types import Receive, Scope, Send

from semcache.embeddingwire import EMBEDDER, EMBEDDER_PATH, LOADING, SPENT, write_fingerprint, write_spent
from semcache.errors import EmbedderFault, EmbedderLoading, TextTooLong
from semcache.ports import Embedder, Spent, Vector

MOST_BYTES = 16 << 20
"""Of a request."""
MOST_TEXTS = 2048
"""In a request; OpenAI has the same."""
LOOK_SECONDS = 1.0
"""Between two looks at whether another model serves, while anybody waits for that."""
POLL_LOOKS = 30
"""Before a client that waits is told that there is no news."""

Headers = Sequence[tuple[bytes, bytes]]


class Refused(Exception):
    """Answered with this status, and the error as OpenAI's clients read it."""

    def __init__(self, status: int, message: str, code: str, **more: int) -> None:
        super().__init__(message)
        self.status = status
        self._more = {"type": "server_error" if status >= 500 else "invalid_request_error", "code": code, **more}

    def body(self) -> bytes:
        return orjson.dumps({"error": {"message": str(self), **self._more}})


class EmbeddingServer:
    """An ASGI app over one embedder, which batches what all clients ask as it does for one.

    A request with the header `semcache-embedder` wants that embedder's vectors or none: 409 once another one serves.
    """

    def __init__(self, embedder: Embedder, model: str, key: str | None = None) -> None:
        """`model` is what clients may call it; with a `key`, only those that present it are answered."""
        self._embedder = embedder
        self._model = model
        self._key = None if key is None else f"Bearer {key.strip()}".encode()
        self._is_closing = False
        self._told = embedder.spent
        """What it has spent that some client was told of, to book it: all of it once, whoever caused it."""

    def close(self) -> None:
        """Whoever waits for news goes."""
        self._is_closing = True

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1003})
            return
        headers = dict(scope["headers"])
        more: Headers = ()
        try:
            status, body, more = await self._answer(scope["method"], scope["path"], scope, headers, receive)
        except Refused as refused:
            status, body = refused.status, refused.body()
        except TextTooLong as error:
            too_long = Refused(413, str(error), "context_length_exceeded", tokens=error.tokens, limit=error.limit)
            status, body = too_long.status, too_long.body()
        except EmbedderFault as fault:
            code = LOADING if isinstance(fault, EmbedderLoading) else "embedder_fault"
            status, body = 503, Refused(503, str(fault), code).body()
        head = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode()), *more]
        await send({"type": "http.response.start", "status": status, "headers": head})
        await send({"type": "http.response.body", "body": body})

    async def _answer(
        self, method: str, path: str, scope: Scope, headers: dict[bytes, bytes], receive: Receive
    ) -> tuple[int, bytes, Headers]:
        if path == "/healthz":
            return 200, b'{"status":"ok"}', ()
        if self._key is not None and not hmac.compare_digest(headers.get(b"authorization", b""), self._key):
            raise Refused(401, "the key is missing or wrong: send `Authorization: Bearer KEY`", "invalid_api_key")
        match method, path:
            case "POST", "/v1/embeddings":
                return await self._embed(headers, receive)
            case "GET", "/v1/models":
                model = {"id": self._model, "object": "model", "created": 0, "owned_by": "semcache"}
                return 200, orjson.dumps({"object": "list", "data": [model]}), ()
            case "GET", "/readyz":
                await self._embedder.ready()
                return 200, b'{"status":"ready"}', ()
            case "GET", _ if path == EMBEDDER_PATH:
                return 200, await self._describe(scope), ()
        raise Refused(404, f"no {method[:20]} {path[:200]} here", "not_found")

    async def _describe(self, scope: Scope) -> bytes:
        """What computes the vectors; with ?not=FINGERPRINT, once it is another one than that, or after a while."""
        known = parse_qs(scope["query_string"].decode("latin-1")).get("not", [""])[0]
        current = self._embedder.current
        for _ in range(POLL_LOOKS):
            if self._is_closing or current.fingerprint != known:
                break
            await asyncio.sleep(LOOK_SECONDS)
            current = self._embedder.current
        return orjson.dumps(
            {"fingerprint": current.fingerprint, "dimension": current.dimension, "max_tokens": current.max_tokens}
        )

    async def _embed(self, headers: dict[bytes, bytes], receive: Receive) -> tuple[int, bytes, Headers]:
        said = await _body(receive)
        texts, as_base64 = _asked(said)
        embedder = self._embedder.current
        wanted = headers.get(EMBEDDER)
        if wanted is not None and wanted != write_fingerprint(embedder.fingerprint):
            raise Refused(409, f"another embedder serves now: {embedder.fingerprint}", "another_embedder")
        vectors = await _unless_gone(receive, self._vectors(embedder, texts))
        data = [
            {"object": "embedding", "index": index, "embedding": _encoded(vector, as_base64)}
            for index, vector in enumerate(vectors)
        ]
        # The tokenizer's count stays with the model; about four bytes make a token.
        tokens = sum(-(-len(text.encode("utf-8", "replace")) // 4) for text in texts)
        body = orjson.dumps(
            {
                "object": "list",
                "data": data,
                "model": self._model,
                "usage": {"prompt_tokens": tokens, "total_tokens": tokens},
            },
            option=orjson.OPT_SERIALIZE_NUMPY,
        )
        return (
            200,
            body,
            ((EMBEDDER, write_fingerprint(embedder.fingerprint)), *(self._bill() if wanted is not None else ())),
        )

    async def _vectors(self, embedder: Embedder, texts: Sequence[str]) -> Sequence[Vector]:
        if len(texts) == 1:
            return [await embedder.embed(texts[0])]
        return await asyncio.gather(*map(embedder.embed, texts))

    def _bill(self) -> Headers:
        """What was spent and nobody was told of yet."""
        told, now = self._told, self._embedder.spent
        self._told = now
        if now.texts < told.texts or now.on != told.on:
            told = Spent()  # another embedder has taken over
        return ((SPENT, write_spent(Spent(now.texts - told.texts, now.seconds - told.seconds, now.on))),)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                await self._embedder.close()
                await send({"type": "lifespan.shutdown.complete"})
                return


async def _body(receive: Receive) -> dict[str, Any]:
    body = b""
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > MOST_BYTES:
            raise Refused(413, f"the request is larger than {MOST_BYTES >> 20} MiB", "request_too_large")
    try:
        said = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Refused(400, f"the body is no JSON: {error}", "invalid_json") from None
    if not isinstance(said, dict):
        raise Refused(400, "the body is no JSON object", "invalid_json")
    return said


def _asked(said: dict[str, Any]) -> tuple[list[str], bool]:
    """The texts, and whether their vectors are wanted in base64."""
    given = said.get("input")
    listed = given if isinstance(given, list) else [given]
    texts = [text for text in listed if isinstance(text, str)]
    if not texts or len(texts) < len(listed):
        raise Refused(400, "input: expected a text or a list of texts; tokens are not read here", "invalid_input")
    if len(texts) > MOST_TEXTS:
        raise Refused(400, f"input: at most {MOST_TEXTS} texts at once", "invalid_input")
    encoding = said.get("encoding_format", "float")
    if encoding not in ("float", "base64"):
        raise Refused(400, "encoding_format: expected float or base64", "invalid_encoding_format")
    return texts, encoding == "base64"


def _encoded(vector: Vector, as_base64: bool) -> Any:
    """As numbers, or as the base64 of little-endian float32."""
    if as_base64:
        return base64.b64encode(vector.astype("<f4", copy=False).tobytes()).decode()
    return vector


async def _unless_gone(receive: Receive, work: Any) -> Any:
    """The work's result; it is given up when the client leaves, so that nothing is computed for nobody."""
    working = asyncio.ensure_future(work)

    async def leave() -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        working.cancel()

    leaving = asyncio.create_task(leave())
    try:
        return await working
    except asyncio.CancelledError:
        if working.cancelled() and leaving.done():
            raise Refused(499, "the client left", "client_left") from None
        working.cancel()
        raise
    finally:
        leaving.cancel()
