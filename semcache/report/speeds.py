"""Throughput per dollar: how its table reads, and how its figures are called in files."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from semcache.core.savings_report import SavingsReport
from semcache.core.speeds import Speed
from semcache.report.groups import Figure
from semcache.report.numbers import brief, exact, share

HEAD = ("upstream", "model", "calls", "useful", "TTFT p50, p99", "TPOT p50, p99", "tokens/s", "useful/$", "wrong hits")
BRIEF = ("upstream, model", "calls", "useful", "TTFT p50", "TPOT p50", "tok/s", "useful/$", "wrong")
TITLE = "Throughput per dollar"


def explained(report: SavingsReport) -> str:
    """What the table counts as useful."""
    slo = report.slo.applied()
    targets = [
        f"{name} {brief(target)}" for name, target in (("TTFT", slo.ttft), ("TPOT", slo.tpot)) if target is not None
    ]
    within = f", within {' and '.join(targets)}" if targets else "; no targets are set (slo.ttft, slo.tpot)"
    wrong = " Wrong: of hits of that model that were checked." if any(one.compared for one in report.speeds) else ""
    return f"Useful: tokens of whole answers to clients{within}.{wrong}"


def cells(one: Speed) -> Sequence[str]:
    """A line of the table, without its two names."""
    ttft, tpot = (", ".join(filter(None, map(brief, pair))) for pair in _latencies(one))
    calls, useful, _, _, *rest = brief_cells(one)
    return calls, useful, ttft, tpot, *rest


def brief_cells(one: Speed) -> Sequence[str]:
    """The same where there is little room."""
    if one.useful_per_dollar is not None:
        per_dollar = f"{int(one.useful_per_dollar):,}"
    else:
        per_dollar = "unpriced" if one.unpriced else ""
    return (
        f"{one.calls:,}",
        share(one.useful, one.tokens),
        brief(one.ttft_p50),
        brief(one.tpot_p50),
        f"{one.tokens_per_second:,.1f}" if one.tokens_per_second is not None else "",
        per_dollar,
        f"{one.wrong:,} of {one.compared:,}" if one.compared else "",
    )


def _latencies(one: Speed) -> tuple[tuple[float | None, float | None], ...]:
    return (one.ttft_p50, one.ttft_p99), (one.tpot_p50, one.tpot_p99)


def figures(one: Speed) -> dict[str, Figure | None]:
    """One line for programs; None where nothing is known."""
    return {
        "calls": one.calls,
        "answered": one.answered,
        "tokens": one.tokens,
        "useful_tokens": one.useful,
        "late_tokens": one.late,
        "spend": exact(one.spend),
        "unpriced_calls": one.unpriced,
        "useful_tokens_per_dollar": _rounded(one.useful_per_dollar),
        "dollars_per_million_useful": _rounded(one.dollars_per_million),
        "ttft_p50": one.ttft_p50,
        "ttft_p99": one.ttft_p99,
        "tpot_p50": one.tpot_p50,
        "tpot_p99": one.tpot_p99,
        "tokens_per_second": one.tokens_per_second,
        "hits_compared": one.compared,
        "hits_wrong": one.wrong,
    }


def _rounded(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.6f}"
