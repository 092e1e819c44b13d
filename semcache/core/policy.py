"""Policies: which rule applies to a request, and what it allows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import Any

from semcache.core.pricing import Listing
from semcache.core.request import CanonicalRequest, digest
from semcache.core.verify import Calibration
from semcache.core.volatile import DEFAULT_CLASSES, VolatileClass
from semcache.core.world import SourceVersion

_NO_TERMS = frozenset({"name", "match", "digest", "canonical", "priority", "cache_salt", "prompt_cache"})
"""Which requests a rule is for, and how calls for them are made: that changes no answer."""
_SERVING_TERMS = frozenset({"min_similarity", "candidates", "max_error", "audit", "judge", "calibration"})
"""What only says which stored answers may be served: tightening it throws none of them away."""


class Share(StrEnum):
    """Who may be served an answer that somebody else's request bought."""

    TENANT = "tenant"
    EVERYONE = "everyone"


class Mode(StrEnum):
    ON = "on"
    OFF = "off"
    """Requests under this rule are forwarded and booked, nothing else."""
    SHADOW = "shadow"
    """Everything happens but that every answer comes from upstream; the books say what the cache would have done."""


def metadata_of(document: Mapping[str, Any]) -> dict[str, str]:
    """The request body's metadata as text: texts as they are, lists of texts joined by commas, nothing else."""
    said = document.get("metadata")
    if not isinstance(said, dict):
        return {}
    texts = {key: ", ".join(value) if is_texts(value) else value for key, value in said.items()}
    return {key: text for key, text in texts.items() if isinstance(text, str)}


def is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


class Deployments(StrEnum):
    """Whether it matters what answered, behind one model name."""

    SAME = "same"
    ANY = "any"
    """Whatever stands behind the name may answer for the others: replicas of one model, say."""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a request beside its content."""

    tenant: str
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in lower case."""
    metadata: Mapping[str, str] = field(default_factory=dict)
    """Of the request body, as text."""
    question_class: str = ""
    """The volatile class of the question; only found out where the policy asks."""
    permissions: str = ""
    """Digest of what the caller may see, "" where nothing is known of it."""
    deployment: str = ""
    """What would answer this request behind the model's name, "" where a name has one meaning only."""
    priced_as: tuple[str, ...] = ()
    """Names under which the deployment has a price, which go before the model's own."""
    listing: Listing | None = None
    """What it costs, where somebody said so for this very deployment; no list is asked then."""

    def named(self, name: str) -> str:
        """What the request says under this name, in a header or in its metadata."""
        return ", ".join(said for said in (self.headers.get(name, ""), self.metadata.get(name, "")) if said)


@dataclass(frozen=True, slots=True)
class Canonical:
    """Questions to keep warm: each is asked anew before its answer expires."""

    request: str
    """JSON of the request they are asked with: model, system messages, parameters; everything but the question."""
    questions: tuple[str, ...]
    tenant: str = "local"
    """Who asks them, under a rule that does not share."""
    headers: tuple[tuple[str, str], ...] = ()
    """(name in lower case, value): what the rule's conditions, `vary` and sources go by."""


@dataclass(frozen=True, slots=True)
class Audit:
    """How many semantic hits are asked upstream all the same, after they went out, to see how often they are wrong."""

    share: float = 0.0
    """Of semantic hits, 0 to 1."""
    budget: Decimal = Decimal(1)
    """Dollars a day (UTC), the judge's included."""


@dataclass(frozen=True, slots=True)
class Match:
    """Which requests a rule is for: every condition must hold, and an empty one always does."""

    protocols: tuple[str, ...] = ()
    """ "chat", "completions", ..."""
    models: tuple[str, ...] = ()
    """Shell patterns: "gpt-4o*"."""
    tenants: tuple[str, ...] = ()
    """Shell patterns over tenant names."""
    headers: tuple[tuple[str, str], ...] = ()
    """(name in lower case, shell pattern): each must be there and match."""
    metadata: tuple[tuple[str, str], ...] = ()
    """(key, shell pattern) over the request body's `metadata`."""
    classes: tuple[str, ...] = ()
    """Names of volatile classes, one of which the question is of."""

    def holds(self, request: CanonicalRequest, context: Context) -> bool:
        return (
            _any_matches(self.protocols, request.protocol)
            and _any_matches(self.models, request.model)
            and _any_matches(self.tenants, context.tenant)
            and _all_match(self.headers, context.headers)
            and _all_match(self.metadata, context.metadata)
            and (not self.classes or context.question_class in self.classes)
        )


