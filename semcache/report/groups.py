"""One grouping of a report: its rows, and how its figures are called in files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from semcache.core.ledger import Outcome, Tier
from semcache.core.savings import FORWARDED, FROM_CACHE, OURSELVES
from semcache.core.savings_report import Part, SavingsReport, Totals, Unpriced
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
        "calls_without_dollars": totals.calls_without_dollars,
        "avoided_without_dollars": totals.avoided_without_dollars,
    }


_MEANT = {
    FROM_CACHE: "answers that took no call of their own",
    FORWARDED: "answers whose calls stand with the upstreams",
    OURSELVES: "the cache's own work, embedding and machines",
}
_PARTS = {
    (Outcome.HIT, Tier.EXACT): "hit, exact",
    (Outcome.HIT, Tier.SEMANTIC): "hit, semantic",
    (Outcome.MISS, Tier.COLLAPSED): "collapsed",
    (Outcome.MISS, Tier.NONE): "miss",
    (Outcome.BYPASS, Tier.NONE): "bypass",
}


def part_name(part: Part) -> str:
    """What answered."""
    return _PARTS.get((part.outcome, part.tier), f"{part.outcome}, {part.tier}".rstrip(", "))


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
    return frozenset(
        name for name, one in report.groups[by] if name in unpriced and not (one.spend or one.gross or one.net)
    )


def without_a_price(report: SavingsReport) -> Sequence[Unpriced]:
    """Models whose calls or hits have no dollars, and not because they are those of own replicas."""
    own = {one.model for one in report.freed}
    return [one for one in report.unpriced if one.attempts or one.model not in own]


def explained(names: Iterable[str]) -> str:
    """What the names mean that are in brackets; "" where there are none."""
    return "; ".join(f"{name}: {_MEANT[name]}" for name in names if name in _MEANT)


def plural(by: str, number: int) -> str:
    return by if number == 1 else f"{by}s"
