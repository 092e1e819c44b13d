"""How many questions the volatile classes refuse, shorten and leave alone, by how fast their answers change.

    python -m tests.benchmarks.freshness_words --data DIR

DIR holds freshness/freshqa_half.jsonl with {"question", "fact_type"}. The patterns were written looking at the first
half of it, shuffled; the second half was not read.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from pathlib import Path

from semcache.core.volatile import classify

SEED = 0
KINDS = ("fast-changing", "slow-changing", "never-changing")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    path = parser.parse_args().data / "freshness" / "freshqa_half.jsonl"
    if not path.exists():
        print(f"skipped: {path} is not there")
        return
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    random.Random(SEED).shuffle(rows)
    half = len(rows) // 2
    print(f"{'half':10} {'answers':15} {'n':>4} {'refused':>9} {'shortened':>10} {'kept long':>10}")
    for name, part in (("read", rows[:half]), ("held out", rows[half:]), ("both", rows)):
        for kind in KINDS:
            found = [classify(row["question"]) for row in part if row["fact_type"] == kind]
            count = Counter("kept" if volatile is None else volatile.strength.value for volatile in found)
            shares = [count[key] / len(found) for key in ("refuse", "shorten", "kept")]
            print(f"{name:10} {kind:15} {len(found):4} {shares[0]:9.1%} {shares[1]:10.1%} {shares[2]:10.1%}")


if __name__ == "__main__":
    main()
