"""The verdicts: may this request be answered from the cache, and may this answer be kept.

Facts and `now` go in, a value that names what to do comes out; the engine does it. Each verdict has a reason, and
the same word reaches the Cache-Status header, the ledger and the report.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from semcache.core.directives import Directives
from semcache.core.entry import Entry
from semcache.core.freshness import Contract
from semcache.core.gates import Pass, Refusal, first_refusal
from semcache.core.ledger import Tier
from semcache.core.policy import Mode, Rule, Share
from semcache.core.request import Answer, CanonicalRequest, Completion
from semcache.core.scope import Scope
from semcache.core.volatile import Strength, Volatile


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stored answer that might do, and what every gate says of it."""

    entry: Entry
    tier: Tier
    similarity: float
    reports: tuple[Pass | Refusal, ...]

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
class Miss:
    """Ask upstream; the answer may be kept."""

    reason: str
    fwd: str = "miss"
    """The word of RFC 9211 for why the request goes forward."""


@dataclass(frozen=True, slots=True)
class Bypass:
    """Ask upstream, and neither serve nor keep anything."""

    reason: str


Verdict = Hit | Miss | Bypass


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


def check_contract(
    entry: Entry, scope: Scope, request: CanonicalRequest, directives: Directives, now: float
) -> tuple[Pass | Refusal, ...]:
    """Every clause that must hold at this moment, whatever the texts say."""
    contract = entry.contract
    age = contract.age(now)
    ttl = contract.ttl(now)
    # The exact key leaves the embedder out of the scope: no vector was compared.
    same_scope = entry.scope.is_like(scope) and contract.policy == scope.policy
    too_old = directives.max_age is not None and age > directives.max_age
    mute = entry.completion.usage is None and (request.include_usage or not request.stream)
    # A clock that was set back makes an entry seem to come from the future: its age is unknown, so it is refused.
    from_the_future = contract.created > now + _CLOCK_TOLERANCE
    return (
        _verdict("scope", same_scope, "foreign"),
        _verdict("fresh", ttl > 0 and not from_the_future, "expired"),
        _verdict("max-age", not too_old, f"age {age:.0f} s"),
        _verdict("min-fresh", ttl >= directives.min_fresh, f"ttl {ttl:.0f} s"),
        _verdict("usage", not mute, "the stream it came from had no usage"),
    )


_CLOCK_TOLERANCE = 5.0
"""Seconds by which two hosts' clocks may differ before an entry counts as coming from the future."""


def _verdict(gate: str, holds: bool, detail: str) -> Pass | Refusal:
    return Pass(gate, "") if holds else Refusal(gate, detail)


def decide_lookup(candidates: Iterable[Candidate], no_candidate: str) -> Hit | Miss:
    """The first candidate that no gate refuses; else a miss, with the reason of the nearest refusal.

    `no_candidate` is the reason when there was none to refuse.
    """
    nearest: Refusal | None = None
    for candidate in candidates:
        refusal = candidate.refusal
        if refusal is None:
            return Hit(candidate.entry, candidate.tier, candidate.similarity)
        nearest = nearest or refusal
    if nearest is None:
        return Miss(no_candidate)
    if nearest.gate in ("fresh", "max-age", "min-fresh"):
        return Miss(nearest.gate if nearest.gate != "fresh" else "expired", fwd="stale")
    return Miss(f"gate:{nearest.gate}")


def decide_store(
    answer: Answer, rule: Rule, volatile: Volatile | None, *, upstream_forbids: bool, now: float
) -> Stored | NotStored:
    """Whether an answer is complete and may be kept, and under which contract."""
    completion = answer.completion
    if not 200 <= answer.status < 300:
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
        return NotStored("upstream-no-store")
    max_age = rule.max_age
    if volatile is not None and volatile.strength is Strength.SHORTEN:
        max_age = min(max_age, rule.short_max_age)
    if max_age <= 0:
        return NotStored("max-age-0")
    return Stored(completion, Contract(rule.name, rule.digest, created=now, expires=now + max_age))


def shares_with_everyone(rule: Rule) -> bool:
    return rule.share is Share.EVERYONE
