"""What every vector index promises."""

from __future__ import annotations

import asyncio
import random
import threading
import time
import tracemalloc
from collections.abc import Callable

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from stored_samples import random_units, unit

from semcache.adapters.faiss_index import FaissIndex
from semcache.adapters.memory import MemoryIndex
from semcache.core.entry import Neighbour
from semcache.errors import IndexFault
from semcache.ports import VectorIndex

INDEXES: dict[str, Callable[[int], VectorIndex]] = {
    "memory": MemoryIndex,
    "faiss": FaissIndex,
    "faiss on its worker": lambda dimension: FaissIndex(dimension, inline_floats=0),
    "faiss in blocks of 4": lambda dimension: FaissIndex(dimension, block_floats=0),
}

every_index = pytest.mark.parametrize("make", INDEXES.values(), ids=INDEXES)


@every_index
async def test_the_nearest_come_first_and_no_more_than_asked_for(make: Callable[[int], VectorIndex]) -> None:
    index = make(3)
    await index.add("s", "x", unit(1, 0, 0))
    await index.add("s", "y", unit(0, 1, 0))
    await index.add("s", "minus x", unit(-1, 0, 0))
    found = [Neighbour("x", 1.0), Neighbour("y", 0.0), Neighbour("minus x", -1.0)]
    for k in (1, 2, 3, 10):
        assert await index.search("s", unit(1, 0, 0), k) == found[:k]
    assert await index.search("s", unit(1, 0, 0), 0) == []
    assert len(index) == 3


@every_index
async def test_scopes_never_meet(make: Callable[[int], VectorIndex]) -> None:
    index = make(2)
    await index.add("ours", "k", unit(1, 0))
    await index.add("theirs", "k", unit(0, 1))
    assert await index.search("ours", unit(0, 1), 5) == [Neighbour("k", 0.0)]
    assert await index.search("nobody's", unit(0, 1), 5) == []
    await index.remove("ours", ["k"])
    assert await index.search("theirs", unit(0, 1), 5) == [Neighbour("k", 1.0)]


@every_index
async def test_adding_a_key_again_replaces_its_vector(make: Callable[[int], VectorIndex]) -> None:
    index = make(2)
    await index.add("s", "k", unit(1, 0))
    await index.add("s", "k", unit(0, 1))
    assert await index.search("s", unit(1, 0), 5) == [Neighbour("k", 0.0)]
    assert len(index) == 1


@every_index
async def test_what_was_removed_is_never_returned_again(make: Callable[[int], VectorIndex]) -> None:
    index = make(8)
    vectors = random_units(20, 8)
    for number, vector in enumerate(vectors):
        await index.add("s", f"k{number}", vector)
    await index.remove("s", [f"k{number}" for number in range(0, 20, 2)] + ["unknown"])
    await index.remove("unknown", ["k1"])
    left = {f"k{number}" for number in range(1, 20, 2)}
    assert {n.key for n in await index.search("s", vectors[0], 20)} == left
    await index.remove("s", left)
    assert await index.search("s", vectors[0], 20) == []
    assert len(index) == 0


@every_index
async def test_equals_come_by_key_also_where_they_are_cut_off(make: Callable[[int], VectorIndex]) -> None:
    index = make(2)
    keys = [f"k{number:02}" for number in range(40)]
    for key in random.Random(0).sample(keys, len(keys)):
        await index.add("s", key, unit(1, 0))
    await index.add("s", "nearer", unit(1, 1))
    for k in (1, 2, 7, 40):
        found = await index.search("s", unit(1, 1), k)
        assert [neighbour.key for neighbour in found] == ["nearer", *keys][:k]


@every_index
@pytest.mark.parametrize(
    "vector",
    [unit(1, 0), unit(1, 0, 0, 0), np.eye(3, dtype=np.float32), np.zeros(3), np.array([2.0, 0, 0])]
    + [np.array([1.0, bad, 0]) for bad in (np.nan, np.inf, -np.inf)],
    ids=["too short", "too long", "a matrix", "zero", "too large", "nan", "inf", "-inf"],
)
async def test_what_is_not_a_unit_vector_is_a_fault_and_changes_nothing(
    make: Callable[[int], VectorIndex], vector: np.ndarray
) -> None:
    index = make(3)
    await index.add("s", "k", unit(1, 0, 0))
    with pytest.raises(IndexFault):
        await index.add("s", "k", vector)
    with pytest.raises(IndexFault):
        await index.add("new", "k", vector)
    with pytest.raises(IndexFault):
        await index.search("s", vector, 1)
    assert await index.search("s", unit(1, 0, 0), 5) == [Neighbour("k", 1.0)]
    assert len(index) == 1


