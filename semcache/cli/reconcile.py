"""`semcache report --reconcile`: the ledger against providers' bills."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from semcache.cli.output import console, print_json
from semcache.core.cells import DAY
from semcache.errors import UsageError


def reconcile_command(
    ledger: Path, files: Sequence[Path], since: float | None, until: float | None, as_json: bool
) -> None:
    """Prints what differs by day and model, over the bills' days; a window is widened to whole days, in UTC.

    Raises UsageError, or LedgerFault when the ledger cannot be read.
    """
    from semcache.build import open_ledger
    from semcache.core.reconciling import reconcile
    from semcache.replay.bill import read_bill
    from semcache.report.reconciliation import print_reconciliation, reconciliation_document

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
    cells = open_ledger(ledger).cells(first * DAY, (last + 1) * DAY)
    found = reconcile(cells, lines, (first, last))
    if found is None:
        raise UsageError(f"{files[0]}: no line in this window; try another --since or --until")
    names = ", ".join(dict.fromkeys(bill.format for bill in bills))
    if as_json:
        print_json(reconciliation_document(found, names, tuple(unread.most_common())))
    else:
        print_reconciliation(found, names, tuple(unread.most_common()), console())
