"""The law: an answer is served only while every clause of its contract holds, whatever happens in between.

A machine asks, changes the world, moves the clock, restarts and reloads as it likes. Whatever anybody is served that
was not fetched for him is held against `law.py`. `TIERS` counts what was served, so that the law is known to have
been tried in every tier.
"""

from __future__ import annotations

import asyncio
import ipaddress
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from semcache.adapters.sqlite_store import SqliteStore
from semcache.core.policy import Policy, Share
from semcache.core.policy import Rule as Terms
from semcache.core.tenant import PermissionRules, tenant_of
from semcache.core.world import Changed, OlderThan, SourceIs, SourceVersion, Touches
from semcache.core.world import Event as Announced
from tests.freshness.house import ANSWERS, HELD, Call, Exchange, House, How, KeptStore
from tests.freshness.law import Event, Fact, broken
from tests.harness import MODEL, RULE, changed
from tests.redis_servers import needs_redis, redis_store

EXAMPLES, STEPS = 400, 80
REDIS_EXAMPLES = 40
SHRINK = [Phase.shrink]
"""The explain phase is left out: it takes minutes on a machine like this one."""
SLOW = 6
"""The most requests that wait at once."""
ENOUGH = 10_000

QUESTIONS = (
    (
        "What is a monad in category theory?",
        "What is a monad in category theory please?",
        "Please tell me: what is a monad in category theory?",
    ),
    ("What is a monoid in category theory?", "What is a monoid in category theory please?"),
    ("Who is the CEO of Acme Corporation?", "Please, who is the CEO of Acme Corporation?"),
)
CHANGING = 2
"""The question whose answer is kept for a short time only."""
MODELS = (MODEL, "other-model")
SOURCES = ("", "", "kb@v1", "kb@v2", "kb", "kb@v1, prices@a", "prices")
DIRECTIVES = ("", "", "", "", "max-age=100", "max-age=4000", "min-fresh=100", "no-cache", "no-store", "only-if-cached",
              "max-stale=100000")  # fmt: skip
HELD_EARLY = How(held=True, early=True)
TROUBLE = (How(status=503), How(unreachable=True), How(status=500), How(cut=True), How(finish="length"))
HOWS = (*(ANSWERS,) * 4, HELD, HELD_EARLY, *TROUBLE)
FAQ = changed(
    name="faq", stale_while_revalidate=600.0, stale_if_error=1200.0, jitter=0.2, vary=("x-language",), tags=("faq",)
)
POLICIES: dict[str, Terms] = {
    "lenient": FAQ,
    "must revalidate": changed(FAQ, max_age=1000.0, must_revalidate=True, jitter=0.0),
    "shared": changed(RULE, name="shared", share=Share.EVERYONE, stale_while_revalidate=600.0, stale_if_error=600.0),
    "for bad times": changed(FAQ, stale_while_revalidate=0.0, stale_if_error=9000.0),
    "exact": changed(RULE, name="exact", semantic=False, stale_if_error=3000.0, sources=(SourceVersion("kb", "v1"),)),
}
EVENTS: tuple[Event, ...] = (
    ("source-is", "kb", "v1"), ("source-is", "kb", "v2"), ("source-is", "kb", "v3"), ("source-is", "prices", "a"),
    ("source-is", "prices", "b"), ("source-is", "elsewhere", "x"), ("changed", "source", "kb"),
    ("changed", "source", "prices"), ("changed", "source", "elsewhere"), ("changed", "tag", "faq"),
    ("changed", "tag", "launch"), ("changed", "tag", "none"), ("changed", "tenant", "ann"),
    ("changed", "tenant", "*"), ("changed", "author", "bob"), ("changed", "model", MODEL),
    ("changed", "model", "other-model"), ("changed", "model", "unused"), ("changed", "entry", "unused"),
    ("changed", "policy", "faq"),
    ("changed", "policy", "shared"), ("changed", "entry", ""), ("older-than", 0.0), ("older-than", 60.0),
    ("older-than", 1000.0), ("there-and-back", "kb", "v3", "v1"), ("there-and-back", "prices", "b", "a"),
)  # fmt: skip
"""There and back: the source becomes the one, then the other. The name of an entry and the moment of older-than, here
an age, are filled in when it happens."""

