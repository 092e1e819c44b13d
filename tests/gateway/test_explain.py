"""What `explain` says of a request is what happened to it."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from semcache.adapters.sqlite_journal import SqliteJournal
from semcache.adapters.sqlite_ledger import SqliteLedger
from semcache.adapters.sqlite_store import SqliteStore
from semcache.core.explanation import TEXT_KEPT
from semcache.core.policy import Mode
from tests.gateway.admin_house import TOKEN, House, house
from tests.harness import MODEL, Call, Script, changed, reply, wait_until

ON = "How do I turn on the heating?"
OFF = "How do I turn off the heating?"
SAME = "So how do I turn on the heating?"
WORTH = "0.0200"
"""Dollars of each answer: 10 tokens in at 0.001, 5 out at 0.002."""


def detail(status: str) -> str:
    return status.split("detail=")[1].strip('"')


def held(found: House, response: httpx.Response) -> dict[str, Any]:
    """The explanation, once it was held against the response's header and the ledger's row."""
    told = found.explanation(response)
    row = next(row for row in found.setup.answers if row.id == told["request_id"])
    assert told["cache_status"] == response.headers["cache-status"]
    assert told["reason"] == detail(response.headers["cache-status"]) == row.detail
    assert (told["outcome"], told["tier"], told["rule"], told["key"], told["tenant"], told["at"]) == (
        row.outcome,
        row.tier,
        row.rule,
        row.key,
        row.tenant,
        row.at,
    )
    assert told["request_id"] == response.headers["semcache-request-id"]
    return told


def test_a_miss_with_nothing_stored_has_no_candidates() -> None:
    with house() as found:
        told = held(found, found.chat(ON))
        assert (told["outcome"], told["reason"], told["kept"]) == ("miss", "new", "stored")
        assert (told["candidates"], told["nearest_refused"], told["volatile"]) == ([], None, None)
        assert told["question"] == {"start": ON, "length": len(ON)}


def test_an_exact_hit_names_its_entry_age_sources_and_gates() -> None:
    with house() as found:
        found.chat(ON, {"semcache-sources": "kb/heating@v3, price-list", "semcache-tags": "warm"})
        found.setup.clock.offset = 60.0
        told = held(found, found.chat(ON))
        (candidate,) = told["candidates"]
        assert told["nearest_refused"] is None
        assert candidate.pop("age") == pytest.approx(60, abs=5)
        assert candidate.pop("ttl") == pytest.approx(3540, abs=5)
        contract = ["scope", "standing", "sources", "clock", "fresh", "max-age", "min-fresh", "usage"]
        assert (candidate.pop("findings"), candidate.pop("silent")) == ([], contract)
        assert candidate == {
            "key": told["key"],
            "tier": "exact",
            "similarity": 1.0,
            "question": {"start": ON, "length": len(ON)},
            "model": MODEL,
            "author": "local",
            "rule": "test",
            "sources": ["kb/heating@v3", "price-list"],
            "tags": ["warm"],
            "worth": WORTH,
            "priced_by": "test, 2026-01-01",
            "served": True,
            "would_serve": False,
            "name": told["name"],
            "evidence": [],
        }


def test_a_semantic_hit_names_every_gate() -> None:
    with house() as found:
        found.chat(ON)
        told = held(found, found.chat(SAME))
        (candidate,) = told["candidates"]
        assert (told["tier"], candidate["served"], candidate["question"]["start"]) == ("semantic", True, ON)
        assert candidate["similarity"] == found.setup.answers[-1].similarity
        assert [(one["gate"], one["passed"]) for one in candidate["findings"]] == [("similarity", True)]
        assert {"number", "polarity", "entity", "negation", "standing", "fresh"} <= set(candidate["silent"])


def test_a_refusal_names_the_gate_its_words_and_what_it_would_have_saved() -> None:
    with house() as found:
        found.chat(ON)
        response = found.chat(OFF)
        told = held(found, response)
        assert told["reason"].startswith("gate:")
        (candidate,) = told["candidates"]
        refused = next(one for one in candidate["findings"] if not one["passed"])
        assert told["reason"] == "gate:" + refused["gate"]
        assert not candidate["served"]
        assert told["nearest_refused"] == {
            "key": candidate["key"],
            "similarity": candidate["similarity"],
            "gate": refused["gate"],
            "detail": refused["detail"],
            "would_have_saved": WORTH,
        }
        assert refused["detail"]


def test_a_refused_neighbour_before_a_hit_has_cost_nothing() -> None:
    with house() as found:
        found.chat(OFF + " Please.")
        found.chat("Tell me how do I turn on the heating?")
        told = held(found, found.chat("Tell me how do I turn on the heating"))
        assert told["outcome"] == "hit"
        assert sum(one["served"] for one in told["candidates"]) == 1
        if told["nearest_refused"]:
            assert told["nearest_refused"]["would_have_saved"] == "0"


@pytest.mark.parametrize(
    ("text", "options", "reason", "volatile"),
    [
        ("What time is it now?", {}, "volatile:present-time", "present-time"),
        (ON, {"temperature": 1.5}, "temperature", None),
    ],
)
def test_a_bypass_says_why_and_what_gave_it_away(
    text: str, options: dict[str, Any], reason: str, volatile: str | None
) -> None:
    with house() as found:
        told = held(found, found.chat(text, **options))
        assert (told["outcome"], told["reason"], told["candidates"]) == ("bypass", reason, [])
        assert (told["volatile"] or {}).get("cls") == volatile
        assert told["volatile"] is None or told["volatile"]["evidence"] == "what time is it"


def test_an_expired_and_an_invalidated_answer_are_told_apart() -> None:
    with house() as found:
        found.chat(ON, {"semcache-tags": "warm"})
        found.setup.clock.offset = 4000.0
        told = held(found, found.chat(ON))
        assert (told["reason"], told["nearest_refused"]["gate"]) == ("expired", "fresh")
        assert told["candidates"][0]["ttl"] < 0
        found.admin("POST", "/invalidate", {"model": MODEL})
        told = held(found, found.chat(ON))
        assert (told["reason"], told["nearest_refused"]["detail"]) == ("invalidated", f"model {MODEL} changed")


def test_stale_answers_say_so() -> None:
    with house(rule=changed(stale_while_revalidate=600.0)) as found:
        found.chat(ON)
        found.setup.clock.offset = 3700.0
        told = held(found, found.chat(ON))
        assert (told["outcome"], told["reason"]) == ("stale", "stale-while-revalidate")
        assert told["candidates"][0]["served"]


def test_an_answer_that_was_not_kept_says_why() -> None:
    async def overloaded(call: Call) -> None:
        await call.answer(b'{"error": {"message": "overloaded"}}', 503)

    with house(script=overloaded) as found:
        told = held(found, found.chat(ON))
        assert told["kept"] == "status-503"


def test_followers_of_a_call_under_way_are_explained_too() -> None:
    slow: Script = reply(delay=0.3)
    with house(script=slow) as found, ThreadPoolExecutor(3) as pool:
        responses = list(pool.map(lambda _: found.chat(ON), range(3)))
        told = [held(found, response) for response in responses]
        assert sorted(one["tier"] for one in told) == ["", "collapsed", "collapsed"]


def test_of_what_may_not_be_stored_no_text_is_kept() -> None:
    secret = "my diagnosis is kept from everybody"
    with house() as found:
        told = held(found, found.chat(secret, {"cache-control": "no-store"}))
        assert (told["reason"], told["question"]) == ("no-store", None)
        assert secret not in str(told)
    with house(rule=changed(mode=Mode.OFF)) as found:
        told = held(found, found.chat(secret))
        assert (told["reason"], told["question"]) == ("rule-off", None)


def test_a_long_question_is_cut_and_its_length_told() -> None:
    with house() as found:
        text = "ä" * 3000
        told = held(found, found.chat(text))
        assert told["question"] == {"start": "ä" * TEXT_KEPT, "length": 3000}


def test_explanations_can_be_turned_off() -> None:
    with house(journal=None) as found:
        response = found.chat(ON)
        said = found.admin("GET", "/explain/" + response.headers["semcache-request-id"])
        assert (said.status_code, said.json()["error"]["message"]) == (404, "explanations are off")


# Questions that nobody asked.


def test_a_question_is_tried_out_without_a_trace() -> None:
    with house() as found:
        found.chat(ON)
        setup = found.setup
        before = (len(setup.ledger._rows), len(setup.store._entries), len(setup.index), len(setup.upstream.calls))
        said = {"prompt": OFF, "model": MODEL}
        told = found.admin("POST", "/explain", said).json()
        assert (told["outcome"], told["cache_status"], told["kept"]) == ("miss", "", "")
        after = (len(setup.ledger._rows), len(setup.store._entries), len(setup.index), len(setup.upstream.calls))
        assert before == after
        asked = held(found, found.chat(OFF))
        same = ("reason", "key", "scope", "rule_digest", "question", "volatile", "nearest_refused")
        assert {key: told[key] for key in same} == {key: asked[key] for key in same}


@pytest.mark.parametrize(
    ("said", "outcome", "reason"),
    [
        ({"prompt": ON}, "hit", "exact"),
        ({"prompt": SAME}, "hit", "semantic"),
        ({"prompt": ON, "system": "You are terse."}, "miss", "new"),
        ({"prompt": ON, "tenant": "name:other"}, "miss", "new"),
        ({"prompt": "What time is it now?"}, "bypass", "volatile:present-time"),
    ],
)
def test_a_trial_says_what_a_request_would_get(said: dict[str, str], outcome: str, reason: str) -> None:
    with house() as found:
        found.chat(ON)
        told = found.admin("POST", "/explain", {"model": MODEL, **said}).json()
        assert (told["outcome"], told["reason"]) == (outcome, reason)


def test_a_whole_request_is_tried_out_with_all_its_parameters() -> None:
    with house() as found:
        found.chat(ON, temperature=0.3, seed=7)
        whole = {"model": MODEL, "messages": [{"role": "user", "content": ON}], "temperature": 0.3, "seed": 7}
        assert found.admin("POST", "/explain", {"request": whole}).json()["outcome"] == "hit"
        assert found.admin("POST", "/explain", {"request": {**whole, "seed": 8}}).json()["outcome"] == "miss"


# Secrets.

CANARY = "canary-7f3e19"


def test_no_credential_is_kept_or_told_anywhere(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    parts = {"store": SqliteStore(tmp_path / "cache.db"), "ledger": SqliteLedger(tmp_path / "ledger.db")}
    credentials = {
        "authorization": f"Bearer sk-{CANARY}",
        "x-api-key": CANARY,
        "cookie": f"session={CANARY}",
        "openai-organization": CANARY,
    }
    heard: list[str] = []
    with house(parts=parts, journal=SqliteJournal(tmp_path / "journal.db")) as found:
        for text, more in ((ON, {}), (ON, {}), (OFF, {}), ("What time is it now?", {}), (ON, {"temperature": "x"})):
            response = found.chat(text, credentials, **more)
            heard.append(str(found.explanation(response)))
        assert wait_until(lambda: len(found.setup.answers) == 5)
        for method, path in (("GET", "/stats"), ("GET", "/audit"), ("POST", "/reload"), ("POST", "/invalidate")):
            heard.append(found.admin(method, path).text)
            heard.append(found.admin(method, path, headers={"authorization": f"Bearer {CANARY}"}).text)
        heard.append(found.admin("POST", "/sources/kb/x", {"version": "v1"}).text)
        heard += [httpx.get(found.setup.url + path).text for path in ("/metrics", "/readyz")]
        heard.append(str(found.explanation(found.chat(ON, credentials))))
    heard += [record.getMessage() for record in caplog.records if record.name.startswith("semcache")]
    files = [file for file in tmp_path.iterdir() if file.is_file()]
    assert len(files) >= 3
    for secret in (CANARY, TOKEN):
        assert secret not in "\n".join(heard)
        assert [file.name for file in files if secret.encode() in file.read_bytes()] == []
    assert ON in heard[0]
    assert any(ON.encode() in file.read_bytes() for file in files)  # the search finds what is there
