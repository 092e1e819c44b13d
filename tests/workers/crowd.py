"""Many requests at once to a gateway of several workers, each on a connection of its own."""

from __future__ import annotations

import asyncio
import json
import os
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

AT_ONCE = 200
"""Connections that are being made: more than a queue holds would be dropped, and tried again a second later."""


@dataclass(frozen=True, slots=True)
class Answer:
    """0 and nothing where the connection broke off."""

    status: int
    cache_status: str
    body: bytes


async def ask_all(url: str, bodies: Iterable[tuple[float, dict]], **headers: str) -> list[Answer]:
    """Each sent so many seconds from now."""
    door = asyncio.Semaphore(AT_ONCE)
    began = asyncio.get_running_loop().time()

    async def one(at: float, body: dict) -> Answer:
        await asyncio.sleep(began + at - asyncio.get_running_loop().time())
        return await _post(url, body, door, headers)

    return await asyncio.gather(*(one(*each) for each in bodies))


async def _post(url: str, body: dict, door: asyncio.Semaphore, headers: dict[str, str]) -> Answer:
    host, port = url.removeprefix("http://").split(":")
    payload = json.dumps(body).encode()
    told = {"host": host, "content-type": "application/json", "authorization": "Bearer k", "connection": "close"}
    told |= {"content-length": str(len(payload)), **headers}
    head = "POST /v1/chat/completions HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in told.items()) + "\r\n"
    try:
        async with door:
            reader, writer = await asyncio.open_connection(host, int(port))
            writer.write(head.encode() + payload)
            await writer.drain()
        raw = await reader.read()
        writer.close()
    except OSError:
        return Answer(0, "", b"")
    begin, _, rest = raw.partition(b"\r\n\r\n")
    status = re.match(rb"HTTP/1\.1 (\d+)", begin)
    found = re.search(rb"(?im)^cache-status: (.*?)\r?$", begin)
    whole = status is not None and (b"chunked" not in begin or rest.endswith(b"0\r\n\r\n"))
    return Answer(int(status[1]) if whole and status else 0, found[1].decode() if found else "", rest)


def connected_to(port: int, pids: Iterable[int]) -> Counter[int]:
    """How many TCP connections each of these processes has to that port of this machine."""
    inodes = set()
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        fields = line.split()
        if int(fields[2].split(":")[1], 16) == port and fields[3] == "01":
            inodes.add(f"socket:[{fields[9]}]")
    found: Counter[int] = Counter()
    for pid in pids:
        for file in Path(f"/proc/{pid}/fd").iterdir():
            try:
                found[pid] += os.readlink(file) in inodes
            except FileNotFoundError:
                continue
    return found
