"""How sure a measured rate is, when wrong hits come in clusters."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from semcache.calibrating.values import Served

Floats = npt.NDArray[np.float64]
RESAMPLES = 2000
_ALIKE = 0.1
"""Correlation that is assumed within a group where there are too few wrong hits to measure it."""
_ENOUGH = 5
"""Groups with wrong hits from which it is measured."""


def interval(served: Sequence[Served]) -> tuple[float, float]:
    """The 95 % interval of the share of wrong ones, 0 to 1.

    Block bootstrap: groups are drawn whole, with replacement. As that says nothing of what was never seen, neither end
    is nearer to the rate than in an exact interval for as many independent hits as these groups are worth.
    """
    hits = len(served)
    if not hits:
        return 0.0, 1.0
    names = {group: place for place, group in enumerate(dict.fromkeys(one.group for one in served))}
    member = np.array([names[one.group] for one in served])
    sizes = np.bincount(member, minlength=len(names)).astype(float)
    wrong = np.bincount(member, weights=[not one.right for one in served], minlength=len(names)).astype(float)
    worth = hits / _design_effect(sizes, wrong)
    rate = float(wrong.sum()) / hits
    low, high = exact(rate * worth, worth)
    if len(names) > 1 and wrong.any():
        drawn = np.random.default_rng(0).multinomial(len(names), [1 / len(names)] * len(names), RESAMPLES)
        rates = (drawn @ wrong) / np.maximum(drawn @ sizes, 1.0)
        low, high = min(low, float(np.quantile(rates, 0.025))), max(high, float(np.quantile(rates, 0.975)))
    return low, high


def _design_effect(sizes: Floats, wrong: Floats) -> float:
    """How many hits of these groups tell as much as one independent hit; 1 or more."""
    hits, rate = float(sizes.sum()), float(wrong.sum() / sizes.sum())
    assumed = 1.0 + (float((sizes**2).sum()) / hits - 1.0) * _ALIKE
    if int((wrong > 0).sum()) < _ENOUGH or not 0.0 < rate < 1.0:
        return assumed
    variance = float(((wrong - rate * sizes) ** 2).sum()) / hits**2
    return max(1.0, variance / (rate * (1.0 - rate) / hits))


def exact(wrong: float, trials: float) -> tuple[float, float]:
    """Clopper and Pearson's 95 % interval; counts may be fractions."""
    low = _quantile(0.025, wrong, trials - wrong + 1.0) if wrong > 0 else 0.0
    high = _quantile(0.975, wrong + 1.0, trials - wrong) if wrong < trials else 1.0
    return low, high


def _quantile(p: float, a: float, b: float) -> float:
    """Of the beta distribution."""
    low, high = 0.0, 1.0
    for _ in range(40):
        middle = (low + high) / 2.0
        low, high = (middle, high) if beta(middle, a, b) < p else (low, middle)
    return (low + high) / 2.0


def beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by its continued fraction (DLMF 8.17.22)."""
    if not 0.0 < x < 1.0:
        return min(max(x, 0.0), 1.0)
    if x > (a + 1.0) / (a + b + 2.0):  # where the fraction converges slowly
        return 1.0 - beta(1.0 - x, b, a)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)) / a
    # Lentz's way of evaluating it, from the front until nothing changes any more.
    c, d = 1.0, 1.0 / _off_zero(1.0 - (a + b) * x / (a + 1.0))
    fraction = d
    for m in range(1, 1000):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1.0) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1.0)),
        ):
            d = 1.0 / _off_zero(1.0 + term * d)
            c = _off_zero(1.0 + term / c)
            fraction *= c * d
        if abs(c * d - 1.0) < 1e-13:
            break
    return front * fraction


def _off_zero(value: float) -> float:
    return value if abs(value) > 1e-300 else 1e-300


def needed(max_error: float, rate: float, worth_share: float) -> int:
    """Hits at which the interval's upper end would be at the bound, the rate staying as measured; 0 for never."""
    if rate >= max_error:
        return 0
    low, high = 1.0, 1e9
    for _ in range(40):
        middle = math.sqrt(low * high)
        if exact(rate * middle, middle)[1] > max_error:
            low = middle
        else:
            high = middle
    return math.ceil(high / worth_share)
