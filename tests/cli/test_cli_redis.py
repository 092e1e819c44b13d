"""The command line over a store in Redis."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from semcache.adapters.redis_store import RedisStore
from semcache.cli import main
from semcache.core.entry import Entry
from semcache.redisurl import parse_redis_url
from semcache.settings import Settings
from tests.adapters.stored_samples import entry
from tests.redis_servers import SECRET, RedisServer, needs_redis, redis_server

pytestmark = needs_redis
PASSWORD = "canary-in-a-coal-mine"


def run(home: Path, url: str, *args: str, **environ: str) -> tuple[int, str]:
    """The exit code, and all that was said."""
    env = {
        "SEMCACHE_STORE": url,
        "SEMCACHE_STORE_KEY": SECRET,
        "SEMCACHE_HOME": str(home),
        "SEMCACHE_EMBEDDER__RUNTIME": "hash",
        **environ,
    }
    found = CliRunner().invoke(main, list(args), env=env)
    assert PASSWORD not in found.stdout + found.stderr
    return found.exit_code, found.stdout + found.stderr


def stored_in(server: RedisServer, *entries: Entry, secret: str = SECRET) -> str:
    """Puts them there; the URL."""
    url = f"redis://:{PASSWORD}@127.0.0.1:{server.port}"

    async def put() -> None:
        store = RedisStore(parse_redis_url(url), secret=secret)
        for one in entries:
            await store.put(one, None)
        await store.flush()
        await store.close()

    asyncio.run(put())
    return url


def test_invalidate_is_heard_by_all_and_listed(tmp_path: Path) -> None:
    with redis_server("--requirepass", PASSWORD) as server:
        url = stored_in(server, entry("a" * 64), entry("b" * 64))
        assert run(tmp_path, url, "invalidate", "--entry", "aaaaaaaa", "--dry-run")[1].startswith(
            "1 entry would become"
        )
        code, said = run(tmp_path, url, "invalidate", "--model", "gpt-4.1")
        assert (code, said.split(":")[0]) == (0, "2 entries became unservable")
        code, said = run(tmp_path, url, "invalidate", "--log")
        assert "model gpt-4.1 changed: 2 entries" in said


def test_doctor_looks_at_redis_and_changes_nothing(tmp_path: Path) -> None:
    def check(url: str, **environ: str) -> dict[str, str]:
        code, said = run(tmp_path, url, "doctor", "--json", **environ)
        return next(one for one in json.loads(said) if one["check"] == "store") | {"code": str(code)}

    with redis_server("--requirepass", PASSWORD) as server:
        url = stored_in(server, entry("k"))
        port = server.port
        seen = check(url)
        assert seen["status"] == "ok"
        assert seen["found"].startswith(f"redis://127.0.0.1:{port}, Redis ")
        assert seen["found"].endswith(", 1 answer")
        seen = check(url, SEMCACHE_INDEX="redis")
        assert ("no search" in seen["found"], seen["code"]) == (True, "1")
        seen = check(f"redis://127.0.0.1:{port}")
        assert seen["status"] == "missing"
        assert "Authentication required" in seen["found"]
    assert check(url)["status"] == "missing"
    with redis_server("--maxmemory-policy", "allkeys-lru") as server:
        seen = check(server.url)
        assert (seen["status"], server.command("DBSIZE")) == ("note", b":0\r\n")
        assert "allkeys-lru" in seen["found"]
    with redis_server("--requirepass", PASSWORD) as server:
        seen = check(stored_in(server, entry("k"), secret="a key that nobody else has"))
        assert seen["status"] == "missing"
        assert "another SEMCACHE_STORE_KEY" in seen["found"]
        assert "the same key" in seen["remedy"]


def test_a_gateway_needs_the_key(tmp_path: Path) -> None:
    found = CliRunner().invoke(main, ["serve", "--upstream", "http://127.0.0.1:9"], env={"SEMCACHE_STORE": "redis://h"})
    assert found.exit_code == 2
    assert "openssl rand -hex 32" in found.stderr
    assert Settings().store_key is None


@pytest.mark.parametrize("command", [["invalidate", "--all"], ["invalidate", "--log"]])
def test_a_redis_that_cannot_be_reached_is_one_line(tmp_path: Path, command: list[str]) -> None:
    code, said = run(tmp_path, "redis://127.0.0.1:1", *command)
    assert code == 1
    assert len(said.splitlines()) == 1, said
