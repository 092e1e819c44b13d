"""What the demo shows: steps, a live bar, and its own figures, aligned. Plain lines when piped."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeElapsedColumn
from rich.text import Text

from semcache.demo.outcome import Books, Outcome
from semcache.demo.play import Heard, Verdict

_SHOWN_MISTAKES = 5
_NAMES = 14
"""Columns of a row's name."""


@dataclass(frozen=True, slots=True)
class Screen:
    """Everything the demo prints goes through here."""

    console: Console

    def title(self, text: str) -> None:
        self.console.print()
        self.console.print(Text(text, style="bold"))

    def rows(self, *rows: tuple[str, Text | str]) -> None:
        """Aligned pairs of a name and what there is to say."""
        for name, what in rows:
            self.console.print(Text.assemble("  ", (name.ljust(_NAMES), "dim"), "  ", what))

    @contextlib.contextmanager
    def step(self, name: str) -> Iterator[Callable[[str], None]]:
        """A line that says what is going on while the block runs; it stays, with its last word, when it ends."""
        said = [""]
        if not self.console.is_terminal:
            yield lambda word: said.__setitem__(0, word)
        else:
            with self.console.status("") as status:

                def say(word: str) -> None:
                    said[0] = word
                    status.update(Text.assemble((f"{name}  ", "dim"), word))

                yield say
        self.rows((name, said[0]))

    @contextlib.contextmanager
    def bar(self, total: int) -> Iterator[Callable[[Heard], None]]:
        """A live bar over the day; a line for each quarter of it when piped."""
        tally: Counter[str] = Counter()
        latest = 0.0
        progress = Progress(
            TextColumn("  {task.fields[clock]}", style="dim"),
            BarColumn(bar_width=28),
            _Tally(tally, total),
            TimeElapsedColumn(),
            console=self.console,
            disable=not self.console.is_terminal,
        )
        with progress:
            task = progress.add_task("", total=total, clock="00:00")

            def heard(one: Heard) -> None:
                nonlocal latest
                latest = max(latest, one.request.at)
                tally["all"] += 1
                tally["hits"] += one.way.is_hit
                tally["wrong"] += one.verdict in (Verdict.WRONG, Verdict.STALE)
                tally["failed"] += one.verdict is Verdict.FAILED
                progress.update(task, advance=1, clock=_clock(latest))
                if not self.console.is_terminal and tally["all"] % max(1, total // 4) == 0:
                    self.console.print(Text(f"  {_clock(latest)}  ") + _tally(tally, total))

            yield heard

    def outcome(self, outcome: Outcome) -> None:
        """The demo's own account: what it heard, held against its labels."""
        n, day = outcome.day.requests, outcome.day
        wrong = len(outcome.mistakes)
        strong = "bold red" if wrong else "bold green"
        self.rows(
            ("from the cache", f"{outcome.hits:,} of {n:,} requests ({_share(outcome.hits, n)})"),
            (
                "at most",
                f"{day.repeated:,} ({_share(day.repeated, n)}) had been asked at their desk before",
            ),
            (
                "wrong hits",
                Text.assemble(
                    (f"{wrong:,}", strong), f" ({_share(wrong, outcome.hits)} of the hits), compared word for word"
                ),
            ),
        )
        pairs = Counter((mistake.asked, mistake.got) for mistake in outcome.mistakes).most_common(_SHOWN_MISTAKES)
        for (asked, got), times in pairs:
            again = f" ({times} times)" if times > 1 else ""
            self.rows(("", f"asked: {asked}{again}"), ("", Text(f"  got: {got}", style="dim")))
        if more := wrong - sum(times for _, times in pairs):
            self.rows(("", f"and {more:,} more; --json lists them all"))
        for trouble, times in outcome.failures.items():
            self.rows(("failed", Text(f"{times:,} requests got no whole answer: {trouble}", style="bold red")))
        for name, latency in (("a hit took", outcome.hit), ("a miss took", outcome.miss)):
            if latency:
                self.rows((name, f"p50 {_seconds(latency.p50)}, p99 {_seconds(latency.p99)}, as the client saw it"))

    def books(self, books: Books) -> None:
        """Whether the ledger and the stand-in's bill say the same."""
        verdict = ("they agree to the last digit", "green") if books.agree else ("THEY DO NOT AGREE", "bold red")
        unpriced = f", {books.unpriced} of them unpriced" if books.unpriced else ""
        self.rows(
            ("the ledger", f"${books.ledger} for {books.attempts:,} calls{unpriced}"),
            ("the bill", Text.assemble(f"${books.bill} for {books.calls:,} calls: ", verdict)),
        )

    def lines(self, *lines: str) -> None:
        for line in lines:
            self.console.print(Text(line), soft_wrap=True)


class _Tally(ProgressColumn):
    """The running counts."""

    def __init__(self, tally: Counter[str], total: int) -> None:
        super().__init__()
        self._tally, self._total = tally, total

    def render(self, task: Task) -> Text:
        return _tally(self._tally, self._total)


def _tally(tally: Counter[str], total: int) -> Text:
    seen, hits = tally["all"], tally["hits"]
    text = Text.assemble(
        f"{seen:>5,}/{total:,}  ", (f"{hits:,} hits ({_share(hits, seen)})", "green"), f"  {seen - hits:,} misses  "
    )
    text.append(f"{tally['wrong']} wrong", style="red" if tally["wrong"] else "dim")
    if tally["failed"]:
        text.append(f"  {tally['failed']} failed", style="red")
    return text


def _seconds(seconds: float) -> str:
    return (
        f"{seconds * 1000:.1f} ms"
        if seconds < 0.1
        else f"{seconds * 1000:.0f} ms"
        if seconds < 1
        else f"{seconds:.2f} s"
    )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "0 %"


def _clock(at: float) -> str:
    return f"{int(at // 3600):02}:{int(at // 60) % 60:02}"
