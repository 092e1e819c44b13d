"""`semcache upstreams`: how each replica and each paid API is doing now."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from semcache.cli.output import console, json_option, print_json
from semcache.errors import UsageError

if TYPE_CHECKING:
    from semcache.core.upstreams import ReplicaView
    from semcache.settings import Settings

PIPED_WIDTH = 160
"""One line a replica when piped, whatever there is to say."""
BETWEEN = 1.0
"""Seconds between two readings of a replica's counters, from which its speed is known."""

Views = tuple["ReplicaView", ...]


@click.command()
@click.option("--watch", is_flag=True, help="Look again and again, until Ctrl-C.")
@click.option("--every", default="2s", metavar="DURATION", help="How often, with --watch.  [default: 2s]")
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="Settings.  [default: semcache.yaml]")
@json_option
def command(watch: bool, every: str, config: Path | None, as_json: bool) -> None:
    """How each upstream is doing: health, load, KV cache, latencies, speed and what its tokens cost.

    A running gateway is asked at its admin route (SEMCACHE_ADMIN_TOKEN, as the gateway has it). Without one, the
    replicas that the settings name are asked themselves.

    \b
    running, waiting  requests inside the engine, whoever sent them
    ours              of these the gateway's own
    KV use            share of the KV cache that running requests hold
    prefix hits       share of prompt tokens that the KV cache held already
    TTFT, TPOT        seconds to the first token, and from token to token
    $/M tokens        dollars for a million answer tokens; of own replicas by their hours
    """
    from semcache.fields import Expected, parse_duration
    from semcache.settings import load_settings

    try:
        pause = parse_duration(every)
    except Expected as error:
        raise UsageError(f"--every: expected {error}") from None
    seen = _seen(load_settings(config))
    if as_json:
        for views in _paced(seen, watch, pause):
            _print_json(views, watch)
    elif watch and sys.stdout.isatty():
        _watch(seen, pause)
    else:
        for views in _paced(seen, watch, pause):
            _print(seen, views)


@dataclass(frozen=True, slots=True)
class Seen:
    """Where the views come from."""

    look: Callable[[], Views]
    by: str
    """Whose word it is, in words."""
    by_gateway: bool


def _seen(settings: Settings) -> Seen:
    """Through the gateway when there is one, else by the replicas themselves."""
    from semcache.errors import UpstreamUnreachable
    from semcache.viewing import Refused, admin_url, asked_replicas, views_of_gateway

    url, token = admin_url(settings), settings.admin.token
    why_not, remedy = "no gateway to ask (SEMCACHE_ADMIN_TOKEN is not set)", "start `semcache serve`, or "
    if token is not None:
        secret = token.get_secret_value()
        try:
            first = [views_of_gateway(url, secret)]
        except Refused as error:
            raise UsageError(f"the gateway at {url}: {error}; set SEMCACHE_ADMIN_TOKEN to the gateway's own") from None
        except UpstreamUnreachable as error:
            why_not = f"no gateway to ask ({url}: {error})"
        else:
            gateway = url.rpartition("/")[0]
            if first[0]:
                by = f"As the gateway at {gateway} sees them; latencies and costs since its start."
                return Seen(lambda: first.pop() if first else views_of_gateway(url, secret), by, True)
            why_not, remedy = f"the gateway at {gateway} has no pools to tell of", "set SEMCACHE_UPSTREAM=URL, or "
    if not asked_replicas(settings):
        raise UsageError(
            f"{why_not}, and the settings here name no upstreams; {remedy}name them under upstreams: in semcache.yaml"
        )
    by = f"Asked themselves: {why_not}; latencies since each engine's start."
    return Seen(_direct(settings), by, False)


def _direct(settings: Settings) -> Callable[[], Views]:
    from semcache.viewing import asked_replicas, readings, view

    replicas = asked_replicas(settings)
    earlier = asyncio.run(readings(replicas))
    began = time.monotonic()

    def look() -> Views:
        nonlocal earlier
        time.sleep(max(0.0, began + BETWEEN - time.monotonic()))
        now = asyncio.run(readings(replicas))
        views = tuple(map(view, replicas, now, earlier))
        earlier = now
        return views

    return look


def _paced(seen: Seen, watch: bool, pause: float) -> Iterator[Views]:
    yield seen.look()
    while watch:
        time.sleep(pause)
        yield seen.look()


def _print(seen: Seen, views: Views) -> None:
    from semcache.report.upstreams import print_upstreams

    screen = console()
    if not sys.stdout.isatty():
        screen.width = PIPED_WIDTH
    print_upstreams(views, seen.by, screen, with_ours=seen.by_gateway)
    sys.stdout.flush()


def _watch(seen: Seen, pause: float) -> None:
    """One table that is drawn over itself."""
    from rich.live import Live

    from semcache.report.upstreams import upstreams_table

    screen = console()
    with Live(console=screen, auto_refresh=False) as live:
        for views in _paced(seen, True, pause):
            table = upstreams_table(views, seen.by, screen.width, with_ours=seen.by_gateway)
            live.update(table, refresh=True)


def _print_json(views: Views, watch: bool) -> None:
    """One document, or with --watch one line a look."""
    import json

    from semcache.core.codec import encode

    documents = [json.loads(encode(view)) for view in views]
    if watch:
        click.echo(json.dumps({"at": time.time(), "upstreams": documents}))
        sys.stdout.flush()
    else:
        print_json({"upstreams": documents})