TIERS: Counter[str] = Counter()
ALL_TIERS = ("exact", "semantic", "collapsed", "stale-while-revalidate", "stale-if-error", "warm restart")

FIRST: dict[str, Any] = {
    "question": 0,
    "wording": 0,
    "tenant": "ann",
    "model": MODEL,
    "system": "",
    "language": "",
    "groups": "",
    "sources": "",
    "tags": "",
    "directive": "",
}
CHANGES: tuple[tuple[str, Any], ...] = (
    *(("wording", wording) for wording in (0, 1, 1, 2)),
    *(("question", question) for question in (1, CHANGING)),
    *(("sources", sources) for sources in SOURCES),
    *(("directive", directive) for directive in DIRECTIVES),
    ("tenant", "bob"), ("model", MODELS[1]), ("system", "Be brief."), ("language", "de"), ("groups", "staff"),
    ("tags", "launch"), ("tags", ""),
)  # fmt: skip
some_changes = st.lists(st.sampled_from(CHANGES), max_size=2).map(dict)
a_change = st.sampled_from([*((),) * 25, *((change,) for change in CHANGES)]).map(dict)
upstream_says = st.sampled_from(["", "", "", "prices@a", "prices@b", "kb@v2"])


class Law(RuleBasedStateMachine):
    """Everything that may happen to a cache, in any order."""

    steps: ClassVar[int] = 0
    redis: ClassVar[bool] = False
    """Whether what is stored lies in a Redis, instead of in memory or in a file."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.events: list[Event] = []
        self.asked: list[dict[str, Any]] = []
        """What was asked, as the rules below drew it."""
        self.asks: dict[int, Fact] = {}
        self.calls: dict[int, Fact] = {}
        self.open: list[Exchange] = []
        """Those whose answer is yet to be judged."""
        self.keys: dict[tuple[Any, ...], str] = {}
        """Each entry's key, by what it is made of."""
        self.restarted = 0
        """How many calls had been made at the last restart."""
        self.kept: list[tuple[dict[str, Any], str, float]] = []
        """What was asked and answered in full: how, under which policy, and when."""
        self.policy = "lenient"
        self.terms = POLICIES[self.policy]

    @initialize(on_disk=st.sampled_from([False] * 9 + [True]))
    def begin(self, on_disk: bool) -> None:
        self.path = Path(self.folder.name) / "entries.db" if on_disk or self.redis else None
        permissions = PermissionRules(b"x-groups", (ipaddress.ip_network("127.0.0.0/8"),), ())

        async def build() -> None:
            self.house = House(self.terms, store=self._store(), responder={"permissions": permissions})
            self.house.upstream.on_call = self._call_made
            await self.house.begin()

        self.loop.run_until_complete(build())

    def _store(self) -> Any:
        if self.path is None:
            return KeptStore()
        return redis_store(self.path) if self.redis else SqliteStore(self.path)

    # What is asked.

    @rule(change=some_changes, says=upstream_says, stream=st.booleans(), held=st.booleans())
    def ask(self, change: dict[str, Any], says: str, stream: bool, held: bool) -> None:
        how = How(held=held, headers={"semcache-sources": says} if says else {})
        self._ask({**FIRST, **change, "stream": stream}, how)

    @precondition(lambda self: self.asked)
    @rule(which=st.integers(1, 4), change=a_change, how=st.sampled_from(HOWS), stream=st.booleans())
    def ask_again(self, which: int, change: dict[str, Any], how: How, stream: bool) -> None:
        self._ask({**self.asked[-min(which, len(self.asked))], **change, "stream": stream}, how)

    # Whoever is still waiting depends on the disk's speed, and what is drawn must not: so no preconditions below.

    @rule(which=st.integers(0, 9), change=a_change, stream=st.booleans())
    def ask_what_is_being_asked(self, which: int, change: dict[str, Any], stream: bool) -> None:
        if not self.open:
            self._nothing()
            return
        exchange = self.open[which % len(self.open)]
        self._ask({**self.asked[exchange.number], **change, "stream": stream}, How(held=True))

    @rule(
        which=st.integers(1, 3),
        late=st.sampled_from([-1.0, 0.0, 1.0, 300.0, 599.0, 600.0, 1199.0, 1200.0, 2999.0]),
        event=st.sampled_from((*(None,) * 20, *EVENTS)),
        change=a_change,
        how=st.sampled_from((ANSWERS, HELD, HELD_EARLY, *TROUBLE[:3])),
        stream=st.booleans(),
    )
    def ask_when_it_is_stale(
        self, which: int, late: float, event: Event | None, change: dict[str, Any], how: How, stream: bool
    ) -> None:
        if not self.kept:
            self._nothing()
            return
        asked, policy, made = self.kept[-min(which, len(self.kept))]
        self._reload(policy)
        lifetime = self.terms.short_max_age if asked["question"] == CHANGING else self.terms.max_age
        clock = self.house.clock
        clock.advance(min(max(0.0, made + lifetime + late - clock.now()), 10_000.0))
        if event is not None and not how.held:
            self.announce(event, 1, False)
        self._ask({**asked, **change, "stream": stream}, how)
        if event is not None and how.held:  # while the upstream lets it wait, before it fails
            self._judge_all()
            self.announce(event, 1, False)
            self.the_upstream_answers(9, TROUBLE[which - 1])

    def _nothing(self) -> None:
        """There was nothing to do it with: this was no step."""
        Law.steps -= 1

    def _ask(self, asked: dict[str, Any], how: How) -> None:
        if how.held and len(self.open) >= SLOW:
            how = ANSWERS
        self.asked.append(asked)
        wordings = QUESTIONS[asked["question"]]
        text = wordings[asked["wording"] % len(wordings)]
        named = {
            "authorization": asked["tenant"],
            "x-language": asked["language"],
            "x-groups": asked["groups"],
            "semcache-sources": asked["sources"],
            "semcache-tags": asked["tags"],
            "cache-control": asked["directive"],
        }
        system = [{"role": "system", "content": asked["system"]}] if asked["system"] else []
        messages = [*system, {"role": "user", "content": text}]

        async def go() -> None:
            house = self.house
            house.upstream.how = how
            number = len(house.exchanges)
            self.asks[number] = self._fact(asked, text)
            headers = {name: value for name, value in named.items() if value}
            exchange = house.start(text, headers, stream=asked["stream"], model=asked["model"], messages=messages)
            self.open.append(exchange)
            await self._until_quiet(exchange)

        self.loop.run_until_complete(go())

    async def _until_quiet(self, *exchanges: Exchange) -> None:
        """Until what was set off has come to its end or waits for the upstream."""
        await self.house.settle()
        if self.path is None:
            return
        for _ in range(100):  # the disk is read on another thread
            if all(e.is_over or e.number in self.house.upstream.askers for e in exchanges):
                break
            await asyncio.sleep(0.001)
        await self.house.settle()

    def _fact(self, asked: dict[str, Any], text: str) -> Fact:
        name, _, number = asked["directive"].partition("=")
        return {
            "arrived": len(self.events),
            "now": self.house.clock.now(),
            "policy": self.policy,
            "terms": terms_of(self.terms),
            "question": asked["question"],
            "changing": asked["question"] == CHANGING,
            "text": text,
            "stream": asked["stream"],
            "tenant": asked["tenant"],
            "model": asked["model"],
            "system": asked["system"],
            "language": asked["language"],
            "permissions": asked["groups"],
            "sources": sources_of(asked["sources"]),
            "tags": [asked["tags"]],
            "directives": {name: float(number or 0)} if name else {},
        }

    def _call_made(self, call: Call) -> None:
        asker = int(call.header("x-ask"))
        behind = self.house.exchanges[asker].is_whole  # fetched in the background, after its asker was served
        ask = self.asks[asker]
        self.calls[call.number] = {**ask, "asker": asker, "began": len(self.events) if behind else ask["arrived"]}

    # What happens.

    @rule(event=st.sampled_from(EVENTS), which=st.integers(1, 5), by_another=st.booleans())
    def announce(self, event: Event, which: int, by_another: bool) -> None:
        kind, *rest = event
        if kind == "there-and-back":
            for version in rest[1:]:
                self.announce(("source-is", rest[0], version), which, by_another)
            return
        if kind == "older-than":
            event = (kind, self.house.clock.now() - rest[0])
        elif event == ("changed", "entry", ""):
            keys = [row.key for row in self.house.answers][-which:]
            event = (*event[:2], keys[0] if keys else "none")

        async def tell() -> None:
            store = self._store() if by_another and self.path is not None else self.house.store
            await store.announce(announced(event), "the law", self.house.clock.now())
            if store is not self.house.store:
                await store.close()
            await self.house.settle()

        self.loop.run_until_complete(tell())
        self.events.append(event)

    @rule(seconds=st.sampled_from([0.5, 1.0, 30.0, 90.0, 300.0, 600.0, 601.0, 1000.0, -86_400.0, 86_400.0]))
    def time_passes_or_the_clock_jumps(self, seconds: float) -> None:
        clock = self.house.clock
        if abs(seconds) < 86_400:
            clock.advance(seconds)
        else:
            clock.set(clock.now() + seconds)

    @rule(which=st.integers(0, 9), how=st.sampled_from((*(ANSWERS,) * 6, *TROUBLE)))
    def the_upstream_answers(self, which: int, how: How) -> None:
        held = self.house.upstream.held
        if not held:
            self._nothing()
            return
        call = held[min(which, len(held) - 1)]

        async def go() -> None:
            self.house.upstream.how = ANSWERS  # for whoever has to ask once more
            self.house.let_go(call, how if not how.is_whole else How(headers=call.how.headers))
            await self._until_quiet(*self.open)

        self.loop.run_until_complete(go())

    @rule(what=st.sampled_from(("leave", "restart", "restart", "sweep", *POLICIES)), which=st.integers(0, 9))
    def something_comes_between(self, what: str, which: int) -> None:
        """A client leaves, the process restarts, space is given back, or another policy is loaded."""
        if what in POLICIES:
            self._reload(what)
        elif what == "leave" and self.open:
            self.loop.run_until_complete(self._leave(self.open.pop(which % len(self.open))))
        elif what == "restart":
            self.loop.run_until_complete(self._restart())
        elif what == "sweep":
            self.loop.run_until_complete(self.house.engine.upkeep.sweep())

    async def _leave(self, exchange: Exchange) -> None:
        assert exchange.task is not None
        exchange.task.cancel()
        await asyncio.gather(exchange.task, return_exceptions=True)
        await self._until_quiet(*self.open)

    async def _restart(self) -> None:
        await self.house.shut()
        if self.path is not None:
            self.house.store = self._store()
        self.house.open()
        await self.house.begin()
        self.open.clear()
        self.restarted = len(self.house.upstream.calls)

    def _reload(self, policy: str) -> None:
        self.policy, self.terms = policy, POLICIES[policy]
        self.house.policy = Policy("house", (self.terms,))
        self.house.engine.policy = self.house.policy

    # What must hold.

    @invariant()
    def every_answer_that_was_served_might_be(self) -> None:
        Law.steps += 1
        self._judge_all()

    def _judge_all(self) -> None:
        for exchange in [e for e in self.open if e.is_over]:
            self.open.remove(exchange)
            self._judge(exchange)

    def _judge(self, exchange: Exchange) -> None:
        assert exchange.task is not None
        exchange.task.result()
        request_id = exchange.answer_headers.get("semcache-request-id")
        self.keys |= {
            identity(self.asks[exchange.number]): row.key for row in self.house.answers if row.id == request_id
        }
        ask, outcome, number = self.asks[exchange.number], exchange.outcome, exchange.call
        tier = tier_of(outcome)
        if "only-if-cached" in ask["directives"]:
            assert exchange.number not in self.house.upstream.askers
        if number is None:
            assert exchange.status >= 400 or not exchange.is_whole, exchange
            return
        call = self.calls[number]
        if tier is None:
            assert call["asker"] == exchange.number, (outcome, call, ask)
            if self.house.upstream.calls[number].how.is_whole:
                self.kept.append((self.asked[exchange.number], ask["policy"], self.house.clock.now()))
            return
        made = self.house.upstream.calls[number]
        upstream_says = sources_of(made.how.headers.get("semcache-sources", ""))
        call = {
            **call,
            "at": made.at,
            "whole": made.how.is_whole,
            "sources": [*call["sources"], *call["terms"]["sources"], *upstream_says],
            "key": self.keys.get(identity(call), ""),
        }
        if tier == "collapsed":
            seen = self.events[: ask["arrived"]]
        else:
            ask = {**ask, "now": self.house.clock.now()}
            seen = self.events
        why = broken(call, ask, seen, tier)
        assert why == [], (why, outcome, {"call": call, "ask": ask, "events": seen})
        TIERS[tier] += 1
        if number < self.restarted:
            TIERS["warm restart"] += 1

    def teardown(self) -> None:
        if hasattr(self, "house"):
            self.loop.run_until_complete(self.house.shut())
        self.loop.close()
        self.folder.cleanup()


