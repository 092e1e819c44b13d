"""The verdicts: may this request be answered from the cache, and may this answer be kept.

Facts and `now` go in, a value that names what to do comes out; the engine does it. Each verdict has a reason, and
the same word reaches the Cache-Status header, the ledger and the report.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from semcache.core.directives import Directives
from semcache.core.entry import Entry
from semcache.core.freshness import Contract
from semcache.core.gates import Pass, Refusal, first_refusal
from semcache.core.ledger import Tier
from semcache.core.policy import Mode, Rule
from semcache.core.request import Answer, CanonicalRequest, Completion
from semcache.core.scope import Scope
from semcache.core.volatile import Strength, Volatile
from semcache.core.world import SourceVersion, World


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stored answer that might do, and what every gate says of it."""

    entry: Entry
    tier: Tier
    similarity: float
    contract: tuple[Pass | Refusal, ...]
    """What `check_contract` says."""
    texts: tuple[Pass | Refusal, ...] = ()
    """What `gates.judge` says of the two texts; nothing where they are the same."""

    @property
    def reports(self) -> tuple[Pass | Refusal, ...]:
        """The texts come first: of an answer to quite another question it does not matter that it has expired."""
        return self.texts + self.contract

    @property
    def refusal(self) -> Refusal | None:
        return first_refusal(self.reports)


@dataclass(frozen=True, slots=True)
class Hit:
    """Serve this entry."""

    entry: Entry
    tier: Tier
    similarity: float


@dataclass(frozen=True, slots=True)
class StaleHit:
    """Serve this entry, although it has expired, and fetch a new answer in the background."""

    entry: Entry
    tier: Tier
    similarity: float


@dataclass(frozen=True, slots=True)
class Miss:
    """Ask upstream; the answer may be kept."""

    reason: str
    fwd: str = "miss"
    """The word of RFC 9211 for why the request goes forward."""
    may_share: bool = True
    """Whether it may be answered from a call that somebody else made, and somebody else from its."""


@dataclass(frozen=True, slots=True)
class Bypass:
    """Ask upstream, and neither serve nor keep anything."""

    reason: str


Verdict = Hit | StaleHit | Miss | Bypass


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a request and its moment demand of a stored answer."""

    scope: Scope
    request: CanonicalRequest
    directives: Directives
    world: World
    sources: tuple[SourceVersion, ...]
    """What the request says its answer must rest on."""
    now: float
    """Seconds since the epoch."""


@dataclass(frozen=True, slots=True)
class Stored:
    completion: Completion
    contract: Contract


@dataclass(frozen=True, slots=True)
class NotStored:
    reason: str


def decide_bypass(
    request: CanonicalRequest, rule: Rule, directives: Directives, volatile: Volatile | None
) -> Bypass | None:
    """Whether the cache must keep out of this request altogether."""
    if rule.mode is Mode.OFF:
        return Bypass("rule-off")
    if directives.no_store:
        return Bypass("no-store")
    if request.temperature is not None and request.temperature > rule.max_temperature:
        return Bypass("temperature")
    if volatile is not None and volatile.strength is Strength.REFUSE and volatile.cls in rule.never:
        return Bypass(f"volatile:{volatile.cls}")
    return None


def check_contract(entry: Entry, demands: Conditions) -> tuple[Pass | Refusal, ...]:
    """Every clause that must hold at this moment, whatever the texts say."""
    contract, scope, request, directives = entry.contract, demands.scope, demands.request, demands.directives
    now = demands.now
    age = contract.age(now)
    ttl = contract.ttl(now)
    # The exact key leaves the embedder out of the scope: no vector was compared.
    same_scope = entry.scope.is_like(scope) and contract.policy == scope.policy
    too_old = directives.max_age is not None and age > directives.max_age
    mute = contract.stream_only and (request.include_usage or not request.stream)
    # A clock that was set back makes an entry seem to come from the future: its age is unknown, so it is refused.
    from_the_future = contract.created > now + _CLOCK_TOLERANCE
    said: tuple[tuple[str, str | None], ...] = (
        ("scope", None if same_scope else "foreign"),
        ("standing", demands.world.says_gone(entry.grounds)),
        ("sources", None if _rests_on(contract.sources, demands.sources) else "other sources or versions"),
        ("clock", "made in the future" if from_the_future else None),
        ("fresh", None if ttl > 0 else f"expired {-ttl:.0f} s ago"),
        ("max-age", f"age {age:.0f} s" if too_old else None),
        ("min-fresh", None if ttl >= directives.min_fresh else f"ttl {ttl:.0f} s"),
        ("usage", "the stream it came from had no usage" if mute else None),
    )
    return tuple([_passed(gate) if detail is None else Refusal(gate, detail) for gate, detail in said])


_CLOCK_TOLERANCE = 5.0
"""Seconds by which two hosts' clocks may differ before an entry counts as coming from the future."""


@cache
def _passed(gate: str) -> Pass:
    return Pass(gate, "")


