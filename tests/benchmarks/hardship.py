"""The batteries that try to break the cache, in full.

    python -m tests.benchmarks.hardship cancelled [--requests N] [--face gateway|middleware]
    python -m tests.benchmarks.hardship damaged [--seeds N]
    python -m tests.benchmarks.hardship flood [--cap N] [--misses N]

`cancelled`: requests that end at random points, 30 % by clients that leave, 20 % by whoever runs the app; no answer
may be another's, no request that was left alone may notice, nothing may be held when all is over, and the books must
have one row for each request and each call. `damaged`: every damage of `tests.hardship.damaged`, before the start and
in use, so many times; no answer may be wrong, no request may fail, and the exact tier serves within two seconds of the
start. `flood`: see `tests.hardship.flood`. Linux only.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.hardship import cancelled, damaged
from tests.hardship.flood import flood


def _cancelled(home: Path, options: argparse.Namespace) -> tuple[dict[str, object], bool]:
    began = time.process_time()
    found = cancelled.run(home, options.requests, face=options.face)
    return {**vars(found), "cpu_seconds": time.process_time() - began}, found.holds


def _damaged(home: Path, options: argparse.Namespace) -> tuple[dict[str, object], bool]:
    lots = 40
    whole = damaged.made(home / "whole", lots)
    runs, served, broken = Counter[str](), Counter[str](), []
    slowest = 0.0
    for seed in range(options.seeds):
        for name in damaged.DAMAGES:
            for when, run in (("at start", damaged.at_start), ("in use", damaged.while_running)):
                found = run(whole, home / f"{seed} {name} {when}".replace("/", " "), name, lots, seed)
                runs[when] += 1
                served.update(asked=found.asked, wrong=len(found.wrong), **found.hits)
                served["failed"] += sum(count for status, count in found.statuses.items() if status != 200)
                slowest = max(slowest, found.served_after)
                is_lost = when == "in use" and name in damaged.BEYOND_MENDING
                if found.wrong or set(found.statuses) != {200} or not (found.holds or is_lost):
                    broken.append(f"{name}, {when}, seed {seed}: {vars(found)}")
    figures = {"runs": runs, **served, "slowest first answer of the exact tier, s": slowest, "broken": broken}
    return figures, not broken


def _flood(home: Path, options: argparse.Namespace) -> tuple[dict[str, object], bool]:
    def progress(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    found = asyncio.run(flood(home, options.cap, options.misses, progress))
    return {**vars(found), "allowed": found.allowed}, found.holds


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, help="where the files go; a temporary folder otherwise")
    batteries = parser.add_subparsers(required=True)
    one = batteries.add_parser("cancelled")
    one.add_argument("--requests", type=int, default=10_000)
    one.add_argument("--face", choices=("gateway", "middleware"), default="gateway")
    one.set_defaults(run=_cancelled)
    one = batteries.add_parser("damaged")
    one.add_argument("--seeds", type=int, default=5)
    one.set_defaults(run=_damaged)
    one = batteries.add_parser("flood")
    one.add_argument("--cap", type=int, default=100_000, help="answers kept at most")
    one.add_argument("--misses", type=int, default=1_000_000, help="questions asked")
    one.set_defaults(run=_flood)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(dir=options.home) as home:
        figures, holds = options.run(Path(home), options)
    print(json.dumps({**figures, "holds": holds}, indent=1))


if __name__ == "__main__":
    main()
