"""Several processes over one home folder: numbers, accounts, and what is done but once."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from pathlib import Path

import pytest

from semcache.adapters.file_leases import FileLeases
from semcache.adapters.memory import MemoryIndex, MemoryLedger, MemoryStore
from semcache.adapters.sqlite_labels import SqliteLabels
from semcache.core.bound import Observation
from semcache.core.entry import Entry
from semcache.core.freshness import Contract
from semcache.core.ledger import CostRow
from semcache.core.owncosts import OwnRates
from semcache.core.request import Completion
from semcache.core.scope import Scope
from semcache.core.verify import FEATURES, Sighting, Standing
from semcache.metrics import Metrics
from semcache.slot import Slot
from semcache.trusting import NO_SLOT, Trusts
from semcache.upkeep import Upkeep
from tests.harness import TestClock, changed

RULE = changed(max_error=0.05)
ENTRY = Entry(
    "k", Scope("t", "chat", "m", "f", "p", "e"), "q", Completion("chat", "m", b"{}", None),
    Contract("test", "p", 1.0, 2.0), "t",
)  # fmt: skip
NEAR = [Sighting("k", 0.999, 8.0, Standing("k", 50, 0))]
SEEN = tuple(0.0 for _ in FEATURES)


def slots(home: Path, count: int, of: int) -> list[Slot]:
    return [Slot(FileLeases(home / "leases"), of) for _ in range(count)]


async def free(slot: Slot) -> None:
    assert slot._leases is not None
    await slot._leases.close()


async def test_each_process_has_a_number_of_its_own_and_the_first_keeps_house(tmp_path: Path) -> None:
    first, second, third = slots(tmp_path, 3, of=2)
    assert [await one.take() for one in (first, second, third)] == [True, True, False]
    assert [one.number for one in (first, second, third)] == [0, 1, None]
    assert [one.keeps_house for one in (first, second, third)] == [True, False, False]
    await free(first)
    assert await third.take()
    assert third.keeps_house
    alone = Slot()
    assert alone.keeps_house
    assert await alone.take()


async def test_where_nothing_can_be_locked_each_process_does_what_one_would(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    alone, several = (Slot(FileLeases(tmp_path / "file" / "leases"), of) for of in (1, 3))
    assert await alone.take()
    assert alone.keeps_house
    assert not await several.take()
    assert several.keeps_house


async def test_a_second_process_over_a_home_of_one_is_told_what_to_do(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = slots(tmp_path, 2, of=1)
    assert [await one.take() for one in (first, second, second)] == [True, False, False]
    assert [record.getMessage().split(":")[0] for record in caplog.records] == [
        "more than 1 process(es) use this home folder"
    ]
    assert not second.keeps_house


class Deployment:
    """Rules' trusts in several processes."""

    def __init__(self, home: Path, of: int) -> None:
        self.home = home
        self.slots = slots(home, of, of)
        self.labels = [SqliteLabels(home / "labels.db") for _ in range(of)]
        self.trusts = [Trusts(*pair) for pair in zip(self.labels, [Metrics()] * of, self.slots, strict=True)]

    async def start(self) -> Deployment:
        for slot in self.slots:
            assert await slot.take()
        return self

    async def settle(self) -> None:
        for trusts, labels in zip(self.trusts, self.labels, strict=True):
            trusts.keep()
            await labels.flush()
        for trusts, labels in zip(self.trusts, self.labels, strict=True):
            await labels.refresh()
            trusts.hear()

    async def stop(self) -> None:
        for labels, slot in zip(self.labels, self.slots, strict=True):
            await labels.close()
            await free(slot)


async def test_every_process_learns_from_what_one_observes(tmp_path: Path) -> None:
    house = await Deployment(tmp_path, 3).start()
    before = [trusts.of(RULE).allows(SEEN).probability for trusts in house.trusts]
    for _ in range(30):
        house.trusts[1].observe(RULE, Observation(SEEN, right=True))
    await house.settle()
    after = [trusts.of(RULE).allows(SEEN).probability for trusts in house.trusts]
    assert len(set(after)) == 1
    assert all(then > now for then, now in zip(after, before, strict=True))
    await house.settle()
    assert [trusts.of(RULE).allows(SEEN).probability for trusts in house.trusts] == after
    await house.stop()


