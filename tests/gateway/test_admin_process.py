"""`semcache serve` as a process: SIGHUP, and the admin on a port of its own."""

from __future__ import annotations

import contextlib
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from semcache.demo.processes import Process, free_port, started
from tests.gateway.admin_house import BEARER, TOKEN
from tests.harness import ScriptedUpstream, ask, reply, wait_until
from tests.servers import serving

QUESTION = "How do I turn on the heating?"
REMEDY = "name another port, 0 takes a free one"
ONE = "name: one\nrules:\n  - {name: everything, max-age: 1h}\n"
TWO = "name: two\nrules:\n  - {name: everything, max-age: 2h}\n"


@contextlib.contextmanager
def served(home: Path, upstream: str, **environ: str) -> Iterator[Process]:
    (home / "policy.yaml").write_text(ONE)
    command = [sys.executable, "-m", "semcache", "serve", "--upstream", upstream, "--port", "0"]
    whole = {"SEMCACHE_HOME": str(home), "SEMCACHE_EMBEDDER__RUNTIME": "hash", "SEMCACHE_POLICY": "policy.yaml"}
    with started("the gateway", command, ready="/readyz", env={**whole, **environ}, cwd=home) as process:
        yield process


def status(url: str) -> str:
    return httpx.post(url + "/v1/chat/completions", json=ask(QUESTION), timeout=20).headers["cache-status"]


def test_sighup_reads_the_policy_again_and_keeps_the_old_one_if_the_new_one_is_wrong(tmp_path: Path) -> None:
    with serving(ScriptedUpstream(reply())) as upstream, served(tmp_path, upstream) as process:

        def hangs_up(text: str, said: str) -> bool:
            (tmp_path / "policy.yaml").write_text(text)
            process.popen.send_signal(signal.SIGHUP)
            return wait_until(lambda: said in process.log.read_text(), 10)

        assert "stored" in status(process.url)
        assert "hit" in status(process.url)
        assert hangs_up(ONE + "  - {nmae: x}\n", "policy not reloaded (SIGHUP), the old one stays: policy.yaml:4: ")
        assert "hit" in status(process.url)
        assert hangs_up(TWO, "policy two reloaded (SIGHUP): everything")
        assert "detail=new" in status(process.url)  # the rule's terms changed, so its old answers are not served
        assert "Traceback" not in process.log.read_text()


def test_the_admin_has_a_port_of_its_own_and_the_other_one_knows_nothing_of_it(tmp_path: Path) -> None:
    port = free_port()
    settings = {"SEMCACHE_ADMIN_TOKEN": TOKEN, "SEMCACHE_ADMIN__PORT": str(port)}
    script = ScriptedUpstream(reply())
    with serving(script) as upstream, served(tmp_path, upstream, **settings) as process:
        ours = f"http://127.0.0.1:{port}"
        assert "stored" in status(process.url)
        assert httpx.get(ours + "/admin/stats").status_code == 401
        assert httpx.get(ours + "/admin/stats", headers=BEARER).json()["entries"] == 1
        done = httpx.post(ours + "/admin/invalidate", headers=BEARER, json={"all": True})
        assert done.json()["entries"] == 1
        assert "detail=invalidated" in status(process.url)
        passed = httpx.post(process.url + "/admin/invalidate", json=ask(QUESTION))
        assert passed.headers["cache-status"] == "semcache; fwd=bypass; detail=route"
        assert script.calls[-1].scope["path"] == "/admin/invalidate"
        said = process.log.read_text().splitlines()[0]
        assert f"listens on {process.url}, admin on {ours}, upstream " in said
        assert said.endswith(f", dashboard on {ours}/dashboard")
        process.popen.terminate()
        assert process.popen.wait(15) in (0, -signal.SIGTERM)
        said = process.log.read_text()
        assert TOKEN not in said
        assert "Traceback" not in said


def test_a_port_that_is_taken_ends_the_process_with_a_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        environ = {
            "SEMCACHE_HOME": str(tmp_path),
            "SEMCACHE_EMBEDDER__RUNTIME": "hash",
            "SEMCACHE_ADMIN_TOKEN": TOKEN,
            "SEMCACHE_ADMIN__PORT": str(taken.getsockname()[1]),
        }
        command = [sys.executable, "-m", "semcache", "serve", "--upstream", "http://127.0.0.1:9", "--port", "0"]
        done = subprocess.run(command, env=environ, cwd=tmp_path, capture_output=True, text=True, timeout=60)
        said = f"semcache: settings: admin.port: 127.0.0.1:{taken.getsockname()[1]}: address already in use; {REMEDY}\n"
        assert (done.returncode, done.stdout, done.stderr) == (2, "", said)


@pytest.mark.parametrize("beside", [False, True])
def test_an_open_dashboard_does_not_hold_up_the_end(tmp_path: Path, beside: bool) -> None:
    port = free_port()
    settings = {"SEMCACHE_ADMIN_TOKEN": TOKEN} | ({"SEMCACHE_ADMIN__PORT": str(port)} if beside else {})
    with serving(ScriptedUpstream(reply())) as upstream, served(tmp_path, upstream, **settings) as process:
        url = f"http://127.0.0.1:{port}" if beside else process.url
        with httpx.Client(base_url=url, timeout=20) as client:
            assert client.post("/dashboard/login", data={"token": TOKEN}).status_code == 303
            with client.stream("GET", "/dashboard/events") as stream:
                lines = stream.iter_lines()
                assert next(lines) == "retry: 2000"
                process.popen.send_signal(signal.SIGTERM)
                assert [line for line in lines if line.startswith("event: end")] == []
        process.popen.wait(10)
        assert TOKEN not in process.log.read_text()
        assert "Traceback" not in process.log.read_text()
