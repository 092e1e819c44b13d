"""The embedding process and its client: OpenAI's words for anybody, one model for all, and the bill once."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import stat
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import numpy as np
import openai
import pytest

from semcache.adapters.endpoint_embedder import EndpointEmbedder
from semcache.adapters.hash_embedder import HashEmbedder
from semcache.adapters.shared_embedder import SharedEmbedder
from semcache.batching import Worker
from semcache.embedding_server import EmbeddingServer
from semcache.embedding_switch import Unavailable
from semcache.errors import ConfigError, EmbedderFault, EmbedderLoading, TextTooLong
from semcache.listening import listen_on_path
from semcache.ports import Spent, Vector
from tests.harness import wait_until
from tests.servers import ServerThread, serving

TEXT = "How do I reset my password?"


class Swapped(HashEmbedder):
    """One that gives way to another, and tells what it has spent as if each text took a second."""

    def __init__(self) -> None:
        super().__init__(64)
        self.serving: HashEmbedder = self
        self.done = 0

    @property
    def current(self) -> HashEmbedder:
        return self.serving

    @property
    def spent(self) -> Spent:
        return Spent(self.done, float(self.done))

    async def embed(self, text: str) -> Vector:
        self.done += 1
        return await super().embed(text)


@contextlib.contextmanager
def served(embedder: Any, path: Path) -> Iterator[None]:
    server = ServerThread(EmbeddingServer(embedder, "model"), socket=listen_on_path(path), lifespan="off")
    server.start()
    try:
        yield
    finally:
        server.stop()


@pytest.fixture
def path() -> Iterator[Path]:
    """Short, unlike pytest's own: a Unix socket's address has a hundred bytes."""
    with TemporaryDirectory(prefix="semcache-") as folder:
        yield Path(folder) / "socket"


@contextlib.asynccontextmanager
async def client(path: Path) -> AsyncIterator[SharedEmbedder]:
    embedder = SharedEmbedder(path, model="model")
    try:
        yield embedder
    finally:
        await embedder.close()


async def test_any_client_of_openais_embeddings_is_answered() -> None:
    own = HashEmbedder(64)
    wanted = [await own.embed(text) for text in (TEXT, "no")]
    with serving(EmbeddingServer(own, "our-model"), lifespan="off") as url:
        async with openai.AsyncOpenAI(base_url=f"{url}/v1", api_key="any", max_retries=0) as openais:
            found = await openais.embeddings.create(model="our-model", input=[TEXT, "no"])  # asks for base64
            assert [one.index for one in found.data] == [0, 1]
            assert np.array_equal(np.array([one.embedding for one in found.data], np.float32), wanted)
            found = await openais.embeddings.create(model="our-model", input=TEXT, encoding_format="float")
            assert np.array_equal(np.array(found.data[0].embedding, np.float32), wanted[0])
            assert [model.id async for model in openais.models.list()] == ["our-model"]
            with pytest.raises(openai.APIStatusError) as caught:
                await openais.embeddings.create(model="our-model", input="word " * 600)
            assert caught.value.status_code == 413
        ours = EndpointEmbedder(f"{url}/v1", model="our-model", max_tokens=10_000)
        assert np.allclose(await ours.embed(TEXT), wanted[0], atol=1e-6)
        with pytest.raises(TextTooLong):
            await ours.embed("word " * 600)
        await ours.close()


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"no", 400, "invalid_json"),
        (b"[]", 400, "invalid_json"),
        (b"{}", 400, "invalid_input"),
        (b'{"input": []}', 400, "invalid_input"),
        (b'{"input": [[1, 2]]}', 400, "invalid_input"),
        (b'{"input": ["a", 1]}', 400, "invalid_input"),
        (b'{"input": "a", "encoding_format": "hex"}', 400, "invalid_encoding_format"),
        (b'{"input": [' + b'"a",' * 2048 + b'"a"]}', 400, "invalid_input"),
    ],
)
def test_what_cannot_be_answered_says_why(body: bytes, status: int, code: str) -> None:
    with serving(EmbeddingServer(HashEmbedder(), "m"), lifespan="off") as url:
        answer = httpx.post(f"{url}/v1/embeddings", content=body, timeout=20)
        assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_with_a_key_only_who_has_it_is_answered() -> None:
    with serving(EmbeddingServer(HashEmbedder(), "m", "secret"), lifespan="off") as url:

        def status(**headers: str) -> int:
            return httpx.post(f"{url}/v1/embeddings", json={"input": "a"}, headers=headers, timeout=20).status_code

        assert status() == status(authorization="Bearer wrong") == status(authorization="secret") == 401
        assert status(authorization="Bearer secret") == 200
        assert httpx.get(f"{url}/healthz", timeout=20).status_code == 200


def test_the_socket_is_its_users_alone_and_one_that_is_served_is_not_taken(path: Path) -> None:
    with listen_on_path(path):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        with pytest.raises(ConfigError, match="another process serves it"):
            listen_on_path(path)
    listen_on_path(path).close()  # nobody serves it any more


async def test_its_vectors_are_those_of_the_embedder_to_the_last_bit(path: Path) -> None:
    own = HashEmbedder(384)
    with served(own, path):
        async with client(path) as shared:
            await shared.ready()
            assert (shared.fingerprint, shared.dimension, shared.max_tokens) == (own.fingerprint, 384, 512)
            texts = [f"{TEXT} {number}" for number in range(200)]
            found = await asyncio.gather(*map(shared.embed, texts))
            wanted = [await own.embed(text) for text in texts]
            assert np.array_equal(found, wanted)
            assert all(vector.flags.writeable and vector.dtype == np.float32 for vector in found)
            with pytest.raises(TextTooLong) as caught:
                await shared.embed("word " * 600)
            assert (caught.value.tokens, caught.value.limit) == (600, 512)


async def test_another_model_takes_over_and_no_vector_goes_under_the_wrong_name(path: Path) -> None:
    first = Swapped()
    with served(first, path):
        async with client(path) as shared:
            await shared.ready()
            held = shared.current
            await held.embed(TEXT)
            first.serving = HashEmbedder(32)
            with pytest.raises(EmbedderLoading, match="another embedder serves now"):
                await held.embed(TEXT)
            for _ in range(500):
                if shared.fingerprint != held.fingerprint:
                    break
                await asyncio.sleep(0.02)
            assert (shared.fingerprint, shared.dimension) == (first.serving.fingerprint, 32)
            assert held.fingerprint == first.fingerprint
            assert (await shared.embed(TEXT)).shape == (32,)


async def test_while_the_process_is_away_there_are_faults_at_once_and_then_vectors_again(path: Path) -> None:
    async with client(path) as shared:
        with pytest.raises(EmbedderLoading, match="not reached yet"):
            await shared.embed(TEXT)
        with served(HashEmbedder(64), path):
            await shared.ready()
            await shared.embed(TEXT)
        began = asyncio.get_running_loop().time()
        with pytest.raises(EmbedderFault, match=r"the embedding process: .*(hung up|refused|No such file)"):
            await shared.embed(TEXT)
        assert asyncio.get_running_loop().time() - began < 1.0
        assert shared.fingerprint == HashEmbedder(64).fingerprint  # so what was stored is still found by its key
        with served(HashEmbedder(64), path):
            assert (await shared.embed(TEXT)).shape == (64,)


@pytest.mark.parametrize(
    "fault", [EmbedderLoading("the model is being fetched"), EmbedderFault("there is no such model")]
)
async def test_whether_the_process_loads_its_model_or_has_none_is_told_apart(path: Path, fault: EmbedderFault) -> None:
    with served(Unavailable(fault), path):
        async with client(path) as shared:
            with pytest.raises(EmbedderFault, match=str(fault)) as caught:
                await shared.embed(TEXT)
            assert type(caught.value) is type(fault)


async def test_what_was_spent_is_told_once_whoever_asks(path: Path) -> None:
    own = Swapped()
    with served(own, path):
        async with client(path) as one, client(path) as other:
            await one.ready()
            await other.ready()
            await asyncio.gather(*(client.embed(f"{n}") for n in range(20) for client in (one, other)))
            async with httpx.AsyncClient(transport=httpx.AsyncHTTPTransport(uds=str(path))) as stranger:
                await stranger.post("http://embedder/v1/embeddings", json={"input": "whose bill is that?"})
            await one.embed("the last")
            spent = [one.spent, other.spent]
            assert sum(part.texts for part in spent) == own.done == 42
            assert sum(part.seconds for part in spent) == 42.0
            assert {part.on for part in spent} == {"cpu"}


async def test_who_goes_away_is_not_computed_for(path: Path) -> None:
    import threading

    seen: list[str] = []
    may_go = threading.Event()

    def load() -> Any:
        def compute(texts: Any) -> Any:
            may_go.wait(20)
            seen.extend(texts)
            return [np.ones(4, np.float32) / 2 for _ in texts]

        return compute

    class Slow(HashEmbedder):
        def __init__(self) -> None:
            super().__init__(4)
            self.worker = Worker("slow", load, max_batch=1, patience=20)

        async def embed(self, text: str) -> Vector:
            return await self.worker.submit(text)

    with served(Slow(), path):
        async with client(path) as shared:
            await shared.ready()
            first = asyncio.create_task(shared.embed("first"))
            await asyncio.sleep(0.1)
            leaving = [asyncio.create_task(shared.embed(f"leaves {number}")) for number in range(10)]
            await asyncio.sleep(0.2)
            for task in leaving:
                task.cancel()
            await asyncio.gather(*leaving, return_exceptions=True)
            await asyncio.sleep(0.3)
            may_go.set()
            assert (await first).shape == (4,)
            assert (await shared.embed("last")).shape == (4,)
    assert "first" in seen
    assert "last" in seen
    assert len(seen) == 2


def test_base64_is_little_endian_float32() -> None:
    with serving(EmbeddingServer(HashEmbedder(8), "m"), lifespan="off") as url:
        said = {"input": TEXT, "encoding_format": "base64"}
        coded = httpx.post(f"{url}/v1/embeddings", json=said, timeout=20).json()["data"][0]["embedding"]
        assert len(base64.b64decode(coded)) == 32
        assert wait_until(lambda: np.isclose(np.linalg.norm(np.frombuffer(base64.b64decode(coded), "<f4")), 1.0))
