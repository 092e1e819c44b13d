"""`semcache report`: what was saved, from the ledger."""

from __future__ import annotations

import time
from pathlib import Path

import click

from semcache.cli.output import console, json_option, print_json, state_options
from semcache.cli.reconcile import reconcile_command
from semcache.errors import LedgerFault, UsageError
from semcache.moments import moment_of


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
@state_options
@json_option
def command(
    since: str | None,
    until: str | None,
    ledger: Path | None,
    bills: tuple[Path, ...],
    home: Path | None,
    config: Path | None,
    as_json: bool,
) -> None:
    """What the cache saved: dollars, calls avoided, hit ratio, latency, and why the rest was not served from it.

    Gross is what the calls that were not made would have cost, at the prices they were booked with; net is without what
    saving them took, and without answers that turned out to be wrong.
    """
    from semcache.build import open_ledger
    from semcache.core.savings import report_of
    from semcache.settings import load_settings

    now = time.time()
    start, end = moment_of("--since", since, now), moment_of("--until", until, now)
    if start is not None and end is not None and start >= end:
        raise UsageError("--since is not before --until, so nothing lies between them")
    file = load_settings(config, overrides={"home": home, "ledger": ledger}).ledger
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
    if as_json:
        from semcache.report.document import document

        print_json(document(report))
    else:
        from semcache.report.terminal import print_report

        print_report(report, console())
