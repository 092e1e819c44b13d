"""Misses among pools: whose turn it is, what is sent where, what it cost, and that every choice says why."""

from __future__ import annotations

import asyncio
import io
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from importlib.util import find_spec
from typing import Any

import httpx
import pytest
from rich.console import Console

from semcache.adapters.clock import SystemClock
from semcache.adapters.memory_journal import MemoryJournal
from semcache.core.ledger import AttemptRow
from semcache.core.trace import span_id
from semcache.pooling import upstream_pools
from semcache.report.explanation import print_explanation
from semcache.settings import Settings
from tests.harness import MODEL, PRICES, RULE, Setup, changed, gateway, wait_until
from tests.replicas import (
    Answering,
    Heard,
    StandIn,
    black_hole,
    body,
    failing,
    flapping,
    good,
    late,
    replicas,
    said,
    whole,
)


@contextmanager
def house(
    make: Callable[[list[str]], dict[str, Any]],
    *behaviours: Answering,
    routes: dict[str, Any] | None = None,
    **options: Any,
) -> Iterator[tuple[Setup, list[StandIn]]]:
    """A gateway before upstreams that `make` describes, given the replicas' URLs."""
    with replicas(*behaviours) as stand_ins:
        settings = Settings(upstreams=make([one.url for one in stand_ins]), routes=routes or {})
        pools = upstream_pools(settings, PRICES, SystemClock())
        with gateway(pools=pools, **options) as setup:
            yield setup, stand_ins


def one_pool(**said: Any) -> Callable[[list[str]], dict[str, Any]]:
    return lambda urls: {"own": {"kind": "openai", "replicas": urls, "models": [MODEL], **said}}


def post(
    setup: Setup, question: str, *, stream: bool = False, headers: dict[str, str] | None = None, **more: Any
) -> httpx.Response:
    sent = body(question, stream=stream, **more)
    return httpx.post(f"{setup.url}/v1/chat/completions", json=sent, headers=headers, timeout=30)


def attempts(setup: Setup, count: int) -> list[AttemptRow]:
    assert wait_until(lambda: len(setup.attempts) >= count)
    assert len(setup.attempts) == count
    return setup.attempts


def at_once(count: int, ask: Callable[[int], httpx.Response], apart: float = 0.0) -> list[httpx.Response]:
    """So many at the same time, each begun a little after the one before."""
    found: dict[int, httpx.Response] = {}

    def one(i: int) -> None:
        found[i] = ask(i)

    threads = [threading.Thread(target=one, args=(i,)) for i in range(count)]
    for thread in threads:
        thread.start()
        time.sleep(apart)
    for thread in threads:
        thread.join(30)
    return [found[i] for i in range(count)]


PROMPT = "You are the support desk of a shop that sells lamps. " * 60


def test_a_conversation_stays_where_its_prefix_is_held_and_says_so() -> None:
    def system(i: int) -> list[dict[str, str]]:
        return [{"role": "system", "content": f"{i}: {PROMPT}"}]

    engines = lambda urls: {"own": {"kind": "vllm", "replicas": urls, "models": [MODEL], "price": {"gpu-hour": "$2"}}}  # noqa: E731
    with house(engines, good, good, good) as (setup, stand_ins):
        for turn in range(4):
            for i in range(6):
                sent = {"model": MODEL, "messages": [*system(i), {"role": "user", "content": f"q{i}t{turn}"}]}
                assert httpx.post(f"{setup.url}/v1/chat/completions", json=sent).status_code == 200
        rows = attempts(setup, 24)
    where = {
        i: {heard.json["messages"][0]["content"] for heard in one.heard if heard.body}
        for i, one in enumerate(stand_ins)
    }
    assert sum(map(len, where.values())) == 6  # no prefix on two replicas
    assert all(
        re.fullmatch(r"own/\d: 0 of [\d,]+ tokens held.*; next own/\d [+-]0\.\d\d s.*", row.choice) for row in rows[:6]
    )
    held = [re.match(r"own/\d: ([\d,]+) of ([\d,]+) tokens held", row.choice) for row in rows[6:]]
    assert all(match and int(match[1].replace(",", "")) > 700 for match in held)
    assert {row.upstream for row in rows} <= {"own/0", "own/1", "own/2"}


