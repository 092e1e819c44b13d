"""While the embedding model is loaded: nothing is in trouble, nobody waits twice, and what is stored is found later."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Iterator

import httpx
import pytest

from semcache.adapters.hash_embedder import HashEmbedder
from semcache.adapters.memory import MemoryIndex, MemoryStore
from semcache.batching import Compute, Outcome, Worker
from semcache.embedding_switch import SwitchingEmbedder, Unavailable
from semcache.errors import EmbedderFault, EmbedderLoading
from semcache.ports import Embedder, Vector
from tests.harness import Setup, ask, gateway, wait_until

QUESTION = "What is a monoid in algebra?"
REWORDED = "What is a monoid in algebra please?"
IMPATIENT = 0.05
LONG = 60.0


class Loaded(HashEmbedder):
    """Loads as the real ones do, in a worker's thread, once `there` is set."""

    def __init__(self, patience: float, trouble: EmbedderFault | None = None) -> None:
        super().__init__()
        self.there = threading.Event()
        self._trouble = trouble
        self.worker = Worker("a model", self._load, max_batch=1, patience=patience)

    def _load(self) -> Compute:
        assert self.there.wait(LONG)
        if self._trouble is not None:
            raise self._trouble
        return lambda texts: [self._outcome(text) for text in texts]

    def _outcome(self, text: str) -> Outcome:
        return EmbedderFault("no vector for this") if "poison" in text else asyncio.run(super().embed(text))

    async def ready(self) -> None:
        await self.worker.ready()

    async def embed(self, text: str) -> Vector:
        return await self.worker.submit(text)

    async def close(self) -> None:
        self.there.set()
        await self.worker.close()


class Switched:
    """Fetched first: until then there is no embedder at all, and its name is not known."""

    def __init__(self) -> None:
        self.there = threading.Event()
        self.switch = SwitchingEmbedder(Unavailable(EmbedderLoading("being fetched")), self._stages)

    def _stages(self, closed: threading.Event) -> Iterator[Embedder]:
        assert self.there.wait(LONG)
        yield HashEmbedder()


def post(setup: Setup, text: str) -> str:
    answer = httpx.post(f"{setup.url}/v1/chat/completions", json=ask(text), timeout=LONG)
    assert answer.status_code == 200
    return answer.headers["cache-status"]


def faults(setup: Setup) -> float:
    return setup.engine.metrics.registry.get_sample_value("semcache_faults_total", {"part": "embedder"}) or 0.0


def comes_to_hit(setup: Setup, text: str) -> bool:
    """Asked without leave to go upstream, so that asking changes nothing."""
    only = {"cache-control": "only-if-cached"}
    said = httpx.post(f"{setup.url}/v1/chat/completions", json=ask(text), headers=only, timeout=LONG)
    return "; hit" in said.headers["cache-status"] and "detail=semantic" in said.headers["cache-status"]


def worker() -> tuple[Embedder, threading.Event]:
    embedder = Loaded(IMPATIENT)
    return embedder, embedder.there


def switching() -> tuple[Embedder, threading.Event]:
    switched = Switched()
    return switched.switch, switched.there


@pytest.mark.parametrize("make", [worker, switching])
def test_a_model_that_is_loading_is_no_trouble_and_what_is_stored_meanwhile_is_found_once_it_is_there(
    make: Callable[[], tuple[Embedder, threading.Event]], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "semcache")
    embedder, there = make()
    with gateway(parts={"embedder": embedder}) as setup:
        try:
            assert post(setup, QUESTION) == "semcache; fwd=miss; stored; detail=embedder-loading"
            assert "; hit" in post(setup, QUESTION), "the exact tier needs no model"
            assert post(setup, REWORDED) == "semcache; fwd=miss; stored; detail=embedder-loading"
            assert setup.engine.parts.guards["embedder"].is_well
            assert faults(setup) == 0
        finally:
            there.set()
        assert wait_until(lambda: comes_to_hit(setup, "So what is a monoid in algebra please?"))
        assert wait_until(lambda: setup.engine.upkeep.vectors == 2)
        seen = httpx.get(f"{setup.url}/metrics").text
        assert 'reason="embedder-loading"' in seen
        assert [row.detail.partition(",")[0] for row in setup.answers[:3]] == [
            "embedder-loading", "exact", "embedder-loading",
        ]  # fmt: skip
    assert not [record.message for record in caplog.records if "trouble" in record.message]


def test_who_has_less_patience_than_the_model_is_told_the_same(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, "semcache")
    embedder = Loaded(patience=LONG)
    with gateway(parts={"embedder": embedder}, embed_budget=IMPATIENT) as setup:
        assert "detail=embedder-loading" in post(setup, QUESTION)
        assert faults(setup) == 0
        embedder.there.set()
        assert wait_until(lambda: comes_to_hit(setup, REWORDED))
    assert not caplog.records


def test_a_model_that_cannot_be_loaded_is_trouble_from_then_on() -> None:
    embedder = Loaded(IMPATIENT, EmbedderFault("no such file"))
    with gateway(parts={"embedder": embedder}) as setup:
        assert "detail=embedder-loading" in post(setup, QUESTION)
        embedder.there.set()
        assert wait_until(lambda: embedder.worker._state.loaded.done())
        assert "detail=fault:embedder" in post(setup, REWORDED)
        assert not setup.engine.parts.guards["embedder"].is_well


def test_an_entry_whose_text_has_no_vector_keeps_no_other_from_its_own() -> None:
    embedder = Loaded(IMPATIENT)
    with gateway(parts={"embedder": embedder}) as setup:
        post(setup, "Is poison a thing in algebra?")
        post(setup, QUESTION)
        embedder.there.set()
        assert wait_until(lambda: comes_to_hit(setup, REWORDED))
        assert wait_until(lambda: not setup.engine.upkeep._late)
        assert setup.engine.upkeep.vectors == 1


def test_what_is_answered_after_a_better_model_took_over_is_found_by_that_one() -> None:
    """The question was embedded by the one before, whose vectors the index no longer holds."""
    old, new, go, asked = HashEmbedder(16), HashEmbedder(), threading.Event(), threading.Event()

    def stages(closed: threading.Event) -> Iterator[Embedder]:
        assert go.wait(LONG)
        yield new

    switch = SwitchingEmbedder(old, stages)

    class Slow(MemoryStore):
        """Is asked for the world once more before an answer is stored: by then the better model serves."""

        async def put(self, entry, vector, fence=None) -> None:  # type: ignore[no-untyped-def]
            if not asked.is_set():
                asked.set()
                go.set()
                assert wait_until(lambda: switch.current is new)
            await super().put(entry, vector, fence)

    with gateway(parts={"embedder": switch, "store": Slow(), "index": MemoryIndex()}) as setup:
        post(setup, QUESTION)
        assert wait_until(lambda: comes_to_hit(setup, REWORDED))
