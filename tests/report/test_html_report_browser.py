"""The report's page in a real browser: it fits, asks for nothing, and whoever cannot see it is told what is what."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from semcache.core.ledger import Found, LedgerRow, Outcome, Tier
from semcache.core.pace import Slo
from semcache.core.savings import summarise
from semcache.report.page import page
from tests.chromium import Page, chromium
from tests.core.ledger_samples import COST, DAY, START, answer, attempt, check, own_cost

pytestmark = pytest.mark.slow

NAMED = {"image", "region", "table", "columnheader", "rowheader", "heading"}
"""Roles whose bearers say nothing without a name."""


def month() -> list[LedgerRow]:
    rows: list[LedgerRow] = []
    for day in range(30):
        at = START + day * DAY
        for n in range(4):
            id = f"{day}/{n}"
            rows += [
                answer(f"{id}/hit", Outcome.HIT, Tier.SEMANTIC, at=at, tenant="a-tenant-with-a-long-name" * 2),
                answer(f"{id}/miss", Outcome.MISS, at=at, detail="gate:similarity"),
                attempt(f"{id}/miss", at=at, reason="gate:similarity", stream=True, upstream="openai"),
                answer(f"{id}/bypass", Outcome.BYPASS, at=at, detail="temperature"),
                attempt(f"{id}/bypass", at=at, outcome=Outcome.BYPASS, reason="temperature", cost=10 * COST),
                attempt(f"{id}/own", at=at, model="llama", price=None, gpu_seconds=2.0, upstream="own/0"),
                answer(f"{id}/own", Outcome.HIT, Tier.EXACT, at=at, model="llama", price=None, saved=None),
                check(f"{id}/hit", Found.SAME if n else Found.DIFFERENT, at=at),
            ]
        rows.append(own_cost(f"{day}", at=at))
    return rows


@pytest.fixture
def browser(tmp_path: Path) -> Any:
    with chromium(tmp_path / "browser") as one:
        yield one


def test_it_fits_asks_for_nothing_and_names_what_it_shows(browser: Page, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(page(summarise(month(), Slo(2.0, 0.05))), encoding="utf-8")
    too_narrow = "[...document.querySelectorAll('.card')].filter(e => e.scrollWidth > e.clientWidth).length"
    for width, scheme in ((1280, "light"), (1280, "dark"), (500, "light"), (360, "light")):
        browser.look(width, 800, scheme)
        browser.open(file.as_uri())
        assert browser.run("document.documentElement.scrollWidth") <= width
        browser.run("document.querySelector('.card dd').textContent = '$123,456.78'")
        assert browser.run(too_narrow) == 0
    assert set(browser.asked) == {file.as_uri()}
    assert browser.complaints == []
    nodes = [node for node in browser.send("Accessibility.getFullAXTree")["nodes"] if not node["ignored"]]
    told = [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in nodes]
    assert {role for role, _ in told} >= NAMED - {"table"}
    assert [one for one in told if one[0] in NAMED - {"table"} and not one[1].strip()] == []
    regions = [name for role, name in told if role == "region"]
    assert len(regions) == len(set(regions)) > 8  # each table can be found, and scrolled, by its name
    unreachable = "[...document.querySelectorAll('.scroll')].filter(e => e.tabIndex < 0).length"
    assert browser.run(unreachable) == 0


def test_on_paper_no_table_is_cut_off(browser: Page, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(page(summarise(month())), encoding="utf-8")
    browser.look(794, 1123)  # A4 at 96 dots an inch
    browser.open(file.as_uri())
    browser.send("Emulation.setEmulatedMedia", media="print")
    cut = "[...document.querySelectorAll('table')].filter(e => e.getBoundingClientRect().right > 794).length"
    assert browser.run(cut) == 0
    assert browser.run("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
