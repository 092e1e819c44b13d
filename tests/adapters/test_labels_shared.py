"""What several processes find out, over one file."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from decimal import Decimal
from pathlib import Path

import pytest

from semcache.adapters.sqlite_labels import SqliteLabels
from semcache.core.verify import Standing

NOW = 1_763_694_000.0
TODAY = int(NOW // 86400)


@pytest.fixture
async def labels(tmp_path: Path) -> AsyncIterator[list[SqliteLabels]]:
    labels = [SqliteLabels(tmp_path / "labels.db") for _ in range(3)]
    yield labels
    for one in labels:
        await one.close()


async def refreshed(labels: list[SqliteLabels]) -> None:
    for one in labels:
        await one.flush()
    for one in labels:
        await one.refresh()


async def test_what_audits_cost_adds_up(labels: list[SqliteLabels]) -> None:
    for round_ in range(4):
        for number, one in enumerate(labels):
            one.spend(TODAY, "faq", Decimal("0.10") * (number + 1))
        if round_ % 2:
            await refreshed(labels)
    labels[0].spend(TODAY, "faq", Decimal("0.01"))  # not yet on the disk
    assert [one.spent(TODAY, "faq") for one in labels] == [Decimal("2.41"), Decimal("2.40"), Decimal("2.40")]
    await refreshed(labels)
    assert {one.spent(TODAY, "faq") for one in labels} == {Decimal("2.41")}


async def test_spending_and_refreshing_at_once_loses_nothing(labels: list[SqliteLabels]) -> None:
    async def spend(one: SqliteLabels) -> None:
        for _ in range(50):
            one.spend(TODAY, "faq", Decimal("0.01"))
            await asyncio.sleep(0.002)

    async def refresh(one: SqliteLabels) -> None:
        before = Decimal(0)
        for _ in range(20):
            await one.refresh()
            assert before <= one.spent(TODAY, "faq")
            before = one.spent(TODAY, "faq")
            await asyncio.sleep(0.005)

    await asyncio.gather(*(work(one) for one in labels for work in (spend, refresh)))
    await refreshed(labels)
    assert {one.spent(TODAY, "faq") for one in labels} == {Decimal("1.50")}


async def test_pairs_standings_and_documents_of_others_are_known_after_a_refresh(labels: list[SqliteLabels]) -> None:
    labels[0].keep_apart("a", "b", NOW)
    labels[1].note("k", Standing("k", 2, 1), NOW)
    labels[2].keep_document("said", "x")
    await refreshed(labels)
    for one in labels:
        assert one.are_apart("b", "a")
        assert one.standing("k") == Standing("k", 2, 1)
        assert one.document("said") == "x"
        assert one.documents() == {"said": "x"}


async def test_what_was_written_here_meanwhile_wins(labels: list[SqliteLabels]) -> None:
    labels[0].keep_document("said", "theirs")
    labels[0].note("k", Standing("k", 1, 0), NOW)
    await labels[0].flush()
    refreshing = asyncio.create_task(labels[1].refresh())
    await asyncio.sleep(0)
    labels[1].keep_document("said", "ours")
    labels[1].note("k", Standing("k", 5, 0), NOW)
    await refreshing
    assert labels[1].document("said") == "ours"
    assert labels[1].standing("k") == Standing("k", 5, 0)


async def test_what_one_tells_all_others_hear_once(labels: list[SqliteLabels], tmp_path: Path) -> None:
    for number in range(3):
        labels[0].tell(f"first {number}")
    labels[1].tell("second")
    await refreshed(labels)
    assert labels[0].heard() == ["second"]
    assert labels[1].heard() == [f"first {number}" for number in range(3)]
    assert labels[2].heard() == [*(f"first {number}" for number in range(3)), "second"]
    await refreshed(labels)
    assert [one.heard() for one in labels] == [[], [], []]
    late = SqliteLabels(tmp_path / "labels.db")
    await late.refresh()
    assert late.heard() == []
    await late.close()


async def test_nothing_is_read_again_while_nobody_else_writes(labels: list[SqliteLabels]) -> None:
    one = labels[0]
    await one.refresh()
    one.keep_document("own", "x")
    await one.flush()
    statements: list[str] = []
    one._writer._connection.set_trace_callback(statements.append)
    await one.refresh()
    assert [s for s in statements if s.startswith("SELECT")] == []
    await one.flush()