def _rests_on(sources: tuple[SourceVersion, ...], wanted: tuple[SourceVersion, ...]) -> bool:
    return all(w in sources or (not w.version and any(w.id == s.id for s in sources)) for w in wanted)


def decide_lookup(candidates: Iterable[Candidate], demands: Conditions, no_candidate: str) -> Hit | StaleHit | Miss:
    """The first candidate that no gate refuses; else the first that is merely stale and may be served so; else a
    miss, with the reason of the nearest refusal.

    `no_candidate` is the reason when there was none to refuse.
    """
    nearest: Refusal | None = None
    stale: Candidate | None = None
    for candidate in candidates:
        refusal = candidate.refusal
        if refusal is None:
            return Hit(candidate.entry, candidate.tier, candidate.similarity)
        nearest = nearest or refusal
        if stale is None and demands.now < candidate.entry.contract.stale_until and is_merely_stale(candidate, demands):
            stale = candidate
    if stale is not None:
        return StaleHit(stale.entry, stale.tier, stale.similarity)
    return Miss(no_candidate) if nearest is None else _miss(nearest)


def _miss(refusal: Refusal) -> Miss:
    match refusal.gate:
        case "fresh":
            return Miss("expired", fwd="stale")
        case "max-age" | "min-fresh":
            return Miss(refusal.gate, fwd="stale")
        case "standing":
            return Miss("invalidated")
        case gate:
            return Miss(f"gate:{gate}")


def is_merely_stale(candidate: Candidate, demands: Conditions) -> bool:
    """Whether nothing speaks against the entry but its expiry.

    A client that states a max-age or min-fresh does not take stale answers (RFC 9111, section 5.2.1).
    """
    if demands.directives.max_age is not None or demands.directives.min_fresh > 0:
        return False
    refused = {report.gate for report in candidate.reports if isinstance(report, Refusal)}
    return refused <= {"fresh", "min-fresh"}


def in_shadow(verdict: Verdict) -> Verdict:
    """What becomes of a verdict where the cache is only tried out: every answer comes from a call of its own."""
    match verdict:
        case Hit():
            return Bypass("shadow:hit")
        case StaleHit():
            return Bypass("shadow:stale")
        case Miss():
            return replace(verdict, may_share=False)
        case Bypass():
            return verdict


def fallback(candidates: Iterable[Candidate], demands: Conditions) -> Candidate | None:
    """The nearest stale answer that may be served because the upstream is in trouble."""
    for candidate in candidates:
        if demands.now < candidate.entry.contract.error_until and is_merely_stale(candidate, demands):
            return candidate
    return None


def decide_store(
    answer: Answer,
    rule: Rule,
    volatile: Volatile | None,
    *,
    upstream_forbids: str = "",
    age: float | None = 0.0,
    now: float,
    spread: float = 0.0,
    sources: tuple[SourceVersion, ...] = (),
    tags: tuple[str, ...] = (),
    epoch: int = 0,
) -> Stored | NotStored:
    """Whether an answer is complete and may be kept, and under which contract.

    `upstream_forbids` is why the upstream does not want it kept, `age` how old it was already when it came, None
    when nobody can tell. `spread`, 0 to 1, says how much of the rule's jitter falls on this answer. Sources, tags
    and epoch are what the answer rests on: see `core.world`.
    """
    completion = answer.completion
    if answer.status != 200:  # a hit is a 200: no other success can be said again (RFC 9111, section 3)
        return NotStored(f"status-{answer.status}")
    if answer.defect is not None or completion is None:
        return NotStored(answer.defect or "unreadable")
    if not answer.finish_reasons or any(reason != "stop" for reason in answer.finish_reasons):
        odd = next((r for r in answer.finish_reasons if r != "stop"), None)
        return NotStored(f"finish:{odd or 'none'}")
    if answer.tool_calls:
        return NotStored("tool-calls")
    if answer.refusal:
        return NotStored("refusal")
    if answer.empty:
        return NotStored("empty")
    if answer.size > rule.max_answer_bytes:
        return NotStored("too-large")
    if upstream_forbids:
        return NotStored(upstream_forbids)
    max_age = rule.max_age
    if volatile is not None and volatile.strength is Strength.SHORTEN:
        max_age = min(max_age, rule.short_max_age)
    max_age *= 1.0 - rule.jitter * spread
    if max_age <= 0:
        return NotStored("max-age-0")
    if age is None or age >= max_age:
        return NotStored("upstream-age")
    created = now - age
    expires = created + max_age
    stale = 0.0 if rule.must_revalidate else expires
    return Stored(
        completion,
        Contract(
            rule.name,
            rule.digest,
            created=created,
            expires=expires,
            stale_until=stale + rule.stale_while_revalidate if stale else 0.0,
            error_until=stale + rule.stale_if_error if stale else 0.0,
            sources=sources,
            tags=tags,
            stream_only=answer.streamed and completion.usage is None,
            epoch=epoch,
        ),
    )
