"""One replica of a pool, or one paid API: how it has been doing, and what that makes of it for the next choice."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from semcache.core.breaker import Breaker
from semcache.core.engine_metrics import EngineStats
from semcache.core.outlier import Health, failed, median_ttft
from semcache.core.retrying import rest_of
from semcache.core.routing import DEFAULT_PREFILL, Replica, faded, lately
from semcache.core.sketch import Sketch
from semcache.ports import Upstream

_HOUR = Decimal(3600)
_MEASURABLE = 512
"""Prompt tokens to compute from which on the time to the first byte says how fast that goes."""
_PART = 0.2
"""Of the newest sample in a running mean."""
DOUBT_SECONDS = 60.0
"""For which a replica that broke an answer off is doubted."""
_LATELY = 300.0
"""Seconds after which a new sketch of its latencies is begun."""
_ENOUGH = 20
"""Samples of a sketch that is worth to be read."""
SPEED_SECONDS = 60.0
"""Over which tokens a second are counted."""


@dataclass(slots=True)
class Going:
    """One call under way."""

    tokens: int
    """Prompt tokens that have to be computed before its first byte, while that has not come."""
    began: float
    share: float
    """Of the replica's time that all its calls so far have had, when this one began."""
    alone: bool
    """No other of ours was there when it began."""


class Spent(NamedTuple):
    """What a call took of its replica."""

    seconds: float | None
    """Of its time; None of a paid API."""
    dollars: Decimal | None
    """Where it goes by the hour."""


class _Latency:
    """Durations of the last minutes."""

    def __init__(self) -> None:
        self._now, self._before = Sketch(), Sketch()

    def add(self, seconds: float) -> None:
        self._now.add(seconds)

    def turn(self) -> None:
        self._now, self._before = Sketch(), self._now

    def quantile(self, q: float) -> float | None:
        """None where there is none."""
        found = self._now if len(self._now) >= min(_ENOUGH, len(self._before)) else self._before
        return found.quantile(q)


