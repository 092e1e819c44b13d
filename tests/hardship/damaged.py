"""Stores and books that were damaged, before the start or while they are in use, and what is served from them.

Every answer names its tenant and its question, so that one that was stored for another shows.
"""

from __future__ import annotations

import asyncio
import json
import random
import shutil
import sqlite3
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import numpy as np
from starlette.types import Receive, Scope, Send

from semcache.adapters.faiss_index import FaissIndex
from semcache.adapters.hash_embedder import HashEmbedder
from semcache.adapters.sqlite_journal import SqliteJournal
from semcache.adapters.sqlite_labels import SqliteLabels
from semcache.adapters.sqlite_ledger import SqliteLedger
from semcache.adapters.sqlite_store import SqliteStore
from semcache.asgi import SemanticCacheMiddleware
from semcache.core.ledger import AnswerRow
from semcache.core.policy import Policy
from semcache.engine import Engine
from semcache.errors import CacheFault
from semcache.ports import Ledger
from semcache.storage.checksums import checksum
from tests.harness import PRICES, RULE, TestClock, ask, completion, wait_until

TENANTS = ("ann", "ben", "cy")
FILES = ("cache.db", "labels.db", "journal.db", "ledger.db")
AT_ONCE = 2.0
"""Seconds after the start within which the exact tier must serve."""
PATIENCE = 10.0
"""Seconds within which all else must go on."""

Damage = Callable[[Path, random.Random], None]


