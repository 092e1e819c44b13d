"""What each upstream's models cost, how fast they answer, and how many of their tokens were of use."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from semcache.core.cells import SERVE, TPOT, TTFT, Cells, Sums, of_calls, only
from semcache.core.ledger import Found
from semcache.core.pace import Slo
from semcache.core.sketch import Sketch

_MILLION = Decimal(1_000_000)
_MOST: Final = 1000
"""Lines at most: clients choose model names."""


@dataclass(frozen=True, slots=True)
class Speed:
    """The calls that clients waited for, of one upstream for one model. Seconds; None where nothing is known."""

    upstream: str
    model: str
    """That clients asked for."""
    calls: int
    answered: int
    """Of these, with a whole answer that was not filtered: not failed, cancelled, broken off or made again."""
    tokens: int
    """Of answers, as far as upstreams told, the useless ones included."""
    useful: int
    """Of these, in answers that were whole, and within the targets."""
    late: int
    """Of these, in answers that were whole, and not within the targets."""
    spend: Decimal
    unpriced: int
    """Calls whose tokens are known and whose dollars are not."""
    ttft_p50: float | None
    ttft_p99: float | None
    tpot_p50: float | None
    tpot_p99: float | None
    """Both of streams alone, within 0.5 %."""
    tokens_per_second: float | None
    """That one caller gets, from the call's beginning to its end."""
    compared: int
    """Hits of this model, whichever upstream wrote them, that were held against a new answer."""
    wrong: int
    """Of which so many were wrong."""

    @property
    def useful_per_dollar(self) -> Decimal | None:
        """Tokens for each dollar that all these calls cost; None where the dollars are not known."""
        return self.useful / self.spend if self.spend and not self.unpriced else None

    @property
    def dollars_per_million(self) -> Decimal | None:
        """Dollars for a million useful tokens."""
        return self.spend * _MILLION / self.useful if self.useful and not self.unpriced else None

    @property
    def wrong_ratio(self) -> float | None:
        return self.wrong / self.compared if self.compared else None


NOTHING: Final = Speed("", "", 0, 0, 0, 0, 0, Decimal(0), 0, None, None, None, None, None, 0, 0)
"""Of an upstream that nobody called."""


def speeds(cells: Cells, slo: Slo) -> tuple[Speed, ...]:
    """By upstream and model, the dearest first."""
    sums: defaultdict[tuple[str, str], Sums] = defaultdict(Sums)
    for key, one in only(cells.sums, "attempt"):
        if key.purpose == SERVE:
            sums[key.upstream, key.model].add(one)
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for key, one in only(cells.sums, "check"):
        if key.purpose != "feedback":  # nobody drew those at random
            found[key.model][key.outcome] += one.rows
    sketches: defaultdict[str, Sketch] = defaultdict(Sketch)
    for (_, name), sketch in cells.durations.items():
        if name.startswith("["):
            sketches[name].merge(sketch)
    lines = [
        _speed(*name, one, slo, found[name[1]], sketches[of_calls(TTFT, *name)], sketches[of_calls(TPOT, *name)])
        for name, one in sums.items()
    ]
    return tuple(sorted(lines, key=lambda one: (-one.spend, -one.tokens, -one.calls, one.upstream, one.model))[:_MOST])


def _speed(upstream: str, model: str, sums: Sums, slo: Slo, found: Counter[str], ttft: Sketch, tpot: Sketch) -> Speed:
    whole = sum(sums.paces.values())
    useful = sum(tokens for pace, tokens in sums.paces.items() if slo.is_met(pace))
    return Speed(
        upstream,
        model,
        calls=sums.rows,
        answered=sums.answered,
        tokens=sums.completion,
        useful=useful,
        late=whole - useful,
        spend=sums.dollars,
        unpriced=sums.unpriced,
        ttft_p50=ttft.quantile(0.5),
        ttft_p99=ttft.quantile(0.99),
        tpot_p50=tpot.quantile(0.5),
        tpot_p99=tpot.quantile(0.99),
        tokens_per_second=whole * 1e6 / sums.micros if sums.micros else None,
        compared=found[Found.SAME] + found[Found.DIFFERENT],
        wrong=found[Found.DIFFERENT],
    )
