"""What every cache in this place costs LiteLLM: a cache that never answers and a callback that does nothing."""

from __future__ import annotations

from typing import Any

import litellm
from litellm.caching.caching import Cache
from litellm.integrations.custom_logger import CustomLogger

SURFACES = ["acompletion", "atext_completion", "aresponses", "anthropic_messages"]


class IdleCache(Cache):
    def __init__(self) -> None:
        super().__init__(type="local", supported_call_types=SURFACES, max_messages=None)

    def get_cache_key(self, **kwargs: Any) -> str:
        return "idle"

    async def async_get_cache(self, dynamic_cache_object: Any = None, **kwargs: Any) -> None: ...

    async def async_add_cache(self, result: Any, dynamic_cache_object: Any = None, **kwargs: Any) -> None: ...

    async def async_add_cache_pipeline(self, result: Any, dynamic_cache_object: Any = None, **kwargs: Any) -> None: ...


class Idle(CustomLogger):
    async def async_pre_call_hook(self, *_: Any, **__: Any) -> None: ...

    async def async_log_success_event(self, *_: Any, **__: Any) -> None: ...

    async def async_log_failure_event(self, *_: Any, **__: Any) -> None: ...

    async def async_post_call_failure_hook(self, *_: Any, **__: Any) -> None: ...

    async def async_post_call_response_headers_hook(self, *_: Any, **__: Any) -> dict[str, str]:
        return {"cache-status": "idle; fwd=miss; detail=new", "semcache-request-id": "0123456789abcdef"}


litellm.cache = IdleCache()
idle = Idle()
