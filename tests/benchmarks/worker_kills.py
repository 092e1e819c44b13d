"""200 times kill -9 of a worker under load, at random moments.

    python -m tests.benchmarks.worker_kills [--kills 200] [--seed 1]

Prints what was asked, billed and booked, and everything that must not be: files that SQLite finds damaged, entries
that cannot be read, rows that are booked twice, calls that are missing in the books and ended more than a second
before any kill. Exit code 1 when there is any.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.workers.kills import battery


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=4)
    said = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as home:
        found = battery(Path(home), said.kills, said.seed, said.workers)
    print(f"{found.kills} kills in {time.monotonic() - began:.0f} s, {said.workers} workers")
    print(f"{found.asked} requests, {found.answered} of them answered; {found.entries} entries, all whole")
    print(f"billed {found.billed} calls, ${found.dollars_billed}; booked {found.booked}, ${found.dollars_booked}")
    print(f"not booked: {found.missing} calls, all of them within a second of a kill" if not found.wrong else "")
    for line in found.wrong:
        print("WRONG:", line)
    sys.exit(1 if found.wrong else 0)


if __name__ == "__main__":
    main()
