"""Whose turn it is: the replica that takes a request now, the line in which it waits for one, or why there is none."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from semcache.core.admission import Shed
from semcache.core.prefix import Chain
from semcache.core.retrying import RetryBudget
from semcache.core.route import Need, Plan, Route, Target, plan
from semcache.core.routing import Choice
from semcache.core.upstreams import Errand
from semcache.errors import UpstreamError
from semcache.ports import Clock, UpstreamRequest
from semcache.upstreams.answer import Unfit
from semcache.upstreams.line import Line
from semcache.upstreams.member import Going, Member
from semcache.upstreams.pool import Look, Pool, Served, choice_text, dollars_text
from semcache.wire.asked import Asked


@dataclass(frozen=True, slots=True)
class Leg:
    """One way in which a model's requests may go."""

    pool: Pool
    served: Served
    stands_in: bool = False
    """It is another model than was asked for, and nobody said that its answers are as good."""


@dataclass(slots=True, eq=False)
class Way:
    """Where the requests for one model go. The route names its legs by their keys."""

    route: Route
    legs: Mapping[str, Leg]
    retries: RetryBudget = field(default_factory=RetryBudget)
    """Of its requests, whoever failed them: upstreams that break at once are not each given theirs."""

    @property
    def first(self) -> Pool:
        """In whose line requests wait."""
        return self.legs[(*self.route.upstreams, *self.route.fallbacks)[0]].pool


@dataclass(slots=True)
class Order:
    """One request on its way, and what it has been through."""

    request: UpstreamRequest
    asked: Asked
    way: Way
    errand: Errand
    chain: Chain
    protocol: str
    exact: dict[str, Chain] = field(default_factory=dict)
    """The prompt in the tokens of a pool's own model, by the pool's name, where its replicas tell what they hold."""
    tried: list[str] = field(default_factory=list)
    """Replicas that have failed it."""
    last: Unfit | UpstreamError | None = None

    def counts(self, pool: Pool) -> None:
        """A call is about to be made there: it adds to the budgets from which retries are taken."""
        if not any(name in pool.members for name in self.tried):
            pool.retries = pool.retries.after_call()
        if self.tried:
            return
        self.way.retries = self.way.retries.after_call()
        for leg in self.way.legs.values():
            if leg.pool is not pool and not leg.pool.retries.allows:
                # Passed over, maybe, for what it failed: it must come to be tried again some time.
                leg.pool.retries = leg.pool.retries.after_call()

    def retries(self, pool: Pool) -> bool:
        """Whether what this upstream failed may be tried again, which is then counted."""
        if not (pool.retries.allows and self.way.retries.allows):
            return False
        pool.retries, self.way.retries = pool.retries.after_retry(), self.way.retries.after_retry()
        return True


@dataclass(frozen=True, slots=True)
class Turn:
    """A replica that has a place for a request, which is taken."""

    leg: Leg
    member: Member
    going: Going
    choice: str


@dataclass(frozen=True, slots=True)
class Impossible:
    """Waiting would not help."""

    why: str


@dataclass(frozen=True, slots=True)
class _Best:
    """Where a request would go now."""

    plan: Plan
    target: Target | None = None
    choice: Choice | None = None
    """None, with the target, when there is no room."""


