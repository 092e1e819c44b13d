"""Requests cancelled at random points, by their clients and by whoever runs the app, and what must be left of them.

Every answer names its tenant, its question and, in each word, the upstream call that it came from, so that an answer
put together from two of them, or meant for somebody else, shows.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import anyio
import h11
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from semcache.adapters.faiss_index import FaissIndex
from semcache.adapters.hash_embedder import HashEmbedder
from semcache.adapters.http_upstream import HttpUpstream
from semcache.adapters.sqlite_journal import SqliteJournal
from semcache.adapters.sqlite_labels import SqliteLabels
from semcache.adapters.sqlite_ledger import SqliteLedger
from semcache.adapters.sqlite_store import SqliteStore
from semcache.asgi import Responder, SemanticCacheMiddleware
from semcache.core.ledger import AnswerRow, AttemptRow
from semcache.core.policy import Audit, Context, Policy
from semcache.engine import Engine
from semcache.gateway import Gateway
from semcache.lookup import Lookup
from semcache.ports import UpstreamRequest, UpstreamResponse
from tests.harness import PRICES, RULE, Call, ScriptedUpstream, TestClock, ask, changed, completion, sse
from tests.servers import ServerThread, serving

TENANTS = 8
AT_ONCE = 64
WORDS = 6
"""Of an answer."""
LOTS = 12
"""Questions of which each tenant asks at any one time; they change as the battery goes on."""
SETTLED = 20.0
"""Seconds within which everything that a cancelled request held must be let go of."""

Face = Literal["gateway", "middleware"]
_NUMBER = re.compile(r"\d+")
_WORDINGS = ("What is lot {} of the catalogue?", "Please tell me what lot {} of the catalogue is.")
_PATIENT_RULE = changed(
    RULE,
    max_age=1.0,
    short_max_age=1.0,
    stale_while_revalidate=3600.0,
    audit=Audit(share=0.3, budget=Decimal(1000)),
)


class _Slow:
    """Waits a moment at random before it does what it is asked, so that requests are cancelled there."""

    chance = random.Random(1)

    async def wait(self) -> None:
        if self.chance.random() < 0.6:
            await asyncio.sleep(self.chance.uniform(0.0, 0.006))


class _SlowEmbedder(HashEmbedder, _Slow):
    async def embed(self, text: str) -> Any:
        await self.wait()
        return await super().embed(text)


class _SlowIndex(FaissIndex, _Slow):
    async def search(self, *args: Any) -> Any:
        await self.wait()
        return await super().search(*args)

    async def add(self, *args: Any) -> None:
        await self.wait()
        await super().add(*args)


class _SlowStore(SqliteStore, _Slow):
    async def look(self, key: str) -> Any:
        await self.wait()
        return await super().look(key)

    async def get_many(self, *args: Any) -> Any:
        await self.wait()
        return await super().get_many(*args)

    async def put(self, *args: Any, **more: Any) -> None:
        await self.wait()
        await super().put(*args, **more)


async def _answers(call: Call) -> None:
    """Piece by piece, each after a moment."""
    chance, body = random.Random(id(call)), call.json
    number = next(_calls)
    words = " ".join(f"{number}.{i}" for i in range(WORDS))
    text = f"{call.headers['authorization']}/{_lot(body)}/ {words}"
    await asyncio.sleep(chance.uniform(0.0, 0.02))
    if not body.get("stream"):
        whole = json.dumps(completion(text)).encode()
        await call.start()
        await call.write(whole[:50])
        await asyncio.sleep(chance.uniform(0.0, 0.005))
        await call.write(whole[50:], more=False)
        return
    await call.start(media_type="text/event-stream")
    for event in sse(text, usage=bool((body.get("stream_options") or {}).get("include_usage"))):
        await call.write(event)
        await asyncio.sleep(chance.uniform(0.0, 0.004))
    await call.write(b"", more=False)


_calls = iter(range(10**9))


def _lot(body: dict[str, Any]) -> str:
    found = _NUMBER.search(body["messages"][-1]["content"])
    assert found is not None
    return found.group()


class _Cancelling:
    """An app around the app, which cancels requests that say so: as a server does on its way down, once, and as a
    middleware on anyio does, again at every await that follows."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.loop: asyncio.AbstractEventLoop | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.loop = asyncio.get_running_loop()
        how = dict(scope.get("headers", ())).get(b"x-cancelled", b"").decode()
        if not how:
            await self._app(scope, receive, send)
            return
        kind, after = how.split()
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        if kind == "scope":
            with anyio.move_on_after(float(after)) as within:
                await self._app(scope, receive, sending)
            was_cancelled = within.cancelled_caught
        else:
            work = asyncio.create_task(self._app(scope, receive, sending))
            self.loop.call_later(float(after), work.cancel)
            (was_cancelled,) = [isinstance(one, asyncio.CancelledError) for one in await _outcome(work)]
        if was_cancelled and not started:
            await send({"type": "http.response.start", "status": 503, "headers": []})
            await send({"type": "http.response.body", "body": b""})
        elif was_cancelled:
            raise ConnectionError("cancelled in the middle of an answer")


