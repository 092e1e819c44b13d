"""The cache inside vLLM itself, as examples/vllm starts it: the engine sees misses alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.vllm.gateways import deltas, post, text_of
from tests.vllm.replicas import CLIENT, MODEL, ROOT, Replica, chat, replicas

MIDDLEWARE = ["--middleware", "semcache.asgi.SemanticCacheMiddleware"]


@pytest.fixture(scope="module")
def home(minilm_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("inside") / "home"
    shutil.copytree(minilm_home / "models", made / "models")
    return made


@pytest.fixture(scope="module")
def cached(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replica]:
    """A vLLM with the middleware and the real embedding model in its own environment."""
    with replicas([MIDDLEWARE], tmp_path_factory.mktemp("logs"), {"SEMCACHE_HOME": str(home)}) as [one]:
        yield one


def question(content: str, stream: bool | None = None) -> dict[str, Any]:
    """The tiny model says nonsense; what ends at a letter is a whole answer, and is kept. No field of vLLM's own is in
    it: with one that it does not know, the cache answers exact repeats alone."""
    return chat(content, max_tokens=300, stop=["e", "t"], ignore_eos=None, stream=stream)


def ask(replica: Replica, content: str) -> httpx.Response:
    return post(replica.url, question(content))


def test_a_repeated_and_a_reworded_question_do_not_reach_the_engine(cached: Replica) -> None:
    first = ask(cached, "How do I reset my password?")
    before = cached.stats()
    again = ask(cached, "How do I reset my password?")
    reworded = ask(cached, "How can I reset my password?")
    other = ask(cached, "How do I delete my account?")
    since = cached.stats().since(before)
    assert "fwd=miss; stored" in first.headers["cache-status"]
    assert "hit" in again.headers["cache-status"]
    assert "detail=exact" in again.headers["cache-status"]
    assert "detail=semantic" in reworded.headers["cache-status"]
    for hit in (again, reworded):
        assert [hit.json()[name] for name in ("choices", "usage")] == [
            first.json()[name] for name in ("choices", "usage")
        ]
    assert "fwd=miss" in other.headers["cache-status"]
    assert since.prompt_tokens == other.json()["usage"]["prompt_tokens"]  # the one miss


def test_a_stream_is_replayed_as_a_stream(cached: Replica) -> None:
    def stream(words: int) -> tuple[str, str]:
        body = question(f"What is a dibber, in {words} words?", stream=True)
        with CLIENT.stream("POST", f"{cached.url}/v1/chat/completions", json=body) as response:
            events = list(deltas(response.iter_lines()))
            return response.headers["cache-status"], text_of(events)

    # Nonsense may be nothing at all, and that is not kept.
    words, missed, said = next((n, *told) for n in range(20) if (told := stream(n))[1])
    before = cached.stats()
    hit, said_again = stream(words)
    assert "fwd=miss" in missed
    assert "hit" in hit
    assert said == said_again
    assert cached.stats().since(before).prompt_tokens == 0


def test_what_is_no_llm_request_is_vllms_own(cached: Replica) -> None:
    assert httpx.get(f"{cached.url}/v1/models").json()["data"][0]["id"] == MODEL
    assert httpx.get(f"{cached.url}/health").status_code == 200
    assert "cache-status" not in httpx.get(f"{cached.url}/version").headers


def test_the_example_asks_and_shows_what_happened(cached: Replica) -> None:
    command = [sys.executable, str(ROOT / "examples" / "vllm" / "ask.py"), cached.url, MODEL]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 3
    assert done.stdout.count("semcache; ") == 3


def test_the_report_reads_what_vllm_wrote(cached: Replica, home: Path) -> None:
    command = [sys.executable, "-m", "semcache", "report", "--home", str(home)]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("SEMCACHE_")}
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=environ)
    assert done.returncode == 0, done.stderr
    assert "hit, semantic" in done.stdout
