"""The plugin's inside, where LiteLLM would call it: many identities, parts in trouble, calls that come to nothing."""

from __future__ import annotations

import asyncio
import gc
import json
import random
import time
from contextvars import ContextVar
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from semcache.adapters.hash_embedder import HashEmbedder
from semcache.adapters.memory import MemoryIndex, MemoryLedger, MemoryStore
from semcache.core.entry import Entry
from semcache.core.ledger import AnswerRow, AttemptRow, CheckRow, Found, Outcome, Tier
from semcache.core.policy import Audit, Deployments, Mode, Policy, Rule
from semcache.core.savings import summarise
from semcache.core.upstreams import Errand
from semcache.core.world import SourceIs
from semcache.engine import Engine
from semcache.plugin.calls import OwnCalls
from semcache.plugin.carrier import Carrier, Exchange, NotCached
from semcache.plugin.forms import SURFACES, read_call
from semcache.plugin.identity import Identity, Sharing, tenant_of
from semcache.plugin.prices import OperatorPrices
from semcache.ports import Vector
from tests.harness import PRICE, PRICES, RULE, TestClock, completion

SURFACE = SURFACES["acompletion"]
BUDGET = 0.05


class Router:
    """Stands in for LiteLLM's: says what it is told to, and notes what it was asked."""

    def __init__(self) -> None:
        self.answer: Any = "asked again"
        self.asked: list[dict[str, Any]] = []
        self.saw: list[Any] = []
        """What a context variable of the client's request was in the calls."""

    async def acompletion(self, **arguments: Any) -> Any:
        self.asked.append(arguments)
        self.saw.append(OF_THE_REQUEST.get())
        if isinstance(self.answer, Exception):
            raise self.answer
        return completion(self.answer)


OF_THE_REQUEST: ContextVar[str | None] = ContextVar("of_the_request", default=None)


class Setup:
    """A carrier on parts in memory."""

    def __init__(self, rule: Rule = RULE, **parts: Any) -> None:
        self.clock = TestClock()
        self.ledger = MemoryLedger()
        embedder = HashEmbedder()
        own: dict[str, Any] = {
            "embedder": embedder,
            "index": MemoryIndex(embedder.dimension),
            "store": MemoryStore(),
            **parts,
        }
        self.engine = Engine(
            policy=Policy("test", (rule,)), ledger=self.ledger, prices=PRICES, clock=self.clock,
            budget=BUDGET * 0.4, embed_budget=BUDGET * 0.6, callers_are_verified=False, **own,
        )  # fmt: skip
        self.router = Router()
        self.prices: dict[str, Any] = {}
        calls = OwnCalls(lambda: self.router)
        self.carrier = Carrier(self.engine, BUDGET, calls, OperatorPrices(lambda: self.prices))

    def exchange(self, tenant: str | None = "team:red") -> Exchange:
        return Exchange("id", "acompletion", SURFACE, tenant, "gpt")

    async def ask(self, question: str, exchange: Exchange | None = None, **more: Any) -> str | None:
        """The cache's answer; None for a miss, whose answer is still to be told."""
        told = read_call(SURFACE, call(question, **more), "gpt")
        found = await self.carrier.answer(exchange or self.exchange(), told)
        return None if found is None else str(found["choices"][0]["message"]["content"])

    async def buy(self, question: str, answer: str, tenant: str = "team:red", **more: Any) -> Exchange:
        """A miss whose answer is kept."""
        exchange = self.exchange(tenant)
        assert await self.ask(question, exchange, **more) is None
        await self.carrier.keep(exchange, json.dumps(completion(answer)))
        self.carrier.done(exchange, lambda: None, None, 0.1, 0.1)
        return exchange


def call(question: str, **more: Any) -> dict[str, Any]:
    """What LiteLLM hands over."""
    messages = [{"role": "user", "content": question}]
    body = {"model": "gpt", "messages": messages}
    return {
        "model": "openai/gpt-4o-mini", "api_base": "http://one/v1", "api_key": "sk-provider", "messages": messages,
        "model_info": {"id": "deployment-1"},
        "metadata": {"model_group": "gpt"}, "litellm_call_id": "id", "shared_session": object(), "timeout": 600,
        "proxy_server_request": {"body": body, "headers": {}}, **more,
    }  # fmt: skip


