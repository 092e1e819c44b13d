"""What each state of trouble of a Redis costs the requests of two gateways: `make bench-redis-states`.

Times are of whole requests, by wall clock, of four clients that share the machine with both gateways, the upstream and
Redis: compare them with the row of requests that went past the cache, for that is what a cache in trouble comes to.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from pathlib import Path

from tests.hardship.redis_states import STATES, Found, go_through, in_health, stage

UNTIL_OPEN = 1.2
"""Seconds after which every breaker is open."""


def row(found: Found) -> str:
    before, after = found.p99(0.0, UNTIL_OPEN), found.p99(UNTIL_OPEN)
    counts = f"{found.requests:>8} {len(found.failed):>6} {found.hits:>5}"
    times = f"{found.median():>8.1f} {before:>10.1f} {after:>10.1f}"
    return f"{found.state:16} {counts} {times} {found.lines!s:>10} {found.recovered:>9.1f}"


async def main(count: int, names: list[str]) -> None:
    print("state            requests failed  hits  p50, ms  p99 before  p99 after      lines  recovered, s")
    with tempfile.TemporaryDirectory() as folder, stage(Path(folder)) as one:
        print(row(await in_health(one, count, 0.02)), flush=True)
        print(row(await in_health(one, count, 0.02, "no-store")), flush=True)
        for state in STATES:
            if not names or state.name in names:
                print(row(await go_through(one, state, count, 0.02)), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=1000)
    parser.add_argument("states", nargs="*")
    given = parser.parse_args()
    asyncio.run(main(given.requests, given.states))
