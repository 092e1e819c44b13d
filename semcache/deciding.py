"""Decides what to do with a request: asks the parts, and hands what they say to the core."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import chain

from semcache.appraisal import Appraiser
from semcache.core.credentials import Credentials
from semcache.core.crowd import REACH, Near, is_crowded, spread
from semcache.core.decision import (
    Bypass,
    Candidate,
    Conditions,
    Hit,
    Miss,
    StaleHit,
    Verdict,
    check_contract,
    decide_bypass,
    decide_lookup,
    fallback,
)
from semcache.core.entry import Entry, Neighbour
from semcache.core.gates import first_refusal
from semcache.core.ledger import Tier
from semcache.core.policy import Mode, Share
from semcache.core.verify import LOOKED_AT
from semcache.core.volatile import classify
from semcache.core.world import World
from semcache.errors import CacheFault, EmbedderLoading, TextTooLong
from semcache.lookup import Lookup, exact_only
from semcache.metrics import Metrics
from semcache.parts import Budget, Parts
from semcache.ports import Clock, Vector
from semcache.recording import as_if_stored


class Decider:
    """What stands between a lookup and its verdict."""

    def __init__(
        self,
        parts: Parts,
        appraiser: Appraiser,
        credentials: Credentials | None,
        forget: Callable[[str, list[str]], None],
        clock: Clock,
        metrics: Metrics,
    ) -> None:
        """With `credentials`, a shared answer is only served to those that are proven. `forget` is told the scope and
        the keys that are in the index and not in the store."""
        self._parts = parts
        self._appraiser = appraiser
        self._credentials = credentials
        self._forget = forget
        self._clock = clock
        self._metrics = metrics

    async def decide(self, look: Lookup) -> Verdict:
        """Never raises for a part in trouble: that is a Miss with the reason."""
        refused = decide_bypass(look.request, look.rule, look.directives, None)
        if refused is not None:
            return refused
        budget = Budget(self._parts.budget)
        exact: Hit | StaleHit | Miss = Miss("new")
        try:
            look.world, entry = await self._parts.look(look.key, budget)
            if look.directives.no_cache:
                return _classified(look) or Miss("no-cache", fwd="request", may_share=False)
            if not self._may_share(look):
                return _classified(look) or Miss("credential-unproven", may_share=False)
            exact = self._exact(look, entry)
            if isinstance(exact, Hit):
                return exact  # it was classified when it was stored, under this same rule and text
            return _classified(look) or await self._semantic(look, budget, exact)
        except CacheFault as trouble:
            is_loading = isinstance(trouble, EmbedderLoading)
            fault = Miss("embedder-loading" if is_loading else f"fault:{self._parts.troubled}")
            return _classified(look) or (exact if isinstance(exact, StaleHit) else fault)

    async def stored_meanwhile(self, look: Lookup) -> Entry | None:
        """What stands under the request's own key by now, if it may be served. Raises CacheFault."""
        world, entry = await self._parts.look(look.key)
        if entry is None or first_refusal(check_contract(entry, _demands(look, world, self._clock.now()))):
            return None
        if look.vector is not None:
            # Before anybody looks for it: what other processes do reaches the index a little later.
            with suppress(CacheFault):
                await self._parts.add(look, look.vector)
        return entry

    def would_serve(self, look: Lookup, neighbours: Sequence[Neighbour], others: Sequence[Lookup]) -> str | None:
        """The key of the one among other requests, under way, whose answer would be served for this one, were it
        stored now."""
        now = self._clock.now()
        trial = replace(look, candidates=(), sighted=(), weighed=None)
        near = [(one, as_if_stored(other, now)) for one, other in zip(neighbours, others, strict=True)]
        demands = _demands(trial, look.world, now)
        verdict = decide_lookup(self._judged(trial, demands, near, []), demands, "new")
        return verdict.entry.key if isinstance(verdict, Hit) else None

    async def fallback(self, look: Lookup) -> Candidate | None:
        """A stale answer that may be served because the upstream is in trouble: everything it rests on is checked
        again, for time has passed and events may have come."""
        if look.world is None or not look.candidates or look.rule.mode is Mode.SHADOW:
            return None
        try:
            world = await self._parts.world()
        except CacheFault:
            return None
        demands = _demands(look, world, self._clock.now())
        again = (replace(c, contract=check_contract(c.entry, demands)) for c in look.candidates)
        return fallback(again, demands)

    def _exact(self, look: Lookup, entry: Entry | None) -> Hit | StaleHit | Miss:
        if entry is None:
            return Miss("new")
        demands = _demands(look, look.world, look.at)
        candidate = Candidate(entry, Tier.EXACT, 1.0, check_contract(entry, demands))
        look.candidates = (candidate,)
        return decide_lookup([candidate], demands, "new")

    async def _semantic(self, look: Lookup, budget: Budget, exact: StaleHit | Miss) -> Hit | StaleHit | Miss:
        request, rule = look.request, look.rule
        if not rule.semantic:
            return exact
        why = exact_only(request)
        if why is not None or request.query is None:
            return Miss(f"exact-only:{why}") if exact == Miss("new") else exact
        try:
            if look.vector is None:
                look.vector = await self._parts.embed(look.embedder, request.query)
        except TextTooLong:
            return Miss("exact-only:too-long") if exact == Miss("new") else exact
        looked_at = max(rule.candidates, LOOKED_AT) if rule.max_error else rule.candidates
        near = await self._near(look, look.vector, looked_at, budget)
        if not near:
            return exact
        verdict, seen = self._decided(look, near)
        is_cut = len(near) == looked_at and budget.left > self._parts.budget / 2
        if isinstance(verdict, Miss) and is_cut and is_crowded(seen):
            further = spread(request.query, near, await self._near(look, look.vector, REACH, budget))
            if further != near:
                verdict, seen = self._decided(look, further)
        look.candidates = seen
        return verdict

    async def _near(self, look: Lookup, vector: Vector, k: int, budget: Budget) -> list[Near]:
        near = await self._parts.near(look.scope.digest, vector, k, budget)
        if gone := [neighbour.key for neighbour, entry in near if entry is None]:
            self._forget(look.scope.digest, gone)
        return near

    def _decided(self, look: Lookup, near: Sequence[Near]) -> tuple[Hit | StaleHit | Miss, tuple[Candidate, ...]]:
        """The verdict on these, and what was looked at for it."""
        began = self._clock.monotonic()
        demands = _demands(look, look.world, look.at)
        seen = list(look.candidates)
        verdict = decide_lookup(chain(look.candidates, self._judged(look, demands, near, seen)), demands, "new")
        self._metrics.observe("gate", self._clock.monotonic() - began)
        return verdict, tuple(seen)

    def _judged(
        self, look: Lookup, demands: Conditions, near: Sequence[Near], seen: list[Candidate]
    ) -> Iterator[Candidate]:
        judge_them = self._appraiser.weighed if look.rule.max_error else self._appraiser.judged
        return judge_them(look, demands, near, seen)

    def _may_share(self, look: Lookup) -> bool:
        if look.rule.share is not Share.EVERYONE or self._credentials is None:
            return True
        return self._credentials.is_proven(look.tenant, self._clock.monotonic())


def _classified(look: Lookup) -> Bypass | None:
    look.volatile = classify(look.request.said, look.rule.classes) if look.request.said else None
    return decide_bypass(look.request, look.rule, look.directives, look.volatile)


def _demands(look: Lookup, world: World | None, now: float) -> Conditions:
    assert world is not None
    return Conditions(look.scope, look.request, look.directives, world, look.sources, now)
