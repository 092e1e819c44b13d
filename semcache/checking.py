"""Holds stored answers against new ones, beside the requests, and has the verifier learn from it."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from dataclasses import dataclass, replace

from semcache.core.bound import Observation, Purpose
from semcache.core.compare import NO_VECTORS, Comparison, Doubt, Same, compare
from semcache.core.decision import Miss, NotStored, StaleHit, Stored
from semcache.core.entry import Entry
from semcache.core.ledger import CheckRow, Found, Tier
from semcache.core.request import Answer, Completion
from semcache.core.scope import pair_name
from semcache.core.service_tier import billed_tier
from semcache.core.verify import Sighting, Standing, kin_for
from semcache.core.world import Changed, Touches
from semcache.engine import SHADOWED, Engine
from semcache.errors import CacheFault, TextTooLong
from semcache.exchange import Ask
from semcache.judging import Judge, is_judged
from semcache.lookup import Lookup
from semcache.mistakes import placed
from semcache.ports import Vector
from semcache.wire.said import said_by
from semcache.worker import Worker

log = logging.getLogger("semcache")

WAITING = 128
"""Answers that may wait to be compared; what comes then is not compared."""
READ = 1000
"""Characters of an answer whose vector is compared: about what a small model reads, and an embedding of 20 ms."""
VECTORS = 4096
REACH = 0.15
"""Of similarity below the nearest candidate's; those further away have a twentieth of its say, or less."""
IDLE_SECONDS = 0.005
PATIENCE_SECONDS = 30.0
"""For how long a comparison waits for a moment in which no request needs the embedder."""


@dataclass(frozen=True, slots=True)
class _Job:
    look: Lookup
    ask: Ask
    completion: Completion


