"""The service tier that a provider bills a call by: OpenAI's flex and priority, batches.

Sources: OpenAI's guides to flex and priority processing (the answer's `service_tier` says what was served, whatever was
asked for) and Anthropic's to service tiers (in the answer's usage). Read in November 2026.
"""

from __future__ import annotations

import json
import re
from typing import Final

from semcache.core.request import CanonicalRequest, Completion

FLEX, PRIORITY, BATCH = "flex", "priority", "batch"
TIERS: Final = (FLEX, PRIORITY, BATCH)
"""Those that have rates of their own in price lists; "" is the standard one."""
_KNOWN: Final = {FLEX: FLEX, PRIORITY: PRIORITY, "fast": PRIORITY, BATCH: BATCH}
_STANDARD: Final = frozenset({"default", "standard"})
_FIRST: Final = json.JSONDecoder()
"""Of a frame, the request as it was asked: what a proxy adds stands behind it."""
_NAMED: Final = re.compile(rb'"service_tier"\s*:\s*"([^"\\]{1,20})"')


def billed_tier(request: CanonicalRequest, completion: Completion | None) -> str:
    """What the answer says, and where it says nothing, or there is none, what the request asks for."""
    served = "" if completion is None else _said(completion.body)
    if served in _KNOWN:
        return _KNOWN[served]
    # "auto" leaves it to the provider, and what it is not known to have chosen is the standard one.
    return "" if served in _STANDARD else _KNOWN.get(_said(request.frame), "")


def _said(body: bytes) -> str:
    """At the top of a JSON object, or in its usage; "" if nowhere. Read whole only where some such name is special:
    nearly all answers say "default", and texts may hold the words too."""
    names: set[str] = {name.decode("ascii", "replace") for name in _NAMED.findall(body)}
    if not names:
        return ""
    if names <= _STANDARD:
        return next(iter(names))
    try:
        document, _ = _FIRST.raw_decode(body.decode())
    except ValueError:  # a request in no form that is understood
        return ""
    if isinstance(document, list):  # as frames do that have a query
        document = document[0] if document else None
    usage = document.get("usage") if isinstance(document, dict) else None
    holders = [one for one in (document, usage) if isinstance(one, dict)]
    return next((str(one["service_tier"]).lower() for one in holders if "service_tier" in one), "")
