"""Passive health, retries and admission, as values."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from semcache.core.admission import Displace, Priority, Queue, Shed, Start, Wait, next_in
from semcache.core.outlier import FAILURES, LEAST_WEIGHT, Health, failed, median_ttft
from semcache.core.retrying import RESERVE, SHARE, RetryBudget, wait_of

NAMES = ("a", "b", "c", "d")


def after_failures(pool: dict[str, Health], name: str, times: int, now: float = 0.0) -> Health:
    for _ in range(times):
        pool[name] = failed(name, pool, now)
    return pool[name]


def test_five_failures_in_a_row_eject_for_thirty_seconds() -> None:
    pool = {name: Health() for name in NAMES}
    assert not after_failures(pool, "a", FAILURES - 1).is_ejected(0.0)
    assert [after_failures(pool, "a", 1).is_ejected(t) for t in (0.0, 29.9, 30.0)] == [True, True, False]


def test_a_success_between_them_forgives() -> None:
    pool = {name: Health() for name in NAMES}
    pool["a"] = after_failures(pool, "a", FAILURES - 1).succeeded(0.0)
    assert not after_failures(pool, "a", FAILURES - 1).is_ejected(0.0)


def test_one_failure_after_the_return_ejects_again_for_longer() -> None:
    pool = {name: Health() for name in NAMES}
    after_failures(pool, "a", FAILURES)
    now, rests = 0.0, []
    for _ in range(12):
        now = pool["a"].ejected_until
        rests.append(after_failures(pool, "a", 1, now).ejected_until - now)
    assert rests == [60, 90, 120, 150, 180, 210, 240, 270, 300, 300, 300, 300]
    pool["a"] = pool["a"].succeeded(now)
    quiet = pool["a"].ejected_until + 300
    assert after_failures(pool, "a", FAILURES, quiet).ejected_until == quiet + 30, "a long time ago counts no more"


@given(
    st.integers(1, 9),
    st.lists(st.tuples(st.integers(0, 8), st.booleans(), st.floats(0, 20)), max_size=120),
)
def test_at_most_half_of_a_pool_is_ever_ejected(size: int, events: list[tuple[int, bool, float]]) -> None:
    pool = {str(i): Health() for i in range(size)}
    now = 0.0
    for who, well, passed in events:
        now += passed
        name = str(who % size)
        pool[name] = pool[name].succeeded(now) if well else failed(name, pool, now)
        assert sum(health.is_ejected(now) for health in pool.values()) <= size / 2


def test_one_that_returns_starts_slowly() -> None:
    pool = {name: Health() for name in NAMES}
    health = after_failures(pool, "a", FAILURES)
    assert [health.weight(t) for t in (30.0, 31.0, 45.0, 60.0, 99.0)] == [LEAST_WEIGHT, LEAST_WEIGHT, 0.5, 1.0, 1.0]
    assert Health().weight(0.0) == 1.0


def test_what_its_health_check_says_counts_at_once_and_a_return_is_a_new_start() -> None:
    down = Health(failures=4).checked(5.0, passes=False)
    assert down.is_out(5.0)
    back = down.checked(50.0, passes=True)
    assert (back.is_out(50.0), back.failures, back.weight(50.0), back.weight(80.0)) == (False, 0, LEAST_WEIGHT, 1.0)
    assert back.checked(51.0, passes=True) is back


def test_one_that_says_when_to_come_back_is_left_alone_until_then_and_has_not_failed() -> None:
    health = Health().told_to_wait(10.0, 5.0).told_to_wait(11.0, 1.0)
    assert [health.is_out(t) for t in (10.0, 14.9, 15.0)] == [True, True, False]
    assert (health.failures, health.is_ejected(12.0)) == (0, False)


def test_one_slower_than_twice_the_pool_gets_less_until_nothing_is_known_any_more() -> None:
    pool = {name: Health().succeeded(0.0, 0.1) for name in NAMES}
    pool["a"] = Health().succeeded(0.0, 0.8)
    median = median_ttft(pool.values(), 0.0)
    assert median == pytest.approx(0.1)
    assert [round(pool[name].weight(1.0, median), 3) for name in ("a", "b")] == [0.25, 1.0]
    assert pool["a"].weight(60.0, median) == 1.0
    assert median_ttft([pool["a"]], 0.0) is None


@given(st.lists(st.booleans(), max_size=300))
def test_retries_stay_within_a_fifth_of_the_calls(wants: list[bool]) -> None:
    budget, calls, retries = RetryBudget(), 0, 0
    for want in wants:
        if want and budget.allows:
            budget, retries = budget.after_retry(), retries + 1
        else:
            budget, calls = budget.after_call(), calls + 1
        assert retries <= RESERVE + SHARE * calls + 1e-9


NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("7", 7.0),
        (" 0 ", 0.0),
        ("99999999999999", 60.0),
        ("Sun, 01 Mar 2026 12:00:30 GMT", 30.0),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0.0),
        ("Sun, 01 Mar 2026 12:00:30", None),
        ("-1", None),
        ("1.5", None),
        ("soon", None),
        ("٣", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_seconds_or_a_date_or_nothing(said: str | None, seconds: float | None) -> None:
    assert wait_of(said, NOW) == seconds


USER, BATCH, OURS = Priority.INTERACTIVE, Priority.BATCH, Priority.BACKGROUND


@pytest.mark.parametrize(
    ("who", "has_room", "waiting", "becomes"),
    [
        (USER, True, {}, Start()),
        (USER, True, {OURS: 2}, Start()),
        (OURS, True, {USER: 1}, Wait()),
        (USER, True, {USER: 1}, Wait()),
        (USER, False, {}, Wait()),
        (OURS, False, {USER: 2, OURS: 1}, Wait()),
        (USER, False, {USER: 3, OURS: 1}, Displace(OURS, 3)),
        (BATCH, False, {BATCH: 2, OURS: 2}, Displace(OURS, 3)),
        (USER, False, {BATCH: 4}, Displace(BATCH, 3)),
        (USER, False, {USER: 4}, Shed(3)),
        (OURS, False, {USER: 3, OURS: 1}, Shed(3)),
        (BATCH, False, {USER: 4}, Shed(3)),
    ],
)
def test_the_lowest_class_makes_room_first(
    who: Priority, has_room: bool, waiting: dict[Priority, int], becomes: object
) -> None:
    assert Queue(places=4, seconds_each=0.5).admit(who, has_room, waiting) == becomes


@given(st.lists(st.sampled_from([USER, BATCH, OURS]), max_size=60), st.integers(0, 6), st.integers(0, 4))
def test_no_more_wait_than_there_are_places_and_nobody_is_displaced_by_its_equal(
    arrivals: list[Priority], places: int, room: int
) -> None:
    queue, waiting, started = Queue(places), Counter[Priority](), 0
    for who in arrivals:
        match queue.admit(who, started < room, waiting):
            case Start():
                started += 1
            case Wait():
                waiting[who] += 1
            case Displace(victim, after):
                assert victim > who
                assert 1 <= after <= 60
                waiting[victim] -= 1
                waiting[who] += 1
            case Shed(after):
                assert 1 <= after <= 60
                assert all(other <= who for other, count in waiting.items() if count)
        assert sum(waiting.values()) <= places
        assert started <= room


def test_the_most_urgent_class_is_let_in_first() -> None:
    assert next_in({OURS: 3, BATCH: 1, USER: 0}) is BATCH
    assert next_in({OURS: 0}) is None
