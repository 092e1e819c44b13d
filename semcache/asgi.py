"""The ASGI face: requests in, replies out, nothing buffered that flows.

`SemanticCacheMiddleware` puts the cache in front of any ASGI app that answers OpenAI-style routes. The gateway uses
the same `Responder` with an upstream of its own.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from semcache.build import AppFailed, AsgiCall, build_engine, permission_rules, tenant_header
from semcache.core.directives import NO_DIRECTIVES, Directives, header_text, parse_cache_control
from semcache.core.policy import Context, metadata_of
from semcache.core.request import CanonicalRequest
from semcache.core.tenant import PermissionRules, TenantHeader, tenant_of
from semcache.core.upstreams import Errand
from semcache.engine import Engine
from semcache.errors import UpstreamCut, UpstreamUnreachable
from semcache.exchange import Ask, Reply
from semcache.lastresort import log_as_a_last_resort
from semcache.lookup import SOURCES, TAGS
from semcache.ports import UpstreamResponse
from semcache.serving import Server
from semcache.settings import load_settings
from semcache.wire import PROTOCOLS, Unreadable, Wire, protocol_of, wire_for
from semcache.wire.heads import header_of
from semcache.wire.other import model_of, opaque_request

log = logging.getLogger("semcache")

Body = bytes | AsyncIterator[bytes]
Open = Callable[[Body, Errand], Awaitable[UpstreamResponse]]


class Responder:
    """Answers LLM requests through the cache."""

    def __init__(
        self,
        engine: Engine,
        *,
        tenant_header: TenantHeader | None = None,
        permissions: PermissionRules | None = None,
        max_body_bytes: int = 8 * 2**20,
        ask_usage: bool = True,
    ) -> None:
        """`ask_usage`: streams are asked for their token counts, which are withheld from clients who did not ask."""
        self.engine = engine
        self.server = Server(engine)
        self._tenant_header = tenant_header
        self._permissions = permissions
        self._max_body_bytes = max_body_bytes
        self._ask_usage = ask_usage

    @staticmethod
    def takes(scope: Scope) -> bool:
        """Whether this is a request to an LLM, which is looked up or at least booked."""
        return scope["method"] == "POST" and protocol_of(_path(scope)) is not None

    async def respond(self, scope: Scope, receive: Receive, send: Send, open_upstream: Open, upstream: str) -> None:
        """Carries one request to its end."""
        client = Client(receive)
        ask = await self._read(scope, client, open_upstream, upstream)
        if ask is None:
            return  # the client left before it had asked
        found = await self.server.look_up(ask)
        if isinstance(found, Reply):
            await self._send_reply(found, send, client)
            return
        async with client.stays():
            await self._send_reply(await self.server.forward(ask, found), send, client)

    # What comes in.

    async def _read(self, scope: Scope, client: Client, open_upstream: Open, upstream: str) -> Ask | None:
        headers = scope["headers"]
        peer = scope["client"][0] if scope.get("client") else None
        tenant = tenant_of(headers, peer, self._tenant_header)
        body = await client.read(self._max_body_bytes)
        if body is None:
            return None
        began = self.engine.clock.monotonic()
        read = self._parse(_path(scope), body)
        bypass = read.bypass
        if bypass is None and scope.get("query_string"):
            bypass = "query-string"  # it may change the answer
        if bypass is None and tenant is None:
            bypass = "no-credential"
        texts: dict[str, str] = {}
        for name, value in headers:  # one that is given twice counts with both its values (RFC 9110, section 5.3)
            key, said = name.decode("latin-1"), header_text(value)
            texts[key] = f"{texts[key]}, {said}" if key in texts else said
        self.engine.metrics.observe("parse", self.engine.clock.monotonic() - began)
        return Ask(
            request=read.request,
            wire=read.wire,
            context=Context(
                tenant or "unknown",
                texts,
                read.metadata,
                permissions=self._permissions.digest_of(headers, peer) if self._permissions else "",
            ),
            directives=_directives(headers),
            open=lambda errand: open_upstream(read.sent, errand),
            upstream=upstream,
            bypass=bypass,
            again=open_upstream,
        )

    def _parse(self, path: str, body: Body) -> _Read:
        wire, protocol = wire_for(path), protocol_of(path) or ""
        if not isinstance(body, bytes):
            return _Read(opaque_request(protocol, b""), None, body, "body-too-large")
        if wire is None:
            reason = f"protocol:{protocol}" if path in PROTOCOLS else "path"
            return _Read(opaque_request(protocol, body, model_of(body)), None, body, reason)
        try:
            parsed = wire.read_request(body)
        except Unreadable as unreadable:
            return _Read(opaque_request(protocol, body, model_of(body)), None, body, unreadable.reason)
        except Exception as mistake:  # of ours, which must not fail the request
            self.engine.mistaken("reading", mistake)
            return _Read(opaque_request(protocol, b""), None, body, "fault:engine")
        metadata = metadata_of(parsed.document)
        said = parsed.document.get("metadata")
        # Whoever names a source must not be given, or leave behind, an answer that nobody knows to rest on it.
        lost = isinstance(said, dict) and any(name in said and name not in metadata for name in (SOURCES, TAGS))
        sent = wire.upstream_body(parsed, self._ask_usage)
        return _Read(parsed.request, wire, sent, "sources-unreadable" if lost else None, metadata)

    # What goes out.

    async def _send_reply(self, reply: Reply, send: Send, client: Client) -> None:
        try:
            if isinstance(reply.error, AppFailed):
                # The wrapped app raised before it answered: its server shall see that as it would without us.
                raise reply.error.__cause__ or reply.error
            if reply.content is not None:
                body = b"".join(reply.content) if len(reply.content) > 1 else reply.content[0]
                reply.sending()
                await send(_start(reply, (b"content-length", str(len(body)).encode())))
                await send({"type": "http.response.body", "body": body})
            else:
                await send(_start(reply))
                await self._send_stream(reply, send)
        except asyncio.CancelledError:
            reply.finish(client_left=client.has_left)
            raise
        except UpstreamCut as cut:
            # The connection ends without its last chunk, so the client sees that the answer is not whole.
            log.debug("the answer broke off: %s", cut)
            reply.finish()
        except BaseException:
            reply.finish()
            raise
        else:
            reply.finish()

    async def _send_stream(self, reply: Reply, send: Send) -> None:
        async with aclosing(reply.stream()) as chunks:
            async for chunk in chunks:
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b""})


def _start(reply: Reply, *more: tuple[bytes, bytes]) -> Message:
    """The response's head, with what the cache has to say added."""
    headers = list(reply.headers)
    ours = str(reply.cache_status)
    earlier = header_of(reply.headers, b"cache-status")
    if earlier:  # RFC 9211 section 2: caches nearer to the origin come first
        headers = [(name, value) for name, value in headers if name != b"cache-status"]
        ours = f"{earlier}, {ours}"
    headers.append((b"cache-status", ours.encode("latin-1", "replace")))
    headers.append((b"semcache-request-id", reply.look.request_id.encode()))
    if reply.age is not None:
        headers.append((b"age", str(reply.age).encode()))
    if reply.drops_events:
        headers = [(name, value) for name, value in headers if name != b"content-length"]
    headers.extend(more)
    return {"type": "http.response.start", "status": reply.status, "headers": headers}


