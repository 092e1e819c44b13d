"""An upstream reached over HTTP."""

from __future__ import annotations

import contextlib
import functools
import ssl
from collections.abc import AsyncIterator, Iterable
from typing import Any
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx

from semcache.core.tenant import key_header
from semcache.errors import UpstreamCut, UpstreamUnreachable
from semcache.ports import UpstreamRequest
from semcache.withdrawal import ReadApart, finished, withdrawable

_HOP_BY_HOP = frozenset(
    {b"connection", b"keep-alive", b"proxy-authenticate", b"proxy-authentication-info", b"proxy-connection", b"te",
     b"trailer", b"transfer-encoding", b"upgrade"}
)  # fmt: skip
# The answer must be readable to be kept, and the rest has to fit this connection.
_OURS = _HOP_BY_HOP | {b"host", b"content-length", b"accept-encoding"}
# The server that hands the answer on writes a Date of its own; two of them would be malformed.
_NOT_BACK = _HOP_BY_HOP | {b"date"}
IDLE_SECONDS = 3.0
"""How long a connection is kept that nobody uses. uvicorn and with it vLLM, and Node, close it after 5 s: a request
that is sent just then is lost."""
_TROUBLE = (
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.TimeoutException,
    httpcore.UnsupportedProtocol,
)


class HttpUpstream:
    """Sends requests on, as they are, to one base URL.

    Over httpcore, the engine of httpx: httpx.AsyncClient would keep the cookies that one caller's answer sets and
    send them with the next caller's request, and takes a third more CPU to do what a proxy does not want done.
    """

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
        the caller's. A proxy is taken from the environment, as curl and httpx do."""
        self.name = name
        # Clients ask for /v1/...; a base URL that ends in /v1, as OpenAI clients write it, means the same place.
        base = httpx.URL(str(httpx.URL(base_url)).rstrip("/").removesuffix("/v1"))
        self._key = api_key
        self._host = (b"host", base.netloc)
        self._prefix = base.raw_path.rstrip(b"/")
        self._base = base
        timeouts = {"connect": connect_timeout, "read": read_timeout, "write": read_timeout, "pool": None}
        self._extensions = {"timeout": timeouts}
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=_tls(),
            max_connections=None,
            max_keepalive_connections=256,
            keepalive_expiry=IDLE_SECONDS,
            proxy=_proxy(base),
        )

    async def open(self, request: UpstreamRequest) -> HttpResponse:
        headers = [self._host]
        nominated = _nominated(request.headers)
        headers += [header for header in request.headers if header[0] not in _OURS and header[0] not in nominated]
        headers.append((b"accept-encoding", b"identity"))
        if self._key is not None:
            headers = [header for header in headers if header[0] not in _KEY_HEADERS]
            name, value = key_header(self._base.host, request.path, self._key)
            headers.append((name.encode(), value.encode()))
        if not isinstance(request.body, bytes):
            headers.append((b"transfer-encoding", b"chunked"))
        elif request.body or request.method in _WITH_BODY:
            headers.append((b"content-length", b"%d" % len(request.body)))
        url = self._url(request.path)
        outgoing = httpcore.Request(
            request.method, url, headers=headers, content=request.body, extensions=self._extensions
        )
        try:
            response = await withdrawable(self._pool.handle_async_request(outgoing), httpcore.Response.aclose)
        except _TROUBLE as error:
            raise UpstreamUnreachable(f"{self.name}: {type(error).__name__}") from error
        if not 200 <= response.status <= 599:
            await HttpResponse(response).close()
            raise UpstreamUnreachable(f"{self.name}: answered with status {response.status}")
        return HttpResponse(response)

    def _url(self, path: str) -> httpcore.URL:
        base = self._base
        return httpcore.URL(
            scheme=base.raw_scheme, host=base.raw_host, port=base.port, target=self._prefix + path.encode("latin-1")
        )

    async def close(self) -> None:
        await self._pool.aclose()


class HttpResponse:
    """A response that has begun."""

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response
        self._reading: ReadApart[bytes] | None = None
        self.status = response.status
        lowered = [(name.lower(), value) for name, value in response.headers]
        self._is_framed_twice = _is_framed_twice(lowered)
        dropped = _NOT_BACK | _nominated(lowered)
        if self._is_framed_twice or response.status in _WITHOUT_BODY:
            dropped |= {b"content-length"}
        self.headers = tuple(h for h in lowered if h[0] not in dropped)

    async def chunks(self) -> AsyncIterator[bytes]:
        self._reading = ReadApart(self._response.aiter_stream())
        try:
            async for chunk in self._reading.items():
                yield chunk
        except _TROUBLE as error:
            raise UpstreamCut(type(error).__name__) from error

    async def close(self) -> None:
        await finished(self._end())

    async def _end(self) -> None:
        if self._reading is not None:
            await self._reading.end()
        _distrust_what_more_came(self._response, always=self._is_framed_twice)
        await self._response.aclose()


def _is_framed_twice(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    """Its length is said in two ways. Transfer-Encoding is right, and the other one goes no further: whoever went by
    it would take the rest of the answer for another's (RFC 9112, section 6.3)."""
    return {b"content-length", b"transfer-encoding"} <= {name for name, _ in headers}


_WITHOUT_BODY = frozenset({204, 304})
"""A length that goes with them is that of another answer (RFC 9110, section 8.6). Our server would wait for it."""


def _distrust_what_more_came(response: httpcore.Response, *, always: bool) -> None:
    """Has the connection closed if the upstream has sent more than its answer, as some do with a 204. httpcore keeps
    the bytes, and would take them for the answer to whoever is next."""
    stream: Any = response.stream
    with contextlib.suppress(AttributeError):  # httpcore's own affairs, which it does not tell of in public
        state = stream._stream._connection._h11_state
        if always or state.trailing_data[0]:
            state.send_failed()


_KEY_HEADERS = frozenset({b"authorization", b"x-api-key"})


def _nominated(headers: Iterable[tuple[bytes, bytes]]) -> frozenset[bytes]:
    """What the Connection header says is for this hop alone (RFC 9110, section 7.6.1)."""
    said = b",".join(value for name, value in headers if name == b"connection")
    return frozenset(name.strip().lower() for name in said.split(b",")) if said else frozenset()


_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})


@functools.cache
def _tls() -> ssl.SSLContext:
    """One for all upstreams: making one reads every certificate there is, for 80 ms."""
    return httpx.create_ssl_context()


def _proxy(url: httpx.URL) -> httpcore.Proxy | None:
    """What the environment (or the system, on macOS and Windows) says about the way to this host."""
    known = getproxies()
    proxy = known.get(url.scheme) or known.get("all")
    return None if proxy is None or proxy_bypass(url.netloc.decode()) else httpcore.Proxy(proxy)
