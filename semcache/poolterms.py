"""What may be written under `upstreams:` and `routes:`: every key, its values, its default, and what must fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field, SecretStr

from semcache.core.route import Prefer
from semcache.fields import (
    LISTED,
    SECRET,
    Duration,
    Expected,
    Flag,
    Group,
    Money,
    Name,
    Text,
    Url,
    did_you_mean,
    one_of,
    whole,
)
from semcache.yamlfile import Keys

Kind = Literal["vllm", "sglang", "trtllm", "nim", "llamacpp", "openai", "litellm"]
ENGINES = frozenset({"vllm", "sglang", "trtllm", "nim", "llamacpp"})
"""Kinds that are one's own: asked for their health and metrics, sent what their prefix cache holds."""


class PoolPrice(Group):
    """What an upstream costs: by the hour of each replica, or by the token."""

    gpu_hour: Money | None = None
    input_per_million: Money | None = None
    output_per_million: Money | None = None
    cached_input_per_million: Money | None = None
    cache_write_per_million: Money | None = None
    cache_write_1h_per_million: Money | None = None


TELLING = frozenset({"vllm"})
"""Kinds that publish what their KV cache holds, and say what a prompt's tokens are."""


def _price(value: object) -> object:
    if not isinstance(value, Mapping | PoolPrice) or not value:
        raise Expected("a price with its unit, such as {gpu-hour: $2} or {input-per-million: $0.15, ...}")
    return value


Priced = Annotated[PoolPrice | None, BeforeValidator(_price)]


class ServedModel(Group):
    """A model as an upstream serves it."""

    sent_as: Text | None = None
    tools: Flag = True
    vision: Flag = True
    json_: Annotated[Flag, Field(alias="json")] = True
    context: Annotated[int, whole(0, 100_000_000)] = 0
    price: Priced = None


def _models(value: object) -> object:
    """A list of names, names with what is sent instead, or names with all that is to be said of them."""
    if isinstance(value, str):
        value = [part.strip() for part in value.split(",") if part.strip()]
    if isinstance(value, list | tuple):
        names = [str(name) for name in value]
        if len(set(names)) < len(names):
            raise Expected("each model once")
        value = {name: {} for name in names}
    if not isinstance(value, Mapping) or not value:
        raise Expected("the models it serves: a list of names, or names and what they are sent as")
    return {name: {"sent-as": said} if isinstance(said, str) else said for name, said in value.items()}


class Limits(Group):
    """What an upstream is given at most. 0 is no limit."""

    concurrency: Annotated[int, whole(0, 100_000)] = 0
    requests_per_minute: Annotated[int, whole(0, 100_000_000)] = 0
    tokens_per_minute: Annotated[int, whole(0, 10_000_000_000)] = 0
    queue: Annotated[int, whole(0, 100_000)] = 100
    wait: Duration = 30.0


class PoolSettings(Group):
    """One pool of replicas, or one paid API."""

    kind: Annotated[Kind, one_of(get_args(Kind))]
    replicas: Annotated[tuple[Url, ...], LISTED] = ()
    models: Annotated[Mapping[Text, ServedModel], BeforeValidator(_models)]
    price: Priced = None
    limits: Limits = Limits()
    kv_events: Annotated[tuple[Text, ...], LISTED] = ()
    kv_replay: Annotated[tuple[Text, ...], LISTED] = ()
    api_key: Annotated[SecretStr | None, SECRET] = None
    pass_credentials: Flag = False
    health_check: Duration = 5.0
    metrics: Duration = 2.0
    connect_timeout: Duration = 5.0
    first_byte_timeout: Duration = 60.0
    read_timeout: Duration = 600.0

    @property
    def is_engine(self) -> bool:
        return self.kind in ENGINES


class RouteSettings(Group):
    """Where the requests for one model go."""

    upstreams: Annotated[tuple[Name, ...], LISTED] = ()
    prefer: Annotated[Prefer, one_of(Prefer)] = Prefer.ORDER
    ttft: Duration | None = None
    tpot: Duration | None = None
    fallbacks: Annotated[tuple[Text, ...], LISTED] = ()
    interchangeable: Flag = False


Pools = Mapping[str, PoolSettings]
Complain = Callable[[Keys, str], None]


def key_variable(name: str) -> str:
    """The environment variable of an upstream's API key."""
    return f"SEMCACHE_UPSTREAMS__{re.sub('[^A-Z0-9]', '_', name.upper())}__API_KEY"


def serving(pools: Pools, model: str) -> list[str]:
    """The upstreams that serve a model, in the order in which they are written."""
    return [name for name, pool in pools.items() if model in pool.models]


def upstreams_of(pools: Pools, model: str, route: RouteSettings) -> list[str]:
    """Who is asked first: those that the route names, else all that serve the model and are no fallback of it."""
    last = {fallback_of(pools, entry, model) for entry in route.fallbacks}
    return list(route.upstreams) or [name for name in serving(pools, model) if (name, model) not in last]