async def test_audits_of_one_process_switch_the_tier_off_in_all(tmp_path: Path) -> None:
    house = await Deployment(tmp_path, 2).start()
    for trusts in house.trusts:
        trusts.of(RULE)
    for _ in range(400):
        house.trusts[0].observe(RULE, Observation(SEEN, right=False, served=True))
    await house.settle()
    assert {trusts.of(RULE).footing.name for trusts in house.trusts} == {"off"}
    await house.stop()


async def test_each_process_keeps_its_own_account_and_the_next_one_in_its_place_goes_on_with_it(tmp_path: Path) -> None:
    house = await Deployment(tmp_path, 2).start()
    for number, trusts in enumerate(house.trusts):
        for _ in range(number + 1):
            trusts.served(RULE, trusts.weigh(RULE, ENTRY, NEAR, 0))
    await house.settle()
    await house.stop()
    again = await Deployment(tmp_path, 2).start()
    assert [trusts.of(RULE)._account.hits for trusts in again.trusts] == [1, 2]
    assert [trusts.of(RULE)._account.delta for trusts in again.trusts] == [0.025, 0.025]
    await again.stop()
    more = await Deployment(tmp_path, 4).start()
    assert [trusts.of(RULE)._account.hits for trusts in more.trusts] == [0, 0, 0, 0]
    assert {trusts.of(RULE)._account.delta for trusts in more.trusts} == {0.0125}
    await more.stop()


async def test_a_process_too_many_serves_nothing_on_the_verifiers_word_until_another_ends(tmp_path: Path) -> None:
    house = await Deployment(tmp_path, 1).start()
    assert house.trusts[0].weigh(RULE, ENTRY, NEAR, 0).verdict.allowed
    house.trusts[0].served(RULE, house.trusts[0].weigh(RULE, ENTRY, NEAR, 0))
    slot, labels = slots(tmp_path, 1, of=1)[0], SqliteLabels(tmp_path / "labels.db")
    await slot.take()
    late = Trusts(labels, Metrics(), slot)
    verdict = late.weigh(RULE, ENTRY, NEAR, 0).verdict
    assert (verdict.allowed, verdict.detail) == (False, NO_SLOT)
    late.count("test", right=False)
    await house.settle()
    await house.stop()
    await labels.refresh()
    assert await slot.take()
    late.seated()
    assert late.weigh(RULE, ENTRY, NEAR, 0).verdict.allowed
    assert late.of(RULE)._account.hits == 1
    assert (late.rate("test").checked, late.rate("test").wrong) == (1, 1)
    await labels.close()


async def test_the_rate_of_wrong_hits_is_what_all_found(tmp_path: Path) -> None:
    house = await Deployment(tmp_path, 3).start()
    for number, trusts in enumerate(house.trusts):
        for found in range(10):
            trusts.count("test", right=found >= number)
    await house.settle()
    assert {(trusts.rate("test").checked, trusts.rate("test").wrong) for trusts in house.trusts} == {(30, 3)}
    await house.stop()


def upkeep(slot: Slot, ledger: MemoryLedger, clock: TestClock) -> Upkeep:
    from semcache.adapters.hash_embedder import HashEmbedder

    rates = OwnRates(machine=Decimal("0.60"))
    parts = (HashEmbedder(), MemoryIndex(), MemoryStore(), ledger, clock, Metrics())
    return Upkeep(*parts, rates=rates, slot=slot)


async def test_the_machines_hours_are_booked_once(tmp_path: Path) -> None:
    ledger, clock = MemoryLedger(), TestClock()
    several = slots(tmp_path, 3, of=3)
    for slot in several:
        await slot.take()
    works = [upkeep(slot, ledger, clock) for slot in several]
    for work in works:
        work._booked = (clock.now(), work._embedder.spent)
    clock.offset = 3600.0
    for work in works:
        work.book_own_work()
    rows = [row for row in ledger.rows() if isinstance(row, CostRow)]
    assert [(row.what, round(row.seconds)) for row in rows] == [("machine", 3600)]
    await asyncio.gather(*map(free, several))
