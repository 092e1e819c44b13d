"""From a lookup to its explanation: when an answer goes out, and for a question that nobody asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from semcache.core.decision import Bypass, Hit, Miss, NotStored, StaleHit, Stored
from semcache.core.directives import NO_DIRECTIVES, CacheStatus
from semcache.core.explanation import Explanation, explain
from semcache.core.ledger import Outcome, Tier
from semcache.core.policy import Context
from semcache.core.request import CanonicalRequest
from semcache.core.upstreams import Call
from semcache.engine import Engine
from semcache.lookup import Lookup


def explanation_of(
    engine: Engine,
    look: Lookup,
    outcome: Outcome,
    tier: Tier,
    cache_status: CacheStatus | None,
    hit: Hit | StaleHit | None = None,
    kept: Stored | NotStored | None = None,
    calls: Iterable[Call] = (),
) -> Explanation:
    """Why this lookup came to this. Without a Cache-Status, nobody was answered by it."""
    return explain(
        request_id=look.request_id,
        at=look.at,
        tenant=look.tenant,
        request=look.request,
        rule=look.rule,
        scope=look.scope,
        key=look.key,
        no_store=look.directives.no_store,
        outcome=outcome,
        tier=tier,
        reason=_reason(look) if cache_status is None else cache_status.detail,
        cache_status="" if cache_status is None else str(cache_status),
        kept="" if kept is None else "stored" if isinstance(kept, Stored) else kept.reason,
        served=None if hit is None else hit.entry.key,
        would_serve=None if look.would is None else look.would.entry.key,
        weighed={} if look.weighed is None else {look.weighed.entry.key: look.weighed.evidence},
        volatile=look.volatile,
        candidates=look.candidates,
        price=engine.books.price,
        calls=calls,
    )


async def explain_question(engine: Engine, request: CanonicalRequest, context: Context) -> Explanation:
    """What would be decided if this were asked now. Nothing is stored, booked or sent upstream."""
    look = await engine.lookup(request, context, NO_DIRECTIVES)
    match look.verdict:
        case Hit(tier=tier) as hit:
            return explanation_of(engine, look, Outcome.HIT, tier, None, hit)
        case StaleHit(tier=tier) as hit:
            return explanation_of(engine, look, Outcome.STALE, tier, None, hit)
        case Miss():
            return explanation_of(engine, look, Outcome.MISS, Tier.NONE, None)
        case Bypass():
            return explanation_of(engine, look, Outcome.BYPASS, Tier.NONE, None)


def chat_request(model: str, prompt: str, system: str | None = None) -> dict[str, Any]:
    """A chat request, as a client with nothing else to say would send it."""
    messages = [] if system is None else [{"role": "system", "content": system}]
    return {"model": model, "messages": [*messages, {"role": "user", "content": prompt}]}


def _reason(look: Lookup) -> str:
    """In the words that Cache-Status would have."""
    match look.verdict:
        case Hit(tier=tier):
            return tier
        case StaleHit():
            return "stale-while-revalidate"
        case Miss(reason=reason) | Bypass(reason=reason):
            return reason