async def test_of_a_thousand_crossed_probes_none_crosses() -> None:
    setup, rng = Setup(), random.Random(6)
    identities = [
        Identity(key=f"sk-{n}", team=f"team{n % 7}" if n % 3 else None, user=f"u{n}", organization=f"o{n % 2}")
        for n in range(40)
    ]
    questions = [f"what is our number {n} alpha{n} beta{n} gamma{n}?" for n in range(10)]
    hits = 0
    for _ in range(1000):
        tenant = tenant_of(rng.choice(identities), "team")
        question = rng.choice(questions)
        wording = question if rng.random() < 0.5 else f"Please, {question}"
        assert tenant is not None
        exchange = setup.exchange(tenant)
        spoof = {"metadata": {"model_group": "gpt", "user_api_key_team_id": "team1"}, "user_api_key_team_id": "team1"}
        found = await setup.ask(wording, exchange, **spoof)
        if found is None:
            await setup.carrier.keep(exchange, json.dumps(completion(f"of {tenant}")))
            setup.carrier.done(exchange, lambda: None, None, 0.1, 0.1)
        else:
            hits += 1
            assert found == f"of {tenant}"
    assert hits > 500


ANN = Identity(key="k1", team="red", user="ann", organization="acme", end_user="x")


@pytest.mark.parametrize(
    ("sharing", "same", "other"),
    [
        ("team", Identity(key="k2", team="red"), Identity(key="k1", team="blue")),
        ("key", Identity(key="k1", team="blue"), Identity(key="k2", team="red")),
        ("user", Identity(key="k2", user="ann"), Identity(key="k1", team="red", user="bob")),
        ("organization", Identity(key="k2", team="blue", organization="acme"), Identity(key="k1", team="red")),
        ("end-user", Identity(key="k2", team="red", end_user="x"), Identity(key="k1", team="red", end_user="y")),
    ],
)
def test_who_shares_is_for_the_operator_to_say(sharing: Sharing, same: Identity, other: Identity) -> None:
    assert tenant_of(ANN, sharing) == tenant_of(same, sharing)
    assert tenant_of(ANN, sharing) != tenant_of(other, sharing)


@pytest.mark.parametrize("sharing", ["team", "key", "user", "organization", "end-user"])
def test_whom_the_proxy_does_not_tell_apart_has_no_tenant(sharing: Sharing) -> None:
    assert tenant_of(Identity(end_user="x"), sharing) is None


def test_a_key_is_never_part_of_a_tenants_name() -> None:
    assert "sk-secret" not in str(tenant_of(Identity(key="sk-secret"), "key"))


async def test_without_a_tenant_nothing_is_served_or_kept() -> None:
    setup = Setup()
    for _ in range(2):
        exchange = setup.exchange(None)
        assert await setup.ask("who am I, alpha beta?", exchange) is None
        assert "detail=no-credential" in exchange.headers["cache-status"]
        await setup.carrier.keep(exchange, json.dumps(completion("nobody")))
    assert await setup.engine.store.count() == 0


# What stands behind a model's name.


async def test_another_deployment_behind_the_name_does_not_get_old_answers() -> None:
    setup = Setup()
    await setup.buy("which model are you, alpha beta?", "the first")
    assert await setup.ask("which model are you, alpha beta?") == "the first"
    for other in ({"model": "openai/gpt-5"}, {"api_base": "http://two/v1"}, {"api_version": "2"}):
        assert await setup.ask("which model are you, alpha beta?", **other) is None
    assert await setup.ask("which model are you, alpha beta?", api_key="sk-rotated") == "the first"
    assert await setup.ask("which model are you, alpha beta?", metadata={"model_group": "alias"}) is None


