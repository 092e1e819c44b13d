"""Workers are killed under load at random moments: what is on the disk afterwards, held against the upstream's bill."""

from __future__ import annotations

import asyncio
import contextlib
import random
import sqlite3
import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import httpx

from semcache.adapters.sqlite_ledger import LedgerFile
from semcache.adapters.sqlite_store import SqliteStore
from semcache.core.ledger import AnswerRow, AttemptRow
from semcache.demo.generation import Pace
from semcache.demo.processes import Process
from semcache.demo.standin import Standin
from tests.harness import ask
from tests.servers import serving
from tests.workers.fleet import fleet, kill, pids

WINDOW = 1.0
"""Seconds of bookings that a kill may cost."""
CLIENTS = 3


@dataclass(slots=True)
class Asked:
    """One request as its client saw it."""

    trace: str
    text: str
    began: float
    ended: float = 0.0
    """0 where no whole answer came."""


@dataclass(slots=True)
class Outcome:
    kills: int = 0
    asked: int = 0
    answered: int = 0
    billed: int = 0
    booked: int = 0
    missing: int = 0
    """Calls that were billed and not booked."""
    dollars_billed: Decimal = Decimal(0)
    dollars_booked: Decimal = Decimal(0)
    entries: int = 0
    wrong: list[str] = field(default_factory=list)
    """Everything that must not be."""


class Client(threading.Thread):
    """Asks, mostly something new and sometimes what it asked before, until told to stop."""

    def __init__(self, url: str, number: int, seed: int, stop: threading.Event) -> None:
        super().__init__()
        self._url, self._number, self._stopped = url, number, stop
        self._chance = random.Random(seed)
        self.asked: list[Asked] = []
        self.wrong: list[str] = []

    def run(self) -> None:
        http = httpx.Client(base_url=self._url, timeout=20, headers={"authorization": "Bearer k"})
        while not self._stopped.is_set():
            again = self.asked and self._chance.random() < 0.3
            text = self._chance.choice(self.asked[-20:]).text if again else self._new_text()
            one = Asked(f"{self._chance.getrandbits(128):032x}", text, time.time())
            self.asked.append(one)
            body = ask(text, stream=self._chance.random() < 0.3) | {"model": "gpt-4o-mini"}
            headers = {"traceparent": f"00-{one.trace}-{'1' * 16}-00"}
            try:
                answer = http.post("/v1/chat/completions", json=body, headers=headers)
            except httpx.HTTPError:  # its worker was killed
                http.close()
                http = httpx.Client(base_url=self._url, timeout=20, headers={"authorization": "Bearer k"})
                continue
            if answer.status_code == 200:
                one.ended = time.time()
            else:
                self.wrong.append(f"status {answer.status_code}: {answer.text[:100]}")
            self._stopped.wait(0.01)
            if not body["stream"] and text not in answer.text:
                self.wrong.append(f"{text!r} was answered with {answer.text[:300]!r}")
        http.close()

    def _new_text(self) -> str:
        return f"What is in box {self._number}-{len(self.asked)} of shelf {self._chance.randrange(10**6)}?"


def battery(home: Path, kills: int, seed: int, workers: int = 3, pause: tuple[float, float] = (0.3, 1.5)) -> Outcome:
    """So many kills under load; what came of it."""
    outcome, chance, stop = Outcome(), random.Random(seed), threading.Event()
    standin = Standin(Pace(ttft=0.02, tokens_per_second=4000.0))
    moments: list[float] = []
    with serving(standin) as upstream:
        with fleet(home, upstream, workers) as gateway:
            clients = [Client(gateway.url, number, seed * 1000 + number, stop) for number in range(CLIENTS)]
            for client in clients:
                client.start()
            try:
                while len(moments) < kills:
                    time.sleep(chance.uniform(*pause))
                    alive = _alive(gateway)
                    if len(alive) > 1:
                        kill(chance.choice(alive))
                        moments.append(time.time())
                time.sleep(2 * WINDOW)
            finally:
                stop.set()
                for client in clients:
                    client.join()
        time.sleep(0.2)  # the stand-in charges those who left
    outcome.kills = len(moments)
    asked = [one for client in clients for one in client.asked]
    outcome.wrong += [line for client in clients for line in client.wrong]
    outcome.asked, outcome.answered = len(asked), sum(one.ended > 0 for one in asked)
    _check_files(home, outcome)
    _check_books(home, standin, asked, moments, outcome)
    return outcome


def _alive(gateway: Process) -> list[int]:
    with contextlib.suppress(httpx.HTTPError, KeyError, TypeError):
        return list(pids(gateway).values())
    return []


def _check_files(home: Path, outcome: Outcome) -> None:
    for name in ("cache.db", "ledger.db", "labels.db", "journal.db"):
        with contextlib.closing(sqlite3.connect(home / name)) as db:
            if (found := db.execute("PRAGMA integrity_check").fetchall()) != [("ok",)]:
                outcome.wrong.append(f"{name}: {found[:3]}")

    async def read_all() -> None:
        with contextlib.closing(sqlite3.connect(home / "cache.db")) as db:
            keys = [key for (key,) in db.execute("SELECT key FROM entries")]
        store = SqliteStore(home / "cache.db")
        entries = [entry for start in range(0, len(keys), 500) for entry in await store.get_many(keys[start:][:500])]
        vectors = sum([1 async for _ in store.vectors()])
        if store.damaged or None in entries or vectors != len(keys):
            outcome.wrong.append(f"{store.damaged} damaged of {len(keys)} entries, {vectors} vectors")
        outcome.entries = len(keys)
        await store.close()

    asyncio.run(read_all())


def _check_books(home: Path, standin: Standin, asked: list[Asked], moments: list[float], outcome: Outcome) -> None:
    rows = list(LedgerFile(home / "ledger.db").rows())
    attempts = [row for row in rows if isinstance(row, AttemptRow)]
    answers = Counter(row.trace[3:35] for row in rows if isinstance(row, AnswerRow))
    bill = standin.bill.total()
    outcome.billed, outcome.booked = bill.calls, len(attempts)
    outcome.dollars_billed = bill.dollars
    outcome.dollars_booked = sum((row.cost or Decimal(0) for row in attempts), Decimal(0))

    twice = [trace for trace, count in answers.items() if count > 1]
    outcome.wrong += [f"request {trace} was booked twice" for trace in twice]
    of_text: defaultdict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        of_text[one.text].append(one)
        if one.trace not in answers and one.ended and not _excused(one, moments):
            outcome.wrong.append(
                f"an answer of {one.ended - min(moments, key=lambda m: abs(m - one.ended)):+.2f} s is lost"
            )
    text_of = {one.trace: one.text for one in asked}
    booked = Counter(text_of[row.trace[3:35]] for row in attempts)
    for text, calls in Counter(call.text for call in standin.calls).items():
        missing = calls - booked[text]
        if missing < 0:
            outcome.wrong.append(f"{text!r} was billed {calls} times and booked {booked[text]} times")
        elif missing:
            outcome.missing += missing
            if not any(_excused(one, moments) for one in of_text[text]):
                outcome.wrong.append(f"{text!r}: a call is not booked, and no kill is near")
    if outcome.missing == 0 and outcome.dollars_billed != outcome.dollars_booked:
        outcome.wrong.append(f"billed {outcome.dollars_billed}, booked {outcome.dollars_booked}")


def _excused(one: Asked, moments: list[float]) -> bool:
    """Whether it was under way, or had ended within the window, when a worker was killed."""
    return any(one.began <= moment and (not one.ended or one.ended >= moment - WINDOW) for moment in moments)
