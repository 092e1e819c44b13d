"""Carries one request through the cache: looks up, and records.

Every part it stands on is a port, called through a Guard: trouble in any of them costs a hit and never a request.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TypeVar

from semcache.appraisal import Appraiser
from semcache.books import Books, label_of
from semcache.core.counterfactual import ProviderCache
from semcache.core.courtesy import gist
from semcache.core.decision import (
    Bypass,
    Candidate,
    Conditions,
    Hit,
    Miss,
    NotStored,
    StaleHit,
    Stored,
    Verdict,
    check_contract,
    decide_bypass,
    decide_lookup,
    decide_store,
    fallback,
    in_shadow,
)
from semcache.core.directives import Directives, forbids_storing, header_text, read_age
from semcache.core.entry import Entry
from semcache.core.ledger import Price, Tier
from semcache.core.owncosts import OwnRates
from semcache.core.policy import Context, Deployments, Mode, Policy, Rule, Share
from semcache.core.pricing import PriceBook
from semcache.core.request import Answer, CanonicalRequest, Usage, digest
from semcache.core.scope import exact_key, scope_of
from semcache.core.text import LONGEST
from semcache.core.verify import LOOKED_AT
from semcache.core.volatile import classify
from semcache.core.world import World, parse_names, parse_sources
from semcache.errors import CacheFault, TextTooLong
from semcache.findings import MemoryLabels
from semcache.guard import Guard
from semcache.ids import new_id
from semcache.lookup import Lookup
from semcache.metrics import Metrics
from semcache.ports import Clock, Embedder, Journal, Labels, Ledger, Store, Vector, VectorIndex
from semcache.trusting import Trusts
from semcache.upkeep import NO_RATES, Upkeep, vectors_name

log = logging.getLogger("semcache")

SOURCES = "semcache-sources"
"""The header, of request or response, and the key in the body's metadata, that names what an answer rests on."""
TAGS = "semcache-tags"
"""Likewise, names under which the answer can be invalidated."""
_BETA_HEADERS = ("openai-beta", "anthropic-beta", "anthropic-version")
"""Headers that change what the upstream answers, whatever the rule says."""
PROVEN_SECONDS = 600.0
"""For how long a credential that the upstream accepted may be served answers that others bought."""
SHADOWED = "shadow"
"""Why a whole answer is not kept where the cache is only tried out."""

Headers = Sequence[tuple[bytes, bytes]]
T = TypeVar("T")


@dataclass(slots=True)
class _Budget:
    """What is left, in seconds, of the time the cache may take from one request."""

    left: float


