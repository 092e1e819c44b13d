"""Whether the savings are what they say: the same day with the cache and without it, against a metered provider.

    python -m tests.benchmarks.bill_day [--count N] [--seed N]

The provider bills by its own count of tokens, with a prompt cache of its own (prefixes of 1,024 tokens and more, in
steps of 128, for five minutes after they were last sent, at a quarter of the price). The day has errors and retries,
streams that break off, crowds that ask the same at once and collapse, canonical questions that are refreshed, and
audits. Nothing of the provider's sums is shared with the ledger's: the ledger reads the usage that answers carry.

Spend must be the bill to the last digit, but for calls that broke off before they said what they cost: those are
counted, not guessed. What was saved is compared with the bill of the day without the cache minus the bill with it. The
residual is told apart into what makes it up: the stored answers' lengths (the one estimate that saving goes by), the
sizes of prompts in other words, what was thought to lie in the provider's prompt cache, and luck: which calls broke off
or failed for good on the one day and not on the other. Nothing may be left over.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import orjson
from starlette.types import Message, Scope

from semcache.adapters.faiss_index import FaissIndex
from semcache.adapters.memory import MemoryLedger, MemoryStore
from semcache.asgi import Body, Responder
from semcache.core.ledger import AnswerRow, Tier
from semcache.core.policy import Audit, Canonical, Policy
from semcache.core.pricing import Listing, PriceBook, Rates
from semcache.core.savings import report_of
from semcache.core.savings_report import SavingsReport
from semcache.demo.bill import pieces
from semcache.engine import Engine
from semcache.errors import UpstreamCut
from semcache.policyfile import load_policy
from semcache.refresh import Refresher
from tests.benchmarks.day_clock import DayClock, run_day, until
from tests.benchmarks.day_replay import Embeddings
from tests.benchmarks.day_trace import Day, Query, build_day
from tests.harness import MODEL, completion, sse

MILLION = Decimal(1_000_000)
INPUT, CACHED, OUTPUT = (Decimal(price) / MILLION for price in ("2.50", "0.625", "10.00"))
PRICES = PriceBook({MODEL: Listing(MODEL, "", (Rates(0, INPUT, OUTPUT, CACHED, INPUT),), "the provider", "2026-11-21")})
ERRORS, CUTS = 0.01, 0.01
"""Shares of calls answered with a 500, and of streams that break off."""
CROWDS, CROWD = 0.01, 4
"""Share of requests that so many callers of an app send within half a second."""
AUDIT = Audit(share=0.05, budget=Decimal(100))
LIFETIME, STEP, LEAST = 300.0, 128, 1024


@dataclass
class Provider:
    """Answers, meters, and remembers prompts for five minutes. Charged is what was generated, whoever saw it."""

    manual: str
    seed: int
    labels: dict[str, str]
    """Of every question: those of one label have answers that begin alike."""
    dollars: Decimal = Decimal(0)
    calls: int = 0
    cut: int = 0
    cut_dollars: Decimal = Decimal(0)
    """Of `dollars`, for calls that broke off before they told their usage."""
    cut_elsewhere: Decimal = Decimal(0)
    """Of these, for calls that no client waited for."""
    served: Counter[str] = field(default_factory=Counter)
    """Tokens that were billed for calls which clients waited for: "prompt", of these "cached", and "output"."""
    _seen: dict[tuple[str, int], float] = field(default_factory=dict)

    async def open(self, key: str, body: Body, purpose: str = "serve") -> _Response:
        assert isinstance(body, bytes)
        ask = orjson.loads(body)
        self.calls += 1
        chance = random.Random(f"{self.seed}/{self.calls}")
        prompt = [piece for m in ask["messages"] for piece in ("<m>", m["role"], *pieces(m["content"]), "</m>")]
        cached = self._held(key, prompt)
        said = self.answer(ask["messages"][-1]["content"])
        await asyncio.sleep(0.4)
        if chance.random() < ERRORS:
            return _Response(self, 500, b"application/json", [b'{"error":{"message":"no"}}'], 0.0)
        usage = {
            "prompt_tokens": len(prompt),
            "completion_tokens": len(pieces(said)),
            "total_tokens": len(prompt) + len(pieces(said)),
            "prompt_tokens_details": {"cached_tokens": cached},
        }
        if not ask.get("stream"):
            await asyncio.sleep(1.5)
            self._charge(purpose, len(prompt), cached, len(pieces(said)))
            return _Response(self, 200, b"application/json", [orjson.dumps(completion(said, usage=usage))], 0.0)
        events = sse(said, usage=False)
        events.insert(-1, _usage_event(usage))
        breaks = chance.random() < CUTS
        self._charge(purpose, len(prompt), cached, len(pieces(said)) // (2 if breaks else 1), breaks)
        return _Response(self, 200, b"text/event-stream", events, 1.5, breaks)

    def _charge(self, purpose: str, prompt: int, cached: int, output: int, breaks: bool = False) -> None:
        price = (prompt - cached) * INPUT + cached * CACHED + output * OUTPUT
        if purpose != "serve":
            self.cut_elsewhere += price if breaks else 0
        else:
            self.served.update(prompt=prompt, cached=cached, output=output)
        self.dollars += price
        if breaks:
            self.cut += 1
            self.cut_dollars += price

    def answer(self, question: str) -> str:
        """As long as a model's: 80 to 320 words, different in length for every wording."""
        chance = random.Random(self.labels.get(question, question))
        return " ".join(chance.choices(_WORDS, k=random.Random(question).randrange(80, 320)))

    def _held(self, key: str, prompt: list[str]) -> int:
        now, held, running, alive = asyncio.get_running_loop().time(), 0, 0, True
        for end in range(STEP, len(prompt) + 1, STEP):
            running = hash((running, *prompt[end - STEP : end]))
            sent = self._seen.get((key, running))
            alive = alive and sent is not None and now - sent <= LIFETIME
            held = end if alive else held
            self._seen[key, running] = now
        return held if held >= LEAST else 0


