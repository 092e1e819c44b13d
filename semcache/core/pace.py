"""How fast answers were written, in classes few enough to be kept for ever, and which of them meet given targets.

A stream is held to two targets: the seconds to its first token (TTFT), and the seconds a token after it (TPOT). An
answer that came in one piece shows neither; it is in time if it was there when a stream that meets both would have
ended, after TTFT + TPOT for each further token.

Seconds are kept as the next of twenty bounds a decade, so targets that are such bounds (200 ms, 50 ms, 2 s, 3.5 s) are
applied exactly to streams, and any other as the bound below it. Of answers in one piece the tokens are classed so, too:
whether one is in time is right to about a tenth.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final

_STEPS: Final = (1.0, 1.1, 1.2, 1.35, 1.5, 1.75, 2.0, 2.25, 2.5, 2.75, 3.0, 3.5, 4.0, 4.5, 5.0, 5.5, 6.0, 7.0, 8.0, 9.0)
_LEAST: Final = -6
"""Decades: a microsecond is the lowest bound."""
_BOUNDS: Final = tuple(float(f"{step}e{decade}") for decade in range(_LEAST, 7) for step in _STEPS)


@dataclass(frozen=True, slots=True)
class Slo:
    """What an answer's speed must be to be of use, in seconds; None asks for nothing."""

    ttft: float | None = None
    """To the first token."""
    tpot: float | None = None
    """A token after the first."""

    def applied(self) -> Slo:
        """The targets that can be told apart: each the highest bound that it does not exceed."""
        return Slo(_below(self.ttft), _below(self.tpot))

    def is_met(self, pace: str) -> bool:
        """Whether an answer of this pace is in time."""
        kind, first, second = pace.split()
        one, other = _BOUNDS[int(first)], _BOUNDS[int(second)]
        wanted = self.applied()
        ttft = math.inf if wanted.ttft is None else wanted.ttft
        tpot = math.inf if wanted.tpot is None else wanted.tpot
        if kind == _STREAM:
            return one <= ttft and other <= tpot
        further = other - 1
        return one <= ttft + (tpot * further if further else 0.0)


NO_TARGETS: Final = Slo()

_STREAM, _WHOLE = "s", "w"


def pace_of(stream: bool, first_byte: float, seconds: float, tokens: int) -> str:
    """The class of an answer with this many tokens; both durations count from the call's beginning."""
    if stream:
        return f"{_STREAM} {_above(first_byte)} {_above(tpot_of(first_byte, seconds, tokens))}"
    return f"{_WHOLE} {_above(seconds)} {_above(tokens)}"


def tpot_of(first_byte: float, seconds: float, tokens: int) -> float:
    """Seconds a token after the first; 0 where there is but one."""
    return max(0.0, seconds - first_byte) / (tokens - 1) if tokens > 1 else 0.0


def _above(value: float) -> int:
    """The lowest bound that is not exceeded."""
    if not value <= _BOUNDS[-1]:  # written so that NaN is the highest, too
        return len(_BOUNDS) - 1
    return bisect_left(_BOUNDS, value * (1 - 1e-9))


def _below(target: float | None) -> float | None:
    return None if target is None else _BOUNDS[max(0, bisect_right(_BOUNDS, target * (1 + 1e-9)) - 1)]
