"""Plays a day through the real face, engine and index, with an upstream in process that is always right."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import orjson
from starlette.types import Message, Scope

from semcache.adapters.faiss_index import FaissIndex
from semcache.adapters.memory import MemoryLedger, MemoryStore
from semcache.adapters.model_files import ONNX, TOKENIZER, export_folder, fetch_model, read_export
from semcache.adapters.onnx_embedder import OnnxModel
from semcache.asgi import Body, Responder
from semcache.batching import Outcome
from semcache.core.ledger import AnswerRow, AttemptRow, Tier
from semcache.core.ledger import Outcome as Decided
from semcache.core.policy import Policy
from semcache.core.pricing import Listing, PriceBook, Rates
from semcache.core.world import SourceIs
from semcache.embedding import EmbeddingChoices, export_now
from semcache.engine import Engine
from semcache.policyfile import load_policy
from semcache.ports import Spent, UpstreamResponse, Vector
from tests.benchmarks.day_clock import DayClock, run_day, until
from tests.benchmarks.day_trace import Change, Day, Query
from tests.harness import MODEL, completion, sse

FIRST_BYTE = 0.8
"""Seconds until an answer begins."""
WHOLE = 2.5
"""Seconds until an answer is complete."""
SWEEP = 120.0
"""Seconds between two sweeps. The engine's own come every 30; fewer make the day shorter to play."""
DOLLARS = Decimal("0.40")
"""A call, however long: every answer has 5 tokens, and what is asked costs nothing."""
_RATES = Rates(0, Decimal(0), Decimal("0.08"), Decimal(0), Decimal(0))
_PRICES = PriceBook({MODEL: Listing(MODEL, "article", (_RATES,), "the article's $0.40 a call", "2026-01-01")})
_NUMBER = re.compile(r"answer (\d+) to")


class Embeddings:
    """The default model's ONNX export, each text embedded once. Kept between days."""

    def __init__(self, home: Path) -> None:
        export_now(EmbeddingChoices(home=home, device="cpu"))
        model = fetch_model(EmbeddingChoices().model)
        folder = export_folder(home, model)
        export = read_export(folder, model)
        assert export is not None
        digests = {ONNX: export.onnx, TOKENIZER: export.tokenizer}
        self.fingerprint = export.fingerprint
        self.dimension = model.dimension
        self.max_tokens = model.max_tokens
        self._model = OnnxModel(folder, digests, model.dimension, model.max_tokens, threads=1)
        self._known: dict[str, Outcome] = {}

    @property
    def current(self) -> Embeddings:
        return self

    @property
    def spent(self) -> Spent:
        return Spent(len(self._known))

    async def ready(self) -> None:
        return None

    async def embed(self, text: str) -> Vector:
        """Takes no time of the day."""
        known = self.of(text)
        if isinstance(known, Exception):
            raise known
        return known

    def of(self, text: str) -> Outcome:
        """The vector, or why there is none."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._model.vector(text)
        return known

    async def close(self) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Call:
    """One upstream call: for whom, with what the source said then, and when it was answered."""

    query: Query
    version: int
    done: float


@dataclass(frozen=True, slots=True)
class Served:
    """What a request got."""

    query: Query
    version: int
    """Of its source, when it arrived."""
    call: Call | None
    """Whose answer it was."""
    own: bool
    """A call was made for it."""
    row: AnswerRow

    @property
    def hit(self) -> bool:
        """Answered without a call of its own."""
        return not self.own

    @property
    def wrong(self) -> bool:
        return self.call is None or self.call.query.label != self.query.label

    def stale(self, max_age: float) -> bool:
        """Older than its source's last change before the request, or than the rule allows."""
        if self.call is None or self.wrong:
            return False
        return self.call.version < self.version or self.query.at - self.call.done > max_age


@dataclass(slots=True)
class Played:
    """A day that was played, and the books of it."""

    day: Day
    max_age: float
    served: list[Served]
    calls: list[Call]
    spent: Decimal
    saved: Decimal
    texts: Embeddings
    min_similarity: float


class _Upstream:
    """Answers with what is right at the moment it is asked."""

    def __init__(self) -> None:
        self.versions: dict[str, int] = {}
        self.calls: list[Call] = []

    async def open(self, query: Query, body: Body) -> UpstreamResponse:
        now = asyncio.get_running_loop().time()
        number = len(self.calls)
        self.calls.append(Call(query, self.versions.get(query.source, 1), now + WHOLE))
        text = f"This is answer {number} to what you asked."
        assert isinstance(body, bytes)
        if orjson.loads(body).get("stream"):
            await asyncio.sleep(FIRST_BYTE)
            return _Response(b"text/event-stream", sse(text), (WHOLE - FIRST_BYTE))
        await asyncio.sleep(WHOLE)
        return _Response(b"application/json", [orjson.dumps(completion(text))], 0.0)


class _Response:
    status = 200

    def __init__(self, media_type: bytes, parts: list[bytes], seconds: float) -> None:
        self.headers = ((b"content-type", media_type),)
        self._parts = parts
        self._seconds = seconds

    async def chunks(self) -> AsyncIterator[bytes]:
        half = len(self._parts) // 2
        yield b"".join(self._parts[:half])
        await asyncio.sleep(self._seconds)
        yield b"".join(self._parts[half:])

    async def close(self) -> None:
        return None


