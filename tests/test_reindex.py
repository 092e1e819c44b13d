"""The index follows the embedder: rebuilt at start, and embedded anew when another embedder takes over."""

import asyncio
from typing import Any

import httpx

from semcache.adapters.hash_embedder import HashEmbedder
from semcache.adapters.memory import MemoryIndex
from tests.harness import ask, gateway, reply, wait_until


class Switching(HashEmbedder):
    """Becomes another embedder when told to."""

    def __init__(self) -> None:
        super().__init__()
        self._now = HashEmbedder()

    @property
    def current(self) -> HashEmbedder:
        return self._now

    def switch(self, to: HashEmbedder) -> None:
        self._now = to


class Renamed(HashEmbedder):
    """Other vectors under another name."""

    def __init__(self) -> None:
        super().__init__()
        self.fingerprint = "renamed"

    async def embed(self, text: str) -> Any:
        return (await super().embed(text))[::-1].copy()


def test_stored_questions_are_embedded_anew_when_a_better_embedder_takes_over() -> None:
    embedder = Switching()
    index = MemoryIndex()
    with (
        gateway(reply(), parts={"embedder": embedder, "index": index}) as setup,
        httpx.Client(base_url=setup.url) as http,
    ):
        first = http.post("/v1/chat/completions", json=ask("What is a monoid in algebra?"))
        assert "stored" in first.headers["cache-status"]
        embedder.switch(Renamed())
        exact = http.post("/v1/chat/completions", json=ask("What is a monoid in algebra?"))
        assert "detail=exact" in exact.headers["cache-status"]
        assert wait_until(lambda: setup.engine.upkeep.is_rebuilt)
        reworded = http.post("/v1/chat/completions", json=ask("What is a monoid in algebra please?"))
        assert "detail=semantic" in reworded.headers["cache-status"]
        assert len(setup.upstream.calls) == 1
        assert len(index) == 1


def test_vectors_of_two_embedders_never_meet() -> None:
    embedder = Switching()
    with gateway(reply(), parts={"embedder": embedder}) as setup, httpx.Client(base_url=setup.url) as http:
        http.post("/v1/chat/completions", json=ask("What is a monoid in algebra?"))
        (old,) = (entry.scope for entry, *_ in setup.store._entries.values())
        embedder.switch(Renamed())
        assert wait_until(lambda: [e.scope.embedder for e, *_ in setup.store._entries.values()] == ["renamed/gist1"])
        vector = asyncio.run(HashEmbedder().embed("What is a monoid in algebra?"))
        assert asyncio.run(setup.index.search(old.digest, vector, 5)) == []
