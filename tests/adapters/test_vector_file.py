"""Vectors kept on disk, and the embedder that keeps them there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from semcache.adapters.hash_embedder import HashEmbedder
from semcache.adapters.vector_file import VectorFile
from semcache.errors import StoreFault, TextTooLong
from semcache.ports import Vector
from semcache.vectorcache import RememberingEmbedder, embedded_text


def unit(seed: int) -> Vector:
    vector = np.random.default_rng(seed).normal(size=384).astype(np.float32)
    return vector / np.float32(np.linalg.norm(vector))


def test_what_was_put_is_given_back_to_within_a_ten_thousandth_of_cosine(tmp_path: Path) -> None:
    shelf = VectorFile(tmp_path, "model:1")
    vectors = {f"text {n}": unit(n) for n in range(700)}
    shelf.put({**vectors, "too long": None})
    shelf.close()
    again = VectorFile(tmp_path, "model:1")
    found = again.get([*vectors, "too long", "unknown"])
    assert found.keys() == {*vectors, "too long"}
    assert found["too long"] is None
    for text, vector in vectors.items():
        kept = found[text]
        assert kept is not None
        assert float(kept @ vector) > 1 - 1e-4
        assert float(np.linalg.norm(kept)) == pytest.approx(1.0, abs=1e-6)
    again.close()


def test_another_embedder_has_another_file(tmp_path: Path) -> None:
    one, other = VectorFile(tmp_path, "model:1"), VectorFile(tmp_path, "model:2")
    one.put({"text": unit(1)})
    assert other.get(["text"]) == {}
    assert one.path != other.path
    one.close()
    other.close()


def test_it_keeps_the_latest_when_there_are_too_many(tmp_path: Path) -> None:
    shelf = VectorFile(tmp_path, "model:1", max_texts=10)
    for n in range(30):
        shelf.put({f"text {n}": unit(n)})
    shelf.close()
    again = VectorFile(tmp_path, "model:1")
    assert again.get([f"text {n}" for n in range(30)]).keys() == {f"text {n}" for n in range(20, 30)}
    again.close()


def test_two_processes_may_use_it_at_once(tmp_path: Path) -> None:
    one, other = VectorFile(tmp_path, "model:1"), VectorFile(tmp_path, "model:1")
    one.put({"a": unit(1)})
    other.put({"a": unit(1), "b": unit(2)})
    assert one.get(["a", "b"]).keys() == other.get(["a", "b"]).keys() == {"a", "b"}
    one.close()
    other.close()


def test_a_file_of_something_else_is_made_anew_and_a_folder_that_cannot_be_is_a_fault(tmp_path: Path) -> None:
    shelf = VectorFile(tmp_path, "model:1")
    shelf.close()
    shelf.path.write_bytes(b"something else entirely" * 99)
    again = VectorFile(tmp_path, "model:1")
    again.put({"a": unit(1)})
    assert len(again) == 1
    again.close()
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreFault):
        VectorFile(tmp_path / "file", "model:1")


class Counting(HashEmbedder):
    """Says how many texts it computed."""

    computed = 0

    async def embed(self, text: str) -> Vector:
        Counting.computed += 1
        return await super().embed(text)


async def test_each_text_is_embedded_once_for_good(tmp_path: Path) -> None:
    Counting.computed = 0
    texts = [f"question number {n}" for n in range(300)]
    shelf = VectorFile(tmp_path, "counting")
    told: list[int] = []
    first = RememberingEmbedder(Counting(), shelf, lambda: [Counting(), Counting()])
    await first.learn_all(texts, told.append)
    assert (Counting.computed, sum(told)) == (300, 300)
    again = RememberingEmbedder(Counting(), shelf)
    for text in texts:
        np.testing.assert_array_equal(await again.embed(text), await first.embed(text))
    assert Counting.computed == 300
    shelf.close()


async def test_a_text_that_is_too_long_is_so_again_without_being_read(tmp_path: Path) -> None:
    Counting.computed = 0
    shelf = VectorFile(tmp_path, "counting")
    embedder = RememberingEmbedder(Counting(max_tokens=3), shelf)
    for _ in range(2):
        with pytest.raises(TextTooLong):
            await embedder.embed("one two three four")
    with pytest.raises(TextTooLong):
        await RememberingEmbedder(Counting(max_tokens=3), shelf).embed("one two three four")
    assert Counting.computed == 1
    shelf.close()


@pytest.mark.parametrize(
    ("query", "exact_only", "text"),
    [
        ("Hello! How are refunds paid?", None, "How are refunds paid?"),
        ("How are refunds paid?", "tools", None),
        (None, None, None),
        ("x" * 20_000, None, None),
    ],
)
def test_what_the_engine_would_embed_is_known_beforehand(
    query: str | None, exact_only: str | None, text: str | None
) -> None:
    assert embedded_text(query, exact_only) == text
