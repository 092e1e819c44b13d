"""What every vector index promises."""

from __future__ import annotations

import asyncio
import ctypes
import random
import threading
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

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
from tests.redis_search import needs_search, redis_index

INDEXES: dict[str, Callable[[int], VectorIndex]] = {
    "memory": MemoryIndex,
    "faiss": FaissIndex,
    "faiss on its worker": lambda dimension: FaissIndex(dimension, inline_floats=0),
    "faiss in blocks of 4": lambda dimension: FaissIndex(dimension, block_floats=0),
    "faiss by codes": lambda dimension: FaissIndex(dimension, inline_floats=0, block_floats=0),
    "faiss by codes in lists": lambda dimension: FaissIndex(
        dimension, inline_floats=0, block_floats=0, divide_from=8, quiet_seconds=0
    ),
    "redis": redis_index,
}

every_index = pytest.mark.parametrize(
    "make",
    [pytest.param(make, id=name, marks=needs_search if name == "redis" else ()) for name, make in INDEXES.items()],
)


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


@pytest.mark.parametrize("name", [name for name in INDEXES if name != "redis"])
async def test_what_is_put_in_after_a_clearing_is_all_there_is(name: str) -> None:
    index = INDEXES[name](2)
    for number in range(20):
        await index.add("s", f"k{number}", unit(1, 0))
        await index.add("t", f"k{number}", unit(1, 0))
    await index.clear()
    assert len(index) == 0
    assert await index.search("s", unit(1, 0), 50) == []
    await index.add("s", "k3", unit(0, 1))
    assert await index.search("s", unit(1, 0), 50) == [Neighbour("k3", 0.0)]
    await index.close()


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
async def test_many_are_added_as_one_by_one(make: Callable[[int], VectorIndex]) -> None:
    one, many = make(8), make(8)
    vectors = random_units(1000, 8)
    keys = [f"k{number % 900:03}" for number in range(1000)]
    for key, vector in zip(keys, vectors, strict=True):
        await one.add("s", key, vector)
    await many.add("s", "k007", vectors[0])
    given = vectors.copy()
    await many.add_many("s", keys, given)
    given[:] = 0
    await many.add_many("s", [], np.empty((0, 8), np.float32))
    await many.add_many("t", [], np.empty((0, 8), np.float32))
    assert len(many) == len(one) == 900
    for vector in vectors[-20:]:
        assert await many.search("s", vector, 1) == await one.search("s", vector, 1)
    assert await many.search("t", vectors[0], 1) == []


@every_index
async def test_of_many_with_a_fault_none_is_added(make: Callable[[int], VectorIndex]) -> None:
    index = make(3)
    await index.add("s", "k", unit(1, 0, 0))
    good = random_units(600, 3)
    bad = good.copy()
    bad[599, 1] = np.nan
    keys = [f"k{number}" for number in range(600)]
    for wrong in (bad, good[:599], random_units(600, 4), good[0]):
        for scope in ("s", "new"):
            with pytest.raises(IndexFault):
                await index.add_many(scope, keys, wrong)
    assert await index.search("s", unit(1, 0, 0), 5) == [Neighbour("k", 1.0)]
    assert len(index) == 1


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
    many = np.stack([unit(1, 0)])
    for call in (
        index.add("s", "k", unit(1, 0)),
        index.add_many("s", ["k"], many),
        index.search("s", unit(1, 0), 1),
        index.remove("s", ["k"]),
    ):
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

    @rule(
        scope=st.sampled_from("ab"),
        members=st.lists(
            st.tuples(st.integers(0, 30).map("k{:02}".format), st.integers(0, len(AXES) - 1)), max_size=30
        ),
    )
    def add_many(self, scope: str, members: list[tuple[str, int]]) -> None:
        keys = [key for key, _ in members]
        vectors = np.array([AXES[number] for _, number in members], np.float32).reshape(len(members), 4)
        self.loop.run_until_complete(self.index.add_many(scope, keys, vectors))
        self.model.setdefault(scope, {}).update(zip(keys, vectors, strict=True))

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


def exact_storm() -> FaissIndex:
    """Grows from inline to the worker and across blocks, and stays exact."""
    return FaissIndex(DIMENSION, inline_floats=500 * DIMENSION, block_floats=4000 * DIMENSION)