class House:
    """The middleware with the real parts, in a folder, before an app that counts its calls."""

    def __init__(self, home: Path, dimension: int = 256, ledger: Ledger | None = None, **store: Any) -> None:
        self.calls = 0
        embedder = HashEmbedder(dimension)
        self.store = SqliteStore(home / "cache.db", recover=True, **{"hot_bytes": 40_000, **store})
        self.engine = Engine(
            policy=Policy("test", (RULE,)),
            embedder=embedder,
            index=FaissIndex(),
            store=self.store,
            ledger=ledger or SqliteLedger(home / "ledger.db", recover=True),
            journal=SqliteJournal(home / "journal.db", recover=True),
            labels=SqliteLabels(home / "labels.db", recover=True),
            prices=PRICES,
            clock=TestClock(),
            budget=10.0,  # what it takes is measured elsewhere; here nothing may be missed for want of time
            embed_budget=10.0,
        )
        middleware = SemanticCacheMiddleware(self._app, engine=self.engine)
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(middleware), base_url="http://cache")

    async def _app(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.calls += 1
        body = b""
        while True:
            message = await receive()
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        tenant = dict(scope["headers"])[b"authorization"].decode().removeprefix("Bearer ")
        said = json.dumps(completion(answer_to(tenant, json.loads(body)["messages"][-1]["content"]))).encode()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
        await send({"type": "http.response.body", "body": said})

    async def ask(self, tenant: str, question: str) -> Answer:
        got = await self.http.post(
            "/v1/chat/completions", json=ask(question), headers={"authorization": f"Bearer {tenant}"}
        )
        said = got.json()["choices"][0]["message"]["content"] if got.status_code == 200 else ""
        status = got.headers.get("cache-status", "")
        id = got.headers.get("semcache-request-id", "")
        return Answer(id, got.status_code, said, "; hit" in status, status, said == answer_to(tenant, question))


@asynccontextmanager
async def open_house(home: Path, **more: Any) -> AsyncIterator[House]:
    house = House(home, **more)
    await house.engine.start()
    try:
        yield house
    finally:
        await house.http.aclose()
        await house.engine.close()


@dataclass(frozen=True, slots=True)
class Answer:
    id: str
    status: int
    said: str
    is_hit: bool
    cache_status: str
    is_right: bool
    """It is the answer to this question, for this tenant."""


def question(lot: int, wording: int = 0) -> str:
    return ("What is lot {} of the catalogue?", "Please tell me what lot {} of the catalogue is.")[wording].format(lot)


def answer_to(tenant: str, question: str) -> str:
    lot = "".join(letter for letter in question if letter.isdigit())
    return f"{tenant} was told about lot {lot}. " + f"Lot {lot} for {tenant}. " * 60


@dataclass
class Found:
    """What came of one damage."""

    name: str
    served_after: float = 0.0
    """Seconds from the start to the first answer from the exact tier."""
    statuses: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    hits: Counter[str] = field(default_factory=Counter)
    """From the cache, of those that were stored before the damage: "exact" and "semantic"."""
    asked: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    """Of the others."""
    is_rebuilt: bool = True
    serves_anew: bool = True
    """What is asked now is served from then on, exactly and to another wording."""
    books_go_on: bool = True
    """What is asked now is booked, and can be explained."""
    is_kept: bool = True
    """What is asked now is there after the next start."""

    @property
    def holds(self) -> bool:
        return (
            not self.wrong
            and set(self.statuses) == {200}
            and self.served_after < AT_ONCE
            and self.is_rebuilt
            and self.serves_anew
            and self.books_go_on
            and self.is_kept
        )


async def _stored(home: Path, lots: int) -> None:
    async with open_house(home) as house:
        for tenant in TENANTS:
            for lot in range(lots):
                await house.ask(tenant, question(lot))


def made(home: Path, lots: int) -> Path:
    """A folder with a cache that has been in use: so many answers for each tenant."""
    home.mkdir(parents=True)
    asyncio.run(_stored(home, lots))
    return home


# What is done to files.


def flips(count: int, name: str = "cache.db") -> Damage:
    """So many bits, anywhere."""

    def damage(home: Path, chance: random.Random) -> None:
        _edit(home / name, lambda data: _flip(data, count, chance))

    return damage


def _flip(data: bytearray, count: int, chance: random.Random) -> bytearray:
    for _ in range(count):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return data


def _edit(path: Path, change: Callable[[bytearray], bytes | bytearray]) -> None:
    """In place, as a disk does it: whoever has the file open sees it."""
    changed = change(bytearray(path.read_bytes()))
    with path.open("r+b") as file:
        file.write(changed)
        file.truncate(len(changed))


def pages(count: int, name: str = "cache.db", *, zeros: bool = False, first: bool = False) -> Damage:
    """So many pages overwritten, with zeros or with noise; `first` spares the file's head no more than others."""

    def damage(home: Path, chance: random.Random) -> None:
        def overwrite(data: bytearray) -> bytearray:
            size = 8192
            for _ in range(count):
                at = 0 if first else size * chance.randrange(1, max(2, len(data) // size))
                data[at : at + size] = bytes(size) if zeros else chance.randbytes(size)
            return data

        _edit(home / name, overwrite)

    return damage


def cut(share: float, name: str = "cache.db") -> Damage:
    """Only the file's beginning is left."""
    return lambda home, chance: _edit(home / name, lambda data: data[: int(len(data) * share)])


def garbage(name: str = "cache.db") -> Damage:
    return lambda home, chance: (home / name).write_bytes(chance.randbytes(50_000)) and None


def missing(name: str = "cache.db") -> Damage:
    def damage(home: Path, chance: random.Random) -> None:
        for file in home.glob(name + "*"):
            file.unlink()

    return damage


def another(name: str = "cache.db") -> Damage:
    """Another cache's file lies in its place."""

    def damage(home: Path, chance: random.Random) -> None:
        missing(name)(home, chance)
        other = home / "another"
        made(other, 5)
        shutil.move(other / name, home / name)

    return damage


def columns(*names: str, bits: int = 1) -> Damage:
    """Bits flipped in these columns of every entry."""

    def damage(home: Path, chance: random.Random) -> None:
        with closing(sqlite3.connect(home / "cache.db", isolation_level=None)) as connection:
            for (id,) in connection.execute("SELECT id FROM entries").fetchall():
                for name in names:
                    value, kind = connection.execute(
                        f"SELECT CAST({name} AS BLOB), typeof({name}) FROM entries WHERE id = ?", [id]
                    ).fetchone()
                    flipped = bytes(_flip(bytearray(value), bits, chance))
                    kind = "REAL" if kind == "real" else kind
                    connection.execute(
                        f"UPDATE OR IGNORE entries SET {name} = CAST(? AS {kind}) WHERE id = ?", [flipped, id]
                    )

    return damage


def some(column: str, share: float) -> Damage:
    """A bit flipped in this column of some entries."""

    def damage(home: Path, chance: random.Random) -> None:
        with closing(sqlite3.connect(home / "cache.db", isolation_level=None)) as connection:
            for id, value, kind in connection.execute(
                f"SELECT id, CAST({column} AS BLOB), typeof({column}) FROM entries"
            ).fetchall():
                if chance.random() < share:
                    flipped = bytes(_flip(bytearray(value), 1, chance))
                    connection.execute(f"UPDATE entries SET {column} = CAST(? AS {kind}) WHERE id = ?", [flipped, id])

    return damage


def swapped(*names: str) -> Damage:
    """The values of these columns are those of another entry."""

    def damage(home: Path, chance: random.Random) -> None:
        listed = ", ".join(names)
        with closing(sqlite3.connect(home / "cache.db", isolation_level=None)) as connection:
            rows = connection.execute(f"SELECT id, {listed} FROM entries ORDER BY id").fetchall()
            others = rows[7:] + rows[:7]
            for (id, *_), (_, *values) in zip(rows, others, strict=True):
                marks = ", ".join(f"{name} = ?" for name in names)
                connection.execute(f"UPDATE entries SET {marks} WHERE id = ?", [*values, id])

    return damage


def other_vectors(dimension: int, share: float = 1.0, *, scale: float = 1.0) -> Damage:
    """Vectors of another dimension or length under this embedder's name, with checksums that are right."""

    def damage(home: Path, chance: random.Random) -> None:
        numbers = np.random.default_rng(chance.randrange(2**32))
        with closing(sqlite3.connect(home / "cache.db", isolation_level=None)) as connection:
            for id, scope, key in connection.execute("SELECT id, scope_digest, key FROM entries").fetchall():
                if chance.random() < share:
                    vector = numbers.normal(size=dimension).astype("<f4")
                    data = (scale * vector / np.linalg.norm(vector)).astype("<f4").tobytes()
                    connection.execute(
                        "UPDATE entries SET vector = ?, vector_checksum = ? WHERE id = ?",
                        [data, checksum(scope, key, data), id],
                    )

    return damage


DAMAGES: dict[str, Damage] = {
    "1 bit": flips(1),
    "16 bits": flips(16),
    "1,000 bits": flips(1000),
    "a page of noise": pages(1),
    "ten pages of noise": pages(10),
    "ten pages of zeros": pages(10, zeros=True),
    "the first page of noise": pages(1, first=True),
    "cut to nothing": cut(0.0),
    "cut to 50 bytes": lambda home, chance: _edit(home / "cache.db", lambda data: data[:50]),
    "cut to a third": cut(0.33),
    "cut by a little": cut(0.97),
    "garbage": garbage(),
    "missing": missing(),
    "another cache's": another(),
    "bits in vectors": columns("vector"),
    "bits in contracts": columns("contract"),
    "bits in bodies": columns("body"),
    "bits in scopes": columns("scope"),
    "bits in some scopes": some("scope", 0.1),
    "bits in questions": columns("query"),
    "bits in keys": columns("key"),
    "bits in scope digests": columns("scope_digest"),
    "bits in checksums": columns("checksum", "vector_checksum"),
    "bodies swapped": swapped("body"),
    "bodies and checksums swapped": swapped("body", "checksum"),
    "vectors swapped": swapped("vector"),
    "vectors and checksums swapped": swapped("vector", "vector_checksum"),
    "all but keys swapped": swapped("scope", "query", "contract", "author", "body", "checksum", "vector"),
    "vectors of another dimension": other_vectors(100),
    "some vectors of another dimension": other_vectors(100, 0.1),
    "some vectors not of unit length": other_vectors(256, 0.1, scale=2.0),
    **{f"{file}: 100 bits": flips(100, file) for file in FILES[1:]},
    **{f"{file}: ten pages of noise": pages(10, file) for file in FILES[1:]},
    **{f"{file}: cut to a third": cut(0.33, file) for file in FILES[1:]},
    **{f"{file}: garbage": garbage(file) for file in FILES[1:]},
    **{f"{file}: missing": missing(file) for file in FILES[1:]},
}
"""What is done to files of which nothing else is known."""

BEYOND_MENDING = ("another cache's",)
"""Done to a store in use: it says so, and nothing more comes from it until the next start."""


def at_start(whole: Path, home: Path, name: str, lots: int, seed: int = 1) -> Found:
    """Damages a copy of the folder, starts on it, and asks for all that was stored in it."""
    shutil.copytree(whole, home)
    DAMAGES[name](home, random.Random(f"{name} {seed}"))
    return asyncio.run(_ask_all(home, Found(name), lots))


async def _ask_all(home: Path, found: Found, lots: int) -> Found:
    began = time.monotonic()
    async with open_house(home) as house:
        await _asked(house, found, "dee", question(1))
        await _comes_true(lambda: _is_hit(house, found))
        found.served_after = time.monotonic() - began
        found.is_rebuilt = await asyncio.to_thread(wait_until, lambda: house.engine.upkeep.is_rebuilt, PATIENCE)
        await _asked_everything(house, found, lots)
    await _start_again(home, found)
    return found


def while_running(whole: Path, home: Path, name: str, lots: int, seed: int = 1) -> Found:
    """Damages the files of a folder that is in use, and asks on."""
    shutil.copytree(whole, home)
    return asyncio.run(_ask_on(home, name, random.Random(f"{name} {seed}"), lots))


async def _ask_on(home: Path, name: str, chance: random.Random, lots: int) -> Found:
    found = Found(name)
    async with open_house(home) as house:
        await asyncio.to_thread(wait_until, lambda: house.engine.upkeep.is_rebuilt, PATIENCE)
        await _asked(house, found, "dee", question(7))
        await house.store.flush()
        await asyncio.to_thread(DAMAGES[name], home, chance)
        await _asked_everything(house, found, lots)
    await _start_again(home, found)
    return found


async def _start_again(home: Path, found: Found) -> None:
    """Asks the last question of `_asked_everything` again."""
    async with open_house(home) as house:
        answer = await _asked(house, found, "dee", question(3000))
        found.is_kept = answer.is_hit


async def _asked_everything(house: House, found: Found, lots: int) -> None:
    for tenant in TENANTS:
        for lot in range(lots):
            for wording in (0, 1):
                found.asked += 1
                answer = await _asked(house, found, tenant, question(lot, wording))
                if answer.is_hit:
                    found.hits["semantic" if wording else "exact"] += 1
                else:
                    found.reasons[answer.cache_status.partition("detail=")[2].partition(";")[0]] += 1
    found.serves_anew = await _comes_true(lambda: _serves_anew(house, found))
    found.books_go_on = await _comes_true(lambda: _books_go_on(house, found))
    await _comes_true(lambda: _is_on_the_disk(house))
    await _asked(house, found, "dee", question(3000))


async def _comes_true(holds: Callable[[], Awaitable[bool]]) -> bool:
    until = time.monotonic() + PATIENCE
    while not await holds():
        if time.monotonic() > until:
            return False
        await asyncio.sleep(0.05)
    return True


async def _serves_anew(house: House, found: Found) -> bool:
    lot = 1000 + house.calls
    first = await _asked(house, found, "dee", question(lot))
    again = await _asked(house, found, "dee", question(lot))
    reworded = await _asked(house, found, "dee", question(lot, 1))
    return not first.is_hit and again.is_hit and reworded.is_hit


async def _is_hit(house: House, found: Found) -> bool:
    return (await _asked(house, found, "dee", question(1))).is_hit


async def _books_go_on(house: House, found: Found) -> bool:
    since = time.time()
    answer = await _asked(house, found, "dee", question(2000))
    ledger, journal = house.engine.books.ledger, house.engine.journal
    assert journal is not None
    try:
        await ledger.flush()
        booked = any(isinstance(row, AnswerRow) and row.id == answer.id for row in ledger.rows(since))
        return booked and await journal.get(answer.id) is not None
    except CacheFault:
        return False


async def _is_on_the_disk(house: House) -> bool:
    try:
        await house.store.flush()
    except CacheFault:
        return False
    return True


async def _asked(house: House, found: Found, tenant: str, text: str) -> Answer:
    answer = await house.ask(tenant, text)
    found.statuses[answer.status] += 1
    if not answer.is_right:
        found.wrong.append(f"{tenant}: {text!r} was answered with {answer.said[:80]!r} ({answer.cache_status})")
    return answer