def fallback_of(pools: Pools, entry: str, model: str) -> tuple[str, str]:
    """(upstream, model) that a fallback names: "openai", or "openai/gpt-4o-mini" for another model than was asked."""
    name, slash, other = entry.partition("/")
    return (name, other) if slash and name in pools else (entry, model)


def check_upstreams(pools: Pools, routes: Mapping[str, RouteSettings], single: str | None, complain: Complain) -> None:
    """What no single value shows. `single` is the name of the one under `upstream:`, if there is one."""
    for name, pool in pools.items():
        _check_pool(name, pool, complain)
    variables: dict[str, str] = {}
    for name in pools:
        if name == single:
            complain(
                ("upstreams", name), "the name of upstream.name too; rename one, the ledger tells them apart by it"
            )
        if (other := variables.setdefault(key_variable(name), name)) != name:
            complain(("upstreams", name), f"its key's variable {key_variable(name)} is that of {other} too; rename one")
    for model, route in routes.items():
        for keys, told in _wrong_with(model, route, pools, single is not None):
            complain(("routes", model, *keys), told)


def _check_pool(name: str, pool: PoolSettings, complain: Complain) -> None:
    at: Keys = ("upstreams", name)
    if pool.kind == "litellm" and len(pool.replicas) > 1:
        complain((*at, "replicas"), "litellm takes one address, or none where it knows its provider's; keep one")
    if pool.kind != "litellm" and not pool.replicas:
        complain((*at, "replicas"), "missing; name at least one URL, such as [http://127.0.0.1:8000]")
    if len({url.rstrip("/").removesuffix("/v1") for url in pool.replicas}) < len(pool.replicas):
        complain((*at, "replicas"), "the same URL twice; name each replica once")
    for key, told in _wrong_with_events(pool):
        complain((*at, key), told)
    for keys, price in [((*at, "price"), pool.price)] + [
        ((*at, "models", model, "price"), said.price) for model, said in pool.models.items()
    ]:
        if price is not None and (told := _wrong_with_price(price)):
            complain(keys, told)


def _wrong_with_events(pool: PoolSettings) -> Iterator[tuple[str, str]]:
    for key, endpoints in (("kv-events", pool.kv_events), ("kv-replay", pool.kv_replay)):
        if endpoints and pool.kind not in TELLING:
            yield key, f"a {pool.kind} tells nothing of its KV cache; remove it"
        elif endpoints and len(endpoints) != len(pool.replicas):
            yield key, f"{len(endpoints)} for {len(pool.replicas)} replicas; name one for each, in their order"
        elif wrong := [one for one in endpoints if not one.startswith(("ipc://", "tcp://"))]:
            yield key, f"expected ipc:///path or tcp://host:port, got {wrong[0]!r}"
    if pool.kv_replay and not pool.kv_events:
        yield "kv-replay", "of no use without kv-events; name them or remove it"


def _wrong_with_price(price: PoolPrice) -> str:
    by_token = price.model_fields_set - {"gpu_hour"}
    if price.gpu_hour is not None and by_token:
        return "by the hour or by the token; keep one of them"
    if price.gpu_hour is None and not {"input_per_million", "output_per_million"} <= by_token:
        return "by the token needs input-per-million and output-per-million"
    return ""


def _wrong_with(model: str, route: RouteSettings, pools: Pools, has_single: bool) -> Iterator[tuple[Keys, str]]:
    every = sorted({known for pool in pools.values() for known in pool.models})
    if not serving(pools, model) and not route.fallbacks and not has_single:
        yield (), "nobody serves this model; name it under an upstream's models" + did_you_mean(model, every)
    for place, name in enumerate(route.upstreams):
        if name not in pools:
            yield ("upstreams", place), f"no upstream is called {name!r}" + did_you_mean(name, list(pools))
        elif model not in pools[name].models:
            yield ("upstreams", place), f"{name} does not serve {model}; add it to upstreams.{name}.models"
        elif name in route.upstreams[:place]:
            yield ("upstreams", place), f"{name} is named before; name each once"
    for place, entry in enumerate(route.fallbacks):
        name, other = fallback_of(pools, entry, model)
        if entry in route.fallbacks[:place] or (other == model and name in route.upstreams):
            yield ("fallbacks", place), f"{entry} is named before; remove it here, or from upstreams"
        if name not in pools:
            yield ("fallbacks", place), f"no upstream is called {name!r}" + did_you_mean(name, list(pools))
        elif other not in pools[name].models:
            yield (
                ("fallbacks", place),
                f"{name} does not serve {other}; name one of its models, as in {name}/{next(iter(pools[name].models))}",
            )
    if route.interchangeable and all(fallback_of(pools, entry, model)[1] == model for entry in route.fallbacks):
        yield ("interchangeable",), "of no use without a fallback to another model; name one or remove it"


def dollars(money: Decimal | None) -> Decimal | None:
    """Of a million tokens, by the token."""
    return None if money is None else money / 1_000_000
