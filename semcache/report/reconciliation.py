"""A reconciliation on the terminal, and as JSON."""

from __future__ import annotations

from datetime import UTC, datetime

from rich.console import Console
from rich.text import Text

from semcache.core.reconciling import TOLD, Amounts, Compared, Reconciliation
from semcache.report.document import Json
from semcache.report.numbers import exact
from semcache.report.tables import print_table, safe, table

_WORDS = {"calls": "calls", "prompt": "prompt", "cached": "cached", "completion": "completion", "dollars": "$"}


def print_reconciliation(found: Reconciliation, bill: str, unread: tuple[tuple[str, int], ...], to: Console) -> None:
    """What differs, each as the ledger's amount and by how much the bill is above or below it."""
    first, last = (iso_day(day) for day in found.days)
    differing = found.differing
    body = table(("day", "left"), ("model", "left"), *((_WORDS[name], "right") for name in TOLD), ("", "left"))
    for line in differing:
        body.add_row(iso_day(line.day), safe(line.model or "(all)"), *(_cell(line, name) for name in TOLD), _only(line))
    print_table(to, "The ledger's amount, and what the bill has more (+) or less (-)", body)
    to.print()
    agreed = len(found.lines) - len(differing)
    to.print(Text(f"  {agreed} of {len(found.lines)} days and models agree, {first} to {last} (UTC)"))
    to.print(Text(f"  {_summary(found.total)}"))
    notes = [
        (found.unpriced, "of the ledger's calls have no price"),
        (found.unknown, "of the ledger's calls came with no token counts"),
        *((count, f"of the bill's lines cannot be read: {why}") for why, count in unread[:3]),
    ]
    for count, what in notes:
        if count:
            to.print(Text(f"  {count:,} {what}"))
    to.print(Text(f"  bill read as: {bill}", style="dim"))


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
        "unread": [{"why": why, "lines": count} for why, count in unread],
    }


def iso_day(day: int) -> str:
    """Of days since the epoch; a day that no calendar has is shown as its number."""
    try:
        return datetime.fromtimestamp(day * 86_400, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return str(day)


def _only(line: Compared) -> str:
    if line.bill is None:
        return "in ledger only"
    return "in bill only" if line.ledger is None else ""


def _cell(line: Compared, name: str) -> str:
    ours = getattr(line.ledger, name) if line.ledger else 0
    theirs = getattr(line.bill, name) if line.bill else 0
    places = ",.4f" if name == "dollars" else ",d"
    if ours is None or theirs is None:
        return "" if ours is None else format(ours, places)
    return f"{ours:{places}} {theirs - ours:+{places}}" if name in line.differs else format(ours, places)


def _summary(total: Compared) -> str:
    ledger, bill = total.ledger or Amounts(), total.bill or Amounts()
    if bill.dollars is not None and ledger.dollars is not None:
        more = bill.dollars - ledger.dollars
        return f"ledger ${ledger.dollars:,.4f}, bill ${bill.dollars:,.4f}, difference {more:+,.4f}"
    return f"ledger {ledger.prompt or 0:,} + {ledger.completion or 0:,} tokens, bill {bill.prompt or 0:,} + " + (
        f"{bill.completion or 0:,}"
    )


def _amounts(amounts: Amounts | None) -> Json:
    if amounts is None:
        return None
    told: dict[str, Json] = {name: getattr(amounts, name) for name in TOLD if name != "dollars"}
    return told | {"dollars": None if amounts.dollars is None else exact(amounts.dollars)}
