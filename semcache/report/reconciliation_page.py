"""A reconciliation as one HTML file. Models' names were chosen by somebody else: all of them pass through `text`."""

from __future__ import annotations

from collections.abc import Sequence

from semcache.core.reconciling import TOLD, Amounts, Compared, Reconciliation
from semcache.report.charts import text
from semcache.report.numbers import counted, dollars
from semcache.report.page_parts import cards_of, table, whole
from semcache.report.reconciliation import WORDS, amount_cell, iso_day, notes_of, only

_NOBODY = Amounts()


def reconciliation_page(found: Reconciliation, bill: str, unread: tuple[tuple[str, int], ...]) -> str:
    """What differs stands first, then every day and model."""
    differing, lines = found.differing, found.lines
    parts = [_head(found, bill)]
    if differing:
        parts.append(_lines("What differs", found, differing))
    if len(differing) < len(lines):
        parts.append(_lines("Every day and model", found, lines))
    return whole("The ledger and the bill", [*parts, _notes(found, unread)])


def _head(found: Reconciliation, bill: str) -> str:
    first, last = (iso_day(day) for day in found.days)
    ledger, billed = found.total.ledger or _NOBODY, found.total.bill or _NOBODY
    agreed = len(found.lines) - len(found.differing)
    cards = (
        ("days and models that agree", f"{agreed:,} of {len(found.lines):,}"),
        ("calls, in the ledger", _shown(ledger, "calls")),
        ("calls, in the bill", _shown(billed, "calls")),
        ("dollars, in the ledger", _shown(ledger, "dollars")),
        ("dollars, in the bill", _shown(billed, "dollars")),
    )
    if ledger.dollars is not None and billed.dollars is not None:
        more = billed.dollars - ledger.dollars
        headline, said = dollars(abs(more), 4), f"{'less' if more < 0 else 'more'} in the bill than in the ledger"
    else:
        headline, said = (
            counted(len(found.differing), "difference"),
            "calls and tokens are compared: one tells no dollars",
        )
    kind = "net" if not found.differing else "net loss"
    return (
        f'<header><h1>The ledger and the bill</h1><p class="{kind}">{headline}</p><p>{said}</p>'
        f'<p class="dim">{first} to {last} UTC; bill read as {text(bill)}</p>{cards_of(cards)}</header>\n'
    )


def _lines(title: str, found: Reconciliation, lines: Sequence[Compared]) -> str:
    shown = [name for name in TOLD if any(_told(line, name) for line in (*lines, found.total))]
    head = ("day, UTC", "model", *(WORDS[name] for name in shown), "differs")
    body = [
        (
            iso_day(line.day),
            text(line.model or "(all)"),
            *(amount_cell(line, name).replace("\n", "<br>") for name in shown),
            only(line),
        )
        for line in lines
    ]
    return table(title, head, body, note="the ledger's amount, and under it what the bill has more (+) or less (-)")


def _told(line: Compared, name: str) -> bool:
    return any(getattr(side, name) for side in (line.ledger, line.bill) if side)


def _shown(side: Amounts, name: str) -> str:
    amount = getattr(side, name)
    if amount is None:
        return "not told"
    return dollars(amount, 4) if name == "dollars" else f"{amount:,d}"


def _notes(found: Reconciliation, unread: tuple[tuple[str, int], ...]) -> str:
    notes = "".join(f"<p>{text(note)}</p>" for note in notes_of(found, unread))
    return f'<footer class="dim">{notes}</footer>\n' if notes else ""
