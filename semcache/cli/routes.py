"""`semcache routes`: every route that the gateway answers, from the tables that it serves from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from semcache.cli.output import json_option, print_json, state_options

if TYPE_CHECKING:
    from starlette.routing import Route

    from semcache.settings import Settings


@dataclass(frozen=True, slots=True)
class Line:
    """One route."""

    method: str
    path: str
    at: str
    """The address that it is answered at."""
    needs: str
    """What a caller must present."""
    does: str


@click.command()
@state_options
@json_option
def command(home: Path | None, config: Path | None, as_json: bool) -> None:
    """List all routes: what each does, where it is, and what it needs.

    Whatever is not listed goes through to the upstream untouched.
    """
    from semcache.settings import load_settings

    print_routes(load_settings(config, overrides={"home": home}), as_json)


def print_routes(settings: Settings, as_json: bool = False) -> None:
    """Of a gateway with these settings."""
    lines = list(_lines(settings))
    if as_json:
        print_json([asdict(line) for line in lines])
        return
    methods, paths, needs, addresses = (
        max(len(getattr(line, name)) for line in lines) for name in ("method", "path", "needs", "at")
    )
    for line in lines:
        head = f"{line.method:<{methods}}  {line.path:<{paths}}  {line.at:<{addresses}}  {line.needs:<{needs}}"
        click.echo(f"{head}  {line.does}")
    if settings.admin.token is None:
        click.echo("\nThe admin routes are off: SEMCACHE_ADMIN_TOKEN is not set.")


def _lines(settings: Settings) -> Iterator[Line]:
    from semcache import admin, dashboard, gateway
    from semcache.wire import PROTOCOLS, WIRES

    own = _address(settings.host, settings.port)
    for path, protocol in PROTOCOLS.items():
        does = "Answered from the cache or by the upstream." if path in WIRES else "Passed to the upstream and booked."
        yield Line("POST", path, own, "", f"{protocol}: {does}")
    yield from _listed(gateway.routes(gateway.Gateway), own, "")
    if settings.admin.token is not None:
        port = settings.admin.port
        at = own if port is None else _address(settings.admin.host, port)
        yield from _listed(admin.routes(admin.Admin, settings.admin.prefix), at, "admin token")
        beside = dashboard.path_beside(settings.admin.prefix)
        yield from _listed(dashboard.routes(dashboard.Dashboard, beside), at, "admin login")
    yield Line("*", "*", own, "", "Everything else: passed to the upstream as it is.")


def _listed(routes: list[Route], at: str, needs: str) -> Iterator[Line]:
    for route in routes:
        method = next(method for method in ("POST", "GET") if method in (route.methods or ()))
        does = " ".join((route.endpoint.__doc__ or "").split()).split(". ")[0].removesuffix(".") + "."
        yield Line(method, route.path.replace(":path", ""), at, needs, does)


def _address(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
