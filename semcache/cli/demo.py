"""`semcache demo`: a support-desk day in miniature."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from semcache.cli.output import console, json_option, print_json


@click.command()
@click.option("--requests", type=click.IntRange(1, 50_000), default=1500, show_default=True, help="How many to play.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another number is another day.")
@click.option("--concurrency", type=click.IntRange(1, 256), default=16, show_default=True, help="Requests at a time.")
@click.option("--keep", type=click.Path(file_okay=False, path_type=Path), help="Keep the gateway's state in DIR.")
@json_option
def command(requests: int, seed: int, concurrency: int, keep: Path | None, as_json: bool) -> None:
    """A support-desk day in miniature, before a stand-in for a paid API. Needs no key.

    Exit code 0 if every request was answered and the ledger agrees with the stand-in's own bill.
    """
    from semcache.demo.run import Plan, run
    from semcache.demo.screen import Screen

    played = run(Plan(requests, seed, concurrency, keep), Screen(console(stderr=as_json)))
    if as_json:
        print_json(played.as_json())
    sys.exit(0 if played.is_sound else 1)
