"""One pool: its replicas, what they are taken to hold, its limits, and which of them would get a request now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal

from semcache.core.bucket import Bucket
from semcache.core.ledger import Price
from semcache.core.prefix import Chain
from semcache.core.prefix_record import PrefixRecord
from semcache.core.retrying import RetryBudget
from semcache.core.ring import Ring
from semcache.core.route import Able, Hourly, Need, Offer
from semcache.core.routing import Choice, choose
from semcache.core.upstreams import ReplicaView, State
from semcache.upstreams.member import Member, fail, weigh
from semcache.upstreams.telling import Telling

USUAL_SPEED = 500.0
"""Tokens a second that a replica writes, while it has not been measured."""


@dataclass(frozen=True, slots=True)
class Served:
    """A model as a pool serves it."""

    name: str
    """That it is sent as."""
    able: Able
    price: Price | None = None
    """By the token; None where it is not known, or goes by the hour."""
    is_own_price: bool = False
    """Said of this upstream, so that it wins over the price list."""


@dataclass(frozen=True, slots=True)
class PoolLimits:
    """0 is no limit."""

    requests_per_minute: int = 0
    tokens_per_minute: int = 0
    queue: int = 100
    """Requests that may wait."""
    wait: float = 30.0
    """Seconds that one waits at most."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a pool has to offer to one request, and the replica that would get it."""

    offer: Offer
    choice: Choice | None
    """None when there is no room."""


class Pool:
    """Times are monotonic seconds."""

    def __init__(
        self,
        name: str,
        kind: str,
        members: Iterable[Member],
        models: Mapping[str, Served],
        *,
        limits: PoolLimits = PoolLimits(),
        is_engine: bool = False,
        passes_credentials: bool = False,
        first_byte_timeout: float = 60.0,
        health_check: float = 0.0,
        read_metrics: float = 0.0,
        telling: Telling | None = None,
        now: float,
    ) -> None:
        """`health_check` and `read_metrics` are seconds from one to the next; 0 is never. `telling` has what the
        replicas say of their KV caches, where they do."""
        self.name = name
        self.kind = kind
        self.members = {member.name: member for member in members}
        self._all = list(self.members.values())
        self.models = models
        self.limits = limits
        self.is_engine = is_engine
        self.passes_credentials = passes_credentials
        self.first_byte_timeout = first_byte_timeout
        self.health_check = health_check
        self.read_metrics = read_metrics
        self.record = PrefixRecord()
        self.telling = telling
        self.retries = RetryBudget()
        """Of what it failed, wherever it is tried again: a broken upstream takes no retry from the others."""
        self._ring = Ring.of(self.members)
        self._requests = Bucket.full(limits.requests_per_minute, now)
        self._tokens = Bucket.full(limits.tokens_per_minute, now)

    # Choosing.

    def look(
        self,
        key: str,
        served: Served,
        need: Need,
        chain: Chain,
        without: Collection[str],
        now: float,
        exact: Chain | None = None,
        *,
        has_retries: bool = True,
    ) -> Look:
        """`key` is what the offer is called; `without` names replicas that have failed this request; `exact` is its
        prompt in the engine's own tokens; `has_retries` says that the model has some left."""
        members = self._all if not without else [member for member in self._all if member.name not in without]
        has_retries = has_retries and self.retries.allows
        # A second try is no time to find out how another one is doing, nor is an only one.
        able = self._able(members, bool(without) or not has_retries, now)
        down = full = False
        free_in = self._free_in(need, now)
        choice: Choice | None = None
        overlaps = self.record.overlaps(chain) if len(self.members) > 1 else {}
        if exact is not None and self.telling is not None:
            chain, overlaps = exact, self.telling.overlaps(exact, overlaps)
        if not able:
            down, rests = True, [m.health.resting_until - now for m in members if now < m.health.resting_until]
            if rests:
                down, full, free_in = False, True, max(free_in, min(rests))
        elif free_in:
            full = True
        else:
            choice = choose(chain, [member.current or member.snapshot() for member in able], overlaps, self._ring)
            full = choice is None
        risky = not has_retries and choice is not None and not self.members[choice.replica].is_proven
        return Look(self._offer(key, served, choice, down, full, free_in, risky), choice)

    def _able(self, members: list[Member], careful: bool, now: float) -> list[Member]:
        able = members
        if any(member.is_troubled for member in members):
            able = [member for member in members if not member.health.is_out(now)]
            # One that failed a moment ago is left alone while another can be had, however few of them that is.
            able = [member for member in able if member.breaker.allows(now)] or able
        if careful:
            able = [member for member in able if member.is_proven] or able
        return able

    def desperate(self, chain: Chain, without: Collection[str], now: float) -> Choice | None:
        """When every replica is out: better a bad one than none, but for those that asked to be left alone."""
        rest = [m for name, m in self.members.items() if name not in without and now >= m.health.resting_until]
        return choose(chain, [member.snapshot() for member in rest], {}, self._ring) if rest else None

    def _offer(
        self, key: str, served: Served, choice: Choice | None, down: bool, full: bool, free_in: float, risky: bool
    ) -> Offer:
        chosen = None if choice is None else self.members[choice.replica]
        price: Price | Hourly | None = served.price
        if chosen is not None and chosen.gpu_hour is not None:
            price = Hourly(chosen.gpu_hour, chosen.prefill, USUAL_SPEED)
        ttft = None
        if choice is not None and chosen is not None:
            ttft = choice.seconds if self.is_engine else chosen.health.ttft
        return Offer(
            key,
            served.name,
            served.able,
            price,
            cached=choice.overlap if choice is not None else 0,
            ttft=ttft,
            tpot=chosen.tpot if chosen is not None else None,
            down=down,
            full=full,
            free_in=free_in,
            risky=risky,
        )

    def _free_in(self, need: Need, now: float) -> float:
        """Seconds until its limits a minute let such a request through."""
        return max(self._requests.wait(1, now), self._tokens.wait(need.prompt + need.completion, now))

    def take(self, need: Need, now: float) -> None:
        """A request is sent."""
        self._requests = self._requests.take(1, now)
        self._tokens = self._tokens.take(need.prompt + need.completion, now)

    # What became of it.

    def failed(self, member: Member, now: float) -> None:
        fail(member, self.members, now)

    def forget(self, replica: str) -> None:
        """Its KV cache is empty."""
        self.record.forget(replica)
        if self.telling is not None:
            self.telling.forget(replica)

    def tick(self, now: float) -> None:
        """Once a second."""
        weigh(self.members, now)

    def takes(self, protocol: str) -> bool:
        """LiteLLM answers chat completions; the rest is between the client and the server."""
        return self.kind != "litellm" or protocol == "chat"

    @property
    def seconds_each(self) -> float:
        """From one request's end to the next one's, while the pool is busy."""
        calls = sum(member.in_flight for member in self.members.values())
        service = sum(member.service for member in self.members.values()) / len(self.members)
        return service / max(1, calls)

    def views(self, queued: int, now: float) -> list[ReplicaView]:
        return [_view(self, member, queued, now) for member in self.members.values()]


