"""Whose request it is, by what the proxy has verified. Pure."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from semcache.core.request import digest

Sharing = Literal["team", "key", "user", "organization", "end-user"]


@dataclass(frozen=True, slots=True)
class Identity:
    """Who was let in. Nothing in it comes from the request but the end user, who can only narrow."""

    key: str | None = None
    """The virtual key as the proxy knows it: its hash, or a name."""
    team: str | None = None
    user: str | None = None
    organization: str | None = None
    end_user: str | None = None


@lru_cache(maxsize=4096)
def tenant_of(who: Identity, sharing: Sharing) -> str | None:
    """The tenant's name, or None for callers whom the proxy does not tell apart."""
    key = None
    if who.key:
        # What a custom authentication calls the key may be the key itself.
        key = "key:" + hashlib.sha256(who.key.encode()).hexdigest()
    team = f"team:{who.team}" if who.team else key
    match sharing:
        case "key":
            return key
        case "user":
            return f"user:{who.user}" if who.user else key
        case "organization":
            return f"organization:{who.organization}" if who.organization else team
        case "end-user":
            return None if team is None else f"{team}/end-user:{digest(who.end_user)}"
        case "team":
            return team
