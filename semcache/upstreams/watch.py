"""Looks after the replicas beside the requests: asks for their health, reads their metrics, keeps shares up to date."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from semcache.core.engine_metrics import read_metrics
from semcache.core.engine_names import ENGINES
from semcache.errors import UpstreamError
from semcache.mistakes import placed
from semcache.ports import Clock, UpstreamRequest
from semcache.upstreams.member import Member
from semcache.upstreams.pool import Pool
from semcache.upstreams.pools import UpstreamPools

log = logging.getLogger("semcache")

TICK = 1.0
PATIENCE = 2.0
"""Seconds for an answer about health or metrics."""
_METRICS_BYTES = 4 * 2**20
_HEALTH = {"nim": "/v1/health/ready"}
"""By kind, where it is not /health."""
SLOW_CHECKS = 2
"""Health checks in a row that time out before a replica counts as down; one refused connection is enough."""


async def watch(pools: UpstreamPools, clock: Clock) -> None:
    """Until cancelled."""
    async with asyncio.TaskGroup() as group:
        group.create_task(_repeat(TICK, lambda: _tick(pools)))
        for pool in pools.pools:
            for listener in pool.telling.listeners if pool.telling is not None else ():
                group.create_task(_repeat(TICK, listener.run))
            for member in pool.members.values():
                if pool.health_check:
                    checked = _Checked(pool, member, pools, clock)
                    group.create_task(_repeat(pool.health_check, checked.check))
                if pool.read_metrics:
                    group.create_task(_repeat(pool.read_metrics, lambda m=member, p=pool: _read(p, m)))  # type: ignore[misc]


async def _repeat(seconds: float, work: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            await work()
        except Exception as mistake:  # whatever it was, the next round comes
            log.error("a mistake in semcache while looking after the upstreams: %s", placed(mistake))
        await asyncio.sleep(seconds)


async def _tick(pools: UpstreamPools) -> None:
    pools.tick()


class _Checked:
    """The health of one replica."""

    def __init__(self, pool: Pool, member: Member, pools: UpstreamPools, clock: Clock) -> None:
        self._pool = pool
        self._member = member
        self._pools = pools
        self._clock = clock
        self._slow = 0

    async def check(self) -> None:
        member = self._member
        try:
            async with asyncio.timeout(PATIENCE):
                status, _ = await _get(member, _HEALTH.get(self._pool.kind, "/health"), 1024)
            passes = status < 500
            self._slow = 0
        except TimeoutError:
            self._slow += 1
            passes = self._slow < SLOW_CHECKS and not member.health.down
        except UpstreamError:
            passes = False
        was_down = member.health.down
        if passes == (not was_down):
            return
        log.warning("upstream %s is %s", member.name, "back" if passes else "down: its health check fails")
        member.checked(self._clock.monotonic(), passes)
        if passes:
            self._pool.forget(member.name)  # it has started anew
            self._pools.advance()


async def _read(pool: Pool, member: Member) -> None:
    """Its metrics; a replica that has none is chosen by what we know ourselves."""
    try:
        async with asyncio.timeout(PATIENCE):
            status, body = await _get(member, ENGINES[pool.kind].path, _METRICS_BYTES)
    except (TimeoutError, UpstreamError):
        return
    if status != 200:
        return
    stats = read_metrics(pool.kind, body.decode("utf-8", "replace"))
    if stats.is_empty:
        return
    member.read(stats)
    if stats.blocks and stats.block_tokens:
        pool.record.set_capacity(member.name, stats.blocks * stats.block_tokens)


async def _get(member: Member, path: str, most: int) -> tuple[int, bytes]:
    response = await member.upstream.open(UpstreamRequest("GET", path, (), b""))
    try:
        body = bytearray()
        async for chunk in response.chunks():
            body += chunk
            if len(body) > most:
                break
        return response.status, bytes(body)
    finally:
        await response.close()
