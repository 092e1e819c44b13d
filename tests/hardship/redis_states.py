"""Two gateways on one Redis that falls into every kind of trouble: no request fails, and few words are lost over it."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import os
import random
import re
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.chaos import ChaosProxy, Trouble, chaos
from tests.harness import Call, Script, ScriptedUpstream, ask, reply
from tests.redis_servers import SECRET, RedisServer, redis_server
from tests.servers import Process, running, serving

OURS = re.compile(r"\b(?:INFO|WARNING|ERROR|CRITICAL|DEBUG)\b|Traceback")
LOADING_KEYS = 300
LOADING_MICROSECONDS = 20_000
LOADS_SLOWLY = ("--enable-debug-command", "yes", "--loading-process-events-interval-bytes", "1024")
SETTLED = 20.0


@dataclass
class Stage:
    """What a state is done to, and through."""

    server: RedisServer
    proxy: ChaosProxy
    gateways: list[Process]
    upstream: ScriptedUpstream
    numbers: Iterator[int] = field(default_factory=itertools.count)
    known: list[str] = field(default_factory=list)
    """Questions that were stored through the first gateway, and asked nowhere else yet."""

    def lines(self) -> list[int]:
        """How many lines each gateway has logged."""
        return [sum(map(bool, map(OURS.search, one.log.read_text().splitlines()))) for one in self.gateways]


@dataclass(frozen=True)
class State:
    name: str
    begin: Callable[[Stage], None]
    end: Callable[[Stage], None]
    transitions: int | None = 2
    """None for one that never stays as it is."""


def _proxy(trouble: Trouble) -> Callable[[Stage], None]:
    return lambda stage: stage.proxy.set(trouble)


def _slow(seconds: float) -> Callable[[Stage], None]:
    def set(stage: Stage) -> None:
        stage.proxy.delay = seconds / 2  # each way

    return set


def _command(*words: str) -> Callable[[Stage], None]:
    def run(stage: Stage) -> None:
        reply = stage.server.command(*words)
        assert reply.startswith(b"+OK"), reply

    return run


def _load(stage: Stage) -> None:
    """It saves all that it has and reads it in again, as slowly as if there were much more of it."""
    for number in range(LOADING_KEYS):
        stage.server.command("SET", f"ballast:{number}", os.urandom(1024))
    stage.server.command("CONFIG", "SET", "key-load-delay", str(LOADING_MICROSECONDS))
    stage.server.send("DEBUG", "RELOAD")


def _loaded(stage: Stage) -> None:
    stage.server.command("CONFIG", "SET", "key-load-delay", "0")


STATES = (
    State("refused", _proxy(Trouble.REFUSED), _proxy(Trouble.NONE)),
    State("frozen", lambda stage: stage.server.freeze(), lambda stage: stage.server.thaw()),
    State("500 ms late", _slow(0.5), _slow(0.0)),
    State("flapping", _proxy(Trouble.FLAPPING), _proxy(Trouble.NONE), transitions=None),
    State("reset mid-reply", _proxy(Trouble.CUT), _proxy(Trouble.NONE)),
    State("READONLY", _command("REPLICAOF", "127.0.0.1", "1"), _command("REPLICAOF", "NO", "ONE")),
    State("OOM", _command("CONFIG", "SET", "maxmemory", "1"), _command("CONFIG", "SET", "maxmemory", "0")),
    State("LOADING", _load, _loaded),
    State("garbage", _proxy(Trouble.GARBAGE), _proxy(Trouble.NONE)),
)


@dataclass
class Found:
    """What came of one state."""

    state: str
    requests: int = 0
    failed: list[str] = field(default_factory=list)
    """How each request failed that did."""
    hits: int = 0
    seconds: list[tuple[float, float]] = field(default_factory=list)
    """When each request began, from the state's beginning, and how long it took."""
    lines: list[int] = field(default_factory=list)
    """That each gateway logged, into the state and out of it."""
    recovered: float = 0.0
    """Seconds until both gateways served what was stored through the other."""

    def p99(self, since: float = 0.0, until: float = float("inf")) -> float:
        """Milliseconds of the requests that began then."""
        times = sorted(took for began, took in self.seconds if since <= began < until)
        return 1000 * times[min(len(times) - 1, int(len(times) * 0.99))] if times else 0.0

    def median(self) -> float:
        return 1000 * statistics.median(took for _, took in self.seconds)


