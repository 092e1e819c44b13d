"""The LiteLLM face: `callbacks: ["semcache.litellm_plugin.plugin"]` in the proxy's config.yaml, and no more.

    litellm_settings:
      callbacks: ["semcache.litellm_plugin.plugin"]
    callback_settings: {semcache: {config: /etc/semcache.yaml}}

Importing it puts a cache of ours in `litellm.cache`, the one place that LiteLLM asks on every surface, after it has
authenticated the caller and run its guardrails and limits. Nothing raised in here reaches a request.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Mapping
from contextvars import ContextVar
from decimal import Decimal, InvalidOperation
from functools import partial
from pathlib import Path
from typing import Any

import litellm
from litellm.caching.caching import Cache
from litellm.integrations.custom_logger import CustomLogger

from semcache.core.request import Usage
from semcache.lastresort import log_as_a_last_resort
from semcache.mistakes import placed
from semcache.plugin.calls import OwnCalls
from semcache.plugin.carrier import Exchange, NotCached
from semcache.plugin.forms import SURFACES, provider_headers, read_call
from semcache.plugin.house import House
from semcache.plugin.identity import Identity, tenant_of
from semcache.plugin.prices import OperatorPrices
from semcache.wire.usage import usage_of

log = logging.getLogger("semcache")

_CURRENT: ContextVar[Exchange | None] = ContextVar("semcache_exchange", default=None)
"""The request that this task works for. LiteLLM's own name for a request may be chosen by its client, so nothing is
found by that name: every task that LiteLLM starts for a request inherits this."""
_REMEDY = "remove `cache: true`, the cache saved in the UI, or the callback that sets litellm.cache, and start again"


class OnlyIfCached(Exception):
    """Ends a request that asked for a kept answer or none."""

    message = "No stored answer may be served, and the request said only-if-cached."
    type = "semcache_error"
    code = "only_if_cached"
    param = None

    def __init__(self) -> None:
        super().__init__(self.message)
        self.status_code = 412
        """For LiteLLM's router, which then does not try again and holds it against no deployment."""
        self.headers: dict[str, str] = {}

    def for_the_client(self, headers: dict[str, str]) -> None:
        """The router has seen it. RFC 9111, section 5.2.1.7, wants another status."""
        self.status_code = 504
        self.headers = headers


class SemanticCache(Cache):  # type: ignore[misc]  # litellm comes without types
    """What LiteLLM asks before a call, and tells after it."""

    def __init__(self) -> None:
        super().__init__(type="local", supported_call_types=list(SURFACES), max_messages=None)

    def get_cache_key(self, **kwargs: Any) -> str:
        """A name for LiteLLM's logs. Its own takes a digest of everything, which nobody here looks at."""
        return f"semcache:{kwargs.get('litellm_call_id', '')}"

    async def async_get_cache(self, dynamic_cache_object: Any = None, **kwargs: Any) -> dict[str, Any] | None:
        """A hit, or None."""
        return await plugin.look_up(kwargs)

    async def async_add_cache(self, result: Any, dynamic_cache_object: Any = None, **kwargs: Any) -> None:
        await plugin.keep(result, kwargs)

    async def async_add_cache_pipeline(self, result: Any, dynamic_cache_object: Any = None, **kwargs: Any) -> None: ...

    def get_cache(self, dynamic_cache_object: Any = None, **kwargs: Any) -> None:
        """Never a hit: the proxy only makes asynchronous calls."""

    def add_cache(self, result: Any, **kwargs: Any) -> None: ...

    async def disconnect(self) -> None:
        """The proxy shuts down."""
        await plugin.close()


