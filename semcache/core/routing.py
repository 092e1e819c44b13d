"""Which replica of a pool gets a request: the one where it costs least to answer, by what is known of all of them.

What a request costs on a replica is seconds: those that stand before it there, and those that its own prompt's prefill
takes, less what the replica's KV cache already holds of it. So a conversation goes where it went before
without any rule that says so, until its replica is so busy that computing the prefix anew elsewhere is quicker. What
nobody has seen goes by consistent hashing, so that several gateways put it in the same place. No replica is given more
than its share (bounded loads): a prefix that everybody uses spreads over as many replicas as it needs.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from itertools import islice
from typing import Final

from semcache.core.prefix import Chain
from semcache.core.ring import Ring

BOUND: Final = 1.25
"""No replica is given more than this times the mean load (Mirrokni et al., "Consistent Hashing with Bounded Loads";
1.25 is what its authors and those who run it use)."""
SLACK: Final = 12
"""Requests at once that a replica may always have: batching makes the first few nearly free, and a bound on so few
would scatter prefixes over idle replicas: with 4 the simulator's hit rates are 1 to 8 % lower."""
PREFILL_WEIGHT: Final = 4.0
"""What a second of prefill counts against a second of waiting: it also delays all that the replica is answering, and
pushes as much out of its KV cache. Of 1, 2, 4, 8 and 12 the simulator's hit rates and TTFT were best with 4 and 8."""
BALANCE: Final = 3.0
"""How much dearer prefill is on a replica that lately had twice the mean load. It keeps what comes back (and brings
its load with it) from gathering on few replicas: without it the busiest has up to twice the mean."""
RECENT: Final = 30.0
"""Seconds over which "lately" reaches."""
PLACED: Final = 120.0
"""Seconds after which a third is left of what was placed: the longer, the more evenly few prefixes fall."""
DEFAULT_PREFILL: Final = 8_000.0
"""Tokens a second, while nothing was measured: an 8B model on one card does 5,000 to 25,000."""
TIE: Final = 0.001
"""Seconds of score that make no difference."""
_WAIT: Final = 0.25
"""Seconds that each request in the engine's own queue is taken to add."""
_BUSY: Final = 0.002
"""Seconds that each request under way is taken to add: steps get longer, and it is one more that is slowed down."""
_FULL_KV: Final = 0.9
_MICROSECONDS_PER_HOUR: Final = 3_600_000_000


class Why(StrEnum):
    """What decided."""

    PREFIX = "prefix"
    """It holds the most of the prompt."""
    LOAD = "load"
    """Another holds more of the prompt, and is too busy for that to help."""
    NEW = "new"
    """Nobody holds any of it: its first or second place on the ring."""
    ONLY = "only"
    """No other could be chosen."""
    PANIC = "none-healthy"
    """All are ejected or failing: better a bad replica than none."""


@dataclass(frozen=True, slots=True)
class Replica:
    """What is known of one replica now."""

    name: str
    healthy: bool = True
    """Its health check passes and it is not ejected."""
    weight: float = 1.0
    """Its part of a full share, above 0 to 1: less while it starts slowly, or answers slowly."""
    running: int = 0
    """Requests under way there, whoever sent them."""
    waiting: int = 0
    """Requests that it has queued."""
    pending: int = 0
    """Prompt tokens sent there whose first byte has not come back, less those it held."""
    kv_use: float = 0.0
    """Share of its KV cache that requests under way take, 0 to 1."""
    prefill: float = DEFAULT_PREFILL
    """Prompt tokens a second that it computes."""
    recent: float | None = None
    """Requests that it had lately, see `lately`. None counts as the mean: of one that fails, that it has little to do
    says nothing for it."""
    placed: float = 0.0
    """Prompt tokens that it was given lately and had to compute, see `faded`: what it holds of them pushes out more of
    what it held before, the more they are."""
    limit: int = 0
    """Requests at once that it may be given; 0 for no limit."""
    dollars_per_hour: Decimal | None = None
    load: int = field(init=False)
    """Requests that it has."""
    lag: float = field(init=False)
    """Seconds before it begins with another prompt, and what others lose by that one."""

    def __post_init__(self) -> None:
        lag = self.pending / self.prefill + self.waiting * _WAIT + self.running * _BUSY
        if self.kv_use > _FULL_KV:
            lag += (self.kv_use - _FULL_KV) * 10  # it will preempt or queue: up to a second
        object.__setattr__(self, "load", self.running + self.waiting)
        object.__setattr__(self, "lag", lag / self.weight)


@dataclass(frozen=True, slots=True)
class Choice:
    """Where a request goes, and why there."""

    replica: str
    score: float
    """Seconds that it is taken to cost, weighted; less is better."""
    seconds: float
    """Until its first token, as far as can be told."""
    overlap: int
    """Tokens of the prompt that the replica is taken to hold."""
    why: Why
    cost: Decimal | None = None
    """Dollars for computing the rest of the prompt there. None when the replica has no price."""
    runner_up: str | None = None
    runner_up_score: float = 0.0
    runner_up_cost: Decimal | None = None

    @property
    def detail(self) -> str:
        """In one line, for the ledger and `explain`."""
        line = f"{self.replica}: {self.why}, holds {self.overlap} tokens, scores {self.score:.3f}"
        return line if self.runner_up is None else f"{line}; {self.runner_up} {self.runner_up_score:.3f}"


