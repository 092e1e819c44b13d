"""How often comparing two answers is right, wrong or in doubt, on pairs of answers whose relation is known.

    python -m tests.benchmarks.answers --data DIR [--cache DIR] [--read N]

DIR holds prompts/nq_open.jsonl, {"text", "answers"}: the several spellings of an answer are the same, the answer to
another question of the same kind is different. Sentences are made from them, and from the demo's support desk, whose
shops answer one question each in its own way. Vectors are made by all-MiniLM-L6-v2.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import semcache.core.compare as comparing
from semcache.core.compare import Different, Same, compare
from semcache.demo.corpus import load
from tests.benchmarks.gates import Vectors, rows

SEED = 20


class Pair(NamedTuple):
    group: str
    one: str
    other: str
    same: bool


FRAMES = (
    "The answer is {}.",
    "It is {}, as far as the records show.",
    "{}. Let me know if you would like to hear more about it!",
    "According to most sources, that would be {}.",
)


def spelled(questions: list[dict[str, object]], chance: random.Random) -> Iterator[Pair]:
    """Short answers, bare and in sentences."""
    kinds: dict[str, list[list[str]]] = defaultdict(list)
    for row in questions:
        kinds[str(row["text"]).split()[0]].append([str(one) for one in row["answers"]])  # type: ignore[attr-defined]
    for answers in kinds.values():
        for number, spellings in enumerate(answers):
            known = {one.lower() for one in spellings}
            other = answers[chance.randrange(len(answers))]
            if number and known.isdisjoint(one.lower() for one in other):
                yield Pair("short, other question", spellings[0], other[0], False)
                one, two = chance.sample(FRAMES, 2)
                yield Pair("sentence, other answer", one.format(spellings[0]), one.format(other[0]), False)
                yield Pair("sentence, other answer and frame", one.format(spellings[0]), two.format(other[0]), False)
            for spelling in spellings[1:]:  # others are often another right answer, not another spelling
                few, more = sorted((set(spellings[0].lower().split()), set(spelling.lower().split())), key=len)
                if few <= more:
                    yield Pair("short, fewer words", spellings[0], spelling, True)
            one, two = chance.sample(FRAMES, 2)
            yield Pair("sentence, other frame", one.format(spellings[0]), two.format(spellings[0]), True)


def desk(chance: random.Random) -> Iterator[Pair]:
    """Answers of several sentences."""
    questions = load().questions
    for one in questions.values():
        parts = [f"{part.removesuffix('.')}." for part in one.answer.split(". ")]
        framed = f"Happy to help! {one.answer} Is there anything else I can do for you?"
        yield Pair("desk, framed", one.answer, framed, True)
        if len(parts) > 2:
            yield Pair("desk, one detail less", one.answer, " ".join(parts[:-1]), True)
            yield Pair("desk, other order", one.answer, " ".join([parts[0], *reversed(parts[1:])]), True)
        for other in one.own.values():
            yield Pair("desk, other shop's policy", one.answer, other, False)
        if one.near is not None:
            yield Pair("desk, near question", one.answer, questions[one.near].answer, False)
        far = chance.choice(list(questions.values()))
        if far is not one:
            yield Pair("desk, any question", one.answer, far.answer, False)


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "semcache-benchmark-vectors")
    parser.add_argument("--read", type=int, default=0)
    options = parser.parse_args(arguments)
    file = None if options.data is None else options.data / "prompts" / "nq_open.jsonl"
    if file is None or not file.is_file():
        print("skipped: name the folder of labelled data with --data DIR (it holds prompts/nq_open.jsonl)")
        return
    chance = random.Random(SEED)
    pairs = [*spelled(rows(file)[:2000], chance), *desk(chance)]
    texts = list(dict.fromkeys(itertools.chain.from_iterable((p.one, p.other) for p in pairs)))
    vectors = dict(zip(texts, Vectors(options.cache).of(texts), strict=True))
    near = [float(vectors[p.one] @ vectors[p.other]) for p in pairs]
    for unlike, alike in ((0.0, 2.0), (0.4, 0.80), (0.4, 0.85), (0.4, 0.9), (0.5, 0.85), (0.6, 0.95)):
        comparing.UNLIKE, comparing.ALIKE = unlike, alike  # type: ignore[misc]
        print_table(pairs, near, f"different below {unlike}, same from {alike}", options.read)


def print_table(pairs: list[Pair], near: list[float], title: str, read: int) -> None:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    wrong: list[tuple[Pair, float, str]] = []
    for pair, similarity in zip(pairs, near, strict=True):
        found = compare(pair.one, pair.other, similarity)
        is_same = isinstance(found, Same)
        told = is_same or isinstance(found, Different)
        verdict = "doubt" if not told else "right" if is_same == pair.same else "wrong"
        counts[pair.group][verdict] += 1
        counts["all"][verdict] += 1
        if verdict == "wrong":
            wrong.append((pair, similarity, found.why))
    print(f"\n{title}\n{'':34}{'pairs':>7}{'right':>8}{'doubt':>8}{'wrong':>8}")
    for group, count in counts.items():
        total = count.total()
        shares = "".join(f"{100 * count[name] / total:7.1f}%" for name in ("right", "doubt", "wrong"))
        print(f"{group:34}{total:7}{shares}")
    for pair, similarity, why in random.Random(SEED).sample(wrong, min(read, len(wrong))):
        print(f"  {pair.group} {similarity:.2f} {why}\n    {pair.one}\n    {pair.other}")


if __name__ == "__main__":
    main(sys.argv[1:])
