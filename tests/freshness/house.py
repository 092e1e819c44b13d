"""A gateway in this process, without a socket: its clock is moved by hand, its upstream answers when it is told to.

Every answer names the upstream call it came from, so that whoever is served it can be held against that call.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from semcache.adapters.clock import ManualClock
from semcache.adapters.hash_embedder import HashEmbedder
from semcache.adapters.memory import MemoryIndex, MemoryLedger, MemoryStore
from semcache.asgi import Responder
from semcache.core.ledger import AnswerRow
from semcache.core.policy import Policy, Rule
from semcache.engine import Engine
from semcache.errors import UpstreamCut, UpstreamUnreachable
from semcache.gateway import Gateway
from semcache.ports import Leases, Store, UpstreamRequest
from tests.harness import MODEL, PRICES, completion, sse

Named = Mapping[str, str] | Sequence[tuple[str, str]]
Headers = tuple[tuple[bytes, bytes], ...]
NUMBER = re.compile(r"answer\D+(\d+)\.")
PATH = "/v1/chat/completions"


@dataclass(frozen=True)
class How:
    """What the upstream does with a call."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    unreachable: bool = False
    cut: bool = False
    """It breaks off in the middle."""
    finish: str = "stop"
    held: bool = False
    """It waits, before it begins or, where it streams, after its first event, until it is let go."""
    early: bool = False
    """Where it streams, too, it waits before it begins."""

    @property
    def is_whole(self) -> bool:
        return self.status == 200 and not (self.unreachable or self.cut) and self.finish == "stop"


ANSWERS = How()
HELD = How(held=True)
UNREACHABLE = How(unreachable=True)


@dataclass
class Call:
    """One call as the upstream saw it. It is also the response."""

    number: int
    request: UpstreamRequest
    how: How
    go: asyncio.Future[How]
    status: int = 200
    headers: Headers = ()
    at: float = 0.0
    """When it was whole, by the clock of the house."""
    is_over: bool = False
    clock: ManualClock = field(default_factory=ManualClock)

    @property
    def json(self) -> dict[str, Any]:
        assert isinstance(self.request.body, bytes)
        return json.loads(self.request.body)

    @property
    def streams(self) -> bool:
        return bool(self.json.get("stream"))

    def header(self, name: str) -> str:
        return next((v.decode() for k, v in self.request.headers if k == name.encode()), "")

    async def begin(self) -> Call:
        if self.how.held and (self.how.early or not self.streams):
            self.how = await self.go
        if self.how.unreachable:
            self.is_over = True
            raise UpstreamUnreachable("nobody there")
        self.status = self.how.status
        kind = "text/event-stream" if self.streams and self.status == 200 else "application/json"
        named = {"content-type": kind, **self.how.headers}
        self.headers = tuple((k.lower().encode(), v.encode()) for k, v in named.items())
        return self

    async def chunks(self) -> AsyncIterator[bytes]:
        pieces = self._pieces()
        for place in range(len(pieces)):
            if place == 1 and self.streams and self.how.held:
                self.how = await self.go
                if self.how.status != 200 or self.how.unreachable or self.how.cut:
                    self.is_over = True
                    raise UpstreamCut("broken off")
                pieces = self._pieces()
            if self.how.cut and place == len(pieces) // 2:
                self.is_over = True
                raise UpstreamCut("broken off")
            if place == len(pieces) - 1:
                self.at, self.is_over = self.clock.now(), True
            yield pieces[place]

    def _pieces(self) -> list[bytes]:
        text = f"The answer is {self.number}."
        if self.status == 204:
            return [b""]
        if self.status >= 300:
            return [b'{"error":', json.dumps({"message": text}).encode(), b"}"]
        if not self.streams:
            body = completion(text, model=self.json["model"])
            body["choices"][0]["finish_reason"] = self.how.finish
            whole = json.dumps(body).encode()
            return [whole[:40], whole[40:]]
        finish = json.dumps(self.how.finish).encode()
        return [event.replace(b'"finish_reason": "stop"', b'"finish_reason": ' + finish) for event in sse(text)]

    async def close(self) -> None:
        self.is_over = True


class HandUpstream:
    """An upstream that does with each call what it is told to just then."""

    name = "upstream"

    def __init__(self, clock: ManualClock) -> None:
        self.how = ANSWERS
        self.calls: list[Call] = []
        self.on_call: Callable[[Call], None] = lambda call: None
        self.others: list[UpstreamRequest] = []
        """What was passed through: other methods, other routes."""
        self._clock = clock

    async def open(self, request: UpstreamRequest) -> Any:
        if request.method != "POST":
            self.others.append(request)
            return Passed()
        go = asyncio.get_running_loop().create_future()
        call = Call(len(self.calls), request, self.how, go, clock=self._clock)
        self.calls.append(call)
        self.on_call(call)
        return await call.begin()

    @property
    def askers(self) -> set[int]:
        """The numbers of the exchanges that calls were made for."""
        return {int(call.header("x-ask")) for call in self.calls}

    @property
    def held(self) -> list[Call]:
        return [call for call in self.calls if call.how.held and not call.is_over and not call.go.done()]

    async def close(self) -> None: ...


