"""A scope that grows from one form into the next, and shrinks again, while it is searched."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Callable
from pathlib import Path

import faiss
import numpy as np
import pytest

from semcache.adapters.faiss_index import FaissIndex
from semcache.errors import IndexFault
from semcache.nearest import codes
from semcache.nearest.codes import Codes, lists_for
from semcache.nearest.exact import Matrix, Partition, flat_search
from semcache.nearest.grown import Grown


def clustered(count: int, dimension: int, seed: int = 0) -> Matrix:
    """Unit vectors as embeddings lie: near a common direction, and in clusters."""
    chance = np.random.default_rng(seed)
    centres = chance.standard_normal((60, dimension)) + 0.7
    vectors = centres[chance.integers(0, 60, count)] + 1.2 * chance.standard_normal((count, dimension))
    return _unit(vectors)


def near(vectors: Matrix, seed: int = 1) -> Matrix:
    """For each, one at a similarity of some 0.93."""
    noise = np.random.default_rng(seed).standard_normal(vectors.shape)
    return _unit(vectors + 0.4 * noise / np.sqrt(vectors.shape[1]))


def _unit(vectors: np.ndarray) -> Matrix:
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def small_forms(dimension: int) -> FaissIndex:
    """Each form within a few thousand vectors: exact to 500, coded in segments of 250, in lists from 2,000."""
    return FaissIndex(
        dimension, inline_floats=500 * dimension, block_floats=250 * dimension, divide_from=2000, quiet_seconds=0
    )


async def settled(index: FaissIndex, scope: str = "s") -> Grown:
    """When all the codes that are wanted are made."""
    grown = index._partitions[scope]
    assert isinstance(grown, Grown)

    def is_settled() -> bool:
        segments, coded = list(grown._segments.values()), grown.coded
        if not segments or coded is None:
            return not segments and coded is None
        return coded.last >= segments[-1].number and grown._coding is None and not grown.is_outdated

    assert await until(is_settled, 60)
    return grown


async def until(is_so: Callable[[], bool], seconds: float = 20.0) -> bool:
    """Whether it became so in time."""
    end = time.monotonic() + seconds
    while not (now := is_so()) and time.monotonic() < end:  # noqa: ASYNC110
        await asyncio.sleep(0.005)
    return now


async def recall(index: FaissIndex, members: dict[str, np.ndarray], queries: Matrix) -> float:
    """Share of the queries whose nearest was found."""
    keys, matrix = list(members), np.stack(list(members.values()))
    found = 0
    for query in queries:
        (first,) = await index.search("s", query, 1)
        found += first.similarity >= float((matrix @ query).max()) - 1e-6
        assert members[first.key] @ query == pytest.approx(first.similarity, abs=1e-5)
    assert len(keys) == len(index)
    return found / len(queries)


@pytest.mark.parametrize("dimension", [30, 128, 384])
async def test_near_duplicates_are_found_in_every_form(dimension: int) -> None:
    index = small_forms(dimension)
    vectors = clustered(4000, dimension)
    members: dict[str, np.ndarray] = {}
    lists = []
    for end in (400, 1500, 4000):
        for number in range(len(members), end, 100):
            keys = [f"k{n}" for n in range(number, number + 100)]
            members |= zip(keys, vectors[number : number + 100], strict=True)
            await index.add_many("s", keys, vectors[number : number + 100])
        if end > 500:
            coded = (await settled(index)).coded
            assert coded is not None
            lists.append(coded.codes.lists)
        assert await recall(index, members, near(vectors[: end : end // 200])) >= 0.99
    assert lists == [1, lists_for(3750)]
    await index.close()


async def test_no_search_fails_or_misses_while_it_grows_through_every_form() -> None:
    index = small_forms(64)
    vectors = clustered(5000, 64)
    queries = near(vectors)
    matrix_of = vectors
    there = 0
    searched = found = 0
    done = False

    async def add() -> None:
        nonlocal there, done
        for number, vector in enumerate(vectors):
            await index.add("s", f"k{number}", vector)
            there = number + 1
            if number % 25 == 0:
                await asyncio.sleep(0)
        await settled(index)
        done = True

    async def search(seed: int) -> None:
        nonlocal searched, found
        chance = np.random.default_rng(seed)
        while not done:
            known = there
            if known:
                asked = int(chance.integers(known))
                (first,) = await index.search("s", queries[asked], 1)
                searched += 1
                found += first.similarity >= float((matrix_of[:known] @ queries[asked]).max()) - 1e-6
            await asyncio.sleep(0)

    await asyncio.gather(add(), search(1), search(2), search(3))
    coded = (await settled(index)).coded
    assert coded is not None
    assert coded.codes.lists > 1
    assert searched > 200
    assert found >= 0.99 * searched
    await index.close()


async def test_what_lives_is_found_when_all_that_was_nearer_is_gone() -> None:
    """More candidates are looked at where those that the codes name are dead."""
    index = small_forms(64)
    vectors = clustered(1500, 64)
    asked = vectors[0]
    # Every sixth is the question again, but for a little: so few of each segment that nothing is moved.
    crowd = list(range(6, 1500, 6))
    vectors[crowd] = _unit(asked + 0.02 * vectors[crowd])
    vectors[1] = near(asked[None])[0]
    await index.add_many("s", [f"k{n}" for n in range(1500)], vectors)
    grown = await settled(index)
    before = grown.coded
    assert (await index.search("s", asked, 3))[-1].similarity > 0.99
    await index.remove("s", [f"k{n}" for n in [0, *crowd]])
    assert grown.coded is before
    (found,) = await index.search("s", asked, 1)
    assert found.key == "k1"
    await index.close()


async def test_lists_are_made_once_a_scope_is_no_longer_being_loaded_and_somebody_searches_it() -> None:
    index = FaissIndex(32, inline_floats=500 * 32, block_floats=250 * 32, divide_from=1000, quiet_seconds=0.3)
    vectors = clustered(3000, 32)
    await index.add_many("s", [f"k{n}" for n in range(3000)], vectors)
    grown = index._partitions["s"]
    assert isinstance(grown, Grown)
    assert await until(lambda: grown.coded is not None and grown.coded.last == 11)
    assert grown.is_outdated
    while grown.is_outdated:
        assert (await index.search("s", vectors[7], 1))[0].key == "k7"
        await asyncio.sleep(0.01)
    assert (await settled(index)).coded.codes.lists == 64  # type: ignore[union-attr]
    await index.close()


async def test_an_answer_stored_anew_for_its_question_leaves_its_code_alone() -> None:
    index = small_forms(32)
    vectors = clustered(1000, 32)
    keys = [f"k{n}" for n in range(1000)]
    await index.add_many("s", keys, vectors)
    grown = await settled(index)
    for _ in range(3):
        await index.add_many("s", keys, vectors)
    assert [len(segment) for segment in grown._segments.values()] == [250] * 4
    assert len(index) == 1000
    await index.close()


async def test_codes_of_the_dead_are_dropped_and_lists_given_up() -> None:
    index = small_forms(32)
    vectors = clustered(5000, 32)
    keys = [f"k{n}" for n in range(5000)]
    await index.add_many("s", keys, vectors)
    assert (await settled(index)).coded.codes.lists > 1  # type: ignore[union-attr]
    await index.remove("s", keys[::2])
    grown = await settled(index)
    assert grown.coded is not None
    assert len(grown.coded.codes) < 2500 / 0.7
    assert len(index) == 2500
    await index.remove("s", keys[1500:])
    assert (await settled(index)).coded.codes.lists == 1  # type: ignore[union-attr]
    members = dict(zip(keys[1:1500:2], vectors[1:1500:2], strict=True))
    assert await recall(index, members, near(vectors[1:1500:8])) >= 0.99
    await index.remove("s", keys)
    assert (await settled(index)).coded is None
    assert len(index) == 0
    assert await index.search("s", vectors[0], 5) == []
    await index.close()


async def test_one_job_of_the_search_thread_is_short_whatever_is_asked() -> None:
    """What is asked for at once is done in parts, and searches are served between them."""
    index = small_forms(32)
    vectors = clustered(6000, 32)
    keys = [f"k{n}" for n in range(6000)]
    await index.add_many("s", keys, vectors)
    for change in (index.add_many("s", keys, vectors[::-1]), index.remove("s", keys)):
        task = asyncio.create_task(change)
        await asyncio.sleep(0)
        between = 0
        while not task.done():
            await index.search("s", vectors[0], 1)
            between += 1
        assert between > 10
    await index.close()


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"points": []}', json.dumps({"points": [[float("nan")] * 4] * 16})]
)
async def test_without_its_codebook_a_large_scope_is_searched_vector_by_vector(
    content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(codes, "SHIPPED", tmp_path / "codebook.json")
    (tmp_path / "codebook.json").write_text(content)
    codes.shipped_points.cache_clear()
    try:
        index = small_forms(32)
        vectors = clustered(1500, 32)
        with caplog.at_level(logging.WARNING, "semcache"):
            await index.add_many("s", [f"k{n}" for n in range(1500)], vectors)
            assert await until(lambda: "codebook.json" in caplog.text)
        found = [(await index.search("s", vector, 1))[0].key for vector in vectors[::100]]
        assert found == [f"k{n}" for n in range(0, 1500, 100)]
        await index.close()
    finally:
        codes.shipped_points.cache_clear()


def test_the_shipped_points_stand_for_a_normal_distribution() -> None:
    """No four-dimensional quantiser of sixteen points does much better than 0.341 a coordinate."""
    points = codes.shipped_points()
    sample = np.random.default_rng(9).standard_normal((50_000, 4)).astype(np.float32)
    distances = ((sample[:, None, :] - points[None]) ** 2).sum(axis=2).min(axis=1) / 4
    assert distances.mean() < 0.35


def test_codes_are_one_bit_a_dimension() -> None:
    vectors = clustered(2000, 384)
    coded = Codes(vectors)
    coded.add(vectors, np.arange(2000))
    assert coded._index.code_size == 384 // 8
    assert len(coded.copy()) == 2000


def test_a_copy_of_the_codes_is_of_its_own() -> None:
    vectors = clustered(1000, 64)
    first = Codes(vectors)
    first.add(vectors[:500], np.arange(500))
    second = first.copy()
    second.add(vectors[500:], np.arange(500, 1000))
    assert (len(first), len(second)) == (500, 1000)
    assert first.candidates(vectors[700], 500).count(700) == 0
    assert 700 in second.candidates(vectors[700], 10)


def test_vectors_that_are_all_the_same_can_be_coded() -> None:
    rows = np.repeat(clustered(1, 16), 20, axis=0)
    grown = Grown(Partition(16, 4, flat_search()), flat_search(), lambda grown: None, divide_from=8, quiet_seconds=0)
    grown.add_many([f"k{n:02}" for n in range(20)], rows)
    while grown.code_more():
        pass
    assert [neighbour.key for neighbour in grown.search(rows[0], 3)] == ["k00", "k01", "k02"]


def test_more_codes_need_more_lists() -> None:
    assert [lists_for(count) for count in (1, 300_000, 1_000_000, 4_000_000, 5_000_000)] == [1, 1024, 1024, 2048, 4096]


async def test_each_thread_that_uses_faiss_keeps_to_itself() -> None:
    """OpenMP's setting is one of each thread; threads that it starts spin for work."""
    index = small_forms(32)
    assert await index._worker.run(faiss.omp_get_max_threads) == 1
    assert index._coder.submit(faiss.omp_get_max_threads).result(20) == 1
    await index.close()


def test_a_closed_index_leaves_no_thread_at_work() -> None:
    async def close() -> None:
        index = small_forms(64)
        await index.add_many("s", [f"k{n}" for n in range(4000)], clustered(4000, 64))
        await index.close()
        with pytest.raises(IndexFault):
            await index.search("s", clustered(1, 64)[0], 1)
        assert await until(lambda: not any(thread.is_alive() for thread in index._coder._threads))

    asyncio.run(close())