def test_what_an_hour_costs_is_shared_by_the_calls_of_that_time() -> None:
    hourly = one_pool(kind="vllm", price={"gpu-hour": "$3600"})  # a dollar a second
    with house(hourly, late(0.5)) as (setup, _):
        began = time.monotonic()
        at_once(4, lambda i: post(setup, f"q{i}"))
        elapsed = time.monotonic() - began
        rows = attempts(setup, 4)
    assert all(row.gpu_seconds == pytest.approx(float(row.cost or 0)) for row in rows)
    spent = sum((row.cost or Decimal(0) for row in rows), Decimal(0))
    assert 0.45 < spent < elapsed  # half a second for all four together, not for each
    assert all(row.price is None for row in rows)


async def _good_but_the_first(heard: Heard, writer: asyncio.StreamWriter) -> None:
    await (good if heard.number else failing(500))(heard, writer)


def test_the_pause_before_the_same_replica_is_asked_again_holds_no_place_and_costs_nothing() -> None:
    hourly = one_pool(kind="vllm", price={"gpu-hour": "$3600"}, limits={"concurrency": 1})  # a dollar a second
    with house(hourly, _good_but_the_first) as (setup, _):
        (first, second) = at_once(2, lambda i: post(setup, f"q{i}"), apart=0.1)
        rows = attempts(setup, 3)
    assert (first.status_code, second.status_code) == (200, 200)
    assert sum((row.cost or Decimal(0) for row in rows), Decimal(0)) < Decimal("0.15")  # it paused for 0.2 s


