"""`semcache serve` as a process before real replicas."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

from semcache.demo.processes import Process, started
from tests.vllm.replicas import CLIENT

ADMIN_TOKEN = "t"


@contextlib.contextmanager
def gateway(folder: Path, **settings: Any) -> Iterator[Process]:
    """A gateway with these settings, as in semcache.yaml (which is a superset of JSON)."""
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / "semcache.yaml"
    config.write_text(json.dumps({"home": str(folder / "home"), "port": 0, **settings}))
    environ = {
        **{name: value for name, value in os.environ.items() if not name.startswith("SEMCACHE_")},
        "SEMCACHE_EMBEDDER__RUNTIME": "hash",
        "SEMCACHE_ADMIN_TOKEN": ADMIN_TOKEN,
    }
    command = [sys.executable, "-m", "semcache", "serve", "--config", str(config)]
    with started("the gateway", command, ready="/readyz", env=environ, log=folder / "log") as process:
        yield process


def post(url: str, body: dict[str, Any], **headers: str) -> httpx.Response:
    """A chat request to a gateway."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return CLIENT.post(f"{url}/v1/chat/completions", json=body, headers=named)


def deltas(lines: Iterator[str]) -> Iterator[dict[str, Any]]:
    """The events of a stream, without its [DONE]."""
    for line in lines:
        if line.startswith("data: ") and line != "data: [DONE]":
            yield json.loads(line.removeprefix("data: "))


def text_of(events: list[dict[str, Any]]) -> str:
    return "".join(choice["delta"].get("content") or "" for event in events for choice in event["choices"])
