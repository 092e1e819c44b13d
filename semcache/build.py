"""Settings become an engine. The only importer of adapters."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from semcache.adapters.asgi_upstream import AppFailed, AsgiCall
from semcache.adapters.clock import SystemClock
from semcache.adapters.faiss_build import FaissBuild, faiss_build
from semcache.adapters.faiss_index import FaissIndex
from semcache.adapters.file_leases import FileLeases
from semcache.adapters.memory import MemoryIndex, MemoryLedger, MemoryStore
from semcache.adapters.model_list import ModelList, ask_for_models
from semcache.adapters.otel_ledger import TelemetryLedger, is_installed
from semcache.adapters.postgres_ledger import PostgresBooks, PostgresLedger
from semcache.adapters.price_map import litellm_listing, load_price_book, read_prices
from semcache.adapters.redis_index import RedisIndex
from semcache.adapters.redis_store import RedisStore
from semcache.adapters.sqlite_journal import JournalFile, SqliteJournal
from semcache.adapters.sqlite_labels import SqliteLabels
from semcache.adapters.sqlite_ledger import LedgerFile, SqliteLedger
from semcache.adapters.sqlite_store import SqliteStore
from semcache.adapters.vector_file import VectorFile
from semcache.core.owncosts import OwnRates
from semcache.core.policy import Policy
from semcache.core.pricing import PriceBook
from semcache.core.tenant import PermissionRules, TenantHeader
from semcache.embedding import export_now, open_embedder
from semcache.embedding_choices import EmbeddingChoices, may_use_cuda
from semcache.embedding_server import EmbeddingServer
from semcache.engine import Engine
from semcache.errors import ConfigError, LabelsFault, UsageError
from semcache.feedback import Feedback
from semcache.findings import MemoryLabels
from semcache.pooling import single_upstream, upstream_pools
from semcache.ports import Clock, Embedder, Labels, Leases, Ledger, Store, Upstream, VectorIndex
from semcache.postgresurl import PostgresUrl
from semcache.redisurl import RedisUrl
from semcache.rehearsal import load_rehearsed_policy
from semcache.settings import Settings, store_key
from semcache.slot import Slot
from semcache.storage.home import make_home
from semcache.storage.ledger_merging import MergedBooks
from semcache.storage.ledger_reading import Reader
from semcache.upkeep import vectors_name
from semcache.vectorcache import RememberingEmbedder

log = logging.getLogger("semcache")

_PATIENCE = 30.0
"""Seconds that a part may take where a person waits."""

__all__ = [
    "AppFailed",
    "AsgiCall",
    "FaissBuild",
    "ModelList",
    "ask_for_models",
    "build_embedding_server",
    "build_engine",
    "build_rehearsing_engine",
    "build_remembering_embedder",
    "build_replaying_engine",
    "build_upstream",
    "embedding_choices",
    "faiss_build",
    "litellm_listing",
    "open_feedback",
    "open_journal",
    "open_ledger",
    "open_store",
    "permission_rules",
    "price_book",
    "tenant_header",
]


def build_engine(
    settings: Settings,
    *,
    callers_are_verified: bool | None = None,
    policy: Policy | None = None,
    embedding_socket: Path | None = None,
) -> Engine:
    """An engine on the real parts: embedding model, FAISS, SQLite.

    `policy` is one of which it is known that all its examples hold; None reads the settings' own. `embedding_socket`
    is of the process that embeds for this one; without it this one does so itself.
    `callers_are_verified` says that the upstream checks each caller's credential; None takes it from the settings.
    Raises ConfigError for what the user must put right, CacheFault when a part cannot be opened at all.
    """
    policy = policy or load_rehearsed_policy(settings.policy)
    make_home(settings.home)
    embedder = open_embedder(replace(embedding_choices(settings), socket=embedding_socket))
    store = _store(settings, recover=True)
    return Engine(
        policy=policy,
        embedder=embedder,
        index=_index(settings),
        store=store,
        ledger=_ledger(settings),
        prices=price_book(settings),
        clock=SystemClock(),
        journal=_journal(settings),
        labels=_labels(settings),
        budget=settings.budget,
        embed_budget=settings.embed_budget,
        callers_are_verified=_sees_callers(settings) if callers_are_verified is None else callers_are_verified,
        is_traced=bool(settings.otel.endpoint) and is_installed(),
        rates=OwnRates(settings.costs.cpu_hour, settings.costs.gpu_hour, settings.costs.machine_hour),
        rows_for=settings.ledger_rows_for,
        leases=_leases(settings, store),
        slot=_slot(settings),
    )


async def build_rehearsing_engine(settings: Settings) -> Engine:
    """An engine that answers nobody: the real policy, embedder and stored answers, and nothing that writes.

    Raises UsageError when nothing was stored yet, ConfigError, EmbedderFault or StoreFault.
    """
    policy = load_rehearsed_policy(settings.policy)
    store = open_store(settings)
    embedder = open_embedder(embedding_choices(settings))
    await embedder.ready()
    index, name = MemoryIndex(), vectors_name(embedder.current)
    async for found in store.vectors():
        if found.embedder == name:
            await index.add(found.scope, found.key, found.vector)
    return Engine(
        policy=policy,
        embedder=embedder,
        index=index,
        store=store,
        ledger=MemoryLedger(),
        prices=price_book(settings),
        clock=SystemClock(),
        labels=_labels(settings) if settings.labels.is_file() else None,
        # Nobody waits for a service here, and nobody's credential is at hand to be proven.
        budget=_PATIENCE,
        embed_budget=_PATIENCE,
        callers_are_verified=False,
    )


def build_replaying_engine(
    settings: Settings, policy: Policy, embedder: Embedder, ledger: Ledger, clock: Clock
) -> Engine:
    """An engine for past traffic: everything in memory, as much as a gateway would keep, and nobody to wait for."""
    return Engine(
        policy=policy,
        embedder=embedder,
        # All on the loop's own thread: the clock stands still meanwhile, so there is nothing to do beside it.
        index=FaissIndex(inline_floats=2**60),
        store=MemoryStore(settings.max_entries, with_vectors=False),
        ledger=ledger,
        prices=price_book(settings),
        clock=clock,
        budget=_PATIENCE,
        embed_budget=_PATIENCE,
        callers_are_verified=False,
    )


async def build_remembering_embedder(
    settings: Settings, workers: int = 1, progress: Callable[[str], None] = lambda step: None
) -> tuple[RememberingEmbedder, VectorFile]:
    """The settings' embedder, in its final form, that keeps every vector under the home folder; the file is the
    caller's to close. Raises EmbedderFault or StoreFault."""
    choices = embedding_choices(settings)
    make_home(settings.home)
    export_now(choices, progress)
    first = open_embedder(choices)
    await first.ready()
    alone = choices.runtime in ("endpoint", "hash") or may_use_cuda(choices)
    shelf = VectorFile(settings.home / "vectors", vectors_name(first.current))
    embedder = RememberingEmbedder(
        first, shelf, lambda: () if alone else [open_embedder(choices) for _ in range(workers - 1)]
    )
    return embedder, shelf


