"""A reconciliation on the terminal, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

from rich.console import Console
from rich.text import Text

from semcache.core.reconciling import TOLD, Amounts, Compared, Reconciliation
from semcache.report.document import Json
from semcache.report.numbers import dollars, exact
from semcache.report.table_file import cell
from semcache.report.tables import print_table, safe, table

WORDS = {
    "calls": "calls",
    "prompt": "prompt",
    "cached": "cached",
    "cache_write_1h": "1h writes",
    "completion": "completion",
    "dollars": "$",
}


def print_reconciliation(found: Reconciliation, bill: str, unread: tuple[tuple[str, int], ...], to: Console) -> None:
    """What differs, each as the ledger's amount and, under it, by how much the bill is above or below it."""
    first, last = (iso_day(day) for day in found.days)
    differing = found.differing
    # Few bills tell of one-hour cache writes, and few ledgers have any.
    shown = [name for name in TOLD if name != "cache_write_1h" or _has_any(found.total, name)]
    body = table(("day", "left"), ("model", "left"), *((WORDS[name], "right") for name in shown), ("", "left"))
    for line in differing:
        amounts = (amount_cell(line, name) for name in shown)
        body.add_row(iso_day(line.day), safe(line.model or "(all)"), *amounts, only(line))
    print_table(to, "The ledger's amount, and under it what the bill has more (+) or less (-)", body)
    to.print()
    agreed = len(found.lines) - len(differing)
    to.print(Text(f"  {agreed} of {len(found.lines)} days and models agree, {first} to {last} (UTC)"))
    to.print(Text(f"  {_summary(found.total)}"))
    for note in notes_of(found, unread):
        to.print(Text(f"  {note}"))
    to.print(Text(f"  bill read as: {bill}", style="dim"))


def notes_of(found: Reconciliation, unread: tuple[tuple[str, int], ...]) -> list[str]:
    """What makes both sides differ although every call was billed."""
    alone = sum(line.bill is None for line in found.lines)
    notes = [
        (alone, "in the ledger only: what other providers billed is compared with --reconcile once for each bill"),
        (found.unpriced, "of the ledger's calls have no price"),
        (found.unknown, "of the ledger's calls came with no token counts"),
        (found.own, "of the ledger's calls were made on GPUs of your own, for which no provider sends a bill"),
        *((count, f"of the bill's lines cannot be read: {why}") for why, count in unread[:3]),
    ]
    return [f"{count:,} {what}" for count, what in notes if count]


def reconciliation_csv(found: Reconciliation) -> str:
    """Every day and model a line, agreed or not; empty is what nobody told."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(["day", "model", *(f"{side}_{name}" for name in TOLD for side in ("ledger", "bill")), "differs"])
    for line in found.lines:
        sides = [_amounts(side) or {} for side in (line.ledger, line.bill)]
        told = [side.get(name) for name in TOLD for side in sides]
        rows.writerow([iso_day(line.day), cell(line.model), *told, " ".join(line.differs)])
    return written.getvalue()


def reconciliation_document(found: Reconciliation, bill: str, unread: tuple[tuple[str, int], ...]) -> dict[str, Json]:
    first, last = (iso_day(day) for day in found.days)
    return {
        "format": bill,
        "window": {"first": first, "last": last},
        "total": {"ledger": _amounts(found.total.ledger), "bill": _amounts(found.total.bill)},
        "agree": len(found.lines) - len(found.differing),
        "lines": [
            {
                "day": iso_day(line.day),
                "model": line.model,
                "ledger": _amounts(line.ledger),
                "bill": _amounts(line.bill),
                "differs": list(line.differs),
            }
            for line in found.lines
        ],
        "unpriced_calls": found.unpriced,
        "calls_of_unknown_tokens": found.unknown,
        "calls_on_own_gpus": found.own,
        "unread": [{"why": why, "lines": count} for why, count in unread],
    }


def iso_day(day: int) -> str:
    """Of days since the epoch; a day that no calendar has is shown as its number."""
    try:
        return datetime.fromtimestamp(day * 86_400, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return str(day)


def only(line: Compared) -> str:
    """Which side alone has it."""
    if line.bill is None:
        return "in ledger only"
    return "in bill only" if line.ledger is None else ""


def _has_any(total: Compared, name: str) -> bool:
    return any(getattr(side, name) for side in (total.ledger, total.bill) if side)


def amount_cell(line: Compared, name: str) -> str:
    """The ledger's amount and, on a second line where they differ, what the bill has more or less."""
    ours = getattr(line.ledger, name) if line.ledger else 0
    theirs = getattr(line.bill, name) if line.bill else 0
    places = ",.4f" if name == "dollars" else ",d"
    if ours is None or theirs is None:
        return "" if ours is None else format(ours, places)
    return f"{ours:{places}}\n{theirs - ours:+{places}}" if name in line.differs else format(ours, places)


def _summary(total: Compared) -> str:
    ledger, bill = total.ledger or Amounts(), total.bill or Amounts()
    if bill.dollars is not None and ledger.dollars is not None:
        more = dollars(bill.dollars - ledger.dollars, 4)
        return f"ledger ${ledger.dollars:,.4f}, bill ${bill.dollars:,.4f}, difference {more}"
    return f"ledger {ledger.prompt or 0:,} + {ledger.completion or 0:,} tokens, bill {bill.prompt or 0:,} + " + (
        f"{bill.completion or 0:,}"
    )


def _amounts(amounts: Amounts | None) -> dict[str, Json] | None:
    if amounts is None:
        return None
    told: dict[str, Json] = {name: getattr(amounts, name) for name in TOLD if name != "dollars"}
    return told | {"dollars": None if amounts.dollars is None else exact(amounts.dollars)}
