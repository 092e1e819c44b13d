"""The demo from end to end: a stand-in for a paid API, the gateway before it, a day of requests, and the books."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx

from semcache.build import open_ledger
from semcache.core.savings import report_of
from semcache.core.savings_report import SavingsReport
from semcache.demo.corpus import load
from semcache.demo.outcome import Books, Outcome, outcome_of
from semcache.demo.play import CONCURRENCY, play
from semcache.demo.processes import Process, started
from semcache.demo.screen import Screen
from semcache.demo.trace import DemoRequest, build_day
from semcache.embedding import EmbeddingChoices, export_now
from semcache.errors import UsageError
from semcache.report.document import document
from semcache.report.terminal import print_report

LEDGER = "ledger.db"


@dataclass(frozen=True, slots=True)
class Plan:
    """What to play."""

    requests: int = 1500
    seed: int = 1
    concurrency: int = CONCURRENCY
    keep: Path | None = None
    """Where the gateway's state stays; None for a folder that goes when the demo ends."""


@dataclass(frozen=True, slots=True)
class Played:
    """What the demo found."""

    outcome: Outcome
    savings: SavingsReport
    books: Books

    @property
    def is_sound(self) -> bool:
        """The books agree and every request got an answer."""
        return self.books.agree and not self.outcome.failed

    def as_json(self) -> dict[str, Any]:
        return {
            "outcome": self.outcome.as_json(),
            "report": document(self.savings),
            "books": self.books.as_json(),
        }


def run(plan: Plan, screen: Screen) -> Played:
    """Plays the day. Raises `UsageError` where a server does not start, `EmbedderFault` without a model."""
    day = build_day(plan.seed, plan.requests)
    screen.title("semcache demo: a support desk's day in miniature")
    with _home(plan.keep) as home:
        with screen.step("the model") as say:
            _prepare_model(home, say)
        with _paid_api(home) as api:
            screen.rows(("the paid API", f"{api.url}  a stand-in, no model: right answers, real pace, own bill"))
            with _gateway(home, api.url) as gateway:
                screen.rows(("the gateway", f"{gateway.url}  semcache serve; everything in it is real"))
                _introduce(screen, day)
                began = time.perf_counter()
                with screen.bar(len(day)) as on_heard:
                    heard = asyncio.run(play(day, gateway.url, plan.concurrency, on_heard))
                seconds = time.perf_counter() - began
            # The gateway has ended, so its last rows are on the disk.
            bill = httpx.get(f"{api.url}/bill", trust_env=False).json()
        savings = report_of(open_ledger(home / LEDGER).cells())
    played = Played(outcome_of(day, heard, seconds), savings, books_of(savings, bill))
    _conclude(screen, played, plan)
    return played


def _prepare_model(home: Path, say: Callable[[str], None]) -> None:
    began = time.perf_counter()
    export = export_now(EmbeddingChoices(home=home), say)
    if export is None:
        say("runs on the GPU")
    else:
        say(f"{export.model.name}, exported to ONNX {export.precision} in {time.perf_counter() - began:.0f} s")


def _introduce(screen: Screen, day: list[DemoRequest]) -> None:
    questions = [q for q in load().questions.values() if not q.volatile]
    wordings = sum(len(q.wordings) for q in questions)
    twins = sum(q.near is not None for q in questions)
    screen.rows(
        ("the day", f"{len(day):,} requests to 3 desks of 2 companies, in part streamed"),
        ("", f"{len(questions)} questions in {wordings} wordings, {twins} of them easily taken for another one,"),
        ("", "and many that only one customer or one moment can ask"),
    )
    screen.lines("")


def _conclude(screen: Screen, played: Played, plan: Plan) -> None:
    screen.title("What the ledger says (semcache report)")
    print_report(played.savings, screen.console)
    screen.title("Held against the demo's own labels")
    screen.outcome(played.outcome)
    screen.title("The books")
    screen.books(played.books)
    screen.title("The same before a real API")
    screen.lines(
        "  semcache serve --upstream https://api.openai.com/v1",
        "  and in your program, with your own key:",
        '  openai.OpenAI(base_url="http://127.0.0.1:8080/v1")',
    )
    if plan.keep is not None:
        screen.lines("", f"  All of it was kept; see it again with: semcache report --home {plan.keep}")


@contextlib.contextmanager
def _home(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        if (keep / LEDGER).exists():
            raise UsageError(f"--keep {keep}: holds the state of an earlier run; name another folder or remove it")
        keep.mkdir(parents=True, exist_ok=True)
        yield keep.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="semcache-demo-") as folder:
        yield Path(folder)


def _paid_api(home: Path) -> contextlib.AbstractContextManager[Process]:
    command = [sys.executable, "-P", "-m", "semcache.demo.standin", "--port", "0"]
    return started("the stand-in", command, env=_environment(home), cwd=home, ready="/bill", log=home / "standin.log")


def _gateway(home: Path, upstream: str) -> contextlib.AbstractContextManager[Process]:
    code = "from semcache.cli import main; main()"
    command = [sys.executable, "-P", "-c", code, "serve", "--upstream", f"{upstream}/v1", "--port", "0"]
    env = _environment(home)
    return started("semcache serve", command, ready="/readyz", env=env, cwd=home, log=home / "gateway.log")


def _environment(home: Path) -> dict[str, str]:
    """This process's environment without the user's own settings of semcache, which would make it another demo."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SEMCACHE_")}
    return {**kept, "SEMCACHE_HOME": str(home), "PYTHONUNBUFFERED": "1"}


def books_of(savings: SavingsReport, bill: dict[str, Any]) -> Books:
    """The ledger's side from the report over it, the other side from GET /bill."""
    return Books(
        ledger=savings.total.spend,
        bill=Decimal(bill["dollars"]),
        attempts=savings.total.attempts,
        calls=bill["calls"] + bill["refused"],
        unpriced=savings.unknown_cost + sum(one.attempts for one in savings.unpriced),
    )
