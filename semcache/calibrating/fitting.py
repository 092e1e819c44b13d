"""Fits a calibration to labelled candidates: a logistic regression that starts from the shipped one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from semcache.calibrating.values import Learned
from semcache.core.verify import FEATURES, Calibration

_STEPS = 50
_RESAMPLES = 24
_LEAST_SPREAD = 0.02
Floats = npt.NDArray[np.float64]


def fit(rows: Sequence[Learned], prior: Calibration, source: str) -> Calibration:
    """The most probable weights given these rows and the prior, whose spread says how far they may move.

    The spread of what comes out is that over resamples of whole groups, never less than the rows alone explain.
    """
    x = np.array([(1.0, *row.seen) for row in rows], float).reshape(len(rows), len(FEATURES) + 1)
    y = np.array([row.right for row in rows], float)
    mean, precision = np.array(prior.weights), 1.0 / np.maximum(np.array(prior.spread), _LEAST_SPREAD) ** 2
    weights, curvature = _most_probable(x, y, np.ones(len(y)), mean, precision, mean)
    names = {group: place for place, group in enumerate(dict.fromkeys(row.group for row in rows))}
    member = np.array([names[row.group] for row in rows], int)
    rng = np.random.default_rng(0)
    again = [
        _most_probable(x, y, times[member], mean, precision, weights)[0]
        for times in rng.poisson(1.0, (_RESAMPLES, len(names))).astype(float)
    ]
    own = np.sqrt(np.diag(np.linalg.inv(curvature)))
    spread = np.maximum(np.maximum(np.std(again, axis=0), own), _LEAST_SPREAD)
    return Calibration(tuple(weights.tolist()), tuple(spread.tolist()), source)


def _most_probable(
    x: Floats, y: Floats, times: Floats, mean: Floats, precision: Floats, start: Floats
) -> tuple[Floats, Floats]:
    """Newton's steps to the weights, and the curvature there; each row counts `times`."""
    weights = start.copy()
    curvature = np.diag(precision)
    for _ in range(_STEPS):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ weights, -40.0, 40.0)))
        gradient = x.T @ (times * (y - p)) - precision * (weights - mean)
        curvature = (x * (times * p * (1.0 - p))[:, None]).T @ x + np.diag(precision)
        step = np.linalg.solve(curvature, gradient)
        length = float(np.abs(step).max())
        weights = weights + step * min(1.0, 2.0 / max(length, 1e-12))
        if length < 1e-6:
            break
    return weights, curvature