def _view(pool: Pool, member: Member, queued: int, now: float) -> ReplicaView:
    state, why, back_in = _state(member, now)
    stats = member.stats
    lately = stats.since(member.before) if stats is not None else None
    per_million = member.spent * 1_000_000 / member.tokens if member.gpu_hour is not None and member.tokens else None
    if per_million is None and member.gpu_hour is None:
        prices = {served.price.output for served in pool.models.values() if served.price is not None}
        per_million = max(prices) * 1_000_000 if len(prices) == 1 else None
    return ReplicaView(
        name=member.name,
        pool=pool.name,
        kind=pool.kind,
        url=member.url,
        models=tuple(pool.models),
        state=state,
        why=why,
        back_in=back_in,
        in_flight=member.in_flight,
        queued=queued,
        running=None if stats is None or stats.running is None else int(stats.running),
        waiting=None if stats is None or stats.waiting is None else int(stats.waiting),
        kv_usage=None if stats is None else stats.kv_use,
        prefix_hit_ratio=(lately.hit_ratio if lately is not None else None) or (stats.hit_ratio if stats else None),
        ttft_p50=member.ttfts.quantile(0.5),
        ttft_p99=member.ttfts.quantile(0.99),
        tpot_p50=member.tpots.quantile(0.5),
        tpot_p99=member.tpots.quantile(0.99),
        tokens_per_second=member.speed(now),
        dollars_per_million=per_million,
        calls=member.calls,
        failures=member.failures,
    )


def _state(member: Member, now: float) -> tuple[State, str, float]:
    health = member.health
    if health.down:
        return State.DOWN, "its health check fails", 0.0
    if now < health.ejected_until:
        return State.EJECTED, f"{health.failures} failures in a row", health.ejected_until - now
    if now < health.resting_until:
        return State.RESTING, "it said so (Retry-After)", health.resting_until - now
    if not member.breaker.allows(now):
        return State.RESTING, "its last call failed", member.breaker.closed_again_at - now
    if health.weight(now) < 1.0:
        return State.STARTING, "it is back, and its KV cache is cold", 0.0
    return State.HEALTHY, "", 0.0


def dollars_text(amount: Decimal | None) -> str:
    """ "$0.00042", or "" of an unknown sum."""
    return "" if amount is None else f"${_TWO_DIGITS.plus(amount):f}"


_TWO_DIGITS = Context(prec=2)


def choice_text(choice: Choice, member: Member, chain: Chain, *, why: str, dollars: Decimal | None, other: str) -> str:
    """Why this replica, and what the runner-up would have cost: the words of the ledger and of `explain`."""
    words = [why] if why not in ("", "order") else []
    if chain.tokens and member.kind in _HOLDERS:
        words.append(f"{choice.overlap:,} of {chain.tokens:,} tokens held")
    if waiting := member.snapshot().waiting:
        words.append(f"{waiting} waiting")
    if cost := dollars_text(dollars):
        words.append(cost)
    text = f"{choice.replica}: {', '.join(words) or choice.why.value}"
    if choice.runner_up is not None:
        text += f"; next {choice.runner_up} {choice.runner_up_score - choice.score:+.2f} s"
        if dollars is not None and choice.runner_up_cost is not None and choice.cost is not None:
            text += f" ({dollars_text(dollars - choice.cost + choice.runner_up_cost)})"
    return f"{text}; else {other}" if other else text


_HOLDERS = frozenset({"vllm", "sglang", "trtllm", "nim", "llamacpp"})
