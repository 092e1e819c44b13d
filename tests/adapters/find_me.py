"""Opens files beside other processes that do so at the same moment, and keeps something in each.

    find_me.py KIND NAME

Reads a line at a time and answers with one: "open PATH", "keep", "close"; "ready" comes first.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

from stored_samples import answer, entry

from semcache.adapters.sqlite_labels import SqliteLabels
from semcache.adapters.sqlite_ledger import SqliteLedger
from semcache.adapters.sqlite_store import SqliteStore
from semcache.errors import CacheFault

Keeper = SqliteStore | SqliteLedger | SqliteLabels

OPEN: dict[str, Callable[[Path], Keeper]] = {
    "store": lambda path: SqliteStore(path, recover=True),
    "ledger": lambda path: SqliteLedger(path, recover=True),
    "labels": lambda path: SqliteLabels(path, recover=True),
}


async def keep(keeper: Keeper, name: str) -> None:
    match keeper:
        case SqliteStore():
            await keeper.put(entry(name), None)
        case SqliteLedger():
            keeper.append(answer(name))
        case SqliteLabels():
            keeper.keep_document(name, "kept")
    for _ in range(1000):
        try:
            return await keeper.flush()
        except CacheFault:  # until the damaged file is moved
            await asyncio.sleep(0.02)
    raise AssertionError("nothing takes the damaged file's place")


async def main(kind: str, name: str) -> None:
    print("ready", flush=True)
    keeper: Keeper | None = None
    while words := await asyncio.to_thread(sys.stdin.readline):
        match words.split():
            case ["open", path]:
                keeper = OPEN[kind](Path(path))
            case ["keep"] if keeper is not None:
                await keep(keeper, name)
            case ["close"] if keeper is not None:
                await keeper.close()
        print("done", flush=True)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
