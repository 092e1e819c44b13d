"""One background thread that works for an event loop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import TypeVar

T = TypeVar("T")
_Job = tuple[asyncio.AbstractEventLoop, "asyncio.Future[object]", Callable[[], object]]


class Worker:
    """Runs functions one after another, in the order asked, off the event loop.

    The thread starts with the first job and is a daemon: a disk that hangs does not keep the process from ending.
    A caller that is cancelled stops waiting; its job still runs.
    """

    def __init__(self, name: str, prepare: Callable[[], None] = lambda: None) -> None:
        """`prepare` is run first, on the thread."""
        self._name = name
        self._prepare = prepare
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._closed = False

    async def run(self, job: Callable[[], T]) -> T:
        """What the job returns or raises."""
        if self._closed:
            raise RuntimeError(f"{self._name} is closed")
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name=self._name, daemon=True)
            self._thread.start()
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._jobs.put((loop, future, job))  # type: ignore[arg-type]  # a future of T is one of object
        return await future

    def close(self) -> None:
        """Let the thread end after the jobs that it has. Does not wait."""
        self._closed = True
        self._jobs.put(None)

    def _work(self) -> None:
        self._prepare()
        while (job := self._jobs.get()) is not None:
            self._do(*job)
            del job  # or the last job's data would live until the next one comes

    def _do(self, loop: asyncio.AbstractEventLoop, future: asyncio.Future[object], job: Callable[[], object]) -> None:
        try:
            result = job()
        except BaseException as error:
            answer(loop, future, error)
        else:
            answer(loop, future, result)


def answer(loop: asyncio.AbstractEventLoop, future: asyncio.Future[T], outcome: T | BaseException) -> None:
    """Settle a future of another thread's loop. One that was cancelled, or whose loop is gone, is left alone."""

    def settle() -> None:
        if future.done():
            return
        if isinstance(outcome, BaseException):
            future.set_exception(outcome)
        else:
            future.set_result(outcome)

    try:
        loop.call_soon_threadsafe(settle)
    except RuntimeError:
        pass  # the loop is closed, and with it whoever waited
