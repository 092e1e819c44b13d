"""Settings: a file, the environment and the command line become one frozen value.

The command line wins over the environment, the environment over the file. This is the only reader of os.environ.
Secrets come from the environment alone and are never printed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import Field, SecretStr, ValidationError, model_validator

from semcache.complaints import complaints
from semcache.core.pricing import Listing, listing_per_million
from semcache.errors import ConfigErrors
from semcache.fields import (
    LISTED,
    SECRET,
    Dollars,
    Duration,
    FilePath,
    Flag,
    Group,
    Header,
    Name,
    Network,
    Prefix,
    Size,
    Text,
    Url,
    one_of,
    whole,
)
from semcache.poolterms import PoolSettings, RouteSettings, check_upstreams, key_variable
from semcache.postgresurl import LedgerPlace, PostgresUrl, without_tls
from semcache.redisurl import RedisUrl, StorePlace, Topology
from semcache.sources import Sources, known_settings
from semcache.yamlfile import Keys, read_document

CONFIG_FILE = "semcache.yaml"
"""Read from the working directory when no other file is named."""

SHORTEST_STORE_KEY = 16
"""Characters."""

Secret = Annotated[SecretStr | None, SECRET]

OnOff = Literal["on", "off"]
Runtime = Literal["auto", "onnx", "torch", "endpoint", "hash"]
Device = Literal["auto", "cpu", "cuda"]
Nearest = Literal["faiss", "redis"]
Shared = Literal["auto", "on", "off"]
LiteLLMTenant = Literal["team", "key", "user", "organization", "end-user"]
LogLevel = Literal["debug", "info", "warning", "error"]


class UpstreamSettings(Group):
    url: Url | None = Field(default=None, description="Where misses go, with or without /v1.")
    name: Text = Field(default="upstream", description="What the ledger calls it.")
    api_key: Secret = Field(default=None, description="Sent instead of the caller's Authorization.")
    connect_timeout: Duration = Field(default=5.0, description="For a connection to be made.")
    read_timeout: Duration = Field(default=600.0, description="Between two pieces of an answer.")


class EmbedderSettings(Group):
    model: Text = Field(
        default="all-MiniLM-L6-v2",
        description="A sentence-transformers model by name or folder, or the name that the endpoint knows.",
    )
    runtime: Annotated[Runtime, one_of(get_args(Runtime))] = Field(
        default="auto", description="What computes the vectors."
    )
    device: Annotated[Device, one_of(get_args(Device))] = Field(default="auto", description="Where.")
    threads: Annotated[int, whole(1, 256)] = Field(default=1, description="For one text on a CPU.")
    url: Url | None = Field(default=None, description="Of an OpenAI-style endpoint, up to and with /v1.")
    api_key: Secret = Field(default=None, description="The endpoint's key.")
    dimension: Annotated[int, whole(0, 65536)] = Field(
        default=0, description="Of the endpoint's vectors; 0 learns it from the first answer."
    )
    max_tokens: Annotated[int, whole(1, 1_000_000)] = Field(default=512, description="That the endpoint's model reads.")
    timeout: Duration = Field(default=5.0, description="For one answer of the endpoint.")
    shared: Annotated[Shared, one_of(get_args(Shared))] = Field(
        default="auto", description="One process that embeds for all workers: on, off, or where it pays."
    )


class TenantSettings(Group):
    header: Header | None = Field(default=None, description="Names the tenant, when a trusted proxy sends it.")
    trusted_proxies: Annotated[tuple[Network, ...], LISTED] = Field(
        default=(), description="Addresses and networks whose tenant and permissions headers are believed."
    )
    permissions_header: Header | None = Field(
        default=None, description="Says what the caller may see, when a trusted proxy sends it."
    )
    permissions_claims: Annotated[tuple[Text, ...], LISTED] = Field(
        default=(), description="Claims of the caller's JWT that say what it may see."
    )


class AdminSettings(Group):
    token: Secret = Field(default=None, description="Turns the admin routes on.")
    host: Text = Field(default="127.0.0.1", description="The address of the admin's own port.")
    port: Annotated[int, whole(0, 65535)] | None = Field(
        default=None, description="A port for the admin routes alone; without it they are on the gateway's."
    )
    prefix: Prefix = Field(default="/admin", description="What their paths begin with.")


class LiteLLMSettings(Group):
    tenant: Annotated[LiteLLMTenant, one_of(get_args(LiteLLMTenant))] = Field(
        default="team", description="Who shares answers in the LiteLLM proxy: team, key, user, organization, end-user."
    )


class OtelSettings(Group):
    endpoint: Url | None = Field(
        default=None,
        description="An OTLP/HTTP collector that gets traces and metrics; OTEL_EXPORTER_OTLP_ENDPOINT too.",
    )


class CostSettings(Group):
    """What the cache's own work costs: the net saving is without it. What is not set is counted, not priced."""

    cpu_hour: Dollars | None = Field(default=None, description="Dollars for an hour of one busy core, for embedding.")
    gpu_hour: Dollars | None = Field(default=None, description="Dollars for an hour of one busy GPU, for embedding.")
    machine_hour: Dollars | None = Field(
        default=None, description="Dollars for an hour of what semcache runs on, its store included."
    )


