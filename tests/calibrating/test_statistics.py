"""What a calibration rests on: neighbours, the fit, and intervals that cover what they say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from semcache.calibrating.fitting import fit
from semcache.calibrating.intervals import beta, exact, interval, needed
from semcache.calibrating.neighbours import nearest_before
from semcache.calibrating.values import Considered, Served
from semcache.core.verify import FEATURES, Calibration

SIZE = len(FEATURES) + 1
PRIOR = Calibration(
    (0.0,) * SIZE, tuple(tuple(4.0 if i == j else 0.0 for j in range(SIZE)) for i in range(SIZE)), "prior"
)


@given(st.integers(0, 2**32 - 1), st.integers(1, 60), st.integers(1, 8))
@settings(max_examples=30, deadline=None)
def test_neighbours_are_those_that_looking_at_all_of_them_finds(seed: int, rows: int, count: int) -> None:
    vectors = np.random.default_rng(seed).normal(size=(rows, 6)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    found, cosines = nearest_before(vectors, count)
    for n in range(rows):
        products = vectors[:n] @ vectors[n]
        expected = np.sort(products)[::-1][:count]
        kept = found[n][found[n] >= 0]
        assert len(kept) == len(expected)
        np.testing.assert_allclose(cosines[n][: len(kept)], expected, atol=1e-5)
        np.testing.assert_allclose(products[kept], expected, atol=1e-5)


@pytest.mark.parametrize(
    ("x", "a", "b", "expected"),
    # Of scipy 1.16: scipy.stats.beta.cdf.
    [(0.5, 2.0, 3.0, 0.6875), (0.01, 1.0, 368.0, 0.975239944609906), (0.3, 20.5, 40.25, 0.275011586552733)],
)
def test_the_beta_function_is_right(x: float, a: float, b: float, expected: float) -> None:
    assert beta(x, a, b) == pytest.approx(expected, abs=1e-9)


def test_exact_intervals_are_clopper_and_pearsons() -> None:
    assert exact(0, 100) == (0.0, pytest.approx(0.0362167, rel=1e-5))
    assert exact(3, 300) == (pytest.approx(0.002067007, rel=1e-5), pytest.approx(0.0289445, rel=1e-5))
    assert exact(5, 5)[1] == 1.0


def test_intervals_cover_the_rate_although_wrong_hits_come_in_clusters() -> None:
    """Groups whose rates differ widely: 2 % on the whole, most of it in a few of them. Short of 95 %, as any interval
    from so few bad groups is, and far better than counting hits one by one."""
    rng = np.random.default_rng(7)
    covered, naive = 0, 0
    for _ in range(120):
        rates = rng.beta(0.1, 4.9, 80)
        served = [Served(str(g), bool(rng.random() >= rate)) for g, rate in enumerate(rates) for _ in range(12)]
        low, high = interval(served)
        covered += low <= 0.02 <= high
        wrong = sum(not one.right for one in served)
        naive += exact(wrong, len(served))[0] <= 0.02 <= exact(wrong, len(served))[1]
    assert covered >= 0.90 * 120
    assert naive <= 0.8 * 120


def test_no_hit_proves_nothing_and_no_wrong_one_proves_little() -> None:
    assert interval([]) == (0.0, 1.0)
    low, high = interval([Served(str(n), True) for n in range(400)])
    assert (low, high) == (0.0, pytest.approx(exact(0, 400)[1]))
    assert interval([Served(str(n % 4), True) for n in range(400)])[1] > 3 * high


def test_what_would_be_needed_is_what_the_interval_asks_for() -> None:
    assert needed(0.01, 0.0, 1.0) == 368
    assert exact(0, 368)[1] <= 0.01 < exact(0, 366)[1]
    assert needed(0.01, 0.005, 1.0) > needed(0.01, 0.001, 1.0) > 368
    assert needed(0.01, 0.02, 1.0) == 0


def test_the_fit_finds_the_weights_and_is_less_sure_where_rows_repeat_each_other() -> None:
    rng = np.random.default_rng(3)
    weights = rng.normal(size=SIZE)
    x = rng.normal(size=(4000, SIZE - 1))
    y = rng.random(4000) < 1 / (1 + np.exp(-(weights[0] + x @ weights[1:])))
    rows = [
        Considered(str(n), tuple(seen), bool(right), False)
        for n, (seen, right) in enumerate(zip(x.tolist(), y, strict=True))
    ]
    found = fit(rows, PRIOR, "test")
    np.testing.assert_allclose(found.weights, weights, atol=0.35)
    assert found.source == "test"
    repeated = [Considered(str(n % 400), row.seen, row.right, False) for n, row in enumerate(rows[:400] * 10)]
    sure = np.trace(np.array(fit(rows, PRIOR, "").covariance))
    assert np.trace(np.array(fit(repeated, PRIOR, "").covariance)) > 2 * sure


def test_without_rows_the_prior_stays() -> None:
    found = fit([], PRIOR, "none")
    np.testing.assert_allclose(found.weights, PRIOR.weights, atol=1e-9)
    np.testing.assert_allclose(np.array(found.covariance), np.array(PRIOR.covariance), atol=1e-2)
