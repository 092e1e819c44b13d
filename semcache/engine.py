"""Carries one request through the cache: looks up, and records.

Every part it stands on is a port, called through a Guard: trouble in any of them costs a hit and never a request.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain

from semcache.appraisal import Appraiser
from semcache.books import Books, label_of
from semcache.core.counterfactual import ProviderCache
from semcache.core.courtesy import gist
from semcache.core.crowd import REACH, Near, is_crowded, spread
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
    fallback,
    in_shadow,
)
from semcache.core.directives import Directives
from semcache.core.entry import Entry, Neighbour
from semcache.core.gates import first_refusal
from semcache.core.ledger import UPKEEP, Price, Tier
from semcache.core.owncosts import OwnRates
from semcache.core.policy import Context, Mode, Policy, Share
from semcache.core.pricing import PriceBook
from semcache.core.request import Answer, CanonicalRequest, Usage
from semcache.core.scope import exact_key, scope_of
from semcache.core.trace import Trace, traceparent
from semcache.core.verify import LOOKED_AT
from semcache.core.volatile import classify
from semcache.core.world import World, parse_sources
from semcache.errors import CacheFault, TextTooLong
from semcache.findings import MemoryLabels
from semcache.guard import Guard
from semcache.ids import new_id
from semcache.lookup import SOURCES, Lookup, exact_only, varied
from semcache.metrics import Metrics
from semcache.mistakes import placed
from semcache.ports import Clock, Embedder, Journal, Labels, Leases, Ledger, Store, Vector, VectorIndex
from semcache.recording import Headers, as_if_stored, kept
from semcache.slot import Slot
from semcache.trusting import Trusts
from semcache.upkeep import NO_RATES, Upkeep, vectors_name

log = logging.getLogger("semcache")

PROVEN_SECONDS = 600.0
"""For how long a credential that the upstream accepted may be served answers that others bought."""
SHADOWED = "shadow"
"""Why a whole answer is not kept where the cache is only tried out."""
FIRST_SECONDS = 2.0
"""For a store to answer at the start, when it has yet to be connected to."""
UNDECIDED = "cancelled"
"""The reason of a lookup that nobody waited for to its end."""


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
        self.books = Books(ledger, prices, self.metrics)
        self.journal = journal
        self.labels = labels or MemoryLabels()
        self.slot = slot or Slot()
        self.trusts = Trusts(self.labels, self.metrics, self.slot)
        self._appraiser = Appraiser(self.trusts)
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
        self.leases = leases
        self.guards = {part: Guard(part, clock, self.metrics) for part in ("embedder", "index")}
        # A store that others share takes time to be believed again, and says at once that it is not.
        shared = ("store", *(("leases",) if leases is not None else ()))
        self.guards |= {part: Guard(part, clock, self.metrics, longest_rest=0.5) for part in shared}
        self.is_started = False
        self._embedder = embedder
        self._index = index
        self.budget = budget
        self._embed_budget = embed_budget
        self._callers_are_verified = callers_are_verified
        self._is_traced = is_traced
        self._proven: OrderedDict[str, float] = OrderedDict()
        self._mistakes: set[str] = set()
        self._provider_cache = ProviderCache()
        self.embedding = 0
        """Requests that wait for their vector just now."""

    async def start(self) -> None:
        """Serves at once; the vector index is rebuilt from the store meanwhile."""
        if not self.is_started:
            self.is_started = True
            await self.slot.take()
            self.upkeep.start()
            self.upkeep.spawn(self._try_store())

    async def _try_store(self) -> None:
        """Trouble with it is told when it is there, not when the first request finds it."""
        with suppress(CacheFault):
            await self.guards["store"].call(self.store.world, FIRST_SECONDS)

    async def close(self) -> None:
        """Writes what is pending and lets go of every part."""
        await self.upkeep.stop()
        self.trusts.keep()
        parts = (self._embedder, self._index, self.leases, self.store, self.books.ledger, self.journal, self.labels)
        for part in parts:
            try:
                if part is not None:
                    await part.close()
            except CacheFault as fault:
                log.warning("closing: %s", fault)
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
        embedder = self._embedder.current
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
            look.verdict = await self._decide(look)
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

    async def _decide(self, look: Lookup) -> Verdict:
        refused = decide_bypass(look.request, look.rule, look.directives, None)
        if refused is not None:
            return refused
        budget = _Budget(self.budget)
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
        began = self.clock.monotonic()
        look.world, entry = await self.guards["store"].call(lambda: self.store.look(look.key), budget.left)
        budget.left -= self.clock.monotonic() - began
        return entry

    async def stored_meanwhile(self, look: Lookup) -> Entry | None:
        """What stands under the request's own key by now, if it may be served. Raises CacheFault."""
        world, entry = await self.guards["store"].call(lambda: self.store.look(look.key), self.budget)
        if entry is None or first_refusal(check_contract(entry, self._demands(look, world, self.clock.now()))):
            return None
        if (vector := look.vector) is not None:
            # Before anybody looks for it: what other processes do reaches the index a little later.
            with suppress(CacheFault):
                await self.guards["index"].call(
                    lambda: self._index.add(look.scope.digest, look.key, vector), self.budget
                )
        return entry

    def would_serve(self, look: Lookup, neighbours: Sequence[Neighbour], others: Sequence[Lookup]) -> str | None:
        """The key of the one among other requests, under way, whose answer would be served for this one, were it
        stored now."""
        now = self.clock.now()
        trial = replace(look, candidates=(), sighted=(), weighed=None)
        try:
            near = [(one, as_if_stored(other, now)) for one, other in zip(neighbours, others, strict=True)]
            demands = self._demands(trial, look.world, now)
            verdict = decide_lookup(self._judged(trial, demands, near, []), demands, "new")
        except Exception as mistake:
            self.mistaken("looking at what is under way", mistake)
            return None
        return verdict.entry.key if isinstance(verdict, Hit) else None

    async def decide_again(self, look: Lookup) -> None:
        """Decides anew, with the vector that it has; now is then the moment of its decision."""
        look.at = self.clock.now()
        look.verdict, look.candidates, look.sighted, look.weighed = Bypass(UNDECIDED), (), (), None
        await self.decide(look)

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
        why = exact_only(request)
        if why is not None or request.query is None:
            return Miss(f"exact-only:{why}") if exact == Miss("new") else exact
        try:
            vector = look.vector = (
                look.vector if look.vector is not None else await self._embed(look.embedder, request.query)
            )
        except TextTooLong:
            return Miss("exact-only:too-long") if exact == Miss("new") else exact
        looked_at = max(rule.candidates, LOOKED_AT) if rule.max_error else rule.candidates
        near = await self._near(look, vector, budget, looked_at)
        if not near:
            return exact
        verdict, seen = self._decided(look, near)
        is_cut = len(near) == looked_at and budget.left > self.budget / 2
        if isinstance(verdict, Miss) and is_cut and is_crowded(seen):
            further = spread(request.query, near, await self._near(look, vector, budget, REACH))
            if further != near:
                verdict, seen = self._decided(look, further)
        look.candidates = seen
        return verdict

    async def _near(self, look: Lookup, vector: Vector, budget: _Budget, k: int) -> list[Near]:
        """The k nearest, nearest first."""
        began = self.clock.monotonic()
        neighbours = await self.guards["index"].call(
            lambda: self._index.search(look.scope.digest, vector, k), budget.left
        )
        searched = self.clock.monotonic()
        budget.left -= searched - began
        self.metrics.observe("search", searched - began)
        if not neighbours:
            return []
        keys = [neighbour.key for neighbour in neighbours]
        entries = await self.guards["store"].call(lambda: self.store.get_many(keys), budget.left)
        budget.left -= self.clock.monotonic() - searched
        if gone := [key for key, entry in zip(keys, entries, strict=True) if entry is None]:
            self.upkeep.forget(look.scope.digest, gone)
        return list(zip(neighbours, entries, strict=True))

    def _decided(self, look: Lookup, near: Sequence[Near]) -> tuple[Hit | StaleHit | Miss, tuple[Candidate, ...]]:
        """The verdict on these, and what was looked at for it."""
        began = self.clock.monotonic()
        demands = self._demands(look, look.world, look.at)
        seen = list(look.candidates)
        verdict = decide_lookup(chain(look.candidates, self._judged(look, demands, near, seen)), demands, "new")
        self.metrics.observe("gate", self.clock.monotonic() - began)
        return verdict, tuple(seen)

    def _judged(
        self, look: Lookup, demands: Conditions, near: Sequence[Near], seen: list[Candidate]
    ) -> Iterator[Candidate]:
        judge_them = self._appraiser.weighed if look.rule.max_error else self._appraiser.judged
        return judge_them(look, demands, near, seen)

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
            world = await self.guards["store"].call(self.store.world, self.budget)
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
        vector = await self._vector_to_store(look)
        entry = Entry(look.key, look.scope, look.request.query, verdict.completion, verdict.contract, look.tenant)
        try:
            world = await self.guards["store"].call(self.store.world, self.budget)
            if world.says_gone(entry.grounds) or world.contradicts(verdict.contract.sources):
                return NotStored("invalidated")  # the world changed while the answer was under way
            await self.guards["store"].call(lambda: self.store.put(entry, vector, look.fence), self.budget)
        except CacheFault:
            return NotStored("fault:store")
        self.upkeep.stored()
        if vector is not None:
            try:
                await self.guards["index"].call(
                    lambda: self._index.add(look.scope.digest, look.key, vector), self.budget
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

    def trace_of(self, look: Lookup, purpose: str) -> Trace | None:
        """Of which a call for this request is a span; None where nobody makes any."""
        if not self._is_traced:
            return None
        return Trace.of(look.request_id, "" if purpose in UPKEEP else traceparent(look.context.headers))

    async def withdraw(self, look: Lookup) -> None:
        """Takes back what was recorded for this request."""
        try:
            await self.guards["store"].call(lambda: self.store.remove([look.key]), self.budget)
            await self.guards["index"].call(lambda: self._index.remove(look.scope.digest, [look.key]), self.budget)
        except CacheFault:
            log.warning("an answer that was recorded too early could not be taken back")

    async def _vector_to_store(self, look: Lookup) -> Vector | None:
        """The lookup's vector; computed here only where the lookup had no need of one."""
        request = look.request
        if look.vector is None and request.query is not None and exact_only(request) is None and look.rule.semantic:
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