def build_embedding_server(settings: Settings) -> EmbeddingServer:
    """Vectors for other processes, as these settings make them. Raises ConfigError."""
    if settings.embedder.runtime == "endpoint":
        raise ConfigError("settings", "embedder.runtime", "expected what computes vectors here, not endpoint")
    choices = embedding_choices(settings)
    make_home(settings.home)
    return EmbeddingServer(open_embedder(choices), choices.model, choices.key)


def _labels(settings: Settings) -> Labels:
    """A file that cannot be opened costs what is learned, and never the start."""
    try:
        return SqliteLabels(settings.labels, recover=True)
    except LabelsFault as fault:
        log.warning("%s; what comparing finds out is forgotten at the end of this process", fault)
        return MemoryLabels()


def _ledger(settings: Settings) -> Ledger:
    ledger = _open_books(settings, recover=True)
    return TelemetryLedger(ledger, settings.otel.endpoint) if settings.otel.endpoint else ledger


def _open_books(settings: Settings, recover: bool = False) -> Ledger:
    if isinstance(settings.ledger, Path):
        return SqliteLedger(settings.ledger, recover=recover)
    return PostgresLedger(settings.ledger, allow_insecure=settings.allow_insecure)


def _journal(settings: Settings) -> SqliteJournal | None:
    if settings.explain == "off":
        return None
    return SqliteJournal(
        settings.journal, keep_seconds=settings.explain_for, keep_requests=settings.explain_last, recover=True
    )


