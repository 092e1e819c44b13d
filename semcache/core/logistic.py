"""A logistic regression that learns one label at a time and knows how sure it is."""

from __future__ import annotations

import math
import operator

from semcache.core.verify import Calibration, Evidence, sigmoid


class Logistic:
    """Weights with their covariance, moved by an extended Kalman filter; some 50 microseconds a label."""

    __slots__ = ("covariance", "prior", "weights")

    def __init__(self, prior: Calibration) -> None:
        self.prior = prior
        self.weights = list(prior.weights)
        self.covariance = [list(row) for row in prior.covariance]

    def mean(self, seen: Evidence) -> float:
        """The logit of being right."""
        return self.weights[0] + sum(w * x for w, x in zip(self.weights[1:], seen, strict=True))

    def deviation(self, seen: Evidence) -> float:
        """Standard deviation of the logit."""
        x = (1.0, *seen)
        variance = sum(a * sum(map(operator.mul, row, x)) for a, row in zip(x, self.covariance, strict=True))
        return math.sqrt(max(variance, 0.0))

    def learn(self, seen: Evidence, right: bool, flips: float) -> None:
        """`flips` is how often labels are the wrong way round: what surprises by more than that moves little."""
        p = sigmoid(self.mean(seen))
        said = max(1e-9, min(1.0 - 1e-9, flips + (1.0 - 2.0 * flips) * p))
        slope = (1.0 - 2.0 * flips) * p * (1.0 - p)
        pull = slope * (right - said) / (said * (1.0 - said))
        information = slope * slope / (said * (1.0 - said))
        x = (1.0, *seen)
        gain = [sum(map(operator.mul, row, x)) for row in self.covariance]
        scale = 1.0 + information * sum(map(operator.mul, gain, x))
        for i, mine in enumerate(gain):
            self.weights[i] += mine * pull / scale
            part = mine * information / scale
            self.covariance[i] = [c - part * g for c, g in zip(self.covariance[i], gain, strict=True)]

    def loosen(self) -> None:
        """What was learned counts for less beside what comes."""
        pairs = zip(self.covariance, self.prior.covariance, strict=True)
        self.covariance = [[c + p for c, p in zip(row, prior, strict=True)] for row, prior in pairs]
