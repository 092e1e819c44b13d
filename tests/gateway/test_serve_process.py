"""`semcache serve` as a process: what keeps it from starting, and how it ends."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from semcache.adapters.sqlite_ledger import LedgerFile
from semcache.demo.processes import Process, started
from tests.harness import ask, sse, wait_until
from tests.servers import running, serving

# Whoever runs the tests may ignore Ctrl-C, and a process inherits that.
PYTHON = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from semcache.cli import main; main()"
)
SERVE = [sys.executable, "-c", PYTHON, "serve", "--upstream"]
NOWHERE = "http://127.0.0.1:9"


def refused(home: Path, *args: str) -> tuple[int, str, str]:
    environ = {"SEMCACHE_HOME": str(home), "SEMCACHE_EMBEDDER__RUNTIME": "hash"}
    done = subprocess.run([*SERVE, NOWHERE, *args], env=environ, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout, done.stderr


def test_a_port_that_is_taken_or_a_host_that_is_not_here_is_one_line(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        remedy = "name another port, 0 takes a free one"
        said = f"semcache: settings: port: 127.0.0.1:{port}: address already in use; {remedy}\n"
        assert refused(home, "--port", port) == (2, "", said)
    remedy = "127.0.0.1 is heard here alone, 0.0.0.0 from everywhere"
    said = f"semcache: settings: host: 192.0.2.1 is no address of this machine; {remedy}\n"
    assert refused(home, "--host", "192.0.2.1", "--port", "0") == (2, "", said)
    said = "semcache: settings: host: a..b is not known here; name an address\n"
    assert refused(home, "--host", "a..b", "--port", "0") == (2, "", said)
    assert not home.exists()  # nothing was begun


def test_a_home_that_cannot_be_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "a-file"
    file.write_text("")
    remedy = "name a folder that this user may write to: SEMCACHE_HOME=DIR"
    said = f"semcache: settings: home: {file} is no folder; {remedy}\n"
    assert refused(file, "--port", "0") == (2, "", said)
    said = f"semcache: settings: home: {file}/below cannot be made (not a directory); {remedy}\n"
    assert refused(file / "below", "--port", "0") == (2, "", said)


def test_the_command_line_names_the_home_before_the_environment_does(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    code, _, said = refused(tmp_path / "home", "--home", str(tmp_path / "file"), "--port", "0")
    assert (code, said.count("\n")) == (2, 1)
    assert "file is no folder" in said


@contextlib.contextmanager
def streaming(home: Path) -> Iterator[tuple[Process, Iterator[bytes]]]:
    """A gateway, and an answer under way that takes some two seconds."""
    environ = {"SEMCACHE_HOME": str(home), "SEMCACHE_EMBEDDER__RUNTIME": "hash"}
    with running("semcache.demo.standin", "--ttft", "0.01", "--tokens-per-second", "20") as standin:
        command = [*SERVE, standin.url, "--port", "0"]
        with started("the gateway", command, ready="/readyz", env=environ) as gateway:
            question = ask("How do I turn on the heating?", stream=True) | {"model": "gpt-4o-mini"}
            bearer = {"authorization": "Bearer k"}
            url = gateway.url + "/v1/chat/completions"
            with httpx.stream("POST", url, json=question, headers=bearer, timeout=30) as response:
                chunks = response.iter_raw()
                first = next(chunks)
                assert response.status_code == 200, first
                yield gateway, chunks


FINISHING = "semcache: finishing an answer; Ctrl-C again to stop now"


def after_the_start(gateway: Process) -> str:
    """What it said on top of where it listens."""
    return "\n".join(gateway.log.read_text().splitlines()[1:]).strip()


@pytest.mark.parametrize(
    ("sent", "code", "said"), [(signal.SIGTERM, -signal.SIGTERM, ""), (signal.SIGINT, 130, FINISHING)]
)
def test_a_signal_lets_answers_under_way_finish(tmp_path: Path, sent: signal.Signals, code: int, said: str) -> None:
    with streaming(tmp_path) as (gateway, chunks):
        gateway.popen.send_signal(sent)
        assert b"".join(chunks).endswith(b"data: [DONE]\n\n")
        assert gateway.popen.wait(15) == code
        assert after_the_start(gateway) == said


def test_a_second_ctrl_c_stops_at_once_and_the_books_are_written(tmp_path: Path) -> None:
    with streaming(tmp_path) as (gateway, chunks):
        gateway.popen.send_signal(signal.SIGINT)
        assert wait_until(lambda: after_the_start(gateway) == FINISHING)
        gateway.popen.send_signal(signal.SIGINT)
        with pytest.raises(httpx.RemoteProtocolError):
            list(chunks)
        assert gateway.popen.wait(15) == 130
        assert after_the_start(gateway) == FINISHING
    assert len(list(LedgerFile(tmp_path / "ledger.db").rows())) > 0


async def breaks_off(scope: Scope, receive: Receive, send: Send) -> None:
    """An upstream whose answers end before they are whole."""
    if scope["type"] == "http":
        headers = [(b"content-type", b"text/event-stream")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": sse()[0], "more_body": True})
        await asyncio.sleep(0.2)  # so that its first bytes arrive before the end does


def test_an_upstream_that_breaks_off_breaks_the_clients_connection_and_fills_no_log(tmp_path: Path) -> None:
    environ = {"SEMCACHE_HOME": str(tmp_path), "SEMCACHE_EMBEDDER__RUNTIME": "hash"}
    with serving(breaks_off, lifespan="off") as upstream:
        command = [*SERVE, upstream, "--port", "0"]
        with started("the gateway", command, ready="/readyz", env=environ) as gateway:
            for path in ("/v1/chat/completions", "/v1/elsewhere"):
                with pytest.raises(httpx.RemoteProtocolError):
                    httpx.post(gateway.url + path, json=ask("What breaks?", stream=True), timeout=20)
            assert after_the_start(gateway) == ""