class Member:
    """The state of one replica. Times are monotonic seconds."""

    def __init__(
        self,
        name: str,
        url: str,
        kind: str,
        upstream: Upstream,
        gpu_hour: Decimal | None,
        limit: int,
        now: float,
        *,
        is_own: bool = False,
    ) -> None:
        """`gpu_hour` is None where it does not go by the hour; an `is_own` one's time is counted all the same."""
        self.name = name
        self.url = url
        self.kind = kind
        self.upstream = upstream
        self.gpu_hour = gpu_hour
        self.is_own = is_own
        self.health = Health()
        self.is_troubled = False
        """Something may be known against it: only then is it looked at more closely."""
        self.breaker = Breaker(first_rest=0.5, longest_rest=15.0)
        self.stats: EngineStats | None = None
        """The last reading of the engine's metrics."""
        self.before: EngineStats | None = None
        """The one before that, for what happened in between."""
        self.others = 0
        """Requests that the engine had beside ours when it was last read."""
        self.in_flight = 0
        self.pending = 0
        """Prompt tokens sent there whose first byte has not come."""
        self.prefill = DEFAULT_PREFILL
        self.service = 1.0
        """Mean seconds of a call."""
        self.tpot: float | None = None
        self.ttfts, self.tpots = _Latency(), _Latency()
        self.calls = self.failures = 0
        self.tokens = 0
        """Of answers, since the start."""
        self.spent = Decimal(0)
        self.doubted_until = 0.0
        """It broke an answer off: until then nothing of its answers is handed on before they are whole."""
        self.waiting_for_first: set[asyncio.Timeout] = set()
        """Of calls without a first byte: when the replica goes down they need not wait longer."""
        self._limit = limit
        self._answered = False
        self._refusals = 0
        self._begun_at = now
        self._share = 0.0
        self._shared_at = now
        self._recent = 0.0
        self._placed = 0.0
        self._said: deque[tuple[float, int]] = deque()
        self._weight = 1.0
        self.current: Replica | None = None
        """The last snapshot, while it holds."""

    # What the next choice goes by.

    def snapshot(self) -> Replica:
        """Made anew only when something has changed."""
        if self.current is None:
            waiting = int(self.stats.waiting or 0) if self.stats is not None else 0
            self.current = Replica(
                self.name,
                weight=self._weight,
                running=max(0, self.in_flight + self.others - waiting),
                waiting=waiting,
                pending=self.pending,
                kv_use=(self.stats.kv_use or 0.0) if self.stats is not None else 0.0,
                prefill=self.prefill,
                recent=self._recent if self.is_proven else None,
                placed=self._placed,
                limit=self._limit,
                dollars_per_hour=self.gpu_hour,
            )
        return self.current

    def weigh(self, now: float, median: float | None) -> None:
        """Once a second: slow start, slow answers and what it had to do lately change its share."""
        if now > self._begun_at + _LATELY:
            self._begun_at = now
            self.ttfts.turn()
            self.tpots.turn()
        self.is_troubled = not self.breaker.is_closed or self.health.is_out(now)
        self._weight = self.health.weight(now, median)
        self._pass(now)
        self.current = None

    def read(self, stats: EngineStats) -> None:
        """Another reading of its metrics."""
        self.before, self.stats = self.stats, stats
        self.others = max(0, int((stats.running or 0) + (stats.waiting or 0)) - self.in_flight)
        self.current = None

    @property
    def is_proven(self) -> bool:
        """Its last answer was one, and no refusal."""
        return self._answered and self.breaker.is_closed

    def is_doubted(self, now: float) -> bool:
        return now < self.doubted_until

    # What becomes of its calls.

    def begin(self, tokens: int, now: float) -> Going:
        self._pass(now)
        going = Going(tokens, now, self._share, alone=self.in_flight == 0)
        self.in_flight += 1
        self.pending += tokens
        self._placed += tokens
        self.calls += 1
        self.breaker = self.breaker.trying(now)
        self.current = None
        return going

    def first_byte(self, going: Going, now: float, *, tells: bool) -> None:
        """The answer begins. `tells` says that this is its first token, and not the whole of it."""
        tokens, going.tokens = going.tokens, 0
        self.pending -= tokens
        self.current = None
        self.breaker = self.breaker.succeeded()
        self._answered, self._refusals = True, 0
        if not tells:
            self.health = self.health.succeeded(now)
            return
        ttft = now - going.began
        self.ttfts.add(ttft)
        self.health = self.health.succeeded(now, ttft)
        if going.alone and tokens >= _MEASURABLE and ttft > 0:
            self.prefill += _PART * (tokens / ttft - self.prefill)

    def end(self, going: Going, now: float, answered: int, tpot: float | None) -> Spent:
        """A call is over, however; `answered` tokens came."""
        self._pass(now)
        self.pending -= going.tokens
        self.in_flight -= 1
        self.current = None
        self.service += _PART * (now - going.began - self.service)
        if answered:
            self.tokens += answered
            self._said.append((now, answered))
        if tpot is not None:
            self.tpots.add(tpot)
            self.tpot = tpot if self.tpot is None else self.tpot + _PART * (tpot - self.tpot)
        seconds = round(self._share - going.share, 6)
        if self.gpu_hour is None:
            return Spent(seconds if self.is_own else None, None)
        dollars = self.gpu_hour * Decimal(seconds) / _HOUR
        self.spent += dollars
        return Spent(seconds, dollars)

    def _pass(self, now: float) -> None:
        """Time goes by, in equal parts for each call that is there: they add up to the hours that were used."""
        if self.in_flight:
            self._share += (now - self._shared_at) / self.in_flight
        self._recent = lately(self._recent, self.in_flight + self.others, now - self._shared_at)
        self._placed = faded(self._placed, now - self._shared_at)
        self._shared_at = now

    def speed(self, now: float) -> float:
        """Tokens a second over the last minute."""
        while self._said and self._said[0][0] < now - SPEED_SECONDS:
            self._said.popleft()
        return sum(tokens for _, tokens in self._said) / SPEED_SECONDS

    def told_to_wait(self, now: float, seconds: float | None) -> None:
        """It is full: 429 or 503, with its word on how long if it gave one. It is given more time each time."""
        self.failures += 1
        self.is_troubled = True
        self._answered = False
        if now < self.health.resting_until:
            # One of those that were sent there at once; the first of them has told already.
            self.health = self.health.told_to_wait(now, seconds or 0.0)
            return
        self.health = self.health.told_to_wait(now, rest_of(seconds, self._refusals))
        self._refusals += 1

    def checked(self, now: float, passes: bool) -> None:
        """What its active health check said. Of one that is down nobody waits for a first byte any longer."""
        self.health = self.health.checked(now, passes)
        self.is_troubled = True
        if passes:
            self.breaker = self.breaker.succeeded()
            return
        loop_now = asyncio.get_running_loop().time()
        for timeout in self.waiting_for_first:
            if not timeout.expired():
                timeout.reschedule(loop_now)


def fail(member: Member, members: dict[str, Member], now: float) -> None:
    """A call failed as only a broken replica's does: refused, cut, timed out, 5xx, no answer of its protocol."""
    member.failures += 1
    member.is_troubled = True
    member.breaker = member.breaker.failed(now)
    member.health = failed(member.name, {name: other.health for name, other in members.items()}, now)


def weigh(members: dict[str, Member], now: float) -> None:
    """Once a second."""
    median = median_ttft((member.health for member in members.values()), now)
    for member in members.values():
        member.weigh(now, median)
