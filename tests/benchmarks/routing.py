"""Routing misses to eight replicas, simulated: what of the prompts is found in KV caches, who is busy, who waits.

    python -m tests.benchmarks.routing [--quick] [--json] [--trace NAME] [--load L]

The same requests are given to each way of routing; a conversation's next turn comes a while after its last answer, so
that slow routing also delays what comes. The oracle is one replica with the KV cache of all eight and what they
compute together: no routing can find more. Left out: the network, the gateway's own time (printed), preemption (blocks
for the whole answer are set aside at the start), replicas that fail, engines that compute long prompts more slowly,
speculative decoding, and several gateways that know of each other only by /metrics.
"""

from __future__ import annotations

import argparse
import heapq
import itertools
import json
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass

from tests.benchmarks.routing_engine import Engine, Job, Machine
from tests.benchmarks.routing_policies import LeastRequests, Ours, Policy, PowerOfTwo, RoundRobin, Seen
from tests.benchmarks.routing_traces import TRACES, Conversation, Prompt, prompts

REPLICAS = 8
LIMIT = 256
"""Requests at once that a gateway gives one replica; what comes when all have as many is shed."""
METRICS_EVERY = 1.0
LOADS = (0.3, 0.6, 0.9)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One trace under one way of routing."""

    trace: str
    load: float
    policy: str
    requests: int
    hit: float
    """Share of prompt tokens found in a KV cache."""
    max_over_mean: float
    """Requests under way, averaged over time: the busiest replica over the mean."""
    work_max_over_mean: float
    """Seconds busy, alike."""
    busy: float
    """Share of the replicas' time."""
    shed: int
    ttft_mean: float
    ttft_p50: float
    ttft_p99: float
    micros: float
    """A choice, CPU."""


