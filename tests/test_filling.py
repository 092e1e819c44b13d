"""Stored vectors come into an index many at a time."""

from __future__ import annotations

import logging

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from semcache.adapters.clock import ManualClock
from semcache.adapters.memory import MemoryIndex
from semcache.filling import AT_ONCE, Filling
from semcache.ports import StoredVector


def stored(number: int, scope: str, vector: np.ndarray | None = None) -> StoredVector:
    return StoredVector(scope, f"k{number}", "minilm", _unit(number) if vector is None else vector)


def _unit(number: int) -> np.ndarray:
    vector = np.random.default_rng(number).standard_normal(8).astype(np.float32)
    return vector / np.linalg.norm(vector)


@pytest.mark.parametrize("count", [0, 1, AT_ONCE, 2 * AT_ONCE + 1])
async def test_all_are_in_the_index_at_the_end_each_in_its_scope(count: int) -> None:
    index = MemoryIndex()
    filling = Filling(index, 8, ManualClock(), count)
    for number in range(count):
        await filling.add(stored(number, f"scope {number % 3}"))
    await filling.end()
    assert len(index) == count
    for number in range(0, count, 100):
        (found,) = await index.search(f"scope {number % 3}", _unit(number), 1)
        assert found.key == f"k{number}"


@given(bad=st.sets(st.integers(0, 19), max_size=20))
async def test_a_vector_that_cannot_be_used_costs_none_of_its_neighbours(bad: set[int]) -> None:
    wrong = [np.zeros(8, np.float32), np.full(8, np.nan, np.float32), _unit(1)[:4] * 2, np.eye(9, dtype=np.float32)[0]]
    index = MemoryIndex()
    filling = Filling(index, 8, ManualClock(), 20)
    for number in range(20):
        await filling.add(stored(number, "s", wrong[number % 4] if number in bad else None))
    await filling.end()
    found = await index.search("s", _unit(0), 20)
    assert {neighbour.key for neighbour in found} == {f"k{number}" for number in range(20) if number not in bad}


async def test_the_log_hears_of_progress_now_and_then(caplog: pytest.LogCaptureFixture) -> None:
    clock = ManualClock()
    filling = Filling(MemoryIndex(), 8, clock, 1600)
    with caplog.at_level(logging.INFO, "semcache"):
        for number in range(1600):
            await filling.add(stored(number, "s"))
            clock.advance(0.004)
        await filling.add(stored(2000, "s", _unit(0)[:4]))
        await filling.end()
    assert [record.getMessage() for record in caplog.records] == [
        "rebuilding the vector index: 1500 of about 1600 vectors",
        "the vector index is rebuilt: 1600 vectors in 6 s",
        "1 stored vectors cannot be used and are left out of the vector index",
    ]
