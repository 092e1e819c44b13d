"""Writes to the file named, and says in a log beside it what it wrote and when, until it is killed."""

from __future__ import annotations

import asyncio
import os
import sys
import time

from stored_samples import answer, attempt, entry, unit

from semcache.adapters.sqlite_ledger import SqliteLedger
from semcache.adapters.sqlite_store import SqliteStore


async def main(path: str, life: str) -> None:
    log = os.open(f"{path}.{life}.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    ledger = SqliteLedger(path)
    store = SqliteStore(path)
    number = 0
    while True:
        name = f"{life}-{number}"
        ledger.append(answer("a" + name, at=float(number)))
        ledger.append(attempt("t" + name, at=float(number)))
        ledger.append(answer(f"a{life}-{number // 2}"))  # written before, most times: must change nothing
        await store.put(entry("e" + name, name), unit(1, 0))
        os.write(log, f"{name} {time.time()}\n".encode())
        number += 1
        await asyncio.sleep(0.002)


asyncio.run(main(sys.argv[1], sys.argv[2]))
