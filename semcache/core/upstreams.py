"""Upstreams as values: what is to be called for and why, what was called, and how every replica is doing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from semcache.core.admission import Priority
from semcache.core.ledger import Price
from semcache.core.trace import Headers, Trace

PRIORITY = "semcache-priority"
"""The request header with which a client may put itself behind the others."""


PRIORITIES = {priority.name.lower(): priority for priority in Priority}
"""By the words that people write."""


def priority_of(purpose: str, granted: str, said: str) -> Priority:
    """What a call may claim: people before our own errands, what the rule grants, and less where the client asks."""
    if purpose != "serve":
        return Priority.BACKGROUND
    granted_to = PRIORITIES[granted]
    return max(granted_to, PRIORITIES.get(said.strip().lower(), granted_to))


@dataclass(frozen=True, slots=True)
class Call:
    """One call that was made of one replica or provider."""

    upstream: str
    """Its name: "own/2"."""
    choice: str = ""
    """Why it was chosen, and what the runner-up would have cost."""
    at: float = 0.0
    """Seconds since the epoch, when it began."""
    seconds: float = 0.0
    status: int = 0
    """0 when no response was begun."""
    error: str = ""
    """Why its answer was not used; "" of one that was."""
    model: str = ""
    """The name that was sent, where it is another one than was asked for."""
    stands_in: bool = False
    """Another model than was asked for answered, and nobody said that its answers are as good."""
    price: Price | None = None
    """What a token costs there; None leaves it to the price list."""
    cost: Decimal | None = None
    """Dollars, where they do not go by the token."""
    gpu_seconds: float | None = None
    """Its part of the time of an own replica; None of a paid API."""
    id: str = ""
    """What the ledger calls it; "" leaves that to the ledger."""


@dataclass(slots=True)
class Errand:
    """A call to be made. Whoever makes it tells in `calls` what was done."""

    purpose: str = "serve"
    tenant: str = ""
    priority: Priority = Priority.INTERACTIVE
    salted: bool = False
    """The engine shall keep this tenant's prompt prefixes from those of others."""
    marked: bool = False
    """It is marked for the provider's own prompt cache."""
    id: str = ""
    """Of its first call."""
    trace: Trace | None = None
    """Of which its calls are spans; None leaves the client's traceparent as it came."""
    calls: list[Call] | None = None
    """In order, the last one is whose answer was used. None while nobody told; empty when none was made."""

    def headers(self, came: Headers, call: str = "") -> Headers:
        """As they go upstream, with the call of this id or the first one."""
        return came if self.trace is None else self.trace.handed_on(came, call or self.id)


class State(StrEnum):
    """Whether a replica gets calls."""

    HEALTHY = "healthy"
    STARTING = "starting"
    """Back again, and given a little more from second to second."""
    RESTING = "resting"
    """It asked for a rest (Retry-After)."""
    EJECTED = "ejected"
    """Its answers failed one after the other."""
    DOWN = "down"
    """It does not answer when asked for its health."""


@dataclass(frozen=True, slots=True)
class ReplicaView:
    """How one replica is doing now. Durations are seconds; None is not known."""

    name: str
    """ "own/2"."""
    pool: str
    kind: str
    """ "vllm", "openai", ..."""
    url: str
    models: tuple[str, ...]
    """Names that clients ask for."""
    state: State
    why: str
    """What is the matter; "" when it is healthy."""
    back_in: float
    """Until it is tried again; 0 when it is healthy."""
    in_flight: int
    """Our own calls that it works at."""
    queued: int
    """Our calls that wait for any replica of the pool."""
    running: int | None
    """As the engine says, calls of others included."""
    waiting: int | None
    kv_usage: float | None
    """Share of the engine's KV cache in use, 0 to 1."""
    prefix_hit_ratio: float | None
    """Share of prompt tokens that the engine found in its KV cache, 0 to 1."""
    ttft_p50: float | None
    ttft_p99: float | None
    tpot_p50: float | None
    tpot_p99: float | None
    tokens_per_second: float
    """Answer tokens over the last minute."""
    dollars_per_million: Decimal | None
    """Answer tokens, as it went since the start."""
    calls: int
    """Since the start."""
    failures: int