@pytest.mark.parametrize("make", [MemoryIndex, FaissIndex])
async def test_without_a_dimension_each_scope_takes_its_first_vectors(make: Callable[[], VectorIndex]) -> None:
    index = make()
    await index.add("two", "k", unit(1, 0))
    await index.add("three", "k", unit(0, 1, 0))
    with pytest.raises(IndexFault):
        await index.add("two", "other", unit(1, 0, 0))
    with pytest.raises(IndexFault):
        await index.search("three", unit(1, 0), 1)
    assert await index.search("two", unit(1, 0), 5) == [Neighbour("k", 1.0)]
    assert await index.search("three", unit(0, 1, 0), 5) == [Neighbour("k", 1.0)]
    await index.remove("two", ["k"])
    await index.add("two", "k", unit(1, 0, 0))
    assert len(index) == 2


@every_index
async def test_the_callers_array_may_be_used_again(make: Callable[[int], VectorIndex]) -> None:
    index = make(2)
    await index.add("s", "first", unit(1, 0))
    vector = unit(0, 1)
    adding = asyncio.create_task(index.add("s", "k", vector))
    await asyncio.sleep(0)
    vector[:] = unit(1, 0)
    await adding
    assert await index.search("s", unit(0, 1), 1) == [Neighbour("k", 1.0)]


@every_index
async def test_similarity_is_never_beyond_one(make: Callable[[int], VectorIndex]) -> None:
    index = make(384)
    vectors = random_units(200, 384)
    for number, vector in enumerate(vectors):
        await index.add("s", f"k{number}", vector)
    found = [neighbour for vector in vectors for neighbour in await index.search("s", vector, 200)]
    assert all(-1.0 <= neighbour.similarity <= 1.0 for neighbour in found)
    assert sum(neighbour.similarity > 0.99999 for neighbour in found) == 200


@every_index
async def test_a_closed_index_is_a_fault(make: Callable[[int], VectorIndex]) -> None:
    index = make(2)
    await index.add("s", "k", unit(1, 0))
    await index.close()
    await index.close()
    for call in (index.add("s", "k", unit(1, 0)), index.search("s", unit(1, 0), 1), index.remove("s", ["k"])):
        with pytest.raises(IndexFault, match="closed"):
            await call


AXES = [sign * axis for axis in np.eye(4, dtype=np.float32) for sign in (1, -1)]
"""Their products are exactly 1, 0 and -1, so that most neighbours are equally near."""


class IndexMachine(RuleBasedStateMachine):
    """Any order of calls, compared with a dict."""

    make: Callable[[int], VectorIndex]

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.index = type(self).make(4)
        self.model: dict[str, dict[str, np.ndarray]] = {}

    @rule(
        scope=st.sampled_from("ab"),
        keys=st.lists(st.integers(0, 30).map("k{:02}".format), max_size=12),
        vector=st.sampled_from(AXES),
    )
    def add(self, scope: str, keys: list[str], vector: np.ndarray) -> None:
        for key in keys:
            self.loop.run_until_complete(self.index.add(scope, key, vector))
            self.model.setdefault(scope, {})[key] = vector

    @rule(scope=st.sampled_from("ab"), keys=st.lists(st.integers(0, 30).map("k{:02}".format), max_size=20))
    def remove(self, scope: str, keys: list[str]) -> None:
        self.loop.run_until_complete(self.index.remove(scope, keys))
        for key in keys:
            self.model.get(scope, {}).pop(key, None)

    @rule(scope=st.sampled_from("ab"), vector=st.sampled_from(AXES), k=st.integers(0, 40))
    def search(self, scope: str, vector: np.ndarray, k: int) -> None:
        ranked = sorted((-float(vector @ member), key) for key, member in self.model.get(scope, {}).items())
        expected = [Neighbour(key, -negated) for negated, key in ranked[:k]]
        assert self.loop.run_until_complete(self.index.search(scope, vector, k)) == expected
        assert len(self.index) == sum(map(len, self.model.values()))

    def teardown(self) -> None:
        self.loop.run_until_complete(self.index.close())
        self.loop.close()


