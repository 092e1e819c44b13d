"""Scope: all that must be equal before two requests may share an answer.

This is the security boundary. It partitions the cache before similarity is looked at, and is checked again on
the fetched entry.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache

from semcache.core.request import CanonicalRequest, canonical_json, digest


@dataclass(frozen=True, slots=True)
class Scope:
    """Everything but the last user text."""

    tenant: str
    protocol: str
    model: str
    frame: str
    """SHA-256, hex, of the request's frame."""
    policy: str
    """Digest of the rule that applied."""
    embedder: str
    """Fingerprint of the embedder; vectors of two embedders never meet."""
    vary: str = ""
    """Digest of what else the rule says must be equal: headers that it names."""
    permissions: str = ""
    """Digest of what the caller may see, where the caller is known to have any."""
    digest: str = field(init=False, compare=False)
    """SHA-256, hex, over all of the above: the partition's name."""

    def __post_init__(self) -> None:
        parts = [*self._but_embedder(), self.embedder]
        object.__setattr__(self, "digest", digest(parts))

    def is_like(self, other: Scope) -> bool:
        """Equal in all but the embedder: enough where no vector is compared."""
        return self is other or self._but_embedder() == other._but_embedder()

    def _but_embedder(self) -> list[str]:
        return [self.tenant, self.protocol, self.model, self.frame, self.policy, self.vary, self.permissions]


def scope_of(
    request: CanonicalRequest, tenant: str, policy: str, embedder: str, vary: str = "", permissions: str = ""
) -> Scope:
    """The scope a request falls into."""
    frame = hashlib.sha256(request.frame).hexdigest()
    # A client chooses the model's name, which may be megabytes long.
    make = _scope if len(request.model) + len(tenant) <= _REMEMBERED else Scope
    return make(tenant, request.protocol, request.model, frame, policy, embedder, vary, permissions)


_REMEMBERED = 1000
"""Characters of the names in a scope that is remembered, at most."""
_scope = lru_cache(maxsize=4096)(Scope)
"""Most requests fall into a scope that was seen a moment ago; it is digested once, and then equal by identity."""


def pair_name(scope: Scope, query: str | None) -> str:
    """What a question is called where pairs are kept apart: unlike its exact key, it outlives a change of policy."""
    parts = [scope.tenant, scope.protocol, scope.model, scope.frame, scope.vary, scope.permissions, query]
    return hashlib.sha256(canonical_json(parts)).hexdigest()


def exact_key(scope: Scope, query: str | None) -> str:
    """SHA-256, hex, of the whole request in its scope. The embedder has no part in it: no vector is compared."""
    parts = [*scope._but_embedder(), query]
    return hashlib.sha256(canonical_json(parts)).hexdigest()
