"""The dashboard's routes: log in, look, ask why, say what was wrong. An ASGI app below the admin's."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from http.cookies import CookieError, SimpleCookie
from typing import Protocol
from urllib.parse import parse_qs

import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from semcache.admin_answers import HANDLERS, Rejected
from semcache.core.cells import DAY
from semcache.core.explanation import Explanation
from semcache.core.policy import Mode
from semcache.core.savings import report_of
from semcache.core.savings_report import SavingsReport
from semcache.dashboard.decision import decision
from semcache.dashboard.markup import Html, html
from semcache.dashboard.page import dashboard_page, decision_page, fragment, login_page
from semcache.dashboard.panels import Facts, panels
from semcache.dashboard.sessions import COOKIE, CSRF, LASTS, Session, Sessions, comes_from_elsewhere
from semcache.engine import Engine
from semcache.errors import CacheFault, UsageError
from semcache.family import Alone, Family, SessionNews, whole
from semcache.metrics import stages

EVERY = 1.0
"""Seconds between two looks."""
_TODAY = 5.0
"""Seconds for which the ledger's sums of today are good."""
_QUIET = 15.0
"""Seconds after which a stream with no news says that it lives."""
WATCHERS = 32
"""Streams at once."""
_MAX_FORM = 16 << 10


class Desk(Protocol):
    """The admin, as far as the dashboard needs it."""

    def is_token(self, said: bytes) -> bool: ...

    async def known(self, id: str) -> Explanation:
        """Raises Rejected for a request of which nothing is known."""
        ...

    async def invalidate(self, request: Request) -> Response: ...

    async def feedback(self, request: Request) -> Response: ...


