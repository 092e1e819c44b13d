"""Where a miss goes among own pools and paid APIs: which are able, in which order, and what each would cost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from semcache.core.ledger import Price
from semcache.core.pricing import cost
from semcache.core.request import Usage

_MICROSECONDS_PER_HOUR = 3_600_000_000


class Prefer(StrEnum):
    """What a route puts first among the upstreams that can answer."""

    ORDER = "order"
    """As they are written."""
    COST = "cost"
    LATENCY = "latency"


@dataclass(frozen=True, slots=True)
class Need:
    """What a request asks of a model, and how large it is. Token counts are estimates."""

    prompt: int
    completion: int
    """Tokens that the answer is expected to have."""
    tools: bool = False
    vision: bool = False
    json: bool = False


@dataclass(frozen=True, slots=True)
class Able:
    """What an upstream's model can do; the default is a plain text model of any context."""

    tools: bool = True
    vision: bool = False
    json: bool = True
    context: int = 0
    """Tokens of prompt and answer together; 0 when it is not known."""

    def lacks(self, need: Need) -> str | None:
        """What it cannot do of what is asked, or None."""
        for name in ("tools", "vision", "json"):
            if getattr(need, name) and not getattr(self, name):
                return f"no-{name}"
        return "context" if self.context and need.prompt + need.completion > self.context else None


@dataclass(frozen=True, slots=True)
class Hourly:
    """What own replicas cost: their time, whatever they do with it."""

    dollars: Decimal
    """An hour of one replica."""
    prefill: float
    """Prompt tokens a second that one computes."""
    decode: float
    """Tokens a second that one writes, all requests that it has at a time together."""

    def cost(self, usage: Usage) -> Decimal:
        """Dollars for the part of a replica's time that such a call takes."""
        seconds = (usage.prompt - usage.cached) / self.prefill + usage.completion / self.decode
        return self.dollars * round(seconds * 1e6) / _MICROSECONDS_PER_HOUR


@dataclass(frozen=True, slots=True)
class Offer:
    """One upstream that serves the model, as it stands now."""

    upstream: str
    model: str
    """The name it knows the model by."""
    able: Able = Able()
    price: Price | Hourly | None = None
    cached: int = 0
    """Prompt tokens that it is taken to hold already."""
    ttft: float | None = None
    """Seconds until the first byte, expected now, queue included; None when nothing is known."""
    tpot: float | None = None
    """Seconds a token after the first."""
    down: bool = False
    """No replica of it is healthy, or its breaker is open."""
    full: bool = False
    """It is at its limits, and so is its line: requests, tokens a minute. One whose line is merely long says so by
    its `ttft`."""
    free_in: float = 0.0
    """Seconds until it may be asked again, where it is full or has said so."""
    risky: bool = False
    """Nothing says that it is well, and there is no retry left if it is not."""

    def dollars(self, need: Need) -> Decimal | None:
        """What the request is expected to cost there; None without a price."""
        usage = Usage(need.prompt, need.completion, cached=min(self.cached, need.prompt))
        match self.price:
            case None:
                return None
            case Hourly():
                return self.price.cost(usage)
            case Price():
                return cost(usage, self.price)

    def seconds(self, need: Need) -> float | None:
        """Until its last token."""
        return None if self.ttft is None else self.ttft + (self.tpot or 0.0) * need.completion


@dataclass(frozen=True, slots=True)
class Route:
    """What one model's misses ask of their upstream. SLOs are seconds."""

    model: str
    upstreams: tuple[str, ...]
    """In the user's order."""
    prefer: Prefer = Prefer.ORDER
    slo_ttft: float | None = None
    slo_tpot: float | None = None
    fallbacks: tuple[str, ...] = ()
    """Upstreams that are asked only when no other can answer, in this order."""

    def misses_slo(self, offer: Offer) -> str | None:
        """Which SLO the offer would miss, or None; what is not known misses none."""
        if self.slo_ttft is not None and offer.ttft is not None and offer.ttft > self.slo_ttft:
            return "slow-ttft"
        if self.slo_tpot is not None and offer.tpot is not None and offer.tpot > self.slo_tpot:
            return "slow-tpot"
        return None