class SemcachePlugin(CustomLogger):  # type: ignore[misc]  # litellm comes without types
    """What LiteLLM tells of each request on its way."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        super().__init__()
        config = settings.get("config")
        calls, prices = OwnCalls(_router), OperatorPrices(lambda: litellm.model_cost)
        self._house = House(Path(str(config)) if config else None, calls, prices)
        self._cache = SemanticCache()
        self._said: set[str] = set()
        self._is_displaced = False
        if litellm.cache is not None:
            self._say_once(
                "semcache takes the place of LiteLLM's own cache; remove `cache: true` from litellm_settings"
            )
        litellm.cache = self._cache
        self._opening: asyncio.Task[None] | None = None
        try:
            self._opening = asyncio.get_running_loop().create_task(self._open_when_built())
        except RuntimeError:
            pass  # imported before there is a loop: the first request opens it

    async def _open_when_built(self) -> None:
        while not self._house.is_over:  # noqa: ASYNC110  # it is built on another thread
            await asyncio.sleep(0.05)
        await self._house.open()

    # Called by LiteLLM. None of these may raise, but OnlyIfCached.

    async def async_pre_call_hook(
        self, user_api_key_dict: Any, cache: Any, data: dict[str, Any], call_type: str
    ) -> None:
        """A request was let in, by this verified identity."""
        try:
            await self._admit(user_api_key_dict, data, str(call_type))
        except Exception as mistake:
            self._mistaken("admitting", mistake)

    async def look_up(self, kwargs: Mapping[str, Any]) -> dict[str, Any] | None:
        """An answer from the cache, or None."""
        try:
            exchange, carrier = self._exchange(kwargs), self._house.carrier
            if exchange is None or carrier is None or not _is_its_own(exchange, kwargs):
                return None
            exchange.calling = kwargs.get("litellm_logging_obj")
            return await carrier.answer(exchange, read_call(exchange.surface, kwargs, exchange.model))
        except NotCached:
            raise OnlyIfCached from None
        except Exception as mistake:
            self._mistaken("looking up", mistake)
        return None

    async def keep(self, result: Any, kwargs: Mapping[str, Any]) -> None:
        """The answer of a call that was made."""
        try:
            exchange, carrier = self._exchange(kwargs), self._house.carrier
            if exchange is not None and carrier is not None:
                noted = getattr(exchange.calling, "model_call_details", None) or {}
                await carrier.keep(exchange, result, provider_headers(noted.get("response_headers")))
        except Exception as mistake:
            self._mistaken("keeping", mistake)

    async def async_log_success_event(
        self, kwargs: Mapping[str, Any], response_obj: Any, start_time: Any, end_time: Any
    ) -> None:
        """A call, or an answer from the cache, is delivered."""
        try:
            exchange, carrier = self._exchange(kwargs), self._house.carrier
            if exchange is None or carrier is None or kwargs.get("cache_hit"):
                return
            told = kwargs.get("standard_logging_object") or {}
            if told.get("call_type") != exchange.call_type:
                return
            began, first = told.get("startTime") or 0.0, told.get("completionStartTime") or 0.0
            seconds = max((told.get("endTime") or began) - began, 0.0)
            usage = partial(_usage, response_obj)
            carrier.done(exchange, usage, _dollars(told), seconds, max(first - began, 0.0) or seconds)
        except Exception as mistake:
            self._mistaken("booking", mistake)

    async def async_log_failure_event(
        self, kwargs: Mapping[str, Any], response_obj: Any, start_time: Any, end_time: Any
    ) -> None:
        """A call came to nothing."""
        try:
            exchange, carrier = self._exchange(kwargs), self._house.carrier
            if exchange is not None and carrier is not None:
                error = kwargs.get("exception")
                carrier.failed(exchange, _status(error), type(error).__name__, (end_time - start_time).total_seconds())
        except Exception as mistake:
            self._mistaken("booking", mistake)

    async def async_post_call_failure_hook(
        self, request_data: Any, original_exception: Exception, user_api_key_dict: Any, traceback_str: Any = None
    ) -> None:
        """The client gets an error."""
        try:
            exchange, carrier = _CURRENT.get(), self._house.carrier
            if exchange is not None and carrier is not None:
                carrier.refused(exchange, _status(original_exception))
                if isinstance(original_exception, OnlyIfCached):
                    original_exception.for_the_client(exchange.headers)
        except Exception as mistake:
            self._mistaken("booking", mistake)

    async def async_post_call_response_headers_hook(
        self,
        data: Any,
        user_api_key_dict: Any,
        response: Any,
        request_headers: Any = None,
        litellm_call_info: Any = None,
    ) -> dict[str, str] | None:
        """Cache-Status, Age and the request's id, for the client."""
        exchange = _CURRENT.get()
        return exchange.headers if exchange is not None else None

    async def close(self) -> None:
        """Writes what is pending."""
        try:
            await self._house.close()
        except Exception as mistake:
            self._mistaken("closing", mistake)

    # What they rest on.

    async def _admit(self, verified: Any, data: dict[str, Any], call_type: str) -> None:
        _CURRENT.set(None)
        self._notice_others()
        surface, said = SURFACES.get(call_type), data.get("model")
        if surface is None:
            return
        if not isinstance(said, str) or "," in said:
            return  # LiteLLM asks several models at once for this one request: nobody can tell their answers apart
        house = self._house
        if house.carrier is None:
            await house.open()
        if house.carrier is None:
            return
        tenant = tenant_of(_identity(verified), house.sharing)
        if tenant is None:
            self._say_once("requests without a key are not cached; set general_settings.master_key")
        _CURRENT.set(Exchange(str(data.get("litellm_call_id")), call_type, surface, tenant, said))

    def _exchange(self, kwargs: Mapping[str, Any]) -> Exchange | None:
        """The request that this call is made for; not one that a guardrail makes for itself."""
        exchange = _CURRENT.get()
        return exchange if exchange is not None and kwargs.get("litellm_call_id") == exchange.id else None

    def _notice_others(self) -> None:
        is_displaced = litellm.cache is not self._cache
        if is_displaced:
            self._say_once(f"{type(litellm.cache).__name__} has taken semcache's place in LiteLLM: {_REMEDY}")
        if self._is_displaced is not is_displaced and self._house.displaced is not None:
            self._is_displaced = is_displaced
            self._house.displaced.set(is_displaced)

    def _say_once(self, text: str) -> None:
        if text not in self._said:
            self._said.add(text)
            log.warning("%s", text)

    def _mistaken(self, doing: str, mistake: Exception) -> None:
        self._count("plugin")
        self._say_once(f"a mistake in semcache while {doing}; requests go on: {placed(mistake)}")

    def _count(self, part: str) -> None:
        if (carrier := self._house.carrier) is not None:
            carrier.engine.metrics.faults.labels(part).inc()


