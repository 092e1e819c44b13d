"""What is on this machine of all that serving needs: one check a part, told without changing anything."""

from __future__ import annotations

import asyncio
import os
import platform
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path

from pydantic import SecretStr

from semcache.build import ModelList, ask_for_models, embedding_choices, faiss_build, open_ledger, price_book
from semcache.embedding import EmbedderReport, probe
from semcache.errors import ConfigError, ConfigErrors, IndexFault, LedgerFault, UpstreamUnreachable
from semcache.poolterms import key_variable
from semcache.postgresurl import PostgresUrl
from semcache.redis import look as redis
from semcache.redisurl import RedisUrl
from semcache.rehearsal import load_rehearsed_policy
from semcache.report.numbers import duration, moment
from semcache.settings import Settings, store_key
from semcache.storage.home import check_home
from semcache.storage.ledger_reading import NoBooksYet
from semcache.storage.look import FileLook, look

PATIENCE = 1.5
"""Seconds for a server to answer."""
INSTALL = "pip install 'semcache-llm[cpu]'"


class Status(StrEnum):
    OK = "ok"
    NOTE = "note"
    """Serving works; something about it could be better."""
    MISSING = "missing"
    """Serving does not work, or not as the settings want it."""


@dataclass(frozen=True, slots=True)
class Check:
    """What was found of one part."""

    check: str
    status: Status
    found: str
    remedy: str = ""
    is_mistake: bool = False
    """Missing because of what the user wrote."""


def exit_code(checks: Sequence[Check]) -> int:
    """2 where the user has something to correct, 1 where something is missing, 0 where serving can start."""
    if any(one.is_mistake for one in checks):
        return 2
    return int(any(one.status is Status.MISSING for one in checks))


def mistakes(check: str, error: ConfigError) -> list[Check]:
    """A check for each thing that is wrong with a file or variable; its text holds the remedy."""
    errors = error.errors if isinstance(error, ConfigErrors) else (error,)
    return [Check(check, Status.MISSING, str(one), is_mistake=True) for one in errors]


def examine(settings: Settings, file: Path | None = None, variables: Sequence[str] = ()) -> Iterator[Check]:
    """Every check, in the order of a request's way; `file` and `variables` are where the settings come from."""
    upstream, embedder = settings.upstream, settings.embedder
    # Asked first and heard last, so that the slowest answer costs no time of its own.
    upstream_answer = _ask(upstream.url, upstream.api_key)
    embedder_answer = _ask(embedder.url, embedder.api_key)
    replicas = [
        (f"upstream {name}", url, key_variable(name) if pool.api_key else "", answer)
        for name, pool in settings.upstreams.items()
        for url in pool.replicas
        if (answer := _ask(url, pool.api_key)) is not None
    ]
    yield _program()
    yield _settings(file, variables)
    yield from _home(settings.home)
    yield from _policy(settings.policy)
    yield from _embedding(probe(embedding_choices(settings)))
    if embedder.url is not None and embedder_answer is not None:
        key = "SEMCACHE_EMBEDDER_API_KEY" if embedder.api_key else ""
        yield _server("endpoint", embedder.url, key, embedder_answer)
    if settings.index == "faiss":
        yield _faiss()
    yield _store(settings)
    yield _ledger(settings)
    yield from _prices(settings)
    if upstream.url is not None and upstream_answer is not None:
        key = "SEMCACHE_UPSTREAM_API_KEY" if upstream.api_key else ""
        yield _server("upstream", upstream.url, key, upstream_answer)
    for of_pool in replicas:
        yield _server(*of_pool)
    if upstream.url is None and not settings.upstreams:
        remedy = "semcache serve --upstream URL, or SEMCACHE_UPSTREAM=URL"
        yield Check("upstream", Status.NOTE, "none is set; the gateway needs one, the middleware does not", remedy)


def _ask(url: str | None, key: SecretStr | None) -> Callable[[], ModelList] | None:
    return None if url is None else ask_for_models(url, key.get_secret_value() if key else None, PATIENCE)


def _program() -> Check:
    machine = f"{platform.system()} {platform.machine()}, {_many(os.cpu_count() or 1, 'CPU')}"
    version = metadata.version("semcache-llm")
    return Check("semcache", Status.OK, f"{version}, Python {platform.python_version()}, {machine}")


def _settings(file: Path | None, variables: Sequence[str]) -> Check:
    found = _listed("" if file is None else str(file), *variables)
    return Check("settings", Status.OK, found or "the defaults: no semcache.yaml here, no SEMCACHE_ variable set")


