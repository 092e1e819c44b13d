"""However Redis is set up: a Unix socket, TLS with a password, a cluster, or a server that sentinels watch."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import shutil
import subprocess
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from redis.crc import key_slot
from stored_samples import entry, unit

from semcache.adapters.redis_store import RedisStore
from semcache.core.entry import Entry
from semcache.core.world import Changed, SourceIs, Touches
from semcache.errors import StoreFault
from semcache.redis.client import Client
from semcache.redis.names import Names
from semcache.redisurl import parse_redis_url
from tests.redis_servers import SECRET, RedisServer, needs_redis, redis_server
from tests.servers import free_port

T = TypeVar("T")

pytestmark = needs_redis


def opened(url: str) -> RedisStore:
    return RedisStore(parse_redis_url(url), secret=SECRET, max_entries=20)


async def use(url: str) -> None:
    """All that a store does, through two of them."""
    one, other = opened(url), opened(url)
    await asyncio.gather(one.world(), other.world())
    for number in range(30):
        author = "many" if number % 3 else "few"
        await one.put(replace(entry(f"k{number:02}", created=float(number)), author=author), unit(1, number))
    await one.flush()
    assert await other.get_many([f"k{number:02}" for number in range(30)]) == [
        replace(entry(f"k{number:02}", created=float(number)), author="many" if number % 3 else "few")
        for number in range(30)
    ]
    assert len([found async for found in other.vectors()]) == await other.count() == 30
    assert await other.find_keys("k1", limit=20) == [f"k{number}" for number in range(10, 20)]
    assert {key for _, key in await other.sweep(0.0)} == {f"k{n:02}" for n in range(15) if n % 3}
    assert len((await one.changes()).gone) == 10
    assert await one.remove(["k29", "k00", "unknown"]) == 2
    await one.put(entry("f", "by the successor"), None, fence=2)
    await one.flush()
    await other.put(entry("f", "late"), None, fence=1)
    await other.flush()
    assert await other.get("f") == entry("f", "by the successor")
    announced = await other.announce(SourceIs("kb", "v2"), "me", 1.0)
    assert (announced.number, (await one.world()).epoch) == (1, 1)
    assert [told async for told in one.announcements()] == [announced]
    leases, others = one.leases(), other.leases()
    lease = await leases.take("k")
    assert lease is not None
    assert await others.take("k") is None
    waiting = asyncio.create_task(others.freed("k"))
    await lease.release()
    await waiting
    for part in (leases, others, one, other):
        await part.close()


async def test_a_unix_socket(tmp_path: Path) -> None:
    path = tmp_path / "redis.sock"
    with redis_server("--unixsocket", str(path)):
        await use(f"unix://{path}")


@pytest.mark.skipif(shutil.which("openssl") is None, reason="there is no openssl on this machine")
async def test_tls_and_a_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(  # noqa: ASYNC221
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-keyout", key, "-out", cert, "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
        check=True, capture_output=True,
    )  # fmt: skip
    tls = ("--tls-cert-file", str(cert), "--tls-key-file", str(key), "--tls-ca-cert-file", str(cert))
    port = free_port()
    with redis_server(*tls, "--tls-port", str(port), "--tls-auth-clients", "no", "--requirepass", "sesame"):
        stranger = opened(f"rediss://:sesame@localhost:{port}")
        with pytest.raises(StoreFault, match="certificate"):
            await stranger.world()
        await stranger.close()
        monkeypatch.setenv("SSL_CERT_FILE", str(cert))
        await use(f"rediss://:sesame@localhost:{port}")


@contextlib.contextmanager
def cluster(count: int, *more: str) -> Iterator[list[RedisServer]]:
    with contextlib.ExitStack() as stack:
        buses = [str(free_port()) for _ in range(count)]
        options = (*more, "--cluster-enabled", "yes", "--cluster-port")
        nodes = [stack.enter_context(redis_server(*options, bus)) for bus in buses]
        share = 16384 // count + 1
        for place, node in enumerate(nodes):
            first, last = place * share, min(16383, (place + 1) * share - 1)
            assert node.command("CLUSTER", "ADDSLOTSRANGE", str(first), str(last)) == b"+OK\r\n"
            for other, bus in zip(nodes, buses, strict=True):
                node.command("CLUSTER", "MEET", "127.0.0.1", str(other.port), bus)
        deadline = time.monotonic() + 30
        while not all(b"cluster_state:ok" in node.command("CLUSTER", "INFO") for node in nodes):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield nodes


async def test_a_cluster() -> None:
    with cluster(3) as nodes:
        await use("redis+cluster://" + ",".join(f"127.0.0.1:{node.port}" for node in nodes[:2]))


def node_of(key: str, count: int) -> int:
    return int(key_slot(key.encode()) // (16384 // count + 1))


def prefix_apart_from(down: int, count: int, author: str) -> str:
    """Under which nothing that all entries need lies on that node."""
    for number in range(10_000):
        names = Names(f"p{number}")
        own = [name for name in vars(names).values() if name != names.prefix]
        if down not in {node_of(name, count) for name in (*own, names.age(author))}:
            return names.prefix
    raise AssertionError("there is always one")


@pytest.mark.parametrize("goes", [RedisServer.stop, RedisServer.freeze])
@pytest.mark.parametrize("where", ["entries", "lists"])
async def test_a_part_of_a_cluster_that_is_down_holds_up_no_writing_to_the_others(
    goes: Callable[[RedisServer], None], where: str
) -> None:
    with cluster(3, "--cluster-require-full-coverage", "no", "--cluster-node-timeout", "60000") as nodes:
        url = parse_redis_url("redis+cluster://" + ",".join(f"127.0.0.1:{node.port}" for node in nodes))
        down, author = 2, "a"
        prefix = prefix_apart_from(down, 3, author)
        names = Names(prefix)
        apart = next(f"b{n}" for n in range(1000) if node_of(names.age(f"b{n}"), 3) == down)
        one, other = (RedisStore(url, secret=SECRET, prefix=prefix) for _ in "ab")
        await asyncio.gather(one.world(), other.world())

        def of(where_down: bool, count: int, what: str) -> list[Entry]:
            """Entries of which something, or nothing, lies on the node that goes down."""
            found = []
            for number in itertools.count():
                key = f"{what}{number}"
                is_down = node_of(names.entry(key), 3) == down
                if where == "entries" and is_down == where_down:
                    found.append(replace(entry(key), author=author))
                elif where == "lists" and not is_down:
                    found.append(replace(entry(key), author=apart if where_down else author))
                if len(found) == count:
                    return found
            raise AssertionError

        goes(nodes[down])
        stuck = of(True, 3, "stuck")
        for each in stuck:  # the oldest of all, and so the first to be written
            await patiently(lambda each=each: one.put(each, None))
        for turn in range(5):
            those = of(False, 80, f"turn{turn}-")
            for each in those:
                await patiently(lambda each=each: one.put(each, None))
            await until_seen(other, those)
        with pytest.raises(StoreFault):
            await one.flush()
        assert one.unwritten == 0
        assert sorted(one._writer.pending_keys()) == [each.key for each in stuck]
        (RedisServer.thaw if goes is RedisServer.freeze else RedisServer.start)(nodes[down])
        await until_seen(other, stuck)
        await patiently(one.flush)
        assert await patiently(one.count) == 403
        for store in (one, other):
            await store.close()
        assert one.unwritten == 0


async def patiently(ask: Callable[[], Awaitable[T]]) -> T:
    """A busy machine looks like a Redis in trouble for a moment."""
    async with asyncio.timeout(60):
        while True:
            with contextlib.suppress(StoreFault):
                return await ask()
            await asyncio.sleep(0.05)


async def until_seen(store: RedisStore, entries: list[Entry]) -> None:
    deadline = time.monotonic() + 60
    while True:
        with contextlib.suppress(StoreFault):
            if await store.get_many([each.key for each in entries]) == entries:
                return
        assert time.monotonic() < deadline, "what belongs elsewhere is not written"
        await asyncio.sleep(0.02)


@contextlib.contextmanager
def sentinel_of(primary: RedisServer, folder: Path) -> Iterator[RedisServer]:
    port = free_port()
    config = folder / "sentinel.conf"
    config.write_text(f"port {port}\nbind 127.0.0.1\ndir {folder}\nsentinel monitor main 127.0.0.1 {primary.port} 1\n")
    sentinel = RedisServer(port, folder)
    with (folder / "log").open("wb") as log:
        sentinel.popen = subprocess.Popen(["redis-server", config, "--sentinel"], stdout=log, stderr=log)
    try:
        sentinel.await_answer()
        yield sentinel
    finally:
        sentinel.stop()


async def test_who_closes_leaves_the_sentinels_too(tmp_path: Path) -> None:
    def clients() -> bytes:
        return sentinel.command("INFO", "clients").partition(b"connected_clients:")[2].partition(b"\r")[0]

    with redis_server() as primary, sentinel_of(primary, tmp_path) as sentinel:
        before = clients()
        client = Client(parse_redis_url(f"redis+sentinel://127.0.0.1:{sentinel.port}/main"))
        await asyncio.gather(*(client.do("PING", seconds=20) for _ in range(5)))
        assert clients() != before
        await client.close()
        deadline = time.monotonic() + 20
        while clients() != before:
            assert time.monotonic() < deadline
            await asyncio.sleep(0.05)


async def test_a_server_that_sentinels_watch_and_replace(tmp_path: Path) -> None:
    with contextlib.ExitStack() as stack:
        primary = stack.enter_context(redis_server("--repl-diskless-sync-delay", "0"))
        replica = stack.enter_context(redis_server("--replicaof", "127.0.0.1", str(primary.port)))
        sentinel = stack.enter_context(sentinel_of(primary, tmp_path))
        url = f"redis+sentinel://127.0.0.1:{sentinel.port}/main"
        await use(url)
        one = opened(url)
        await one.announce(Changed(Touches.ALL, ""), "me", 1.0)
        await one.put(replace(entry("k"), contract=replace(entry("k").contract, epoch=2)), None)
        await one.flush()
        deadline = time.monotonic() + 60
        while replica.command("EXISTS", "semcache:e:k") != b":1\r\n":
            assert time.monotonic() < deadline
            await asyncio.sleep(0.1)
        while b"+OK" not in sentinel.command("SENTINEL", "FAILOVER", "main"):
            assert time.monotonic() < deadline  # it has yet to learn of the replica
            await asyncio.sleep(0.1)
        # Until the old one is told, it takes what will be lost.
        while b"role:slave" not in primary.command("INFO", "replication"):
            assert time.monotonic() < deadline
            await asyncio.sleep(0.1)
        while True:
            with contextlib.suppress(StoreFault):
                await one.announce(SourceIs("kb", "v3"), "me", 1.0)
                break
            assert time.monotonic() < deadline
            await asyncio.sleep(0.1)
        assert replica.command("XLEN", "semcache:events") == b":3\r\n"
        assert (await one.world()).epoch == 3
        another = opened(url)
        assert await another.get("k") is not None
        await another.close()
        await one.close()