def coded_storm() -> FaissIndex:
    """Grows through every form and back again all the time."""
    return FaissIndex(
        DIMENSION, inline_floats=300 * DIMENSION, block_floats=100 * DIMENSION, divide_from=1000, quiet_seconds=0
    )


DIMENSION = 64


@pytest.mark.parametrize("make", [exact_storm, coded_storm])
def test_adding_removing_and_searching_at_once_agrees_with_brute_force(make: Callable[[], FaissIndex]) -> None:
    """In two event loops on two threads."""
    errors: list[BaseException] = []
    searched = [0, 0]
    found = [0, 0]

    def work(number: int) -> None:
        try:
            searched[number], found[number] = asyncio.run(_storm(make(), number, make is exact_storm))
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=[number]) for number in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert min(searched) > 50
    assert sum(found) >= 0.99 * sum(searched)


async def _storm(index: FaissIndex, seed: int, is_exact: bool, seconds: float = 2.0) -> tuple[int, int]:
    """How many searches there were, and in how many of them the nearest was found."""
    keys = 3000
    pool = random_units(keys, DIMENSION, seed)
    noise = random_units(keys, DIMENSION, seed + 7) * 0.4
    names = [f"k{number:04}" for number in range(keys)]
    models: dict[str, dict[str, int]] = {"large": {}, "small": {}}
    chance = random.Random(seed)
    end = time.monotonic() + seconds
    searches = hits = 0

    async def change() -> None:
        while time.monotonic() < end:
            scope = chance.choice(["large", "large", "small"])
            some = chance.sample(range(keys if scope == "large" else 200), 40)
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
        nonlocal searches, hits
        while time.monotonic() < end:
            scope = chance.choice(["large", "small"])
            near = chance.randrange(keys)
            query = pool[near] + noise[near]
            query /= np.linalg.norm(query)
            # Calls take effect in the order made: what the model holds now is what the search must see.
            numbers = list(models[scope].values())
            found = await index.search(scope, query, 10)
            exact = np.sort(pool[numbers] @ query)[::-1][:10]
            similarities = [neighbour.similarity for neighbour in found]
            assert {int(neighbour.key[1:]) for neighbour in found} <= set(numbers)
            assert all(
                abs(float(pool[int(neighbour.key[1:])] @ query) - neighbour.similarity) < 1e-5 for neighbour in found
            )
            if is_exact or scope == "small":
                assert np.allclose(similarities, exact, atol=1e-5)
            is_near = len(exact) > 0 and exact[0] >= 0.85
            hits += not is_near or abs(similarities[0] - exact[0]) < 1e-5
            searches += 1
            await asyncio.sleep(0)

    await asyncio.gather(change(), change(), change(), search(), search(), search())
    assert len(index) == sum(map(len, models.values()))
    await index.close()
    return searches, hits


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


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="the C library is told by malloc_trim")
async def test_memory_of_scopes_that_ended_goes_back_to_the_system_though_others_live_on() -> None:
    def own_memory() -> int:
        lines = Path("/proc/self/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon")) * 1024

    index = FaissIndex(384)
    vectors = random_units(5, 384)
    keys = [f"k{place}" for place in range(5)]
    before = own_memory()
    for number in range(12_000):
        await index.add_many(f"{number:064x}", keys, vectors)
    taken = own_memory() - before
    for number in range(12_000):
        if number % 6:
            await index.remove(f"{number:064x}", keys)
    end = time.monotonic() + 20
    while (left := own_memory() - before) > taken / 2 and time.monotonic() < end:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    assert left < taken / 2
    assert len(index) == 2000 * 5
    await index.close()


async def test_a_large_scope_gives_its_memory_back_as_it_shrinks() -> None:
    index = FaissIndex(64, inline_floats=64 * 1000, block_floats=64 * 2000)
    vectors = random_units(9000, 64)
    keys = [str(number) for number in range(9000)]
    tracemalloc.start()
    for key, vector in zip(keys, vectors, strict=True):
        await index.add("s", key, vector)
    full, _ = tracemalloc.get_traced_memory()
    await index.remove("s", keys[:8900])
    # What makes codes may have vectors in its hands for a moment.
    end = time.monotonic() + 20
    while (shrunk := tracemalloc.get_traced_memory()[0]) >= full / 10 and time.monotonic() < end:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    tracemalloc.stop()
    assert shrunk < full / 10
    assert {neighbour.key for neighbour in await index.search("s", vectors[0], 200)} == set(keys[8900:])
    await index.close()
