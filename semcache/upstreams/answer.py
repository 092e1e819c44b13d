"""What comes back from a replica, judged before any of it is handed on; and what is said in its place."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from semcache.core.retrying import REFUSED, RETRIABLE
from semcache.errors import UpstreamCut
from semcache.ports import UpstreamResponse
from semcache.wire import wire_for
from semcache.wire.chat import CHAT

Headers = tuple[tuple[bytes, bytes], ...]

WHOLE_BYTES = 8 * 2**20
"""An LLM's answer that is no stream and longer than this is none."""
_ERROR_BYTES = 64 * 2**10
_EVENTS = (b"data:", b"event:", b":", b"id:", b"retry:", b"\n", b"\r", b"\xef\xbb\xbf")
_TOKENS = re.compile(rb'"(?:completion_tokens|output_tokens)"\s*:\s*([0-9]{1,9})')
_TAIL = 4096


class Unfit(Exception):
    """The answer is none that a client could use; another replica may give a better one."""

    def __init__(self, why: str, response: Whole | None = None, retry_after: str | None = None) -> None:
        super().__init__(why)
        self.response = response
        """What the upstream said, to be handed on if nobody says better."""
        self.retry_after = retry_after

    @property
    def is_refusal(self) -> bool:
        """The upstream is full rather than broken."""
        return self.response is not None and self.response.status in REFUSED


@dataclass(frozen=True, slots=True)
class Whole:
    """A response that is here from its first byte to its last; also one of our own."""

    status: int
    headers: Headers
    body: bytes

    async def chunks(self) -> AsyncIterator[bytes]:
        yield self.body

    async def close(self) -> None: ...


def refusal(path: str, status: int, message: str, code: str, retry_after: int | None = None) -> Whole:
    """An error in the words of the protocol that the client speaks."""
    wire = wire_for(path.partition("?")[0]) or CHAT
    headers: list[tuple[bytes, bytes]] = [(b"content-type", b"application/json")]
    if retry_after is not None:
        headers.append((b"retry-after", b"%d" % retry_after))
    return Whole(status, tuple(headers), wire.error_body(message, "semcache_error", code))


@dataclass(frozen=True, slots=True)
class Begun:
    """A response whose first piece has come, so that nothing can be taken back any more."""

    response: UpstreamResponse
    first: bytes
    rest: AsyncIterator[bytes]
    """What comes after the first piece."""


async def judged(
    response: UpstreamResponse, *, stream: bool, is_answer: bool, is_doubted: bool = False
) -> Whole | Begun:
    """The response as far as it has to be known before any of it is handed on.

    A plain answer is read whole, for then one that breaks off can still be asked for elsewhere, and nobody could have
    begun to read it anyway. Of a stream the first piece is waited for; of a replica that `is_doubted`, because it broke
    one off of late, all of it: its client waits, and gets a whole answer from somewhere. Raises Unfit or UpstreamCut.
    `is_answer` says that the path is one of which an LLM's answer is expected.
    """
    status, media_type = response.status, header(response.headers, b"content-type").lower()
    if status in RETRIABLE or status >= 500:
        whole = Whole(status, response.headers, await _read(response.chunks(), _ERROR_BYTES, cut=True))
        raise Unfit(f"status-{status}", whole, header(response.headers, b"retry-after") or None)
    if not 200 <= status < 300 or not is_answer:
        return Begun(response, b"", response.chunks())
    is_plain = header(response.headers, b"content-encoding") in ("", "identity")
    if media_type.startswith("application/json") and is_plain:
        body = await _read(response.chunks(), WHOLE_BYTES)
        if not (body.lstrip()[:1] == b"{" and body.rstrip()[-1:] == b"}"):
            raise Unfit("garbage")
        return Whole(status, response.headers, body)
    if media_type.startswith("text/event-stream") and is_plain:
        rest = response.chunks()
        first = await anext(rest, b"")
        if not first:
            raise Unfit("empty")
        if not any(first.startswith(word) or word.startswith(first) for word in _EVENTS):
            raise Unfit("garbage")
        if is_doubted:
            return Whole(status, response.headers, first + await _read(rest, WHOLE_BYTES))
        return Begun(response, first, rest)
    if stream or media_type.startswith("text/html"):
        raise Unfit("garbage")
    return Begun(response, b"", response.chunks())


async def _read(chunks: AsyncIterator[bytes], most: int, *, cut: bool = False) -> bytes:
    parts: list[bytes] = []
    size = 0
    async for chunk in chunks:
        parts.append(chunk)
        size += len(chunk)
        if size > most:
            if cut:
                break
            raise Unfit("oversized")
    return b"".join(parts)[:most]


def header(headers: Headers, name: bytes) -> str:
    """The first value of a header, or ""."""
    return next((value.decode("latin-1") for key, value in headers if key == name), "")


def tokens_of(body: bytes) -> int:
    """Tokens of an answer, as its usage says."""
    found = _TOKENS.findall(body[-_TAIL:]) or _TOKENS.findall(body[:_TAIL])
    return int(found[-1]) if found else 0


class Flowing:
    """A response on its way to the client: handed on as it comes, its tokens counted, its end told once."""

    def __init__(
        self, begun: Begun, now: Callable[[], float], on_end: Callable[[int, float | None, UpstreamCut | None], None]
    ) -> None:
        """`on_end` hears of the tokens that came, the seconds from one to the next, and whether it broke off."""
        self.status = begun.response.status
        self.headers = begun.response.headers
        self._begun = begun
        self._now = now
        self._on_end: Callable[[int, float | None, UpstreamCut | None], None] | None = on_end
        self._events = 0
        self._first_at = self._last_at = now()

    async def chunks(self) -> AsyncIterator[bytes]:
        if self._begun.first:
            self._events += self._begun.first.count(b"data:")
            yield self._begun.first
        try:
            async for chunk in self._begun.rest:
                self._events += chunk.count(b"data:")
                self._last_at = self._now()
                yield chunk
        except UpstreamCut as cut:
            self._end(cut)
            raise

    async def close(self) -> None:
        try:
            await self._begun.response.close()
        finally:
            self._end(None)

    def _end(self, cut: UpstreamCut | None) -> None:
        if self._on_end is None:
            return
        on_end, self._on_end = self._on_end, None
        spread = self._last_at - self._first_at
        on_end(self._events, spread / (self._events - 1) if self._events > 1 and spread > 0 else None, cut)