def _script() -> Script:
    answers = reply()

    async def script(call: Call) -> None:
        if call.scope["method"] == "POST":
            await answers(call)
        else:
            await call.answer(b"{}")

    return script


@contextlib.contextmanager
def stage(folder: Path, budget: str = "50ms") -> Iterator[Stage]:
    upstream = ScriptedUpstream(_script())
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(redis_server(*LOADS_SLOWLY))
        proxy = stack.enter_context(chaos(server.port))
        url = stack.enter_context(serving(upstream))
        gateways = []
        for number in range(2):
            environ = {
                **os.environ,
                "SEMCACHE_HOME": str(folder / f"home{number}"),
                "SEMCACHE_EMBEDDER__RUNTIME": "hash",
                "SEMCACHE_STORE": proxy.url,
                "SEMCACHE_STORE_KEY": SECRET,
                "SEMCACHE_BUDGET": budget,
            }
            gateways.append(
                stack.enter_context(running("semcache", "serve", "--upstream", url, "--port", "0", env=environ))
            )
        yield Stage(server, proxy, gateways, upstream)


async def fill(stage: Stage, count: int) -> None:
    """Has so many questions more answered and stored."""
    texts = [f"Known question {next(stage.numbers)} about {random.random()}" for _ in range(count)]
    async with _client(stage, 0) as client:
        for text in texts:
            (await client.post("/v1/chat/completions", json=ask(text))).raise_for_status()
    stage.known += texts


def _client(stage: Stage, gateway: int) -> httpx.AsyncClient:
    headers = {"authorization": "Bearer somebody"}
    return httpx.AsyncClient(base_url=stage.gateways[gateway].url, timeout=30, headers=headers, trust_env=False)


async def ask_all(stage: Stage, found: Found, count: int, pause: float = 0.0, directive: str = "") -> None:
    """A third of what was asked a moment ago, a third of what was stored through the other gateway, a third anew."""
    headers = {"cache-control": directive} if directive else {}
    began = time.monotonic()
    hot = stage.known.pop()
    numbers = iter(range(count))

    async def one_client(place: int) -> None:
        async with _client(stage, place % 2) as client:
            for number in numbers:
                kind = number % 3
                text = f"New question {next(stage.numbers)} about {random.random()}"
                if kind == 0:
                    text = hot
                elif kind == 1 and stage.known:
                    text = stage.known.pop()
                start = time.monotonic()
                try:
                    response = await client.post("/v1/chat/completions", json=ask(text), headers=headers)
                    if response.status_code != 200 or "choices" not in response.json():
                        found.failed.append(f"{response.status_code}: {response.text[:500]}")
                    found.hits += "; hit" in response.headers.get("cache-status", "")
                except httpx.HTTPError as error:
                    found.failed.append(repr(error))
                found.seconds.append((start - began, time.monotonic() - start))
                found.requests += 1
                await asyncio.sleep(pause)

    await asyncio.gather(*(one_client(place) for place in range(4)))


async def recovery(stage: Stage) -> float:
    """Seconds until each gateway is given what the other stored."""
    began = time.monotonic()
    async with _client(stage, 0) as one, _client(stage, 1) as other:
        for giver, taker in ((one, other), (other, one)):
            while True:
                text = f"After all that, question {next(stage.numbers)}"
                await giver.post("/v1/chat/completions", json=ask(text))
                await asyncio.sleep(0.05)
                response = await taker.post("/v1/chat/completions", json=ask(text))
                assert response.status_code == 200
                if "; hit" in response.headers["cache-status"]:
                    break
                assert time.monotonic() - began < SETTLED, response.headers["cache-status"]
    return time.monotonic() - began


async def go_through(stage: Stage, state: State, count: int, pause: float = 0.0) -> Found:
    """From health into this state, so many requests long, and back."""
    found = Found(state.name)
    await fill(stage, count // 3 + 2)
    await recovery(stage)
    before = stage.lines()
    await asyncio.to_thread(state.begin, stage)
    try:
        await ask_all(stage, found, count, pause)
    finally:
        await asyncio.to_thread(state.end, stage)
    found.recovered = await recovery(stage)
    found.lines = [b - a for a, b in zip(before, stage.lines(), strict=True)]
    stage.known.clear()
    return found


async def in_health(stage: Stage, count: int, pause: float = 0.0, directive: str = "") -> Found:
    found = Found("past the cache" if directive else "healthy")
    await fill(stage, count // 3 + 2)
    await ask_all(stage, found, count, pause, directive)
    stage.known.clear()
    return found