class Run:
    """One trace on one pool."""

    def __init__(self, conversations: Sequence[Conversation], policy: Policy, machines: Sequence[Machine]) -> None:
        self._policy = policy
        self._limit = LIMIT * REPLICAS // len(machines)
        self._engines = [Engine(machine) for machine in machines]
        self._seen = [Seen(f"replica-{i}") for i in range(len(machines))]
        self._events: list[tuple[float, int, Callable[[float], None]]] = []
        self._order = itertools.count()
        self._told: dict[int, tuple[int, int, Iterator[Prompt], Iterator[float]]] = {}
        self._load = [0.0] * len(machines)
        self._changed = [0.0] * len(machines)
        self._scheduled = [float("inf")] * len(machines)
        self.jobs: list[Job] = []
        self.shed = 0
        self.cpu = 0.0
        self.end = 0.0
        for conversation in conversations:
            pauses = iter([turn.pause for turn in conversation.turns[1:]])
            self._at(conversation.starts, self._asker(prompts(conversation), pauses))
        self._metrics_due = METRICS_EVERY

    def _at(self, at: float, do: Callable[[float], None]) -> None:
        heapq.heappush(self._events, (at, next(self._order), do))

    def _asker(self, requests: Iterator[Prompt], pauses: Iterator[float]) -> Callable[[float], None]:
        def ask(now: float) -> None:
            prompt = next(requests, None)
            if prompt is None:
                return
            if min(seen.in_flight for seen in self._seen) >= self._limit:
                self.shed += 1
                return
            began = time.process_time()
            which, overlap = self._policy.pick(prompt, self._seen, now)
            self.cpu += time.process_time() - began
            job = Job(now, prompt.tokens, prompt.answer, prompt.blocks)
            seen = self._seen[which]
            self._account(which, now)
            seen.in_flight += 1
            seen.pending += prompt.tokens - overlap
            self.jobs.append(job)
            self._told[id(job)] = (which, prompt.tokens - overlap, requests, pauses)
            self._engines[which].submit(job, now)
            self._schedule(which)

        return ask

    def _schedule(self, which: int) -> None:
        at = self._engines[which].next_at
        if at != self._scheduled[which] and at != float("inf"):
            self._at(at, lambda now: self._step(which, now))
        self._scheduled[which] = at

    def _step(self, which: int, now: float) -> None:
        engine = self._engines[which]
        if engine.next_at != now:
            return  # it was cut short, and has ended before
        begun, done = engine.end_step()
        for job in begun:
            self._seen[which].pending -= self._told[id(job)][1]
        for job in done:
            self._account(which, now)
            self._seen[which].in_flight -= 1
            _, _, requests, pauses = self._told.pop(id(job))
            pause = next(pauses, None)
            if pause is not None:
                self._at(now + pause, self._asker(requests, pauses))
        self._scheduled[which] = float("inf")
        self._schedule(which)

    def _account(self, which: int, now: float) -> None:
        self._load[which] += self._seen[which].in_flight * (now - self._changed[which])
        self._changed[which] = now

    def go(self) -> Run:
        while self._events:
            now, _, do = heapq.heappop(self._events)
            while now >= self._metrics_due:
                for seen, engine in zip(self._seen, self._engines, strict=True):
                    seen.waiting, seen.kv_use = len(engine.waiting), engine.kv_use
                self._metrics_due += METRICS_EVERY
            do(now)
            self.end = now
        return self

    def outcome(self, trace: str, load: float) -> Outcome:
        waits = sorted(job.first_token - job.arrived for job in self.jobs)
        busy = [engine.busy for engine in self._engines]
        return Outcome(
            trace,
            load,
            self._policy.name,
            len(self.jobs),
            sum(job.cached for job in self.jobs) / sum(job.prompt for job in self.jobs),
            max(self._load) / statistics.mean(self._load),
            max(busy) / statistics.mean(busy),
            statistics.mean(busy) / self.end,
            self.shed,
            statistics.mean(waits),
            waits[len(waits) // 2],
            waits[len(waits) * 99 // 100],
            self.cpu / max(1, len(self.jobs)) * 1e6,
        )


def outcomes(trace: str, load: float, seconds: float, machine: Machine, seed: int = 1) -> list[Outcome]:
    """Every way of routing, ours last but one, and the oracle last."""
    conversations = TRACES[trace](random.Random(f"{trace} {load} {seed}"), load, seconds)
    ways: list[Policy] = [
        RoundRobin(),
        PowerOfTwo(),
        LeastRequests(),
        Ours(REPLICAS, machine.kv_tokens, 1 / machine.prompt_token),
    ]
    made = [Run(conversations, way, [machine] * REPLICAS).go().outcome(trace, load) for way in ways]
    oracle = RoundRobin()
    oracle.name = "oracle"
    made.append(Run(conversations, oracle, [machine.times(REPLICAS)]).go().outcome(trace, load))
    return made


@dataclass(frozen=True, slots=True)
class Goal:
    """One figure of ours beside what it should be."""

    name: str
    trace: str
    load: float
    value: float
    goal: float
    holds: bool
    note: str = ""


def goals(made: Sequence[Outcome]) -> list[Goal]:
    """Of one trace at one load."""
    by_name = {o.policy: o for o in made}
    ours, oracle, other = by_name["semcache"], by_name["oracle"], by_name["round robin"]

    def goal(name: str, value: float, limit: float, at_least: bool, note: str = "") -> Goal:
        return Goal(name, ours.trace, ours.load, value, limit, value >= limit if at_least else value <= limit, note)

    found = [goal("max/mean load", ours.max_over_mean, 1.25, False), goal("shed", ours.shed, 0, False)]
    if oracle.hit > 0.01:  # else there is nothing to find
        most = oracle.hit / max(other.hit, 1e-9)
        note = f"the oracle's own is {most:.1f}x" if most < 3 else ""
        found.insert(0, goal("hit / round robin's", ours.hit / max(other.hit, 1e-9), 3, True, note))
        found.insert(0, goal("hit / oracle's", ours.hit / oracle.hit, 0.9, True))
    return found


HEAD = " " * 16 + " requests  KV hit  max/mean  busy  shed  TTFT mean    p50     p99  ms"


def row(o: Outcome) -> str:
    waits = f"{o.ttft_mean * 1e3:11.0f}{o.ttft_p50 * 1e3:7.0f}{o.ttft_p99 * 1e3:8.0f}"
    return f"{o.policy:16}{o.requests:9}{o.hit:8.1%}{o.max_over_mean:10.2f}{o.work_max_over_mean:6.2f}{o.shed:6}{waits}"


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="one short trace of each kind")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--trace", choices=[*TRACES], action="append")
    parser.add_argument("--load", type=float, action="append", help=f"1.0 is a lot; {LOADS} if not given")
    parser.add_argument("--seconds", type=float, default=200.0)
    parser.add_argument("--kv", type=int, action="append", help="tokens that a replica's KV cache holds; 100000")
    args = parser.parse_args(argv)
    loads = args.load or ([0.3] if args.quick else LOADS)
    seconds = 20.0 if args.quick else args.seconds
    everything: list[Outcome] = []
    reached: list[Goal] = []
    for kv in args.kv or [Machine().kv_tokens]:
        for trace, load in itertools.product(args.trace or TRACES, loads):
            made = outcomes(trace, load, seconds, Machine(kv_tokens=kv))
            everything += made
            reached += goals(made)
            if not args.json:
                print(f"\n{trace}, load {load}, {REPLICAS} replicas of {kv:,} KV tokens\n{HEAD}", flush=True)
                print("\n".join(map(row, made)), flush=True)
    micros = [o.micros for o in everything if o.policy == "semcache"]
    if args.json:
        print(json.dumps({"outcomes": [asdict(o) for o in everything], "goals": [asdict(g) for g in reached]}))
        return
    print("\nmax/mean: requests under way, the busiest replica over the mean; busy: seconds that it computed, alike.")
    print(f"A choice among {REPLICAS} took {statistics.median(micros):.0f} us CPU, the snapshot included.\n")
    for name in dict.fromkeys(g.name for g in reached):
        these = [g for g in reached if g.name == name]
        worst = (min if these[0].goal >= 0.9 and name.startswith("hit") else max)(these, key=lambda g: g.value)
        held = sum(g.holds for g in these)
        least = "at least" if name.startswith("hit") else "at most"
        print(
            f"{name:20} {least} {these[0].goal:g}: {held} of {len(these)}; worst {worst.value:.2f}"
            f" ({worst.trace}, load {worst.load}{'; ' + worst.note if worst.note else ''})"
        )


if __name__ == "__main__":
    main()
