"""The same law for three processes over one file, each of which is asked in turn."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize

from semcache.adapters.file_leases import FileLeases
from semcache.adapters.sqlite_store import SqliteStore
from semcache.core.ledger import AnswerRow
from semcache.core.policy import Policy, Rule
from semcache.core.tenant import PermissionRules
from semcache.ports import Leases
from tests.freshness.house import Exchange, House
from tests.freshness.test_law import POLICIES, TIERS, Law, run

EXAMPLES = 6
"""Waits that are real make each of them take seconds; 120, 5,567 steps, were tried once."""
PROCESSES = 3


class Member(House):
    """One process of several: the clock, the upstream and those who ask are everybody's."""

    def __init__(self, shared: SharedHouse) -> None:
        self._path = shared.path
        self.clock, self.upstream, self.exchanges = shared.clock, shared.upstream, shared.exchanges
        self.policy, self.store = shared.policy, SqliteStore(shared.path)
        self._responder = shared.given
        self.open()

    def _leases(self) -> Leases | None:
        return FileLeases(self._path.with_name("leases"))


class SharedHouse(House):
    """Three processes. What is told to one of them alone is told to the first."""

    def __init__(self, path: Path, *rules: Rule, responder: dict[str, Any]) -> None:
        self.path, self.given = path, responder
        self.members: list[Member] = []
        super().__init__(*rules, responder=responder)

    def open(self) -> None:
        if hasattr(self, "upstream"):
            self.members = [Member(self) for _ in range(PROCESSES)]
            first = self.members[0]
            self.engine, self.store, self.ledger = first.engine, first.store, first.ledger

    def start(self, *args: Any, **kwargs: Any) -> Exchange:
        self.gateway = self.members[len(self.exchanges) % PROCESSES].gateway
        return super().start(*args, **kwargs)

    @property
    def answers(self) -> list[AnswerRow]:
        return sorted((row for member in self.members for row in member.answers), key=lambda row: row.at)

    async def begin(self) -> None:
        for member in self.members:
            await member.begin()

    async def shut(self) -> None:
        for member in self.members:
            await member.shut()


class LawOfSeveral(Law):
    @initialize(on_disk=st.just(True))
    def begin(self, on_disk: bool) -> None:
        self.path = Path(self.folder.name) / "entries.db"
        permissions = PermissionRules(b"x-groups", (ipaddress.ip_network("127.0.0.0/8"),), ())

        async def build() -> None:
            self.house = SharedHouse(self.path, self.terms, responder={"permissions": permissions})
            self.house.upstream.on_call = self._call_made
            await self.house.begin()

        self.loop.run_until_complete(build())

    async def _restart(self) -> None:
        await self.house.shut()
        self.house.open()
        await self.house.begin()
        self.open.clear()
        self.restarted = len(self.house.upstream.calls)

    def _reload(self, policy: str) -> None:
        self.policy, self.terms = policy, POLICIES[policy]
        self.house.policy = Policy("house", (self.terms,))
        for member in self.house.members:
            member.policy = member.engine.policy = self.house.policy


def test_nothing_is_served_by_three_processes_that_a_clause_of_its_contract_forbids() -> None:
    Law.steps = 0
    TIERS.clear()
    run(LawOfSeveral, EXAMPLES)
    assert Law.steps >= 100
    assert {"exact"} <= set(TIERS)


async def test_the_processes_are_one_cache(tmp_path: Path) -> None:
    """So that the law is known to be tried between them."""
    house = SharedHouse(tmp_path / "entries.db", POLICIES["lenient"], responder={})
    await house.begin()
    for _ in range(PROCESSES):
        await house.ask("What is a monad in category theory?")
    for member in house.members:
        await member.store.flush()
    asked = [await house.ask("What is a monad in category theory?") for _ in range(PROCESSES)]
    assert all(exchange.is_hit for exchange in asked)
    await house.shut()
