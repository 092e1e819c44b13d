"""A load that costs the server under test nothing: plain sockets in this process, the server in one of its own."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence

CONNECTIONS = 8
"""Requests under way at once."""
SETTLE_SECONDS = 0.4
"""Longer than the writers' threads gather rows for, so that their work is counted too."""


class Server:
    """One of `request_apps`, running."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        port = self._line()
        self.url = f"http://127.0.0.1:{port}"
        self._sockets = [socket.create_connection(("127.0.0.1", port)) for _ in range(CONNECTIONS)]
        for connection in self._sockets:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def _line(self) -> int:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the server ended; what it said stands above")
        return int(line)

    def cpu(self) -> float:
        """Seconds of CPU that it has used, user and system."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return self._line() / 1e9

    def send(self, requests: Sequence[bytes]) -> list[bytes]:
        """The answers, heads included, in the order asked; CONNECTIONS at a time."""
        answers = []
        for start in range(0, len(requests), CONNECTIONS):
            pairs = list(zip(self._sockets, requests[start : start + CONNECTIONS], strict=False))
            for connection, request in pairs:
                connection.sendall(request)
            answers += [_answer(connection) for connection, _ in pairs]
        return answers

    def cost(self, requests: Sequence[bytes]) -> tuple[float, list[bytes]]:
        """CPU seconds a request, and the answers."""
        before = self.cpu()
        answers = self.send(requests)
        time.sleep(SETTLE_SECONDS)
        return (self.cpu() - before) / len(requests), answers

    def close(self) -> None:
        for connection in self._sockets:
            connection.close()
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _answer(connection: socket.socket) -> bytes:
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += _received(connection)
    head, _, body = answer.partition(b"\r\n\r\n")
    _, found, length = head.lower().partition(b"content-length: ")
    if found:
        missing = int(length.split(b"\r\n")[0]) - len(body)
        while missing > 0:
            answer += (more := _received(connection))
            missing -= len(more)
        return answer
    while not answer.endswith(b"\r\n0\r\n\r\n"):
        answer += _received(connection)
    return answer


def _received(connection: socket.socket) -> bytes:
    data = connection.recv(1 << 16)
    if not data:
        raise RuntimeError("the server hung up")
    return data


def cores() -> tuple[int | None, int | None]:
    """One for the servers under test and one for everything else; None where processes cannot be tied to a core."""
    if not hasattr(os, "sched_getaffinity") or len(allowed := sorted(os.sched_getaffinity(0))) < 2:
        return None, None
    return allowed[0], allowed[1]


@contextlib.contextmanager
def tied_to(core: int | None) -> Iterator[None]:
    """This process and those it starts meanwhile stay on the core."""
    if core is None:
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@contextlib.contextmanager
def served(kind: str, core: int | None, **options: object) -> Iterator[Server]:
    """The server while the block runs."""
    command = [sys.executable, "-m", "tests.benchmarks.request_apps", kind]
    for name, value in {"core": core, **options}.items():
        if value is not None:
            command += [f"--{name}", str(value)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    server = Server(process)
    try:
        yield server
    finally:
        server.close()
