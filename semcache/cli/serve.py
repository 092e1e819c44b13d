"""`semcache serve`: the gateway before an upstream."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from semcache.build import build_engine, build_upstream
from semcache.cli.output import state_options
from semcache.cli.routes import print_routes
from semcache.dashboard import path_beside
from semcache.hosting import Doors, build_admin, build_server, listen_for_admin, set_up_logging
from semcache.listening import listen, url
from semcache.reload import PolicyReload
from semcache.settings import Settings, load_settings
from semcache.workers.supervisor import Plan, supervise


@click.command()
@click.option("--upstream", metavar="URL", help="Where misses go: any OpenAI-compatible server, with or without /v1.")
@click.option("--host", metavar="ADDRESS", help="Address to listen on.  [default: 127.0.0.1]")
@click.option("--port", type=int, metavar="PORT", help="Port to listen on; 0 takes a free one.  [default: 8080]")
@click.option("--workers", type=int, metavar="N", help="Processes that serve, on one port.  [default: 1]")
@click.option("--policy", metavar="FILE", help="A policy file, or the name of a ready one.  [default: default]")
@state_options
@click.option("--routes", is_flag=True, help="List all routes instead of serving them.")
def command(
    upstream: str | None,
    host: str | None,
    port: int | None,
    workers: int | None,
    policy: str | None,
    home: Path | None,
    config: Path | None,
    routes: bool,
) -> None:
    """Run the gateway: OpenAI-style requests are answered from the cache or sent on to the upstream.

    \b
    Then point any client at it:   OPENAI_BASE_URL=http://127.0.0.1:8080/v1
    SIGHUP reads the policy file again; if anything is wrong with it, the old policy stays.
    """
    overrides = {
        "upstream.url": upstream,
        "host": host,
        "port": port,
        "workers": workers,
        "policy": policy,
        "home": None if home is None else str(home),
    }
    settings = load_settings(config, overrides=overrides)
    if routes:
        print_routes(settings)
    elif settings.workers == 1:
        _serve(settings)
    else:
        set_up_logging(settings)
        supervise(Plan(config, overrides, settings), lambda doors: _say_listening(settings, doors))


def _serve(settings: Settings) -> None:
    set_up_logging(settings)
    upstream = build_upstream(settings)
    doors = Doors(listen(settings.host, settings.port), listen_for_admin(settings))
    engine = build_engine(settings)
    reload = PolicyReload(engine, settings.policy)
    server = build_server(settings, doors, engine, upstream, reload, build_admin(settings, engine, upstream, reload))

    async def say() -> None:
        _say_listening(settings, doors)

    server.on_started = say
    server.run()
    if not server.started:
        sys.exit(1)


def _say_listening(settings: Settings, doors: Doors) -> None:
    upstreams: Sequence[str] = [settings.upstream.url] if settings.upstream.url else []
    about = f"upstream {', '.join([*settings.upstreams, *upstreams])}, policy {settings.policy}"
    if settings.workers > 1:
        about += f", {settings.workers} workers"
    also = f", admin on {url(doors.admin[0])}" if doors.admin else ""
    for sock in doors.main:
        page = f"{url(doors.admin[0] if doors.admin else sock)}{path_beside(settings.admin.prefix)}"
        shown = f", dashboard on {page}" if settings.admin.token is not None else ""
        click.echo(f"semcache listens on {url(sock)}{also}, {about}{shown}")
