"""Appends rows to the ledger named, beside others that do the same; says in a log beside it what it appended and when.

    append_me.py LEDGER NAME ROWS

Each second row is of a day that is dropped meanwhile; each tenth is known to the others too, and so is each tenth
answer that turned out to be wrong.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time

from stored_samples import answer, attempt, check

from semcache.adapters.postgres_ledger import PostgresLedger
from semcache.adapters.sqlite_ledger import SqliteLedger
from semcache.core.cells import DAY
from semcache.core.ledger import LedgerRow
from semcache.ports import Ledger
from semcache.postgresurl import parse_postgres_url


def row_of(name: str, number: int) -> LedgerRow:
    at = float(number % 2 * DAY + number % 1000)
    match number % 10:
        case 0:
            return answer(f"shared-{number}", at)
        case 3:
            return check(f"{name}-{number}", at, request_id=f"r{number}")
        case 4 | 5:
            return attempt(f"{name}-{number}", at)
        case _:
            return answer(f"{name}-{number}", at)


def open_place(place: str) -> Ledger:
    return PostgresLedger(parse_postgres_url(place)) if "://" in place else SqliteLedger(place)


async def main(place: str, log: str, name: str, count: str) -> None:
    said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    ledger = open_place(place)
    for number in range(int(count)):
        ledger.append(row_of(name, number))
        if number % 10 == 9:
            os.write(said, f"{number} {time.time()}\n".encode())
            await asyncio.sleep(0.005)
    await ledger.close()
    assert ledger.unwritten == 0


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
