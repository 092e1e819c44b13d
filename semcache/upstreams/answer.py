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
from semcache.wire.heads import Headers, header_of, is_encoded, media_type_of

WHOLE_BYTES = 32 * 2**20
"""Of an answer that is waited for to its end: some bring a picture or an hour of speech in their JSON."""
_EVENTS = (b"data:", b"event:", b":", b"id:", b"retry:")
_BEFORE_EVENTS = b"\xef\xbb\xbf\r\n"
_TOKENS = re.compile(rb'"(?:completion_tokens|output_tokens)"\s*:\s*([0-9]{1,9})')
_TAIL = 4096


class Unfit(Exception):
    """The answer is none that a client could use; another replica may give a better one."""

    def __init__(self, why: str, response: Whole, retry_after: str | None = None) -> None:
        super().__init__(why)
        self.response = response
        """What the upstream said, to be handed on if nobody says better."""
        self.retry_after = retry_after

    @property
    def is_refusal(self) -> bool:
        """The upstream is full rather than broken."""
        return self.response.status in REFUSED


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
    """A response whose first piece has come; once that is handed on, nothing can be taken back any more."""

    response: UpstreamResponse
    first: bytes
    rest: AsyncIterator[bytes]
    """What comes after the first piece."""

    @property
    def is_events(self) -> bool:
        """It begins as a stream of events does, whatever it is called."""
        if is_encoded(self.response.headers):
            return media_type_of(self.response.headers) == "text/event-stream"
        text = self.first.lstrip(_BEFORE_EVENTS)
        return self.first != b"" and any(text.startswith(word) or word.startswith(text) for word in _EVENTS)


async def beginning_of(response: UpstreamResponse) -> Begun:
    """The response as soon as its first piece is here, or it has ended without one. Raises UpstreamCut."""
    rest = response.chunks()
    async for first in rest:
        if first:
            return Begun(response, first, rest)
    return Begun(response, b"", rest)


async def judged(begun: Begun, *, stream: bool, is_answer: bool, is_doubted: bool = False) -> Whole | Begun:
    """The response as far as it has to be known before any of it is handed on.

    A plain answer is read whole, for then one that breaks off can still be asked for elsewhere, and nobody could have
    begun to read it anyway. Of a stream its beginning is enough; of a replica that `is_doubted`, because it broke one
    off of late, all of it is read: its client waits, and gets a whole answer from somewhere. What is longer than
    anybody waits for is handed on as it comes. Raises Unfit or UpstreamCut. `stream` says that one was asked for,
    `is_answer` that the path is one of which an LLM's answer is expected.
    """
    response, headers = begun.response, begun.response.headers
    if response.status in RETRIABLE or response.status >= 500:
        retry_after = header_of(headers, b"retry-after") or None
        return _unfit(f"status-{response.status}", await _gathered(begun), retry_after)
    if response.status != 200 or not is_answer:
        return begun
    if not begun.first:
        return _unfit("empty", await _gathered(begun))
    media_type, is_stream = media_type_of(headers), stream and begun.is_events
    if not is_stream and (media_type == "application/json" or (not media_type and begun.first[:1] == b"{")):
        found = await _gathered(begun)
        is_whole = not isinstance(found, Whole) or is_encoded(headers) or _is_object(found.body)
        return found if is_whole else _unfit("garbage", found)
    if _is_garbage(begun, media_type, stream):
        return _unfit("garbage", await _gathered(begun))
    return await _gathered(begun) if is_doubted else begun


def _is_garbage(begun: Begun, media_type: str, stream: bool) -> bool:
    """A page of a proxy's, or anything but events where those were asked for or are said to come."""
    if is_encoded(begun.response.headers):
        return False
    if media_type == "text/event-stream":
        return not begun.is_events
    return media_type == "text/html" or (stream and not begun.is_events and begun.first[:1] != b"{")


def _unfit(why: str, found: Whole | Begun, retry_after: str | None = None) -> Begun:
    """Raises Unfit with what was said; hands it on where that is longer than can be kept for later."""
    if isinstance(found, Whole):
        raise Unfit(why, found, retry_after)
    return found


def _is_object(body: bytes) -> bool:
    """By its ends. The mark at the beginning is one that some write before all their texts (RFC 8259, section 8.1)."""
    text = body.removeprefix(b"\xef\xbb\xbf").strip()
    return text[:1] == b"{" and text[-1:] == b"}"


async def _gathered(begun: Begun) -> Whole | Begun:
    """All of it, unless it is too long for that."""
    parts, size = [begun.first], len(begun.first)
    async for chunk in begun.rest:
        parts.append(chunk)
        size += len(chunk)
        if size > WHOLE_BYTES:
            return Begun(begun.response, b"".join(parts), begun.rest)
    return Whole(begun.response.status, begun.response.headers, b"".join(parts))


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
