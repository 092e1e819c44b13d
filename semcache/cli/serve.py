"""`semcache serve`: the gateway before an upstream."""

from __future__ import annotations

import logging
import socket
import sys
from pathlib import Path

import click
import uvicorn

from semcache.asgi import Responder
from semcache.build import build_engine, build_upstream, permission_rules, tenant_header
from semcache.gateway import Gateway
from semcache.settings import load_settings


@click.command()
@click.option("--upstream", metavar="URL", help="Where misses go: any OpenAI-compatible server, with or without /v1.")
@click.option("--host", metavar="ADDRESS", help="Address to listen on.  [default: 127.0.0.1]")
@click.option("--port", type=int, metavar="PORT", help="Port to listen on; 0 takes a free one.  [default: 8080]")
@click.option("--policy", metavar="FILE", help="A policy file, or the name of a ready one.  [default: default]")
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="Settings.  [default: semcache.yaml]")
def command(upstream: str | None, host: str | None, port: int | None, policy: str | None, config: Path | None) -> None:
    """Run the gateway: OpenAI-style requests are answered from the cache or sent on to the upstream.

    \b
    Then point any client at it:   OPENAI_BASE_URL=http://127.0.0.1:8080/v1
    """
    overrides = {"upstream.url": upstream, "host": host, "port": port, "policy": policy}
    settings = load_settings(config, overrides=overrides)
    # Other libraries' chatter stays out: httpx, for one, logs every URL, query string included.
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("semcache").setLevel(settings.log_level.upper())
    forward = build_upstream(settings)
    engine = build_engine(settings)
    responder = Responder(
        engine,
        tenant_header=tenant_header(settings),
        permissions=permission_rules(settings),
        max_body_bytes=settings.max_body,
        ask_usage=settings.ask_usage,
    )
    server = _Server(
        uvicorn.Config(
            Gateway(responder, forward),
            host=settings.host,
            port=settings.port,
            log_level="warning",
            access_log=False,
            # The peer is whoever is at the other end of the socket; the tenant rules read forwarded headers.
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=60,
        ),
        f"upstream {settings.upstream.url}, policy {settings.policy}",
    )
    server.run()
    if not server.started:
        sys.exit(1)


class _Server(uvicorn.Server):
    """Says where it listens once it does."""

    def __init__(self, config: uvicorn.Config, about: str) -> None:
        super().__init__(config)
        self._about = about

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for listener in self.servers:
            for sock in listener.sockets:
                host, port = sock.getsockname()[:2]
                shown = f"[{host}]" if ":" in host else host
                click.echo(f"semcache listens on http://{shown}:{port}, {self._about}")
