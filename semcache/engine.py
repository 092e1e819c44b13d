"""Carries one request through the cache: looks up, and records.

Every part it stands on is a port, called through a Guard: trouble in any of them costs a hit and never a request.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace

from semcache.appraisal import Appraiser
from semcache.books import Books, label_of
from semcache.core.counterfactual import ProviderCache
from semcache.core.credentials import Credentials
from semcache.core.decision import (
    Bypass,
    Hit,
    NotStored,
    StaleHit,
    Stored,
    in_shadow,
)
from semcache.core.directives import Directives
from semcache.core.entry import Entry, Neighbour
from semcache.core.ledger import UPKEEP, Price
from semcache.core.owncosts import OwnRates
from semcache.core.policy import Context, Mode, Policy, Share
from semcache.core.pricing import PriceBook
from semcache.core.request import Answer, CanonicalRequest, Usage
from semcache.core.scope import exact_key, scope_of
from semcache.core.trace import Trace, traceparent
from semcache.core.volatile import classify
from semcache.core.world import parse_sources
from semcache.deciding import Decider
from semcache.errors import CacheFault, EmbedderLoading, TextTooLong
from semcache.findings import MemoryLabels
from semcache.ids import new_id
from semcache.lookup import SOURCES, Lookup, exact_only, varied
from semcache.metrics import Metrics
from semcache.mistakes import placed
from semcache.parts import Parts, closed
from semcache.ports import Clock, Embedder, Journal, Labels, Leases, Ledger, Store, Vector, VectorIndex
from semcache.recording import Headers, kept
from semcache.slot import Slot
from semcache.trusting import Trusts
from semcache.upkeep import NO_RATES, Upkeep, vectors_name

log = logging.getLogger("semcache")

SHADOWED = "shadow"
"""Why a whole answer is not kept where the cache is only tried out."""
UNDECIDED = "cancelled"
"""The reason of a lookup that nobody waited for to its end."""


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
        is_traced: bool = False,
        rates: OwnRates = NO_RATES,
        rows_for: float | None = None,
        leases: Leases | None = None,
        slot: Slot | None = None,
    ) -> None:
        """Budgets are seconds a request: one for the embedding, one for everything else together.
        `rows_for` is how many seconds single ledger rows are kept; None keeps them for ever.

        `leases` are for an engine that shares its store with others: one of them makes a call that several wait for.
        `slot` says which of the processes over one home folder this one is.

        `callers_are_verified` says that the upstream checks each caller's own credential; then a shared answer is
        only served to a credential which the upstream accepted lately. `is_traced` says that somebody makes spans of
        the ledger's rows: then calls upstream name theirs.
        """
        self.policy = policy
        self.metrics = metrics or Metrics()
        self.clock = clock
        self.store = store
        self.parts = Parts(
            embedder, index, store, leases, clock, self.metrics, budget=budget, embed_budget=embed_budget
        )
        self.books = Books(ledger, prices, self.metrics)
        self.journal = journal
        self.labels = labels or MemoryLabels()
        self.slot = slot or Slot()
        self.trusts = Trusts(self.labels, self.metrics, self.slot)
        self.upkeep = Upkeep(
            embedder,
            index,
            store,
            ledger,
            clock,
            self.metrics,
            journal,
            self.trusts,
            rates,
            rows_for,
            leases,
            self.slot,
        )
        self.is_started = False
        self._callers_are_verified = callers_are_verified
        self._credentials = Credentials()
        self.decider = Decider(
            self.parts,
            Appraiser(self.trusts),
            self._credentials if callers_are_verified else None,
            self.upkeep.forget,
            clock,
            self.metrics,
        )
        self._is_traced = is_traced
        self._mistakes: set[str] = set()
        self._provider_cache = ProviderCache()

    async def start(self) -> None:
        """Serves at once; the vector index is rebuilt from the store meanwhile."""
        if not self.is_started:
            self.is_started = True
            await self.slot.take()
            self.upkeep.start()
            self.upkeep.spawn(self.parts.try_store())

    async def close(self) -> None:
        """Writes what is pending and lets go of every part."""
        await self.upkeep.stop()
        self.trusts.keep()
        await self.parts.close()
        for part in (self.books.ledger, self.journal, self.labels):
            await closed(part)
        await self.slot.leave()
        self.is_started = False

    # Looking up.

    async def lookup(
        self, request: CanonicalRequest, context: Context, directives: Directives, bypass: str | None = None
    ) -> Lookup:
        """Decides what to do with a request; with `bypass`, it is a Bypass for that reason."""
        look = self.begin(request, context, directives, bypass)
        await self.decide(look)
        return look

    def begin(
        self, request: CanonicalRequest, context: Context, directives: Directives, bypass: str | None = None
    ) -> Lookup:
        """A lookup that is yet to be decided."""
        if self.policy.asks_for_class and request.said:
            volatile = classify(request.said, self.policy.classes)
            context = replace(context, question_class=volatile.cls if volatile else "")
        rule = self.policy.rule_for(request, context)
        embedder = self.parts.embedder.current
        scope = scope_of(
            request,
            "*" if rule.share is Share.EVERYONE else context.tenant,
            rule.digest,
            vectors_name(embedder),
            vary=varied(rule, context),
            permissions=context.permissions,
        )
        return Lookup(
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
            verdict=Bypass(UNDECIDED if bypass is None else bypass),
            sources=parse_sources(said) if (said := context.named(SOURCES)) else (),
        )

    async def decide(self, look: Lookup) -> None:
        """Decides it, unless it is a Bypass already. Never raises for a part in trouble: that is a Miss with the
        reason."""
        if look.verdict != Bypass(UNDECIDED):
            return
        try:
            look.verdict = await self.decider.decide(look)
        # A mistake of ours that nobody foresaw must not fail the request either.
        except Exception as mistake:
            self.mistaken("deciding", mistake)
            look.verdict = Bypass("fault:engine")
        if look.rule.mode is Mode.SHADOW:
            look.would = look.verdict if isinstance(look.verdict, Hit | StaleHit) else None
            look.verdict = in_shadow(look.verdict)

    def mistaken(self, doing: str, mistake: Exception) -> None:
        """Counts what nobody foresaw, and tells of it once."""
        self.metrics.faults.labels("engine").inc()
        if doing not in self._mistakes:
            self._mistakes.add(doing)
            told = "a mistake in semcache while %s; requests go on without the cache: %s"
            log.error(told, doing, placed(mistake))

    def would_serve(self, look: Lookup, neighbours: Sequence[Neighbour], others: Sequence[Lookup]) -> str | None:
        """The key of the one among other requests, under way, whose answer would be served for this one, were it
        stored now."""
        try:
            return self.decider.would_serve(look, neighbours, others)
        except Exception as mistake:
            self.mistaken("looking at what is under way", mistake)
            return None

    async def decide_again(self, look: Lookup) -> None:
        """Decides anew, with the vector that it has; now is then the moment of its decision."""
        look.at = self.clock.now()
        look.verdict, look.candidates, look.sighted, look.weighed = Bypass(UNDECIDED), (), (), None
        await self.decide(look)

    # Recording.

    async def record(self, look: Lookup, answer: Answer, response_headers: Headers) -> Stored | NotStored:
        """Keeps an answer if it may be kept; says why not otherwise. Never raises for a part in trouble."""
        if 200 <= answer.status < 300 and look.rule.share is Share.EVERYONE:
            self._credentials.prove(look.tenant, self.clock.monotonic())
        try:
            verdict = await self._record(look, answer, response_headers)
        except Exception as mistake:
            self.mistaken("recording", mistake)
            verdict = NotStored("fault:engine")
        self.metrics.stored.labels("stored" if isinstance(verdict, Stored) else label_of(verdict.reason)).inc()
        return verdict

    async def _record(self, look: Lookup, answer: Answer, response_headers: Headers) -> Stored | NotStored:
        if isinstance(look.verdict, Bypass) and look.would is None:
            return NotStored(look.verdict.reason)
        if look.world is None:
            return NotStored("fault:store")
        verdict = kept(look, look.world, answer, response_headers, self.clock.now())
        if isinstance(verdict, NotStored):
            return verdict
        if isinstance(look.would, Hit):
            return NotStored(SHADOWED)  # the stored one would have been served, and would live on as it is
        is_loading = False
        try:
            vector = await self._vector_to_store(look)
        except EmbedderLoading:
            vector, is_loading = None, True
        entry = Entry(look.key, look.scope, look.request.query, verdict.completion, verdict.contract, look.tenant)
        try:
            world = await self.parts.world()
            if world.says_gone(entry.grounds) or world.contradicts(verdict.contract.sources):
                return NotStored("invalidated")  # the world changed while the answer was under way
            await self.parts.put(entry, vector, look.fence)
        except CacheFault:
            return NotStored("fault:store")
        self.upkeep.stored()
        is_outdated = vector is not None and look.scope.embedder != vectors_name(self.upkeep.embedder)
        if is_loading or is_outdated:
            self.upkeep.embed_later(look.key)
        if vector is not None:
            try:
                await self.parts.add(look, vector)
            except CacheFault:
                log.debug("stored without its vector, until the index is rebuilt")
        return verdict

    def would_bill(self, look: Lookup, usage: Usage, price: Price | None) -> Usage:
        """What the provider would have billed for this request, whose prompt it may have held in its own cache.

        Called for every answer, those from upstream included, for they are what keeps a prefix held.
        """
        account = look.tenant if self._callers_are_verified else ""
        return self._provider_cache.would_bill(usage, look.request, account, price, look.at)

    def trace_of(self, look: Lookup, purpose: str) -> Trace | None:
        """Of which a call for this request is a span; None where nobody makes any."""
        if not self._is_traced:
            return None
        return Trace.of(look.request_id, "" if purpose in UPKEEP else traceparent(look.context.headers))

    async def withdraw(self, look: Lookup) -> None:
        """Takes back what was recorded for this request."""
        try:
            await self.parts.remove(look)
        except CacheFault:
            log.warning("an answer that was recorded too early could not be taken back")

    async def _vector_to_store(self, look: Lookup) -> Vector | None:
        """The lookup's vector; computed here only where the lookup had no need of one, or none could be had yet.

        Raises EmbedderLoading where that is so still.
        """
        request = look.request
        if look.vector is None and request.query is not None and exact_only(request) is None and look.rule.semantic:
            try:
                return await self.parts.embed(look.embedder, request.query)
            except EmbedderLoading:
                raise
            except (CacheFault, TextTooLong):
                return None
        return look.vector
