"""An embedder that gives way to better ones while it serves."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future

from semcache.errors import EmbedderFault
from semcache.ports import Embedder, Spent, Vector

log = logging.getLogger("semcache.embedding")

Stages = Callable[[threading.Event], Iterator[Embedder]]
"""Runs in a thread, yields embedders that are loaded, each better than the last; may stop once the event is set."""


WITHOUT = "only exact repeats are hits until that is mended; `semcache doctor` says how"
"""What no model at all means."""


class Unavailable:
    """Stands where no model can be loaded, or none is there yet."""

    fingerprint = "none"
    dimension = 0
    max_tokens = 0

    def __init__(self, fault: EmbedderFault) -> None:
        self._fault = fault

    @property
    def current(self) -> Unavailable:
        return self

    @property
    def spent(self) -> Spent:
        return Spent()

    async def ready(self) -> None:
        raise self._fault

    async def embed(self, text: str) -> Vector:
        raise self._fault

    async def close(self) -> None: ...


class SwitchingEmbedder:
    """Serves with the first embedder until the stages yield a better one, and so on.

    `embed` uses whichever serves at that moment. Who must know which one gave a vector takes `current`: it keeps
    working for those who hold it, and ends when nobody does.
    """

    def __init__(self, first: Embedder, stages: Stages) -> None:
        self._current = first
        self._closed = threading.Event()
        self._usable: Future[None] = Future()
        self._settled: Future[None] = Future()
        if not isinstance(first, Unavailable):
            self._usable.set_result(None)
        self._listeners: list[Callable[[Embedder], None]] = []
        threading.Thread(target=self._improve, args=(stages,), name="semcache switching", daemon=True).start()

    @property
    def current(self) -> Embedder:
        return self._current

    @property
    def fingerprint(self) -> str:
        return self._current.fingerprint

    @property
    def dimension(self) -> int:
        return self._current.dimension

    @property
    def max_tokens(self) -> int:
        return self._current.max_tokens

    @property
    def spent(self) -> Spent:
        return self._current.spent

    def on_swap(self, listener: Callable[[Embedder], None]) -> None:
        """Called with the new embedder after each swap, in the thread that prepared it; it must not raise."""
        self._listeners.append(listener)

    async def ready(self) -> None:
        await asyncio.shield(asyncio.wrap_future(self._usable))
        await self._current.ready()

    async def settled(self) -> None:
        """Return when no further swap will come."""
        await asyncio.shield(asyncio.wrap_future(self._settled))

    async def embed(self, text: str) -> Vector:
        return await self._current.embed(text)

    async def close(self) -> None:
        self._closed.set()
        await self._current.close()

    def _improve(self, stages: Stages) -> None:
        try:
            for embedder in stages(self._closed):
                if self._closed.is_set():
                    break
                self._use(embedder)
                log.info("embedding with %s", embedder.fingerprint)
                for listener in self._listeners:
                    listener(embedder)
        except EmbedderFault as fault:
            self._stay(fault)
        finally:
            self._settled.set_result(None)

    def _use(self, embedder: Embedder) -> None:
        self._current = embedder
        if not self._usable.done():
            self._usable.set_result(None)

    def _stay(self, fault: EmbedderFault) -> None:
        if self._closed.is_set():
            return
        if isinstance(self._current, Unavailable):
            self._use(Unavailable(fault))
            log.warning("no embedding: %s; %s", fault, WITHOUT)
        else:
            log.warning("embedding stays with %s: %s", self._current.fingerprint, fault)
