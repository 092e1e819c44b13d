"""Bars for work that takes minutes: on stderr, and only where somebody looks."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from semcache.cli.output import complain, console

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

Told = Callable[[int, int], None]
"""Hears (done, of all)."""
_NAME = 10


class Steps:
    """One line a step, under each other; those that are done stay."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress

    @contextlib.contextmanager
    def step(self, name: str, unit: str = "") -> Iterator[Told]:
        """A bar while the block runs; one that never hears of anything just moves."""
        progress = self._progress
        if progress is None:
            yield lambda done, of: None
            return
        task: TaskID = progress.add_task(name.ljust(_NAME), total=None, count="")

        def told(done: int, of: int) -> None:
            size, name = (1, "") if unit != "bytes" else (1 << 20, " MiB") if of >= 1 << 20 else (1 << 10, " KiB")
            count = f"{done / size:,.0f}/{of / size:,.0f}{name}"
            progress.update(task, completed=done, total=max(1, of), count=count)

        yield told
        total = progress.tasks[task].total or 1
        progress.update(task, total=total, completed=total)
        progress.stop_task(task)


@contextlib.contextmanager
def kept_when_interrupted() -> Iterator[None]:
    """Ctrl-C ends the block with a word on how to go on."""
    try:
        yield
    except KeyboardInterrupt:
        complain("interrupted; the vectors so far are kept, and the same command goes on from there")
        raise


@contextlib.contextmanager
def steps(quiet: bool = False) -> Iterator[Steps]:
    """Steps of one command; silent where stderr is no terminal."""
    screen = console(stderr=True)
    if quiet or not screen.is_terminal:
        yield Steps(None)
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    progress = Progress(
        TextColumn("  {task.description}", style="dim"),
        BarColumn(bar_width=32),
        TextColumn("{task.fields[count]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(elapsed_when_finished=False),
        console=screen,
    )
    with progress:
        yield Steps(progress)
