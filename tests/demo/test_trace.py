"""The demo's day."""

from __future__ import annotations

import orjson
import pytest

from semcache.demo.corpus import load
from semcache.demo.standin import Call, Standin
from semcache.demo.trace import Kind, build_day, composition

DAY = build_day(seed=1, requests=1500)
SEEDS = range(1, 6)


def test_the_same_seed_gives_the_same_day_and_another_seed_another():
    assert build_day(seed=1, requests=1500) == DAY
    assert build_day(seed=2, requests=1500) != DAY


@pytest.mark.parametrize("seed", SEEDS)
def test_every_day_has_the_shape_that_the_demo_states(seed):
    day = composition(build_day(seed=seed))
    assert day.requests == 1500
    assert 0.55 <= day.repeated / 1500 <= 0.65
    assert 0.15 <= day.verbatim / 1500 <= 0.30
    assert 0.25 <= day.streamed / 1500 <= 0.35
    assert day.near >= 300
    assert day.foreign >= 100
    assert day.questions >= 60
    assert set(day.kinds) == {kind.value for kind in Kind}
    assert set(day.desks) == {"web", "nordwell", "shop"}


def test_requests_come_in_the_order_of_their_time_and_mostly_in_the_daytime():
    times = [r.at for r in DAY]
    assert times == sorted(times)
    assert times[0] >= 0
    assert times[-1] < 86_400
    assert sum(8 * 3600 <= at < 22 * 3600 for at in times) > 0.8 * len(times)


def test_one_label_has_one_right_answer_and_no_two_labels_share_one():
    by_label, by_answer = {}, {}
    for r in DAY:
        if r.expected is not None:
            assert by_label.setdefault(r.label, r.expected) == r.expected
            assert by_answer.setdefault(r.expected, r.label) == r.label


def test_the_stand_in_gives_every_request_its_right_answer():
    standin = Standin()
    for r in DAY:
        messages = [{"role": role, "content": text} for role, text in r.messages]
        answer = standin.answer(Call(7, r.key, r.model, messages, {}, r.text, []))
        if r.kind is Kind.VOLATILE:
            assert "At check 7" in answer
        else:
            assert answer == r.expected


def test_a_one_off_is_never_asked_again():
    texts = [r.text for r in DAY if r.kind is Kind.ONE_OFF]
    assert len(texts) > 150
    assert len(set(texts)) == len(texts)


def test_a_label_holds_tenant_and_desk():
    desks = load().desks
    assert all(r.label.startswith(f"{desks[r.desk].tenant}/{r.desk}/") for r in DAY)


def test_the_day_can_be_written_down():
    assert orjson.dumps(DAY)
