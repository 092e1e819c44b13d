"""A store in Redis: what is believed of what lies there, who may vouch for it, and what trouble costs."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from stored_samples import SCOPE, entry, unit

from semcache.adapters.redis_store import RedisStore
from semcache.core.scope import Scope
from semcache.core.world import Changed, SourceIs, Touches
from semcache.errors import StoreFault
from semcache.ports import Changes
from semcache.redis.feed import Place
from semcache.redis.leases import LEASE_SECONDS
from semcache.redis.members import VOUCH_SECONDS
from semcache.redisurl import parse_redis_url
from tests.chaos import ChaosProxy, Trouble, chaos
from tests.redis_servers import SECRET, RedisServer, needs_redis, prefix_of, redis_server, redis_store, shared

pytestmark = needs_redis
EVENT = Changed(Touches.ALL, "")


@pytest.fixture
async def stores(tmp_path: Path) -> AsyncIterator[list[RedisStore]]:
    """Two processes, as far as anybody can tell from outside."""
    both = [redis_store(tmp_path), redis_store(tmp_path)]
    for store in both:
        await store.world()
    yield both
    for store in both:
        await store.close()


@pytest.fixture
def server() -> Iterator[RedisServer]:
    with redis_server() as one:
        yield one


def opened(url: str, prefix: str = "semcache", **options: object) -> RedisStore:
    return RedisStore(parse_redis_url(url), secret=SECRET, prefix=prefix, **options)  # type: ignore[arg-type]


async def until(holds: object, seconds: float = 15.0) -> None:
    """Until this comes to be true: a function, or one that returns a coroutine."""
    deadline = time.monotonic() + seconds
    while True:
        found = holds()  # type: ignore[operator]
        if await found if asyncio.iscoroutine(found) else found:
            return
        assert time.monotonic() < deadline, "it has not come to hold"
        await asyncio.sleep(0.01)


async def vouches(store: RedisStore) -> bool:
    try:
        await store.world()
    except StoreFault:
        return False
    return True


# What lies there.


async def raw(store: RedisStore, *words: str | bytes) -> bytes:
    return await asyncio.to_thread(shared().command, *words)


@pytest.mark.parametrize("field", ["s", "g", "h", "a", "m"])
async def test_what_somebody_else_wrote_is_absent(tmp_path: Path, field: str, caplog: pytest.LogCaptureFixture) -> None:
    store = redis_store(tmp_path, hot_bytes=0)
    await store.put(entry("k"), unit(1, 0))
    await store.flush()
    name = f"{prefix_of(tmp_path)}:e:k"
    await raw(store, "HSET", name, field, b"\x01\x00forged")
    assert await store.get("k") is None
    assert await store.get("k") is None
    # Of another generation or of a newer version it would be no damage.
    assert store.damaged == (0 if field == "g" else 2)
    assert len(caplog.records) == (0 if field == "g" else 1)
    await store.close()


@pytest.mark.parametrize("field", ["s", "e", "v", "w"])
async def test_a_vector_that_somebody_else_wrote_is_absent(tmp_path: Path, field: str) -> None:
    store = redis_store(tmp_path)
    await store.put(entry("k"), unit(1, 0))
    await store.flush()
    await raw(store, "HSET", f"{prefix_of(tmp_path)}:e:k", field, b"forged")
    assert [found async for found in store.vectors()] == []
    await store.close()


async def test_an_entry_under_another_key_is_absent(tmp_path: Path) -> None:
    store = redis_store(tmp_path, hot_bytes=0)
    await store.put(entry("k"), unit(1, 0))
    await store.put(entry("other", "another answer"), unit(1, 0))
    await store.flush()
    prefix = prefix_of(tmp_path)
    await raw(store, "COPY", f"{prefix}:e:k", f"{prefix}:e:other", "REPLACE")
    assert await store.get("other") is None
    await store.close()


def stranger(prefix: str) -> RedisStore:
    return RedisStore(parse_redis_url(shared().url), secret="another key for tests", prefix=prefix)


async def test_a_process_with_another_key_leaves_everybody_else_alone(tmp_path: Path) -> None:
    store, prefix = redis_store(tmp_path), prefix_of(tmp_path)
    await store.put(entry("k"), unit(1, 0))
    await store.flush()
    before = await raw(store, "DUMP", f"{prefix}:feed")
    other = stranger(prefix)
    for _ in range(2):
        with pytest.raises(StoreFault, match="another SEMCACHE_STORE_KEY"):
            await other.announce(EVENT, "tester", 1.0)
        with pytest.raises(StoreFault, match="another SEMCACHE_STORE_KEY"):
            await other.put(entry("k", "another answer"), unit(1, 0))
    assert await raw(store, "DUMP", f"{prefix}:feed") == before
    assert await raw(store, "EXISTS", f"{prefix}:events") == b":0\r\n"
    assert await vouches(store)
    assert await store.get("k") == entry("k")
    await other.close()
    await store.close()


async def test_an_emptied_redis_goes_to_those_who_had_it(tmp_path: Path) -> None:
    store, prefix = redis_store(tmp_path), prefix_of(tmp_path)
    await store.world()
    others = [stranger(prefix) for _ in range(5)]
    for other in others:
        assert await not_vouching(other)
    await store.put(entry("k"), None)
    await store.flush()
    for name in ("generation", "members", "feed", "ends", "e:k"):
        await raw(store, "DEL", f"{prefix}:{name}")
    await until(lambda: vouches_anew(store))
    assert not any([await vouches(other) for other in others])
    await store.close()
    await raw(store, "DEL", f"{prefix}:generation")
    await until(lambda: vouches(others[0]))  # nobody else wants it
    for other in others:
        await other.close()


async def vouches_anew(store: RedisStore) -> bool:
    return await vouches(store) and (await store.world()).epoch > 0


async def test_an_event_that_somebody_else_wrote_makes_nothing_servable(tmp_path: Path) -> None:
    store = redis_store(tmp_path)
    await store.put(entry("k"), None)
    await raw(store, "XADD", f"{prefix_of(tmp_path)}:events", "1-0", "e", '{"kind":"older-than","moment":0}')
    await until(lambda: not_vouching(store))
    with pytest.raises(StoreFault, match="another SEMCACHE_STORE_KEY"):
        await store.world()
    await store.close()


async def not_vouching(store: RedisStore) -> bool:
    return not await vouches(store)


# Several processes.


async def test_what_was_put_before_a_flush_is_seen_by_everybody(stores: list[RedisStore]) -> None:
    one, other = stores
    for number in range(20):
        assert await other.get(f"k{number}") is None
        await one.put(entry(f"k{number}"), None)
        await one.flush()
        assert await other.get(f"k{number}") == entry(f"k{number}")
    await one.put(entry("k0", "again"), None)
    await one.flush()
    assert await other.get("k0") == entry("k0", "again")
    await other.remove(["k0"])
    await until(lambda: is_absent(one, "k0"))


async def is_there(store: RedisStore, key: str) -> bool:
    return await store.get(key) is not None


async def is_absent(store: RedisStore, key: str) -> bool:
    return await store.get(key) is None


async def test_who_asks_while_an_entry_is_removed_does_not_keep_it(stores: list[RedisStore]) -> None:
    store, _ = stores
    await store.put(entry("k"), None)
    await store.flush()
    async with store._writer._lock:  # what is being written comes first
        removing = asyncio.create_task(store.remove(["k"]))
        await asyncio.sleep(0)
        assert await store.get("k") == entry("k")
    assert await removing == 1
    assert await store.get("k") is None


async def test_what_is_removed_is_not_written_later_where_nobody_waits_for_it(stores: list[RedisStore]) -> None:
    store, _ = stores
    async with store._writer._lock:
        await store.put(entry("k"), None)
        removing = asyncio.create_task(store.remove(["k"]))
        await asyncio.sleep(0)
        removing.cancel()
        await asyncio.wait([removing])
    await store.flush()
    assert await store.get("k") is None


async def test_changes_tell_what_others_did(stores: list[RedisStore]) -> None:
    one, other = stores
    for key in "abc":
        await one.put(entry(key), unit(1, 0))
    await one.put(entry("without"), None)
    await one.flush()
    told = await other.changes()
    assert told.is_whole
    assert {(found.scope, found.key, tuple(found.vector)) for found in told.stored} == {
        (SCOPE.digest, key, (1.0, 0.0)) for key in "abc"
    }
    assert told.gone == ((SCOPE.digest, "without"),)
    await one.remove(["b"])
    assert (await other.changes()).gone == ((SCOPE.digest, "b"),)
    waiting = asyncio.create_task(other.changes())
    await one.put(replace(entry("a"), scope=Scope("t", "", "", "", "", "")), unit(0, 1))
    await one.flush()
    assert [found.key for found in (await waiting).stored] == ["a"]


async def test_a_process_that_fell_out_of_the_feed_looks_at_everything_anew(stores: list[RedisStore]) -> None:
    one, other = stores
    await one.put(entry("k"), None)
    await one.flush()
    await other.changes()
    await raw(other, "XTRIM", f"{other._names.feed}", "MAXLEN", "0")
    assert not (await other.changes()).is_whole
    await one.put(entry("new"), unit(1, 0))
    await one.flush()
    assert [found.key for found in (await other.changes()).stored] == ["new"]
    assert await other.get("new") == entry("new")


async def test_a_leader_that_lost_its_lease_does_not_write_over_its_successor(stores: list[RedisStore]) -> None:
    one, other = stores
    await one.put(entry("k", "by the successor"), None, fence=8)
    await one.flush()
    await other.put(entry("k", "by the one before"), None, fence=7)
    await other.flush()
    assert await other.get("k") == entry("k", "by the successor")
    await one.put(entry("k", "later"), None, fence=7)
    assert await one.get("k") == entry("k", "by the successor")
    await other.put(entry("k", "without a lease"), None)
    await other.flush()
    assert await one.get("k") == entry("k", "without a lease")


# Events.


async def test_an_event_is_in_force_everywhere_when_its_announcement_returns(stores: list[RedisStore]) -> None:
    one, other = stores
    for number in range(1, 30):
        await (one if number % 2 else other).announce(SourceIs("kb", f"v{number}"), "me", 1.0)
        assert (await one.world()).epoch == (await other.world()).epoch == number


async def test_announcements_at_once_are_numbered_without_a_gap(tmp_path: Path) -> None:
    many = [redis_store(tmp_path) for _ in range(5)]
    told = await asyncio.gather(*(store.announce(EVENT, "me", 1.0) for store in many for _ in range(6)))
    assert sorted(one.number for one in told) == list(range(1, 31))
    for store in many:
        assert (await store.world()).epoch == 30
        await store.close()


async def test_a_process_that_cannot_hear_ceases_to_vouch_before_an_announcement_returns(tmp_path: Path) -> None:
    with chaos(shared().port) as proxy:
        deaf, one = opened(proxy.url, prefix_of(tmp_path)), redis_store(tmp_path)
        await asyncio.gather(deaf.world(), one.world())
        proxy.set(Trouble.FROZEN)
        assert (await deaf.world()).epoch == 0
        began = time.monotonic()
        await one.announce(EVENT, "me", 1.0)
        assert time.monotonic() - began > VOUCH_SECONDS / 2
        with pytest.raises(StoreFault):
            await deaf.world()
        with pytest.raises(StoreFault):
            await deaf.get("k")
        # Whoever is gone is waited for once.
        assert (await raw(one, "HLEN", one._names.members)).startswith(b":1\r\n")
        await one.announce(EVENT, "me", 1.0)
        proxy.set(Trouble.NONE)
        await until(lambda: vouches(deaf))
        assert (await deaf.world()).epoch == 2
        await deaf.close()
        await one.close()


@pytest.mark.parametrize("events", [0, 1])
async def test_an_announcement_to_a_redis_that_was_emptied_waits_for_those_it_has_forgotten(
    server: RedisServer, events: int
) -> None:
    with chaos(server.port) as proxy:
        deaf, one = opened(proxy.url), opened(server.url)
        for _ in range(events):
            await one.announce(EVENT, "me", 1.0)
        await asyncio.gather(deaf.world(), one.world())
        proxy.set(Trouble.FROZEN)
        before = await deaf.world()
        server.command("FLUSHALL")
        await one.announce(EVENT, "me", 1.0)
        with pytest.raises(StoreFault):
            assert await deaf.world() == before
        proxy.set(Trouble.NONE)
        await deaf.close()
        await one.close()


async def test_no_process_ever_knows_less_than_an_announcement_that_returned(tmp_path: Path) -> None:
    """Three processes, two of which are cut off, slow or silent again and again, and whatever they say is held
    against what had been announced when they were asked."""
    announced, answers, faults = 0, 0, 0
    random = Random(7)
    with chaos(shared().port) as near, chaos(shared().port) as far:
        deaf = [opened(proxy.url, prefix_of(tmp_path)) for proxy in (near, far)]
        one = redis_store(tmp_path)
        await asyncio.gather(*(store.world() for store in (one, *deaf)))
        done = asyncio.Event()

        async def look(store: RedisStore) -> None:
            nonlocal answers, faults
            while not done.is_set():
                least = announced
                try:
                    assert (await store.world()).epoch >= least
                    answers += 1
                except StoreFault:
                    faults += 1
                await asyncio.sleep(0.003)

        async def trouble(proxy: ChaosProxy) -> None:
            while not done.is_set():
                proxy.delay = random.choice((0.0, 0.0, 0.05, 0.15))
                trouble = random.choice((Trouble.NONE, Trouble.FROZEN, Trouble.REFUSED, Trouble.CUT))
                await asyncio.to_thread(proxy.set, trouble)
                await asyncio.sleep(random.uniform(0.1, 0.6))
                await asyncio.to_thread(proxy.set, Trouble.NONE)
                await asyncio.sleep(random.uniform(0.5, 2.0))

        tasks = [asyncio.create_task(work) for work in (*map(look, (one, *deaf)), trouble(near), trouble(far))]
        began = time.monotonic()

        def is_enough() -> bool:
            passed = time.monotonic() - began
            return passed > 8 and (passed > 60 or (announced > 5 and answers > 100 and faults > 0))

        while not is_enough():
            announced = (await one.announce(EVENT, "me", 1.0)).number
            await asyncio.sleep(0.05)
        done.set()
        await asyncio.gather(*tasks)
        assert announced > 5
        assert answers > 100
        assert faults > 0
        for store in (one, *deaf):
            await store.close()


async def test_a_process_that_stood_still_hears_what_is_new_before_it_serves(tmp_path: Path) -> None:
    one, other = redis_store(tmp_path), redis_store(tmp_path)
    await asyncio.gather(one.world(), other.world())
    # The loop of this process stands still; nobody hears of anything, and what the other one writes is in Redis.
    fields = one._seal.event(1, EVENT, "me", 1.0)
    shared().command("XADD", one._names.events, "1-0", *fields)
    time.sleep(VOUCH_SECONDS * 1.1)  # noqa: ASYNC251
    assert (await one.world()).epoch == 1
    assert (await other.world()).epoch == 1
    await one.close()
    await other.close()


@pytest.mark.parametrize("what_remains", ["nothing", "the entries, and an older world"])
async def test_when_redis_loses_an_event_nothing_stored_before_is_servable(
    server: RedisServer, what_remains: str, caplog: pytest.LogCaptureFixture
) -> None:
    one = opened(server.url)
    await one.announce(SourceIs("kb", "v1"), "me", 1.0)
    await one.put(entry("k"), unit(1, 0))
    await one.flush()
    await one.announce(SourceIs("kb", "v2"), "me", 1.0)
    before = await one.world()
    if what_remains == "nothing":
        server.command("FLUSHALL")
    else:
        server.command("XDEL", "semcache:events", "2-0")
        server.command("XSETID", "semcache:events", "1-0")
    await until(lambda: is_absent(one, "k"))
    world = await one.world()
    assert world.epoch > before.epoch
    assert world.says_gone(entry("k").grounds)
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    # An answer that was asked for before is not kept either; what is asked for now is.
    await one.put(entry("k"), None)
    assert await one.get("k") is None
    asked_now = replace(entry("k"), contract=replace(entry("k").contract, epoch=world.epoch))
    await one.put(asked_now, None)
    await one.flush()
    another = opened(server.url)
    assert await another.get("k") == asked_now
    told = await another.announce(EVENT, "me", 1.0)
    assert told.number == (1 if what_remains == "nothing" else 2)
    assert (await one.world()).says_gone(asked_now.grounds)
    await one.sweep(0.0)
    assert await one.count() == 0
    await another.close()
    await one.close()


async def test_after_a_redis_was_emptied_the_index_is_told_once_to_begin_anew(server: RedisServer) -> None:
    one = opened(server.url)
    await one.world()
    told: list[Changes] = []

    async def follow() -> None:
        while not (told and told[-1].stored):
            told.append(await one.changes())

    following = asyncio.create_task(follow())
    server.command("FLUSHALL")
    await until(lambda: vouches_anew(one))
    another = opened(server.url)
    epoch = (await another.world()).epoch
    asked_now = replace(entry("k"), contract=replace(entry("k").contract, epoch=epoch))
    await another.put(asked_now, unit(1, 0))
    await another.flush()
    await asyncio.wait_for(following, 20)
    assert [changes.is_whole for changes in told].count(False) == 1
    await another.close()
    await one.close()


# Trouble.


async def test_it_starts_without_redis_and_works_when_it_comes(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "semcache")
    with redis_server() as server:
        server.stop()
        store = opened(server.url)
        for _ in range(3):
            with pytest.raises(StoreFault):
                await store.get("k")
        with pytest.raises(StoreFault):
            store.world().send(None)  # at once: there is nothing that it waits for
        server.start()
        await until(lambda: vouches(store))
        await store.put(entry("k"), None)
        await store.flush()
        assert [record.getMessage().split(";")[-1] for record in caplog.records] == [
            " the cache rests",
            " the cache works again",
        ]
        await store.close()


async def test_what_redis_does_not_take_is_kept_and_written_later(server: RedisServer) -> None:
    store = opened(server.url, pending_bytes=100_000)
    await store.world()
    server.command("CONFIG", "SET", "maxmemory", "1")
    for number in range(60):
        await store.put(entry(f"k{number}"), None)
    with pytest.raises(StoreFault, match="maxmemory"):
        await store.flush()
    assert 10 < store.unwritten < 59
    # It can be heard and told all the same.
    assert (await store.announce(EVENT, "me", 1.0)).number == 1
    assert (await store.world()).epoch == 1
    server.command("CONFIG", "SET", "maxmemory", "0")
    await store.flush()
    assert await store.count() == 60 - store.unwritten
    await store.close()


@pytest.mark.parametrize("garbage", [b":1\r\n", b"+OK\r\n", b"*0\r\n", b"$-1\r\n"])
async def test_replies_that_fit_no_command_are_trouble_that_ends(server: RedisServer, garbage: bytes) -> None:
    with chaos(server.port) as proxy:
        proxy.garbage = garbage * 8
        store, other = opened(proxy.url, hot_bytes=0), opened(server.url)
        await asyncio.gather(store.world(), other.world())
        await store.put(entry("there"), None)
        await store.flush()
        await asyncio.to_thread(proxy.set, Trouble.GARBAGE)
        for number in range(20):
            with suppress(StoreFault):
                await store.put(entry(f"k{number}"), None)
                assert await store.get("there") in (entry("there"), None)
                await store.count_gone(EVENT)
            await asyncio.sleep(0.05)
        await asyncio.to_thread(proxy.set, Trouble.NONE)
        await until(lambda: vouches(store))
        # Whatever goes on beside requests goes on.
        store._hearing.doubt("a request found it in trouble")
        await until(lambda: vouches(store))
        epoch = (await store.world()).epoch
        await store.put(replace(entry("new"), contract=replace(entry("new").contract, epoch=epoch)), None)
        await until(lambda: is_there(other, "new"))
        await until(lambda: not store._replica.to_learn.is_set())
        await store.close()
        await other.close()


async def test_what_is_no_entry_keeps_no_other_from_being_written(tmp_path: Path) -> None:
    store, name = redis_store(tmp_path), f"{prefix_of(tmp_path)}:e:"
    await store.put(entry("damaged"), None, 1)
    await store.flush()
    await raw(store, "SET", name + "odd", "no hash")
    await raw(store, "HSET", name + "damaged", "f", "1g")
    for key in ("odd", "damaged", "k"):
        await store.put(entry(key), None, 2)
    await store.flush()
    assert await store.count() == 3
    await store.close()


async def test_a_cancelled_operation_drops_its_connection(tmp_path: Path) -> None:
    with chaos(shared().port) as proxy:
        store = opened(proxy.url, prefix_of(tmp_path), hot_bytes=0)
        for number in range(50):
            await store.put(entry(f"k{number}", f"answer {number}"), None)
        await store.flush()
        proxy.delay = 0.002
        for round in range(40):
            tasks = [asyncio.create_task(store.get(f"k{number}")) for number in range(50)]
            await asyncio.sleep(0.0005 * (round % 12))
            for task in tasks[round % 3 :: 3]:
                task.cancel()
            for number, found in enumerate(await asyncio.gather(*tasks, return_exceptions=True)):
                assert isinstance(found, BaseException) or found == entry(f"k{number}", f"answer {number}")
        client = store._client
        await until(lambda: client.connections == len(client._idle) + 1)  # and one that listens
        await store.close()
        assert client.connections == 0


async def test_the_password_is_shown_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    canary = "canary-in-a-coal-mine"
    caplog.set_level(logging.DEBUG)
    with redis_server("--requirepass", canary) as server:
        url = f"redis://:{canary}@127.0.0.1:{server.port}"
        store = opened(url)
        await store.put(entry("k"), None)
        await store.flush()
        assert await store.get("k") == entry("k")
        shown = [repr(store), str(vars(store)), str(store._client.url), repr(store._client.url)]
        server.stop()
        await until(lambda: not_vouching(store))
        with pytest.raises(StoreFault) as caught:
            await store.world()
        shown += [str(caught.value), repr(caught.value)]
        await store.close()
        wrong = opened(f"redis://:{canary}-wrong@127.0.0.1:{server.port}")
        server.start()
        with pytest.raises(StoreFault, match="invalid") as caught:
            await wrong.world()
        shown += [str(caught.value)]
        await wrong.close()
    assert canary not in "".join([*shown, caplog.text])


# Leases.


@pytest.mark.parametrize("times", [1, 2])
async def test_a_lease_whose_taker_left_is_given_back_and_not_waited_for(
    tmp_path: Path, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("semcache.redis.leases.LEASE_SECONDS", 600.0)  # none ends by itself
    keys = [f"k{number}" for number in range(48)]
    with chaos(shared().port) as proxy:
        one, other = opened(proxy.url, prefix_of(tmp_path)), redis_store(tmp_path)
        leases, others = one.leases(), other.leases()
        await asyncio.gather(one.world(), other.world())
        proxy.delay = 0.002
        for number, key in enumerate(keys):
            taking = asyncio.create_task(leases.take(key))
            await asyncio.sleep(0.0005 * (number % 12))
            for _ in range(times):
                taking.cancel()
                await asyncio.sleep(0)
            await asyncio.wait([taking])
            if not taking.cancelled() and (lease := taking.result()) is not None:
                await lease.release()
        async with asyncio.timeout(30):
            for key in keys:
                await others.freed(key)
        assert None not in [await others.take(key) for key in keys]
        for part in (leases, others, one, other):
            await part.close()


async def test_closing_waits_until_what_nobody_waited_for_is_given_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("semcache.redis.leases.LEASE_SECONDS", 600.0)
    with chaos(shared().port) as proxy:
        one, other = opened(proxy.url, prefix_of(tmp_path)), redis_store(tmp_path)
        leases, others = one.leases(), other.leases()
        await asyncio.gather(one.world(), other.world())
        proxy.delay = 0.02
        taking = asyncio.create_task(leases.take("k"))
        for _ in range(10):
            await asyncio.sleep(0)
        taking.cancel()
        await asyncio.wait([taking])
        await leases.close()
        assert await others.take("k") is not None
        for part in (others, one, other):
            await part.close()


async def test_a_holder_that_cannot_be_heard_loses_its_lease(tmp_path: Path) -> None:
    with chaos(shared().port) as proxy:
        deaf, one = opened(proxy.url, prefix_of(tmp_path)), redis_store(tmp_path)
        others, leases = deaf.leases(), one.leases()
        lost = await others.take("k")
        kept = await leases.take("other")
        assert lost is not None
        assert kept is not None
        proxy.set(Trouble.FROZEN)
        began = time.monotonic()
        await leases.freed("k")
        assert time.monotonic() - began < 5 * LEASE_SECONDS
        found = await leases.take("k")
        assert found is not None
        assert found.fence > lost.fence
        proxy.set(Trouble.NONE)
        await until(lambda: lost.is_lost)
        await lost.release()
        assert not found.is_lost
        assert not kept.is_lost  # it was prolonged all the while
        assert await leases.take("other") is None
        await others.close()
        await leases.close()
        await deaf.close()
        await one.close()


# Giving back space.


async def test_those_who_hold_most_give_way(tmp_path: Path) -> None:
    store = redis_store(tmp_path, max_entries=30)
    for number in range(10):
        await store.put(replace(entry(f"small{number}", created=float(number)), author="small"), None)
    for number in range(200):
        await store.put(replace(entry(f"big{number:03}", created=1000.0 + number), author="big"), None)
    gone = {key for _, key in await store.sweep(0.0)}
    assert gone == {f"big{number:03}" for number in range(180)}
    assert await store.count() == 30
    await store.close()


async def test_what_is_no_entry_is_taken_off_the_lists(tmp_path: Path) -> None:
    store = redis_store(tmp_path)
    await store.put(entry("k"), None)
    await store.flush()
    await raw(store, "ZADD", f"{prefix_of(tmp_path)}:ends", "1", "rubbish")
    await raw(store, "SET", f"{prefix_of(tmp_path)}:e:x", "no hash")
    assert await store.find_keys("") == ["k"]
    assert await store.sweep(10.0) == []
    assert await store.count() == 1
    assert store.damaged > 0
    await store.close()


async def test_what_another_stores_while_a_sweep_goes_on_stays_in_the_index(stores: list[RedisStore]) -> None:
    store, other = stores
    await store.put(entry("k", expires=100.0), unit(1, 0))
    await store.flush()
    sweep = store._sweeper.sweep

    async def slowly(now: float, tell: Callable[[Place], None]) -> None:
        await sweep(now, tell)
        await other.put(entry("k"), unit(1, 0))
        await other.flush()
        while not (await store.changes()).stored:
            pass

    store._sweeper.sweep = slowly  # type: ignore[method-assign]
    assert await store.sweep(200.0) == []


async def test_what_was_damaged_keeps_nothing_else_from_being_swept(tmp_path: Path) -> None:
    store, name = redis_store(tmp_path), f"{prefix_of(tmp_path)}:e:"
    for key in ("odd", "damaged", "k"):
        await store.put(entry(key, expires=100.0), None)
    await store.flush()
    await raw(store, "SET", name + "odd", "no hash")
    await raw(store, "HSET", name + "damaged", "x", "1g")
    assert {key for _, key in await store.sweep(200.0)} == {"odd", "damaged", "k"}
    assert await store.count() == 0
    await store.close()


async def test_what_redis_deleted_by_itself_is_taken_off_the_lists(tmp_path: Path) -> None:
    store = redis_store(tmp_path, max_entries=3)
    for number in range(6):
        await store.put(entry(f"k{number}", expires=100.0 if number < 4 else 1e9, created=float(number)), None)
    await store.flush()
    for number in range(4):
        await raw(store, "DEL", f"{prefix_of(tmp_path)}:e:k{number}")
    assert {key for _, key in await store.sweep(200.0)} == {"k0", "k1", "k2", "k3"}
    assert await store.count() == 2
    assert b":2\r\n" in await raw(store, "ZCARD", f"{prefix_of(tmp_path)}:age:tenant")
    await store.close()
