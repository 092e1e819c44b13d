"""Policies: which rule applies to a request, and what it allows."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import StrEnum
from fnmatch import fnmatchcase

from semcache.core.request import CanonicalRequest, digest


class Share(StrEnum):
    """Who may be served an answer that somebody else's request bought."""

    TENANT = "tenant"
    EVERYONE = "everyone"


class Mode(StrEnum):
    ON = "on"
    OFF = "off"
    """Requests under this rule are forwarded and booked, nothing else."""


@dataclass(frozen=True, slots=True)
class Match:
    """Which requests a rule is for: every condition must hold, and an empty one always does."""

    protocols: tuple[str, ...] = ()
    """ "chat", "completions", ..."""
    models: tuple[str, ...] = ()
    """Shell patterns: "gpt-4o*"."""
    tenants: tuple[str, ...] = ()
    """Shell patterns over tenant names."""

    def holds(self, request: CanonicalRequest, tenant: str) -> bool:
        return (
            _any_matches(self.protocols, request.protocol)
            and _any_matches(self.models, request.model)
            and _any_matches(self.tenants, tenant)
        )


def _any_matches(patterns: tuple[str, ...], value: str) -> bool:
    return not patterns or any(fnmatchcase(value, pattern) for pattern in patterns)


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
    digest: str = field(init=False, compare=False)
    """SHA-256, hex, over everything above but the name and the match: the contract that answers are stored under."""

    def __post_init__(self) -> None:
        terms = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in ("name", "match", "digest")}
        object.__setattr__(self, "digest", digest(terms))


@dataclass(frozen=True, slots=True)
class Policy:
    """Rules in order; the first that matches applies. The last one matches everything."""

    name: str
    rules: tuple[Rule, ...]

    def rule_for(self, request: CanonicalRequest, tenant: str) -> Rule:
        """The rule that applies.

        Raises LookupError if none does, which a loaded policy never lets happen.
        """
        for rule in self.rules:
            if rule.match.holds(request, tenant):
                return rule
        raise LookupError(f"no rule of policy {self.name} matches")
