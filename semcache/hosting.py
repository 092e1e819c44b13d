"""The gateway under uvicorn: one process of it, with its signals and its end."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType

import click
import uvicorn
from starlette.types import ASGIApp

from semcache.admin import Admin
from semcache.asgi import Responder
from semcache.build import permission_rules, tenant_header
from semcache.engine import Engine
from semcache.errors import ConfigError
from semcache.family import Alone, Family, Views
from semcache.gateway import Gateway
from semcache.listening import listen
from semcache.ports import Upstream
from semcache.reload import Reload
from semcache.settings import Settings
from semcache.upstreams.pools import UpstreamPools

IDLE_SECONDS = 75
"""How long a client's connection is kept that nobody uses. Clients drop theirs after less, httpx and with it openai's
after 5 s: whoever drops it first must not be us, or the request that is sent just then is lost."""
DRAIN_SECONDS = 60
"""For answers under way to end."""
STOP_SECONDS = 2.0
"""For each step of stopping at once."""


@dataclass(frozen=True, slots=True)
class Doors:
    """What a gateway listens on."""

    main: Sequence[socket.socket]
    admin: Sequence[socket.socket] = ()
    """Of the admin's own port, where it has one."""
    others: Mapping[int, Sequence[socket.socket]] = field(default_factory=dict)
    """Those of other workers, by number, which this one serves while they are not there."""


def listen_for_admin(settings: Settings) -> list[socket.socket]:
    """None where the admin has no port of its own. Raises ConfigError."""
    admin = settings.admin
    return [] if admin.token is None or admin.port is None else listen(admin.host, admin.port, "admin.")


def set_up_logging(settings: Settings, who: str = "") -> None:
    """`who` tells processes apart that share a log."""
    # Other libraries' chatter stays out: httpx, for one, logs every URL, query string included.
    logging.basicConfig(level=logging.WARNING, format=f"%(levelname)s %(name)s{who}: %(message)s")
    logging.getLogger("semcache").setLevel(settings.log_level.upper())
    logging.getLogger("uvicorn.error").addFilter(_is_news)


def build_admin(
    settings: Settings, engine: Engine, upstream: Upstream, reload: Reload, family: Family | None = None
) -> Admin | None:
    """The admin routes, where there is a token that lets one in."""
    token = settings.admin.token
    if token is None:
        return None
    return Admin(engine, token.get_secret_value(), reload, settings.admin.prefix, family or alone(engine, upstream))


def alone(engine: Engine, upstream: Upstream) -> Family:
    """A gateway of one process."""
    return Alone(engine, views_of(upstream))


def views_of(upstream: Upstream) -> Views:
    """How its replicas are doing: nothing where there is but one upstream, of which nobody keeps count."""
    return upstream.view if isinstance(upstream, UpstreamPools) else tuple


def build_server(
    settings: Settings,
    doors: Doors,
    engine: Engine,
    upstream: Upstream,
    reload: Reload,
    admin: Admin | None,
    family: Family | None = None,
) -> GatewayServer:
    """The gateway with these settings, on these sockets."""
    responder = Responder(
        engine,
        tenant_header=tenant_header(settings),
        permissions=permission_rules(settings),
        max_body_bytes=settings.max_body,
        ask_usage=settings.ask_usage,
    )
    gateway = Gateway(responder, upstream, admin, family or alone(engine, upstream), admin_elsewhere=bool(doors.admin))
    beside = _Beside(configured(admin, lifespan=False), doors.admin) if admin is not None and doors.admin else None
    return GatewayServer(configured(gateway), doors, reload, beside, admin)


def configured(app: ASGIApp, lifespan: bool = True) -> uvicorn.Config:
    """How all servers of ours are run."""
    return uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        # The peer is whoever is at the other end of the socket; the tenant rules read forwarded headers.
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=IDLE_SECONDS,
        timeout_graceful_shutdown=DRAIN_SECONDS,
        lifespan="auto" if lifespan else "off",
    )


