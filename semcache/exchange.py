"""One exchange with a client: what it asks, and the reply on its way back."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from semcache.core.counterfactual import chilled, own_prompt
from semcache.core.decision import Hit, StaleHit
from semcache.core.directives import CacheStatus, Directives
from semcache.core.ledger import AnswerRow, Outcome, Tier
from semcache.core.policy import Context
from semcache.core.request import CanonicalRequest, Usage
from semcache.core.service_tier import billed_tier
from semcache.core.trace import traceparent
from semcache.core.upstreams import Errand
from semcache.engine import Engine
from semcache.errors import UpstreamError
from semcache.explaining import explanation_of
from semcache.flight import Ride
from semcache.lookup import Lookup
from semcache.ports import UpstreamResponse
from semcache.wire.base import Wire
from semcache.wire.heads import Headers

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Ask:
    """A request as a face hands it over."""

    request: CanonicalRequest
    wire: Wire | None
    """None for a protocol that is only passed through."""
    context: Context
    directives: Directives
    open: Callable[[Errand], Awaitable[UpstreamResponse]]
    """Makes the upstream call; raises UpstreamUnreachable."""
    upstream: str
    """Its name, for the ledger."""
    bypass: str | None = None
    """Why the cache must keep out of this request, where the face knows already."""
    again: Callable[[bytes, Errand], Awaitable[UpstreamResponse]] | None = None
    """Makes another call in this caller's name, with a body of its own; None where that cannot be done."""


class Reply:
    """An answer on its way to one client.

    `content` is the whole body where it is known, else None and `stream()` yields it. `finish` must be called
    exactly once, when the last byte is handed over or the client has left.
    """

    def __init__(
        self,
        engine: Engine,
        look: Lookup,
        status: int,
        headers: Headers,
        cache_status: CacheStatus,
        *,
        outcome: Outcome,
        tier: Tier = Tier.NONE,
        hit: Hit | StaleHit | None = None,
        content: list[bytes] | None = None,
        ride: Ride | None = None,
        error: UpstreamError | None = None,
        then: Callable[[], None] | None = None,
    ) -> None:
        """`then` is called when the whole answer went out."""
        self.error = error
        """Why there is no answer from upstream, for a face that can say it better than `content` does."""
        self.status = status
        self.headers = headers
        self.cache_status = cache_status
        self.content = content
        self.age = None if hit is None else int(hit.entry.contract.age(look.at))
        self.look = look
        self._clock = engine.clock
        self._books = engine.books
        self._engine = engine
        self._outcome = outcome
        self._tier = tier
        self._hit = hit
        self._ride = ride
        self._then = then
        self._first_byte: float | None = None

    async def stream(self) -> AsyncGenerator[bytes, None]:
        """The body as it comes from upstream, for a `content` of None. Raises UpstreamCut where it breaks off."""
        assert self._ride is not None
        wants_usage = self.look.request.include_usage
        async for event in self._ride.events():
            if event.usage_only and not wants_usage:
                continue
            if self._first_byte is None:
                self.sending()
            yield event.raw

    @property
    def drops_events(self) -> bool:
        """The stream that the client sees is shorter than the upstream's."""
        return self.content is None and self.look.request.stream and not self.look.request.include_usage

    def sending(self, at: float | None = None) -> None:
        """The first byte is handed over now, or was at this moment of the monotonic clock."""
        self._first_byte = self._clock.monotonic() if at is None else at

    def finish(self, *, client_left: bool = False) -> None:
        """Lets go of the upstream call and books the answer."""
        if self._ride is not None:
            client_left = client_left and not self._ride.has_all
            self._ride.leave()
        look = self.look
        done = self._clock.monotonic()
        usage, tier, models = self._bought()
        saved, price = self._books.price(usage, *models, tier=tier, where=look.context)
        counts = self._hit is not None or self._tier is Tier.COLLAPSED
        colder = NOTHING
        if usage is not None and (billed := self._engine.would_bill(look, usage, price)) is not usage:
            if counts:
                usage = billed
                saved, price = self._books.price(usage, *models, tier=tier, where=look.context)
            else:
                colder = chilled(usage, billed, price)
        spoken_of = self._hit or look.would
        would_save = None if look.would is None else self._worth(look.would)
        self._books.book(
            AnswerRow(
                id=look.request_id,
                request_id=look.request_id,
                at=look.at,
                tenant=look.tenant,
                protocol=look.request.protocol,
                model=look.request.model,
                rule=look.rule.name,
                outcome=self._outcome,
                tier=self._tier,
                detail=self.cache_status.detail,
                status=499 if client_left else self.status,
                stream=look.request.stream,
                key=look.key if look.would is None else look.would.entry.key,
                similarity=None if spoken_of is None else spoken_of.similarity,
                age=None if spoken_of is None else spoken_of.entry.contract.age(look.at),
                usage=usage if counts else None,
                saved=saved if counts else NOTHING,
                price=price if counts else None,
                seconds=done - look.started,
                chilled=colder,
                first_byte=(self._first_byte or done) - look.started,
                would=Tier.NONE if look.would is None else look.would.tier,
                would_save=would_save,
                trace=traceparent(look.context.headers),
            )
        )
        if (journal := self._engine.journal) is not None:
            # Made when it is written down, so that no client waits for it. It must not hold the answer's bytes.
            flight = None if self._ride is None else self._ride.flight
            kept, calls = (None, ()) if flight is None else (flight.verdict, flight.errand.calls or ())
            told = (self._engine, look, self._outcome, self._tier, self.cache_status, self._hit, kept, calls)
            journal.append(look.request_id, partial(explanation_of, *told))
        if self._then is not None and not client_left:
            self._then()

    def _worth(self, hit: Hit | StaleHit) -> Decimal | None:
        completion, asked, where = hit.entry.completion, self.look.request, self.look.context
        tier = billed_tier(asked, completion)
        return self._books.price(completion.usage, completion.model, asked.model, tier=tier, where=where)[0]

    def _bought(self) -> tuple[Usage | None, str, tuple[str, ...]]:
        """What this answer would have bought, at which service tier, and the names under which it may have a price."""
        asked = self.look.request.model
        if self._hit is not None:
            completion = self._hit.entry.completion
            usage = completion.usage
            if usage is not None:
                usage = own_prompt(usage, self.look.request.query, self._hit.entry.query)
            return usage, billed_tier(self.look.request, completion), (completion.model, asked)
        if self._ride is not None:
            flight = self._ride.flight
            return flight.usage, flight.tier, (flight.model or asked, asked)
        return None, "", ()
