"""Puts the requests of a log through the engine, one after another, at the log's own time.

What the model said then is what the upstream says now: a miss is answered and stored with it. An answer is there at
once, so what would have joined a call under way counts as an exact hit, which costs as much: nothing.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from semcache.adapters.clock import ManualClock
from semcache.core.cells import Cells
from semcache.core.compare import Comparison, Different, Doubt, Same
from semcache.core.decision import Hit, StaleHit
from semcache.core.directives import NO_DIRECTIVES, parse_cache_control
from semcache.core.ledger import AnswerRow, AttemptRow, LedgerRow, Outcome, Price, Tier
from semcache.core.policy import Audit, Context, Mode, Policy, Rule, metadata_of
from semcache.core.request import CanonicalRequest, Usage
from semcache.core.savings import report_of
from semcache.core.savings_report import SavingsReport
from semcache.core.service_tier import billed_tier
from semcache.core.tenant import LOCAL
from semcache.core.upstreams import Errand
from semcache.engine import Engine
from semcache.exchange import Ask, Reply
from semcache.lookup import Lookup
from semcache.replay.logged import Logged
from semcache.replay.outcome import Compared, Sameness, Shown, Worst
from semcache.replay.outcome import Outcome as Replayed
from semcache.replay.spool import Spool
from semcache.serving import Server
from semcache.wire import WIRES, read_usage
from semcache.wire.said import said_by

SWEEP_REQUESTS = 2000
"""Between two sweeps. A gateway sweeps twice a minute; expired entries are refused all the same."""
TEXT_KEPT = 1500
"""Characters of a question or an answer that are kept to be read."""
_OWN = Decimal(0)


def tried_out(policy: Policy) -> Policy:
    """The policy as it is replayed: rules in shadow mode serve, and nothing is audited or put to a judge, for every
    hit is compared with what the log says."""

    def tried(rule: Rule) -> Rule:
        mode = Mode.ON if rule.mode is Mode.SHADOW else rule.mode
        return replace(rule, mode=mode, audit=Audit(), judge="")

    return replace(policy, rules=tuple(map(tried, policy.rules)))


class Sums:
    """A ledger that adds up, at what the log says that this very call cost; where it says nothing, at the price book.

    A hit saves the call that the log shows was made for it, whatever the stored answer cost.
    """

    unwritten = 0

    def __init__(self) -> None:
        self._cells = Cells()
        self.cost: Decimal | None = None
        self.price: Price | None = None
        self.usage: Usage | None = None

    def append(self, row: LedgerRow) -> None:
        match row:
            case AnswerRow() if row.outcome in (Outcome.HIT, Outcome.STALE):
                row = replace(row, saved=self.cost, usage=self.usage, price=self.price)
            case AttemptRow():
                row = replace(row, cost=self.cost, usage=self.usage, price=self.price)
        self._cells.add(row)

    def report(self) -> SavingsReport:
        return report_of(self._cells)

    async def flush(self) -> None: ...

    def rows(self, since: float | None = None, until: float | None = None) -> Iterator[LedgerRow]:
        return iter(())

    def cells(self, since: float | None = None, until: float | None = None) -> Cells:
        return self._cells

    async def drop_rows(self, before: float) -> int:
        return 0

    async def close(self) -> None: ...


class Replay:
    """One policy's run. The engine books into `sums` and goes by `clock`."""

    def __init__(self, engine: Engine, sums: Sums, clock: ManualClock) -> None:
        self._engine = engine
        self._server = Server(engine)
        self._sums = sums
        self._clock = clock
        self._compared: dict[Tier, dict[Sameness, int]] = {}
        self._worst = Worst()
        self._rated = 0
        self._expected_wrong = 0.0
        self.done = 0
        """Requests that were tried."""

    async def run(self, spool: Spool, told: Callable[[int, int], None]) -> None:
        """Tries every request."""
        for at, one in spool:
            self._clock.advance(max(0.0, at - self._clock.now()))
            await self._ask(one)
            self.done += 1
            if self.done % SWEEP_REQUESTS == 0:
                await self._engine.upkeep.sweep()
            if self.done % 100 == 0:
                told(self.done, len(spool))
        told(self.done, len(spool))

    def outcome(self, policy: str, changed: tuple[tuple[str, str], ...], embedder: str) -> Replayed:
        """What it came to."""
        return Replayed(
            policy=policy,
            changed=changed,
            embedder=embedder,
            savings=self._sums.report(),
            compared=tuple(_compared(tier, counts) for tier, counts in sorted(self._compared.items())),
            rated=self._rated,
            expected_wrong=self._expected_wrong if self._rated else None,
            worst=self._worst.worst(),
        )

    async def _ask(self, one: Logged) -> None:
        wire = WIRES[one.path]
        parsed = wire.read_request(one.request)
        self._price(one, parsed.request)
        control = one.headers.get("cache-control")
        ask = Ask(
            request=parsed.request,
            wire=wire,
            context=Context(one.tenant or LOCAL, one.headers, metadata_of(parsed.document)),
            directives=parse_cache_control(control) if control else NO_DIRECTIVES,
            open=_Answer(one.answer).open,
            upstream="log",
        )
        found = await self._server.look_up(ask)
        reply = found if isinstance(found, Reply) else await self._server.forward(ask, found)
        if reply.content is None:
            async for _ in reply.stream():
                pass
        reply.finish()
        await self._engine.upkeep.settled()
        if isinstance(hit := reply.look.verdict, Hit | StaleHit):
            await self._note(one, reply.look, hit)

    def _price(self, one: Logged, request: CanonicalRequest) -> None:
        sums = self._sums
        sums.usage = read_usage(one.answer) if one.answer else None
        if one.cost is not None:
            sums.cost = one.cost
            sums.price = Price(request.model, _OWN, _OWN, _OWN, _OWN, "what the log says each call cost", "")
        else:
            sums.cost, sums.price = self._engine.books.price(sums.usage, request.model, tier=billed_tier(request, None))

    async def _note(self, one: Logged, look: Lookup, hit: Hit | StaleHit) -> None:
        answer = WIRES[one.path].read_json(200, one.answer).completion if one.answer else None
        sameness = Sameness.UNKNOWN
        if answer is not None:
            sameness = _sameness(await self._server.checker.compare(hit.entry, answer))
        counts = self._compared.setdefault(hit.tier, {})
        counts[sameness] = counts.get(sameness, 0) + 1
        if hit.tier is not Tier.SEMANTIC:
            return
        weighed = look.weighed_as(hit.entry.key)
        right = None if weighed is None else weighed.verdict.probability
        if right is not None:
            self._rated += 1
            self._expected_wrong += 1.0 - right
        shown = Shown(
            line=one.line,
            at=look.at,
            times=1,
            rule=look.rule.name,
            similarity=hit.similarity,
            age=hit.entry.contract.age(look.at),
            right=right,
            sameness=sameness,
            asked=_cut(look.request.query or ""),
            stored=_cut(hit.entry.query or ""),
            answered=_cut((said_by(answer) if answer is not None else None) or ""),
            served=_cut(said_by(hit.entry.completion) or ""),
        )
        self._worst.add((look.key, hit.entry.key), shown)


class _Answer:
    """The log as an upstream: it says what was said then. Where the log has no answer, it is in trouble."""

    headers = ((b"content-type", b"application/json"),)

    def __init__(self, body: bytes) -> None:
        self._body = body
        self.status = 200 if body else 502

    async def open(self, errand: Errand) -> _Answer:
        return self

    async def chunks(self) -> AsyncIterator[bytes]:
        yield self._body

    async def close(self) -> None: ...


def _sameness(found: Comparison) -> Sameness:
    match found:
        case Same():
            return Sameness.SAME
        case Different():
            return Sameness.DIFFERENT
        case Doubt():
            return Sameness.DOUBT


def _compared(tier: Tier, counts: dict[Sameness, int]) -> Compared:
    return Compared(
        tier,
        sum(counts.values()),
        *(counts.get(kind, 0) for kind in (Sameness.SAME, Sameness.DIFFERENT, Sameness.DOUBT, Sameness.UNKNOWN)),
    )


def _cut(text: str) -> str:
    return text if len(text) <= TEXT_KEPT else f"{text[:TEXT_KEPT]} ..."