async def test_unless_the_rule_says_so() -> None:
    setup = Setup(replace(RULE, deployments=Deployments.ANY))
    await setup.buy("which model are you, alpha beta?", "the first")
    assert await setup.ask("which model are you, alpha beta?", model="openai/gpt-5") == "the first"
    assert await setup.ask("which model are you, alpha beta?", metadata={"model_group": "alias"}) is None


# Parts in trouble.


class HangingStore(MemoryStore):
    async def get(self, key: str) -> Entry | None:
        await asyncio.sleep(30)
        return None


class HangingEmbedder(HashEmbedder):
    async def embed(self, text: str) -> Vector:
        await asyncio.sleep(30)
        return await super().embed(text)


class BrokenIndex(MemoryIndex):
    async def search(self, scope: str, vector: Vector, k: int) -> Any:
        raise RuntimeError("broken")


@pytest.mark.parametrize(
    "parts",
    [{"store": HangingStore()}, {"embedder": HangingEmbedder()}, {"index": BrokenIndex(256)}],
    ids=["store", "embedder", "index"],
)
async def test_a_part_that_hangs_or_breaks_costs_a_hit_and_no_more_than_the_budget(parts: dict[str, Any]) -> None:
    setup = Setup(**parts)
    for number in range(5):
        began = time.monotonic()
        exchange = setup.exchange()
        assert await setup.ask(f"is it slow {number} alpha beta gamma?", exchange) is None
        assert time.monotonic() - began < BUDGET + 15  # the machine may be busy; what hangs does so for 30 s
        setup.carrier.done(exchange, lambda: None, None, 0.1, 0.1)
    rows = list(setup.ledger.rows())
    assert sum(isinstance(row, AnswerRow) for row in rows) == 5
    assert sum(isinstance(row, AttemptRow) for row in rows) == 5


async def test_requests_cancelled_at_any_moment_are_booked_once_and_hold_nothing() -> None:
    rng = random.Random(8)

    async def some_steps(most: int) -> None:
        for _ in range(rng.randrange(most)):
            await asyncio.sleep(0)

    class Slow(MemoryStore):
        async def get(self, key: str) -> Any:
            await some_steps(6)
            return await super().get(key)

    setup = Setup(store=Slow())
    parts = setup.engine.parts  # the time that they may take is not what is looked at here
    parts.budget = parts.embed_budget = setup.carrier._deadline = 30.0
    asked = right = 0

    async def one(number: int) -> None:
        try:
            await go(number)
        except asyncio.CancelledError:
            pass  # kept, it would refer to the exchange

    async def go(number: int) -> None:
        nonlocal asked, right
        tenant, lot = f"team:{number % 4}", number // 100
        exchange = setup.exchange(tenant)
        asked += 1
        found = await setup.ask(f"what is lot {lot} of the catalogue?", exchange)
        if found is None:
            await some_steps(6)
            await setup.carrier.keep(exchange, json.dumps(completion(f"{tenant} {lot}")))
            setup.carrier.done(exchange, lambda: None, None, 0.1, 0.1)
        else:
            assert found == f"{tenant} {lot}"
            right += 1

    async def cancelled(task: asyncio.Task[None]) -> None:
        await some_steps(20)
        task.cancel()

    for start in range(0, 1000, 20):
        tasks = [asyncio.create_task(one(number)) for number in range(start, start + 20)]
        ends = [cancelled(task) for task in tasks if rng.random() < 0.4]
        await asyncio.gather(*tasks, *ends, return_exceptions=True)
    gc.collect()  # what the proxy does not tell of is noticed when nothing refers to it any more
    answers = [row for row in setup.ledger.rows() if isinstance(row, AnswerRow)]
    assert len(answers) == len({row.request_id for row in answers}) == asked
    assert len(setup.carrier.flights) == 0
    assert right > 100


# Calls under way.


