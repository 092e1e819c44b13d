"""The worker thread takes what waits; the switch loses nobody."""

from __future__ import annotations

import asyncio
import gc
import threading
import time
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pytest

from semcache.adapters.hash_embedder import HashEmbedder
from semcache.batching import Outcome, Worker
from semcache.embedding_switch import SwitchingEmbedder, Unavailable
from semcache.errors import EmbedderFault, EmbedderLoading, TextTooLong
from semcache.ports import Embedder


class Model:
    """Counts its batches and waits for `go` before the first one ends."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.begun = threading.Event()
        self.go = threading.Event()

    def __call__(self, texts: Sequence[str]) -> list[Outcome]:
        self.batches.append(list(texts))
        self.begun.set()
        assert self.go.wait(10)
        if "explode" in texts:
            raise MemoryError("no room\nfor this batch")
        return [TextTooLong(9, 8) if text == "long" else np.array([float(text)], np.float32) for text in texts]


async def until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.002)


async def test_one_goes_at_once_and_all_that_came_meanwhile_go_together() -> None:
    model = Model()
    worker = Worker("w", lambda: model, max_batch=4, patience=10)
    first = asyncio.create_task(worker.submit("0"))
    await until(model.begun.is_set)
    tasks = [asyncio.create_task(worker.submit(str(n))) for n in range(1, 8)]
    await asyncio.sleep(0.01)
    tasks[1].cancel()
    model.go.set()
    outcomes = await asyncio.gather(first, *tasks, return_exceptions=True)
    assert [o[0] for o in outcomes if isinstance(o, np.ndarray)] == [0, 1, 3, 4, 5, 6, 7]
    assert [text for batch in model.batches for text in batch] == ["0", "1", "3", "4", "5", "6", "7"]
    assert [len(batch) for batch in model.batches] == [1, 3, 3], "a cancelled one leaves its place empty"
    await worker.close()


async def test_each_gets_its_own_outcome_and_a_batch_that_fails_ends_nothing() -> None:
    model = Model()
    worker = Worker("w", lambda: model, max_batch=10, patience=10)
    first = asyncio.create_task(worker.submit("0"))
    await until(model.begun.is_set)
    mixed = [asyncio.create_task(worker.submit(text)) for text in ("1", "long", "2")]
    await asyncio.sleep(0.01)
    model.go.set()
    one, refusal, two = await asyncio.gather(*mixed, return_exceptions=True)
    assert isinstance(one, np.ndarray)
    assert isinstance(two, np.ndarray)
    assert (one[0], two[0], str(refusal)) == (1, 2, "9 tokens, the embedder reads 8")
    with pytest.raises(EmbedderFault, match=r"^w: MemoryError: no room for this batch$"):
        await worker.submit("explode")
    assert (await worker.submit("3"))[0] == 3
    await first
    await worker.close()


async def test_a_model_that_cannot_be_loaded_is_one_log_line_and_faults(caplog: pytest.LogCaptureFixture) -> None:
    def load() -> Model:
        raise OSError("disk\nis gone")

    worker = Worker("w", load, max_batch=1, patience=10)
    for _ in range(5):
        with pytest.raises(EmbedderFault, match=r"^w: OSError: disk is gone$"):
            await worker.submit("1")
    with pytest.raises(EmbedderFault):
        await worker.ready()
    with pytest.raises(EmbedderFault):
        worker.wait_loaded()
    expected = "an embedder could not be loaded: w: OSError: disk is gone"
    assert [record.getMessage() for record in caplog.records] == [expected]
    await worker.close()


async def test_nobody_waits_longer_than_its_patience_for_a_model_to_load() -> None:
    there = threading.Event()
    model = Model()
    model.go.set()

    def load() -> Model:
        assert there.wait(10)
        return model

    worker = Worker("w", load, max_batch=1, patience=0.05)
    with pytest.raises(EmbedderLoading, match="still loading"):
        await worker.submit("1")
    there.set()
    await worker.ready()
    assert (await worker.submit("2"))[0] == 2
    assert model.batches == [["2"]], "who left is not computed for"
    await worker.close()


async def test_the_thread_of_a_worker_that_nobody_holds_ends() -> None:
    model = Model()
    model.go.set()
    worker = Worker("forgotten", lambda: model, max_batch=1, patience=10)
    await worker.submit("1")
    assert "semcache forgotten" in {thread.name for thread in threading.enumerate()}
    del worker
    gc.collect()
    await until(lambda: "semcache forgotten" not in {thread.name for thread in threading.enumerate()})


def test_one_worker_serves_several_event_loops_and_survives_one_that_closed() -> None:
    model = Model()
    worker = Worker("w", lambda: model, max_batch=1, patience=10)

    async def leave() -> None:
        waiting = asyncio.create_task(worker.submit("1"))
        await until(model.begun.is_set)
        waiting.cancel()

    asyncio.run(leave())
    model.go.set()
    assert asyncio.run(worker.submit("2"))[0] == 2


# The switch.


async def test_a_swap_changes_the_fingerprint_and_not_what_a_request_holds() -> None:
    go = threading.Event()
    old, new = HashEmbedder(16), HashEmbedder(32)

    def stages(closed: threading.Event) -> Iterator[Embedder]:
        assert go.wait(10)
        yield new

    switching = SwitchingEmbedder(old, stages)
    heard: list[Embedder] = []
    switching.on_swap(heard.append)
    await switching.ready()
    held = switching.current
    assert (switching.fingerprint, switching.dimension, switching.max_tokens) == (old.fingerprint, 16, 512)
    go.set()
    await switching.settled()
    assert (switching.fingerprint, switching.dimension, heard) == (new.fingerprint, 32, [new])
    assert held.fingerprint == old.fingerprint
    assert ((await held.embed("x")).shape, (await switching.embed("x")).shape) == ((16,), (32,))
    await switching.close()


async def test_what_serves_stays_when_nothing_better_comes(caplog: pytest.LogCaptureFixture) -> None:
    def stages(closed: threading.Event) -> Iterator[Embedder]:
        raise EmbedderFault("no export")
        yield

    switching = SwitchingEmbedder(HashEmbedder(16), stages)
    await switching.settled()
    assert (await switching.embed("x")).shape == (16,)
    expected = f"embedding stays with {HashEmbedder(16).fingerprint}: no export"
    assert [record.getMessage() for record in caplog.records] == [expected]


@pytest.mark.parametrize("succeeds", [True, False])
async def test_ready_waits_for_the_first_usable_one_or_says_why_there_is_none(succeeds: bool) -> None:
    go = threading.Event()

    def stages(closed: threading.Event) -> Iterator[Embedder]:
        assert go.wait(10)
        if not succeeds:
            raise EmbedderFault("not in the hub")
        yield HashEmbedder(16)

    switching = SwitchingEmbedder(Unavailable(EmbedderFault("being fetched")), stages)
    with pytest.raises(EmbedderFault, match="being fetched"):
        await switching.embed("x")
    waiting = asyncio.create_task(switching.ready())
    await asyncio.sleep(0.01)
    assert not waiting.done()
    go.set()
    if succeeds:
        await waiting
        assert (await switching.embed("x")).shape == (16,)
    else:
        with pytest.raises(EmbedderFault, match="not in the hub"):
            await waiting
        with pytest.raises(EmbedderFault, match="not in the hub"):
            await switching.embed("x")


async def test_a_closed_switch_does_not_swap_any_more() -> None:
    go = threading.Event()

    def stages(closed: threading.Event) -> Iterator[Embedder]:
        assert go.wait(10)
        yield HashEmbedder(32)

    switching = SwitchingEmbedder(HashEmbedder(16), stages)
    await switching.close()
    go.set()
    await switching.settled()
    assert switching.dimension == 16