class Dashboard:
    """The page of one engine. Whoever is not logged in sees the form to log in and nothing else."""

    def __init__(
        self,
        engine: Engine,
        desk: Desk,
        path: str = "/dashboard",
        family: Family | None = None,
    ) -> None:
        self._engine = engine
        self._desk = desk
        self._family = family or Alone(engine)
        self._path = path
        self._sessions = Sessions()
        self._watchers = 0
        self._closing = asyncio.Event()
        self._today: SavingsReport | None = None
        self._read_at = float("-inf")
        self._reading = asyncio.Lock()
        self._app = Starlette(routes=routes(self, path), exception_handlers=HANDLERS)
        self._app.router.redirect_slashes = False

    def takes(self, path: str) -> bool:
        """Whether the path is one of ours, or would be if there were such a route."""
        return path == self._path or path.startswith(self._path + "/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)

    def close(self) -> None:
        """Ends the streams, which would hold up a server that waits for its answers to end."""
        self._closing.set()

    def hear(self, news: SessionNews) -> None:
        """Who logged in or out elsewhere."""
        self._sessions.hear(news)

    # Who is there.

    def _session(self, request: Request) -> Session | None:
        id = _cookie(request)
        return None if id is None else self._sessions.find(id, self._engine.clock.now())

    def _writer(self, request: Request) -> None:
        """Raises Rejected unless a page of ours, of an open session, makes this request."""
        session = self._session(request)
        if session is None:
            raise Rejected(401, "nobody is logged in", "reload the page and log in")
        if comes_from_elsewhere(request.headers) or not session.wrote(request.headers.get(CSRF, "")):
            raise Rejected(403, "the request does not come from the dashboard", "reload the page and try again")

    async def login(self, request: Request) -> Response:
        """Log in to the dashboard with the admin token; a cookie holds the session from then on."""
        if comes_from_elsewhere(request.headers):
            return login_page(self._path, "That came from another page. Log in here.", 403)
        said = (await _form(request)).get("token", "")
        if not self._desk.is_token(said.strip().encode("utf-8", "replace")):
            return login_page(self._path, "This is not the admin token.")
        id, news = self._sessions.begin(self._engine.clock.now())
        await self._family.share(news)
        answer = RedirectResponse(self._path, 303, {"cache-control": "no-store"})
        # Behind a proxy only the browser knows that the connection is secure.
        secure = request.url.scheme == "https" or request.headers.get("origin", "").startswith("https://")
        answer.set_cookie(
            COOKIE, id, max_age=int(LASTS), path=self._path, secure=secure, httponly=True, samesite="strict"
        )
        return answer

    async def logout(self, request: Request) -> Response:
        """End the session."""
        session = self._session(request)
        if session is not None:
            said = (await _form(request)).get("csrf", "")
            if comes_from_elsewhere(request.headers) or not session.wrote(said):
                raise Rejected(403, "the request does not come from the dashboard", "reload the page and try again")
            await self._family.share(self._sessions.end(_cookie(request) or ""))
        answer = RedirectResponse(self._path, 303, {"cache-control": "no-store"})
        answer.delete_cookie(COOKIE, path=self._path, httponly=True, samesite="strict")
        return answer

    # What there is to see.

    async def page(self, request: Request) -> Response:
        """The live page: dollars, hits, latency, upstreams, trust, the latest decisions."""
        session = self._session(request)
        if session is None:
            return login_page(self._path)
        return dashboard_page(self._path, session.csrf, await self._panels())

    async def explain(self, request: Request) -> Response:
        """Why a request was answered as it was, as a page."""
        session = self._session(request)
        if session is None:
            return login_page(self._path)
        try:
            found = decision(await self._desk.known(request.path_params["request_id"]))
        except Rejected as error:
            found = html('<h2 id="why-title">Not known</h2><p class="lead">{}: {}.</p>', error, error.remedy)
        is_part = request.query_params.get("part") == "1"
        return fragment(found) if is_part else decision_page(self._path, session.csrf, found)

    async def events(self, request: Request) -> Response:
        """The page's parts as they change, as server-sent events."""
        if self._session(request) is None:
            raise Rejected(401, "nobody is logged in", "reload the page and log in")
        if self._watchers >= WATCHERS:
            raise Rejected(503, "too many pages are open", "close one and try again")
        headers = {"cache-control": "no-store", "x-accel-buffering": "no", "x-content-type-options": "nosniff"}
        return StreamingResponse(self._stream(request), 200, headers, "text/event-stream")

    async def _stream(self, request: Request) -> AsyncIterator[bytes]:
        self._watchers += 1
        shown: dict[str, Html] = {}
        said = time.monotonic()
        try:
            yield b"retry: 2000\n\n"
            while not self._closing.is_set():
                if self._session(request) is None:
                    yield b"event: end\ndata: {}\n\n"
                    return
                for id, part in (await self._panels()).items():
                    if shown.get(id) != part:
                        shown[id], said = part, time.monotonic()
                        yield b"event: panel\ndata: " + orjson.dumps({"id": id, "html": str(part)}) + b"\n\n"
                if time.monotonic() - said > _QUIET:
                    said = time.monotonic()
                    yield b": quiet\n\n"
                try:
                    await asyncio.wait_for(self._closing.wait(), EVERY)
                except TimeoutError:
                    pass
        finally:
            self._watchers -= 1

    async def _panels(self) -> dict[str, Html]:
        engine = self._engine
        now = engine.clock.now()
        today = await self._read_today(now)
        told = await whole(self._family)
        parts = told.parts
        facts = Facts(
            at=now,
            tally=told.tally,
            today=today,
            stages=stages(told.readings()),
            upstreams=told.upstreams,
            trust={
                rule.name: engine.trusts.stats(rule, now)
                for rule in engine.policy.rules
                if rule.max_error or rule.audit.share or rule.mode is Mode.SHADOW
            },
            latest=told.latest,
            parts={**parts, "index": parts.get("index", True) and told.is_rebuilt},
            policy=engine.policy.name,
            vectors=told.vectors,
        )
        return panels(facts, self._path)

    async def _read_today(self, now: float) -> SavingsReport | None:
        """Of this day in UTC, once for all who watch. In a thread: it reads a file."""
        async with self._reading:
            if time.monotonic() - self._read_at > _TODAY:
                ledger = self._engine.books.ledger
                try:
                    self._today = await asyncio.to_thread(lambda: report_of(ledger.cells(now // DAY * DAY)))
                except (CacheFault, UsageError):
                    self._today = None
                self._read_at = time.monotonic()
        return self._today

    # What can be done.

    async def invalidate(self, request: Request) -> Response:
        """As the admin's route of that name, for the dashboard's own page."""
        self._writer(request)
        return await self._desk.invalidate(request)

    async def feedback(self, request: Request) -> Response:
        """As the admin's route of that name, for the dashboard's own page."""
        self._writer(request)
        return await self._desk.feedback(request)


def routes(dashboard: Dashboard | type[Dashboard], path: str = "/dashboard") -> list[Route]:
    """All of them. Of the class, for a list; of a dashboard, to be served."""
    return [
        Route(path, dashboard.page, methods=["GET"]),
        Route(f"{path}/login", dashboard.login, methods=["POST"]),
        Route(f"{path}/logout", dashboard.logout, methods=["POST"]),
        Route(f"{path}/events", dashboard.events, methods=["GET"]),
        Route(f"{path}/explain/{{request_id}}", dashboard.explain, methods=["GET"]),
        Route(f"{path}/invalidate", dashboard.invalidate, methods=["POST"]),
        Route(f"{path}/feedback", dashboard.feedback, methods=["POST"]),
    ]


def path_beside(prefix: str) -> str:
    """Where the dashboard is, by the prefix of the admin routes: "/dashboard" beside "/admin"."""
    return prefix.rpartition("/")[0] + "/dashboard"


def _cookie(request: Request) -> str | None:
    """The session's id, if the browser sent just one."""
    try:
        found = SimpleCookie("; ".join(request.headers.getlist("cookie"))).get(COOKIE)
    except CookieError:
        return None
    return None if found is None else found.value


async def _form(request: Request) -> dict[str, str]:
    """A small form's fields; of one that is given twice, the first."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MAX_FORM:
            raise Rejected(413, "the form is too large", "send the token alone")
    try:
        return {
            name: values[0] for name, values in parse_qs(body.decode("utf-8", "replace"), max_num_fields=10).items()
        }
    except ValueError:
        raise Rejected(400, "the form cannot be read", "send the token alone") from None