async def test_who_waits_for_a_call_that_fails_lets_one_of_them_go() -> None:
    setup = Setup()
    leader = setup.exchange()
    assert await setup.ask("who goes first, alpha beta?", leader) is None
    followers = [setup.exchange() for _ in range(5)]
    waiting = [asyncio.create_task(setup.ask("who goes first, alpha beta?", each)) for each in followers]
    await asyncio.sleep(0.01)
    assert not any(task.done() for task in waiting)
    setup.carrier.failed(leader, 500, "APIError", 0.1)
    await asyncio.sleep(0.01)
    (next_one,) = [each for each, task in zip(followers, waiting, strict=True) if task.done()]
    await setup.carrier.keep(next_one, json.dumps(completion("at last")))
    assert sorted(map(str, await asyncio.gather(*waiting))) == ["None", *["at last"] * 4]
    attempts = [row for row in setup.ledger.rows() if isinstance(row, AttemptRow)]
    assert [(row.status, row.error) for row in attempts] == [(500, "APIError")]


async def test_whoever_is_cancelled_while_an_answer_is_kept_holds_up_nobody() -> None:
    putting = asyncio.Event()

    class Slow(MemoryStore):
        async def put(self, entry: Entry, vector: Vector | None, fence: int | None = None) -> None:
            putting.set()
            await asyncio.Event().wait()

    setup = Setup(store=Slow())
    setup.engine.budget = 60.0
    leader = setup.exchange()
    assert await setup.ask("who keeps it, alpha beta?", leader) is None
    followers = [setup.exchange() for _ in range(3)]
    waiting = [asyncio.create_task(setup.ask("who keeps it, alpha beta?", each)) for each in followers]
    keeping = asyncio.create_task(setup.carrier.keep(leader, json.dumps(completion("never"))))
    await putting.wait()
    keeping.cancel()
    await asyncio.wait([keeping])
    assert keeping.cancelled()
    # One makes a call of its own, and the others wait for that; and so on.
    left = dict(zip(waiting, followers, strict=True))
    while left:
        done, _ = await asyncio.wait(left, timeout=30, return_when=asyncio.FIRST_COMPLETED)
        assert done, "they wait for a call that is over"
        for task in done:
            setup.carrier.failed(left.pop(task), 500, "APIError", 0.1)
    assert [task.result() for task in waiting] == [None] * 3
    assert len(setup.carrier.flights) == 0


async def test_a_call_whose_client_left_without_a_word_is_given_up() -> None:
    setup = Setup()
    leader = setup.exchange()
    assert await setup.ask("who left, alpha beta?", leader) is None
    follower = setup.exchange()
    waiting = asyncio.create_task(setup.ask("who left, alpha beta?", follower))
    await asyncio.sleep(0.01)
    del leader
    gc.collect()
    assert await asyncio.wait_for(waiting, 1) is None
    (gone,) = [row for row in setup.ledger.rows() if isinstance(row, AnswerRow)]
    assert gone.status == 499


async def test_what_is_told_twice_is_kept_and_booked_once() -> None:
    setup = Setup()
    exchange = await setup.buy("how often, alpha beta?", "once")
    await setup.carrier.keep(exchange, json.dumps(completion("twice")))
    setup.carrier.done(exchange, lambda: None, None, 0.1, 0.1)
    assert await setup.ask("how often, alpha beta?") == "once"
    attempts = [row for row in setup.ledger.rows() if isinstance(row, AttemptRow)]
    assert len(attempts) == 1


async def test_a_streams_first_byte_is_when_its_call_gave_it() -> None:
    setup = Setup()
    exchange = setup.exchange()
    assert await setup.ask("how soon, alpha beta?", exchange, stream=True) is None
    await asyncio.sleep(0.05)
    setup.carrier.done(exchange, lambda: None, None, 0.05, 0.0)
    (row,) = [row for row in setup.ledger.rows() if isinstance(row, AnswerRow)]
    assert row.first_byte <= row.seconds - 0.05


