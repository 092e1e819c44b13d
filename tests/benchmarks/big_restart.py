"""How soon a gateway serves again that is started on a store of a million entries.

    python -m tests.benchmarks.big_restart [--entries 1000000] [--data DIR] [--home DIR] [--store DIR] [--json]

One question is asked of a real gateway and stored. The store is then filled up, through its own interface, with entries
of the same scope and vectors near real questions'. The gateway is started again, and asked from its start on: the same
question (the exact tier) and another wording of it (the semantic tier). Takes 4 GB under the folder for temporary
files and deletes them, or keeps them in `--store` and uses them again the next time.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import httpx
import numpy as np

from semcache.adapters.sqlite_store import SqliteStore
from semcache.demo.corpus import load
from semcache.embedding import EmbeddingChoices, export_now
from semcache.nearest.exact import Matrix
from tests.benchmarks.big_vectors import sample
from tests.conftest import HOME
from tests.harness import ask
from tests.servers import Process, running

EXACT_SECONDS, SEMANTIC_SECONDS = 10.0, 60.0
"""What is wanted for a million on two cores."""
PATIENCE = 600.0


@dataclass(frozen=True, slots=True)
class Restart:
    """Seconds from the start of the process, and what it took."""

    entries: int
    file_bytes: int
    exact: float
    semantic: float
    exact_p50: float
    """Seconds of an exact hit while the index was rebuilt."""
    exact_p99: float
    exact_most: float
    exact_asked: int
    exact_missed: tuple[str, ...]
    """What was said instead, of those that were no hit."""
    cpu_when_semantic: float
    """Seconds of CPU up to then."""
    memory: int
    """Bytes of the process's own, at the end."""
    progress: tuple[str, ...]
    """Lines in its log."""

    @property
    def holds(self) -> bool:
        return self.exact <= EXACT_SECONDS and self.semantic <= SEMANTIC_SECONDS


@contextmanager
def served(home: Path, upstream: str) -> Iterator[Process]:
    # As many as are stored would begin to give way at a million.
    own = {"SEMCACHE_HOME": str(home), "SEMCACHE_EMBEDDER__DEVICE": "cpu", "SEMCACHE_MAX_ENTRIES": "2000000"}
    environment = os.environ | own
    with running("semcache", "serve", "--upstream", upstream, "--port", "0", env=environment, timeout=120) as process:
        yield process


def detail(http: httpx.Client, text: str, only_if_cached: bool = True) -> str:
    headers = {"authorization": "Bearer k", "cache-control": "only-if-cached" if only_if_cached else ""}
    body = ask(text) | {"model": "gpt-4o-mini"}
    return http.post("/v1/chat/completions", json=body, headers=headers).headers.get("cache-status", "")


def until(is_so: Callable[[], bool], pause: float = 0.2) -> float:
    """When it became so, by the monotonic clock."""
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > deadline:
            raise RuntimeError(f"not within {PATIENCE:.0f} s")
        time.sleep(pause)
    return time.monotonic()


def first_question(home: Path, upstream: str) -> tuple[str, str]:
    """A question that is stored now, and another wording that finds it."""
    with served(home, upstream) as gateway, httpx.Client(base_url=gateway.url, timeout=60) as http:
        for question in load().questions.values():
            stored, *others = question.wordings
            detail(http, stored, only_if_cached=False)
            if "detail=exact" not in detail(http, stored):
                continue
            for text in others:
                if "detail=semantic" in detail(http, text):
                    return stored, text
    raise RuntimeError("no question has another wording that is a hit")


async def fill(path: Path, vectors: Matrix) -> None:
    """Up to so many entries as there are vectors, each with a question and vector of its own."""
    store = SqliteStore(path)
    (template,) = [found.key async for found in store.vectors()][:1]
    entry = await store.get(template)
    assert entry is not None
    for number, vector in enumerate(vectors[await store.count() :]):
        key = hashlib.sha256(str(number).encode()).hexdigest()
        await store.put(replace(entry, key=key, query=f"What is kept under number {number}?"), vector)
        if number % 5000 == 4999:
            await store.flush()
    await store.close()


async def counted(path: Path) -> int:
    store = SqliteStore(path)
    count = await store.count()
    await store.close()
    return count


