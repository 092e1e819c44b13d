"""Under `max-error` the verifier decides, learns from every miss, and what it learned outlives a restart."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import httpx
import pytest

from semcache.adapters.sqlite_labels import SqliteLabels
from semcache.core.bound import Observation, Purpose
from semcache.core.ledger import Outcome
from semcache.core.verify import Standing
from semcache.findings import MemoryLabels
from tests.gateway.trust_house import (
    BOUND,
    TOPICS,
    UNSURE,
    House,
    answering,
    asked,
    calibration,
    house,
    reworded,
    right,
    wrong,
)
from tests.harness import changed, wait_until

DOUBTING = changed(BOUND, calibration=UNSURE)


def verifier_of(told: dict[str, Any]) -> dict[str, Any] | None:
    findings = [finding for one in told["candidates"] for finding in one["findings"]]
    return next((finding for finding in findings if finding["gate"] == "verifier"), None)


def standings(found: House, *keys: str) -> list[Standing | None]:
    return [found.setup.engine.labels.standing(key) for key in keys]


def test_what_the_verifier_is_sure_of_is_served_and_says_at_what_risk() -> None:
    with house(rule=BOUND, script=answering(right)) as found:
        found.chat(asked("shoes"))
        hit = found.chat(reworded("shoes"))
        assert "; hit; " in hit.headers["cache-status"]
        assert hit.headers["cache-status"].endswith("detail=semantic")
        said = verifier_of(found.explanation(hit))
        assert said is not None
        assert said["passed"]
        assert said["detail"].startswith("risk 0.00% of ")


def test_what_it_doubts_is_a_miss_with_that_reason_in_header_ledger_and_explain() -> None:
    with house(rule=DOUBTING, script=answering(right)) as found:
        found.chat(asked("shoes"))
        miss = found.chat(reworded("shoes"))
        assert miss.headers["cache-status"] == "semcache; fwd=miss; stored; detail=gate:verifier"
        assert (found.setup.answers[-1].outcome, found.setup.answers[-1].detail) == (Outcome.MISS, "gate:verifier")
        told = found.explanation(miss)
        said = verifier_of(told)
        assert said is not None
        assert said["detail"].startswith("risk 50.00% over ")
        assert told["nearest_refused"]["gate"] == "verifier"


def test_the_other_gates_stay_hard_however_sure_it_is() -> None:
    with house(rule=BOUND) as found:
        found.chat("Is a refund possible within 14 days?")
        assert found.status("Is a refund possible within 30 days?").endswith("detail=gate:number")


def test_an_expired_answer_needs_the_verifier_too() -> None:
    stale = changed(DOUBTING, stale_while_revalidate=3600.0)
    with house(rule=stale, script=answering(right)) as found:
        found.chat(asked("shoes"))
        found.setup.clock.offset += 3601
        assert "hit" not in found.status(reworded("shoes"))


@pytest.mark.parametrize(("answer", "same"), [(right, True), (wrong, False)], ids=["the same", "another"])
def test_a_miss_is_a_label_for_every_candidate_that_was_looked_at(answer: Any, same: bool) -> None:
    with house(rule=DOUBTING, script=answering(answer)) as found:
        found.chat(asked("shoes"))
        found.chat(reworded("shoes"))
        first, second = (row.key for row in found.setup.answers)
        assert wait_until(lambda: found.setup.engine.labels.standing(first) is not None)
        assert standings(found, first) == [Standing(first, right=same, wrong=not same)]
        assert wait_until(lambda: found.setup.gateway._responder.server.checker.waiting == 0)
        assert standings(found, second) == [Standing(first) if same else None]


@pytest.mark.parametrize("renewed", [0, 1], ids=["that gave it its name", "that joined it"])
def test_an_answer_that_changed_leaves_its_kin(renewed: int) -> None:
    texts, answer = (asked("shoes"), reworded("shoes")), "It takes 14 days."
    with house(rule=DOUBTING, script=answering(lambda _: answer)) as found:
        checker, trusts = found.setup.gateway._responder.server.checker, found.setup.engine.trusts

        def ask(text: str, **headers: str) -> str:
            assert "fwd=" in found.chat(text, headers).headers["cache-status"]
            assert wait_until(lambda: checker.waiting == 0)
            return found.setup.answers[-1].key

        before = [ask(texts[renewed]), ask(texts[1 - renewed])]
        assert len({trusts.standing(key).kin for key in before}) == 1
        answer = "It takes 30 days."
        after = ask(texts[0], **{"cache-control": "no-cache"})  # which looks at no other
        assert after in before
        assert len({trusts.standing(key).kin for key in before}) == 2


@pytest.mark.parametrize("first", [0, 1], ids=["that gave it its name", "that joined it"])
def test_an_answer_that_changed_when_it_was_renewed_leaves_its_kin(first: int) -> None:
    texts, answer = (asked("shoes"), reworded("shoes")), "It takes 14 days."
    with house(rule=DOUBTING, script=answering(lambda _: answer)) as found:
        checker, trusts = found.setup.gateway._responder.server.checker, found.setup.engine.trusts
        keys = []
        for text in (texts[first], texts[1 - first]):
            found.chat(text)
            assert wait_until(lambda: checker.waiting == 0)
            keys.append(found.setup.answers[-1].key)
        assert len({trusts.standing(key).kin for key in keys}) == 1
        found.setup.clock.offset += 5
        answer = "It takes 30 days."
        found.chat(texts[0], {"cache-control": "max-age=0"})
        assert wait_until(lambda: checker.waiting == 0)
        assert len({trusts.standing(key).kin for key in keys}) == 2


def test_it_comes_to_serve_what_misses_show_to_be_safe() -> None:
    eager = changed(BOUND, max_error=0.2, calibration=calibration(0.0, spread=4.0))
    with house(rule=eager, script=answering(right)) as found:
        checker = found.setup.gateway._responder.server.checker
        hits = []
        for topic in TOPICS * 3:
            suffix = "" if not hits else " " + "please " * (len(hits) // len(TOPICS))
            found.chat(asked(topic) + suffix)
            hits.append("hit" in found.status(reworded(topic) + suffix))
            assert wait_until(lambda: checker.waiting == 0)
        assert not hits[0]
        assert any(hits)


def test_what_was_learned_is_there_after_a_restart_and_under_another_bound(tmp_path: Path) -> None:
    path = tmp_path / "labels.db"
    with house(rule=BOUND, script=answering(right), labels=SqliteLabels(path)) as found:
        found.chat(asked("shoes"))
        found.chat(reworded("shoes"))
        before = found.setup.engine.trusts.of(BOUND).to_document()
        assert before["hits"] == 1
    with house(rule=changed(BOUND, max_error=0.02), labels=SqliteLabels(path)) as found:
        trust = found.setup.engine.trusts.of(found.setup.engine.policy.rules[0])
        after = trust.to_document()
        assert (trust.max_error, after["weights"]) == (0.02, before["weights"])
        assert after["hits"] == 0, "hits under one bound are not counted towards another"


def test_a_rule_that_was_switched_off_says_why_in_the_log_stats_and_explain(caplog: pytest.LogCaptureFixture) -> None:
    with house(rule=BOUND, script=answering(right)) as found, caplog.at_level(logging.WARNING):
        engine = found.setup.engine
        found.chat(asked("shoes"))
        assert wait_until(lambda: engine.is_started)
        evidence = tuple(0.0 for _ in range(12))
        for _ in range(200):
            if engine.trusts.of(BOUND).footing.name == "off":
                break
            engine.trusts.observe(BOUND, Observation(evidence, False, purpose=Purpose.AUDIT, served=True))
        miss = found.chat(reworded("shoes"))
        assert miss.headers["cache-status"].endswith("detail=gate:verifier")
        said = verifier_of(found.explanation(miss))
        assert said is not None
        assert said["detail"].startswith("off: ")
        stats = found.admin("GET", "/stats").json()["trust"]["test"]
        assert (stats["footing"], stats["reason"]) == ("off", said["detail"])
        told = [message for message in caplog.messages if message.startswith("rule test:")]
        assert len(told) == 2
        assert "tightened" in told[0]
        assert "off" in told[1]
        assert "hit" in found.status(asked("shoes"))  # the exact tier stands on its own


def test_no_request_fails_or_waits_when_the_labels_cannot_be_written(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "gone"
    labels = SqliteLabels(folder / "labels.db")
    with house(rule=DOUBTING, script=answering(right), labels=labels) as found:
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()
        folder.write_text("no folder any more")
        for topic in TOPICS[:3]:
            assert found.chat(asked(topic)).status_code == 200
            answer = found.chat(reworded(topic))
            assert (answer.status_code, answer.elapsed.total_seconds() < 15) == (200, True)
        assert wait_until(lambda: any("cannot write" in message for message in caplog.messages))


def test_a_document_that_cannot_be_read_costs_what_was_learned_and_no_request(caplog: pytest.LogCaptureFixture) -> None:
    labels = MemoryLabels()
    labels.keep_document("trust:test", json.dumps({"version": 1, "weights": ["x"]}))
    labels.keep_document("rate:test", "[nonsense")
    with house(rule=BOUND, script=answering(right), labels=labels) as found:
        found.chat(asked("shoes"))
        assert "hit" in found.status(reworded("shoes"))
        assert any("begins anew" in message for message in caplog.messages)
        assert found.admin("GET", "/stats").json()["trust"]["test"]["checked"] == 0


def test_answers_of_other_kinds_are_left_in_doubt() -> None:
    async def binary(call: Any) -> None:
        await call.answer(b'{"object": "chat.completion", "choices": "none"}')

    with house(rule=DOUBTING, script=binary) as found:
        assert found.chat(asked("shoes")).status_code == 200
        assert found.chat(reworded("shoes")).status_code == 200
        assert httpx.get(found.setup.url + "/healthz").status_code == 200
