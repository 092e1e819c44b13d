"""`semcache report --reconcile`: the ledger against providers' bills."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from semcache.cli.output import complain, deliver
from semcache.core.cells import DAY
from semcache.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from semcache.storage.ledger_merging import MergedBooks
    from semcache.storage.ledger_reading import Reader


def reconcile_command(
    ledger: Reader | MergedBooks,
    files: Sequence[Path],
    since: float | None,
    until: float | None,
    form: str,
    output: Path | None,
) -> None:
    """Tells what differs by day and model, over the bills' days; a window is widened to whole days, in UTC.

    Raises UsageError, or LedgerFault when the ledger cannot be read.
    """
    from semcache.core.reconciling import reconcile
    from semcache.replay.bill import read_bill
    from semcache.report.reconciliation import (
        notes_of,
        print_reconciliation,
        reconciliation_csv,
        reconciliation_document,
    )
    from semcache.report.reconciliation_page import reconciliation_page
    from semcache.report.tidy import tidy

    bills = [read_bill(file) for file in files]
    lines = [line for bill in bills for line in bill.lines]
    unread: Counter[str] = Counter()
    for bill in bills:
        unread.update(dict(bill.unread))
    if not lines:
        why = f" ({unread.most_common(1)[0][0]})" if unread else ""
        raise UsageError(f"{files[0]}: bills nothing{why}")
    first, last = min(line.day for line in lines), max(line.day for line in lines)
    if since is not None:
        first = max(first, math.floor(since / DAY))
    if until is not None:
        last = min(last, math.ceil(until / DAY) - 1)
    cells = ledger.cells(first * DAY, (last + 1) * DAY)
    found = reconcile(cells, lines, (first, last))
    if found is None:
        raise UsageError(f"{files[0]}: no line in this window; try another --since or --until")
    names, left_out = ", ".join(dict.fromkeys(bill.format for bill in bills)), tuple(unread.most_common())

    def show(where: Console) -> None:
        with tidy(where):
            print_reconciliation(found, names, left_out, where)

    text: str | None = None
    match form:
        case "json":
            text = json.dumps(reconciliation_document(found, names, left_out), indent=2, ensure_ascii=True) + "\n"
        case "html":
            text = reconciliation_page(found, names, left_out)
        case "csv":
            text = reconciliation_csv(found)
            for note in notes_of(found, left_out):
                complain(note)  # what the lines do not say
    deliver(text, show, output)