def status(process: Process, name: str) -> int:
    lines = Path(f"/proc/{process.popen.pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) * 1024


def cpu_seconds(process: Process) -> float:
    numbers = Path(f"/proc/{process.popen.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(numbers[11]) + int(numbers[12])) / os.sysconf("SC_CLK_TCK")


def restart(home: Path, upstream: str, stored: str, other: str, entries: int) -> Restart:
    began = time.monotonic()
    with served(home, upstream) as gateway, httpx.Client(base_url=gateway.url, timeout=60) as http:
        exact = until(lambda: "detail=exact" in detail(http, stored)) - began
        waits: list[float] = []
        misses: list[str] = []

        def is_found() -> bool:
            asked = time.monotonic()
            said = detail(http, stored)
            waits.append(time.monotonic() - asked)
            if "detail=exact" not in said:
                misses.append(said)
            return "detail=semantic" in detail(http, other)

        # The one that is looked for is the oldest, and found early: what counts is when all are there.
        def is_rebuilt() -> bool:
            return is_found() and "the vector index is rebuilt" in gateway.log.read_text()

        semantic = until(is_rebuilt if entries >= 200_000 else is_found) - began
        spent = cpu_seconds(gateway)
        lines = tuple(line for line in gateway.log.read_text().splitlines() if "INFO" not in line or "vector" in line)
        memory = status(gateway, "RssAnon")
    exact_p50, exact_p99, exact_most = (float(np.quantile(waits, share)) for share in (0.5, 0.99, 1.0))
    store = home / "cache.db"
    return Restart(
        entries=entries,
        file_bytes=store.stat().st_size,
        exact=exact,
        semantic=semantic,
        exact_p50=exact_p50,
        exact_p99=exact_p99,
        exact_most=exact_most,
        exact_asked=len(waits),
        exact_missed=tuple(misses),
        cpu_when_semantic=spent,
        memory=memory,
        progress=lines,
    )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.big_restart", description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--data", type=Path, help="folder of questions (*.jsonl); random clusters without it")
    parser.add_argument("--home", type=Path, default=HOME, help="where the model and its vectors are kept")
    parser.add_argument("--store", type=Path, help="folder that keeps the store for the next time")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(arguments)

    def report(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    export_now(EmbeddingChoices(home=args.home, device="cpu"))
    with ExitStack() as stack:
        folder = args.store or stack.enter_context(tempfile.TemporaryDirectory(prefix="semcache-restart-"))
        home = Path(folder)
        standin = stack.enter_context(running("semcache.demo.standin", "--ttft", "0.01", "--tokens-per-second", "500"))
        if not (home / "questions.json").exists():
            home.mkdir(parents=True, exist_ok=True)
            (home / "models").symlink_to((args.home / "models").resolve())
            report("asking the first question")
            questions = first_question(home, standin.url)
            report("filling the store")
            asyncio.run(fill(home / "cache.db", sample(args.entries, args.data, args.home).stored))
            (home / "questions.json").write_text(json.dumps(questions))
        report("starting again")
        stored, other = json.loads((home / "questions.json").read_text())
        found = restart(home, standin.url, stored, other, asyncio.run(counted(home / "cache.db")))
    if args.json:
        print(json.dumps({**asdict(found), "holds": found.holds}, indent=1))
        return
    print(f"{found.entries:,} entries, {found.file_bytes / 1e9:.2f} GB")
    print(f"exact tier after     {found.exact:6.1f} s   (wanted {EXACT_SECONDS:.0f})")
    print(f"semantic tier after  {found.semantic:6.1f} s   (wanted {SEMANTIC_SECONDS:.0f}), all vectors in the index")
    print(f"CPU until then       {found.cpu_when_semantic:6.1f} s")
    times = (f"{name} {1e3 * seconds:.1f} ms" for name, seconds in (
        ("p50", found.exact_p50), ("p99", found.exact_p99), ("most", found.exact_most)
    ))  # fmt: skip
    print(f"exact hits meanwhile: {', '.join(times)}; {len(found.exact_missed)} of {found.exact_asked} were none")
    print(f"memory of its own    {found.memory / 1e9:6.2f} GB")
    print("its log:", *found.progress, sep="\n  ")


if __name__ == "__main__":
    main()
