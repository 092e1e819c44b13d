"""What every store promises about events."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from stored_samples import SCOPE, entry, unit

from semcache.adapters.memory import MemoryStore
from semcache.adapters.sqlite_store import SqliteStore
from semcache.core.entry import Entry
from semcache.core.world import Announcement, Changed, Event, OlderThan, SourceIs, SourceVersion, Touches, World
from semcache.errors import StoreFault
from semcache.ports import Store
from tests.redis_servers import every, redis_store

Make = Callable[[Path], Store]
STORES: dict[str, Make] = {
    "memory": lambda _: MemoryStore(),
    "sqlite": lambda path: SqliteStore(path, hot_bytes=0),
    "redis": lambda path: redis_store(path, hot_bytes=0),
}
every_store = pytest.mark.parametrize("make", every(STORES))


@pytest.fixture
async def store(make: Make, tmp_path: Path) -> AsyncIterator[Store]:
    store = make(tmp_path / "cache.db")
    yield store
    await store.close()


def resting(
    key: str,
    *sources: str,
    tags: tuple[str, ...] = (),
    tenant: str = "tenant",
    model: str = "gpt-4.1",
    author: str = "author",
    rule: str = "faq",
    created: float = 1000.0,
    expires: float = 2000.0,
    epoch: int = 0,
) -> Entry:
    """An entry that rests on these sources: "kb@v1"."""
    plain = entry(key, scope=replace(SCOPE, tenant=tenant, model=model), created=created, expires=expires)
    versions = tuple(SourceVersion(*source.split("@")) for source in sources)
    contract = replace(plain.contract, rule=rule, sources=versions, tags=tags, epoch=epoch)
    return replace(plain, contract=contract, author=author)


async def audit_of(store: Store, limit: int = 100) -> list[Announcement]:
    return [announcement async for announcement in store.announcements(limit)]


ENTRIES = [
    resting("a1", "kb@v1", "prices", created=10.0),
    resting("a2", "kb@v2", tags=("t",), created=20.0),
    resting("a3", "kb", tenant="ann", created=30.0),
    resting("b4", "kb/more@v1", model="gpt-5", created=40.0),
    resting("b5", 'od"d\\ \u2028ä@v1', author="eve", rule='r"', tags=("kb",), created=50.0, expires=-1.0),
]


@every_store
@pytest.mark.parametrize(
    ("event", "gone"),
    [
        (SourceIs("kb", "v2"), {"a1", "a3"}),
        (SourceIs("kb", "v3"), {"a1", "a2", "a3"}),
        (SourceIs("kb/more", "v1"), set()),
        (SourceIs('od"d\\ \u2028ä', "v2"), {"b5"}),
        (Changed(Touches.SOURCE, "kb"), {"a1", "a2", "a3"}),
        (Changed(Touches.SOURCE, "prices"), {"a1"}),
        (Changed(Touches.SOURCE, "v1"), set()),
        (Changed(Touches.TAG, "kb"), {"b5"}),
        (Changed(Touches.TAG, "t"), {"a2"}),
        (Changed(Touches.TENANT, "ann"), {"a3"}),
        (Changed(Touches.TENANT, "eve"), set()),
        (Changed(Touches.AUTHOR, "eve"), {"b5"}),
        (Changed(Touches.MODEL, "gpt-5"), {"b4"}),
        (Changed(Touches.MODEL, "gpt-4.1-2025-04-14"), {"a1", "a2", "a3", "b4", "b5"}),
        (Changed(Touches.MODEL, "faq"), set()),
        (Changed(Touches.POLICY, 'r"'), {"b5"}),
        (Changed(Touches.ENTRY, "a2"), {"a2"}),
        (Changed(Touches.ENTRY, "a"), set()),
        (Changed(Touches.ALL, ""), {"a1", "a2", "a3", "b4", "b5"}),
        (OlderThan(30.0), {"a1", "a2"}),
    ],
)
async def test_an_event_ends_what_it_names_and_says_how_many(store: Store, event: Event, gone: set[str]) -> None:
    for one in ENTRIES:
        await store.put(one, None)
    assert await store.count_gone(event) == len(gone)
    assert await store.world() == World()
    announced = await store.announce(event, "me", 5.0)
    assert announced == Announcement(1, event, "me", 5.0, len(gone))
    world = await store.world()
    assert world == World().after(1, event)
    assert {one.key for one in ENTRIES if world.says_gone(one.grounds)} == gone
    assert await store.count_gone(event) == 0
    swept = {key for _, key in await store.sweep(-1.0)}
    assert swept == gone
    assert await store.count() == len(ENTRIES) - len(gone)


@every_store
async def test_the_audit_is_newest_first(store: Store) -> None:
    events: list[Event] = [SourceIs("kb", f"v{number}") for number in range(12)]
    for number, event in enumerate(events):
        await store.announce(event, f"user \u00e4{number}", float(number))
    expected = [Announcement(n + 1, event, f"user \u00e4{n}", float(n), 0) for n, event in enumerate(events)]
    assert await audit_of(store) == expected[::-1]
    assert await audit_of(store, limit=2) == [expected[11], expected[10]]


@every_store
@pytest.mark.parametrize("event", [OlderThan(float("nan")), OlderThan(float("-inf")), SourceIs("\ud800", "v1")])
async def test_an_event_that_cannot_be_kept_is_a_fault_and_changes_nothing(store: Store, event: Event) -> None:
    for call in (store.count_gone(event), store.announce(event, "me", 1.0)):
        with pytest.raises(StoreFault, match="cannot be kept"):
            await call
    assert (await store.world(), await audit_of(store)) == (World(), [])


@every_store
async def test_what_was_asked_for_after_the_event_stays(store: Store) -> None:
    event = SourceIs("kb", "v2")
    await store.announce(event, "me", 1.0)
    await store.put(resting("before", "kb", epoch=0), None)
    await store.put(resting("after", "kb", epoch=1), None)
    assert [key for _, key in await store.sweep(0.0)] == ["before"]
    assert await store.count_gone(Changed(Touches.SOURCE, "kb")) == 1


@every_store
async def test_what_is_stale_but_of_use_is_not_swept(store: Store) -> None:
    stale = resting("k", expires=100.0)
    await store.put(replace(stale, contract=replace(stale.contract, error_until=300.0)), None)
    assert await store.sweep(200.0) == []
    assert [key for _, key in await store.sweep(301.0)] == ["k"]


@every_store
async def test_keys_are_found_by_their_beginning(store: Store) -> None:
    for key in ("aa1", "aa2", "ab1", "b"):
        await store.put(entry(key), None)
    assert await store.find_keys("aa") == ["aa1", "aa2"]
    assert await store.find_keys("a", limit=3) == ["aa1", "aa2", "ab1"]
    assert await store.find_keys("ab1") == ["ab1"]
    assert await store.find_keys("c") == []


@every_store
async def test_a_closed_store_hears_nothing(make: Make, tmp_path: Path) -> None:
    store = make(tmp_path / "cache.db")
    await store.close()
    event = Changed(Touches.ALL, "")
    calls = [
        store.world(), store.announce(event, "me", 1.0), store.count_gone(event), store.find_keys("a"), audit_of(store)
    ]  # fmt: skip
    for call in calls:
        with pytest.raises(StoreFault, match="closed"):
            await call


NAMES = st.sampled_from(["a", "b", 'c"'])
VERSIONS = st.sampled_from(["", "v1", "v2"])
EVENTS = st.one_of(
    st.builds(SourceIs, NAMES, st.sampled_from(["v1", "v2", "v3"])),
    st.builds(Changed, st.sampled_from([one for one in Touches if one is not Touches.ALL]), NAMES),
    st.just(Changed(Touches.ALL, "")),
    st.builds(OlderThan, st.integers(0, 40).map(float)),
)


class EventMachine(RuleBasedStateMachine):
    """Any order of puts, events and sweeps, seen through two stores on one file, agrees with a recount by hand."""

    make: Make

    @initialize()
    def open(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "cache.db"
        self.stores = [self.loop.run_until_complete(self._made())]
        if not isinstance(self.stores[0], MemoryStore):
            self.stores.append(self.loop.run_until_complete(self._made()))
        self.entries: dict[str, Entry] = {}
        self.announced: list[Announcement] = []

    async def _made(self) -> Store:
        return type(self).make(self.path)

    @property
    def world(self) -> World:
        return World().after_all((one.number, one.event) for one in self.announced)

    def gone(self) -> set[str]:
        return {key for key, one in self.entries.items() if self.world.says_gone(one.grounds) is not None}

    @rule(
        key=NAMES, name=NAMES, other=NAMES, version=VERSIONS, created=st.integers(0, 40), behind=st.integers(0, 2),
        tags=st.sets(NAMES, max_size=2),
    )  # fmt: skip
    def put(self, key: str, name: str, other: str, version: str, created: int, behind: int, tags: set[str]) -> None:
        epoch = max(0, len(self.announced) - behind)
        stored = resting(
            key, f"{name}@{version}", tags=tuple(tags), tenant=other, model=name, author=name, rule=other,
            created=float(created), expires=50.0, epoch=epoch,
        )  # fmt: skip
        self.entries[key] = stored
        self.loop.run_until_complete(self.stores[0].put(stored, unit(1, 0)))
        self.loop.run_until_complete(self.stores[0].count())

    @rule(event=EVENTS, through=st.integers(0, 1))
    def announce(self, event: Event, through: int) -> None:
        before = self.gone()
        store = self.stores[through % len(self.stores)]
        assert self.loop.run_until_complete(store.world()) == self.world
        expected = self.loop.run_until_complete(store.count_gone(event))
        number = len(self.announced) + 1
        announced = self.loop.run_until_complete(store.announce(event, "me", float(number)))
        self.announced.append(announced)
        assert announced == Announcement(number, event, "me", float(number), len(self.gone() - before))
        assert announced.entries == expected

    @rule()
    def hear(self) -> None:
        for store in self.stores:
            assert self.loop.run_until_complete(store.world()) == self.world
            assert self.loop.run_until_complete(audit_of(store)) == self.announced[::-1]

    @rule(now=st.sampled_from([0.0, 51.0]))
    def sweep(self, now: float) -> None:
        keys = {key for _, key in self.loop.run_until_complete(self.stores[0].sweep(now))}
        expired = set(self.entries) if now > 50.0 else set()
        assert expired <= keys <= expired | self.gone()
        for key in keys:
            del self.entries[key]
        assert self.loop.run_until_complete(self.stores[0].count()) == len(self.entries)

    @rule()
    def reopen(self) -> None:
        if not isinstance(self.stores[0], MemoryStore):
            self.loop.run_until_complete(self.stores[0].close())
            self.stores[0] = self.loop.run_until_complete(self._made())

    def teardown(self) -> None:
        for store in self.stores:
            self.loop.run_until_complete(store.close())
        self.loop.close()
        self.folder.cleanup()


@every_store
def test_any_order_of_puts_and_events_agrees_with_a_recount(make: Make) -> None:
    machine = type("Machine", (EventMachine,), {"make": staticmethod(make)})
    run_state_machine_as_test(machine, settings=settings(max_examples=25, stateful_step_count=20, deadline=None))
