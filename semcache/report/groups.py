"""One grouping of a report: its rows, and how its figures are called in files."""

from __future__ import annotations

from collections.abc import Sequence

from semcache.core.savings_report import SavingsReport, Totals
from semcache.report.numbers import exact

Group = tuple[str, Totals]
Figure = int | float | str


def figures(totals: Totals) -> dict[str, Figure]:
    """The figures of one group for programs: dollars as exact decimal text."""
    return {
        "answers": totals.answers,
        "hits": totals.hits,
        "collapsed": totals.collapsed,
        "misses": totals.misses,
        "bypassed": totals.bypassed,
        "hit_ratio": round(totals.hit_ratio, 6),
        "calls_avoided": totals.avoided,
        "attempts": totals.attempts,
        "spend": exact(totals.spend),
        "gross": exact(totals.gross),
        "net": exact(totals.net),
        "low_bound": exact(totals.low_bound),
        "saved_hits": exact(totals.saved_hits),
        "saved_collapsed": exact(totals.saved_collapsed),
        "taken_back": exact(totals.taken_back),
        "spent_on_checks": exact(totals.checking),
        "spent_on_upkeep": exact(totals.upkeep),
        "chilled": exact(totals.chilled),
        "own_work": exact(totals.own),
        "would_have_spent": exact(totals.would_have_spent),
    }


def shown_and_rest(report: SavingsReport, by: str, most: int) -> tuple[Sequence[Group], Sequence[Group]]:
    """At most so many groups, and those left out: the last days, or what would have cost most."""
    groups = report.groups[by]
    if by == "day":
        cut = max(0, len(groups) - most)
        return groups[cut:], groups[:cut]
    return groups[:most], groups[most:]


def summed(groups: Sequence[Group]) -> Totals:
    """All of them in one."""
    added = {name: sum((getattr(one, name) for _, one in groups), getattr(Totals(), name)) for name in Totals.__slots__}
    return Totals(**added)


def unpriced_models(report: SavingsReport, by: str) -> frozenset[str]:
    """Names of groups whose dollars are not known at all."""
    unpriced = {one.model for one in report.unpriced} if by == "model" else set()
    return frozenset(name for name, one in report.groups[by] if name in unpriced and not one.would_have_spent)


def plural(by: str, number: int) -> str:
    return by if number == 1 else f"{by}s"
