"""A grouping as CSV: every group a line, dollars exact, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

from semcache.core.savings_report import SavingsReport, Totals
from semcache.core.speeds import NOTHING
from semcache.report import speeds
from semcache.report.document import THROUGHPUT
from semcache.report.groups import figures
from semcache.report.safe import one_line

_RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell may not begin with: spreadsheets, which heed the wide ones too, take the rest of it for a formula."""


def cell(text: str) -> str:
    """A name that somebody chose, as a cell: on one line, with an apostrophe before what might be a formula."""
    line = one_line(text)
    return f"'{line}" if text.startswith(_RUN) or line.startswith(_RUN) else line


def csv_of(report: SavingsReport, by: str) -> str:
    """The groups as lines under a header. There is no line for the total: columns add up to it."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    if by == THROUGHPUT:
        lines = [[cell(one.upstream), cell(one.model), *speeds.figures(one).values()] for one in report.speeds]
        rows.writerows([["upstream", "model", *speeds.figures(NOTHING)], *lines])
        return written.getvalue()
    rows.writerow([by, *figures(Totals())])
    rows.writerows([cell(name), *figures(totals).values()] for name, totals in report.groups[by])
    return written.getvalue()