async def test_a_call_within_a_call_is_let_through() -> None:
    setup = Setup()
    exchange = setup.exchange()
    assert await setup.ask("outer, alpha beta?", exchange) is None
    assert await setup.ask("inner, alpha beta?", exchange) is None
    await setup.carrier.keep(exchange, json.dumps(completion("of the outer")))
    assert await setup.ask("outer, alpha beta?") == "of the outer"
    assert await setup.ask("inner, alpha beta?", setup.exchange()) is None


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ({**completion(), "choices": []}, "no-choices"),
        ({**completion(), "error": {"message": "no"}}, "error-object"),
        ({**completion(), "choices": [{**completion()["choices"][0], "finish_reason": "length"}]}, "finish"),
        ("not JSON", "not-json"),
    ],
    ids=str,
)
async def test_what_is_no_whole_answer_is_not_kept(answer: Any, why: str) -> None:
    setup = Setup()
    exchange = setup.exchange()
    await setup.ask("is it whole, alpha beta?", exchange)
    await setup.carrier.keep(exchange, answer if isinstance(answer, str) else json.dumps(answer))
    assert await setup.engine.store.count() == 0
    assert f'decision="{why}"' in setup.engine.metrics.text().decode()


# Old answers.


async def test_the_first_to_find_an_expired_answer_fetches_a_new_one_and_the_others_need_not_wait() -> None:
    setup = Setup(replace(RULE, max_age=60.0, stale_while_revalidate=600.0))
    await setup.buy("how old, alpha beta?", "old")
    setup.clock.offset += 100
    leader = setup.exchange()
    assert await setup.ask("how old, alpha beta?", leader) is None
    other = setup.exchange()
    assert await setup.ask("how old, alpha beta?", other) == "old"
    assert "detail=stale-while-revalidate" in other.headers["cache-status"]
    await setup.carrier.keep(leader, json.dumps(completion("new")))
    assert await setup.ask("how old, alpha beta?") == "new"


async def test_an_expired_answer_stands_in_when_the_proxy_tries_again_after_a_failure() -> None:
    setup = Setup(replace(RULE, max_age=60.0, stale_if_error=600.0))
    await setup.buy("still there, alpha beta?", "old")
    setup.clock.offset += 100
    exchange = setup.exchange()
    assert await setup.ask("still there, alpha beta?", exchange) is None
    setup.carrier.failed(exchange, 503, "ServiceUnavailableError", 0.1)
    assert await setup.ask("still there, alpha beta?", exchange) == "old"
    assert "fwd=stale" in exchange.headers["cache-status"]


async def test_a_hit_names_no_deployments_secret() -> None:
    setup = Setup()
    await setup.buy("any secrets, alpha beta?", "none")
    entry = next(iter([found async for found in setup.engine.store.vectors()]))
    stored = await setup.engine.store.get(entry.key)
    assert "sk-provider" not in repr(stored)


async def test_in_shadow_mode_every_answer_comes_from_upstream_and_the_books_say_what_would_have_been_saved() -> None:
    setup = Setup(replace(RULE, mode=Mode.SHADOW))
    await setup.buy("is it a trial, alpha beta?", "yes")
    await setup.buy("is it a trial, alpha beta?", "yes")
    rows = [row for row in setup.ledger.rows() if isinstance(row, AnswerRow)]
    assert [(row.outcome, row.would) for row in rows] == [(Outcome.MISS, Tier.NONE), (Outcome.BYPASS, Tier.EXACT)]


# Audits.


def audited(setup: Setup, purpose: str = "audit") -> list[AttemptRow]:
    return [row for row in setup.ledger.rows() if isinstance(row, AttemptRow) and row.purpose == purpose]


def checks(setup: Setup) -> list[CheckRow]:
    return [row for row in setup.ledger.rows() if isinstance(row, CheckRow)]


async def one_audit(question: str = "how many days, alpha beta?", **more: Any) -> Setup:
    """A semantic hit, and the audit of it if there was one."""
    setup = Setup(replace(RULE, audit=Audit(share=1.0)))
    setup.router.answer = "Five days."
    await setup.buy(question, "Five days.", **more)
    assert await setup.ask(f"Please, {question}", **more) == "Five days."
    await setup.engine.upkeep.settled()
    return setup


