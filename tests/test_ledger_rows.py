"""`ledger-rows-for`: single rows go when they are old, and no total changes."""

from __future__ import annotations

import asyncio
from pathlib import Path

from semcache.adapters.clock import ManualClock
from semcache.adapters.hash_embedder import HashEmbedder
from semcache.adapters.memory import MemoryIndex, MemoryStore
from semcache.adapters.sqlite_ledger import SqliteLedger
from semcache.core.ledger import Outcome, Tier
from semcache.core.savings import report_of
from semcache.metrics import Metrics
from semcache.settings import load_settings
from semcache.upkeep import Upkeep
from tests.core.ledger_samples import DAY, START, answer, attempt


async def test_the_upkeep_drops_old_rows_and_every_total_stays(tmp_path: Path) -> None:
    ledger = SqliteLedger(tmp_path / "ledger.db")
    for day in range(10):
        ledger.append(answer(f"h{day}", Outcome.HIT, Tier.EXACT, at=START + day * DAY))
        ledger.append(attempt(f"m{day}", at=START + day * DAY))
    await ledger.flush()
    before = report_of(ledger.cells())
    clock = ManualClock(START + 9.5 * DAY)
    parts = (HashEmbedder(), MemoryIndex(), MemoryStore(), ledger, clock, Metrics())
    for seconds, left in ((None, 20), (90 * DAY, 20), (3 * DAY, 8)):
        upkeep = Upkeep(*parts, rows_for=seconds)
        upkeep.start()
        for _ in range(200):
            await asyncio.sleep(0.01)
            if len(list(ledger.rows())) == left:
                break
        await upkeep.stop()
        await ledger.flush()
        assert sum(row.at < START + 9 * DAY + DAY for row in ledger.rows() if row.id[0] in "hm") == left
        found = report_of(ledger.cells())
        assert (found.total.answers, found.total.net, found.by_day) == (10, before.total.net, before.by_day)
    await ledger.close()


def test_rows_are_kept_for_ever_unless_the_settings_say_how_long(tmp_path: Path) -> None:
    config = tmp_path / "semcache.yaml"
    config.write_text("ledger-rows-for: 90d\n")
    assert load_settings(config, {}).ledger_rows_for == 90 * DAY
    config.write_text("{}\n")
    assert load_settings(config, {}).ledger_rows_for is None
    assert load_settings(config, {"SEMCACHE_LEDGER_ROWS_FOR": "7d"}).ledger_rows_for == 7 * DAY
