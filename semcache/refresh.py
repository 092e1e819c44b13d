"""Keeps canonical questions warm: asks each anew before its answer expires, one at a time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

import orjson

from semcache.core.decision import Bypass
from semcache.core.directives import Directives
from semcache.core.entry import Entry
from semcache.core.policy import Context, Rule, metadata_of
from semcache.core.request import CanonicalRequest, digest
from semcache.core.upstreams import Errand
from semcache.errors import CacheFault, UpstreamError
from semcache.exchange import Ask
from semcache.lookup import Lookup
from semcache.ports import UpstreamResponse
from semcache.serving import Server
from semcache.wire.chat import CHAT

log = logging.getLogger("semcache")

LOOK_SECONDS = 10.0
"""Between two rounds over all canonical questions."""
BUSY_FLIGHTS = 8
"""While more calls than this are under way, people are served first."""
EARLIEST, LATEST = 0.7, 0.95
"""Shares of a lifetime between which an answer is fetched anew: each question at a moment of its own, so that they do
not all come at once."""


@dataclass(frozen=True, slots=True)
class Question:
    """One canonical question, ready to be asked."""

    request: CanonicalRequest
    context: Context
    body: bytes


def questions(rule: Rule) -> Iterator[Question]:
    """The canonical questions of a rule. Raises Unreadable for a request that is none."""
    canonical = rule.canonical
    if canonical is None:
        return
    request = orjson.loads(canonical.request)
    metadata = metadata_of(request)
    for question in canonical.questions:
        messages = [*request.get("messages", []), {"role": "user", "content": question}]
        body = orjson.dumps({**request, "messages": messages})
        context = Context(canonical.tenant, dict(canonical.headers), metadata)
        yield Question(CHAT.read_request(body).request, context, body)


def is_due(entry: Entry | None, now: float) -> bool:
    """Whether it is time to ask again."""
    if entry is None:
        return True
    contract = entry.contract
    spread = int(digest(entry.key)[:8], 16) / 2**32
    share = EARLIEST + (LATEST - EARLIEST) * spread
    return now >= contract.created + share * (contract.expires - contract.created)


class Refresher:
    """Asks what is due through the server, so that the answers are recorded and booked like any other."""

    def __init__(
        self, server: Server, open_upstream: Callable[[bytes, Errand], Awaitable[UpstreamResponse]], upstream: str
    ) -> None:
        self._server = server
        self._open = open_upstream
        self._upstream = upstream
        self._told: set[str] = set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            if self._server.engine.slot.keeps_house:
                await self._round_alone()
            await asyncio.sleep(LOOK_SECONDS)

    async def _round_alone(self) -> None:
        """One round, unless another host is at it."""
        engine, lease = self._server.engine, None
        try:
            if (leases := engine.parts.leases) is not None:
                lease = await leases.take("canonical questions")
                if lease is None:
                    return
        except CacheFault as fault:
            log.debug("without a lease: %s", fault)
        try:
            await self.round()
            if lease is not None:
                await engine.store.flush()  # what is fresh now is fresh for the next one
        except CacheFault as fault:
            log.debug("canonical questions: %s", fault)
        finally:
            if lease is not None:
                await lease.release()

    async def round(self) -> None:
        """One look at every canonical question of the policy in force."""
        for rule in self._server.engine.policy.rules:
            for question in questions(rule):
                if len(self._server.flights) > BUSY_FLIGHTS:
                    return  # the next round comes soon enough
                await self._keep_warm(rule, question)

    async def _keep_warm(self, rule: Rule, question: Question) -> None:
        engine = self._server.engine
        look = await engine.lookup(question.request, question.context, Directives(no_cache=True))
        if isinstance(look.verdict, Bypass) or look.rule.name != rule.name:
            why = f"it falls under rule {look.rule.name}" if look.rule.name != rule.name else f"{look.verdict}"
            self._tell(f"a canonical question of rule {rule.name} cannot be kept warm: {why}")
            return
        if not is_due(await self._standing(look), engine.clock.now()):
            return
        ask = Ask(
            request=question.request,
            wire=CHAT,
            context=question.context,
            directives=look.directives,
            open=lambda errand: self._open(question.body, errand),
            upstream=self._upstream,
        )
        try:
            head = (await self._server.fetch(ask, look, "refresh")).head
        except UpstreamError as error:
            self._tell(f"canonical questions of rule {rule.name} could not be fetched: {error}")
            return
        if head is not None and not head.is_success and head.status != 429:  # 429: later, people go first
            told = f"for model {question.request.model} came status {head.status}"
            self._tell(f"canonical questions of rule {rule.name} could not be fetched: {told}")

    async def _standing(self, look: Lookup) -> Entry | None:
        """What is stored under the question's key, unless an event has ended it."""
        if look.world is None:
            return None
        try:
            entry = await self._server.engine.store.get(look.key)
        except CacheFault:
            return None
        return None if entry is None or look.world.says_gone(entry.grounds) else entry

    def _tell(self, line: str) -> None:
        if line not in self._told:
            self._told.add(line)
            log.warning("%s", line)