class SloSettings(Group):
    """How fast an answer has to be to be of use, for the report's throughput per dollar."""

    ttft: Duration | None = Field(default=None, description="To its first token, for the report's useful tokens.")
    tpot: Duration | None = Field(default=None, description="For each token after it.")


class OwnPrice(Group):
    """Dollars a million tokens, and who says so."""

    input_per_million: Dollars
    output_per_million: Dollars
    cached_input_per_million: Dollars | None = None
    cache_write_per_million: Dollars | None = None
    cache_write_1h_per_million: Dollars | None = None
    source: Text = "settings"
    date: Text = ""
    """ISO date of the source."""


class Settings(Group):
    """All that configures semcache but the policy. Durations are seconds, sizes bytes."""

    home: FilePath = Field(default=Path(".semcache"), description="The folder that holds all state.")
    upstream: UpstreamSettings = UpstreamSettings()
    upstreams: Mapping[Name, PoolSettings] = Field(
        default={}, description="Pools of replicas and paid APIs, by name; see below."
    )
    routes: Mapping[Text, RouteSettings] = Field(
        default={}, description="Where the requests for a model go, by the model that clients ask for; see below."
    )
    host: Text = Field(default="127.0.0.1", description="The address that the gateway listens on.")
    port: Annotated[int, whole(0, 65535)] = Field(default=8080, description="And its port; 0 takes a free one.")
    workers: Annotated[int, whole(1, 256)] = Field(
        default=1, description="Processes that serve, on one port and with one store."
    )
    policy: Text = Field(default="default", description="A policy file, or the name of a ready one: default, strict.")
    embedder: EmbedderSettings = EmbedderSettings()
    store: StorePlace = Field(
        default=Path(".semcache/cache.db"), description="The file that holds the answers, or the URL of a Redis."
    )
    store_key: Secret = Field(default=None, description="Signs what is kept in Redis; the same in all processes.")
    store_prefix: Name = Field(default="semcache", description="What the names of its keys in Redis begin with.")
    index: Annotated[Nearest, one_of(get_args(Nearest))] = Field(
        default="faiss", description="What finds the nearest questions: faiss, in each process, or the store's Redis."
    )
    ledger: LedgerPlace = Field(
        default=Path(".semcache/ledger.db"), description="The file that holds the books, or the URL of a PostgreSQL."
    )
    ledger_rows_for: Duration | None = Field(
        default=None,
        description="How long single ledger rows are kept; their sums stay for ever, and so do all totals.",
    )
    allow_insecure: Flag = Field(
        default=False, description="Let a store or ledger on another machine be without TLS or without a password."
    )
    max_entries: Annotated[int, whole(1, 100_000_000)] = Field(default=100_000, description="Answers kept at most.")
    budget: Duration = Field(default=0.05, description="For all that the cache does for a request, but the embedding.")
    embed_budget: Duration = Field(default=1.0, description="For the embedding.")
    max_body: Size = Field(default=8 << 20, description="Larger requests are passed on unread.")
    ask_usage: Flag = Field(default=True, description="Ask for a stream's token counts even when the client does not.")
    tenant: TenantSettings = TenantSettings()
    prices: Mapping[str, OwnPrice] = Field(default={}, description="Your own prices, by model; they win over any list.")
    prices_file: FilePath | None = Field(
        default=None, description="A price list (JSON) that wins over the installed one."
    )
    costs: CostSettings = CostSettings()
    slo: SloSettings = SloSettings()
    admin: AdminSettings = AdminSettings()
    litellm: LiteLLMSettings = LiteLLMSettings()
    otel: OtelSettings = OtelSettings()
    explain: Annotated[OnOff, one_of(get_args(OnOff))] = Field(
        default="on", description="Keep why each request was answered as it was, its question included."
    )
    explain_for: Duration = Field(default=7 * 86400.0, description="For how long.")
    explain_last: Annotated[int, whole(1, 100_000_000)] = Field(default=200_000, description="Requests, at most.")
    log_level: Annotated[LogLevel, one_of(get_args(LogLevel))] = Field(
        default="info", description="How much is logged."
    )

    @model_validator(mode="before")
    @classmethod
    def _files_live_at_home(cls, value: object) -> object:
        if isinstance(value, Mapping) and isinstance(home := value.get("home"), str | Path):
            under = Path(home).expanduser()
            return {"store": under / "cache.db", "ledger": under / "ledger.db", **value}
        return value

    @property
    def labels(self) -> Path:
        """Where it is kept what comparing answers has found out."""
        return self.home / "labels.db"

    @property
    def journal(self) -> Path:
        """The file that holds the explanations."""
        return self.home / "journal.db"

    def own_listings(self) -> list[Listing]:
        """The prices that the settings themselves name, for the price book."""
        return [
            listing_per_million(
                model,
                input_per_million=price.input_per_million,
                output_per_million=price.output_per_million,
                cached_input_per_million=price.cached_input_per_million,
                cache_write_per_million=price.cache_write_per_million,
                cache_write_1h_per_million=price.cache_write_1h_per_million,
                source=price.source,
                date=price.date,
            )
            for model, price in self.prices.items()
        ]


