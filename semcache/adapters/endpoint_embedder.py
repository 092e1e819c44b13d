"""An OpenAI-style /v1/embeddings endpoint."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

import httpx
import numpy as np
import orjson

from semcache.errors import EmbedderFault, TextTooLong
from semcache.ports import Spent, Vector
from semcache.withdrawal import withdrawable

MOST_BYTES = 4_000_000
"""Of an answer that are read: more than any embedding takes."""
IDLE_SECONDS = 3.0
"""How long a connection is kept that nobody uses: less than the 5 s after which many servers close it."""


class EndpointEmbedder:
    """One request a text. `dimension` is 0 until the first answer tells it, unless it was configured.

    The endpoint's tokenizer is unknown, so tokens are counted high, as one for every two bytes of UTF-8.
    """

    def __init__(
        self,
        url: str,
        *,
        model: str,
        key: str | None = None,
        dimension: int = 0,
        max_tokens: int = 512,
        timeout: float = 5.0,
    ) -> None:
        """`url` ends in /v1, as for OpenAI's clients; `timeout` is seconds for a whole answer."""
        place = urlsplit(url)
        self.fingerprint = f"{model}:endpoint:{place.netloc}{place.path.rstrip('/')}"
        self.dimension = dimension
        self.max_tokens = max_tokens
        self._url = url.rstrip("/") + "/embeddings"
        self._model = model
        self._timeout = timeout
        self._texts = 0
        headers = {"Authorization": f"Bearer {key.strip()}"} if key else {}
        limits = httpx.Limits(max_connections=100, max_keepalive_connections=20, keepalive_expiry=IDLE_SECONDS)
        self._client = httpx.AsyncClient(headers=headers, timeout=timeout, limits=limits)

    @property
    def current(self) -> EndpointEmbedder:
        return self

    @property
    def spent(self) -> Spent:
        return Spent(self._texts, on="endpoint")

    async def ready(self) -> None:
        """Asks for one vector when the dimension is not known."""
        if not self.dimension:
            await self.embed("ready")

    async def embed(self, text: str) -> Vector:
        try:
            tokens = -(-len(text.encode()) // 2)
        except UnicodeEncodeError:
            raise EmbedderFault("the text holds half a surrogate pair, which JSON cannot carry") from None
        if tokens > self.max_tokens:
            raise TextTooLong(tokens, self.max_tokens)
        try:
            # httpx limits each read; an answer that drips must end as well.
            async with asyncio.timeout(self._timeout):
                status, content = await withdrawable(self._post(text))
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, RuntimeError) as error:
            # A header that cannot be sent is quoted in the error, and one of them is the key.
            why = "" if isinstance(error, httpx.LocalProtocolError) else str(error)
            raise EmbedderFault(f"{self._url}: {type(error).__name__}: {why}".rstrip(": ")) from None
        if status == 413:  # text-embeddings-inference, and semcache's own: their count is the right one
            raise TextTooLong(tokens, self.max_tokens)
        if status != 200:
            raise EmbedderFault(f"{self._url} answered {status}")
        vector = self._read(content)
        self._texts += 1
        if self.dimension == 0:
            self.dimension = len(vector)
        elif len(vector) != self.dimension:
            raise EmbedderFault(f"{self._url} gave a vector of {len(vector)} numbers, not {self.dimension}")
        return vector

    async def close(self) -> None:
        await self._client.aclose()

    async def _post(self, text: str) -> tuple[int, bytes]:
        body = orjson.dumps({"model": self._model, "input": text, "encoding_format": "float"})
        headers = {"Content-Type": "application/json"}
        async with self._client.stream("POST", self._url, content=body, headers=headers) as response:
            content = b""
            async for chunk in response.aiter_bytes():
                content += chunk
                if len(content) > MOST_BYTES:
                    raise EmbedderFault(f"{self._url} answered with more than {MOST_BYTES} bytes")
            return response.status_code, content

    def _read(self, content: bytes) -> Vector:
        try:
            answer = orjson.loads(content)
            with np.errstate(over="ignore"):  # what float32 cannot hold has no finite length, and is refused below
                vector = np.array(answer["data"][0]["embedding"], np.float32)
        except (ValueError, TypeError, LookupError, OverflowError):
            raise EmbedderFault(f"{self._url} did not answer with an embedding") from None
        length = float(np.linalg.norm(vector)) if vector.ndim == 1 and vector.size else 0.0
        if not np.isfinite(length) or length == 0.0:
            raise EmbedderFault(f"{self._url} gave a vector that has no direction")
        return vector / np.float32(length)
