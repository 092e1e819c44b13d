"""Shadow mode over real sockets: every answer comes from upstream, and the books say what the cache would have done."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import httpx
import pytest

from semcache.core.ledger import CheckRow, Found, Outcome, Tier
from semcache.core.policy import Mode
from semcache.core.savings import summarise
from tests.gateway.admin_house import House, house
from tests.harness import PRICE, RULE, Call, Script, changed, completion, wait_until

SHADOW = changed(mode=Mode.SHADOW)
QUESTION = "How long do refunds take for shoes?"
REWORDED = "How long do refunds for shoes take?"
COST = 10 * PRICE.input + 5 * PRICE.output


def says(*answers: str) -> Script:
    """Answers with these texts, one after the other; the last one goes on."""
    left = list(answers)

    async def script(call: Call) -> None:
        text = left.pop(0) if len(left) > 1 else left[0]
        await call.answer(json.dumps(completion(text)).encode())

    return script


def checks(found: House) -> list[CheckRow]:
    return [row for row in found.setup.ledger.rows() if isinstance(row, CheckRow)]


@pytest.mark.parametrize(
    ("asked", "tier"), [(QUESTION, Tier.EXACT), (REWORDED, Tier.SEMANTIC)], ids=["the same", "reworded"]
)
def test_a_hit_is_held_back_booked_and_compared(asked: str, tier: Tier) -> None:
    with house(rule=SHADOW, script=says("It takes 14 days.")) as found:
        assert found.status(QUESTION) == "semcache; fwd=miss; stored; detail=new"
        second = found.chat(asked)
        assert second.headers["cache-status"] == "semcache; fwd=bypass; detail=shadow:hit"
        assert len(found.setup.upstream.calls) == 2
        row = found.setup.answers[-1]
        assert (row.outcome, row.tier, row.would, row.saved, row.would_save) == (
            Outcome.BYPASS, Tier.NONE, tier, Decimal(0), COST,
        )  # fmt: skip
        assert wait_until(lambda: len(checks(found)) == 1)
        (check,) = checks(found)
        assert (check.purpose, check.tier, check.found, check.detail) == ("shadow", tier, Found.SAME, "equal")
        assert check.key == row.key == found.setup.answers[0].key
        report = summarise(found.setup.ledger.rows())
        assert (report.shadow.hits, report.shadow.saved, report.shadow.wrong) == (1, COST, 0)
        assert report.total.net == 0


def test_a_hit_that_would_have_been_wrong_is_told_and_never_would_be_again() -> None:
    with house(rule=SHADOW, script=says("It takes 14 days.", "It takes 30 days.")) as found:
        found.chat(QUESTION)
        found.chat(REWORDED)
        assert wait_until(lambda: len(checks(found)) == 1)
        (check,) = checks(found)
        assert (check.found, check.detail) == (Found.DIFFERENT, "numbers")
        assert summarise(found.setup.ledger.rows()).shadow.saved == 0
        assert found.status(REWORDED) == "semcache; fwd=miss; stored; detail=gate:feedback"


def test_what_cannot_be_told_is_in_doubt() -> None:
    one = "It depends on the carrier, and on how many people bring their parcels back just now."
    other = "It depends on the weather, and on how busy our people are with the parcels at home."
    with house(rule=SHADOW, script=says(one, other)) as found:
        found.chat(QUESTION)
        found.chat(REWORDED)
        assert wait_until(lambda: len(checks(found)) == 1)
        assert checks(found)[0].found is Found.DOUBT
        report = summarise(found.setup.ledger.rows())
        assert (report.shadow.hits, report.shadow.wrong, report.shadow.doubt) == (1, 0, 1)


def test_nothing_of_the_cache_reaches_a_client() -> None:
    """Not by a stale answer, a flight that could be joined, or a stale one in the upstream's trouble."""
    rule = changed(SHADOW, stale_while_revalidate=3600.0, stale_if_error=3600.0)

    async def failing(call: Call) -> None:
        await call.answer(b'{"error": {"message": "no"}}', status=503)

    with house(rule=rule) as found:
        found.chat(QUESTION)
        found.setup.clock.offset += 3601
        assert found.status(QUESTION) == "semcache; fwd=bypass; detail=shadow:stale"
        assert wait_until(lambda: len(found.setup.answers) == 2)
        assert found.setup.answers[-1].would is Tier.EXACT
        found.setup.clock.offset += 3601
        found.setup.upstream.script = failing
        assert found.chat(QUESTION).status_code == 503


def test_the_entry_lives_on_as_it_would_have_and_serves_when_the_mode_is_on() -> None:
    with house(rule=SHADOW, script=says("It takes 14 days.", "It takes two weeks.")) as found:
        found.chat(QUESTION)
        found.setup.clock.offset += 600
        found.chat(QUESTION)
        found.setup.engine.policy = type(found.setup.engine.policy)("test", (RULE,))
        served = found.chat(QUESTION)
        assert served.headers["cache-status"].startswith("semcache; hit")
        assert int(served.headers["age"]) >= 600
        assert _text(served) == "It takes 14 days."


def test_explain_says_what_was_held_back() -> None:
    with house(rule=SHADOW) as found:
        found.chat(QUESTION)
        told = found.explanation(found.chat(QUESTION))
        assert (told["outcome"], told["reason"], told["kept"]) == ("bypass", "shadow:hit", "shadow")
        assert [(one["served"], one["would_serve"]) for one in told["candidates"]] == [(False, True)]


def _text(response: httpx.Response) -> Any:
    return response.json()["choices"][0]["message"]["content"]
