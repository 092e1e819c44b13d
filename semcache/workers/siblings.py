"""A worker's side: what it is told and asked, and how it reaches the others."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Callable, Sequence
from typing import Any

from semcache.admin import Admin
from semcache.core.codec import decode, encode
from semcache.core.explanation import Explanation
from semcache.core.policy import Policy
from semcache.engine import Engine
from semcache.errors import ConfigError, ConfigErrors
from semcache.family import Look, SessionNews, Views, look
from semcache.hosting import GatewayServer
from semcache.policyfile import PolicyText
from semcache.workers.peer import Peer, PeerFailed, PeerGone

log = logging.getLogger("semcache")

GATHER_SECONDS = 3.0
"""For the supervisor to have asked all the others; it gives each a second."""


class Siblings:
    """The family of a worker: all that concerns the others goes through the supervisor."""

    def __init__(self, number: int, workers: int, sock: socket.socket, engine: Engine, views: Views) -> None:
        self.number = number
        self._workers = workers
        self._engine = engine
        self._views = views
        self._peer = Peer(sock, self._answer)
        self._server: GatewayServer | None = None
        self._admin: Admin | None = None
        self._task: asyncio.Task[None] | None = None

    async def begin(
        self,
        server: GatewayServer,
        admin: Admin | None,
        down: Sequence[int],
        orphaned: Callable[[], None],
    ) -> None:
        """This worker serves: the others hear of it. `orphaned` is called when the supervisor has ended."""
        self._server, self._admin = server, admin
        await self._peer.open()
        self._task = asyncio.create_task(self._run(orphaned))
        for number in down:
            await server.borrow(number)
        await self._peer.ask("ready")

    async def _run(self, orphaned: Callable[[], None]) -> None:
        await self._peer.run()
        orphaned()

    async def looks(self) -> list[Look | None]:
        mine = await self._look()
        try:
            told = await self._peer.ask("looks", seconds=GATHER_SECONDS)
        except (PeerGone, PeerFailed, TimeoutError):
            return [mine, *[None] * (self._workers - 1)]
        return [mine, *(None if text is None else decode(Look, text) for text in told.values())]

    async def share(self, news: SessionNews) -> None:
        try:
            await self._peer.ask("session", {"id": news.id, "csrf": news.csrf, "ends": news.ends}, GATHER_SECONDS)
        except (PeerGone, PeerFailed, TimeoutError):
            log.debug("a session could not be shared")

    async def explanation(self, id: str) -> Explanation | None:
        try:
            told = await self._peer.ask("explanations", id, GATHER_SECONDS)
        except (PeerGone, PeerFailed, TimeoutError):
            return None
        return next((decode(Explanation, text) for text in told.values() if text is not None), None)

    async def reload(self, who: str) -> Policy:
        """As `PolicyReload`, for all workers at once."""
        try:
            wrong = await self._peer.ask("reload", who)
        except (PeerGone, PeerFailed):
            raise ConfigError("policy", "", "not reloaded: the supervisor does not answer; try again") from None
        if wrong:
            raise ConfigErrors([ConfigError(*one) for one in wrong])
        return self._engine.policy

    async def _look(self) -> Look:
        return await look(self._engine, self._views(), self.number)

    async def _answer(self, what: str, said: Any) -> Any:
        match what:
            case "look":
                return encode(await self._look()).decode()
            case "alive":
                return True
            case "explanation":
                journal = self._engine.journal
                found = None if journal is None else await journal.get(said)
                return None if found is None else encode(found).decode()
            case "under_way":
                return self._server.under_way if self._server is not None else 0
            case "session":
                if self._admin is not None:
                    self._admin.hear(SessionNews(**said))
            case "policy":
                policy = await asyncio.to_thread(lambda: PolicyText(**said).parsed().policy)
                self._engine.policy = policy
                return policy.name
            case "borrow":
                if self._server is not None:
                    await self._server.borrow(said)
            case "give_back":
                if self._server is not None:
                    self._server.give_back(said)
            case _:
                raise ValueError(what)
        return None
