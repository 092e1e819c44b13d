"""The article's day: 100,000 questions at $0.40 a call, what the cache saves of it, and what a perfect one would.

    python -m tests.benchmarks.article_day [--data DIR] [--queries 100000] [--refresh daily|hourly] [--json]

60 % of the requests are variants of 200 questions (Zipf over the questions and over the wordings of each, a diurnal
curve, 30 % streamed), 5 % of those near-misses: questions that look like another one and have another answer. The
rest is asked once. Each question rests on one of 20 sources, ten of which change in the day and say so. The day
passes in an event loop that jumps instead of waiting; the face, the engine, FAISS and the embedding model are the real
ones, the upstream is an object that answers rightly after 2.5 seconds and counts its calls.

Words are the demo's, varied by program. With `--data DIR`, a folder that holds streams/banking77_half.jsonl,
streams/clinc150.jsonl, streams/timeqa_half.jsonl, prompts/nq_open.jsonl and prompts/arena_hard.jsonl, 85 of the 200
questions are real intents in their users' own words, and the one-off questions begin with real ones.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

from semcache.core.ledger import Tier
from tests.benchmarks.day_losses import Loss, examples, losses, reasons
from tests.benchmarks.day_replay import DOLLARS, Embeddings, Played, Served, play
from tests.benchmarks.day_trace import ZIPF, Day, build_day, perfect_calls
from tests.conftest import HOME

MAX_AGE = {"daily": 86_400.0, "hourly": 3_600.0}
SAVED = {"daily": 0.580, "hourly": 0.535}
"""Goals, of the whole bill."""
OF_CEILING = 0.97
WRONG = 0.005
"""Goal, of the hits."""


@dataclass(frozen=True, slots=True)
class Figures:
    """A day in numbers. Shares are 0 to 1, money is dollars."""

    refresh: str
    words: str
    queries: int
    calls: int
    perfect_calls: int
    spent: float
    would_have_spent: float
    saved: float
    """Of what would have been spent."""
    ceiling: float
    """What a cache that knows every label would have saved."""
    of_ceiling: float
    hits: int
    by_tier: dict[str, int]
    wrong: int
    wrong_share: float
    """Of the hits."""
    stale: int
    lost: dict[str, int]
    """Calls that a stored answer could have spared, by reason."""
    lost_again: int
    """Of those, calls for words that a call had been paid for before, within the day."""

    @property
    def goals(self) -> list[tuple[str, str, str, bool]]:
        """(what, goal, reached, whether it is)."""
        saved = SAVED[self.refresh]
        return [
            ("saved", f">= {saved:.1%}", f"{self.saved:.2%}", self.saved >= saved),
            ("of the ceiling", f">= {OF_CEILING:.0%}", f"{self.of_ceiling:.2%}", self.of_ceiling >= OF_CEILING),
            ("stale serves", "0", str(self.stale), self.stale == 0),
            ("wrong hits", f"<= {WRONG:.1%}", f"{self.wrong_share:.2%}", self.wrong_share <= WRONG),
        ]


def figures(played: Played, refresh: str, found: list[Loss]) -> Figures:
    """What came of the day."""
    day = played.day
    hits = [one for one in played.served if one.hit]
    wrong = sum(one.wrong for one in hits)
    would = len(day.queries) * DOLLARS
    perfect = perfect_calls(day.queries, day.changes, played.max_age)
    ceiling = 1 - perfect / len(day.queries)
    saved = float(1 - played.spent / would)
    tiers = Counter(one.row.tier for one in hits)
    assert played.spent + played.saved == would, "the ledger's two columns are the whole bill"
    return Figures(
        refresh=refresh,
        words=day.words,
        queries=len(day.queries),
        calls=len(played.calls),
        perfect_calls=perfect,
        spent=float(played.spent),
        would_have_spent=float(would),
        saved=saved,
        ceiling=ceiling,
        of_ceiling=saved / ceiling,
        hits=len(hits),
        by_tier={tier.value: tiers[tier] for tier in (Tier.EXACT, Tier.SEMANTIC, Tier.COLLAPSED)},
        wrong=wrong,
        wrong_share=wrong / max(1, len(hits)),
        stale=sum(one.stale(played.max_age) for one in hits),
        lost=dict(reasons(found)),
        lost_again=sum(loss.again for loss in found),
    )


def show(f: Figures, played: Played, found: list[Loss], seconds: float, of_each: int) -> None:
    """The table, the losses and examples to read."""
    print(f"\n{f.refresh} refresh, words: {f.words}; {f.queries:,} requests in {seconds:.0f} s")
    print(f"  calls {f.calls:,} (a perfect cache: {f.perfect_calls:,})")
    print(f"  spent ${f.spent:,.2f} of ${f.would_have_spent:,.2f}: saved {f.saved:.2%}, ceiling {f.ceiling:.2%}")
    tiers = ", ".join(f"{tier} {count / f.queries:.1%}" for tier, count in f.by_tier.items())
    print(f"  answered without a call {f.hits / f.queries:.1%}: {tiers}")
    print(f"  {'':16} {'goal':>10} {'reached':>10}")
    for what, goal, reached, holds in f.goals:
        print(f"  {what:16} {goal:>10} {reached:>10}  {'yes' if holds else 'NO'}")
    lost = sum(f.lost.values())
    print(f"\n  calls although a right answer was stored: {lost:,}, for words already paid for {f.lost_again:,}")
    for reason, count in f.lost.items():
        print(f"    {count:6,}  {count / f.queries:6.2%}  {reason}")
    _shares(played)
    wrong = [one for one in played.served if one.hit and one.wrong]
    print(f"\n  wrong hits: {len(wrong)}")
    for one in _once(wrong)[: 10 * of_each]:
        cached = one.call.query if one.call else None
        print(f"    {one.row.similarity or 1:.3f} {one.query.kind} {one.query.label} / {cached and cached.label}")
        print(f"      {one.query.text}\n      {cached and cached.text}")
    print("\n  refused although right (asked, then the nearest right one that was stored):")
    for loss in examples(found, of_each):
        print(f"    {loss.reason}, {loss.similarity:.3f} [{loss.served.query.label}]")
        print(f"      {loss.served.query.text}" + (f"\n      {loss.nearest}" if loss.nearest else ""))


def _shares(played: Played) -> None:
    """Share of the requests that cost nothing, by kind and app."""
    asked = Counter((one.query.kind, one.query.app) for one in played.served)
    free = Counter((one.query.kind, one.query.app) for one in played.served if one.hit)
    print("  without a call, by kind and desk:")
    for kind in ("variant", "near-miss", "tail"):
        cells = [f"{app} {free[k, app] / n:.1%} of {n:,}" for (k, app), n in sorted(asked.items()) if k == kind]
        print(f"    {kind:10} {', '.join(cells)}")


def _once(wrong: list[Served]) -> list[Served]:
    """Each pair of questions once."""
    pairs = {(one.query.label, one.call.query.label if one.call else ""): one for one in wrong}
    return list(pairs.values())


def run(
    day: Day, refresh: str, texts: Embeddings, policy: str = "default", *, silent: bool = False
) -> tuple[Figures, Played, list[Loss]]:
    """Plays the day and counts."""
    played = play(day, MAX_AGE[refresh], texts, policy, silent=silent)
    found = list(losses(played))
    return figures(played, refresh, found), played, found


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder of labelled data; left out: the shipped wordings")
    parser.add_argument("--queries", type=int, default=100_000)
    parser.add_argument("--refresh", choices=tuple(MAX_AGE), help="left out: both")
    parser.add_argument("--policy", default="default", help="a ready policy or a file; its lifetimes are replaced")
    parser.add_argument("--zipf", type=float, default=ZIPF, help="exponent over the wordings; 0: all equally often")
    parser.add_argument("--examples", type=int, default=2, help="how many of each reason to print")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    if options.data is not None and not (options.data / "streams").is_dir():
        print(f"{options.data} has no streams/ folder; playing the shipped wordings", file=sys.stderr)
        options.data = None
    texts = Embeddings(HOME)
    day = build_day(options.queries, options.data, zipf=options.zipf)
    results = []
    for refresh in [options.refresh] if options.refresh else list(MAX_AGE):
        began = time.monotonic()
        result, played, found = run(day, refresh, texts, options.policy)
        results.append(result)
        if not options.json:
            show(result, played, found, time.monotonic() - began, options.examples)
    if options.json:
        goals = [[dict(zip(("what", "goal", "reached", "holds"), g, strict=True)) for g in r.goals] for r in results]
        print(json.dumps([asdict(r) | {"goals": g} for r, g in zip(results, goals, strict=True)], indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
