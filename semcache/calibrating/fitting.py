"""Fits a calibration to labelled candidates: a logistic regression that starts from the shipped one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from semcache.calibrating.values import Considered
from semcache.core.verify import FEATURES, Calibration

_STEPS = 50
_LEAST_VARIANCE = 1e-4
Floats = npt.NDArray[np.float64]


def fit(rows: Sequence[Considered], prior: Calibration, source: str) -> Calibration:
    """The most probable weights given these rows and the prior, whose covariance says how far they may move.

    Their own covariance is the sandwich estimator by groups: rows of a group are taken to tell much the same.
    """
    x = np.array([(1.0, *row.seen) for row in rows], float).reshape(len(rows), len(FEATURES) + 1)
    y = np.array([row.right for row in rows], float)
    mean = np.array(prior.weights)
    precision = np.linalg.inv(np.array(prior.covariance) + _LEAST_VARIANCE * np.eye(len(mean))).astype(float)
    weights, curvature = _most_probable(x, y, mean, precision)
    names = {group: place for place, group in enumerate(dict.fromkeys(row.group for row in rows))}
    scores = np.zeros((len(names), len(mean)))
    np.add.at(scores, [names[row.group] for row in rows], x * (y - _chance(x, weights))[:, None])
    around = np.linalg.inv(curvature)
    covariance = around @ (scores.T @ scores + precision) @ around
    covariance = (covariance + covariance.T) / 2 + _LEAST_VARIANCE * np.eye(len(mean))
    return Calibration(tuple(weights.tolist()), tuple(map(tuple, covariance.tolist())), source)


def _most_probable(x: Floats, y: Floats, mean: Floats, precision: Floats) -> tuple[Floats, Floats]:
    """Newton's steps to the weights, and the curvature there."""
    weights = mean.copy()
    curvature = precision
    for _ in range(_STEPS):
        p = _chance(x, weights)
        gradient = x.T @ (y - p) - precision @ (weights - mean)
        curvature = (x * (p * (1.0 - p))[:, None]).T @ x + precision
        step = np.linalg.solve(curvature, gradient)
        length = float(np.abs(step).max())
        weights = weights + step * min(1.0, 2.0 / max(length, 1e-12))
        if length < 1e-6:
            break
    return weights, curvature


def _chance(x: Floats, weights: Floats) -> Floats:
    chances: Floats = 1.0 / (1.0 + np.exp(-np.clip(x @ weights, -40.0, 40.0)))
    return chances
