"""The report as a page: whole, self-contained, accessible, and inert whatever clients call their models."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from semcache.core.cells import reason_of
from semcache.core.ledger import LedgerRow, Outcome, Tier
from semcache.core.savings import summarise
from semcache.report.page import page
from semcache.report.page_style import DARK, LIGHT
from tests.core.ledger_samples import DAY, START, answer, attempt
from tests.report.hostile import HOSTILE

VOID = {"meta", "br"}


class Elements(HTMLParser):
    """Names and attributes in order; fails where they do not nest."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(text)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag


def ledger(name: str = "gpt-4o") -> list[LedgerRow]:
    rows: list[LedgerRow] = [answer("b", Outcome.BYPASS, detail=name, model=name, tenant=name, rule=name)]
    rows += [
        attempt("b", outcome=Outcome.BYPASS, reason=reason_of(name), model=name, upstream=name, tenant=name, rule=name)
    ]
    return [*rows, answer("h", Outcome.HIT, Tier.EXACT, at=START + 2 * DAY)]


def test_the_page_says_its_language_nests_its_headings_and_labels_its_charts() -> None:
    text = page(summarise(ledger()))
    found = Elements(text).found
    assert ("html", {"lang": "en"}) in found
    levels = [int(tag[1]) for tag, _ in found if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [attrs["id"] for _, attrs in found if "id" in attrs]
    assert len(ids) == len(set(ids))
    charts = [attrs for tag, attrs in found if tag == "svg"]
    assert len(charts) == 4
    assert all(attrs["role"] == "img" and set((attrs["aria-labelledby"] or "").split()) <= set(ids) for attrs in charts)
    assert all(attrs.get("scope") for tag, attrs in found if tag == "th")


def test_nothing_is_asked_of_anybody() -> None:
    text = page(summarise(ledger()))
    assert "://" not in text
    assert not re.search(r"url\(|@import|\bsrc=|\bhref=", text)
    assert "default-src 'none'" in text


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_name_adds_no_element_and_no_attribute(hostile: str) -> None:
    def shape(text: str) -> list[tuple[str, tuple[str, ...]]]:
        return [(tag, tuple(attrs)) for tag, attrs in Elements(text).found]

    text = page(summarise(ledger(hostile)))
    assert shape(text) == shape(page(summarise(ledger("harmless"))))
    text.encode()
    assert all(char.isprintable() or char == "\n" or char == "\u00a0" for char in text)


def test_its_figures_are_those_of_the_report() -> None:
    text = page(summarise(ledger()), "model")
    assert '<p class="net">$0.003500</p>' in text
    assert text.index("By model") < text.index("By day")
    # Latency can be read without its chart.
    assert re.search(r'<th scope="row">hit</th><td>1</td><td>(99.\d|100) ms</td>', text)
    assert text.count("<td>$0.003500</td><td>$0.007000</td><td>$0.003500</td>") >= 6  # the total of each grouping


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_text_stands_out_as_wcag_asks(palette: dict[str, str]) -> None:
    for ink, least in (("ink", 7.0), ("dim", 4.5), ("full", 4.5)):
        for ground in ("page", "card"):
            low, high = sorted((luminance(palette[ink]), luminance(palette[ground])))
            assert (high + 0.05) / (low + 0.05) >= least
    low, high = sorted((luminance(palette["full"]), luminance(palette["soft"])))
    assert (high + 0.05) / (low + 0.05) >= 3
