"""`semcache upstreams`: what a gateway says of its replicas, or what they say themselves, in one table."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from semcache.core.codec import encode
from semcache.core.upstreams import ReplicaView, State
from semcache.report.upstreams import WIDE, print_upstreams
from tests.servers import serving

SAMPLE = (Path(__file__).parent.parent / "core" / "engine_samples" / "vllm.txt").read_text(encoding="utf-8")
NOWHERE = "http://127.0.0.1:9"

OWN = ReplicaView(
    name="own/1",
    pool="own",
    kind="vllm",
    url="http://127.0.0.1:8101",
    models=("tiny",),
    state=State.HEALTHY,
    why="",
    back_in=0.0,
    in_flight=3,
    queued=0,
    running=4,
    waiting=2,
    kv_usage=0.62,
    prefix_hit_ratio=0.871,
    ttft_p50=0.0123,
    ttft_p99=0.0451,
    tpot_p50=0.0031,
    tpot_p99=0.0052,
    tokens_per_second=352.4,
    dollars_per_million=Decimal("1.578"),
    calls=100,
    failures=0,
)
PAID = ReplicaView(
    name="openai\x1b[31m",
    pool="openai",
    kind="openai",
    url="https://api.openai.com/v1",
    models=("gpt-4o-mini",),
    state=State.EJECTED,
    why="5 failures in a row",
    back_in=12.4,
    in_flight=0,
    queued=0,
    running=None,
    waiting=None,
    kv_usage=None,
    prefix_hit_ratio=None,
    ttft_p50=None,
    ttft_p99=None,
    tpot_p50=None,
    tpot_p99=None,
    tokens_per_second=0.0,
    dollars_per_million=Decimal("0.0004"),
    calls=5,
    failures=5,
)


def printed(width: int, capsys: pytest.CaptureFixture[str]) -> str:
    print_upstreams((OWN, PAID), "As seen.", Console(width=width, highlight=False, markup=False, emoji=False))
    return capsys.readouterr().out


def cells(out: str) -> list[list[str]]:
    return [re.split("  +", line.strip()) for line in out.splitlines() if line.strip()]


def test_a_wide_screen_has_one_line_a_replica(capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(WIDE + 10, capsys)
    assert cells(out) == [
        ["As seen."],
        [
            *("replica", "state", "running", "waiting", "ours", "KV use", "prefix hits"),
            *("TTFT p50", "p99", "TPOT p50", "p99", "tokens/s", "$/M tokens"),
        ],
        ["own/1", "healthy", "4", "2", "3", "62.0%", "87.1%", "12.3 ms", "45.1 ms", "3.1 ms", "5.2 ms", "352", "$1.58"],
        ["openai\ufffd[31m", "ejected, 12 s", "-", "-", "0", *"------", "0", "$0.0004"],
        ["openai\ufffd[31m: 5 failures in a row"],
    ]
    assert not any(line != line.rstrip() for line in out.splitlines())


def test_a_narrow_screen_has_two_tables_and_nothing_is_cut(capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(80, capsys)
    assert max(map(len, out.splitlines())) <= 80
    assert "…" not in out
    assert [line.split()[0] for line in out.splitlines() if line.strip()] == [
        "As", "replica", "own/1", "openai\ufffd[31m", "replica", "own/1", "openai\ufffd[31m", "openai\ufffd[31m:"
    ]  # fmt: skip


def run(
    *args: str, home: Path, config: Mapping[str, Any] | None = None, token: str | None = None
) -> tuple[int, str, str]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("SEMCACHE_")}
    if token is not None:
        environ["SEMCACHE_ADMIN_TOKEN"] = token
    file = home / "semcache.yaml"
    file.write_text(json.dumps({"home": str(home), "embedder": {"runtime": "hash"}, **(config or {})}))
    command = [sys.executable, "-m", "semcache", "upstreams", "--config", str(file), *args]
    done = subprocess.run(command, capture_output=True, text=True, env=environ, timeout=60)
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def replica() -> Iterator[str]:
    """It says what vLLM said, and generates 50 tokens from one look to the next."""
    generated = 3520

    async def metrics(_: Request) -> Response:
        nonlocal generated
        generated += 50
        return PlainTextResponse(SAMPLE.replace("} 3520.0", f"}} {generated}.0"))

    async def health(_: Request) -> Response:
        return Response()

    with serving(Starlette(routes=[Route("/metrics", metrics), Route("/health", health)])) as url:
        yield url


def pool(*replicas: str) -> dict[str, Any]:
    own = {"kind": "vllm", "replicas": list(replicas), "models": ["tiny"], "price": {"gpu-hour": "$2"}}
    return {"port": 9, "upstreams": {"own": own}}


def test_without_a_gateway_the_replicas_are_asked_themselves(tmp_path: Path, replica: str) -> None:
    code, out, err = run("--json", home=tmp_path, config=pool(replica, NOWHERE))
    first, second = json.loads(out)["upstreams"]
    assert (code, err) == (0, "")
    said = {name: first[name] for name in ("name", "state", "running", "prefix_hit_ratio", "ttft_p50", "kv_usage")}
    assert said == {
        "name": "own/0",
        "state": "healthy",
        "running": 0,
        "prefix_hit_ratio": pytest.approx(11520 / 12987),
        "ttft_p50": 0.75,
        "kv_usage": 0.0,
    }
    assert 20 < first["tokens_per_second"] < 60
    assert float(first["dollars_per_million"]) == pytest.approx(2e6 / 3600 / first["tokens_per_second"], rel=0.01)
    assert (second["name"], second["state"], second["why"]) == ("own/1", "down", "it cannot be reached (ConnectError)")


def test_the_table_says_whose_word_it_is_and_what_is_wrong(tmp_path: Path, replica: str) -> None:
    code, out, err = run(home=tmp_path, config=pool(replica, NOWHERE))
    assert (code, err) == (0, "")
    assert "Asked themselves: no gateway to ask (SEMCACHE_ADMIN_TOKEN is not set)" in out
    assert "own/1: it cannot be reached (ConnectError)" in out
    assert "ours" not in out
    assert "\x1b" not in out


async def _told(request: Request) -> Response:
    if request.headers.get("authorization") != "Bearer secret":
        return JSONResponse({"error": {}}, 401)
    return JSONResponse({"upstreams": [json.loads(encode(OWN)), json.loads(encode(PAID))]})


def test_a_gateway_is_asked_first(tmp_path: Path) -> None:
    with serving(Starlette(routes=[Route("/admin/upstreams", _told)])) as url:
        port = int(url.rpartition(":")[2])
        code, out, err = run("--json", home=tmp_path, config={"port": port}, token="secret")
        assert (code, err) == (0, "")
        assert json.loads(out) == {"upstreams": [json.loads(encode(OWN)), json.loads(encode(PAID))]}
        code, out, err = run(home=tmp_path, config={"port": port}, token="secret")
        assert f"As the gateway at {url} sees them" in out
        code, out, err = run(home=tmp_path, config={"port": port}, token="wrong")
        assert (code, out) == (2, "")
        assert err.count("\n") == 1
        assert "SEMCACHE_ADMIN_TOKEN" in err


def test_a_gateway_without_pools_leaves_its_one_upstream_to_be_asked_itself(tmp_path: Path, replica: str) -> None:
    async def told(request: Request) -> Response:
        return Response(b'{"upstreams": []}', media_type="application/json")

    with serving(Starlette(routes=[Route("/admin/upstreams", told)])) as url:
        config = {"port": int(url.rpartition(":")[2])}
        mistaken = run(home=tmp_path, config=config, token="secret")
        code, out, err = run(home=tmp_path, config={**config, "upstream": replica}, token="secret")
    assert mistaken == (
        2,
        "",
        f"semcache: the gateway at {url} has no pools to tell of, and the settings here name no upstreams; set "
        "SEMCACHE_UPSTREAM=URL, or name them under upstreams: in semcache.yaml\n",
    )
    assert (code, err) == (0, "")
    assert f"Asked themselves: the gateway at {url} has no pools to tell of;" in out
    assert "healthy" in out


@pytest.mark.parametrize(
    ("args", "config", "said"),
    [
        ((), {"port": 9}, "name them under upstreams: in semcache.yaml"),
        (("--every", "soon"), {"port": 9}, "--every: expected a duration"),
    ],
)
def test_mistakes_are_one_line_with_the_remedy(
    tmp_path: Path, args: tuple[str, ...], config: dict[str, Any], said: str
) -> None:
    code, out, err = run(*args, home=tmp_path, config=config)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err