def tier_of(outcome: str) -> str | None:
    """How somebody else's answer came to be served; None for one's own."""
    for tier in ("stale-while-revalidate", "stale-if-error"):
        if f"detail={tier}" in outcome:
            return tier
    if "; collapsed" in outcome:
        return "collapsed"
    return outcome.rpartition("detail=")[2] if "; hit" in outcome else None


def identity(fact: Fact) -> tuple[Any, ...]:
    """What the key of an entry is made of."""
    terms = fact["terms"]
    return (
        # Two policies may have rules of one name and lifetime.
        terms["name"], terms["max_age"], terms["swr"], terms["sie"], terms["must_revalidate"],
        "*" if terms["shared"] else fact["tenant"], fact["model"], fact["system"],
        fact["language"] if terms["varies"] else "", fact["permissions"], fact["text"],
    )  # fmt: skip


def tenant_name(credential: str) -> str:
    return tenant_of([(b"authorization", credential.encode())], None) or ""


def sources_of(text: str) -> list[tuple[str, str]]:
    named = [item.strip().partition("@") for item in text.split(",") if item.strip()]
    return [(id, version) for id, _, version in named]


def terms_of(terms: Terms) -> Fact:
    """A rule in the law's own words."""
    return {
        "name": terms.name,
        "shared": terms.share is Share.EVERYONE,
        "semantic": terms.semantic,
        "varies": bool(terms.vary),
        "max_age": terms.max_age,
        "short_max_age": terms.short_max_age,
        "swr": terms.stale_while_revalidate,
        "sie": terms.stale_if_error,
        "must_revalidate": terms.must_revalidate,
        "tags": list(terms.tags),
        "sources": [(source.id, source.version) for source in terms.sources],
    }