def play(
    day: Day, max_age: float, texts: Embeddings, policy: str | Path = "default", *, silent: bool = False
) -> Played:
    """Carries every request of the day through the cache; lifetimes are `max_age` seconds under every rule.

    `silent` sources change without saying so.
    """
    loaded = load_policy(policy)
    rules = tuple(replace(rule, max_age=max_age) for rule in loaded.rules)
    return run_day(lambda: _Play(day, max_age, texts, Policy(loaded.name, rules), silent).run())


class _Play:
    def __init__(self, day: Day, max_age: float, texts: Embeddings, policy: Policy, silent: bool) -> None:
        self._silent = silent
        self._day = day
        self._upstream = _Upstream()
        self._ledger = MemoryLedger()
        self._store = MemoryStore()
        self._engine = Engine(
            policy=policy,
            embedder=texts,
            # All on the loop's own thread: the day does not wait for another one.
            index=FaissIndex(inline_floats=2**40),
            store=self._store,
            ledger=self._ledger,
            prices=_PRICES,
            clock=DayClock(),
        )
        self._responder = Responder(self._engine)
        self._played = Played(
            day, max_age, [], self._upstream.calls, Decimal(0), Decimal(0), texts, policy.rules[-1].min_similarity
        )
        self._got: list[tuple[Query, int, int | None, str]] = []

    async def run(self) -> Played:
        sweeping = asyncio.create_task(self._keep_swept())
        asking: set[asyncio.Task[None]] = set()
        happenings: list[Query | Change] = sorted([*self._day.changes, *self._day.queries], key=lambda one: one.at)
        for one in happenings:
            await until(one.at)
            if isinstance(one, Change):
                await self._change(one)
            else:
                task = asyncio.create_task(self._ask(one))
                asking.add(task)
                task.add_done_callback(asking.discard)
        await asyncio.gather(*asking)
        assert sweeping.cancel(), "sweeping failed"
        return self._balanced()

    async def _keep_swept(self) -> None:
        while True:
            await asyncio.sleep(SWEEP)
            await self._engine.upkeep.sweep()

    async def _change(self, change: Change) -> None:
        """The source changes and, if it is not silent, says so in the same moment."""
        self._upstream.versions[change.source] = change.version
        if not self._silent:
            await self._store.announce(SourceIs(change.source, f"v{change.version}"), "article-day", DayClock().now())

    async def _ask(self, query: Query) -> None:
        version = self._upstream.versions.get(query.source, 1)
        desk = {"role": "system", "content": f"You answer for {query.app}, from its own pages only."}
        body = {"model": MODEL, "messages": [desk, {"role": "user", "content": query.text}], "stream": query.stream}
        headers = [(b"authorization", f"Bearer sk-day-{query.app}".encode())]
        if query.source:  # its version is not said, so that nothing but the event protects from what is stale
            headers.append((b"semcache-sources", query.source.encode()))
        scope: Scope = {"type": "http", "method": "POST", "path": "/v1/chat/completions", "headers": headers}
        scope["client"] = ("127.0.0.1", 1)
        incoming: list[Message] = [{"type": "http.request", "body": orjson.dumps(body)}]
        begun: dict[bytes, bytes] = {}
        parts: list[bytes] = []

        async def receive() -> Message:
            return incoming.pop() if incoming else await asyncio.get_running_loop().create_future()

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                begun.update(message["headers"])
            else:
                parts.append(message.get("body", b""))

        def open_upstream(sent: Body, *_: object) -> Awaitable[UpstreamResponse]:
            return self._upstream.open(query, sent)

        await self._responder.respond(scope, receive, send, open_upstream, "article")
        found = _NUMBER.search(_text(b"".join(parts), query.stream))
        number = int(found[1]) if found else None
        self._got.append((query, version, number, begun[b"semcache-request-id"].decode()))

    def _balanced(self) -> Played:
        """Answers beside their ledger rows."""
        played, calls = self._played, self._upstream.calls
        answers: dict[str, AnswerRow] = {}
        for row in self._ledger.rows():
            if isinstance(row, AttemptRow):
                assert row.cost == DOLLARS
                played.spent += row.cost
            else:
                answers[row.request_id] = row
                played.saved += row.saved or 0
        for query, version, number, request_id in self._got:
            row = answers[request_id]
            own = row.outcome not in (Decided.HIT, Decided.STALE) and row.tier is not Tier.COLLAPSED
            call = None if number is None else calls[number]
            played.served.append(Served(query, version, call, own, row))
        assert played.spent == len(calls) * DOLLARS
        return played


def _text(body: bytes, stream: bool) -> str:
    """What the answer says."""
    if not stream:
        return str(orjson.loads(body)["choices"][0]["message"]["content"])
    said = ""
    for line in body.split(b"\n"):
        if line.startswith(b"data: {"):
            for choice in orjson.loads(line[6:])["choices"]:
                said += choice["delta"].get("content") or ""
    return said
