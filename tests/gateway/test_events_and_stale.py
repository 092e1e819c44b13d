"""Events make answers unservable at once; stale answers are served only where the rule allows, and never across one."""

import asyncio
import base64
import ipaddress
import json
import threading
from typing import Any

import httpx
import pytest

from semcache.core.ledger import Outcome
from semcache.core.tenant import PermissionRules
from semcache.core.world import Changed, Event, SourceIs, Touches
from semcache.invalidation import event_of
from tests.harness import Call, Setup, ask, changed, completion, gateway, reply, wait_until

STALE = changed(stale_while_revalidate=600.0, stale_if_error=1200.0)


def post(http: httpx.Client, text: str = "What is a monad in algebra?", **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return http.post("/v1/chat/completions", json=ask(text), headers=named)


def outcome(answer: httpx.Response) -> str:
    return answer.headers["cache-status"]


def announce(setup: Setup, event: Event) -> None:
    asyncio.run(setup.store.announce(event, "test", setup.clock.now()))


def test_an_event_ends_what_rests_on_it_exact_and_reworded_and_nothing_else() -> None:
    with gateway(reply()) as setup, httpx.Client(base_url=setup.url) as http:
        post(http, semcache_sources="kb/refunds@v17")
        post(http, "Something else entirely, about trains?", semcache_sources="kb/trains@v1")
        assert "; hit" in outcome(post(http))
        announce(setup, SourceIs("kb/refunds", "v18"))
        assert outcome(post(http, "What is a monad in algebra please?")).startswith("semcache; fwd=miss")
        assert outcome(post(http)) != ""
        assert "; hit" in outcome(post(http, "Something else entirely, about trains?"))


def test_an_invalidated_answer_is_gone_not_stale() -> None:
    with gateway(reply(), rule=STALE) as setup, httpx.Client(base_url=setup.url) as http:
        post(http, semcache_tags="launch")
        announce(setup, Changed(Touches.TAG, "launch"))
        assert outcome(post(http)) == "semcache; fwd=miss; stored; detail=invalidated"
        post(http, "Another one, about tags?", semcache_tags="launch")
        setup.clock.offset = 3700
        announce(setup, Changed(Touches.TAG, "launch"))
        assert "invalidated" in outcome(post(http, "Another one, about tags?"))


def test_sources_come_from_the_request_its_metadata_the_response_and_the_rule() -> None:
    async def script(call: Call) -> None:
        await call.answer(json.dumps(completion()).encode(), semcache_sources="from/response@1", semcache_tags="a, b")

    with gateway(script) as setup, httpx.Client(base_url=setup.url) as http:
        body = ask("What is it?", metadata={"semcache-sources": "from/metadata@2"})
        http.post("/v1/chat/completions", json=body, headers={"semcache-sources": "from/header"})
        (entry,) = (entry for entry, *_ in setup.store._entries.values())
        assert [str(s) for s in entry.contract.sources] == ["from/header", "from/metadata@2", "from/response@1"]
        assert entry.contract.tags == ("a", "b")


def test_a_request_that_names_another_version_is_not_served_and_an_outdated_one_is_not_kept() -> None:
    with gateway(reply()) as setup, httpx.Client(base_url=setup.url) as http:
        post(http, semcache_sources="kb/a@v1")
        assert "; hit" in outcome(post(http, semcache_sources="kb/a@v1"))
        assert "detail=gate:sources" in outcome(post(http, semcache_sources="kb/a@v2"))
        announce(setup, SourceIs("kb/a", "v3"))
        outdated = post(http, "Quite another question here?", semcache_sources="kb/a@v2")
        assert outcome(outdated) == 'semcache; fwd=miss; detail="gate:similarity,invalidated"'


def test_an_answer_under_way_when_its_source_changes_is_neither_kept_nor_given_to_who_came_later() -> None:
    release = threading.Event()

    async def script(call: Call) -> None:
        if len(upstream.calls) == 1:
            await asyncio.to_thread(release.wait, 10)
        await call.answer(json.dumps(completion(f"Answer {len(upstream.calls)}")).encode())

    with gateway(script) as setup, httpx.Client(base_url=setup.url, timeout=20) as http:
        upstream = setup.upstream
        early: list[httpx.Response] = []
        first = threading.Thread(target=lambda: early.append(post(http, semcache_sources="kb/a@v1")))
        first.start()
        assert wait_until(lambda: len(upstream.calls) == 1)
        announce(setup, SourceIs("kb/a", "v2"))
        with httpx.Client(base_url=setup.url, timeout=20) as other:
            late = post(other, semcache_sources="kb/a@v2")
        assert len(upstream.calls) == 2
        assert "stored" in outcome(late)
        release.set()
        first.join()
        assert "invalidated" in outcome(early[0])
        assert "; hit" in outcome(post(http, semcache_sources="kb/a@v2"))
        assert len(upstream.calls) == 2


def test_stale_while_revalidate_serves_the_old_answer_and_fetches_one_new_in_the_background() -> None:
    with gateway(reply(delay=0.2), rule=STALE) as setup, httpx.Client(base_url=setup.url) as http:
        old = post(http).json()["choices"]
        setup.clock.offset = 3700
        answers = [post(http) for _ in range(5)]
        for answer in answers:
            assert answer.json()["choices"] == old
            assert "hit; ttl=-" in outcome(answer)
            assert outcome(answer).endswith("detail=stale-while-revalidate")
            assert int(answer.headers["age"]) >= 3699
        assert wait_until(lambda: len(setup.attempts) == 2)
        assert [a.purpose for a in setup.attempts] == ["serve", "revalidate"]
        fresh = post(http)
        assert "detail=exact" in outcome(fresh)
        assert fresh.json()["choices"] != old
        assert [r.outcome for r in setup.answers].count(Outcome.STALE) == 5


def test_beyond_its_allowance_or_where_the_rule_forbids_nothing_stale_is_served() -> None:
    for rule in (changed(), changed(STALE, must_revalidate=True)):
        with gateway(reply(), rule=rule) as setup, httpx.Client(base_url=setup.url) as http:
            post(http)
            setup.clock.offset = 3700
            assert "fwd=stale" in outcome(post(http))
    with gateway(reply(), rule=STALE) as setup, httpx.Client(base_url=setup.url) as http:
        post(http)
        setup.clock.offset = 3600 + 601
        assert outcome(post(http)) == "semcache; fwd=stale; stored; detail=expired"


def test_a_client_that_states_a_max_age_takes_nothing_stale() -> None:
    with gateway(reply(), rule=STALE) as setup, httpx.Client(base_url=setup.url) as http:
        post(http)
        setup.clock.offset = 3700
        assert "fwd=stale" in outcome(post(http, cache_control="max-age=100000"))


@pytest.mark.parametrize("trouble", [500, 502, 503, 504, "cut"])
def test_stale_if_error_stands_in_for_an_upstream_in_trouble(trouble: Any) -> None:
    broken = False

    async def script(call: Call) -> None:
        if not broken:
            await reply("Good.")(call)
        elif trouble == "cut":
            raise RuntimeError("gone")
        else:
            await call.answer(b'{"error":{"message":"down"}}', status=trouble)

    with gateway(script, rule=STALE) as setup, httpx.Client(base_url=setup.url) as http:
        old = post(http).json()["choices"]
        setup.clock.offset = 3600 + 700  # beyond stale-while-revalidate
        broken = True
        answer = post(http)
        assert answer.status_code == 200
        assert answer.json()["choices"] == old
        assert "fwd=stale" in outcome(answer)
        assert "detail=stale-if-error" in outcome(answer)
        if trouble != "cut":
            assert f"fwd-status={trouble}" in outcome(answer)
        assert "; hit" not in outcome(answer)
        setup.clock.offset = 3600 + 1300
        assert post(http).status_code in (500, 502, 503, 504)


def test_stale_if_error_is_for_trouble_only_and_never_across_an_event() -> None:
    status = 200

    async def script(call: Call) -> None:
        if status == 200:
            await reply("Good.")(call)
        else:
            await call.answer(b'{"error":{"message":"no"}}', status=status)

    with gateway(script, rule=STALE) as setup, httpx.Client(base_url=setup.url) as http:
        post(http, semcache_tags="t")
        setup.clock.offset = 3600 + 700
        for status in (400, 401, 404, 429):
            assert post(http).status_code == status
        announce(setup, Changed(Touches.TAG, "t"))
        status = 503
        assert post(http).status_code == 503


def test_vary_keeps_answers_apart_by_header() -> None:
    with gateway(reply(), rule=changed(vary=("accept-language",))) as setup, httpx.Client(base_url=setup.url) as http:
        post(http, accept_language="de")
        assert "; hit" not in outcome(post(http, accept_language="fr"))
        assert "; hit" in outcome(post(http, accept_language="de"))
        assert "; hit" not in outcome(post(http, "What is a monad in algebra please?", accept_language="cs"))


def test_callers_who_may_see_different_things_never_share() -> None:
    def token(**claims: Any) -> str:
        body = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
        return f"Bearer e30.{body}.c2ln"

    local = (ipaddress.ip_network("127.0.0.0/8"),)
    rules = PermissionRules(b"x-permissions", local, ("groups",))
    with gateway(reply(), responder={"permissions": rules}) as setup, httpx.Client(base_url=setup.url) as http:
        post(http, x_permissions="a,b")
        assert "; hit" in outcome(post(http, x_permissions="a,b"))
        assert "; hit" not in outcome(post(http, x_permissions="a"))
        assert "; hit" not in outcome(post(http))
    one, two = token(groups=["a"], n=1), token(groups=["b"], n=1)
    assert rules.digest_of([(b"authorization", one.encode())], None) != ""
    assert rules.digest_of([(b"authorization", one.encode())], None) != rules.digest_of(
        [(b"authorization", two.encode())], None
    )
    assert rules.digest_of([(b"authorization", b"Bearer sk-x")], None) == ""
    assert rules.digest_of([(b"x-permissions", b"a")], "203.0.113.9") == ""


def test_jitter_shortens_lifetimes_differently() -> None:
    with gateway(reply(), rule=changed(jitter=0.5)) as setup, httpx.Client(base_url=setup.url) as http:
        for i in range(20):
            post(http, f"Question number {i} of a kind?")
        lives = [e.contract.expires - e.contract.created for e, *_ in setup.store._entries.values()]
        assert all(1800 <= life <= 3600 for life in lives)
        assert len({round(life) for life in lives}) > 15


@pytest.mark.parametrize("place", ["utf-8", "latin-1", "response", "list"])
@pytest.mark.parametrize("name", ["kb/größe", "@scope/pkg", "kb/a b"])
def test_whatever_names_a_source_an_event_can_name_it_too(place: str, name: str) -> None:
    async def script(call: Call) -> None:
        headers = [(b"content-type", b"application/json")]
        if place == "response":
            headers.append((b"semcache-sources", f"{name}@v1".encode()))
        await call.send({"type": "http.response.start", "status": 200, "headers": headers})
        await call.write(json.dumps(completion()).encode(), more=False)

    with gateway(script) as setup, httpx.Client(base_url=setup.url) as http:
        headers: Any = [(b"x-none", b"")]
        if place in ("utf-8", "latin-1"):
            headers = [(b"semcache-sources", f"{name}@v1".encode(place))]
        body = ask("What is it?", **({"metadata": {"semcache-sources": [f"{name}@v1"]}} if place == "list" else {}))
        for _ in range(2):
            answer = http.post("/v1/chat/completions", json=body, headers=headers)
        assert "; hit" in outcome(answer)
        store: Any = setup.store
        event = asyncio.run(event_of({"source": name, "version": "v2"}, store, 0.0, str))
        announce(setup, event)
        assert "; hit" not in outcome(http.post("/v1/chat/completions", json=body, headers=headers))


@pytest.mark.parametrize("said", [7, {"a": 1}, True, ["a", 7]])
def test_a_source_that_cannot_be_read_keeps_the_cache_out(said: Any) -> None:
    with gateway(reply()) as setup, httpx.Client(base_url=setup.url) as http:
        for _ in range(2):
            answer = http.post("/v1/chat/completions", json=ask("What?", metadata={"semcache-sources": said}))
        assert outcome(answer) == "semcache; fwd=bypass; detail=sources-unreadable"
        assert len(setup.upstream.calls) == 2


def test_what_no_event_could_name_is_not_kept() -> None:
    with gateway(reply()) as setup, httpx.Client(base_url=setup.url) as http:
        answer = post(http, semcache_sources="x" * 1001)
        assert "sources-unreadable" in outcome(answer)
        assert asyncio.run(setup.store.count()) == 0


def test_a_stale_answers_ttl_is_negative_from_the_first_moment() -> None:
    with gateway(reply(), rule=STALE) as setup, httpx.Client(base_url=setup.url) as http:
        post(http)
        setup.clock.offset = 3600.3
        assert "ttl=-1" in outcome(post(http))
