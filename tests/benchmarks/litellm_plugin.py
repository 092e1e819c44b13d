"""What the plugin adds to a LiteLLM proxy's CPU time per request, with it and without it in one run.

    python -m tests.benchmarks.litellm_plugin [--rounds N] [--requests N] [--version newest|older] [--json]

Three proxies of the same version stand before one stand-in upstream: one with the plugin, whose rule answers exact
repeats only so that nothing is embedded; one with a cache and a callback in the same place that do nothing, which is
what LiteLLM itself takes for calling them; one without either. In each round all answer the same number of questions
that nobody asked before, eight at a time, in turns of who begins; the figures are ratios of the CPU time that their
processes took, all threads, the median over the rounds with the quartiles beside it. Linux only.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx

from tests.proxy.house import House, config_of, proxy
from tests.proxy.upstream import Upstream
from tests.servers import serving

_CPU = 2
"""CPUCLOCK_SCHED: the clock that counts what was run."""
GOAL = 1.03
_WARMING = 2
"""Rounds that are not counted."""
_POLICY = "name: benchmark\ndefaults: {semantic: false}\nrules:\n  - name: all\n"


def cpu_seconds(pid: int) -> float:
    """All that the process and its threads took so far, to the nanosecond: what clock_getcpuclockid(3) names."""
    return time.clock_gettime((~pid << 3) | _CPU)


def ask(house: House, questions: list[str]) -> float:
    """CPU seconds that the proxy takes for these questions, eight at a time, and for what it does a moment later."""
    headers = {"authorization": "Bearer sk-red-ann"}

    async def all_of_them() -> None:
        left = iter(questions)

        async def one_after_another(client: httpx.AsyncClient) -> None:
            for question in left:
                body = {"model": "gpt", "messages": [{"role": "user", "content": question}]}
                (await client.post(house.url + "/v1/chat/completions", json=body, headers=headers)).raise_for_status()

        async with httpx.AsyncClient(timeout=60) as client:
            await asyncio.gather(*(one_after_another(client) for _ in range(8)))

    began = cpu_seconds(house.process.popen.pid)
    asyncio.run(all_of_them())
    time.sleep(0.4)  # what is put aside is written every quarter of a second
    return cpu_seconds(house.process.popen.pid) - began


def config(callback: str) -> dict[str, Any]:
    """A proxy's, with this callback."""
    made = config_of("UPSTREAM")
    made["litellm_settings"]["callbacks"] = [callback] if callback else []
    made.pop("guardrails")
    return made


def measure(version: str, rounds: int, requests: int) -> dict[str, float]:
    """Medians over the rounds."""
    with tempfile.TemporaryDirectory() as folder:
        plain, idle, cached = config(""), config("idle.idle"), config("semcache.litellm_plugin.plugin")
        with (
            serving(Upstream(), timeout_keep_alive=600) as url,  # no connection ends while another proxy has its turn
            proxy(version, Path(folder) / "with", url, cached, policy_text=_POLICY) as with_it,
            proxy(version, Path(folder) / "idle", url, idle) as idles,
            proxy(version, Path(folder) / "without", url, plain) as without,
        ):
            with_it.wait_for_the_cache()
            ratios, idle_ratios, misses, plains, hits = [], [], [], [], []
            houses = [with_it, idles, without]
            for number in range(-_WARMING, rounds):
                texts = [f"question {number} {each} of a benchmark" for each in range(requests)]
                houses.append(houses.pop(0))
                took = {id(house): ask(house, texts) for house in houses}
                again = ask(with_it, texts)
                if number < 0:
                    continue
                plain = took[id(without)]
                ratios.append(took[id(with_it)] / plain)
                idle_ratios.append(took[id(idles)] / plain)
                misses.append(took[id(with_it)] / requests)
                plains.append(plain / requests)
                hits.append(again / requests)
    low, middle, high = statistics.quantiles(ratios, n=4)
    return {
        "ratio": middle,
        "ratio_low": low,
        "ratio_high": high,
        "idle_ratio": statistics.median(idle_ratios),
        "goal": GOAL,
        "plain_ms": 1000 * statistics.median(plains),
        "miss_ms": 1000 * statistics.median(misses),
        "hit_ms": 1000 * statistics.median(hits),
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rounds", type=int, default=30)
    arguments.add_argument("--requests", type=int, default=64)
    arguments.add_argument("--version", choices=("newest", "older"), default="newest")
    arguments.add_argument("--json", action="store_true")
    told = arguments.parse_args()
    figures = measure(told.version, told.rounds, told.requests)
    if told.json:
        print(json.dumps(figures))
        return
    print(f"CPU of the proxy per miss with the plugin over without: {figures['ratio']:.3f}", end=" ")
    print(f"(quartiles {figures['ratio_low']:.3f} to {figures['ratio_high']:.3f}; goal {GOAL})")
    print(f"of a cache and a callback in its place that do nothing: {figures['idle_ratio']:.3f}")
    print(f"without {figures['plain_ms']:.2f} ms, a miss {figures['miss_ms']:.2f} ms, a hit {figures['hit_ms']:.2f} ms")


if __name__ == "__main__":
    main()