def share(total: int, weight: float, weights: float) -> int:
    """The most requests that a replica may have when there are `total` in all, the new one included."""
    return max(SLACK, math.ceil(BOUND * total * weight / weights))


def choose(chain: Chain, replicas: Sequence[Replica], overlaps: Mapping[str, int], ring: Ring) -> Choice | None:
    """The replica for a prompt; None when all are at their limits. Equal arguments give equal choices.

    `overlaps` is what `PrefixRecord.overlaps` says of this chain, `ring` a ring of the replicas' names.
    """
    able = [replica for replica in replicas if replica.healthy]
    panic = not able
    able = able or list(replicas)
    with_room = [replica for replica in able if not replica.limit or replica.load < replica.limit]
    if not with_room:
        return None
    total, weights, recent = 1, 0.0, 0.0
    for replica in able:
        total += replica.load
        weights += replica.weight
        recent += replica.recent or 0.0
    part = BOUND * total / weights
    # Some replica is always below its share, but it may be at a limit of its own.
    within = [r for r in with_room if r.load < SLACK or r.load < part * r.weight] or with_room
    held = overlaps.get
    tokens = chain.tokens
    # Prefill counts for more where there was more to do lately than in the pool on average, and for less elsewhere.
    mean = recent / weights
    base, dearer = (PREFILL_WEIGHT - BALANCE, BALANCE / mean) if mean else (PREFILL_WEIGHT, 0.0)
    scores = [
        r.lag
        + (tokens - held(r.name, 0))
        / r.prefill
        * (PREFILL_WEIGHT if r.recent is None else base + dearer * r.recent / r.weight)
        for r in within
    ]
    best = _best(chain, within, scores, overlaps, ring)
    return _choice(best, within, scores, tokens, overlaps, panic)


def lately(recent: float, load: int, seconds: float) -> float:
    """A replica's recent load, after it had `load` requests for so many seconds."""
    return load + (recent - load) * math.exp(-seconds / RECENT)


def faded(placed: float, seconds: float) -> float:
    """What is left of a replica's placed tokens after so many seconds."""
    return placed * math.exp(-seconds / PLACED)


def _best(chain: Chain, replicas: list[Replica], scores: list[float], overlaps: Mapping[str, int], ring: Ring) -> int:
    """The index of the best score. Of equally good ones the first on the ring; of all, for what nobody holds, the
    better of the first two there."""
    least = min(scores)
    most = max(overlaps.values(), default=0)
    limit = least + TIE if most else math.inf
    near = {replica.name: i for i, (replica, score) in enumerate(zip(replicas, scores, strict=True)) if score <= limit}
    if len(near) == 1 or not chain.blocks:
        return scores.index(least)
    # What is new in this prompt is the same for all that share it: gateways that know as much agree.
    fresh = bisect_left(chain.ends, most + 1, hi=len(chain.blocks))
    key = chain.blocks[min(fresh, len(chain.blocks) - 1)]
    first = list(islice((near[name] for name in ring.walk(key) if name in near), 1 if most else 2))
    if not first:
        return scores.index(least)
    return first[0] if len(first) == 1 else _place(chain.tokens, replicas, scores, *first)


def _place(tokens: int, replicas: list[Replica], scores: list[float], one: int, other: int) -> int:
    """The better of two places for what nobody holds; of equals the first.

    Where they differ by less than computing the prompt takes, room decides: few prefixes may fall to one replica, which
    then holds none of them for long while another has room to spare.
    """
    better, worse = (one, other) if scores[one] <= scores[other] else (other, one)
    computing = tokens / min(replicas[one].prefill, replicas[other].prefill)
    is_close = scores[worse] - scores[better] <= computing
    return worse if is_close and replicas[better].placed > replicas[worse].placed + 2 * tokens else better


def _choice(
    best: int, replicas: list[Replica], scores: list[float], tokens: int, overlaps: Mapping[str, int], panic: bool
) -> Choice:
    chosen = replicas[best]
    overlap = overlaps.get(chosen.name, 0)
    most = max(overlaps.values(), default=0)
    if panic:
        why = Why.PANIC
    elif len(replicas) == 1:
        why = Why.ONLY
    elif not most:
        why = Why.NEW
    else:
        why = Why.PREFIX if overlap == most else Why.LOAD
    cost = _cost(chosen, tokens - overlap)
    seconds = chosen.lag + (tokens - overlap) / chosen.prefill
    if len(replicas) == 1:
        return Choice(chosen.name, scores[best], seconds, overlap, why, cost)
    rest = [*scores[:best], math.inf, *scores[best + 1 :]]
    second = rest.index(min(rest))
    other = replicas[second]
    other_cost = _cost(other, tokens - overlaps.get(other.name, 0))
    return Choice(chosen.name, scores[best], seconds, overlap, why, cost, other.name, scores[second], other_cost)


def _cost(replica: Replica, tokens: int) -> Decimal | None:
    if replica.dollars_per_hour is None:
        return None
    return replica.dollars_per_hour * int(tokens / replica.prefill * 1e6) / _MICROSECONDS_PER_HOUR
