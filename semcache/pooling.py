"""Settings become upstreams: one as it is, or pools of them behind one."""

from __future__ import annotations

from collections.abc import Mapping

from semcache.adapters.http_upstream import HttpUpstream
from semcache.adapters.kv_events import KvEvents
from semcache.adapters.litellm_upstream import LiteLlmUpstream
from semcache.core.ledger import Price
from semcache.core.pricing import PriceBook, listing_per_million
from semcache.core.route import Able, Route
from semcache.errors import ConfigError
from semcache.poolterms import PoolPrice, PoolSettings, RouteSettings, ServedModel, fallback_of, serving, upstreams_of
from semcache.ports import Clock, Upstream
from semcache.settings import Settings
from semcache.upstreams.member import Member
from semcache.upstreams.placing import Leg, Way
from semcache.upstreams.pool import Pool, PoolLimits, Served
from semcache.upstreams.pools import UpstreamPools
from semcache.upstreams.telling import Telling


def single_upstream(settings: Settings) -> HttpUpstream:
    """The one under `upstream:`. Raises ConfigError when none is set."""
    upstream = settings.upstream
    if upstream.url is None:
        raise ConfigError(
            "settings", "upstream.url", "expected a URL; give --upstream URL or set SEMCACHE_UPSTREAM__URL"
        )
    return HttpUpstream(
        upstream.url,
        name=upstream.name,
        api_key=upstream.api_key.get_secret_value() if upstream.api_key else None,
        connect_timeout=upstream.connect_timeout,
        read_timeout=upstream.read_timeout,
    )


def upstream_pools(settings: Settings, prices: PriceBook, clock: Clock) -> UpstreamPools:
    """Those under `upstreams:`, and the one under `upstream:`, if there is one, for all that they do not serve."""
    pools = {name: _pool(name, said, prices, clock, settings.workers) for name, said in settings.upstreams.items()}
    asked = dict.fromkeys(model for pool in settings.upstreams.values() for model in pool.models)
    ways = {
        model: _way(model, settings.routes.get(model, RouteSettings()), settings.upstreams, pools)
        for model in dict.fromkeys((*asked, *settings.routes))
        if serving(settings.upstreams, model) or settings.routes[model].fallbacks
    }
    single = single_upstream(settings) if settings.upstream.url is not None else None
    return UpstreamPools(pools.values(), ways, single, clock, settings.upstream.name)


def _pool(name: str, said: PoolSettings, prices: PriceBook, clock: Clock, workers: int) -> Pool:
    now = clock.monotonic()
    limits = said.limits
    hour = said.price.gpu_hour if said.price is not None else None
    limit = _part(limits.concurrency, workers)
    members = [
        Member(replica, url, said.kind, upstream, hour, limit, now, is_own=said.is_engine or hour is not None)
        for replica, url, upstream in _replicas(name, said)
    ]
    return Pool(
        name,
        said.kind,
        members,
        {asked: _served(name, asked, model, said, prices) for asked, model in said.models.items()},
        limits=PoolLimits(
            _part(limits.requests_per_minute, workers),
            _part(limits.tokens_per_minute, workers),
            _part(limits.queue, workers),
            limits.wait,
        ),
        is_engine=said.is_engine,
        passes_credentials=said.pass_credentials,
        first_byte_timeout=said.first_byte_timeout,
        health_check=said.health_check if said.is_engine else 0.0,
        read_metrics=said.metrics if said.is_engine else 0.0,
        telling=_telling(said, [member.name for member in members]) if said.kv_events else None,
        now=now,
    )


def _part(limit: int, workers: int) -> int:
    """One worker's even part of what all of them together may do; 0 stays no limit."""
    return max(1, limit // workers) if limit else 0


def _telling(said: PoolSettings, names: list[str]) -> Telling:
    """Raises ConfigError when what it needs is not installed."""
    endpoints = dict(zip(names, said.kv_events, strict=True))
    replays = dict(zip(names, said.kv_replay, strict=False))
    return Telling(lambda name, told: KvEvents(endpoints[name], told, replay=replays.get(name)), names)


def _replicas(name: str, said: PoolSettings) -> list[tuple[str, str, Upstream]]:
    """(name, URL, upstream) of each: "own/0", or "openai" of a paid API with one address."""
    key = said.api_key.get_secret_value() if said.api_key else None
    if said.kind == "litellm":
        base = said.replicas[0] if said.replicas else None
        upstream = LiteLlmUpstream(name=name, api_key=key, api_base=base, timeout=said.read_timeout)
        return [(name, base or "", upstream)]
    one = len(said.replicas) == 1 and not said.is_engine
    names = [name] if one else [f"{name}/{i}" for i in range(len(said.replicas))]
    return [
        (
            replica,
            url,
            HttpUpstream(
                url,
                name=replica,
                api_key=key,
                connect_timeout=said.connect_timeout,
                read_timeout=said.read_timeout,
            ),
        )
        for replica, url in zip(names, said.replicas, strict=True)
    ]


def _served(upstream: str, asked: str, model: ServedModel, pool: PoolSettings, prices: PriceBook) -> Served:
    sent = model.sent_as or asked
    able = Able(model.tools, model.vision, model.json_, model.context)
    own = model.price or pool.price
    if own is not None:
        return Served(sent, able, _price(upstream, sent, own), is_own_price=True)
    return Served(sent, able, prices.price(sent) or prices.price(asked))


def _price(upstream: str, model: str, price: PoolPrice) -> Price | None:
    """By the token; None where it goes by the hour."""
    if price.input_per_million is None or price.output_per_million is None:
        return None
    return listing_per_million(
        model,
        input_per_million=price.input_per_million,
        output_per_million=price.output_per_million,
        cached_input_per_million=price.cached_input_per_million,
        cache_write_per_million=price.cache_write_per_million,
        cache_write_1h_per_million=price.cache_write_1h_per_million,
        source=f"upstreams.{upstream}.price",
        date="",
    ).price(0)


def _way(model: str, said: RouteSettings, settings: Mapping[str, PoolSettings], pools: Mapping[str, Pool]) -> Way:
    legs: dict[str, Leg] = {}
    for name in upstreams_of(settings, model, said):
        legs[name] = Leg(pools[name], pools[name].models[model])
    upstreams = tuple(legs)
    for entry in said.fallbacks:
        name, other = fallback_of(settings, entry, model)
        stands_in = other != model and not said.interchangeable
        legs.setdefault(entry, Leg(pools[name], pools[name].models[other], stands_in))
    fallbacks = tuple(key for key in legs if key not in upstreams)
    return Way(Route(model, upstreams, said.prefer, said.ttft, said.tpot, fallbacks), legs)
