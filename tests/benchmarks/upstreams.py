"""CPU time of a miss's call upstream, against LiteLLM's Router for the same call, and of choosing among 64 replicas.

    python -m tests.benchmarks.upstreams [--calls N] [--rounds N]

Both call the same stand-in (uvicorn in a process of its own; what it spends is not counted) with four replicas known
to them, the same chat request of some 1,500 bytes, and read the same answer to its end. In each round every case is
measured once, one after another; a ratio is taken within its round, and the table gives medians and the spread.
The Router runs with its defaults; its choice there is random, ours looks at prefixes, load, limits, health and prices.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib.util
import os
import socket
import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import httpx
import orjson
import uvicorn

from semcache.adapters.clock import SystemClock
from semcache.core.pricing import PriceBook
from semcache.core.upstreams import Errand
from semcache.pooling import upstream_pools
from semcache.ports import UpstreamRequest
from semcache.settings import Settings
from semcache.upstreams.pools import UpstreamPools
from semcache.wire.asked import read_asked
from tests.harness import MODEL, completion
from tests.servers import running

REPLICAS = 4
SYSTEM = "You are the support desk of a shop that sells lamps. " * 20
MESSAGES = [
    {"role": "system", "content": SYSTEM},
    {"role": "user", "content": "How long does it take until a refund is on my account again? " * 4},
]
BODY = orjson.dumps({"model": MODEL, "messages": MESSAGES})
ANSWER = orjson.dumps(completion("It takes five working days. " * 30))
HEADERS = ((b"content-type", b"application/json"),)
GOAL = 1 / 3
CHOICE_GOAL = 50.0
"""Microseconds."""


def _pools(urls: list[str], kind: str = "openai") -> UpstreamPools:
    pool = {"kind": kind, "replicas": urls, "models": [MODEL], "price": {"gpu-hour": "$2"}}
    return upstream_pools(Settings(upstreams={"own": pool}), PriceBook({}), SystemClock())


async def _spent(call: Callable[[], Awaitable[object]], calls: int) -> float:
    """Microseconds of this process's CPU time a call."""
    began = time.process_time()
    for _ in range(calls):
        await call()
    return (time.process_time() - began) / calls * 1e6


async def measure(url: str, calls: int, rounds: int, with_router: bool) -> dict[str, list[float]]:
    """Microseconds a call by case, one a round."""
    urls = [f"{url}/{i}" for i in range(REPLICAS)]
    client = httpx.AsyncClient()
    ours = _pools(urls)

    async def plain() -> None:
        (await client.post(f"{urls[0]}/v1/chat/completions", content=BODY, headers=dict(HEADERS))).read()  # type: ignore[arg-type]

    async def pools() -> None:
        request = UpstreamRequest("POST", "/v1/chat/completions", HEADERS, BODY, Errand())
        response = await ours.open(request)
        parts = [chunk async for chunk in response.chunks()]
        await response.close()
        assert b"".join(parts) == ANSWER

    cases: dict[str, Callable[[], Awaitable[object]]] = {"httpx": plain, "semcache": pools}
    if with_router:
        cases["LiteLLM's Router"] = _router(urls)
    found: dict[str, list[float]] = {name: [] for name in cases}
    for call in cases.values():
        await _spent(call, 20)
    for _ in range(rounds):
        for name, call in cases.items():
            found[name].append(await _spent(call, calls))
    await client.aclose()
    await ours.close()
    return found


def _router(urls: list[str]) -> Callable[[], Awaitable[object]]:
    os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"  # it would fetch its prices from the network
    from litellm import Router

    models = [
        {
            "model_name": MODEL,
            "litellm_params": {"model": f"openai/{MODEL}", "api_base": f"{url}/v1", "api_key": "sk-none"},
        }
        for url in urls
    ]
    router = Router(model_list=models)

    async def call() -> object:
        return await router.acompletion(model=MODEL, messages=MESSAGES)

    return call


@dataclass(frozen=True, slots=True)
class Choosing:
    """Microseconds for a prompt of some 8,000 tokens: medians, so that what else the machine does counts less."""

    hashing: float
    """Its bytes into the chain of its blocks, parsing included."""
    choice: float
    """Which replica: who is well, who holds how much of it, what each is busy with, who is best and who is next."""
    placing: float
    """The choice, and all that it brings: the plan, the limits, the record, the words for the ledger."""


def choosing(replicas: int, choices: int = 2000) -> Choosing:
    pools = _pools([f"http://127.0.0.1:{i + 1}" for i in range(replicas)], "vllm")
    messages = [{"role": "system", "content": SYSTEM * 30}, {"role": "user", "content": "Why?"}]
    body = orjson.dumps({"model": MODEL, "messages": messages})
    request = UpstreamRequest("POST", "/v1/chat/completions", HEADERS, body, Errand())
    (pool,) = pools.pools
    placing = pools._placing
    spent: list[tuple[float, float, float]] = []
    for _ in range(choices):
        began = time.process_time()
        asked = read_asked(body)
        assert asked is not None
        order = pools._order(request, asked)
        assert order is not None
        hashed = time.process_time()
        pool.look("own", pool.models[MODEL], asked.need, order.chain, (), 0.0)
        chosen = time.process_time()
        turn = placing._taken(order, placing._best(order))
        placed = time.process_time()
        assert turn is not None
        placing._give_back(turn)
        spent.append((hashed - began, chosen - hashed, placed - chosen))
    return Choosing(*(statistics.median(column) * 1e6 for column in zip(*spent, strict=True)))


async def app(scope, receive, send):
    """The stand-in."""
    if scope["type"] == "http":
        while (await receive()).get("more_body"):
            pass
        length = str(len(ANSWER)).encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", length)]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": ANSWER})


def _serve() -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        print(f"on http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
        uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--without-litellm", action="store_true", help="leave LiteLLM's Router out")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.serve:
        _serve()
        return
    with_router = not options.without_litellm and importlib.util.find_spec("litellm") is not None
    with running("tests.benchmarks.upstreams", "--serve") as process:
        found = asyncio.run(measure(process.url, options.calls, options.rounds, with_router))
    print(f"One chat call, {REPLICAS} replicas, CPU time of the caller (median of {options.rounds} rounds)")
    ours = found["semcache"]
    for name, spent in found.items():
        ratios = [a / b for a, b in zip(ours, spent, strict=True)]
        spread = f"{min(ratios):.2f}-{max(ratios):.2f}"
        print(
            f"  {name:<18} {statistics.median(spent):7.0f} us   ours / it {statistics.median(ratios):5.2f}  ({spread})"
        )
    if with_router:
        ratio = statistics.median(a / b for a, b in zip(ours, found["LiteLLM's Router"], strict=True))
        print(f"  goal: at most {GOAL:.2f} of the Router: {'holds' if ratio <= GOAL else 'MISSED'}")
    else:
        print("  without LiteLLM's Router, with which pip install 'semcache-llm[litellm]' compares")
    found_64 = choosing(64)
    print("A prompt of 8,000 tokens among 64 replicas")
    hashing, placing = found_64.hashing, found_64.placing
    print(f"  hashing it {hashing:.0f} us, choosing {found_64.choice:.0f} us, all of its placing {placing:.0f} us")
    print(f"  goal: at most {CHOICE_GOAL:.0f} us to choose: {'holds' if found_64.choice <= CHOICE_GOAL else 'MISSED'}")


if __name__ == "__main__":
    main()