_WORDS = [
    "you",
    "can",
    "find",
    "it",
    "under",
    "your",
    "account",
    "in",
    "the",
    "settings",
    "and",
    "we",
    "will",
    "send",
    "it",
    "within",
    "five",
    "working",
    "days",
]


def _usage_event(usage: dict[str, Any]) -> bytes:
    chunk = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": MODEL, "choices": []}
    return b"data: " + orjson.dumps({**chunk, "usage": usage}) + b"\n\n"


@dataclass
class _Response:
    provider: Provider
    status: int
    media_type: bytes
    parts: list[bytes]
    seconds: float
    breaks: bool = False

    @property
    def headers(self) -> tuple[tuple[bytes, bytes], ...]:
        return ((b"content-type", self.media_type),)

    async def chunks(self) -> AsyncIterator[bytes]:
        half = len(self.parts) // 2
        yield b"".join(self.parts[:half])
        await asyncio.sleep(self.seconds)
        if self.breaks:
            raise UpstreamCut("cut")
        yield b"".join(self.parts[half:])

    async def close(self) -> None:
        return None


def request_of(query: Query, manual: str) -> tuple[str, bytes]:
    """The caller's key, and the body. Every other app sends its whole manual as the system prompt."""
    long = sum(query.app.encode()) % 2 == 0
    system = f"You answer for {query.app}, from its own pages only." + (manual if long else "")
    messages = [{"role": "system", "content": system}, {"role": "user", "content": query.text}]
    body = {"model": MODEL, "messages": messages, "stream": query.stream}
    return f"sk-{query.app}", orjson.dumps(body)


Ask = Callable[[Query], Awaitable[bool]]


async def live_through(day: Day, ask: Ask) -> None:
    """Every request at its time; a client that gets an error tries once more a second later."""

    async def one(query: Query) -> None:
        await until(query.at)
        if not await ask(query):
            await asyncio.sleep(1.0)
            await ask(query)

    waiting: set[asyncio.Task[None]] = set()
    for query in day.queries:
        await until(query.at)
        task = asyncio.create_task(one(query))
        waiting.add(task)
        task.add_done_callback(waiting.discard)
    await asyncio.gather(*waiting)


async def without_cache(day: Day, provider: Provider) -> None:
    async def ask(query: Query) -> bool:
        key, body = request_of(query, provider.manual)
        response = await provider.open(key, body)
        try:
            async for _ in response.chunks():
                pass
        except UpstreamCut:
            return True  # the half that came was read; people do not ask again
        return response.status == 200

    await live_through(day, ask)


async def with_cache(
    day: Day, provider: Provider, texts: Embeddings, asked: dict[str, str]
) -> tuple[MemoryLedger, SavingsReport]:
    """Notes in `asked` what each request said."""

    def opened(key: str) -> Callable[..., Awaitable[_Response]]:
        return lambda sent, errand: provider.open(key, sent, errand.purpose)

    policy = load_policy("default")
    ledger = MemoryLedger()
    canonical = _canonical(day, provider.manual)
    rules = tuple(replace(rule, max_age=4 * 3600.0, canonical=canonical, audit=AUDIT) for rule in policy.rules[-1:])
    engine = Engine(
        policy=Policy("day", (*policy.rules[:-1], *rules)),
        embedder=texts,
        index=FaissIndex(inline_floats=2**40),
        store=MemoryStore(),
        ledger=ledger,
        prices=PRICES,
        clock=DayClock(),
    )
    responder = Responder(engine)
    refresher = Refresher(responder.server, opened(f"sk-{canonical.tenant}"), "provider")

    async def keep_fresh() -> None:
        while True:
            await refresher.round()
            await engine.upkeep.sweep()
            await asyncio.sleep(120.0)

    async def ask(query: Query) -> bool:
        key, body = request_of(query, provider.manual)
        status, request_id = await _through(responder, key, body, opened(key))
        asked[request_id] = query.text
        return status == 200

    fresh = asyncio.create_task(keep_fresh())
    await live_through(day, ask)
    fresh.cancel()
    await engine.upkeep.settled()
    return ledger, report_of(ledger.cells())


