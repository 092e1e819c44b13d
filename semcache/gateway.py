"""The gateway: the cache as a server of its own, before any OpenAI-compatible upstream."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from semcache.admin import Admin
from semcache.asgi import Body, Client, Responder
from semcache.core.directives import CacheStatus
from semcache.core.upstreams import Errand, ReplicaView
from semcache.errors import UpstreamCut, UpstreamError
from semcache.family import Alone, Family, whole
from semcache.ports import Upstream, UpstreamRequest, UpstreamResponse
from semcache.refresh import Refresher
from semcache.upstreams.pools import UpstreamPools
from semcache.upstreams.watch import watch
from semcache.wire.chat import CHAT

log = logging.getLogger("semcache")


class Gateway:
    """An ASGI app: LLM requests through the cache, its own few routes, everything else passed to the upstream."""

    def __init__(
        self,
        responder: Responder,
        upstream: Upstream,
        admin: Admin | None = None,
        family: Family | None = None,
        *,
        admin_elsewhere: bool = False,
    ) -> None:
        """Without `admin`, its routes are the upstream's like any other that is not ours. With `admin_elsewhere` it
        has a port of its own, and is only known here so that its token never goes upstream. `family` are the processes
        that serve with this one."""
        self._responder = responder
        self._engine = responder.engine
        self._upstream = upstream
        self._admin = None if admin_elsewhere else admin
        self._token_of = admin
        self._family = family or Alone(self._engine, self.upstreams)
        self._refresher = Refresher(responder.server, self._ask_for_ourselves, upstream.name)
        self._own = Starlette(routes=routes(self))
        self._own_paths = frozenset(route.path for route in self._own.routes if isinstance(route, Route))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        elif scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1003})
        elif Responder.takes(scope):

            def open_upstream(body: Body, errand: Errand) -> Awaitable[UpstreamResponse]:
                return self._upstream.open(_request(scope, body, errand))

            await self._responder.respond(scope, receive, send, open_upstream, self._upstream.name)
        elif self._admin is not None and self._admin.takes(scope["path"]):
            await self._admin(scope, receive, send)
        elif scope["path"] in self._own_paths:
            await self._own(scope, receive, send)
        else:
            await self._pass_on(scope, receive, send)

    async def healthz(self, _: Request) -> Response:
        """The process lives."""
        return JSONResponse({"status": "ok"})

    async def readyz(self, _: Request) -> Response:
        """The gateway takes requests. Parts in trouble are named: they cost hits, not readiness."""
        engine = self._engine
        parts = {part: "ok" if guard.is_well else "in trouble" for part, guard in engine.parts.guards.items()}
        if parts["index"] == "ok" and not engine.upkeep.is_rebuilt:
            parts["index"] = "rebuilding"
        status = "ready" if engine.is_started else "starting"
        return JSONResponse({"status": status, "parts": parts}, 200 if engine.is_started else 503)

    async def metrics(self, _: Request) -> Response:
        """Prometheus' exposition format; of all workers, whichever of them is asked."""
        told = await whole(self._family)
        return Response(told.exposition(), media_type="text/plain; version=0.0.4")

    def upstreams(self) -> tuple[ReplicaView, ...]:
        """How every replica is doing now; nothing where there is but one upstream, of which nobody keeps count."""
        return self._upstream.view() if isinstance(self._upstream, UpstreamPools) else ()

    async def _ask_for_ourselves(self, body: bytes, errand: Errand) -> UpstreamResponse:
        """A call that no client asked for, with whatever credential the upstream's settings have."""
        headers = tuple(errand.headers([(b"content-type", b"application/json")]))
        return await self._upstream.open(UpstreamRequest("POST", "/v1/chat/completions", headers, body, errand))

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Everything that is no LLM request goes through as it is."""
        if self._token_of is not None and self._token_of.knows(scope):
            told = CHAT.error_body("The admin token is not for the upstream.", "semcache_error", "admin_token")
            await Response(told, 404, media_type="application/json")(scope, receive, send)
            return
        client = Client(receive)
        has_body = any(name in (b"content-length", b"transfer-encoding") for name, _ in scope["headers"])
        if not has_body:
            client.has_no_body()
        async with client.stays():
            await self._hand_on(scope, receive, send, client.body() if has_body else b"")

    async def _hand_on(self, scope: Scope, receive: Receive, send: Send, body: Body) -> None:
        status = str(CacheStatus(fwd="bypass", detail="route")).encode()
        try:
            response = await self._upstream.open(_request(scope, body))
        except UpstreamError as error:
            told = CHAT.error_body(f"The upstream did not answer ({error}).", "upstream_error", "upstream_unreachable")
            await Response(told, 502, {"cache-status": status.decode()}, "application/json")(scope, receive, send)
            return
        try:
            headers = [*response.headers, (b"cache-status", status)]
            await send({"type": "http.response.start", "status": response.status, "headers": headers})
            async for chunk in response.chunks():
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        except UpstreamCut as cut:
            log.debug("a passed-through answer broke off: %s", cut)
        finally:
            await response.close()

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await self._engine.start()
                self._engine.upkeep.spawn(self._refresher.run())
                if isinstance(self._upstream, UpstreamPools):
                    self._engine.upkeep.spawn(watch(self._upstream, self._engine.clock))
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                await self._engine.close()
                await self._upstream.close()
                await send({"type": "lifespan.shutdown.complete"})
                return


def routes(gateway: Gateway | type[Gateway]) -> list[Route]:
    """Its own few. Of the class, for a list; of a gateway, to be served."""
    return [
        Route("/healthz", gateway.healthz),
        Route("/readyz", gateway.readyz),
        Route("/metrics", gateway.metrics),
    ]


def _request(scope: Scope, body: bytes | AsyncIterator[bytes], errand: Errand | None = None) -> UpstreamRequest:
    path = scope.get("raw_path") or scope["path"].encode()
    target = path.decode("latin-1").partition("?")[0]
    if query := scope.get("query_string"):
        target = f"{target}?{query.decode('latin-1')}"
    headers = scope["headers"] if errand is None else errand.headers(scope["headers"])
    return UpstreamRequest(scope["method"], target, tuple(headers), body, errand)
