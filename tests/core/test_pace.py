"""Which answers are in time, and the W3C trace context."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from semcache.core.pace import Slo, pace_of
from semcache.core.trace import Parent, Trace, parent_of, span_id, traceparent

SLO = Slo(ttft=2.0, tpot=0.05)


@pytest.mark.parametrize(
    ("stream", "first_byte", "seconds", "tokens", "in_time"),
    [
        (True, 2.0, 2.0 + 0.05 * 99, 100, True),  # both targets to the dot
        (True, 2.01, 3.0, 100, False),
        (True, 0.5, 0.5 + 0.051 * 99, 100, False),
        (True, 0.5, 0.5, 1, True),  # one token has no pace
        (True, 2.5, 2.5, 1, False),
        (False, 5.9, 5.9, 100, True),  # 2 s and 99 times 50 ms are 6.95 s
        (False, 8.0, 8.0, 100, False),
        (False, 2.0, 2.0, 1, True),
        (False, 2.1, 2.1, 1, False),
    ],
)
def test_a_stream_is_held_to_both_targets_and_a_whole_answer_to_their_sum(
    stream: bool, first_byte: float, seconds: float, tokens: int, in_time: bool
) -> None:
    assert SLO.is_met(pace_of(stream, first_byte, seconds, tokens)) is in_time


def test_no_target_is_met_by_all_and_one_alone_asks_nothing_of_the_other() -> None:
    slow = pace_of(True, 100.0, 1000.0, 10)
    assert Slo().is_met(slow)
    assert not Slo(ttft=2.0).is_met(slow)
    assert not Slo(tpot=2.0).is_met(slow)
    assert Slo(ttft=2.0).is_met(pace_of(False, 100.0, 100.0, 10))  # nobody says how long its rest may take
    assert Slo().is_met(pace_of(False, math.nan, math.inf, 10**12))


@pytest.mark.parametrize("target", [0.2, 0.3, 0.05, 0.035, 2.0, 3.5, 10.0, 0.0001])
def test_a_target_that_is_a_bound_is_applied_as_it_is(target: float) -> None:
    assert Slo(target, target).applied() == Slo(target, target)


@given(st.floats(1e-5, 1e5), st.floats(1e-5, 1e5))
def test_what_is_in_time_by_its_class_is_in_time(first_byte: float, target: float) -> None:
    applied = Slo(ttft=target).applied().ttft
    assert applied is not None
    assert target / 1.2 < applied <= target * (1 + 1e-8)
    in_time = Slo(ttft=target).is_met(pace_of(True, first_byte, first_byte, 1))
    assert in_time == (first_byte <= applied * (1 + 2e-9))


@pytest.mark.parametrize(
    ("said", "parent"),
    [
        ("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", True),
        ("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00", False),
        ("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-comes-later", True),
    ],
)
def test_a_traceparent_names_the_clients_span(said: str, parent: bool) -> None:
    assert parent_of(said) == Parent(0x4BF92F3577B34DA6A3CE929D0E0E4736, 0x00F067AA0BA902B7, parent)
    assert traceparent({"traceparent": f" {said}"}) == said[:55]


@pytest.mark.parametrize(
    "said",
    [
        "",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01, twice",
    ],
)
def test_what_is_no_traceparent_is_none(said: str) -> None:
    assert parent_of(said) is None
    assert traceparent({"traceparent": said}) == ""


CAME = ((b"traceparent", b"whatever"), (b"x", b"1"), (b"tracestate", b"vendor=1"))


@pytest.mark.parametrize(
    ("said", "trace", "flags", "kept"),
    [
        ("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "4bf92f3577b34da6a3ce929d0e0e4736", "01", [1, 2]),
        ("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00", "4bf92f3577b34da6a3ce929d0e0e4736", "00", [1, 2]),
        ("", f"{Trace.of('r', '').id:032x}", "01", [1]),
        ("no trace", f"{Trace.of('r', '').id:032x}", "01", [1]),
    ],
    ids=["joined", "joined, not sampled", "of its own", "of its own in the place of nonsense"],
)
def test_a_call_goes_out_as_the_parent_of_what_it_causes(said: str, trace: str, flags: str, kept: list[int]) -> None:
    *others, (name, parent) = Trace.of("r", said).handed_on(CAME, "call")
    assert others == [CAME[place] for place in kept]
    assert (name, parent.decode()) == (b"traceparent", f"00-{trace}-{span_id('call', 'call'):016x}-{flags}")
    assert parent_of(parent.decode()) is not None