async def test_an_audit_asks_the_same_deployment_the_same_and_is_booked_as_one() -> None:
    OF_THE_REQUEST.set("the client's")
    setup = await one_audit(temperature=0.5, stream=True, stream_options={"include_usage": True}, drop_params=True)
    (asked,) = setup.router.asked
    assert asked == {
        "model": "deployment-1",
        "messages": [{"role": "user", "content": "Please, how many days, alpha beta?"}],
        "temperature": 0.5, "drop_params": True,
        "metadata": {"user_api_key_alias": "semcache-audit"}, "num_retries": 0, "disable_fallbacks": True,
        "cache": {"no-cache": True, "no-store": True},
    }  # fmt: skip
    assert setup.router.saw == [None], "what hooks remember of the client's request is not there"
    (row,) = audited(setup)
    assert (row.status, row.error, row.cost) == (200, "", 10 * PRICE.input + 5 * PRICE.output)
    (check,) = checks(setup)
    assert (check.purpose, check.found) == ("audit", Found.SAME)
    assert summarise(setup.ledger.rows()).total.checking == row.cost


async def test_an_audit_that_finds_another_answer_says_so() -> None:
    setup = Setup(replace(RULE, audit=Audit(share=1.0)))
    setup.router.answer = "Nine weeks, and never before."
    await setup.buy("how many days, alpha beta?", "Five days.")
    await setup.ask("Please, how many days, alpha beta?")
    await setup.engine.upkeep.settled()
    assert [check.found for check in checks(setup)] == [Found.DIFFERENT]


async def test_an_audit_that_comes_to_nothing_costs_nobody_anything() -> None:
    setup = Setup(replace(RULE, audit=Audit(share=1.0)))
    setup.router.answer = ValueError("canary: what was asked")
    await setup.buy("how many days, alpha beta?", "Five days.")
    await setup.ask("Please, how many days, alpha beta?")
    await setup.engine.upkeep.settled()
    (row,) = audited(setup)
    assert (row.status, row.error) == (0, "UpstreamUnreachable: ValueError")
    assert checks(setup) == []


async def test_nobody_waits_for_an_audit() -> None:
    setup = Setup(replace(RULE, audit=Audit(share=1.0)))
    await setup.buy("how many days, alpha beta?", "Five days.")
    before = len(setup.carrier.flights)
    assert await setup.ask("Please, how many days, alpha beta?") == "Five days."
    await asyncio.sleep(0)
    assert len(setup.carrier.flights) == before


@pytest.mark.parametrize(
    "more",
    [
        {"headers": {"authorization": "mine"}},
        {"metadata": {"model_group": "gpt", "used_client_oauth_token": True}},
        {"api_base": "http://mine", "proxy_server_request": {"body": {"api_base": "http://mine", "messages": []}}},
        {"model_info": {}},
    ],
    ids=["headers that are handed on", "a token of its own", "an address of its own", "no deployment's name"],
)
async def test_what_only_the_clients_own_credentials_can_ask_is_not_audited(more: dict[str, Any]) -> None:
    setup = await one_audit(**more)
    assert setup.router.asked == []
    assert 'result="credential"' in setup.engine.metrics.text().decode()


async def test_a_judge_of_the_proxys_is_asked_where_comparing_leaves_doubt() -> None:
    setup = Setup(replace(RULE, audit=Audit(share=1.0), judge="gpt"))
    setup.router.answer = "SAME"
    body = b'{"model":"gpt","messages":[{"role":"user","content":"Same?"}],"max_tokens":5}'
    response = await setup.carrier._calls.ask(body, Errand("judge"))
    assert b"SAME" in b"".join([chunk async for chunk in response.chunks()])
    assert setup.router.asked[0]["metadata"] == {"user_api_key_alias": "semcache-judge"}


# What a deployment costs, where the operator said so.


