"""What the commands share for printing."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from semcache.errors import UsageError
from semcache.report.safe import one_line

if TYPE_CHECKING:
    from rich.console import Console

_PATH = click.Path(path_type=Path)
Command = TypeVar("Command", bound=Callable[..., Any])

PIPED_WIDTH = 100
"""Columns when the output is no terminal, so that it reads the same everywhere."""


def json_option(command: Command) -> Command:
    """`--json`, as the argument `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")(command)


def state_options(command: Command) -> Command:
    """`--home` and `--config`, as the arguments `home` and `config` (Path or None)."""
    config = click.option("--config", type=_PATH, metavar="FILE", help="Settings.  [default: semcache.yaml]")
    home = click.option("--home", type=_PATH, metavar="DIR", help="The folder of all state.  [default: .semcache]")
    return home(config(command))


def print_json(value: object) -> None:
    """Prints JSON with the keys in the order given; money is already text. Any terminal can take the bytes."""
    import json

    click.echo(json.dumps(value, indent=2, ensure_ascii=True))


def console(stderr: bool = False) -> Console:
    """A rich console: colours and the window's width on a terminal, plain and of one width when piped."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")  # a terminal that cannot show a character is no reason to fail
    width = None if stream.isatty() else PIPED_WIDTH
    return Console(file=stream, width=width, highlight=False, markup=False, emoji=False)


def plain_console(file: TextIO) -> Console:
    """As when piped, into this file."""
    from rich.console import Console

    return Console(file=file, width=PIPED_WIDTH, highlight=False, markup=False, emoji=False, color_system=None)


def deliver(text: str | None, show: Callable[[Console], None], output: Path | None) -> None:
    """The text, or where there is none what `show` prints, on stdout or in a file. Raises UsageError."""
    if output is None and text is None:
        show(console())
    elif output is None:
        click.echo((text or "").encode(), nl=False)
    else:
        if text is None:
            written = io.StringIO()
            show(plain_console(written))
            text = written.getvalue()
        write_file(output, text)


def write_file(path: Path, text: str) -> None:
    """Writes a file whole or not at all: one that is there stays as it is until then. Raises UsageError."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        beside.write_text(text, encoding="utf-8", newline="")
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise UsageError(f"{path}: cannot be written: {error.strerror or error}") from error


def complain(message: str) -> None:
    """One line on stderr, whatever the message holds."""
    click.echo(f"semcache: {one_line(message)}", err=True)