class Checker:
    """One comparison at a time, and none while requests wait for the embedder."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._judge = Judge(engine)
        self._jobs: list[_Job] = []
        self._busy = False
        self._worker = Worker("semcache comparing")
        self._vectors: OrderedDict[tuple[str, str], Vector] = OrderedDict()

    # What comes in.

    def landed(self, ask: Ask, look: Lookup, answer: Answer, verdict: Stored | NotStored) -> None:
        """A whole answer came from upstream for a client, or to renew a stale one. Returns at once."""
        whole = isinstance(verdict, Stored) or verdict.reason == SHADOWED
        renewed = isinstance(look.verdict, StaleHit) and look.verdict.tier is Tier.EXACT
        known = look.rule.max_error > 0 and self._engine.labels.standing(look.key) is not None
        teaches = (bool(look.sighted) or known) and (isinstance(look.verdict, Miss) or renewed)
        if answer.completion is None or not whole or not (teaches or look.would is not None):
            return
        if len(self._jobs) >= WAITING:
            self._engine.metrics.comparisons.labels(_purpose(look), "dropped").inc()
            return
        self._jobs.append(_Job(look, ask, answer.completion))
        if not self._busy:
            self._busy = True
            self._engine.upkeep.spawn(self._work())

    @property
    def waiting(self) -> int:
        return len(self._jobs) + self._busy

    async def _work(self) -> None:
        try:
            while self._jobs:
                job = self._jobs.pop(0)
                try:
                    await self._learn(job)
                # One comparison that fails must not end them all.
                except Exception as mistake:
                    self._engine.metrics.faults.labels("comparing").inc()
                    log.debug("an answer could not be compared: %s", placed(mistake))
        finally:
            self._busy = False

    async def _learn(self, job: _Job) -> None:
        look, would = job.look, job.look.would
        if would is None:
            await self.relate(look, job.completion)
            return
        found = await self.compare_or_ask(job.ask, look, would.entry, job.completion)
        self.conclude(look, would.entry, would.tier, would.similarity, found, Purpose.SHADOW)
        await self.relate(look, job.completion, would.entry, found, is_kept=isinstance(would, StaleHit))

    async def relate(
        self,
        look: Lookup,
        completion: Completion,
        known: Entry | None = None,
        found: Comparison | None = None,
        *,
        is_kept: bool = True,
    ) -> None:
        """Every candidate that was seen is a label, free of cost: what it would have answered is known now.

        The `known` one was `found` out about before. What is kept joins those that answer the same."""
        trusts, compared = self._engine.trusts, []
        nearest = max((one.sighting.similarity for one in look.sighted), default=0.0)
        for one in look.sighted:
            if known is not None and one.entry.key == known.key:
                result = found
            elif one.sighting.similarity >= nearest - REACH or look.weighed_as(one.entry.key) is not None:
                result = await self.compare(one.entry, completion)
                self._engine.metrics.comparisons.labels("miss", _found(result)).inc()
            else:
                continue
            if result is None or isinstance(result, Doubt):
                continue
            right = isinstance(result, Same)
            compared.append((one.sighting, right))
            if known is not None and one.entry.key == known.key:
                continue
            self._note(one.entry.key, right)
            if (weighed := look.weighed_as(one.entry.key)) is not None:
                trusts.observe(look.rule, Observation(weighed.evidence, right))
        if is_kept:
            self._join(look, compared)

    def _join(self, look: Lookup, compared: list[tuple[Sighting, bool]]) -> None:
        """The kin of what was kept now, which may be another than that of what was kept for this question before."""
        known = self._engine.labels.standing(look.key)
        before = known or Standing(look.key)
        kin = kin_for(look.key, compared)
        others = any(one.standing.kin == kin and not same for one, same in compared)
        if kin == look.key and (others or (known is not None and not look.sighted)):
            kin = look.request_id  # those whom an earlier answer gave its name answer otherwise, or nobody looked
        if kin != before.kin:
            after = replace(before, kin=kin) if before.kin == look.key and kin != look.request_id else Standing(kin)
            self._engine.labels.note(look.key, after, self._engine.clock.now())

    # Comparing.

    async def compare(self, stored: Entry, completion: Completion) -> Comparison:
        """The stored answer held against a new one, without asking anybody."""
        one, other = said_by(stored.completion), said_by(completion)
        if one is None or other is None:
            return Doubt("not text alone")
        found = await self._worker.run(lambda: compare(one, other))
        if found != Doubt(NO_VECTORS):
            return found
        mine, theirs = await self._vector(one), await self._vector(other)
        if mine is None or theirs is None:
            return found
        similarity = float(mine @ theirs)
        return await self._worker.run(lambda: compare(one, other, similarity))

    async def compare_or_ask(self, ask: Ask, look: Lookup, stored: Entry, completion: Completion) -> Comparison:
        """Likewise; what is in doubt is put to the rule's judge, if it has one."""
        found = await self.compare(stored, completion)
        if not isinstance(found, Doubt) or not look.rule.judge:
            return found
        return await self._judge.ask(ask, look, stored, completion) or found

    async def _vector(self, text: str) -> Vector | None:
        text, engine = text[:READ], self._engine
        embedder = engine.upkeep.embedder
        name = (embedder.fingerprint, text)
        if (known := self._vectors.get(name)) is not None:
            return known
        waited = 0.0
        while engine.parts.embedding:
            await asyncio.sleep(IDLE_SECONDS)
            waited += IDLE_SECONDS
            if waited > PATIENCE_SECONDS:
                return None
        for part in (text, text[: READ // 3]):
            try:
                vector = await embedder.embed(part)
            except TextTooLong:
                continue
            except CacheFault:
                return None
            self._vectors[name] = vector
            if len(self._vectors) > VECTORS:
                self._vectors.popitem(last=False)
            return vector
        return None

    # What follows.

    def conclude(
        self,
        look: Lookup,
        stored: Entry,
        tier: Tier,
        similarity: float,
        found: Comparison,
        purpose: Purpose,
        share: float = 1.0,
    ) -> None:
        """Books what came of an answer that was served, or would have been, and learns from it."""
        engine, now = self._engine, self._engine.clock.now()
        completion, model = stored.completion, look.request.model
        billed = billed_tier(look.request, completion)
        saved, _ = engine.books.price(completion.usage, completion.model, model, tier=billed, where=look.context)
        engine.metrics.comparisons.labels(purpose, _found(found)).inc()
        engine.books.book(
            CheckRow(
                id=f"{purpose}:{look.request_id}",
                request_id=look.request_id,
                at=now,
                tenant=look.tenant,
                model=look.request.model,
                rule=look.rule.name,
                purpose=purpose,
                tier=tier,
                found=Found(_found(found)),
                detail=found.why,
                key=stored.key,
                similarity=similarity,
                saved=saved,
            )
        )
        if isinstance(found, Doubt) or tier is not Tier.SEMANTIC:
            return
        right = isinstance(found, Same)
        self._note(stored.key, right)
        engine.trusts.count(look.rule.name, right)
        if is_judged(found):
            purpose = Purpose.JUDGE
        if (weighed := look.weighed_as(stored.key)) is not None:
            weight = 1.0 / share
            engine.trusts.observe(look.rule, Observation(weighed.evidence, right, weight, purpose, served=True))
        if not right:
            asked = pair_name(look.scope, look.request.query)
            engine.labels.keep_apart(asked, pair_name(stored.scope, stored.query), now)

    def _note(self, key: str, right: bool) -> None:
        trusts = self._engine.trusts
        self._engine.labels.note(key, trusts.standing(key).compared(right), self._engine.clock.now())

    async def evict(self, key: str, who: str) -> None:
        """Makes the entry unservable for good, in every process."""
        engine = self._engine
        await engine.store.announce(Changed(Touches.ENTRY, key), who, engine.clock.now())


def _purpose(look: Lookup) -> str:
    return "miss" if look.would is None else "shadow"


def _found(found: Comparison) -> str:
    return type(found).__name__.lower()