def test_each_try_names_its_own_span_as_the_parent() -> None:
    client = {"traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}
    with house(one_pool(), _good_but_the_first, is_traced=True) as (setup, (stand_in,)):
        post(setup, "Anybody there?", headers=client)
        spans = {f"{span_id('call', row.id):016x}" for row in attempts(setup, 2)}
    heads = [heard.head for heard in stand_in.heard if heard.body]
    assert {re.findall("(?i)traceparent: 00-[^-]+-([^-]+)-01", head)[0] for head in heads} == spans
    assert len(spans) == 2


def test_an_alias_is_sent_under_its_name_and_costs_what_its_upstream_says() -> None:
    priced = one_pool(
        models={"fast": "meta/llama"}, price={"input-per-million": "$1000", "output-per-million": "$2000"}
    )
    with house(priced, good) as (setup, (replica,)):
        sent = {**body("q", stream=False), "model": "fast"}
        assert httpx.post(f"{setup.url}/v1/chat/completions", json=sent).status_code == 200
        (row,) = attempts(setup, 1)
    assert replica.heard[0].json == {**sent, "model": "meta/llama"}
    assert (row.model, row.cost) == ("fast", Decimal("0.02"))
    assert row.price is not None
    assert row.price.source == "upstreams.own.price"


def test_a_callers_credentials_stay_here_unless_the_upstream_is_meant_to_have_them() -> None:
    heads: list[bytes] = []

    def listening(urls: list[str]) -> dict[str, Any]:
        return {
            "own": {"kind": "openai", "replicas": urls[0], "models": ["a"], "api_key": "sk-ours"},
            "two": {"kind": "openai", "replicas": urls[1], "models": ["b"], "pass-credentials": True},
            "three": {"kind": "vllm", "replicas": urls[2], "models": ["c"]},
        }

    with house(listening, good, good, good) as (setup, stand_ins):
        for model in ("a", "b", "c"):
            headers = {"authorization": "Bearer sk-theirs", "x-api-key": "sk-theirs", "cookie": "c=1"}
            sent = {**body("q", stream=False), "model": model}
            assert httpx.post(f"{setup.url}/v1/chat/completions", json=sent, headers=headers).status_code == 200
        heads = [next(h.head for h in one.heard if h.body) for one in stand_ins]
    assert ["sk-theirs" in head for head in heads] == [False, True, False]
    assert ["sk-ours" in head for head in heads] == [True, False, False]


def test_a_fallback_to_another_model_answers_and_is_not_kept_for_the_model_that_was_asked_for() -> None:
    def two(urls: list[str]) -> dict[str, Any]:
        return {
            "own": {"kind": "openai", "replicas": urls[0], "models": [MODEL]},
            "paid": {"kind": "openai", "replicas": urls[1], "models": ["other"]},
        }

    for interchangeable in (False, True):
        routes = {MODEL: {"fallbacks": ["paid/other"], "interchangeable": interchangeable}}
        with house(two, failing(500), good, routes=routes) as (setup, (_, paid)):
            first, again = post(setup, "q"), post(setup, "q")
            assert (first.status_code, again.status_code) == (200, 200)
            assert paid.heard[0].json["model"] == "other"
            assert ("stored" in first.headers["cache-status"]) is interchangeable
            assert ("other-model" in first.headers["cache-status"]) is not interchangeable
            assert ("; hit" in again.headers["cache-status"]) is interchangeable
            rows = setup.attempts
            assert [(row.upstream, row.status) for row in rows[:2]] == [("own", 500), ("paid", 200)]
            assert rows[1].choice.startswith("paid: fallback")


def test_capabilities_and_context_decide_who_is_asked() -> None:
    def two(urls: list[str]) -> dict[str, Any]:
        blind = {MODEL: {"tools": False, "vision": False, "context": 500}}
        return {
            "own": {"kind": "openai", "replicas": urls[0], "models": blind},
            "paid": {"kind": "openai", "replicas": urls[1], "models": {MODEL: {"vision": True}}},
        }

    picture = [{"type": "image_url", "image_url": {"url": "data:image/png;base64,AA"}}]
    tool = {"type": "function", "function": {"name": "f"}}
    with house(two, good, good) as (setup, (own, paid)):
        post(setup, "plain")
        post(setup, "tools", tools=[tool])
        post(setup, "x" * 4000)
        sent = {"model": MODEL, "messages": [{"role": "user", "content": picture}]}
        httpx.post(f"{setup.url}/v1/chat/completions", json=sent)
        rows = attempts(setup, 4)
    assert (len(own.heard), len(paid.heard)) == (1, 3)
    assert [row.choice.partition("; else ")[2] for row in rows[1:]] == ["own no-tools", "own context", "own no-vision"]


def test_what_nobody_can_do_is_told_at_once() -> None:
    blind = one_pool(models={MODEL: {"tools": False}})
    with house(blind, good) as (setup, _):
        unable = post(setup, "q", tools=[{"type": "function", "function": {"name": "f"}}])
        unknown = httpx.post(f"{setup.url}/v1/chat/completions", json={**body("q", stream=False), "model": "x"})
        models = httpx.get(f"{setup.url}/v1/models").json()
        assert not setup.attempts
    assert (unable.status_code, unknown.status_code) == (400, 404)
    assert unable.json()["error"]["message"] == "No upstream of 'test-model' can do what is asked (no-tools)."
    assert unknown.json()["error"]["code"] == "model_not_found"
    assert [model["id"] for model in models["data"]] == [MODEL]


def test_interactive_requests_go_first_and_the_lowest_class_is_turned_away_first() -> None:
    order: list[str] = []
    go = threading.Event()

    async def slow(heard: Heard, writer: asyncio.StreamWriter) -> None:
        order.append(heard.json["messages"][0]["content"])
        await asyncio.to_thread(go.wait, 20)
        await good(heard, writer)

    background = {"semcache-priority": "background"}
    answers: dict[str, httpx.Response] = {}
    with house(one_pool(limits={"concurrency": 1, "queue": 2}), slow) as (setup, _):

        def ask(question: str, headers: dict[str, str] | None = None) -> threading.Thread:
            thread = threading.Thread(target=lambda: answers.update({question: post(setup, question, headers=headers)}))
            thread.start()
            return thread

        def queued(count: int) -> bool:
            return wait_until(lambda: setup.gateway.upstreams()[0].queued == count)

        threads = [ask("first")]
        assert wait_until(lambda: order == ["first"])
        for count, question in enumerate(("b1", "b2"), 1):
            threads.append(ask(question, background))
            assert queued(count)
        threads.append(ask("person"))
        assert wait_until(lambda: "b2" in answers)  # the last of the lowest class made room
        threads.append(ask("b3", background))
        assert wait_until(lambda: "b3" in answers)  # there is none for another one
        go.set()
        for thread in threads:
            thread.join(30)
    assert order == ["first", "person", "b1"]
    assert {question: answer.status_code for question, answer in answers.items()} == {
        "first": 200,
        "person": 200,
        "b1": 200,
        "b2": 429,
        "b3": 429,
    }
    assert all(int(answers[question].headers["retry-after"]) >= 1 for question in ("b2", "b3"))
    assert answers["b3"].json()["error"]["code"] == "overloaded"


def test_nobody_waits_longer_than_is_allowed_and_nobody_without_a_word() -> None:
    with house(one_pool(limits={"concurrency": 1, "wait": "200ms"}), late(1.0)) as (setup, _):
        first, second = sorted(at_once(2, lambda i: post(setup, f"q{i}")), key=lambda answer: answer.status_code)
        assert (first.status_code, second.status_code) == (200, 429)
        assert "retry-after" in second.headers
        assert len(attempts(setup, 1)) == 1  # what was never called is not booked as a call


def test_a_limit_a_minute_sends_the_rest_elsewhere() -> None:
    def two(urls: list[str]) -> dict[str, Any]:
        return {
            "own": {"kind": "openai", "replicas": urls[0], "models": [MODEL], "limits": {"requests-per-minute": 3}},
            "paid": {"kind": "openai", "replicas": urls[1], "models": [MODEL]},
        }

    with house(two, good, good) as (setup, (own, paid)):
        for i in range(6):
            assert post(setup, f"q{i}").status_code == 200
        rows = attempts(setup, 6)
    assert (len(own.heard), len(paid.heard)) == (3, 3)
    assert rows[3].choice.endswith("; else own full")


def test_retry_after_is_honoured() -> None:
    times: list[float] = []

    async def busy_once(heard: Heard, writer: asyncio.StreamWriter) -> None:
        times.append(time.monotonic())
        await (whole(writer, 429, b'{"error": {}}', "retry-after: 1") if heard.number == 0 else good(heard, writer))

    with house(one_pool(), busy_once) as (setup, _):
        assert post(setup, "q").status_code == 200
    assert times[1] - times[0] >= 0.99


def test_an_upstreams_own_refusal_is_handed_on_when_nobody_else_can_help() -> None:
    with house(one_pool(limits={"wait": "100ms"}), failing(429, "retry-after: 20")) as (setup, _):
        refused = post(setup, "q")
        assert len(attempts(setup, 1)) == 1
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "20")
    assert refused.json() == {"error": {"message": "no"}}


