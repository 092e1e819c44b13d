"""A replay as JSON for programs. Keys are added, never renamed."""

from __future__ import annotations

from collections.abc import Sequence

from semcache.replay.outcome import Compared, LogFound, Outcome, Shown
from semcache.report.document import Json
from semcache.report.document import document as savings_document


def document(found: LogFound, outcomes: Sequence[Outcome]) -> dict[str, Json]:
    """The log, and one run a policy."""
    return {"log": _log(found), "runs": [_run(one) for one in outcomes]}


def _log(found: LogFound) -> dict[str, Json]:
    return {
        "path": found.path,
        "format": found.format,
        "requests": found.requests,
        "passed_over": found.passed_over,
        "troubles": [{"why": one.why, "lines": one.lines, "first_line": one.first} for one in found.troubles],
        "without_time": found.without_time,
        "without_answer": found.without_answer,
        "questions": found.questions,
        "first": found.first,
        "last": found.last,
    }


def _run(one: Outcome) -> dict[str, Json]:
    savings = savings_document(one.savings)
    del savings["latency_seconds"]  # nothing was waited for
    wrong = one.expected_wrong
    return {
        "policy": one.policy,
        "changed": dict(one.changed),
        "embedder": one.embedder,
        **savings,
        "expected_wrong_hits": None if wrong is None else {"hits_rated": one.rated, "wrong": round(wrong, 6)},
        "compared": [_compared(tier) for tier in one.compared],
        "worst": [_shown(hit) for hit in one.worst],
    }


def _compared(one: Compared) -> dict[str, Json]:
    return {
        "tier": one.tier,
        "hits": one.hits,
        "same": one.same,
        "different": one.different,
        "in_doubt": one.doubt,
        "unknown": one.unknown,
    }


def _shown(one: Shown) -> dict[str, Json]:
    return {
        "line": one.line,
        "at": one.at,
        "times": one.times,
        "rule": one.rule,
        "similarity": round(one.similarity, 6),
        "probability_right": None if one.right is None else round(one.right, 6),
        "answers": one.sameness,
        "age": one.age,
        "asked": one.asked,
        "stored": one.stored,
        "answered_then": one.answered,
        "served": one.served,
    }