async def test_the_operators_price_of_a_deployment_goes_before_the_list() -> None:
    setup = Setup()
    own: dict[str, float | None] = {
        "input_cost_per_token": 1e-3, "output_cost_per_token": 2e-3, "cache_read_input_token_cost": 5e-4,
        "output_cost_per_reasoning_token": None, "input_cost_per_request": None,
    }  # fmt: skip
    setup.prices["deployment-1"] = {"id": "deployment-1", "db_model": False, **own}
    await setup.buy("what does it cost, alpha beta?", "this")
    await setup.ask("what does it cost, alpha beta?")
    rows = list(setup.ledger.rows())
    (spent,) = [row for row in rows if isinstance(row, AttemptRow)]
    (saved,) = [row for row in rows if isinstance(row, AnswerRow) and row.outcome is Outcome.HIT]
    assert spent.cost == saved.saved == Decimal("0.020")
    assert spent.price is not None
    assert (spent.price.source, spent.price.input, spent.price.cached) == (
        "litellm config", Decimal("0.001"), Decimal("0.0005"),
    )  # fmt: skip
    setup.prices["deployment-1"] = {**own, "output_cost_per_token": 0.0}
    await setup.ask("what does it cost, alpha beta?")
    assert list(setup.ledger.rows())[-1].saved == Decimal("0.010"), "as it is now"


async def test_where_the_operator_charges_by_the_second_no_tokens_are_priced() -> None:
    setup = Setup()
    setup.prices["deployment-1"] = {"input_cost_per_second": 0.5, "output_cost_per_second": 0}
    exchange = setup.exchange()
    await setup.ask("what does time cost, alpha beta?", exchange)
    await setup.carrier.keep(exchange, json.dumps(completion("this")))
    setup.carrier.done(exchange, lambda: None, Decimal("0.07"), 0.1, 0.1)
    await setup.ask("what does time cost, alpha beta?")
    rows = list(setup.ledger.rows())
    assert [row.cost for row in rows if isinstance(row, AttemptRow)] == [Decimal("0.07")], "as LiteLLM says"
    assert [row.saved for row in rows if isinstance(row, AnswerRow)] == [0, None]


# What the client or the provider says about keeping.


async def test_who_wants_a_kept_answer_or_none_gets_none() -> None:
    setup = Setup()
    sent = {"body": {"messages": []}, "headers": {"cache-control": "only-if-cached"}}
    exchange = setup.exchange()
    with pytest.raises(NotCached):
        await setup.ask("is it there, alpha beta?", exchange, proxy_server_request=sent)
    assert "detail=only-if-cached" in exchange.headers["cache-status"]
    assert [row.status for row in setup.ledger.rows() if isinstance(row, AnswerRow)] == [504]
    await setup.buy("is it there, alpha beta?", "yes")
    assert await setup.ask("is it there, alpha beta?", proxy_server_request=sent) == "yes"


async def test_so_it_is_where_the_lookup_takes_too_long() -> None:
    setup = Setup(store=HangingStore())
    sent = {"body": {"messages": []}, "headers": {"cache-control": "only-if-cached"}}
    for number in range(3):
        with pytest.raises(NotCached):
            await setup.ask(f"is it there {number}, alpha beta?", proxy_server_request=sent)


async def test_a_provider_can_forbid_to_keep_its_answer_and_name_what_it_rests_on() -> None:
    setup = Setup()
    exchange = setup.exchange()
    await setup.ask("may I, alpha beta?", exchange)
    await setup.carrier.keep(exchange, json.dumps(completion("no")), ((b"cache-control", b"no-store"),))
    assert await setup.engine.store.count() == 0
    exchange = setup.exchange()
    await setup.ask("may I, alpha beta?", exchange)
    await setup.carrier.keep(exchange, json.dumps(completion("yes")), ((b"semcache-sources", b"kb/1@v1"),))
    assert await setup.ask("may I, alpha beta?") == "yes"
    await setup.engine.store.announce(SourceIs("kb/1", "v2"), "test", setup.clock.now())
    assert await setup.ask("may I, alpha beta?") is None
