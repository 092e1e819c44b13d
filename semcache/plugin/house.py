"""Where the plugin lives in a proxy's process: its engine, on the proxy's event loop, and its own port."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import Iterator
from pathlib import Path

import uvicorn
from prometheus_client import Gauge
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from semcache.admin import Admin
from semcache.build import build_engine
from semcache.engine import Engine
from semcache.errors import ConfigErrors, SemcacheError
from semcache.listening import listen, url
from semcache.mistakes import placed
from semcache.plugin.calls import OwnCalls
from semcache.plugin.carrier import Carrier
from semcache.plugin.identity import Sharing
from semcache.plugin.prices import OperatorPrices
from semcache.reload import PolicyReload
from semcache.settings import Settings, load_settings

log = logging.getLogger("semcache")

_EMBEDDING = 0.6
"""The part of the budget that embedding may take, where the settings do not give it one of its own."""


class House:
    """Builds the engine beside the requests, starts it on their loop, and serves the admin's port.

    Whatever goes wrong here leaves `carrier` None: the proxy then goes on without a cache.
    """

    def __init__(self, config: Path | None, calls: OwnCalls, prices: OperatorPrices) -> None:
        self.carrier: Carrier | None = None
        self.sharing: Sharing = "team"
        self.displaced: Gauge | None = None
        """1 while another cache has taken the plugin's place."""
        self._config = config
        self._calls = calls
        self._prices = prices
        self.is_over = False
        """Building has ended, one way or the other."""
        self._built: tuple[Settings, Engine] | None = None
        self._port: _Port | None = None
        # Building reads a model, a policy and files: nothing that a request should wait for.
        threading.Thread(target=self._build, name="semcache-build", daemon=True).start()

    def _build(self) -> None:
        try:
            settings = load_settings(self._config)
            logging.getLogger("semcache").setLevel(settings.log_level.upper())
            deadline = _deadline(settings)
            # Nobody verifies a credential after us here: the proxy has done it before.
            shared = {"budget": deadline * (1 - _EMBEDDING), "embed_budget": deadline * _EMBEDDING}
            own = "embed_budget" in settings.model_fields_set
            own_or_shared = settings if own else settings.model_copy(update=shared)
            engine = build_engine(own_or_shared, callers_are_verified=False)
            self._built = settings, engine
        except ConfigErrors as wrong:
            log.error("the proxy goes on without semcache: %s", "; ".join(map(str, wrong.errors)))
        except SemcacheError as wrong:
            log.error("the proxy goes on without semcache: %s", wrong)
        except Exception as wrong:  # whatever it is, it must not take the proxy along
            log.error("the proxy goes on without semcache: %s", placed(wrong))
        finally:
            self.is_over = True

    async def open(self) -> None:
        """Starts what was built, on this loop."""
        if self._built is None:
            return
        settings, engine = self._built
        self._built = None  # taken: a second request must not open it, too
        self.carrier = Carrier(engine, _deadline(settings), self._calls, self._prices)
        self.sharing = settings.litellm.tenant
        self.displaced = Gauge(
            "semcache_displaced",
            "1 while the proxy answers from another cache than semcache; the log says what to do.",
            registry=engine.metrics.registry,
        )
        await engine.start()
        log.info("semcache answers in this proxy: policy %s, home %s", settings.policy, settings.home)
        token, port = settings.admin.token, settings.admin.port
        if token is None:
            return
        if port is None:
            log.warning("no admin routes: they need a port of their own here; set admin.port")
            return
        admin = Admin(engine, token.get_secret_value(), PolicyReload(engine, settings.policy), settings.admin.prefix)
        try:
            self._port = _Port(_Routes(engine, admin), settings.admin.host, port)
            log.info("semcache's admin and metrics on %s", await self._port.begin())
        except SemcacheError as wrong:  # another worker of this proxy has it, say
            log.warning("no admin routes in this process: %s", wrong)

    async def close(self) -> None:
        """Writes what is pending."""
        carrier, self.carrier = self.carrier, None
        self._built = None
        if self._port is not None:
            await self._port.end()
        if carrier is not None:
            await carrier.engine.close()


def _deadline(settings: Settings) -> float:
    """Seconds that a lookup may take in all, the embedding included."""
    return settings.budget + (settings.embed_budget if "embed_budget" in settings.model_fields_set else 0.0)


class _Routes:
    """What the plugin's own port answers."""

    def __init__(self, engine: Engine, admin: Admin) -> None:
        self._engine = engine
        self._admin = admin
        self._open = Starlette(routes=[Route("/metrics", self._metrics), Route("/healthz", self._healthz)])
        self._paths = {"/metrics", "/healthz"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self._open if scope["type"] == "http" and scope["path"] in self._paths else self._admin
        await app(scope, receive, send)

    def close(self) -> None:
        """Ends the streams to open dashboards."""
        self._admin.close()

    async def _metrics(self, _: Request) -> Response:
        await self._engine.upkeep.refresh_gauges()
        return Response(self._engine.metrics.text(), media_type="text/plain; version=0.0.4")

    async def _healthz(self, _: Request) -> Response:
        return JSONResponse({"status": "ok"})


class _Port(uvicorn.Server):
    """A server beside the proxy's own, on the same loop. The signals are for the proxy."""

    def __init__(self, app: _Routes, host: str, port: int) -> None:
        # The proxy has set up uvicorn's loggers for itself: `access_log=False` here would silence its own access log.
        config = uvicorn.Config(app, log_config=None, server_header=False, lifespan="off")
        config.access_log = False
        super().__init__(config)
        self._routes = app
        self._sockets = listen(host, port, "admin.")
        self._task: asyncio.Task[None] | None = None

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def begin(self) -> str:
        """Serves in the background; returns the address."""
        self._task = asyncio.create_task(self.serve(self._sockets))
        return url(self._sockets[0])

    async def end(self) -> None:
        self._routes.close()
        self.should_exit = True
        if self._task is not None:
            await self._task