def _any_matches(patterns: tuple[str, ...], value: str) -> bool:
    return not patterns or any(fnmatchcase(value, pattern) for pattern in patterns)


def _all_match(patterns: tuple[tuple[str, str], ...], values: Mapping[str, str]) -> bool:
    return all(name in values and fnmatchcase(values[name], pattern) for name, pattern in patterns)


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds for the requests that match. Durations are seconds."""

    name: str
    match: Match
    mode: Mode
    share: Share
    semantic: bool
    """False leaves the exact tier alone to answer."""
    max_age: float
    min_similarity: float
    candidates: int
    """How many neighbours are looked at, so that a refused nearest one does not hide a valid second."""
    max_temperature: float
    """Requests above it ask for variety and are neither served nor stored."""
    max_answer_bytes: int
    never: tuple[str, ...]
    """Names of the volatile classes that are refused."""
    short_max_age: float
    """The most for questions whose answer depends softly on time ("who is the CEO of ...")."""
    stale_while_revalidate: float = 0.0
    """For how long after it expired an answer may still be served, while a new one is fetched."""
    stale_if_error: float = 0.0
    """For how long after it expired an answer may be served because the upstream is in trouble."""
    must_revalidate: bool = False
    """Nothing stale is ever served, whatever the two above say."""
    jitter: float = 0.0
    """Share of max_age, 0 to 1, by which lifetimes are shortened, so that not all expire at once."""
    vary: tuple[str, ...] = ()
    """Request headers, in lower case, that must be equal for an answer to be shared."""
    sources: tuple[SourceVersion, ...] = ()
    """What every answer under this rule rests on."""
    tags: tuple[str, ...] = ()
    """Names under which every answer of this rule can be invalidated."""
    deployments: Deployments = Deployments.SAME
    """Whether an answer is served after another deployment stands behind its model's name."""
    classes: tuple[VolatileClass, ...] = DEFAULT_CLASSES
    """The volatile classes that `never` names."""
    canonical: Canonical | None = None
    max_error: float = 0.0
    """The most that may be wrong among the semantic hits, 0 to 1. Then the verifier decides instead of
    `min_similarity`; 0 leaves it to that."""
    audit: Audit = Audit()
    judge: str = ""
    """The model that is asked whether two answers say the same, where comparing them leaves doubt. "" asks nobody."""
    calibration: Calibration | None = None
    """What the verifier begins with; None is what comes with semcache."""
    priority: str = "interactive"
    """Of the calls that are made for its requests: one of `upstreams.PRIORITIES`."""
    cache_salt: bool = False
    """Each tenant's prompt prefixes are kept apart in the KV cache of engines that can."""
    prompt_cache: bool = False
    """They are marked for the provider's own prompt cache."""
    digest: str = field(init=False, compare=False)
    """SHA-256, hex, over the terms that answers are stored under: everything above but which requests it is for, and
    which of its stored answers may be served."""

    def __post_init__(self) -> None:
        terms = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in _NO_TERMS | _SERVING_TERMS}
        if self.mode is Mode.SHADOW:
            terms["mode"] = Mode.ON  # what was stored while the cache was only tried out is there when it is not
        object.__setattr__(self, "digest", digest(terms))


@dataclass(frozen=True, slots=True)
class Policy:
    """Rules in order; the first that matches applies. The last one matches everything."""

    name: str
    rules: tuple[Rule, ...]
    classes: tuple[VolatileClass, ...] = DEFAULT_CLASSES
    """The classes that conditions of rules name: the built-in ones and the policy's own."""

    @property
    def asks_for_class(self) -> bool:
        """Some rule is for a class of questions."""
        return any(rule.match.classes for rule in self.rules)

    def rule_for(self, request: CanonicalRequest, context: Context) -> Rule:
        """The rule that applies.

        Raises LookupError if none does, which a loaded policy never lets happen.
        """
        for rule in self.rules:
            if rule.match.holds(request, context):
                return rule
        raise LookupError(f"no rule of policy {self.name} matches")