class Engine:
    """The cache behind every face."""

    def __init__(
        self,
        *,
        policy: Policy,
        embedder: Embedder,
        index: VectorIndex,
        store: Store,
        ledger: Ledger,
        prices: PriceBook,
        clock: Clock,
        metrics: Metrics | None = None,
        journal: Journal | None = None,
        labels: Labels | None = None,
        budget: float = 0.050,
        embed_budget: float = 1.0,
        callers_are_verified: bool = True,
        rates: OwnRates = NO_RATES,
        rows_for: float | None = None,
    ) -> None:
        """Budgets are seconds a request: one for the embedding, one for everything else together.
        `rows_for` is how many seconds single ledger rows are kept; None keeps them for ever.

        `callers_are_verified` says that the upstream checks each caller's own credential; then a shared answer is
        only served to a credential which the upstream accepted lately.
        """
        self.policy = policy
        self.metrics = metrics or Metrics()
        self.clock = clock
        self.store = store
        self.books = Books(ledger, prices, self.metrics)
        self.journal = journal
        self.labels = labels or MemoryLabels()
        self.trusts = Trusts(self.labels, self.metrics)
        self._appraiser = Appraiser(self.trusts)
        self.upkeep = Upkeep(embedder, index, store, ledger, clock, self.metrics, journal, self.trusts, rates, rows_for)
        self.guards = {part: Guard(part, clock, self.metrics) for part in ("embedder", "index", "store")}
        self.is_started = False
        self._embedder = embedder
        self._index = index
        self._budget = budget
        self._embed_budget = embed_budget
        self._callers_are_verified = callers_are_verified
        self._proven: OrderedDict[str, float] = OrderedDict()
        self._mistakes: set[str] = set()
        self._provider_cache = ProviderCache()
        self.embedding = 0
        """Requests that wait for their vector just now."""

    async def start(self) -> None:
        """Serves at once; the vector index is rebuilt from the store meanwhile."""
        if not self.is_started:
            self.is_started = True
            self.upkeep.start()

    async def close(self) -> None:
        """Writes what is pending and lets go of every part."""
        await self.upkeep.stop()
        self.trusts.keep()
        for part in (self._embedder, self._index, self.store, self.books.ledger, self.journal, self.labels):
            try:
                if part is not None:
                    await part.close()
            except CacheFault as fault:
                log.warning("closing: %s", fault)
        self.is_started = False

    # Looking up.

    async def lookup(
        self, request: CanonicalRequest, context: Context, directives: Directives, bypass: str | None = None
    ) -> Lookup:
        """Decides what to do with a request; with `bypass`, it is a Bypass for that reason.

        Never raises for a part in trouble: that is a Miss with the reason.
        """
        if self.policy.asks_for_class and request.said:
            volatile = classify(request.said, self.policy.classes)
            context = replace(context, question_class=volatile.cls if volatile else "")
        rule = self.policy.rule_for(request, context)
        embedder = self._embedder.current
        scope = scope_of(
            request,
            "*" if rule.share is Share.EVERYONE else context.tenant,
            rule.digest,
            vectors_name(embedder),
            vary=_varied(rule, context),
            permissions=context.permissions,
        )
        look = Lookup(
            request_id=new_id(),
            at=self.clock.now(),
            started=self.clock.monotonic(),
            request=request,
            context=context,
            directives=directives,
            rule=rule,
            scope=scope,
            key=exact_key(scope, request.query),
            embedder=embedder,
            verdict=Miss("new"),
            sources=parse_sources(said) if (said := context.named(SOURCES)) else (),
        )
        if bypass is not None:
            look.verdict = Bypass(bypass)
            return look
        try:
            look.verdict = await self._decide(look)
        # A mistake of ours that nobody foresaw must not fail the request either.
        except Exception:
            self._mistaken("deciding")
            look.verdict = Bypass("fault:engine")
        if rule.mode is Mode.SHADOW:
            look.would = look.verdict if isinstance(look.verdict, Hit | StaleHit) else None
            look.verdict = in_shadow(look.verdict)
        return look

    def _mistaken(self, doing: str) -> None:
        self.metrics.faults.labels("engine").inc()
        if doing not in self._mistakes:
            self._mistakes.add(doing)
            log.exception("a mistake in semcache while %s; requests go on without the cache", doing)

    async def _decide(self, look: Lookup) -> Verdict:
        refused = decide_bypass(look.request, look.rule, look.directives, None)
        if refused is not None:
            return refused
        budget = _Budget(self._budget)
        exact: Hit | StaleHit | Miss = Miss("new")
        try:
            entry = await self._look_out(look, budget)
            if look.directives.no_cache:
                return self._classified(look) or Miss("no-cache", fwd="request", may_share=False)
            if not self._may_share(look):
                return self._classified(look) or Miss("credential-unproven", may_share=False)
            exact = self._exact(look, entry)
            if isinstance(exact, Hit):
                return exact  # it was classified when it was stored, under this same rule and text
            return self._classified(look) or await self._semantic(look, budget, exact)
        except CacheFault:
            fault = Miss(f"fault:{self._troubled_part()}")
            return self._classified(look) or (exact if isinstance(exact, StaleHit) else fault)

    async def _look_out(self, look: Lookup, budget: _Budget) -> Entry | None:
        """What the world is like, and the entry under the exact key."""

        async def both() -> tuple[World, Entry | None]:
            # In this order: an entry stored after an event is never judged by the world before it.
            entry = await self.store.get(look.key)
            return await self.store.world(), entry

        began = self.clock.monotonic()
        look.world, entry = await self.guards["store"].call(both, budget.left)
        budget.left -= self.clock.monotonic() - began
        return entry

    def _classified(self, look: Lookup) -> Bypass | None:
        look.volatile = classify(look.request.said, look.rule.classes) if look.request.said else None
        return decide_bypass(look.request, look.rule, look.directives, look.volatile)

    def _troubled_part(self) -> str:
        return next((part for part, guard in self.guards.items() if not guard.is_well), "budget")

    def _demands(self, look: Lookup, world: World | None, now: float) -> Conditions:
        assert world is not None
        return Conditions(look.scope, look.request, look.directives, world, look.sources, now)

    def _exact(self, look: Lookup, entry: Entry | None) -> Hit | StaleHit | Miss:
        if entry is None:
            return Miss("new")
        demands = self._demands(look, look.world, look.at)
        candidate = Candidate(entry, Tier.EXACT, 1.0, check_contract(entry, demands))
        look.candidates = (candidate,)
        return decide_lookup([candidate], demands, "new")

    async def _semantic(self, look: Lookup, budget: _Budget, exact: StaleHit | Miss) -> Hit | StaleHit | Miss:
        request, rule = look.request, look.rule
        if not rule.semantic:
            return exact
        why = _exact_only(request)
        if why is not None or request.query is None:
            return Miss(f"exact-only:{why}") if exact == Miss("new") else exact
        try:
            look.vector = await self._embed(look.embedder, request.query)
        except TextTooLong:
            return Miss("exact-only:too-long") if exact == Miss("new") else exact
        vector = look.vector
        looked_at = max(rule.candidates, LOOKED_AT) if rule.max_error else rule.candidates
        began = self.clock.monotonic()
        neighbours = await self.guards["index"].call(
            lambda: self._index.search(look.scope.digest, vector, looked_at), budget.left
        )
        searched = self.clock.monotonic()
        budget.left -= searched - began
        self.metrics.observe("search", searched - began)
        if not neighbours:
            return exact
        keys = [neighbour.key for neighbour in neighbours]
        entries = await self.guards["store"].call(lambda: self.store.get_many(keys), budget.left)
        began = self.clock.monotonic()
        demands = self._demands(look, look.world, look.at)
        seen: list[Candidate] = list(look.candidates)
        judge_them = self._appraiser.weighed if rule.max_error else self._appraiser.judged
        judged = judge_them(look, demands, neighbours, entries, seen)
        verdict = decide_lookup(chain(look.candidates, judged), demands, "new")
        look.candidates = tuple(seen)
        self.metrics.observe("gate", self.clock.monotonic() - began)
        return verdict

    async def _embed(self, embedder: Embedder, text: str) -> Vector:
        began = self.clock.monotonic()
        self.embedding += 1
        try:
            vector = await self.guards["embedder"].call(lambda: embedder.embed(gist(text)), self._embed_budget)
        finally:
            self.embedding -= 1
        self.metrics.observe("embed", self.clock.monotonic() - began)
        return vector

    def _may_share(self, look: Lookup) -> bool:
        if look.rule.share is not Share.EVERYONE or not self._callers_are_verified:
            return True
        return self._proven.get(look.tenant, -1.0) > self.clock.monotonic()

    async def fallback(self, look: Lookup) -> Candidate | None:
        """A stale answer that may be served because the upstream is in trouble: everything it rests on is checked
        again, for time has passed and events may have come."""
        if look.world is None or not look.candidates or look.rule.mode is Mode.SHADOW:
            return None
        try:
            world = await self.guards["store"].call(self.store.world, self._budget)
        except CacheFault:
            return None
        demands = self._demands(look, world, self.clock.now())
        again = (replace(c, contract=check_contract(c.entry, demands)) for c in look.candidates)
        return fallback(again, demands)

    # Recording.

    async def record(self, look: Lookup, answer: Answer, response_headers: Headers) -> Stored | NotStored:
        """Keeps an answer if it may be kept; says why not otherwise. Never raises for a part in trouble."""
        if 200 <= answer.status < 300 and look.rule.share is Share.EVERYONE:
            self._prove(look.tenant)
        try:
            verdict = await self._record(look, answer, response_headers)
        except Exception:
            self._mistaken("recording")
            verdict = NotStored("fault:engine")
        self.metrics.stored.labels("stored" if isinstance(verdict, Stored) else label_of(verdict.reason)).inc()
        return verdict

    async def _record(self, look: Lookup, answer: Answer, response_headers: Headers) -> Stored | NotStored:
        if isinstance(look.verdict, Bypass) and look.would is None:
            return NotStored(look.verdict.reason)
        if look.world is None:
            return NotStored("fault:store")
        now = self.clock.now()
        verdict = decide_store(
            answer,
            look.rule,
            look.volatile,
            upstream_forbids=forbids_storing(
                _said(response_headers, b"cache-control"),
                _said(response_headers, b"vary"),
                shared=look.rule.share is Share.EVERYONE,
            ),
            age=read_age([value.decode("latin-1") for name, value in response_headers if name == b"age"]),
            now=now,
            spread=int(digest([look.key, now])[:8], 16) / 2**32,
            sources=_once(*look.rule.sources, *look.sources, *parse_sources(_said(response_headers, SOURCES.encode()))),
            tags=_once(
                *look.rule.tags,
                *parse_names(look.context.named(TAGS)),
                *parse_names(_said(response_headers, TAGS.encode())),
            ),
            epoch=look.world.epoch,
        )
        if isinstance(verdict, NotStored):
            return verdict
        if not verdict.contract.can_be_named:
            return NotStored("sources-unreadable")
        if isinstance(look.would, Hit):
            return NotStored(SHADOWED)  # the stored one would have been served, and would live on as it is
        vector = await self._vector_to_store(look)
        entry = Entry(look.key, look.scope, look.request.query, verdict.completion, verdict.contract, look.tenant)
        try:
            world = await self.guards["store"].call(self.store.world, self._budget)
            if world.says_gone(entry.grounds) or world.contradicts(verdict.contract.sources):
                return NotStored("invalidated")  # the world changed while the answer was under way
            await self.guards["store"].call(lambda: self.store.put(entry, vector), self._budget)
        except CacheFault:
            return NotStored("fault:store")
        if vector is not None:
            try:
                await self.guards["index"].call(
                    lambda: self._index.add(look.scope.digest, look.key, vector), self._budget
                )
            except CacheFault:
                log.debug("stored without its vector, until the index is rebuilt")
        return verdict

    def would_bill(self, look: Lookup, usage: Usage, price: Price | None) -> Usage:
        """What the provider would have billed for this request, whose prompt it may have held in its own cache.

        Called for every answer, those from upstream included, for they are what keeps a prefix held.
        """
        account = look.tenant if self._callers_are_verified else ""
        return self._provider_cache.would_bill(usage, look.request, account, price, look.at)

    async def withdraw(self, look: Lookup) -> None:
        """Takes back what was recorded for this request."""
        try:
            await self.guards["store"].call(lambda: self.store.remove([look.key]), self._budget)
            await self.guards["index"].call(lambda: self._index.remove(look.scope.digest, [look.key]), self._budget)
        except CacheFault:
            log.warning("an answer that was recorded too early could not be taken back")

    async def _vector_to_store(self, look: Lookup) -> Vector | None:
        """The lookup's vector; computed here only where the lookup had no need of one."""
        request = look.request
        if look.vector is None and request.query is not None and _exact_only(request) is None and look.rule.semantic:
            try:
                return await self._embed(look.embedder, request.query)
            except (CacheFault, TextTooLong):
                return None
        return look.vector

    def _prove(self, tenant: str) -> None:
        self._proven[tenant] = self.clock.monotonic() + PROVEN_SECONDS
        self._proven.move_to_end(tenant)
        if len(self._proven) > 100_000:
            self._proven.popitem(last=False)


def _exact_only(request: CanonicalRequest) -> str | None:
    """Why the request may be answered by the exact tier alone, or None."""
    if request.exact_only is not None or request.query is None:
        return request.exact_only or "no-query"
    return "too-long" if len(request.query) > LONGEST else None


def _varied(rule: Rule, context: Context) -> str:
    """Digest of what must be equal beside the request, headers and deployment; "" where there is nothing."""
    named = [(name, context.headers[name]) for name in (*_BETA_HEADERS, *rule.vary) if name in context.headers]
    if context.deployment and rule.deployments is Deployments.SAME:
        named.append(("deployment of the model", context.deployment))  # no header's name has spaces
    return digest(named) if named or rule.vary else ""


def _said(headers: Headers, name: bytes) -> str:
    """All that the headers say under this name, in lower case."""
    return ", ".join(header_text(value) for key, value in headers if key == name)


def _once(*items: T) -> tuple[T, ...]:
    """Each item once, in order."""
    return tuple(dict.fromkeys(items))