def load_settings(
    config: Path | None = None,
    environ: Mapping[str, str] | None = None,
    overrides: Mapping[str, object] | None = None,
) -> Settings:
    """The settings of a file (else $SEMCACHE_CONFIG, else ./semcache.yaml if there), environment and command line.

    `overrides` are keyed as in the file with dots, {"upstream.url": "http://..."}; None means not given.
    Raises ConfigErrors with all that is wrong, or ConfigError when the file cannot be read at all.
    """
    environ = os.environ if environ is None else environ
    sources = Sources(tuple(known_settings(Settings)))
    if (path := _config_path(config, environ)) is not None:
        sources.add_document(read_document(path))
        _date_prices(sources.tree, path)
    sources.add_environment(sources.add_keys("upstreams", key_variable, environ))
    sources.add_overrides(overrides or {})
    try:
        settings = Settings.model_validate(sources.tree)
        _check(settings, sources.complain)
        _check_secrecy(settings, sources)
    except ValidationError as error:
        complaints(error, Settings, sources.complain)
    if sources.errors:
        raise ConfigErrors(sources.errors) from None
    return settings


def said_by(config: Path | None = None, environ: Mapping[str, str] | None = None) -> tuple[Path | None, list[str]]:
    """The file that `load_settings` reads, if any, and the names of the environment variables that it heeds."""
    environ = os.environ if environ is None else environ
    return _config_path(config, environ), sorted(n for n in environ if n.startswith("SEMCACHE_") and environ[n].strip())


def _date_prices(tree: dict[str, object], path: Path) -> None:
    """Prices that do not say whose they are come from this file, as of its last change."""
    prices = tree.get("prices")
    date = datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()
    if isinstance(prices, dict):
        for model, price in prices.items():
            prices[model] = {"source": path.name, "date": date, **price} if isinstance(price, dict) else price


def _config_path(config: Path | None, environ: Mapping[str, str]) -> Path | None:
    if config is not None:
        return config
    if named := environ.get("SEMCACHE_CONFIG"):
        return Path(named).expanduser()
    return Path(CONFIG_FILE) if Path(CONFIG_FILE).is_file() else None


