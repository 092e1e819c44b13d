"""Servers as processes of their own: started, waited for, and stopped again by their own handle."""

from __future__ import annotations

import contextlib
import re
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

from semcache.errors import UsageError

_ADDRESS = re.compile(r"\bon (http://127\.0\.0\.1:\d+)")


@dataclass(frozen=True, slots=True)
class Process:
    """A running server."""

    popen: subprocess.Popen[bytes]
    url: str
    log: Path
    """Where its stdout and stderr go."""


@contextlib.contextmanager
def started(
    name: str,
    command: Sequence[str],
    *,
    url: str | None = None,
    ready: str = "/",
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    log: Path | None = None,
    timeout: float = 60.0,
) -> Iterator[Process]:
    """The process while the block runs. Without a `url` it is read from what the process prints: "on http://...".

    `name` says in messages what it is; `env` is its whole environment, this process's if None. It is ready when
    `ready` answers anything below 500. UsageError, with the end of its log, when it ends or does not become ready in
    `timeout` seconds.
    """
    with contextlib.ExitStack() as stack:
        if log is None:
            log = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="semcache-"))) / "log"
        out = stack.enter_context(log.open("wb"))
        popen = subprocess.Popen(  # noqa: S603 (our own command)
            list(command), stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=env, cwd=cwd
        )
        stack.callback(_stop, popen)
        yield Process(popen, _wait(popen, name, url, ready, log, timeout), log)


def free_port() -> int:
    """A loopback port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(popen: subprocess.Popen[bytes], name: str, url: str | None, ready: str, log: Path, timeout: float) -> str:
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline and popen.poll() is None:
        if url is None and (found := _ADDRESS.search(log.read_text(errors="replace"))):
            url = found[1]
        with contextlib.suppress(httpx.TransportError):
            if url and httpx.get(url + ready, timeout=2.0, trust_env=False).status_code < 500:
                return url
        time.sleep(0.05)
    end = log.read_text(errors="replace").strip().splitlines()[-5:]
    what = "ended" if popen.poll() is not None else f"was not ready after {timeout:.0f} s"
    raise UsageError(f"{name} {what}: {' | '.join(end)}")


def _stop(popen: subprocess.Popen[bytes]) -> None:
    """Asks first, so that what is pending reaches the disk."""
    if popen.poll() is None:
        popen.terminate()
        try:
            popen.wait(timeout=10)
        except subprocess.TimeoutExpired:
            popen.kill()
            popen.wait()
