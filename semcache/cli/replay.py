"""`semcache replay`: past traffic through the cache, without an upstream."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from semcache.cli.output import console, json_option, print_json, state_options
from semcache.cli.progress import kept_when_interrupted, steps
from semcache.errors import UsageError

if TYPE_CHECKING:
    from semcache.cli.progress import Steps
    from semcache.core.policy import Policy
    from semcache.replay.outcome import LogFound, Outcome
    from semcache.settings import Settings

_PATH = click.Path(path_type=Path)


@click.command()
@click.argument("log", type=_PATH)
@click.option(
    "--policy", "policies", multiple=True, metavar="FILE", help="Or a ready one's name; several are compared."
)
@click.option("--max-error", metavar="SHARE", help="Short for --set max-error=SHARE, such as 1%.")
@click.option("--set", "terms", multiple=True, metavar="KEY=VALUE", help="A term for every rule: min-similarity=0.9")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="The first N requests only.")
@click.option(
    "--tenant-field", metavar="NAME", help="The log's field that names the tenant.  [default: tenant, api_key]"
)
@state_options
@json_option
def command(
    log: Path,
    policies: Sequence[str],
    max_error: str | None,
    terms: Sequence[str],
    limit: int | None,
    tenant_field: str | None,
    home: Path | None,
    config: Path | None,
    as_json: bool,
) -> None:
    """What the cache would have saved on past traffic, how often wrongly, and why it refused the rest.

    LOG holds requests with their answers: one JSON object a line ({"at", "tenant", "request", "response", "cost"};
    only the request must be there), or LiteLLM's spend logs as JSON lines or CSV; gzipped, too. They go through the
    real engine at the log's own time, in memory; nothing is sent anywhere. Vectors are kept under the home folder: a
    run that is interrupted goes on from there when it is started again, and further runs take a fraction of the time.
    """
    from semcache.settings import load_settings

    said = _terms(terms, max_error)
    settings = load_settings(config, overrides={"home": home})
    chosen = [_policy(name, said) for name in policies or [settings.policy]]
    with steps(quiet=as_json) as shown, kept_when_interrupted():
        found, outcomes = asyncio.run(_replay(settings, log, chosen, said, limit, tenant_field, shown))
    if as_json:
        from semcache.report.replay_document import document

        print_json(document(found, outcomes))
    else:
        from semcache.report.replay import print_replay

        print_replay(found, outcomes, console())


def _terms(terms: Sequence[str], max_error: str | None) -> dict[str, str]:
    said: dict[str, str] = {}
    for term in [*terms, *([f"max-error={max_error}"] if max_error is not None else [])]:
        key, equals, value = term.partition("=")
        if not equals or not key:
            raise UsageError(f"--set {term}: expected KEY=VALUE, such as min-similarity=0.9")
        said[key.strip()] = value.strip()
    return said


def _policy(name: str, said: dict[str, str]) -> Policy:
    from semcache.policyfile import load_policy, with_terms

    return with_terms(load_policy(name), said)


async def _replay(
    settings: Settings,
    log: Path,
    policies: Sequence[Policy],
    said: dict[str, str],
    limit: int | None,
    tenant_field: str | None,
    shown: Steps,
) -> tuple[LogFound, list[Outcome]]:
    from semcache.adapters.clock import ManualClock
    from semcache.build import build_remembering_embedder, build_replaying_engine
    from semcache.replay.loading import embed, load
    from semcache.replay.running import Replay, Sums, tried_out
    from semcache.storage.home import make_home

    make_home(settings.home)
    with shown.step("reading", "bytes") as told:
        loaded = load(log, settings.home, limit=limit, tenant_field=tenant_field, told=told)
    spool, outcomes = loaded.spool, []
    with contextlib.ExitStack() as stack:
        stack.callback(spool.close)
        with shown.step("the model"):
            embedder, shelf = await build_remembering_embedder(settings, _workers())
        stack.callback(shelf.close)
        with shown.step("embedding") as told:
            await embed(loaded, embedder, told)
        for policy in policies:
            sums, clock = Sums(), ManualClock(spool.first)
            engine = build_replaying_engine(settings, tried_out(policy), embedder, sums, clock)
            replay = Replay(engine, sums, clock)
            with shown.step("replaying" if len(policies) == 1 else policy.name) as told:
                await replay.run(spool, told)
            outcomes.append(replay.outcome(policy.name, tuple(said.items()), embedder.fingerprint))
        await embedder.close()
    return loaded.found, outcomes


def _workers() -> int:
    """Models that compute vectors beside each other: 180 MB each."""
    return max(1, min(4, os.cpu_count() or 1))
