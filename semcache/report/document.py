"""A SavingsReport as JSON for programs: stable keys, dollars as exact decimal text, seconds as numbers."""

from __future__ import annotations

from typing import TypeAlias

from semcache.core.savings_report import Checked, Latency, SavingsReport, Totals
from semcache.report import speeds
from semcache.report.groups import figures
from semcache.report.numbers import exact

THROUGHPUT = "throughput"
"""What is asked for as if it were a grouping."""

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


def document(report: SavingsReport) -> dict[str, Json]:
    """The whole report. Keys are added, never renamed."""
    return {
        "window": {"first": report.first, "last": report.last},
        "total": _totals(report.total),
        "tokens_avoided": report.tokens_avoided,
        "tiers": [
            {"outcome": part.outcome, "tier": part.tier, "answers": part.answers, "saved": exact(part.saved)}
            for part in report.parts
        ],
        "latency_seconds": {"hit": _latency(report.hit_latency), "miss": _latency(report.miss_latency)},
        "reasons": [
            {"outcome": one.outcome, "detail": one.detail, "answers": one.answers, "spend": exact(one.spend)}
            for one in report.reasons
        ],
        "spend_elsewhere": exact(report.spend_elsewhere),
        "other_calls": [
            {"purpose": one.purpose, "attempts": one.attempts, "spend": exact(one.spend)} for one in report.purposes
        ],
        **{
            f"by_{name}": [{name: group, **_totals(totals)} for group, totals in groups]
            for name, groups in report.groups.items()
        },
        "own_work": [
            {
                "what": one.what,
                "seconds": one.seconds,
                "amount": one.amount,
                "dollars": exact(one.dollars),
                "unpriced": one.unpriced,
                "source": one.source,
            }
            for one in report.own
        ],
        "capacity_freed": [
            {
                "model": one.model,
                "answers": one.answers,
                "tokens": one.tokens,
                "gpu_seconds": round(float(one.gpu_seconds), 6),
                "gpu_hour": None if one.gpu_hour is None else exact(round(one.gpu_hour, 6)),
                "dollars_not_in_any_total": None if one.dollars is None else exact(round(one.dollars, 9)),
            }
            for one in report.freed
        ],
        "slo_seconds": {"ttft": report.slo.applied().ttft, "tpot": report.slo.applied().tpot},
        "throughput": [{"upstream": one.upstream, "model": one.model, **speeds.figures(one)} for one in report.speeds],
        "unpriced": [{"model": one.model, "avoided": one.avoided, "attempts": one.attempts} for one in report.unpriced],
        "failed_attempts": report.failed,
        "attempts_of_unknown_cost": report.unknown_cost,
        "avoided_of_unknown_saving": report.unknown_saving,
        "checks": [_checked(one) for one in report.checks],
        "shadow": {
            "hits": report.shadow.hits,
            "would_have_saved": exact(report.shadow.saved),
            "wrong": report.shadow.wrong,
            "doubt": report.shadow.doubt,
        },
        "advice": [
            {
                "reason": one.reason,
                "change": one.change,
                "answers": one.answers,
                "spend": exact(one.spend),
                "hit_ratio": round(one.hit_ratio, 6),
                "estimated_saving": exact(one.saving),
                "basis": one.basis,
                "try": one.command,
            }
            for one in report.advice
        ],
        "prices": list(report.prices),
    }


def document_by(report: SavingsReport, by: str) -> dict[str, Json]:
    """One grouping, every group of it, with the total."""
    whole = document(report)
    shown = ("slo_seconds", THROUGHPUT) if by == THROUGHPUT else ("total", f"by_{by}")
    return {key: whole[key] for key in ("window", *shown)}


def _totals(totals: Totals) -> dict[str, Json]:
    return dict(figures(totals))


def _checked(one: Checked) -> dict[str, Json]:
    drawn = one.purpose != "feedback"
    return {
        "rule": one.rule,
        "purpose": one.purpose,
        "tier": one.tier,
        "same": one.same,
        "different": one.different,
        "doubt": one.doubt,
        "wrong_ratio": one.ratio if drawn else None,
        "low": one.low if drawn else None,
        "high": one.high if drawn else None,
    }


def _latency(latency: Latency) -> dict[str, Json]:
    return {
        "answers": latency.answers,
        "p50": latency.p50,
        "p99": latency.p99,
        "first_byte_p50": latency.first_byte_p50,
        "first_byte_p99": latency.first_byte_p99,
    }
