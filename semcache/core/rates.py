"""How often something is wrong: what may be risked under a bound, and what counting shows."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from statistics import NormalDist
from typing import Final


def allowance(hits: int, max_error: float, delta: float) -> float:
    """The most expected wrong hits at which more than `max_error` of `hits` are wrong with probability `delta` or less.

    Wrong hits are taken as a Poisson count, which is above any sum of unlike chances that add up to the same.
    """
    return _most_expected(math.floor(max_error * hits + 1e-9), delta)


@lru_cache(maxsize=4096)
def _most_expected(most: int, delta: float) -> float:
    """The mean at which a Poisson count exceeds `most` with probability `delta`."""
    if most > 100:  # half a chi-squared quantile; Wilson and Hilferty's is within 0.1 % here
        n = most + 1.0
        return n * (1.0 - 1.0 / (9.0 * n) + NormalDist().inv_cdf(delta) / (3.0 * math.sqrt(n))) ** 3
    low, high = 0.0, most + 1.0 - math.log(delta)
    for _ in range(50):
        middle = (low + high) / 2.0
        term = total = math.exp(-middle)
        for k in range(1, most + 1):
            term *= middle / k
            total += term
        low, high = (middle, high) if 1.0 - total <= delta else (low, middle)
    return low


def confidence(trials: int, wrong: int, delta: float) -> tuple[float, float]:
    """An interval for a rate that holds at every moment at once with probability 1 - delta.

    It is valid for the mean of chances that change from trial to trial, however they depend on what came before: a
    mixture of exponential supermartingales (Howard, Ramdas, McAuliffe, Sekhon: Time-uniform, nonparametric,
    nonasymptotic confidence sequences, Annals of Statistics 49, 2021).
    """
    if trials == 0:
        return 0.0, 1.0
    limit = math.log(2.0 / delta)
    rate = wrong / trials
    low = _root(lambda mean: _evidence(trials, wrong, mean, 1.0) > limit, 0.0, rate)
    high = _root(lambda mean: _evidence(trials, wrong, mean, -1.0) <= limit, rate, 1.0)
    return low, high


def _evidence(trials: int, wrong: int, mean: float, sign: float) -> float:
    """Logarithm of the mixture against this mean."""
    logs = []
    for size in _TILTS:
        tilt = sign * size
        base = 1.0 + mean * math.expm1(tilt)
        logs.append(tilt * wrong - (trials * math.log(base) if base > 0.0 else -math.inf))
    most = max(logs)
    return most + math.log(sum(math.exp(x - most) for x in logs) / len(logs))


_TILTS: Final = tuple(0.05 * 1.35**k for k in range(16))


def _root(beyond: Callable[[float], bool], low: float, high: float) -> float:
    for _ in range(40):
        middle = (low + high) / 2.0
        if beyond(middle):
            low = middle
        else:
            high = middle
    return low
