"""How replicas are doing: as a running gateway tells, or asked of themselves."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import httpx
import orjson

from semcache.core.codec import decode
from semcache.core.engine_metrics import EngineStats, read_metrics
from semcache.core.engine_names import ENGINES
from semcache.core.tenant import key_header
from semcache.core.upstreams import ReplicaView, State
from semcache.errors import UpstreamUnreachable

PATIENCE = 3.0
"""Seconds for one answer."""
LARGEST = 8 << 20
"""Bytes of one."""
HEALTH = {"nim": "/v1/health/ready", **dict.fromkeys(("vllm", "sglang", "trtllm", "llamacpp"), "/health")}


class Refused(UpstreamUnreachable):
    """The gateway does not take the token."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A replica that the settings name."""

    name: str
    pool: str
    kind: str
    url: str
    models: tuple[str, ...] = ()
    dollars_per_hour: Decimal | None = None
    dollars_per_million: Decimal | None = None
    """Of answer tokens, where it is paid by the token."""
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What one replica said at a time."""

    at: float
    """Monotonic seconds."""
    stats: EngineStats
    trouble: str = ""
    """Why it is taken to be down."""


def views_of_gateway(url: str, token: str) -> tuple[ReplicaView, ...]:
    """What a gateway says at its admin route. `url` ends with the admin's prefix.

    Raises Refused, or UpstreamUnreachable when there is no such gateway or route.
    """
    try:
        with httpx.Client(timeout=PATIENCE, trust_env=False) as client:
            answer = client.get(f"{url}/upstreams", headers={"authorization": f"Bearer {token}"})
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise UpstreamUnreachable(type(error).__name__) from None
    if answer.status_code == 401:
        raise Refused("it does not take the admin token")
    if answer.status_code != 200:
        raise UpstreamUnreachable(f"it answered with status {answer.status_code}")
    try:
        listed = orjson.loads(answer.content)["upstreams"]
        return tuple(decode(ReplicaView, orjson.dumps(view)) for view in listed)
    except (ValueError, LookupError, TypeError) as error:
        raise UpstreamUnreachable(f"its answer is not understood ({error}); is it of another version?") from None


async def readings(replicas: Sequence[Asked]) -> list[Reading]:
    """Of all of them, at about one time."""
    limits = httpx.Limits(max_connections=64)
    async with httpx.AsyncClient(timeout=PATIENCE, trust_env=False, limits=limits, follow_redirects=False) as client:
        return list(await asyncio.gather(*(_read(client, replica) for replica in replicas)))


async def _read(client: httpx.AsyncClient, replica: Asked) -> Reading:
    base = replica.url.rstrip("/").removesuffix("/v1")
    stats = EngineStats()
    try:
        headers = dict([key_header(httpx.URL(base).host, "/v1/models", replica.key)]) if replica.key else {}
        health = await client.get(base + HEALTH.get(replica.kind, "/v1/models"), headers=headers)
        if engine := ENGINES.get(replica.kind):
            metrics = await client.get(base + engine.path, headers=headers)
            if metrics.status_code == 200 and len(metrics.content) <= LARGEST:
                stats = read_metrics(replica.kind, metrics.text)
    except httpx.TimeoutException:
        return Reading(time.monotonic(), stats, f"no answer within {PATIENCE:g} s")
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return Reading(time.monotonic(), stats, f"it cannot be reached ({type(error).__name__})")
    # An API that lists no models answers all the same; one that does not take the key will answer nothing.
    bad = health.status_code >= 400 and not (replica.kind not in HEALTH and health.status_code in (404, 405))
    return Reading(time.monotonic(), stats, f"its health check answered {health.status_code}" if bad else "")


def view(replica: Asked, now: Reading, earlier: Reading | None) -> ReplicaView:
    """What the replica's readings say; tokens a second from two of them, the rest since the engine's start."""
    stats = now.stats
    rate = stats.throughput or 0.0
    grown = stats.since(earlier.stats).generated_tokens if earlier else None
    if earlier and grown is not None and now.at > earlier.at:
        rate = grown / (now.at - earlier.at)
    by_hour = replica.dollars_per_hour * 1_000_000 / Decimal(rate * 3600) if replica.dollars_per_hour and rate else None
    return ReplicaView(
        name=replica.name,
        pool=replica.pool,
        kind=replica.kind,
        url=replica.url,
        models=replica.models,
        state=State.DOWN if now.trouble else State.HEALTHY,
        why=now.trouble,
        back_in=0.0,
        in_flight=0,
        queued=0,
        running=_whole(stats.running),
        waiting=_whole(stats.waiting),
        kv_usage=stats.kv_use,
        prefix_hit_ratio=stats.hit_ratio,
        ttft_p50=stats.ttft.quantile(0.5) if stats.ttft else None,
        ttft_p99=stats.ttft.quantile(0.99) if stats.ttft else None,
        tpot_p50=stats.tpot.quantile(0.5) if stats.tpot else None,
        tpot_p99=stats.tpot.quantile(0.99) if stats.tpot else None,
        tokens_per_second=rate,
        dollars_per_million=by_hour if replica.dollars_per_hour else replica.dollars_per_million,
        calls=0,
        failures=0,
    )


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)
