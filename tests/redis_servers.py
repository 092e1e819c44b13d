"""Redis servers of our own for tests, each on a free loopback port and with nothing on the disk but what is asked for.

`shared()` is one for all tests of a process that need nothing but a Redis; each takes a prefix of its own.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from semcache.adapters.redis_store import RedisStore
from semcache.demo.processes import free_port
from semcache.redis.leases import RedisLeases
from semcache.redisurl import parse_redis_url

SECRET = "a-key-for-tests-that-signs"
needs_redis = pytest.mark.skipif(
    shutil.which("redis-server") is None, reason="there is no redis-server on this machine"
)


def every(makers: Mapping[str, object]) -> list[Any]:
    """Parameters of a test over all of them, of which those in Redis are left out where there is none."""
    return [pytest.param(make, id=name, marks=needs_redis if "redis" in name else ()) for name, make in makers.items()]


@dataclass
class RedisServer:
    """A server that can be stopped, frozen and started again on its port."""

    port: int
    folder: Path
    options: tuple[str, ...] = ()
    popen: subprocess.Popen[bytes] | None = None
    program: str = "redis-server"
    libraries: str = ""
    """A folder of those that the program needs and this machine may not have."""

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [self.program, "--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder)]
        log = (self.folder / "log").open("ab")
        self.popen = subprocess.Popen(
            [*command, "--save", "", "--appendonly", "no", *self.options],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env={**os.environ, "LD_LIBRARY_PATH": self.libraries} if self.libraries else None,
        )
        log.close()
        self.await_answer()

    def await_answer(self) -> None:
        assert self.popen is not None
        deadline = time.monotonic() + 20
        while not self._answers():
            assert self.popen.poll() is None, (self.folder / "log").read_text()
            assert time.monotonic() < deadline, "redis-server does not start"
            time.sleep(0.02)

    def _answers(self) -> bool:
        try:
            return self.command("PING").startswith((b"+PONG", b"-NOAUTH", b"-LOADING"))
        except OSError:
            return False

    def command(self, *words: str | bytes) -> bytes:
        """The beginning of the raw reply."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=2) as connection:
            parts = [word.encode() if isinstance(word, str) else word for word in words]
            connection.sendall(b"*%d\r\n" % len(parts) + b"".join(b"$%d\r\n%s\r\n" % (len(p), p) for p in parts))
            return connection.recv(65536)

    def send(self, *words: str) -> None:
        """A command whose reply nobody waits for."""

        def send() -> None:
            with contextlib.suppress(OSError):
                self.command(*words)

        threading.Thread(target=send, daemon=True).start()

    def freeze(self) -> None:
        assert self.popen is not None
        self.popen.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        assert self.popen is not None
        self.popen.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        """As a crash would."""
        if self.popen is not None:
            self.popen.kill()
            self.popen.wait()


@contextlib.contextmanager
def redis_server(*options: str, program: str = "redis-server", libraries: str = "") -> Iterator[RedisServer]:
    with tempfile.TemporaryDirectory(prefix="semcache-redis-") as folder:
        server = RedisServer(free_port(), Path(folder), options, program=program, libraries=libraries)
        server.start()
        try:
            yield server
        finally:
            server.stop()


@functools.cache
def shared() -> RedisServer:
    stack = contextlib.ExitStack()
    server = stack.enter_context(redis_server())
    atexit.register(stack.close)
    return server


def prefix_of(path: object) -> str:
    """A prefix for what would be a file elsewhere: the same one opens the same store again."""
    return "t" + hashlib.sha256(str(path).encode()).hexdigest()[:16]


def redis_store(path: Path, **options: object) -> RedisStore:
    """A store in the shared server."""
    return RedisStore(parse_redis_url(shared().url), secret=SECRET, prefix=prefix_of(path), **options)  # type: ignore[arg-type]


class _OwnLeases(RedisLeases):
    """Leases whose store is nobody else's."""

    def __init__(self, store: RedisStore) -> None:
        super().__init__(store._client, store._names, store._hearing)
        self._store = store

    async def close(self) -> None:
        await super().close()
        await self._store.close()


def redis_leases(path: Path) -> RedisLeases:
    """Leases in the shared server."""
    return _OwnLeases(redis_store(path))
