"""One request on its way through the cache."""

from __future__ import annotations

from dataclasses import dataclass

from semcache.core.decision import Candidate, Hit, StaleHit, Verdict
from semcache.core.directives import Directives
from semcache.core.policy import Context, Deployments, Rule
from semcache.core.request import CanonicalRequest, digest
from semcache.core.scope import Scope
from semcache.core.text import LONGEST
from semcache.core.volatile import Volatile
from semcache.core.world import SourceVersion, World
from semcache.ports import Embedder, Vector
from semcache.trusting import Sighted, Weighed

SOURCES = "semcache-sources"
"""The header, of request or response, and the key in the body's metadata, that names what an answer rests on."""
TAGS = "semcache-tags"
"""Likewise, names under which the answer can be invalidated."""
_BETA_HEADERS = ("openai-beta", "anthropic-beta", "anthropic-version")
"""Headers that change what the upstream answers, whatever the rule says."""


@dataclass(slots=True)
class Lookup:
    """One request on its way: what was asked, what was decided, and what was found out meanwhile."""

    request_id: str
    at: float
    started: float
    """Monotonic seconds."""
    request: CanonicalRequest
    context: Context
    directives: Directives
    rule: Rule
    scope: Scope
    key: str
    embedder: Embedder
    """The one that the scope names; a better one may replace it meanwhile."""
    verdict: Verdict
    sources: tuple[SourceVersion, ...] = ()
    """What the request says its answer must rest on."""
    world: World | None = None
    """As it was when the request began; None when nobody could tell, and then nothing is kept."""
    vector: Vector | None = None
    volatile: Volatile | None = None
    candidates: tuple[Candidate, ...] = ()
    """Those that were looked at, nearest first."""
    sighted: tuple[Sighted, ...] = ()
    """Of these, under a stated bound, those that speak for or against each other."""
    weighed: Weighed | None = None
    """The one of them with most behind it."""
    fence: int | None = None
    """Of the lease under which its call is made: nothing that was stored under a higher one is written over."""
    would: Hit | StaleHit | None = None
    """In shadow mode, what the cache would have served."""

    def weighed_as(self, key: str) -> Weighed | None:
        """What the verifier makes of this candidate, if it is the one that was weighed."""
        return self.weighed if self.weighed is not None and self.weighed.entry.key == key else None

    @property
    def tenant(self) -> str:
        return self.context.tenant

    @property
    def epoch(self) -> int:
        """The last event known when the request began."""
        return 0 if self.world is None else self.world.epoch

    @property
    def flight(self) -> str:
        """Who may share a call upstream: those of the same key who say that the answer must rest on the same."""
        return self.key if not self.sources else digest([self.key, [[s.id, s.version] for s in self.sources]])


def exact_only(request: CanonicalRequest) -> str | None:
    """Why the request may be answered by the exact tier alone, or None."""
    if request.exact_only is not None or request.query is None:
        return request.exact_only or "no-query"
    return "too-long" if len(request.query) > LONGEST else None


def varied(rule: Rule, context: Context) -> str:
    """Digest of what must be equal beside the request, headers and deployment; "" where there is nothing."""
    named = [(name, context.headers[name]) for name in (*_BETA_HEADERS, *rule.vary) if name in context.headers]
    if context.deployment and rule.deployments is Deployments.SAME:
        named.append(("deployment of the model", context.deployment))  # no header's name has spaces
    return digest(named) if named or rule.vary else ""
