"""Real servers on free loopback ports for tests: started, waited for, and stopped again, each by its own handle."""

from __future__ import annotations

import contextlib
import socket
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import uvicorn

from semcache.demo.processes import Process, free_port, started

__all__ = ["Process", "ServerThread", "free_port", "running", "serving"]


class ServerThread:
    """An ASGI application under uvicorn in a thread of its own."""

    def __init__(self, app: Any, socket: socket.socket | None = None, **config: Any) -> None:
        """On that socket, else on a port of its own."""
        self._socket = socket or _bound()
        self.port: int = self._socket.getsockname()[1] if socket is None else 0
        self.url = f"http://127.0.0.1:{self.port}"
        settings = {"log_level": "critical", "lifespan": "auto", "timeout_graceful_shutdown": 1, **config}
        self.server = uvicorn.Server(uvicorn.Config(app, **settings))
        self._thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self._socket]}, daemon=True)

    def start(self, timeout: float = 20.0) -> None:
        self._thread.start()
        deadline = time.monotonic() + timeout
        while not self.server.started:
            if not self._thread.is_alive() or time.monotonic() > deadline:
                raise RuntimeError("the test server did not start")
            time.sleep(0.005)

    def stop(self) -> None:
        self.server.should_exit = True
        self._thread.join(timeout=10)
        self._socket.close()


def _bound() -> socket.socket:
    sock = socket.socket()
    sock.bind(("127.0.0.1", 0))
    return sock


@contextlib.contextmanager
def serving(app: Any, **config: Any) -> Iterator[str]:
    """The base URL of this application while the block runs; `config` goes to uvicorn.Config."""
    server = ServerThread(app, **config)
    server.start()
    try:
        yield server.url
    finally:
        server.stop()


@contextlib.contextmanager
def running(module: str, *args: str, env: Mapping[str, str] | None = None, timeout: float = 30.0) -> Iterator[Process]:
    """`python -m module args` as a process of its own, once it has printed its address; see `Process.url`."""
    command: Sequence[str] = [sys.executable, "-m", module, *args]
    with started(module, command, env=env, timeout=timeout) as process:
        yield process
