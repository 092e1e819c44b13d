"""A gateway on a real socket before an upstream that tests script, with parts in memory and a clock moved by hand."""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from starlette.types import Receive, Scope, Send

from semcache.adapters.clock import SystemClock
from semcache.adapters.hash_embedder import HashEmbedder
from semcache.adapters.http_upstream import HttpUpstream
from semcache.adapters.memory import MemoryIndex, MemoryLedger, MemoryStore
from semcache.admin import Admin
from semcache.asgi import Responder
from semcache.core.ledger import AnswerRow, AttemptRow, Price
from semcache.core.policy import Match, Mode, Policy, Rule, Share
from semcache.core.pricing import Listing, PriceBook, Rates
from semcache.engine import Engine
from semcache.gateway import Gateway
from semcache.ports import Upstream
from tests.servers import serving

MODEL = "test-model"
PRICE = Price(MODEL, Decimal("0.001"), Decimal("0.002"), Decimal("0.0005"), Decimal("0.001"), "test", "2026-01-01")
PRICES = PriceBook(
    {
        MODEL: Listing(
            MODEL,
            "test",
            (Rates(0, PRICE.input, PRICE.output, PRICE.cached, PRICE.cache_write),),
            "test",
            "2026-01-01",
        )
    }
)

RULE = Rule(
    name="test",
    match=Match(),
    mode=Mode.ON,
    share=Share.TENANT,
    semantic=True,
    max_age=3600.0,
    min_similarity=0.6,  # the hash embedder's cosines are lower than a model's
    candidates=5,
    max_temperature=1.0,
    max_answer_bytes=2**20,
    never=("present-time", "personal-state", "side-effect"),
    short_max_age=60.0,
)


PATIENT = {"budget": 10.0, "embed_budget": 10.0}
"""Seconds that a gateway of a test waits for its parts. A busy machine turns a hit into a miss otherwise, rightly; what
the budget does is the subject of tests that set their own."""


class TestClock(SystemClock):
    """The system's clock, which tests can push ahead or back."""

    __test__ = False

    def __init__(self) -> None:
        self.offset = 0.0

    def now(self) -> float:
        return super().now() + self.offset


Script = Callable[["Call"], Awaitable[None]]


@dataclass
class Call:
    """One request as the upstream saw it, and the means to answer it piece by piece."""

    scope: Scope
    body: bytes
    receive: Receive
    send: Send
    cancelled: bool = False

    @property
    def json(self) -> dict[str, Any]:
        return json.loads(self.body)

    @property
    def headers(self) -> dict[str, str]:
        return {k.decode(): v.decode() for k, v in self.scope["headers"]}

    async def start(self, status: int = 200, media_type: str = "application/json", **headers: str) -> None:
        pairs = [(b"content-type", media_type.encode())]
        pairs += [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()]
        await self.send({"type": "http.response.start", "status": status, "headers": pairs})

    async def write(self, chunk: bytes, more: bool = True) -> None:
        await self.send({"type": "http.response.body", "body": chunk, "more_body": more})

    async def answer(self, body: bytes, status: int = 200, media_type: str = "application/json", **h: str) -> None:
        await self.start(status, media_type, **h)
        await self.write(body, more=False)


