"""Carries one request through the cache: looks up, records, writes the books.

Every part it stands on is a port, called through a Guard: trouble in any of them costs a hit and never a request.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain

from semcache.core.decision import (
    Bypass,
    Candidate,
    Hit,
    Miss,
    NotStored,
    Stored,
    Verdict,
    check_contract,
    decide_bypass,
    decide_lookup,
    decide_store,
)
from semcache.core.directives import Directives, forbids_storing
from semcache.core.entry import Entry, Neighbour
from semcache.core.gates import Pass, Refusal, judge
from semcache.core.ledger import AnswerRow, AttemptRow, LedgerRow, Outcome, Price, Tier
from semcache.core.policy import Context, Policy, Rule, Share
from semcache.core.pricing import PriceBook, cost
from semcache.core.request import Answer, CanonicalRequest, Usage
from semcache.core.scope import Scope, exact_key, scope_of
from semcache.core.text import TextFacts, read_text
from semcache.core.volatile import Volatile, classify
from semcache.errors import CacheFault, TextTooLong
from semcache.guard import Guard
from semcache.ids import new_id
from semcache.metrics import Metrics
from semcache.ports import Clock, Embedder, Ledger, Store, Vector, VectorIndex

log = logging.getLogger("semcache")

REBUILD_SECONDS = 1.0
"""Between two looks at whether the embedder was replaced."""
SWEEP_SECONDS = 30.0
"""Between two searches for expired entries. They are never served meanwhile; this only gives space back."""
PROVEN_SECONDS = 600.0
"""For how long a credential that the upstream accepted may be served answers that others bought."""
FACTS_KEPT = 20_000
"""Cached questions whose text is kept read; some 2 KiB each."""


@dataclass(slots=True)
class Lookup:
    """One request on its way: what was asked, what was decided, and what was found out meanwhile."""

    request_id: str
    at: float
    started: float
    """Monotonic seconds."""
    request: CanonicalRequest
    tenant: str
    directives: Directives
    rule: Rule
    scope: Scope
    key: str
    embedder: Embedder
    """The one that the scope names; a better one may replace it meanwhile."""
    verdict: Verdict
    vector: Vector | None = None
    volatile: Volatile | None = None
    candidates: tuple[Candidate, ...] = ()
    """Those that were looked at, nearest first."""


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
        budget: float = 0.050,
        embed_budget: float = 1.0,
        callers_are_verified: bool = True,
    ) -> None:
        """Budgets are seconds a request: one for the embedding, one for everything else together.

        `callers_are_verified` says that the upstream checks each caller's own credential; then a shared answer is
        only served to a credential which the upstream accepted lately.
        """
        self.policy = policy
        self.metrics = metrics or Metrics()
        self.clock = clock
        self.ledger = ledger
        self._embedder = embedder
        self._index = index
        self._store = store
        self._prices = prices
        self._budget = budget
        self._embed_budget = embed_budget
        self._callers_are_verified = callers_are_verified
        self.guards = {part: Guard(part, clock, self.metrics) for part in ("embedder", "index", "store")}
        self._proven: OrderedDict[str, float] = OrderedDict()
        self._facts: OrderedDict[str, TextFacts] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()
        self.is_started = False
        self._indexed = ""
        """Fingerprint of the embedder whose vectors are in the index."""

    # Life.

    async def start(self) -> None:
        """Serves at once; the vector index is rebuilt from the store meanwhile."""
        if self.is_started:
            return
        self.is_started = True
        for work in (self._keep_indexed(), self._keep_swept()):
            task = asyncio.create_task(work)
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Writes what is pending and lets go of every part."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for part in (self._embedder, self._index, self._store, self.ledger):
            try:
                await part.close()
            except CacheFault as fault:
                log.warning("closing: %s", fault)
        self.is_started = False

    @property
    def is_rebuilt(self) -> bool:
        """The index holds what the store has for the embedder in use."""
        return self._indexed == self._embedder.current.fingerprint

    async def _keep_indexed(self) -> None:
        """Rebuilds the index at start, and again whenever a better embedder takes over."""
        while True:
            embedder = self._embedder.current
            if embedder.fingerprint != self._indexed:
                try:
                    await embedder.ready()
                    await self.rebuild(embedder)
                except CacheFault as fault:
                    log.debug("the vector index waits: %s", fault)
            await asyncio.sleep(REBUILD_SECONDS)

    async def rebuild(self, embedder: Embedder) -> None:
        """Fills the index from the store. Texts whose vectors another embedder made are embedded anew."""
        others: list[str] = []
        async for found in self._store.vectors():
            if found.embedder == embedder.fingerprint:
                await self._index.add(found.scope, found.key, found.vector)
            else:
                await self._index.remove(found.scope, [found.key])
                others.append(found.key)
        self._indexed = embedder.fingerprint
        if others:
            log.info("embedding %d stored questions anew for %s", len(others), embedder.fingerprint)
        for key in others:
            entry = await self._store.get(key)
            if entry is None or entry.query is None:
                continue
            vector = await embedder.embed(entry.query)
            if await self._store.get(key) != entry:
                continue  # stored again meanwhile, with a vector of its own
            moved = replace(entry, scope=replace(entry.scope, embedder=embedder.fingerprint))
            await self._store.put(moved, vector)
            await self._index.add(moved.scope.digest, key, vector)

    async def _keep_swept(self) -> None:
        while True:
            await self.sweep()
            await asyncio.sleep(SWEEP_SECONDS)

    async def sweep(self) -> None:
        """Gives back the space of entries that have expired."""
        try:
            for scope, key in await self._store.sweep(self.clock.now()):
                await self._index.remove(scope, [key])
        except CacheFault as fault:
            log.debug("sweep: %s", fault)

    async def refresh_gauges(self) -> None:
        """Brings the gauges up to date; for whoever is about to read them."""
        try:
            self.metrics.entries.set(await self._store.count())
        except CacheFault as fault:
            log.debug("count: %s", fault)
        self.metrics.vectors.set(len(self._index))
        self.metrics.unwritten.set(self.ledger.unwritten)

    # Looking up.

    async def lookup(
        self, request: CanonicalRequest, tenant: str, directives: Directives, bypass: str | None = None
    ) -> Lookup:
        """Decides what to do with a request; with `bypass`, it is a Bypass for that reason.

        Never raises for a part in trouble: that is a Miss with the reason.
        """
        now = self.clock.now()
        rule = self.policy.rule_for(request, Context(tenant))
        owner = "*" if rule.share is Share.EVERYONE else tenant
        embedder = self._embedder.current
        scope = scope_of(request, owner, rule.digest, embedder.fingerprint)
        look = Lookup(
            request_id=new_id(),
            at=now,
            started=self.clock.monotonic(),
            request=request,
            tenant=tenant,
            directives=directives,
            rule=rule,
            scope=scope,
            key=exact_key(scope, request.query),
            embedder=embedder,
            verdict=Miss("new"),
        )
        look.verdict = await self._decide(look, now) if bypass is None else Bypass(bypass)
        return look

    async def _decide(self, look: Lookup, now: float) -> Verdict:
        refused = decide_bypass(look.request, look.rule, look.directives, None)
        if refused is not None:
            return refused
        if look.directives.no_cache:
            return self._classified(look) or Miss("no-cache", fwd="request")
        if not self._may_share(look):
            return self._classified(look) or Miss("credential-unproven")
        budget = _Budget(self._budget)
        try:
            verdict = await self._exact(look, budget, now)
            if isinstance(verdict, Hit):
                return verdict
            # An exact hit was classified when it was stored, under this same rule and text.
            return self._classified(look) or await self._semantic(look, budget, now, verdict)
        except CacheFault:
            return self._classified(look) or Miss(f"fault:{self._troubled_part()}")

    def _classified(self, look: Lookup) -> Bypass | None:
        look.volatile = classify(look.request.query) if look.request.query else None
        return decide_bypass(look.request, look.rule, look.directives, look.volatile)

    def _troubled_part(self) -> str:
        return next((part for part, guard in self.guards.items() if not guard.is_well), "budget")

    async def _exact(self, look: Lookup, budget: _Budget, now: float) -> Hit | Miss:
        began = self.clock.monotonic()
        entry = await self.guards["store"].call(lambda: self._store.get(look.key), budget.left)
        budget.left -= self.clock.monotonic() - began
        if entry is None:
            return Miss("new")
        candidate = Candidate(entry, Tier.EXACT, 1.0, self._contract(look, entry, now))
        look.candidates = (candidate,)
        return decide_lookup([candidate], "new")

    async def _semantic(self, look: Lookup, budget: _Budget, now: float, exact: Miss) -> Hit | Miss:
        request, rule = look.request, look.rule
        if not rule.semantic:
            return exact
        if request.exact_only is not None or request.query is None:
            return Miss(f"exact-only:{request.exact_only or 'no-query'}")
        try:
            look.vector = await self._embed(look.embedder, request.query)
        except TextTooLong:
            return Miss("exact-only:too-long")
        began = self.clock.monotonic()
        vector = look.vector
        neighbours = await self.guards["index"].call(
            lambda: self._index.search(look.scope.digest, vector, rule.candidates), budget.left
        )
        searched = self.clock.monotonic()
        budget.left -= searched - began
        self.metrics.observe("search", searched - began)
        if not neighbours:
            return exact
        entries = await self.guards["store"].call(
            lambda: self._store.get_many([n.key for n in neighbours]), budget.left
        )
        seen: list[Candidate] = list(look.candidates)
        began = self.clock.monotonic()
        verdict = decide_lookup(chain(look.candidates, self._judged(look, neighbours, entries, seen, now)), "new")
        self.metrics.observe("gate", self.clock.monotonic() - began)
        look.candidates = tuple(seen)
        return verdict

    def _judged(
        self,
        look: Lookup,
        neighbours: Sequence[Neighbour],
        entries: Sequence[Entry | None],
        seen: list[Candidate],
        now: float,
    ) -> Iterator[Candidate]:
        """Candidates nearest first, judged one by one as they are asked for, so that a hit judges no more."""
        assert look.request.query is not None
        asked = read_text(look.request.query)
        for neighbour, entry in zip(neighbours, entries, strict=True):
            if entry is None or entry.query is None or entry.key == look.key:
                continue
            reports = judge(asked, self._facts_of(entry), neighbour.similarity, look.rule.min_similarity)
            candidate = Candidate(
                entry, Tier.SEMANTIC, neighbour.similarity, self._contract(look, entry, now) + reports
            )
            seen.append(candidate)
            yield candidate

    def _contract(self, look: Lookup, entry: Entry, now: float) -> tuple[Pass | Refusal, ...]:
        return check_contract(entry, look.scope, look.request, look.directives, now)

    def _facts_of(self, entry: Entry) -> TextFacts:
        facts = self._facts.get(entry.key)
        if facts is None:
            facts = self._facts[entry.key] = read_text(entry.query or "")
            if len(self._facts) > FACTS_KEPT:
                self._facts.popitem(last=False)
        return facts

    async def _embed(self, embedder: Embedder, text: str) -> Vector:
        began = self.clock.monotonic()
        vector = await self.guards["embedder"].call(lambda: embedder.embed(text), self._embed_budget)
        self.metrics.observe("embed", self.clock.monotonic() - began)
        return vector

    def _may_share(self, look: Lookup) -> bool:
        if look.rule.share is not Share.EVERYONE or not self._callers_are_verified:
            return True
        return self._proven.get(look.tenant, -1.0) > self.clock.monotonic()

    # Recording.

    async def record(
        self, look: Lookup, answer: Answer, response_headers: Sequence[tuple[bytes, bytes]]
    ) -> Stored | NotStored:
        """Keeps an answer if it may be kept; says why not otherwise. Never raises for a part in trouble."""
        if 200 <= answer.status < 300 and look.rule.share is Share.EVERYONE:
            self._prove(look.tenant)
        verdict = await self._record(look, answer, response_headers)
        self.metrics.stored.labels("stored" if isinstance(verdict, Stored) else verdict.reason).inc()
        return verdict

    async def _record(
        self, look: Lookup, answer: Answer, response_headers: Sequence[tuple[bytes, bytes]]
    ) -> Stored | NotStored:
        if isinstance(look.verdict, Bypass):
            return NotStored(look.verdict.reason)
        upstream_cc = b", ".join(value for name, value in response_headers if name == b"cache-control")
        verdict = decide_store(
            answer,
            look.rule,
            look.volatile,
            upstream_forbids=forbids_storing(upstream_cc.decode("latin-1"), shared=look.rule.share is Share.EVERYONE),
            now=self.clock.now(),
        )
        if isinstance(verdict, NotStored):
            return verdict
        vector = await self._vector_to_store(look)
        entry = Entry(look.key, look.scope, look.request.query, verdict.completion, verdict.contract, look.tenant)
        try:
            await self.guards["store"].call(lambda: self._store.put(entry, vector), self._budget)
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

    async def withdraw(self, look: Lookup) -> None:
        """Takes back what was recorded for this request."""
        try:
            await self.guards["store"].call(lambda: self._store.remove([look.key]), self._budget)
            await self.guards["index"].call(lambda: self._index.remove(look.scope.digest, [look.key]), self._budget)
        except CacheFault:
            log.warning("an answer that was recorded too early could not be taken back")

    async def _vector_to_store(self, look: Lookup) -> Vector | None:
        """The lookup's vector; computed here only where the lookup had no need of one."""
        request = look.request
        if look.vector is None and request.exact_only is None and request.query is not None and look.rule.semantic:
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

    # The books.

    def price(self, usage: Usage | None, *models: str) -> tuple[Decimal | None, Price | None]:
        """Dollars and the price they were reckoned at, by the first of the models that has one."""
        prompt = usage.prompt if usage is not None else 0
        price = next((p for p in (self._prices.price(m, prompt) for m in models) if p is not None), None)
        return (cost(usage, price) if usage is not None and price is not None else None), price

    def book(self, row: LedgerRow) -> None:
        """Hands a row to the ledger and moves the counters."""
        self.ledger.append(row)
        if isinstance(row, AttemptRow):
            if row.cost is not None:
                self.metrics.spent.inc(float(row.cost))
            else:
                self.metrics.unpriced.inc()
            self.metrics.observe("upstream", row.seconds)
            return
        self._book_answer(row)

    def _book_answer(self, row: AnswerRow) -> None:
        family, _, rest = row.detail.partition(":")
        label = row.detail if family in ("gate", "volatile", "fault") and rest else family
        self.metrics.count_request(row.outcome, row.tier, label)
        if row.saved:
            self.metrics.saved.inc(float(row.saved))
        elif row.saved is None and row.outcome is Outcome.HIT:
            self.metrics.unpriced.inc()
        if row.outcome is Outcome.HIT:
            self.metrics.observe("replay", row.seconds)
