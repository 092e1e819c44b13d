"""Many questions from one template stand nearer than the same question in other words, which is found all the same."""

from __future__ import annotations

import numpy as np

from semcache.adapters.memory import MemoryIndex
from semcache.core.entry import Neighbour
from semcache.core.policy import Rule
from semcache.ports import Vector
from tests.gateway.trust_house import BOUND, House, house
from tests.harness import RULE, changed

CODES = range(4700, 4720)
SAME = "What is meant by the error code 4711 on this device?"


def asked(code: int) -> str:
    return f"What is the meaning of the error code {code} on this device?"


class Counting(MemoryIndex):
    """Says how many neighbours each search was for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked_for: list[int] = []

    async def search(self, scope: str, vector: Vector, k: int) -> list[Neighbour]:
        self.asked_for.append(k)
        return await super().search(scope, np.asarray(vector), k)


def crowd(found: House) -> None:
    found.chat(SAME)
    for code in CODES:
        if code != 4711:
            found.chat(asked(code))


def served(rule: Rule, **options: float) -> tuple[str, list[int], int]:
    """The status of the question in other words, the searches for it, and how many candidates it had."""
    index = Counting()
    with house(rule=rule, parts={"index": index}, **options) as found:
        crowd(found)
        index.asked_for.clear()
        response = found.chat(asked(4711))
        told = found.explanation(response)
        return response.headers["cache-status"], index.asked_for, len(told["candidates"])


def test_the_same_question_in_other_words_is_found_behind_twenty_other_numbers() -> None:
    status, searches, candidates = served(RULE)
    assert "; hit; " in status
    assert searches == [5, 100]
    assert candidates <= 5


def test_under_a_stated_bound_it_is_one_of_the_ten() -> None:
    status, searches, candidates = served(changed(BOUND, candidates=5))
    assert "; hit; " in status
    assert searches == [10, 100]
    assert candidates == 10


def test_whoever_has_no_time_left_does_not_look_further() -> None:
    status, searches, candidates = served(RULE, budget=0.0)
    assert status.endswith("detail=gate:number")
    assert searches == [5]
    assert candidates == 5


def test_what_stands_far_away_is_searched_for_once() -> None:
    index = Counting()
    with house(parts={"index": index}) as found:
        crowd(found)
        index.asked_for.clear()
        assert found.status("Could somebody say why my oven hums at night?").startswith("semcache; fwd=miss")
        assert set(index.asked_for) == {5}


def test_a_number_nobody_asked_about_is_a_miss_for_its_nearest() -> None:
    with house() as found:
        crowd(found)
        assert found.status(asked(9999)).endswith("detail=gate:number")
