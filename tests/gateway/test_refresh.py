"""Canonical questions are asked before anybody does, and again before their answers expire."""

import asyncio
import contextlib
import json
from pathlib import Path

import httpx
import pytest

from semcache import refresh
from semcache.adapters.file_leases import FileLeases
from semcache.core.policy import Canonical, Share
from semcache.core.world import Changed, Touches
from semcache.slot import Slot
from tests.gateway.fleet_house import fleet
from tests.harness import MODEL, RULE, Call, Setup, ask, changed, gateway, reply, wait_until

REQUEST = {"model": MODEL, "messages": [{"role": "system", "content": "Be brief."}], "temperature": 0.2}
QUESTIONS = ("How long do refunds take?", "Where can I see invoices?", "What time is it now?")
RULES = changed(RULE, canonical=Canonical(json.dumps(REQUEST), QUESTIONS))


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refresh, "LOOK_SECONDS", 0.05)


def asked(setup: Setup) -> list[str]:
    return [call.json["messages"][-1]["content"] for call in setup.upstream.calls]


def test_they_are_answered_from_the_cache_the_first_time_somebody_asks() -> None:
    with gateway(reply(), rule=RULES) as setup, httpx.Client(base_url=setup.url) as http:
        assert wait_until(lambda: len(setup.attempts) == 2)
        body = ask(QUESTIONS[0], temperature=0.2)
        body["messages"].insert(0, REQUEST["messages"][0])
        del body["stream"]
        assert "detail=exact" in http.post("/v1/chat/completions", json=body).headers["cache-status"]
        body["messages"][-1]["content"] = "How long do the refunds take, please?"
        assert "detail=semantic" in http.post("/v1/chat/completions", json=body).headers["cache-status"]
        # The volatile one is never asked; the cost of the others stands on lines of its own.
        assert sorted(asked(setup)) == sorted(QUESTIONS[:2])
        assert {a.purpose for a in setup.attempts} == {"refresh"}
        assert all(a.cost for a in setup.attempts)
        assert len(setup.answers) == 2


def test_they_are_asked_again_before_they_expire_each_at_a_moment_of_its_own() -> None:
    with gateway(reply(), rule=RULES) as setup:
        assert wait_until(lambda: len(setup.attempts) == 2)
        setup.clock.offset = 3600 * refresh.EARLIEST - 10
        assert not wait_until(lambda: len(setup.attempts) > 2, 0.4)
        setup.clock.offset = 3600 * refresh.LATEST + 1
        assert wait_until(lambda: len(setup.attempts) == 4)
        lives = {e.contract.expires for e, *_ in setup.store._entries.values()}
        assert min(lives) > setup.clock.now() + 3500
    dues = {round(x, 2) for x in _due_shares(setup)}
    assert len(dues) == 2


def _due_shares(setup: Setup) -> list[float]:
    shares = []
    for entry, *_ in setup.store._entries.values():
        life = entry.contract.expires - entry.contract.created
        steps = (n / 1000 for n in range(1000))
        shares.append(next(s for s in steps if refresh.is_due(entry, entry.contract.created + s * life)))
    assert all(refresh.EARLIEST <= s <= refresh.LATEST + 0.01 for s in shares)
    return shares


def test_an_event_that_ends_one_has_it_asked_again_at_once() -> None:
    with gateway(reply(), rule=changed(RULES, tags=("faq",))) as setup:
        assert wait_until(lambda: len(setup.attempts) == 2)
        asyncio.run(setup.store.announce(Changed(Touches.TAG, "faq"), "test", 0.0))
        assert wait_until(lambda: len(setup.attempts) == 4)


def test_an_upstream_in_trouble_is_asked_again_later_and_nobody_is_harmed() -> None:
    broken = True

    async def script(call: Call) -> None:
        if broken:
            await call.answer(b'{"error":{}}', status=503)
        else:
            await reply()(call)

    with gateway(script, rule=changed(RULES, share=Share.EVERYONE), callers_are_verified=False) as setup:
        assert wait_until(lambda: len(setup.attempts) >= 2)
        broken = False
        assert wait_until(lambda: asyncio.run(setup.store.count()) == 2)
        assert httpx.get(f"{setup.url}/healthz").status_code == 200


def test_a_question_that_nobody_can_answer_is_told_of_once(caplog: pytest.LogCaptureFixture) -> None:
    async def nobody(call: Call) -> None:
        await call.answer(b'{"error":{}}', status=404)

    with gateway(nobody, rule=RULES) as setup:
        assert wait_until(lambda: len(setup.attempts) > 4)
    told = [record.message for record in caplog.records if "canonical" in record.message and "404" in record.message]
    said = f"for model {REQUEST['model']} came status 404"
    assert told == [f"canonical questions of rule {RULES.name} could not be fetched: {said}"]


def test_of_several_processes_one_asks(tmp_path: Path) -> None:
    slots = [Slot(FileLeases(tmp_path / "leases"), of=2) for _ in range(2)]
    with contextlib.ExitStack() as stack:
        setups = [stack.enter_context(gateway(reply(), rule=RULES, slot=slot)) for slot in slots]
        assert wait_until(lambda: len(setups[0].attempts) == 2)
        assert not wait_until(lambda: len(setups[1].attempts) > 0, 0.4)
        assert [slot.number for slot in slots] == [0, 1]


def test_of_several_hosts_one_asks_and_the_others_find_its_answers(tmp_path: Path) -> None:
    with fleet(tmp_path, members=3, rule=RULES) as house:
        assert wait_until(lambda: len(house.attempts) == 2)
        assert not wait_until(lambda: len(house.attempts) > 2, 0.5)
