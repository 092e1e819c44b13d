"""The thread that writes to a database in batches."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, Protocol, TypeVar

from semcache.errors import CacheFault
from semcache.storage.file import is_damage
from semcache.worker import answer

log = logging.getLogger("semcache")
T = TypeVar("T")
_Job = Callable[[Any], object]
_Waiter = tuple[asyncio.AbstractEventLoop, "asyncio.Future[object]", _Job]

FLUSH_SECONDS = 0.25
"""How long what was put aside may wait for company."""

RETRY_SECONDS = 1.0
PATIENCE_SECONDS = 10.0
"""After which a caller who waits for the disk is told that it does not answer."""


class Closable(Protocol):
    def close(self) -> object: ...


C = TypeVar("C", bound=Closable)


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """All or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


class BatchWriter(Generic[C]):
    """Calls `write` on its own thread soon after `wake`, and owns the connection.

    `write` takes what its owner has put aside and writes it in one transaction; if it raises, it has put everything
    back, and is called again a second later. One line is logged when writing begins to fail and one when it works
    again; `failures` counts the tries that failed. `reopened` is asked before each write, and told whether the
    file has proved damaged: what it returns is the connection from then on. Without a connection, it returns or
    raises the first time. What cannot be written at the end is tried again for `last_seconds`.
    """

    def __init__(
        self,
        name: str,
        connection: C | None,
        write: Callable[[C], None],
        fault: type[CacheFault],
        reopened: Callable[[bool], C | None] = lambda is_damaged: None,
        last_seconds: float = 0.0,
    ) -> None:
        self._name = name
        self._last_seconds = last_seconds
        self._connection = connection
        self._write = write
        self._fault = fault
        self._reopened = reopened
        self._changed = threading.Condition()
        self._dirty = False
        self._hurry = False
        self._closing = False
        self._waiters: list[_Waiter] = []
        self._in_trouble = False
        self._is_damaged = False
        self.failures = 0
        threading.Thread(target=self._work, name=name, daemon=True).start()

    def wake(self, hurry: bool = False) -> None:
        """There is something to write: within FLUSH_SECONDS, or at once."""
        if self._dirty and (self._hurry or not hurry):
            return
        with self._changed:
            self._dirty = True
            self._hurry = self._hurry or hurry
            self._changed.notify()

    async def flush(self) -> None:
        """Wait until all that was put aside before is on the disk. A fault if it cannot be written."""
        await self.run(lambda _: None)

    async def run(self, job: Callable[[C], T]) -> T:
        """What the job returns, done after all that was put aside before has been written. Its errors, and those
        of that writing, come as faults."""
        return await self._ask(job, last=False)

    async def close(self) -> None:
        """Write what there is, and end. A fault if it cannot be written."""
        if not self._closing:
            await self._ask(lambda _: None, last=True)

    async def _ask(self, job: Callable[[C], T], last: bool) -> T:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        with self._changed:
            if self._closing:
                raise self._fault(f"{self._name} is closed")
            self._closing = last
            self._waiters.append((loop, future, job))  # type: ignore[arg-type]  # a future of T is one of object
            self._changed.notify()
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await future
        except TimeoutError:
            raise self._fault(f"{self._name}: the disk has not answered for {PATIENCE_SECONDS:g} s") from None

    def _work(self) -> None:
        last = False
        while not last:
            waiters, last = self._wait()
            error = self._try()
            if error is not None and self._is_damaged:
                error = self._try()  # there may be another file in its place
            deadline = time.monotonic() + self._last_seconds
            while last and error is not None and time.monotonic() < deadline:
                time.sleep(FLUSH_SECONDS)
                error = self._try()
            answers = [(loop, future, error or self._do(job)) for loop, future, job in waiters]
            if last and self._connection is not None:
                self._connection.close()
            for loop, future, outcome in answers:
                answer(loop, future, outcome)

    def _wait(self) -> tuple[list[_Waiter], bool]:
        """Sleep until it is time to write; whoever waits to hear of it, and whether that is the last time."""
        with self._changed:
            self._changed.wait_for(lambda: self._dirty or self._waiters)
            if self._in_trouble:
                self._changed.wait_for(lambda: self._waiters, RETRY_SECONDS)
            else:
                self._changed.wait_for(lambda: self._hurry or self._waiters, FLUSH_SECONDS)
            # Cleared before `write` takes its rows: what comes later wakes us again.
            self._dirty = self._hurry = False
            waiters, self._waiters = self._waiters, []
            return waiters, self._closing

    def _try(self) -> CacheFault | None:
        try:
            if (connection := self._reopened(self._is_damaged)) is not None:
                self._is_damaged = False
                # SQLite leaves alone what lies beside a file that has moved: it is the new file's.
                if self._connection is not None:
                    self._connection.close()
                self._connection = connection
            assert self._connection is not None
            self._write(self._connection)
        except Exception as error:  # whatever it is, the thread goes on: it is the only one that writes
            self.failures += 1
            self._dirty = True
            self._is_damaged = self._is_damaged or is_damage(error)
            if not self._in_trouble:
                log.warning("%s cannot write: %s", self._name, error)
            self._in_trouble = True
            return self._fault(f"{self._name} cannot write: {error}")
        if self._in_trouble:
            log.warning("%s writes again", self._name)
        self._in_trouble = False
        return None

    def _do(self, job: _Job) -> object:
        assert self._connection is not None, "what was put aside was written"
        try:
            return job(self._connection)
        except Exception as error:
            if is_damage(error):
                self._is_damaged = self._dirty = True
            return self._fault(f"{self._name}: {error}")
