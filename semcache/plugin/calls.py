"""Calls that no client waits for, through the proxy's own router: audits, and what a judge is asked.

The operator pays for them: they are made with the deployment's credentials and name no key, user or team, so that
nobody's budget or limit moves.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextvars import Context
from copy import deepcopy
from typing import Any

import orjson

from semcache.core.upstreams import Errand
from semcache.errors import UpstreamUnreachable
from semcache.plugin.forms import SURFACES, Told, body_of, provider_headers
from semcache.ports import UpstreamResponse

_JUDGES = "acompletion"
_ONCE = {"num_retries": 0, "disable_fallbacks": True, "cache": {"no-cache": True, "no-store": True}}
"""No other deployment's answer will do, and no cache must be asked."""


class OwnCalls:
    """Makes them."""

    def __init__(self, router: Callable[[], Any]) -> None:
        """`router` finds LiteLLM's; None where there is none."""
        self._router = router

    async def repeat(self, call_type: str, told: Told, errand: Errand) -> UpstreamResponse:
        """The call that a hit made needless, at the deployment that would have answered."""
        return await self._made(call_type, {**deepcopy(dict(told.arguments)), "model": told.deployment_id}, errand)

    async def ask(self, body: bytes, errand: Errand) -> UpstreamResponse:
        """A chat completion of our own, by a model of the proxy's."""
        return await self._made(_JUDGES, orjson.loads(body), errand)

    async def _made(self, call_type: str, arguments: dict[str, Any], errand: Errand) -> UpstreamResponse:
        router = self._router()
        if router is None:
            raise UpstreamUnreachable("the proxy has no router")
        # The name under which it shows in the operator's own logs. LiteLLM charges by other fields than this one.
        whose = {SURFACES[call_type].metadata: {"user_api_key_alias": f"semcache-{errand.purpose}"}}
        call = getattr(router, call_type)(**arguments, **whose, **_ONCE)
        try:
            # Nothing of the client's request goes along: what hooks remember there, a budget that is reserved for it.
            result = await asyncio.get_running_loop().create_task(call, context=Context())
        except Exception as error:  # a provider's, or LiteLLM's own; its text may hold the prompt
            raise UpstreamUnreachable(type(error).__name__) from None
        hidden = getattr(result, "_hidden_params", None)
        body = body_of(result)
        if body is None:
            raise UpstreamUnreachable("not an answer")
        return _Response(body, provider_headers(hidden.get("headers") if isinstance(hidden, dict) else None))


class _Response:
    """An answer that is there."""

    status = 200

    def __init__(self, body: bytes, headers: tuple[tuple[bytes, bytes], ...]) -> None:
        self.headers = ((b"content-type", b"application/json"), *headers)
        self._body = body

    async def chunks(self) -> AsyncIterator[bytes]:
        yield self._body

    async def close(self) -> None: ...
