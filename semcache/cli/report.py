"""`semcache report`: what was saved, from the ledger."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from semcache.cli.ledgers import ledger_option, named_ledgers, read_ledgers, readable
from semcache.cli.output import deliver, json_option, state_options
from semcache.cli.reconcile import reconcile_command
from semcache.errors import UsageError
from semcache.moments import moment_of

if TYPE_CHECKING:
    from rich.console import Console

    from semcache.core.savings_report import SavingsReport

GROUPINGS = ("day", "model", "tenant", "rule", "reason", "upstream")
THROUGHPUT = "throughput"
FORMATS = ("table", "json", "csv", "html")
SUFFIXES = {".json": "json", ".csv": "csv", ".html": "html", ".htm": "html", ".txt": "table", "": "table"}
"""What a file's name says."""


@click.command()
@click.option("--since", metavar="WHEN", help="From then on: 30m, 12h, 7d, or a date or time such as 2026-01-31 (UTC).")
@click.option("--until", metavar="WHEN", help="Up to then, exclusive; written the same way.")
@ledger_option
@click.option(
    "--reconcile",
    "bills",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="BILL",
    help="Compare with a provider's usage or cost export (OpenAI, Anthropic, LiteLLM spend logs), by day and model.",
)
@click.option(
    "--by",
    type=click.Choice((*GROUPINGS, THROUGHPUT)),
    help="Every group of this kind, or each upstream's and model's throughput. CSV is by day unless this says more.",
)
@click.option("--ttft", metavar="TIME", help="Tokens are useful if the first came within 2s, say. [default: slo.ttft]")
@click.option("--tpot", metavar="TIME", help="And each further one within 50ms, say. [default: slo.tpot]")
@click.option("--format", "form", type=click.Choice(FORMATS), help="[default: what FILE ends with, else a table]")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write it there.")
@state_options
@json_option
def command(
    since: str | None,
    until: str | None,
    ledgers: tuple[str, ...],
    bills: tuple[Path, ...],
    by: str | None,
    ttft: str | None,
    tpot: str | None,
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
    from semcache.core.pace import Slo
    from semcache.core.savings import report_of
    from semcache.settings import load_settings

    form = _format(form, as_json, output)
    if bills and by:
        raise UsageError("--reconcile is by day and model: leave out --by")
    now = time.time()
    start, end = moment_of("--since", since, now), moment_of("--until", until, now)
    if start is not None and end is not None and start >= end:
        raise UsageError("--since is not before --until, so nothing lies between them")
    settings = load_settings(config, overrides={"home": home, "slo.ttft": ttft, "slo.tpot": tpot})
    places, slo = named_ledgers(ledgers, settings), Slo(settings.slo.ttft, settings.slo.tpot)
    if output is not None and any(_is_of(place, output) for place in places if isinstance(place, Path)):
        raise UsageError(f"-o {output}: the ledger itself; name another file")
    if output is not None and output.resolve() in [bill.resolve() for bill in bills]:
        raise UsageError(f"-o {output}: the bill itself; name another file")
    with readable(places):
        books = read_ledgers(places, settings)
        if bills:
            reconcile_command(books, bills, start, end, form, output)
            return
        report = report_of(books.cells(start, end), slo)
    if report.first is None:
        window = (
            " in this window; try another --since or --until"
            if since or until
            else " yet; send requests through the gateway first"
        )
        raise UsageError(f"{books.name} holds no rows{window}")
    deliver(_text(report, form, by), lambda where: _print_table(report, by, where), output)


def _format(form: str | None, as_json: bool, output: Path | None) -> str:
    """What was asked for, else what the file's name says."""
    if as_json and form not in (None, "json"):
        raise UsageError(f"--json and --format {form}: say one of them")
    if as_json or form:
        return form or "json"
    suffix = output.suffix.lower() if output is not None else ""
    if suffix not in SUFFIXES:
        known = ", ".join(filter(None, SUFFIXES))
        raise UsageError(
            f"-o {output}: nothing is known of {suffix} files; end it with one of {known}, or say --format"
        )
    return SUFFIXES[suffix]


def _is_of(ledger: Path, output: Path) -> bool:
    """Whether the output is a file of the ledger."""
    files = {ledger.resolve(), *(ledger.resolve().with_name(ledger.name + end) for end in ("-wal", "-shm"))}
    return output.resolve() in files


def _text(report: SavingsReport, form: str, by: str | None) -> str | None:
    """None for a table."""
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
            return None


def _print_table(report: SavingsReport, by: str | None, where: Console) -> None:
    from semcache.report.terminal import print_groups, print_report, print_throughput

    if by == THROUGHPUT:
        print_throughput(report, where)
    elif by:
        print_groups(report, by, where)
    else:
        print_report(report, where)
