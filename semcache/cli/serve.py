"""`semcache serve`: the gateway before an upstream."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import click
import uvicorn

from semcache.admin import Admin
from semcache.asgi import Responder
from semcache.build import build_engine, build_upstream, permission_rules, tenant_header
from semcache.cli.routes import print_routes
from semcache.errors import ConfigError
from semcache.gateway import Gateway
from semcache.listening import listen, url
from semcache.reload import PolicyReload
from semcache.settings import Settings, load_settings
from semcache.upstreams.pools import UpstreamPools

STOP_SECONDS = 2.0
"""For each step of stopping at once."""


@click.command()
@click.option("--upstream", metavar="URL", help="Where misses go: any OpenAI-compatible server, with or without /v1.")
@click.option("--host", metavar="ADDRESS", help="Address to listen on.  [default: 127.0.0.1]")
@click.option("--port", type=int, metavar="PORT", help="Port to listen on; 0 takes a free one.  [default: 8080]")
@click.option("--policy", metavar="FILE", help="A policy file, or the name of a ready one.  [default: default]")
@click.option("--config", type=click.Path(path_type=Path), metavar="FILE", help="Settings.  [default: semcache.yaml]")
@click.option("--routes", is_flag=True, help="List all routes instead of serving them.")
def command(
    upstream: str | None, host: str | None, port: int | None, policy: str | None, config: Path | None, routes: bool
) -> None:
    """Run the gateway: OpenAI-style requests are answered from the cache or sent on to the upstream.

    \b
    Then point any client at it:   OPENAI_BASE_URL=http://127.0.0.1:8080/v1
    SIGHUP reads the policy file again; if anything is wrong with it, the old policy stays.
    """
    overrides = {"upstream.url": upstream, "host": host, "port": port, "policy": policy}
    settings = load_settings(config, overrides=overrides)
    if routes:
        print_routes(settings)
        return
    # Other libraries' chatter stays out: httpx, for one, logs every URL, query string included.
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("semcache").setLevel(settings.log_level.upper())
    logging.getLogger("uvicorn.error").addFilter(_is_news)
    forward = build_upstream(settings)
    sockets = listen(settings.host, settings.port)
    engine = build_engine(settings)
    responder = Responder(
        engine,
        tenant_header=tenant_header(settings),
        permissions=permission_rules(settings),
        max_body_bytes=settings.max_body,
        ask_usage=settings.ask_usage,
    )
    reload = PolicyReload(engine, settings.policy)
    token, beside = settings.admin.token, None
    views = forward.view if isinstance(forward, UpstreamPools) else tuple
    admin = Admin(engine, token.get_secret_value(), reload, settings.admin.prefix, views) if token else None
    elsewhere = admin is not None and settings.admin.port is not None
    if admin is not None and settings.admin.port is not None:
        beside = _Beside(_configured(admin, settings.admin.host, settings.admin.port, lifespan="off"))
    server = _Server(
        _configured(Gateway(responder, forward, admin, admin_elsewhere=elsewhere), settings.host, settings.port),
        f"upstream {_named(settings)}, policy {settings.policy}",
        reload,
        beside,
        admin,
    )
    server.run(sockets)
    if not server.started:
        sys.exit(1)


def _configured(app: Gateway | Admin, host: str, port: int, lifespan: str = "auto") -> uvicorn.Config:
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        # The peer is whoever is at the other end of the socket; the tenant rules read forwarded headers.
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=60,
        lifespan="off" if lifespan == "off" else "auto",
    )


def _named(settings: Settings) -> str:
    """Where misses go, in a word."""
    single = [settings.upstream.url] if settings.upstream.url else []
    return ", ".join([*settings.upstreams, *single])


def _is_news(record: logging.LogRecord) -> bool:
    """Not what we do on purpose: a client sees a broken connection where the upstream's broke, and the books say it."""
    cut = isinstance(record.exc_info, tuple) and record.exc_info[0] is asyncio.CancelledError
    return not cut and record.msg != "ASGI callable returned without completing response."


class _Beside(uvicorn.Server):
    """A server for the admin's own port. It ends when the gateway does, which hears the signals."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._sockets = listen(config.host, config.port, "admin.")
        self._task: asyncio.Task[None] | None = None

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def begin(self) -> str:
        """Serves in the background; returns the address."""
        self._task = asyncio.create_task(self.serve(self._sockets))
        return url(self._sockets[0])

    async def end(self) -> None:
        """Lets requests under way finish, unless `force_exit` is set."""
        self.should_exit = True
        if self._task is not None:
            await self._task


class _Server(uvicorn.Server):
    """Says where it listens once it does, and reads the policy again on SIGHUP."""

    def __init__(
        self, config: uvicorn.Config, about: str, reload: PolicyReload, beside: _Beside | None, admin: Admin | None
    ) -> None:
        super().__init__(config)
        self._about = about
        self._reload = reload
        self._beside = beside
        self._admin = admin
        self._reloading: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if hasattr(signal, "SIGHUP"):
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self._hear)
        also = f", admin on {await self._beside.begin()}" if self._beside is not None else ""
        for listener in self.servers:
            for sock in listener.sockets:
                click.echo(f"semcache listens on {url(sock)}{also}, {self._about}")

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """The first Ctrl-C lets answers under way finish, as SIGTERM does; the second one does not."""
        if sig != signal.SIGINT or sig not in self._captured_signals:
            super().handle_exit(sig, frame)
            return
        # Captured once: uvicorn raises again in the end what it captured, and the event loop takes only one quietly.
        self.force_exit = True
        if self._beside is not None:
            self._beside.force_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if self._admin is not None:
            self._admin.close()
            await asyncio.sleep(0.01)  # for streams to open dashboards to end: they are no answers under way
        under_way = len(self.server_state.tasks)
        if signal.SIGINT in self._captured_signals and under_way:
            answers = "an answer" if under_way == 1 else f"{under_way} answers"
            click.echo(f"semcache: finishing {answers}; Ctrl-C again to stop now", err=True)
        if self._beside is not None:
            await self._beside.end()
        await super().shutdown(sockets)
        if self.force_exit:
            await self._stop_now()

    async def _stop_now(self) -> None:
        """Cuts what is under way; the books are still written."""
        for task in (tasks := list(self.server_state.tasks)):
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=STOP_SECONDS)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.lifespan.shutdown(), STOP_SECONDS)

    def _hear(self) -> None:
        self._reloading = asyncio.get_running_loop().create_task(self._read_again())

    async def _read_again(self) -> None:
        with contextlib.suppress(ConfigError):  # it was logged
            await self._reload.reload("SIGHUP")
