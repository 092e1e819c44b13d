"""From labelled questions to a calibration that was checked on questions it had not seen, or the reason why not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from semcache.calibrating.fitting import fit
from semcache.calibrating.groups import groups_of_pairs, groups_of_stream, parts_of
from semcache.calibrating.intervals import exact, interval, needed
from semcache.calibrating.labelled import Labelled
from semcache.calibrating.neighbours import Matrix
from semcache.calibrating.traffic import PairTraffic, Reader, StreamTraffic
from semcache.calibrating.values import Calibrated, Considered, Measured, Served
from semcache.core.bound import Trust
from semcache.core.pairs import PairVerifier
from semcache.core.verify import Calibration

SIMILARITIES = (0.70, 0.75, 0.80, 0.84, 0.86, 0.88, 0.90, 0.92, 0.94, 0.96, 0.98)
BOUNDS = (0.005, 0.01, 0.02, 0.05)
PARTS = {"pairs": 5, "stream": 2}
"""Parts, each of which is checked with a calibration that was fitted to the others. A stream's questions need each
other's company, so it is cut as little as can be."""
FEWEST_GROUPS = 10
Told = Callable[[int, int], None]
Traffic = PairTraffic | StreamTraffic


def calibrate(
    labelled: Labelled,
    vectors: dict[str, Matrix],
    verifier: PairVerifier,
    prior: Calibration,
    *,
    max_error: float,
    embedder: str,
    source: str,
    told: Told,
) -> Calibrated:
    """Fits and checks. `vectors` are the questions': "a" and "b" of pairs, "text" of a stream, in their order."""
    groups = groups_of_pairs(labelled.pairs) if labelled.pairs else groups_of_stream(labelled.stream)
    traffics = _parted(labelled, groups, vectors, Reader(verifier))
    bounds = sorted({*BOUNDS, max_error})
    steps = len(traffics) * (1 + len(SIMILARITIES) + len(bounds)) + 1
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        told(done, steps)

    learned: list[list[Considered]] = []
    for traffic in traffics:
        learned.append(list(traffic.by_trust(Trust(prior, max_error))))
        step()
    rows = [row for part in learned for row in part]
    asked = sum(map(len, traffics))
    served: dict[tuple[str, float], list[Served]] = {}
    for place, traffic in enumerate(traffics):
        others = [row for other, part in enumerate(learned) if other != place for row in part]
        calibration = fit(others, prior, source)
        for least in SIMILARITIES:
            served.setdefault(("similarity", least), []).extend(traffic.by_similarity(least))
            step()
        for bound in bounds:
            considered = traffic.by_trust(Trust(calibration, bound))
            hits = (Served(one.group, one.right) for one in considered if one.served)
            served.setdefault(("trust", bound), []).extend(hits)
            step()
    by_trust = tuple(_measured(bound, asked, served["trust", bound]) for bound in bounds)
    final = fit(rows, prior, source)
    step()
    result = Calibrated(
        path=labelled.path,
        digest=labelled.digest,
        kind=labelled.kind,
        rows=labelled.rows,
        groups=len(set(groups)),
        repeated=labelled.repeated,
        unread=labelled.unread,
        share_right=sum(row.right for row in rows) / len(rows) if rows else 0.0,
        embedder=embedder,
        by_similarity=tuple(_measured(least, asked, served["similarity", least]) for least in SIMILARITIES),
        by_trust=by_trust,
        max_error=max_error,
        shipped=_measured(max_error, asked, [Served(row.group, row.right) for row in rows if row.served]),
        calibration=final,
        refusal="",
    )
    return _refused(result, rows)


def _parted(labelled: Labelled, groups: Sequence[str], vectors: dict[str, Matrix], reader: Reader) -> list[Traffic]:
    count = PARTS[labelled.kind]
    places = [[n for n, part in enumerate(parts_of(groups, count)) if part == wanted] for wanted in range(count)]
    if labelled.pairs:
        cosines = (vectors["a"] * vectors["b"]).sum(axis=1)
        return [
            PairTraffic([labelled.pairs[n] for n in some], [groups[n] for n in some], cosines[some].tolist(), reader)
            for some in places if some
        ]  # fmt: skip
    return [StreamTraffic([labelled.stream[n] for n in some], vectors["text"][some], reader) for some in places if some]


def _measured(setting: float, asked: int, served: Sequence[Served]) -> Measured:
    return Measured(setting, asked, len(served), sum(not one.right for one in served), *interval(served))


def _refused(result: Calibrated, rows: Sequence[Considered]) -> Calibrated:
    return replace(result, refusal=_why_not(result, rows))


def _why_not(result: Calibrated, rows: Sequence[Considered]) -> str:
    """Why the bound that was asked for is not shown to hold, with what would be needed."""
    bound, one = result.max_error, result.asked_for
    wider = next((m.setting for m in result.by_trust if m.setting > bound and m.hits and m.high <= m.setting), None)
    hint = f", or try --max-error {100 * wider:.4g}%" if wider is not None else ""
    if result.groups < FEWEST_GROUPS:
        groups = "1 group of questions shows" if result.groups == 1 else f"{result.groups} groups of questions show"
        return f"{groups} nothing of others; label at least {FEWEST_GROUPS}"
    if len({row.right for row in rows}) < 2:
        same = "right" if rows and rows[0].right else "wrong"
        return f"every labelled candidate is {same}, so nothing tells right from wrong; add some of the other kind"
    if one.hits == 0:
        least = needed(bound, 0.0, 1.0)
        return f"nothing was sure enough to be served; it takes some {least:,} right hits to show {bound:.2%}{hint}"
    if one.high <= bound:
        return ""
    found = f"{one.wrong:,} of {one.hits:,} hits were wrong, at most {one.high:.2%} with 95 %"
    if one.wrong_rate >= bound:
        remedy = hint or "; correct its labels, or tell its classes apart"
        return f"{found}: more rows like these would not show {bound:.2%}{remedy}"
    hits = needed(bound, one.wrong_rate, _worth(one))
    more = max(1, round(hits / one.hit_rate) - result.rows)
    return f"{found}; for {bound:.2%} label about {_round(more):,} more rows like these{hint}"


def _worth(one: Measured) -> float:
    """Of each hit in independent ones, told from the interval's width."""
    low, high = 1e-4, 1.0
    for _ in range(40):
        middle = (low + high) / 2.0
        if exact(one.wrong * middle, one.hits * middle)[1] > one.high:
            low = middle
        else:
            high = middle
    return high


def _round(rows: int) -> int:
    """Two digits are all that such a guess has."""
    size: int = 10 ** max(0, len(str(rows)) - 2)
    return -(-rows // size) * size