def _is_news(record: logging.LogRecord) -> bool:
    """Not what we do on purpose: a client sees a broken connection where the upstream's broke, and the books say it."""
    cut = isinstance(record.exc_info, tuple) and record.exc_info[0] is asyncio.CancelledError
    return not cut and record.msg != "ASGI callable returned without completing response."


class _Beside(uvicorn.Server):
    """A server for the admin's own port. It ends when the gateway does, which hears the signals."""

    def __init__(self, config: uvicorn.Config, sockets: Sequence[socket.socket]) -> None:
        super().__init__(config)
        self._sockets = list(sockets)
        self._task: asyncio.Task[None] | None = None

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    def begin(self) -> None:
        """Serves in the background."""
        self._task = asyncio.create_task(self.serve(self._sockets))

    async def end(self) -> None:
        """Lets requests under way finish, unless `force_exit` is set."""
        self.should_exit = True
        if self._task is not None:
            await self._task


class Announced(uvicorn.Server):
    """Says when it serves, and when it is about to end."""

    on_started: Callable[[], Awaitable[None]] | None = None
    on_ending: Callable[[], None] | None = None

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if self.on_ending is not None:
            self.on_ending()
        await super().shutdown(sockets)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.on_started is not None:
            await self.on_started()


class GatewayServer(Announced):
    """Reads the policy again on SIGHUP; lets answers under way finish on SIGTERM and the first Ctrl-C."""

    def __init__(
        self, config: uvicorn.Config, doors: Doors, reload: Reload, beside: _Beside | None, admin: Admin | None
    ) -> None:
        super().__init__(config)
        self._doors = doors
        self._reload = reload
        self._beside = beside
        self._admin = admin
        self._reloading: asyncio.Task[None] | None = None
        self._borrowed: dict[int, list[asyncio.Server]] = {}

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        super().run(sockets or list(self._doors.main))

    @property
    def under_way(self) -> int:
        """Answers that are not at their end."""
        return len(self.server_state.tasks)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        if self._beside is not None:
            self._beside.begin()
        await super().startup(sockets)
        if hasattr(signal, "SIGHUP"):
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self._hear)

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
        for lender, others in self._doors.others.items():
            self.give_back(lender)
            for sock in others:
                sock.close()
        if self._admin is not None:
            self._admin.close()
            await asyncio.sleep(0.01)  # for streams to open dashboards to end: they are no answers under way
        if signal.SIGINT in self._captured_signals and self.under_way:
            say_finishing(self.under_way)
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

    async def borrow(self, lender: int) -> None:
        """Accepts what comes to that worker's sockets, too, while it is not there."""
        if lender in self._borrowed or self.should_exit:
            return
        servers = self._borrowed[lender] = []
        for sock in self._doors.others[lender]:
            server = await asyncio.get_running_loop().create_server(self._protocol, sock=sock.dup())
            if self._borrowed.get(lender) is not servers:  # given back meanwhile
                server.close()
                return
            servers.append(server)

    def give_back(self, lender: int) -> None:
        """Leaves them to their worker again."""
        for server in self._borrowed.pop(lender, []):
            server.close()

    def _protocol(self) -> asyncio.Protocol:
        """As uvicorn makes it."""
        return self.config.http_protocol_class(  # type: ignore[call-arg]
            config=self.config, server_state=self.server_state, app_state=self.lifespan.state
        )

    def _hear(self) -> None:
        self._reloading = asyncio.get_running_loop().create_task(self._read_again())

    async def _read_again(self) -> None:
        with contextlib.suppress(ConfigError):  # it was logged
            await self._reload.reload("SIGHUP")


def say_finishing(answers: int) -> None:
    """That a Ctrl-C was heard, and what another one would do."""
    what = "an answer" if answers == 1 else f"{answers} answers"
    click.echo(f"semcache: finishing {what}; Ctrl-C again to stop now", err=True)
