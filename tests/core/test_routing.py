"""Which replica gets a request: laws over every pool, and the cases that people ask about."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from semcache.core.prefix import Chain, token_chain
from semcache.core.prefix_record import PrefixRecord
from semcache.core.ring import Ring
from semcache.core.routing import BOUND, SLACK, Choice, Replica, Why, choose, lately, share

NAMES = tuple(f"r{i}" for i in range(8))
RING = Ring.of(NAMES)


def prompt(who: int, tokens: int = 1024) -> Chain:
    return token_chain([who] * tokens, 64)


def chosen(chain: Chain, pool: list[Replica], overlaps: dict[str, int] | None = None) -> Choice:
    choice = choose(chain, pool, overlaps or {}, RING)
    assert choice is not None
    return choice


IDLE = [Replica(name) for name in NAMES]

replicas = st.builds(
    Replica,
    name=st.just(""),
    healthy=st.booleans(),
    weight=st.sampled_from([0.1, 0.5, 1.0]),
    running=st.integers(0, 40),
    waiting=st.integers(0, 5),
    pending=st.integers(0, 20_000),
    kv_use=st.floats(0, 1),
    limit=st.sampled_from([0, 0, 4, 32]),
)
pools = st.lists(replicas, min_size=1, max_size=8).map(
    lambda made: [replace(replica, name=name) for replica, name in zip(made, NAMES, strict=False)]
)
held = st.dictionaries(st.sampled_from(NAMES), st.integers(0, 1024))
prompts = st.builds(prompt, st.integers(0, 9), st.sampled_from([0, 30, 1024]))


@given(prompts, pools, held)
def test_a_replica_that_is_out_is_never_chosen_while_a_healthy_one_has_room(
    chain: Chain, pool: list[Replica], overlaps: dict[str, int]
) -> None:
    choice = choose(chain, pool, overlaps, RING)
    able = [r for r in pool if r.healthy] or pool
    roomy = {r.name for r in able if not r.limit or r.load < r.limit}
    assert (choice is None) == (not roomy)
    if choice is not None:
        assert choice.replica in roomy
        assert (choice.why is Why.PANIC) == (not any(r.healthy for r in pool))


@given(prompts, pools, held)
def test_nobody_is_given_more_than_its_share(chain: Chain, pool: list[Replica], overlaps: dict[str, int]) -> None:
    pool = [replace(replica, limit=0) for replica in pool]
    choice = chosen(chain, pool, overlaps)
    able = [r for r in pool if r.healthy] or pool
    total, weights = 1 + sum(r.load for r in able), sum(r.weight for r in able)
    one = next(r for r in pool if r.name == choice.replica)
    assert one.load + 1 <= share(total, one.weight, weights)
    assert share(total, 1.0, len(able)) <= max(SLACK, math.ceil(BOUND * total / len(able)))


@given(prompts, pools, held)
def test_equal_facts_give_equal_choices_in_whatever_order_they_come(
    chain: Chain, pool: list[Replica], overlaps: dict[str, int]
) -> None:
    first = choose(chain, pool, overlaps, RING)
    assert choose(chain, pool, dict(overlaps), Ring.of(reversed(NAMES))) == first
    other = choose(chain, pool[::-1], overlaps, RING)
    if first is None or other is None or not chain.blocks:
        return
    assert (first.replica, first.score, first.why) == (other.replica, other.score, other.why)


@given(st.integers(0, 200), st.sets(st.sampled_from(NAMES), max_size=7))
def test_a_key_keeps_its_place_when_others_come_and_go(key: int, gone: set[str]) -> None:
    walk = list(RING.walk(bytes([key])))
    assert sorted(walk) == sorted(NAMES)
    left = [name for name in walk if name not in gone]
    assert list(Ring.of(left).walk(bytes([key]))) == left


def test_keys_fall_evenly_around_the_ring() -> None:
    counts = dict.fromkeys(NAMES, 0)
    for key in range(8000):
        counts[next(RING.walk(key.to_bytes(2)))] += 1
    assert all(600 < count < 1400 for count in counts.values())


def test_a_conversation_returns_to_where_its_prefix_is() -> None:
    record = PrefixRecord()
    first = chosen(prompt(1), IDLE)
    assert (first.why, first.overlap) == (Why.NEW, 0)
    record.saw(first.replica, prompt(1))
    again = chosen(prompt(1, 1500), IDLE, record.overlaps(prompt(1, 1500)))
    assert (again.replica, again.why, again.overlap) == (first.replica, Why.PREFIX, 1024)
    assert again.runner_up is not None
    assert again.runner_up_score > again.score


def test_a_queue_that_takes_longer_than_the_prefill_it_would_save_is_a_bad_deal() -> None:
    holder = {"r3": 1024}
    for pending, expected in [(0, Why.PREFIX), (2000, Why.PREFIX), (6000, Why.LOAD)]:
        pool = [replace(r, pending=pending) if r.name == "r3" else r for r in IDLE]
        choice = chosen(prompt(1), pool, holder)
        assert choice.why is expected
        assert (choice.replica == "r3") == (expected is Why.PREFIX)


def test_what_is_new_goes_where_there_was_less_to_do_lately_and_what_is_held_stays() -> None:
    pool = [replace(r, recent=6.0 if r.name == "r3" else 3.0) for r in IDLE]
    assert {chosen(prompt(i), pool, dict.fromkeys(NAMES, 64)).replica for i in range(99)} == set(NAMES) - {"r3"}
    assert chosen(prompt(1), pool, {"r3": 1000}).replica == "r3"


@pytest.mark.parametrize("count", [2, 8])
def test_a_few_new_prefixes_at_a_time_of_little_load_do_not_gather_on_one_replica(count: int) -> None:
    pool = {name: Replica(name) for name in NAMES[:count]}
    ring = Ring.of(pool)
    worst = 0
    for first in range(0, 600, 6 * count):
        prefixes = dict.fromkeys(pool, 0)
        for who in range(first, first + 6 * count):
            choice = choose(prompt(who), [replace(r, placed=1024 * prefixes[r.name]) for r in pool.values()], {}, ring)
            assert choice is not None
            prefixes[choice.replica] += 1
        worst = max(worst, *prefixes.values())
    assert worst <= 9  # of a mean of 6; by the ring alone 10 of 2, 13 of 8


def test_what_was_placed_counts_for_less_than_a_queue() -> None:
    ring = list(RING.walk(prompt(1).blocks[0]))
    pool = [replace(r, placed=9000.0 * (r.name == ring[0]), pending=20_000 * (r.name == ring[1])) for r in IDLE]
    assert chosen(prompt(1), pool).replica == ring[0]


def test_what_was_lately_fades() -> None:
    recent = 0.0
    for _ in range(3):
        recent = lately(recent, 8, 10.0)
    assert recent == pytest.approx(lately(0.0, 8, 30.0)) == pytest.approx(8 * (1 - math.exp(-1)))
    assert lately(recent, 0, 300.0) < 0.001


@pytest.mark.parametrize(
    "trouble",
    [{"waiting": 3}, {"kv_use": 1.0}, {"running": 60}, {"healthy": False}, {"limit": 1, "running": 1}],
    ids=str,
)
def test_no_prefix_is_worth_a_replica_in_trouble(trouble: dict[str, int]) -> None:
    pool = [replace(r, **trouble) if r.name == "r3" else r for r in IDLE]
    assert chosen(prompt(1), pool, {"r3": 1024}).replica != "r3"


def test_a_prefix_that_everybody_uses_spreads_over_the_pool() -> None:
    """All share a long system prompt: none may become the hot spot for it."""
    record = PrefixRecord()
    pool = {r.name: r for r in IDLE}
    for i in range(400):
        chain = token_chain([7] * 512 + [1000 + i] * 128, 64)
        choice = chosen(chain, list(pool.values()), record.overlaps(chain))
        record.saw(choice.replica, chain)
        pool[choice.replica] = replace(pool[choice.replica], running=pool[choice.replica].running + 1)
    loads = [r.load for r in pool.values()]
    assert max(loads) <= BOUND * sum(loads) / len(loads) + 1


def test_one_that_starts_slowly_gets_its_part() -> None:
    pool = {r.name: r for r in IDLE}
    pool["r0"] = replace(pool["r0"], weight=0.1)
    for i in range(200):
        choice = chosen(prompt(i), list(pool.values()))
        pool[choice.replica] = replace(pool[choice.replica], running=pool[choice.replica].running + 1)
    assert pool["r0"].load <= max(SLACK, math.ceil(BOUND * 200 * 0.1 / 7.1))
    assert min(r.load for r in pool.values() if r.name != "r0") > 15


def test_what_a_choice_and_its_runner_up_cost_is_the_prefill_that_is_left() -> None:
    pool = [Replica("r0", prefill=1000, dollars_per_hour=Decimal("3.6")), Replica("r1", prefill=1000)]
    choice = chosen(prompt(1, 1024), pool, {"r0": 1000})
    assert (choice.replica, choice.cost, choice.runner_up, choice.runner_up_cost) == (
        "r0",
        Decimal("0.000024"),
        "r1",
        None,
    )
    assert choice.detail == "r0: prefix, holds 1000 tokens, scores 0.096; r1 4.096"


def test_an_empty_pool_has_no_choice() -> None:
    assert choose(prompt(1), [], {}, Ring.of([])) is None
