"""Answers that are odd and valid all the same: passed on as they are, kept only when whole and understood.

A stand-in on a raw socket says every byte itself, and so does the client that reads what comes back.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import h11
import pytest

from semcache.adapters.clock import SystemClock
from semcache.pooling import upstream_pools
from semcache.settings import Settings
from tests.harness import MODEL, PRICES, Setup, completion, gateway, sse
from tests.replicas import Heard, StandIn, body, good, replicas, said

JSON, EVENTS, TEXT = "content-type: application/json", "content-type: text/event-stream", "content-type: text/plain"
ANSWER = json.dumps(completion("Said.")).encode()
STREAM = b"".join(sse("Said at length.", usage=False))
MARK = b"\xef\xbb\xbf"
LONG_ERROR = json.dumps({"error": {"message": "e" * 200_000}}).encode()
LONG = json.dumps(completion("x" * 9 * 2**20)).encode()
TOO_LONG = json.dumps(completion("x" * 33 * 2**20)).encode()


def chunked(content: bytes, trailer: bytes = b"") -> bytes:
    return b"%x\r\n%s\r\n0\r\n%s\r\n" % (len(content), content, trailer)


def length(content: bytes) -> str:
    return f"content-length: {len(content)}"


CHUNKED = "transfer-encoding: chunked"


@dataclass(frozen=True)
class Odd:
    """An answer as the upstream writes it, and what of it a client must get."""

    name: str
    status: str
    head: tuple[str, ...]
    sent: bytes
    """After the head."""
    body: bytes
    stream: bool = False
    """One was asked for."""
    kept: bool = False
    before: bytes = b""
    """The head of this answer."""
    closes: bool = False
    """The connection, after the answer."""

    @property
    def raw(self) -> bytes:
        head = "\r\n".join([f"HTTP/1.1 {self.status}", *self.head, "", ""])
        return self.before + head.encode("latin-1") + self.sent


def plain(name: str, content: bytes, *head: str, **more: Any) -> Odd:
    """200, with its right length."""
    return Odd(name, "200 OK", (*head, length(content)), content, content, **more)


def events(name: str, content: bytes, *head: str, **more: Any) -> Odd:
    return Odd(name, "200 OK", (*head, CHUNKED), chunked(content), content, stream=True, **more)


GZIP = "content-encoding: gzip"
HINTS = b"HTTP/1.1 103 Early Hints\r\nlink: </x>\r\ncontent-length: 3\r\n\r\n"

ODD = [
    # Its length.
    Odd("204 with a length", "204 No Content", (JSON, "content-length: 5"), b"", b""),
    Odd("204 with a length and a body", "204 No Content", (JSON, "content-length: 5"), b"hello", b""),
    Odd("304 with a length", "304 Not Modified", (JSON, "content-length: 5", 'etag: "1"'), b"", b""),
    Odd("after 103 with a length", "200 OK", (JSON, length(ANSWER)), ANSWER, ANSWER, kept=True, before=HINTS),
    Odd("chunked, with a length", "200 OK", (JSON, "content-length: 7", CHUNKED), chunked(ANSWER), ANSWER, kept=True),
    Odd("an error, chunked, with a length", "400 Bad", (JSON, CHUNKED, "content-length: 9"), chunked(b"{}"), b"{}"),
    Odd("a stream, chunked, with a length", "200 OK", (EVENTS, "content-length: 7", CHUNKED), chunked(STREAM), STREAM,
        stream=True, kept=True),
    Odd("longer than it says", "200 OK", (JSON, f"content-length: {len(ANSWER) - 5}"), ANSWER, ANSWER[:-5]),
    Odd("its length twice", "200 OK", (JSON, length(ANSWER), length(ANSWER)), ANSWER, ANSWER, kept=True),
    Odd("until the connection ends", "200 OK", (JSON,), ANSWER, ANSWER, kept=True, closes=True),
    Odd("a stream until the connection ends", "200 OK", (EVENTS,), STREAM, STREAM, stream=True, kept=True, closes=True),
    Odd("with a trailer", "200 OK", (JSON, CHUNKED, "trailer: x-sum"), chunked(ANSWER, b"x-sum: 1\r\n"), ANSWER,
        kept=True),
    # How much it is.
    Odd("500 with a long body", "500 No", (JSON, length(LONG_ERROR)), LONG_ERROR, LONG_ERROR),
    Odd("400 with a long body", "400 No", (JSON, length(LONG_ERROR)), LONG_ERROR, LONG_ERROR),
    Odd("401 with a long body, to a stream", "401 No", (JSON, length(LONG_ERROR)), LONG_ERROR, LONG_ERROR, stream=True),
    plain("longer than what is kept", LONG, JSON),
    plain("longer than what is gathered", TOO_LONG, JSON),
    Odd("that long, chunked", "200 OK", (JSON, CHUNKED), chunked(TOO_LONG), TOO_LONG),
    plain("empty JSON", b"", JSON),
    plain("an empty stream", b"", EVENTS, stream=True),
    plain("nothing at all", b""),
    # How it is written.
    events("a compressed stream", gzip.compress(STREAM), EVENTS, GZIP),
    plain("compressed JSON", gzip.compress(ANSWER), JSON, GZIP),
    plain("compressed JSON to a stream", gzip.compress(ANSWER), JSON, GZIP, stream=True),
    plain("compressed, in capitals", gzip.compress(ANSWER), JSON, "Content-Encoding: GZIP"),
    plain("compressed, said second", gzip.compress(ANSWER), JSON, "content-encoding: identity", GZIP),
    plain("as it is, in capitals", ANSWER, JSON, "Content-Encoding: Identity", kept=True),
    plain("JSON after a mark", MARK + ANSWER, JSON),
    plain("a stream after a mark", MARK + STREAM, EVENTS, stream=True, kept=True),
    plain("JSON that is cut", ANSWER[:-20], JSON),
    plain("JSON that is no object", b"[]", JSON),
    # What it is called.
    events("a stream as plain text", STREAM, TEXT),
    events("a stream as JSON", STREAM, JSON),
    events("a stream without a name", STREAM),
    events("a stream in capitals", STREAM, "Content-Type: Text/Event-Stream ; charset=UTF-8", kept=True),
    plain("JSON without a name", ANSWER, kept=True),
    plain("JSON without a name to a stream", ANSWER, stream=True, kept=True),
    plain("JSON as plain text", ANSWER, TEXT, kept=True),
    plain("JSON under two names", ANSWER, JSON, TEXT, kept=True),
    plain("a web page", b"<html>", "content-type: text/html"),
    plain("a web page to a stream", b"<html>", "content-type: text/html", stream=True),
    plain("no events at all", b"\x00\xff", EVENTS, stream=True),
    Odd("206", "206 Partial", (JSON, "content-range: bytes 0-9/99", length(ANSWER)), ANSWER, ANSWER),
    Odd("301", "301 Moved", (JSON, "location: /x", length(b"{}")), b"{}", b"{}"),
    Odd("599", "599 Odd", (JSON, length(b"{}")), b"{}", b"{}"),
    # What else its head says.
    plain("two orders, the second strict", ANSWER, JSON, "cache-control: max-age=9", "Cache-Control: no-store"),
    plain("a name in Latin-1", ANSWER, JSON, "x-name: caf\xe9", kept=True),
]  # fmt: skip


@dataclass(frozen=True)
class Got:
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def values(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key == name]


class Browser:
    """One connection. What comes over it must be HTTP to the letter: h11 raises otherwise."""

    def __init__(self, url: str) -> None:
        to = urlsplit(url)
        self._socket = socket.create_connection((to.hostname, to.port), timeout=60)
        self._http = h11.Connection(h11.CLIENT)

    def ask(self, sent: dict[str, Any]) -> Got:
        content = json.dumps(sent).encode()
        head = [("host", "x"), ("content-type", "application/json"), ("content-length", str(len(content)))]
        asked = h11.Request(method="POST", target="/v1/chat/completions", headers=head)
        for event in (asked, h11.Data(data=content), h11.EndOfMessage()):
            self._socket.sendall(self._http.send(event) or b"")
        began, parts = None, []
        while not isinstance(event := self._next(), h11.EndOfMessage):
            if isinstance(event, h11.Response):
                began = event
            elif isinstance(event, h11.Data):
                parts.append(bytes(event.data))
        assert began is not None
        self._http.start_next_cycle()
        headers = [(name.decode(), value.decode("latin-1")) for name, value in began.headers]
        return Got(began.status_code, headers, b"".join(parts))

    def _next(self) -> Any:
        while (event := self._http.next_event()) is h11.NEED_DATA:
            self._http.receive_data(self._socket.recv(2**20))
        return event

    def close(self) -> None:
        self._socket.close()


@dataclass
class House:
    setup: Setup
    upstream: StandIn
    connections: list[int]
    """On which each request came, by its number."""
    browser: Browser


@contextmanager
def house(pooled: bool, *answers: bytes, closes: bool = False) -> Iterator[House]:
    """A gateway before one upstream, which gives these answers in turn, and the last of them for ever after."""
    connections: list[int] = []
    known: dict[asyncio.StreamWriter, int] = {}

    async def answer(heard: Heard, writer: asyncio.StreamWriter) -> None:
        connections.append(known.setdefault(writer, len(known)))
        writer.write(answers[min(heard.number, len(answers) - 1)])
        await writer.drain()
        if closes:
            writer.close()

    with replicas(answer) as (upstream,):
        own = {"kind": "openai", "replicas": upstream.url, "models": [MODEL], "limits": {"wait": "100ms"}}
        pools = upstream_pools(Settings(upstreams={"own": own}), PRICES, SystemClock()) if pooled else None
        with gateway(upstream_url=upstream.url, pools=pools) as setup:
            browser = Browser(setup.url)
            try:
                yield House(setup, upstream, connections, browser)
            finally:
                browser.close()


@pytest.fixture(autouse=True)
def _no_pause_between_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("semcache.upstreams.pools.PAUSE", 0.001)


BOTH = pytest.mark.parametrize("pooled", [False, True], ids=["direct", "pooled"])
NOT_PASSED_ON = {"content-length", "transfer-encoding", "trailer", "date"}


@BOTH
@pytest.mark.parametrize("odd", ODD, ids=lambda odd: odd.name)
def test_an_odd_answer_is_passed_on_as_it_is_and_kept_only_if_whole_and_understood(odd: Odd, pooled: bool) -> None:
    with house(pooled, odd.raw, closes=odd.closes) as there:
        question = body("What is it?", stream=odd.stream)
        got = there.browser.ask(question)
        assert (got.status, got.body) == (int(odd.status[:3]), odd.body)
        told = [tuple(line.split(": ", 1)) for line in odd.head]
        for name in {key.lower() for key, _ in told} - NOT_PASSED_ON:
            assert got.values(name) == [value for key, value in told if key.lower() == name]
        before = len(there.upstream.heard)
        again = there.browser.ask(question)  # on the same connection, which is fit for it
        assert ("; hit" in again.values("cache-status")[0]) is odd.kept
        assert (len(there.upstream.heard) == before) is odd.kept
        if not odd.kept:
            assert (again.status, again.body) == (got.status, got.body)


@pytest.mark.parametrize("odd", [odd for odd in ODD if odd.body != odd.sent and not odd.closes], ids=lambda o: o.name)
def test_a_connection_is_used_again_only_where_it_is_clear_what_came_over_it(odd: Odd) -> None:
    unclear = {"204 with a length and a body", "longer than it says"} | {o.name for o in ODD if "chunked, w" in o.name}
    with house(False, odd.raw) as there:
        for question in ("What is it?", "And that?"):
            there.browser.ask(body(question, stream=odd.stream))
        assert there.connections == ([0, 1] if odd.name in unclear else [0, 0])


@BOTH
def test_what_is_no_http_is_an_error_of_ours_in_the_protocols_words(pooled: bool) -> None:
    head = f"HTTP/1.1 200 OK\r\n{JSON}\r\n{length(ANSWER)}\r\ncontent-length: 5\r\n\r\n"
    with house(pooled, head.encode() + ANSWER) as there:
        got = there.browser.ask(body("What is it?", stream=False))
        assert (got.status, json.loads(got.body)["error"]["code"]) == (502, "upstream_unreachable")


@BOTH
def test_an_answer_that_ends_before_its_length_is_never_passed_off_as_whole(pooled: bool) -> None:
    odd = Odd("", "200 OK", (JSON, f"content-length: {len(ANSWER) + 5}"), ANSWER, ANSWER)
    question = body("What is it?", stream=False)
    with house(pooled, odd.raw, closes=True) as there:
        for calls in (4, 8) if pooled else (1, 2):  # it is never kept
            browser = Browser(there.setup.url)
            if pooled:  # nothing of it had been handed on
                assert browser.ask(question).status == 502
            else:
                with pytest.raises(h11.RemoteProtocolError):
                    browser.ask(question)
            browser.close()
            assert len(there.upstream.heard) == calls


@BOTH
def test_cookies_are_for_who_asked_and_what_is_for_one_hop_alone_goes_no_further(pooled: bool) -> None:
    hops = [
        "keep-alive: timeout=5",
        "proxy-authenticate: Basic",
        "proxy-authentication-info: x",
        "proxy-connection: keep-alive",
        "te: trailers",
        "trailer: x",
        "upgrade: h2c",
        "x-hop: 1",
        "connection: keep-alive, X-Hop",
    ]
    kept = plain("", ANSWER, JSON, "set-cookie: a=1", "set-cookie: b=2", "x-stays: 1", "x-stays: 2", *hops)
    with house(pooled, kept.raw) as there:
        question = body("What is it?", stream=False)
        got, again = there.browser.ask(question), there.browser.ask(question)
        assert got.values("set-cookie") == ["a=1", "b=2"]
        assert got.values("x-stays") == ["1", "2"]
        assert not [name for name, _ in got.headers if name in {hop.partition(":")[0] for hop in hops}]
        assert "; hit" in again.values("cache-status")[0]
        assert not again.values("set-cookie") + again.values("x-stays")


TRIED_ELSEWHERE = ["500 with a long body", "empty JSON", "an empty stream", "nothing at all", "JSON that is cut",
                   "JSON that is no object", "a web page", "a web page to a stream", "no events at all"]  # fmt: skip


@pytest.mark.parametrize("name", TRIED_ELSEWHERE)
def test_what_no_client_could_use_is_asked_for_elsewhere_first(name: str) -> None:
    (odd,) = (odd for odd in ODD if odd.name == name)

    async def answer(heard: Heard, writer: asyncio.StreamWriter) -> None:
        writer.write(odd.raw)
        await writer.drain()

    with replicas(answer, good) as stand_ins:
        own = {"kind": "openai", "replicas": [one.url for one in stand_ins], "models": [MODEL]}
        with gateway(pools=upstream_pools(Settings(upstreams={"own": own}), PRICES, SystemClock())) as setup:
            browser = Browser(setup.url)
            for i in range(6):
                got = browser.ask(body(f"q{i}", stream=odd.stream))
                assert (got.status, said(f"q{i}").split()[-1] in got.body.decode()) == (200, True)
            browser.close()
            assert stand_ins[0].heard
