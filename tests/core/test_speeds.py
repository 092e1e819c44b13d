"""Throughput per dollar: what is useful, what it costs, and how good it is."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from semcache.core.cells import SERVE, Cells
from semcache.core.ledger import AttemptRow, Found, LedgerRow
from semcache.core.pace import Slo
from semcache.core.request import Usage
from semcache.core.savings import report_of, summarise
from semcache.core.speeds import Speed
from tests.core.ledger_samples import COST, DAY, START, attempt, check

SLO = Slo(ttft=2.0, tpot=0.05)


def streamed(request: str, first_byte: float, tpot: float, **changes: object) -> AttemptRow:
    """A stream of 100 tokens."""
    said: dict[str, object] = {"stream": True, "first_byte": first_byte, "seconds": first_byte + 99 * tpot}
    return attempt(request, **(said | changes))


def one(rows: list[LedgerRow], slo: Slo = SLO) -> Speed:
    (found,) = summarise(rows, slo).speeds
    return found


def test_only_whole_answers_within_both_targets_are_useful_and_all_calls_are_paid_for() -> None:
    rows: list[LedgerRow] = [
        streamed("in time", 1.0, 0.02),
        streamed("late at first", 2.5, 0.02),
        streamed("too slow", 1.0, 0.06),
        streamed("cut", 1.0, 0.02, error="UpstreamCut: gone"),
        streamed("left", 1.0, 0.02, error="cancelled"),
        streamed("filtered", 1.0, 0.02, kept="finish:content_filter"),
        streamed("failed", 1.0, 0.02, status=500, error="status-500", usage=None, cost=None),
        streamed("an audit", 9.0, 0.09, purpose="audit"),
    ]
    found = one(rows)
    assert (found.calls, found.answered, found.tokens, found.useful, found.late) == (7, 3, 600, 100, 200)
    assert (found.spend, found.useful_per_dollar) == (6 * COST, 100 / (6 * COST))
    assert found.dollars_per_million == 6 * COST * 10_000
    assert found.ttft_p50 == pytest.approx(1.0, rel=0.005)
    assert found.ttft_p99 == pytest.approx(2.5, rel=0.005)
    assert found.tpot_p99 == pytest.approx(0.06, rel=0.005)
    assert one(rows, Slo()).useful == 300


def test_what_one_caller_gets_a_second_is_of_whole_answers_alone() -> None:
    rows = [attempt("a", seconds=2.0), attempt("b", seconds=3.0), attempt("c", seconds=95.0, error="cut")]
    assert one([*rows]).tokens_per_second == 40.0


def test_dollars_that_are_not_known_are_not_divided_by() -> None:
    found = one([attempt("a"), attempt("b", cost=None, price=None)])
    assert (found.unpriced, found.useful_per_dollar, found.dollars_per_million) == (1, None, None)


def test_models_stand_beside_each_other_with_how_often_their_hits_were_wrong() -> None:
    rows: list[LedgerRow] = [attempt("a"), attempt("b", model="small", upstream="own/0", cost=COST / 10)]
    rows += [check("1"), check("2"), check("3", Found.DIFFERENT), check("4", Found.DOUBT), check("5", model="small")]
    rows += [check("6", Found.DIFFERENT, purpose="feedback")]
    found = {(one.upstream, one.model): one for one in summarise(rows).speeds}
    assert {name: (one.wrong, one.compared) for name, one in found.items()} == {
        ("upstream", "gpt-4o"): (1, 3),
        ("own/0", "small"): (0, 1),
    }
    assert found["own/0", "small"].useful_per_dollar == 10 * (found["upstream", "gpt-4o"].useful_per_dollar or 0)


calls = st.builds(
    lambda at, model, stream, tokens, seconds, share, cost, status, error, purpose, kept: attempt(
        f"{at}", at=START + at, model=model, stream=stream, usage=Usage(10, tokens) if tokens >= 0 else None,
        seconds=seconds, first_byte=seconds * share, cost=cost, status=status, error=error, purpose=purpose, kept=kept,
    ),
    st.floats(0, 2 * DAY), st.sampled_from(["a", "b"]), st.booleans(), st.integers(-1, 5000), st.floats(0, 1e4),
    st.floats(0, 1), st.none() | st.decimals(0, 10, places=6), st.sampled_from([200, 200, 500, 0]),
    st.sampled_from(["", "", "cancelled"]), st.sampled_from([SERVE, SERVE, "refresh"]),
    st.sampled_from(["stored", "finish:content_filter"]),
)  # fmt: skip


@given(st.lists(calls, max_size=20), st.floats(0.001, 100), st.floats(0.0001, 10))
def test_every_call_is_in_one_line_and_looser_targets_lose_nothing(
    rows: list[AttemptRow], ttft: float, tpot: float
) -> None:
    lines = summarise(rows, Slo(ttft, tpot)).speeds
    served = [row for row in rows if row.purpose == SERVE]
    assert sum(one.calls for one in lines) == len(served)
    assert sum((one.spend for one in lines), Decimal(0)) == sum((row.cost or 0 for row in served), Decimal(0))
    assert sum(one.tokens for one in lines) == sum(row.usage.completion for row in served if row.usage)
    assert all(one.useful + one.late <= one.tokens and one.answered <= one.calls for one in lines)
    looser = {(one.upstream, one.model): one.useful for one in summarise(rows, Slo(2 * ttft, 2 * tpot)).speeds}
    assert all(one.useful <= looser[one.upstream, one.model] for one in lines)
    merged = Cells.of(rows[:7])
    merged.merge(Cells.of(rows[7:]))
    assert report_of(merged, Slo(ttft, tpot)).speeds == lines


def test_a_durations_name_is_plain_text_whatever_a_model_is_called() -> None:
    cells = Cells.of([streamed("a", 1.0, 0.02, model="\x00\ud800\n\u2028")])
    assert cells.durations
    assert all(name.isascii() and name.isprintable() for _, name in cells.durations)
    assert report_of(cells).speeds[0].ttft_p50 == pytest.approx(1.0, rel=0.005)
