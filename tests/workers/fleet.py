"""A gateway of several workers as processes, and what tests ask of it."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

from semcache.demo.processes import Process, started
from tests.gateway.admin_house import BEARER, TOKEN
from tests.harness import ask, wait_until

# Whoever runs the tests may ignore Ctrl-C, and a process inherits that.
PYTHON = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from semcache.cli import main; main()"
)


def environment(home: Path, **more: str) -> dict[str, str]:
    """For a process whose working directory is not the checkout."""
    path = [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]
    own = {"SEMCACHE_HOME": str(home), "SEMCACHE_EMBEDDER__RUNTIME": "hash", "SEMCACHE_ADMIN_TOKEN": TOKEN}
    return {"PYTHONPATH": os.pathsep.join(filter(None, path)), **own, **more}


@contextlib.contextmanager
def fleet(home: Path, upstream: str, workers: int = 2, **environ: str) -> Iterator[Process]:
    """Serves while the block runs. What it was asked to end by is the test's to wait for."""
    command = [sys.executable, "-c", PYTHON, "serve", "--upstream", upstream, "--port", "0", "--workers", str(workers)]
    env = environment(home, **environ)
    with started("the gateway", command, ready="/readyz", env=env, cwd=home) as gateway:
        yield gateway


def stats(gateway: Process) -> dict[str, Any]:
    found: dict[str, Any] = httpx.get(gateway.url + "/admin/stats", headers=BEARER, timeout=20).json()
    return found


def pids(gateway: Process) -> dict[int, int]:
    """Of the workers, by number."""
    return {one["worker"]: one["pid"] for one in stats(gateway)["workers"]}


def chat(gateway: Process, text: str, **more: Any) -> httpx.Response:
    """On a connection of its own: any worker may answer."""
    body = ask(text, **more) | {"model": "gpt-4o-mini"}
    return httpx.post(
        gateway.url + "/v1/chat/completions", json=body, headers={"authorization": "Bearer k"}, timeout=30
    )


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def all_gone(found: dict[int, int], seconds: float = 20.0) -> bool:
    return wait_until(lambda: not any(map(is_alive, found.values())), seconds)


def said(gateway: Process) -> list[str]:
    """On top of where it listens."""
    return gateway.log.read_text().splitlines()[1:]
