"""Real vLLM servers on free loopback ports, in vLLM's own environment: started together, watched, killed."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from semcache.core.engine_metrics import EngineStats, read_metrics
from tests.servers import free_port

ROOT = Path(__file__).parent.parent.parent
VENV = Path(os.environ.get("VLLM", ROOT / ".venv-vllm"))
MODEL = "tiny"
SLOTS = 4
"""Requests that one replica computes at a time."""
LIMIT = 12
"""Requests that it takes at all; more are a 503."""
BLOCK, BLOCKS = 32, 96
"""Tokens in a block of the KV cache, and blocks: some three thousand tokens."""
PATIENCE = 300.0
"""Seconds to a start: one minute on an idle machine."""

CLIENT = httpx.Client(timeout=120, trust_env=False, verify=False, limits=httpx.Limits(max_connections=None))
"""One for all tests: to make one takes longer than an engine takes for many tokens."""

_OPTIONS = {
    "--served-model-name": MODEL,
    "--max-model-len": "2048",
    "--max-num-seqs": str(SLOTS),
    "--block-size": str(BLOCK),
    "--num-gpu-blocks-override": str(BLOCKS),
    "--scheduling-policy": "priority",
    "--max-num-queued-reqs": str(LIMIT),
}
_FLAGS = ("--enforce-eager", "--enable-prompt-tokens-details", "--enable-request-id-headers")


@dataclass(frozen=True, slots=True)
class Replica:
    """One `vllm serve`."""

    url: str
    popen: subprocess.Popen[bytes]
    log: Path

    def stats(self) -> EngineStats:
        """What its /metrics say now."""
        return read_metrics("vllm", CLIENT.get(f"{self.url}/metrics").text)

    def wait_until(self, holds: Callable[[EngineStats], bool], seconds: float = 10.0) -> float:
        """Seconds until its metrics say so. AssertionError, with the metrics, when they never do."""
        began = time.monotonic()
        while not holds(stats := self.stats()):
            assert time.monotonic() - began < seconds, stats
            time.sleep(0.02)
        return time.monotonic() - began

    def idle(self) -> None:
        """Waits until it has nothing to do."""
        self.wait_until(lambda stats: not stats.running and not stats.waiting, 60.0)

    def signal(self, number: signal.Signals) -> None:
        """To all its processes."""
        os.killpg(self.popen.pid, number)

    def ask(self, content: str, **body: Any) -> httpx.Response:
        return CLIENT.post(f"{self.url}/v1/chat/completions", json=chat(content, **body))


def chat(content: str, *, system: str | None = None, max_tokens: int = 8, **body: Any) -> dict[str, Any]:
    """A chat request to the tiny model, which does not stop of itself; what is None is left out."""
    messages = [{"role": "system", "content": system}] if system is not None else []
    messages.append({"role": "user", "content": content})
    asked = {"model": MODEL, "messages": messages, "max_tokens": max_tokens, "temperature": 0, "ignore_eos": True}
    return {name: value for name, value in {**asked, **body}.items() if value is not None}


def tiny_model() -> Path:
    """The folder of the tiny model, made once."""
    folder = VENV / "tiny-model"
    if not (folder / "config.json").exists():
        command = [str(VENV / "bin" / "python"), str(ROOT / "tools" / "tiny_model.py"), str(folder)]
        subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    return folder


@contextlib.contextmanager
def replicas(
    options: Sequence[Sequence[str]], logs: Path, env: Mapping[str, str] | None = None
) -> Iterator[list[Replica]]:
    """One replica for each list of further options, ready to answer; all are ended with the block."""
    model = tiny_model()
    cores = sorted(os.sched_getaffinity(0))
    with contextlib.ExitStack() as stack:
        begun = [
            _begin(stack, model, logs / f"vllm-{i}.log", cores[i % len(cores)], more, env or {})
            for i, more in enumerate(options)
        ]
        with ThreadPoolExecutor(len(begun)) as pool:
            list(pool.map(_wait, begun))
        yield begun


def _begin(
    stack: contextlib.ExitStack, model: Path, log: Path, core: int, more: Sequence[str], env: Mapping[str, str]
) -> Replica:
    port = free_port()
    options = [word for pair in _OPTIONS.items() for word in pair]
    command = [str(VENV / "bin" / "vllm"), "serve", str(model), "--host", "127.0.0.1", "--port", str(port)]
    environment = {
        **os.environ,
        "HF_HUB_OFFLINE": "1",
        "VLLM_NO_USAGE_STATS": "1",
        "VLLM_CPU_KVCACHE_SPACE": "1",
        "VLLM_CPU_OMP_THREADS_BIND": str(core),
        **env,
    }
    popen = subprocess.Popen(
        [*command, *options, *_FLAGS, *more],
        stdin=subprocess.DEVNULL,
        stdout=stack.enter_context(log.open("wb")),
        stderr=subprocess.STDOUT,
        env=environment,
        start_new_session=True,  # so that the engine's process ends with its server, however that ends
    )
    stack.callback(_end, popen)
    return Replica(f"http://127.0.0.1:{port}", popen, log)


def _wait(replica: Replica) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and replica.popen.poll() is None:
        with contextlib.suppress(httpx.TransportError):
            if CLIENT.get(f"{replica.url}/health", timeout=5).status_code == 200:
                return
        time.sleep(0.5)
    raise AssertionError(f"vLLM did not start:\n{replica.log.read_text(errors='replace')[-3000:]}")


def _end(popen: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(popen.pid, signal.SIGCONT)
        if popen.poll() is None:
            popen.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                popen.wait(timeout=20)
        os.killpg(popen.pid, signal.SIGKILL)
    popen.wait()
