"""Announces events in the file named and prints the number of each, until it is told how many or killed."""

from __future__ import annotations

import asyncio
import os
import sys

from semcache.adapters.sqlite_store import SqliteStore
from semcache.core.world import SourceIs


async def main(path: str, who: str, count: int) -> None:
    store = SqliteStore(path)
    for version in range(count):
        announced = await store.announce(SourceIs(f"kb/{who}", f"v{version}"), who, 1.0)
        os.write(1, f"{announced.number} {version}\n".encode())
    await store.close()


asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
