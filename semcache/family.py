"""The processes that serve as one: what each of them tells the others, and what that adds up to."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from itertools import chain, islice
from typing import Protocol

from semcache.books import LATEST, Glance, Tally
from semcache.core.explanation import Explanation
from semcache.core.upstreams import ReplicaView
from semcache.engine import Engine
from semcache.metrics import Reading, exposition

Views = Callable[[], Sequence[ReplicaView]]


@dataclass(frozen=True, slots=True)
class Look:
    """How one process is doing, and what it has done since its start."""

    worker: int
    pid: int
    tally: Tally
    latest: tuple[Glance, ...]
    """The newest is the last."""
    parts: tuple[tuple[str, bool], ...]
    """Whether each is well."""
    is_rebuilt: bool
    vectors: int
    unwritten: tuple[tuple[str, int], ...]
    """How much each part could not write down."""
    upstreams: tuple[ReplicaView, ...]
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class SessionNews:
    """Somebody logged in to the dashboard, or out."""

    id: str
    """Digest, in hex."""
    csrf: str = ""
    """ "" where it is over."""
    ends: float = 0.0


class Family(Protocol):
    """The processes that serve as one, as one of them sees them."""

    async def looks(self) -> list[Look | None]:
        """Of every process, this one's first; None for one that does not tell in time."""
        ...

    async def share(self, news: SessionNews) -> None:
        """Returns when the others know."""
        ...

    async def explanation(self, id: str) -> Explanation | None:
        """What another process knows of this request, and has not written down yet."""
        ...


class Alone:
    """One process."""

    def __init__(self, engine: Engine, upstreams: Views = tuple) -> None:
        self._engine = engine
        self._upstreams = upstreams

    async def looks(self) -> list[Look | None]:
        return [await look(self._engine, self._upstreams())]

    async def share(self, news: SessionNews) -> None: ...

    async def explanation(self, id: str) -> Explanation | None:
        return None


async def look(engine: Engine, upstreams: Sequence[ReplicaView], worker: int = 0) -> Look:
    """How this process is doing."""
    await engine.upkeep.refresh_gauges()
    engine.metrics.set_replicas(upstreams)
    return Look(
        worker=worker,
        pid=os.getpid(),
        tally=engine.books.tally,
        latest=tuple(engine.books.latest),
        parts=tuple((part, guard.is_well) for part, guard in engine.parts.guards.items()),
        is_rebuilt=engine.upkeep.is_rebuilt,
        vectors=engine.upkeep.vectors,
        unwritten=tuple(engine.upkeep.unwritten.items()),
        upstreams=tuple(upstreams),
        readings=tuple(engine.metrics.readings()),
    )


@dataclass(frozen=True, slots=True)
class Whole:
    """What several looks come to."""

    looks: tuple[Look, ...]
    silent: int
    """Processes that did not tell."""

    @property
    def by_number(self) -> list[Look]:
        return sorted(self.looks, key=lambda one: one.worker)

    @property
    def tally(self) -> Tally:
        whole = Tally()
        for one in self.looks:
            for field in fields(Tally):
                setattr(whole, field.name, getattr(whole, field.name) + getattr(one.tally, field.name))
        return whole

    @property
    def latest(self) -> list[Glance]:
        """Newest first."""
        found = sorted(chain.from_iterable(one.latest for one in self.looks), key=lambda glance: -glance.at)
        return list(islice(found, LATEST))

    @property
    def parts(self) -> dict[str, bool]:
        """A part is well where it is so in every process."""
        names = dict.fromkeys(name for one in self.looks for name, _ in one.parts)
        return {name: all(dict(one.parts).get(name, True) for one in self.looks) for name in names}

    @property
    def is_rebuilt(self) -> bool:
        return all(one.is_rebuilt for one in self.looks)

    @property
    def vectors(self) -> int:
        """In the index of the process that is asked: all hold the same."""
        return self.looks[0].vectors

    @property
    def unwritten(self) -> dict[str, int]:
        names = dict.fromkeys(name for one in self.looks for name, _ in one.unwritten)
        return {name: sum(dict(one.unwritten).get(name, 0) for one in self.looks) for name in names}

    @property
    def upstreams(self) -> list[ReplicaView]:
        by_name: dict[str, list[ReplicaView]] = {}
        for view in chain.from_iterable(one.upstreams for one in self.looks):
            by_name.setdefault(view.name, []).append(view)
        return [_one_view(views) for views in by_name.values()]

    def readings(self) -> Iterable[Reading]:
        return chain.from_iterable(one.readings for one in self.looks)

    def exposition(self) -> bytes:
        """For Prometheus. Of several processes each sample says whose it is: added up, the counters of one that was
        replaced would take those of the others back with them."""
        if len(self.looks) + self.silent == 1:
            return exposition(self.looks[0].readings)
        told = [reading.of("worker", str(one.worker)) for one in self.looks for reading in one.readings]
        there = Reading.gauge("semcache_workers_telling", "Processes whose numbers are here.", float(len(self.looks)))
        missing = Reading.gauge("semcache_workers_silent", "Processes that did not tell in time.", float(self.silent))
        return exposition([*told, there, missing])


async def whole(family: Family) -> Whole:
    """All that is told in time."""
    looks = await family.looks()
    told = tuple(one for one in looks if one is not None)
    return Whole(told, len(looks) - len(told))


def _one_view(views: Sequence[ReplicaView]) -> ReplicaView:
    """Of one replica, as several processes see it: what they do there adds up; its state is the worst that is seen.

    Its latencies are those of the process that called it most.
    """
    most = max(views, key=lambda view: view.calls)
    worst = max(views, key=lambda view: view.back_in)
    dollars = [view.dollars_per_million for view in views if view.dollars_per_million is not None]
    return replace(
        most,
        state=worst.state,
        why=worst.why,
        back_in=worst.back_in,
        in_flight=sum(view.in_flight for view in views),
        queued=sum(view.queued for view in views),
        tokens_per_second=sum(view.tokens_per_second for view in views),
        dollars_per_million=sum(dollars, Decimal(0)) / len(dollars) if dollars else None,
        calls=sum(view.calls for view in views),
        failures=sum(view.failures for view in views),
    )