def _path(scope: Scope) -> str:
    """The path below the point at which the app is mounted."""
    path, mount = str(scope["path"]), str(scope.get("root_path", ""))
    return path.removeprefix(mount) if mount and path.startswith(mount + "/") else path


def _directives(headers: Iterable[tuple[bytes, bytes]]) -> Directives:
    found = [value for name, value in headers if name == b"cache-control"]
    return parse_cache_control(b",".join(found).decode("latin-1")) if found else NO_DIRECTIVES


@dataclass(frozen=True, slots=True)
class _Read:
    """A request's body, understood as far as it can be."""

    request: CanonicalRequest
    wire: Wire | None
    sent: Body
    """What goes upstream."""
    bypass: str | None
    """Why the cache must keep out of it."""
    metadata: Mapping[str, str] = field(default_factory=dict)


class Client:
    """The client's side of one exchange: its body, and whether it is still there."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._body_read = asyncio.Event()
        self.has_left = False

    async def read(self, cap: int) -> Body | None:
        """The whole body; of one above the cap, its pieces as they come; None when the client left."""
        parts: list[bytes] = []
        size = 0
        while size <= cap:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                return None
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            if not message.get("more_body", False):
                self._body_read.set()
                return b"".join(parts) if size <= cap else _pieces(parts)
        return self._rest(parts)

    async def body(self) -> AsyncIterator[bytes]:
        """The body as it comes."""
        async for part in self._rest([]):
            yield part

    def has_no_body(self) -> None:
        """What comes next from the client can only be that it leaves."""
        self._body_read.set()

    async def _rest(self, parts: list[bytes]) -> AsyncIterator[bytes]:
        for part in parts:
            yield part
        async for part in body_of(self._receive):
            yield part
        self._body_read.set()

    @asynccontextmanager
    async def stays(self) -> AsyncIterator[None]:
        """What is inside is cancelled when the client leaves."""
        task = asyncio.current_task()
        assert task is not None

        async def watch() -> None:
            await self._body_read.wait()
            while (await self._receive())["type"] != "http.disconnect":
                pass
            self.has_left = True
            task.cancel()

        watcher = asyncio.create_task(watch())
        try:
            yield
        except asyncio.CancelledError:
            if not self.has_left or task.uncancel() > 0:
                raise  # somebody else cancelled: the server, on its way down
        finally:
            watcher.cancel()


async def body_of(receive: Receive) -> AsyncIterator[bytes]:
    """A request's body as it comes. Raises UpstreamUnreachable when the client leaves before its end."""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise UpstreamUnreachable("the client left before its request was whole")
        yield message.get("body", b"")
        if not message.get("more_body", False):
            return