class Placing:
    """Who gets which replica, and who waits. One event loop."""

    def __init__(self, pools: Iterable[Pool], clock: Clock) -> None:
        self._clock = clock
        self._lines: dict[str, Line[Turn]] = {
            pool.name: Line(pool.limits.queue, lambda pool=pool: pool.seconds_each, self._give_back)  # type: ignore[misc]
            for pool in pools
        }

    def waiting(self, pool: str) -> int:
        """Requests in a pool's line."""
        return len(self._lines[pool])

    def retry_after(self, order: Order) -> int:
        """Whole seconds after which those who wait in its line now are likely to be through."""
        return self._lines[order.way.first.name].retry_after()

    def advance(self) -> None:
        """There may be room again."""
        for line in self._lines.values():
            if len(line):
                line.advance()

    async def turn(self, order: Order) -> Turn | Shed | Impossible:
        """A replica that takes the request now or later; or why there will be none."""
        line, priority = self._lines[order.way.first.name], order.errand.priority
        limits, kind = order.way.first.limits, id(order.way)
        if not line.is_before(priority, kind):
            best = self._best(order)
            if (turn := self._taken(order, best)) is not None:
                return turn
            if (why := _impossible(order, best.plan)) is not None:
                return why
            free_in = best.plan.free_in
            if free_in > limits.wait:
                return Shed(max(1, int(free_in + 1)))
            if free_in:
                # Rounded up a little, so that what is free by then is seen to be.
                asyncio.get_running_loop().call_later(free_in + 0.002, self.advance)
        return await line.wait(priority, kind, lambda: self._taken(order, self._best(order)), limits.wait)

    def repeats(self, order: Order) -> bool:
        """Whether the next turn would be at a replica that has failed this request already."""
        choice = self._best(order).choice
        return choice is not None and choice.replica in order.tried

    def _best(self, order: Order) -> _Best:
        now = self._clock.monotonic()
        found = self._planned(order, order.tried, now)
        if not found[0].targets and order.tried:
            found = self._planned(order, (), now)  # no other can be had: the same again
        planned, choices = found
        for target in planned.targets:
            if (choice := choices[target.upstream]) is not None:
                return _Best(planned, target, choice)
        reasons = {passed.reason for passed in planned.passed}
        if "down" in reasons and "full" not in reasons:
            for key, leg in order.way.legs.items():
                able = leg.served.able.lacks(order.asked.need) is None
                choice = leg.pool.desperate(order.chain, order.tried, now) if able else None
                choice = choice or (leg.pool.desperate(order.chain, (), now) if able else None)
                if choice is not None:
                    return _Best(planned, Target(key, leg.served.name, "all are down", None, None), choice)
        return _Best(planned)

    def _planned(self, order: Order, without: Iterable[str], now: float) -> tuple[Plan, dict[str, Choice | None]]:
        need, has_retries = order.asked.need, order.way.retries.allows
        looks = {
            key: leg.pool.look(
                key,
                leg.served,
                need,
                order.chain,
                tuple(without),
                now,
                order.exact.get(leg.pool.name),
                has_retries=has_retries,
            )
            for key, leg in order.way.legs.items()
            if leg.pool.takes(order.protocol)
        }
        if len(looks) == 1 and (planned := _only(next(iter(looks.values())), need)) is not None:
            return planned, {key: look.choice for key, look in looks.items()}
        planned = plan(order.way.route, need, [look.offer for look in looks.values()])
        return planned, {key: look.choice for key, look in looks.items()}

    def _taken(self, order: Order, best: _Best) -> Turn | None:
        target, choice = best.target, best.choice
        if target is None or choice is None:
            return None
        now = self._clock.monotonic()
        leg = order.way.legs[target.upstream]
        pool, need = leg.pool, order.asked.need
        member = pool.members[choice.replica]
        going = member.begin(max(0, need.prompt - choice.overlap), now)
        pool.take(need, now)
        if order.chain.blocks:
            pool.record.saw(member.name, order.chain)
        other = _runner_up(target, best.plan)
        chain = order.exact.get(pool.name, order.chain)
        told = choice_text(choice, member, chain, why=target.why, dollars=target.dollars, other=other)
        return Turn(leg, member, going, told)

    def _give_back(self, turn: Turn) -> None:
        turn.member.end(turn.going, self._clock.monotonic(), 0, None)
        self.advance()


def _impossible(order: Order, found: Plan) -> Impossible | None:
    reasons = {passed.reason for passed in found.passed}
    if reasons & {"full", "down"}:
        return None
    return Impossible(", ".join(sorted(reasons)) or f"the protocol {order.protocol}")


def _only(look: Look, need: Need) -> Plan | None:
    """The plan where there is one upstream and it takes the request, which is most of the time."""
    offer = look.offer
    if look.choice is None or offer.able.lacks(need) is not None:
        return None
    return Plan((Target(offer.upstream, offer.model, "order", offer.dollars(need), None),))


def _runner_up(target: Target, planned: Plan) -> str:
    """The next upstream in the plan and what it would cost; else those that are passed over, and why."""
    if target.runner_up is not None:
        cost = dollars_text(target.runner_up_dollars)
        why = next(one.why for one in planned.targets if one.upstream == target.runner_up)
        return " ".join(filter(None, [target.runner_up, cost, why if why == "unproven" else ""]))
    return ", ".join(f"{passed.upstream} {passed.reason}" for passed in planned.passed if passed.reason != target.why)
