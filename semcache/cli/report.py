"""`semcache report`: what was saved, from the ledger."""

from __future__ import annotations

import io
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from semcache.cli.output import console, json_option, plain_console, state_options, write_file
from semcache.cli.reconcile import reconcile_command
from semcache.errors import LedgerFault, UsageError
from semcache.moments import moment_of

if TYPE_CHECKING:
    from rich.console import Console

    from semcache.core.savings_report import SavingsReport

GROUPINGS = ("day", "model", "tenant", "rule", "reason", "upstream")
FORMATS = ("table", "json", "csv", "html")


@click.command()
@click.option("--since", metavar="WHEN", help="From then on: 30m, 12h, 7d, or a date or time such as 2026-01-31 (UTC).")
@click.option("--until", metavar="WHEN", help="Up to then, exclusive; written the same way.")
@click.option(
    "--ledger", type=click.Path(path_type=Path), metavar="FILE", help="[default: ledger.db in the home folder]"
)
@click.option(
    "--reconcile",
    "bills",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="BILL",
    help="Compare with a provider's usage or cost export (OpenAI, Anthropic, LiteLLM spend logs), by day and model.",
)
@click.option(
    "--by", type=click.Choice(GROUPINGS), help="Every group of this kind. CSV is by day unless this says more."
)
@click.option("--format", "form", type=click.Choice(FORMATS), help="[default: what FILE ends with, else a table]")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write it there.")
@state_options
@json_option
def command(
    since: str | None,
    until: str | None,
    ledger: Path | None,
    bills: tuple[Path, ...],
    by: str | None,
    form: str | None,
    output: Path | None,
    home: Path | None,
    config: Path | None,
    as_json: bool,
) -> None:
    """What the cache saved: dollars, calls avoided, hit ratio, latency, why the rest was not served from it, and which
    changes would save most.

    Gross is what the calls that were not made would have cost, at the prices they were booked with; net is without what
    saving them took, and without answers that turned out to be wrong. As HTML it is one file that asks for nothing.
    """
    from semcache.build import open_ledger
    from semcache.core.savings import report_of
    from semcache.settings import load_settings

    if bills and (by or output or form not in (None, "json")):
        raise UsageError("--reconcile has a form of its own: it goes with --json, not with --by, --format or -o")
    as_json = as_json or (bool(bills) and form == "json")
    form = _format(form, as_json, output)
    now = time.time()
    start, end = moment_of("--since", since, now), moment_of("--until", until, now)
    if start is not None and end is not None and start >= end:
        raise UsageError("--since is not before --until, so nothing lies between them")
    file = load_settings(config, overrides={"home": home, "ledger": ledger}).ledger
    if output is not None and _is_of(file, output):
        raise UsageError(f"-o {output}: the ledger itself; name another file")
    try:
        if bills:
            reconcile_command(file, bills, start, end, as_json)
            return
        report = report_of(open_ledger(file).cells(start, end))
    except LedgerFault as error:
        raise UsageError(f"{error}; name the ledger with --ledger FILE, or its folder with --home DIR") from error
    if report.first is None:
        window = " in this window; try another --since or --until" if since or until else " yet"
        raise UsageError(f"{file} holds no rows{window}")
    if output is not None:
        write_file(output, _text(report, form, by))
    elif form == "table":
        _print_table(report, by, console())
    else:
        click.echo(_text(report, form, by).encode(), nl=False)


def _format(form: str | None, as_json: bool, output: Path | None) -> str:
    """What was asked for, else what the file's name says."""
    if as_json and form not in (None, "json"):
        raise UsageError(f"--json and --format {form}: say one of them")
    if as_json or form:
        return form or "json"
    suffix = output.suffix.lower().removeprefix(".") if output is not None else ""
    return {"json": "json", "csv": "csv", "html": "html", "htm": "html"}.get(suffix, "table")


def _is_of(ledger: Path, output: Path) -> bool:
    """Whether the output is a file of the ledger."""
    files = {ledger.resolve(), *(ledger.resolve().with_name(ledger.name + end) for end in ("-wal", "-shm"))}
    return output.resolve() in files


def _text(report: SavingsReport, form: str, by: str | None) -> str:
    match form:
        case "json":
            from semcache.report.document import document, document_by

            found = document_by(report, by) if by else document(report)
            return json.dumps(found, indent=2, ensure_ascii=True) + "\n"
        case "csv":
            from semcache.report.table_file import csv_of

            return csv_of(report, by or "day")
        case "html":
            from semcache.report.page import page

            return page(report, by)
        case _:
            written = io.StringIO()
            _print_table(report, by, plain_console(written))
            return written.getvalue()


def _print_table(report: SavingsReport, by: str | None, where: Console) -> None:
    from semcache.report.terminal import print_groups, print_report

    if by:
        print_groups(report, by, where)
    else:
        print_report(report, where)