def _is_its_own(exchange: Exchange, kwargs: Mapping[str, Any]) -> bool:
    """Not a call within the call: LiteLLM asks for /v1/messages, then again for the chat call that it makes of it."""
    return getattr(kwargs.get("litellm_logging_obj"), "call_type", exchange.call_type) == exchange.call_type


def _identity(verified: Any) -> Identity:
    key = (_text(verified, "api_key") or _text(verified, "token")) if _keys_are_verified() else None
    return Identity(key, *(_text(verified, name) for name in ("team_id", "user_id", "org_id", "end_user_id")))


def _text(verified: Any, name: str) -> str | None:
    value = getattr(verified, name, None)
    return value if isinstance(value, str) and value else None


def _keys_are_verified() -> bool:
    """Without a master key LiteLLM lets everybody in, and calls the key whatever the client said."""
    return any(_of_the_proxy(name) is not None for name in ("master_key", "user_custom_auth"))


def _router() -> Any:
    return _of_the_proxy("llm_router")


def _of_the_proxy(name: str) -> Any:
    return getattr(sys.modules.get("litellm.proxy.proxy_server"), name, None)


def _usage(response: Any) -> Usage | None:
    usage: Any = response.get("usage") if isinstance(response, dict) else getattr(response, "usage", None)
    return usage_of(usage.model_dump(exclude_none=True) if hasattr(usage, "model_dump") else usage)


def _dollars(told: Mapping[str, Any]) -> Decimal | None:
    cost = told.get("response_cost")
    try:
        return Decimal(str(cost)) if cost is not None else None
    except InvalidOperation:
        return None


def _status(error: Any) -> int:
    code = getattr(error, "status_code", None) or getattr(error, "code", None)
    try:
        return int(code) if code is not None else 500
    except (TypeError, ValueError):
        return 500


def _settings() -> Mapping[str, Any]:
    found = getattr(litellm, "callback_settings", None) or {}
    own = found.get("semcache") if isinstance(found, Mapping) else None
    return own if isinstance(own, Mapping) else {}


log_as_a_last_resort()
plugin = SemcachePlugin(_settings())
