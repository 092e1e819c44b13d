"""Where to ask how the upstreams are doing: a running gateway's admin route, or the replicas that the settings name."""

from __future__ import annotations

from collections.abc import Iterator

from semcache.adapters.replica_views import Asked, Refused, readings, view, views_of_gateway
from semcache.poolterms import PoolSettings
from semcache.settings import Settings

__all__ = ["Asked", "Refused", "admin_url", "asked_replicas", "readings", "view", "views_of_gateway"]

_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 (what such an address is reached by here)


def admin_url(settings: Settings) -> str:
    """Where a gateway with these settings answers its admin routes."""
    admin = settings.admin
    host, port = (settings.host, settings.port) if admin.port is None else (admin.host, admin.port)
    host = _EVERYWHERE.get(host, host)
    return f"http://{f'[{host}]' if ':' in host else host}:{port}{admin.prefix}"


def asked_replicas(settings: Settings) -> tuple[Asked, ...]:
    """The replicas and APIs that the settings name; not those that only a library knows how to reach."""
    pooled = [asked for name, pool in settings.upstreams.items() for asked in _of_pool(name, pool)]
    single = settings.upstream
    if single.url is not None:
        key = single.api_key.get_secret_value() if single.api_key else None
        pooled.append(Asked(single.name, single.name, "openai", single.url, key=key))
    return tuple(pooled)


def _of_pool(name: str, pool: PoolSettings) -> Iterator[Asked]:
    price = pool.price
    for i, url in enumerate(pool.replicas):
        yield Asked(
            name if len(pool.replicas) == 1 and not pool.is_engine else f"{name}/{i}",
            name,
            pool.kind,
            url,
            tuple(pool.models),
            price.gpu_hour if price else None,
            price.output_per_million if price else None,
            pool.api_key.get_secret_value() if pool.api_key else None,
        )