def test_an_engine_that_is_full_is_a_429_for_its_client_and_another_replica_for_the_next() -> None:
    full = failing(503)
    with house(one_pool(kind="vllm", **{"health-check": "1h", "metrics": "1h"}), full) as (setup, _):
        refused = post(setup, "q")
        assert (refused.status_code, refused.json()["error"]["code"]) == (429, "overloaded")
        assert int(refused.headers["retry-after"]) >= 1
    with house(one_pool(kind="vllm", **{"health-check": "1h", "metrics": "1h"}), full, good) as (setup, (first, _)):
        assert {post(setup, f"q{i}").status_code for i in range(5)} == {200}
        assert len([heard for heard in first.heard if heard.body]) < 4


def test_a_request_that_is_wrong_is_nobodys_failure() -> None:
    with house(one_pool(), failing(400), failing(400)) as (setup, _):
        assert {post(setup, f"q{i}").status_code for i in range(12)} == {400}
        assert len(attempts(setup, 12)) == 12  # none was tried again
        assert not [view for view in setup.gateway.upstreams() if view.failures]


def test_retries_stop_where_their_budget_ends() -> None:
    with house(one_pool(), failing(500), failing(500)) as (setup, _):
        for i in range(20):
            assert post(setup, f"q{i}").status_code == 500
        assert len(setup.attempts) <= 20 + 10 + 4


def test_a_broken_upstream_leaves_the_others_their_retries() -> None:
    def two(urls: list[str]) -> dict[str, Any]:
        broken = {"kind": "openai", "replicas": urls[:2], "models": ["broken"]}
        return {"broken": broken, "own": {"kind": "openai", "replicas": urls[2:], "models": [MODEL]}}

    with house(two, failing(500), failing(500), flapping(1, failing(500))) as (setup, _):
        for i in range(20):
            assert post(setup, f"q{i}", model="broken").status_code == 500
        assert wait_until(lambda: len(setup.attempts) >= 20 + 10)  # it has none left
        assert [post(setup, f"q{i}").status_code for i in range(5)] == [200] * 5
        assert wait_until(lambda: sum(row.upstream == "own" for row in setup.attempts) == 5 + 4)


def test_the_call_ends_when_its_client_leaves() -> None:
    for stream in (True, False):
        with house(one_pool(), black_hole) as (setup, (replica,)):
            with pytest.raises(httpx.ReadTimeout):
                httpx.post(f"{setup.url}/v1/chat/completions", json=body("q", stream=stream), timeout=1.5)
            assert wait_until(lambda replica=replica: len(replica.left) == 1, 10.0)
            (row,) = attempts(setup, 1)
            assert (row.upstream, row.status, row.error) == ("own", 0, "cancelled")
            assert [view.in_flight for view in setup.gateway.upstreams()] == [0]


