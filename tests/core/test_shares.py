"""Who gives way: a law."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from semcache.core.shares import surplus

HELD = st.dictionaries(st.text(max_size=2), st.integers(0, 300), max_size=12)


@pytest.mark.parametrize(
    ("held", "most", "gives"),
    [
        ({}, 5, {}),
        ({"a": 5, "b": 5}, 10, {}),
        ({"a": 5, "b": 5}, 100, {}),
        ({"a": 5, "b": 5}, 9, {"a": 1}),
        ({"a": 100, "b": 5}, 50, {"a": 55}),
        ({"a": 100, "b": 30, "c": 1}, 31, {"a": 85, "b": 15}),
        ({"a": 7}, 0, {"a": 7}),
    ],
)
def test_those_who_hold_most_give(held: dict[str, int], most: int, gives: dict[str, int]) -> None:
    assert surplus(held, most) == gives


@given(HELD, st.integers(0, 1000))
def test_exactly_what_is_too_much_goes_and_nobody_below_an_equal_share_gives(held: dict[str, int], most: int) -> None:
    gives = surplus(held, most)
    assert sum(gives.values()) == max(0, sum(held.values()) - most)
    keeps = {owner: count - gives.get(owner, 0) for owner, count in held.items()}
    assert all(gives[owner] > 0 and keeps[owner] >= 0 for owner in gives)
    for owner, count in held.items():
        if count <= most // len(held):
            assert owner not in gives
    if gives:
        rich = [keeps[owner] for owner in gives]
        assert max(rich) - min(rich) <= 1
        assert all(keeps[owner] <= min(rich) + 1 for owner in held)
