"""One thread that turns texts into vectors: it takes everything that waits and goes, no timers."""

from __future__ import annotations

import asyncio
import atexit
import logging
import threading
import time
import weakref
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from queue import Empty, SimpleQueue

from semcache.errors import EmbedderFault, EmbedderLoading, SemcacheError
from semcache.ports import Spent, Vector

logger = logging.getLogger("semcache.embedding")

Outcome = Vector | SemcacheError
Compute = Callable[[Sequence[str]], Sequence[Outcome]]
"""One outcome a text, in their order."""


@dataclass(frozen=True, slots=True, eq=False)
class _Job:
    text: str
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Vector]


@dataclass(slots=True, eq=False)
class _State:
    """Shared with the thread, which must not hold the worker: an unreachable worker's thread ends."""

    name: str
    inbox: SimpleQueue[_Job | None] = field(default_factory=SimpleQueue)
    loaded: Future[None] = field(default_factory=Future)
    """Done when the model is there, or has the `EmbedderFault` that says why it is not."""
    patient_until: float | None = None
    """Monotonic seconds; None until somebody waits for the model."""
    stopping: bool = False
    spent: Spent = field(default_factory=Spent)

    def stop(self) -> None:
        self.stopping = True
        self.inbox.put(None)


class Worker:
    """A model in a thread of its own, which loads it first.

    `load` runs in the thread and returns the function that computes. Callers wait for it until the first of them has
    waited `patience` seconds; from then on every submit is an `EmbedderLoading` at once until it is there. If it
    raises, every submit is an `EmbedderFault`. A caller that goes away is skipped and harms nobody.
    """

    def __init__(
        self, name: str, load: Callable[[], Compute], *, max_batch: int, patience: float, device: str = "cpu"
    ) -> None:
        self._state = _State(name, spent=Spent(on=device))
        self._patience = patience
        self._thread = threading.Thread(
            target=_run, args=(self._state, load, max_batch), name=f"semcache {name}", daemon=True
        )
        weakref.finalize(self, self._state.stop).atexit = False
        # A daemon thread that is inside native code while the interpreter is taken down can crash it.
        atexit.register(_end, self._state, weakref.ref(self._thread))
        self._thread.start()

    @property
    def spent(self) -> Spent:
        return self._state.spent

    async def submit(self, text: str) -> Vector:
        state = self._state
        if state.stopping:
            raise EmbedderFault(f"{state.name} is closed")
        is_loaded = state.loaded.done()
        if is_loaded and (fault := state.loaded.exception()) is not None:
            raise fault
        left = None if is_loaded else self._patience_left()
        loading = EmbedderLoading(f"{state.name} is still loading")
        if left is not None and left <= 0:
            raise loading
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Vector] = loop.create_future()
        state.inbox.put(_Job(text, loop, future))
        try:
            async with asyncio.timeout(left):
                return await future
        except TimeoutError:
            raise loading from None
        except asyncio.CancelledError as cut:
            if state.loaded.done():
                raise
            raise cut from loading  # whoever has less patience is told what it was that took so long

    def _patience_left(self) -> float:
        now = time.monotonic()
        if self._state.patient_until is None:
            self._state.patient_until = now + self._patience
        return self._state.patient_until - now

    def wait_loaded(self) -> None:
        """Block until the model is there; `EmbedderFault` if it cannot be loaded."""
        self._state.loaded.result()

    async def ready(self) -> None:
        """As `wait_loaded`, for an event loop."""
        await asyncio.shield(asyncio.wrap_future(self._state.loaded))

    async def close(self) -> None:
        """Fail what waits and end the thread; waits up to a second for what it is computing."""
        self._state.stop()
        for _ in range(100):
            if not self._thread.is_alive():
                break
            await asyncio.sleep(0.01)


def _end(state: _State, thread: weakref.ref[threading.Thread]) -> None:
    state.stop()
    if (alive := thread()) is not None:
        alive.join(1.0)


def _run(state: _State, load: Callable[[], Compute], max_batch: int) -> None:
    compute = _load(state, load)
    # A GPU is taken for as long as the thread waits for it; a processor only while the thread computes.
    clock = time.thread_time if state.spent.on == "cpu" else time.perf_counter
    while not state.stopping:
        batch = _take(state.inbox, max_batch)
        began = clock()
        outcomes = _outcomes(state.name, compute, [job.text for job in batch])
        done = state.spent
        state.spent = replace(done, texts=done.texts + len(batch), seconds=done.seconds + clock() - began)
        _deliver(batch, outcomes)
    waiting = _take(state.inbox, None, block=False)
    _deliver(waiting, [EmbedderFault(f"{state.name} is closed")] * len(waiting))


def _load(state: _State, load: Callable[[], Compute]) -> Compute:
    try:
        compute = load()
    except Exception as error:
        fault = error if isinstance(error, EmbedderFault) else EmbedderFault(_line(state.name, error))
        if not state.stopping:
            logger.warning("an embedder could not be loaded: %s", fault)
        state.loaded.set_exception(fault)
        return lambda texts: [fault] * len(texts)
    state.loaded.set_result(None)
    return compute


def _take(inbox: SimpleQueue[_Job | None], limit: int | None, block: bool = True) -> list[_Job]:
    """Wait for the first, then whatever is there; those whose caller has left are dropped."""
    jobs: list[_Job | None] = [inbox.get()] if block else []
    while limit is None or len(jobs) < limit:
        try:
            jobs.append(inbox.get_nowait())
        except Empty:
            break
    return [job for job in jobs if job is not None and not job.future.cancelled()]


def _outcomes(name: str, compute: Compute, texts: list[str]) -> Sequence[Outcome]:
    try:
        return compute(texts) if texts else []
    except Exception as error:
        return [EmbedderFault(_line(name, error))] * len(texts)


def _deliver(jobs: Sequence[_Job], outcomes: Sequence[Outcome]) -> None:
    for job, outcome in zip(jobs, outcomes, strict=True):
        try:
            job.loop.call_soon_threadsafe(_settle, job.future, outcome)
        except RuntimeError:  # its event loop is closed: nobody waits
            continue


def _settle(future: asyncio.Future[Vector], outcome: Outcome) -> None:
    if future.done():
        return
    if isinstance(outcome, SemcacheError):
        future.set_exception(outcome)
    else:
        future.set_result(outcome)


def _line(name: str, error: Exception) -> str:
    text = " ".join(str(error).split())
    return f"{name}: {type(error).__name__}: {text[:300]}"