def _check(settings: Settings, complain: Callable[[Keys, str], None]) -> None:
    """What no single value shows."""
    tenant, embedder = settings.tenant, settings.embedder
    for key, name in (("header", tenant.header), ("permissions-header", tenant.permissions_header)):
        if name and not tenant.trusted_proxies:
            complain(
                ("tenant", key),
                "nobody is trusted to send it; name your proxy in tenant.trusted-proxies, or remove the header",
            )
    if tenant.trusted_proxies and not tenant.header and not tenant.permissions_header:
        complain(("tenant", "trusted-proxies"), "of no use without tenant.header; name the header or remove it")
    admin = settings.admin
    if admin.port is None and "host" in admin.model_fields_set:
        complain(("admin", "host"), "of no use without admin.port; name the port or remove it")
    if admin.port and (admin.host, admin.port) == (settings.host, settings.port):
        complain(("admin", "port"), "the gateway's own; leave it out to have the admin routes there")
    if embedder.runtime == "endpoint" and embedder.url is None:
        complain(("embedder", "runtime"), "endpoint needs embedder.url, such as http://127.0.0.1:8001/v1")
    if embedder.url is not None and embedder.runtime != "endpoint":
        complain(("embedder", "url"), f"of no use to runtime {embedder.runtime}; set embedder.runtime to endpoint")
    if embedder.runtime == "onnx" and embedder.device == "cuda":
        complain(("embedder", "device"), "the onnx runtime is used on CPUs only; expected cpu or auto")
    if embedder.runtime == "endpoint" and embedder.shared == "on":
        complain(("embedder", "shared"), "the endpoint is shared already; expected auto or off")
    single = settings.upstream.name if settings.upstream.url else None
    check_upstreams(settings.upstreams, settings.routes, single, complain)
    if settings.store == settings.ledger:
        complain(("store",), "the same file as the ledger; expected two files")
    if isinstance(settings.ledger, PostgresUrl) and (wrong := without_tls(settings.ledger, settings.allow_insecure)):
        complain(("ledger",), wrong)
    if isinstance(settings.store, RedisUrl):
        _check_redis(settings.store, settings, complain)
    elif settings.index == "redis":
        complain(("index",), "redis needs a Redis as store, with search in it (Redis 8, Redis Stack)")


def store_key(settings: Settings) -> str:
    """What signs the values in Redis; "" where none is set."""
    return settings.store_key.get_secret_value() if settings.store_key else ""


def _check_redis(store: RedisUrl, settings: Settings, complain: Callable[[Keys, str], None]) -> None:
    key = store_key(settings)
    if len(key) < SHORTEST_STORE_KEY:
        lacks = "too short" if key else "not set"
        complain(
            ("store",),
            f"Redis needs a key that signs what is kept there, and SEMCACHE_STORE_KEY is {lacks}; make one with "
            "`openssl rand -hex 32` and give it to every process",
        )
    if settings.index == "redis" and store.topology is Topology.CLUSTER:
        complain(("index",), "Redis' search does not span a cluster; expected faiss, or a store that is no cluster")
    if store.is_local or settings.allow_insecure:
        return
    if not store.tls:
        complain(("store",), "a Redis on another machine without TLS; write rediss://, or set allow-insecure: true")
    if store.password is None:
        complain(
            ("store",),
            "a Redis on another machine without a password; set SEMCACHE_STORE=rediss://USER:PASSWORD@HOST, or "
            "allow-insecure: true",
        )


def _check_secrecy(settings: Settings, sources: Sources) -> None:
    """Passwords are said where secrets may be said."""
    if isinstance(settings.store, RedisUrl) and settings.store.password and not sources.is_secret(("store",)):
        sources.complain(("store",), "passwords come from the environment only; set SEMCACHE_STORE to the whole URL")
    if isinstance(settings.ledger, PostgresUrl) and settings.ledger.password and not sources.is_secret(("ledger",)):
        sources.complain(
            ("ledger",),
            "passwords come from the environment only; set SEMCACHE_LEDGER to the whole URL, or PGPASSWORD",
        )