@dataclass(frozen=True, slots=True)
class Target:
    """Where to send a request, and why there."""

    upstream: str
    model: str
    why: str
    """ "order", "cost", "latency"; "slow-ttft", "slow-tpot", "fallback", "unproven", "full", "down" where it comes
    later for it."""
    dollars: Decimal | None
    """What it is expected to cost."""
    seconds: float | None
    """That it is expected to take to its last token."""
    runner_up: str | None = None
    """The next in the plan."""
    runner_up_dollars: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Passed:
    """An upstream that is not in the plan, and why."""

    upstream: str
    reason: str
    """ "no-tools", "no-vision", "no-json", "context", "full", "down"."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Upstreams to try, in order, each only when the ones before it did not begin an answer."""

    targets: tuple[Target, ...]
    passed: tuple[Passed, ...] = ()
    free_in: float = 0.0
    """Seconds until one that is full or down may be asked again; of use when there are no targets."""


def plan(route: Route, need: Need, offers: Iterable[Offer]) -> Plan:
    """The order in which a request's upstreams are tried.

    The able ones with room come first, by what the route prefers; then those that would miss its SLO, least late
    first; then the fallbacks, by order; and after all of them what is risky. What is full, down or unable is passed
    over, with the reason.
    """
    known = {offer.upstream: offer for offer in offers}
    passed: list[Passed] = []
    good: list[Offer] = []
    late: list[tuple[Offer, str]] = []
    last: list[Offer] = []
    for upstream in dict.fromkeys((*route.upstreams, *route.fallbacks)):
        offer = known.get(upstream)
        if offer is None:
            continue
        if reason := offer.able.lacks(need) or ("down" if offer.down else "full" if offer.full else None):
            passed.append(Passed(upstream, reason))
        elif upstream not in route.upstreams:
            last.append(offer)
        elif reason := route.misses_slo(offer):
            late.append((offer, reason))
        else:
            good.append(offer)
    late.sort(key=lambda pair: pair[0].seconds(need) or 0.0)
    order = [(offer, route.prefer.value) for offer in _preferred(route.prefer, good, need)]
    order += [*late, *((offer, "fallback") for offer in last)]
    if not all(offer.risky for offer, _ in order):
        safe, risky = ([pair for pair in order if pair[0].risky is is_risky] for is_risky in (False, True))
        order = [*safe, *((offer, "unproven") for offer, _ in risky)]
    waits = [known[p.upstream].free_in for p in passed if p.reason in ("full", "down")]
    return Plan(_targets(order, need), tuple(passed), min(waits, default=0.0))


def _preferred(prefer: Prefer, offers: list[Offer], need: Need) -> list[Offer]:
    """By cost or latency; what has none that is known comes last, in the user's order."""
    if prefer is Prefer.ORDER:
        return offers
    value = Offer.dollars if prefer is Prefer.COST else Offer.seconds
    worth = [(value(offer, need), offer) for offer in offers]
    known = sorted(((float(v), i) for i, (v, _) in enumerate(worth) if v is not None))
    return [offers[i] for _, i in known] + [offer for v, offer in worth if v is None]


def _targets(order: Sequence[tuple[Offer, str]], need: Need) -> tuple[Target, ...]:
    dollars = [offer.dollars(need) for offer, _ in order]
    targets = []
    for i, (offer, why) in enumerate(order):
        following = order[i + 1][0].upstream if i + 1 < len(order) else None
        following_dollars = dollars[i + 1] if i + 1 < len(order) else None
        targets.append(
            Target(offer.upstream, offer.model, why, dollars[i], offer.seconds(need), following, following_dollars)
        )
    return tuple(targets)
