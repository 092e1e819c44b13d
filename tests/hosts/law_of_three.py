"""The freshness law and the tenants' law among three gateways on one Redis, each behind a line that is in trouble.

Clients ask any gateway at any time; a source changes and is announced through any gateway; lines are delayed, frozen,
cut, refused and filled with garbage, and gateways are stopped and woken. Every answer says for whom it was made and by
which version of the source, so whatever is served can be judged: it must be the asker's own, and not older than what
had been announced when the request began.

    python -m tests.hosts.law_of_three [SECONDS] [SEED]
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from semcache.demo.processes import Process, started
from tests.chaos import ChaosProxy, Trouble, chaos
from tests.gateway.admin_house import BEARER
from tests.harness import Call, ScriptedUpstream, ask, completion
from tests.redis_servers import redis_server
from tests.servers import serving
from tests.workers.fleet import environment

GATEWAYS = 3
TENANTS = ("ann", "bob", "eve")
QUESTIONS = 6
TROUBLES = (Trouble.NONE, *(Trouble.FROZEN,) * 4, Trouble.REFUSED, Trouble.CUT, Trouble.GARBAGE, Trouble.FLAPPING)
DELAYS = (0.0, 0.02, 0.3)


@dataclass
class Found:
    """What was seen."""

    asked: int = 0
    hits: int = 0
    announced: int = 0
    troubles: int = 0
    failed: list[str] = field(default_factory=list)
    crossed: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)


class World:
    """One source, whose version is a number."""

    def __init__(self) -> None:
        self.version = 0
        self.announced = 0
        self.lock = threading.Lock()

    async def answer(self, call: Call) -> None:
        """By the version that there is when the call begins."""
        version = self.version
        tenant = call.headers.get("authorization", "")
        await asyncio.sleep(random.uniform(0.0, 0.08))
        said = {"by": version, "for": tenant, "to": call.json["messages"][-1]["content"]}
        # Half of the answers do not say by which version they were made.
        named = f"kb@v{version}" if version % 2 else "kb"
        await call.answer(json.dumps(completion(json.dumps(said))).encode(), semcache_sources=named)


def run(seconds: float, home: Path, seed: int, askers: int = 6) -> Found:
    """Runs for so long; what came of it."""
    world, found, end = World(), Found(), time.monotonic() + seconds
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(redis_server())
        lines = [stack.enter_context(chaos(server.port)) for _ in range(GATEWAYS)]
        upstream = stack.enter_context(serving(ScriptedUpstream(world.answer)))
        gateways = [stack.enter_context(_gateway(home / str(i), upstream, line)) for i, line in enumerate(lines)]
        end = time.monotonic() + seconds
        threads = [
            *(threading.Thread(target=_ask, args=(world, gateways, found, end, seed + i)) for i in range(askers)),
            threading.Thread(target=_announce, args=(world, gateways, found, end, seed + 100)),
            threading.Thread(target=_trouble, args=(lines, gateways, found, end, seed + 200)),
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return found


@contextlib.contextmanager
def _gateway(home: Path, upstream: str, line: ChaosProxy) -> Iterator[Process]:
    home.mkdir()
    env = environment(home, SEMCACHE_STORE=line.url, SEMCACHE_STORE_KEY="a-key-for-tests-that-signs-what-lies-in-redis")
    command = [sys.executable, "-m", "semcache", "serve", "--upstream", upstream, "--port", "0"]
    with started("the gateway", command, ready="/readyz", env=env, cwd=home) as process:
        try:
            yield process
        finally:
            process.popen.send_signal(signal.SIGCONT)


def _ask(world: World, gateways: list[Process], found: Found, end: float, seed: int) -> None:
    chance = random.Random(seed)
    with httpx.Client(timeout=60) as http:
        while time.monotonic() < end:
            tenant, question = chance.choice(TENANTS), f"What does page {chance.randrange(QUESTIONS)} say?"
            least = world.announced
            try:
                answer = http.post(
                    chance.choice(gateways).url + "/v1/chat/completions",
                    json=ask(question),
                    headers={"authorization": f"Bearer {tenant}"},
                )
            except httpx.HTTPError as error:
                found.failed.append(type(error).__name__)
                continue
            found.asked += 1
            if answer.status_code != 200:
                found.failed.append(f"{answer.status_code} {answer.text[:200]}")
                continue
            status = answer.headers["cache-status"]
            said = json.loads(answer.json()["choices"][0]["message"]["content"])
            found.hits += "; hit" in status
            found.kinds[status.split("detail=")[-1]] += 1
            if (said["for"], said["to"]) != (f"Bearer {tenant}", question):
                found.crossed.append(f"{said} to {tenant} for {question}: {status}")
            if said["by"] < least:
                found.stale.append(f"{said} after {least}: {status}")
            time.sleep(chance.uniform(0.0, 0.01))


def _announce(world: World, gateways: list[Process], found: Found, end: float, seed: int) -> None:
    chance = random.Random(seed)
    with httpx.Client(timeout=60, headers=BEARER) as http:
        while time.monotonic() < end:
            time.sleep(chance.uniform(0.0, 0.3))
            world.version += 1
            body = {"version": f"v{world.version}"} if chance.random() < 0.7 else {}
            # Whoever announces tries elsewhere when it did not work; it is in force when one has said that it is.
            while time.monotonic() < end:
                told = http.post(chance.choice(gateways).url + "/admin/sources/kb", json=body)
                if told.status_code == 200:
                    world.announced = world.version
                    found.announced += 1
                    break
                time.sleep(0.02)


def _trouble(lines: list[ChaosProxy], gateways: list[Process], found: Found, end: float, seed: int) -> None:
    """One line or gateway at a time, and a while in which it may recover."""
    chance = random.Random(seed)
    while time.monotonic() < end:
        which, seconds = chance.randrange(GATEWAYS), chance.uniform(0.3, 1.6)
        line, gateway = lines[which], gateways[which].popen
        if chance.random() < 0.2:
            gateway.send_signal(signal.SIGSTOP)
            time.sleep(seconds)
            gateway.send_signal(signal.SIGCONT)
        else:
            line.delay, line.period = chance.choice(DELAYS), chance.uniform(0.1, 0.5)
            line.set(chance.choice(TROUBLES))
            time.sleep(seconds)
            line.delay = 0.0
            line.set(Trouble.NONE)
        found.troubles += 1
        time.sleep(chance.uniform(0.5, 2.0))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        seen = run(float((sys.argv[1:2] or ["120"])[0]), Path(folder), int((sys.argv[2:3] or ["1"])[0]))
    print(f"{seen.asked} asked, {seen.hits} hits, {seen.announced} announced, {seen.troubles} troubles")
    print(", ".join(f"{count} {kind}" for kind, count in seen.kinds.most_common()))
    print(f"failed {len(seen.failed)}, crossed {len(seen.crossed)}, stale {len(seen.stale)}")
    print(*seen.failed[:5], *seen.crossed[:5], *seen.stale[:5], sep="\n")
