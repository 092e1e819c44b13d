"""How much risk a rule may still take, and below which risk it is best taken."""

from __future__ import annotations

import math
from typing import Final

from semcache.core.rates import allowance

BUCKETS: Final = 64
_PER_E_FOLD: Final = 5.0
_MEMORY: Final = 1000
_PACE: Final = 0.8
"""Of what may be spent a hit: the account must not run dry just before the next wrong hit is allowed."""


class Account:
    """Each hit is paid for with its risk, out of what `allowance` grants so many hits."""

    __slots__ = ("cut", "delta", "hits", "max_error", "seen", "spent", "table")

    def __init__(self, max_error: float, delta: float) -> None:
        self.max_error = max_error
        self.delta = delta
        self.hits = 0
        self.spent = 0.0
        self.table = [0.0] * BUCKETS
        """How many of the latest candidates had which risk, on a logarithmic scale."""
        self.seen = 0
        self.cut = self.affordable()
        """The risk up to which a candidate may be served: where the mean risk below it is what may be spent a hit."""

    @property
    def left(self) -> float:
        """What the next hit may cost."""
        return max(0.0, allowance(self.hits + 1, self.max_error, self.delta) - self.spent)

    def pay(self, risk: float) -> None:
        self.hits += 1
        self.spent += price(risk)
        self.note(risk)

    def note(self, risk: float) -> None:
        """A candidate of this risk came by, served or not."""
        bucket = round(BUCKETS + _PER_E_FOLD * math.log(max(risk, 1e-9)))
        self.table[min(BUCKETS - 1, max(0, bucket))] += 1.0
        self.seen += 1
        if self.seen % _MEMORY == 0:
            self.table = [count / 2.0 for count in self.table]
        if self.seen % 8 == 0:
            self.recut()

    def recut(self) -> None:
        spend = self.cut = self.affordable()
        count = total = 0.0
        for bucket, number in enumerate(self.table):
            if number > 0.0:
                risk = math.exp((bucket - BUCKETS) / _PER_E_FOLD)
                count += number
                total += number * risk
                if total > spend * count:
                    break
                self.cut = max(self.cut, risk)

    def affordable(self) -> float:
        """The mean risk a hit at which the account never runs dry, however many hits follow."""
        if self.max_error == 0.0:
            return 0.0
        most = math.floor(self.max_error * (self.hits + 1) + 1e-9)
        spend = self.max_error
        for wrong in (most, most + 1, most + 2, most + 5, 2 * most + 10):
            until = math.ceil((wrong + 1) / self.max_error) - 1  # the last hit at which no more are allowed
            if until > self.hits:
                left = max(0.0, allowance(until, self.max_error, self.delta) - self.spent)
                spend = min(spend, _PACE * left / (until - self.hits))
        return spend


def price(risk: float) -> float:
    """The mean of a Poisson count that is above 0 with this probability."""
    return -math.log1p(-min(risk, 1.0 - 1e-9))