def test_vllm_is_told_of_the_priority_and_a_client_can_only_lower_its_own() -> None:
    rule = changed(RULE, cache_salt=True)
    with house(one_pool(kind="vllm"), good, rule=rule) as (setup, (replica,)):
        post(setup, "q0")
        post(setup, "q1", headers={"semcache-priority": "background"})
        post(setup, "q2", priority=-5)
        post(setup, "q3", priority=50)
        sent = [heard.json for heard in replica.heard if heard.body]
    assert [one.get("priority") for one in sent] == [None, 20, 0, 50]
    salts = {one["cache_salt"] for one in sent}
    assert len(salts) == 1
    assert "local" not in salts


def test_explain_and_the_view_tell_what_was_called_and_why() -> None:
    journal = MemoryJournal()
    with house(one_pool(), failing(500), good, journal=journal) as (setup, _):
        answers = [post(setup, f"q{i}") for i in range(6)]
        assert wait_until(lambda: len(setup.answers) == 6)
        ids = [answer.headers["semcache-request-id"] for answer in answers]
        told = [asyncio.run(journal.get(id)) for id in ids]
        retried = next(one for one in told if one is not None and len(one.calls) == 2)
        assert [(call.upstream, call.status, call.error) for call in retried.calls] == [
            ("own/0", 500, "status-500"),
            ("own/1", 200, ""),
        ]
        console = Console(file=io.StringIO(), width=200)
        print_explanation(retried, console)
        text = console.file.getvalue()
        assert "own/0: status-500" in text
        assert "own/1: 200 in" in text
        failed, well = setup.gateway.upstreams()
        assert (well.name, well.state, well.failures) == ("own/1", "healthy", 0)
        assert failed.name == "own/0"
        assert failed.failures >= 1
        gauges = httpx.get(f"{setup.url}/metrics").text
        assert 'semcache_upstream_up{replica="own/1"} 1.0' in gauges
        assert 'semcache_upstream_failures{replica="own/0"}' in gauges


@pytest.mark.skipif(find_spec("litellm") is None, reason="LiteLLM is not installed")
def test_a_provider_by_litellm_is_an_upstream_like_any_other_but_for_chat_alone() -> None:
    def by_litellm(urls: list[str]) -> dict[str, Any]:
        models = {"claude": "openai/test-model"}
        return {"paid": {"kind": "litellm", "replicas": f"{urls[0]}/v1", "models": models, "api_key": "sk-ours"}}

    with house(by_litellm, good) as (setup, (replica,)):
        chat = {**body("q", stream=False), "model": "claude"}
        answer = httpx.post(f"{setup.url}/v1/chat/completions", json=chat, timeout=60)
        stream = httpx.post(f"{setup.url}/v1/chat/completions", json={**chat, "stream": True, "seed": 1}, timeout=60)
        other = httpx.post(f"{setup.url}/v1/completions", json={"model": "claude", "prompt": "q"}, timeout=60)
        rows = attempts(setup, 2)
    assert answer.json()["choices"][0]["message"]["content"] == said("q")
    assert stream.text.endswith("data: [DONE]\n\n")
    assert (other.status_code, other.json()["error"]["code"]) == (400, "not_supported")
    assert {row.upstream for row in rows} == {"paid"}
    assert "sk-ours" in replica.heard[0].head


def test_a_models_own_upstream_leaves_everything_else_to_the_single_one() -> None:
    with replicas(good, good) as (own, single):
        settings = Settings(
            upstream={"url": single.url},
            upstreams={"own": {"kind": "openai", "replicas": own.url, "models": [MODEL]}},
        )
        with gateway(pools=upstream_pools(settings, PRICES, SystemClock())) as setup:
            post(setup, "q")
            other = {**body("r", stream=False), "model": "other"}
            assert httpx.post(f"{setup.url}/v1/chat/completions", json=other).status_code == 200
            rows = attempts(setup, 2)
    assert (len(own.heard), len(single.heard)) == (1, 1)
    assert [(row.upstream, row.choice) for row in rows] == [("own", "own: $0.53"), ("upstream", "")]
    assert json.loads(single.heard[0].body)["messages"][0]["content"] == "r"
    assert said("r")
