"""Audits over real sockets: a share of the hits is asked upstream too, and what that shows has consequences."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import httpx
import pytest

from semcache.auditing import _is_drawn
from semcache.core.ledger import AttemptRow, CheckRow, Found
from semcache.core.savings import summarise
from tests.gateway.trust_house import (
    BOUND,
    RULE,
    TOPICS,
    House,
    answering,
    asked,
    audited,
    checks,
    house,
    reworded,
    right,
    wrong,
)
from tests.harness import MODEL, PRICE, Call, changed, completion, wait_until

COST = 10 * PRICE.input + 5 * PRICE.output
ALL = audited(RULE)


def settled(found: House, count: int = 1) -> list[CheckRow]:
    assert wait_until(lambda: len(checks(found)) >= count)
    return checks(found)


def attempts(found: House, purpose: str) -> list[AttemptRow]:
    return [row for row in found.setup.attempts if row.purpose == purpose]


def results(found: House) -> dict[str, float]:
    """What came of the hits that were drawn."""
    text = httpx.get(found.setup.url + "/metrics").text
    lines = [line for line in text.splitlines() if line.startswith("semcache_audits_total{")]
    return {line.partition('result="')[2].partition('"')[0]: float(line.rpartition(" ")[2]) for line in lines}


def test_a_hit_is_asked_upstream_after_it_went_out_with_the_callers_own_credential() -> None:
    mine = {"authorization": "Bearer sk-mine"}
    with house(rule=ALL, script=answering(right)) as found:
        found.chat(asked("shoes"), mine)
        hit = found.chat(reworded("shoes"), mine)
        assert "hit" in hit.headers["cache-status"]
        (check,) = settled(found)
        assert (check.purpose, check.found, check.request_id) == (
            "audit", Found.SAME, hit.headers["semcache-request-id"],
        )  # fmt: skip
        call = found.setup.upstream.calls[-1]
        assert (call.headers["authorization"], call.json["messages"][-1]["content"]) == (
            "Bearer sk-mine",
            reworded("shoes"),
        )
        assert [row.cost for row in attempts(found, "audit")] == [COST]
        assert wait_until(lambda: results(found) == {"same": 1.0})
        assert "hit" in found.status(reworded("shoes"), mine)


def test_a_share_is_drawn_by_the_requests_own_id() -> None:
    drawn = sum(_is_drawn(f"request {number}", 0.2) for number in range(5000))
    assert 900 < drawn < 1100
    assert all(_is_drawn(f"request {number}", 1.0) for number in range(100))


@pytest.mark.parametrize("rule", [ALL, audited(BOUND)], ids=["threshold", "bound"])
def test_a_wrong_hit_is_found_taken_back_and_never_comes_again(rule: Any) -> None:
    with house(rule=rule, script=answering(wrong)) as found:
        found.chat(asked("shoes"))
        found.chat(reworded("shoes"))
        (check,) = settled(found)
        assert (check.found, check.detail) == (Found.DIFFERENT, "numbers")
        total = summarise(found.setup.ledger.rows()).total
        assert (total.saved_hits, total.taken_back, total.checking) == (COST, COST, COST)
        # What the audit bought is there for who asks this again, and nothing but that.
        again = found.chat(reworded("shoes"))
        assert "detail=exact" in again.headers["cache-status"]
        assert again.json()["choices"][0]["message"]["content"] == wrong(reworded("shoes"))
        found.setup.clock.offset += 3500
        assert "detail=exact" in found.status(asked("shoes"))


@pytest.mark.parametrize(("answer", "is_kin"), [(right, True), (wrong, False)], ids=["the same", "another"])
def test_what_an_audit_bought_joins_those_that_answer_the_same(answer: Any, is_kin: bool) -> None:
    with house(rule=audited(BOUND), script=answering(answer)) as found:
        found.chat(asked("shoes"))
        found.chat(reworded("shoes"))
        settled(found)
        assert wait_until(lambda: bool(results(found)))
        first = found.setup.answers[0].key
        bought = found.chat(reworded("shoes"))
        assert "detail=exact" in bought.headers["cache-status"]
        trusts = found.setup.engine.trusts
        assert (trusts.standing(found.setup.answers[-1].key).kin == first) is is_kin


def test_planted_wrong_answers_are_found_and_the_rule_stops_serving_with_a_reason(
    caplog: pytest.LogCaptureFixture,
) -> None:
    rule = audited(changed(BOUND, max_error=0.2), budget=Decimal(100))
    with house(rule=rule, script=answering(wrong)) as found:
        hits = 0
        for topic in TOPICS:
            found.chat(asked(topic))
            answer = found.chat(reworded(topic))
            if "hit" not in answer.headers["cache-status"]:
                break
            hits += 1
            settled(found, hits)
        assert 0 < hits < len(TOPICS)
        assert answer.headers["cache-status"].endswith("detail=gate:verifier")
        told = found.explanation(answer)
        reason = told["nearest_refused"]["detail"]
        assert reason.startswith("off: 4 of 4 audits wrong")
        assert any(reason in message for message in caplog.messages)
        stats = found.admin("GET", "/stats").json()["trust"]["test"]
        assert stats["checked"] == stats["wrong"] == hits
        assert 0 < stats["wrong_low"] < stats["wrong_high"] <= 1
        metrics = httpx.get(found.setup.url + "/metrics").text
        assert 'semcache_wrong_hits_ratio{bound="mid",rule="test"} 1.0' in metrics
        (line,) = [one for one in summarise(found.setup.ledger.rows()).checks if one.purpose == "audit"]
        assert (line.same, line.different) == (0, hits)


def test_the_budget_of_the_day_is_kept_and_comes_anew() -> None:
    rule = audited(RULE, budget=2 * COST)
    with house(rule=rule, script=answering(right)) as found:
        for number, topic in enumerate(TOPICS[:4], 1):
            found.chat(asked(topic))
            found.chat(reworded(topic))
            settled(found, min(number, 2))
        assert wait_until(lambda: results(found) == {"same": 2.0, "budget": 2.0})
        assert len(attempts(found, "audit")) == 2
        found.setup.clock.offset += 86400
        found.chat(asked(TOPICS[5]))
        found.chat(reworded(TOPICS[5]))
        settled(found, 3)


@pytest.mark.parametrize(
    "headers",
    [
        {"authorization": "AWS4-HMAC-SHA256 Credential=x"},
        {"authorization": "Bearer x", "dpop": "proof"},
        {"authorization": "Digest username=x"},
    ],
    ids=lambda headers: str(headers["authorization"].split()[0]),
)
def test_a_credential_that_may_not_be_used_twice_is_not(headers: dict[str, str]) -> None:
    with house(rule=ALL, script=answering(right)) as found:
        found.chat(asked("shoes"), headers)
        assert "hit" in found.status(reworded("shoes"), headers)
        assert wait_until(lambda: results(found) == {"credential": 1.0})
        assert len(found.setup.upstream.calls) == 2 - 1


def test_what_has_no_price_is_not_audited_and_that_is_said_once(caplog: pytest.LogCaptureFixture) -> None:
    async def priceless(call: Call) -> None:
        await call.answer(
            json.dumps({**completion(right(call.json["messages"][-1]["content"])), "model": "x"}).encode()
        )

    with house(rule=ALL, script=priceless) as found:
        for topic in TOPICS[:2]:
            found.chat(asked(topic), model="nobody-knows")
            assert "hit" in found.status(reworded(topic), model="nobody-knows")
        assert wait_until(lambda: results(found) == {"unpriced": 2.0})
        assert len([one for one in caplog.messages if "not audited" in one]) == 1


def test_an_audit_that_fails_fails_nobody() -> None:
    def failing(found: House) -> Callable[[Call], Any]:
        async def script(call: Call) -> None:
            await call.answer(b'{"error": {"message": "no"}}', status=500)

        return script

    with house(rule=ALL, script=answering(right)) as found:
        found.chat(asked("shoes"))
        found.setup.upstream.script = failing(found)
        assert found.chat(reworded("shoes")).status_code == 200
        assert wait_until(lambda: results(found) == {"unusable": 1.0})
        assert [row.status for row in attempts(found, "audit")] == [500]
        assert "hit" in found.status(reworded("shoes"))


def test_repeats_and_answers_that_expired_are_not_audited() -> None:
    with house(rule=ALL, script=answering(right)) as found:
        found.chat(asked("shoes"))
        assert "detail=exact" in found.status(asked("shoes"))
        assert results(found) == {}


# The judge.

VAGUE = ("It depends on the carrier, and on how many people bring their parcels back just now.",
         "It depends on the weather, and on how busy our people are with the parcels at home.")  # fmt: skip


def judged(word: str) -> Any:
    async def script(call: Call) -> None:
        body = call.json
        if body["model"] == "judge-model":
            text = word
        else:
            text = VAGUE[0] if body["messages"][-1]["content"].endswith("shoes?") else VAGUE[1]
        await call.answer(json.dumps({**completion(text), "model": MODEL}).encode())

    return script


@pytest.mark.parametrize(
    ("word", "found_to_be"),
    [("SAME", Found.SAME), ("different.", Found.DIFFERENT), ("I cannot say", Found.DOUBT)],
)
def test_the_judge_is_asked_where_comparing_leaves_doubt_and_its_cost_is_booked(word: str, found_to_be: Found) -> None:
    rule = changed(ALL, judge="judge-model")
    with house(rule=rule, script=judged(word)) as found:
        found.chat(asked("shoes"), {"authorization": "Bearer sk-mine"})
        found.chat(reworded("shoes"), {"authorization": "Bearer sk-mine"})
        (check,) = settled(found)
        assert check.found is found_to_be
        (row,) = attempts(found, "judge")
        assert (row.model, row.cost, row.status) == ("judge-model", COST, 200)
        asked_of = found.setup.upstream.calls[-1]
        assert (asked_of.headers["authorization"], asked_of.json["temperature"]) == ("Bearer sk-mine", 0)
        assert all(text in asked_of.json["messages"][-1]["content"] for text in (*VAGUE, reworded("shoes")))
        assert summarise(found.setup.ledger.rows()).total.checking == 2 * COST


def test_the_judge_is_not_asked_where_there_is_no_doubt() -> None:
    with house(rule=changed(ALL, judge="judge-model"), script=answering(right)) as found:
        found.chat(asked("shoes"))
        found.chat(reworded("shoes"))
        settled(found)
        assert attempts(found, "judge") == []