def build_upstream(settings: Settings) -> Upstream:
    """The upstream of the gateway. Raises ConfigError when none is set."""
    if not settings.upstreams:
        return single_upstream(settings)
    return upstream_pools(settings, price_book(settings), SystemClock())


def _sees_callers(settings: Settings) -> bool:
    """Whether every upstream sees the callers' own credentials: with a key of the gateway's own it cannot vouch for
    them."""
    passed = all(pool.pass_credentials and pool.api_key is None for pool in settings.upstreams.values())
    return passed and settings.upstream.api_key is None


def embedding_choices(settings: Settings) -> EmbeddingChoices:
    """What the settings say about embedding."""
    embedder = settings.embedder
    return EmbeddingChoices(
        model=embedder.model,
        runtime=embedder.runtime,
        device=embedder.device,
        home=settings.home,
        threads=embedder.threads,
        url=embedder.url or "",
        key=embedder.api_key.get_secret_value() if embedder.api_key else None,
        dimension=embedder.dimension,
        max_tokens=embedder.max_tokens,
        timeout=embedder.timeout,
    )


def price_book(settings: Settings) -> PriceBook:
    """The prices to book by: the settings' own win over their file, which wins over the installed list."""
    listed = read_prices(settings.prices_file) if settings.prices_file is not None else []
    return load_price_book(settings.home, [*listed, *settings.own_listings()])


def permission_rules(settings: Settings) -> PermissionRules | None:
    """Where it shows what a caller may see, if that is configured."""
    tenant = settings.tenant
    if tenant.permissions_header is None and not tenant.permissions_claims:
        return None
    header = (tenant.permissions_header or "").lower().encode()
    return PermissionRules(header, tenant.trusted_proxies, tenant.permissions_claims)


def tenant_header(settings: Settings) -> TenantHeader | None:
    """The header that names tenants, if one is configured."""
    tenant = settings.tenant
    if tenant.header is None:
        return None
    return TenantHeader(tenant.header.lower().encode(), tenant.trusted_proxies)


def open_store(settings: Settings) -> Store:
    """The store of a gateway, which may be running. Raises UsageError when there is none yet, or StoreFault."""
    path = settings.store
    if isinstance(path, Path) and (not path.is_file() or path.stat().st_size == 0):
        raise UsageError(f"{path}: nothing was stored there yet; name the folder of the cache with --home DIR")
    return _store(settings)


def _slot(settings: Settings) -> Slot:
    """What processes share is in the home folder, wherever the store is."""
    return Slot(FileLeases(settings.home / "leases"), settings.workers)


def _leases(settings: Settings, store: Store) -> Leases | None:
    """Where other processes may be asked the same as this one."""
    if isinstance(store, RedisStore):
        return store.leases()
    return FileLeases(settings.home / "leases") if settings.workers > 1 else None


def _store(settings: Settings, recover: bool = False) -> Store:
    place = settings.store
    if not isinstance(place, RedisUrl):
        return SqliteStore(place, max_entries=settings.max_entries, recover=recover)
    return RedisStore(place, secret=store_key(settings), prefix=settings.store_prefix, max_entries=settings.max_entries)


def _index(settings: Settings) -> VectorIndex:
    place = settings.store
    if settings.index == "faiss" or not isinstance(place, RedisUrl):
        return FaissIndex()
    prefix, key = settings.store_prefix, store_key(settings)
    return RedisIndex(place, secret=key, prefix=prefix, max_entries=settings.max_entries)


@asynccontextmanager
async def open_feedback(settings: Settings) -> AsyncIterator[Feedback]:
    """For whoever gives feedback beside a gateway, which may be running. Raises UsageError or CacheFault."""
    store = open_store(settings)
    labels, ledger = SqliteLabels(settings.labels), _open_books(settings)
    try:
        yield Feedback(store, labels, ledger.append)
    finally:
        for part in (ledger, labels, store):
            await part.close()


def open_ledger(*places: Path | PostgresUrl, allow_insecure: bool = False) -> Reader | MergedBooks:
    """A ledger to read from, or several that are added up. Raises ConfigError or LedgerFault."""
    readers = [
        LedgerFile(place) if isinstance(place, Path) else PostgresBooks(place, allow_insecure=allow_insecure)
        for place in places
    ]
    return readers[0] if len(readers) == 1 else MergedBooks(readers)


def open_journal(path: Path) -> JournalFile:
    """A journal to read from. Raises ConfigError or JournalFault."""
    return JournalFile(path)