class Passed:
    """The answer to what is only passed through."""

    status = 200
    headers: Headers = ((b"content-type", b"application/json"), (b"allow", b"GET, POST"))

    async def chunks(self) -> AsyncIterator[bytes]:
        yield b'{"passed": "through"}'

    async def close(self) -> None: ...


@dataclass
class Exchange:
    """One request of a client, and what came back of it."""

    number: int
    body: dict[str, Any]
    headers: list[tuple[str, str]]
    status: int = 0
    answer_headers: dict[str, str] = field(default_factory=dict)
    received: bytes = b""
    is_whole: bool = False
    """Its last byte came."""
    task: asyncio.Task[None] | None = None

    @property
    def is_over(self) -> bool:
        return self.task is not None and self.task.done()

    @property
    def outcome(self) -> str:
        return self.answer_headers.get("cache-status", "")

    @property
    def is_hit(self) -> bool:
        return "; hit" in self.outcome

    @property
    def text(self) -> str:
        """The answer's words, streamed or not."""
        if b"data: " not in self.received:
            return self.received.decode()
        events = [json.loads(line[6:]) for line in self.received.split(b"\n\n") if line.startswith(b"data: {")]
        return "".join(c["delta"].get("content") or "" for event in events for c in event["choices"])

    @property
    def call(self) -> int | None:
        """The number of the upstream call that the answer came from."""
        found = NUMBER.search(self.text)
        return int(found[1]) if found else None


class KeptStore(MemoryStore):
    """A store in memory that outlives the engines before it, as a file does."""

    async def close(self) -> None: ...


class House:
    """Clock, upstream, store and gateway. Everything runs in the caller's event loop."""

    def __init__(self, *rules: Rule, store: Store | None = None, responder: Mapping[str, Any] | None = None) -> None:
        self.clock = ManualClock()
        self.upstream = HandUpstream(self.clock)
        self.policy = Policy("house", rules)
        self.store = store or KeptStore()
        self.exchanges: list[Exchange] = []
        self._responder = responder or {}
        self.open()

    def open(self) -> None:
        """A new process: another engine, index and ledger on the same store."""
        embedder = HashEmbedder()
        self.ledger = MemoryLedger()
        self.engine = Engine(
            policy=self.policy,
            embedder=embedder,
            index=MemoryIndex(embedder.dimension),
            store=self.store,
            ledger=self.ledger,
            prices=PRICES,
            clock=self.clock,
            budget=5.0,
            embed_budget=5.0,
            leases=self._leases(),
        )
        self.gateway = Gateway(Responder(self.engine, **self._responder), self.upstream)

    def _leases(self) -> Leases | None:
        return None

    @property
    def answers(self) -> list[AnswerRow]:
        """What this process has booked, oldest first."""
        return [row for row in self.ledger.rows() if isinstance(row, AnswerRow)]

    def start(self, text: str, headers: Named | None = None, **request: Any) -> Exchange:
        """Sends a request off and returns at once. `request`: method, path, query, body members."""
        method, path = request.pop("method", "POST"), request.pop("path", PATH)
        query = request.pop("query", "")
        body = {"model": MODEL, "messages": [{"role": "user", "content": text}], **request}
        number = len(self.exchanges)
        given = headers.items() if isinstance(headers, Mapping) else headers or ()
        named = [("x-ask", str(number)), *given]
        exchange = Exchange(number, body, named)
        self.exchanges.append(exchange)
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": [(k.lower().encode(), v.encode()) for k, v in named],
            "client": ("127.0.0.1", 1),
        }
        message = {"type": "http.request", "body": json.dumps(body).encode(), "more_body": False}
        sent = asyncio.Event()

        async def receive() -> Any:
            if not sent.is_set():
                sent.set()
                return message
            return await asyncio.get_running_loop().create_future()  # the client stays

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                exchange.status = message["status"]
                exchange.answer_headers = {k.decode(): v.decode() for k, v in message["headers"]}
            else:
                exchange.received += message.get("body", b"")
                exchange.is_whole = not message.get("more_body", False)

        exchange.task = asyncio.create_task(self.gateway(scope, receive, send))
        return exchange

    async def ask(self, text: str, headers: Named | None = None, **request: Any) -> Exchange:
        """Sends a request and waits for the whole answer, and for what goes on behind it."""
        exchange = self.start(text, headers, **request)
        assert exchange.task is not None
        async with asyncio.timeout(10):
            await exchange.task
        await self.settle()
        return exchange

    def let_go(self, call: Call, how: How = ANSWERS) -> None:
        """A held call goes on."""
        call.go.set_result(how)

    async def settle(self) -> None:
        """Until nothing moves any more but what is held."""
        for _ in range(40):
            await asyncio.sleep(0)

    async def restart(self) -> None:
        """The process ends, with whatever is under way, and another one opens the same store."""
        await self.shut()
        self.open()
        await self.begin()

    async def shut(self) -> None:
        for exchange in self.exchanges:
            if exchange.task is not None and not exchange.task.done():
                exchange.task.cancel()
        await asyncio.gather(*(e.task for e in self.exchanges if e.task is not None), return_exceptions=True)
        await self.engine.close()

    async def begin(self) -> None:
        """Start the engine and wait until its index holds what the store has."""
        await self.engine.start()
        async with asyncio.timeout(10):
            while not self.engine.upkeep.is_rebuilt:  # noqa: ASYNC110
                await asyncio.sleep(0)
        await self.settle()