def _home(home: Path) -> list[Check]:
    try:
        check_home(home)
    except ConfigError as error:
        return mistakes("home", error)
    return []  # where it is shows with the store


def _policy(policy: str) -> list[Check]:
    try:
        rules = len(load_rehearsed_policy(policy).rules)
    except ConfigError as error:
        return mistakes("policy", error)
    return [Check("policy", Status.OK, f"{policy}, {_many(rules, 'rule')}")]


_RUNTIMES = {
    "onnx": ("ONNX Runtime", "onnxruntime"),
    "torch": ("sentence-transformers", "sentence-transformers"),
    "endpoint": ("an endpoint", ""),
    "hash": ("hashed words", ""),
}
_DEVICES = {"cpu": " on the CPU", "cuda": " on CUDA, if torch finds a device", "remote": ""}


def _embedding(report: EmbedderReport) -> Iterator[Check]:
    what = "; ".join(problem.what for problem in report.problems)
    remedy = "; ".join(dict.fromkeys(problem.remedy for problem in report.problems))
    if not report.found:
        yield Check("model", Status.MISSING, what, remedy)
        return
    dimension = f"{report.dimension} dimensions" if report.dimension else ""
    limit = f"up to {report.max_tokens} tokens" if report.max_tokens else ""
    yield Check("model", Status.OK, _listed(f"{report.model} from {report.found}", dimension, limit))
    if report.runtime == "none":
        yield Check("runtime", Status.MISSING, what, remedy)
        return
    name, package = _RUNTIMES[report.runtime]
    version = f" {metadata.version(package)}" if package else ""
    running = _listed(f"{name}{version}{_DEVICES[report.device]}", report.precision)
    if not report.export:
        status, found = (Status.NOTE, f"{running}; {what}") if what else (Status.OK, running)
        yield Check("runtime", status, found, remedy)
        return
    yield Check("runtime", Status.OK, running)
    agreement = "" if report.agreement is None else f"cosine to the original at least {report.agreement:.3f}"
    if what:
        yield Check("export", Status.MISSING, what, remedy)
    else:
        yield Check("export", Status.OK, _listed(report.export, agreement))


def _faiss() -> Check:
    try:
        build = faiss_build()
    except IndexFault as fault:
        return Check("faiss", Status.MISSING, str(fault), INSTALL)
    device = f"for GPUs, {_many(build.gpus, 'GPU')} seen" if build.for_gpu else "for CPUs"
    found = f"{build.version}, built {device}"
    if len(build.packages) > 1:
        both = " and ".join(build.packages)
        remedy = f"pip uninstall {' '.join(build.packages)}, then {INSTALL} or [gpu]"
        return Check("faiss", Status.NOTE, f"{found}; {both} lie one over the other", remedy)
    return Check("faiss", Status.OK, found)


def _store(settings: Settings) -> Check:
    path = settings.store
    if isinstance(path, RedisUrl):
        seen_there = asyncio.run(redis.look(path, store_key(settings), settings.store_prefix, PATIENCE))
        return _redis(path, seen_there, settings.index)
    seen = look(path, ("entries",), "created")
    return _file("store", path, seen, [_many(rows, "answer") for rows in seen.rows])


def _redis(url: RedisUrl, seen: redis.RedisLook, index: str) -> Check:
    if seen.has_other_key:
        remedy = "give every process the same key; for a new key, set another store-prefix"
        return Check("store", Status.MISSING, f"{url}: {seen.unreachable}", remedy)
    if seen.unreachable:
        remedy = "start it, or correct SEMCACHE_STORE; until it can be reached, requests are served without a cache"
        return Check("store", Status.MISSING, seen.unreachable, remedy)
    version = f"Redis {seen.version}" if seen.version else ""
    found = _listed(str(url), version, f"answers in {duration(seen.seconds)}", _many(seen.entries, "answer"))
    if seen.is_replica:
        return Check("store", Status.MISSING, f"{found}; it is a replica", "name the server that it replicates")
    if index == "redis" and not seen.has_search:
        remedy = "take Redis 8 or Redis Stack, or leave index out"
        return Check("store", Status.MISSING, f"{found}; it has no search, which index: redis asks", remedy)
    if seen.evicts:
        remedy = "set it to volatile-ttl or noeviction"
        found = f"{found}; its maxmemory-policy is {seen.evicts}, which may delete what every process must hear"
        return Check("store", Status.NOTE, found, remedy)
    return Check("store", Status.OK, found)