def _canonical(day: Day, manual: str) -> Canonical:
    """Ten questions of one app, under the tenant that its key makes."""
    query = next(q for q in day.queries if q.kind == "variant")
    asked = list(dict.fromkeys(q.text for q in day.queries if q.app == query.app and q.kind == "variant"))[:10]
    _, body = request_of(query, manual)
    request = orjson.loads(body)
    request = {"model": MODEL, "messages": request["messages"][:1], "stream": False}
    return Canonical(orjson.dumps(request).decode(), tuple(asked), tenant=query.app)


async def _through(responder: Responder, key: str, body: bytes, open_upstream: Any) -> tuple[int, str]:
    headers = [(b"authorization", f"Bearer {key}".encode())]
    scope: Scope = {"type": "http", "method": "POST", "path": "/v1/chat/completions", "headers": headers}
    scope["client"] = ("127.0.0.1", 1)
    incoming: list[Message] = [{"type": "http.request", "body": body}]
    begun: list[Message] = []

    async def receive() -> Message:
        return incoming.pop() if incoming else await asyncio.get_running_loop().create_future()

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            begun.append(message)

    await responder.respond(scope, receive, send, open_upstream, "provider")
    return begun[0]["status"], dict(begun[0]["headers"])[b"semcache-request-id"].decode()


def with_crowds(day: Day, seed: int) -> Day:
    """The same with requests that several callers send at once."""
    chance = random.Random(seed)
    queries = list(day.queries)
    for query in day.queries:
        if chance.random() < CROWDS:
            queries += [replace(query, at=query.at + chance.random() / 2) for _ in range(CROWD - 1)]
    return replace(day, queries=tuple(sorted(queries, key=lambda query: query.at)))


def run(count: int, seed: int, home: Path) -> dict[str, Any]:
    day = with_crowds(build_day(count, seed=seed), seed)
    labels = {query.text: query.label for query in day.queries}
    manual = "\n" + " ".join(f"Section {n}. {' '.join(random.Random(n).choices(_WORDS, k=60))}." for n in range(40))
    apart, together = Provider(manual, seed, labels), Provider(manual, seed, labels)
    run_day(lambda: without_cache(day, apart))
    asked: dict[str, str] = {}
    texts = Embeddings(home)
    ledger, report = run_day(lambda: with_cache(day, together, texts, asked))
    total = report.total
    hits = [r for r in ledger.rows() if isinstance(r, AnswerRow) and (r.tier is not Tier.NONE)]
    listed = sum((r.usage.prompt * INPUT + r.usage.completion * OUTPUT for r in hits if r.usage), Decimal(0))
    # What each hit would have been answered with is known here, as it is nowhere else.
    thought = Counter[str]()
    for row in hits:
        if row.usage is not None:
            own = len(pieces(apart.answer(asked[row.request_id])))
            thought.update(prompt=row.usage.prompt, cached=row.usage.cached, output=own, stored=row.usage.completion)
    more = {name: thought[name] + together.served[name] - apart.served[name] for name in ("prompt", "cached", "output")}
    saved = apart.dollars - together.dollars
    booked = total.gross - total.upkeep - total.checking - total.chilled
    parts = {
        "stored answers' other lengths": (thought["stored"] - thought["output"]) * OUTPUT,
        "prompts in other words": more["prompt"] * INPUT,
        "the provider's prompt cache": -more["cached"] * (INPUT - CACHED) - total.chilled,
        "calls that broke off or failed": more["output"] * OUTPUT + together.cut_elsewhere,
    }
    checked = [one for one in report.checks if one.purpose == "audit"]
    return {
        "requests": len(day.queries),
        "bill without the cache": apart.dollars,
        "bill with it": together.dollars,
        "calls that broke off, of it": together.cut_dollars,
        "ledger: spend": total.spend,
        "ledger: calls of unknown cost": report.unknown_cost,
        "ledger = bill but for those": total.spend + together.cut_dollars == together.dollars,
        "saved by the bills": saved,
        "ledger: gross": total.gross,
        "ledger: gross less what it took": booked,
        "residual": f"{(booked - saved) / saved:+.2%}",
        **{f"  of that, {name}": f"{part / saved:+.2%}" for name, part in parts.items()},
        "left over": booked - saved - sum(parts.values()),
        "at list price it would say": listed - total.upkeep - total.checking,
        "which is off by": f"{(listed - total.upkeep - total.checking - saved) / saved:+.2%}",
        "hits, collapsed": (total.hits, total.collapsed),
        "for refreshes": total.upkeep,
        "for audits": total.checking,
        "answers audited: same, different, in doubt": tuple(
            sum(getattr(one, name) for one in checked) for name in ("same", "different", "doubt")
        ),
        "taken back, though it was not spent": total.taken_back,
        "for prefixes that the provider forgot": total.chilled,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        figures = run(args.count, args.seed, Path(home))
    for name, value in figures.items():
        print(f"{name:42} {f'${value:,.6f}' if isinstance(value, Decimal) else value}")


if __name__ == "__main__":
    main()
