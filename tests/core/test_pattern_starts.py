"""With which characters a match can begin."""

from __future__ import annotations

import pytest

from semcache.core.pattern_starts import starts_of


@pytest.mark.parametrize(
    ("pattern", "starts"),
    [
        ("weather", {"wea"}),
        ("is", {"is"}),
        ("at|in the", {"at", "in "}),
        ("(?:at|in) the", {"at ", "in "}),
        ("(?:right )?now", {"rig", "now"}),
        ("(?:a,? ){0,3}b", {"b", "a, ", "a b", "a a"}),
        ("(?:ab){2}c", {"aba"}),
        ("x+y", {"xy", "xxy", "xxx"}),
        ("[ab]c", {"ac", "bc"}),
        (r"a\w+", {"a"}),
        (".*", {""}),
        ("^(?:is|are)", {"^is", "^ar"}),
        ("(?:^|! )go", {"^go", "! g"}),
        ("(?<!one )today(?!s)", {"tod"}),
    ],
)
def test_the_starts_of_a_pattern(pattern: str, starts: set[str]) -> None:
    assert set(starts_of(pattern)) == starts
