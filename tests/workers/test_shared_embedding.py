"""One process that embeds for all workers, and what is booked of it."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest

from semcache.demo.processes import Process, started
from semcache.embedding import EmbeddingChoices, shares_embedder
from semcache.settings import EmbedderSettings, Settings
from semcache.workers.embedding_socket import embedding_socket
from tests.gateway.admin_house import BEARER
from tests.harness import ask, wait_until
from tests.servers import running
from tests.workers.fleet import all_gone, environment, fleet, kill, pids, said

QUICK = ("--ttft", "0.01", "--tokens-per-second", "4000")


def embedding_process(gateway: Process) -> int | None:
    """The supervisor's child that is no worker."""
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(gateway.popen.pid)], capture_output=True, text=True)
    others = {int(pid) for pid in listed.stdout.split()} - set(pids(gateway).values())
    return others.pop() if len(others) == 1 else None


def parts(gateway: Process) -> dict[str, str]:
    found: dict[str, str] = httpx.get(gateway.url + "/admin/stats", headers=BEARER, timeout=20).json()["parts"]
    return found


@pytest.fixture
def short_home() -> Iterator[Path]:
    """Under which a Unix socket's path is not too long, wherever the tests run."""
    with TemporaryDirectory(prefix="semcache-") as folder:
        yield Path(folder)


def test_kill_9_of_the_embedding_process_under_load_fails_no_request(short_home: Path) -> None:
    stop, outcomes = threading.Event(), []

    def load(seed: int) -> None:
        number = 0
        with httpx.Client(base_url=gateway.url, timeout=20, headers={"authorization": f"Bearer {seed}"}) as http:
            while not stop.is_set():
                number += 1
                body = ask(f"How do I reset password {number // 2} of shelf {seed}?") | {"model": "gpt-4o-mini"}
                outcomes.append(http.post("/v1/chat/completions", json=body).status_code)

    on = {"SEMCACHE_EMBEDDER__SHARED": "on"}
    with running("semcache.demo.standin", *QUICK) as standin, fleet(short_home, standin.url, **on) as gateway:
        assert wait_until(lambda: embedding_process(gateway) is not None, 20)
        before = embedding_process(gateway)
        assert before is not None
        clients = [threading.Thread(target=load, args=(seed,)) for seed in range(4)]
        for client in clients:
            client.start()
        assert wait_until(lambda: len(outcomes) > 30, 30)
        kill(before)
        # Another one serves, and the workers have found their way to it.
        assert wait_until(lambda: embedding_process(gateway) not in (None, before), 20)
        asked = len(outcomes)
        assert wait_until(lambda: len(outcomes) > asked + 60, 30)
        assert wait_until(lambda: set(parts(gateway).values()) == {"ok"}, 30)
        stop.set()
        for client in clients:
            client.join()
        assert set(outcomes) == {200}
        (told,) = [line for line in said(gateway) if "was ended by" in line]
        what = "the embedding process was ended by SIGKILL"
        assert re.fullmatch(rf"WARNING semcache: {what} after [\d.]+ s; another one takes its place", told)
        found, embedding = pids(gateway), embedding_process(gateway)
        assert embedding is not None
        assert list(short_home.rglob("embedder-*"))
        kill(gateway.popen.pid)
        gateway.popen.wait()
        # No worker is left behind, nor anybody that listens, nor where they met.
        assert all_gone({**found, 0: embedding})
        assert not list(short_home.rglob("embedder-*"))
        with pytest.raises(httpx.ConnectError):
            httpx.get(gateway.url + "/readyz", timeout=5)


def test_what_each_worker_can_afford_is_not_shared_unless_it_is_asked_for(minilm_home: Path, tmp_path: Path) -> None:
    onnx = EmbeddingChoices(home=minilm_home, device="cpu")
    without_export, torch = replace(onnx, home=tmp_path), replace(onnx, runtime="torch")
    endpoint = EmbeddingChoices(runtime="endpoint", url="http://127.0.0.1:9/v1")
    assert [
        shares_embedder(choices, "auto", workers)
        for choices, workers in ((onnx, 4), (without_export, 4), (torch, 4), (torch, 1), (endpoint, 4))
    ] == [False, True, True, False, False]
    assert shares_embedder(onnx, "on", 4)
    assert not shares_embedder(torch, "off", 4)


def test_its_socket_is_in_a_folder_of_its_own() -> None:
    with TemporaryDirectory(prefix="semcache-") as short:
        for home in (Path(short), Path(short, "long" * 20)):
            home.mkdir(exist_ok=True)
            said = EmbedderSettings(shared="on", runtime="hash")
            path = embedding_socket(Settings(home=home, workers=2, embedder=said))
            assert path is not None
            assert len(os.fsencode(path)) < 104
            assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
            assert (path.parent.parent == home / "run") == (home == Path(short))
            path.parent.rmdir()


def test_embed_serves_a_socket_and_a_port(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "semcache", "embed", "--port", "0", "--home", str(tmp_path)]
    environ = environment(tmp_path, SEMCACHE_EMBEDDER_API_KEY="secret")
    with started("semcache embed", command, env=environ, ready="/healthz") as server:
        assert server.log.read_text().startswith(f"semcache embeds on {server.url}/v1, all-MiniLM-L6-v2")
        url, said = server.url + "/v1/embeddings", {"input": ["one", "two"]}
        assert httpx.post(url, json=said, timeout=20).status_code == 401
        found = httpx.post(url, json=said, headers={"authorization": "Bearer secret"}, timeout=20).json()
        assert [len(one["embedding"]) for one in found["data"]] == [256, 256]
        server.popen.terminate()
        assert server.popen.wait(20) is not None
    refused = subprocess.run(
        command, env={**environ, "SEMCACHE_EMBEDDER__RUNTIME": "endpoint", "SEMCACHE_EMBEDDER__URL": "http://x/v1"},
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    told = "semcache: settings: embedder.runtime: expected what computes vectors here, not endpoint\n"
    assert (refused.returncode, refused.stderr) == (2, told)