async def _outcome(task: asyncio.Task[None]) -> list[Any]:
    return await asyncio.gather(task, return_exceptions=True)


class _CountedUpstream:
    """An upstream that counts what it is asked."""

    def __init__(self, inner: HttpUpstream, asked: list[int]) -> None:
        self._inner = inner
        self._asked = asked
        self.name = inner.name
        self.close = inner.close

    async def open(self, request: UpstreamRequest) -> UpstreamResponse:
        self._asked.append(1)
        return await self._inner.open(request)


def _counted_app(app: ASGIApp, asked: list[int]) -> ASGIApp:
    async def counted(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            asked.append(1)
        await app(scope, receive, send)

    return counted


class _NotedEngine(Engine):
    """An engine that notes which requests it was asked about."""

    def __init__(self, **parts: Any) -> None:
        super().__init__(**parts)
        self.asked: list[str] = []

    def begin(self, request: Any, context: Context, *args: Any) -> Lookup:
        self.asked.append(context.headers["x-number"])
        return super().begin(request, context, *args)


@dataclass(frozen=True, slots=True)
class Plan:
    """One request, and how it ends."""

    number: int
    tenant: str
    lot: int
    body: bytes
    streams: bool
    how: str
    """ "stays", "leaves", "task" or "scope": who ends it, if anybody."""
    sent: float = 1.0
    """Share of the request that is sent before its client leaves."""
    reads: int = 1 << 30
    """Bytes of the answer that its client reads before it leaves."""
    waits: float = 0.0
    """Seconds that it waits then."""
    resets: bool = False


def plans(count: int, seed: int) -> list[Plan]:
    """What is asked, and how each ends: half are left alone, and must not notice the others."""
    chance = random.Random(seed)
    made = []
    for number in range(count):
        lot = number // (TENANTS * 8) + chance.randrange(LOTS)
        streams = chance.random() < 0.5
        usage = {"stream_options": {"include_usage": True}} if streams and chance.random() < 0.5 else {}
        body = json.dumps(ask(chance.choice(_WORDINGS).format(lot), stream=streams, **usage)).encode()
        how = chance.choices(("stays", "leaves", "task", "scope"), (50, 30, 10, 10))[0]
        sent, reads, waits = (
            1.0,
            1 << 30,
            chance.choice((0.0, 0.0005, chance.uniform(0, 0.01), chance.uniform(0, 0.05))),
        )
        if how == "leaves":
            where = chance.random()
            if where < 0.15:
                sent = chance.random()
            elif where < 0.6:
                reads = 0
            elif where < 0.9:
                reads = chance.randrange(1, 3000)
        made.append(
            Plan(number, f"tenant-{chance.randrange(TENANTS)}", lot, body, streams, how, sent, reads, waits,
                 chance.random() < 0.5)
        )  # fmt: skip
    return made


@dataclass
class Found:
    """What came of a battery."""

    requests: int = 0
    ended: Counter[str] = field(default_factory=Counter)
    """How many were ended by whom."""
    outcomes: Counter[str] = field(default_factory=Counter)
    """Of the answer rows: outcome and tier."""
    purposes: Counter[str] = field(default_factory=Counter)
    """Of the attempt rows."""
    mismatched: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    """Requests that nobody cancelled and that got no whole answer."""
    answers_booked: Counter[str] = field(default_factory=Counter)
    """Requests by how many answer rows they have, where that is not one."""
    attempts: int = 0
    calls: int = 0
    """Upstream."""
    left: dict[str, int] = field(default_factory=dict)
    """What is still held when all is over; nothing should be."""

    @property
    def holds(self) -> bool:
        return (
            not (self.mismatched or self.failed or self.answers_booked or any(self.left.values()))
            and self.attempts == self.calls
        )


def run(folder: Path, count: int, *, face: Face = "gateway", seed: int = 1) -> Found:
    """Sends so many requests through a face with the real store, journal, labels and ledger in the folder."""
    sockets = _sockets()
    found = Found(requests=count)
    asked: list[int] = []
    upstream = ScriptedUpstream(_answers)
    ledger = SqliteLedger(folder / "ledger.db")
    engine = _NotedEngine(
        policy=Policy("test", (_PATIENT_RULE,)),
        embedder=_SlowEmbedder(),
        index=_SlowIndex(),
        store=_SlowStore(folder / "cache.db", hot_bytes=200_000),
        ledger=ledger,
        journal=SqliteJournal(folder / "journal.db"),
        labels=SqliteLabels(folder / "labels.db"),
        prices=PRICES,
        clock=TestClock(),
        budget=30.0,
        embed_budget=30.0,
    )
    with contextlib.ExitStack() as stack:
        forward = None
        if face == "gateway":
            forward = HttpUpstream(stack.enter_context(serving(upstream)), name="upstream")
            responder = Responder(engine)
            app = _Cancelling(Gateway(responder, _CountedUpstream(forward, asked)))
        else:
            middleware = SemanticCacheMiddleware(_counted_app(upstream, asked), engine=engine, ask_usage=True)
            responder = middleware._responder
            app = _Cancelling(middleware)
        server = ServerThread(app)
        server.start()
        try:
            asyncio.run(_all_of(plans(count, seed), server.port, found))
            found.left = asyncio.run(_settle(app, responder, forward))
        finally:
            server.stop()
    found.left["sockets"] = max(0, _sockets() - sockets)
    _look_at_the_books(found, ledger, engine.asked, len(asked))
    return found


# The clients.


async def _all_of(made: Iterable[Plan], port: int, found: Found) -> None:
    left = iter(made)

    async def one_after_another() -> None:
        for plan in left:
            answer = await _ask(plan, port)
            _judge(plan, answer, found)

    await asyncio.gather(*(one_after_another() for _ in range(AT_ONCE)))


@dataclass(slots=True)
class _Answer:
    status: int = 0
    body: bytes = b""
    is_whole: bool = False


async def _ask(plan: Plan, port: int) -> _Answer:
    head = [
        "POST /v1/chat/completions HTTP/1.1",
        "host: cache",
        "connection: close",
        f"content-length: {len(plan.body)}",
        f"authorization: Bearer {plan.tenant}",
        f"x-number: {plan.number}",
    ]
    if plan.how in ("task", "scope"):
        head.append(f"x-cancelled: {plan.how} {plan.waits}")
    request = "\r\n".join([*head, "", ""]).encode() + plan.body
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answer, parser = _Answer(), h11.Connection(h11.CLIENT)
    parser.send(h11.Request(method="POST", target="/", headers=[("host", "cache")]))
    parser.send(h11.EndOfMessage())
    try:
        writer.write(request[: int(plan.sent * len(request))] if plan.sent < 1.0 else request)
        read = 0
        while plan.sent == 1.0 and read < plan.reads and not answer.is_whole:
            data = await asyncio.wait_for(reader.read(min(4096, plan.reads - read)), 60)
            read += len(data)
            parser.receive_data(data)
            _take(parser, answer)
            if not data:
                break
        if plan.how == "leaves":
            await asyncio.sleep(plan.waits)
    except (ConnectionError, h11.RemoteProtocolError):
        pass  # an answer that was cut, which is for `_judge` to say
    finally:
        if plan.resets:
            writer.transport.abort()
        else:
            writer.close()
    return answer


def _take(parser: h11.Connection, answer: _Answer) -> None:
    while (event := parser.next_event()) not in (h11.NEED_DATA, h11.PAUSED):
        if isinstance(event, h11.Response):
            answer.status = event.status_code
        elif isinstance(event, h11.Data):
            answer.body += bytes(event.data)
        elif isinstance(event, h11.EndOfMessage):
            answer.is_whole = True
            return
        elif isinstance(event, h11.ConnectionClosed):
            return


def _judge(plan: Plan, answer: _Answer, found: Found) -> None:
    found.ended[plan.how] += 1
    if plan.how == "stays" and not (answer.is_whole and answer.status == 200):
        found.failed.append(f"{plan.number}: {answer.status} {answer.body[:200]!r}")
    if answer.status != 200:
        return
    text = _said(answer, plan.streams)
    wanted = f"Bearer {plan.tenant}/{plan.lot}/ "
    number = text.removeprefix(wanted).partition(".")[0]
    whole = wanted + " ".join(f"{number}.{i}" for i in range(WORDS))
    is_right = text == whole if answer.is_whole else whole.startswith(text) or wanted.startswith(text)
    if not is_right:
        found.mismatched.append(f"{plan.number}: {wanted!r} was answered with {text!r}")


def _said(answer: _Answer, streams: bool) -> str:
    """The text, as far as it came."""
    if not streams:
        return str(json.loads(answer.body)["choices"][0]["message"]["content"]) if answer.is_whole else ""
    text = ""
    for event in answer.body.split(b"\n\n"):
        with contextlib.suppress(ValueError):  # the last one may be cut
            for choice in json.loads(event.removeprefix(b"data: "))["choices"]:
                text += choice["delta"].get("content") or ""
    return text


# What is left.


async def _settle(app: _Cancelling, responder: Responder, forward: HttpUpstream | None) -> dict[str, int]:
    """What is held of requests that are over, once nothing changes any more or `SETTLED` has passed."""
    for _ in range(int(SETTLED / 0.05)):
        left = _held(app, responder, forward)
        if not any(left.values()):
            break
        await asyncio.sleep(0.05)
    return left


def _held(app: _Cancelling, responder: Responder, forward: HttpUpstream | None) -> dict[str, int]:
    engine, server = responder.engine, responder.server
    assert app.loop is not None
    kept = {"Upkeep._keep", "Refresher.run", "Server.serve", "LifespanOn.", "H11Protocol", "HttpToolsProtocol"}
    names = [getattr(task.get_coro(), "__qualname__", "") for task in asyncio.all_tasks(app.loop)]
    return {
        "tasks": sum(not any(name.startswith(known) for known in kept) for name in names),
        "flights": len(server.flights),
        "embedding": engine.parts.embedding,
        "comparing": server.checker.waiting,
        "audits": server.auditor._under_way,
        "reads": len(engine.store._loads),  # type: ignore[attr-defined]
        "troubled parts": sum(not guard.is_well for guard in engine.parts.guards.values()),
        "connections": 0 if forward is None else sum(not c.is_idle() for c in forward._pool.connections),
        "queued": 0 if forward is None else len(forward._pool._requests),
    }


def _sockets() -> int:
    count = 0
    for name in os.listdir("/proc/self/fd"):
        with contextlib.suppress(OSError):
            count += os.readlink(f"/proc/self/fd/{name}").startswith("socket:")
    return count


def _look_at_the_books(found: Found, ledger: SqliteLedger, asked: list[str], calls: int) -> None:
    """Every request that was read to its end has one answer row, every call upstream one attempt row."""
    rows = list(ledger.rows())
    answers = [row for row in rows if isinstance(row, AnswerRow)]
    attempts = [row for row in rows if isinstance(row, AttemptRow)]
    found.outcomes = Counter(f"{row.outcome} {row.tier} {row.status}" for row in answers)
    found.purposes = Counter(row.purpose for row in attempts)
    found.attempts, found.calls = len(attempts), calls
    if len(answers) != len(asked) or len({row.request_id for row in answers}) != len(asked):
        found.answers_booked[f"{len(asked)} asked, {len(answers)} booked"] = 1
    if ledger.unwritten:
        found.answers_booked[f"{ledger.unwritten} unwritten"] = 1
