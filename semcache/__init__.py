"""semcache: a semantic response cache for LLM APIs that accounts for every dollar it saves."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from semcache.asgi import SemanticCacheMiddleware as SemanticCacheMiddleware

__all__ = ["SemanticCacheMiddleware", "__version__"]

try:
    __version__ = version("semcache-llm")
except PackageNotFoundError:  # a source tree that was never installed
    __version__ = "0+unknown"


def __getattr__(name: str) -> object:
    """The middleware is imported when it is asked for: the command line must start without it."""
    if name == "SemanticCacheMiddleware":
        from semcache.asgi import SemanticCacheMiddleware

        return SemanticCacheMiddleware
    raise AttributeError(f"module 'semcache' has no attribute {name!r}")
