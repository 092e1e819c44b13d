"""What one embedding process for all workers costs and saves, beside a model in each: CPU time, texts a second, memory.

    python -m tests.benchmarks.embedding_processes [--workers 2] [--texts 400] [--rounds 5]

Each worker embeds its texts, 16 at a time, on the default model's ONNX export. Rounds of both ways alternate, so that
what else the machine does falls on both; the figures to trust are CPU times and ratios.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from semcache.embedding import EmbeddingChoices, export_now, open_embedder

HOME = Path(__file__).parents[2] / ".semcache-test"
AT_ONCE = 16
QUESTION = "How do I reset the password of account {} when I no longer have the phone that it was made with?"


@dataclass(frozen=True, slots=True)
class Round:
    """All workers at once."""

    texts_per_second: float
    cpu: float
    """Microseconds a text, of all processes together."""
    model: float
    """Of that, the thread that computes."""
    resident: float
    """MiB of one worker."""


async def work(socket: str, texts: int) -> dict[str, float]:
    """In a worker's process: what it took."""
    choices = EmbeddingChoices(home=HOME, device="cpu", patience=60.0, socket=Path(socket) if socket else None)
    embedder = open_embedder(choices)
    await embedder.ready()
    room = asyncio.Semaphore(AT_ONCE)

    async def embed(number: int) -> None:
        async with room:
            await embedder.embed(QUESTION.format(number))

    await asyncio.gather(*map(embed, range(AT_ONCE)))
    print("ready", flush=True)
    sys.stdin.readline()
    before, began, cpu = embedder.spent, time.monotonic(), time.process_time()
    await asyncio.gather(*map(embed, range(texts)))
    spent = embedder.spent
    return {
        "began": began,
        "ended": time.monotonic(),
        "cpu": time.process_time() - cpu,
        "model": spent.seconds - before.seconds,
        "resident": resident("self"),
    }


def resident(pid: str) -> float:
    """MiB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def cpu_of(pid: int) -> float:
    """Seconds since its start."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def play(socket: str, workers: int, texts: int, server: int | None) -> Round:
    command = [sys.executable, "-m", "tests.benchmarks.embedding_processes", "--work", str(texts), "--socket", socket]
    processes = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(workers)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    before = cpu_of(server) if server is not None else 0.0
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    told: list[dict[str, Any]] = [json.loads(process.communicate()[0]) for process in processes]
    after = cpu_of(server) if server is not None else 0.0
    wall = max(one["ended"] for one in told) - min(one["began"] for one in told)
    cpu = sum(one["cpu"] for one in told) + after - before
    count = workers * texts
    model = sum(one["model"] for one in told)
    return Round(count / wall, cpu / count * 1e6, model / count * 1e6, max(one["resident"] for one in told))


@contextlib.contextmanager
def embedding_process() -> Iterator[tuple[str, int]]:
    """Its socket, and its pid."""
    with TemporaryDirectory(prefix="semcache-") as folder:
        socket = f"{folder}/socket"
        command = [sys.executable, "-m", "semcache", "embed", "--socket", socket, "--home", str(HOME)]
        environ = {**os.environ, "SEMCACHE_EMBEDDER__DEVICE": "cpu"}
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environ) as process:
            try:
                assert process.stdout is not None
                assert process.stdout.readline().startswith("semcache embeds on")
                yield socket, process.pid
            finally:
                process.terminate()


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--texts", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--work", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--socket", default="", help=argparse.SUPPRESS)
    said = parser.parse_args(arguments)
    if said.work:
        print(json.dumps(asyncio.run(work(said.socket, said.work))))
        return
    export_now(EmbeddingChoices(home=HOME, device="cpu"))
    own, shared = [], []
    with embedding_process() as (socket, pid):
        for _ in range(said.rounds):
            own.append(play("", said.workers, said.texts, None))
            shared.append(play(socket, said.workers, said.texts, pid))
        beside = resident(str(pid))
    print(f"{said.workers} workers, {said.texts} texts each, {said.rounds} rounds, {os.cpu_count()} cores; medians")
    for name, rounds in (("own model in each worker", own), ("one embedding process", shared)):
        cpu, model = median(one.cpu for one in rounds), median(one.model for one in rounds)
        print(
            f"{name:<26} {median(one.texts_per_second for one in rounds):7.0f} texts/s  {cpu:6.0f} us CPU a text, "
            f"{cpu - model:4.0f} beside the model's own  {median(one.resident for one in rounds):5.0f} MiB a worker"
        )
    ratios = [mine.texts_per_second / theirs.texts_per_second for mine, theirs in zip(shared, own, strict=True)]
    extra = median(one.cpu for one in shared) / median(one.cpu for one in own)
    print(f"shared / own: {median(ratios):.2f} of the texts a second, {extra:.2f} of the CPU a text")
    print(f"the embedding process itself: {beside:.0f} MiB")


if __name__ == "__main__":
    main()
