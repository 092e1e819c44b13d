"""Which questions under way are near another."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from semcache.adapters.hash_embedder import HashEmbedder
from semcache.adapters.memory import MemoryIndex, MemoryLedger, MemoryStore
from semcache.core.decision import NotStored
from semcache.core.directives import Directives
from semcache.core.policy import Context, Policy
from semcache.core.request import CanonicalRequest
from semcache.core.world import World
from semcache.engine import Engine
from semcache.flight import Flight, Head
from semcache.lookup import Lookup
from semcache.nearby import AT_ONCE, Nearby
from semcache.ports import Vector
from semcache.wire.chat import CHAT
from tests.harness import PRICES, RULE, TestClock, ask

ENGINE = Engine(
    policy=Policy("test", (RULE,)), embedder=HashEmbedder(), index=MemoryIndex(), store=MemoryStore(),
    ledger=MemoryLedger(), prices=PRICES, clock=TestClock(),
)  # fmt: skip


def request(text: str) -> CanonicalRequest:
    return CHAT.read_request(json.dumps(ask(text)).encode()).request


def look(text: str, *vector: float, tenant: str = "t", epoch: int = 0) -> Lookup:
    found = ENGINE.begin(request(text), Context(tenant, {}, {}), Directives())
    numbers = np.array(vector, dtype=np.float32)
    unit: Vector | None = numbers / np.linalg.norm(numbers) if vector else None
    return replace(found, vector=unit, world=World(epoch=epoch))


def test_the_nearest_of_the_same_scope_come_first() -> None:
    nearby = Nearby()
    for text, vector in {"far": (0.0, 1.0), "near": (1.0, 0.1), "nearer": (1.0, 0.01)}.items():
        nearby.add(look(text, *vector), Flight())
    nearby.add(look("another's", 1.0, 0.0, tenant="other"), Flight())
    nearby.add(look("without a vector"), Flight())
    found = nearby.near(look("asked", 1.0, 0.0), 2)
    assert [other.request.query for _, other, _ in found] == ["nearer", "near"]
    assert [neighbour.similarity for neighbour, _, _ in found] == pytest.approx([0.99995, 0.99504], abs=1e-4)
    assert nearby.near(look("asked"), 2) == []


def test_what_ended_failed_or_began_before_an_event_is_nobodys_answer() -> None:
    nearby = Nearby()
    flights = [Flight(epoch=5) for _ in range(4)]
    over, failed, decided, _ = flights
    for number, flight in enumerate(flights):
        nearby.add(look(f"{number}", 1.0, 0.0), flight)
    over.end()
    failed.begin(Head(503, ()))
    decided.land(NotStored("cut"))
    assert [other.request.query for _, other, _ in nearby.near(look("asked", 1.0, 0.0, epoch=5), 9)] == ["3"]
    assert nearby.near(look("asked", 1.0, 0.0, epoch=6), 9) == []


def test_it_is_bounded_and_forgets_what_ended() -> None:
    nearby = Nearby()
    looks = [(look(f"{number}", 1.0, 0.0), Flight()) for number in range(AT_ONCE + 10)]
    for one in looks:
        nearby.add(*one)
    assert len(nearby) == AT_ONCE
    again = (looks[-1][0], Flight())
    nearby.add(*again)
    nearby.remove(*looks[-1])  # its place was taken by another call
    assert len(nearby) == AT_ONCE
    for one in (*looks, again):
        nearby.remove(*one)
    assert len(nearby) == 0
    assert nearby._scopes == {}