@every_index
def test_any_order_of_calls_agrees_with_a_dict(make: Callable[[int], VectorIndex]) -> None:
    machine = type("Machine", (IndexMachine,), {"make": staticmethod(make)})
    run_state_machine_as_test(machine, settings=settings(max_examples=40, stateful_step_count=25, deadline=None))


def test_adding_removing_and_searching_at_once_agrees_with_brute_force() -> None:
    """In two event loops on two threads, over partitions that grow from inline to the worker and across blocks."""
    errors: list[BaseException] = []
    searched = [0, 0]

    def work(number: int) -> None:
        try:
            searched[number] = asyncio.run(_storm(number, seconds=2.0))
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=[number]) for number in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert min(searched) > 50


async def _storm(seed: int, seconds: float) -> int:
    dimension, keys = 32, 3000
    pool = random_units(keys, dimension, seed)
    names = [f"k{number:04}" for number in range(keys)]
    index = FaissIndex(dimension, inline_floats=500 * dimension, block_floats=700 * dimension)
    models: dict[str, dict[str, int]] = {"large": {}, "small": {}}
    chance = random.Random(seed)
    end = time.monotonic() + seconds
    searches = 0

    async def change() -> None:
        while time.monotonic() < end:
            scope = chance.choice(["large", "large", "small"])
            some = chance.sample(range(keys if scope == "large" else 300), 40)
            if chance.random() < 0.65:
                for number in some:
                    models[scope][names[number]] = number
                    await index.add(scope, names[number], pool[number])
            else:
                for number in some:
                    models[scope].pop(names[number], None)
                await index.remove(scope, [names[number] for number in some])
            await asyncio.sleep(0)

    async def search() -> None:
        nonlocal searches
        while time.monotonic() < end:
            scope = chance.choice(["large", "small"])
            query = pool[chance.randrange(keys)]
            # Calls take effect in the order made: what the model holds now is what the search must see.
            numbers = list(models[scope].values())
            found = await index.search(scope, query, 10)
            exact = np.sort(pool[numbers] @ query)[::-1][:10]
            assert np.allclose([neighbour.similarity for neighbour in found], exact, atol=1e-5)
            assert all(
                abs(float(pool[int(neighbour.key[1:])] @ query) - neighbour.similarity) < 1e-5 for neighbour in found
            )
            searches += 1
            await asyncio.sleep(0)

    await asyncio.gather(change(), change(), change(), search(), search(), search())
    assert len(index) == sum(map(len, models.values()))
    await index.close()
    return searches


async def test_ten_thousand_small_scopes_are_cheap_and_give_their_memory_back() -> None:
    index = FaissIndex(384)
    vectors = random_units(5, 384)
    scopes = [f"{number:064x}" for number in range(10_000)]
    keys = [f"{number:064x}" for number in range(50_000)]
    await index.add("warm", "up", vectors[0])
    tracemalloc.start()
    for number, scope in enumerate(scopes):
        for place in range(5):
            await index.add(scope, keys[5 * number + place], vectors[place])
    taken, _ = tracemalloc.get_traced_memory()
    for number, scope in enumerate(scopes):
        await index.remove(scope, keys[5 * number : 5 * number + 5])
    left, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    beyond_vectors = taken / len(scopes) - 5 * 384 * 4
    assert beyond_vectors < 20 * 1024
    assert left < taken / 50
    assert len(index) == 1


async def test_a_large_scope_gives_its_memory_back_as_it_shrinks() -> None:
    index = FaissIndex(64, inline_floats=64 * 1000, block_floats=64 * 2000)
    vectors = random_units(9000, 64)
    keys = [str(number) for number in range(9000)]
    tracemalloc.start()
    for key, vector in zip(keys, vectors, strict=True):
        await index.add("s", key, vector)
    full, _ = tracemalloc.get_traced_memory()
    await index.remove("s", keys[:8900])
    shrunk, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert shrunk < full / 10
    assert {neighbour.key for neighbour in await index.search("s", vectors[0], 200)} == set(keys[8900:])
    await index.close()
