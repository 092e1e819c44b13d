"""Where a request goes that the cache does not answer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol

from semcache.core.upstreams import Errand


@dataclass(frozen=True, slots=True)
class UpstreamRequest:
    """An HTTP request to send on."""

    method: str
    path: str
    """With the query string, from the first slash."""
    headers: tuple[tuple[bytes, bytes], ...]
    """Names in lower case; hop-by-hop headers already taken out."""
    body: bytes | AsyncIterator[bytes]
    errand: Errand | None = None
    """What the call is for; None for what is only passed through."""


class UpstreamResponse(Protocol):
    """A response that has begun.

    - `chunks` yields bytes as they arrive, once; it raises `UpstreamCut` when the response breaks off.
    - `close` may be called at any time, also from another task, and frees the connection at once.
    """

    @property
    def status(self) -> int: ...

    @property
    def headers(self) -> tuple[tuple[bytes, bytes], ...]: ...

    def chunks(self) -> AsyncIterator[bytes]: ...

    async def close(self) -> None: ...


class Upstream(Protocol):
    """Where misses go.

    - `open` returns when the response has begun, or raises `UpstreamUnreachable`. One that has a choice of replicas
      tells the errand what it called, and may try again while nothing of an answer was handed on.
    - Cancelling `open` or closing the response ends the upstream call within a second.
    """

    @property
    def name(self) -> str: ...

    async def open(self, request: UpstreamRequest) -> UpstreamResponse: ...

    async def close(self) -> None: ...
