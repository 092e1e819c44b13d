"""The article's day in small. How long it takes and how much it saves is not judged here: see `make bench-day`."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from tests.benchmarks.article_day import run
from tests.benchmarks.day_clock import MIDNIGHT, DayClock, run_day, until
from tests.benchmarks.day_replay import Embeddings
from tests.benchmarks.day_trace import Change, Query, build_day, perfect_calls

QUERIES = 5_000


@pytest.fixture(scope="module")
def texts(minilm_home: Path) -> Embeddings:
    return Embeddings(minilm_home)


@pytest.mark.slow
@pytest.mark.parametrize("refresh", ["daily", "hourly"])
def test_a_day_of_5000_requests_has_no_stale_answer_and_hardly_a_wrong_one(refresh: str, texts: Embeddings) -> None:
    figures, played, _ = run(build_day(QUERIES), refresh, texts)
    assert len(played.served) == QUERIES
    assert figures.hits > 0
    assert figures.stale == 0
    assert figures.wrong_share <= 0.005


@pytest.mark.slow
def test_the_day_would_notice_stale_answers(texts: Embeddings) -> None:
    figures, _, _ = run(build_day(QUERIES), "daily", texts, silent=True)
    assert figures.stale > 0


def _query(at: float, label: str, source: str = "kb") -> Query:
    return Query(at, "web", label, False, label, source, "variant")


@pytest.mark.parametrize(
    ("queries", "changes", "calls"),
    [
        ([(0, "a"), (10, "a"), (20, "a")], [], 1),
        ([(0, "a"), (10, "b"), (20, "a")], [], 2),
        ([(0, "a"), (99, "a"), (100, "a"), (199, "a")], [], 2),
        ([(0, "a"), (20, "a"), (30, "a")], [(20, "kb")], 2),
        ([(0, "a"), (30, "a")], [(20, "other")], 1),
    ],
    ids=["once", "each question", "each period", "each version", "only its own source"],
)
def test_a_perfect_cache_calls_once_for_each_question_and_period_and_version(
    queries: list[tuple[float, str]], changes: list[tuple[float, str]], calls: int
) -> None:
    asked = [_query(at, label) for at, label in queries]
    changed = [Change(at, source, 2) for at, source in changes]
    assert perfect_calls(asked, changed, max_age=100) == calls


def test_the_same_seed_gives_the_same_day_with_the_shares_it_promises() -> None:
    day = build_day(1_000)
    assert day == build_day(1_000) != build_day(1_000, seed=2)
    kinds = [q.kind for q in day.queries]
    assert [kinds.count(kind) for kind in ("variant", "near-miss", "tail")] == [570, 30, 400]
    assert len(day.questions) == 200
    assert len({q.text for q in day.queries if q.kind == "tail"}) == 400


def test_a_day_passes_without_waiting() -> None:
    async def main() -> float:
        await asyncio.gather(until(86_400), until(3_600))
        return DayClock().now()

    began = time.monotonic()
    assert run_day(main) == pytest.approx(MIDNIGHT + 86_400)
    assert time.monotonic() - began < 60
