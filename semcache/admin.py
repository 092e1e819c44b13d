"""The admin API: says what changed, asks why, looks at the books. An ASGI app behind a token.

Whoever does not present the token learns nothing, not even which routes there are.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
from collections.abc import Mapping
from typing import Any

import orjson
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from semcache.admin_answers import HANDLERS, Rejected, Unusable, error_answer, json_answer
from semcache.core.explanation import Explanation
from semcache.core.policy import Context, Mode, metadata_of
from semcache.core.tenant import LOCAL
from semcache.core.world import encode_event
from semcache.dashboard import Dashboard, path_beside
from semcache.engine import Engine
from semcache.errors import CacheFault, ConfigError, ConfigErrors, UsageError
from semcache.explaining import chat_request, explain_question
from semcache.family import Alone, Family, SessionNews, whole
from semcache.feedback import Feedback, Says, served_by
from semcache.invalidation import CHOICES, event_of
from semcache.mistakes import placed
from semcache.reload import Reload
from semcache.wire.base import Unreadable
from semcache.wire.chat import CHAT
from semcache.wire.jsontext import strict_object

log = logging.getLogger("semcache")

MAX_BODY = 1 << 20
"""Bytes of a request; the longest is a whole chat request to be explained."""
MAX_ROWS = 1000
"""Of the audit, in one answer."""

_CHALLENGE = {"www-authenticate": 'Bearer realm="semcache admin"'}
_HOW_TO_ENTER = "send `Authorization: Bearer TOKEN` with the token that SEMCACHE_ADMIN_TOKEN holds"


async def _says_version(request: Request, said: str) -> bool:
    """Whether the body names another version than the query."""
    try:
        body = orjson.loads(await request.body())
    except orjson.JSONDecodeError:
        return False
    return isinstance(body, dict) and body.get("version", said) != said


class Admin:
    """The admin routes of one engine, under a prefix."""

    def __init__(
        self,
        engine: Engine,
        token: str,
        reload: Reload,
        prefix: str = "/admin",
        family: Family | None = None,
    ) -> None:
        """`family` are the processes that serve with this one."""
        self._engine = engine
        self._family = family or Alone(engine)
        self._token = _digest(token.encode())
        self._reload = reload
        self._prefix = prefix
        self._dashboard = Dashboard(engine, self, path_beside(prefix), self._family)
        self._app = Starlette(routes=routes(self, prefix), exception_handlers=HANDLERS)
        self._app.router.redirect_slashes = False

    def takes(self, path: str) -> bool:
        """Whether the path is one of ours, or would be if there were such a route."""
        return path == self._prefix or path.startswith(self._prefix + "/") or self._dashboard.takes(path)

    def close(self) -> None:
        """Ends the streams to open dashboards, which would hold up a server that waits for its answers to end."""
        self._dashboard.close()

    def hear(self, news: SessionNews) -> None:
        """Who logged in or out elsewhere."""
        self._dashboard.hear(news)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Any request; one whose path is not ours is refused like the others."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        elif self._dashboard.takes(scope["path"]):
            await self._guarded(self._dashboard, scope, receive, send)  # it has a form for the token
        elif not self.knows(scope):
            answer = error_answer(401, "no valid admin token", _HOW_TO_ENTER, _CHALLENGE)
            await answer(scope, receive, send)
        else:
            await self._guarded(self._app, scope, receive, send)

    async def _guarded(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await app(scope, receive, send)
        except ClientDisconnect:
            log.debug("an admin's client left before its request was whole")
        except Exception as mistake:  # it was answered with a 500
            log.error("a mistake in semcache's admin API: %s", placed(mistake))

    def knows(self, scope: Scope) -> bool:
        """Whether the token was presented. How long this takes says nothing about it."""
        said = [value for name, value in scope["headers"] if name == b"authorization"]
        scheme, _, token = said[0].partition(b" ") if len(said) == 1 else (b"", b"", b"")
        matches = self.is_token(token.strip())
        return matches and scheme.lower() == b"bearer"

    def is_token(self, said: bytes) -> bool:
        """Whether this is the token. How long this takes says nothing about it."""
        return hmac.compare_digest(_digest(said), self._token)

    # What changed.

    async def invalidate(self, request: Request) -> Response:
        """Make stored answers unservable. Say one of source (and version), tag, tenant, model, author, entry,
        older_than, policy and all; dry_run counts and changes nothing."""
        said = await _object(request, {*CHOICES, "version", "dry_run"})
        return await self._announce(request, said)

    async def source(self, request: Request) -> Response:
        """A source is of another version now. It stands in the body or the query; without one, the source just changed.
        ?dry_run=1 counts and changes nothing."""
        said: dict[str, object] = {"source": request.path_params["id"]}
        query = request.query_params
        if unknown := sorted(query.keys() - {"version", "dry_run"}):
            raise Rejected(422, f"unknown parameter {unknown[0]!r} in the query", "use version and dry_run")
        # Somebody else's webhook sends a body of its own kind: then the version stands in the query.
        said |= {"version": query["version"]} if "version" in query else await _object(request, {"version"}, True)
        if "version" in query and await _says_version(request, query["version"]):
            raise Rejected(422, "version is said twice, and differently", "say it in the query or in the body")
        if "dry_run" in query:
            said["dry_run"] = _flag(query["dry_run"])
        return await self._announce(request, said)

    async def _announce(self, request: Request, said: Mapping[str, object]) -> Response:
        dry = said.get("dry_run", False)
        if not isinstance(dry, bool):
            raise Rejected(422, "dry_run: expected true or false", "leave it out, or give true or false")
        now = self._engine.clock.now()
        given = {name: value for name, value in said.items() if name != "dry_run"}
        store = self._engine.store
        event = await event_of(given, store, now, lambda name: name)
        if dry:
            return json_answer({"dry_run": True, "event": event, "entries": await store.count_gone(event)})
        done = await store.announce(event, _who(request), now)
        log.info("event %d, by %s: %s ended %s entries", done.number, done.who, encode_event(event), done.entries)
        return json_answer(
            {
                "dry_run": False,
                "event": event,
                "entries": done.entries,
                "number": done.number,
                "at": done.at,
                "who": done.who,
            }
        )

    async def audit(self, request: Request) -> Response:
        """What was invalidated, when, by whom, and how many answers that ended, newest first. ?limit=100."""
        said = request.query_params.get("limit", "100")
        if not (said.isascii() and said.isdigit() and 1 <= int(said[:9]) <= MAX_ROWS and len(said) < 9):
            raise Rejected(422, "limit: expected a whole number", f"give one from 1 to {MAX_ROWS}")
        return json_answer({"events": [row async for row in self._engine.store.announcements(int(said))]})

    async def reload(self, request: Request) -> Response:
        """Read the policy file again; if anything is wrong with it, the old policy stays."""
        try:
            policy = await self._reload.reload(_who(request))
        except ConfigError as error:
            errors = error.errors if isinstance(error, ConfigErrors) else (error,)
            raise Unusable(errors) from error
        return json_answer({"policy": policy.name, "rules": {rule.name: rule.digest for rule in policy.rules}})

    async def feedback(self, request: Request) -> Response:
        """Say that an answer from the cache was wrong, or right. Say request_id and verdict; a wrong answer is evicted,
        the two questions are kept apart, and what was booked as saved is taken back."""
        said = await _object(request, {"request_id", "verdict"})
        id, verdict = said.get("request_id"), said.get("verdict")
        if not isinstance(id, str) or not id:
            raise Rejected(422, "request_id: expected text", "take it from the header semcache-request-id")
        if verdict not in list(Says):
            raise Rejected(422, f"verdict: expected wrong or right, got {str(verdict)[:80]!r}", "say one of the two")
        told = await self.known(id)
        try:
            served_by(told)
        except UsageError as error:
            message, _, remedy = str(error).rpartition(": ")
            raise Rejected(409, message, remedy) from None
        engine = self._engine
        feedback = Feedback(engine.store, engine.labels, engine.books.book, engine.trusts)
        given = await feedback.give(told, Says(verdict), _who(request), engine.clock.now(), engine.policy)
        log.info("feedback, by %s: request %s was %s", _who(request), told.request_id, verdict)
        return json_answer(given)

    # Why.

    async def known(self, id: str) -> Explanation:
        """Of this request. Raises Rejected where nothing is known."""
        journal = self._engine.journal
        if journal is None:
            raise Rejected(404, "explanations are off", "set `explain: on` and start again")
        found = await journal.get(id) or await self._family.explanation(id)
        if found is None:
            remedy = "take it from the semcache-request-id header; old requests are forgotten, see explain-for"
            raise Rejected(404, f"no request {id[:80]!r} is known", remedy)
        return found

    async def explain(self, request: Request) -> Response:
        """Why a request was answered as it was, by the semcache-request-id of its answer."""
        return json_answer(await self.known(request.path_params["request_id"]))

    async def explain_question(self, request: Request) -> Response:
        """What would be decided if this were asked now. Say prompt, model and system, or request, a whole chat request,
        and tenant. Nothing is stored, booked or sent upstream."""
        said = await _object(request, {"prompt", "model", "system", "request", "tenant"})
        named = said.pop("headers", {})
        if not isinstance(named, dict) or not all(isinstance(value, str) for value in named.values()):
            raise Rejected(422, "headers: expected names and texts", 'give {"x-app": "help"}, or leave it out')
        headers = {name.lower(): value for name, value in named.items()}
        tenant = said.pop("tenant", LOCAL)
        if not isinstance(tenant, str) or not tenant.strip():
            raise Rejected(422, "tenant: expected text", "give a tenant as the ledger names it, or leave it out")
        try:
            parsed = CHAT.read_request(orjson.dumps(_chat(said)))
        except Unreadable as error:
            remedy = "give a request as it is sent to /v1/chat/completions"
            raise Rejected(422, f"the request cannot be read: {error.reason}", remedy) from None
        context = Context(tenant.strip(), headers, metadata_of(parsed.document))
        explanation = await explain_question(self._engine, parsed.request, context)
        return json_answer(explanation)

    async def upstreams(self, request: Request) -> Response:
        """How every replica and paid API is doing: health, load, KV cache, latencies, speed and what tokens cost."""
        return json_answer({"upstreams": (await whole(self._family)).upstreams})

    async def stats(self, request: Request) -> Response:
        """Entries, vectors, hits and dollars since the start, how the parts are, and which policy is in force."""
        engine = self._engine
        told = await whole(self._family)
        tally = told.tally
        parts = {part: "ok" if is_well else "in trouble" for part, is_well in told.parts.items()}
        try:
            entries: int | None = await engine.store.count()
        except CacheFault:
            entries = None
        return json_answer(
            {
                "entries": entries,
                "vectors": told.vectors,
                "since_start": {
                    "answers": tally.answers,
                    "hits": tally.hits,
                    "hit_ratio": tally.hits / tally.answers if tally.answers else 0.0,
                    "collapsed": tally.collapsed,
                    "saved": tally.saved,
                    "taken_back": tally.taken_back,
                    "spent": tally.spent,
                    "unpriced": tally.unpriced,
                },
                "parts": parts,
                "trust": {
                    rule.name: engine.trusts.stats(rule, engine.clock.now())
                    for rule in engine.policy.rules
                    if rule.max_error or rule.audit.share or rule.mode is Mode.SHADOW
                },
                "index": "ready" if told.is_rebuilt else "rebuilding",
                "unwritten": told.unwritten,
                "policy": {
                    "name": engine.policy.name,
                    "rules": {rule.name: rule.digest for rule in engine.policy.rules},
                },
                "workers": [
                    {"worker": one.worker, "pid": one.pid, "answers": one.tally.answers} for one in told.by_number
                ],
                "silent_workers": told.silent,
            }
        )


def routes(admin: Admin | type[Admin], prefix: str = "/admin") -> list[Route]:
    """All of them. Of the class, for a list; of an admin, to be served."""
    return [
        Route(f"{prefix}/invalidate", admin.invalidate, methods=["POST"]),
        Route(f"{prefix}/sources/{{id:path}}", admin.source, methods=["POST"]),
        Route(f"{prefix}/feedback", admin.feedback, methods=["POST"]),
        Route(f"{prefix}/audit", admin.audit, methods=["GET"]),
        Route(f"{prefix}/explain", admin.explain_question, methods=["POST"]),
        Route(f"{prefix}/explain/{{request_id}}", admin.explain, methods=["GET"]),
        Route(f"{prefix}/stats", admin.stats, methods=["GET"]),
        Route(f"{prefix}/upstreams", admin.upstreams, methods=["GET"]),
        Route(f"{prefix}/reload", admin.reload, methods=["POST"]),
    ]


# What comes in.


async def _object(request: Request, known: set[str], may_be_empty: bool = False) -> dict[str, Any]:
    """The JSON object in the request's body, which has no other keys."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise Rejected(413, "the body is too large", f"send at most {MAX_BODY >> 10} KiB")
    if may_be_empty and not body.strip():
        return {}
    try:
        found = strict_object(bytes(body))
    except Unreadable as error:
        keys = ", ".join(sorted(known))
        raise Rejected(400, f"the body is no JSON object ({error.reason})", f"send one with some of: {keys}") from None
    if unknown := sorted(found.keys() - known):
        raise Rejected(422, f"unknown key {unknown[0][:80]!r}", f"use {', '.join(sorted(known))}")
    return found


def _chat(said: Mapping[str, Any]) -> Mapping[str, Any]:
    """The chat request that is meant."""
    if "request" in said:
        if len(said) > 1 or not isinstance(said["request"], dict):
            raise Rejected(422, "request: expected a chat request, and beside it at most tenant", "say it one way")
        whole: dict[str, Any] = said["request"]
        return whole
    for name in ("prompt", "model", "system"):
        if (name in said or name != "system") and not isinstance(said.get(name), str):
            raise Rejected(422, f"{name}: expected text", "give prompt and model, or a whole request")
    return chat_request(said["model"], said["prompt"], said.get("system"))


def _flag(text: str) -> bool:
    words = {"1": True, "true": True, "": True, "0": False, "false": False}
    if text.lower() not in words:
        raise Rejected(422, f"dry_run: expected 1 or 0, got {text[:80]!r}", "leave it out to invalidate in earnest")
    return words[text.lower()]


def _who(request: Request) -> str:
    return f"admin:{request.client.host if request.client else 'unknown'}"


def _digest(token: bytes) -> bytes:
    return hashlib.sha256(token).digest()
