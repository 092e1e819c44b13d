"""Printing that reads the same when it is piped."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console


@contextmanager
def tidy(console: Console) -> Iterator[None]:
    """What is printed meanwhile has no blanks at the ends of its lines."""
    with console.capture() as printed:
        yield
    console.file.write("".join(f"{line.rstrip()}\n" for line in printed.get().splitlines()))
