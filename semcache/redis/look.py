"""What lies in a Redis, told without changing anything there."""

from __future__ import annotations

import time
from dataclasses import dataclass

from semcache.errors import StoreFault
from semcache.redis.client import Client
from semcache.redis.names import Names
from semcache.redis.values import OtherKey, Seal
from semcache.redisurl import RedisUrl, Topology


@dataclass(frozen=True, slots=True)
class RedisLook:
    """What was found."""

    unreachable: str = ""
    """Why it cannot be used; then nothing else is known."""
    has_other_key: bool = False
    """That is why."""
    version: str = ""
    seconds: float = 0.0
    """That one command took."""
    entries: int = 0
    is_replica: bool = False
    has_search: bool = False
    evicts: str = ""
    """Its maxmemory-policy, where that may delete what must stay."""


async def look(url: RedisUrl, secret: str, prefix: str, patience: float) -> RedisLook:
    client, names, seal = Client(url), Names(prefix), Seal(secret.encode(), prefix)
    try:
        generation = await client.do("GET", names.generation, seconds=patience)
        if generation is not None:
            seal.base_of(generation)
        began = time.monotonic()
        entries = await client.do("ZCARD", names.ends, seconds=patience)
        seconds = time.monotonic() - began
        for id, fields in await client.do("XREVRANGE", names.events, "+", "-", "COUNT", 1, seconds=patience):
            seal.read_event(int(id.partition(b"-")[0]), fields)
        has_search = await _has_search(client, patience)
        said: dict[str, str] = {}
        if url.topology is not Topology.CLUSTER:
            lines = (await client.do("INFO", seconds=patience)).decode(errors="replace").splitlines()
            said = dict(line.split(":", 1) for line in lines if ":" in line)
    except OtherKey as fault:
        return RedisLook(unreachable=str(fault), has_other_key=True)
    except StoreFault as fault:
        return RedisLook(unreachable=str(fault))
    finally:
        await client.close()
    policy = said.get("maxmemory_policy", "")
    return RedisLook(
        version=said.get("redis_version", ""),
        seconds=seconds,
        entries=int(entries),
        has_search=has_search,
        is_replica=said.get("role") == "slave",
        evicts=policy if policy.startswith("allkeys") else "",
    )


async def _has_search(client: Client, patience: float) -> bool:
    try:
        await client.do("FT._LIST", seconds=patience)
    except StoreFault as fault:
        return "unknown command" not in str(fault)
    return True
