"""Two replicas of a real vLLM for all tests here that do not kill theirs; skipped with a clear line without vLLM."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.vllm.replicas import MODEL, VENV, Replica, replicas


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name == "test_replicas_that_die.py")  # what they kill, all have shared
    if not (VENV / ".installed").exists():
        for item in items:
            item.add_marker(pytest.mark.skip(reason=f"no vLLM in {VENV}: make test-vllm installs it"))


def kv_events(folder: Path, number: int) -> list[str]:
    """The option with which a replica tells of its KV cache, at endpoints in this folder."""
    config = {
        "enable_kv_cache_events": True,
        "publisher": "zmq",
        "endpoint": f"ipc://{folder}/kv-{number}",
        "replay_endpoint": f"ipc://{folder}/replay-{number}",
    }
    return ["--kv-events-config", json.dumps(config)]


def kv_settings(folder: Path, count: int = 2) -> dict[str, Any]:
    """Of a pool whose replicas tell at endpoints in this folder."""
    return {
        "kv-events": [f"ipc://{folder}/kv-{i}" for i in range(count)],
        "kv-replay": [f"ipc://{folder}/replay-{i}" for i in range(count)],
    }


def pool_of(replicas: Sequence[Replica], **more: Any) -> dict[str, Any]:
    """The settings of a gateway before these."""
    own = {"kind": "vllm", "replicas": [replica.url for replica in replicas], "models": [MODEL]}
    return {"upstreams": {"own": {**own, "metrics": "500ms", **more}}}


@pytest.fixture(scope="session")
def sockets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the pair's KV events are published: kv-0 and replay-0, kv-1 and replay-1."""
    return tmp_path_factory.mktemp("kv")


@pytest.fixture(scope="session")
def pair(sockets: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Replica]]:
    with replicas([kv_events(sockets, 0), kv_events(sockets, 1)], tmp_path_factory.mktemp("logs")) as both:
        yield both


@pytest.fixture
def replica(pair: list[Replica]) -> Replica:
    """One that has nothing to do."""
    pair[0].idle()
    return pair[0]
