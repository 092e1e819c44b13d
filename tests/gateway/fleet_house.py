"""Several gateways over one store, each with a store object, leases and an event loop of its own: as processes are to
each other."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from semcache.adapters.file_leases import FileLeases
from semcache.adapters.sqlite_store import SqliteStore
from semcache.core.ledger import AnswerRow, AttemptRow
from semcache.ports import Leases, Store
from tests.harness import RULE, Script, ScriptedUpstream, Setup, gateway, reply
from tests.redis_servers import redis_store
from tests.servers import serving


@dataclass
class House:
    upstream: ScriptedUpstream
    members: list[Setup]

    @property
    def answers(self) -> list[AnswerRow]:
        return [row for member in self.members for row in member.answers]

    @property
    def attempts(self) -> list[AttemptRow]:
        return [row for member in self.members for row in member.attempts]

    def clients(self) -> list[httpx.AsyncClient]:
        limits = httpx.Limits(max_connections=None)
        return [httpx.AsyncClient(base_url=member.url, timeout=60, limits=limits) for member in self.members]


@contextlib.contextmanager
def fleet(
    home: Path,
    script: Script | None = None,
    members: int = 2,
    leases: list[Leases] | None = None,
    over_redis: bool = False,
    **options: Any,
) -> Iterator[House]:
    upstream = ScriptedUpstream(script or reply())
    with contextlib.ExitStack() as stack:
        url = stack.enter_context(serving(upstream))
        setups = []
        for number in range(members):
            own: Leases
            store: Store
            if over_redis:
                store = redis_store(home)
                own = store.leases()
            else:
                store = SqliteStore(home / "cache.db")
                own = leases[number] if leases is not None else FileLeases(home / "leases")
            made = gateway(upstream_url=url, parts={"store": store}, leases=own, **{"rule": RULE, **options})
            setups.append(stack.enter_context(made))
        yield House(upstream, setups)