@dataclass
class ScriptedUpstream:
    """An upstream that does what the test's script says, counts its calls and notices who leaves."""

    script: Script | None = None
    calls: list[Call] = field(default_factory=list)
    others: list[Call] = field(default_factory=list)
    """Requests that were not answered by the script: other methods."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await receive()
            await send({"type": "lifespan.startup.complete"})
            await receive()
            await send({"type": "lifespan.shutdown.complete"})
            return
        body = b""
        while True:
            message = await receive()
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        call = Call(scope, body, receive, send)
        self.calls.append(call)
        work = asyncio.create_task((self.script or reply_to)(call))
        gone = asyncio.create_task(_disconnected(receive))
        done, _ = await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
        if work not in done:
            call.cancelled = True
            work.cancel()
        gone.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await work


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def completion(text: str = "The answer.", **changes: Any) -> dict[str, Any]:
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1_700_000_000,
        "model": MODEL,
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": text, "refusal": None, "annotations": []},
                "logprobs": None,
                "finish_reason": "stop",
            }
        ],
        "usage": {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15},
        "system_fingerprint": "fp_1",
        **changes,
    }


def sse(text: str = "The answer.", usage: bool = True) -> list[bytes]:
    """The events of a streamed completion."""

    def chunk(choices: list[Any], **more: Any) -> bytes:
        body = {
            "id": "chatcmpl-1",
            "object": "chat.completion.chunk",
            "created": 1_700_000_000,
            "model": MODEL,
            "system_fingerprint": "fp_1",
            "choices": choices,
            **more,
        }
        return b"data: " + json.dumps(body).encode() + b"\n\n"

    def delta(d: dict[str, Any], finish: str | None = None) -> list[Any]:
        return [{"index": 0, "delta": d, "logprobs": None, "finish_reason": finish}]

    events = [chunk(delta({"role": "assistant", "content": "", "refusal": None}))]
    events += [chunk(delta({"content": word})) for word in text.replace(" ", " |").split("|")]
    events.append(chunk(delta({}, "stop")))
    if usage:
        events.append(chunk([], usage={"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}))
    return [*events, b"data: [DONE]\n\n"]


def reply(text: str | None = None, delay: float = 0.0, after: threading.Event | None = None) -> Script:
    """Answers as asked, streaming or not; the text names the question and the call's number, if not given.

    It does so when `delay` seconds have passed, and once `after` is set.
    """
    numbers = iter(range(1, 1_000_000))

    async def script(call: Call) -> None:
        body = call.json
        said = text or f"{next(numbers)}: {body['messages'][-1]['content']}"
        await asyncio.sleep(delay)
        if after is not None:
            await asyncio.to_thread(after.wait, 60)
        if not body.get("stream"):
            await call.answer(json.dumps(completion(said)).encode())
            return
        await call.start(media_type="text/event-stream")
        wants_usage = (body.get("stream_options") or {}).get("include_usage", False)
        for event in sse(said, usage=wants_usage):
            await call.write(event)
            await asyncio.sleep(0)
        await call.write(b"", more=False)

    return script


reply_to = reply()


@dataclass
class Setup:
    """What a test can reach."""

    url: str
    upstream: ScriptedUpstream
    engine: Engine
    gateway: Gateway
    store: MemoryStore
    index: MemoryIndex
    ledger: MemoryLedger
    embedder: HashEmbedder
    clock: TestClock

    @property
    def answers(self) -> list[AnswerRow]:
        return [row for row in self.ledger.rows() if isinstance(row, AnswerRow)]

    @property
    def attempts(self) -> list[AttemptRow]:
        return [row for row in self.ledger.rows() if isinstance(row, AttemptRow)]

    @property
    def riders(self) -> int:
        """Requests that wait for, or read, an answer under way."""
        return sum(len(flight._riders) for flight in list(self.gateway._responder.server.flights._flights.values()))


@contextlib.contextmanager
def gateway(
    script: Script | None = None,
    *,
    rule: Rule = RULE,
    parts: dict[str, Any] | None = None,
    upstream_url: str | None = None,
    pools: Upstream | None = None,
    responder: dict[str, Any] | None = None,
    upstream_options: dict[str, Any] | None = None,
    admin: Callable[[Engine], Admin] | None = None,
    **engine_options: Any,
) -> Iterator[Setup]:
    """Runs both servers while the block runs. `parts` replaces some of embedder, index, store, ledger; `admin` makes
    the admin routes."""
    upstream = ScriptedUpstream(script or reply())
    embedder = HashEmbedder()
    clock = TestClock()
    own: dict[str, Any] = {
        "embedder": embedder,
        "index": MemoryIndex(embedder.dimension),
        "store": MemoryStore(),
        "ledger": MemoryLedger(),
        **(parts or {}),
    }
    engine = Engine(
        policy=Policy("test", (rule,)), clock=clock, **own, **{"prices": PRICES, **PATIENT, **engine_options}
    )
    with serving(upstream) as url:
        forward = pools or HttpUpstream(upstream_url or url, name="upstream", **(upstream_options or {}))
        app = Gateway(Responder(engine, **(responder or {})), forward, admin(engine) if admin else None)
        with serving(app) as gateway_url:
            yield Setup(
                gateway_url,
                upstream,
                engine,
                app,
                own["store"],
                own["index"],
                own["ledger"],
                own["embedder"],
                clock,
            )


def ask(text: str, *, stream: bool = False, **more: Any) -> dict[str, Any]:
    """A request body."""
    return {"model": MODEL, "messages": [{"role": "user", "content": text}], "stream": stream, **more}


def changed(rule: Rule = RULE, **changes: Any) -> Rule:
    return replace(rule, **changes)


def wait_until(holds: Callable[[], bool], seconds: float = 30.0) -> bool:
    """Whether it comes to hold within the time."""
    waiter = threading.Event()
    for _ in range(int(seconds / 0.01)):
        if holds():
            return True
        waiter.wait(0.01)
    return holds()
