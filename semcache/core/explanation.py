"""Why one request was answered as it was, in full, as a value that is kept and read later.

It holds what a person needs to judge the verdict: texts, figures, names. It never holds headers or credentials.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from semcache.core.decision import Candidate
from semcache.core.gates import Pass, Refusal
from semcache.core.ledger import Outcome, Price, Tier
from semcache.core.policy import Mode, Rule
from semcache.core.request import CanonicalRequest, Usage
from semcache.core.scope import Scope, pair_name
from semcache.core.service_tier import billed_tier
from semcache.core.upstreams import Call
from semcache.core.volatile import Volatile

TEXT_KEPT = 500
"""Characters of a question that are kept. What is longer is cut, and its whole length told."""


class Pricer(Protocol):
    """Dollars, and the price they were reckoned at, by the first of the models that has one."""

    def __call__(self, usage: Usage | None, *models: str, tier: str) -> tuple[Decimal | None, Price | None]: ...


_NOTHING: Mapping[str, tuple[float, ...]] = {}


@dataclass(frozen=True, slots=True)
class Text:
    """A question, at most its first TEXT_KEPT characters."""

    start: str
    length: int
    """Characters of the whole."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one gate said."""

    gate: str
    passed: bool
    detail: str
    """What it saw."""


@dataclass(frozen=True, slots=True)
class Considered:
    """A stored answer that was looked at."""

    key: str
    tier: Tier
    similarity: float
    question: Text | None
    model: str
    """That the answer names."""
    author: str
    rule: str
    """Under which it was stored."""
    age: float
    """Seconds, when the request came."""
    ttl: float
    """Seconds of freshness left then; negative when it had expired."""
    sources: tuple[str, ...]
    """With their versions: "kb/refunds@v17"."""
    tags: tuple[str, ...]
    findings: tuple[Finding, ...]
    """Of the gates that refused or had something to say, in the order in which they count."""
    silent: tuple[str, ...]
    """The gates that passed without a word: all others."""
    worth: Decimal | None
    """Dollars that serving it saves; None when they are not known."""
    priced_by: str
    """Whose price that is, and of when."""
    served: bool
    would_serve: bool = False
    """It would have been served, were the cache not only tried out."""
    name: str = ""
    """Of its question, where pairs are kept apart."""
    evidence: tuple[float, ...] = ()
    """What the verifier went by."""

    @property
    def refusal(self) -> Finding | None:
        """The first gate that refused."""
        return next((finding for finding in self.findings if not finding.passed), None)


@dataclass(frozen=True, slots=True)
class Missed:
    """The nearest stored answer that was refused."""

    key: str
    similarity: float
    gate: str
    detail: str
    would_have_saved: Decimal | None
    """Dollars; None when they are not known, and 0 when another answer was served from the cache."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One request, what was decided, and everything the decision rests on."""

    request_id: str
    at: float
    """Seconds since the epoch, when the request arrived."""
    tenant: str
    protocol: str
    model: str
    rule: str
    rule_digest: str
    scope: str
    """The scope's digest: only answers stored under the same one are compared."""
    key: str
    """The exact key."""
    question: Text | None
    """None when the request has no such text, and when nothing of it may be kept: no-store, a rule that is off."""
    outcome: Outcome
    tier: Tier
    reason: str
    """In the same words as the Cache-Status header's detail."""
    cache_status: str
    """The whole header; "" of a lookup that nobody was answered by."""
    kept: str
    """What became of the upstream's answer: "stored", why it was not, or "" when there was none to keep."""
    volatile: Volatile | None
    """The class of questions that do not keep to which this one belongs, and the words that say so."""
    candidates: tuple[Considered, ...]
    """Exact one first, then nearest first. Behind a hit, no more are looked at."""
    nearest_refused: Missed | None
    calls: tuple[Call, ...] = ()
    """What was called upstream, in order, and why there."""
    name: str = ""
    """Of the question, where pairs are kept apart."""


def explain(
    *,
    request_id: str,
    at: float,
    tenant: str,
    request: CanonicalRequest,
    rule: Rule,
    scope: Scope,
    key: str,
    no_store: bool,
    outcome: Outcome,
    tier: Tier,
    reason: str,
    cache_status: str,
    kept: str,
    served: str | None,
    volatile: Volatile | None,
    candidates: Iterable[Candidate],
    price: Pricer,
    calls: Iterable[Call] = (),
    would_serve: str | None = None,
    weighed: Mapping[str, tuple[float, ...]] = _NOTHING,
) -> Explanation:
    """The explanation of a lookup that is finished; `served` is the key of the stored answer that went out,
    `would_serve` of that which only shadow mode held back, `weighed` what the verifier went by, by key."""
    name = pair_name(scope, request.query)
    considered = tuple(
        _considered(candidate, at, request, (served, would_serve), name, weighed, price) for candidate in candidates
    )
    private = no_store or rule.mode is Mode.OFF
    return Explanation(
        request_id=request_id,
        at=at,
        tenant=tenant,
        protocol=request.protocol,
        model=request.model,
        rule=rule.name,
        rule_digest=rule.digest,
        scope=scope.digest,
        key=key,
        question=None if private else _text(request.query),
        outcome=outcome,
        tier=tier,
        reason=reason,
        cache_status=cache_status,
        kept=kept,
        volatile=None if private else volatile,
        candidates=considered,
        nearest_refused=_missed(considered, served is not None),
        name="" if private else name,
        calls=tuple(calls),
    )


def _considered(
    candidate: Candidate,
    now: float,
    asked: CanonicalRequest,
    served: tuple[str | None, str | None],
    asked_name: str,
    weighed: Mapping[str, tuple[float, ...]],
    price: Pricer,
) -> Considered:
    entry, contract = candidate.entry, candidate.entry.contract
    completion, reports = entry.completion, candidate.reports
    worth, by = price(completion.usage, completion.model, asked.model, tier=billed_tier(asked, completion))
    return Considered(
        key=entry.key,
        tier=candidate.tier,
        similarity=candidate.similarity,
        question=_text(entry.query),
        model=completion.model,
        author=entry.author,
        rule=contract.rule,
        age=contract.age(now),
        ttl=contract.ttl(now),
        sources=tuple(map(str, contract.sources)),
        tags=contract.tags,
        findings=tuple([_finding(report) for report in reports if report.detail or isinstance(report, Refusal)]),
        silent=tuple([report.gate for report in reports if not report.detail and isinstance(report, Pass)]),
        worth=worth,
        priced_by="" if by is None or worth is None else ", ".join(filter(None, (by.tier, by.source, by.date))),
        served=entry.key == served[0],
        would_serve=entry.key == served[1],
        name=asked_name if candidate.tier is Tier.EXACT else pair_name(entry.scope, entry.query),
        evidence=weighed.get(entry.key, ()),
    )


def _finding(report: Pass | Refusal) -> Finding:
    return Finding(report.gate, isinstance(report, Pass), report.detail)


def _missed(considered: Iterable[Considered], was_served: bool) -> Missed | None:
    for one in considered:
        if (refusal := one.refusal) is not None and not one.served:
            worth = Decimal(0) if was_served else one.worth
            return Missed(one.key, one.similarity, refusal.gate, refusal.detail, worth)
    return None


def _text(text: str | None) -> Text | None:
    return None if text is None else Text(text[:TEXT_KEPT], len(text))