def _ledger(settings: Settings) -> Check:
    path = settings.ledger
    if not isinstance(path, Path):
        return _database(path, settings.allow_insecure)
    seen = look(path, ("answers", "attempts"), "at")
    counts = [_many(rows, name) for rows, name in zip(seen.rows, ("answer", "upstream call"), strict=False)]
    return _file("ledger", path, seen, counts)


def _database(url: PostgresUrl, allow_insecure: bool) -> Check:
    try:
        cells = open_ledger(url, allow_insecure=allow_insecure).cells().sums
    except ConfigError as error:
        return Check("ledger", Status.MISSING, str(error), "the variable is SEMCACHE_LEDGER", is_mistake=True)
    except NoBooksYet:
        return Check("ledger", Status.OK, f"{url} answers; the first start makes the tables")
    except LedgerFault as fault:
        return Check("ledger", Status.MISSING, str(fault), "start the server, or correct SEMCACHE_LEDGER")
    counts = [sum(sums.rows for key, sums in cells.items() if key.kind == kind) for kind in ("answer", "attempt")]
    return Check("ledger", Status.OK, _listed(str(url), _many(counts[0], "answer"), _many(counts[1], "upstream call")))


def _file(check: str, path: Path, seen: FileLook, counts: list[str]) -> Check:
    variable = f"SEMCACHE_{check.upper()}"
    if seen.is_foreign:
        return Check(check, Status.MISSING, seen.unreadable, f"the variable is {variable}", is_mistake=True)
    if seen.unreadable:
        return Check(check, Status.MISSING, seen.unreadable, "move it away: an empty one takes its place")
    if seen.unwritable is not None:
        remedy = f"make it a place that this user may write to, or name another file with {variable}"
        return Check(check, Status.MISSING, f"{path}; {seen.unwritable} cannot be written to", remedy)
    if not seen.bytes:
        return Check(check, Status.OK, f"{path}, not there yet: the first start makes it")
    newest = "" if seen.newest is None else f"the newest of {moment(seen.newest)} UTC"
    sound = "" if seen.checked else "too large to be checked here"
    return Check(check, Status.OK, _listed(str(path), *counts, newest, _size(seen.bytes), sound))


def _prices(settings: Settings) -> list[Check]:
    try:
        book = price_book(settings)
    except ConfigError as error:
        return mistakes("prices", error)
    sources = Counter((one.source, one.date) for one in book.listings.values()).most_common()
    named = [f"{count:,} from {source} of {date}" for (source, date), count in sources]
    if len(sources) == 1:
        (source, date), count = sources[0]
        named = [f"{_many(count, 'model')} from {source} of {date}"]
    return [Check("prices", Status.OK, _listed(*named))]


def _server(check: str, url: str, key: str, answer: Callable[[], ModelList]) -> Check:
    """How the server at this URL answers; `key` names the variable that holds its key, "" when none is set."""
    try:
        got = answer()
    except UpstreamUnreachable as error:
        return Check(check, Status.MISSING, f"{url} cannot be reached: {error}", "start it, or correct its URL")
    answers = f"{url} answers in {duration(got.seconds)}"
    if got.status in (401, 403):
        if key:
            return Check(check, Status.MISSING, f"{answers}, but refuses the key ({got.status})", f"correct {key}")
        return Check(check, Status.OK, f"{answers}; it wants a key, and each caller's own is sent on")
    if 300 <= got.status < 400:
        found = f"{answers}, but with a redirect ({got.status}), which is not followed"
        return Check(check, Status.MISSING, found, "set the URL that it leads to")
    if got.status >= 500:
        return Check(check, Status.MISSING, f"{answers}, but with {got.status}", "look into its own log")
    if got.models is None or got.status >= 400:
        remedy = "a server that lists none serves all the same; else correct its URL"
        return Check(check, Status.NOTE, f"{answers}, but lists no models ({got.status})", remedy)
    return Check(check, Status.OK, f"{answers}, {_many(got.models, 'model')}")


def _many(count: int, name: str) -> str:
    return f"{count:,} {name}" if count == 1 else f"{count:,} {name}s"


def _listed(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _size(count: int) -> str:
    """In the largest unit that is not a fraction: "3.2 MiB"."""
    size = float(count)
    for unit in ("B", "KiB", "MiB"):
        if size < 1024:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1024
    return f"{size:,.1f} GiB"
