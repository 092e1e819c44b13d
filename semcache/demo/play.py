"""Plays a day against a server, many visitors at once, and holds every answer against its own label."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import httpx
import orjson

from semcache.demo.trace import DemoRequest

CONCURRENCY = 16


class Way(StrEnum):
    """How an answer came about, as its Cache-Status says."""

    EXACT = "exact"
    SEMANTIC = "semantic"
    COLLAPSED = "collapsed"
    MISS = "miss"
    BYPASS = "bypass"

    @property
    def is_hit(self) -> bool:
        return self in (Way.EXACT, Way.SEMANTIC)


class Verdict(StrEnum):
    """What the demo's own label says of an answer."""

    RIGHT = "right"
    WRONG = "wrong"
    """Another answer than this request's, word for word."""
    STALE = "stale"
    """A stored answer to a question that only a fresh one answers."""
    FAILED = "failed"
    """No whole answer came."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One request and what came back."""

    request: DemoRequest
    way: Way
    detail: str
    """The Cache-Status header."""
    verdict: Verdict
    text: str
    """The answer's text; of a failed one, what went wrong."""
    first_byte: float
    """Seconds from asking to the first byte of the answer's body."""
    seconds: float
    """Seconds from asking to its last byte."""


async def play(
    day: Sequence[DemoRequest],
    url: str,
    concurrency: int = CONCURRENCY,
    on_heard: Callable[[Heard], None] = lambda heard: None,
) -> list[Heard]:
    """Everything that was heard, in the order it was finished. Requests begin in the day's order."""
    waiting = iter(day)
    finished: list[Heard] = []

    async def visit(client: httpx.AsyncClient) -> None:
        for request in waiting:
            heard = await _ask(client, request)
            finished.append(heard)
            on_heard(heard)

    limits = httpx.Limits(max_connections=concurrency, max_keepalive_connections=concurrency)
    # trust_env: a proxy that the environment names has no business between two ports of this machine.
    async with (
        httpx.AsyncClient(base_url=url, timeout=60.0, trust_env=False, limits=limits) as client,
        asyncio.TaskGroup() as visitors,
    ):
        for _ in range(concurrency):
            visitors.create_task(visit(client))
    return finished


async def _ask(client: httpx.AsyncClient, request: DemoRequest) -> Heard:
    body: dict[str, Any] = {
        "model": request.model,
        "messages": [{"role": role, "content": text} for role, text in request.messages],
    }
    if request.temperature is not None:
        body["temperature"] = request.temperature
    if request.stream:
        body["stream"] = True
    headers = {"authorization": f"Bearer {request.key}", "content-type": "application/json"}
    began = time.perf_counter()
    first = None
    raw = bytearray()
    status = ""
    try:
        async with client.stream(
            "POST", "/v1/chat/completions", content=orjson.dumps(body), headers=headers
        ) as response:
            status = response.headers.get("cache-status", "")
            async for chunk in response.aiter_bytes():
                first = first or time.perf_counter()
                raw += chunk
            text = None if response.is_error else _text(bytes(raw), request.stream)
            trouble = f"HTTP {response.status_code}"
    except httpx.HTTPError as error:
        text, trouble = None, type(error).__name__
    ended = time.perf_counter()
    way = way_of(status)
    verdict = judge(request, text, way)
    return Heard(
        request, way, status, verdict, trouble if text is None else text, (first or ended) - began, ended - began
    )


def way_of(cache_status: str) -> Way:
    """Reads a Cache-Status header of ours; "" is a server without a cache."""
    words = [word.strip() for word in cache_status.split(";")]
    if "hit" in words:
        return Way.EXACT if "detail=exact" in words else Way.SEMANTIC
    if "collapsed" in words:
        return Way.COLLAPSED
    return Way.BYPASS if "fwd=bypass" in words else Way.MISS


def judge(request: DemoRequest, text: str | None, way: Way) -> Verdict:
    """Holds an answer against the label; `text` is None when none came."""
    if text is None:
        return Verdict.FAILED
    if request.expected is None:
        return Verdict.STALE if way.is_hit else Verdict.RIGHT
    return Verdict.RIGHT if text == request.expected else Verdict.WRONG


def _text(raw: bytes, stream: bool) -> str | None:
    """The answer's text, or None when it is not whole."""
    try:
        if not stream:
            return str(orjson.loads(raw)["choices"][0]["message"]["content"])
        data = [line.removeprefix(b"data: ") for line in raw.split(b"\n\n") if line]
        if data.pop() != b"[DONE]":
            return None
        choices = [choice for event in data for choice in orjson.loads(event)["choices"]]
        return "".join(choice["delta"].get("content") or "" for choice in choices)
    except (ValueError, KeyError, IndexError):
        return None
