"""`semcache serve --workers N`: one gateway to all who ask it, whatever becomes of its processes."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner
from prometheus_client.parser import text_string_to_metric_families

from semcache.cli import main
from tests.gateway.admin_house import BEARER, TOKEN
from tests.harness import ask, wait_until
from tests.servers import running
from tests.workers.fleet import PYTHON, all_gone, chat, environment, fleet, kill, pids, said, stats

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="workers inherit sockets by their numbers")
QUICK = ("--ttft", "0.01", "--tokens-per-second", "4000")
STREAMS = 200
FINISHING = "semcache: finishing an answer; Ctrl-C again to stop now"


def test_what_is_wrong_is_told_once_and_before_anything_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environ = environment(tmp_path / "home")
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)

    def refused(*args: str) -> tuple[int, str, str]:
        found = CliRunner().invoke(main, ["serve", "--workers", "3", *args])
        return found.exit_code, found.stdout, found.stderr

    with socket.create_server(("127.0.0.1", 0), reuse_port=True) as taken:  # as another such gateway has it
        port = str(taken.getsockname()[1])
        remedy = "name another port, 0 takes a free one"
        told = f"semcache: settings: port: 127.0.0.1:{port}: address already in use; {remedy}\n"
        assert refused("--upstream", "http://127.0.0.1:9", "--port", port) == (2, "", told)
    Path("policy.yaml").write_text("rules:\n  - {name: a, max-age: soon}\n")
    code, out, err = refused("--upstream", "http://127.0.0.1:9", "--port", "0", "--policy", "policy.yaml")
    assert (code, out) == (2, "")
    assert err.startswith("semcache: policy.yaml:2: rules[0].max-age: ")
    assert not Path("home").exists()
    # Which only a worker finds out.
    command = [sys.executable, "-c", PYTHON, "serve", "--workers", "3", "--port", "0"]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("semcache: settings: upstream.url: expected a URL;")
    assert len(done.stderr.splitlines()) == 1


def test_several_workers_are_one_gateway(tmp_path: Path) -> None:
    (tmp_path / "policy.yaml").write_text("name: one\nrules:\n  - {name: everything, max-age: 1h}\n")
    policy = {"SEMCACHE_POLICY": "policy.yaml"}
    with running("semcache.demo.standin", *QUICK) as standin, fleet(tmp_path, standin.url, 3, **policy) as gateway:
        (line,) = gateway.log.read_text().splitlines()
        where = re.escape(gateway.url)
        about = r"upstream \S+, policy policy.yaml, 3 workers"
        assert re.fullmatch(rf"semcache listens on {where}, {about}, dashboard on {where}/dashboard", line)

        for number in range(60):
            assert chat(gateway, f"What is in box {number}?").status_code == 200
        # Whichever is asked knows why, though it was another one that answered, just now.
        for number in range(6):
            id = chat(gateway, f"What is in bag {number}?").headers["semcache-request-id"]
            path = f"{gateway.url}/admin/explain/{id}"
            assert wait_until(lambda path=path: httpx.get(path, headers=BEARER, timeout=20).status_code == 200, 20)
        whole = stats(gateway)
        assert whole["since_start"]["answers"] == 66
        assert [one["worker"] for one in whole["workers"]] == [1, 2, 3]
        assert all(one["answers"] > 0 for one in whole["workers"])  # 60 tosses: one in 10^10 that one has none

        scraped = httpx.get(gateway.url + "/metrics", timeout=20).text
        families = list(text_string_to_metric_families(scraped))
        assert len({family.name for family in families}) == len(families)
        counted = {
            (sample.labels["worker"], sample.value)
            for family in families
            for sample in family.samples
            if sample.name == "semcache_stage_seconds_count" and sample.labels["stage"] == "parse"
        }
        assert counted == {(str(one["worker"]), float(one["answers"])) for one in whole["workers"]}

        # A policy goes to all or to none.
        (tmp_path / "policy.yaml").write_text("name: two\nrules:\n  - {nmae: x}\n")
        reloaded = httpx.post(gateway.url + "/admin/reload", headers=BEARER, timeout=20)
        assert reloaded.status_code == 422
        assert "policy.yaml:3" in reloaded.json()["error"]["message"]
        assert {stats(gateway)["policy"]["name"] for _ in range(12)} == {"one"}
        (tmp_path / "policy.yaml").write_text("name: two\nrules:\n  - {name: everything, max-age: 2h}\n")
        reloaded = httpx.post(gateway.url + "/admin/reload", headers=BEARER, timeout=20)
        assert reloaded.json()["policy"] == "two"
        assert {stats(gateway)["policy"]["name"] for _ in range(12)} == {"two"}
        (tmp_path / "policy.yaml").write_text("name: three\nrules:\n  - {name: everything, max-age: 2h}\n")
        gateway.popen.send_signal(signal.SIGHUP)
        assert wait_until(lambda: "policy three reloaded (SIGHUP)" in gateway.log.read_text(), 20)
        assert {stats(gateway)["policy"]["name"] for _ in range(12)} == {"three"}

        # Who logs in with one worker is known to all, and who logs out to none.
        here = {"origin": gateway.url}
        login = httpx.post(gateway.url + "/dashboard/login", data={"token": TOKEN}, headers=here, timeout=20)
        cookie = {"cookie": login.headers["set-cookie"].partition(";")[0]}
        pages = [httpx.get(gateway.url + "/dashboard", headers=cookie, timeout=20).text for _ in range(9)]
        assert all("csrf" in page for page in pages)

        # One that is stuck holds nobody up, and it shows; the one that takes its place goes by the policy in force.
        stuck = whole["workers"][2]["pid"]
        (tmp_path / "policy.yaml").write_text("not a policy")
        os.kill(stuck, signal.SIGSTOP)
        try:
            scraped = first_answer(gateway.url + "/metrics")
        finally:
            kill(stuck)
        assert "semcache_workers_silent 1.0" in scraped
        assert 'semcache_stage_seconds_count{stage="parse",worker="1"}' in scraped
        assert wait_until(lambda: stuck not in pids(gateway).values() and len(pids(gateway)) == 3, 20)
        assert {stats(gateway)["policy"]["name"] for _ in range(12)} == {"three"}
        pages = [httpx.get(gateway.url + "/dashboard", headers=cookie, timeout=20).text for _ in range(9)]
        assert all("csrf" in page for page in pages)


def first_answer(url: str) -> str:
    """Of one of the workers that answer: a connection that came to the stuck one waits, as it would anywhere."""
    for _ in range(30):
        try:
            return httpx.get(url, timeout=5).text
        except httpx.TimeoutException:
            continue
    raise AssertionError("no worker answers")


PATIENT = {"SEMCACHE_BUDGET": "10s", "SEMCACHE_EMBED_BUDGET": "20s"}
"""A machine that is busy with other tests must not look like a store in trouble, of which the log would tell."""


def test_kill_9_of_a_worker_costs_its_own_requests_and_no_others(tmp_path: Path) -> None:
    stop, outcomes = threading.Event(), []

    def load(seed: int) -> None:
        with httpx.Client(base_url=gateway.url, timeout=20, headers={"authorization": "Bearer k"}) as http:
            number = 0
            while not stop.is_set():
                number += 1
                body = ask(f"What is in box {number} of shelf {seed}?") | {"model": "gpt-4o-mini"}
                try:
                    outcomes.append(http.post("/v1/chat/completions", json=body).status_code)
                except httpx.TransportError:
                    outcomes.append(0)

    with running("semcache.demo.standin", *QUICK) as standin, fleet(tmp_path, standin.url, **PATIENT) as gateway:
        clients = [threading.Thread(target=load, args=(seed,)) for seed in range(6)]
        for client in clients:
            client.start()
        before = pids(gateway)
        assert wait_until(lambda: len(outcomes) > 30, 30)
        kill(before[1])
        assert wait_until(lambda: said(gateway) != [], 20)
        asked = len(outcomes)
        # While it is not there, the other one takes what comes to it.
        assert all(httpx.get(gateway.url + "/readyz", timeout=20).status_code == 200 for _ in range(10))
        assert wait_until(lambda: len(pids(gateway)) == 2 and len(outcomes) > asked + 30, 30)
        after = pids(gateway)
        stop.set()
        for client in clients:
            client.join()
        assert after[2] == before[2]
        assert after[1] != before[1]
        assert set(outcomes) <= {200, 0}
        assert outcomes.count(0) <= len(clients)  # at most what each client had under way there
        (line,) = said(gateway)
        assert re.fullmatch(
            r"WARNING semcache: worker 1 was ended by SIGKILL after [\d.]+ s; another one takes its place", line
        )


def test_sigterm_truncates_none_of_200_live_streams(tmp_path: Path) -> None:
    async def stream(http: httpx.AsyncClient, number: int, begun: asyncio.Semaphore) -> bytes:
        body = ask(f"Tell me about box {number}.", stream=True) | {"model": "gpt-4o-mini"}
        async with http.stream("POST", "/v1/chat/completions", json=body) as response:
            chunks = response.aiter_raw()
            told = await anext(chunks)
            begun.release()
            async for chunk in chunks:
                told += chunk
            return told

    async def play() -> list[bytes]:
        begun = asyncio.Semaphore(0)
        limits = httpx.Limits(max_connections=STREAMS)
        headers = {"authorization": "Bearer k"}
        async with httpx.AsyncClient(base_url=gateway.url, timeout=60, limits=limits, headers=headers) as http:
            streams = [asyncio.create_task(stream(http, number, begun)) for number in range(STREAMS)]
            for _ in streams:
                await begun.acquire()
            gateway.popen.terminate()
            return await asyncio.gather(*streams)

    slow = ("--ttft", "0.01", "--tokens-per-second", "8")
    with running("semcache.demo.standin", *slow) as standin, fleet(tmp_path, standin.url) as gateway:
        found = pids(gateway)
        told = asyncio.run(play())
        assert sum(not one.endswith(b"data: [DONE]\n\n") for one in told) == 0
        assert gateway.popen.wait(30) == -signal.SIGTERM
        assert all_gone(found)
        assert said(gateway) == []


def test_a_second_ctrl_c_stops_at_once(tmp_path: Path) -> None:
    slow = ("--ttft", "0.01", "--tokens-per-second", "0.5")
    with running("semcache.demo.standin", *slow) as standin, fleet(tmp_path, standin.url) as gateway:
        found = pids(gateway)
        body = ask("How long?", stream=True) | {"model": "gpt-4o-mini"}
        url, headers = gateway.url + "/v1/chat/completions", {"authorization": "Bearer k"}
        with httpx.stream("POST", url, json=body, headers=headers, timeout=30) as response:
            chunks = response.iter_raw()
            next(chunks)
            gateway.popen.send_signal(signal.SIGINT)
            assert wait_until(lambda: FINISHING in said(gateway), 20)
            gateway.popen.send_signal(signal.SIGINT)
            with pytest.raises(httpx.RemoteProtocolError):
                list(chunks)
        assert gateway.popen.wait(15) == 130
        assert all_gone(found)