def announced(event: Event) -> Announced:
    match event:
        case ("source-is", id, version):
            return SourceIs(id, version)
        case ("changed", "tenant" | "author" as kind, name):
            return Changed(Touches(kind), name if name == "*" else tenant_name(name))
        case ("changed", kind, name):
            return Changed(Touches(kind), name)
        case ("older-than", moment):
            return OlderThan(moment)
    raise AssertionError(event)


def run(law: type[Law], examples: int) -> None:
    began = time.monotonic()
    run_state_machine_as_test(
        law,
        settings=settings(
            max_examples=examples,
            stateful_step_count=STEPS,
            deadline=None,
            phases=[Phase.explicit, Phase.reuse, Phase.generate, *SHRINK],
            suppress_health_check=list(HealthCheck),
        ),
    )
    print(f"{Law.steps} steps in {time.monotonic() - began:.0f} s; served: {dict(TIERS)}")


def test_nothing_is_served_that_a_clause_of_its_contract_forbids() -> None:
    Law.steps = 0
    TIERS.clear()
    run(Law, EXAMPLES)
    assert Law.steps >= ENOUGH
    assert set(TIERS) == set(ALL_TIERS)


@needs_redis
def test_nothing_is_served_that_a_clause_of_its_contract_forbids_over_redis() -> None:
    Law.steps = 0
    TIERS.clear()
    run(type("LawOverRedis", (Law,), {"redis": True}), REDIS_EXAMPLES)
    assert Law.steps >= REDIS_EXAMPLES
    assert "exact" in TIERS
