"""`semcache doctor`: what was found on this machine, and what is missing."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from semcache.cli.output import json_option, print_json, state_options
from semcache.report.safe import one_line

if TYPE_CHECKING:
    from semcache.doctor import Check
    from semcache.settings import Settings

_COLOURS = {"ok": "green", "note": "yellow", "missing": "red"}
_MARK, _NAME = 7, 8
"""Columns of the longest of each."""
_INDENT = " " * (_MARK + _NAME + 6)
_WIDEST = 110
"""Longer lines are hard to read on a wide screen."""


@click.command()
@click.option("--export", is_flag=True, help="First make the model's ONNX export, if it is not there.")
@state_options
@json_option
def command(export: bool, home: Path | None, config: Path | None, as_json: bool) -> None:
    """What semcache found on this machine, what is missing, and what to do about it.

    Nothing is changed, but for --export. Exit code 0 when serving can start, 1 when something that it needs is
    missing, 2 when settings, a policy or prices are to be corrected.
    """
    from semcache.doctor import examine, exit_code, mistakes
    from semcache.errors import ConfigError
    from semcache.settings import load_settings, said_by

    checks: list[Check] = []
    try:
        settings = load_settings(config, overrides={"home": home})
        if export:
            _export(settings)
        for check in examine(settings, *said_by(config)):
            checks.append(check)
            if not as_json:
                _print(check)
    except ConfigError as error:
        checks = mistakes("settings", error)
        for check in checks if not as_json else ():
            _print(check)
    if as_json:
        print_json([{"check": c.check, "status": c.status, "found": c.found, "remedy": c.remedy} for c in checks])
    else:
        click.echo("\n" + _verdict(checks))
    sys.exit(exit_code(checks))


def _print(check: Check) -> None:
    """One line when piped; on a terminal wrapped to its width, with the remedy below."""
    mark = click.style(check.status.ljust(_MARK), fg=_COLOURS[check.status], bold=check.status == "missing" or None)
    head = f"  {mark}  {check.check.ljust(_NAME)}  "
    found, remedy = one_line(check.found), one_line(check.remedy)
    if not sys.stdout.isatty():
        click.echo(head + found + (f" -> {remedy}" if remedy else ""))
        return
    click.echo(head + f"\n{_INDENT}".join(_wrapped(found)))
    if remedy:
        first, *more = _wrapped(f"-> {remedy}", hanging="   ")
        click.echo(_INDENT + click.style(f"\n{_INDENT}".join([first, *more]), fg="cyan"))


def _wrapped(text: str, hanging: str = "") -> list[str]:
    width = max(30, min(shutil.get_terminal_size().columns, _WIDEST) - len(_INDENT))
    # A path or a command that is cut cannot be copied.
    return textwrap.wrap(text, width, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False) or [""]


def _verdict(checks: Sequence[Check]) -> str:
    counts = Counter(check.status.value for check in checks)
    notes = f", {counts['note']} {'note' if counts['note'] == 1 else 'notes'}" if counts["note"] else ""
    if counts["missing"]:
        return click.style(f"  {counts['missing']} missing{notes}.", fg="red", bold=True)
    return click.style(f"  Nothing is missing{notes}.", fg="green")


def _export(settings: Settings) -> None:
    """Makes the export with a line for each step; a failure is told, and the checks go on."""
    from semcache.build import embedding_choices
    from semcache.embedding import export_now
    from semcache.errors import EmbedderFault

    try:
        made = export_now(embedding_choices(settings), lambda step: click.echo(f"  {one_line(step)}", err=True))
    except EmbedderFault as fault:
        click.echo(f"  {one_line(str(fault))}", err=True)
        return
    if made is None:
        click.echo("  these settings have no use for an ONNX export", err=True)