async def _pieces(parts: list[bytes]) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


class SemanticCacheMiddleware:
    """Pure ASGI middleware: `app.add_middleware(SemanticCacheMiddleware, policy="policies/default.yaml")`.

    LLM requests (`POST /v1/chat/completions` and its kin) are answered through the cache, with the wrapped app as
    their upstream. Everything else goes to the app untouched. Settings come from `config`, a semcache.yaml, and from
    `SEMCACHE_*` variables; without arguments from the variables alone, as `vllm serve --middleware` needs.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        policy: str | Path | None = None,
        config: str | Path | None = None,
        engine: Engine | None = None,
        ask_usage: bool = False,
    ) -> None:
        """`ask_usage` adds `stream_options.include_usage` to streamed requests, for an app that understands it;
        without it, answers recorded from a stream that did not count tokens are replayed as streams only.

        Raises ConfigError.
        """
        log_as_a_last_resort()
        overrides = {"policy": None if policy is None else str(policy)}
        settings = load_settings(Path(config) if config else None, overrides=overrides)
        self._app = app
        self._engine = engine or build_engine(settings)
        self._responder = Responder(
            self._engine,
            tenant_header=tenant_header(settings),
            permissions=permission_rules(settings),
            max_body_bytes=settings.max_body,
            ask_usage=ask_usage,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._lifespan(scope, receive, send)
        elif scope["type"] == "http" and Responder.takes(scope):
            await self._engine.start()  # for servers that send no lifespan events

            def open_app(body: Body, errand: Errand) -> Awaitable[UpstreamResponse]:
                handed_on = {**scope, "headers": list(errand.headers(scope["headers"]))}
                return AsgiCall(self._app, handed_on, body).open()

            await self._responder.respond(scope, receive, send, open_app, "app")
        else:
            await self._app(scope, receive, send)

    async def _lifespan(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Starts the engine before the app hears of its startup, closes it after the app has shut down."""

        async def receiving() -> Message:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await self._engine.start()
            return message

        async def sending(message: Message) -> None:
            if message["type"] in ("lifespan.shutdown.complete", "lifespan.shutdown.failed"):
                await self._engine.close()
            await send(message)

        await self._app(scope, receiving, sending)
