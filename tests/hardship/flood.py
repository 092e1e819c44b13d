"""A flood of questions that nobody asked before, against a cap, and what the cache holds of it.

Memory is the resident set of a process that does nothing else (`/proc/self/statm`), read after a garbage collection:
at the baseline, when `WARM` questions were asked; at the cap, when as many were asked as may be kept; and every
twentieth of the way after that. It may be at most the baseline and 1.15 times what the cap took. Linux only.
"""

from __future__ import annotations

import asyncio
import gc
import hashlib
import json
import resource
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.types import Message, Receive, Scope, Send

from semcache.adapters.clock import SystemClock
from semcache.adapters.faiss_index import FaissIndex
from semcache.adapters.hash_embedder import HashEmbedder
from semcache.adapters.sqlite_journal import SqliteJournal
from semcache.adapters.sqlite_labels import SqliteLabels
from semcache.adapters.sqlite_ledger import SqliteLedger
from semcache.adapters.sqlite_store import SqliteStore
from semcache.asgi import SemanticCacheMiddleware
from semcache.core.policy import Policy
from semcache.engine import Engine
from tests.harness import PRICES, RULE, ask, completion

TENANTS = 1000
AT_ONCE = 16
WARM = 2000
ALLOWED = 1.15
"""Of what the cap takes, at most."""
_PAGE = resource.getpagesize()


@dataclass
class Flooded:
    """What came of it. Memory in MiB."""

    cap: int
    misses: int
    """Questions asked."""
    failed: int = 0
    baseline: float = 0.0
    at_cap: float = 0.0
    most: float = 0.0
    """After the cap was reached."""
    course: list[tuple[int, float, int]] = field(default_factory=list)
    """(questions asked, memory, vectors in the index) now and then."""
    most_entries: int = 0
    """Vectors in the index, at the most, when it was looked."""
    entries: int = 0
    """In the store at the end, once it was swept."""
    unwritten: int = 0
    """Entries and ledger rows."""
    seconds: float = 0.0
    grew: dict[str, int] = field(default_factory=dict)
    """Containers that have more elements at the end than halfway, by more than a hundredth of what was asked meanwhile
    and more than a module brings that is first used then; looked at both times when the store was just swept."""

    @property
    def allowed(self) -> float:
        return self.baseline + ALLOWED * (self.at_cap - self.baseline)

    @property
    def holds(self) -> bool:
        return self.most <= self.allowed and not self.failed and not self.grew


class Flood:
    """The middleware in front of an app that answers at once, with the real parts in a folder."""

    def __init__(self, home: Path, cap: int) -> None:
        self.failed = 0
        self.store = SqliteStore(home / "cache.db", max_entries=cap, recover=True)
        self.ledger = SqliteLedger(home / "ledger.db", recover=True)
        self.engine = Engine(
            policy=Policy("flood", (RULE,)),
            embedder=HashEmbedder(384),
            index=FaissIndex(),
            store=self.store,
            ledger=self.ledger,
            journal=SqliteJournal(home / "journal.db", recover=True),
            labels=SqliteLabels(home / "labels.db", recover=True),
            prices=PRICES,
            clock=SystemClock(),
            budget=10.0,
            embed_budget=10.0,
        )
        self.app = SemanticCacheMiddleware(_answer_at_once, engine=self.engine)

    async def ask(self, number: int) -> int:
        """The status."""
        tenant, question = number % TENANTS, _question(number)
        body = json.dumps(ask(question)).encode()
        sent: list[Message] = []

        async def receive() -> Message:
            nonlocal body
            if body:
                message, body = {"type": "http.request", "body": body, "more_body": False}, b""
                return message
            await asyncio.Event().wait()
            raise AssertionError

        async def send(message: Message) -> None:
            sent.append(message)

        headers = [(b"authorization", b"Bearer tenant-%d" % tenant), (b"content-type", b"application/json")]
        scope = {
            "type": "http",
            "method": "POST",
            "path": "/v1/chat/completions",
            "headers": headers,
            "query_string": b"",
            "client": ("127.0.0.1", 1),
        }
        await self.app(scope, receive, send)
        status = int(sent[0]["status"])
        self.failed += status != 200
        return status

    async def ask_all(self, numbers: range) -> None:
        left = iter(numbers)

        async def one_after_another() -> None:
            for number in left:
                await self.ask(number)

        await asyncio.gather(*(one_after_another() for _ in range(AT_ONCE)))


def _question(number: int) -> str:
    """Of words of its own, so that nothing that was asked before comes near."""
    words = hashlib.blake2b(b"%d" % number, digest_size=24).hexdigest()
    return " ".join(words[i : i + 6] for i in range(0, 48, 6))


async def _answer_at_once(scope: Scope, receive: Receive, send: Send) -> None:
    asked = json.loads((await receive())["body"])["messages"][-1]["content"]
    said = json.dumps(completion(f"Of {asked} it is known that " + "nothing is known. " * 20)).encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": said})


async def flood(home: Path, cap: int, misses: int, progress: Callable[[str], object] = lambda line: None) -> Flooded:
    """Asks so many questions; the store may keep `cap` answers."""
    found = Flooded(cap, misses)
    began = time.monotonic()
    house = Flood(home, cap)
    await house.engine.start()
    await house.ask_all(range(WARM))
    found.baseline = memory()
    await house.ask_all(range(WARM, cap))
    found.at_cap = memory()
    found.course.append((cap, found.at_cap, house.engine.upkeep.vectors))
    progress(f"{found.baseline:.0f} MiB, and {found.at_cap:.0f} MiB once {cap} are kept")
    sizes: dict[int, tuple[str, int]] = {}
    step = max(1, (misses - cap) // 20)
    for start in range(cap, misses, step):
        await house.ask_all(range(start, min(start + step, misses)))
        found.course.append((start + step, memory(), house.engine.upkeep.vectors))
        progress("{} asked: {:.0f} MiB, {} vectors".format(*found.course[-1]))
        if not sizes and start + step >= (cap + misses) // 2:
            await house.engine.upkeep.sweep()
            sizes = _sizes()
            halfway = start + step
    found.most = max(one[1] for one in found.course[1:])
    found.most_entries = max(one[2] for one in found.course)
    await house.engine.upkeep.sweep()
    found.grew = _grown(sizes, max(500, (misses - halfway) // 100))
    found.entries, found.failed = await house.store.count(), house.failed
    found.unwritten = house.store.unwritten + house.ledger.unwritten
    await house.engine.close()
    found.seconds = time.monotonic() - began
    return found


def memory() -> float:
    """MiB of this process that are resident."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE / 2**20


def _sizes() -> dict[int, tuple[str, int]]:
    """Of every container there is, by its id."""
    kinds = (dict, list, set, deque, OrderedDict)
    return {id(one): (_name(one), len(one)) for one in gc.get_objects() if isinstance(one, kinds) and len(one) > 100}


def _name(one: Any) -> str:
    first = next(iter(one), None)
    return f"{type(one).__name__} of {type(first).__name__} {str(first)[:60]!r}"


def _grown(before: dict[int, tuple[str, int]], least: int) -> dict[str, int]:
    """Containers that were there before and have grown by more than this."""
    after = _sizes()
    return {
        name: size - before[id][1]
        for id, (name, size) in after.items()
        if id in before and size - before[id][1] > least
    }
