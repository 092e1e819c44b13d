"""Ways to choose a replica, told no more than a gateway knows: its own calls, and /metrics once a second."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Protocol

from semcache.core.prefix_record import PrefixRecord
from semcache.core.ring import Ring
from semcache.core.routing import Replica, choose, faded, lately
from tests.benchmarks.routing_traces import Prompt


@dataclass(slots=True)
class Seen:
    """One replica, as the gateway sees it."""

    name: str
    in_flight: int = 0
    """Its own calls."""
    pending: int = 0
    """Prompt tokens of calls whose first byte has not come, less what it takes to be cached."""
    waiting: int = 0
    """By its /metrics, up to a second old; so is the next."""
    kv_use: float = 0.0


class Policy(Protocol):
    name: str

    def pick(self, prompt: Prompt, pool: list[Seen], now: float) -> tuple[int, int]:
        """The index of the replica, and how many prompt tokens it is taken to hold."""
        ...


class RoundRobin:
    name = "round robin"

    def __init__(self) -> None:
        self._next = -1

    def pick(self, prompt: Prompt, pool: list[Seen], now: float) -> tuple[int, int]:
        self._next = (self._next + 1) % len(pool)
        return self._next, 0


class PowerOfTwo:
    name = "power of two"

    def __init__(self) -> None:
        self._random = random.Random(7)

    def pick(self, prompt: Prompt, pool: list[Seen], now: float) -> tuple[int, int]:
        one, other = self._random.sample(range(len(pool)), 2)
        return (one if pool[one].in_flight <= pool[other].in_flight else other), 0


class LeastRequests:
    name = "least requests"

    def __init__(self) -> None:
        self._random = random.Random(7)

    def pick(self, prompt: Prompt, pool: list[Seen], now: float) -> tuple[int, int]:
        return min(range(len(pool)), key=lambda i: (pool[i].in_flight, self._random.random())), 0


class Ours:
    """`semcache.core.routing`, with the record of `semcache.core.prefix_record`."""

    name = "semcache"

    def __init__(self, replicas: int, kv_tokens: int, prefill: float) -> None:
        self._names = [f"replica-{i}" for i in range(replicas)]
        self._ring = Ring.of(self._names)
        self._record = PrefixRecord(kv_tokens)
        self._prefill = prefill
        self._at = 0.0
        self._recent = [0.0] * replicas
        self._placed = [0.0] * replicas

    def pick(self, prompt: Prompt, pool: list[Seen], now: float) -> tuple[int, int]:
        recent = [lately(r, seen.in_flight, now - self._at) for r, seen in zip(self._recent, pool, strict=True)]
        self._placed = [faded(p, now - self._at) for p in self._placed]
        self._at, self._recent = now, recent
        replicas = [
            Replica(
                name,
                running=max(0, seen.in_flight - seen.waiting),
                waiting=min(seen.waiting, seen.in_flight),
                pending=seen.pending,
                kv_use=seen.kv_use,
                recent=had,
                placed=placed,
                prefill=self._prefill,
            )
            for name, seen, had, placed in zip(self._names, pool, recent, self._placed, strict=True)
        ]
        choice = choose(prompt.chain, replicas, self._record.overlaps(prompt.chain), self._ring)
        assert choice is not None
        self._record.saw(choice.replica, prompt.chain)
        chosen = self._names.index(choice.replica)
        self._placed[chosen] += max(0, prompt.chain.tokens - choice.overlap)
        return chosen, choice.overlap
