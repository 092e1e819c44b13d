"""An upstream reached over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx

from semcache.errors import UpstreamCut, UpstreamUnreachable
from semcache.ports import UpstreamRequest

_HOP_BY_HOP = frozenset(
    {b"connection", b"keep-alive", b"proxy-authenticate", b"proxy-connection", b"te", b"trailer", b"transfer-encoding",
     b"upgrade"}
)  # fmt: skip
# The answer must be readable to be kept, and httpx sets the rest to fit.
_OURS = _HOP_BY_HOP | {b"host", b"content-length", b"accept-encoding"}


class HttpUpstream:
    """Sends requests on with httpx, as they are, to one base URL."""

    def __init__(
        self,
        base_url: str,
        *,
        name: str = "upstream",
        api_key: str | None = None,
        connect_timeout: float = 5.0,
        read_timeout: float = 600.0,
    ) -> None:
        """Timeouts in seconds; `read_timeout` is between two pieces of an answer. An `api_key` of its own replaces
        the caller's Authorization."""
        self.name = name
        url = httpx.URL(base_url)
        # Clients ask for /v1/...; a base URL that ends in /v1, as OpenAI clients write it, means the same place.
        self._base = str(url).rstrip("/").removesuffix("/v1")
        self._authorization = None if api_key is None else (b"authorization", b"Bearer " + api_key.encode())
        timeout = httpx.Timeout(read_timeout, connect=connect_timeout, pool=None)
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=256)
        self._client = httpx.AsyncClient(timeout=timeout, limits=limits, follow_redirects=False)

    async def open(self, request: UpstreamRequest) -> HttpResponse:
        headers = [(name, value) for name, value in request.headers if name not in _OURS]
        headers.append((b"accept-encoding", b"identity"))
        if self._authorization is not None:
            headers = [(name, value) for name, value in headers if name != b"authorization"]
            headers.append(self._authorization)
        outgoing = self._client.build_request(
            request.method, self._base + request.path, headers=headers, content=request.body
        )
        for name in ("user-agent", "accept"):
            # httpx adds its own where the caller sent none.
            if not any(sent == name.encode() for sent, _ in headers):
                outgoing.headers.pop(name, None)
        try:
            return HttpResponse(await self._client.send(outgoing, stream=True))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise UpstreamUnreachable(f"{self.name}: {type(error).__name__}") from error

    async def close(self) -> None:
        await self._client.aclose()


class HttpResponse:
    """A response that has begun."""

    def __init__(self, response: httpx.Response) -> None:
        self._response = response
        self.status = response.status_code
        self.headers = tuple(
            (name.lower(), value) for name, value in response.headers.raw if name.lower() not in _HOP_BY_HOP
        )

    async def chunks(self) -> AsyncIterator[bytes]:
        try:
            async for chunk in self._response.aiter_raw():
                yield chunk
        except httpx.HTTPError as error:
            raise UpstreamCut(type(error).__name__) from error

    async def close(self) -> None:
        await self._response.aclose()
