"""How long `semcache report` takes, and how much memory, over a million ledger rows in one file or in several.

    python -m tests.benchmarks.report_scale [--rows N] [--files N] [--days N] [--runs N]

The rows are made up: 40 % hits, three models, ten tenants, calls for the rest, spread evenly over the days. "several
files" are hosts of one fleet, all with the same days; "a copy" is one file and its copy, which both went on.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from semcache.adapters.sqlite_ledger import SqliteLedger
from semcache.core.ledger import LedgerRow, Outcome, Tier
from semcache.ids import new_id
from tests.core.ledger_samples import DAY, START, answer, attempt

GOAL_SECONDS, GOAL_BYTES = 3.0, 300 << 20


def rows(count: int, days: int, seed: int) -> Iterator[LedgerRow]:
    """Answers, and a call for each that was no hit."""
    chance = random.Random(seed)
    made = 0
    while made < count:
        at = START + DAY * days * made / count + chance.random()
        said: dict[str, object] = {
            "at": at,
            "model": f"model-{chance.randrange(3)}",
            "tenant": f"t{chance.randrange(10)}",
        }
        request = new_id()
        if chance.random() < 0.4:
            tier = chance.choice((Tier.EXACT, Tier.SEMANTIC))
            yield answer(request, Outcome.HIT, tier, seconds=chance.expovariate(100), **said)
            made += 1
        else:
            seconds = chance.expovariate(0.5)
            yield answer(request, Outcome.MISS, seconds=seconds, **said)
            yield attempt(request, seconds=seconds, **said)
            made += 2


async def fill(path: Path, made: Iterator[LedgerRow]) -> None:
    ledger = SqliteLedger(path, pending_rows=10**9)
    for number, row in enumerate(made):
        ledger.append(row)
        if number % 20_000 == 0:
            await ledger.flush()
    await ledger.close()


def measured(name: str, files: Sequence[Path], runs: int) -> dict[str, object]:
    """The fastest of so many runs, each a process of its own: seconds on the clock and of the processor, and the most
    memory of all runs so far."""
    args = [arg for file in files for arg in ("--ledger", str(file))]
    clock, processor = [], []
    for _ in range(runs):
        began, used = time.perf_counter(), _used()
        done = subprocess.run(
            [sys.executable, "-m", "semcache", "report", "--json", *args], capture_output=True, check=True, text=True
        )
        clock.append(time.perf_counter() - began)
        processor.append(_used() - used)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss << 10
    return {
        "name": name,
        "files": len(files),
        "answers": json.loads(done.stdout)["total"]["answers"],
        "seconds": min(clock),
        "processor": min(processor),
        "bytes": most,
        "holds": min(clock) <= GOAL_SECONDS and most <= GOAL_BYTES,
    }


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(args: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--files", type=int, default=8)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    said = parser.parse_args(args)
    found = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        asyncio.run(fill(home / "whole.db", rows(said.rows, said.days, 0)))
        found.append(measured("one file", [home / "whole.db"], said.runs))
        (home / "whole.db").unlink()
        hosts = [home / f"host-{number}.db" for number in range(said.files)]
        for number, host in enumerate(hosts):
            asyncio.run(fill(host, rows(said.rows // said.files, said.days, number)))
        found.append(measured("several files", hosts, said.runs))
        copy = home / "copy.db"
        with closing(sqlite3.connect(hosts[0])) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        asyncio.run(fill(copy, rows(said.rows // 1000, 1, 99)))
        found.append(measured("a copy", [hosts[0], copy], said.runs))
    if said.json:
        print(json.dumps(found))
        return
    for run in found:
        print(
            f"{run['name']:<14} {run['files']} files {run['answers']:>9,} answers  {run['seconds']:.2f} s  "
            f"({run['processor']:.2f} s of the processor)  {run['bytes'] / (1 << 20):.0f} MiB"  # type: ignore[operator]
        )


if __name__ == "__main__":
    main()
