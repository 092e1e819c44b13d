"""Takes the lease of the key named and says whether it got it, until it is told to release it or killed."""

from __future__ import annotations

import asyncio
import sys

from semcache.adapters.file_leases import FileLeases


async def main(path: str, key: str) -> None:
    leases = FileLeases(path)
    lease = await leases.take(key)
    print("none" if lease is None else "taken", flush=True)
    sys.stdin.readline()
    await leases.close()


asyncio.run(main(sys.argv[1], sys.argv[2]))
