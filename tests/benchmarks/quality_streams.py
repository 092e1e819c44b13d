"""Labelled streams: the half to learn from, the half to measure with."""

from __future__ import annotations

import random
from pathlib import Path

from tests.benchmarks.gates import SEED, Vectors, rows
from tests.benchmarks.quality_rules import Stream
from tests.benchmarks.splits import held_out

STREAMS = ("clinc150", "banking77_half", "timeqa_half")


def load(data: Path, vectors: Vectors, name: str) -> Stream:
    """All of it in random order, exact repeats removed."""
    unique = list({str(row["text"]): str(row["cls"]) for row in rows(data / "streams" / f"{name}.jsonl")}.items())
    random.Random(SEED).shuffle(unique)
    texts = [text for text, _ in unique]
    return Stream(name, texts, [label for _, label in unique], vectors.of(texts))


def half(stream: Stream, *, held: bool) -> Stream:
    """Split by class, so that no class teaches and is measured."""
    return stream.part([i for i, label in enumerate(stream.labels) if held_out(label) == held])


def drawn(stream: Stream, rng: random.Random, share: float, length: int) -> Stream:
    """Some of the classes, in a new order."""
    classes = sorted(set(stream.labels))
    chosen = set(rng.sample(classes, max(3, round(len(classes) * share))))
    order = [i for i, label in enumerate(stream.labels) if label in chosen]
    rng.shuffle(order)
    return stream.part(order[:length])
